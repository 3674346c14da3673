// Package journal keeps repeated self-assessments in a folder, encrypted with age
// (https://age-encryption.org/v1). Saving a run needs no passphrase, reading one
// does: a run is encrypted to the public half of one X25519 key, whose secret half
// is encrypted with the passphrase.
//
// The rules of the whole package:
//
//   - One run is one file, written beside its place, synced, and then given a name
//     that no file has: a writer that is killed, a second writer or a full disk
//     leaves every run that was saved before as it was.
//   - No answer is ever on disk in clear, not even in a temporary file.
//   - No error text holds an answer, a subject or a passphrase.
//   - What is not exactly what this package writes is refused whole, the file named,
//     and left as it is. One damaged run hides no other.
//
// Without the passphrase a reader of the folder sees how many runs there are, when
// each was saved, and whether it was the owner's own or of somebody followed under a
// code. All runs have the same length. Both kinds of file are plain age files but
// for the first three lines of the key, so that `age` itself can read them.
package journal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"filippo.io/age"

	"burnout/mbi"
	"burnout/mbi/fault"
	"burnout/mbi/form"
)

// Entry is one saved run.
type Entry struct {
	// ID names the run in its journal: eight hexadecimal digits. [Journal.Save]
	// gives it.
	ID string
	// Time is when the run was saved, to the millisecond, with the offset of the place.
	Time time.Time
	// Subject is the code of the person who answered, "" for the owner.
	Subject string
	// Form, Kind and Language say which wording was asked.
	Form     string
	Kind     form.Kind
	Language string
	Answers  mbi.Answers
}

// Journal is a folder of saved runs, of which the public half of its key is known.
type Journal struct {
	dir string
	key key
}

// Why a journal, its key or a run is refused, for [errors.Is]. The error itself is
// a [*fault.Fault] that names the file.
var (
	ErrNone       = errors.New("there is no journal")
	ErrExists     = errors.New("there is a journal already")
	ErrKeyLost    = errors.New("the key of the journal is gone")
	ErrPassphrase = errors.New("wrong passphrase")
	ErrDamaged    = errors.New("damaged")
	ErrNewer      = errors.New("written by a newer version")
)

// refusal is a fault of a file together with its reason.
type refusal struct {
	*fault.Fault
	reason error
}

// Unwrap lets a caller ask for the reason and for the fault.
func (r refusal) Unwrap() []error { return []error{r.reason, r.Fault} }

func refuse(path string, reason error, text, hint string) error {
	return refusal{&fault.Fault{File: path, Text: text, Hint: hint}, reason}
}

// unable words an error of the file system by its cause alone, since the path that
// it names may be that of a temporary file. The verb says what could not be done.
func unable(path, verb string, err error) error {
	cause := err
	if errno, ok := errors.AsType[syscall.Errno](err); ok {
		cause = errno
	}
	return refuse(path, err, "cannot be "+verb+": "+cause.Error(), "")
}

// newer refuses a file of a later version of this package.
func newer(path string) error {
	return refuse(path, ErrNewer, "written by a newer version of the program", "read it with that version; it is left as it is")
}

// Open opens the journal in a folder for saving. [Journal.Read] asks for the
// passphrase.
func Open(dir string) (*Journal, error) {
	path := filepath.Join(dir, keyName)
	data, err := readFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, absent(dir)
	}
	if err != nil {
		return nil, unable(path, "read", err)
	}
	k, err := decodeKey(path, data)
	if err != nil {
		return nil, err
	}
	tighten(dir)
	return &Journal{dir, k}, nil
}

// tighten takes a folder and its key, such as a copy put back from a backup, away
// from the eyes of other accounts, as they were made. Where a file system has no
// modes, or the folder is not ours, there is nothing to be done about it; the runs
// are encrypted all the same.
func tighten(dir string) {
	for _, path := range []string{dir, filepath.Join(dir, keyName)} {
		if info, err := os.Stat(path); err == nil && info.Mode().Perm()&0o077 != 0 {
			_ = os.Chmod(path, info.Mode().Perm()&0o700)
		}
	}
}

// absent says why a folder without a key cannot be opened: a journal was never
// begun, or its key is gone and its runs are still there.
func absent(dir string) error {
	saved, _, err := list(dir)
	if err != nil {
		return err
	}
	if len(saved) > 0 {
		return refuse(filepath.Join(dir, keyName), ErrKeyLost, fmt.Sprintf("this file is gone; saved runs that cannot be read without it: %d", len(saved)),
			"put it back from a backup; `mbi journal delete --all` erases these runs and lets a new journal begin")
	}
	return refuse(dir, ErrNone, "there is no journal here yet", "`mbi take --save` begins one")
}

// Create begins a journal in a folder, which it makes where it is missing, readable
// by its owner only. Two at once begin one: the other gets [ErrExists].
func Create(dir, passphrase string) (*Journal, error) {
	if _, err := Open(dir); err == nil {
		return nil, refuse(dir, ErrExists, "there is a journal here already", "")
	} else if !errors.Is(err, ErrNone) {
		return nil, err
	}
	k, err := newKey(passphrase)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, unable(dir, "made", err)
	}
	tighten(dir)
	err = publish(dir, keyName, k.encode())
	if errors.Is(err, fs.ErrExist) {
		return nil, refuse(dir, ErrExists, "a journal was begun here just now", "")
	}
	if err != nil {
		return nil, unable(filepath.Join(dir, keyName), "written", err)
	}
	return &Journal{dir, k}, nil
}

// Save encrypts a run and adds it to the journal, with an ID of its own. Once it
// has returned, the run is on disk. The subject must satisfy [Code], the answers
// [mbi.Answers.Check].
func (j *Journal) Save(e Entry) (Entry, error) {
	sweep(j.dir)
	e.Time = e.Time.Truncate(time.Millisecond)
	for {
		e.ID = newID()
		data, err := j.key.seal(encode(e))
		if err != nil {
			return Entry{}, err
		}
		err = publish(j.dir, e.stamp().Name(), data)
		if errors.Is(err, fs.ErrExist) {
			continue // the ID is taken
		}
		if err != nil {
			return Entry{}, unable(j.dir, "written to", err)
		}
		return e, j.still(e)
	}
}

// still demands that the journal is still the one that was opened, as it is not
// where all of it was deleted meanwhile; a run that nobody could read is removed.
func (j *Journal) still(e Entry) error {
	now, err := Open(j.dir)
	replaced := err == nil && now.key.recipient.String() != j.key.recipient.String()
	if !replaced && !errors.Is(err, ErrNone) && !errors.Is(err, ErrKeyLost) {
		return err
	}
	gone := refuse(j.dir, ErrNone, "the journal was deleted or replaced meanwhile, so the run is not saved", "")
	return errors.Join(gone, j.Delete(e.stamp()))
}

// maxFile bounds the size of a file in bytes, many times what is ever written.
const maxFile = 1 << 16

func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxFile))
}

// Read returns all runs, the oldest first, and names the files that cannot be
// read. The error is that of the key or the folder: then there are no runs.
func (j *Journal) Read(passphrase string) ([]Entry, *fault.List, error) {
	identity, err := j.key.open(filepath.Join(j.dir, keyName), passphrase)
	if err != nil {
		return nil, nil, err
	}
	saved, strays, err := list(j.dir)
	if err != nil {
		return nil, nil, err
	}
	entries, broken := []Entry{}, &fault.List{}
	for _, name := range strays {
		broken.Add(&fault.Fault{File: filepath.Join(j.dir, name), Text: "not a name that this program gives to a run", Hint: "give it its name back, or move it elsewhere"})
	}
	for _, s := range saved {
		e, err := j.read(s, identity)
		if errors.Is(err, fs.ErrNotExist) {
			continue // deleted since the folder was listed
		}
		if f, ok := errors.AsType[*fault.Fault](err); ok {
			broken.Add(f)
			continue
		}
		entries = append(entries, e)
	}
	slices.SortStableFunc(entries, func(a, b Entry) int { return a.Time.Compare(b.Time) })
	return entries, broken, nil
}

func (j *Journal) read(s Stamp, identity age.Identity) (Entry, error) {
	path := filepath.Join(j.dir, s.Name())
	data, err := readFile(path)
	if err != nil {
		return Entry{}, unable(path, "read", err)
	}
	r, err := age.Decrypt(bytes.NewReader(data), identity)
	if err == nil {
		data, err = io.ReadAll(r)
	}
	if err != nil {
		return Entry{}, refuse(path, ErrDamaged, "damaged, or not written with the key of this journal",
			"put it back from a backup, or `mbi journal delete "+s.ID+"`; the other runs are not touched")
	}
	return decode(path, data, s)
}

// Stamps returns what can be known of the saved runs in a folder without the
// passphrase, even without the key, the oldest first.
func Stamps(dir string) ([]Stamp, error) {
	saved, _, err := list(dir)
	return saved, err
}

// Delete erases the file of a run.
func (j *Journal) Delete(s Stamp) error {
	path := filepath.Join(j.dir, s.Name())
	if err := removeFile(path); err != nil {
		return unable(path, "erased", err)
	}
	syncDir(j.dir)
	return nil
}

// DeleteAll erases the journal in a folder, even one that cannot be read. The key
// goes first: from then on nothing can be read, and [Journal.Save] notices that its
// run would not survive.
func DeleteAll(dir string) error {
	if err := removeFile(filepath.Join(dir, keyName)); err != nil {
		return unable(dir, "erased", err)
	}
	syncDir(dir)
	files, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, f := range files {
		if strings.HasSuffix(f.Name(), suffix) || strings.HasPrefix(f.Name(), scratch) {
			err = errors.Join(err, removeFile(filepath.Join(dir, f.Name())))
		}
	}
	if err != nil {
		return unable(dir, "erased", err)
	}
	syncDir(dir)
	_ = os.Remove(dir) // unless there is more in it than the journal
	return nil
}

// ChangePassphrase encrypts the secret half of the key with another passphrase,
// which is asked for by next once the present one has proved right. The runs stay as
// they are. Whoever opens the file of the key, at any moment, finds the one before or
// the new one, whole.
func (j *Journal) ChangePassphrase(present string, next func() (string, error)) error {
	path := filepath.Join(j.dir, keyName)
	identity, err := j.key.open(path, present)
	if err != nil {
		return err
	}
	passphrase, err := next()
	if err != nil {
		return err
	}
	k, err := sealKey(identity, passphrase)
	if err != nil {
		return err
	}
	if err := replace(j.dir, keyName, k.encode()); err != nil {
		return unable(path, "written", err)
	}
	j.key = k
	return nil
}
