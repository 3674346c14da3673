package interview

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"burnout/mbi/fault"
	"burnout/mbi/form"
)

// Draft keeps an unfinished run in a file. It is locked from [OpenDraft] to
// [Draft.Close], so that two runs at once cannot mix their answers; the lock
// dies with the process, however that ends.
//
// A nil *Draft keeps nothing.
type Draft struct {
	path    string
	head    record
	release func() error
	// kept is what the file holds, the state of a new run where there is none.
	kept state
}

// Why a draft is refused, for [errors.Is]. The error itself is a [*fault.Fault]
// with what to do.
var (
	ErrBusy      = errors.New("the draft is in use")
	ErrOtherForm = errors.New("the draft belongs to another form")
	ErrNewer     = errors.New("the draft is of a newer version")
	ErrDamaged   = errors.New("the draft is damaged")
)

// refusal is a fault of a draft together with its reason.
type refusal struct {
	*fault.Fault
	reason error
}

// Unwrap lets a caller ask for the reason and for the fault.
func (r refusal) Unwrap() []error { return []error{r.reason, r.Fault} }

// refuse returns the refusal of the draft at path.
func refuse(path string, reason error, text, hint string) error {
	return refusal{&fault.Fault{File: path, Text: text, Hint: hint}, reason}
}

// unable words an error of the file system, by its cause alone: the path that it
// names is one beside the draft. The verb says what could not be done.
func unable(path, verb string, err error) error {
	var cause syscall.Errno
	if errors.As(err, &cause) {
		err = cause
	}
	return refuse(path, err, "the draft cannot be "+verb+": "+err.Error(),
		"settle that and run again, or use --no-draft, which keeps nothing")
}

// OpenDraft locks the draft at path and reads what it holds; a draft that does
// not exist yet is an empty one. Its folder is created where it is missing,
// readable by its owner only. A draft of another form, of a newer version or
// with anything in it that this package did not write is refused whole.
func OpenDraft(path string, f form.Form) (*Draft, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, unable(path, "kept", err)
	}
	release, err := lockDraft(path)
	if err != nil {
		return nil, err
	}
	d := &Draft{path: path, head: header(f), release: release}
	if d.kept, err = d.read(); err != nil {
		return nil, errors.Join(err, release())
	}
	return d, nil
}

// Close gives up the lock. The file stays unless the run was finished.
func (d *Draft) Close() error {
	if d == nil {
		return nil
	}
	return d.release()
}

// Discard erases the draft at path, even one that cannot be read, and reports
// whether there was one. The draft of a run under way is left alone: [ErrBusy].
func Discard(path string) (bool, error) {
	if !exists(path) && !exists(scratch(path)) {
		return false, nil
	}
	release, err := lockDraft(path)
	if err != nil {
		return false, err
	}
	if err := errors.Join(remove(path), release()); err != nil {
		return false, unable(path, "erased", err)
	}
	return true, nil
}

// lockDraft takes the lock of the draft at path, a file beside it.
func lockDraft(path string) (release func() error, err error) {
	release, err = lock(path + ".lock")
	if errors.Is(err, ErrBusy) {
		return nil, refuse(path, ErrBusy, "another run is using this draft",
			"finish the other run first, or use --no-draft, which keeps nothing")
	}
	if err != nil {
		return nil, unable(path, "locked", err)
	}
	return release, nil
}

// Kept reports whether the draft holds a run to go on with.
func (d *Draft) Kept() bool { return d != nil && d.kept.reached() > 0 }

// state returns the state that the draft holds.
func (d *Draft) state() state {
	if d == nil {
		return start()
	}
	return d.kept
}

// maxDraft bounds the size of a draft in bytes, many times what is ever written.
const maxDraft = 1 << 16

// read returns the state in the file. What a killed run left half-written
// beside it is erased.
func (d *Draft) read() (state, error) {
	if err := removeFile(scratch(d.path)); err != nil {
		return state{}, unable(d.path, "read", err)
	}
	f, err := os.Open(d.path)
	if errors.Is(err, fs.ErrNotExist) {
		return start(), nil
	}
	if err != nil {
		return state{}, unable(d.path, "read", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxDraft))
	if err != nil {
		return state{}, unable(d.path, "read", err)
	}
	return decode(d.path, data, d.head)
}

// save puts s in the file. Whoever opens it, at any moment, finds the state
// before or this one, whole.
func (d *Draft) save(s state) error {
	if d == nil {
		return nil
	}
	if err := replace(d.path, encode(d.head, s)); err != nil {
		return unable(d.path, "kept", err)
	}
	d.kept = s
	return nil
}

// erase removes the file.
func (d *Draft) erase() error {
	if d == nil {
		return nil
	}
	if err := remove(d.path); err != nil {
		return unable(d.path, "erased", err)
	}
	d.kept = start()
	return nil
}

// scratch is where the next state of a draft is written before it takes the
// draft's place. The name is fixed, as the lock admits one writer: whatever a
// killed run leaves behind is found and erased by the next one.
func scratch(path string) string { return path + ".tmp" }

// replace writes data to the file at path in one step.
func replace(path string, data []byte) error {
	tmp := scratch(path)
	if err := removeFile(tmp); err != nil {
		return err
	}
	// O_EXCL: never through a link that someone else put there.
	f, err := os.OpenFile(tmp, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(tmp, path)
	}
	if err != nil {
		os.Remove(tmp) // no answers are left where nobody looks
	}
	return err
}

// remove erases a draft and what may stand beside it.
func remove(path string) error {
	return errors.Join(removeFile(scratch(path)), removeFile(path))
}

// removeFile erases a file that may not exist.
func removeFile(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// exists reports whether something stands at path.
func exists(path string) bool { _, err := os.Lstat(path); return err == nil }
