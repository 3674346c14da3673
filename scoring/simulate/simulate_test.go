package simulate

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"burnout/mbi"
	"burnout/mbi/form"
	"burnout/scoring/cohort"
	"burnout/scoring/stats"
)

func made(t *testing.T, p Plan) *Cohort {
	t.Helper()
	c, err := New(p)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// texts are those of an own form.
func texts(t *testing.T) *Wording {
	t.Helper()
	f, err := form.Embedded("en")
	if err != nil {
		t.Fatal(err)
	}
	return &Wording{Items: f.Items, Anchors: f.Anchors}
}

func written(t *testing.T, c *Cohort, shape string) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Write(&b, shape, texts(t)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// near demands a result within 4.5 standard errors of its target. The errors are
// those of large samples: of the mean SD/√n; of the SD at most SD/√n, for a
// kurtosis up to 5; of a correlation and of alpha those of normal variables, with
// half as much again since sums are not.
func near(t *testing.T, p *Population) {
	t.Helper()
	root := math.Sqrt(float64(p.Result.N))
	check := func(name string, got stats.Number, want, se float64) {
		t.Helper()
		if !got.Defined || math.Abs(got.Value-want) > 4.5*se {
			t.Errorf("%s %s: %v, want %v ± %v", p.Name, name, got, want, 4.5*se)
		}
	}
	for _, s := range mbi.Subscales {
		k, sd, alpha := float64(s.Len()), p.Targets.SD[s], p.Targets.Alpha[s]
		check(s.String()+" mean", p.Result.Mean(s), p.Targets.Mean[s], sd/root)
		check(s.String()+" SD", p.Result.SD(s), sd, sd/root)
		check(s.String()+" alpha", p.Result.Alpha(s), alpha, 1.5*(1-alpha)*math.Sqrt(2*k/(k-1))/root)
	}
	for _, pair := range Pairs {
		r := p.Targets.Correlation[pair]
		check(pair.String(), p.Result.Correlation(pair), r, 1.5*(1-r*r)/root)
	}
}

func TestTargetsAreMet(t *testing.T) {
	skewed := Targets{Mean: [3]float64{8, 2, 45}, SD: [3]float64{8, 3, 3}, Alpha: [3]float64{0.95, 0.5, 0.6}, Correlation: [3]float64{0.4, 0.2, -0.2}}
	polar := Targets{Mean: [3]float64{27, 15, 24}, SD: [3]float64{22, 12, 16}, Alpha: [3]float64{0.97, 0.94, 0.9}, Correlation: [3]float64{-0.8, 0.6, -0.7}}
	for seed, targets := range []Targets{Default(), skewed, polar} {
		c := made(t, Plan{N: 10_000, Seed: uint64(seed), Targets: targets})
		near(t, c.Populations[0])
	}
}

func groups() []Group {
	return []Group{
		{"sex", []Part{{"F", 12_000}, {"M", 8_000}}},
		{"année", []Part{{"1", 5_000}, {"2", 15_000}}},
		{"ward", []Part{{"ICU", 20_000}}},
	}
}

// Groups have the sizes and the effects asked for, each effect beside the others.
func TestGroups(t *testing.T) {
	c := made(t, Plan{N: 20_000, Seed: 5, Targets: Default(), Groups: groups(), Effects: []Effect{
		{"sex", "M", [3]float64{mbi.DP: 0.4}}, {"année", "2", [3]float64{mbi.EE: -0.5, mbi.DP: 0.1}}}})
	var names []string
	for _, p := range c.Populations {
		names = append(names, p.Name)
		near(t, p)
	}
	want := []string{"sex=F, année=1", "sex=F, année=2", "sex=M, année=1", "sex=M, année=2"}
	if !slices.Equal(names, want) {
		t.Errorf("populations %q, want %q", names, want)
	}
	d := Default()
	if got, want := c.Populations[3].Targets.Mean, [3]float64{d.Mean[mbi.EE] - 0.5*d.SD[mbi.EE], d.Mean[mbi.DP] + 0.5*d.SD[mbi.DP], d.Mean[mbi.PA]}; math.Abs(got[0]-want[0])+math.Abs(got[1]-want[1])+math.Abs(got[2]-want[2]) > 1e-12 {
		t.Errorf("means %v, want %v", got, want)
	}
	sizes := map[string]int{}
	for _, r := range c.Respondents {
		for g, v := range r.Values {
			sizes[groups()[g].Column+"="+v]++
		}
	}
	if diff := cmp.Diff(sizes, map[string]int{"sex=F": 12_000, "sex=M": 8_000, "année=1": 5_000, "année=2": 15_000, "ward=ICU": 20_000}); diff != "" {
		t.Error(diff)
	}
}

// Missing answers take the place of the answers that are there without them, at
// the rate asked for (within 4.5 standard errors).
func TestMissingAnswers(t *testing.T) {
	p := Plan{N: 5_000, Seed: 9, Targets: Default()}
	whole := made(t, p)
	p.MissingRate = 0.03
	lost := made(t, p)
	n, total := 0, p.N*mbi.Items
	for i, r := range lost.Respondents {
		for j, v := range r.Answers {
			if v == mbi.Missing {
				n++
			} else if v != whole.Respondents[i].Answers[j] {
				t.Fatal("an answer changed")
			}
		}
	}
	if se := math.Sqrt(0.03 * 0.97 / float64(total)); math.Abs(float64(n)/float64(total)-0.03) > 4.5*se {
		t.Errorf("%d of %d are missing", n, total)
	}
	near(t, lost.Populations[0])
}

// The file of a seed is the same on every machine and in every version.
func TestSeedFixesTheFile(t *testing.T) {
	p := Plan{N: 2_000, Seed: 1, Targets: Default(), MissingRate: 0.02, Groups: []Group{{"sex", []Part{{"F", 1_200}, {"M", 800}}}}, Effects: []Effect{{"sex", "M", [3]float64{mbi.DP: 0.4}}}}
	file := written(t, made(t, p), "plain")
	const rows = `synthetic,id,mbi1,mbi2,mbi3,mbi4,mbi5,mbi6,mbi7,mbi8,mbi9,mbi10,mbi11,mbi12,mbi13,mbi14,mbi15,mbi16,mbi17,mbi18,mbi19,mbi20,mbi21,mbi22,sex
synthetic,1,5,5,3,1,3,6,4,5,4,6,2,4,3,5,5,4,3,6,2,6,5,2,M
synthetic,2,1,0,3,2,3,3,5,4,6,2,4,6,4,0,2,1,6,6,6,3,3,1,F
synthetic,3,4,3,3,3,1,1,5,1,6,1,0,2,3,2,2,1,1,6,3,2,4,1,M
`
	if !strings.HasPrefix(file, rows) {
		t.Errorf("begins with\n%s", strings.Join(strings.SplitAfter(file, "\n")[:4], ""))
	}
	sum := sha256.Sum256([]byte(file))
	if got := hex.EncodeToString(sum[:]); got != "7c384983729bc5a781e7d290352b65674eda2852c9f4f98334d84fbfb6a8cb60" {
		t.Errorf("sha-256 %s", got)
	}
	p.Seed = 2
	if written(t, made(t, p), "plain") == file {
		t.Error("another seed gives the same file")
	}
}

// No product and sum are fused on arm64, where Go's compiler would: the last bits
// would differ from those of amd64. It compiles the package, which takes a while
// the first time.
func TestNothingIsFused(t *testing.T) {
	if os.Getenv("MBI_STRICT") == "" {
		t.Skip("MBI_STRICT is not set")
	}
	c := exec.Command("go", "build", "-gcflags=-S", ".")
	c.Env = append(os.Environ(), "GOOS=linux", "GOARCH=arm64")
	out, err := c.CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte("simulate.cumulative STEXT")) {
		t.Fatalf("%v: %.200s", err, out)
	}
	if fused := regexp.MustCompile(`(?m)^.*\sFN?M(ADD|SUB)[SD]\s.*$`).FindAllString(string(out), -1); len(fused) > 0 {
		t.Errorf("write float products with mul:\n%s", strings.Join(fused, "\n"))
	}
}

// Every shape is read back without a flag: the same answers, identifiers and
// groups, and the mark in every row.
func TestShapesAreReadBack(t *testing.T) {
	c := made(t, Plan{N: 60, Seed: 3, Targets: Default(), MissingRate: 0.05, Groups: []Group{{"Sexe", []Part{{"Femme", 40}, {"Homme", 20}}}, {"année", []Part{{"1", 60}}}}})
	w := texts(t)
	options := cohort.Options{Wordings: []cohort.Wording{{ID: "en", Anchors: w.Anchors, Items: w.Items}}}
	for _, shape := range Shapes() {
		t.Run(shape, func(t *testing.T) {
			n := 0
			in, err := cohort.Read([]cohort.Source{{Name: shape, In: strings.NewReader(written(t, c, shape))}}, options, func(r *cohort.Row) error {
				want := c.Respondents[n]
				if n++; len(r.ID()) == 0 || r.Answers != want.Answers {
					t.Errorf("row %d: %q %v, want %v", n, r.ID(), r.Answers, want.Answers)
				}
				if mark := slices.Index(r.Headings(), Mark); mark != 0 || string(r.Cell(mark)) != Mark {
					t.Errorf("row %d has no mark", n)
				}
				for g, heading := range []string{"Sexe", "année"} {
					if got := string(r.Cell(slices.Index(r.Headings(), heading))); got != want.Values[g] {
						t.Errorf("row %d: %s %q, want %q", n, heading, got, want.Values[g])
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if n != len(c.Respondents) || in.Rows != int64(n) || in.Blank+in.Previews+in.Filtered != 0 {
				t.Errorf("%d rows of %+v", n, in)
			}
		})
	}
}

// A shape is refused where its encoding lacks a letter of a group.
func TestLettersOutsideAnEncoding(t *testing.T) {
	c := made(t, Plan{N: 2, Targets: Default(), Groups: []Group{{"ward", []Part{{"α", 2}}}}})
	var b bytes.Buffer
	err := c.Write(&b, "excel-french", texts(t))
	if err == nil || b.Len() > 0 || err.Error() != `--group: "ward=α" has a letter that Windows-1252 lacks` {
		t.Errorf("%v, %d bytes", err, b.Len())
	}
}
