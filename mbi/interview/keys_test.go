package interview

import (
	"fmt"
	"slices"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/google/go-cmp/cmp"

	"burnout/mbi"
	"burnout/mbi/locale"
)

const (
	up, down    = tea.KeyUp, tea.KeyDown
	left, right = tea.KeyLeft, tea.KeyRight
	enter, del  = tea.KeyEnter, tea.KeyBackspace
)

func TestKeys(t *testing.T) {
	for _, c := range []struct {
		name    string
		lang    locale.Language
		keys    []any
		answers string
		passed  []int
		at      int
		cursor  int
	}{
		{"nothing is suggested", "fr", nil, "", nil, 1, none},
		{"a digit answers and moves on", "fr", []any{"3"}, "3", nil, 2, none},
		{"seven is no answer", "fr", []any{"7"}, "", nil, 1, none},
		{"a letter is no answer", "en", []any{"x"}, "", nil, 1, none},
		{"two equal digits are two answers", "en", []any{"3", "3"}, "33", nil, 3, none},
		{"a burst", "en", []any{"0123"}, "0123", nil, 5, none},
		{"a burst with slips in it", "en", []any{"0x9 1"}, "01", nil, 3, none},
		{"a burst with a skip", "en", []any{"0s1"}, "0-1", []int{2}, 4, none},
		{"the French row without Shift", "fr", []any{"à", "&", "é", `"`, "'", "(", "-"}, "0123456", nil, 8, none},
		{"the French row in a burst", "fr", []any{`à&é"'(-`}, "0123456", nil, 8, none},
		{"the French row is French", "en", []any{`à&é"'(-`}, "", nil, 1, none},
		{"an Alt key is none", "fr", []any{tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("3"), Alt: true}}, "", nil, 1, none},
		{"the first Down is on 0", "en", []any{down}, "", nil, 1, 0},
		{"the first Right is on 0", "en", []any{right}, "", nil, 1, 0},
		{"Up and Left from none stay there", "en", []any{up, left}, "", nil, 1, none},
		{"Up stops at 0", "en", []any{down, down, up, up, up}, "", nil, 1, 0},
		{"Down stops at 6", "en", []any{down, down, down, down, down, down, down, down, right}, "", nil, 1, 6},
		{"Enter takes the anchor under the cursor", "en", []any{down, down, down, enter}, "2", nil, 2, none},
		{"Enter without a cursor does nothing", "en", []any{enter}, "", nil, 1, none},
		{"a space does nothing", "en", []any{down, tea.KeySpace}, "", nil, 1, 0},
		{"Backspace goes back", "en", []any{"34", del}, "34", nil, 2, 4},
		{"so does Ctrl-H", "en", []any{"34", tea.KeyCtrlH}, "34", nil, 2, 4},
		{"Backspace stops at item 1", "en", []any{"3", del, del, del}, "3", nil, 1, 3},
		{"an answer can be changed", "en", []any{"34", del, "5"}, "35", nil, 3, none},
		{"Enter keeps an answer", "en", []any{"34", del, del, enter}, "34", nil, 2, 4},
		{"s skips", "fr", []any{"s"}, "", []int{1}, 2, none},
		{"so does S", "fr", []any{"S"}, "", []int{1}, 2, none},
		{"s takes an answer back", "fr", []any{"3", del, "s"}, "", []int{1}, 2, none},
		{"a skipped item can be answered", "fr", []any{"s", del, "0"}, "0", nil, 2, none},
		{"Enter keeps an item skipped", "fr", []any{"s", del, enter}, "", []int{1}, 2, none},
		{"a paste", "fr", []any{paste("012")}, "012", nil, 4, none},
		{"a paste with separators", "fr", []any{paste("0, 1;2\n\t3\r\n")}, "0123", nil, 5, none},
		{"a paste ends at a sign that is no answer", "fr", []any{paste("01923")}, "01", nil, 3, none},
		{"pasted words are no answers", "fr", []any{paste("réponses 3")}, "", nil, 1, none},
		{"22 digits lead to the review", "en", []any{full}, full, nil, review, 0},
		{"surplus digits change nothing", "en", []any{full + "666", "5", paste("44")}, full, nil, review, 0},
		{"a surplus paste changes nothing", "en", []any{paste(full + "666")}, full, nil, review, 0},
		{"nor does a surplus skip", "en", []any{full + "s"}, full, nil, review, 0},
		{"Backspace leads from the review to item 22", "en", []any{full, del}, full, nil, 22, 0},
		{"and digits go on from there", "en", []any{full, del, del, del, "345"}, full[:19] + "345", nil, review, 0},
		{"a jump from the review", "en", []any{"0s1s" + full[4:], down, down, enter}, "0-1-" + full[4:], []int{2, 4}, 4, none},
		{"comes back to it", "en", []any{"0s1s" + full[4:], down, down, enter, "666"}, "0-16" + full[4:], []int{2}, review, 0},
		{"without an answer too", "en", []any{"0s1s" + full[4:], down, enter, del}, "0-1-" + full[4:], []int{2, 4}, review, 0},
		{"the cursor of the review stops at the last", "en", []any{"s" + full[1:], down, down, down}, "-" + full[1:], []int{1}, review, 1},
		{"and at the first", "en", []any{"s" + full[1:], up}, "-" + full[1:], []int{1}, review, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := asked(options(t, c.lang), c.keys...)
			if d := cmp.Diff(answers(c.answers), s.state.answers); d != "" {
				t.Error(d)
			}
			if s.state.at != c.at || s.cursor != c.cursor || !slices.Equal(s.state.passed(), c.passed) {
				t.Errorf("at %d, cursor %d, skipped %v; want %d, %d, %v",
					s.state.at, s.cursor, s.state.passed(), c.at, c.cursor, c.passed)
			}
			if s.leaving {
				t.Error("the run is over")
			}
		})
	}
}

func TestEnterConfirmsAndKeysAfterItAreNone(t *testing.T) {
	s := asked(options(t, "en"), full, enter)
	if !s.confirmed || !s.leaving {
		t.Fatal("not confirmed")
	}
	before := s.state
	give(s, "6", del, "6", enter, paste("5"))
	if s.state != before {
		t.Error("a key after the end changed the run")
	}
}

func TestHintAnswersAKeyThatIsNone(t *testing.T) {
	s := asked(options(t, "en"), "x")
	if !shows(s, "Type a digit from 0 to 6, or s") {
		t.Error(s.View())
	}
	if give(s, "1"); s.hint != "" {
		t.Error("the hint stays on the next item")
	}
	if give(s, paste("7")); !shows(s, "Pasted text was read up to the first sign") {
		t.Error(s.View())
	}
}

// A scale is answered only where it is seen.
func TestKeysDoNothingInATooSmallWindow(t *testing.T) {
	s := asked(options(t, "en"), tea.WindowSizeMsg{Width: 80, Height: 8}, "3", down, enter)
	if s.state != start() {
		t.Error("an answer was taken unseen")
	}
	if give(s, tea.WindowSizeMsg{Width: 80, Height: 24}, "3"); s.state.at != 2 {
		t.Error("no answer is taken after the window was enlarged")
	}
}

// The same in the middle of a burst: item 7 is a line longer than item 6.
func TestBurstStopsAtAPageThatDoesNotFit(t *testing.T) {
	s := asked(options(t, "fr"), full[:5], tea.WindowSizeMsg{Width: 40, Height: 10}, "345")
	if s.state.at != 7 || !s.deaf() {
		t.Errorf("at %d", s.state.at)
	}
}

// A hint must not make the page too high, or nothing would take it away.
func TestHintNeverLocksTheKeys(t *testing.T) {
	o := options(t, "fr")
	for h := 1; h < 30; h++ {
		s := asked(o, tea.WindowSizeMsg{Width: 40, Height: h})
		if s.deaf() {
			continue
		}
		if give(s, "x"); s.deaf() {
			t.Errorf("height %d: the hint locks the keys", h)
		}
	}
}

func TestResume(t *testing.T) {
	for _, c := range []struct {
		keys    []any
		at      int
		answers string
		leaving bool
	}{
		{[]any{"66", paste("6"), del}, 3, "35", false}, // only the menu's keys count
		{[]any{enter}, 3, "35", false},
		{[]any{enter, "4"}, 4, "354", false},
		{[]any{down, enter}, 1, "", false},
		{[]any{down, enter, "1"}, 2, "1", false},
		{[]any{down, down, enter, "1"}, 3, "35", true},
		{[]any{down, down, down, up, up, enter, "4"}, 4, "354", false},
	} {
		t.Run(fmt.Sprint(c.keys), func(t *testing.T) {
			o := drafted(t, "en")
			asked(o, "35")
			s := asked(o, c.keys...)
			if s.state.answers != answers(c.answers) || s.state.at != c.at || s.leaving != c.leaving {
				t.Errorf("%v at %d, leaving %v", s.state.answers, s.state.at, s.leaving)
			}
			if s.state != o.Draft.state() || s.confirmed {
				t.Error("the draft differs from the screen")
			}
		})
	}
}

// Two skipped items, no answer: missing, which is not 0, and not unreached.
func TestSkippedIsMissing(t *testing.T) {
	s := asked(options(t, "fr"), "ss")
	if s.state.answers != mbi.NoAnswers() {
		t.Error(s.state.answers)
	}
	if s.state.reached() != 2 || s.state.settled(3) {
		t.Error("skipped and unreached are mixed up")
	}
	if give(s, del); !shows(s, "Question passée") {
		t.Error(s.View())
	}
}
