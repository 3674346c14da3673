package journal

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"burnout/mbi"
	"burnout/mbi/form"
)

// schema is the version of the layout of a run.
const schema = 1

// Stamp is what the name of a file says of its run, without the passphrase.
type Stamp struct {
	ID   string
	Time time.Time // in UTC
	// Own says that the run is the owner's, not that of a subject.
	Own bool
}

// instant is the layout of a time inside a file: of two runs of one second, the
// first one stays so.
const instant = "2006-01-02T15:04:05.000Z07:00"

// The name of the file of a run: 20260214T173000Z-own-1f2e3d4c.age
const (
	suffix     = ".age"
	timeLayout = "20060102T150405Z"
	own        = "own"
	subject    = "subject"
)

var namePattern = regexp.MustCompile(`^(\d{8}T\d{6}Z)-(own|subject)-([0-9a-f]{8})\.age$`)

// Name returns the name of the file of the run.
func (s Stamp) Name() string {
	whose := own
	if !s.Own {
		whose = subject
	}
	return s.Time.UTC().Format(timeLayout) + "-" + whose + "-" + s.ID + suffix
}

func (e Entry) stamp() Stamp { return Stamp{e.ID, e.Time.UTC(), e.Subject == ""} }

// parseName reads the name of a file, and reports whether it is that of a run.
func parseName(name string) (Stamp, bool) {
	m := namePattern.FindStringSubmatch(name)
	if m == nil {
		return Stamp{}, false
	}
	t, err := time.Parse(timeLayout, m[1])
	return Stamp{m[3], t, m[2] == own}, err == nil
}

// list returns the stamps of the runs in a folder, the oldest first, and the names
// of encrypted files that are not of a run. A folder that does not exist holds
// none.
func list(dir string) (saved []Stamp, strays []string, err error) {
	files, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, unable(dir, "read", err)
	}
	for _, f := range files {
		if s, ok := parseName(f.Name()); ok {
			saved = append(saved, s)
		} else if strings.HasSuffix(f.Name(), suffix) {
			strays = append(strays, f.Name())
		}
	}
	slices.SortStableFunc(saved, func(a, b Stamp) int { return a.Time.Compare(b.Time) })
	return saved, strays, nil
}

// newID returns eight random hexadecimal digits.
func newID() string {
	b := make([]byte, 4)
	_, _ = rand.Read(b) // it never fails: it ends the program
	return hex.EncodeToString(b)
}

// record is a run as it stands in its file, encrypted.
type record struct {
	Schema int `json:"schema"`
	// Name is that of the file: a copy of a run under another name is no run.
	Name     string                 `json:"name"`
	Time     string                 `json:"time"`
	Subject  string                 `json:"subject"`
	Form     string                 `json:"form"`
	Kind     form.Kind              `json:"kind"`
	Language string                 `json:"language"`
	Answers  [mbi.Items]*mbi.Answer `json:"answers"` // null for a skipped item
}

// recordLength is the length of every run in bytes: the size of a file says
// nothing of what was skipped. The longest run is shorter.
const recordLength = 1024

// encode returns the text of a run, padded with blanks.
func encode(e Entry) []byte {
	r := record{
		Schema: schema, Name: e.stamp().Name(), Time: e.Time.Format(instant),
		Subject: e.Subject, Form: e.Form, Kind: e.Kind, Language: e.Language,
	}
	for i, a := range e.Answers {
		if a != mbi.Missing {
			r.Answers[i] = &a
		}
	}
	// A struct of numbers and texts always marshals.
	data, _ := json.Marshal(r)
	return append(data, bytes.Repeat([]byte(" "), max(0, recordLength-len(data)))...)
}

// decode reads the text of the run of the file at path. It accepts exactly what
// encode writes.
func decode(path string, data []byte, s Stamp) (Entry, error) {
	var version struct{ Schema int }
	if json.Unmarshal(data, &version) == nil && version.Schema > schema {
		return Entry{}, newer(path)
	}
	var r record
	err := json.Unmarshal(data, &r)
	e, ok := r.entry(s.ID)
	switch {
	case err != nil || !ok || !bytes.Equal(encode(e), data):
		return Entry{}, refuse(path, ErrDamaged, "not a run as this program writes it", "put it back from a backup")
	case r.Name != s.Name():
		return Entry{}, refuse(path, ErrDamaged, "the file was saved under another name, "+r.Name, "give it its name back, or `mbi journal delete "+s.Name()+"`")
	}
	return e, nil
}

// entry returns the run that a record holds, and whether there can be such a one.
// Its ID is in the name; that of the file stands in its place where they differ.
func (r record) entry(id string) (e Entry, ok bool) {
	t, err := time.Parse(instant, r.Time)
	if s, ok := parseName(r.Name); ok {
		id = s.ID
	}
	e = Entry{ID: id, Time: t, Subject: r.Subject, Form: r.Form, Kind: r.Kind, Language: r.Language, Answers: mbi.NoAnswers()}
	for i, a := range r.Answers {
		if a != nil {
			e.Answers[i] = *a
		}
	}
	known := form.ValidID(r.Form) && (r.Kind == form.Adapted || r.Kind == form.Licensed) && printable(r.Language)
	code, wrong := Code(r.Subject)
	whole := r.Subject == "" || wrong == nil && code == r.Subject
	given := e.Answers.Check() == nil && !slices.ContainsFunc(r.Answers[:], isMinusOne)
	return e, err == nil && known && whole && given
}

// isMinusOne reports whether a skipped item is written as a number.
func isMinusOne(a *mbi.Answer) bool { return a != nil && *a == mbi.Missing }
