package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"burnout/mbi/fault"
)

// Exit codes.
const (
	exitDone        = 0
	exitFailure     = 1   // bad data, or a failure
	exitCommandLine = 2   // the command line, or no terminal where one is needed
	exitLeft        = 130 // left by the user
)

// codedError is an error that knows its exit code and may carry a hint.
type codedError struct {
	error
	code int
	hint string
}

func (e *codedError) Unwrap() error { return e.error }

// commandLine marks an error as one of the command line.
func commandLine(err error) error { return coded(err, exitCommandLine) }

// coded gives an error its exit code; a hint that it carries stays.
func coded(err error, code int) error {
	e := &codedError{error: err, code: code}
	if inner, ok := errors.AsType[*codedError](err); ok {
		e.error, e.hint = inner.error, inner.hint
	}
	return e
}

// errSaid stands for what a command has told the user itself, in their language.
var errSaid = errors.New("said")

// hinted gives an error a hint: what to try instead.
func hinted(err error, hint string) error {
	return &codedError{error: err, code: exitFailure, hint: hint}
}

// withHint gives a coded error a hint if it has none.
func withHint(err error, hint string) error {
	if e, ok := errors.AsType[*codedError](err); ok && e.hint == "" {
		e.hint = hint
	}
	return err
}

// printError prints an error once, with its hints, and returns the exit code.
// Faults of a file stand as they are, file:line:column first, so that an editor
// can jump to them; other errors start with the program's name.
func printError(w io.Writer, err error) int {
	if err == nil {
		return exitDone
	}
	if errors.Is(err, context.Canceled) {
		return exitLeft
	}
	code, hints := exitFailure, []string(nil)
	if e, ok := errors.AsType[*codedError](err); ok {
		code = e.code
		hints = append(hints, e.hint)
	}
	if errors.Is(err, errSaid) {
		return code
	}
	text := "mbi: " + err.Error()
	if list, ok := errors.AsType[*fault.List](err); ok {
		text, hints = list.Error(), append(hints, list.Hints()...)
	} else if one, ok := errors.AsType[*fault.Fault](err); ok {
		text, hints = one.Error(), append(hints, one.Hint)
	}
	fmt.Fprintln(w, visible(strings.TrimRight(text, "\n")))
	for _, h := range hints {
		if h != "" {
			fmt.Fprintln(w, "hint: "+visible(h))
		}
	}
	return code
}
