package published

import (
	"math"
	"strings"

	"burnout/scoring/stats"
)

// Agreement says how a printed statistic stands to what its table, or its means
// and SDs, give.
type Agreement int

// The agreements. A statistic of means and SDs is open where it is not what they
// give as printed, but can be what they give before they were rounded.
const (
	NotPrinted Agreement = iota
	Agrees
	Open
	Disagrees
)

// String returns the name used in machine formats; "" where nothing is printed.
func (a Agreement) String() string { return [...]string{"", "agrees", "open", "disagrees"}[a] }

// agreement compares a printed statistic with its value, which can lie from low
// to high.
func agreement(p *Printed, value, low, high float64) Agreement {
	switch {
	case p == nil:
		return NotPrinted
	case p.Stands(value):
		return Agrees
	case p.overlaps(low, high):
		return Open
	}
	return Disagrees
}

// Recomputed is a statistic that a print gives, computed anew.
type Recomputed struct {
	Statistic string // as in machine formats: chi2, df, p, v, t, d
	Method    string
	Value     float64
	// Low and High are the ends of what the statistic can be before means and SDs
	// were rounded; equal to Value for a table.
	Low, High float64
	Printed   *Printed
	Agreement Agreement
}

func exactly(statistic, method string, value float64, p *Printed) Recomputed {
	return Recomputed{statistic, method, value, value, value, p, agreement(p, value, value, value)}
}

// The methods of recomputed statistics.
const (
	Pearson   = "pearson"
	Yates     = "yates"
	Fisher    = "fisher"
	Simulated = "simulated" // Pearson's χ², Monte Carlo
	StudentT  = "student"
	WelchT    = "welch"
	PooledSD  = "pooled-sd"
	AverageSD = "average-sd"
	FirstSD   = "first-sd"
	SecondSD  = "second-sd"
	Hedges    = "hedges"
)

// confidence is that of intervals that the tests compute and nobody reads here.
const confidence = 0.95

// TableResult is a table with its tests computed anew.
type TableResult struct {
	Table
	N   int // of the sample
	Sum int // of the counts
	// Margins are the rows and columns of which a total is printed.
	Margins []Margin
	Reason  stats.Reason
	Tests   []Recomputed // none where Reason says why
	Cells   int
	Below5  int // how many of the expected counts are below 5
	// FisherOpen is true where Fisher's p takes too many steps.
	FisherOpen bool
}

// Margin is a row or a column of a table beside its printed total.
type Margin struct {
	Label        string
	Sum, Printed int
}

// Verdict says whether the counts add up to the total.
func (m Margin) Verdict() Verdict {
	if m.Sum != m.Printed {
		return Impossible
	}
	return Possible
}

// The steps of Fisher's exact tests: to about a second for a table, to a few for
// all of a study.
const (
	tableSteps = 100_000_000
	studySteps = 1_000_000_000
)

// tableResults computes all tables of a study. Each may take its share of the
// steps that those before it have left.
func (s *Study) tableResults() []TableResult {
	var all []TableResult
	steps := studySteps
	for i, t := range s.Tables {
		share := min(tableSteps, steps/(len(s.Tables)-i))
		r, left := tableResult(t, s.Samples[t.Sample].N, share)
		steps -= share - left
		all = append(all, r)
	}
	return all
}

// marginsOf lists the rows and the columns of a table whose totals are printed.
func marginsOf(t Table) []Margin {
	var all []Margin
	columns := make([]int, len(t.Columns))
	for _, row := range t.Rows {
		sum := 0
		for j, c := range row.Counts {
			sum += c
			columns[j] += c
		}
		if row.Total != nil {
			all = append(all, Margin{row.Label, sum, *row.Total})
		}
	}
	for j, total := range t.Totals {
		all = append(all, Margin{t.Columns[j], columns[j], total})
	}
	return all
}

// tableResult computes Pearson's χ² without correction and Fisher's exact test; of
// a 2×2 table χ² with correction too, and where an expected count is below 5, of
// at most [mostRandom] cells, the p of χ² among random tables. A printed p may be
// that of any; where Fisher's is printed by name, it is compared with that alone.
// It returns how many of the steps that Fisher's test may take are left.
func tableResult(t Table, n, steps int) (r TableResult, left int) {
	r = TableResult{Table: t, N: n, Margins: marginsOf(t), Cells: len(t.Rows) * len(t.Columns)}
	var table [][]int64
	for _, row := range t.Rows {
		var counts []int64
		for _, c := range row.Counts {
			r.Sum += c
			counts = append(counts, int64(c))
		}
		table = append(table, counts)
	}
	test, why := stats.ChiSquare(table)
	if r.Reason = why; why != stats.Defined {
		return r, steps
	}
	r.Below5 = test.Below5
	r.Tests = []Recomputed{
		exactly("chi2", Pearson, test.ChiSquare, t.ChiSquare), exactly("df", Pearson, float64(test.DF), t.DF),
		exactly("p", Pearson, test.P, t.P), exactly("v", Pearson, test.V, t.V),
	}
	if r.fourfold() {
		chi := yates([2][2]int64{[2]int64(table[0]), [2]int64(table[1])})
		r.Tests = append(r.Tests, exactly("chi2", Yates, chi, t.ChiSquare), exactly("p", Yates, math.Erfc(math.Sqrt(chi/2)), t.P))
	}
	left = r.fisher(table, steps)
	if r.Below5 > 0 && r.Cells <= mostRandom {
		r.Tests = append(r.Tests, simulated(table, t.P))
	}
	return r, left
}

func (r *TableResult) fourfold() bool { return len(r.Rows) == 2 && len(r.Columns) == 2 }

// fisher adds Fisher's exact test, and returns how many of the steps are left. A p
// that is not Pearson's is open where this one cannot be found.
func (r *TableResult) fisher(table [][]int64, steps int) (left int) {
	printed := r.Fisher
	if printed == nil {
		printed = r.P
	}
	p, left, why := 0.0, steps, stats.Defined
	if r.fourfold() {
		p, why = stats.FisherExact([2][2]int64{[2]int64(table[0]), [2]int64(table[1])})
	} else {
		p, left, why = stats.FreemanHalton(table, steps)
	}
	if why == stats.Defined {
		r.Tests = append(r.Tests, exactly("p", Fisher, p, printed))
		return left
	}
	r.FisherOpen = true
	if p := &r.Tests[2]; p.Agreement == Disagrees && printed == r.P {
		p.Agreement = Open
	}
	return left
}

// The random tables of a Monte Carlo test, as those of a cohort's. That of a
// report may rest on fewer: on as many as R draws by default.
const (
	Replicates = 50_000
	Seed       = 2
	fewest     = 2000
)

// mostRandom bounds the cells of a random table.
const mostRandom = 60

// simulated returns the p of χ² among random tables. Its ends hold what [fewest]
// tables give in 99 of 100 runs.
func simulated(table [][]int64, p *Printed) Recomputed {
	test, _ := stats.ChiSquareMonteCarlo(table, Replicates, Seed)
	const z = 2.5758293035489004 // the normal quantile of 0.995
	half := z * math.Sqrt(test.P*(1-test.P)/fewest)
	low, high := max(0, test.P-half), min(1, test.P+half)
	return Recomputed{"p", Simulated, test.P, low, high, p, agreement(p, test.P, low, high)}
}

// yates returns χ² with continuity correction, n (|ad-bc| - n/2)² over the product
// of the margins, and 0 where |ad-bc| is less than n/2 (Yates, Suppl J R Stat Soc
// 1934;1:217). R's chisq.test and others give it by default. No margin may be 0.
func yates(t [2][2]int64) float64 {
	a, b, c, d := float64(t[0][0]), float64(t[0][1]), float64(t[1][0]), float64(t[1][1])
	n := a + b + c + d
	distance := max(0, math.Abs(a*d-b*c)-n/2)
	return n * distance * distance / ((a + b) * (c + d) * (a + c) * (b + d))
}

// ComparisonResult is two groups with their t test and effect sizes computed
// anew, each with the ends that the rounding of means and SDs leaves. All are
// absolute values: a print may take either group first.
type ComparisonResult struct {
	Comparison
	Reason stats.Reason
	Tests  []Recomputed // none where Reason says why
}

// spans are the absolute difference of two means, and their SDs, as printed and
// at the ends that rounding leaves.
type spans struct {
	n                     [2]int64
	difference, low, high float64
	sd, sdLow, sdHigh     [2]float64
}

func spansOf(groups [2]Group) spans {
	var s spans
	for i, g := range groups {
		s.n[i], s.sd[i] = int64(g.N), g.SD.Float()
		s.sdLow[i], s.sdHigh[i] = g.SD.ends()
		s.sdLow[i] = max(0, s.sdLow[i])
	}
	lowA, highA := groups[0].Mean.ends()
	lowB, highB := groups[1].Mean.ends()
	s.difference = math.Abs(groups[0].Mean.Float() - groups[1].Mean.Float())
	s.low = max(0, lowA-highB, lowB-highA)
	s.high = max(highA-lowB, highB-lowA)
	return s
}

// samples returns two groups with these SDs whose means differ by 1.
func (s spans) samples(sd [2]float64) (a, b stats.Sample) {
	return stats.Sample{N: s.n[0], Mean: 1, SD: sd[0]}, stats.Sample{N: s.n[1], SD: sd[1]}
}

// compute returns a statistic that is proportional to the difference of the
// means and falls as an SD rises. of is the statistic of a difference of 1. Where
// it divides by an SD that may be 0, the high end is infinite.
func (s spans) compute(statistic, method string, p *Printed, of func(a, b stats.Sample) (float64, stats.Reason)) (Recomputed, bool) {
	unit, why := of(s.samples(s.sd))
	if why != stats.Defined {
		return Recomputed{}, false
	}
	least, _ := of(s.samples(s.sdHigh))
	greatest, why := of(s.samples(s.sdLow))
	if why != stats.Defined {
		greatest = math.Inf(1)
	}
	r := Recomputed{Statistic: statistic, Method: method, Value: s.difference * unit, Low: s.low * least, High: s.high * greatest, Printed: p}
	r.Agreement = agreement(unsigned(p), r.Value, r.Low, r.High)
	return r, true
}

// unsigned returns a print without its minus.
func unsigned(p *Printed) *Printed {
	if p == nil {
		return nil
	}
	u := *p
	u.digits, u.text = max(u.digits, -u.digits), strings.TrimPrefix(u.text, "-")
	return &u
}

// comparisonResult computes t after Student and Welch, and Cohen's d by the
// pooled SD, by the average variance and by the SD of either group (Glass's Δ:
// Glass, Educ Res 1976;5:3), and Hedges's g.
func comparisonResult(c Comparison) ComparisonResult {
	r := ComparisonResult{Comparison: c}
	s := spansOf(c.Groups)
	a, b := s.samples(s.sd)
	test, why := stats.Welch(a, b, confidence)
	if r.Reason = why; why != stats.Defined {
		return r
	}
	df := float64(a.N + b.N - 2)
	r.Tests = s.t(r.Tests, c, StudentT, df, df, df, func(a, b stats.Sample) (float64, stats.Reason) {
		t, why := stats.Student(a, b, confidence)
		return t.T, why
	})
	low, high := s.welchDF()
	r.Tests = s.t(r.Tests, c, WelchT, test.DF, low, high, func(a, b stats.Sample) (float64, stats.Reason) {
		t, why := stats.Welch(a, b, confidence)
		return t.T, why
	})
	for _, v := range []struct {
		method string
		of     func(a, b stats.Sample) (float64, stats.Reason)
	}{
		{PooledSD, stats.CohenPooled}, {AverageSD, stats.CohenAverage},
		{FirstSD, func(a, _ stats.Sample) (float64, stats.Reason) { return over(a.SD) }},
		{SecondSD, func(_, b stats.Sample) (float64, stats.Reason) { return over(b.SD) }},
		{Hedges, func(a, b stats.Sample) (float64, stats.Reason) {
			g, why := stats.HedgesG(a, b, confidence)
			return g.Value, why
		}},
	} {
		if d, ok := s.compute("d", v.method, c.D, v.of); ok {
			r.Tests = append(r.Tests, d)
		}
	}
	return r
}

// over returns 1 / sd.
func over(sd float64) (float64, stats.Reason) {
	if sd == 0 {
		return 0, stats.NoVariance
	}
	return 1 / sd, stats.Defined
}

// t appends t, df and p of a t test whose degrees of freedom lie from dfLow to
// dfHigh. p falls as t or df rises; where df varies, not every t goes with every
// df, so that the ends of p enclose what is possible.
func (s spans) t(tests []Recomputed, c Comparison, method string, df, dfLow, dfHigh float64, of func(a, b stats.Sample) (float64, stats.Reason)) []Recomputed {
	t, ok := s.compute("t", method, c.T, of)
	if !ok {
		return tests
	}
	p := stats.TTail(t.Value, df)
	low, high := 0.0, stats.TTail(t.Low, dfLow)
	if !math.IsInf(t.High, 1) {
		low = stats.TTail(t.High, dfHigh)
	}
	return append(tests, t,
		Recomputed{"df", method, df, dfLow, dfHigh, c.DF, agreement(c.DF, df, dfLow, dfHigh)},
		Recomputed{"p", method, p, low, high, c.P, agreement(c.P, p, low, high)})
}

// welchDF returns the ends of Welch's degrees of freedom. They depend on the
// ratio of the two squared standard errors alone, rise up to n1 + n2 - 2 where it
// is (n1-1)/(n2-1), and fall from there.
func (s spans) welchDF() (low, high float64) {
	low = math.Inf(1)
	for _, sd := range [][2]float64{{s.sdLow[0], s.sdHigh[1]}, {s.sdHigh[0], s.sdLow[1]}} {
		t, _ := stats.Welch(stats.Sample{N: s.n[0], Mean: 1, SD: sd[0]}, stats.Sample{N: s.n[1], SD: sd[1]}, confidence)
		low, high = min(low, t.DF), max(high, t.DF)
	}
	ratio := func(x, y float64) float64 {
		return x * x / float64(s.n[0]) / (y * y / float64(s.n[1]))
	}
	peak := float64(s.n[0]-1) / float64(s.n[1]-1)
	if ratio(s.sdLow[0], s.sdHigh[1]) <= peak && (s.sdLow[1] == 0 || peak <= ratio(s.sdHigh[0], s.sdLow[1])) {
		high = float64(s.n[0] + s.n[1] - 2)
	}
	return low, high
}
