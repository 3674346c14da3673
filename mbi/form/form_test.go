package form

import (
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

func TestParseNamesTheFault(t *testing.T) {
	data, err := embedded.ReadFile("en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, new, want string }{
		{"kind: adapted", "kind: own", `f.yaml:5:7: kind is "own", expected adapted or licensed`},
		{"  - Never\n", "", "f.yaml:9:3: 6 entries, expected 7"},
		{"  - My work is consuming me.\n", "", "f.yaml:17:3: 21 entries, expected 22"},
		{"id: en-adapted\n", "", "f.yaml:3:1: id is missing"},
	} {
		_, err := Parse("f.yaml", []byte(strings.Replace(string(data), c.old, c.new, 1)))
		if err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}
