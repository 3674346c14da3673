package summary

import (
	"testing"

	"pgregory.net/rapid"

	"burnout/mbi"
	"burnout/scoring"
)

// eachCompletion calls f for every way to fill the missing answers of a.
func eachCompletion(a mbi.Answers, from int, f func(*mbi.Answers)) {
	for i := from; i < mbi.Items; i++ {
		if a[i] != mbi.Missing {
			continue
		}
		for v := mbi.Answer(0); v <= mbi.MaxAnswer; v++ {
			a[i] = v
			eachCompletion(a, i+1, f)
		}
		return
	}
	f(&a)
}

// Under any rule the bounds count whom every completion of their answers puts into
// a group, and whom any does.
func TestBoundsAreThoseOfAllCompletions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table, _ := scoring.Table(rapid.SampledFrom(scoring.TableIDs()).Draw(t, "table"))
		c := New(table, drawRule(t))
		var levels [3][3]Bounds
		var dimensions [4]Bounds
		for range rapid.IntRange(1, 4).Draw(t, "rows") {
			var a mbi.Answers
			most := rapid.IntRange(0, int(mbi.MaxAnswer)).Draw(t, "most")
			for i := range a {
				a[i] = mbi.Answer(rapid.IntRange(0, most).Draw(t, "answer"))
			}
			for _, i := range rapid.SliceOfN(rapid.IntRange(0, mbi.Items-1), 0, 4).Draw(t, "missing") {
				a[i] = mbi.Missing
			}
			c.Add(&a)
			var ways int64
			var level [3][3]int64
			var dimension [4]int64
			eachCompletion(a, 0, func(whole *mbi.Answers) {
				ways++
				sums, _ := whole.Sums()
				affected := 0
				for _, s := range mbi.Subscales {
					l := table.Level(s, sums.Of(s))
					level[s][l]++
					if scoring.Affected(s, l) {
						affected++
					}
				}
				dimension[affected]++
			})
			for s := range levels {
				for l := range levels[s] {
					levels[s][l].merge(boundsOf(level[s][l], ways))
				}
			}
			for n := range dimensions {
				dimensions[n].merge(boundsOf(dimension[n], ways))
			}
		}
		for _, s := range mbi.Subscales {
			for l, share := range c.Subscale(s, wilson).Levels {
				if share.Bounds != levels[s][l] {
					t.Fatalf("%v %v: %+v, all completions have %+v", s, l, share.Bounds, levels[s][l])
				}
			}
		}
		for n, share := range c.Dimensions(wilson).Counts {
			if share.Bounds != dimensions[n] {
				t.Fatalf("%d dimensions: %+v, all completions have %+v", n, share.Bounds, dimensions[n])
			}
		}
	})
}

// boundsOf are the bounds of one respondent whom so many of all ways put into a
// group.
func boundsOf(in, ways int64) (b Bounds) {
	if in == ways {
		b.Lowest = 1
	}
	if in > 0 {
		b.Highest = 1
	}
	return b
}
