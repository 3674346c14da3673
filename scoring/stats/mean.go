package stats

import "math"

// Sample is what the tests of means need of a group, and what a paper prints of
// it. The SD has n-1 in its denominator; it is 0 for n < 2.
type Sample struct {
	N        int64
	Mean, SD float64
}

// Sample returns the n, mean and SD of the values.
func (m Moments) Sample() Sample {
	mean, _ := m.Mean()
	sd, _ := m.SD()
	return Sample{m.N, mean, sd}
}

func (s Sample) n() float64        { return float64(s.N) }
func (s Sample) variance() float64 { return s.SD * s.SD }

// MeanInterval returns the interval of the mean, mean ± t s/√n with n-1 degrees of
// freedom (Student, Biometrika 1908;6:1). It may leave the scale of the values.
// Undefined for n < 2 and where the values do not vary.
func (s Sample) MeanInterval(confidence float64) (Interval, Reason) {
	switch {
	case s.N < 2:
		return Interval{}, TooFew
	case s.SD == 0:
		return Interval{}, NoVariance
	}
	half := tQuantile(1-(1-confidence)/2, s.n()-1) * s.SD / math.Sqrt(s.n())
	return Interval{s.Mean - half, s.Mean + half}, Defined
}

// TTest is a t test of a difference of means, two-sided.
type TTest struct {
	T, DF, P   float64
	Difference float64
	Interval   Interval // of the difference
}

func tTest(difference, se, df, confidence float64) TTest {
	t, half := difference/se, tQuantile(1-(1-confidence)/2, df)*se
	return TTest{t, df, tTwoSided(t, df), difference, Interval{difference - half, difference + half}}
}

// Welch returns the t test of two means with unequal variances, of the first
// less the second: t = (m1 - m2) / √(s1²/n1 + s2²/n2), df =
// (s1²/n1 + s2²/n2)² / ((s1²/n1)²/(n1-1) + (s2²/n2)²/(n2-1)) (Welch, Biometrika
// 1947;34:28). Undefined where a group has fewer than 2 values or neither varies.
func Welch(a, b Sample, confidence float64) (TTest, Reason) {
	if a.N < 2 || b.N < 2 {
		return TTest{}, TooFew
	}
	se, df := welchError(a, b)
	if se == 0 {
		return TTest{}, NoVariance
	}
	return tTest(a.Mean-b.Mean, se, df, confidence), Defined
}

// welchError returns the standard error of a difference of means with unequal
// variances and its degrees of freedom.
func welchError(a, b Sample) (se, df float64) {
	va, vb := a.variance()/a.n(), b.variance()/b.n()
	return math.Sqrt(va + vb), (va + vb) * (va + vb) / (va*va/(a.n()-1) + vb*vb/(b.n()-1))
}

// Student returns the t test of two means with one variance, of the first less
// the second: t = (m1 - m2) / (s √(1/n1 + 1/n2)), s the pooled SD, df =
// n1 + n2 - 2 (Student, Biometrika 1908;6:1). Undefined where a group is empty,
// for fewer than 3 values in all, and where neither varies.
func Student(a, b Sample, confidence float64) (TTest, Reason) {
	s, df, why := pooledSD(a, b)
	if why != Defined {
		return TTest{}, why
	}
	return tTest(a.Mean-b.Mean, s*math.Sqrt(1/a.n()+1/b.n()), df, confidence), Defined
}

// pooledSD returns √(((n1-1) s1² + (n2-1) s2²) / df) with df = n1 + n2 - 2.
func pooledSD(a, b Sample) (sd, df float64, why Reason) {
	if a.N < 1 || b.N < 1 || a.N+b.N < 3 {
		return 0, 0, TooFew
	}
	df = a.n() + b.n() - 2
	sd = math.Sqrt(((a.n()-1)*a.variance() + (b.n()-1)*b.variance()) / df)
	if sd == 0 {
		return 0, 0, NoVariance
	}
	return sd, df, Defined
}

// CohenPooled returns Cohen's d of the first less the second by the pooled SD,
// (m1 - m2) / √(((n1-1) s1² + (n2-1) s2²) / (n1 + n2 - 2)) (Cohen, Statistical
// Power Analysis, 2nd ed. 1988, p. 67). Undefined as Student's t is.
func CohenPooled(a, b Sample) (float64, Reason) {
	s, _, why := pooledSD(a, b)
	if why != Defined {
		return 0, why
	}
	return (a.Mean - b.Mean) / s, Defined
}

// CohenAverage returns Cohen's d of the first less the second by the average
// variance, (m1 - m2) / √((s1² + s2²) / 2) (Cohen 1988, p. 44). Undefined where
// a group has fewer than 2 values or neither varies.
func CohenAverage(a, b Sample) (float64, Reason) {
	if a.N < 2 || b.N < 2 {
		return 0, TooFew
	}
	s := math.Sqrt((a.variance() + b.variance()) / 2)
	if s == 0 {
		return 0, NoVariance
	}
	return (a.Mean - b.Mean) / s, Defined
}

// Effect is an effect size with its standard error.
type Effect struct {
	Value, SE float64
	Interval  Interval
}

// HedgesG returns Hedges's g of the first less the second: the pooled Cohen's d
// times J = Γ(df/2) / (√(df/2) Γ((df-1)/2)) (Hedges, J Educ Stat 1981;6:107),
// with the large-sample variance (n1+n2)/(n1 n2) + g²/(2 (n1+n2)) and the
// interval g ± z SE (Hedges & Olkin, Statistical Methods for Meta-Analysis 1985,
// p. 86). Undefined as Cohen's d is, and for n1 + n2 = 3, where J is 0.
func HedgesG(a, b Sample, confidence float64) (Effect, Reason) {
	s, df, why := pooledSD(a, b)
	if why != Defined {
		return Effect{}, why
	}
	if df < 2 {
		return Effect{}, TooFew
	}
	g := hedgesJ(df) * (a.Mean - b.Mean) / s
	n := a.n() + b.n()
	se := math.Sqrt(n/(a.n()*b.n()) + g*g/(2*n))
	half := normalQuantile(1-(1-confidence)/2) * se
	return Effect{g, se, Interval{g - half, g + half}}, Defined
}

// hedgesJ returns Γ(m/2) / (√(m/2) Γ((m-1)/2)), m >= 2. Above the reach of Γ it is
// the difference of two Stirling series, with the large terms cancelled by hand.
func hedgesJ(m float64) float64 {
	x := m / 2
	if x < 100 {
		return math.Gamma(x) / (math.Sqrt(x) * math.Gamma(x-0.5))
	}
	series := func(x float64) float64 { return 1/(12*x) - 1/(360*x*x*x) + 1/(1260*math.Pow(x, 5)) }
	return math.Exp(-(x-1)*math.Log1p(-1/(2*x)) - 0.5 + series(x) - series(x-0.5))
}

// FTest is an F test.
type FTest struct{ F, DF1, DF2, P float64 }

// WelchANOVA returns the test of equal means with unequal variances, as R's
// oneway.test: with w = n/s², W = Σw, m = Σw·mean/W and
// h = Σ(1-w/W)²/(n-1) / (k²-1), F = Σw(mean-m)²/(k-1) / (1 + 2(k-2)h) on k-1 and
// 1/(3h) degrees of freedom (Welch, Biometrika 1951;38:330). Undefined for fewer
// than 2 groups or 2 values in a group, and where a group does not vary.
func WelchANOVA(groups []Sample) (FTest, Reason) {
	if why := enough(groups, 2); why != Defined {
		return FTest{}, why
	}
	var total, mean float64
	for _, g := range groups {
		if g.SD == 0 {
			return FTest{}, NoVariance
		}
		w := g.n() / g.variance()
		total += w
		mean += w * g.Mean
	}
	mean /= total
	k := float64(len(groups))
	var between, h float64
	for _, g := range groups {
		w := g.n() / g.variance()
		between += w * (g.Mean - mean) * (g.Mean - mean)
		h += (1 - w/total) * (1 - w/total) / (g.n() - 1)
	}
	h /= k*k - 1
	f, df1, df2 := between/(k-1)/(1+2*(k-2)*h), k-1, 1/(3*h)
	return FTest{f, df1, df2, fTail(f, df1, df2)}, Defined
}

// enough returns TooFew for fewer than 2 groups or a group of fewer than n values.
func enough(groups []Sample, n int64) Reason {
	for _, g := range groups {
		if g.N < n {
			return TooFew
		}
	}
	if len(groups) < 2 {
		return TooFew
	}
	return Defined
}

// AnalysisOfVariance is the classical F test of equal means with its effect size.
type AnalysisOfVariance struct {
	FTest
	OmegaSquared float64 // below 0 where F < 1
}

// ANOVA returns the test of equal means with one variance, F =
// (SSb/(k-1)) / (SSw/(n-k)) (Fisher, Statistical Methods for Research Workers
// 1925), and omega² = (SSb - (k-1) MSw) / (SSb + SSw + MSw) (Hays, Statistics
// for Psychologists 1963). Undefined for fewer than 2 groups, an empty group, as many
// groups as values, and where no group varies.
func ANOVA(groups []Sample) (AnalysisOfVariance, Reason) {
	if why := enough(groups, 1); why != Defined {
		return AnalysisOfVariance{}, why
	}
	var n, between, within float64
	for i, g := range groups {
		n += g.n()
		within += (g.n() - 1) * g.variance()
		for _, h := range groups[:i] {
			between += g.n() * h.n() * (g.Mean - h.Mean) * (g.Mean - h.Mean)
		}
	}
	between /= n // Σ n (mean - grand mean)², by pairs
	df1, df2 := float64(len(groups)-1), n-float64(len(groups))
	if df2 == 0 {
		return AnalysisOfVariance{}, TooFew
	}
	if within == 0 {
		return AnalysisOfVariance{}, NoVariance
	}
	f := between / df1 / (within / df2)
	return AnalysisOfVariance{
		FTest:        FTest{f, df1, df2, fTail(f, df1, df2)},
		OmegaSquared: (between - df1*within/df2) / (between + within + within/df2),
	}, Defined
}

// MeanPair compares the means of two of several groups.
type MeanPair struct {
	First, Second int     // indices of the groups
	Difference    float64 // mean of the first less that of the second
	Interval      Interval
	Q, DF, P      float64 // Q is the studentized range, √2 times |t|
	Undefined     Reason
}

// GamesHowell compares all pairs of groups with unequal variances: q =
// |m1 - m2| / √((s1²/n1 + s2²/n2) / 2) with Welch's degrees of freedom, p and
// the intervals, which hold jointly, from the studentized range of all k groups
// (Games & Howell, J Educ Stat 1976;1:113). A pair is undefined as Welch's t is;
// the others stand. Undefined for fewer than 2 groups.
func GamesHowell(groups []Sample, confidence float64) ([]MeanPair, Reason) {
	k := len(groups)
	if k < 2 {
		return nil, TooFew
	}
	var pairs []MeanPair
	for i, a := range groups {
		for j := i + 1; j < k; j++ {
			pairs = append(pairs, gamesHowell(i, j, a, groups[j], k, confidence))
		}
	}
	return pairs, Defined
}

func gamesHowell(i, j int, a, b Sample, k int, confidence float64) MeanPair {
	p := MeanPair{First: i, Second: j}
	if a.N < 2 || b.N < 2 {
		p.Undefined = TooFew
		return p
	}
	se, df := welchError(a, b)
	if se == 0 {
		p.Undefined = NoVariance
		return p
	}
	se /= math.Sqrt2
	p.Difference, p.DF = a.Mean-b.Mean, df
	p.Q = math.Abs(p.Difference) / se
	p.P = studentizedRangeTail(p.Q, k, df)
	half := studentizedRangeQuantile(1-confidence, k, df) * se
	p.Interval = Interval{p.Difference - half, p.Difference + half}
	return p
}
