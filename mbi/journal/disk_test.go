//go:build linux || darwin

package journal

import (
	"errors"
	"fmt"
	"os/signal"
	"strings"
	"syscall"
	"testing"
)

// limitFileSize lets this process write that many bytes to a file and no more.
func limitFileSize(limit uint64) {
	signal.Ignore(syscall.SIGXFSZ)
	r := syscall.Rlimit{Cur: limit, Max: limit}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &r); err != nil {
		panic(err)
	}
}

// A disk that takes the first bytes of a run and no more.
func TestFullDisk(t *testing.T) {
	j := begin(t)
	e := save(t, j, sample(3, ""))
	for _, limit := range []int{0, 1, 200, len(content(t, j.path(e))) - 1} {
		c, out := child(t, j.dir, childRuns+"=1", fmt.Sprintf("%s=%d", childLimit, limit))
		if !out.Scan() || !strings.Contains(out.Text(), "cannot be written to: file too large") {
			t.Errorf("%d bytes: %q", limit, out.Text())
		}
		if err := c.Wait(); err == nil {
			t.Errorf("%d bytes: the writer ended well", limit)
		}
		demand(t, j.dir, []string{e.ID}, 0)
		if got := names(t, j); len(got) != 2 {
			t.Errorf("%d bytes: left behind: %v", limit, got)
		}
	}
	// Nor does a new key, or none, come of it.
	dir := t.TempDir() + "/journal"
	c, out := child(t, dir, childRuns+"=1", childLimit+"=100")
	if !out.Scan() || !strings.Contains(out.Text(), keyName+": cannot be written") || c.Wait() == nil {
		t.Errorf("%q", out.Text())
	}
	if _, err := Open(dir); !errors.Is(err, ErrNone) {
		t.Error(err)
	}
}
