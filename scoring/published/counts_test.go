package published

import (
	"fmt"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestCounts(t *testing.T) {
	for _, c := range []struct {
		percent string
		n       int
		want    Range
	}{
		{"26.2", 214, Range{56, 56}}, {"41.6", 214, Range{89, 89}}, {"14.5", 214, Range{31, 31}},
		{"55.6", 214, Range{119, 119}}, {"6", 214, Range{12, 13}}, {"63.9", 302, Range{193, 193}},
		{"6.5", 4050, Range{262, 265}},
		{"12", 8, Range{1, 1}}, {"13", 8, Range{1, 1}}, // 12.5 rounds either way
		{"0", 10, Range{0, 0}}, {"100", 10, Range{10, 10}}, {"100.0", 214, Range{214, 214}},
	} {
		if got := counts(decimal(t, c.percent), c.n); got != c.want {
			t.Errorf("%s %% of %d: %v, want %v", c.percent, c.n, got, c.want)
		}
	}
	for _, c := range []struct {
		percent string
		n       int
	}{{"14.6", 214}, {"63.9", 214}, {"101", 10}, {"33", 2}} {
		if got := counts(decimal(t, c.percent), c.n); !got.Empty() {
			t.Errorf("%s %% of %d: %v, want none", c.percent, c.n, got)
		}
	}
}

func TestCutCounts(t *testing.T) {
	if got := cutCounts(decimal(t, "32"), 653); !got.Holds(213) || counts(decimal(t, "32"), 653).Holds(213) {
		t.Errorf("213 of 653 is 32.6 %%: cut off %v", got)
	}
	if got := cutCounts(decimal(t, "24"), 4); !got.Empty() {
		t.Errorf("25 %% cut off is not 24 %%: %v", got)
	}
	if got := cutCounts(decimal(t, "14.6"), 214); !got.Empty() {
		t.Errorf("14.6 %% of 214: %v, want none", got)
	}
}

// printedPercent rounds 100k/n to d decimals in exact arithmetic, halves up.
func printedPercent(k, n, d int) string {
	return big.NewRat(int64(100*k), int64(n)).FloatString(d)
}

// The percentage of any count is found possible and gives the count back; moved
// by one last digit beyond what its counts allow, it is found impossible or
// stands for other counts.
func TestPercentagesGiveTheirCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, MaxN).Draw(t, "n")
		k := rapid.IntRange(0, n).Draw(t, "k")
		d := rapid.IntRange(0, 3).Draw(t, "decimals")
		p, ok := ParseDecimal(printedPercent(k, n, d))
		r := counts(p, n)
		if !ok || !r.Holds(k) {
			t.Fatalf("%d of %d, printed %s: %v", k, n, p, r)
		}
		for c := r.Lowest - 1; c <= r.Highest+1; c++ {
			if c < 0 || c > n {
				continue
			}
			stands := p.Stands(100 * float64(c) / float64(n))
			if r.Holds(c) != stands {
				t.Fatalf("%s %% of %d: %v, but %d stands for it: %v", p, n, r, c, stands)
			}
		}
	})
}

// At every n up to 120, a percentage with one decimal is possible exactly where
// some count rounds to it, halves up or down.
func TestPossiblePercentagesEqualEnumeration(t *testing.T) {
	for n := 1; n <= 120; n++ {
		possible := map[int]bool{}
		for k := range n + 1 {
			twice := 2000 * k // of n, in tenths of a percent
			possible[(twice+n)/(2*n)] = true
			if (twice+n)%(2*n) == 0 {
				possible[(twice+n)/(2*n)-1] = true
			}
		}
		for v := range 1001 {
			p := decimal(t, fmt.Sprintf("%d.%d", v/10, v%10))
			if got := !counts(p, n).Empty(); got != possible[v] {
				t.Fatalf("%s %% of %d: possible %v", p, n, got)
			}
		}
	}
}

func TestNearestAndSizes(t *testing.T) {
	p := decimal(t, "14.6")
	fits := nearest(214, func(n int) Range { return counts(p, n) })
	if len(fits) != 2 || fits[0].N != 213 || fits[1].N != 219 || fits[1].Counts != (Range{32, 32}) {
		t.Errorf("nearest n: %v", fits)
	}
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(1, 300).Draw(t, "k")
		v := rapid.IntRange(0, 1000).Draw(t, "tenths")
		p, _ := ParseDecimal(fmt.Sprintf("%d.%d", v/10, v%10))
		r := sizes(p, k)
		for _, n := range []int{k, r.Lowest - 1, r.Lowest, (r.Lowest + r.Highest) / 2, r.Highest, r.Highest + 1} {
			if n >= k && n <= MaxN && counts(p, n).Holds(k) != r.Holds(n) {
				t.Fatalf("%d is %s %% of %v, but not of %d", k, p, r, n)
			}
		}
	})
}

func TestDecimal(t *testing.T) {
	for _, bad := range []string{"", "1,5", ".", "-.", "5.", "1e3", "1.1234567", "12345678901", "+1", "٣", "<5"} {
		if _, ok := ParseDecimal(bad); ok {
			t.Errorf("%q was accepted", bad)
		}
	}
	if d := decimal(t, "6.0"); d.String() != "6.0" || d.Decimals() != 1 || d.Float() != 6 {
		t.Errorf("%+v", d)
	}
	if d := decimal(t, ".90"); d.String() != ".90" || d.Decimals() != 2 || d.Float() != 0.9 {
		t.Errorf("%+v", d)
	}
	for _, c := range []struct {
		print string
		value float64
		want  bool
	}{
		{"0.011", 0.01119, true}, {"0.011", 0.0116, false}, {"<0.001", 0.0009, true}, {"< 0.001", 0.001, false},
		{">0.05", 0.06, true}, {"0.000", 0.0004, true}, {"-1.5", -1.45, true}, {"0.88", 0.8816, true}, {"0.89", 0.8816, false},
	} {
		if p, ok := ParsePrinted(c.print); !ok || p.Stands(c.value) != c.want {
			t.Errorf("%s stands for %v: %v", c.print, c.value, !c.want)
		}
	}
}
