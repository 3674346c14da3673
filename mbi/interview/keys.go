package interview

import (
	"strings"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"burnout/mbi"
	"burnout/mbi/locale"
)

// azerty is the digit row of a French keyboard without Shift: the key of the
// digit n stands at place n.
const azerty = `à&é"'(-`

// press acts on one message of the keyboard.
func (s *scale) press(msg tea.KeyMsg) tea.Cmd {
	if msg.Alt || s.deaf() {
		return nil
	}
	s.hint = ""
	switch msg.Type {
	case tea.KeyRight, tea.KeyDown:
		s.point(s.cursor + 1)
	case tea.KeyLeft, tea.KeyUp:
		// From no anchor there is none to go back to.
		s.point(max(s.cursor-1, min(s.cursor, 0)))
	case tea.KeyEnter:
		return s.enter()
	case tea.KeyBackspace, tea.KeyCtrlH:
		return s.goBack()
	case tea.KeyRunes:
		return s.runes(msg)
	}
	return nil
}

// deaf reports whether keys do nothing now: after the end, and while the window
// is too small for the page, as nothing is answered unseen.
func (s *scale) deaf() bool {
	_, fits := s.page()
	return s.leaving || !fits
}

// point moves the cursor, up to the last anchor or line.
func (s *scale) point(to int) { s.cursor = min(to, s.lines()-1) }

// lines counts the places that the cursor can take.
func (s *scale) lines() int {
	switch {
	case s.resuming:
		return resumeLines
	case s.state.at == review:
		return 1 + len(s.state.passed())
	}
	return len(s.Form.Anchors)
}

// runes acts on typed or pasted characters, one by one: a terminal hands over
// together whatever it has read together.
func (s *scale) runes(msg tea.KeyMsg) tea.Cmd {
	act := s.typed
	if msg.Paste {
		act = s.pasted
	}
	for _, r := range msg.Runes {
		if cmd, more := act(r); cmd != nil || !more || s.deaf() {
			return cmd
		}
	}
	return nil
}

// typed acts on one typed character and reports whether the next one counts.
// It always does, as if each had come alone.
func (s *scale) typed(r rune) (tea.Cmd, bool) {
	if !s.onItem() {
		return nil, true
	}
	if v, ok := s.digit(r); ok {
		return s.move(s.state.answer(v)), true
	}
	if string(unicode.ToLower(r)) == s.text().Keys.Skip[0] {
		return s.move(s.state.skip()), true
	}
	s.hint = s.digits(s.text().Hint)
	return nil, true
}

// pasted acts on one pasted character and reports whether the next one counts.
// Only plain digits with blanks, commas or semicolons between them are answers:
// after any other sign the digits that follow would land on the wrong items.
func (s *scale) pasted(r rune) (tea.Cmd, bool) {
	if !s.onItem() {
		return nil, false
	}
	if unicode.IsSpace(r) || r == ',' || r == ';' {
		return nil, true
	}
	v, ok := plain(r)
	if !ok {
		s.hint = s.digits(s.text().Paste)
		return nil, false
	}
	return s.move(s.state.answer(v)), true
}

// digit returns the answer that a key stands for. On a French keyboard that is
// the same with and without Shift.
func (s *scale) digit(r rune) (mbi.Answer, bool) {
	if s.Form.Language == string(locale.French) {
		for v, key := range []rune(azerty) {
			if r == key {
				return mbi.Answer(v), true
			}
		}
	}
	return plain(r)
}

// plain returns the answer that a digit stands for.
func plain(r rune) (mbi.Answer, bool) {
	v := strings.IndexRune("0123456", r)
	return mbi.Answer(v), v >= 0
}

// enter takes what the cursor is on.
func (s *scale) enter() tea.Cmd {
	switch {
	case s.resuming:
		return s.chooseResume()
	case s.state.at == review:
		return s.chooseReview()
	case s.cursor != none:
		return s.move(s.state.answer(mbi.Answer(s.cursor)))
	case s.state.settled(s.state.at):
		// A skipped item that was come back to stays skipped.
		return s.move(s.state.forward())
	}
	s.hint = s.digits(s.text().Hint)
	return nil
}

// goBack shows the page before. Before item 1 and the offer to go on is none.
func (s *scale) goBack() tea.Cmd {
	if next := s.state.back(); !s.resuming && next != s.state {
		return s.move(next)
	}
	return nil
}

// The lines of the offer to go on with a draft.
const (
	goOn = iota
	restart
	leave
	resumeLines
)

// chooseResume acts on the offer to go on with a draft.
func (s *scale) chooseResume() tea.Cmd {
	if s.cursor == leave {
		return s.leave(tea.Interrupt)
	}
	if s.cursor == restart {
		if err := s.Draft.erase(); err != nil {
			return s.fail(err)
		}
		s.state = s.Draft.state()
	}
	s.resuming = false
	s.arrive()
	return nil
}

// chooseReview ends the run, or goes back to the skipped item under the cursor.
func (s *scale) chooseReview() tea.Cmd {
	if s.cursor > 0 {
		return s.move(s.state.jump(s.state.passed()[s.cursor-1]))
	}
	s.confirmed = true
	return s.leave(huh.NextField)
}
