package interview

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"
	"github.com/charmbracelet/lipgloss"

	"burnout/mbi"
)

// Run asks the items on the whole screen of the terminal that in and out lead
// to. It returns the answers that the respondent confirmed, or [ErrStopped], or
// an error of the terminal or the draft. The terminal is given back as it was.
func Run(ctx context.Context, in io.Reader, out io.Writer, o Options) (mbi.Answers, error) {
	r := lipgloss.NewRenderer(out)
	// Said before anything asks: otherwise lipgloss puts the question to the
	// terminal, and waits for seconds where that does not answer.
	r.SetHasDarkBackground(true)
	s := newScale(o, newStyles(r))
	f := newForm(s).WithProgramOptions(tea.WithInput(in), tea.WithOutput(out), tea.WithAltScreen(),
		// Signals end the context above, all in one way.
		tea.WithoutSignalHandler())
	err := f.RunWithContext(ctx)
	switch {
	case s.failure != nil:
		return mbi.NoAnswers(), s.failure
	// huh reports some ends as success: only its state and ours together tell.
	case err == nil && f.State == huh.StateCompleted && s.confirmed:
		return finish(o, s.state.answers)
	case err == nil, errors.Is(err, huh.ErrUserAborted), ctx.Err() != nil:
		return mbi.NoAnswers(), ErrStopped
	}
	return mbi.NoAnswers(), fmt.Errorf("the terminal cannot show the questions: %w", err)
}

// newForm returns a form with nothing but the interview.
func newForm(s *scale) *huh.Form {
	return huh.NewForm(huh.NewGroup(s)).WithLayout(bare{}).WithTheme(huh.ThemeBase()).WithShowHelp(false)
}

// bare is a [huh.Layout] that shows the field as it is. In huh's own layouts a
// scale that was once shown in a small window stays cut in a larger one.
type bare struct{}

// View implements [huh.Layout]. The page always fills the window: bubbletea skips
// lines that have not changed and erases what lies below a page that has grown
// shorter, its unchanged last line included.
func (bare) View(f *huh.Form) string {
	page := f.GetFocusedField().View()
	if s, ok := f.GetFocusedField().(*scale); ok {
		_, height := s.size()
		page += strings.Repeat("\n", max(0, height-1-strings.Count(page, "\n")))
	}
	return page
}

// GroupWidth implements [huh.Layout].
func (bare) GroupWidth(_ *huh.Form, _ *huh.Group, w int) int { return w }
