package scoring

import (
	"math"
	"strings"
	"testing"

	"burnout/mbi"
	"burnout/mbi/yamlfile"
)

// The half-widths, worked out by hand: 1.96 SD √(1-alpha).
func TestErrorOfOneMeasure(t *testing.T) {
	r := DefaultReliability()
	for s, want := range map[mbi.Subscale]float64{
		mbi.EE: 7.0348, // 1.96 × 11.35 × 0.316228
		mbi.DP: 5.8651, // 1.96 × 6.53 × 0.458258
		mbi.PA: 7.8001, // 1.96 × 7.39 × 0.538516
	} {
		if got := r.Error(s); math.Abs(got-want) > 1e-4 {
			t.Errorf("%v: %v, want %v", s, got, want)
		}
	}
	if r.Source == "" {
		t.Error("no source")
	}
}

// R 4.2.2: 1.96*sqrt(2)*sd*sqrt(1-alpha)
func TestReliableChange(t *testing.T) {
	r := DefaultReliability()
	for s, want := range map[mbi.Subscale]float64{mbi.EE: 9.9487136454920631, mbi.DP: 8.2945704050782521, mbi.PA: 11.03099039745752} {
		if got := r.ReliableChange(s); math.Abs(got-want) > 1e-12 {
			t.Errorf("%v: %v, want %v", s, got, want)
		}
	}
}

// A sum lies in the band exactly where its difference is no reliable change.
func TestBand(t *testing.T) {
	r := DefaultReliability()
	for _, s := range mbi.Subscales {
		for sum := range s.Max() + 1 {
			lowest, highest := r.Band(s, sum)
			if lowest < 0 || highest > s.Max() {
				t.Errorf("%v %d: from %d to %d", s, sum, lowest, highest)
			}
			for other := range s.Max() + 1 {
				within := math.Abs(float64(other-sum)) <= r.ReliableChange(s)
				if within != (other >= lowest && other <= highest) {
					t.Errorf("%v: %d against %d", s, other, sum)
				}
			}
		}
	}
}

func TestDecodeReliabilityNamesTheFault(t *testing.T) {
	good := string(reliability)
	for _, c := range []struct{ old, new, want string }{
		{"sd: 11.35", "sd: 0", "r.yaml:6:33: 0, expected a number above 0 and up to 54"},
		{"alpha: 0.90", "alpha: 90", "r.yaml:6:47: 90, expected a number above 0 and up to 1"},
		{"sd: 6.53", "sd: 6.53.1", `r.yaml:7:33: "6.53.1", expected a number with a decimal point`},
		{"sd: 6.53", "sd: .nan", `r.yaml:7:33: ".nan", expected a number with a decimal point`},
		{"sd: 7.39, ", "", "r.yaml:8:28: sd is missing"},
	} {
		n, err := yamlfile.Parse("r.yaml", []byte(strings.Replace(good, c.old, c.new, 1)))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := DecodeReliability(n); err == nil || err.Error() != c.want {
			t.Errorf("%s: got %v, want %s", c.new, err, c.want)
		}
	}
}

func TestDistance(t *testing.T) {
	table, _ := Table("isnar-img") // EE 18/30
	for _, c := range []struct {
		sum, points int
		level       Level
	}{{0, 18, Moderate}, {17, 1, Moderate}, {18, 1, Low}, {23, 6, Low}, {24, 6, High}, {27, 3, High}, {29, 1, High}, {30, 1, Moderate}, {54, 25, Moderate}} {
		if points, level := table.Distance(mbi.EE, c.sum); points != c.points || level != c.level {
			t.Errorf("EE %d: %d points to %v, want %d to %v", c.sum, points, level, c.points, c.level)
		}
	}
}

// Of two equally near levels the higher one is named: PA 35 lies 4 points above
// the low and 4 below the high level of this table.
func TestDistanceTie(t *testing.T) {
	table, _ := Table("us-overall-1996")
	if points, level := table.Distance(mbi.PA, 35); points != 4 || level != High {
		t.Errorf("%d points to %v", points, level)
	}
}

// Moving by the distance changes the level to the one named; by less, it does not.
func TestDistanceIsTheNearest(t *testing.T) {
	for _, id := range TableIDs() {
		table, _ := Table(id)
		for _, s := range mbi.Subscales {
			for sum := 0; sum <= s.Max(); sum++ {
				at := table.Level(s, sum)
				points, to := table.Distance(s, sum)
				step := 1
				if to < at {
					step = -1
				}
				if table.Level(s, sum+step*points) != to {
					t.Fatalf("%s %v %d: %d points do not lead to %v", id, s, sum, points, to)
				}
				for d := 1; d < points; d++ {
					for _, v := range []int{sum - d, sum + d} {
						if v >= 0 && v <= s.Max() && table.Level(s, v) != at {
							t.Fatalf("%s %v %d: level changes at %d already", id, s, sum, v)
						}
					}
				}
			}
		}
	}
}
