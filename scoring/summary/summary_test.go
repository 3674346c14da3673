package summary

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"

	"burnout/mbi"
	"burnout/scoring"
	"burnout/scoring/cohort"
	"burnout/scoring/stats"
)

var wilson = Intervals{stats.Wilson, 0.95}

// flat writes a summary under the names of the reference file.
func flat(c *Counts) map[string]stats.Number {
	v := map[string]stats.Number{}
	count := func(name string, n int64) { v[name] = stats.Number{Value: float64(n), Defined: true} }
	shares := func(name string, s Share) {
		count(name+".n", s.N)
		v[name+".percent"], v[name+".low"], v[name+".high"] = s.Percent, s.Low, s.High
		count(name+".lowest", s.Bounds.Lowest)
		count(name+".highest", s.Bounds.Highest)
	}
	count("rows", (c.WithoutAnswers() + c.Respondents()))
	count("respondents", c.Respondents())
	count("without_answers", c.WithoutAnswers())
	count("complete", c.Complete())
	for _, s := range mbi.Subscales {
		d, p := c.Subscale(s, wilson), s.String()+"."
		count(p+"n", d.N)
		count(p+"missing", d.Missing)
		count(p+"missing_answers", d.MissingAnswers)
		v[p+"mean"], v[p+"sd"], v[p+"item_mean"] = d.Mean, d.SD, d.ItemMean
		v[p+"q1"], v[p+"median"], v[p+"q3"], v[p+"min"], v[p+"max"] = d.Q1, d.Median, d.Q3, d.Min, d.Max
		v[p+"alpha"] = stats.NumberOf(d.Alpha.Value, d.AlphaDefined)
		v[p+"alpha.low"] = stats.NumberOf(d.Alpha.Interval.Low, d.AlphaDefined)
		v[p+"alpha.high"] = stats.NumberOf(d.Alpha.Interval.High, d.AlphaDefined)
		for _, l := range scoring.Levels {
			shares(p+l.String(), d.Levels[l])
		}
	}
	d := c.Dimensions(wilson)
	count("dimensions.n", d.N)
	count("dimensions.undecided", d.Undecided)
	for i, s := range d.Counts {
		shares(fmt.Sprintf("dimensions.%d", i), s)
	}
	return v
}

func TestCohortEqualsR(t *testing.T) {
	table, _ := scoring.Table("isnar-img")
	c := New(table, scoring.MissingRule{})
	f, err := os.Open("../../testdata/cohorts/interns.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := cohort.Read([]cohort.Source{{Name: "interns.csv", In: f}}, cohort.Options{}, func(r *cohort.Row) error { c.Add(&r.Answers); return nil }); err != nil {
		t.Fatal(err)
	}
	got := flat(c)

	ref, err := os.Open("../../testdata/reference/interns.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer ref.Close()
	rows, err := csv.NewReader(ref).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows)-1 != len(got) {
		t.Errorf("%d values, R has %d", len(got), len(rows)-1)
	}
	for _, row := range rows[1:] {
		want, err := strconv.ParseFloat(row[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		g, ok := got[row[0]]
		if !ok || !g.Defined || math.Abs(g.Value-want) > 1e-11*math.Max(1, math.Abs(want)) {
			t.Errorf("%s is %v, R has %v", row[0], g, want)
		}
	}
}

func TestEmptyCohortIsUndefined(t *testing.T) {
	table, _ := scoring.Table("isnar-img")
	c := New(table, scoring.MissingRule{})
	none := mbi.NoAnswers()
	c.Add(&none)
	if c.Respondents() != 0 || c.WithoutAnswers() != 1 || (c.WithoutAnswers()+c.Respondents()) != 1 {
		t.Errorf("%+v", c)
	}
	d := c.Subscale(mbi.EE, wilson)
	for _, n := range []stats.Number{d.Mean, d.SD, d.ItemMean, d.Median, d.Q1, d.Q3, d.Min, d.Max, d.Levels[0].Percent, d.Levels[0].Low} {
		if n.Defined {
			t.Errorf("defined without respondents: %v", n)
		}
		if b, err := n.MarshalJSON(); string(b) != "null" || err != nil {
			t.Errorf("written as %s", b)
		}
	}
}

// cohortGen draws rows of which some lack answers.
func cohortGen(t *rapid.T) []mbi.Answers {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) mbi.Answers {
		a := mbi.NoAnswers()
		missing := rapid.SampledFrom([]int{0, 0, 3, 8, 22}).Draw(t, "missing of 22")
		for i := range a {
			if rapid.IntRange(1, mbi.Items).Draw(t, "lot") > missing {
				a[i] = mbi.Answer(rapid.IntRange(0, int(mbi.MaxAnswer)).Draw(t, "answer"))
			}
		}
		return a
	}), 0, 40).Draw(t, "rows")
}

func ruleGen(t *rapid.T) scoring.MissingRule {
	rule, err := scoring.ParseMissingRule(rapid.SampledFrom([]string{"complete", "prorate=1", "prorate=2", "prorate=4"}).Draw(t, "rule"))
	if err != nil {
		t.Fatal(err)
	}
	return rule
}

// In whatever parts rows are counted, the merged counts are the same.
func TestMergeIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table, _ := scoring.Table(scoring.DefaultTable)
		rule := ruleGen(t)
		whole, parts := New(table, rule), []*Counts{New(table, rule), New(table, rule), New(table, rule)}
		for _, a := range cohortGen(t) {
			whole.Add(&a)
			parts[rapid.IntRange(0, 2).Draw(t, "part")].Add(&a)
		}
		merged := New(table, rule)
		for _, i := range rapid.Permutation([]int{0, 1, 2}).Draw(t, "order") {
			merged.Merge(parts[i])
		}
		if !reflect.DeepEqual(merged, whole) {
			t.Fatalf("%+v\nis not\n%+v", merged, whole)
		}
		if got, want := merged.Correlations(0.95), whole.Correlations(0.95); got != want {
			t.Fatalf("%+v is not %+v", got, want)
		}
	})
}

// What is computed from counts is what the scores themselves give.
func TestCountsGiveTheStatisticsOfTheScores(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table, _ := scoring.Table(scoring.DefaultTable)
		rule := ruleGen(t)
		c := New(table, rule)
		var scores [3][]float64
		var levels [3][3]int64
		var x, y []float64 // EE and PA of those scored on both
		for _, a := range cohortGen(t) {
			c.Add(&a)
			var own [3]float64
			var has [3]bool
			for i, s := range scoring.Scores(&a) {
				n, d, ok := rule.Score(s)
				if !ok {
					continue
				}
				own[i], has[i] = float64(n)/float64(d), true
				scores[i] = append(scores[i], own[i])
				l, _ := rule.Level(s, table)
				levels[i][l]++
			}
			if has[mbi.EE] && has[mbi.PA] {
				x, y = append(x, own[mbi.EE]), append(y, own[mbi.PA])
			}
		}
		near := func(what string, got stats.Number, want float64) {
			if !got.Defined || math.Abs(got.Value-want) > 1e-9*math.Max(1, math.Abs(want)) {
				t.Fatalf("%v: %s is %v, want %v", rule, what, got, want)
			}
		}
		for _, s := range mbi.Subscales {
			v, d := scores[s], c.Subscale(s, wilson)
			if d.N != int64(len(v)) {
				t.Fatalf("%v: n is %d, want %d", s, d.N, len(v))
			}
			for l, n := range levels[s] {
				if d.Levels[l].N != n {
					t.Fatalf("%v: level %d has %d, want %d", s, l, d.Levels[l].N, n)
				}
			}
			if len(v) < 2 {
				continue
			}
			slices.Sort(v)
			near("mean", d.Mean, stat.Mean(v, nil))
			near("SD", d.SD, stat.StdDev(v, nil))
			near("min", d.Min, v[0])
			near("max", d.Max, v[len(v)-1])
			at := 0.75 * float64(len(v)-1)
			low := int(at)
			near("Q3", d.Q3, v[low]+(at-float64(low))*(v[min(low+1, len(v)-1)]-v[low]))
		}
		r := c.Correlations(0.95)[1]
		if r.N != int64(len(x)) {
			t.Fatalf("pairs %d, want %d", r.N, len(x))
		}
		if r.Defined {
			near("r", stats.NumberOf(r.Pearson.R, true), stat.Correlation(x, y, nil))
		}
	})
}

// The parts of each whole add up, and each count lies within its bounds.
func TestPartsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table, _ := scoring.Table(rapid.SampledFrom(scoring.TableIDs()).Draw(t, "table"))
		c := New(table, scoring.MissingRule{})
		rows := rapid.IntRange(0, 30).Draw(t, "rows")
		for range rows {
			a := mbi.NoAnswers()
			lowest := rapid.IntRange(-1, 0).Draw(t, "lowest")
			for i := range a {
				a[i] = mbi.Answer(rapid.IntRange(lowest, int(mbi.MaxAnswer)).Draw(t, "answer"))
			}
			c.Add(&a)
		}
		if (c.WithoutAnswers() + c.Respondents()) != int64(rows) {
			t.Fatalf("%d rows", (c.WithoutAnswers() + c.Respondents()))
		}
		for _, s := range mbi.Subscales {
			d := c.Subscale(s, wilson)
			if d.N+d.Missing != c.Respondents() {
				t.Fatalf("%v: %d scored, %d missing of %d", s, d.N, d.Missing, c.Respondents())
			}
			checkShares(t, d.Levels[:], d.N)
		}
		d := c.Dimensions(wilson)
		if d.N+d.Undecided != c.Respondents() {
			t.Fatalf("%d known, %d undecided of %d", d.N, d.Undecided, c.Respondents())
		}
		checkShares(t, d.Counts[:], d.N)
	})
}

func checkShares(t *rapid.T, shares []Share, n int64) {
	var sum int64
	for _, s := range shares {
		sum += s.N
		if s.N > s.Bounds.Highest || s.Bounds.Lowest > s.Bounds.Highest {
			t.Fatalf("%d outside %+v", s.N, s.Bounds)
		}
	}
	if sum != n {
		t.Fatalf("parts add up to %d of %d", sum, n)
	}
}
