package stats

import (
	"encoding/csv"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// equal is how far a value may lie from R's, relatively: the two
// implementations of the distributions agree to some 1e-10.
const equal = 1e-9

// comparisons holds the values that R has, and what they are computed from.
type comparisons struct {
	t       *testing.T
	lines   map[string][]line
	cohorts map[string][]Histogram
	tables  map[string][][]int64
	waves   map[string]Changes
}

// of returns R's values of one statistic.
func (c comparisons) of(statistic string) []line {
	if len(c.lines[statistic]) == 0 {
		c.t.Fatalf("no reference values for %s", statistic)
	}
	return c.lines[statistic]
}

// line is a statistic of R's: its arguments, and its values, NaN where undefined.
type line struct {
	args string
	want []float64
}

// name is the first word of the arguments, arg the number after it.
func (l line) name() string { return strings.Fields(l.args)[0] }
func (l line) arg() float64 { return parse(strings.Fields(l.args)[1])[0] }

func parse(s string) (v []float64) {
	for _, w := range strings.Fields(s) {
		x := math.NaN()
		if w != "NA" {
			var err error
			if x, err = strconv.ParseFloat(w, 64); err != nil {
				panic(err)
			}
		}
		v = append(v, x)
	}
	return v
}

func integers(s string) (v []int64) {
	for _, x := range parse(s) {
		v = append(v, int64(x))
	}
	return v
}

// groupsReference reads R's values of the comparisons.
func groupsReference(t *testing.T) comparisons {
	t.Helper()
	f, err := os.Open("../../testdata/reference/groups.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	r := comparisons{t, map[string][]line{}, map[string][]Histogram{}, map[string][][]int64{}, map[string]Changes{}}
	for _, row := range rows[1:] {
		name := row[1]
		switch row[0] {
		case "groups":
			for _, g := range strings.Split(row[2], "|") {
				r.cohorts[name] = append(r.cohorts[name], histogram(g))
			}
		case "table":
			for _, cells := range strings.Split(row[2], "|") {
				r.tables[name] = append(r.tables[name], integers(cells))
			}
		case "changes":
			var c Changes
			eachCount(row[2], func(d, n int64) {
				for range n {
					c.Add(int(d))
				}
			})
			r.waves[name] = c
		default:
			r.lines[row[0]] = append(r.lines[row[0]], line{name, parse(row[2])})
		}
	}
	return r
}

// eachCount reads "value:count value:count".
func eachCount(s string, f func(value, n int64)) {
	for _, w := range strings.Fields(s) {
		v, n, _ := strings.Cut(w, ":")
		f(integers(v)[0], integers(n)[0])
	}
}

func histogram(s string) (h Histogram) {
	eachCount(s, func(v, n int64) {
		for int64(len(h)) <= v {
			h = append(h, 0)
		}
		h[v] = n
	})
	return h
}

// check compares values with R's. A value that R has as undefined must have a
// reason, and no other.
func check(t *testing.T, what string, l line, why Reason, got ...float64) {
	t.Helper()
	if len(got) != len(l.want) {
		t.Fatalf("%s %s: %d values, R has %d", what, l.args, len(got), len(l.want))
	}
	for i, want := range l.want {
		if defined := why == Defined; defined == math.IsNaN(want) {
			t.Errorf("%s %s: reason %q, R has %v", what, l.args, why, want)
			return
		}
		// A p of 1e-15 must agree as far as any other.
		if !math.IsNaN(want) && !(math.Abs(got[i]-want) <= equal*math.Abs(want)+1e-300) {
			t.Errorf("%s %s: value %d is %.17g, want %.17g", what, l.args, i, got[i], want)
		}
	}
}

func samples(groups []Histogram) (s []Sample) {
	for _, g := range groups {
		s = append(s, g.Moments().Sample())
	}
	return s
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func tValues(x TTest) []float64 {
	return []float64{x.T, x.DF, x.P, x.Difference, x.Interval.Low, x.Interval.High}
}

func effectValues(e Effect) []float64 {
	return []float64{e.Value, e.SE, e.Interval.Low, e.Interval.High}
}

func TestGroupsEqualR(t *testing.T) {
	r := groupsReference(t)
	if len(r.cohorts) < 20 {
		t.Fatalf("%d cohorts", len(r.cohorts))
	}
	two := func(statistic string, f func(a, b Histogram, confidence float64) ([]float64, Reason)) {
		for _, l := range r.of(statistic) {
			g := r.cohorts[l.name()]
			got, why := f(g[0], g[1], l.arg())
			check(t, statistic, l, why, got...)
		}
	}
	two("welch", func(a, b Histogram, c float64) ([]float64, Reason) {
		x, why := Welch(a.Moments().Sample(), b.Moments().Sample(), c)
		return tValues(x), why
	})
	two("student", func(a, b Histogram, c float64) ([]float64, Reason) {
		x, why := Student(a.Moments().Sample(), b.Moments().Sample(), c)
		return tValues(x), why
	})
	two("hedges", func(a, b Histogram, c float64) ([]float64, Reason) {
		x, why := HedgesG(a.Moments().Sample(), b.Moments().Sample(), c)
		return effectValues(x), why
	})
	two("cliff", func(a, b Histogram, c float64) ([]float64, Reason) {
		x, why := CliffDelta(a, b, c)
		return effectValues(x), why
	})
	for _, l := range r.of("cohen") {
		s := samples(r.cohorts[l.args])
		pooled, why := CohenPooled(s[0], s[1])
		check(t, "pooled d", line{l.args, l.want[:1]}, why, pooled)
		average, why := CohenAverage(s[0], s[1])
		check(t, "average d", line{l.args, l.want[1:]}, why, average)
	}
	for _, l := range r.of("mann-whitney") {
		g := r.cohorts[l.args]
		x, why := MannWhitney(g[0], g[1])
		check(t, "Mann-Whitney", l, why, x.Statistic, x.P, truth(x.Exact))
	}
	for _, l := range r.of("welch-anova") {
		x, why := WelchANOVA(samples(r.cohorts[l.args]))
		check(t, "Welch ANOVA", l, why, x.F, x.DF1, x.DF2, x.P)
	}
	for _, l := range r.of("anova") {
		x, why := ANOVA(samples(r.cohorts[l.args]))
		check(t, "ANOVA", l, why, x.F, x.DF1, x.DF2, x.P, x.OmegaSquared)
	}
	for _, l := range r.of("kruskal") {
		x, why := KruskalWallis(r.cohorts[l.args])
		check(t, "Kruskal-Wallis", l, why, x.H, float64(x.DF), x.P, x.EpsilonSquared)
	}
	for _, l := range r.of("jonckheere") {
		x, why := Jonckheere(r.cohorts[l.args])
		check(t, "Jonckheere", l, why, x.Statistic, x.P, truth(x.Exact))
	}
	for _, l := range r.of("dunn") {
		pairs, why := Dunn(r.cohorts[l.args])
		if why != Defined {
			check(t, "Dunn", l, why, 0)
			continue
		}
		var got []float64
		for _, p := range pairs {
			got = append(got, p.Z, p.P)
		}
		check(t, "Dunn", l, why, got...)
	}
	for _, l := range r.of("games-howell") {
		pairs, why := GamesHowell(samples(r.cohorts[l.args]), 0.95)
		if why != Defined || len(pairs)*6 != len(l.want) {
			t.Fatalf("%s: %d pairs, %s", l.args, len(pairs), why)
		}
		for i, p := range pairs {
			check(t, "Games-Howell", line{l.args, l.want[6*i : 6*i+6]}, p.Undefined, p.Difference, p.Q, p.DF, p.P, p.Interval.Low, p.Interval.High)
		}
	}
}

func TestTailsEqualR(t *testing.T) {
	r := groupsReference(t)
	for statistic, f := range map[string]func(a []float64) float64{
		"t-tail":     func(a []float64) float64 { return tTwoSided(a[0], a[1]) },
		"f-tail":     func(a []float64) float64 { return fTail(a[0], a[1], a[2]) },
		"chi-tail":   func(a []float64) float64 { return chiSquareTail(a[0], a[1]) },
		"t-quantile": func(a []float64) float64 { return tQuantile(a[0], a[1]) },
	} {
		for _, l := range r.of(statistic) {
			check(t, statistic, l, Defined, f(parse(l.args)))
		}
	}
}

// R's own ptukey is the less exact the fewer the degrees of freedom and the
// groups, and has no relative accuracy in the tail. 4e-5 is its largest
// difference here, for 2.5 degrees of freedom.
func TestStudentizedRange(t *testing.T) {
	r := groupsReference(t)
	for _, l := range r.of("tukey") {
		a := parse(l.args)
		got := studentizedRangeTail(a[0], int(a[1]), a[2])
		check(t, "studentized range", line{l.args, l.want[:1]}, Defined, got)
		if d := math.Abs(got - l.want[1]); d > 4e-5 || a[2] > 5 && d > 1e-7 {
			t.Errorf("%s: ptukey differs by %g", l.args, d)
		}
		if a[1] == 2 { // |t| times √2
			check(t, "studentized range of two", line{l.args, []float64{tTwoSided(a[0]/math.Sqrt2, a[2])}}, Defined, got)
		}
		if got < 0.9999 { // beyond, 1 - p has lost the digits of q
			check(t, "quantile", line{l.args, a[:1]}, Defined, studentizedRangeQuantile(got, int(a[1]), a[2]))
		}
	}
}

func TestPrintedStatisticsEqualR(t *testing.T) {
	r := groupsReference(t)
	for _, l := range r.of("printed") {
		v := parse(l.args)
		a, b := Sample{int64(v[0]), v[1], v[2]}, Sample{int64(v[3]), v[4], v[5]}
		welch, _ := Welch(a, b, 0.95)
		student, _ := Student(a, b, 0.95)
		g, _ := HedgesG(a, b, 0.95)
		pooled, _ := CohenPooled(a, b)
		average, why := CohenAverage(a, b)
		check(t, "printed", l, why, slices.Concat(tValues(welch), tValues(student), effectValues(g), []float64{pooled, average})...)
	}
	for _, l := range r.of("hedges-j") {
		check(t, "J", l, Defined, hedgesJ(parse(l.args)[0]))
	}
}

func TestTablesEqualR(t *testing.T) {
	r := groupsReference(t)
	for _, l := range r.of("chisq") {
		x, why := ChiSquare(r.tables[l.args])
		least := math.Inf(1)
		for _, row := range x.Expected {
			least = min(least, slices.Min(row))
		}
		check(t, "χ²", l, why, x.ChiSquare, float64(x.DF), x.P, x.V, float64(x.Below5), least)
	}
	fourfold := func(v []int64) [2][2]int64 { return [2][2]int64{{v[0], v[1]}, {v[2], v[3]}} }
	for _, l := range r.of("fisher") {
		p, why := FisherExact(fourfold(slices.Concat(r.tables[l.args]...)))
		check(t, "Fisher", l, why, p)
	}
	const replicates = 10_000
	for _, l := range r.of("simulated") {
		x, why := ChiSquareMonteCarlo(r.tables[l.args], replicates, 1)
		p := l.want[0] // of a million tables
		if se := math.Sqrt(p * (1 - p) * (1.0/replicates + 1e-6)); why != Defined || math.Abs(x.P-p) > 3*se {
			t.Errorf("Monte Carlo %s: %v, R has %v, standard error %v", l.args, x.P, p, se)
		}
	}
	for statistic, f := range map[string]func([2][2]int64, float64) (Estimate, Reason){
		"difference": RiskDifference, "risk-ratio": RiskRatio, "odds-ratio": OddsRatio,
	} {
		for _, l := range r.of(statistic) {
			a := parse(l.args)
			x, why := f(fourfold(integers(l.args)), a[4])
			check(t, statistic, l, why, x.Value, x.Interval.Low, x.Interval.High)
		}
	}
	for _, l := range r.of("trend") {
		part := strings.Split(l.args, "|")
		x, why := CochranArmitage(integers(part[0]), integers(part[1]), parse(part[2]))
		check(t, "trend", l, why, x.Z, x.P)
	}
	for _, l := range r.of("mcnemar") {
		x, why := McNemar(fourfold(integers(l.args)))
		check(t, "McNemar", l, why, x.Exact, x.ChiSquare, x.P, x.Corrected, x.CorrectedP)
	}
	for _, l := range r.of("holm") {
		check(t, "Holm", l, Defined, Holm(parse(l.args))...)
	}
}

func TestTwoWavesEqualR(t *testing.T) {
	r := groupsReference(t)
	for _, l := range r.of("paired-t") {
		x, why := PairedT(r.waves[l.name()], l.arg())
		check(t, "paired t", l, why, tValues(x)...)
	}
	for _, l := range r.of("dz") {
		d, why := CohenDz(r.waves[l.args])
		check(t, "d_z", l, why, d)
	}
	for _, l := range r.of("signed-rank") {
		x, why := SignedRank(r.waves[l.args])
		check(t, "signed rank", l, why, x.Statistic, x.P, truth(x.Exact))
	}
	for _, l := range r.of("beyond") {
		fell, rose := r.waves[l.name()].Beyond(l.arg())
		check(t, "beyond", l, Defined, float64(fell), float64(rose))
	}
}
