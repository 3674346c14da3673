package form

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestEmbeddedFormsAreWhole(t *testing.T) {
	for _, lang := range Languages() {
		f, err := Embedded(lang)
		if err != nil {
			t.Fatal(err)
		}
		if f.Language != lang || f.Kind != Adapted || f.ID != lang+"-adapted" {
			t.Errorf("%s: %s, language %s, kind %s", lang, f.ID, f.Language, f.Kind)
		}
		seen := map[string]bool{}
		for i, item := range f.Items {
			if seen[item] {
				t.Errorf("%s: item %d repeats another", lang, i+1)
			}
			seen[item] = true
			if !strings.HasSuffix(item, ".") || utf8.RuneCountInString(item) > 100 {
				t.Errorf("%s: item %d is no short sentence: %s", lang, i+1, item)
			}
		}
	}
	if _, err := Embedded("de"); err == nil {
		t.Error("a German form was found")
	}
}

// badForms is the error table, and the seed of the fuzz test: what is replaced in
// the embedded English form, and what is said of it.
var badForms = []struct{ old, new, want string }{
	{"kind: adapted", "kind: own", `f.yaml:5:7: kind is "own", expected adapted or licensed`},
	{"  - Never\n", "", "f.yaml:9:3: entries: 6, expected 7"},
	{"  - My work is consuming me.\n", "", "f.yaml:17:3: entries: 21, expected 22"},
	{"id: en-adapted\n", "", "f.yaml:3:1: id is missing"},
	{"id: en-adapted", "id: ../up", `f.yaml:3:5: id is "../up", expected lower-case letters, digits and hyphens, such as fr-licensed`},
	{"id: en-adapted", "id: En", `f.yaml:3:5: id is "En", expected lower-case letters, digits and hyphens, such as fr-licensed`},
	{"id: en-adapted", "id: a--b", `f.yaml:3:5: id is "a--b", expected lower-case letters, digits and hyphens, such as fr-licensed`},
	{"id: en-adapted", "id: " + strings.Repeat("a", 61), `f.yaml:3:5: id is "` + strings.Repeat("a", 19) + `…", expected lower-case letters, digits and hyphens, such as fr-licensed`},
	{"language: en", "language: English", `f.yaml:4:11: language is "English", expected a code such as fr, en or pt-BR`},
	{"source: wording", "sauce: wording", "f.yaml:3:1: source is missing\nf.yaml:6:1: unknown key \"sauce\", did you mean source?"},
	{"  - My work is consuming me.", "  - ", "f.yaml:24:4: no value, expected a text"},
	{"  - My work is consuming me.", "  - '  '", "f.yaml:24:5: empty, expected a text"},
	{"  - My work is consuming me.", "  - I have  energy to Spare.", "f.yaml:28:5: item 12 is the same as item 8, expected 22 different ones"},
	{"  - Once a week", "  - every day", "f.yaml:15:5: anchor 6 is the same as anchor 4, expected 7 different ones"},
	{"  - Never\n", "  - \"\\e[31mNever\"\n", "f.yaml:9:5: holds a line break or a control character, expected one line of text"},
	{"  - Never\n", "  - \"Ne\\nver\"\n", "f.yaml:9:5: holds a line break or a control character, expected one line of text"},
	{"  - Never\n", "  - [Never]\n", "f.yaml:9:5: a list, expected a text"},
	{"anchors:\n", "anchors: many\nx:\n", "f.yaml:8:10: \"many\", expected a list\nf.yaml:9:1: unknown key \"x\", expected one of id, language, kind, source, instruction, anchors, items"},
}

func broken(t testing.TB, old, with string) []byte {
	data, err := embedded.ReadFile("en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), old) {
		t.Fatalf("the form does not hold %q", old)
	}
	return []byte(strings.Replace(string(data), old, with, 1))
}

func TestParseNamesTheFault(t *testing.T) {
	for _, c := range badForms {
		_, err := Parse("f.yaml", broken(t, c.old, c.new))
		if err == nil || err.Error() != c.want {
			t.Errorf("%q: got %v, want %s", c.new, err, c.want)
		}
	}
}

// All that is wrong is said at once, in reading order.
func TestParseNamesAllFaults(t *testing.T) {
	data := strings.NewReplacer("id: en-adapted", "id: E", "kind: adapted", "kind: own", "  - Never\n", "", "  - Every day", "  - Once a week").Replace(string(broken(t, "id", "id")))
	_, err := Parse("f.yaml", []byte(data))
	want := `f.yaml:3:5: id is "E", expected lower-case letters, digits and hyphens, such as fr-licensed
f.yaml:5:7: kind is "own", expected adapted or licensed
f.yaml:9:3: entries: 6, expected 7`
	if err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}

func TestLanguageOfAnyCountry(t *testing.T) {
	f, err := Parse("f.yaml", broken(t, "language: en", "language: pt-BR"))
	if err != nil || f.Language != "pt-BR" {
		t.Error(f.Language, err)
	}
}

func TestYAMLReadsBack(t *testing.T) {
	for _, lang := range Languages() {
		f, err := Embedded(lang)
		if err != nil {
			t.Fatal(err)
		}
		f.Kind = Licensed
		f.Source = "«\u00a0a\u00a0»: \"b\" \\ # c\u2028 😀"
		got, err := Parse("f.yaml", f.YAML())
		if err != nil || got != f {
			t.Errorf("%s: %v, read back as %+v", lang, err, got)
		}
		if !strings.HasPrefix(string(f.YAML()), "# The wording below is its publisher's") {
			t.Errorf("%s: a licensed form does not say whose it is", lang)
		}
	}
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	en, _ := Embedded("en")
	write := func(name, id string) {
		en.ID = id
		if err := os.WriteFile(filepath.Join(dir, name), en.YAML(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("a.yaml", "mine")
	write("b.yml", "mine")
	write("c.yaml", "fr-adapted")
	write(".hidden.yaml", "hidden")
	write("notes.txt", "text")
	write("z.yaml", "last")
	if err := os.WriteFile(filepath.Join(dir, "d.yaml"), []byte("id: x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	found, bad, err := Folder(dir)
	if err != nil || len(found) != 2 || found[0].Form.ID != "mine" || found[1].Path != filepath.Join(dir, "z.yaml") {
		t.Errorf("%v %v", found, err)
	}
	var why []string
	for _, b := range bad {
		why = append(why, strings.ReplaceAll(strings.SplitN(b.Err.Error(), "\n", 2)[0], dir+string(filepath.Separator), ""))
	}
	want := "b.yml: id mine is taken by a.yaml, expected one of its own|c.yaml: id fr-adapted is taken by an embedded form, expected one of its own|d.yaml:1:1: language is missing"
	if got := strings.Join(why, "|"); got != want {
		t.Errorf("got %s", got)
	}
	if found, bad, err := Folder(filepath.Join(dir, "none")); len(found) > 0 || len(bad) > 0 || err != nil {
		t.Errorf("no folder: %v %v %v", found, bad, err)
	}
}

// A file that is read is a form that is written the same.
func FuzzParse(f *testing.F) {
	for _, c := range badForms {
		f.Add(broken(f, c.old, c.new))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		form, err := Parse("f.yaml", data)
		if err != nil {
			return
		}
		for i, item := range form.Items {
			if strings.TrimSpace(item) == "" {
				t.Errorf("item %d is empty", i+1)
			}
		}
		if again, err := Parse("f.yaml", form.YAML()); err != nil || again != form {
			t.Errorf("%v: %+v read back as %+v", err, form, again)
		}
	})
}
