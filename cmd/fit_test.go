package cmd

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"burnout/cmd/internal/render"
	"burnout/cmd/internal/streams"
	"burnout/mbi/locale"
)

// However long the words of a study, of definitions or of groups, what is read at
// a terminal of 80 columns fits, in both languages, wide signs counted as two.
func TestLongWordsFit80Columns(t *testing.T) {
	const cohort = "../testdata/cohorts/interns.csv"
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	random := rand.New(rand.NewPCG(7, 0))
	of := func(signs string, most int) string {
		word := []rune("x")
		for range random.IntN(most) {
			r := []rune(signs)
			word = append(word, r[random.IntN(len(r))])
		}
		return string(word)
	}
	for range 8 {
		word := func() string { return of("aaaaéW界 \u00a0", 100) }
		id := func() string { return of("abc-12", 90) }
		study := write("study.yaml", fmt.Sprintf(`id: %s
title: %q
source: %q
note: %q
thresholds: %s
samples: {%q: 214, other: 302}
proportions:
  - {of: ee-high, percent: 26.2, where: %q, interval: [20.4, 32.6]}
  - {label: %q, count: 31, percent: 14.6}
totals: [{label: %q, parts: [{label: %q, percent: 47.2}, {label: b, count: 113}]}]
means:
  - {of: pa, mean: 34.20, sd: 7.39, where: %q, alpha: 0.71}
  - {label: %q, mean: 3.43, sd: 99.21, range: [0, 6]}
tables: [{label: %q, columns: [a, b, c], rows: [{label: a, counts: [9, 2, 4]}, {label: b, counts: [3, 5, 4]}], p: 0.7}]
comparisons: [{label: %q, groups: [{label: a, n: 32, mean: 9.9, sd: 7.2}, {label: b, n: 30, mean: 4.6, sd: 4.4}], t: 4.1}]
`, id(), word(), word(), word(), id(), word(), word(), word(), word(), word(), word(), word(), word(), word()))
		table := write("table.yaml", fmt.Sprintf(`id: %s
title: %q
source: %q
subscales:
  emotional_exhaustion:    {moderate: 18, high: 30}
  depersonalization:       {moderate: 6, high: 12}
  personal_accomplishment: {moderate: 34, high: 40}
definitions:
  %s: {all: [ee high, {any: [dp high, dp moderate, {at_least: 2, of: [pa low, ee moderate, dp low]}]}]}
`, id(), word(), word(), "z-"+id()))
		group, column := of("aaé界", 100), of("é", 60)
		for _, l := range locale.Languages {
			for _, args := range [][]string{
				{"published", study, "--cohort", cohort, "-q"},
				{"definitions", "--thresholds", table, cohort, "-q"},
				{"simulate", "--group", column + "=" + group + ":5,b:4", "--effect", column + "=" + group + ":dp=0.4"},
			} {
				var out, err strings.Builder
				s := &streams.Streams{Out: &out, Err: &err, Columns: 80, Getenv: os.Getenv}
				code := Run(t.Context(), s, append(args, "--lang", string(l)))
				if args[0] == "simulate" {
					out, err = err, strings.Builder{}
				}
				if code != 0 {
					t.Fatalf("%v: code %d: %s%s", args, code, out.String(), err.String())
				}
				for line := range strings.Lines(out.String()) {
					if n := render.Width(strings.TrimSuffix(line, "\n")); n > 80 {
						t.Fatalf("%v: %d columns: %s", args, n, line)
					}
				}
			}
		}
	}
}
