package interview

import (
	"path/filepath"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"pgregory.net/rapid"

	"burnout/mbi"
	"burnout/mbi/locale"
)

// message draws a key, a burst, a paste or a new window size.
func message() *rapid.Generator[tea.Msg] {
	typed := rapid.Map(rapid.StringOfN(rapid.RuneFrom([]rune(`0123456789sSxé&-" ,;`)), 1, 30, -1), func(s string) tea.Msg {
		return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)}
	})
	pasted := rapid.Map(rapid.StringOfN(rapid.RuneFrom([]rune("0123456 \nsx,")), 1, 30, -1), paste)
	named := rapid.Map(rapid.SampledFrom([]tea.KeyType{
		up, down, left, right, enter, enter, del, del, tea.KeyCtrlH, tea.KeyTab, tea.KeyEsc, tea.KeySpace, tea.KeyHome,
	}), func(k tea.KeyType) tea.Msg { return tea.KeyMsg{Type: k} })
	size := rapid.Custom(func(t *rapid.T) tea.Msg {
		return tea.WindowSizeMsg{Width: rapid.IntRange(0, 130).Draw(t, "w"), Height: rapid.IntRange(0, 50).Draw(t, "h")}
	})
	return rapid.OneOf(typed, typed, named, named, named, pasted, size)
}

// Whatever is pressed, pasted or resized: the state is one that a run can come
// to, the file holds the state on the screen, and the page fits the window.
func TestAnySequenceOfKeys(t *testing.T) {
	o := options(t, locale.French)
	path := filepath.Join(t.TempDir(), "draft.json")
	rapid.Check(t, func(t *rapid.T) {
		if _, err := Discard(path); err != nil {
			t.Fatal(err)
		}
		o.Draft = reopen(t, nil, path, o)
		defer func() { o.Draft.Close() }()
		s := newScale(o, blank())
		for range rapid.IntRange(0, 60).Draw(t, "messages") {
			s.Update(message().Draw(t, "message"))
			sound(t, s)
			if s.leaving || rapid.IntRange(0, 9).Draw(t, "killed") == 0 {
				// As after a kill: another process reads what is on disk.
				kept := s.state
				o.Draft = reopen(t, o.Draft, path, o)
				if o.Draft.state() != kept {
					t.Fatalf("disk %+v, memory %+v", o.Draft.state(), kept)
				}
				s = newScale(o, blank())
			}
		}
	})
}

// reopen closes a draft and reads its file anew.
func reopen(t *rapid.T, d *Draft, path string, o Options) *Draft {
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	d, err := OpenDraft(path, o.Form)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// sound fails where the interview is in a state that must not be.
func sound(t *rapid.T, s *scale) {
	if err := s.state.answers.Check(); err != nil {
		t.Fatal(err)
	}
	if s.state.at < 1 || s.state.at > s.state.reached()+1 || s.state.at > review {
		t.Fatalf("at item %d, %d reached", s.state.at, s.state.reached())
	}
	if s.cursor < none || s.cursor >= s.lines() || s.cursor == none && !s.onItem() {
		t.Fatalf("cursor %d of %d", s.cursor, s.lines())
	}
	for item := 1; item <= mbi.Items; item++ {
		if s.settled(item) != (item <= s.state.reached()) {
			t.Fatalf("item %d: a gap in what was reached", item)
		}
	}
	if s.confirmed && s.state.reached() != mbi.Items {
		t.Fatal("confirmed before the end")
	}
	w, h := s.size()
	_ = s.View()
	if lines, ok := s.page(); ok && (len(lines) > h || w < minWidth) {
		t.Fatalf("%d lines in a window of %dx%d", len(lines), w, h)
	}
}

// settled reports whether an item is answered or skipped, never both.
func (s *scale) settled(item int) bool {
	return (s.state.answers.Of(item) != mbi.Missing) != s.state.skipped[item-1]
}
