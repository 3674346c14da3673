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

// Skewness returns the sample skewness of the values, g1 √(n(n-1)) / (n-2) with
// g1 = m3 / m2^(3/2): type 2 of Joanes & Gill (The Statistician 1998;47:183), as
// SPSS, SAS and Excel give it. A long tail of high values makes it positive.
// Undefined for n < 3 and where the values do not vary.
func (h Histogram) Skewness() (float64, bool) {
	m := h.Moments()
	var cubes int64
	for v, c := range h {
		cubes += c * int64(v) * int64(v) * int64(v)
	}
	second := crossInts(m.N, m.Squares, m.Sum, m.Sum) // n² m2
	if m.N < 3 || second.Sign() == 0 {
		return 0, false
	}
	// n³ m3 = n (n Σx³ - Σx Σx²) - 2 Σx (n Σx² - (Σx)²)
	third := crossInts(m.N, cubes, m.Sum, m.Squares)
	third.Mul(third, big.NewInt(m.N))
	third.Sub(third, new(big.Int).Mul(big.NewInt(2*m.Sum), second))
	m2, _ := new(big.Float).SetInt(second).Float64()
	m3, _ := new(big.Float).SetInt(third).Float64()
	size := float64(m.N)
	return m3 / (m2 * math.Sqrt(m2)) * math.Sqrt(size*(size-1)) / (size - 2), true
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
	return perPair(crossInts(m.N, m.Squares, m.Sum, m.Sum), m.N), true
}

// perPair returns a sum about the means, n times over, divided by n (n-1).
func perPair(cross *big.Int, n int64) *big.Rat {
	return new(big.Rat).SetFrac(cross, new(big.Int).Mul(big.NewInt(n), big.NewInt(n-1)))
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

// normalQuantile returns the p-quantile of the standard normal distribution.
func normalQuantile(p float64) float64 { return mathext.NormalQuantile(p) }

// betaQuantile returns the p-quantile of the beta distribution with shapes a and b.
// Floats from 0 to 1 are ordered as their bits are: these are halved, at most 62
// times. mathext.InvRegIncBeta goes astray in the tails: for p = 1 - 5e-7 and the
// shapes 1 and 100 it returns 0.9999987 in place of 0.1350526.
func betaQuantile(p, a, b float64) float64 {
	below, above := math.Float64bits(0), math.Float64bits(1)
	for above-below > 1 {
		middle := below + (above-below)/2
		if mathext.RegIncBeta(a, b, math.Float64frombits(middle)) < p {
			below = middle
		} else {
			above = middle
		}
	}
	return math.Float64frombits(above)
}

// fQuantile returns the p-quantile of the F distribution with d1 and d2 degrees
// of freedom. If X is beta(d1/2, d2/2) then d2 X / (d1 (1-X)) is F(d1, d2).
func fQuantile(p, d1, d2 float64) float64 {
	if p > 0.5 {
		return 1 / fQuantile(1-p, d2, d1)
	}
	x := betaQuantile(p, d1/2, d2/2)
	return d2 * x / (d1 * (1 - x))
}
