package interview

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"burnout/mbi"
	"burnout/mbi/locale"
)

// screen is a terminal to draw on that tells when a text has appeared.
type screen struct {
	wrote chan []byte
	all   bytes.Buffer
}

func newScreen() *screen { return &screen{wrote: make(chan []byte, 10000)} }

func (s *screen) Write(p []byte) (int, error) {
	s.wrote <- bytes.Clone(p)
	return len(p), nil
}

// wait returns once text has been drawn.
func (s *screen) wait(t *testing.T, text string) {
	t.Helper()
	deadline := time.After(30 * time.Second)
	for !strings.Contains(s.all.String(), text) {
		select {
		case p := <-s.wrote:
			s.all.Write(p)
		case <-deadline:
			t.Fatalf("%q was never drawn in %q", text, s.all.String())
		}
	}
	s.all.Reset()
}

// outcome is what Run returned.
type outcome struct {
	answers mbi.Answers
	err     error
}

// running starts Run with a keyboard of its own.
func running(ctx context.Context, o Options) (keys io.WriteCloser, sc *screen, done chan outcome) {
	in, keys := io.Pipe()
	sc, done = newScreen(), make(chan outcome, 1)
	go func() {
		a, err := Run(ctx, in, sc, o)
		done <- outcome{a, err}
	}()
	return keys, sc, done
}

// end returns what Run returned.
func end(t *testing.T, done chan outcome) outcome {
	t.Helper()
	select {
	case r := <-done:
		return r
	case <-time.After(30 * time.Second):
		t.Fatal("Run goes on for ever")
		return outcome{}
	}
}

func TestRun(t *testing.T) {
	for name, keys := range map[string]string{
		"a burst":             full + "\r",
		"a paste":             "\x1b[200~" + full + "\x1b[201~\r",
		"surplus digits":      full + "6666\r",
		"a burst with a back": "01\x7f" + full[1:] + "\r",
	} {
		t.Run(name, func(t *testing.T) {
			o := drafted(t, "fr")
			kb, sc, done := running(context.Background(), o)
			sc.wait(t, "Question 1 sur 22")
			io.WriteString(kb, keys)
			if r := end(t, done); r.err != nil || r.answers != answers(full) {
				t.Error(r)
			}
			if exists(o.Draft.path) {
				t.Error("the draft of a finished run is still there")
			}
		})
	}
}

// One key after the other, each once its question is on the screen.
func TestRunQuestionByQuestion(t *testing.T) {
	o := options(t, "en")
	kb, sc, done := running(context.Background(), o)
	for i, key := range each(full) {
		sc.wait(t, o.Form.Items[i][:12])
		io.WriteString(kb, key)
	}
	sc.wait(t, "Before you finish")
	io.WriteString(kb, "\r")
	if r := end(t, done); r.err != nil || r.answers != answers(full) {
		t.Error(r)
	}
}

func TestRunStopped(t *testing.T) {
	for name, stop := range map[string]func(kb io.Writer, cancel func()){
		"Ctrl-C":   func(kb io.Writer, _ func()) { io.WriteString(kb, "\x03") },
		"a signal": func(_ io.Writer, cancel func()) { cancel() },
	} {
		t.Run(name, func(t *testing.T) {
			o := drafted(t, "en")
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			kb, sc, done := running(ctx, o)
			sc.wait(t, "Question 1 of 22")
			io.WriteString(kb, "3s1")
			sc.wait(t, "4 of 22")
			stop(kb, cancel)
			if r := end(t, done); !errors.Is(r.err, ErrStopped) || r.answers != mbi.NoAnswers() {
				t.Error(r)
			}
			if o.Draft.state().at != 4 || !exists(o.Draft.path) {
				t.Error("the answers are lost")
			}
		})
	}
}

func TestRunLeftOnTheResumePage(t *testing.T) {
	o := drafted(t, "en")
	asked(o, "35")
	kb, sc, done := running(context.Background(), o)
	sc.wait(t, "An unfinished questionnaire")
	io.WriteString(kb, "\x1b[B\x1b[B\r")
	if r := end(t, done); !errors.Is(r.err, ErrStopped) || o.Draft.state().at != 3 {
		t.Error(r, o.Draft.state())
	}
}

func TestRunWhoseDraftFails(t *testing.T) {
	o := drafted(t, "en")
	o.Draft.path += "/no/such/folder"
	kb, sc, done := running(context.Background(), o)
	sc.wait(t, "Question 1 of 22")
	io.WriteString(kb, full+"\r")
	if r := end(t, done); r.err == nil || errors.Is(r.err, ErrStopped) || r.answers != mbi.NoAnswers() {
		t.Error(r)
	}
}

// Answers that cannot be delivered stay in the draft.
func TestDeliver(t *testing.T) {
	o := drafted(t, "en")
	var got mbi.Answers
	o.Deliver = func(a mbi.Answers) error { got = a; return errGone }
	if _, _, err := talkTo(o, append(each(full), "")...); !errors.Is(err, errGone) || got != answers(full) {
		t.Error(got, err)
	}
	if !exists(o.Draft.path) {
		t.Fatal("the draft is gone")
	}
	o.Deliver = func(mbi.Answers) error { return nil }
	kb, sc, done := running(context.Background(), o)
	sc.wait(t, "Go on with the last page")
	io.WriteString(kb, "\r")
	sc.wait(t, "Before you finish")
	io.WriteString(kb, "\r")
	if r := end(t, done); r.err != nil || exists(o.Draft.path) {
		t.Error(r)
	}
}

// Every page fills the window, so that no page is shorter than the one before it.
func TestEveryPageFillsTheWindow(t *testing.T) {
	s := newScale(options(t, locale.French), blank())
	f := newForm(s)
	f.Init()
	f.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	for _, keys := range []string{"", "1", strings.Repeat("1", 21)} {
		give(s, keys)
		if got := strings.Count(bare{}.View(f), "\n") + 1; got != 24 {
			t.Errorf("after %d keys the page has %d lines", len(keys), got)
		}
	}
	if !s.confirmed && !shows(s, s.text().Review.Title) {
		t.Error("the last page is not the review")
	}
}
