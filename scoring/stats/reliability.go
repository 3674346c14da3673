package stats

import (
	"math"
	"math/big"
)

// CoMoments holds what the reliability of items is computed from, for the
// respondents who answered all of them. It never needs their order. Make one with
// [NewCoMoments].
type CoMoments struct {
	N        int64
	Sums     []int64   // Σ x_i
	Products [][]int64 // Σ x_i x_j, both halves
}

// NewCoMoments returns the empty counts of k items.
func NewCoMoments(k int) *CoMoments {
	m := &CoMoments{Sums: make([]int64, k), Products: make([][]int64, k)}
	for i := range m.Products {
		m.Products[i] = make([]int64, k)
	}
	return m
}

// Add counts the answers of a respondent, one an item.
func (m *CoMoments) Add(answers []int64) {
	m.N++
	for i, x := range answers {
		m.Sums[i] += x
		for j, y := range answers {
			m.Products[i][j] += x * y
		}
	}
}

// Merge adds what o counted, of the same items.
func (m *CoMoments) Merge(o *CoMoments) {
	m.N += o.N
	for i := range m.Sums {
		m.Sums[i] += o.Sums[i]
		for j := range m.Products[i] {
			m.Products[i][j] += o.Products[i][j]
		}
	}
}

// Item returns the moments of item i, counted from 0 as everywhere here.
func (m *CoMoments) Item(i int) Moments {
	return Moments{N: m.N, Sum: m.Sums[i], Squares: m.Products[i][i]}
}

// Total returns the moments of the respondents' sums.
func (m *CoMoments) Total() Moments {
	t := Moments{N: m.N}
	for i, s := range m.Sums {
		t.Sum += s
		for _, p := range m.Products[i] {
			t.Squares += p
		}
	}
	return t
}

// without returns the moments of the items but item i.
func (m *CoMoments) without(i int) *CoMoments {
	rest := &CoMoments{N: m.N, Sums: drop(m.Sums, i)}
	for _, row := range drop(m.Products, i) {
		rest.Products = append(rest.Products, drop(row, i))
	}
	return rest
}

func drop[T any](s []T, i int) []T {
	return append(s[:i:i], s[i+1:]...)
}

// Covariance returns the sample covariance of items i and j, with n-1 in the
// denominator. Undefined for n < 2.
func (m *CoMoments) Covariance(i, j int) (float64, bool) {
	if m.N < 2 {
		return 0, false
	}
	c, _ := perPair(m.cross(i, j), m.N).Float64()
	return c, true
}

// Correlation returns Pearson's correlation of items i and j. Undefined where one
// of them does not vary.
func (m *CoMoments) Correlation(i, j int) (float64, bool) {
	c, ok := coefficientOf(m.cross(i, j), m.cross(i, i), m.cross(j, j))
	return c.r, ok
}

// cross returns n Σ x_i x_j - Σ x_i Σ x_j.
func (m *CoMoments) cross(i, j int) *big.Int {
	return crossInts(m.N, m.Products[i][j], m.Sums[i], m.Sums[j])
}

// ItemRest returns the correlation of item i with the sum of the other items, the
// corrected item-total correlation. Undefined where either does not vary.
func (m *CoMoments) ItemRest(i int) (float64, bool) {
	rest, products := m.without(i).Total(), int64(0)
	for _, p := range drop(m.Products[i], i) {
		products += p
	}
	c, ok := coefficientOf(
		crossInts(m.N, products, m.Sums[i], rest.Sum),
		m.cross(i, i),
		crossInts(m.N, rest.Squares, rest.Sum, rest.Sum))
	return c.r, ok
}

// Negative returns the items whose correlation with the rest is below 0, as that
// of an item whose answers are reversed is.
func (m *CoMoments) Negative() []int {
	var items []int
	for i := range m.Sums {
		if r, ok := m.ItemRest(i); ok && r < 0 {
			items = append(items, i)
		}
	}
	return items
}

// Alpha is Cronbach's coefficient alpha.
type Alpha struct {
	Value    float64  // at most 1; negative where items run against each other
	Interval Interval // Feldt's
	N        int64    // respondents, each complete on all items
}

// Cronbach returns alpha from the moments of each item and of the respondents'
// sums, k/(k-1) (1 - Σ var(item) / var(sum)) (Cronbach, Psychometrika
// 1951;16:297), with the interval of Feldt (Psychometrika 1965;30:357):
// 1 - (1-alpha) F, F the quantiles of F(n-1, (n-1)(k-1)). All respondents must
// be complete. Undefined for fewer than 2 items or respondents and where the
// sums do not vary.
func Cronbach(items []Moments, sums Moments, confidence float64) (Alpha, bool) {
	alpha, ok := cronbach(items, sums)
	if !ok {
		return Alpha{}, false
	}
	value, _ := alpha.Float64()
	d1 := float64(sums.N - 1)
	d2, tail := d1*float64(len(items)-1), (1-confidence)/2
	return Alpha{
		Value: value,
		N:     sums.N,
		Interval: Interval{
			Low:  1 - (1-value)*fQuantile(1-tail, d1, d2),
			High: 1 - (1-value)*fQuantile(tail, d1, d2),
		},
	}, true
}

// cronbach returns the exact alpha.
func cronbach(items []Moments, sums Moments) (*big.Rat, bool) {
	k := int64(len(items))
	total, ok := sums.variance()
	if k < 2 || !ok || total.Sign() == 0 {
		return nil, false
	}
	parts := new(big.Rat)
	for _, m := range items {
		v, _ := m.variance()
		parts.Add(parts, v)
	}
	rest := new(big.Rat).Sub(big.NewRat(1, 1), parts.Quo(parts, total))
	return rest.Mul(rest, big.NewRat(k, k-1)), true
}

// Alpha returns Cronbach's alpha of the items, as [Cronbach] does.
func (m *CoMoments) Alpha(confidence float64) (Alpha, bool) {
	return Cronbach(m.items(), m.Total(), confidence)
}

// AlphaWithout returns the alpha of the items but item i. Undefined for fewer than
// 3 items, 2 respondents, and where the sums of the rest do not vary.
func (m *CoMoments) AlphaWithout(i int) (float64, bool) {
	rest := m.without(i)
	alpha, ok := cronbach(rest.items(), rest.Total())
	if !ok {
		return 0, false
	}
	value, _ := alpha.Float64()
	return value, true
}

// items returns the moments of each item.
func (m *CoMoments) items() []Moments {
	items := make([]Moments, len(m.Sums))
	for i := range items {
		items[i] = m.Item(i)
	}
	return items
}

// MeasurementError returns the standard error of measurement of the sum, in
// points: SD √(1-alpha). Undefined where alpha is, and where alpha is negative: the
// error would exceed the SD.
func (m *CoMoments) MeasurementError() (float64, bool) {
	alpha, ok := cronbach(m.items(), m.Total())
	if !ok || alpha.Sign() < 0 {
		return 0, false
	}
	v, _ := m.Total().variance()
	f, _ := v.Mul(v, alpha.Sub(big.NewRat(1, 1), alpha)).Float64()
	return math.Sqrt(f), true
}

// MeanCorrelation returns the mean of the correlations between different items.
// Undefined for fewer than 2 items and where an item does not vary.
func (m *CoMoments) MeanCorrelation() (float64, bool) {
	r, ok := m.correlations()
	k := len(r)
	if !ok || k < 2 {
		return 0, false
	}
	var sum float64
	for i := range r {
		for _, v := range r[i][:i] {
			sum += v
		}
	}
	return sum / float64(k*(k-1)/2), true
}

// StandardAlpha returns the alpha of the standardised items, k r / (1 + (k-1) r),
// r the mean correlation between items. Undefined where that is, and where the
// sums of the standardised items do not vary.
func (m *CoMoments) StandardAlpha() (float64, bool) {
	r, ok := m.MeanCorrelation()
	k := float64(len(m.Sums))
	spread := 1 + (k-1)*r // the variance of the sums, over k
	if !ok || spread < tiny {
		return 0, false
	}
	return k * r / spread, true
}

// tiny is what a sum of a few rounded numbers may be where it should be 0.
const tiny = 1e-12

// correlations returns the correlations of all items. Undefined where one does not
// vary.
func (m *CoMoments) correlations() ([][]float64, bool) {
	r := make([][]float64, len(m.Sums))
	for i := range r {
		r[i] = make([]float64, len(m.Sums))
		for j := range r[i] {
			var ok bool
			if r[i][j], ok = m.Correlation(i, j); !ok {
				return nil, false
			}
		}
	}
	return r, true
}
