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
