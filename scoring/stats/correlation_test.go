package stats

import (
	"maps"
	"math"
	"testing"

	"pgregory.net/rapid"
)

type correlate = func(Joint, float64) (Correlation, bool)

func pearson(j Joint, confidence float64) (Correlation, bool) { return Pearson(j, nil, confidence) }

var correlations = map[string]correlate{"pearson": pearson, "spearman": Spearman}

func TestCorrelationsEqualR(t *testing.T) {
	for _, e := range cohorts(t, "pearson") {
		t.Run(e.cohort, func(t *testing.T) {
			j := e.pairs(t)
			for name, of := range correlations {
				c, ok := of(j, 0.95)
				want := e.values[name]
				expect(t, name, c.R, ok, want[0], 1e-9)
				expect(t, name+" low", c.Low.Value, c.Low.Defined, want[2], 1e-9)
				expect(t, name+" high", c.High.Value, c.High.Defined, want[3], 1e-9)
				// A p value is compared relatively, however small.
				if ok && !(math.Abs(c.P-want[1]) <= 1e-9*want[1]) {
					t.Errorf("%s: p is %v, want %v", name, c.P, want[1])
				}
			}
		})
	}
}

// A correlation is the same whichever variable comes first, and whatever the order
// and the parts in which the pairs were counted.
func TestCorrelationHasNoOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		xs := rapid.SliceOfN(rapid.IntRange(0, 54), 3, 60).Draw(t, "x")
		there, back, parts := Joint{}, Joint{}, [2]Joint{{}, {}}
		for i, x := range xs {
			y := rapid.IntRange(0, 30).Draw(t, "y")
			there.Add(float64(x), y)
			back.Add(float64(y), x)
			parts[i%2].Add(float64(x), y)
		}
		parts[1].Merge(parts[0])
		for name, of := range correlations {
			c, ok := of(there, 0.95)
			for _, j := range []Joint{back, parts[1]} {
				if other, same := of(j, 0.95); other != c || same != ok {
					t.Fatalf("%s: %v and %v", name, c, other)
				}
			}
			if ok && (c.R < -1 || c.R > 1 || c.P < 0 || c.P > 1 || c.N != int64(len(xs)) || c.Low.Value > c.High.Value) {
				t.Fatalf("%s: %+v", name, c)
			}
		}
	})
}

// The scale of x does not count, out to the ends of the floats.
func TestCorrelationHasNoScale(t *testing.T) {
	j := Joint{1: {1, 2}, 2: {0, 1, 1}, 3: {0, 1, 0, 2}}
	want, _ := pearson(j, 0.95)
	for _, scale := range []float64{math.SmallestNonzeroFloat64, 0x1p-1000, -0x1p1020} {
		scaled := Joint{}
		for x, h := range j {
			scaled[scale*x] = h
		}
		got, ok := pearson(scaled, 0.95)
		if !ok || math.Abs(got.R) != want.R || got.P != want.P {
			t.Errorf("times %v: %+v, want %+v", scale, got, want)
		}
	}
	far := maps.Clone(j)
	far[math.MaxFloat64] = Histogram{1}
	far[math.SmallestNonzeroFloat64] = Histogram{1}
	if c, ok := pearson(far, 0.95); !ok || !(c.R < 0 && c.R > -1) {
		t.Errorf("with the ends of the floats: %+v", c)
	}
}

// A coefficient keeps its digits where r is next to 0 or to 1.
func TestCorrelationKeepsItsDigits(t *testing.T) {
	// The last of four points on a line is moved by d: 1 - r² = 0.3 d² / (5 + 3d + 0.75d²),
	// and p = 1 - r on 2 degrees of freedom.
	const d = 0x1p-18
	rest := 0.3 * d * d / (5 + 3*d + 0.75*d*d)
	c, _ := pearson(Joint{0: {1}, 1: {0, 1}, 2: {0, 0, 1}, 3 + d: {0, 0, 0, 1}}, 0.95)
	if want := rest / (1 + math.Sqrt(1-rest)); math.Abs(c.P/want-1) > 1e-12 {
		t.Errorf("next to 1: p is %v, want %v", c.P, want)
	}
	if want := rest / 2 * math.Exp(2*twoSided(0.95)); math.Abs((1-c.Low.Value)/want-1) > 2e-5 {
		t.Errorf("next to 1: %v from it, want %v", 1-c.Low.Value, want)
	}
	// r = 1/n, t = 1/√n, p = 1 - t √(2/π) to second order.
	c, _ = pearson(Joint{0: {1_000_000, 1_000_000}, 1: {1_000_000, 1_000_001}}, 0.95)
	if want := 1 - 5e-4*math.Sqrt(2/math.Pi); math.Abs(c.P-want) > 1e-9 {
		t.Errorf("next to 0: p is %v, want %v", c.P, want)
	}
}

// Scores that are no whole numbers stand under their ranks.
func TestScoresUnderTheirRanks(t *testing.T) {
	twice := Joint{1: {1, 0, 2}, 2: {0, 3}, 5: {0, 1, 0, 0, 1}} // of scores 0, 1, 2, 4
	ranked := Joint{1: {1, 0, 2}, 2: {0, 3}, 5: {0, 1, 0, 1}}
	want, _ := pearson(twice, 0.95)
	if got, ok := Pearson(ranked, []float64{0, 0.5, 1, 2}, 0.95); !ok || got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	want, _ = Spearman(twice, 0.95)
	if got, ok := Spearman(ranked, 0.95); !ok || got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
