package published

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"burnout/mbi"
	"burnout/scoring/stats"
)

func near(t *testing.T, what string, got stats.Number, want float64) {
	t.Helper()
	if !got.Defined || math.Abs(got.Value-want) > 1e-10*math.Max(1, math.Abs(want)) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// Newcombe's interval from R's prop.test(correct=FALSE) of each proportion, Welch's
// by R's t.test of numbers with the printed mean and SD.
func TestBesideEqualsR(t *testing.T) {
	c := &Cohort{}
	c.Parts[EEHigh], c.Parts[All] = Part{39, 145}, Part{13, 127}
	c.Scores[mbi.EE] = stats.Sample{N: 372, Mean: 21.841397849462364, SD: 10.930513495004242}
	b := analyzed(t, "rouen-2021").Beside(c, 0.95)
	for i, want := range map[int][][3]float64{
		0: {{0.72832742507251136, -8.3422079949221715, 10.18810287219199}},
		5: {{4.628743836926926, -1.0957790373687075, 11.539192843854213}, {4.1614541173007575, -1.6344774015680221, 11.113852060553736}},
	} {
		got := b.Proportions[i].Differences
		if len(got) != len(want) {
			t.Fatalf("%v: %v", b.Proportions[i].Of, got)
		}
		for j, w := range want {
			near(t, "difference", stats.NumberOf(100*got[j].Value, true), w[0])
			near(t, "low", stats.NumberOf(100*got[j].Interval.Low, true), w[1])
			near(t, "high", stats.NumberOf(100*got[j].Interval.High, true), w[2])
		}
	}
	s, err := parse("id: s\ntitle: t\nsource: p\ncoding: 1-7\nsamples: {all: 194}\nmeans:\n  - {of: ee, mean: 34.96, sd: 11.35}\n  - {of: ee, mean: 3.88, sd: 1.26, per: item}\n")
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range [][3]float64{{-4.1186021505376367, -6.0702505973262477, -2.1669537039490261}, {-0.45317801672640368, -0.66989855664018705, -0.23645747681262036}} {
		got := Analyze(s).Beside(c, 0.95).Means[i]
		near(t, "difference", got.Difference, want[0])
		near(t, "low", got.Low, want[1])
		near(t, "high", got.High, want[2])
	}
}

// What cannot be compared has no difference; what no cohort gives is named once.
func TestBesideLeavesOpen(t *testing.T) {
	s, err := parse(head + `proportions:
  - {of: ee-high, count: 40}
  - {of: dp-high, count: 4}
  - {label: burnout, count: 5}
totals:
  - {label: levels, parts: [{label: low, count: 20}, {label: high, count: 12}]}
means:
  - {of: ee, mean: 21.83, sd: 10.93}
  - {of: dp, mean: 5.00}
  - {of: dp, mean: 5.00, sd: 15.00}
  - {of: dp, mean: 5.00, sd: 3.00}
  - {label: age, mean: 27.3}
`)
	if err != nil {
		t.Fatal(err)
	}
	c := &Cohort{}
	c.Parts[EEHigh] = Part{1, 2}
	c.Scores[mbi.EE], c.Scores[mbi.DP] = stats.Sample{N: 9, Mean: 20, SD: 5}, stats.Sample{N: 1, Mean: 7}
	b := Analyze(s).Beside(c, 0.95)
	for _, p := range b.Proportions { // 40 of 32, and nobody judged
		if len(p.Differences) > 0 {
			t.Errorf("%v: %v", p.Of, p.Differences)
		}
	}
	for i, m := range b.Means {
		if m.Difference.Defined != (i > 0) || m.Low.Defined || m.High.Defined {
			t.Errorf("mean %d: %v, %v to %v", i, m.Difference, m.Low, m.High)
		}
	}
	if len(b.Others) != 3 || b.Others[0] != "burnout" || b.Others[1] != "levels" || b.Others[2] != "age" {
		t.Errorf("others: %q", b.Others)
	}
	if d := Analyze(s).Beside(&Cohort{}, 0.95).Means[3]; d.Difference.Defined {
		t.Errorf("a difference from nobody: %v", d.Difference)
	}
}

// More persons in the study make the difference and both ends of its interval
// lower, so that those of a range of counts lie between those of its ends.
func TestDifferenceFallsWithTheCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(1, 300).Draw(t, "n")
		k := rapid.Int64Range(0, n-1).Draw(t, "k")
		size := rapid.Int64Range(1, 300).Draw(t, "size")
		own := rapid.Int64Range(0, size).Draw(t, "own")
		at := func(k int64) stats.Estimate {
			d, _ := stats.RiskDifference([2][2]int64{{own, size - own}, {k, n - k}}, 0.95)
			return d
		}
		a, b := at(k), at(k+1)
		if b.Value >= a.Value || b.Interval.Low > a.Interval.Low+1e-12 || b.Interval.High > a.Interval.High+1e-12 {
			t.Fatalf("%d of %d, then %d: %v, %v", own, size, k, a, b)
		}
	})
}
