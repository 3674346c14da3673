package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestIntervalsEqualR(t *testing.T) {
	for _, name := range IntervalMethods() {
		t.Run(name, func(t *testing.T) {
			m, err := ParseIntervalMethod(name)
			if err != nil {
				t.Fatal(err)
			}
			args, want := reference(t, name)
			for i, a := range args {
				got, ok := m.Interval(int64(a[0]), int64(a[1]), a[2])
				expect(t, "low", got.Low, ok, want[i][0], 1e-9)
				expect(t, "high", got.High, ok, want[i][1], 1e-9)
			}
			if _, ok := m.Interval(0, 0, 0.95); ok {
				t.Error("0 of 0 has an interval")
			}
		})
	}
}

// Intervals in percent, as papers print them; DOMAIN.md calls them K1 and K10.
func TestPrintedIntervals(t *testing.T) {
	for _, c := range []struct {
		m         IntervalMethod
		k, n      int64
		low, high float64
		decimals  int
	}{
		{Wilson, 56, 214, 20.74, 32.44, 2},
		{ClopperPearson, 56, 214, 20.41, 32.60, 2},
		{WilsonCC, 69, 201, 27.9, 41.4, 1},
		{Wilson, 69, 201, 28.1, 41.1, 1},
		{ClopperPearson, 69, 201, 27.8, 41.3, 1},
		{Wald, 69, 201, 27.8, 40.9, 1},
	} {
		got, _ := c.m.Interval(c.k, c.n, 0.95)
		scale := math.Pow10(c.decimals)
		round := func(p float64) float64 { return math.Round(100*p*scale) / scale }
		if round(got.Low) != c.low || round(got.High) != c.high {
			t.Errorf("%s of %d/%d: %v, want %v to %v", c.m, c.k, c.n, got, c.low, c.high)
		}
	}
}

// An interval holds its estimate, stays within [0, 1] and mirrors that of the
// other n-k, at any n and confidence.
func TestIntervalHoldsTheProportion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := IntervalMethod(rapid.SampledFrom(IntervalMethods()).Draw(t, "method"))
		n := rapid.Int64Range(1, 1_000_000).Draw(t, "n")
		k := rapid.Int64Range(0, n).Draw(t, "k")
		confidence := rapid.Float64Range(0.001, 0.9999999).Draw(t, "confidence")
		i, ok := m.Interval(k, n, confidence)
		p := float64(k) / float64(n)
		if !ok || !(0 <= i.Low && i.Low <= p && p <= i.High && i.High <= 1) {
			t.Fatalf("%s of %d/%d: %v", m, k, n, i)
		}
		other, _ := m.Interval(n-k, n, confidence)
		if math.Abs(other.Low-(1-i.High)) > 1e-12 || math.Abs(other.High-(1-i.Low)) > 1e-12 {
			t.Fatalf("%s of %d/%d: %v and %v", m, k, n, i, other)
		}
	})
}

func TestUnknownIntervalMethod(t *testing.T) {
	if _, err := ParseIntervalMethod("Wilson"); err == nil {
		t.Error("an unknown method was read")
	}
	if _, ok := IntervalMethod("").Interval(1, 2, 0.95); ok {
		t.Error("no method gave an interval")
	}
}
