package stats

import (
	"math"
	"math/big"
)

// Changes counts how persons measured twice have changed, the later value less
// the earlier.
type Changes struct {
	Up   Histogram // Up[d] rose by d points; Up[0] did not change
	Down Histogram // Down[d] fell by d points; Down[0] is not used
}

// Add counts one person.
func (c *Changes) Add(change int) {
	side := &c.Up
	if change < 0 {
		side, change = &c.Down, -change
	}
	for len(*side) <= change {
		*side = append(*side, 0)
	}
	(*side)[change]++
}

// Moments returns the exact n, sum and sum of squares of the changes.
func (c Changes) Moments() Moments {
	up, down := c.Up.Moments(), c.Down.Moments()
	return Moments{up.N + down.N, up.Sum - down.Sum, up.Squares + down.Squares}
}

// Beyond counts those who fell and those who rose by more than limit points, as
// by more than the reliable change of a subscale.
func (c Changes) Beyond(limit float64) (fell, rose int64) {
	more := func(h Histogram) (n int64) {
		for d, count := range h {
			if float64(d) > limit {
				n += count
			}
		}
		return n
	}
	return more(c.Down), more(c.Up)
}

// PairedT returns the t test of the mean change, t = m / (s/√n) with n-1 degrees
// of freedom (Student, Biometrika 1908;6:1). Undefined for fewer than 2 persons
// and where all changed by the same.
func PairedT(c Changes, confidence float64) (TTest, Reason) {
	s, why := c.sample()
	if why != Defined {
		return TTest{}, why
	}
	return tTest(s.Mean, s.SD/math.Sqrt(s.n()), s.n()-1, confidence), Defined
}

// CohenDz returns the mean change divided by the SD of the changes (Cohen,
// Statistical Power Analysis, 2nd ed. 1988, p. 48). Undefined as PairedT is.
func CohenDz(c Changes) (float64, Reason) {
	s, why := c.sample()
	if why != Defined {
		return 0, why
	}
	return s.Mean / s.SD, Defined
}

func (c Changes) sample() (Sample, Reason) {
	s := c.Moments().Sample()
	switch {
	case s.N < 2:
		return Sample{}, TooFew
	case s.SD == 0:
		return Sample{}, NoVariance
	}
	return s, Defined
}

// SignedRank is Wilcoxon's test of the changes, as R's wilcox.test: V is the sum
// of the ranks of |change| of those who rose; who did not change is left out
// (Wilcoxon, Biometrics Bulletin 1945;1:80). Exact for fewer than 50 changes
// where none is tied and none is zero; else normal with variance
// n(n+1)(2n+1)/24 - Σ(t³-t)/48 and continuity correction. Undefined for nobody
// and where nobody changed.
func SignedRank(c Changes) (RankTest, Reason) {
	if c.Moments().N == 0 {
		return RankTest{}, TooFew
	}
	up, down, unchanged := moved(c.Up), moved(c.Down), int64(0)
	if len(c.Up) > 0 {
		unchanged = c.Up[0]
	}
	all := pool([]Histogram{up, down})
	n := all.N()
	if n == 0 {
		return RankTest{}, NoChange
	}
	twice := up.rankSum(all.midranks())
	test := RankTest{Statistic: float64(twice) / 2}
	if n < 50 && unchanged == 0 && !all.tied() {
		test.P, test.Exact = exactTwoSided(signs(n), twice/2), true
		return test, Defined
	}
	x := float64(n)
	variance := x * (x + 1) * (2*x + 1) / 24
	for _, t := range all {
		t := float64(t)
		variance -= (t*t*t - t) / 48
	}
	test.P = continuous((float64(twice)-x*(x+1)/2)/2, math.Sqrt(variance))
	return test, Defined
}

// moved returns the histogram without the changes of zero.
func moved(h Histogram) Histogram {
	if len(h) == 0 {
		return h
	}
	return append(Histogram{0}, h[1:]...)
}

// signs returns c, c[s] the number of ways to give signs to the ranks 1…n so
// that the positive ones add up to s: the coefficients of Π(1 + q^i).
func signs(n int64) []*big.Int {
	c := make([]*big.Int, n*(n+1)/2+1)
	for s := range c {
		c[s] = new(big.Int)
	}
	c[0].SetInt64(1)
	for i := int64(1); i <= n; i++ {
		for s := i * (i + 1) / 2; s >= i; s-- {
			c[s].Add(c[s], c[s-i])
		}
	}
	return c
}

// McNemarTest compares a proportion between two waves by those who changed.
type McNemarTest struct {
	Exact                 float64 // p of the binomial test of the changed
	ChiSquare, P          float64 // without continuity correction, 1 degree of freedom
	Corrected, CorrectedP float64 // with it, as R's mcnemar.test by default
}

// McNemar tests whether a yes or no changed one way more than the other, table
// [before][after]: with b and c the two ways, the exact p is twice
// P(X <= min(b, c)), X binomial (b+c, 1/2), at most 1; χ² = (b-c)²/(b+c), with
// correction (|b-c|-1)²/(b+c), 0 for b = c (McNemar, Psychometrika 1947;12:153;
// Edwards, Psychometrika 1948;13:185). Undefined where nobody changed.
func McNemar(table [2][2]int64) (McNemarTest, Reason) {
	b, c := table[0][1], table[1][0]
	n := b + c
	if n == 0 {
		return McNemarTest{}, NoChange
	}
	away := math.Abs(float64(b - c))
	test := McNemarTest{
		ChiSquare: away * away / float64(n),
		Corrected: math.Pow(max(0, away-1), 2) / float64(n),
	}
	test.P, test.CorrectedP = chiSquareTail(test.ChiSquare, 1), chiSquareTail(test.Corrected, 1)
	var some, all float64
	outward(0, n/2, n, func(x int64) float64 { return float64(n-x) / float64(x+1) }, func(x int64, w float64) {
		all += w
		if x <= min(b, c) {
			some += w
		}
	})
	test.Exact = min(1, 2*some/all)
	return test, Defined
}
