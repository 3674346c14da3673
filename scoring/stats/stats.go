// Package stats holds the statistics of cohorts. They are computed from integer
// counts, exactly where integers suffice, so that a result does not depend on
// the order of the rows. Each is compared with R in its tests.
//
// A statistic that is undefined comes with ok = false or with a Reason, never as
// NaN. A p has nine digits in common with R's for up to a hundred thousand
// degrees of freedom, seven for forty million.
package stats

import (
	"math"
	"math/big"

	"gonum.org/v1/gonum/mathext"
)

// Histogram counts values: h[v] is how many times the value v occurs.
type Histogram []int64

// N returns how many values there are.
func (h Histogram) N() int64 {
	var n int64
	for _, c := range h {
		n += c
	}
	return n
}

// Moments returns the exact n, sum and sum of squares of the values.
func (h Histogram) Moments() Moments {
	var m Moments
	for v, c := range h {
		m.N += c
		m.Sum += c * int64(v)
		m.Squares += c * int64(v) * int64(v)
	}
	return m
}

// Quantile returns the p-quantile of the values, 0 <= p <= 1, after type 7 of
// Hyndman & Fan (American Statistician 1996;50:361), R's default: linear
// interpolation between the order statistics around (n-1)p + 1. Undefined for
// n = 0.
func (h Histogram) Quantile(p float64) (q float64, ok bool) {
	n := h.N()
	if n == 0 {
		return 0, false
	}
	at := float64(n-1) * p
	below := math.Floor(at)
	low, high := h.order(int64(below)), h.order(min(int64(below)+1, n-1))
	return low + (at-below)*(high-low), true
}

// order returns the value at rank i, counted from 0.
func (h Histogram) order(i int64) float64 {
	var seen int64
	for v, c := range h {
		if seen += c; i < seen {
			return float64(v)
		}
	}
	return math.NaN() // unreachable: i < N
}

// Range returns the smallest and the largest value. Undefined for n = 0.
func (h Histogram) Range() (lowest, highest int, ok bool) {
	for v, c := range h {
		if c == 0 {
			continue
		}
		if !ok {
			lowest, ok = v, true
		}
		highest = v
	}
	return lowest, highest, ok
}

// Moments holds the n, the sum and the sum of squares of whole numbers.
type Moments struct{ N, Sum, Squares int64 }

// Add counts the value v.
func (m *Moments) Add(v int64) {
	m.N++
	m.Sum += v
	m.Squares += v * v
}

// Mean returns sum / n. Undefined for n = 0.
func (m Moments) Mean() (float64, bool) {
	if m.N == 0 {
		return 0, false
	}
	return float64(m.Sum) / float64(m.N), true
}

// variance returns the exact sample variance, (n Σx² - (Σx)²) / (n (n-1)), and
// whether n > 1.
func (m Moments) variance() (*big.Rat, bool) {
	if m.N < 2 {
		return nil, false
	}
	n, sum := big.NewInt(m.N), big.NewInt(m.Sum)
	top := new(big.Int).Mul(n, big.NewInt(m.Squares))
	top.Sub(top, sum.Mul(sum, sum))
	return new(big.Rat).SetFrac(top, new(big.Int).Mul(n, big.NewInt(m.N-1))), true
}

// SD returns the sample standard deviation, with n-1 in the denominator.
// Undefined for n < 2.
func (m Moments) SD() (float64, bool) {
	v, ok := m.variance()
	if !ok {
		return 0, false
	}
	f, _ := v.Float64()
	return math.Sqrt(f), true
}

// Interval is a confidence interval.
type Interval struct{ Low, High float64 }

// normalQuantile returns the p-quantile of the standard normal distribution.
func normalQuantile(p float64) float64 { return mathext.NormalQuantile(p) }

// fQuantile returns the p-quantile of the F distribution with d1 and d2 degrees
// of freedom. If X is beta(d1/2, d2/2) then d2 X / (d1 (1-X)) is F(d1, d2).
func fQuantile(p, d1, d2 float64) float64 {
	x := mathext.InvRegIncBeta(d1/2, d2/2, p)
	return d2 * x / (d1 * (1 - x))
}

// Wilson returns the score interval of the proportion k/n, without continuity
// correction (Wilson, JASA 1927;22:209), as proportions. Undefined for n = 0.
func Wilson(k, n int64, confidence float64) (Interval, bool) {
	if n == 0 {
		return Interval{}, false
	}
	z := normalQuantile(1 - (1-confidence)/2)
	p, size := float64(k)/float64(n), float64(n)
	middle := p + z*z/(2*size)
	half := z * math.Sqrt(p*(1-p)/size+z*z/(4*size*size))
	i := Interval{(middle - half) / (1 + z*z/size), (middle + half) / (1 + z*z/size)}
	// At the ends the formula gives exactly 0 and 1, its rounding does not.
	if k == 0 {
		i.Low = 0
	}
	if k == n {
		i.High = 1
	}
	return i, true
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
	k := int64(len(items))
	total, ok := sums.variance()
	if k < 2 || !ok || total.Sign() == 0 {
		return Alpha{}, false
	}
	parts := new(big.Rat)
	for _, m := range items {
		v, _ := m.variance()
		parts.Add(parts, v)
	}
	rest := new(big.Rat).Sub(big.NewRat(1, 1), parts.Quo(parts, total))
	value, _ := rest.Mul(rest, big.NewRat(k, k-1)).Float64()
	d1 := float64(sums.N - 1)
	d2, tail := d1*float64(k-1), (1-confidence)/2
	return Alpha{
		Value: value,
		N:     sums.N,
		Interval: Interval{
			Low:  1 - (1-value)*fQuantile(1-tail, d1, d2),
			High: 1 - (1-value)*fQuantile(tail, d1, d2),
		},
	}, true
}
