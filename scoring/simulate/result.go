package simulate

import (
	"math"

	"burnout/mbi"
	"burnout/scoring"
	"burnout/scoring/stats"
)

// Result is what the answers of a population came out to have. A subscale is
// scored if all its items are answered; a correlation is that of the respondents
// scored on both subscales.
type Result struct {
	N     int64                    // respondents
	sums  [3]stats.Moments         // index = mbi.Subscale
	items [mbi.Items]stats.Moments // of the same respondents
	joint [3]joint                 // index = Pair
}

// joint holds the sums of which a correlation is made.
type joint struct{ n, x, y, xx, yy, xy int64 }

func (r *Result) add(a *mbi.Answers) {
	r.N++
	for _, s := range mbi.Subscales {
		score := scoring.ScoreOf(a, s)
		if sum, ok := score.Sum(); ok {
			r.sums[s].Add(int64(sum))
			s.Each(a, func(item int, v mbi.Answer) { r.items[item-1].Add(int64(v)) })
		}
	}
	for _, p := range Pairs {
		a1, a2 := p.Subscales()
		one, two := scoring.ScoreOf(a, a1), scoring.ScoreOf(a, a2)
		if one.Complete() && two.Complete() {
			r.joint[p].add(int64(one.Lowest), int64(two.Lowest))
		}
	}
}

func (j *joint) add(x, y int64) {
	j.n++
	j.x, j.y = j.x+x, j.y+y
	j.xx, j.yy, j.xy = j.xx+x*x, j.yy+y*y, j.xy+x*y
}

// Mean returns the mean of the sums of a subscale.
func (r *Result) Mean(s mbi.Subscale) stats.Number { return stats.NumberOf(r.sums[s].Mean()) }

// SD returns the SD of the sums of a subscale, with n-1.
func (r *Result) SD(s mbi.Subscale) stats.Number { return stats.NumberOf(r.sums[s].SD()) }

// Alpha returns Cronbach's alpha of a subscale.
func (r *Result) Alpha(s mbi.Subscale) stats.Number {
	var items []stats.Moments
	for _, item := range s.Items() {
		items = append(items, r.items[item-1])
	}
	a, ok := stats.Cronbach(items, r.sums[s], 0.95)
	return stats.NumberOf(a.Value, ok)
}

// Correlation returns Pearson's correlation of the sums of two subscales.
// Undefined where one of them does not vary.
func (r *Result) Correlation(p Pair) stats.Number {
	j := &r.joint[p]
	xx, yy := j.n*j.xx-j.x*j.x, j.n*j.yy-j.y*j.y
	if xx == 0 || yy == 0 {
		return stats.Number{}
	}
	return stats.NumberOf(float64(j.n*j.xy-j.x*j.y)/(math.Sqrt(float64(xx))*math.Sqrt(float64(yy))), true)
}
