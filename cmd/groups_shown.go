package cmd

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"burnout/cmd/internal/render"
	"burnout/mbi/fault"
)

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
