package cmd

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"burnout/cmd/internal/streams"
	"burnout/mbi/locale"
	"burnout/mbi/yamlfile"
	"burnout/scoring/published"
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

// What is read at a terminal of 80 columns fits, in both languages.
func TestPublishedFits80Columns(t *testing.T) {
	for _, l := range locale.Languages {
		for _, id := range published.StudyIDs() {
			s, _ := published.Embedded(id)
			var b strings.Builder
			if err := (publishedReport{published.Analyze(s), locale.For(l)}).writeText(&b, 80); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(b.String()) {
				if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 80 {
					t.Errorf("%s %s: %d columns: %s", l, id, n, line)
				}
			}
		}
	}
}

// between returns the part of a text from begin up to end.
func between(text, begin, end string) string {
	_, text, _ = strings.Cut(text, begin)
	text, _, _ = strings.Cut(text, end)
	return begin + text
}
