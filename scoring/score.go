// Package scoring turns answers into scores, levels and the number of
// dimensions on their burnout side. It is pure: it returns codes and numbers,
// never sentences, and prints nothing.
package scoring

import "burnout/mbi"

// Score is the score of one respondent on one subscale.
//
// A missing answer is never 0: where one is missing there is no sum, but the
// sum that the respondent would have had lies between Lowest and Highest
// whatever the answer, because an answer is 0 to 6. That needs no assumption.
type Score struct {
	Subscale mbi.Subscale
	Answered int // items answered, 0 to Subscale.Len()
	Lowest   int // the sum if every missing answer were 0
	Highest  int // the sum if every missing answer were 6
}

// ScoreOf scores the subscale s. The answers must satisfy [mbi.Answers.Check].
func ScoreOf(a *mbi.Answers, s mbi.Subscale) Score { return Scores(a)[s] }

// Scores scores the three subscales. The answers must satisfy [mbi.Answers.Check].
func Scores(a *mbi.Answers) (scores [3]Score) {
	sums, missing := a.Sums()
	for i, s := range mbi.Subscales {
		lowest, none := sums.Of(s), missing.Of(s)
		scores[i] = Score{Subscale: s, Answered: s.Len() - none, Lowest: lowest, Highest: lowest + none*int(mbi.MaxAnswer)}
	}
	return scores
}

// Complete reports whether every item of the subscale was answered.
func (s Score) Complete() bool { return s.Answered == s.Subscale.Len() }

// Sum returns the sum of the answers, 0 to Subscale.Max(), and whether there is
// one: every item must be answered.
func (s Score) Sum() (int, bool) { return s.Lowest, s.Complete() }

// Mean returns the mean answer per item, 0 to 6, and whether there is one. It
// reads on the scale of the answers: 3 is "a few times a month".
func (s Score) Mean() (float64, bool) {
	return float64(s.Lowest) / float64(s.Subscale.Len()), s.Complete()
}

// Level is the level of a subscale under a table of thresholds. It is the level
// of what the subscale measures: the low level of PA is its burnout side.
type Level int8

// The levels, from the lowest sums to the highest.
const (
	Low Level = iota
	Moderate
	High
)

// Levels lists the levels from low to high.
var Levels = [...]Level{Low, Moderate, High}

// String returns "low", "moderate" or "high".
func (l Level) String() string { return [...]string{"low", "moderate", "high"}[l] }

// Affected reports whether level l of subscale s is its burnout side: EE high,
// DP high, PA low.
func Affected(s mbi.Subscale, l Level) bool {
	if s == mbi.PA {
		return l == Low
	}
	return l == High
}

// Result is what the inventory says of one respondent under one table.
type Result struct {
	Scores     [3]Score // index = mbi.Subscale
	thresholds *Thresholds
}

// Rate scores the three subscales of a, which must satisfy [mbi.Answers.Check],
// under the table t.
func Rate(a *mbi.Answers, t *Thresholds) Result {
	return Result{Scores: Scores(a), thresholds: t}
}

// Level returns the level of subscale s and whether there is one: the subscale
// must be scored.
func (r *Result) Level(s mbi.Subscale) (Level, bool) {
	sum, ok := r.Scores[s].Sum()
	return r.thresholds.Level(s, sum), ok
}

// LevelBounds returns the lowest and the highest level of subscale s that the
// missing answers leave possible; every level between them is possible too.
func (r *Result) LevelBounds(s mbi.Subscale) (lowest, highest Level) {
	score := r.Scores[s]
	return r.thresholds.Level(s, score.Lowest), r.thresholds.Level(s, score.Highest)
}

// Dimensions returns how many of the three dimensions lie on their burnout side,
// 0 to 3, and whether that is known: all three subscales must be scored.
func (r *Result) Dimensions() (int, bool) {
	n, known := 0, true
	for _, s := range mbi.Subscales {
		l, ok := r.Level(s)
		known = known && ok
		if Affected(s, l) {
			n++
		}
	}
	return n, known
}

// DimensionBounds returns how many dimensions are certainly and how many are
// possibly on their burnout side, whatever the missing answers; every number
// between them is possible too, since the subscales share no item.
func (r *Result) DimensionBounds() (certain, possible int) {
	for _, s := range mbi.Subscales {
		lowest, highest := r.LevelBounds(s)
		low, high := Affected(s, lowest), Affected(s, highest)
		if low && high {
			certain++
		}
		if low || high {
			possible++
		}
	}
	return certain, possible
}
