package stats

import (
	"maps"
	"math"
	"math/big"
	"slices"

	"gonum.org/v1/gonum/mathext"
)

// Joint counts pairs of a number x and a score y: j[x][y] is how many times they
// occur together. The numbers are finite; a score is one such number too. A score
// that is no whole number stands under its rank in a list of scores.
type Joint map[float64]Histogram

// Add counts one pair.
func (j Joint) Add(x float64, y int) { j.Count(x, y, 1) }

// Merge adds the pairs that o counted.
func (j Joint) Merge(o Joint) {
	for x, h := range o {
		for y, c := range h {
			j.Count(x, y, c)
		}
	}
}

// Count counts a pair so many times.
func (j Joint) Count(x float64, y int, count int64) {
	h := j[x]
	for len(h) <= y {
		h = append(h, 0)
	}
	h[y] += count
	j[x] = h
}

// Correlation is a coefficient of correlation.
type Correlation struct {
	R float64 // -1 to 1
	N int64   // pairs
	// P is two-sided, of the hypothesis that the variables are unrelated; 0 where
	// R is 1 or -1.
	P float64
	// Low and High are the ends of the interval, both R where R is 1 or -1;
	// undefined for n < 4.
	Low, High Number
}

// Pearson returns the product-moment correlation of the pairs, with the p value
// of t = r √((n-2)/(1-r²)) on n-2 degrees of freedom and Fisher's interval,
// tanh(artanh r ± z/√(n-3)) (Metron 1921;1(4):3). scores lists in ascending order
// what the y stand for; nil for themselves. Undefined for n < 3 and where a
// variable does not vary.
func Pearson(j Joint, scores []float64, confidence float64) (Correlation, bool) {
	xs := j.ascending()
	if scores == nil {
		for y := range j.scores() {
			scores = append(scores, float64(y))
		}
	}
	return j.correlate(xs, wholes(xs), wholes(scores), confidence, func(float64) float64 { return 1 })
}

// Spearman returns the rank correlation of the pairs, Pearson's of their ranks,
// tied values sharing the mean of theirs. The p value is that of t on n-2 degrees
// of freedom, as for Pearson's; the interval is Fisher's with the variance
// (1+r²/2)/(n-3) of Bonett & Wright (Psychometrika 2000;65:23). The y may be
// ranks of scores as well. Undefined for n < 3 and where a variable does not vary.
func Spearman(j Joint, confidence float64) (Correlation, bool) {
	xs := j.ascending()
	counts := make(Histogram, len(xs))
	for i, x := range xs {
		counts[i] = j[x].N()
	}
	return j.correlate(xs, counts.ranks(), j.scores().ranks(), confidence, func(r float64) float64 { return 1 + r*r/2 })
}

// ascending returns the values of x in ascending order.
func (j Joint) ascending() []float64 { return slices.Sorted(maps.Keys(j)) }

// scores counts the scores, whatever their x.
func (j Joint) scores() Histogram {
	var all Histogram
	for _, h := range j {
		for len(all) < len(h) {
			all = append(all, 0)
		}
		for y, c := range h {
			all[y] += c
		}
	}
	return all
}

// ranks returns twice the mean rank of each value, a whole number.
func (h Histogram) ranks() []*big.Int {
	ranks := make([]*big.Int, len(h))
	var below int64
	for v, c := range h {
		ranks[v] = big.NewInt(2*below + c + 1)
		below += c
	}
	return ranks
}

// wholes returns whole numbers in the proportions of xs: a correlation is that
// of them, and exact.
func wholes(xs []float64) []*big.Int {
	const digits = 53 // of a float64
	least := math.MaxInt
	for _, x := range xs {
		_, exp := math.Frexp(x)
		least = min(least, exp)
	}
	whole := make([]*big.Int, len(xs))
	for i, x := range xs {
		fraction, exp := math.Frexp(x)
		whole[i] = big.NewInt(int64(math.Ldexp(fraction, digits)))
		whole[i].Lsh(whole[i], uint(exp-least))
	}
	return whole
}

// correlate returns the correlation of the pairs where us[i] stands for xs[i] and
// vs[y] for y. The variance of Fisher's z is spread(r)/(n-3).
func (j Joint) correlate(xs []float64, us, vs []*big.Int, confidence float64, spread func(r float64) float64) (Correlation, bool) {
	var n, u, v, uu, vv, uv, cu, cv, product big.Int
	for i, x := range xs {
		for y, c := range j[x] {
			if c == 0 {
				continue
			}
			count := big.NewInt(c)
			cu.Mul(count, us[i])
			cv.Mul(count, vs[y])
			n.Add(&n, count)
			u.Add(&u, &cu)
			v.Add(&v, &cv)
			uu.Add(&uu, product.Mul(&cu, us[i]))
			vv.Add(&vv, product.Mul(&cv, vs[y]))
			uv.Add(&uv, product.Mul(&cu, vs[y]))
		}
	}
	c, ok := coefficientOf(cross(&n, &uv, &u, &v), cross(&n, &uu, &u, &u), cross(&n, &vv, &v, &v))
	if !ok || n.Int64() < 3 {
		return Correlation{}, false
	}
	r := Correlation{R: c.r, N: n.Int64(), P: c.p(n.Int64())}
	if r.N > 3 {
		z, half := c.z(), twoSided(confidence)*math.Sqrt(spread(r.R)/float64(r.N-3))
		r.Low, r.High = NumberOf(math.Tanh(z-half), true), NumberOf(math.Tanh(z+half), true)
	}
	return r, true
}

// cross returns n Σxy - Σx Σy, n times the sum of products about the means.
func cross(n, xy, x, y *big.Int) *big.Int {
	c := new(big.Int).Mul(n, xy)
	return c.Sub(c, new(big.Int).Mul(x, y))
}

// crossInts is cross of machine integers.
func crossInts(n, xy, x, y int64) *big.Int {
	return cross(big.NewInt(n), big.NewInt(xy), big.NewInt(x), big.NewInt(y))
}

// coefficient is a correlation, and 1 - r² for itself: as a difference it would
// lose its digits where r is near 1.
type coefficient struct{ r, rest float64 }

// coefficientOf returns r = xy / √(xx yy), of sums about the means. Undefined where
// xx or yy is 0.
func coefficientOf(xy, xx, yy *big.Int) (coefficient, bool) {
	whole := new(big.Int).Mul(xx, yy)
	if whole.Sign() == 0 {
		return coefficient{}, false
	}
	// As big floats, for whole may exceed a float64.
	root := new(big.Float).SetInt(whole)
	r, _ := new(big.Float).Quo(new(big.Float).SetInt(xy), root.Sqrt(root)).Float64()
	rest := new(big.Int).Sub(whole, new(big.Int).Mul(xy, xy))
	unexplained, _ := new(big.Rat).SetFrac(rest, whole).Float64()
	return coefficient{r, unexplained}, true
}

// z returns Fisher's artanh r, infinite where r is 1 or -1.
func (c coefficient) z() float64 { return math.Asinh(c.r / math.Sqrt(c.rest)) }

// p returns the two-sided p value of r from n > 2 pairs, I(1-r²; (n-2)/2, 1/2) =
// 1 - I(r²; 1/2, (n-2)/2), I the regularised incomplete beta function: the form
// that does not cancel.
func (c coefficient) p(n int64) float64 {
	half, r2 := float64(n-2)/2, c.r*c.r
	if r2*float64(n-1) < 1 {
		return 1 - mathext.RegIncBeta(0.5, half, r2)
	}
	return mathext.RegIncBeta(half, 0.5, c.rest)
}
