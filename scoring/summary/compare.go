package summary

import (
	"fmt"
	"slices"

	"burnout/mbi"
	"burnout/scoring"
	"burnout/scoring/stats"
)

// Statistic is one statistic of a comparison: a test with its p value, an effect
// with its interval, or both.
type Statistic struct {
	Name      string
	Pair      [2]int // indices of the two groups that are compared, the first less or over the second; 0, 0: all groups
	N         int64  // respondents in it
	Value     stats.Number
	POnly     bool         // a test whose only number is its p
	Low, High stats.Number // interval of the value
	DF        []float64
	Test      bool         // P and Holm are its p values, two-sided
	P, Holm   stats.Number // Holm is corrected for the number of tests, see [Holm]
	Method    string
	Why       stats.Reason // why there is no number
}

// The names of statistics.
const (
	WelchT         = "welch_t"
	MeanDifference = "mean_difference"
	HedgesG        = "hedges_g"
	MannWhitney    = "mann_whitney_w"
	CliffDelta     = "cliff_delta"
	WelchF         = "welch_f"
	AnovaF         = "anova_f"
	OmegaSquared   = "omega_squared"
	KruskalWallis  = "kruskal_wallis_h"
	EpsilonSquared = "epsilon_squared"
	Jonckheere     = "jonckheere_j"
	GamesHowell    = "games_howell_q"
	Dunn           = "dunn_z"
	ChiSquare      = "chi_square"
	CramerV        = "cramer_v"
	FisherExact    = "fisher"
	MonteCarlo     = "monte_carlo"
	Armitage       = "cochran_armitage_z"
	RiskDifference = "risk_difference"
	RiskRatio      = "risk_ratio"
	OddsRatio      = "odds_ratio"
	PearsonR       = "pearson_r"
	SpearmanRho    = "spearman_rho"
	PairedT        = "paired_t"
	MeanChange     = "mean_change"
	CohenDz        = "cohen_dz"
	SignedRank     = "signed_rank_v"
	McNemarExact   = "mcnemar_exact"
	McNemar        = "mcnemar_chi_square"
)

// How a rank test got its p, as [Statistic.Method] says.
const (
	Exact       = "exact"
	NormalTies  = "normal, tie and continuity correction"
	NormalTrend = "normal, tie correction"
)

// A table with an expected count below 5 has a Monte Carlo p too: of so many
// random tables, from this seed.
const (
	Replicates = 50_000
	Seed       = 2
)

// MostPairs is how many groups are compared two by two.
const MostPairs = 20

// effect is a value with its interval.
func effect(name string, n int64, value float64, i stats.Interval, method string, why stats.Reason) Statistic {
	s := size(name, n, value, method, why)
	s.Low, s.High = stats.NumberOf(i.Low, why == stats.Defined), stats.NumberOf(i.High, why == stats.Defined)
	return s
}

// size is a value without an interval.
func size(name string, n int64, value float64, method string, why stats.Reason) Statistic {
	return Statistic{Name: name, N: n, Value: stats.NumberOf(value, why == stats.Defined), Method: method, Why: why}
}

// test is a value with its p.
func test(name string, n int64, value, p float64, method string, why stats.Reason, df ...float64) Statistic {
	s := size(name, n, value, method, why)
	s.Test, s.P = true, stats.NumberOf(p, why == stats.Defined)
	if why == stats.Defined {
		s.DF = df
	}
	return s
}

// rankTest is a test on ranks; otherwise names its approximation.
func rankTest(name string, n int64, t stats.RankTest, otherwise string, why stats.Reason) Statistic {
	method := otherwise
	if t.Exact {
		method = Exact
	}
	return test(name, n, t.Statistic, t.P, method, why)
}

// Holm corrects the p values of tests for their number, which it returns.
func Holm(tests []*Statistic) int {
	tests = slices.DeleteFunc(slices.Clone(tests), func(s *Statistic) bool { return !s.P.Defined })
	var p []float64
	for _, s := range tests {
		p = append(p, s.P.Value)
	}
	for i, corrected := range stats.Holm(p) {
		tests[i].Holm = stats.NumberOf(corrected, true)
	}
	return len(tests)
}

// Groups are the parts of a cohort that are compared, counted under the same
// thresholds and rule.
type Groups struct {
	Of         []*Counts
	Places     []float64 // of ordered groups, ascending; nil: they have no order
	Confidence float64   // of intervals, between 0 and 1
}

// scores returns the scores of subscale s by group, multiplied by scale.
func (g Groups) scores(s mbi.Subscale) (groups []stats.Histogram, scale int) {
	scale = 1
	for _, c := range g.Of {
		scale = c.scale(s, scale)
	}
	for _, c := range g.Of {
		groups = append(groups, c.scaled(s, scale))
	}
	return groups, scale
}

// samples returns n, mean and SD of scores that were multiplied by scale.
func samples(groups []stats.Histogram, scale int) (samples []stats.Sample, n int64) {
	for _, h := range groups {
		s := h.Moments().Sample()
		samples = append(samples, stats.Sample{N: s.N, Mean: s.Mean / float64(scale), SD: s.SD / float64(scale)})
		n += s.N
	}
	return samples, n
}

// Scores compares the scores of subscale s: two groups by means and ranks with
// their effect sizes, more by analyses of variance, ordered ones by Jonckheere's
// test too.
func (g Groups) Scores(s mbi.Subscale) []Statistic {
	h, scale := g.scores(s)
	sample, n := samples(h, scale)
	var list []Statistic
	if len(h) == 2 {
		list = g.two(h, sample, n)
	} else {
		list = several(h, sample, n)
	}
	if g.Places != nil {
		t, why := stats.Jonckheere(h)
		list = append(list, rankTest(Jonckheere, n, t, NormalTrend, why))
	}
	return list
}

func (g Groups) two(h []stats.Histogram, sample []stats.Sample, n int64) []Statistic {
	t, why := stats.Welch(sample[0], sample[1], g.Confidence)
	list := []Statistic{
		test(WelchT, n, t.T, t.P, "", why, t.DF),
		effect(MeanDifference, n, t.Difference, t.Interval, "welch", why),
	}
	hedges, why := stats.HedgesG(sample[0], sample[1], g.Confidence)
	list = append(list, effect(HedgesG, n, hedges.Value, hedges.Interval, "exact J, hedges-olkin", why))
	w, why := stats.MannWhitney(h[0], h[1])
	list = append(list, rankTest(MannWhitney, n, w, NormalTies, why))
	cliff, why := stats.CliffDelta(h[0], h[1], g.Confidence)
	list = append(list, effect(CliffDelta, n, cliff.Value, cliff.Interval, "consistent variance", why))
	for i := range list {
		list[i].Pair = [2]int{0, 1}
	}
	return list
}

func several(h []stats.Histogram, sample []stats.Sample, n int64) []Statistic {
	welch, why := stats.WelchANOVA(sample)
	list := []Statistic{test(WelchF, n, welch.F, welch.P, "", why, welch.DF1, welch.DF2)}
	anova, why := stats.ANOVA(sample)
	list = append(list, test(AnovaF, n, anova.F, anova.P, "", why, anova.DF1, anova.DF2), size(OmegaSquared, n, anova.OmegaSquared, "", why))
	k, why := stats.KruskalWallis(h)
	return append(list, test(KruskalWallis, n, k.H, k.P, "tie correction", why, float64(k.DF)), size(EpsilonSquared, n, k.EpsilonSquared, "", why))
}

// Pairs compares every two of several groups on subscale s: the differences of
// means with intervals that hold jointly (Games-Howell), and the ranks (Dunn, the
// p corrected by Holm for the pairs of the subscale). None for two groups, or for
// more than [MostPairs].
func (g Groups) Pairs(s mbi.Subscale) []Statistic {
	if len(g.Of) < 3 || len(g.Of) > MostPairs {
		return nil
	}
	h, scale := g.scores(s)
	sample, _ := samples(h, scale)
	games, _ := stats.GamesHowell(sample, g.Confidence)
	ranks, why := stats.Dunn(h)
	var list []Statistic
	var tests []*Statistic
	for i, p := range games {
		n := sample[p.First].N + sample[p.Second].N
		if ranks == nil {
			ranks = make([]stats.RankPair, len(games)) // all undefined
		}
		list = append(list,
			effect(MeanDifference, n, p.Difference, p.Interval, "games-howell", p.Undefined),
			test(GamesHowell, n, p.Q, p.P, "all pairs jointly", p.Undefined, p.DF),
			test(Dunn, n, ranks[i].Z, ranks[i].P, "", why))
		for k := len(list) - 3; k < len(list); k++ {
			list[k].Pair = [2]int{p.First, p.Second}
		}
	}
	for i := range list {
		if list[i].Name == Dunn {
			tests = append(tests, &list[i])
		}
	}
	Holm(tests)
	return list
}

// Table compares how many respondents of each group fall in each column.
type Table struct {
	N          int64
	Dropped    []int       // columns that nobody is in, left out of the tests
	Expected   [][]float64 // by group and column, 0 in a dropped one; nil where the test is undefined
	Cells      int         // of the test
	Below5     int         // of them, those with an expected count below 5
	Statistics []Statistic
}

// Levels compares the levels of subscale s.
func (g Groups) Levels(s mbi.Subscale) Table {
	return g.table(func(c *Counts) []int64 { n := c.levels(s); return n[:] })
}

// Dimensions compares how many dimensions lie on their burnout side, 0 to 3.
func (g Groups) Dimensions() Table {
	return g.table(func(c *Counts) []int64 { n := c.byDimensions(); return n[:] })
}

// Affected compares how many respondents lie on the burnout side of subscale s
// and how many do not, two groups with differences and ratios, ordered ones with
// the test of Cochran and Armitage.
func (g Groups) Affected(s mbi.Subscale) Table {
	var rows [][]int64
	var cases, totals []int64
	for _, c := range g.Of {
		yes, no := c.sides(s)
		rows = append(rows, []int64{yes, no})
		cases, totals = append(cases, yes), append(totals, yes+no)
	}
	t := tableOf(rows, []int{0, 1}, 2)
	if len(rows) == 2 {
		t.Statistics = append(t.Statistics, g.risks([2][2]int64{[2]int64(rows[0]), [2]int64(rows[1])}, t.N)...)
	}
	if g.Places != nil {
		z, why := stats.CochranArmitage(cases, totals, g.Places)
		t.Statistics = append(t.Statistics, test(Armitage, t.N, z.Z, z.P, "", why))
	}
	return t
}

// sides counts the respondents on the burnout side of subscale s and the others.
func (c *Counts) sides(s mbi.Subscale) (affected, other int64) {
	for l, n := range c.levels(s) {
		if scoring.Affected(s, scoring.Level(l)) {
			affected += n
		} else {
			other += n
		}
	}
	return affected, other
}

func (g Groups) risks(t [2][2]int64, n int64) []Statistic {
	var list []Statistic
	for _, r := range []struct {
		name, method string
		of           func([2][2]int64, float64) (stats.Estimate, stats.Reason)
	}{{RiskDifference, "newcombe", stats.RiskDifference}, {RiskRatio, "log wald", stats.RiskRatio}, {OddsRatio, "log wald", stats.OddsRatio}} {
		e, why := r.of(t, g.Confidence)
		s := effect(r.name, n, e.Value, e.Interval, r.method, why)
		s.Pair = [2]int{0, 1}
		list = append(list, s)
	}
	return list
}

// table tests the counts of each group without the columns that nobody is in.
func (g Groups) table(counts func(*Counts) []int64) Table {
	var all [][]int64
	for _, c := range g.Of {
		all = append(all, counts(c))
	}
	var kept, dropped []int
	for j := range all[0] {
		if slices.ContainsFunc(all, func(row []int64) bool { return row[j] > 0 }) {
			kept = append(kept, j)
		} else {
			dropped = append(dropped, j)
		}
	}
	rows := make([][]int64, len(all))
	for i, row := range all {
		for _, j := range kept {
			rows[i] = append(rows[i], row[j])
		}
	}
	t := tableOf(rows, kept, len(all[0]))
	t.Dropped = dropped
	return t
}

// tableOf tests rows of counts, which stand for some of so many columns.
func tableOf(rows [][]int64, kept []int, columns int) Table {
	t := Table{Cells: len(rows) * len(kept)}
	for _, row := range rows {
		t.N += stats.Histogram(row).N()
	}
	chi, why := chiSquare(rows)
	for _, row := range chi.Expected {
		expected := make([]float64, columns)
		for i, j := range kept {
			expected[j] = row[i]
		}
		t.Expected = append(t.Expected, expected)
	}
	t.Below5 = chi.Below5
	t.Statistics = []Statistic{
		test(ChiSquare, t.N, chi.ChiSquare, chi.P, "no continuity correction", why, float64(chi.DF)),
		size(CramerV, t.N, chi.V, "", why),
	}
	switch {
	case len(rows) == 2 && len(kept) == 2:
		p, why := stats.FisherExact([2][2]int64{[2]int64(rows[0]), [2]int64(rows[1])})
		t.Statistics = append(t.Statistics, pOnly(FisherExact, t.N, p, Exact, why))
	case t.Below5 > 0:
		m, why := stats.ChiSquareMonteCarlo(rows, Replicates, Seed)
		t.Statistics = append(t.Statistics, pOnly(MonteCarlo, t.N, m.P, monteCarloMethod, why))
	}
	return t
}

var monteCarloMethod = fmt.Sprintf("%d tables, seed %d", Replicates, Seed)

// chiSquare is [stats.ChiSquare], which asks for a column.
func chiSquare(rows [][]int64) (stats.ChiSquareTest, stats.Reason) {
	if len(rows) == 0 || len(rows[0]) == 0 {
		return stats.ChiSquareTest{}, stats.TooFew
	}
	return stats.ChiSquare(rows)
}

// pOnly is a test without a statistic.
func pOnly(name string, n int64, p float64, method string, why stats.Reason) Statistic {
	s := test(name, n, 0, p, method, why)
	s.Value, s.POnly = stats.Number{}, true
	return s
}
