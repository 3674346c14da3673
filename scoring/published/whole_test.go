package published

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"
)

func decimal(t testing.TB, s string) Decimal {
	t.Helper()
	d, ok := ParseDecimal(s)
	if !ok {
		t.Fatalf("%q is no number", s)
	}
	return d
}

func meanSD(scores []int) (sum int, mean, sd float64) {
	squares := 0
	for _, x := range scores {
		sum += x
		squares += x * x
	}
	n := float64(len(scores))
	mean = float64(sum) / n
	return sum, mean, math.Sqrt((float64(squares) - n*mean*mean) / (n - 1))
}

// The mean and the SD of any scores are found possible as they are printed.
func TestPrintedScoresArePossible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.SampledFrom([]int{6, 30, 48, 54}).Draw(t, "most")
		per := rapid.SampledFrom([]int{1, 9}).Draw(t, "per")
		scores := rapid.SliceOfN(rapid.IntRange(0, most), 2, 40).Draw(t, "scores")
		if rapid.Bool().Draw(t, "extreme") {
			for i := range scores {
				scores[i] = scores[i] % 2 * most
			}
		}
		sum, mean, sd := meanSD(scores)
		places := rapid.IntRange(0, 3).Draw(t, "decimals")
		print := func(v float64) Decimal {
			d, _ := ParseDecimal(fmt.Sprintf("%.*f", places, v/float64(per)))
			return d
		}
		r := sums(print(mean), len(scores), per, most)
		if !r.Holds(sum) {
			t.Fatalf("sum %d is not in %v", sum, r)
		}
		if v := spread(print(sd), len(scores), per, most, r); v != Possible {
			t.Fatalf("SD %v is %v", print(sd), v)
		}
	})
}

// What is decided of a mean and an SD, with the divisor n-1 or n, is what
// enumeration of all scores finds, and with few persons all is decided.
func TestSpreadEqualsEnumeration(t *testing.T) {
	const most = 6
	for n := 2; n <= 5; n++ {
		possible, divisorN := map[[2]string]bool{}, map[[2]string]bool{}
		scores := make([]int, n)
		var deal func(i, from int)
		deal = func(i, from int) {
			if i == n {
				_, mean, sd := meanSD(scores)
				possible[[2]string{fmt.Sprintf("%.2f", mean), fmt.Sprintf("%.2f", sd)}] = true
				divisorN[[2]string{fmt.Sprintf("%.2f", mean), fmt.Sprintf("%.2f", sd*math.Sqrt(float64(n-1)/float64(n)))}] = true
				return
			}
			for scores[i] = from; scores[i] <= most; scores[i]++ {
				deal(i+1, scores[i])
			}
		}
		deal(0, 0)
		for m := 0; m <= most*n; m++ {
			mean := fmt.Sprintf("%.2f", float64(m)/float64(n))
			for v := range 500 {
				sd := fmt.Sprintf("%.2f", float64(v)/100)
				r := sums(decimal(t, mean), n, 1, most)
				want := Impossible
				if possible[[2]string{mean, sd}] {
					want = Possible
				} else if divisorN[[2]string{mean, sd}] {
					want = DivisorN
				}
				if got := spread(decimal(t, sd), n, 1, most, r); got != want {
					t.Fatalf("n %d, mean %s, SD %s: %v, want %v", n, mean, sd, got, want)
				}
			}
		}
	}
}

// Large studies are decided too: one step out of the bounds is impossible.
func TestSpreadOfLargeStudies(t *testing.T) {
	for _, c := range []struct {
		n, most  int
		mean, sd string
		want     Verdict
	}{
		{10_000, 54, "21.84", "10.93", Possible},
		{10_000, 30, "5.12", "11.28", Possible}, // all at the ends
		{10_000, 30, "5.00", "11.18", Possible}, // the greatest SD: 8333 at 0, 1666 at 30, one at 20
		{10_000, 30, "5.00", "11.20", Impossible},
		{10_000, 54, "21.00", "0.00", Possible},
		{10_000, 54, "21.50", "0.40", Impossible}, // half at 21, half at 22 give 0.50
		{10_000, 54, "21.50", "0.50", Possible},
		{MaxN, 48, "33.3", "7.1", Possible},
		{1, 54, "21", "0", DivisorN},
		{1, 54, "21", "0.1", Impossible},
	} {
		mean := decimal(t, c.mean)
		if got := spread(decimal(t, c.sd), c.n, 1, c.most, sums(mean, c.n, 1, c.most)); got != c.want {
			t.Errorf("n %d, mean %s, SD %s: %v, want %v", c.n, c.mean, c.sd, got, c.want)
		}
	}
}

// What is out of reach of any scores is what enumeration of all of them never
// finds, beyond the greatest SD or below the least above 0.
func TestOutOfReachEqualsEnumeration(t *testing.T) {
	const most = 4
	for n := 2; n <= 6; n++ {
		least, greatest := math.Inf(1), 0.0
		scores := make([]int, n)
		var deal func(i, from int)
		deal = func(i, from int) {
			if i == n {
				if _, _, sd := meanSD(scores); sd > 0 {
					least, greatest = min(least, sd), max(greatest, sd)
				}
				return
			}
			for scores[i] = from; scores[i] <= most; scores[i]++ {
				deal(i+1, scores[i])
			}
		}
		deal(0, 0)
		for _, divisor := range []int{n - 1, n} {
			factor := math.Sqrt(float64(n-1) / float64(divisor))
			for v := range 350 {
				sd := decimal(t, fmt.Sprintf("%.2f", float64(v)/100))
				low, high := sd.ends()
				want := low > greatest*factor || low > 0 && high < least*factor
				if got := outOfReach(sd, n, divisor, 1, most); got != want {
					t.Fatalf("n %d, divisor %d, SD %v: %v, want %v", n, divisor, sd, got, want)
				}
			}
		}
	}
	for sd, want := range map[string]bool{"27.00": false, "27.01": true, "0.01": false, "0.001": true, "0.000": false} {
		if got := outOfReach(decimal(t, sd), MaxN/10, MaxN/10-1, 1, 54); got != want {
			t.Errorf("SD %s: %v, want %v", sd, got, want)
		}
	}
}
