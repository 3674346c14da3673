package stats

import (
	"math"
	"math/big"
)

// TrendTest is a test of a trend over ordered groups, two-sided.
type TrendTest struct {
	Z float64 // above 0 where the proportion rises with the score; Z² is the χ² that R prints
	P float64
}

// CochranArmitage tests a linear trend of a proportion over ordered groups:
// cases[i] of totals[i] have the event, scores[i] is the group's place. Z =
// Σ s (x - n p) / √(p (1-p) Σ n (s - mean s)²), as R's prop.trend.test (Armitage,
// Biometrics 1955;11:375). A group without members adds nothing. Undefined where
// nobody or everybody has the event, and where all have the same score.
func CochranArmitage(cases, totals []int64, scores []float64) (TrendTest, Reason) {
	var x, n int64
	var mean float64
	for i, total := range totals {
		x += cases[i]
		n += total
		mean += float64(total) * scores[i]
	}
	if x == 0 || x == n {
		return TrendTest{}, EmptyMargin
	}
	if !vary(scores, totals) {
		return TrendTest{}, NoVariance
	}
	mean /= float64(n)
	p := float64(x) / float64(n)
	var top, spread float64
	for i, total := range totals {
		away := scores[i] - mean
		top += away * (float64(cases[i]) - float64(total)*p)
		spread += float64(total) * away * away
	}
	z := top / math.Sqrt(p*(1-p)*spread)
	return TrendTest{z, normalTwoSided(z)}, Defined
}

// vary tells whether two groups with members have different scores.
func vary(scores []float64, totals []int64) bool {
	first := -1
	for i, total := range totals {
		if total == 0 {
			continue
		}
		if first < 0 {
			first = i
		}
		if scores[i] != scores[first] {
			return true
		}
	}
	return false
}

// exactJonckheere is the largest number of untied values for which the exact
// distribution of Jonckheere's statistic is used, as clinfun's jonckheere.test.
const exactJonckheere = 100

// Jonckheere tests a trend of the values over groups in the order given: J is
// the number of pairs from two groups in which the later is the larger, ties a
// half (Terpstra, Indag Math 1952;14:327; Jonckheere, Biometrika 1954;41:133).
// Exact for up to 100 values without ties; else normal, with the variance
// corrected for ties and without continuity correction: that of Kendall's S with
// ties in both rankings (Kendall, Rank Correlation Methods 1970). Undefined for fewer than 2 groups, an empty
// group, and where all are tied.
func Jonckheere(groups []Histogram) (RankTest, Reason) {
	all, _, _, why := ranked(groups)
	if why != Defined {
		return RankTest{}, why
	}
	var twice, pairs int64
	var sizes []int64
	before := Histogram{}
	for _, g := range groups {
		for v, d := range g.dominance(before) {
			same := before.N() - d.over - d.under
			twice += g[v] * (2*d.over + same)
		}
		pairs += before.N() * g.N()
		sizes = append(sizes, g.N())
		before = pool([]Histogram{before, g})
	}
	test := RankTest{Statistic: float64(twice) / 2}
	if all.N() <= exactJonckheere && !all.tied() {
		test.P, test.Exact = exactTwoSided(arrangements(sizes...), twice/2), true
		return test, Defined
	}
	// J's mean is half the pairs.
	test.P = normalTwoSided(float64(twice-pairs) / 2 / math.Sqrt(jonckheereVariance(sizes, all)))
	return test, Defined
}

// jonckheereVariance returns, with n(n-1)… the falling products of the number of
// values, of the groups' sizes m and of the tied counts t,
// (n(n-1)(2n+5) - Σm(m-1)(2m+5) - Σt(t-1)(2t+5)) / 72
// + Σm(m-1)(m-2) Σt(t-1)(t-2) / (36 n(n-1)(n-2)) + Σm(m-1) Σt(t-1) / (8 n(n-1)).
func jonckheereVariance(sizes, ties []int64) float64 {
	product := func(a, b, c int64) *big.Int {
		p := new(big.Int).Mul(big.NewInt(a), big.NewInt(b))
		return p.Mul(p, big.NewInt(c))
	}
	sum := func(counts []int64, f func(c int64) *big.Int) *big.Int {
		s := new(big.Int)
		for _, c := range counts {
			s.Add(s, f(c))
		}
		return s
	}
	third := func(c int64) *big.Int { return product(c, c-1, 2*c+5) }
	triples := func(c int64) *big.Int { return product(c, c-1, c-2) }
	pairs := func(c int64) *big.Int { return product(c, c-1, 1) }
	var n int64
	for _, m := range sizes {
		n += m
	}
	first := third(n)
	first.Sub(first, sum(sizes, third)).Sub(first, sum(ties, third))
	v := new(big.Rat).SetFrac(first, big.NewInt(72))
	for _, part := range []struct {
		falling func(c int64) *big.Int
		factor  int64
	}{{triples, 36}, {pairs, 8}} {
		under := part.falling(n)
		under.Mul(under, big.NewInt(part.factor))
		if under.Sign() > 0 {
			over := sum(sizes, part.falling)
			v.Add(v, new(big.Rat).SetFrac(over.Mul(over, sum(ties, part.falling)), under))
		}
	}
	f, _ := v.Float64()
	return f
}
