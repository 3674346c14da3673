package cmd

import (
	"bytes"
	"encoding/csv"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"burnout/cmd/internal/streams"
)

// The programs of testdata/bench stand in no package that is built with the
// others. Here they are built and run, so that the comparison can be run again:
// the data are read, and encoding/csv finds the numbers that mbi finds.
func TestBenchmarkPrograms(t *testing.T) {
	needs(t, "go")
	dir := t.TempDir()
	program := func(name string, args ...string) ([]byte, error) {
		source := "../testdata/bench/" + name + ".go"
		if out, err := exec.Command("go", "vet", source).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return exec.Command("go", append([]string{"run", source}, args...)...).Output()
	}
	must := func(out []byte, err error) []byte {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	save := func(name string, data []byte) string {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}

	answers := save("answers.csv", must(program("data", "400")))
	theirs := must(program("csv", answers))
	ours := summaryNumbers(t, answers)
	rows, err := csv.NewReader(bytes.NewReader(theirs)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(ours) {
		t.Errorf("%d numbers, %d of mbi", len(rows), len(ours))
	}
	for _, r := range rows {
		got, err := strconv.ParseFloat(r[3], 64)
		want, there := ours[[3]string(r)]
		if err != nil || !there || math.Abs(got-want) > 1e-9*want {
			t.Errorf("%s is %s, mbi finds %v", r[:3], r[3], want)
		}
	}

	// A comparison that finds no difference finds one.
	one := save("one.csv", theirs)
	if _, err := program("agree", one, save("same.csv", theirs)); err != nil {
		t.Errorf("the same numbers do not agree: %v", err)
	}
	if _, err := program("agree", one, save("short.csv", theirs[:len(theirs)-2])); err == nil {
		t.Error("other numbers agree")
	}
	must(program("empty"))
}

// summaryNumbers are what mbi summary finds that the other programs find too, by
// subscale, statistic and level.
func summaryNumbers(t *testing.T, file string) map[[3]string]float64 {
	t.Helper()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	var out, errs bytes.Buffer
	s := &streams.Streams{In: &bytes.Buffer{}, Out: &out, Err: &errs, Getenv: os.Getenv}
	if code := Run(t.Context(), s, []string{"summary", "--format", "csv", file}); code != 0 {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	numbers := map[[3]string]float64{}
	put := func(key [3]string, text string) {
		t.Helper()
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		numbers[key] = v
	}
	for _, r := range rows {
		table, subscale, statistic, level := r[0], r[2], r[3], r[4]
		scores := table == "scores" && !slices.Contains([]string{"prorated", "missing", "missing_answers", "item_mean", "skewness", "floor_percent", "ceiling_percent"}, statistic)
		if scores || statistic == "n" && table != "correlations" {
			put([3]string{subscale, statistic, level}, r[5])
		}
		if scores && statistic == "mean" {
			put([3]string{subscale, "n", ""}, r[8])
		}
	}
	return numbers
}
