package summary

import (
	"encoding/csv"
	"math"
	"os"
	"reflect"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"burnout/mbi"
	"burnout/mbi/yamlfile"
	"burnout/scoring"
	"burnout/scoring/cohort"
	"burnout/scoring/stats"
)

func embeddedTables() []*scoring.Thresholds {
	var all []*scoring.Thresholds
	for _, id := range scoring.TableIDs() {
		t, _ := scoring.Table(id)
		all = append(all, t)
	}
	return all
}

// interns calls add for every row of the synthetic cohort.
func interns(t *testing.T, add func(*mbi.Answers)) {
	t.Helper()
	f, err := os.Open("../../testdata/cohorts/interns.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := cohort.Read([]cohort.Source{{Name: "interns.csv", In: f}}, cohort.Options{}, func(r *cohort.Row) error { add(&r.Answers); return nil }); err != nil {
		t.Fatal(err)
	}
}

// readNorms are the norms that the R script calls "mine".
func readNorms(t *testing.T) *scoring.Norms {
	t.Helper()
	n, err := yamlfile.Parse("mine.yaml", []byte(`id: mine
source: s
subscales:
  emotional_exhaustion:    {mean: 20.5, sd: 11}
  depersonalization:       {mean: 7.25, sd: 5}
  personal_accomplishment: {mean: 35, sd: 10}
`))
	if err != nil {
		t.Fatal(err)
	}
	norms, err := scoring.DecodeNorms(n)
	if err != nil {
		t.Fatal(err)
	}
	return norms
}

func TestCasesAndProfilesEqualR(t *testing.T) {
	cases, people := NewCases(embeddedTables(), scoring.MissingRule{}), NewJoint(scoring.MissingRule{})
	interns(t, func(a *mbi.Answers) { cases.Add(a); people.Add(a) })
	sample, _, ok := people.Norms()
	if !ok {
		t.Fatal("no norms")
	}
	norms := map[string]*scoring.Norms{"sample": sample, "mine": readNorms(t)}

	got := map[[4]string]Share{}
	for _, m := range []stats.IntervalMethod{stats.Wilson, stats.ClopperPearson} {
		intervals := Intervals{m, 0.95}
		for _, c := range cases.Grid(scoring.Definitions(), intervals) {
			got[[4]string{"definition", c.Thresholds.ID, c.Definition.ID, string(m)}] = c.Share
		}
		for id, n := range norms {
			for _, rule := range []scoring.ProfileRule{scoring.Strict, scoring.Total} {
				shares := people.Profiles(n, rule, intervals)
				for p, s := range shares {
					if rule == scoring.Strict || scoring.Profiles[p] != scoring.Unclassified {
						got[[4]string{"profile-" + string(rule), id, scoring.Profiles[p].String(), string(m)}] = s
					}
				}
			}
		}
	}

	f, err := os.Open("../../testdata/reference/definitions.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		var v [7]float64
		for i := range v {
			v[i], _ = strconv.ParseFloat(row[4+i], 64) // the last two of norms are empty
		}
		if row[0] == "norms" {
			compareNorms(t, norms[row[1]], row[2], v)
			continue
		}
		key := [4]string(row[:4])
		s, ok := got[key]
		if !ok {
			t.Errorf("%v is missing", key)
		}
		delete(got, key)
		for i, g := range []float64{float64(s.N), s.Percent.Value, s.Low.Value, s.High.Value, float64(cases.Complete()), float64(s.Bounds.Lowest), float64(s.Bounds.Highest)} {
			if math.Abs(g-v[i]) > 1e-9 {
				t.Errorf("%v %s is %v, R has %v", key, rows[0][4+i], g, v[i])
			}
		}
	}
	if len(got) > 0 {
		t.Errorf("R lacks %v", got)
	}
}

func compareNorms(t *testing.T, n *scoring.Norms, subscale string, v [7]float64) {
	t.Helper()
	for _, s := range mbi.Subscales {
		if s.String() == subscale && (float64(n.Cuts[s]) != v[0] || math.Abs(n.Mean[s]-v[1]) > 1e-12 || math.Abs(n.SD[s]-v[2]) > 1e-12 || math.Abs(n.Boundary(s)-v[3]) > 1e-12) {
			t.Errorf("norms of %s: %+v, R has %v", subscale, n, v)
		}
	}
}

// drawAnswers draws answers of which few are missing, or many.
func drawAnswers(t *rapid.T) mbi.Answers {
	a := mbi.NoAnswers()
	lowest := rapid.IntRange(-1, 0).Draw(t, "lowest")
	base := rapid.IntRange(0, 6).Draw(t, "base")
	for i := range a {
		v := rapid.IntRange(lowest, 1).Draw(t, "answer")
		if v >= 0 {
			v = (base + v) % 7
		}
		a[i] = mbi.Answer(v)
	}
	return a
}

// completions calls f with all levels that completed answers can have: each
// subscale's sum is any from its lowest to its highest.
func completions(a *mbi.Answers, t *scoring.Thresholds, f func(levels [3]scoring.Level)) {
	var possible [3]map[scoring.Level]bool
	for _, s := range mbi.Subscales {
		score := scoring.ScoreOf(a, s)
		possible[s] = map[scoring.Level]bool{}
		for sum := score.Lowest; sum <= score.Highest; sum++ {
			possible[s][t.Level(s, sum)] = true
		}
	}
	for ee := range possible[mbi.EE] {
		for dp := range possible[mbi.DP] {
			for pa := range possible[mbi.PA] {
				f([3]scoring.Level{ee, dp, pa})
			}
		}
	}
}

func drawRule(t *rapid.T) scoring.MissingRule {
	rule, err := scoring.ParseMissingRule(rapid.SampledFrom([]string{"complete", "prorate=1", "prorate=4"}).Draw(t, "rule"))
	if err != nil {
		t.Fatal(err)
	}
	return rule
}

// Every cell of the grid is what counting the respondents one by one gives, its
// bounds by completing their answers, however the rows are dealt to workers.
func TestGridEqualsCountingOneByOne(t *testing.T) {
	tables, definitions := embeddedTables(), scoring.Definitions()
	rapid.Check(t, func(t *rapid.T) {
		rule := drawRule(t)
		parts := []*Cases{NewCases(tables, rule), NewCases(tables, rule)}
		rows := rapid.SliceOfN(rapid.Custom(drawAnswers), 0, 12).Draw(t, "rows")
		for i := range rows {
			parts[rapid.IntRange(0, 1).Draw(t, "worker")].Add(&rows[i])
		}
		parts[0].Merge(parts[1])
		last := int64(0)
		for _, c := range parts[0].Grid(definitions, wilson) {
			want, decided := oneByOne(rows, c, rule)
			if c.N != want.N || c.Bounds != want.Bounds || parts[0].Decided() != decided || c.N < last {
				t.Fatalf("%s, %s: %d of %d, %v, want %d of %d, %v", c.Definition.ID, c.Thresholds.ID, c.N, parts[0].Decided(), c.Bounds, want.N, decided, want.Bounds)
			}
			last = c.N
		}
	})
}

func oneByOne(rows []mbi.Answers, c Case, rule scoring.MissingRule) (want Share, decided int64) {
	for i := range rows {
		if rows[i].Given() == 0 {
			continue
		}
		all, some := true, false
		completions(&rows[i], c.Thresholds, func(l [3]scoring.Level) {
			holds := c.Definition.Rule.Holds(l)
			all, some = all && holds, some || holds
		})
		if all {
			want.Bounds.Lowest++
		}
		if some {
			want.Bounds.Highest++
		}
		var levels [3]scoring.Level
		scored := true
		for _, s := range mbi.Subscales {
			var ok bool
			levels[s], ok = rule.Level(scoring.ScoreOf(&rows[i], s), c.Thresholds)
			scored = scored && ok
		}
		if scored {
			decided++
			if c.Definition.Rule.Holds(levels) {
				want.N++
			}
		}
	}
	return want, decided
}

// Each respondent has one profile, counted alike in one part or two; what is
// certain is at most what is possible, and without proration what is counted lies
// between.
func TestProfilesAddUp(t *testing.T) {
	norms := readNorms(t)
	rapid.Check(t, func(t *rapid.T) {
		rule := drawRule(t)
		whole, parts := NewJoint(rule), []*Joint{NewJoint(rule), NewJoint(rule)}
		for _, a := range rapid.SliceOfN(rapid.Custom(drawAnswers), 0, 12).Draw(t, "rows") {
			whole.Add(&a)
			parts[rapid.IntRange(0, 1).Draw(t, "worker")].Add(&a)
		}
		parts[0].Merge(parts[1])
		if !reflect.DeepEqual(whole, parts[0]) {
			t.Fatal("merged counts differ")
		}
		for _, named := range []scoring.ProfileRule{scoring.Strict, scoring.Total} {
			shares := whole.Profiles(norms, named, wilson)
			checkShares(t, shares[:], whole.Decided())
			if named == scoring.Total && shares[scoring.Unclassified].Bounds.Highest > 0 {
				t.Fatal("the total rule leaves someone without a profile")
			}
		}
	})
}

// A prorated score lies between two sums, and counts as high from the boundary on
// itself: 8 answers of 24 points are a score of 27, 23 points one of 25.9, where
// the boundary is 26.
func TestProratedProfiles(t *testing.T) {
	rule, _ := scoring.ParseMissingRule("prorate=1")
	people := NewJoint(rule)
	for _, points := range []int{23, 24} {
		var a mbi.Answers
		for i, item := range mbi.EE.Items()[:8] {
			a[item-1] = mbi.Answer(2)
			if i < points-16 {
				a[item-1]++
			}
		}
		a[19] = mbi.Missing // item 20
		people.Add(&a)
	}
	shares := people.Profiles(readNorms(t), scoring.Total, wilson)
	if people.Decided() != 2 || shares[scoring.Ineffective].N != 1 || shares[scoring.Overextended].N != 1 {
		t.Errorf("%d decided: %+v", people.Decided(), shares)
	}
}

func TestGridOfNobodyIsUndefined(t *testing.T) {
	c := NewCases(embeddedTables(), scoring.MissingRule{})
	half := mbi.NoAnswers()
	half[0] = 6
	c.Add(&half)
	for _, v := range c.Grid(scoring.Definitions(), wilson) {
		if v.Percent.Defined || v.Low.Defined || v.High.Defined || v.N != 0 || v.Bounds != (Bounds{0, 1}) {
			t.Errorf("%+v", v.Share)
		}
	}
	if _, without, ok := NewJoint(scoring.MissingRule{}).Norms(); ok || without != mbi.EE {
		t.Error("norms of nobody")
	}
}

// The common case of a cohort costs no memory.
func TestAddingACompleteRespondentAllocatesNothing(t *testing.T) {
	c, a := NewCases(embeddedTables(), scoring.MissingRule{}), mbi.Answers{}
	if n := testing.AllocsPerRun(100, func() { c.Add(&a) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkCases(b *testing.B) {
	c, all := NewCases(embeddedTables(), scoring.MissingRule{}), drawn(1<<10)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		c.Add(&all[i%len(all)])
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
