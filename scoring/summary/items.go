package summary

import (
	"burnout/mbi"
	"burnout/scoring/stats"
)

// Items is what the items of a cohort add up to. Make one with [NewItems].
type Items struct {
	key [3][]int

	withoutAnswers int64
	incomplete     int64
	complete       int64

	given [mbi.Items][answers]int64 // respondents by answer, which stands at answer + 1: 0 is missing
	// Of the respondents who answered the whole subscale, Σ x_i x_j for i <= j, row
	// by row. x_0 is 1, so that the first row is their number and the items' sums.
	products [3][products]int64
}

// products is how many those of the longest subscale, of 9 items, are.
const products = 10 * 11 / 2

// NewItems returns empty counts.
func NewItems() *Items {
	c := new(Items)
	for _, s := range mbi.Subscales {
		c.key[s] = s.Items()
	}
	return c
}

// Add counts one row. The answers must satisfy [mbi.Answers.Check].
func (c *Items) Add(a *mbi.Answers) {
	_, missing := a.Sums()
	switch missing.EE + missing.DP + missing.PA {
	case mbi.Items:
		c.withoutAnswers++
		return
	case 0:
		c.complete++
	default:
		c.incomplete++
	}
	for i, v := range a {
		c.given[i][(v+1)&(answers-1)]++
	}
	for _, s := range mbi.Subscales {
		if missing.Of(s) == 0 {
			c.addProducts(s, a)
		}
	}
}

// addProducts counts a respondent who answered the whole subscale.
func (c *Items) addProducts(s mbi.Subscale, a *mbi.Answers) {
	x := [10]int64{1}
	items := c.key[s]
	for i, item := range items {
		x[i+1] = int64(a[item-1])
	}
	to, from := c.products[s][:], x[:len(items)+1]
	for len(from) > 0 {
		first, row := from[0], to[:len(from)]
		for j, v := range from {
			row[j] += first * v
		}
		to, from = to[len(from):], from[1:]
	}
}

// Merge adds the rows of o. In whatever order counts are merged, the sum is the
// same.
func (c *Items) Merge(o *Items) {
	c.withoutAnswers += o.withoutAnswers
	c.incomplete += o.incomplete
	c.complete += o.complete
	for i := range c.given {
		add(c.given[i][:], o.given[i][:])
	}
	for s := range c.products {
		add(c.products[s][:], o.products[s][:])
	}
}

// WithoutAnswers returns how many rows hold none of the 22 answers.
func (c *Items) WithoutAnswers() int64 { return c.withoutAnswers }

// Respondents returns how many rows hold at least one answer: the n of a cohort.
func (c *Items) Respondents() int64 { return c.complete + c.incomplete }

// Ns returns the n of what is shown of the rows: respondents, those who answered
// each item, and those who answered each whole subscale.
func (c *Items) Ns() []int64 {
	ns := []int64{c.Respondents()}
	for _, given := range c.given {
		var n int64
		for _, k := range given[1:] {
			n += k
		}
		ns = append(ns, n)
	}
	for _, s := range mbi.Subscales {
		ns = append(ns, c.products[s][0])
	}
	return ns
}

// Complete returns how many rows hold all 22 answers.
func (c *Items) Complete() int64 { return c.complete }

// Item describes the answers to one item.
type Item struct {
	Item    int   // 1 to 22
	N       int64 // respondents who answered it
	Missing int64 // respondents who did not

	Mean, SD       stats.Number                    // SD with n-1
	Answers        [mbi.MaxAnswer + 1]int64        // index = answer
	Percent        [mbi.MaxAnswer + 1]stats.Number // of N
	Floor, Ceiling stats.Number                    // percent of N with the lowest and the highest answer

	// Of the respondents who answered the whole subscale:
	Rest         stats.Number // correlation with the sum of the other items of the subscale, -1 to 1
	AlphaWithout stats.Number // Cronbach's alpha of the other items
}

// Analysis describes the items of a subscale and how they measure together. But
// for the answers to each, all of it is of the respondents who answered the whole
// subscale.
type Analysis struct {
	N     int64  // respondents who answered the whole subscale
	Items []Item // in ascending order

	Alpha           stats.Alpha
	AlphaDefined    bool
	StandardAlpha   stats.Number
	MeanCorrelation stats.Number // between different items
	Omega           stats.Number // McDonald's omega total of one factor
	OmegaUndefined  stats.Reason // why it is, or empty
	Error           stats.Number // standard error of measurement of the sum, in points
	Negative        []int        // items whose correlation with the rest is below 0
}

// Analysis describes subscale s; confidence is that of alpha's interval.
func (c *Items) Analysis(s mbi.Subscale, confidence float64) Analysis {
	m := c.coMoments(s)
	a := Analysis{
		N:               m.N,
		StandardAlpha:   stats.NumberOf(m.StandardAlpha()),
		MeanCorrelation: stats.NumberOf(m.MeanCorrelation()),
		Error:           stats.NumberOf(m.MeasurementError()),
	}
	a.Alpha, a.AlphaDefined = m.Alpha(confidence)
	omega, why := m.Omega()
	a.Omega, a.OmegaUndefined = stats.NumberOf(omega.Value, why == stats.Defined), why
	for i, item := range c.key[s] {
		d := c.item(item)
		d.Rest, d.AlphaWithout = stats.NumberOf(m.ItemRest(i)), stats.NumberOf(m.AlphaWithout(i))
		a.Items = append(a.Items, d)
	}
	for _, i := range m.Negative() {
		a.Negative = append(a.Negative, c.key[s][i])
	}
	return a
}

// item describes the answers to an item.
func (c *Items) item(item int) Item {
	h := stats.Histogram(c.given[item-1][1:])
	m := h.Moments()
	d := Item{Item: item, N: m.N, Missing: c.given[item-1][0], Mean: stats.NumberOf(m.Mean()), SD: stats.NumberOf(m.SD())}
	for v, n := range h {
		d.Answers[v], d.Percent[v] = n, stats.NumberOf(100*float64(n)/float64(max(m.N, 1)), m.N > 0)
	}
	d.Floor, d.Ceiling = d.Percent[0], d.Percent[mbi.MaxAnswer]
	return d
}

// coMoments returns the counts of the items of subscale s.
func (c *Items) coMoments(s mbi.Subscale) *stats.CoMoments {
	k, from := s.Len(), c.products[s][:]
	m := stats.NewCoMoments(k)
	m.N = from[0]
	copy(m.Sums, from[1:k+1])
	from = from[k+1:]
	for i := range k {
		for j := i; j < k; j++ {
			m.Products[i][j], m.Products[j][i] = from[j-i], from[j-i]
		}
		from = from[k-i:]
	}
	return m
}
