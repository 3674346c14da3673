package summary

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"burnout/mbi"
)

// without are answers that lack those to some items.
func without(items ...int) *mbi.Answers {
	var a mbi.Answers
	for _, item := range items {
		a[item-1] = mbi.Missing
	}
	return &a
}

func TestCommonPatterns(t *testing.T) {
	var c Patterns
	count := func(n int, items ...int) {
		for range n {
			c.Add(without(items...))
		}
	}
	everything := make([]int, mbi.Items)
	for i := range everything {
		everything[i] = i + 1
	}
	count(9)
	count(8, everything...)
	count(7, 22)
	count(6, 1, 2)
	count(5, 3)
	count(4, 5, 6)
	count(1, 7)
	for _, test := range []struct {
		least int64
		most  int
		shown []int64
		rest  PatternRest
	}{
		{1, 9, []int64{7, 6, 5, 4, 1}, PatternRest{}},
		{1, 2, []int64{7, 6}, PatternRest{3, 10}},
		{5, 9, []int64{7, 6, 5}, PatternRest{2, 5}},
		{6, 9, []int64{7, 6}, PatternRest{3, 10}},
		{2, 9, []int64{7, 6, 5}, PatternRest{2, 5}}, // one respondent is not left alone
		{100, 9, nil, PatternRest{5, 23}},
	} {
		shown, rest := c.Common(test.least, test.most)
		var ns []int64
		for _, p := range shown {
			ns = append(ns, p.N)
		}
		if !slices.Equal(ns, test.shown) || rest != test.rest {
			t.Errorf("at least %d, at most %d: %v and %v, want %v and %v", test.least, test.most, ns, rest, test.shown, test.rest)
		}
	}
	shown, _ := c.Common(1, 9)
	if items := shown[1].Pattern.Items(); !slices.Equal(items, []int{1, 2}) {
		t.Errorf("the items are %v", items)
	}
}

// However the rows are divided among counts, no respondent is lost and none is
// shown among few; what is left over is nobody or at least so many.
func TestPatternsOfAnyCohort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := rapid.SliceOfNDistinct(rapid.IntRange(1, mbi.Items), 0, 3, rapid.ID)
		rows := rapid.SliceOfN(items, 0, 60).Draw(t, "rows")
		least := rapid.Int64Range(1, 8).Draw(t, "least")
		most := rapid.IntRange(0, 6).Draw(t, "most")
		var all, one, other Patterns
		incomplete := int64(0)
		for i, row := range rows {
			all.Add(without(row...))
			[]*Patterns{&one, &other}[i%2].Add(without(row...))
			if len(row) > 0 {
				incomplete++
			}
		}
		other.Merge(&one)
		shown, rest := all.Common(least, most)
		merged, left := other.Common(least, most)
		if !slices.Equal(shown, merged) || rest != left {
			t.Fatalf("%v, %v; merged %v, %v", shown, rest, merged, left)
		}
		n := rest.N
		for _, p := range shown {
			n += p.N
			if p.N < least {
				t.Fatalf("%d respondents are shown", p.N)
			}
		}
		if n != incomplete || len(shown) > most {
			t.Fatalf("%d of %d respondents in %d patterns", n, incomplete, len(shown))
		}
		if rest.N > 0 && rest.N < least && len(shown) > 0 {
			t.Fatalf("%d respondents are left over", rest.N)
		}
	})
}
