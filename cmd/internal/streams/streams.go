// Package streams holds what a command reads and writes, and what it must know
// of the other ends: which are terminals and how wide. Commands never touch
// os.Stdin, os.Stdout and os.Stderr themselves, so a test can stand in for them.
package streams

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/charmbracelet/x/term"
)

// Streams are the three standard streams and the environment.
type Streams struct {
	In                                   io.Reader
	Out, Err                             io.Writer
	InTerminal, OutTerminal, ErrTerminal bool
	Getenv                               func(string) string
	Columns                              int // width of the terminal on Out, 0 if it is none
}

// System returns the streams of the process.
func System() *Streams {
	s := &Streams{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		InTerminal:  term.IsTerminal(os.Stdin.Fd()),
		OutTerminal: term.IsTerminal(os.Stdout.Fd()),
		ErrTerminal: term.IsTerminal(os.Stderr.Fd()),
		Getenv:      os.Getenv,
	}
	if s.OutTerminal {
		if width, _, err := term.GetSize(os.Stdout.Fd()); err == nil {
			s.Columns = width
		}
	}
	return s
}

// plain is the width of text where no terminal says otherwise.
const plain = 80

// longest is the widest line that is still read with ease.
const longest = 100

// Width returns how many columns running text may take.
func (s *Streams) Width() int {
	if s.Columns == 0 {
		return plain
	}
	return max(20, min(s.Columns, longest))
}

// Plain reports whether the terminal cannot move its cursor, or the user asks
// for lines that are only ever added: ACCESSIBLE is set, or TERM is dumb.
func (s *Streams) Plain() bool {
	a := s.Getenv("ACCESSIBLE")
	return a != "" && a != "0" || s.Dumb()
}

// Dumb reports whether TERM is dumb: the terminal wraps lines anywhere.
func (s *Streams) Dumb() bool { return s.Getenv("TERM") == "dumb" }

// Secret asks for a line at the terminal and shows nothing of it. Where the
// context ends first, the terminal is given back as it was and the error is
// [context.Canceled].
func (s *Streams) Secret(ctx context.Context, prompt string) (string, error) {
	in, ok := s.In.(*os.File)
	if !ok {
		return "", errors.New("standard input is no terminal")
	}
	fd := in.Fd()
	before, err := term.GetState(fd)
	if err != nil {
		return "", err
	}
	fmt.Fprint(s.Err, prompt)
	defer fmt.Fprintln(s.Err) // the end of the line was not shown either
	type read struct {
		line []byte
		err  error
	}
	done := make(chan read, 1)
	go func() {
		line, err := term.ReadPassword(fd)
		done <- read{line, err}
	}()
	select {
	case <-ctx.Done():
		return "", errors.Join(context.Canceled, term.Restore(fd, before))
	case r := <-done:
		return string(r.line), r.err
	}
}
