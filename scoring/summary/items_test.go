package summary

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"burnout/mbi"
	"burnout/scoring/stats"
)

// drawRow draws the answers of a respondent, of whom some leave items out.
func drawRow(t *rapid.T) mbi.Answers {
	a := mbi.NoAnswers()
	if rapid.IntRange(0, 4).Draw(t, "none") == 0 {
		return a
	}
	lowest := rapid.IntRange(-1, 0).Draw(t, "lowest")
	for i := range a {
		a[i] = mbi.Answer(rapid.IntRange(lowest, int(mbi.MaxAnswer)).Draw(t, "answer"))
	}
	for _, s := range mbi.Subscales {
		if rapid.Bool().Draw(t, "whole") {
			for _, item := range s.Items() {
				a[item-1] = max(a[item-1], 0)
			}
		}
	}
	return a
}

// The counts are those of each respondent added alone, in however many parts they
// are counted.
func TestItemsCountAsCoMomentsDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.Custom(drawRow), 0, 12).Draw(t, "rows")
		cut := rapid.IntRange(0, len(rows)).Draw(t, "cut")
		c, part := NewItems(), NewItems()
		for i := range rows {
			if i < cut {
				c.Add(&rows[i])
			} else {
				part.Add(&rows[i])
			}
		}
		c.Merge(part)
		var respondents, complete int64
		var given [mbi.Items][mbi.MaxAnswer + 1]int64
		for _, a := range rows {
			if a.Given() > 0 {
				respondents++
			}
			if a.Given() == mbi.Items {
				complete++
			}
			for i, v := range a {
				if v != mbi.Missing {
					given[i][v]++
				}
			}
		}
		if c.Respondents() != respondents || c.Complete() != complete || c.WithoutAnswers() != int64(len(rows))-respondents {
			t.Fatalf("%d respondents, %d complete, %d without answers", c.Respondents(), c.Complete(), c.WithoutAnswers())
		}
		for _, s := range mbi.Subscales {
			want := stats.NewCoMoments(s.Len())
			for _, a := range rows {
				var x []int64
				s.Each(&a, func(_ int, v mbi.Answer) { x = append(x, int64(v)) })
				if slices.Min(x) >= 0 {
					want.Add(x)
				}
			}
			if d := cmp.Diff(want, c.coMoments(s)); d != "" {
				t.Fatalf("%v: %s", s, d)
			}
			for _, item := range c.Analysis(s, 0.95).Items {
				if item.Answers != given[item.Item-1] || item.N+item.Missing != respondents || stats.Histogram(item.Answers[:]).N() != item.N {
					t.Fatalf("%+v, want %v of %d", item, given[item.Item-1], respondents)
				}
			}
		}
	})
}
