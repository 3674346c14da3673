package stats

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// reference reads the rows of one statistic from stats.csv.
func reference(t *testing.T, statistic string) (arguments, values [][]float64) {
	t.Helper()
	for _, row := range readCSV(t, "../../testdata/reference/stats.csv") {
		if row[0] == statistic {
			arguments = append(arguments, numbers(t, row[1]))
			values = append(values, numbers(t, row[2]))
		}
	}
	if len(values) == 0 {
		t.Fatalf("no reference values for %s", statistic)
	}
	return arguments, values
}

func readCSV(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// numbers reads numbers between blanks; R's NA is NaN.
func numbers(t *testing.T, s string) []float64 {
	t.Helper()
	var v []float64
	for _, w := range strings.Fields(strings.ReplaceAll(s, "NA", "NaN")) {
		x, err := strconv.ParseFloat(w, 64)
		if err != nil {
			t.Fatal(err)
		}
		v = append(v, x)
	}
	return v
}

// expect compares a value with R's: relatively, or, near 0 where rounding is all
// that R has, to 1e-14.
func expect(t *testing.T, name string, got float64, ok bool, want, tolerance float64) {
	t.Helper()
	if ok == math.IsNaN(want) || ok && !(math.Abs(got-want) <= tolerance*math.Abs(want)+1e-14) {
		t.Errorf("%s: %v %v, want %v", name, got, ok, want)
	}
}
