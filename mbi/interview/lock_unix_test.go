//go:build !windows

package interview

import (
	"os"
	"path/filepath"
	"testing"
)

// Two runs can open one lock file, and the first remove it before the second
// has its lock; what the second then holds is no lock.
func TestLockOfARemovedFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if !standsAt(f, path) {
		t.Error("a file that is there")
	}
	if os.Remove(path); standsAt(f, path) {
		t.Error("a file that is gone")
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil || standsAt(f, path) {
		t.Error("another file in its place", err)
	}
}
