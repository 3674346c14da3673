package scoring

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"burnout/mbi"
	"burnout/mbi/yamlfile"
)

// The eight ways to be high or low, in the order of EE, DP, PA from low to high.
func TestProfiles(t *testing.T) {
	strict := []Profile{Ineffective, Engaged, Unclassified, Disengaged, Unclassified, Overextended, Burnout, Unclassified}
	total := []Profile{Ineffective, Engaged, Disengaged, Disengaged, Overextended, Overextended, Burnout, Burnout}
	for i := range 8 {
		ee, dp, pa := i&4 > 0, i&2 > 0, i&1 > 0
		if got := Strict.Profile(ee, dp, pa); got != strict[i] {
			t.Errorf("strict %v %v %v: %v", ee, dp, pa, got)
		}
		if got := Total.Profile(ee, dp, pa); got != total[i] {
			t.Errorf("total %v %v %v: %v", ee, dp, pa, got)
		}
	}
}

func normsFile(ee, dp, pa string) string {
	return "id: own\nsource: s\nsubscales:\n  emotional_exhaustion: " + ee + "\n  depersonalization: " + dp + "\n  personal_accomplishment: " + pa + "\n"
}

func decodeNorms(in string) (*Norms, error) {
	n, err := yamlfile.Parse("n.yaml", []byte(in))
	if err != nil {
		return nil, err
	}
	return DecodeNorms(n)
}

// A boundary that is a whole number in decimals is that number, whatever binary
// fractions make of it: 36.1 + 0.10 × 9 is 37.
func TestBoundariesAreExact(t *testing.T) {
	n, err := decodeNorms(normsFile("{mean: 20.35, sd: 11.3}", "{mean: 7.11, sd: 5.512}", "{mean: 36.1, sd: 9.0}"))
	if err != nil || n.Cuts != [3]int{26, 14, 37} || n.ID != "own" || n.Source != "s" || n.N != 0 {
		t.Errorf("%+v %v", n, err)
	}
	n, err = decodeNorms(normsFile("{mean: 20.35, sd: 11.301}", "{mean: 7.11, sd: 5.513}", "{mean: 36.1, sd: 9.01}"))
	if err != nil || n.Cuts != [3]int{27, 15, 38} {
		t.Errorf("%+v %v", n, err)
	}
	if !n.High(mbi.EE, 27, 1) || n.High(mbi.EE, 26, 1) || !n.High(mbi.EE, 26001, 1000) || n.High(mbi.EE, 26000, 1000) {
		t.Error("the boundary 26.0005 is elsewhere")
	}
}

var badNorms = []struct{ name, in, want string }{
	{"id of the sample", strings.Replace(normsFile("{mean: 20, sd: 11}", "{mean: 7, sd: 5}", "{mean: 36, sd: 9}"), "own", "sample", 1), `n.yaml:1:5: id is "sample", expected small letters, digits and hyphens, and not sample`},
	{"comma", normsFile(`{mean: "20,1", sd: 11}`, "{mean: 7, sd: 5}", "{mean: 36, sd: 9}"), `n.yaml:4:32: "20,1", expected a number with a decimal point`},
	{"too high", normsFile("{mean: 20, sd: 55}", "{mean: 31, sd: 5}", "{mean: 36, sd: 0}"), `n.yaml:4:40: 55, expected a number above 0 and up to 54
n.yaml:5:29: 31, expected a number above 0 and up to 30
n.yaml:6:43: 0, expected a number above 0 and up to 48`},
	{"nobody high", normsFile("{mean: 20, sd: 11}", "{mean: 20, sd: 12}", "{mean: 36, sd: 9}"), `n.yaml:5:37: depersonalization: the boundary 35.00 lies above the highest sum 30, so that nobody is high`},
	{"item means", normsFile("{mean: 2.1, sd: 1.1}", "{mean: 1.3, sd: 0.9}", "{mean: 4.6, sd: 0.8}"), `n.yaml:6:35: 4.6 is a mean per item, expected the mean of the sums from 0 to 48`},
	{"missing", "id: own\nsource: s\n", `n.yaml:1:1: subscales is missing`},
	{"unknown key", normsFile("{mean: 20, sd: 11, n: 3}", "{mean: 7, sd: 5}", "{mean: 36, sd: 9}"), `n.yaml:4:44: unknown key "n", expected one of mean, sd`},
}

func TestNormFaults(t *testing.T) {
	for _, c := range badNorms {
		t.Run(c.name, func(t *testing.T) {
			_, err := decodeNorms(c.in)
			if err == nil {
				t.Fatal("accepted")
			}
			if got := err.Error(); got != c.want {
				t.Errorf("\ngot  %s\nwant %s", got, c.want)
			}
		})
	}
}

// Whatever is accepted has boundaries that some sums reach and others do not.
func FuzzDecodeNorms(f *testing.F) {
	for _, c := range badNorms {
		f.Add(c.in)
	}
	f.Add(normsFile("{mean: 20.35, sd: 11.3}", "{mean: 7.11, sd: 5.512}", "{mean: 36.1, sd: 9.0}"))
	f.Fuzz(func(t *testing.T, in string) {
		n, err := decodeNorms(in)
		if err != nil {
			return
		}
		for _, s := range mbi.Subscales {
			if n.Cuts[s] < 1 || n.Cuts[s] > s.Max() {
				t.Errorf("%v: %d", s, n.Cuts[s])
			}
		}
	})
}

func thrice(n int64) [3]*big.Rat {
	return [3]*big.Rat{big.NewRat(n, 1), big.NewRat(n, 1), big.NewRat(n, 1)}
}

// The cut of a sample is the lowest sum at or above mean + k SD, in floating point
// too but where that comes within its error of a whole number.
func TestSampleNorms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scores := rapid.SliceOfN(rapid.Int64Range(0, 30), 2, 20).Draw(t, "scores")
		var sum, squares int64
		for _, x := range scores {
			sum, squares = sum+x, squares+x*x
		}
		n := int64(len(scores))
		norms, _, ok := SampleNorms(n, thrice(sum), thrice(squares))
		mean, spread := float64(sum)/float64(n), 0.0
		for _, x := range scores {
			spread += (float64(x) - mean) * (float64(x) - mean)
		}
		if flat := spread < 1e-9; flat == ok {
			t.Fatalf("%v: %v", scores, ok)
		}
		if !ok {
			return
		}
		sd := math.Sqrt(spread / float64(n-1))
		for _, s := range mbi.Subscales {
			at := mean + SDs(s)*sd
			if math.Abs(norms.Mean[s]-mean) > 1e-9 || math.Abs(norms.SD[s]-sd) > 1e-9 || norms.N != n {
				t.Fatalf("%+v, want %v %v", norms, mean, sd)
			}
			if cut := float64(norms.Cuts[s]); cut < at-1e-9 || cut-1 >= at+1e-9 {
				t.Fatalf("%v: cut %v, boundary %v", s, cut, at)
			}
		}
	})
}

// A sum that is the boundary itself is high: of 3, 5 and 7, mean 5 and SD 2, EE is
// high from 6.
func TestABoundaryThatIsASumIsHigh(t *testing.T) {
	norms, _, ok := SampleNorms(3, thrice(15), thrice(83))
	if !ok || norms.Cuts != [3]int{6, 8, 6} {
		t.Errorf("%+v", norms)
	}
}
