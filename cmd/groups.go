package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

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
	c.Flags().StringSliceVar(&g.by, "by", nil, "the same for each group: `COLUMNS` whose values divide the cohort")
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
		n, err := strconv.ParseFloat(text, 64)
		if !ok || c.column == "" || err != nil || len(c.at) > 0 && n <= c.at[len(c.at)-1] {
			return cut{}, fmt.Errorf("%q is no cut, expected COLUMN=N,N with rising numbers, such as age=25,30,35", s)
		}
		c.at, c.texts = append(c.at, n), append(c.texts, text)
	}
	return c, nil
}

// group returns the range that a number falls in, in words.
func (c *cut) group(cell []byte) (string, error) {
	n, err := strconv.ParseFloat(strings.Replace(string(cell), ",", ".", 1), 64)
	if err != nil || n != n {
		return "", fmt.Errorf("a text in column %s is no number, expected numbers for --cut", fault.Quote(c.column))
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
}

// divided counts a cohort, and each of its groups.
type divided[T counter[T]] struct {
	flags  *groupFlags
	fresh  func() T
	all    T
	groups map[string]T // by the values of the columns, a NUL behind each
	// ungrouped counts respondents whose cell in a group column is empty.
	ungrouped int64

	columns []int
	cuts    []*cut // of the columns; nil: none
	key     []byte
}

func newDivided[T counter[T]](flags *groupFlags, fresh func() T) *divided[T] {
	return &divided[T]{flags: flags, fresh: fresh, all: fresh(), groups: map[string]T{}}
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
			if r.Answers.Given() > 0 {
				d.ungrouped++
			}
			return nil
		}
		if c := d.cuts[i]; c != nil {
			group, err := c.group(cell)
			if err != nil {
				return err
			}
			cell = []byte(group)
		}
		d.key = append(append(d.key, cell...), 0)
	}
	group, known := d.groups[string(d.key)]
	if !known {
		if len(d.groups) == mostGroups {
			return tooManyGroups(d.flags.by)
		}
		group = d.fresh()
		d.groups[string(d.key)] = group
	}
	group.Add(&r.Answers)
	return nil
}

// Flush is that of a sink whose rows have no order.
func (d *divided[T]) Flush() error { return nil }

// mostGroups bounds the groups of a cohort, and with them the memory.
const mostGroups = 200

func tooManyGroups(by []string) error {
	return hinted(fmt.Errorf("more than %d groups by %s, expected a column of a few values", mostGroups, strings.Join(by, ", ")),
		"a column of numbers is divided by --cut, such as --cut "+by[0]+"=25,30,35")
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
	d.ungrouped += o.ungrouped
	for key, group := range o.groups {
		if own, known := d.groups[key]; known {
			own.Merge(group)
		} else {
			d.groups[key] = group
		}
	}
}

// countDivided reads the files and counts the cohort and its groups.
func countDivided[T counter[T]](ctx context.Context, s *streams.Streams, read *readFlags, by *groupFlags, paths []string, fresh func() T) (*cohort.Input, *divided[T], error) {
	read.options.Unnumbered = true
	all := newDivided(by, fresh)
	var parts []*divided[T]
	in, err := read.read(ctx, s, paths, func() cohort.Sink {
		parts = append(parts, newDivided(by, fresh))
		return parts[len(parts)-1]
	})
	if err != nil {
		return nil, nil, err
	}
	for _, part := range parts {
		all.merge(part)
	}
	if len(all.groups) > mostGroups {
		return nil, nil, tooManyGroups(by.by)
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
}

// name writes the values for people.
func (g *group[T]) name() string { return printable(strings.Join(g.values, ", ")) }

// withheld says which groups are not shown, for their few respondents could be
// told apart.
type withheld struct{ groups, respondents int64 }

// shows reports whether a subtraction of the shown groups from the whole shows
// one group, or few respondents: those withheld and those without a value.
func (d *divided[T]) shows(w withheld) bool {
	if d.ungrouped > 0 && (w.groups > 0 || d.ungrouped < d.flags.least) {
		w.groups++
		w.respondents += d.ungrouped
	}
	return w.groups == 1 || w.groups > 0 && w.respondents < d.flags.least
}

// parts returns the groups in the order of their values. Those of few respondents
// are withheld, and the next smallest with them where a subtraction would show
// what is hidden.
func (d *divided[T]) parts() ([]group[T], withheld, error) {
	var all []group[T]
	for key, counts := range d.groups {
		all = append(all, group[T]{strings.Split(strings.TrimSuffix(key, "\x00"), "\x00"), counts})
	}
	if err := d.continuous(all); err != nil {
		return nil, withheld{}, err
	}
	slices.SortFunc(all, func(a, b group[T]) int {
		return cmp.Or(cmp.Compare(a.counts.Respondents(), b.counts.Respondents()), slices.CompareFunc(a.values, b.values, compareValues))
	})
	few, hidden := 0, withheld{}
	hide := func() {
		hidden.groups++
		hidden.respondents += all[few].counts.Respondents()
		few++
	}
	for few < len(all) && all[few].counts.Respondents() < d.flags.least {
		hide()
	}
	for few < len(all) && d.shows(hidden) {
		hide()
	}
	shown := all[few:]
	slices.SortFunc(shown, func(a, b group[T]) int { return slices.CompareFunc(a.values, b.values, compareValues) })
	return shown, hidden, nil
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

// fewValues is how many different numbers a column of groups may hold.
const fewValues = 20

// continuous refuses a column of many different numbers.
func (d *divided[T]) continuous(all []group[T]) error {
	for i, name := range d.flags.by {
		if d.cuts == nil || d.cuts[i] != nil {
			continue
		}
		values, numbers := map[string]bool{}, true
		for _, g := range all {
			values[g.values[i]] = true
			_, err := strconv.ParseFloat(strings.Replace(g.values[i], ",", ".", 1), 64)
			numbers = numbers && err == nil
		}
		if numbers && len(values) > fewValues {
			return hinted(fmt.Errorf("column %s holds %d different numbers, expected a few groups", fault.Quote(name), len(values)),
				"--cut "+name+"=25,30,35 divides it")
		}
	}
	return nil
}
