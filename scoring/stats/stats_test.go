package stats

import (
	"math"
	"testing"
)

// near is how far a value may lie from R's: the quantile functions of the two
// implementations agree to about 1e-13.
const near = 1e-11

func close(a, b float64) bool { return math.Abs(a-b) <= near*max(1, math.Abs(b)) }

func TestDescriptionEqualsR(t *testing.T) {
	args, want := reference(t, "describe")
	for i, a := range args {
		h := make(Histogram, 55)
		for _, v := range a {
			h[int(v)]++
		}
		mean, _ := h.Moments().Mean()
		sd, _ := h.Moments().SD()
		q1, _ := h.Quantile(0.25)
		q2, _ := h.Quantile(0.5)
		q3, _ := h.Quantile(0.75)
		lo, hi, _ := h.Range()
		for j, got := range []float64{mean, sd, q1, q2, q3, float64(lo), float64(hi)} {
			if !close(got, want[i][j]) {
				t.Errorf("%v: value %d is %v, want %v", a, j, got, want[i][j])
			}
		}
	}
}

func TestMeanIntervalEqualsR(t *testing.T) {
	args, want := reference(t, "mean")
	for i, a := range args {
		var m Moments
		for _, v := range a[1:] {
			m.Add(int64(v))
		}
		got, why := m.Sample().MeanInterval(a[0])
		if why != Defined || !close(got.Low, want[i][0]) || !close(got.High, want[i][1]) {
			t.Errorf("%v: %v, %q, want %v", a, got, why, want[i])
		}
	}
	for _, m := range []Moments{{}, {1, 3, 9}, {2, 6, 18}} {
		if got, why := m.Sample().MeanInterval(0.95); why == Defined {
			t.Errorf("%v has the interval %v", m, got)
		}
	}
}

func TestSkewnessEqualsR(t *testing.T) {
	args, want := reference(t, "skewness")
	for i, a := range args {
		h := make(Histogram, 55)
		for _, v := range a {
			h[int(v)]++
		}
		got, ok := h.Skewness()
		expect(t, "skewness", got, ok, want[i][0], 1e-9)
	}
}

func TestUndefined(t *testing.T) {
	var h Histogram
	if _, ok := h.Quantile(0.5); ok {
		t.Error("nothing has a median")
	}
	if _, _, ok := h.Range(); ok {
		t.Error("nothing has a range")
	}
	if _, ok := h.Moments().Mean(); ok {
		t.Error("nothing has a mean")
	}
	one := Moments{1, 3, 9}
	if _, ok := one.SD(); ok {
		t.Error("one value has an SD")
	}
	for _, h := range []Histogram{{}, {1, 1}, {0, 3}} {
		if _, ok := h.Skewness(); ok {
			t.Errorf("%v has a skewness", h)
		}
	}
	if _, ok := Cronbach([]Moments{one, one}, Moments{1, 6, 36}, 0.95); ok {
		t.Error("one respondent has an alpha")
	}
	same := Moments{2, 6, 18}
	if _, ok := Cronbach([]Moments{same, same}, Moments{2, 12, 72}, 0.95); ok {
		t.Error("equal sums have an alpha")
	}
	if _, ok := Cronbach([]Moments{{2, 3, 5}}, Moments{2, 3, 5}, 0.95); ok {
		t.Error("one item has an alpha")
	}
}

// A variance of large numbers loses nothing: squares in floating point would.
func TestSDIsExactForLargeCohorts(t *testing.T) {
	m := Moments{N: 40_000_000, Sum: 40_000_000 * 54, Squares: 40_000_000 * 54 * 54}
	if sd, ok := m.SD(); sd != 0 || !ok {
		t.Errorf("equal values have SD %v", sd)
	}
	m.Squares += 2916
	if sd, _ := m.SD(); sd <= 0 {
		t.Error("a difference was lost")
	}
}
