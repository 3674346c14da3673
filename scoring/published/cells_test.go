package published

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"burnout/mbi"
	"burnout/scoring"
)

// tables calls f with every way to deal n persons to the eight cells.
func tables(n int, f func(cell *[8]int)) {
	var cell [8]int
	var deal func(i, left int)
	deal = func(i, left int) {
		if i == 7 {
			cell[7] = left
			f(&cell)
			return
		}
		for cell[i] = 0; cell[i] <= left; cell[i]++ {
			deal(i+1, left-cell[i])
		}
	}
	deal(0, n)
}

// rules says of each cell which conditions its persons meet; the case definitions
// are those of package scoring.
var rules = func() (holds [8][conditions]bool) {
	for i := range holds {
		ee, dp, pa := i&1, i>>1&1, i>>2&1
		levels := [3]scoring.Level{mbi.EE: scoring.Level(2 * ee), mbi.DP: scoring.Level(2 * dp), mbi.PA: scoring.Level(2 - 2*pa)}
		holds[i][EEHigh], holds[i][DPHigh], holds[i][PALow] = ee == 1, dp == 1, pa == 1
		holds[i][Dimensions0+Condition(ee+dp+pa)] = true
		for _, d := range scoring.Definitions() {
			c := Condition(slices.Index(conditionNames[:], d.ID))
			holds[i][c] = d.Rule.Holds(levels)
		}
	}
	return holds
}()

// Every case definition is a condition, and every other one is a dimension or a
// number of them.
func TestEveryDefinitionIsACondition(t *testing.T) {
	known := map[string]bool{"dp-high": true, "pa-low": true, "dimensions-0": true, "dimensions-1": true, "dimensions-2": true, "dimensions-3": true}
	for _, d := range scoring.Definitions() {
		known[d.ID] = true
	}
	for _, c := range Conditions() {
		if !known[c.String()] {
			t.Errorf("%s is no definition", c)
		}
		delete(known, c.String())
	}
	if len(known) > 0 {
		t.Errorf("%v are no conditions", known)
	}
}

// met counts the persons of a table who meet each condition.
func met(cell *[8]int) (count [conditions]int) {
	for i, n := range cell {
		for c := range count {
			if rules[i][c] {
				count[c] += n
			}
		}
	}
	return count
}

// widen makes r hold k.
func widen(r *Range, k int) { r.Lowest, r.Highest = min(r.Lowest, k), max(r.Highest, k) }

// For every table of up to 12 persons, what its printed counts leave possible is
// what enumeration of all tables finds: bounds and whole solutions.
func TestRangesEqualEnumeration(t *testing.T) {
	for _, c := range []struct {
		most    int
		printed []Condition
	}{
		{12, []Condition{EEHigh, DPHigh, PALow, Any, All}},
		{7, []Condition{EEHigh, DPHigh, PALow}},
		{7, []Condition{EEOrDP, Dimensions1, EEPlusOne}},
		{7, []Condition{EEHigh, EEAndDP, TwoOfThree, Dimensions1}},
	} {
		t.Run(fmt.Sprint(c.printed), func(t *testing.T) {
			for n := 1; n <= c.most; n++ {
				compareAll(t, n, c.printed)
			}
		})
	}
}

type found struct {
	ranges    [conditions]Range
	solutions map[Solution]bool
}

func compareAll(t *testing.T, n int, printed []Condition) {
	t.Helper()
	enumerated := map[[5]int]*found{}
	tables(n, func(cell *[8]int) {
		count := met(cell)
		var key [5]int
		for i, c := range printed {
			key[i] = count[c]
		}
		f := enumerated[key]
		if f == nil {
			f = &found{solutions: map[Solution]bool{}}
			for c, k := range count {
				f.ranges[c] = Range{k, k}
			}
			enumerated[key] = f
		}
		for c, k := range count {
			widen(&f.ranges[c], k)
		}
		f.solutions[Solution(count[Dimensions0:Dimensions3+1])] = true
	})
	for key, want := range enumerated {
		c := newCells(n)
		for i, what := range printed {
			c.know(what, Range{key[i], key[i]})
		}
		got, ok := c.ranges()
		if !ok || got != want.ranges {
			t.Fatalf("n %d, %v = %v:\ngot  %v %v\nwant %v", n, printed, key, ok, got, want.ranges)
		}
		list, more := c.solutions(len(want.solutions))
		if more || len(list) != len(want.solutions) {
			t.Fatalf("n %d, %v = %v: %d solutions and more %v, want %d", n, printed, key, len(list), more, len(want.solutions))
		}
		for _, s := range list {
			if !want.solutions[s] {
				t.Fatalf("n %d, %v = %v: %v is no solution", n, printed, key, s)
			}
		}
	}
}

// Ranges printed for any of the conditions, possible together or not, give what
// enumeration gives.
func TestRangesOfRangesEqualEnumeration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 7).Draw(t, "n")
		c := newCells(n)
		for range rapid.IntRange(0, 6).Draw(t, "printed") {
			low := rapid.IntRange(0, n).Draw(t, "low")
			c.know(rapid.SampledFrom(Conditions()).Draw(t, "condition"), Range{low, rapid.IntRange(low, n).Draw(t, "high")})
		}
		var want [conditions]Range
		possible := false
		tables(n, func(cell *[8]int) {
			count := met(cell)
			for i, k := range count {
				if !c.known[i].Holds(k) {
					return
				}
			}
			for i, k := range count {
				if !possible {
					want[i] = Range{k, k}
				}
				widen(&want[i], k)
			}
			possible = true
		})
		got, ok := c.ranges()
		if ok != possible || ok && got != want || c.feasible() != possible {
			t.Fatalf("known %v:\ngot  %v %v\nwant %v %v", c.known, ok, got, possible, want)
		}
	})
}
