package simulate

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"burnout/mbi/fault"
)

var (
	// A column of letters is taken for no item.
	columnName = regexp.MustCompile(`^\pL[\pL_]*$`)
	// A value that starts so is no formula to a spreadsheet.
	partName = regexp.MustCompile(`^[\pL\pN][\pL\pN _.-]*$`)
)

// check refuses a plan that contradicts itself. Targets are checked where they
// are solved.
func (p *Plan) check() error {
	if p.N < 1 || p.N > MaxN {
		return refuse("--respondents", "%d, expected a number from 1 to %d", p.N, MaxN)
	}
	if !(p.MissingRate >= 0 && p.MissingRate < 1) {
		return refuse("--missing-rate", "%v, expected a number from 0 up to, not including, 1", p.MissingRate)
	}
	for i, g := range p.Groups {
		if slices.ContainsFunc(p.Groups[:i], func(o Group) bool { return strings.EqualFold(o.Column, g.Column) }) {
			return refuse("--group", "column %s stands twice", fault.Quote(g.Column))
		}
		if err := g.check(p.N); err != nil {
			return err
		}
	}
	for i, e := range p.Effects {
		if !slices.ContainsFunc(p.Groups, e.of) {
			return refuse("--effect", "no --group has the part %s", fault.Quote(e.Column+"="+e.Value))
		}
		if slices.ContainsFunc(p.Effects[:i], func(o Effect) bool { return o.Column == e.Column && o.Value == e.Value }) {
			return refuse("--effect", "%s stands twice", fault.Quote(e.Column+"="+e.Value))
		}
	}
	return nil
}

func (g *Group) check(n int) error {
	if !columnName.MatchString(g.Column) {
		return refuse("--group", "column %s, expected letters", fault.Quote(g.Column))
	}
	if reserved(g.Column) {
		return refuse("--group", "column %s is one that survey tools write, expected another name", fault.Quote(g.Column))
	}
	total := 0
	for i, part := range g.Parts {
		if !partName.MatchString(part.Value) || strings.HasSuffix(part.Value, " ") {
			return refuse("--group", "value %s of column %s, expected letters, digits, blanks, and _ . - within", fault.Quote(part.Value), g.Column)
		}
		if slices.ContainsFunc(g.Parts[:i], func(o Part) bool { return o.Value == part.Value }) {
			return refuse("--group", "value %s of column %s stands twice", fault.Quote(part.Value), g.Column)
		}
		if part.N < 1 || part.N > MaxN {
			return refuse("--group", "respondents of %s=%s: %d, expected a number from 1", g.Column, part.Value, part.N)
		}
		total += part.N
	}
	if total != n {
		return refuse("--group", "respondents in the parts of %s: %d, expected %d, as -n says", g.Column, total, n)
	}
	return nil
}

// of reports whether the effect is one on a part of the group.
func (e *Effect) of(g Group) bool {
	return g.Column == e.Column && slices.ContainsFunc(g.Parts, func(p Part) bool { return p.Value == e.Value })
}

func refuse(flag, format string, values ...any) error {
	return &fault.Fault{File: flag, Text: fmt.Sprintf(format, values...)}
}
