package cmd

import (
	"context"
	"errors"
	"strings"
	"testing"
)

// What is beyond the bound is refused, not cut off.
func TestPipedAnswersAreNotCutOff(t *testing.T) {
	whole := strings.Repeat("1 ", 22)
	if _, err := readPipe(strings.NewReader("\ufeff" + whole)); err != nil {
		t.Errorf("behind a byte order mark: %v", err)
	}
	long := whole + strings.Repeat(" ", maxPipe) + "3 4 5"
	if _, err := readPipe(strings.NewReader(long)); err == nil || err.Error() != "stdin: more than 64 KB, expected 22 values" {
		t.Errorf("a long input: %v", err)
	}
}

// A terminal neither obeys a text of a file nor turns its direction.
func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"a\x1b[31m": "a\ufffd[31m", "a\u009bb": "a\ufffdb", "a\u202eb": "a\ufffdb", "é\n\tb": "é\n\tb",
	} {
		if got := visible(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// What waits for ever, as a read of a pipe that nobody writes to, ends with the
// context.
func TestWaitingIsInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	_, err := within(ctx, func() (int, error) {
		cancel()
		select {}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
