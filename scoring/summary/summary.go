// Package summary adds up a cohort in one pass. It keeps integer counts only,
// so memory does not grow with the rows and no order of the rows changes a bit.
package summary

import (
	"burnout/mbi"
	"burnout/scoring"
	"burnout/scoring/stats"
)

// Counts is what a cohort adds up to. Make one with [New].
type Counts struct {
	thresholds *scoring.Thresholds

	withoutAnswers int64 // none of the 22 items answered
	respondents    int64 // at least one answered
	complete       int64 // all answered

	sums           [3]stats.Histogram       // of the respondents scored on the subscale
	items          [mbi.Items]stats.Moments // of the same respondents
	missingAnswers [3]int64                 // of all respondents
	levels         [3][3]Bounds             // [subscale][level], of all respondents
	dimensions     [4]int64                 // of the respondents scored on all three
	dimensionSpan  [4]Bounds                // of all respondents
}

// Bounds is how many respondents certainly and how many possibly belong to a
// group, each missing answer being anything from 0 to 6.
type Bounds struct{ Lowest, Highest int64 }

// add counts a respondent whose values from low to high are possible.
func (b *Bounds) add(value, low, high int) {
	if low == value && high == value {
		b.Lowest++
	}
	if low <= value && value <= high {
		b.Highest++
	}
}

// New returns empty counts under the thresholds t.
func New(t *scoring.Thresholds) *Counts {
	c := &Counts{thresholds: t}
	for _, s := range mbi.Subscales {
		c.sums[s] = make(stats.Histogram, s.Max()+1)
	}
	return c
}

// Add counts one row. The answers must satisfy [mbi.Answers.Check].
func (c *Counts) Add(a *mbi.Answers) {
	switch a.Given() {
	case 0:
		c.withoutAnswers++
		return
	case mbi.Items:
		c.complete++
	}
	c.respondents++
	r := scoring.Rate(a, c.thresholds)
	for _, s := range mbi.Subscales {
		c.addSubscale(s, a, &r)
	}
	if n, ok := r.Dimensions(); ok {
		c.dimensions[n]++
	}
	certain, possible := r.DimensionBounds()
	for n := range c.dimensionSpan {
		c.dimensionSpan[n].add(n, certain, possible)
	}
}

func (c *Counts) addSubscale(s mbi.Subscale, a *mbi.Answers, r *scoring.Result) {
	score := r.Scores[s]
	c.missingAnswers[s] += int64(s.Len() - score.Answered)
	low, high := r.LevelBounds(s)
	for _, l := range scoring.Levels {
		c.levels[s][l].add(int(l), int(low), int(high))
	}
	if sum, ok := score.Sum(); ok {
		c.sums[s][sum]++
		s.Each(a, func(item int, v mbi.Answer) { c.items[item-1].Add(int64(v)) })
	}
}

// WithoutAnswers returns how many rows hold none of the 22 answers.
func (c *Counts) WithoutAnswers() int64 { return c.withoutAnswers }

// Respondents returns how many rows hold at least one answer: the n of a cohort.
func (c *Counts) Respondents() int64 { return c.respondents }

// Complete returns how many rows hold all 22 answers.
func (c *Counts) Complete() int64 { return c.complete }

// Share is a part of a whole, with its interval; the percentages are of n
// respondents, the bounds count among all of them.
type Share struct {
	N         int64
	Percent   stats.Number // 0 to 100
	Low, High stats.Number // Wilson's interval, in percent
	Bounds    Bounds
}

func share(k, n int64, confidence float64, b Bounds) Share {
	i, ok := stats.Wilson.Interval(k, n, confidence)
	return Share{
		N:       k,
		Percent: stats.NumberOf(100*float64(k)/float64(max(n, 1)), ok),
		Low:     stats.NumberOf(100*i.Low, ok),
		High:    stats.NumberOf(100*i.High, ok),
		Bounds:  b,
	}
}

// Subscale describes the sums of one subscale.
type Subscale struct {
	N              int64 // respondents scored
	Missing        int64 // respondents not scored
	MissingAnswers int64 // answers missing among all respondents

	Mean, SD       stats.Number // of the sums; SD with n-1
	ItemMean       stats.Number // Mean / number of items, 0 to 6
	Median, Q1, Q3 stats.Number // R's type 7
	Min, Max       stats.Number
	Alpha          stats.Alpha
	AlphaDefined   bool
	Levels         [3]Share // index = scoring.Level; percentages of N
}

// Subscale describes subscale s, with intervals at the given confidence.
func (c *Counts) Subscale(s mbi.Subscale, confidence float64) Subscale {
	h := c.sums[s]
	m := h.Moments()
	mean, ok := m.Mean()
	lowest, highest, _ := h.Range()
	d := Subscale{
		N:              m.N,
		Missing:        c.respondents - m.N,
		MissingAnswers: c.missingAnswers[s],
		Mean:           stats.NumberOf(mean, ok),
		SD:             stats.NumberOf(m.SD()),
		ItemMean:       stats.NumberOf(mean/float64(s.Len()), ok),
		Median:         stats.NumberOf(h.Quantile(0.5)),
		Q1:             stats.NumberOf(h.Quantile(0.25)),
		Q3:             stats.NumberOf(h.Quantile(0.75)),
		Min:            stats.NumberOf(float64(lowest), ok),
		Max:            stats.NumberOf(float64(highest), ok),
	}
	var items []stats.Moments
	for _, item := range s.Items() {
		items = append(items, c.items[item-1])
	}
	d.Alpha, d.AlphaDefined = stats.Cronbach(items, m, confidence)
	for _, l := range scoring.Levels {
		low, high := c.thresholds.Range(s, l)
		d.Levels[l] = share(stats.Histogram(h[low:high+1]).N(), m.N, confidence, c.levels[s][l])
	}
	return d
}

// Dimensions describes how many dimensions lie on their burnout side.
type Dimensions struct {
	N         int64    // respondents scored on all three subscales
	Undecided int64    // respondents who are not
	Counts    [4]Share // index = number of dimensions; percentages of N
}

// Dimensions counts the respondents with 0, 1, 2 and 3 dimensions on their
// burnout side.
func (c *Counts) Dimensions(confidence float64) Dimensions {
	n := stats.Histogram(c.dimensions[:]).N()
	d := Dimensions{N: n, Undecided: c.respondents - n}
	for i, k := range c.dimensions {
		d.Counts[i] = share(k, n, confidence, c.dimensionSpan[i])
	}
	return d
}
