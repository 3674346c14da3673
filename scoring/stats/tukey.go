package stats

import "math"

// The distribution of the studentized range (Copenhaver & Holland, J Stat Comput
// Simul 1988;30:1): the range of k standard normal variables divided by an
// independent √(χ²/df). Both integrals are of smooth functions that vanish at
// both ends, for which the trapezoidal rule converges geometrically: for one of
// width s like exp(-2π²s²/h²), so that the steps h here are fine enough for all
// digits. The upper tail is integrated itself, so that a small p keeps its digits.

// studentizedRangeTail returns P(Q >= q) for k >= 2 groups and df > 0. With
// s = e^u, the density of √(χ²/df) at u is proportional to
// exp(df (u - (e^2u - 1)/2)); it is summed on the same grid as the tail that it
// weighs, which spares its constant.
func studentizedRangeTail(q float64, k int, df float64) float64 {
	if q <= 0 {
		return 1
	}
	step := min(0.1, 0.6/math.Sqrt(2*df))
	var tail, all float64
	// add returns whether the point still counts.
	add := func(u float64) bool {
		density := math.Exp(df * (u - math.Expm1(2*u)/2))
		part := density * rangeTail(q*math.Exp(u), k)
		tail += part
		all += density
		return density > 1e-18*all || part > 1e-18*tail
	}
	// The density peaks at 0, the weighted tail not below this point.
	lowest := -math.Log1p(q*q/(2*df)) / 2
	for i := 0; add(float64(i) * step); i++ {
	}
	for i := -1; add(float64(i)*step) || float64(i)*step > lowest; i-- {
	}
	return tail / all
}

// rangeTail returns P(W >= w) for the range W of k standard normal variables:
// k ∫ φ(z) (Φ(z)^(k-1) - (Φ(z) - Φ(z-w))^(k-1)) dz, z the largest of them.
func rangeTail(w float64, k int) float64 {
	m := float64(k - 1)
	step := 0.7 / math.Sqrt(float64(k))
	var sum float64
	for z := w/2 - 10; z < w/2+10; z += step {
		below := math.Erfc(-z/math.Sqrt2) / 2
		beyond := math.Erfc((w-z)/math.Sqrt2) / 2
		// Φ^m - (Φ-b)^m without the loss of a difference.
		sum -= math.Exp(-z*z/2) * math.Pow(below, m) * math.Expm1(m*math.Log1p(-beyond/below))
	}
	return float64(k) * step * sum / math.Sqrt(2*math.Pi)
}

// studentizedRangeQuantile returns the q with P(Q >= q) = tail, 0 < tail < 1, by
// the Illinois variant of false position on the logarithm of the tail, which is
// nearly straight.
func studentizedRangeQuantile(tail float64, k int, df float64) float64 {
	at := func(q float64) float64 { return math.Log(studentizedRangeTail(q, k, df) / tail) }
	low, high := 0.0, 4.0
	fLow, fHigh := -math.Log(tail), at(high)
	for fHigh > 0 {
		low, fLow = high, fHigh
		high *= 2
		fHigh = at(high)
	}
	side := 0
	for range 100 {
		q := (low*fHigh - high*fLow) / (fHigh - fLow)
		f := at(q)
		if math.Abs(f) < 1e-13 || high-low < 1e-14*high {
			return q
		}
		if f > 0 {
			low, fLow = q, f
			if side == 1 {
				fHigh /= 2
			}
			side = 1
		} else {
			high, fHigh = q, f
			if side == -1 {
				fLow /= 2
			}
			side = -1
		}
	}
	return (low + high) / 2
}
