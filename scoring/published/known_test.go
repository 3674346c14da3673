package published

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"burnout/scoring/stats"
)

func analyzed(t *testing.T, id string) *Report {
	t.Helper()
	s, ok := Embedded(id)
	if !ok {
		t.Fatal("no study " + id)
	}
	return Analyze(s)
}

func wantCells(t *testing.T, c CellResult, want map[Condition]Range, solutions ...Solution) {
	t.Helper()
	for what, r := range want {
		if c.Ranges[what] != r {
			t.Errorf("%v: %v, want %v", what, c.Ranges[what], r)
		}
	}
	if c.More || !slices.Equal(c.Solutions, solutions) {
		t.Errorf("solutions %v (more %v), want %v", c.Solutions, c.More, solutions)
	}
}

func wantCounts(t *testing.T, r *Report, want ...Range) {
	t.Helper()
	for i, w := range want {
		p := r.Proportions[i]
		if known, ok := p.Known(); !ok && !w.Empty() || ok && known != w {
			t.Errorf("%v %s: %v %v, want %v", p.Of, p.Label, p.Verdict, known, w)
		}
	}
}

var none = Range{1, 0}

// K1, Rouen: with the impossible 14.6 % and 63.9 %.
func TestK1(t *testing.T) {
	r := analyzed(t, "rouen-2021")
	wantCounts(t, r, Range{56, 56}, Range{89, 89}, Range{31, 31}, none, Range{119, 119}, Range{12, 13}, none)
	pa, women := r.Proportions[3], r.Proportions[6]
	if pa.Verdict != Impossible || fmt.Sprint(pa.Nearest) != "[{-1 213 {31 31}} {-1 219 {32 32}}]" || len(pa.Elsewhere) != 1 {
		t.Errorf("14.6 %%: %v, nearest %v, elsewhere %v", pa.Verdict, pa.Nearest, pa.Elsewhere)
	}
	if women.Verdict != Impossible || fmt.Sprint(women.Elsewhere) != "[{1 302 {193 193}}]" {
		t.Errorf("63.9 %%: %v, elsewhere %v", women.Verdict, women.Elsewhere)
	}
	if len(r.Cells) != 1 {
		t.Fatalf("%d samples with cells", len(r.Cells))
	}
	wantCells(t, r.Cells[0], map[Condition]Range{
		Dimensions0: {95, 95}, Dimensions1: {74, 75}, Dimensions2: {31, 33}, Dimensions3: {12, 13},
		EEOrDP: {100, 119}, EEPlusOne: {26, 45},
	}, Solution{95, 75, 31, 13}, Solution{95, 74, 33, 12})
	for method, want := range map[stats.IntervalMethod]string{stats.Wilson: "20.74 32.44", stats.ClopperPearson: "20.41 32.60"} {
		i, _ := method.Interval(56, 214, 0.95)
		if got := fmt.Sprintf("%.2f %.2f", 100*i.Low, 100*i.High); got != want {
			t.Errorf("56 of 214 by %s: %s, want %s", method, got, want)
		}
	}
}

// K2, Rennes: everything is consistent, and one solution is left.
func TestK2(t *testing.T) {
	r := analyzed(t, "rennes-2012")
	wantCounts(t, r, Range{16, 16}, Range{36, 36}, Range{51, 51}, Range{68, 68}, Range{5, 5})
	wantCells(t, r.Cells[0], map[Condition]Range{Any: {68, 68}}, Solution{42, 38, 25, 5})
}

// K3, Galam: 283 of 4050 are 7.0 %.
func TestK3(t *testing.T) {
	p := analyzed(t, "galam-2013").Proportions[4]
	if p.Verdict != Impossible || p.Counts != (Range{262, 265}) || p.Sizes != (Range{4321, 4387}) {
		t.Errorf("6.5 %% (283): %v, counts %v, n %v", p.Verdict, p.Counts, p.Sizes)
	}
}

// The levels of table 1 add up, its means and SDs are possible; 79.5 % women of
// 194 are not.
func TestBelgium(t *testing.T) {
	r := analyzed(t, "belgium-2022")
	wantCounts(t, r, Range{85, 85}, Range{91, 91}, Range{71, 71}, none)
	for _, total := range r.Totals {
		if total.Verdict != Possible || total.Sum != (Range{194, 194}) {
			t.Errorf("%s: %v, sum %v", total.Label, total.Verdict, total.Sum)
		}
	}
	for _, m := range r.Means {
		if m.MeanVerdict != Possible || m.SDVerdict != Possible {
			t.Errorf("%v: mean %v, SD %v", *m.Of, m.MeanVerdict, m.SDVerdict)
		}
	}
}

// K4, PMC8238103: four counts with their percentages.
func TestK4(t *testing.T) {
	r := analyzed(t, "pmc8238103")
	wantCounts(t, r, Range{168, 168}, Range{73, 73}, Range{128, 128}, Range{42, 42})
}

func recomputed(tests []Recomputed, statistic, method string) Recomputed {
	for _, r := range tests {
		if r.Statistic == statistic && r.Method == method {
			return r
		}
	}
	return Recomputed{}
}

// wantTable compares χ², p and V by Pearson, the degrees of freedom and the expected
// counts below 5 of a table of pmc8144493, of 653 persons.
func wantTable(t *testing.T, r TableResult, want string, df float64, below5 int) {
	t.Helper()
	value := func(statistic string) float64 { return recomputed(r.Tests, statistic, Pearson).Value }
	got := fmt.Sprintf("%.3f %.5f %.3f", value("chi2"), value("p"), value("v"))
	if got != want || value("df") != df || r.Below5 != below5 || r.Sum != 653 {
		t.Errorf("%s: %s, df %v, %d below 5, sum %d", r.Label, got, value("df"), r.Below5, r.Sum)
	}
	if p := recomputed(r.Tests, "p", Pearson); p.Agreement != Agrees {
		t.Errorf("%s: p %v", r.Label, p.Agreement)
	}
}

// K6: sex by EE.
func TestK6(t *testing.T) {
	table := analyzed(t, "pmc8144493").Tables[0]
	wantTable(t, table, "8.986 0.01119 0.117", 2, 0)
	if table.FisherOpen {
		t.Error("Fisher's p is not found")
	}
}

// K7: occupation by DP, of which Fisher's p takes too many steps.
func TestK7(t *testing.T) {
	table := analyzed(t, "pmc8144493").Tables[1]
	wantTable(t, table, "21.442 0.00153 0.128", 6, 0)
	if !table.FisherOpen {
		t.Error("Fisher's p is found")
	}
}

// K8: depression by PA, by Pearson, Fisher and Monte Carlo. The last is known as
// such a value itself: within three standard errors.
func TestK8(t *testing.T) {
	table := analyzed(t, "pmc8144493").Tables[2]
	wantTable(t, table, "14.761 0.02220 0.106", 6, 2)
	if fisher := recomputed(table.Tests, "p", Fisher); fmt.Sprintf("%.4f", fisher.Value) != "0.0208" || fisher.Agreement != Agrees {
		t.Errorf("Fisher: %+v", fisher)
	}
	if random := recomputed(table.Tests, "p", Simulated); math.Abs(random.Value-0.0234) > 0.002 || random.Agreement != Agrees {
		t.Errorf("Monte Carlo: %+v", random)
	}
}

// The slips of the table of K6 to K8: a row total, a percentage cut off; and what
// its levels leave of the definitions.
func TestPMC8144493(t *testing.T) {
	r := analyzed(t, "pmc8144493")
	// The row of medium anxiety adds up to 62, where the table prints 58 in all.
	var wrong []Margin
	for _, table := range r.Tables {
		for _, m := range table.Margins {
			if m.Verdict() == Impossible {
				wrong = append(wrong, m)
			}
		}
	}
	if !slices.Equal(wrong, []Margin{{"medium", 62, 58}}) || len(r.Tables[0].Margins) != 5 {
		t.Errorf("margins: %v", wrong)
	}
	// EE high 128 and DP high 273 of 653 bound the other definitions.
	for what, want := range map[Condition]Range{EEHigh: {128, 128}, DPHigh: {273, 273}, EEOrDP: {273, 401}, EEAndDP: {0, 128}, Any: {273, 653}} {
		if got := r.Cells[0].Ranges[what]; got != want {
			t.Errorf("%v: %v, want %v", what, got, want)
		}
	}
	for i, want := range []Verdict{Possible, Possible, Possible, Possible, Impossible, Possible, Possible} {
		if got := r.Totals[i]; got.Verdict != want {
			t.Errorf("%s: %v, sum %v", got.Label, got.Verdict, got.Sum)
		}
	}
	if mild := r.Totals[6].Parts[1]; mild.Verdict != CutOff {
		t.Errorf("213 of 653, printed 32 %%: %v", mild.Verdict)
	}
}

// K9: 0.88 by the pooled SD; the printed 0.89 divides by the average variance.
func TestK9(t *testing.T) {
	s, err := parse(head + `comparisons:
  - label: EE
    groups: [{label: a, n: 32, mean: 9.9, sd: 7.2}, {label: b, n: 30, mean: 4.6, sd: 4.4}]
    d: -0.89
    t: 3.47
    p: <0.001
`)
	if err != nil {
		t.Fatal(err)
	}
	tests := Analyze(s).Comparisons[0].Tests
	for _, want := range []struct {
		statistic, method, value string
		agreement                Agreement
	}{
		{"d", PooledSD, "0.88", Open}, {"d", AverageSD, "0.89", Agrees}, {"d", FirstSD, "0.74", Disagrees}, {"d", SecondSD, "1.20", Disagrees}, {"d", Hedges, "0.87", Open},
		{"t", StudentT, "3.47", Agrees}, {"t", WelchT, "3.52", Open}, {"p", StudentT, "0.00", Agrees}, {"df", StudentT, "60.00", NotPrinted},
	} {
		got := recomputed(tests, want.statistic, want.method)
		if fmt.Sprintf("%.2f", got.Value) != want.value || got.Agreement != want.agreement {
			t.Errorf("%s %s: %.4f (%.4f to %.4f) %v, want %s %v", want.statistic, want.method, got.Value, got.Low, got.High, got.Agreement, want.value, want.agreement)
		}
	}
}

// The two-sided p of t, by R's pt.
func TestComparisonsEqualR(t *testing.T) {
	of := func(mean, sd string, n int) Group { return Group{N: n, Mean: decimal(t, mean), SD: decimal(t, sd)} }
	tests := comparisonResult(Comparison{Groups: [2]Group{of("4.6", "4.4", 30), of("9.9", "7.2", 32)}}).Tests
	for method, want := range map[string][3]string{
		StudentT: {"3.469074", "60.000000", "0.00097293"}, WelchT: {"3.521355", "51.825979", "0.00090492"},
	} {
		got := [3]string{
			fmt.Sprintf("%.6f", recomputed(tests, "t", method).Value), fmt.Sprintf("%.6f", recomputed(tests, "df", method).Value),
			fmt.Sprintf("%.8f", recomputed(tests, "p", method).Value),
		}
		if got != want {
			t.Errorf("%s: %v, want %v", method, got, want)
		}
	}
}

// χ² with continuity correction, by R's chisq.test.
func TestYatesEqualsR(t *testing.T) {
	for _, c := range []struct {
		table [2][2]int
		want  string
	}{{[2][2]int{{60, 17}, {98, 39}}, "0.7370950333 0.3905930345"}, {[2][2]int{{10, 11}, {10, 11}}, "0.0000000000 1.0000000000"}} {
		r := computed(Table{Columns: []string{"", ""}, Rows: []Row{{Counts: c.table[0][:]}, {Counts: c.table[1][:]}}})
		got := fmt.Sprintf("%.10f %.10f", recomputed(r.Tests, "chi2", Yates).Value, recomputed(r.Tests, "p", Yates).Value)
		if got != c.want {
			t.Errorf("%v: %s, want %s", c.table, got, c.want)
		}
	}
}

// K10: the method of a printed interval is named.
func TestK10(t *testing.T) {
	for _, c := range []struct {
		low, high string
		want      []stats.IntervalMethod
	}{
		{"27.9", "41.4", []stats.IntervalMethod{stats.WilsonCC}},
		{"28.1", "41.1", []stats.IntervalMethod{stats.Wilson}},
		{"27.8", "41.3", []stats.IntervalMethod{stats.ClopperPearson}},
		{"27.8", "40.9", []stats.IntervalMethod{stats.Wald}},
		{"28", "41", []stats.IntervalMethod{stats.Wilson, stats.ClopperPearson, stats.WilsonCC, stats.Wald}},
		{"20.0", "50.0", nil},
	} {
		i := PrintedInterval{decimal(t, c.low), decimal(t, c.high), decimal(t, "95")}
		var got []stats.IntervalMethod
		for _, f := range intervalFits(i, Range{69, 69}, 201) {
			got = append(got, f.Method)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s to %s: %v, want %v", c.low, c.high, got, c.want)
		}
	}
}

// Answers counted from 1 move every score, and its range, by the number of items.
func TestCodingFromOne(t *testing.T) {
	s, err := parse(head + `coding: 1-7
means:
  - {of: ee, mean: 30.84, sd: 10.93}
  - {of: ee, mean: 30.83, sd: 10.93}
  - {of: ee, mean: 3.43, sd: 1.21, per: item}
  - {of: ee, mean: 8.75}
  - {of: dp, mean: 34.75, per: item}
`)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []Verdict{Possible, Impossible, Possible, Impossible, Impossible} {
		if m := Analyze(s).Means[i]; m.MeanVerdict != want || m.Outside() != (i > 2) {
			t.Errorf("%v: %v, outside %v", m.Mean.Mean, m.MeanVerdict, m.Outside())
		}
	}
}

// Figures that cannot all be true: the smallest such set is named.
func TestContradiction(t *testing.T) {
	s, err := parse(head + "proportions:\n  - {of: ee-high, count: 10}\n  - {of: dp-high, count: 5}\n  - {of: any, count: 9}\n  - {of: all, count: 1}\n")
	if err != nil {
		t.Fatal(err)
	}
	c := Analyze(s).Cells[0]
	if len(c.Contradiction) != 2 || *c.Contradiction[0].Of != EEHigh || *c.Contradiction[1].Of != Any {
		t.Errorf("contradiction: %v", c.Contradiction)
	}
}

func TestMeans(t *testing.T) {
	s, err := parse(head + `means:
  - {of: ee, mean: 21.84, sd: 10.93}
  - {of: ee, mean: 21.83, sd: 10.93}
  - {of: ee, mean: 2.43, sd: 1.21, per: item}
  - {label: age, mean: 27.3, sd: 3.1}
  - {label: stress, range: [10, 50], mean: 9.00, in: men}
  - {of: dp, mean: 5.00, sd: 15.00}
  - {of: dp, mean: 5.00, sd: 11.00}
`)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range [][2]Verdict{{Possible, Possible}, {Impossible, Undecided}, {Possible, Possible}, {Undecided, Undecided}, {Impossible, Undecided}, {Possible, Impossible}, {Possible, Possible}} {
		if got := Analyze(s).Means[i]; got.MeanVerdict != want[0] || got.SDVerdict != want[1] {
			t.Errorf("%v: mean %v, SD %v", got.Mean.Mean, got.MeanVerdict, got.SDVerdict)
		}
	}
	if m := Analyze(s).Means[4]; fmt.Sprint(m.Nearest) != "[]" || !m.Sums.Empty() {
		t.Errorf("a mean below the lowest score: sums %v, nearest %v", m.Sums, m.Nearest)
	}
	if m := Analyze(s).Means[5]; math.Abs(m.GreatestSD-11.0716) > 0.0001 || m.LeastSD != 0 {
		t.Errorf("SD from %v to %v", m.LeastSD, m.GreatestSD)
	}
}

// An SD with the divisor n, and SDs beside a mean that is impossible: what no mean
// allows is impossible, the rest is left open.
func TestSDs(t *testing.T) {
	s, err := parse(strings.Replace(head, "men: 10", "two: 2, one: 1", 1) + `means:
  - {label: a, range: [0, 6], mean: 3.00, sd: 3.00, in: two}
  - {label: a, range: [0, 6], mean: 3.00, sd: 4.24, in: two}
  - {label: a, range: [0, 6], mean: 3.00, sd: 1.50, in: two}
  - {label: a, range: [0, 6], mean: 3.20, sd: 4.24, in: two}
  - {label: a, range: [0, 6], mean: 3.20, sd: 4.25, in: two}
  - {label: a, range: [0, 6], mean: 3.20, sd: 0.50, in: two}
  - {label: a, range: [0, 6], mean: 7.00, sd: 9.00, in: two}
  - {of: ee, mean: 21.83, sd: 27.5}
  - {of: ee, mean: 21.83, sd: 27.0}
  - {of: dp, mean: 5.00, sd: 0.00, in: one}
  - {of: dp, mean: 5.00, sd: 1.00, in: one}
`)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []Verdict{DivisorN, Possible, Impossible, Undecided, Impossible, DivisorN, Impossible, Impossible, Undecided, DivisorN, Impossible} {
		if got := Analyze(s).Means[i]; got.SDVerdict != want {
			t.Errorf("%v, SD %v: %v, want %v", got.Mean.Mean, got.SD, got.SDVerdict, want)
		}
	}
}

// An SD beside an impossible mean is undecided for two reasons, which are told apart;
// those at the ends are had by scores without a search.
func TestUndecidedSDs(t *testing.T) {
	s, err := parse(strings.Replace(head, "men: 10", "many: 300", 1) + `means:
  - {of: ee, mean: 0.00001, sd: 27.006, in: many}
  - {of: ee, mean: 0.00001, sd: 27.045, in: many}
  - {of: ee, mean: 0.00001, sd: 11.0, in: many}
`)
	if err != nil {
		t.Fatal(err)
	}
	means := Analyze(s).Means
	for i, givenUp := range []bool{true, false, false} {
		if got := means[i]; got.SDVerdict != Undecided || got.GivenUp != givenUp {
			t.Errorf("SD %v: %v, given up %v", got.SD, got.SDVerdict, got.GivenUp)
		}
	}
}
