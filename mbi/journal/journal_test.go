package journal

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"burnout/mbi"
	"burnout/mbi/fault"
	"burnout/mbi/form"
)

const words = "four calm words here"

// begin returns a journal in a folder that does not exist yet.
func begin(t *testing.T) *Journal {
	t.Helper()
	j, err := Create(filepath.Join(t.TempDir(), "data", "journal"), words)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// sample is a run of a day in February 2026, with a skipped item.
func sample(day int, subject string) Entry {
	e := Entry{
		Time:    time.Date(2026, 2, day, 18, 30, 0, 0, time.FixedZone("", 3600)),
		Subject: subject, Form: "fr-adapted", Kind: form.Adapted, Language: "fr", Answers: mbi.NoAnswers(),
	}
	for i := range mbi.Items - 1 {
		e.Answers[i] = mbi.Answer((i + day) % 7)
	}
	return e
}

func save(t *testing.T, j *Journal, e Entry) Entry {
	t.Helper()
	saved, err := j.Save(e)
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

// read returns all runs and demands that none is damaged.
func read(t *testing.T, j *Journal) []Entry {
	t.Helper()
	entries, broken, err := j.Read(words)
	if err := errors.Join(err, broken.Err()); err != nil {
		t.Fatal(err)
	}
	return entries
}

// names lists the folder of a journal.
func names(t *testing.T, j *Journal) []string {
	t.Helper()
	files, err := os.ReadDir(j.dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, f := range files {
		all = append(all, f.Name())
	}
	return all
}

func content(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func put(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func exists(path string) bool { _, err := os.Lstat(path); return err == nil }

func (j *Journal) path(e Entry) string { return filepath.Join(j.dir, e.stamp().Name()) }

// What is saved is read again, in order of time, by another opening that needed
// no passphrase to save.
func TestSaveAndRead(t *testing.T) {
	j := begin(t)
	e := sample(20, "")
	e.Time = e.Time.Add(123456789) // of which the milliseconds are kept
	last := save(t, j, e)
	other, err := Open(j.dir)
	if err != nil {
		t.Fatal(err)
	}
	first := save(t, other, sample(3, "R07"))
	if diff := cmp.Diff([]Entry{first, last}, read(t, j), cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) && a.Format(instant) == b.Format(instant) })); diff != "" {
		t.Error(diff)
	}
	if first.ID == last.ID {
		t.Error("two runs of one ID")
	}
}

// Without the passphrase the folder shows when, and whether the run is the
// owner's; nothing else, not even by the length of a file.
func TestWhatIsVisible(t *testing.T) {
	j := begin(t)
	full := sample(3, "R07 of a long code, as long as it may be")
	full.Answers[21] = 0
	empty := sample(4, "")
	empty.Answers = mbi.NoAnswers()
	runs := []Entry{save(t, j, full), save(t, j, empty)}
	saved, err := Stamps(j.dir)
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range runs {
		if s := saved[i]; s.ID != e.ID || !s.Time.Equal(e.Time) || s.Own != (e.Subject == "") {
			t.Errorf("%+v", s)
		}
		data := content(t, j.path(e))
		if len(data) != len(content(t, j.path(runs[0]))) {
			t.Error("the length tells the runs apart")
		}
		for _, secret := range []string{"R07", "fr-adapted", "answers", words} {
			if bytes.Contains(data, []byte(secret)) {
				t.Errorf("%q is in the file", secret)
			}
		}
	}
	if want := "20260203T173000Z-subject-" + runs[0].ID + ".age"; filepath.Base(j.path(runs[0])) != want {
		t.Errorf("the name is %s", j.path(runs[0]))
	}
	if runtime.GOOS == "windows" {
		return // no such modes
	}
	for path, want := range map[string]os.FileMode{j.dir: 0o700, filepath.Join(j.dir, keyName): 0o600, j.path(runs[0]): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
}

// A folder that was there before, and a copy put back with other modes, are taken
// away from the eyes of other accounts.
func TestFolderIsClosedToOthers(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such modes")
	}
	dir := t.TempDir()
	key := filepath.Join(dir, keyName)
	expose := func(path string, mode os.FileMode) {
		t.Helper()
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	demand := func(path string, want os.FileMode) {
		t.Helper()
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
	expose(dir, 0o755)
	if _, err := Create(dir, words); err != nil {
		t.Fatal(err)
	}
	demand(dir, 0o700)
	expose(dir, 0o750)
	expose(key, 0o644)
	if _, err := Open(dir); err != nil {
		t.Fatal(err)
	}
	demand(dir, 0o700)
	demand(key, 0o600)
}

// What stands in a file is a promise to runs of older versions.
func TestRecordText(t *testing.T) {
	e := sample(3, "R07")
	e.ID = "1f2e3d4c"
	const want = `{"schema":1,"name":"20260203T173000Z-subject-1f2e3d4c.age","time":"2026-02-03T18:30:00.000+01:00","subject":"R07",` +
		`"form":"fr-adapted","kind":"adapted","language":"fr","answers":[3,4,5,6,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,null]}`
	if got := strings.TrimRight(string(encode(e)), " "); got != want {
		t.Error(got)
	}
}

func TestAnyRunIsReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := Entry{
			ID:   newID(),
			Time: time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "time"), 0).In(time.FixedZone("", 900*rapid.IntRange(-48, 56).Draw(t, "offset"))),
			Form: "my-own", Kind: form.Licensed, Language: "pt-BR", Answers: mbi.NoAnswers(),
		}
		e.Subject, _ = Code(rapid.String().Draw(t, "subject"))
		for i := range e.Answers {
			e.Answers[i] = mbi.Answer(rapid.IntRange(-1, 6).Draw(t, "answer"))
		}
		data := encode(e)
		got, err := decode("f", data, e.stamp())
		if err != nil || got.Answers != e.Answers || got.Subject != e.Subject || !got.Time.Equal(e.Time) {
			t.Fatalf("%+v, %v", got, err)
		}
		if len(data) != recordLength {
			t.Fatalf("%d bytes", len(data))
		}
	})
}

// forge puts a text in the place of a run, encrypted as one.
func (j *Journal) forge(t *testing.T, e Entry, text string) {
	t.Helper()
	data, err := j.key.seal([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	put(t, j.path(e), data)
}

// Each case is the text of a run and what is done to it. The damaged run is named
// and left as it is, the other one is read.
func TestRunThatIsRefused(t *testing.T) {
	swap := func(old, new string) func(string) string {
		return func(s string) string { return strings.Replace(s, old, new, 1) }
	}
	for name, c := range map[string]struct {
		reason error
		spoil  func(string) string
	}{
		"empty":               {ErrDamaged, func(string) string { return "" }},
		"no JSON":             {ErrDamaged, func(string) string { return "hello" }},
		"null":                {ErrDamaged, func(string) string { return "null" }},
		"newer":               {ErrNewer, swap(`"schema":1`, `"schema":2`)},
		"older than any":      {ErrDamaged, swap(`"schema":1`, `"schema":0`)},
		"newer, another text": {ErrNewer, func(string) string { return `{"schema":9,"scores":{}}` }},
		"answer too high":     {ErrDamaged, swap("[3,", "[7,")},
		"answer far too high": {ErrDamaged, swap("[3,", "[300,")},
		"answer below 0":      {ErrDamaged, swap("[3,", "[-1,")},
		"21 answers":          {ErrDamaged, swap("[3,", "[")},
		"23 answers":          {ErrDamaged, swap("[3,", "[3,3,")},
		"unknown key":         {ErrDamaged, swap(`"form"`, `"x":1,"form"`)},
		"unknown kind":        {ErrDamaged, swap(`"adapted"`, `"own"`)},
		"no form":             {ErrDamaged, swap(`"fr-adapted"`, `""`)},
		"no language":         {ErrDamaged, swap(`"fr",`, "\"\\u001b\",")},
		"control character":   {ErrDamaged, swap("R07", `R\u001b`)},
		"blank code":          {ErrDamaged, swap("R07", " ")},
		"not padded":          {ErrDamaged, strings.TrimSpace},
		"text behind it":      {ErrDamaged, func(s string) string { return s + "{}" }},
		"time of another run": {ErrDamaged, swap("2026-02-03T18", "2026-02-03T19")},
		"name of another run": {ErrDamaged, func(s string) string {
			at := strings.Index(s, "subject-") + len("subject-")
			return s[:at] + "00000000" + s[at+8:]
		}},
		"no name": {ErrDamaged, swap("subject-", "subject_")},
	} {
		t.Run(name, func(t *testing.T) {
			j := begin(t)
			bad, good := save(t, j, sample(3, "R07")), save(t, j, sample(4, ""))
			j.forge(t, bad, c.spoil(string(encode(bad))))
			before := content(t, j.path(bad))
			entries, broken, err := j.Read(words)
			if err != nil || len(entries) != 1 || entries[0].ID != good.ID || len(broken.Faults) != 1 {
				t.Fatalf("%d runs, %v, %v", len(entries), broken.Faults, err)
			}
			if f := broken.Faults[0]; f.File != j.path(bad) || f.Hint == "" {
				t.Errorf("%+v", f)
			}
			if !bytes.Equal(before, content(t, j.path(bad))) {
				t.Error("the file was changed")
			}
			identity, _ := j.key.open("", words)
			if _, err := j.read(bad.stamp(), identity); !errors.Is(err, c.reason) {
				t.Errorf("%v, want %v", err, c.reason)
			}
		})
	}
}

// Wherever a run is cut off, and whichever of its bits is turned over, it is
// refused.
func TestDamageAnywhereInARunIsFound(t *testing.T) {
	j := begin(t)
	e := save(t, j, sample(3, "R07"))
	identity, err := j.key.open("", words)
	if err != nil {
		t.Fatal(err)
	}
	whole := content(t, j.path(e))
	refused := func(what string, at int, data []byte) {
		put(t, j.path(e), data)
		if _, err := j.read(e.stamp(), identity); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s at %d: %v", what, at, err)
		}
	}
	for at := range whole {
		refused("cut off", at, whole[:at])
		flipped := bytes.Clone(whole)
		flipped[at] ^= 1 << (at % 8)
		refused("turned over", at, flipped)
	}
	refused("more behind it", len(whole), append(bytes.Clone(whole), '\n'))
	put(t, j.path(e), whole)
	read(t, j)
}

// The same for the key: nothing is saved, read or written then.
func TestDamageAnywhereInTheKeyIsFound(t *testing.T) {
	j := begin(t)
	path := filepath.Join(j.dir, keyName)
	whole := content(t, path)
	refused := func(what string, at int, data []byte) {
		put(t, path, data)
		_, err := Open(j.dir)
		if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer) {
			t.Errorf("%s at %d: %v", what, at, err)
		}
		if f, ok := errors.AsType[*fault.Fault](err); !ok || f.File != path || f.Hint == "" {
			t.Errorf("%s at %d: %v", what, at, err)
		}
		if _, err := Create(j.dir, words); err == nil || !bytes.Equal(content(t, path), data) {
			t.Errorf("%s at %d: the key was overwritten", what, at)
		}
	}
	for at := range whole {
		refused("cut off", at, whole[:at])
		flipped := bytes.Clone(whole)
		flipped[at] ^= 1 << (at % 8)
		refused("turned over", at, flipped)
	}
	refused("more behind it", len(whole), append(bytes.Clone(whole), '\n'))
	put(t, path, bytes.Replace(whole, []byte("key 1\n"), []byte("key 2\n"), 1))
	if _, err := Open(j.dir); !errors.Is(err, ErrNewer) {
		t.Error(err)
	}
}

func TestWrongPassphrase(t *testing.T) {
	j := begin(t)
	save(t, j, sample(3, ""))
	for _, wrong := range []string{"", "four calm words", words + " "} {
		entries, _, err := j.Read(wrong)
		if !errors.Is(err, ErrPassphrase) || entries != nil {
			t.Errorf("%q: %d runs, %v", wrong, len(entries), err)
		}
		asked := func() (string, error) { t.Error("asked for another"); return "new", nil }
		if err := j.ChangePassphrase(wrong, asked); !errors.Is(err, ErrPassphrase) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	read(t, j)
}

// to is a passphrase that somebody chose.
func to(passphrase string) func() (string, error) {
	return func() (string, error) { return passphrase, nil }
}

// An accented letter is the same passphrase as one character and as two.
func TestPassphraseIsComposed(t *testing.T) {
	j, present := begin(t), words
	for _, next := range []string{"e\u0301te\u0301", "été", "e\u0301te\u0301"} {
		if err := j.ChangePassphrase(present, to(next)); err != nil {
			t.Fatal(err)
		}
		present = next
		for _, typed := range []string{"e\u0301te\u0301", "été"} {
			if _, _, err := j.Read(typed); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestChangePassphrase(t *testing.T) {
	j := begin(t)
	save(t, j, sample(3, ""))
	early, err := Open(j.dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := j.ChangePassphrase(words, to("other words")); err != nil {
		t.Fatal(err)
	}
	save(t, early, sample(4, "")) // with the journal as it was opened before
	now, err := Open(j.dir)
	if err != nil {
		t.Fatal(err)
	}
	if entries, broken, err := now.Read("other words"); len(entries) != 2 || errors.Join(err, broken.Err()) != nil {
		t.Error(len(entries), broken, err)
	}
	if _, _, err := now.Read(words); !errors.Is(err, ErrPassphrase) {
		t.Error(err)
	}
	if got := names(t, now); len(got) != 3 {
		t.Errorf("left behind: %v", got)
	}
	if err := now.ChangePassphrase("other words", to("")); err == nil {
		t.Error("an empty passphrase was taken")
	}
}

func TestNoJournal(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "journal")
	if _, err := Open(dir); !errors.Is(err, ErrNone) {
		t.Error(err)
	}
	if err := DeleteAll(dir); err != nil {
		t.Error(err)
	}
	if _, err := Create(dir, ""); err == nil {
		t.Error("an empty passphrase was taken")
	}
	if exists(dir) {
		t.Error("the folder was made")
	}
}

func TestCreateKeepsWhatIsThere(t *testing.T) {
	j := begin(t)
	e := save(t, j, sample(3, ""))
	before := content(t, filepath.Join(j.dir, keyName))
	if _, err := Create(j.dir, "other"); !errors.Is(err, ErrExists) {
		t.Error(err)
	}
	if !bytes.Equal(before, content(t, filepath.Join(j.dir, keyName))) {
		t.Error("the key was overwritten")
	}
	// A new key beside old runs would hide that the old one is gone.
	if err := os.Remove(filepath.Join(j.dir, keyName)); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{second(Open(j.dir)), second(Create(j.dir, words))} {
		if !errors.Is(err, ErrKeyLost) {
			t.Error(err)
		}
	}
	if !exists(j.path(e)) {
		t.Error("the run is gone")
	}
}

func second(_ *Journal, err error) error { return err }

func TestDelete(t *testing.T) {
	j := begin(t)
	first, last := save(t, j, sample(3, "")), save(t, j, sample(4, ""))
	for range 2 { // what is gone already is gone
		if err := j.Delete(first.stamp()); err != nil {
			t.Fatal(err)
		}
	}
	if got := read(t, j); len(got) != 1 || got[0].ID != last.ID {
		t.Error(got)
	}
	foreign := filepath.Join(j.dir, "notes.txt")
	put(t, foreign, nil)
	put(t, filepath.Join(j.dir, "copy of a run.age"), nil)
	put(t, filepath.Join(j.dir, scratch+"1"), nil)
	if err := DeleteAll(j.dir); err != nil {
		t.Error(err)
	}
	if got := names(t, j); len(got) != 1 || got[0] != "notes.txt" {
		t.Errorf("left: %v", got)
	}
	// Whoever opened the journal before is told that nothing is saved.
	if _, err := j.Save(sample(5, "")); !errors.Is(err, ErrNone) || len(names(t, j)) != 1 {
		t.Error(err, names(t, j))
	}
	if _, err := Create(j.dir, words); err != nil {
		t.Fatal(err)
	}
	if _, err := j.Save(sample(5, "")); !errors.Is(err, ErrNone) || len(names(t, j)) != 2 {
		t.Error("another journal", err, names(t, j))
	}
}

// A stray copy is no second run, and says so.
func TestCopyOfARun(t *testing.T) {
	j := begin(t)
	e := save(t, j, sample(3, ""))
	copied := e
	copied.ID = "00000000"
	put(t, j.path(copied), content(t, j.path(e)))
	put(t, filepath.Join(j.dir, "backup.age"), content(t, j.path(e)))
	entries, broken, err := j.Read(words)
	if len(entries) != 1 || len(broken.Faults) != 2 || err != nil {
		t.Error(len(entries), broken, err)
	}
}

// A file system without links, as on a memory stick.
func TestWithoutLinks(t *testing.T) {
	link = func(string, string) error { return fs.ErrPermission }
	defer func() { link = os.Link }()
	j := begin(t)
	if _, err := Create(j.dir, words); !errors.Is(err, ErrExists) {
		t.Error(err)
	}
	e := save(t, j, sample(3, ""))
	if err := fill(j.path(e), nil); !errors.Is(err, fs.ErrExist) {
		t.Error(err)
	}
	read(t, j)
	if got := names(t, j); len(got) != 2 {
		t.Errorf("left behind: %v", got)
	}
}

// What a killed writer left half-written is no run, and is removed in time.
func TestLeftovers(t *testing.T) {
	j := begin(t)
	young, old := filepath.Join(j.dir, scratch+"1"), filepath.Join(j.dir, scratch+"2")
	put(t, young, []byte("half"))
	put(t, old, []byte("half"))
	past := time.Now().Add(-25 * time.Hour)
	if err := os.Chtimes(old, past, past); err != nil {
		t.Fatal(err)
	}
	save(t, j, sample(3, ""))
	if read(t, j); !exists(young) || exists(old) {
		t.Error(names(t, j))
	}
}

// The tool of the format reads a journal without this program: the key but for
// its first three lines, then a run.
func TestPlainAgeFiles(t *testing.T) {
	j := begin(t)
	e := save(t, j, sample(3, ""))
	lines := bytes.SplitN(content(t, filepath.Join(j.dir, keyName)), []byte("\n"), 4)
	k := key{j.key.recipient, lines[3]}
	identity, err := k.open("", words)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := age.Decrypt(bytes.NewReader(content(t, j.path(e))), identity); err != nil {
		t.Error(err)
	}
}

func FuzzRecord(f *testing.F) {
	e := sample(3, "R07")
	e.ID = "1f2e3d4c"
	f.Add(encode(e))
	f.Add([]byte("null"))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := decode("f", data, e.stamp())
		if err == nil && !bytes.Equal(encode(got), data) {
			t.Error("more than one text of a run")
		}
	})
}

func FuzzKey(f *testing.F) {
	k, err := newKey(words)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(k.encode())
	f.Add([]byte("mbi journal key 2\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if k, err := decodeKey("f", data); err == nil && !bytes.Equal(k.encode(), data) {
			t.Error("more than one text of a key")
		}
	})
}

func TestCode(t *testing.T) {
	for in, want := range map[string]string{
		" R07 ": "R07", "e\u0301": "é", strings.Repeat("é", 40): strings.Repeat("é", 40),
		"": "", "  ": "", strings.Repeat("é", 41): "", "a\tb": "", "a\x1b": "", "\xff": "", "a\u202eb": "",
	} {
		if got, err := Code(in); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v", in, got, err)
		}
	}
}

func TestIdentifies(t *testing.T) {
	for code, want := range map[string]bool{
		"R07": false, "2026-014": false, "A": false, "x7": false, "AB-12": false, "p 3": false,
		"": false, "INT-07": false, "=cmd()": false, "20260114": false, "2026-01-14": false,
		"jdupont85": true, "JD": true, "J. D.": true, "Li": true, "O’N": true, "06 12 34 56 78": true, "+33 6 12 34 56 78": true,
		"0612345678": true, "1 85 05 78 006 084 91": true,
		"Marie Durand": true, "durand": true, "m.durand@chu.example": true, "Durand75": true, "Élodie3": true, "jean-paul": true, "@x": true,
	} {
		if got := Identifies(code); got != want {
			t.Errorf("%q: %v", code, got)
		}
	}
}
