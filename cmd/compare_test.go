package cmd

import (
	"context"
	"encoding/csv"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"burnout/cmd/internal/streams"
	"burnout/scoring/summary"
)

// compareRuns are the commands whose numbers R computed too, by the names of
// testdata/reference/compare.R.
var compareRuns = map[string][]string{
	"sex":            {"--by", "sex", "interns.csv"},
	"sex-prorated":   {"--by", "sex", "--missing", "prorate=2", "interns.csv"},
	"semester":       {"--by", "semester", "--ordered", "1,2,3,4,5,6", "interns.csv"},
	"semester-order": {"--by", "semester", "--ordered", "6,2,5,1,4,3", "--missing", "prorate=1", "interns.csv"},
	"site":           {"--by", "site", "--where", "wave=after", "--id", "code", "waves.csv"},
	"with":           {"--with", "age,hours", "--where", "wave=after", "--id", "code", "waves.csv"},
	"with-prorated":  {"--with", "age,hours", "--where", "wave=after", "--id", "code", "--missing", "prorate=2", "waves.csv"},
	"waves":          {"--paired", "wave", "--ordered", "before,after", "--id", "code", "waves.csv"},
	"waves-prorated": {"--paired", "wave", "--id", "code", "--missing", "prorate=2", "waves.csv"},
}

// compared runs mbi compare on a synthetic cohort and returns what it writes.
func compared(t *testing.T, args ...string) string {
	t.Helper()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	args = slices.Clone(args)
	args[len(args)-1] = "../testdata/cohorts/" + args[len(args)-1]
	var out, errs strings.Builder
	s := &streams.Streams{In: strings.NewReader(""), Out: &out, Err: &errs, Getenv: func(string) string { return "" }}
	if code := Run(context.Background(), s, append([]string{"compare"}, args...)); code != exitDone {
		t.Fatalf("%v: exit code %d: %s", args, code, errs.String())
	}
	return out.String()
}

func records(t *testing.T, s string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(s)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

// Every number of the list equals R's, and none is missing. The p values of random
// tables lie within three standard errors, and what Holm makes of them is compared
// with the p values of the same list.
func TestCompareEqualsR(t *testing.T) {
	data, err := os.ReadFile("../testdata/reference/compare.csv")
	if err != nil {
		t.Fatal(err)
	}
	reference := map[string]map[string][]string{}
	for _, r := range records(t, string(data)) {
		if reference[r[0]] == nil {
			reference[r[0]] = map[string][]string{}
		}
		reference[r[0]][strings.Join(r[1:6], "|")] = r[6:]
	}
	if len(reference) != len(compareRuns) {
		t.Errorf("%d runs of R, %d commands", len(reference), len(compareRuns))
	}
	for name, args := range compareRuns {
		want := reference[name]
		random := slices.ContainsFunc(slices.Collect(maps.Keys(want)), func(k string) bool { return strings.Contains(k, summary.MonteCarlo) })
		var raw, corrected []float64
		for _, r := range records(t, compared(t, append([]string{"--format", "csv", "-q"}, args...)...)) {
			table, statistic := r[0], r[3]
			if slices.Contains([]string{"input", "thresholds", "flow", "interval"}, table) {
				continue
			}
			key := strings.Join(r[:5], "|")
			w, known := want[key]
			if !known {
				t.Errorf("%s: R has no %s", name, key)
				continue
			}
			delete(want, key)
			got := []string{r[5], r[6], r[7], r[8]}
			switch {
			case statistic == summary.MonteCarlo+"_p":
				p, q := value(t, got[0]), value(t, w[0])
				if math.Abs(p-q) > 3*math.Sqrt(q*(1-q)*(1./summary.Replicates+1./2e5)) {
					t.Errorf("%s: %s is %v, R's %v", name, key, p, q)
				}
			case random && table != string(pairTests) && strings.HasSuffix(statistic, "_p_holm"):
				corrected = append(corrected, value(t, got[0]))
				continue
			default:
				for i := range w {
					if !near1e9(got[i], w[i]) {
						t.Errorf("%s: %s is %v, R's %v", name, key, got, w)
						break
					}
				}
			}
			if random && table != string(pairTests) && strings.HasSuffix(statistic, "_p") {
				raw = append(raw, value(t, got[0]))
			}
		}
		for key := range want {
			t.Errorf("%s: not written: %s", name, key)
		}
		for i, p := range raw {
			if holm := holmOf(p, raw); math.Abs(corrected[i]-holm) > 1e-12 {
				t.Errorf("%s: p %v is corrected to %v, want %v", name, p, corrected[i], holm)
			}
		}
	}
}

// holmOf is Holm's correction by its definition: the largest, among the p values
// up to this one, of each times how many are not smaller.
func holmOf(p float64, all []float64) float64 {
	most := 0.0
	for _, q := range all {
		if q <= p {
			rest := 0
			for _, r := range all {
				if r >= q {
					rest++
				}
			}
			most = max(most, min(1, q*float64(rest)))
		}
	}
	return most
}

func value(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// near1e9 reports whether two cells hold the same number to 1e-9 relatively, or none.
func near1e9(got, want string) bool {
	x, err := strconv.ParseFloat(got, 64)
	y, err2 := strconv.ParseFloat(want, 64)
	if err != nil || err2 != nil {
		return got == want
	}
	return math.Abs(x-y) <= 1e-9*max(math.Abs(y), 1e-3)
}

// The tables fit a terminal in both languages; no text holds NaN or a place that
// was not filled.
func TestCompareFitsTheTerminal(t *testing.T) {
	for _, name := range []string{"sex", "semester", "with", "waves"} {
		args := compareRuns[name]
		for _, lang := range []string{"en", "fr"} {
			for _, line := range strings.Split(compared(t, append([]string{"-q", "--lang", lang}, args...)...), "\n") {
				if n := utf8.RuneCountInString(line); n > 80 || strings.Contains(line, "NaN") || strings.Contains(line, "Inf") || strings.ContainsAny(line, "{}") {
					t.Errorf("%s %s: %d characters: %s", name, lang, n, line)
				}
			}
		}
	}
}

func TestParseNumber(t *testing.T) {
	for text, want := range map[string]float64{"27": 27, "38,5": 38.5, "-0.25": -0.25, "1e3": 1000} {
		if x, ok := parseNumber([]byte(text)); !ok || x != want {
			t.Errorf("%q: %v, %v", text, x, ok)
		}
	}
	for _, text := range []string{"", "NaN", "inf", "1.234,5", "0x10", "12 ans", "1e999", ",5", "1_000"} {
		if x, ok := parseNumber([]byte(text)); ok {
			t.Errorf("%q is read as %v", text, x)
		}
	}
}
