package stats

import (
	"encoding/csv"
	"errors"
	"io/fs"
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

// A cohort of testdata/reference/items.csv: its data, or where they are, and R's
// value of each statistic, NaN where R has none.
type expected struct {
	cohort string
	values map[string][]float64
}

// cohorts returns the cohorts that have the statistic.
func cohorts(t *testing.T, statistic string) []expected {
	t.Helper()
	var all []expected
	for _, row := range readCSV(t, "../../testdata/reference/items.csv")[1:] {
		if len(all) == 0 || all[len(all)-1].cohort != row[0] {
			all = append(all, expected{row[0], map[string][]float64{}})
		}
		all[len(all)-1].values[row[1]] = numbers(t, row[2])
	}
	var with []expected
	for _, e := range all {
		if _, ok := e.values[statistic]; ok {
			with = append(with, e)
		}
	}
	if len(with) < 20 {
		t.Fatalf("%d cohorts with %s, expected 20 or more", len(with), statistic)
	}
	return with
}

func readCSV(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) && path == realCohort {
		t.Skip("the real cohort is absent")
	}
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

// realCohort is real and not ours to republish, beside the project where it is
// present at all.
const realCohort = "../../../shared/data/byrne-elemm1-1to7.csv"

var key = map[string][]int{
	"ee": {1, 2, 3, 6, 8, 13, 14, 16, 20},
	"dp": {5, 10, 11, 15, 22},
	"pa": {4, 7, 9, 12, 17, 18, 19, 21},
}

// answers returns the answers of the cohort's respondents, one who left one out
// not among them. A cohort named interns.ee, say, is a subscale of a file.
func (e expected) answers(t *testing.T) [][]int64 {
	t.Helper()
	file, subscale, isFile := strings.Cut(e.cohort, ".")
	if isFile {
		return fileAnswers(t, file, key[subscale])
	}
	k, cells := int(e.values["answers"][0]), e.values["answers"][1:]
	var rows [][]int64
next:
	for len(cells) > 0 {
		row := make([]int64, k)
		for i := range row {
			row[i] = int64(cells[i])
		}
		cells = cells[k:]
		for _, v := range row {
			if v < 0 {
				continue next
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// fileAnswers returns the answers to items of the respondents of a cohort file who
// gave them all.
func fileAnswers(t *testing.T, file string, items []int) [][]int64 {
	t.Helper()
	path, first, never := "../../testdata/cohorts/interns.csv", 2, int64(0)
	if file == "real" {
		path, first, never = realCohort, 0, 1
	}
	var rows [][]int64
next:
	for _, cells := range readCSV(t, path)[1:] {
		var row []int64
		for _, item := range items {
			v, err := strconv.ParseInt(cells[first+item], 10, 64)
			if err != nil {
				continue next
			}
			row = append(row, v-never)
		}
		rows = append(rows, row)
	}
	return rows
}

// pairs returns the joint counts of the cohort. One named interns.ee-dp is of the
// sums of two subscales of a file.
func (e expected) pairs(t *testing.T) Joint {
	t.Helper()
	j := Joint{}
	file, subscales, isFile := strings.Cut(e.cohort, ".")
	if !isFile {
		for p := e.values["pairs"]; len(p) > 0; p = p[2:] {
			j.Add(p[0], int(p[1]))
		}
		return j
	}
	a, b, _ := strings.Cut(subscales, "-")
	k := len(key[a])
	for _, row := range fileAnswers(t, file, append(key[a][:k:k], key[b]...)) {
		var x, y int64
		for _, v := range row[:k] {
			x += v
		}
		for _, v := range row[k:] {
			y += v
		}
		j.Add(float64(x), int(y))
	}
	return j
}

// expect compares a value with R's: relatively, or, near 0 where rounding is all
// that R has, to 1e-14.
func expect(t *testing.T, name string, got float64, ok bool, want, tolerance float64) {
	t.Helper()
	if ok == math.IsNaN(want) || ok && !(math.Abs(got-want) <= tolerance*math.Abs(want)+1e-14) {
		t.Errorf("%s: %v %v, want %v", name, got, ok, want)
	}
}
