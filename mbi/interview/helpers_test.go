package interview

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"burnout/mbi"
	"burnout/mbi/form"
	"burnout/mbi/locale"
)

// options returns an interview in a language, without a draft.
func options(t testing.TB, lang locale.Language) Options {
	t.Helper()
	f, err := form.Embedded(string(lang))
	if err != nil {
		t.Fatal(err)
	}
	return Options{Form: f, Text: locale.For(lang)}
}

// open opens a draft and closes it when the test ends.
func open(t testing.TB, path string, f form.Form) *Draft {
	t.Helper()
	d, err := OpenDraft(path, f)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// drafted returns an interview with a draft in a folder of its own, which is the
// home folder, so that the path is the same on every machine.
func drafted(t testing.TB, lang locale.Language) Options {
	t.Helper()
	o := options(t, lang)
	o.Home = t.TempDir()
	o.Draft = open(t, filepath.Join(o.Home, "mbi", "draft.json"), o.Form)
	return o
}

// blank returns the looks of a terminal without colours.
func blank() styles { return newStyles(lipgloss.NewRenderer(io.Discard)) }

// asked returns an interview that has been given some keys.
func asked(o Options, keys ...any) *scale {
	s := newScale(o, blank())
	give(s, keys...)
	return s
}

// give sends keys to an interview: a string is one message of many characters,
// a [tea.KeyType] a key with a name.
func give(s *scale, keys ...any) {
	for _, k := range keys {
		switch k := k.(type) {
		case string:
			s.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(k)})
		case tea.KeyType:
			s.Update(tea.KeyMsg{Type: k})
		case tea.Msg:
			s.Update(k)
		}
	}
}

// paste is a bracketed paste.
func paste(text string) tea.Msg {
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text), Paste: true}
}

// answers reads answers from digits, "-" for a missing one; items that are not
// there are missing too.
func answers(digits string) mbi.Answers {
	a := mbi.NoAnswers()
	for i, r := range digits {
		if r != '-' {
			a[i] = mbi.Answer(r - '0')
		}
	}
	return a
}

// full is a run without a skipped item.
const full = "0123456012345601234560"

// must reads a file.
func must(t testing.TB, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// shows reports whether a screen says text, wherever its lines break.
func shows(s *scale, text string) bool {
	flat := strings.Join(strings.Fields(s.View()), " ")
	return strings.Contains(flat, strings.Join(strings.Fields(text), " "))
}
