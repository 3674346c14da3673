package journal

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// scratch begins the names of files that are being written.
const scratch = ".tmp-"

// link gives a file a second name, which must be free. Tests stand in for a file
// system that cannot.
var link = os.Link

// publish writes a file of a name that must be free, else [fs.ErrExist]. The file
// is there whole and synced, or not at all.
func publish(dir, name string, data []byte) error {
	tmp, err := write(dir, data)
	if err != nil {
		return err
	}
	defer os.Remove(tmp)
	path := filepath.Join(dir, name)
	err = link(tmp, path)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		// A file system without links, as on a memory stick: the name is taken
		// first, which two writers cannot do, and then written to.
		err = fill(path, data)
	}
	if err != nil {
		return err
	}
	syncDir(dir)
	return nil
}

// replace puts a file in the place of another in one step.
func replace(dir, name string, data []byte) error {
	tmp, err := write(dir, data)
	if err != nil {
		return err
	}
	if err := os.Rename(tmp, filepath.Join(dir, name)); err != nil {
		return errors.Join(err, os.Remove(tmp))
	}
	syncDir(dir)
	return nil
}

// write writes a file of a name of its own, mode 0600, and syncs it.
func write(dir string, data []byte) (path string, err error) {
	f, err := os.CreateTemp(dir, scratch+"*")
	if err != nil {
		return "", err
	}
	return f.Name(), finish(f, data)
}

// fill writes a file whose name must be free, mode 0600, and syncs it.
func fill(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	return finish(f, data)
}

// finish writes a new file, or removes it.
func finish(f *os.File, data []byte) error {
	_, err := f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}

// syncDir makes the names of a folder last. Where a folder cannot be synced there
// is nothing to be done about it, and the files themselves are.
func syncDir(dir string) {
	if runtime.GOOS == "windows" {
		return
	}
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}

// sweep removes what killed writers left behind, encrypted, more than a day ago.
func sweep(dir string) {
	files, _ := os.ReadDir(dir)
	for _, f := range files {
		info, err := f.Info()
		if err == nil && strings.HasPrefix(f.Name(), scratch) && time.Since(info.ModTime()) > 24*time.Hour {
			_ = os.Remove(filepath.Join(dir, f.Name()))
		}
	}
}

// removeFile erases a file that may not exist.
func removeFile(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
