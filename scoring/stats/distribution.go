package stats

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// normalTwoSided returns P(|Z| >= |z|) of the standard normal distribution.
func normalTwoSided(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// chiSquareTail returns P(X >= x) of the χ² distribution.
func chiSquareTail(x, df float64) float64 { return mathext.GammaIncRegComp(df/2, x/2) }

// fTail returns P(X >= x) of the F distribution. The small of the two tails is
// the one computed, so that neither is lost in rounding: d2/(d2 + d1 x) is
// beta(d2/2, d1/2), and one minus it is beta(d1/2, d2/2).
func fTail(x, d1, d2 float64) float64 {
	if p := mathext.RegIncBeta(d2/2, d1/2, d2/(d2+d1*x)); p < 0.5 {
		return p
	}
	return 1 - mathext.RegIncBeta(d1/2, d2/2, d1*x/(d2+d1*x))
}

// tTwoSided returns P(|T| >= |t|) of Student's distribution: T² is F(1, df).
func tTwoSided(t, df float64) float64 { return fTail(t*t, 1, df) }

// tQuantile returns the p-quantile of Student's distribution, p > 1/2:
// df/(df + T²) is beta(df/2, 1/2).
func tQuantile(p, df float64) float64 {
	x := betaQuantile(2*(1-p), df/2, 0.5)
	return math.Sqrt(df * (1 - x) / x)
}

// outward visits the values of a discrete distribution with one mode, from the
// mode to both ends, with weights relative to the mode's. ratio(x) is
// p(x+1)/p(x). No factorial is computed, so that the weights stay exact to
// rounding for any n; values whose weight is below the smallest number are left out.
func outward(low, mode, high int64, ratio func(x int64) float64, visit func(x int64, weight float64)) {
	visit(mode, 1)
	w := 1.0
	for x := mode; x < high && w > 0; x++ {
		w *= ratio(x)
		visit(x+1, w)
	}
	w = 1
	for x := mode; x > low && w > 0; x-- {
		w /= ratio(x - 1)
		visit(x-1, w)
	}
}
