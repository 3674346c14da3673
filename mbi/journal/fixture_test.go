package journal

import (
	"flag"
	"os"
	"testing"
	"time"

	"burnout/mbi"
	"burnout/mbi/form"
)

var update = flag.Bool("update", false, "write the journal of testdata anew")

// fixture is a journal as this version writes it, which tests of commands read
// too; its passphrase is that of all tests.
const fixture = "../../testdata/journal"

// fixtureRuns are its runs.
var fixtureRuns = []struct {
	time, subject, form string
	kind                form.Kind
	language, answers   string
}{
	{"2025-09-15T18:40:00+02:00", "", "fr-adapted", form.Adapted, "fr", "2114103252142231445105"},
	{"2026-01-12T21:05:00+01:00", "", "fr-adapted", form.Adapted, "fr", "33251233-3143342354215"},
	{"2026-05-04T08:15:00+02:00", "", "fr-adapted", form.Adapted, "fr", "4434245423344443334434"},
	{"2026-02-03T10:00:00+01:00", "R07", "fr-adapted", form.Adapted, "fr", "1015014050051105555004"},
	{"2026-02-07T10:30:00+01:00", "R07", "en-licensed", form.Licensed, "en", "1115014150051105555104"},
}

// A journal of an older version is read by every later one.
func TestFixture(t *testing.T) {
	var want []Entry
	for _, r := range fixtureRuns {
		at, err := time.Parse(time.RFC3339, r.time)
		if err != nil {
			t.Fatal(err)
		}
		e := Entry{Time: at, Subject: r.subject, Form: r.form, Kind: r.kind, Language: r.language, Answers: mbi.NoAnswers()}
		for i := range e.Answers {
			if r.answers[i] != '-' {
				e.Answers[i] = mbi.Answer(r.answers[i] - '0')
			}
		}
		want = append(want, e)
	}
	if *update {
		if err := os.RemoveAll(fixture); err != nil {
			t.Fatal(err)
		}
		j, err := Create(fixture, words)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range want {
			save(t, j, e)
		}
	}
	dir := t.TempDir() // the modes of the source tree are left alone
	if err := os.CopyFS(dir, os.DirFS(fixture)); err != nil {
		t.Fatal(err)
	}
	j, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]Entry{}
	for _, e := range read(t, j) {
		got[e.Time.Format(time.RFC3339)] = e
	}
	if len(got) != len(want) {
		t.Errorf("%d runs", len(got))
	}
	for _, w := range want {
		g := got[w.Time.Format(time.RFC3339)]
		w.ID, w.Time = g.ID, g.Time
		if g != w {
			t.Errorf("got %+v, want %+v", g, w)
		}
	}
}
