package interview

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"burnout/mbi/locale"
)

var update = flag.Bool("update", false, "write the golden files again")

// golden compares got with a file of testdata, or writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(must(t, path), got); d != "" {
		t.Errorf("%s (go test ./mbi/interview -update writes it again):\n%s", path, d)
	}
}

// screens are the pages to look at, and the keys that lead to them.
func screens(t *testing.T, lang locale.Language) (names []string, pages []*scale) {
	add := func(name string, o Options, keys ...any) {
		names, pages = append(names, name), append(pages, asked(o, keys...))
	}
	add("first item", drafted(t, lang))
	add("first item, nothing kept", options(t, lang))
	add("item 7, cursor on 2", drafted(t, lang), "012345", right, right, right)
	add("item 7, answered 3 before", drafted(t, lang), "0123453", del)
	add("item 7, skipped before", drafted(t, lang), "012345s", del)
	add("item 7, a key that is none", drafted(t, lang), "012345x")
	add("review", drafted(t, lang), full)
	add("review, three skipped, cursor on the second", drafted(t, lang), "s01234s5601234s6012345", down, down)
	add("review, all skipped, cursor on item 12", drafted(t, lang),
		strings.Repeat("s", 22), down, down, down, down, down, down, down, down, down, down, down, down)
	o := drafted(t, lang)
	asked(o, "0123s5")
	add("resume at item 7", o)
	o = drafted(t, lang)
	asked(o, full)
	add("resume at the review, cursor on the second line", o, down)
	return names, pages
}

func TestScreens(t *testing.T) {
	for _, lang := range locale.Languages {
		names, pages := screens(t, lang)
		for _, size := range []tea.WindowSizeMsg{{Width: 80, Height: 24}, {Width: 40, Height: 20}, {Width: 120, Height: 40}, {Width: 40, Height: 9}} {
			var b strings.Builder
			for i, s := range pages {
				give(s, size)
				view := s.View()
				fmt.Fprintf(&b, "=== %s\n%s\n", names[i], strings.ReplaceAll(view, "\u00a0", "~"))
				check(t, names[i], view, size)
			}
			golden(t, fmt.Sprintf("%s-%dx%d.txt", lang, size.Width, size.Height), b.String())
		}
	}
}

// check holds a view against the size of its window.
func check(t testing.TB, name, view string, size tea.WindowSizeMsg) {
	t.Helper()
	lines := strings.Split(view, "\n")
	if len(lines) > size.Height {
		t.Errorf("%s: %d lines at %dx%d", name, len(lines), size.Width, size.Height)
	}
	for _, line := range lines {
		if ansi.StringWidth(line) > size.Width {
			t.Errorf("%s: %q is too wide for %d", name, line, size.Width)
		}
	}
}

// Whatever the window, the question and its seven anchors show together, each
// beside its digit, or none of them does.
func TestNeverACutScale(t *testing.T) {
	for _, lang := range locale.Languages {
		o := options(t, lang)
		for item := range o.Form.Items {
			s := asked(o, full[:item])
			for _, size := range []tea.WindowSizeMsg{{Width: 80, Height: 24}, {Width: 40, Height: 20}, {Width: 120, Height: 40}} {
				if give(s, size); !whole(s) {
					t.Errorf("%s item %d at %dx%d:\n%s", lang, item+1, size.Width, size.Height, s.View())
				}
			}
			for h := range 30 {
				give(s, tea.WindowSizeMsg{Width: 33, Height: h})
				if !whole(s) && !shows(s, s.text().Small) && h > 4 {
					t.Errorf("%s item %d, %d lines:\n%s", lang, item+1, h, s.View())
				}
			}
		}
	}
}

// whole reports whether the question and all anchors are on the screen.
func whole(s *scale) bool {
	for v, anchor := range s.Form.Anchors {
		if !shows(s, fmt.Sprintf("%d %s", v, anchor)) {
			return false
		}
	}
	return shows(s, s.Form.Items[s.state.at-1])
}

// A colour carries nothing: without colours the cursor and the answer show.
func TestStateWithoutColour(t *testing.T) {
	s := asked(options(t, "en"), "3", del, down)
	if !shows(s, "> 4 Once a week") || !shows(s, "3 A few times a month ✓") {
		t.Error(s.View())
	}
	if strings.Contains(s.View(), "\x1b") {
		t.Error("escape codes where there are no colours")
	}
}

// No picture characters: fonts and screen readers stumble over them.
func TestNoEmoji(t *testing.T) {
	_, pages := screens(t, locale.French)
	for _, s := range pages {
		for _, r := range s.View() {
			if r > 0x27ff {
				t.Errorf("%q", r)
			}
		}
	}
}

func TestShorten(t *testing.T) {
	sep := string(filepath.Separator)
	home := sep + "home" + sep + "ada"
	for path, want := range map[string]string{
		home + sep + "x":   "~" + sep + "x",
		home + "x" + sep:   home + "x" + sep,
		sep + "tmp":        sep + "tmp",
		sep + "tmp" + home: sep + "tmp" + home,
	} {
		if got := shorten(path, home); got != want {
			t.Errorf("shorten(%q) = %q", path, got)
		}
		if got := shorten(path, ""); got != path {
			t.Errorf("shorten(%q) without a home = %q", path, got)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"one two three", 7, "one two|three"},
		{"one two three", 0, "one two three"},
		{"one\u00a0two three", 7, "one\u00a0two|three"},
		{"one two\u00a0three", 9, "one|two\u00a0three"},
		{"à é è", 3, "à é|è"},
		{"in /a/long/path", 6, "in|/a/lon|g/path"},
		{"", 5, ""},
		{"a  b", 9, "a  b"},
	} {
		if got := strings.Join(wrap(c.text, c.width), "|"); got != c.want {
			t.Errorf("wrap(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func TestWindow(t *testing.T) {
	list := strings.Split("abcdefgh", "")
	for _, c := range []struct {
		at, n int
		want  string
	}{
		{0, 8, "abcdefgh"}, {0, 9, "abcdefgh"}, {-1, 4, "abc…"}, {0, 4, "abc…"}, {3, 4, "…cd…"}, {7, 4, "…fgh"}, {4, 3, "…e…"},
	} {
		if got := strings.Join(window(list, c.at, c.n, "…"), ""); got != c.want {
			t.Errorf("window at %d of %d: %s, want %s", c.at, c.n, got, c.want)
		}
	}
}
