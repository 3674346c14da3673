package summary

import (
	"testing"

	"burnout/mbi"
	"burnout/scoring"
	"burnout/scoring/stats"
)

// all returns 22 equal answers.
func all(v mbi.Answer) *mbi.Answers {
	var a mbi.Answers
	for i := range a {
		a[i] = v
	}
	return &a
}

// The numbers of a column are bounded, in one worker and in the sum of several.
func TestNumbersAreBounded(t *testing.T) {
	one, other := NewNumbers(scoring.MissingRule{}), NewNumbers(scoring.MissingRule{})
	for i := range MostNumbers {
		if !one.Add(all(3), float64(i)) {
			t.Fatalf("%d numbers are too many", i+1)
		}
	}
	if !one.Add(all(2), 0) || !other.Add(all(2), -1) {
		t.Error("a number that is known, or the first, is too much")
	}
	if one.Merge(other) || one.Add(all(2), 0) {
		t.Error("more numbers than the bound")
	}
}

// More groups than the bound are not compared two by two, two have no pairs.
func TestPairsAreBounded(t *testing.T) {
	table, _ := scoring.Table("isnar-img")
	g := Groups{Confidence: 0.95}
	for n := range MostPairs + 1 {
		c := New(table, scoring.MissingRule{})
		c.Add(all(mbi.Answer(n % 7)))
		g.Of = append(g.Of, c)
		want := 3 * (n + 1) * n / 2 // three statistics each
		if n < 2 || n == MostPairs {
			want = 0
		}
		if got := len(g.Pairs(mbi.EE)); got != want {
			t.Errorf("%d groups: %d statistics of pairs, want %d", n+1, got, want)
		}
	}
}

// What cannot be computed has a reason and no number, whatever the groups.
func TestUndefinedHasAReason(t *testing.T) {
	table, _ := scoring.Table("isnar-img")
	for _, sizes := range [][]int{{0, 0}, {1, 0}, {1, 1}, {3, 3}, {1, 0, 2}, {2, 2, 2}} {
		g := Groups{Confidence: 0.95}
		for i, n := range sizes {
			c := New(table, scoring.MissingRule{})
			for range n {
				c.Add(all(2))
			}
			g.Of, g.Places = append(g.Of, c), append(g.Places, float64(i))
		}
		var list []Statistic
		for _, s := range mbi.Subscales {
			list = append(append(list, g.Scores(s)...), g.Pairs(s)...)
			list = append(append(list, g.Levels(s).Statistics...), g.Affected(s).Statistics...)
		}
		list = append(list, g.Dimensions().Statistics...)
		list = append(list, NewNumbers(scoring.MissingRule{}).Correlations(mbi.DP, 0.95)...)
		list = append(list, NewWaves(table, scoring.MissingRule{}).Change(mbi.PA, scoring.DefaultReliability(), 0.95).Statistics...)
		for _, s := range list {
			if defined := s.Why == stats.Defined; defined != (s.Value.Defined || s.POnly && s.P.Defined) || s.Test && defined != s.P.Defined || !defined && (s.Low.Defined || s.DF != nil) {
				t.Errorf("%v: %+v", sizes, s)
			}
		}
	}
}
