package cmd

import (
	"bytes"
	"encoding/csv"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"burnout/cmd/internal/streams"
)

// Every number of the flat lists is R's, to 1e-9 of its size. Each section of the
// reference is a command line, run from the root of the project.
func TestCommandsEqualR(t *testing.T) {
	t.Chdir("..")
	reference, err := txtar.ParseFile("testdata/reference/commands.txtar")
	if err != nil {
		t.Fatal(err)
	}
	numbers := 0
	for _, section := range reference.Files {
		t.Run(section.Name, func(t *testing.T) {
			args := strings.Fields(section.Name)
			if file := args[len(args)-1]; strings.HasPrefix(file, "../") {
				if _, err := os.Stat(file); err != nil {
					t.Skip("the real cohort is not here")
				}
			}
			got := flatList(t, args)
			for _, r := range parsed(t, section.Data) {
				for _, want := range levelsOf(r) {
					key := keyOf(want)
					ours, listed := got[key]
					if !listed {
						t.Errorf("%q is not listed", key)
						continue
					}
					delete(got, key)
					for i, column := range []string{"value", "low", "high", "n", "lowest", "highest"} {
						if want[5+i] != "" && want[5+i] != "NA" {
							numbers++
						}
						if !equal(ours[i], want[5+i], strings.HasSuffix(key[3], "_p")) {
							t.Errorf("%q: %s is %s, R has %s", key, column, ours[i], want[5+i])
						}
					}
				}
			}
			for key := range got {
				t.Errorf("%q is listed, and R has no such number", key)
			}
		})
	}
	if len(reference.Files) < 50 || numbers < 30_000 {
		t.Errorf("%d sections, %d numbers", len(reference.Files), numbers)
	}
}

// flatList runs a command and returns the numbers of its flat list by table, group,
// subscale, statistic, level and item.
func flatList(t *testing.T, args []string) map[[6]string][]string {
	t.Helper()
	var out, errs bytes.Buffer
	s := &streams.Streams{In: &bytes.Buffer{}, Out: &out, Err: &errs, Getenv: func(string) string { return "" }}
	if code := Run(t.Context(), s, append(args, "--format", "csv")); code != exitDone {
		t.Fatalf("exit code %d: %s", code, &errs)
	}
	all := map[[6]string][]string{}
	for _, r := range parsed(t, out.Bytes())[1:] {
		if r[0] == "input" || r[0] == "thresholds" || r[0] == "interval" {
			continue // how the file was read
		}
		r = append(slices.Delete(r, 9, 10), "")[:12] // without the method; a summary has no items
		key := keyOf(r)
		if _, twice := all[key]; twice {
			t.Errorf("%q is listed twice", key)
		}
		all[key] = r[5:11]
	}
	return all
}

// keyOf is what names the number of a row.
func keyOf(r []string) [6]string { return [6]string(append(r[:5:5], r[11])) }

func parsed(t *testing.T, data []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// levelsOf parts a row of the reference into one for each level. What stands once
// is the same for all.
func levelsOf(r []string) [][]string {
	most := 1
	for _, cell := range r[4:] {
		most = max(most, len(strings.Fields(cell)))
	}
	rows := make([][]string, most)
	for i := range rows {
		rows[i] = slices.Clone(r)
		for j := range r[4:] {
			if cells := strings.Fields(r[4+j]); len(cells) > 1 {
				rows[i][4+j] = cells[i]
			}
		}
	}
	return rows
}

// equal compares a number with R's, which may be rounded where it is 0 in truth,
// unless it is a p.
func equal(got, want string, p bool) bool {
	if want == "" || want == "NA" {
		return got == ""
	}
	w, errW := strconv.ParseFloat(want, 64)
	g, errG := strconv.ParseFloat(got, 64)
	tolerance := 1e-9 * math.Abs(w)
	if !p {
		tolerance = max(tolerance, 1e-14)
	}
	return errW == nil && errG == nil && math.Abs(g-w) <= tolerance
}
