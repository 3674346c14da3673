package cmd

import (
	"context"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"burnout/cmd/internal/streams"
	"burnout/scoring/summary"
)

// compareRuns are the commands whose numbers R computed too, by the names of
// testdata/reference/compare.R.
var compareRuns = map[string]string{
	"sex":            "--by sex testdata/cohorts/interns.csv",
	"sex-prorated":   "--by sex --missing prorate=2 testdata/cohorts/interns.csv",
	"semester":       "--by semester --ordered 1,2,3,4,5,6 testdata/cohorts/interns.csv",
	"semester-order": "--by semester --ordered 6,2,5,1,4,3 --missing prorate=1 testdata/cohorts/interns.csv",
	"site":           "--by site --where wave=after --id code testdata/cohorts/waves.csv",
	"with":           "--with age,hours --where wave=after --id code testdata/cohorts/waves.csv",
	"with-prorated":  "--with age,hours --where wave=after --id code --missing prorate=2 testdata/cohorts/waves.csv",
	"with-90":        "--with age,hours --where wave=after --id code --confidence 0.9 testdata/cohorts/waves.csv",
	"waves":          "--paired wave --ordered before,after --id code testdata/cohorts/waves.csv",
	"waves-prorated": "--paired wave --id code --missing prorate=2 testdata/cohorts/waves.csv",
	"waves-99":       "--paired wave --ordered before,after --id code --confidence 0.99 testdata/cohorts/waves.csv",
	"pair":           "--by sex testdata/reference/cohorts/pair.csv",
	"pair-90":        "--by sex --missing prorate=2 --confidence 0.9 --interval clopper-pearson testdata/reference/cohorts/pair.csv",
	"five":           "--by ward --ordered 20,10,3,2,1 --min-group 1 testdata/reference/cohorts/five.csv",
	"five-90":        "--by ward --min-group 1 --confidence 0.9 --interval wald testdata/reference/cohorts/five.csv",
	"untied":         "--by ward --ordered b,a testdata/reference/cohorts/untied.csv",
	"small":          "--by ward --ordered a,b,c --min-group 1 testdata/reference/cohorts/small.csv",
	"few":            "--by ward --min-group 1 testdata/reference/cohorts/few.csv",
	"level":          "--by ward --ordered a,b,c --min-group 1 testdata/reference/cohorts/level.csv",
	"level-two":      "--by ward --min-group 1 testdata/reference/cohorts/level-two.csv",
}

// compared runs mbi compare and returns what it writes.
func compared(t *testing.T, args ...string) string {
	t.Helper()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	var out, errs strings.Builder
	s := &streams.Streams{In: strings.NewReader(""), Out: &out, Err: &errs, Columns: 80, Getenv: func(string) string { return "" }}
	if code := Run(context.Background(), s, append([]string{"compare", "-q"}, args...)); code != exitDone {
		t.Fatalf("%v: exit code %d: %s", args, code, errs.String())
	}
	return out.String()
}

// comparedList runs one of the commands above from the root of the project and
// returns its flat list without how the file was read.
func comparedList(t *testing.T, name string) [][]string {
	t.Helper()
	rows := parsed(t, []byte(compared(t, append(strings.Fields(compareRuns[name]), "--format", "csv")...)))
	return slices.DeleteFunc(rows[1:], func(r []string) bool {
		return slices.Contains([]string{"input", "thresholds", "flow", "interval"}, r[0])
	})
}

// Every number of the list, with its interval, n and bounds, equals R's to 1e-9,
// and none is missing. The p values of random tables lie within three standard
// errors, and what Holm makes of them is compared with the p values of the same
// list.
func TestCompareEqualsR(t *testing.T) {
	t.Chdir("..")
	data, err := os.ReadFile("testdata/reference/compare.csv")
	if err != nil {
		t.Fatal(err)
	}
	reference := map[string]map[string][]string{}
	for _, r := range parsed(t, data)[1:] {
		if reference[r[0]] == nil {
			reference[r[0]] = map[string][]string{}
		}
		reference[r[0]][strings.Join(r[1:6], "|")] = r[6:]
	}
	if len(reference) != len(compareRuns) {
		t.Errorf("%d runs of R, %d commands", len(reference), len(compareRuns))
	}
	for name, want := range reference {
		t.Run(name, func(t *testing.T) { equalsR(t, comparedList(t, name), want) })
	}
}

// equalsR compares a flat list with the numbers of R by table, group, subscale,
// statistic and level.
func equalsR(t *testing.T, list [][]string, want map[string][]string) {
	random := slices.ContainsFunc(slices.Collect(maps.Keys(want)), func(k string) bool { return strings.Contains(k, summary.MonteCarlo) })
	var raw, corrected []float64
	for _, r := range list {
		key, statistic := strings.Join(r[:5], "|"), r[3]
		w, known := want[key]
		if !known {
			t.Errorf("R has no %s", key)
			continue
		}
		delete(want, key)
		inRun := random && r[0] != string(pairTests) // corrected with a p of random tables
		if inRun && strings.HasSuffix(statistic, "_p_holm") {
			corrected = append(corrected, value(t, r[5]))
			continue
		}
		if inRun && strings.HasSuffix(statistic, "_p") && r[5] != "" {
			raw = append(raw, value(t, r[5]))
		}
		if statistic == summary.MonteCarlo+"_p" {
			p, q := value(t, r[5]), value(t, w[0])
			if math.Abs(p-q) > 3*math.Sqrt(q*(1-q)*(1./summary.Replicates+1./2e5)) {
				t.Errorf("%s is %v, R's %v", key, p, q)
			}
			continue
		}
		isP := strings.HasSuffix(statistic, "_p") || strings.HasSuffix(statistic, "_p_holm")
		for i, column := range []int{5, 6, 7, 8, 10, 11} { // value, low, high, n, lowest, highest
			if !equal(r[column], w[i], isP) {
				t.Errorf("%s: %s is %q, R's %q", key, listHead[column], r[column], w[i])
			}
		}
	}
	for key := range want {
		t.Errorf("not written: %s", key)
	}
	for i, p := range raw {
		if holm := holmOf(p, raw); math.Abs(corrected[i]-holm) > 1e-12 {
			t.Errorf("p %v is corrected to %v, want %v", p, corrected[i], holm)
		}
	}
}

// The one column of the list that R does not hold names the method of each number.
func TestCompareNamesItsMethods(t *testing.T) {
	t.Chdir("..")
	named := map[string]bool{}
	for _, name := range []string{"pair-90", "five", "untied", "with", "waves", "level"} {
		for _, r := range comparedList(t, name) {
			if r[9] != "" && !strings.HasSuffix(r[3], "_holm") {
				named[r[3]+": "+r[9]] = true
			}
		}
	}
	want := []string{
		"chi_square: no continuity correction", "chi_square_df: no continuity correction", "chi_square_p: no continuity correction",
		"cliff_delta: consistent variance", "fisher_p: exact",
		"games_howell_q: all pairs jointly", "games_howell_q_df: all pairs jointly", "games_howell_q_p: all pairs jointly",
		"hedges_g: exact J, hedges-olkin",
		"jonckheere_j: exact", "jonckheere_j: normal, tie correction", "jonckheere_j_p: exact", "jonckheere_j_p: normal, tie correction",
		"kruskal_wallis_h: tie correction", "kruskal_wallis_h_df: tie correction", "kruskal_wallis_h_p: tie correction",
		"mann_whitney_w: exact", "mann_whitney_w: normal, tie and continuity correction", "mann_whitney_w_p: exact", "mann_whitney_w_p: normal, tie and continuity correction",
		"mcnemar_chi_square: no continuity correction", "mcnemar_chi_square_df: no continuity correction", "mcnemar_chi_square_p: no continuity correction", "mcnemar_exact_p: exact",
		"mean_change: t", "mean_difference: games-howell", "mean_difference: welch", "median: type 7", "monte_carlo_p: 50000 tables, seed 2", "odds_ratio: log wald",
		"pearson_r: fisher z", "pearson_r_p: t", "percent: clopper-pearson", "percent: wilson", "q1: type 7", "q3: type 7",
		"reliable_change: 1.96 sqrt(2) sem", "risk_difference: newcombe", "risk_ratio: log wald", "sd: n-1",
		"signed_rank_v: normal, tie and continuity correction", "signed_rank_v_p: normal, tie and continuity correction",
		"spearman_rho: fisher z, bonett-wright", "spearman_rho_p: t",
	}
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(named))); diff != "" {
		t.Error(diff)
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

// More groups than are compared two by two: it is said by name, in every format.
func TestManyGroupsAreNotPaired(t *testing.T) {
	var b strings.Builder
	b.WriteString("id,site")
	for item := range 22 {
		fmt.Fprintf(&b, ",mbi%d", item+1)
	}
	for i := range 2 * (summary.MostPairs + 1) {
		fmt.Fprintf(&b, "\np%d,s%d", i, i/2)
		for item := range 22 {
			fmt.Fprintf(&b, ",%d", (i*item+i)%7)
		}
	}
	file := filepath.Join(t.TempDir(), "sites.csv")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	for format, want := range map[string]string{"json": `"code": "pairs-not-compared"`, "text": "More than 20 groups: they are not compared two by two."} {
		got := compared(t, "--by", "site", "--min-group", "1", "--format", format, file)
		if !strings.Contains(got, want) || strings.Contains(got, "Games-Howell") || strings.Contains(got, "games_howell") {
			t.Errorf("%s: %s", format, got)
		}
	}
}

func TestPlainNumber(t *testing.T) {
	for text, want := range map[string]float64{"27": 27, "38,5": 38.5, "-0.25": -0.25, "1e3": 1000} {
		if x, err := plainNumber(text); err != nil || x != want {
			t.Errorf("%q: %v, %v", text, x, err)
		}
	}
	for _, text := range []string{"", "NaN", "inf", "1.234,5", "0x10", "12 ans", "1e999", ",5", "1_000"} {
		if x, err := plainNumber(text); err == nil {
			t.Errorf("%q is read as %v", text, x)
		}
	}
}
