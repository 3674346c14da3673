package interview

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"burnout/mbi/fault"
	"burnout/mbi/locale"
)

func mode(t *testing.T, path string) os.FileMode {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().Perm()
}

// files lists a folder.
func files(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

func TestDraftIsReadableByItsOwnerOnly(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such modes")
	}
	o := options(t, "fr")
	dir := filepath.Join(t.TempDir(), "a", "b")
	path := filepath.Join(dir, "draft.json")
	o.Draft = open(t, path, o.Form)
	asked(o, "3")
	if m := mode(t, path); m != 0o600 {
		t.Errorf("file %o", m)
	}
	for _, d := range []string{dir, filepath.Dir(dir)} {
		if m := mode(t, d); m != 0o700 {
			t.Errorf("%s %o", d, m)
		}
	}
}

// What stands in the file is a promise to drafts of older versions.
func TestDraftText(t *testing.T) {
	o := drafted(t, "fr")
	asked(o, "s3", del)
	golden(t, "draft.json", must(t, o.Draft.path))
}

func TestDraftIsWrittenAtEachKey(t *testing.T) {
	o := drafted(t, "en")
	s := asked(o)
	if exists(o.Draft.path) {
		t.Error("a draft of nothing")
	}
	for _, k := range []any{"3", "s", del, del, enter, "0123", full[6:], del, "1"} {
		give(s, k)
		kept, err := o.Draft.read()
		if err != nil || kept != s.state {
			t.Fatalf("after %v: disk %+v, memory %+v, %v", k, kept, s.state, err)
		}
	}
	o.Draft.Close()
	if got := files(t, filepath.Dir(o.Draft.path)); got != "draft.json" {
		t.Errorf("left behind: %s", got)
	}
}

// Each case is a draft of two items and what is done to its text.
func TestDraftThatIsRefused(t *testing.T) {
	swap := func(old, new string) func(string) string {
		return func(s string) string { return strings.Replace(s, old, new, 1) }
	}
	for _, c := range []struct {
		name   string
		reason error
		spoil  func(string) string
	}{
		{"empty", ErrDamaged, func(string) string { return "" }},
		{"no JSON", ErrDamaged, func(string) string { return "hello" }},
		{"another JSON", ErrDamaged, func(string) string { return "[]\n" }},
		{"null", ErrDamaged, func(string) string { return "null\n" }},
		{"cut off", ErrDamaged, func(s string) string { return s[:len(s)/2] }},
		{"text behind it", ErrDamaged, func(s string) string { return s + "{}" }},
		{"huge", ErrDamaged, func(s string) string { return s + strings.Repeat(" ", maxDraft) }},
		{"answer too high", ErrDamaged, swap(`"answer": 3`, `"answer": 7`)},
		{"answer far too high", ErrDamaged, swap(`"answer": 3`, `"answer": 300`)},
		{"answer below 0", ErrDamaged, swap(`"answer": 3`, `"answer": -1`)},
		{"answer null", ErrDamaged, swap(`"answer": 3`, `"answer": null`)},
		{"answer no number", ErrDamaged, swap(`"answer": 3`, `"answer": "3"`)},
		{"answer no integer", ErrDamaged, swap(`"answer": 3`, `"answer": 3.0`)},
		{"answered and skipped", ErrDamaged, swap(`"answer": 3`, "\"answer\": 3,\n   \"skipped\": true")},
		{"neither", ErrDamaged, swap(`"skipped": true`, `"skipped": false`)},
		{"item twice", ErrDamaged, swap(`"item": 2`, `"item": 1`)},
		{"item missing", ErrDamaged, swap(`"item": 1`, `"item": 3`)},
		{"item out of range", ErrDamaged, swap(`"item": 2`, `"item": 23`)},
		{"place out of reach", ErrDamaged, swap(`"at": 3`, `"at": 4`)},
		{"place out of range", ErrDamaged, swap(`"at": 3`, `"at": 0`)},
		{"at the review too early", ErrDamaged, swap(`"at": 3`, `"at": 23`)},
		{"detour too early", ErrDamaged, swap(`"at": 3,`, "\"at\": 3,\n \"detour\": true,")},
		{"more items than there are", ErrDamaged, func(s string) string {
			return strings.Replace(s, "[\n", "["+strings.Repeat(`{"item": 1, "answer": 1},`, 22), 1)
		}},
		{"unknown key", ErrDamaged, swap(`"at": 3,`, "\"at\": 3,\n \"name\": \"x\",")},
		{"key twice", ErrDamaged, swap(`"at": 3,`, `"at": 1, "at": 3,`)},
		{"key in capitals", ErrDamaged, swap(`"at"`, `"At"`)},
		{"older schema", ErrDamaged, swap(`"schema": 1`, `"schema": 0`)},
		{"newer schema", ErrNewer, swap(`"schema": 1`, `"schema": 2`)},
		{"newer schema of another shape", ErrNewer, func(string) string { return `{"schema": 9, "items": {"1": 3}}` }},
		{"another form", ErrOtherForm, swap("en-adapted", "fr-adapted")},
		{"another wording", ErrOtherForm, swap(`"wording": "`, `"wording": "0`)},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := drafted(t, "en")
			asked(o, "3s")
			o.Draft.Close()
			before := c.spoil(must(t, o.Draft.path))
			if err := os.WriteFile(o.Draft.path, []byte(before), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := OpenDraft(o.Draft.path, o.Form)
			if !errors.Is(err, c.reason) {
				t.Fatalf("got %v, want %v", err, c.reason)
			}
			polite(t, err, o.Draft.path)
			if must(t, o.Draft.path) != before {
				t.Error("the refused draft was changed")
			}
			if gone, err := Discard(o.Draft.path); !gone || err != nil {
				t.Error("cannot be erased:", err)
			}
			open(t, o.Draft.path, o.Form)
		})
	}
}

// polite fails unless err names the file and what to do, and no answer.
func polite(t *testing.T, err error, path string) {
	t.Helper()
	var f *fault.Fault
	if !errors.As(err, &f) || f.File != path || f.Hint == "" {
		t.Errorf("no fault with a hint: %#v", err)
	}
	if said := strings.ReplaceAll(err.Error()+f.Hint, path, ""); strings.ContainsAny(said, "0123456789") {
		t.Errorf("says a number: %s", said)
	}
}

// The same id, one word changed: answers to the one are none to the other.
func TestDraftOfAnEditedForm(t *testing.T) {
	o := drafted(t, "en")
	asked(o, "3")
	o.Draft.Close()
	o.Form.Items[21] += " "
	if _, err := OpenDraft(o.Draft.path, o.Form); !errors.Is(err, ErrOtherForm) {
		t.Error(err)
	}
}

func TestTwoRunsAtOnce(t *testing.T) {
	o := drafted(t, "en")
	asked(o, "3")
	before := must(t, o.Draft.path)
	_, err := OpenDraft(o.Draft.path, o.Form)
	if !errors.Is(err, ErrBusy) {
		t.Fatal(err)
	}
	polite(t, err, o.Draft.path)
	if _, err := Discard(o.Draft.path); !errors.Is(err, ErrBusy) {
		t.Error("the draft of a run under way was erased:", err)
	}
	if must(t, o.Draft.path) != before {
		t.Error("the draft was changed")
	}
	o.Draft.Close()
	open(t, o.Draft.path, o.Form)
}

// The lock file of a run that was killed is no lock.
func TestLockFileLeftBehind(t *testing.T) {
	path := filepath.Join(t.TempDir(), "draft.json")
	if err := os.WriteFile(path+".lock", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	open(t, path, options(t, "en").Form)
}

// Answers that a killed run left beside the draft are not left there.
func TestScratchLeftBehind(t *testing.T) {
	for name, clean := range map[string]func(path string) error{
		"open":    func(path string) error { _, err := OpenDraft(path, options(t, "en").Form); return err },
		"discard": func(path string) error { _, err := Discard(path); return err },
	} {
		path := filepath.Join(t.TempDir(), "draft.json")
		if err := os.WriteFile(scratch(path), []byte("{"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := clean(path); err != nil || exists(scratch(path)) {
			t.Errorf("%s: still there, %v", name, err)
		}
	}
}

func TestDiscardNothing(t *testing.T) {
	dir := t.TempDir()
	gone, err := Discard(filepath.Join(dir, "no", "draft.json"))
	if gone || err != nil || files(t, dir) != "" {
		t.Error(gone, err, files(t, dir))
	}
}

// A draft that cannot be written stops the run at once, with what was kept.
func TestDraftThatCannotBeWritten(t *testing.T) {
	o := drafted(t, locale.English)
	s := asked(o, "3")
	// A folder in the place of the file: no mode keeps a superuser out.
	dir := filepath.Dir(o.Draft.path)
	if err := errors.Join(os.Remove(o.Draft.path), os.MkdirAll(filepath.Join(o.Draft.path, "x"), 0o700)); err != nil {
		t.Fatal(err)
	}
	give(s, "456")
	if s.failure == nil || !s.leaving || s.state.at != 2 {
		t.Fatalf("goes on: %v at %d", s.failure, s.state.at)
	}
	polite(t, s.failure, o.Draft.path)
	if strings.Contains(files(t, dir), ".tmp") {
		t.Error("the scratch file is left:", files(t, dir))
	}
}

func TestFolderThatCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(file, "mbi", "draft.json")
	_, err := OpenDraft(path, options(t, "en").Form)
	if err == nil {
		t.Fatal("no error")
	}
	polite(t, err, path)
}
