package published

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"burnout/mbi/fault"
	"burnout/scoring/stats"
)

// The print of any cohort is found possible, and what follows from it holds the
// numbers that were not printed.
func TestPrintOfACohortIsPossible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var cell [8]int
		n := 0
		for i := range cell {
			cell[i] = rapid.IntRange(0, 60).Draw(t, "cell")
			n += cell[i]
		}
		if n == 0 {
			return
		}
		places := rapid.IntRange(0, 2).Draw(t, "decimals")
		s := &Study{Samples: []Sample{{"all", n}}}
		count := met(&cell)
		for what, k := range count {
			if !rapid.Bool().Draw(t, "printed") {
				continue
			}
			p, _ := ParseDecimal(printedPercent(k, n, places))
			of := Condition(what)
			s.Proportions = append(s.Proportions, Proportion{Of: &of, Percent: &p})
		}
		r := Analyze(s)
		for _, p := range r.Proportions {
			if p.Verdict != Possible {
				t.Fatalf("%v, %v %% of %d: %v", p.Of, p.Percent, n, p.Verdict)
			}
		}
		for _, c := range r.Cells {
			for what, k := range count {
				if !c.Ranges[what].Holds(k) {
					t.Fatalf("%v is %d, not in %v", Condition(what), k, c.Ranges[what])
				}
			}
		}
	})
}

// A percentage moved to where no count rounds to it is found impossible, and the
// n that are offered instead make it possible.
func TestMovedPercentageIsImpossible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(10, 900).Draw(t, "n")
		k := rapid.IntRange(0, n-1).Draw(t, "k")
		// Halfway between the percentages of k and k+1, two decimals are never both near.
		between := 100 * (float64(k) + 0.5) / float64(n)
		p, _ := ParseDecimal(fmt.Sprintf("%.2f", between))
		s := &Study{Samples: []Sample{{"all", n}, {"other", 2 * n}}, Proportions: []Proportion{{Percent: &p}}}
		r := Analyze(s).Proportions[0]
		if r.Verdict == Possible {
			t.Fatalf("%v %% of %d: possible, %v", p, n, r.Counts)
		}
		for _, f := range append(r.Elsewhere, r.Nearest...) {
			if !p.Stands(100 * float64(f.Counts.Lowest) / float64(f.N)) {
				t.Fatalf("%d of %d are not %v %%", f.Counts.Lowest, f.N, p)
			}
		}
		if len(r.Elsewhere) != 1 {
			t.Fatalf("%v %% of %d is not found possible", p, 2*n)
		}
	})
}

// What means and SDs give before they are rounded lies between the ends.
func TestEndsHoldTheUnrounded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var exact, rounded Comparison
		for i := range exact.Groups {
			n := rapid.IntRange(2, 60).Draw(t, "n")
			mean := rapid.Float64Range(0, 54).Draw(t, "mean")
			sd := rapid.Float64Range(0.1, 20).Draw(t, "sd")
			print := func(v float64, places int) Decimal {
				d, _ := ParseDecimal(fmt.Sprintf("%.*f", places, v))
				return d
			}
			exact.Groups[i] = Group{N: n, Mean: print(mean, 6), SD: print(sd, 6)}
			rounded.Groups[i] = Group{N: n, Mean: print(mean, 1), SD: print(sd, 1)}
		}
		truth, got := comparisonResult(exact), comparisonResult(rounded)
		for _, v := range truth.Tests {
			r := recomputed(got.Tests, v.Statistic, v.Method)
			if near := 1e-4 * math.Max(1, v.Value); r.Method != "" && (v.Value < r.Low-near || v.Value > r.High+near || r.Value < r.Low-near || r.Value > r.High+near) {
				t.Fatalf("%s %s: %v, not from %v to %v", v.Statistic, v.Method, v.Value, r.Low, r.High)
			}
		}
	})
}

// Whatever a file holds, it is refused with its faults or computed without a
// number that is none.
func FuzzDecode(f *testing.F) {
	for _, c := range badStudies {
		f.Add(c.in)
	}
	for _, id := range StudyIDs() {
		data, err := studies.ReadFile("studies/" + id + ".yaml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Add(head + "comparisons:\n  - {label: x, groups: [{label: y, n: 3, mean: 1, sd: 0.0}, {label: z, n: 2, mean: 1, sd: 0}], d: 1, p: <0.05}\n")
	f.Fuzz(func(t *testing.T, in string) {
		s, err := parse(in)
		var one *fault.Fault
		var many *fault.List
		if err != nil && !errors.As(err, &one) && !errors.As(err, &many) {
			t.Errorf("an error that is no fault: %v", err)
		}
		if err != nil || strings.Count(in, "{") > 100 {
			return
		}
		r := Analyze(s)
		for _, c := range r.Comparisons {
			for _, v := range c.Tests {
				if math.IsNaN(v.Value+v.Low) || math.IsNaN(v.High) || math.IsInf(v.Value+v.Low, 0) {
					t.Errorf("%s %s: %v from %v to %v", v.Statistic, v.Method, v.Value, v.Low, v.High)
				}
			}
		}
		own := stats.Sample{N: 30, Mean: 12, SD: 5}
		for _, m := range r.Beside(&Cohort{Scores: [3]stats.Sample{own, own, own}}, 0.95).Means {
			if sum := m.Difference.Value + m.Low.Value + m.High.Value; math.IsNaN(sum) || math.IsInf(sum, 0) {
				t.Errorf("%v: %v from %v to %v", *m.Of, m.Difference, m.Low, m.High)
			}
		}
	})
}
