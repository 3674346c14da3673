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
	affected   [3][sums]uint8 // 1 where the sum is on the burnout side

	withoutAnswers int64 // none of the 22 items answered
	incomplete     int64 // some answered
	complete       int64 // all answered

	sums           [3][sums]int64            // respondents scored on the subscale, by sum
	items          [mbi.Items][answers]int64 // of the same respondents, by answer
	missingAnswers [3]int64                  // of all respondents
	unscored       [3][3]Bounds              // [subscale][level], of the respondents not scored on it
	dimensions     [4]int64                  // of the respondents scored on all three
	undecided      [4]Bounds                 // of those who are not
}

const (
	sums    = 9*mbi.MaxAnswer + 1 // that a subscale can have
	answers = mbi.MaxAnswer + 2   // a power of two: no index is out of range
)

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

// plus adds n respondents who certainly belong to the group.
func (b Bounds) plus(n int64) Bounds { return Bounds{b.Lowest + n, b.Highest + n} }

// New returns empty counts under the thresholds t.
func New(t *scoring.Thresholds) *Counts {
	c := &Counts{thresholds: t}
	for _, s := range mbi.Subscales {
		for sum := range s.Max() + 1 {
			if scoring.Affected(s, t.Level(s, sum)) {
				c.affected[s][sum] = 1
			}
		}
	}
	return c
}

var none = mbi.NoAnswers()

// Add counts one row. The answers must satisfy [mbi.Answers.Check].
func (c *Counts) Add(a *mbi.Answers) {
	ee, dp, pa, complete := a.Sums()
	if !complete {
		c.addIncomplete(a)
		return
	}
	c.complete++
	c.sums[mbi.EE][ee]++
	c.sums[mbi.DP][dp]++
	c.sums[mbi.PA][pa]++
	c.dimensions[c.affected[mbi.EE][ee]+c.affected[mbi.DP][dp]+c.affected[mbi.PA][pa]]++
	for i, v := range a {
		c.items[i][v&(answers-1)]++
	}
}

// addIncomplete counts a respondent who left an item out.
func (c *Counts) addIncomplete(a *mbi.Answers) {
	if *a == none {
		c.withoutAnswers++
		return
	}
	c.incomplete++
	var certain, possible uint8 // dimensions on their burnout side
	for _, s := range mbi.Subscales {
		sum, given := s.Sum(a)
		missing := s.Len() - given
		lowest, highest := sum, sum+missing*int(mbi.MaxAnswer)
		low, high := c.affected[s][lowest], c.affected[s][highest]
		certain, possible = certain+(low&high), possible+(low|high)
		if missing > 0 {
			c.missingAnswers[s] += int64(missing)
			c.addUnscored(s, lowest, highest)
			continue
		}
		c.sums[s][sum]++
		s.Each(a, func(item int, v mbi.Answer) { c.items[item-1][v]++ })
	}
	for n := range c.undecided {
		c.undecided[n].add(n, int(certain), int(possible))
	}
}

// addUnscored counts the levels that the sums from lowest to highest can have.
func (c *Counts) addUnscored(s mbi.Subscale, lowest, highest int) {
	low, high := c.thresholds.Level(s, lowest), c.thresholds.Level(s, highest)
	for _, l := range scoring.Levels {
		c.unscored[s][l].add(int(l), int(low), int(high))
	}
}

// Merge adds the rows of o, counted under the same thresholds. In whatever order
// counts are merged, the sum is the same.
func (c *Counts) Merge(o *Counts) {
	c.withoutAnswers += o.withoutAnswers
	c.incomplete += o.incomplete
	c.complete += o.complete
	for s := range c.sums {
		add(c.sums[s][:], o.sums[s][:])
		for l := range c.unscored[s] {
			c.unscored[s][l].merge(o.unscored[s][l])
		}
	}
	for i := range c.items {
		add(c.items[i][:], o.items[i][:])
	}
	add(c.missingAnswers[:], o.missingAnswers[:])
	add(c.dimensions[:], o.dimensions[:])
	for n := range c.undecided {
		c.undecided[n].merge(o.undecided[n])
	}
}

func (b *Bounds) merge(o Bounds) { b.Lowest, b.Highest = b.Lowest+o.Lowest, b.Highest+o.Highest }

func add(to, from []int64) {
	for i, n := range from {
		to[i] += n
	}
}

// WithoutAnswers returns how many rows hold none of the 22 answers.
func (c *Counts) WithoutAnswers() int64 { return c.withoutAnswers }

// Respondents returns how many rows hold at least one answer: the n of a cohort.
func (c *Counts) Respondents() int64 { return c.complete + c.incomplete }

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
	h := stats.Histogram(c.sums[s][:s.Max()+1])
	m := h.Moments()
	mean, ok := m.Mean()
	lowest, highest, _ := h.Range()
	d := Subscale{
		N:              m.N,
		Missing:        c.Respondents() - m.N,
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
		items = append(items, stats.Histogram(c.items[item-1][:]).Moments())
	}
	d.Alpha, d.AlphaDefined = stats.Cronbach(items, m, confidence)
	for _, l := range scoring.Levels {
		low, high := c.thresholds.Range(s, l)
		k := h[low : high+1].N()
		d.Levels[l] = share(k, m.N, confidence, c.unscored[s][l].plus(k))
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
	d := Dimensions{N: n, Undecided: c.Respondents() - n}
	for i, k := range c.dimensions {
		d.Counts[i] = share(k, n, confidence, c.undecided[i].plus(k))
	}
	return d
}
