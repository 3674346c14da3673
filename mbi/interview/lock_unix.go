//go:build !windows

package interview

import (
	"errors"
	"os"
	"syscall"
)

// lock takes the lock file at path, or returns [ErrBusy] where another run holds
// it. The kernel drops the lock when the process ends, so a run that was killed
// leaves a file behind but never a lock.
func lock(path string) (release func() error, err error) {
	for {
		f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
		if err != nil {
			return nil, err
		}
		if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
			if errors.Is(err, syscall.EWOULDBLOCK) {
				err = ErrBusy
			}
			return nil, errors.Join(err, f.Close())
		}
		if standsAt(f, path) {
			return func() error { return errors.Join(os.Remove(path), f.Close()) }, nil
		}
		// Its last holder removed the file between our open and our lock: what
		// we hold is a lock that nobody else will ever see.
		f.Close()
	}
}

// standsAt reports whether path still leads to the open file f.
func standsAt(f *os.File, path string) bool {
	held, err := f.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(path)
	return err == nil && os.SameFile(held, there)
}
