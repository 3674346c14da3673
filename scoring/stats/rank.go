package stats

import (
	"math"
	"math/big"
)

// RankTest is a test on ranks, two-sided. Exact says that the p comes from the
// distribution of the statistic itself, not from the normal approximation.
type RankTest struct {
	Statistic float64
	P         float64
	Exact     bool
}

// pool adds the groups up.
func pool(groups []Histogram) Histogram {
	var all Histogram
	for _, g := range groups {
		for len(all) < len(g) {
			all = append(all, 0)
		}
		for v, c := range g {
			all[v] += c
		}
	}
	return all
}

// midranks returns twice the mean rank of each value: equal values share the
// mean of their ranks, which is a half at most.
func (h Histogram) midranks() []int64 {
	ranks := make([]int64, len(h))
	var below int64
	for v, c := range h {
		ranks[v] = 2*below + c + 1
		below += c
	}
	return ranks
}

// rankSum returns twice the sum of the ranks of h among all.
func (h Histogram) rankSum(midranks []int64) int64 {
	var sum int64
	for v, c := range h {
		sum += c * midranks[v]
	}
	return sum
}

// tied tells whether a value occurs twice.
func (h Histogram) tied() bool {
	for _, c := range h {
		if c > 1 {
			return true
		}
	}
	return false
}

// untiedShare returns 1 - Σ(t³-t)/(n³-n), t the counts of the values: the factor
// by which ties reduce the variance of ranks, 0 where all are equal. n >= 2.
func (h Histogram) untiedShare() float64 {
	cubes := func(n int64) *big.Int {
		t := big.NewInt(n)
		c := new(big.Int).Mul(t, t)
		return c.Mul(c, t).Sub(c, t)
	}
	all := cubes(h.N())
	rest := new(big.Int).Set(all)
	for _, c := range h {
		rest.Sub(rest, cubes(c))
	}
	share, _ := new(big.Rat).SetFrac(rest, all).Float64()
	return share
}

// arrangements returns c, c[s] the number of orders of groups of the given
// sizes, without ties, in which s pairs of values from two groups stand in the
// order of their groups: the Gaussian multinomial coefficient,
// Π(1-q^i), i = 1…n, divided by the same product for each group.
func arrangements(sizes ...int64) []*big.Int {
	n, pairs := int64(0), int64(0)
	for _, size := range sizes {
		pairs += n * size
		n += size
	}
	c := make([]*big.Int, pairs+1)
	for s := range c {
		c[s] = new(big.Int)
	}
	c[0].SetInt64(1)
	for i := sizes[0] + 1; i <= n; i++ { // what the first group would divide away is left out
		for s := pairs; s >= i; s-- {
			c[s].Sub(c[s], c[s-i])
		}
	}
	for _, size := range sizes[1:] {
		for i := int64(1); i <= size; i++ {
			for s := i; s <= pairs; s++ {
				c[s].Add(c[s], c[s-i])
			}
		}
	}
	return c
}

// exactTwoSided returns twice the smaller of the two tails at a value of which
// counts tells the frequencies, at most 1.
func exactTwoSided(counts []*big.Int, at int64) float64 {
	low, high, all := new(big.Int), new(big.Int), new(big.Int)
	for s, c := range counts {
		all.Add(all, c)
		if int64(s) <= at {
			low.Add(low, c)
		}
		if int64(s) >= at {
			high.Add(high, c)
		}
	}
	if low.Cmp(high) > 0 {
		low = high
	}
	p, _ := new(big.Rat).SetFrac(low.Lsh(low, 1), all).Float64()
	return min(1, p)
}

// continuous returns the two-sided normal p of a statistic in steps of a half or
// one, with its distance from the mean reduced by the continuity correction 1/2.
func continuous(distance, sd float64) float64 {
	return normalTwoSided(max(0, math.Abs(distance)-0.5) / sd)
}

// MannWhitney compares two groups by ranks, as R's wilcox.test: W is the number
// of pairs in which the first is the larger, ties a half (Mann & Whitney, Ann
// Math Stat 1947;18:50). Exact where both groups have fewer than 50 values and
// none is tied; else normal with variance n1 n2 (n+1)/12 (1 - Σ(t³-t)/(n³-n)) and
// continuity correction. Undefined for an empty group and where all are tied.
func MannWhitney(a, b Histogram) (RankTest, Reason) {
	na, nb := a.N(), b.N()
	if na == 0 || nb == 0 {
		return RankTest{}, TooFew
	}
	all := pool([]Histogram{a, b})
	twice := a.rankSum(all.midranks()) - na*(na+1)
	test := RankTest{Statistic: float64(twice) / 2}
	if na < 50 && nb < 50 && !all.tied() {
		test.P, test.Exact = exactTwoSided(arrangements(na, nb), twice/2), true
		return test, Defined
	}
	share := all.untiedShare()
	if share == 0 {
		return RankTest{}, AllTied
	}
	x, y := float64(na), float64(nb)
	test.P = continuous(float64(twice-na*nb)/2, math.Sqrt(x*y*(x+y+1)/12*share))
	return test, Defined
}

// CliffDelta returns P(first > second) - P(first < second) with Cliff's
// consistent variance, ((n2-1) s²i + (n1-1) s²j + s²ij) / (n1 n2), where s²i and
// s²j are the variances of the row and column means of the n1×n2 signs and
// s²ij = Σ(d_ij - d)²/((n1-1)(n2-1)) (Cliff, Ordinal Methods 1996, p. 138), and
// the asymmetric interval (d - d³ ± z s √((1-d²)² + z² s²)) / (1 - d² + z² s²)
// (Feng & Cliff, J Mod Appl Stat Methods 2004;3:322). Where the groups do not
// overlap, d = ±1, SE is 0 and the inner limit is ±(n - z²)/(n + z²), n the
// smaller group. Undefined for fewer than 2 values in a group.
func CliffDelta(a, b Histogram, confidence float64) (Effect, Reason) {
	na, nb := a.N(), b.N()
	if na < 2 || nb < 2 {
		return Effect{}, TooFew
	}
	z := normalQuantile(1 - (1-confidence)/2)
	larger, smaller := a.dominance(b), b.dominance(a)
	var above, below int64
	for v, c := range a {
		above += c * larger[v].over
		below += c * larger[v].under
	}
	pairs, dominant := na*nb, above-below
	n, d := float64(pairs), float64(dominant)/float64(pairs)
	if dominant == pairs || dominant == -pairs {
		size := float64(min(na, nb))
		inner := d * (size - z*z) / (size + z*z)
		return Effect{Value: d, Interval: Interval{min(d, inner), max(d, inner)}}, Defined
	}
	// Differences from d are taken of whole numbers, times n: near ±1 they are all that is left.
	var rows, columns float64
	for v, c := range a {
		away := float64(na*(larger[v].over-larger[v].under)-dominant) / n
		rows += float64(c) * away * away
	}
	for v, c := range b {
		away := float64(nb*(smaller[v].under-smaller[v].over)-dominant) / n
		columns += float64(c) * away * away
	}
	low, high := float64(pairs-dominant)/n, float64(pairs+dominant)/n // 1-d, 1+d
	cells := float64(above)*low*low + float64(below)*high*high + float64(pairs-above-below)*d*d
	da, db := float64(na-1), float64(nb-1)
	variance := (db*rows/da + da*columns/db + cells/(da*db)) / n
	q, e := low*high, z*math.Sqrt(variance)
	root, under := e*math.Sqrt(q*q+e*e), q+e*e
	return Effect{d, math.Sqrt(variance), Interval{(d*q - root) / under, (d*q + root) / under}}, Defined
}

// dominance returns, for each value of h, over how many values of the other it
// stands and under how many.
func (h Histogram) dominance(other Histogram) []struct{ over, under int64 } {
	d := make([]struct{ over, under int64 }, len(h))
	n := other.N()
	var below int64
	for v := range h {
		var same int64
		if v < len(other) {
			same = other[v]
		}
		d[v].over, d[v].under = below, n-below-same
		below += same
	}
	return d
}

// KruskalWallisTest compares several groups by ranks.
type KruskalWallisTest struct {
	H              float64
	DF             int
	P              float64
	EpsilonSquared float64
}

// KruskalWallis returns the test of equal distributions, H =
// 12/(n(n+1)) Σ n_i (R_i - (n+1)/2)² / (1 - Σ(t³-t)/(n³-n)), R_i the mean ranks,
// p from χ² with k-1 degrees of freedom (Kruskal & Wallis, JASA 1952;47:583), and
// epsilon² = H/(n-1) (Tomczak & Tomczak, Trends Sport Sci 2014;21:19). Undefined
// for fewer than 2 groups, an empty group, and where all are tied.
func KruskalWallis(groups []Histogram) (KruskalWallisTest, Reason) {
	all, ranks, share, why := ranked(groups)
	if why != Defined {
		return KruskalWallisTest{}, why
	}
	n := all.N()
	var sum float64
	for _, g := range groups {
		size := g.N()
		away := float64(g.rankSum(ranks) - size*(n+1)) // twice the rank sum's distance from its mean
		sum += away * away / (4 * float64(size))
	}
	size := float64(n)
	h := 12 / (size * (size + 1)) * sum / share
	df := len(groups) - 1
	return KruskalWallisTest{h, df, chiSquareTail(h, float64(df)), h / (size - 1)}, Defined
}

// ranked pools the groups, ranks their values and returns the share left by ties.
func ranked(groups []Histogram) (all Histogram, midranks []int64, share float64, why Reason) {
	if len(groups) < 2 {
		return nil, nil, 0, TooFew
	}
	for _, g := range groups {
		if g.N() == 0 {
			return nil, nil, 0, TooFew
		}
	}
	all = pool(groups)
	if share = all.untiedShare(); share == 0 {
		return nil, nil, 0, AllTied
	}
	return all, all.midranks(), share, Defined
}

// RankPair compares the mean ranks of two of several groups.
type RankPair struct {
	First, Second int // indices of the groups
	Z, P          float64
}

// Dunn compares all pairs of groups by their mean ranks among all: z =
// (R_i - R_j) / √(n(n+1)/12 (1 - Σ(t³-t)/(n³-n)) (1/n_i + 1/n_j)), p two-sided and
// not corrected (Dunn, Technometrics 1964;6:241). Undefined as Kruskal-Wallis is.
func Dunn(groups []Histogram) ([]RankPair, Reason) {
	all, ranks, share, why := ranked(groups)
	if why != Defined {
		return nil, why
	}
	n := float64(all.N())
	var pairs []RankPair
	for i, a := range groups {
		for j := i + 1; j < len(groups); j++ {
			b := groups[j]
			na, nb := float64(a.N()), float64(b.N())
			difference := (float64(a.rankSum(ranks))/na - float64(b.rankSum(ranks))/nb) / 2
			z := difference / math.Sqrt(n*(n+1)/12*share*(1/na+1/nb))
			pairs = append(pairs, RankPair{i, j, z, normalTwoSided(z)})
		}
	}
	return pairs, Defined
}
