package scoring

import (
	"testing"

	"pgregory.net/rapid"

	"burnout/mbi"
)

// byHand holds answers whose sums can be checked with pencil and paper.
var byHand = []struct {
	name           string
	answers        mbi.Answers
	ee, dp, pa     int
	levels         [3]Level
	dimensions     int
	certain, maybe int
}{
	{"all never", mbi.Answers{}, 0, 0, 0, [3]Level{Low, Low, Low}, 1, 1, 1},
	{"item number modulo 7", mbi.Answers{1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6, 0, 1},
		// EE 1+2+3+6+1+6+0+2+6, DP 5+3+4+1+1, PA 4+0+2+5+3+4+5+0
		27, 14, 23, [3]Level{Moderate, High, Low}, 2, 2, 2},
}

func TestByHand(t *testing.T) {
	table, _ := Table(DefaultTable)
	for _, c := range byHand {
		t.Run(c.name, func(t *testing.T) {
			r := Rate(&c.answers, table)
			for s, want := range map[mbi.Subscale]int{mbi.EE: c.ee, mbi.DP: c.dp, mbi.PA: c.pa} {
				if sum, ok := r.Scores[s].Sum(); sum != want || !ok {
					t.Errorf("%v: sum %d (%v), want %d", s, sum, ok, want)
				}
				if l, ok := r.Level(s); l != c.levels[s] || !ok {
					t.Errorf("%v: level %v, want %v", s, l, c.levels[s])
				}
			}
			if n, ok := r.Dimensions(); n != c.dimensions || !ok {
				t.Errorf("%d dimensions, want %d", n, c.dimensions)
			}
			if lo, hi := r.DimensionBounds(); lo != c.certain || hi != c.maybe {
				t.Errorf("%d to %d dimensions, want %d to %d", lo, hi, c.certain, c.maybe)
			}
		})
	}
}

func TestMissingAnswerGivesNoScore(t *testing.T) {
	table, _ := Table(DefaultTable)
	a := byHand[1].answers
	a[4] = mbi.Missing // item 5, DP, was 5
	r := Rate(&a, table)
	dp := r.Scores[mbi.DP]
	if _, ok := dp.Sum(); ok || dp.Answered != 4 || dp.Lowest != 9 || dp.Highest != 15 {
		t.Errorf("DP %+v", dp)
	}
	if _, ok := dp.Mean(); ok {
		t.Error("an incomplete subscale has a mean")
	}
	if _, ok := r.Level(mbi.DP); ok {
		t.Error("an incomplete subscale has a level")
	}
	if lo, hi := r.LevelBounds(mbi.DP); lo != Moderate || hi != High {
		t.Errorf("levels %v to %v are possible", lo, hi)
	}
	if _, ok := r.Dimensions(); ok {
		t.Error("dimensions are known without DP")
	}
	if lo, hi := r.DimensionBounds(); lo != 1 || hi != 2 {
		t.Errorf("%d to %d dimensions, want 1 to 2", lo, hi)
	}
	if sum, ok := r.Scores[mbi.EE].Sum(); sum != 27 || !ok {
		t.Error("the other subscales lost their score")
	}
}

func TestMean(t *testing.T) {
	a := byHand[1].answers
	table, _ := Table(DefaultTable)
	score := Rate(&a, table).Scores[mbi.EE]
	if m, ok := score.Mean(); m != 3 || !ok {
		t.Errorf("mean %v, want 3", m)
	}
}

func answersGen() *rapid.Generator[mbi.Answers] {
	return rapid.Custom(func(t *rapid.T) mbi.Answers {
		var a mbi.Answers
		for i := range a {
			a[i] = mbi.Answer(rapid.IntRange(-1, int(mbi.MaxAnswer)).Draw(t, "answer"))
		}
		return a
	})
}

// However the missing answers are filled in, score, level and dimensions lie
// within the bounds.
func TestBoundsHoldEveryCompletion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table, _ := Table(rapid.SampledFrom(TableIDs()).Draw(t, "table"))
		a := answersGen().Draw(t, "answers")
		open := Rate(&a, table)
		filled := a
		for i, v := range filled {
			if v == mbi.Missing {
				filled[i] = mbi.Answer(rapid.IntRange(0, int(mbi.MaxAnswer)).Draw(t, "fill"))
			}
		}
		r := Rate(&filled, table)
		for _, s := range mbi.Subscales {
			sum, ok := r.Scores[s].Sum()
			if !ok || sum < open.Scores[s].Lowest || sum > open.Scores[s].Highest {
				t.Fatalf("%v: sum %d outside %+v", s, sum, open.Scores[s])
			}
			l, _ := r.Level(s)
			if lo, hi := open.LevelBounds(s); l < lo || l > hi {
				t.Fatalf("%v: level %v outside %v to %v", s, l, lo, hi)
			}
		}
		n, _ := r.Dimensions()
		if lo, hi := open.DimensionBounds(); n < lo || n > hi {
			t.Fatalf("%d dimensions outside %d to %d", n, lo, hi)
		}
	})
}

// The bounds are reached: filling with 0 and with 6 gives them exactly.
func TestBoundsAreReached(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := answersGen().Draw(t, "answers")
		zeros, sixes := a, a
		for i, v := range a {
			if v == mbi.Missing {
				zeros[i], sixes[i] = 0, mbi.MaxAnswer
			}
		}
		table, _ := Table(DefaultTable)
		for _, s := range mbi.Subscales {
			open := Rate(&a, table).Scores[s]
			low, high := Rate(&zeros, table).Scores[s], Rate(&sixes, table).Scores[s]
			if open.Lowest != low.Lowest || open.Highest != high.Highest {
				t.Fatalf("%v: %+v, but filled %d and %d", s, open, low.Lowest, high.Highest)
			}
		}
	})
}
