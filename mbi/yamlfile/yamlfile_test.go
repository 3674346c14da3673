package yamlfile

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"burnout/mbi/fault"
)

type sample struct {
	ID    string    `yaml:"id"`
	Note  string    `yaml:"note,optional"`
	Pair  [2]string `yaml:"pair"`
	Sizes []int     `yaml:"sizes"`
	Sub   struct {
		Low int `yaml:"low"`
	} `yaml:"sub"`
	Raw Node `yaml:"raw,optional"`
}

const good = `id: a
pair: [x, "y"]
sizes: [1, 20]
sub: {low: 3}
`

func TestDecode(t *testing.T) {
	n, err := Parse("s.yaml", []byte("\ufeff"+good+"raw: &r {k: v}\n"))
	if err != nil {
		t.Fatal(err)
	}
	var s sample
	if err := n.Decode(&s); err != nil {
		t.Fatal(err)
	}
	if s.ID != "a" || s.Pair != [2]string{"x", "y"} || s.Sizes[1] != 20 || s.Sub.Low != 3 || s.Note != "" {
		t.Errorf("decoded %+v", s)
	}
	if p, err := s.Raw.Pairs(); err != nil || p[0].Key != "k" {
		t.Error(p, err)
	}
}

// badFiles is the error table, and the seed of the fuzz test.
var badFiles = []struct{ name, in, want string }{
	{"empty", "", "s.yaml:1:1: holds no value, expected a YAML document"},
	{"comment only", "# nothing\n", "s.yaml:1:1: holds no value, expected a YAML document"},
	{"second document", good + "---\nid: b\n", "s.yaml:5:1: a second document starts here, expected one"},
	{"not yaml", "x: 1\nid: a: b\n", "s.yaml:2:1: not valid YAML: mapping values are not allowed in this context"},
	{"not yaml, indented", "x:\n  id: a: b\n", "s.yaml:2:3: not valid YAML: mapping values are not allowed in this context"},
	{"not yaml, first line", "id: `x\n", "s.yaml:1:1: not valid YAML: found character that cannot start any token"},
	{"not yaml, trailing text", "x: 1\nid: \"a\" b\n", "s.yaml:2:1: not valid YAML: did not find expected key"},
	{"list without end", good + "raw: [1, 2\nnote: x\n", "s.yaml:5:1: not valid YAML: did not find expected ',' or ']'"},
	{"list without end, last line", good + "raw: [1, 2", "s.yaml:5:1: not valid YAML: did not find expected ',' or ']'"},
	{"quote without end", "id: \"x\n", "s.yaml:2:1: not valid YAML: found unexpected end of stream"},
	{"list, then keys", "- a\n- b\nc: d\n", "s.yaml:3:1: not valid YAML: did not find expected '-' indicator"},
	{"tab", "\tid: x\n", "s.yaml:1:1: not valid YAML: found character that cannot start any token"},
	{"tab after blanks", "sub:\n  \tlow: 1\n", "s.yaml:2:3: not valid YAML: found character that cannot start any token"},
	{"tab in a block", "id: a\n\tnote: x\n", "s.yaml:2:1: not valid YAML: found a tab character that violates indentation"},
	{"unknown anchor", "id: a # *x\npair: [é, *x]\n", "s.yaml:2:11: not valid YAML: unknown anchor 'x' referenced"},
	{"control character", "id: a\nnote: \x1b\n", "s.yaml:2:7: control character U+001B, expected text"},
	{"too large", strings.Repeat("#", maxSize+1), "s.yaml:1:1: larger than 1 MB, expected a short YAML file"},
	{"latin-1 after accents", "id: é\xe9\n", "s.yaml:1:6: not UTF-8 text"},
	{"latin-1", "id: a\nnote: \xe9\n", "s.yaml:2:7: not UTF-8 text"},
	{"utf-16", "i\x00d\x00", "s.yaml:1:2: not UTF-8 text"},
	{"unknown key", good + "nte: x\n", `s.yaml:5:1: unknown key "nte", did you mean note?`},
	{"unknown key far", good + "other: x\n", `s.yaml:5:1: unknown key "other", expected one of id, note, pair, sizes, sub, raw`},
	{"twice", good + "id: b\n", `s.yaml:5:1: "id" stands a second time, first on line 1`},
	{"missing", strings.Replace(good, "id: a\n", "", 1), "s.yaml:1:1: id is missing"},
	{"null", strings.Replace(good, "id: a", "id:", 1), "s.yaml:1:4: no value, expected a text"},
	{"null for a number", strings.Replace(good, "{low: 3}", "{low: }", 1), "s.yaml:4:12: no value, expected a whole number"},
	{"null for keys", strings.Replace(good, "{low: 3}", "", 1), "s.yaml:4:5: no value, expected keys and values"},
	{"blank", strings.Replace(good, "id: a", `id: " "`, 1), "s.yaml:1:5: empty, expected a text"},
	{"octal", strings.Replace(good, "20", "010", 1), `s.yaml:3:12: "010", expected a whole number`},
	{"decimal", strings.Replace(good, "20", "1.0", 1), `s.yaml:3:12: "1.0", expected a whole number`},
	{"quoted number", strings.Replace(good, "20", `"20"`, 1), `s.yaml:3:12: "20", expected a whole number`},
	{"number of entries", strings.Replace(good, `, "y"`, "", 1), "s.yaml:2:7: entries: 1, expected 2"},
	{"list for text", strings.Replace(good, "id: a", "id: [a]", 1), "s.yaml:1:5: a list, expected a text"},
	{"text for list", strings.Replace(good, "[1, 20]", "é", 1), `s.yaml:3:8: "é", expected a list`},
	{"text for keys", strings.Replace(good, "{low: 3}", "3", 1), `s.yaml:4:6: "3", expected keys and values`},
	{"column after accents", strings.Replace(good, "{low: 3}", "{é: 1, low: 3}", 1), `s.yaml:4:7: unknown key "é", expected one of low`},
}

func decode(in string) error {
	n, err := Parse("s.yaml", []byte(in))
	if err != nil {
		return err
	}
	var s sample
	return n.Decode(&s)
}

func TestFaults(t *testing.T) {
	for _, c := range badFiles {
		t.Run(c.name, func(t *testing.T) {
			err := decode(c.in)
			if err == nil {
				t.Fatal("accepted")
			}
			if got := err.Error(); got != c.want {
				t.Errorf("\ngot  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestAllFaultsAtOnce(t *testing.T) {
	err := decode("nte: x\npair: [a]\nsub: {low: x}\n")
	var l *fault.List
	if !errors.As(err, &l) || len(l.Faults) != 5 {
		t.Fatalf("got %v", err)
	}
}

func TestHostileFilesEndQuickly(t *testing.T) {
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nid: *c\n"
	for _, in := range []string{bomb, strings.Repeat("[", 20000), strings.Repeat("x", maxSize+1)} {
		if decode(in) == nil {
			t.Error("accepted")
		}
	}
}

func TestReadFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "f.yaml")
	if _, err := ReadFile(path); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
	if err := os.WriteFile(path, []byte("id: a"), 0o600); err != nil {
		t.Fatal(err)
	}
	if n, err := ReadFile(path); err != nil || n.File() != path {
		t.Error(n, err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(good)
	for _, c := range badFiles {
		f.Add(c.in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		err := decode(in)
		var one *fault.Fault
		var many *fault.List
		switch {
		case err == nil:
		case errors.As(err, &one):
			many = &fault.List{Faults: []*fault.Fault{one}}
		case !errors.As(err, &many):
			t.Fatalf("an error that is no fault: %v", err)
		}
		for i := 0; err != nil && i < len(many.Faults); i++ {
			if f := many.Faults[i]; f.Line < 1 || f.Column < 1 {
				t.Errorf("no place: %v", f)
			}
		}
	})
}
