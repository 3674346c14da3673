package interview

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"
)

// Facts about huh v1.0.0 that this package is built on. If one fails after an
// upgrade, the comment says what to think over.

// Why Run looks at its own context before it looks at huh's error.
func TestFactCancelledContextIsATimeout(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	f := newForm(asked(options(t, "en"))).
		WithProgramOptions(tea.WithInput(strings.NewReader("")), tea.WithOutput(&bytes.Buffer{}))
	err := f.RunWithContext(ctx)
	if !errors.Is(err, huh.ErrTimeout) || errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// Why Run wants the form to be complete: a quit is no error.
func TestFactQuitIsNoError(t *testing.T) {
	f := newForm(asked(options(t, "en")))
	f.WithProgramOptions(tea.WithInput(strings.NewReader("")), tea.WithOutput(&bytes.Buffer{}),
		tea.WithFilter(func(tea.Model, tea.Msg) tea.Msg { return tea.QuitMsg{} }))
	if err := f.Run(); err != nil || f.State != huh.StateNormal {
		t.Error(err, f.State)
	}
}

type ping struct{}

// counter counts the pings that reach the field.
type counter struct {
	*scale
	pings int
}

func (c *counter) Update(m tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := m.(ping); ok {
		c.pings++
	}
	_, cmd := c.scale.Update(m)
	return c, cmd
}

// Why Update may do nothing on a message that doing it twice would spoil.
func TestFactMessagesArriveTwice(t *testing.T) {
	c := &counter{scale: asked(options(t, "en"))}
	f := huh.NewForm(huh.NewGroup(c))
	f.Init()
	if f.Update(ping{}); c.pings != 2 {
		t.Error(c.pings)
	}
}

// Why a field of our own takes keys: they do arrive once.
func TestFactKeysArriveOnce(t *testing.T) {
	s := asked(options(t, "en"))
	f := newForm(s)
	f.Init()
	if f.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("3")}); s.state.at != 2 {
		t.Error(s.state.at)
	}
}

// Why no item is a huh.Select: building one answers it.
func TestFactSelectOverwritesMissing(t *testing.T) {
	v := -1
	huh.NewSelect[int]().Options(huh.NewOptions(0, 1, 2)...).Value(&v)
	if v != 0 {
		t.Error(v)
	}
}

// Why huh's accessible mode is not used: the end of input answers.
func TestFactAccessibleEndOfInputIsSuccess(t *testing.T) {
	v := -1
	f := huh.NewForm(huh.NewGroup(huh.NewSelect[int]().Options(huh.NewOptions(0, 1, 2)...).Value(&v))).
		WithAccessible(true).WithInput(strings.NewReader("")).WithOutput(&bytes.Buffer{})
	if err := f.Run(); err != nil || v != 0 {
		t.Error(err, v)
	}
}

// Why the form has its own layout: huh's never grows again after a small window.
func TestFactOwnLayoutStaysCut(t *testing.T) {
	for _, own := range []bool{true, false} {
		f := newForm(asked(options(t, "en")))
		if own {
			f = f.WithLayout(huh.LayoutDefault)
		}
		f.Init()
		f.Update(tea.WindowSizeMsg{Width: 40, Height: 6})
		f.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
		if cut := !strings.Contains(f.View(), "Every day"); cut != own {
			t.Errorf("huh's layout %v: cut %v", own, cut)
		}
	}
}
