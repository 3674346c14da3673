package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/render"
	"burnout/cmd/internal/streams"
	"burnout/mbi"
	"burnout/mbi/fault"
	"burnout/scoring/cohort"
)

// groupFlags are --by, --cut and --min-group: how a cohort is divided.
type groupFlags struct {
	by    []string
	cuts  []cut
	least int64
}

func (g *groupFlags) add(c *cobra.Command) {
	c.Flags().Var(&namesFlag{&g.by, "COLUMNS"}, "by", "the same for each group: columns whose values divide the cohort")
	c.Flags().Var(&listFlag[cut]{&g.cuts, parseCut, "COLUMN=N,N"}, "cut", "divide a column of numbers at these, such as age=25,30,35; may be repeated")
	c.Flags().Int64Var(&g.least, "min-group", 5, "withhold groups of fewer `respondents`; 1 shows all")
}

// cut divides a column of numbers into ranges.
type cut struct {
	column string
	at     []float64
	texts  []string
}

// parseCut reads the value of --cut, "COLUMN=N,N,N".
func parseCut(s string) (cut, error) {
	column, list, ok := strings.Cut(s, "=")
	c := cut{column: strings.TrimSpace(column)}
	for _, text := range strings.Split(list, ",") {
		text = strings.TrimSpace(text)
		n, err := plainNumber(text)
		if !ok || c.column == "" || err != nil || len(c.at) > 0 && n <= c.at[len(c.at)-1] {
			return cut{}, fmt.Errorf("%q is no cut, expected COLUMN=N,N with rising numbers, such as age=25,30,35", s)
		}
		c.at, c.texts = append(c.at, n), append(c.texts, text)
	}
	return c, nil
}

var decimal = regexp.MustCompile(`^[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?$`)

// plainNumber reads a number as people and R write it, with a decimal point or
// comma, such as 3,5 and 1e+05.
func plainNumber(s string) (float64, error) {
	if !decimal.MatchString(s) {
		return 0, strconv.ErrSyntax
	}
	return strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
}

// group returns the range that a number falls in, in words.
func (c *cut) group(cell []byte) (string, error) {
	n, err := plainNumber(string(cell))
	if err != nil {
		return "", fmt.Errorf("a text in column %s, expected a number for --cut", fault.Quote(c.column))
	}
	i, found := slices.BinarySearch(c.at, n)
	if found {
		i++
	}
	switch {
	case i == 0:
		return "< " + c.texts[0], nil
	case i == len(c.at):
		return "≥ " + c.texts[i-1], nil
	}
	return c.texts[i-1] + " – < " + c.texts[i], nil
}

// check refuses cuts of columns by which nothing is divided.
func (g *groupFlags) check() error {
	for _, c := range g.cuts {
		if !slices.Contains(g.by, c.column) {
			return commandLine(hinted(fmt.Errorf("--cut divides the column %s, which --by does not name", fault.Quote(c.column)), "--by "+c.column))
		}
	}
	if g.least < 1 {
		return commandLine(errors.New("--min-group is below 1, expected a number of respondents"))
	}
	return nil
}

// counter adds rows up. Parts of a cohort are counted apart and merged.
type counter[T any] interface {
	Add(*mbi.Answers)
	Merge(T)
	Respondents() int64
	// Ns returns the n of every figure that a group shows, respondents first.
	Ns() []int64
}

// divided counts a cohort, and each of its groups.
type divided[T counter[T]] struct {
	flags  *groupFlags
	fresh  func() T
	all    T
	groups map[string]T // by the values of the columns, a NUL behind each
	first  map[string]meeting
	rest   T // rows whose cell in a group column is empty

	columns []int
	cuts    []*cut // of the columns; nil: none
	key     []byte
}

func newDivided[T counter[T]](flags *groupFlags, fresh func() T) *divided[T] {
	return &divided[T]{flags: flags, fresh: fresh, all: fresh(), rest: fresh(), groups: map[string]T{}, first: map[string]meeting{}}
}

// Row counts a row.
func (d *divided[T]) Row(r *cohort.Row) error {
	d.all.Add(&r.Answers)
	if len(d.flags.by) == 0 {
		return nil
	}
	if d.columns == nil {
		if err := d.find(r.Headings()); err != nil {
			return err
		}
	}
	d.key = d.key[:0]
	for i, column := range d.columns {
		cell := r.Cell(column)
		if len(cell) == 0 {
			d.rest.Add(&r.Answers)
			return nil
		}
		if c := d.cuts[i]; c != nil {
			group, err := c.group(cell)
			if err != nil {
				return r.Fault(column, err.Error(), "--by "+c.column+" without --cut divides by its values")
			}
			cell = []byte(group)
		}
		d.key = append(append(d.key, cell...), 0)
	}
	group, known := d.groups[string(d.key)]
	if !known {
		if len(d.groups) == mostGroups {
			return d.tooMany(r.Fault(d.columns[0], "", ""))
		}
		group = d.fresh()
		d.groups[string(d.key)], d.first[string(d.key)] = group, d.meet(r)
	}
	group.Add(&r.Answers)
	return nil
}

// Flush is that of a sink whose rows have no order.
func (d *divided[T]) Flush() error { return nil }

// mostGroups bounds the groups of a cohort, and with them the memory.
const mostGroups = 200

// tooMany refuses a group too many at its place.
func (d *divided[T]) tooMany(at *fault.Fault) error {
	by := d.flags.by
	at.Text = fmt.Sprintf("more than %d groups by %s, expected a column of a few values", mostGroups, strings.Join(by, ", "))
	at.Hint = "a column of numbers is divided by --cut, such as --cut " + by[0] + "=25,30,35"
	return at
}

// meeting is where a group was met first: its cells.
type meeting struct {
	file  int
	cells []*fault.Fault // whose places they hold
}

func (d *divided[T]) meet(r *cohort.Row) meeting {
	m := meeting{file: r.File}
	for _, column := range d.columns {
		m.cells = append(m.cells, r.Fault(column, "", ""))
	}
	return m
}

// compareMeetings orders meetings as they stand in the files.
func compareMeetings(a, b meeting) int {
	return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.cells[0].Line, b.cells[0].Line))
}

// find finds the columns of the groups.
func (d *divided[T]) find(headings []string) error {
	for _, name := range d.flags.by {
		column, err := columnOf(headings, name, "--by")
		if err != nil {
			return err
		}
		d.columns = append(d.columns, column)
		var own *cut
		for i := range d.flags.cuts {
			if d.flags.cuts[i].column == name {
				own = &d.flags.cuts[i]
			}
		}
		d.cuts = append(d.cuts, own)
	}
	return nil
}

// columnOf finds a column by its heading for a flag.
func columnOf(headings []string, name, flag string) (int, error) {
	column := slices.Index(headings, strings.TrimSpace(name))
	if column < 0 {
		err := fmt.Errorf("no column is named %s, which %s asks for", fault.Quote(name), flag)
		if near := fault.Nearest(name, headings); near != "" {
			err = hinted(err, "did you mean "+printable(near)+"?")
		}
		return 0, commandLine(err)
	}
	return column, nil
}

// merge adds what another worker counted.
func (d *divided[T]) merge(o *divided[T]) {
	d.all.Merge(o.all)
	if d.columns == nil {
		d.columns, d.cuts = o.columns, o.cuts
	}
	d.rest.Merge(o.rest)
	for key, group := range o.groups {
		if own, known := d.groups[key]; known {
			own.Merge(group)
		} else {
			d.groups[key] = group
		}
		if own, known := d.first[key]; !known || compareMeetings(o.first[key], own) < 0 {
			d.first[key] = o.first[key]
		}
	}
}

// countDivided reads the files and counts the cohort and its groups.
func countDivided[T counter[T]](ctx context.Context, s *streams.Streams, read *readFlags, by *groupFlags, paths []string, fresh func() T) (*cohort.Input, *divided[T], error) {
	read.options.Unnumbered = true
	return countBeside(ctx, s, read, by, paths, fresh, func(d *divided[T]) cohort.Sink { return d })
}

// countBeside is countDivided with sinks that count something else beside: each
// is made around one that they hand their rows to.
func countBeside[T counter[T]](ctx context.Context, s *streams.Streams, read *readFlags, by *groupFlags, paths []string, fresh func() T, around func(*divided[T]) cohort.Sink) (*cohort.Input, *divided[T], error) {
	all := newDivided(by, fresh)
	var parts []*divided[T]
	in, err := read.read(ctx, s, paths, func() cohort.Sink {
		parts = append(parts, newDivided(by, fresh))
		return around(parts[len(parts)-1])
	})
	if err != nil {
		return nil, nil, err
	}
	for _, part := range parts {
		all.merge(part)
	}
	if len(all.groups) > mostGroups {
		met := slices.SortedFunc(maps.Values(all.first), compareMeetings)
		return nil, nil, all.tooMany(met[mostGroups].cells[0])
	}
	if all.all.Respondents() == 0 {
		return nil, nil, &fault.Fault{File: paths[0], Text: fmt.Sprintf("none of %d rows holds an answer, expected at least one respondent", in.Rows)}
	}
	return in, all, nil
}

// group is a part of a cohort.
type group[T any] struct {
	values []string // of the columns
	counts T
	number int // in tables, from 1; 0: the groups have no numbers
}

// longName and shortName are how wide the name of a group may be in a narrow
// table, in cells of a terminal: without a number, and behind one.
const longName, shortName = 12, 8

// name writes the values for a table: with a number where one of the groups has
// a name that is too long for one.
func (g *group[T]) name() string {
	if g.number == 0 {
		return g.whole()
	}
	return fmt.Sprintf("(%d) %s", g.number, render.Shorten(g.whole(), shortName))
}

// mark is the number of a group that has one, else its name.
func (g *group[T]) mark() string {
	if g.number > 0 {
		return fmt.Sprintf("(%d)", g.number)
	}
	return g.name()
}

// whole writes the values.
func (g *group[T]) whole() string {
	return strings.Join(strings.Fields(visible(strings.Join(g.values, ", "))), " ")
}

// entry is the group's line in a legend of numbers, if it has one.
func (g *group[T]) entry() []string {
	if g.number == 0 {
		return nil
	}
	return []string{fmt.Sprintf("(%d)\u00a0%s", g.number, g.whole())}
}

// numberLong gives the groups numbers if one has a name that is too long for a
// terminal. Tables to paste hold names whole.
func numberLong[T any](groups []group[T]) {
	if slices.ContainsFunc(groups, func(g group[T]) bool { return render.Width(g.whole()) > longName }) {
		for i := range groups {
			groups[i].number = i + 1
		}
	}
}

// legend are the groups' lines in a legend.
func legend[T any](groups []group[T]) (lines []string) {
	for _, g := range groups {
		lines = append(lines, g.entry()...)
	}
	return lines
}

// withheld says which groups are not shown, for their few respondents could be
// told apart.
type withheld struct{ groups, respondents int64 }

// few reports whether a figure rests on fewer respondents than may be shown.
func (d *divided[T]) few(ns []int64) bool {
	return slices.ContainsFunc(ns, func(n int64) bool { return n > 0 && n < d.flags.least })
}

// hidden is what a subtraction of the shown groups from the whole leaves: in how
// many parts, and the n of each figure.
type hidden struct {
	parts int
	ns    []int64
}

func (h *hidden) add(ns []int64) {
	h.parts++
	h.ns = slices.Clone(h.ns)
	for i, n := range ns {
		if i == len(h.ns) {
			h.ns = append(h.ns, 0)
		}
		h.ns[i] += n
	}
}

// parts returns the groups in the order of their values. Those with a figure of
// few respondents are withheld, and the next smallest with them where a
// subtraction from the whole would show one group, or a figure of few.
func (d *divided[T]) parts() ([]group[T], withheld, error) {
	var all []group[T]
	for key, counts := range d.groups {
		all = append(all, group[T]{values: strings.Split(strings.TrimSuffix(key, "\x00"), "\x00"), counts: counts})
	}
	if err := d.continuous(all); err != nil {
		return nil, withheld{}, err
	}
	slices.SortFunc(all, func(a, b group[T]) int {
		return cmp.Or(-compareBools(d.few(a.counts.Ns()), d.few(b.counts.Ns())),
			cmp.Compare(a.counts.Respondents(), b.counts.Respondents()), slices.CompareFunc(a.values, b.values, compareValues))
	})
	few, left, w := 0, hidden{}, withheld{}
	if d.rest.Respondents() > 0 {
		left.add(d.rest.Ns())
	}
	for few < len(all) && (d.few(all[few].counts.Ns()) || d.flags.least > 1 && (w.groups > 0 && left.parts == 1 || d.few(left.ns))) {
		left.add(all[few].counts.Ns())
		w.groups++
		w.respondents += all[few].counts.Respondents()
		few++
	}
	shown := all[few:]
	slices.SortFunc(shown, func(a, b group[T]) int { return slices.CompareFunc(a.values, b.values, compareValues) })
	return shown, w, nil
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// compareValues orders the values of a column: numbers and the ranges of a cut by
// size, before texts.
func compareValues(a, b string) int {
	x, errA := rangeStart(a)
	y, errB := rangeStart(b)
	switch {
	case errA == nil && errB == nil:
		return cmp.Or(cmp.Compare(x, y), strings.Compare(a, b))
	case errA == nil:
		return -1
	case errB == nil:
		return 1
	}
	return strings.Compare(a, b)
}

// rangeStart returns the number of a value, or where the range of a cut begins;
// the lowest one begins below its number.
func rangeStart(s string) (float64, error) {
	if below, ok := strings.CutPrefix(s, "< "); ok {
		n, err := strconv.ParseFloat(below, 64)
		return n - 1e-9, err
	}
	s = strings.TrimPrefix(s, "≥ ")
	from, _, _ := strings.Cut(s, " – ")
	return strconv.ParseFloat(strings.Replace(from, ",", ".", 1), 64)
}

// fewValues is how many different numbers a column of groups may hold: the
// semesters of a long course, not ages.
const fewValues = 12

// continuous refuses a column of many different numbers, even if a few of its
// values are words such as unknown.
func (d *divided[T]) continuous(all []group[T]) error {
	for i, name := range d.flags.by {
		if d.cuts == nil || d.cuts[i] != nil {
			continue
		}
		numbers, words := map[string]meeting{}, map[string]bool{}
		for _, g := range all {
			met, value := d.first[strings.Join(g.values, "\x00")+"\x00"], g.values[i]
			if _, err := plainNumber(value); err != nil {
				words[value] = true
			} else if own, known := numbers[value]; !known || compareMeetings(met, own) < 0 {
				numbers[value] = met
			}
		}
		if len(numbers) > fewValues && len(words) <= len(numbers)/4 {
			f := *slices.SortedFunc(maps.Values(numbers), compareMeetings)[fewValues].cells[i]
			f.Text = fmt.Sprintf("the %dth of %d different numbers in column %s, expected a few groups", fewValues+1, len(numbers), fault.Quote(name))
			f.Hint = "--cut " + name + "=25,30,35 divides it"
			return &f
		}
	}
	return nil
}
