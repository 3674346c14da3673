package cmd

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"burnout/cmd/internal/streams"
	"burnout/mbi/locale"
	"burnout/mbi/support"
)

// show runs mbi support at a moment.
func show(t *testing.T, moment, place string, change func(*supportOptions)) string {
	t.Helper()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	now, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		t.Fatal(err)
	}
	lang, format := locale.French, "text"
	o := supportOptions{lang: &lang, format: &format, now: now}
	change(&o)
	var out strings.Builder
	if err := runSupport(t.Context(), &streams.Streams{Out: &out, Err: &out}, &o, place); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// On a Tuesday at 3 in the morning of Paris it is 6 at La Réunion: only what
// answers day and night is shown, and what is left out is counted. At 9 in Paris
// the campus of La Réunion, where it is noon, answers, and the national lines say
// whose clock theirs are.
func TestSupportOpenNow(t *testing.T) {
	now := func(o *supportOptions) { o.openNow = true }
	night := show(t, "2026-01-06T02:00:00Z", "reunion", now)
	for _, want := range []string{"3114", "SOS Solitude", "Structures non montrées, dont les horaires ne sont pas connus", "jours fériés"} {
		if !strings.Contains(night, want) {
			t.Errorf("no %q at night", want)
		}
	}
	for _, no := range []string{"Cnaé", "SUMPPS", "vpefh@"} {
		if strings.Contains(night, no) {
			t.Errorf("%q at night", no)
		}
	}
	day := strings.Join(strings.Fields(show(t, "2026-01-06T09:00:00Z", "reunion", now)), " ")
	if !strings.Contains(day, "SUMPPS") || !strings.Contains(day, "sam. 10 h–14 h, heure de Paris, gratuit") {
		t.Errorf("at noon:\n%s", day)
	}
	// What matters most is on the screen when the page has scrolled.
	if end := "En cas d’idées noires : 3114. En cas de danger immédiat : 15 / 112."; !strings.HasSuffix(day, end) {
		t.Errorf("the page does not end with the lines:\n%s", day)
	}
}

// The file that the help shows is one that is read.
func TestSupportHelpShowsAFile(t *testing.T) {
	long := newSupport(&streams.Streams{Getenv: func(string) string { return "" }}).Long
	_, rest, _ := strings.Cut(long, "same id:\n\n")
	file, _, found := strings.Cut(rest, "\n\n")
	path := filepath.Join(t.TempDir(), "mine.yaml")
	if err := os.WriteFile(path, []byte(file), 0o600); err != nil || !found {
		t.Fatal(err, found)
	}
	if err := support.Default().AddFile(path); err != nil {
		t.Error(err)
	}
	for line := range strings.Lines(long) {
		if n := len([]rune(line)); n > 82 {
			t.Errorf("%d characters: %s", n, line)
		}
	}
}

// A run that is taken up again keeps its place.
func TestResumeKeepsThePlace(t *testing.T) {
	o := takeOptions{place: "saint etienne", form: "mine"}
	if got, want := o.resume(), `mbi take --form mine --place "saint etienne"`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// A place without a cell for victims of violence says so.
func TestSupportWithoutACell(t *testing.T) {
	for place, want := range map[string]bool{"amiens": true, "guyane": true, "besançon": true, "nièvre": true, "limoges": true, "rouen": false, "roanne": false, "": false} {
		page := show(t, "2026-01-06T09:00:00Z", place, func(*supportOptions) {})
		if strings.Contains(page, "aucune cellule contre les violences") != want {
			t.Errorf("%s says so: %v", place, !want)
		}
	}
	students := show(t, "2026-01-06T09:00:00Z", "amiens", func(o *supportOptions) { o.audience = support.Student })
	if strings.Contains(students, "aucune cellule") {
		t.Error("it is said to who asked for something else")
	}
}

// Every page fits the usual terminal.
func TestSupportFits(t *testing.T) {
	for _, p := range support.Default().Places {
		page := show(t, "2026-01-06T09:00:00Z", p.ID, func(o *supportOptions) { o.all = true })
		for line := range strings.Lines(page) {
			if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > 80 {
				t.Errorf("%s: %d characters: %s", p.ID, n, line)
			}
		}
	}
}

// The guide fits it too, in both languages.
func TestGuideFits(t *testing.T) {
	for _, lang := range locale.Languages {
		for _, name := range topicNames(lang) {
			var out strings.Builder
			if code := Run(t.Context(), &streams.Streams{Out: &out, Err: &out, Getenv: func(string) string { return "" }}, []string{"guide", name, "--lang", string(lang)}); code != 0 {
				t.Errorf("%s: code %d", name, code)
			}
			for line := range strings.Lines(out.String()) {
				if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > 80 {
					t.Errorf("%s: %d characters: %s", name, n, line)
				}
			}
		}
	}
}
