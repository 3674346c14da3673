package stats

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Three tables of one paper (PMC8144493): sex and EE, occupation and DP, depression
// and PA, the last with two expected counts below 5.
func TestPublishedTables(t *testing.T) {
	for _, k := range []struct {
		table [][]int64
		want  string
	}{
		{[][]int64{{120, 54, 36}, {198, 153, 92}}, "8.986 2 0.01119 0.117 0"},
		{[][]int64{{31, 136, 119}, {8, 41, 50}, {33, 60, 44}, {19, 52, 60}}, "21.442 6 0.00153 0.128 0"},
		{[][]int64{{30, 149, 292}, {4, 19, 81}, {3, 10, 38}, {1, 4, 22}}, "14.761 6 0.02220 0.106 2"},
	} {
		x, _ := ChiSquare(k.table)
		if got := fmt.Sprintf("%.3f %d %.5f %.3f %d", x.ChiSquare, x.DF, x.P, x.V, x.Below5); got != k.want {
			t.Errorf("%s, want %s", got, k.want)
		}
	}
}

// The 0.89 of a paper (BMC Med Educ 2020) is by the average variance; the pooled d
// is 0.88.
func TestPublishedCohen(t *testing.T) {
	a, b := Sample{32, 9.9, 7.2}, Sample{30, 4.6, 4.4}
	pooled, _ := CohenPooled(a, b)
	average, _ := CohenAverage(a, b)
	if got := fmt.Sprintf("%.2f %.2f", pooled, average); got != "0.88 0.89" {
		t.Error(got)
	}
}

// Newcombe 1998, table II, method 10: 56/70 against 48/80.
func TestPublishedRiskDifference(t *testing.T) {
	d, _ := RiskDifference([2][2]int64{{56, 14}, {48, 32}}, 0.95)
	if got := fmt.Sprintf("%.4f %.4f %.4f", d.Value, d.Interval.Low, d.Interval.High); got != "0.2000 0.0524 0.3339" {
		t.Error(got)
	}
}

func TestReasons(t *testing.T) {
	none, one, two := Histogram{}, Histogram{0, 1}, Histogram{1, 1}
	same, same2 := Histogram{0, 4}, Histogram{0, 0, 3}
	sample := func(h Histogram) Sample { return h.Moments().Sample() }
	changes := func(v ...int) (c Changes) {
		for _, d := range v {
			c.Add(d)
		}
		return c
	}
	for name, k := range map[string]struct{ got, want Reason }{
		"Welch, one value":           {second(Welch(sample(one), sample(two), 0.95)), TooFew},
		"Welch, constant":            {second(Welch(sample(same), sample(same2), 0.95)), NoVariance},
		"Student, empty":             {second(Student(sample(none), sample(two), 0.95)), TooFew},
		"Student, constant":          {second(Student(sample(same), sample(same2), 0.95)), NoVariance},
		"pooled d, constant":         {second(CohenPooled(sample(same), sample(same2))), NoVariance},
		"average d, one value":       {second(CohenAverage(sample(one), sample(two))), TooFew},
		"average d, constant":        {second(CohenAverage(sample(same), sample(same2))), NoVariance},
		"g, three values":            {second(HedgesG(sample(one), sample(two), 0.95)), TooFew},
		"g, constant":                {second(HedgesG(sample(same), sample(same2), 0.95)), NoVariance},
		"Mann-Whitney, empty":        {second(MannWhitney(none, two)), TooFew},
		"Mann-Whitney, tied":         {second(MannWhitney(same, same)), AllTied},
		"delta, one value":           {second(CliffDelta(one, two, 0.95)), TooFew},
		"Welch ANOVA, one group":     {second(WelchANOVA([]Sample{sample(two)})), TooFew},
		"Welch ANOVA, constant":      {second(WelchANOVA([]Sample{sample(two), sample(same)})), NoVariance},
		"ANOVA, as many groups":      {second(ANOVA([]Sample{sample(one), sample(one)})), TooFew},
		"ANOVA, constant":            {second(ANOVA([]Sample{sample(same), sample(same2)})), NoVariance},
		"Kruskal-Wallis, no group":   {second(KruskalWallis(nil)), TooFew},
		"Kruskal-Wallis, empty":      {second(KruskalWallis([]Histogram{two, none})), TooFew},
		"Kruskal-Wallis, tied":       {second(KruskalWallis([]Histogram{same, same})), AllTied},
		"Games-Howell, one group":    {second(GamesHowell([]Sample{sample(two)}, 0.95)), TooFew},
		"Dunn, tied":                 {second(Dunn([]Histogram{same, same})), AllTied},
		"Jonckheere, empty":          {second(Jonckheere([]Histogram{two, none})), TooFew},
		"Jonckheere, tied":           {second(Jonckheere([]Histogram{same, same})), AllTied},
		"χ², one row":                {second(ChiSquare([][]int64{{1, 2}})), TooFew},
		"χ², empty column":           {second(ChiSquare([][]int64{{1, 0}, {2, 0}})), EmptyMargin},
		"Monte Carlo, empty row":     {second(ChiSquareMonteCarlo([][]int64{{0, 0}, {2, 1}}, 10, 1)), EmptyMargin},
		"Fisher, empty row":          {second(FisherExact([2][2]int64{{0, 0}, {2, 1}})), EmptyMargin},
		"Freeman-Halton, one row":    {fishers([][]int64{{1, 2}}), TooFew},
		"Freeman-Halton, empty row":  {fishers([][]int64{{0, 0, 0}, {2, 1, 1}}), EmptyMargin},
		"Freeman-Halton, too large":  {fishers([][]int64{{400, 500, 600}, {500, 600, 700}, {900, 800, 700}}), TooLarge},
		"Freeman-Halton, too many":   {fishers([][]int64{{1, 1, 1e12}, {1, 1, 1}}), TooLarge},
		"risk difference, empty":     {second(RiskDifference([2][2]int64{{0, 0}, {2, 1}}, 0.95)), EmptyMargin},
		"risk ratio, empty":          {second(RiskRatio([2][2]int64{{0, 0}, {2, 1}}, 0.95)), EmptyMargin},
		"risk ratio, no event":       {second(RiskRatio([2][2]int64{{0, 3}, {2, 1}}, 0.95)), ZeroCell},
		"risk ratio, all events":     {second(RiskRatio([2][2]int64{{3, 0}, {2, 0}}, 0.95)), ZeroCell},
		"odds ratio, empty":          {second(OddsRatio([2][2]int64{{1, 2}, {0, 0}}, 0.95)), EmptyMargin},
		"odds ratio, zero":           {second(OddsRatio([2][2]int64{{1, 2}, {2, 0}}, 0.95)), ZeroCell},
		"trend, nobody":              {second(CochranArmitage([]int64{0, 0}, []int64{3, 4}, []float64{1, 2})), EmptyMargin},
		"trend, everybody":           {second(CochranArmitage([]int64{3, 4}, []int64{3, 4}, []float64{1, 2})), EmptyMargin},
		"trend, one group with some": {second(CochranArmitage([]int64{1, 0}, []int64{3, 0}, []float64{1, 2})), NoVariance},
		"trend, one score":           {second(CochranArmitage([]int64{1, 2}, []int64{3, 4}, []float64{0.1, 0.1})), NoVariance},
		"paired t, one":              {second(PairedT(changes(3), 0.95)), TooFew},
		"paired t, constant":         {second(PairedT(changes(3, 3), 0.95)), NoVariance},
		"d_z, nobody":                {second(CohenDz(changes())), TooFew},
		"signed rank, nobody":        {second(SignedRank(changes())), TooFew},
		"signed rank, unchanged":     {second(SignedRank(changes(0, 0))), NoChange},
		"McNemar, unchanged":         {second(McNemar([2][2]int64{{3, 0}, {0, 4}})), NoChange},
	} {
		if k.got != k.want {
			t.Errorf("%s: %q, want %q", name, k.got, k.want)
		}
	}
	pairs, _ := GamesHowell([]Sample{sample(two), sample(one), sample(same), sample(same2)}, 0.95)
	var got []Reason
	for _, p := range pairs {
		got = append(got, p.Undefined)
	}
	if want := []Reason{TooFew, Defined, Defined, TooFew, TooFew, NoVariance}; !slices.Equal(got, want) {
		t.Errorf("pairs %q, want %q", got, want)
	}
}

func second[T any](_ T, why Reason) Reason { return why }

func fishers(table [][]int64) Reason {
	_, _, why := FreemanHalton(table, steps)
	return why
}

// Who did not change counts for the t test and not for the ranks.
func TestUnchangedStay(t *testing.T) {
	var c Changes
	for _, d := range []int{0, 2, -2, 5} {
		c.Add(d)
	}
	if m := c.Moments(); m != (Moments{4, 5, 33}) {
		t.Error(m)
	}
	before := fmt.Sprint(c)
	if _, why := SignedRank(c); why != Defined || fmt.Sprint(c) != before {
		t.Errorf("%v became %v", before, c)
	}
	if fell, rose := c.Beyond(2); fell != 0 || rose != 1 {
		t.Errorf("%d fell, %d rose by more than 2", fell, rose)
	}
}

func drawHistogram(t *rapid.T, name string) Histogram {
	return rapid.SliceOfN(rapid.OneOf(rapid.Int64Range(0, 3), rapid.Int64Range(0, 100_000)), 0, 12).Draw(t, name)
}

// finite refuses what no table may show.
func finite(t *rapid.T, why Reason, x any) {
	if s := fmt.Sprintf("%+v", x); strings.Contains(s, "NaN") || strings.Contains(s, "Inf") {
		t.Fatalf("%s (%q)", s, why)
	}
}

func probability(t *rapid.T, why Reason, p float64) {
	if why == Defined && !(p >= 0 && p <= 1) {
		t.Fatalf("p = %v", p)
	}
}

func holds(t *rapid.T, why Reason, v float64, i Interval) {
	if why == Defined && !(i.Low <= v && v <= i.High) {
		t.Fatalf("%v holds not %v", i, v)
	}
}

func TestGroupsAreFinite(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		groups := make([]Histogram, rapid.IntRange(2, 5).Draw(t, "groups"))
		for i := range groups {
			groups[i] = drawHistogram(t, "group")
		}
		confidence := rapid.Float64Range(0.5, 0.999).Draw(t, "confidence")
		s := samples(groups)
		for _, f := range []func(a, b Sample, c float64) (TTest, Reason){Welch, Student} {
			x, why := f(s[0], s[1], confidence)
			finite(t, why, x)
			probability(t, why, x.P)
			holds(t, why, x.Difference, x.Interval)
		}
		g, why := HedgesG(s[0], s[1], confidence)
		finite(t, why, g)
		holds(t, why, g.Value, g.Interval)
		delta, why := CliffDelta(groups[0], groups[1], confidence)
		finite(t, why, delta)
		holds(t, why, delta.Value, delta.Interval)
		if delta.Interval.Low < -1 || delta.Interval.High > 1 {
			t.Fatal(delta)
		}
		mw, why := MannWhitney(groups[0], groups[1])
		finite(t, why, mw)
		probability(t, why, mw.P)
		wa, why := WelchANOVA(s)
		finite(t, why, wa)
		probability(t, why, wa.P)
		a, why := ANOVA(s)
		finite(t, why, a)
		probability(t, why, a.P)
		kw, why := KruskalWallis(groups)
		finite(t, why, kw)
		probability(t, why, kw.P)
		if kw.EpsilonSquared > 1+1e-12 {
			t.Fatal(kw)
		}
		jt, why := Jonckheere(groups)
		finite(t, why, jt)
		probability(t, why, jt.P)
		dunn, why := Dunn(groups)
		finite(t, why, dunn)
		pairs, why := GamesHowell(s, confidence)
		finite(t, why, pairs)
		for _, p := range pairs {
			probability(t, p.Undefined, p.P)
			holds(t, p.Undefined, p.Difference, p.Interval)
		}
	})
}

func TestTablesAreFinite(t *testing.T) {
	cell := rapid.OneOf(rapid.Int64Range(0, 3), rapid.Int64Range(0, 1_000_000))
	rapid.Check(t, func(t *rapid.T) {
		var c [4]int64
		for i := range c {
			c[i] = cell.Draw(t, "cell")
		}
		f := [2][2]int64{{c[0], c[1]}, {c[2], c[3]}}
		x, why := ChiSquare([][]int64{f[0][:], f[1][:]})
		finite(t, why, x)
		probability(t, why, x.P)
		p, why := FisherExact(f)
		finite(t, why, p)
		probability(t, why, p)
		for _, estimate := range []func([2][2]int64, float64) (Estimate, Reason){RiskDifference, RiskRatio, OddsRatio} {
			e, why := estimate(f, 0.95)
			finite(t, why, e)
			holds(t, why, e.Value, e.Interval)
		}
		m, why := McNemar(f)
		finite(t, why, m)
		probability(t, why, m.Exact)
		z, why := CochranArmitage([]int64{c[0], c[1]}, []int64{c[0] + c[2], c[1] + c[3]}, []float64{1, 2})
		finite(t, why, z)
		probability(t, why, z.P)
		// For two groups the trend is Pearson's χ².
		if why == Defined && math.Abs(z.Z*z.Z-x.ChiSquare) > 1e-9*max(1, x.ChiSquare) {
			t.Fatalf("Z² = %v, χ² = %v", z.Z*z.Z, x.ChiSquare)
		}
	})
}

func TestChangesAreFinite(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Changes{Up: drawHistogram(t, "up"), Down: drawHistogram(t, "down")}
		if len(c.Down) > 0 {
			c.Down[0] = 0
		}
		x, why := PairedT(c, 0.95)
		finite(t, why, x)
		holds(t, why, x.Difference, x.Interval)
		d, why := CohenDz(c)
		finite(t, why, d)
		v, why := SignedRank(c)
		finite(t, why, v)
		probability(t, why, v.P)
	})
}

// What is found of two groups turns round with them, and the probability stays.
func TestOrderOfTwoGroups(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawHistogram(t, "a"), drawHistogram(t, "b")
		x, why := MannWhitney(a, b)
		if why != Defined {
			return
		}
		y, _ := MannWhitney(b, a)
		if x.P != y.P || x.Statistic+y.Statistic != float64(a.N()*b.N()) {
			t.Fatal(x, y)
		}
		// With two groups, W is Jonckheere's J of the later one.
		if j, why := Jonckheere([]Histogram{b, a}); why == Defined && j.Statistic != x.Statistic {
			t.Fatal(x, j)
		}
		d, why := CliffDelta(a, b, 0.95)
		e, _ := CliffDelta(b, a, 0.95)
		if why == Defined && (d.Value != -e.Value || !close(d.Interval.Low, -e.Interval.High)) {
			t.Fatal(d, e)
		}
		if why == Defined && !close(d.Value, 2*x.Statistic/float64(a.N()*b.N())-1) {
			t.Fatal(d, x)
		}
	})
}

// Fisher's p by exact arithmetic: every table with these margins is weighed by
// its binomial coefficients, in whole numbers.
func TestFisherByCounting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.Int64Range(0, 40)
		f := [2][2]int64{{cell.Draw(t, "a"), cell.Draw(t, "b")}, {cell.Draw(t, "c"), cell.Draw(t, "d")}}
		p, why := FisherExact(f)
		if why != Defined {
			return
		}
		row, column, n := f[0][0]+f[0][1], f[0][0]+f[1][0], f[0][0]+f[0][1]+f[1][0]+f[1][1]
		weight := func(x int64) *big.Int {
			return new(big.Int).Mul(new(big.Int).Binomial(column, x), new(big.Int).Binomial(n-column, row-x))
		}
		some := new(big.Int)
		for x := max(0, row+column-n); x <= min(row, column); x++ {
			if w := weight(x); w.Cmp(weight(f[0][0])) <= 0 {
				some.Add(some, w)
			}
		}
		want, _ := new(big.Rat).SetFrac(some, new(big.Int).Binomial(n, row)).Float64()
		if !close(p, want) {
			t.Fatalf("%v: %v, want %v", f, p, want)
		}
	})
}

// Every order of a few values, counted one by one.
func TestArrangementsByCounting(t *testing.T) {
	for _, sizes := range [][]int64{{1, 1}, {2, 3}, {3, 1, 2}, {2, 2, 2, 1}} {
		var group []int
		for g, size := range sizes {
			for range size {
				group = append(group, g)
			}
		}
		counts := map[int]int64{}
		var place func(order, rest []int)
		place = func(order, rest []int) {
			if len(rest) == 0 {
				pairs := 0
				for i := range order {
					for _, later := range order[i+1:] {
						if order[i] < later {
							pairs++
						}
					}
				}
				counts[pairs]++
			}
			for i := range rest {
				if i > 0 && rest[i] == rest[i-1] {
					continue // the same group at the same place
				}
				place(append(order, rest[i]), slices.Concat(rest[:i], rest[i+1:]))
			}
		}
		place(nil, group)
		got := arrangements(sizes...)
		for s, c := range got {
			if c.Int64() != counts[s] {
				t.Errorf("%v: %d orders with %d pairs, counted %d", sizes, c, s, counts[s])
			}
		}
		if counts[len(got)] != 0 {
			t.Errorf("%v: more than %d pairs", sizes, len(got)-1)
		}
	}
}

// Random tables have the margins asked for, and each as often as its probability.
func TestRandomTables(t *testing.T) {
	rows, columns := []int64{3, 2}, []int64{2, 2, 1}
	random := [][]int64{make([]int64, 3), make([]int64, 3)}
	source := rand.New(rand.NewPCG(1, 2))
	counts := map[string]float64{}
	const tables = 100_000
	for range tables {
		fill(random, rows, columns, 5, source)
		for j, c := range columns {
			if random[0][j]+random[1][j] != c || random[0][j] < 0 || random[1][j] < 0 {
				t.Fatal(random)
			}
		}
		counts[fmt.Sprint(random[0])]++
	}
	// The first row chooses 3 of 5, (2 over x) (2 over y) (1 over z) ways of 10.
	want := map[string]float64{"[2 1 0]": .2, "[1 2 0]": .2, "[2 0 1]": .1, "[0 2 1]": .1, "[1 1 1]": .4}
	if len(counts) != len(want) {
		t.Fatal(counts)
	}
	for row, p := range want {
		if se := math.Sqrt(p * (1 - p) / tables); math.Abs(counts[row]/tables-p) > 4*se {
			t.Errorf("%s: %v, want %v", row, counts[row]/tables, p)
		}
	}
}

// The same seed gives the same p, another seed another table.
func TestMonteCarloIsRepeatable(t *testing.T) {
	table := [][]int64{{30, 149, 292}, {4, 19, 81}, {3, 10, 38}, {1, 4, 22}}
	a, _ := ChiSquareMonteCarlo(table, 2000, 7)
	b, _ := ChiSquareMonteCarlo(table, 2000, 7)
	c, _ := ChiSquareMonteCarlo(table, 2000, 8)
	if a != b || a.P == c.P {
		t.Error(a, b, c)
	}
	// The table itself is counted: p is never 0.
	if far, _ := ChiSquareMonteCarlo([][]int64{{90, 0, 0}, {0, 90, 90}}, 99, 1); far.P != 0.01 {
		t.Error(far)
	}
}

func TestHolmKeepsTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SliceOf(rapid.Float64Range(0, 1)).Draw(t, "p")
		before := slices.Clone(p)
		corrected := Holm(p)
		if !slices.Equal(p, before) || len(corrected) != len(p) {
			t.Fatal("the p values were changed")
		}
		for i := range p {
			if corrected[i] < p[i] || corrected[i] > 1 {
				t.Fatal(p, corrected)
			}
			for j := range p {
				if p[i] < p[j] && corrected[i] > corrected[j] {
					t.Fatal(p, corrected)
				}
			}
		}
	})
}
