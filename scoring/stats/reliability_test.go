package stats

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// counted counts the answers of respondents to k items.
func counted(k int, respondents [][]int64) *CoMoments {
	m := NewCoMoments(k)
	for _, answers := range respondents {
		m.Add(answers)
	}
	return m
}

func TestReliabilityEqualsR(t *testing.T) {
	for _, e := range cohorts(t, "alpha") {
		t.Run(e.cohort, func(t *testing.T) {
			k := len(e.values["mean"])
			m := counted(k, e.answers(t))
			at := func(name string, i int) func(float64, bool) {
				return func(got float64, ok bool) {
					t.Helper()
					expect(t, name, got, ok, e.values[name][i], 1e-9)
				}
			}
			for i := range k {
				at("mean", i)(m.Item(i).Mean())
				at("sd", i)(m.Item(i).SD())
				at("rest", i)(m.ItemRest(i))
				at("dropped", i)(m.AlphaWithout(i))
				for j := range k {
					at("covariance", i*k+j)(m.Covariance(i, j))
					at("correlation", i*k+j)(m.Correlation(i, j))
				}
			}
			a, ok := m.Alpha(0.95)
			at("alpha", 0)(a.Value, ok)
			at("alpha", 1)(a.Interval.Low, ok)
			at("alpha", 2)(a.Interval.High, ok)
			at("mean_correlation", 0)(m.MeanCorrelation())
			at("standard_alpha", 0)(m.StandardAlpha())
			at("error", 0)(m.MeasurementError())
		})
	}
}

func TestCronbachEqualsR(t *testing.T) {
	args, want := reference(t, "alpha")
	for i, a := range args {
		k, answers := int(a[0]), a[1:]
		items := make([]Moments, k)
		var sums Moments
		for r := 0; r < len(answers); r += k {
			var sum int64
			for j := range k {
				items[j].Add(int64(answers[r+j]))
				sum += int64(answers[r+j])
			}
			sums.Add(sum)
		}
		got, ok := Cronbach(items, sums, 0.95)
		for j, v := range []float64{got.Value, got.Interval.Low, got.Interval.High} {
			if !ok || !close(v, want[i][j]) {
				t.Errorf("%d items: value %d is %v, want %v", k, j, v, want[i][j])
			}
		}
		if got.N != int64(len(answers)/k) {
			t.Errorf("n = %d", got.N)
		}
	}
}

func TestNegativeItems(t *testing.T) {
	want := map[string][]int{"clean": nil, "keyed": {1}, "same": nil, "opposed": {0, 1}, "orthogonal": nil, "one": nil}
	for _, e := range cohorts(t, "alpha") {
		if items, named := want[e.cohort]; named {
			if got := counted(len(e.values["mean"]), e.answers(t)).Negative(); !slices.Equal(got, items) {
				t.Errorf("%s: %v, want %v", e.cohort, got, items)
			}
		}
	}
}

// Counts of parts merge to those of the whole, and no statistic is ever NaN.
func TestCoMomentsMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(1, 9).Draw(t, "items")
		rows := rapid.SliceOfN(rapid.SliceOfN(rapid.Int64Range(0, 6), k, k), 0, 12).Draw(t, "answers")
		cut := rapid.IntRange(0, len(rows)).Draw(t, "cut")
		whole, part := counted(k, rows), counted(k, rows[:cut])
		part.Merge(counted(k, rows[cut:]))
		if d := cmp.Diff(whole, part); d != "" {
			t.Fatal(d)
		}
		finite := func(name string) func(float64, bool) {
			return func(v float64, ok bool) {
				if math.IsNaN(v) || math.IsInf(v, 0) || !ok && v != 0 {
					t.Fatalf("%s is %v, %v", name, v, ok)
				}
			}
		}
		for i := range k {
			finite("rest")(whole.ItemRest(i))
			finite("dropped")(whole.AlphaWithout(i))
			finite("covariance")(whole.Covariance(i, 0))
			finite("correlation")(whole.Correlation(i, 0))
		}
		a, ok := whole.Alpha(0.95)
		finite("alpha")(a.Value, ok)
		finite("low")(a.Interval.Low, ok)
		finite("high")(a.Interval.High, ok)
		finite("mean correlation")(whole.MeanCorrelation())
		finite("standard alpha")(whole.StandardAlpha())
		finite("error")(whole.MeasurementError())
		o, why := whole.Omega()
		finite("omega")(o.Value, why == "")
		if why == "" && (o.Value < 0 || o.Value > 1) {
			t.Fatalf("omega is %v", o.Value)
		}
	})
}
