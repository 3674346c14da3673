package interview

import (
	"context"
	"io"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"burnout/mbi/locale"
)

// none is the cursor on an item whose anchors are all untouched.
const none = -1

// scale is the whole interview as one [huh.Field]: the offer to go on with an
// unfinished run, the 22 items, the review.
//
// Update does everything at once and returns a command only to leave: commands
// run beside the loop that reads keys, so what a command would do to the next
// question could come after the key that answers it.
type scale struct {
	Options
	state  state
	styles styles
	// resuming is true while the offer to go on with a draft is on the screen.
	resuming bool
	// cursor is the anchor, or the line of a menu, that Enter takes.
	cursor int
	// hint is one line about the last key, empty where that was understood.
	hint string
	// width and height are those of the window; 0 is not known yet.
	width, height int
	// leaving is true once the run is over: keys that come after are no answers.
	leaving   bool
	confirmed bool
	// failure is an error of the draft, which ends the run.
	failure error
}

var _ huh.Field = (*scale)(nil)

// newScale returns the interview at the place where the draft left it.
func newScale(o Options, st styles) *scale {
	s := &scale{Options: o, styles: st, state: o.Draft.state(), resuming: o.Draft.Kept()}
	s.arrive()
	return s
}

// text returns the sentences of the interview.
func (s *scale) text() *locale.Interview { return &s.Text.Interview }

// arrive puts the cursor where it starts on a new page: on the answer that the
// respondent gave before, on no anchor, or on the first line of a menu.
func (s *scale) arrive() {
	s.cursor, s.hint = 0, ""
	if s.onItem() {
		s.cursor = int(s.state.answers.Of(s.state.at))
	}
}

// onItem reports whether an item is on the screen, and not a menu.
func (s *scale) onItem() bool { return !s.resuming && s.state.at < review }

// move saves the next state and shows it. Nothing shows that is not saved; a
// draft that cannot be written ends the run, as more keys would be lost.
func (s *scale) move(next state) tea.Cmd {
	if err := s.Draft.save(next); err != nil {
		return s.fail(err)
	}
	s.state = next
	s.arrive()
	return nil
}

// fail ends the run with an error.
func (s *scale) fail(err error) tea.Cmd {
	s.failure = err
	return s.leave(tea.Interrupt)
}

// leave ends the run with a command; keys are ignored from here on.
func (s *scale) leave(cmd tea.Cmd) tea.Cmd {
	s.leaving = true
	return cmd
}

// Update implements [tea.Model].
func (s *scale) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		s.width, s.height = msg.Width, msg.Height
	case tea.KeyMsg:
		return s, s.press(msg)
	}
	return s, nil
}

// RunAccessible implements [huh.Field]. Call the function [RunAccessible]
// instead: huh drops this error.
func (s *scale) RunAccessible(w io.Writer, r io.Reader) error {
	_, err := RunAccessible(context.Background(), r, w, s.Options)
	return err
}

// GetValue returns the answers, for [huh.Form].
func (s *scale) GetValue() any { return s.state.answers }

// The rest of [huh.Field] has nothing to do: there is one field, always focused,
// which takes its size from the window and its keys and looks from this package.

func (s *scale) Init() tea.Cmd                            { return nil }
func (s *scale) Focus() tea.Cmd                           { return nil }
func (s *scale) Blur() tea.Cmd                            { return nil }
func (s *scale) Error() error                             { return nil }
func (s *scale) Run() error                               { return huh.Run(s) }
func (s *scale) Skip() bool                               { return false }
func (s *scale) Zoom() bool                               { return false }
func (s *scale) KeyBinds() []key.Binding                  { return nil }
func (s *scale) GetKey() string                           { return "items" }
func (s *scale) WithTheme(*huh.Theme) huh.Field           { return s }
func (s *scale) WithAccessible(bool) huh.Field            { return s }
func (s *scale) WithKeyMap(*huh.KeyMap) huh.Field         { return s }
func (s *scale) WithWidth(int) huh.Field                  { return s }
func (s *scale) WithHeight(int) huh.Field                 { return s }
func (s *scale) WithPosition(huh.FieldPosition) huh.Field { return s }
