package cmd

import (
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/streams"
	"burnout/mbi/locale"
	"burnout/mbi/yamlfile"
	"burnout/scoring/published"
	"burnout/scoring/summary"
)

// The study files that the help and the README show are valid.
func TestShownStudiesAreValid(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	help := newPublished(&streams.Streams{Getenv: os.Getenv}).Long
	for name, text := range map[string]string{
		"help":   between(help, "  id: mine", "\n\nof is one of"),
		"README": between(string(readme), "id: mine", "```"),
	} {
		n, err := yamlfile.Parse(name, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := published.Decode(n); err != nil {
			t.Error(err)
		}
	}
}

// What is read at a terminal of 80 columns fits, in both languages, with a cohort
// beside the study.
func TestPublishedFits80Columns(t *testing.T) {
	for _, l := range locale.Languages {
		for _, id := range published.StudyIDs() {
			var b strings.Builder
			s := &streams.Streams{Out: &b, Err: io.Discard, Columns: 80, Getenv: os.Getenv}
			if code := Run(t.Context(), s, []string{"published", id, "--cohort", "../testdata/cohorts/interns.csv", "--lang", string(l)}); code != 0 {
				t.Fatalf("%s: code %d", id, code)
			}
			for line := range strings.Lines(b.String()) {
				if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 80 {
					t.Errorf("%s %s: %d columns: %s", l, id, n, line)
				}
			}
		}
	}
}

// Every flag that says how a cohort is read, or counted, is refused without one.
func TestReadingFlagsBelongToACohort(t *testing.T) {
	c := &cobra.Command{}
	(&readFlags{}).add(c)
	thresholdsFlag(c)
	var names []string
	for _, m := range regexp.MustCompile(`(?m)^ +(?:-\w, )?--([a-z-]+)`).FindAllStringSubmatch(c.Flags().FlagUsages(), -1) {
		names = append(names, m[1])
	}
	want := slices.Sorted(slices.Values(readingFlags))
	if !slices.Equal(slices.Sorted(slices.Values(names)), want) {
		t.Errorf("flags %v, refused without --cohort: %v", names, want)
	}
}

// The same table has the same Monte Carlo p beside a study and of a cohort.
func TestRandomTablesAreTheSame(t *testing.T) {
	if published.Replicates != summary.Replicates || published.Seed != summary.Seed {
		t.Error("published and summary draw other random tables")
	}
}

// between returns the part of a text from begin up to end.
func between(text, begin, end string) string {
	_, text, _ = strings.Cut(text, begin)
	text, _, _ = strings.Cut(text, end)
	return begin + text
}
