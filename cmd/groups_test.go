package cmd

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"burnout/mbi"
	"burnout/scoring"
	"burnout/scoring/summary"
)

// Whatever the groups, none that is shown rests on few respondents in any of its
// figures, and no figure of few is left by a subtraction of them from the whole.
func TestNoFewAreShown(t *testing.T) {
	table, _ := scoring.Table(scoring.DefaultTable)
	rapid.Check(t, func(t *rapid.T) {
		rule, _ := scoring.ParseMissingRule(rapid.SampledFrom([]string{"complete", "prorate=1"}).Draw(t, "rule"))
		d := newDivided(&groupFlags{by: []string{"ward"}, least: 5}, func() *summary.Counts { return summary.New(table, rule) })
		for range rapid.IntRange(1, 60).Draw(t, "respondents") {
			var a mbi.Answers
			if missing := rapid.IntRange(-3, mbi.Items-1).Draw(t, "missing"); missing >= 0 {
				a[missing] = mbi.Missing
			}
			d.all.Add(&a)
			key := rapid.SampledFrom([]string{"", "A", "A", "A", "B", "B", "C", "D"}).Draw(t, "ward")
			if key == "" {
				d.rest.Add(&a)
				continue
			}
			if d.groups[key+"\x00"] == nil {
				d.groups[key+"\x00"] = d.fresh()
			}
			d.groups[key+"\x00"].Add(&a)
		}
		shown, w, err := d.parts()
		if err != nil {
			t.Fatal(err)
		}
		left := d.all.Ns()
		for _, g := range shown {
			if ns := g.counts.Ns(); d.few(ns) {
				t.Fatalf("group %v shows %v", g.values, ns)
			}
			for i, n := range g.counts.Ns() {
				left[i] -= n
			}
		}
		if len(shown) > 0 && (d.few(left) || w.groups == 1 && d.rest.Respondents() == 0) {
			t.Fatalf("a subtraction leaves %v in %d groups", left, w.groups)
		}
	})
}

func TestNamesOfGroups(t *testing.T) {
	groups := []group[int]{{values: []string{"F"}}, {values: []string{"Urgences et réanimation A"}}, {values: []string{"病院の救急医療センター"}}}
	numberLong(groups)
	if got := fmt.Sprint(groups[0].name(), "; ", groups[1].name(), "; ", groups[2].name()); got != "(1) F; (2) Urgence…; (3) 病院の…" {
		t.Error(got)
	}
	if got := strings.Join(legend(groups), ", "); got != "(1)\u00a0F, (2)\u00a0Urgences et réanimation A, (3)\u00a0病院の救急医療センター" {
		t.Error(got)
	}
	groups = groups[:1]
	groups[0].number = 0
	if numberLong(groups); groups[0].name() != "F" || legend(groups) != nil {
		t.Error(groups)
	}
}

func TestCutsAreNumbersAsPeopleWriteThem(t *testing.T) {
	for _, s := range []string{"age=NaN", "age=25,Inf", "age=0x1p4", "age=1e999", "age=25,25", "=25", "age", "age="} {
		if _, err := parseCut(s); err == nil {
			t.Errorf("%q accepted", s)
		}
	}
	c, err := parseCut("age=25,30.5")
	if err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[string]string{"24,9": "< 25", "25": "25 – < 30.5", "30.5": "≥ 30.5", "-3": "< 25", "1e+05": "≥ 30.5"} {
		if got, err := c.group([]byte(cell)); got != want || err != nil {
			t.Errorf("%s: %q, %v", cell, got, err)
		}
	}
	if _, err := c.group([]byte("NaN")); err == nil {
		t.Error("NaN is in a group")
	}
}
