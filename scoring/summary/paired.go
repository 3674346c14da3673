package summary

import (
	"burnout/mbi"
	"burnout/scoring"
	"burnout/scoring/stats"
)

// Waves counts respondents who answered twice. Make one with [NewWaves].
type Waves struct {
	thresholds *scoring.Thresholds
	rule       scoring.MissingRule
	scores     [3]map[[2]partial]int64 // before, after; of those scored at both waves
}

// NewWaves returns empty counts under the thresholds t and a rule for missing
// answers.
func NewWaves(t *scoring.Thresholds, rule scoring.MissingRule) *Waves {
	w := &Waves{thresholds: t, rule: rule}
	for s := range w.scores {
		w.scores[s] = map[[2]partial]int64{}
	}
	return w
}

// Add counts one respondent.
func (w *Waves) Add(before, after *mbi.Answers) {
	first, second := scoring.Scores(before), scoring.Scores(after)
	for _, s := range mbi.Subscales {
		if x, y := first[s], second[s]; w.rule.Scores(x) && w.rule.Scores(y) {
			w.scores[s][[2]partial{partialOf(x), partialOf(y)}]++
		}
	}
}

func partialOf(s scoring.Score) partial { return partial{uint8(s.Lowest), uint8(s.Answered)} }

// Wave describes the scores at one wave of those scored at both.
type Wave struct {
	Mean, SD, Median, Q1, Q3 stats.Number
	Affected                 int64 // on the burnout side
}

// Change compares the scores of one subscale at two waves, the second less the
// first.
type Change struct {
	N              int64
	Waves          [2]Wave
	Became, Ceased int64 // to be on the burnout side
	// Fell and Rose count those who changed by more than the limit, Within the others.
	Fell, Within, Rose int64
	Limit              float64 // the reliable change, in points
	Statistics         []Statistic
}

// Change compares subscale s; r says which change is reliable.
func (w *Waves) Change(s mbi.Subscale, r *scoring.Reliability, confidence float64) Change {
	scale := 1
	for k := range w.scores[s] {
		for _, p := range k {
			if p.answered < uint8(s.Len()) {
				scale = lcm(scale, int(p.answered))
			}
		}
	}
	waves := [2]stats.Histogram{make(stats.Histogram, s.Max()*scale+1), make(stats.Histogram, s.Max()*scale+1)}
	changes := stats.Changes{Up: make(stats.Histogram, s.Max()*scale+1), Down: make(stats.Histogram, s.Max()*scale+1)}
	c := Change{Limit: r.ReliableChange(s)}
	var sides [2][2]int64 // [before][after], 1 is the burnout side
	for k, n := range w.scores[s] {
		x, y := k[0].scaled(s, scale), k[1].scaled(s, scale)
		waves[0][x] += n
		waves[1][y] += n
		if x <= y {
			changes.Up[y-x] += n
		} else {
			changes.Down[x-y] += n
		}
		sides[w.side(s, k[0])][w.side(s, k[1])] += n
	}
	for i, h := range waves {
		scaled := func(v float64, ok bool) stats.Number { return stats.NumberOf(v/float64(scale), ok) }
		m := h.Moments()
		c.N = m.N
		c.Waves[i] = Wave{Mean: scaled(m.Mean()), SD: scaled(m.SD()), Median: scaled(h.Quantile(0.5)), Q1: scaled(h.Quantile(0.25)), Q3: scaled(h.Quantile(0.75))}
	}
	c.Waves[0].Affected, c.Waves[1].Affected = sides[1][0]+sides[1][1], sides[0][1]+sides[1][1]
	c.Became, c.Ceased = sides[0][1], sides[1][0]
	c.Fell, c.Rose = changes.Beyond(c.Limit * float64(scale))
	c.Within = c.N - c.Fell - c.Rose
	c.Statistics = changeTests(changes, scale, sides, c.N, confidence)
	return c
}

// side is 1 where a score is on the burnout side.
func (w *Waves) side(s mbi.Subscale, p partial) int {
	// A score between two sums has not reached the level of the higher one.
	if scoring.Affected(s, w.thresholds.Level(s, p.scaled(s, 1))) {
		return 1
	}
	return 0
}

// changeTests tests changes that were multiplied by scale.
func changeTests(changes stats.Changes, scale int, sides [2][2]int64, n int64, confidence float64) []Statistic {
	t, why := stats.PairedT(changes, confidence)
	points := float64(scale)
	list := []Statistic{
		test(PairedT, n, t.T, t.P, "", why, t.DF),
		effect(MeanChange, n, t.Difference/points, stats.Interval{Low: t.Interval.Low / points, High: t.Interval.High / points}, "t", why),
	}
	dz, why := stats.CohenDz(changes)
	list = append(list, size(CohenDz, n, dz, "", why))
	v, why := stats.SignedRank(changes)
	list = append(list, rankTest(SignedRank, n, v, NormalTies, why))
	m, why := stats.McNemar(sides)
	return append(list,
		pOnly(McNemarExact, n, m.Exact, Exact, why),
		test(McNemar, n, m.ChiSquare, m.P, "no continuity correction", why, 1))
}
