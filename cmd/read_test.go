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

// waiting is an input that says when it is read, and then has nothing.
type waiting struct{ asked chan bool }

func (w waiting) Read([]byte) (int, error) {
	w.asked <- true
	select {}
}

// A read that waits for input ends with the context.
func TestAWaitingReadIsInterrupted(t *testing.T) {
	in := waiting{make(chan bool)}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		_, err := (&interruptible{ctx: ctx, in: in}).Read(make([]byte, 8))
		done <- err
	}()
	<-in.asked
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
