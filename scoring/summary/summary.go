// Package summary adds up a cohort in one pass. It keeps integer counts only,
// so memory does not grow with the rows and no order of the rows changes a bit.
package summary

import (
	"slices"

	"burnout/mbi"
	"burnout/scoring"
	"burnout/scoring/stats"
)

const (
	sums    = 9*mbi.MaxAnswer + 1 // that a subscale can have
	answers = mbi.MaxAnswer + 2   // a power of two: no index is out of range
)

// pairs are the pairs of subscales, in the order in which they are reported.
var pairs = [3][2]mbi.Subscale{{mbi.EE, mbi.DP}, {mbi.EE, mbi.PA}, {mbi.DP, mbi.PA}}

// Intervals says how the intervals of proportions, means and alpha are computed.
type Intervals struct {
	Method     stats.IntervalMethod // of proportions
	Confidence float64              // of all, between 0 and 1
}

// Share is a part of a whole, with its interval; the percentages are of n
// respondents, the bounds count among all of them.
type Share struct {
	N         int64
	Percent   stats.Number // 0 to 100
	Low, High stats.Number // the interval, in percent
	Bounds    Bounds
}

// Share is k of n with its interval.
func (i Intervals) Share(k, n int64, b Bounds) Share {
	interval, ok := i.Method.Interval(k, n, i.Confidence)
	return Share{
		N:       k,
		Percent: stats.NumberOf(100*float64(k)/float64(max(n, 1)), ok),
		Low:     stats.NumberOf(100*interval.Low, ok),
		High:    stats.NumberOf(100*interval.High, ok),
		Bounds:  b,
	}
}

// Subscale describes the scores of one subscale.
type Subscale struct {
	N              int64 // respondents scored
	Prorated       int64 // of them, those with a missing answer
	Missing        int64 // respondents not scored
	MissingAnswers int64 // answers missing among all respondents

	Mean, SD       stats.Number // of the scores; SD with n-1
	MeanLow        stats.Number // the interval of the mean, by t
	MeanHigh       stats.Number
	ItemMean       stats.Number // Mean / number of items, 0 to 6
	Median, Q1, Q3 stats.Number // R's type 7
	Min, Max       stats.Number
	Skewness       stats.Number // type 2
	Floor, Ceiling stats.Number // percent of N with the lowest and the highest score that there is
	Alpha          stats.Alpha  // of the respondents who answered the whole subscale
	AlphaDefined   bool
	Levels         [3]Share // index = scoring.Level; percentages of N
}

// Scores returns the scores of subscale s: h[v] respondents have the score
// v/scale. Sums are whole, prorated ones are fractions.
func (c *Counts) Scores(s mbi.Subscale) (h stats.Histogram, scale int) {
	scale = c.scale(s, 1)
	return c.scaled(s, scale), scale
}

// scale returns the least multiple of a scale by which the scores of subscale s
// are whole.
func (c *Counts) scale(s mbi.Subscale, scale int) int {
	for p := range c.prorated[s] {
		scale = lcm(scale, int(p.answered))
	}
	return scale
}

// scaled counts the scores of subscale s, multiplied by scale.
func (c *Counts) scaled(s mbi.Subscale, scale int) stats.Histogram {
	h := make(stats.Histogram, s.Max()*scale+1)
	for sum, n := range c.sums[s][:s.Max()+1] {
		h[sum*scale] += n
	}
	for p, n := range c.prorated[s] {
		h[p.scaled(s, scale)] += n
	}
	return h
}

// scaled returns the prorated score of subscale s, multiplied by a scale by which
// it is whole.
func (p partial) scaled(s mbi.Subscale, scale int) int {
	return int(p.sum) * s.Len() * scale / int(p.answered)
}

// ByScore returns how many respondents have each whole score of subscale s, from 0
// on. A prorated score counts at the whole one below it, whose level it has.
func (c *Counts) ByScore(s mbi.Subscale) []int64 {
	h, scale := c.Scores(s)
	by := make([]int64, s.Max()+1)
	for v, n := range h {
		by[v/scale] += n
	}
	return by
}

func lcm(a, b int) int {
	x, y := a, b
	for y != 0 {
		x, y = y, x%y
	}
	return a / x * b
}

// Subscale describes subscale s.
func (c *Counts) Subscale(s mbi.Subscale, i Intervals) Subscale {
	h, scale := c.Scores(s)
	scaled := func(v float64, ok bool) stats.Number { return stats.NumberOf(v/float64(scale), ok) }
	m := h.Moments()
	mean, ok := m.Mean()
	lowest, highest, _ := h.Range()
	whole := stats.Histogram(c.sums[s][:s.Max()+1])
	d := Subscale{
		N:              m.N,
		Prorated:       m.N - whole.N(),
		Missing:        c.Respondents() - m.N,
		MissingAnswers: c.missingAnswers[s],
		Mean:           scaled(mean, ok),
		SD:             scaled(m.SD()),
		ItemMean:       scaled(mean/float64(s.Len()), ok),
		Median:         scaled(h.Quantile(0.5)),
		Q1:             scaled(h.Quantile(0.25)),
		Q3:             scaled(h.Quantile(0.75)),
		Min:            scaled(float64(lowest), ok),
		Max:            scaled(float64(highest), ok),
		Skewness:       stats.NumberOf(h.Skewness()),
		Floor:          i.Share(h[0], m.N, Bounds{}).Percent,
		Ceiling:        i.Share(h[len(h)-1], m.N, Bounds{}).Percent,
	}
	around, why := m.Sample().MeanInterval(i.Confidence)
	d.MeanLow, d.MeanHigh = scaled(around.Low, why == stats.Defined), scaled(around.High, why == stats.Defined)
	var items []stats.Moments
	for _, item := range s.Items() {
		items = append(items, c.item(item).Moments())
	}
	d.Alpha, d.AlphaDefined = stats.Cronbach(items, whole.Moments(), i.Confidence)
	for l, n := range c.levels(s) {
		low, high := c.thresholds.Range(s, scoring.Level(l))
		d.Levels[l] = i.Share(n, m.N, c.open[s][l].plus(whole[low:high+1].N()))
	}
	return d
}

// item returns the answers to an item of the respondents who answered its whole
// subscale.
func (c *Counts) item(item int) stats.Histogram {
	h := make(stats.Histogram, mbi.MaxAnswer+1)
	for v := range h {
		h[v] = c.items[item-1][v] - c.unscored[item-1][v]
	}
	return h
}

// levels counts the respondents scored on subscale s by level.
func (c *Counts) levels(s mbi.Subscale) (n [3]int64) {
	h, scale := c.Scores(s)
	for _, l := range scoring.Levels {
		low, high := c.thresholds.Range(s, l)
		n[l] = h[low*scale : min((high+1)*scale, len(h))].N()
	}
	return n
}

// byDimensions counts the respondents scored on all subscales by how many
// dimensions lie on their burnout side.
func (c *Counts) byDimensions() (n [4]int64) {
	for k := range n {
		n[k] = c.dimensions[k] + c.proratedDimensions[k]
	}
	return n
}

// Dimensions describes how many dimensions lie on their burnout side.
type Dimensions struct {
	N         int64    // respondents scored on all three subscales
	Undecided int64    // respondents who are not
	Counts    [4]Share // index = number of dimensions; percentages of N
}

// Dimensions counts the respondents with 0, 1, 2 and 3 dimensions on their
// burnout side.
func (c *Counts) Dimensions(i Intervals) Dimensions {
	counts := c.byDimensions()
	n := stats.Histogram(counts[:]).N()
	d := Dimensions{N: n, Undecided: c.Respondents() - n}
	for k := range d.Counts {
		d.Counts[k] = i.Share(counts[k], n, c.undecided[k].plus(c.dimensions[k]))
	}
	return d
}

// Correlation is how the scores of two subscales go together, over the
// respondents scored on both. Undefined coefficients have no N.
type Correlation struct {
	Of                [2]mbi.Subscale
	N                 int64 // respondents scored on both
	Pearson, Spearman stats.Correlation
	Defined           bool
}

// Correlations returns those of the three pairs of subscales.
func (c *Counts) Correlations(confidence float64) [3]Correlation {
	var all [3]Correlation
	for p, both := range pairs {
		joint, ys := c.joint(p)
		r := Correlation{Of: both}
		for _, h := range joint {
			r.N += h.N()
		}
		r.Pearson, r.Defined = stats.Pearson(joint, ys, confidence)
		r.Spearman, _ = stats.Spearman(joint, confidence)
		all[p] = r
	}
	return all
}

// joint returns how often the scores of pair p occur together, and the scores
// that its histograms count.
func (c *Counts) joint(p int) (stats.Joint, []float64) {
	x, y := pairs[p][0], pairs[p][1]
	var ys []float64
	for sum := range y.Max() + 1 {
		ys = append(ys, float64(sum))
	}
	for k := range c.proratedPairs[p] {
		ys = append(ys, k[1].score(y))
	}
	slices.Sort(ys)
	ys = slices.Compact(ys)
	at := make(map[float64]int, len(ys))
	for i, v := range ys {
		at[v] = i
	}
	joint := stats.Joint{}
	for i, n := range c.pairs[p] {
		if n > 0 {
			joint.Count(float64(i/(y.Max()+1)), at[float64(i%(y.Max()+1))], n)
		}
	}
	for k, n := range c.proratedPairs[p] {
		joint.Count(k[0].score(x), at[k[1].score(y)], n)
	}
	return joint, ys
}

// score is the prorated score of subscale s.
func (p partial) score(s mbi.Subscale) float64 {
	return float64(int(p.sum)*s.Len()) / float64(p.answered)
}
