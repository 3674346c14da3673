package wording

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// guide is a real copy of the inventory, beside the project where it is present
// at all. This is the one place in this package that names it.
const guide = "../../../../shared/sources/guide-isnar-img.txt"

// hash stands for a sentence, which must not stand here: SHA-256 of its letters,
// in small ones.
func hash(s string) string {
	letters := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
	sum := sha256.Sum256([]byte(letters))
	return hex.EncodeToString(sum[:4])
}

// All 22 sentences come out of the guide's annex 1, in order, with the seven
// answers, and nothing of the rest of the document. Failures show lengths and
// hashes only.
func TestGuide(t *testing.T) {
	data, err := os.ReadFile(guide)
	if err != nil {
		t.Skip("the guide is not here")
	}
	c, err := Read("guide.txt", data)
	if err != nil {
		t.Fatal(err)
	}
	want := [...]struct {
		length int
		hash   string
	}{
		{51, "d7d8e2b9"}, {51, "7f54d693"}, {105, "82fe9d94"}, {59, "fd4ae846"},
		{97, "931905df"}, {81, "e3d8e494"}, {58, "eaa8b089"}, {44, "4bd1d0eb"},
		{83, "a5819ed2"}, {69, "4ccaac89"}, {57, "35de4250"}, {29, "1114e5e5"},
		{37, "3e952c5e"}, {54, "ca9c01f6"}, {71, "5dd97409"}, {58, "f7ed5760"},
		{68, "57d4e8fc"}, {81, "83b812d6"}, {71, "99b212b8"}, {29, "9f89d501"},
		{68, "1387cc1c"}, {87, "767fe807"},
	}
	for i, s := range c.Items {
		if n := utf8.RuneCountInString(s); n != want[i].length || hash(s) != want[i].hash {
			t.Errorf("item %d: %d characters, hash %s; want %d, %s", i+1, n, hash(s), want[i].length, want[i].hash)
		}
	}
	if c.Language != "fr" || !c.Anchored || len(c.Left) > 0 || c.Encoding != "UTF-8" {
		t.Errorf("language %q, anchors %q, left %v, encoding %s", c.Language, c.Anchors, c.Left, c.Encoding)
	}
	if first, last := c.Anchors[0], c.Anchors[6]; first != "Jamais" || last != "Chaque jour" {
		t.Errorf("from %q to %q", first, last)
	}
}

// The same, as other programs would write the guide.
func TestGuideInOtherShapes(t *testing.T) {
	data, err := os.ReadFile(guide)
	if err != nil {
		t.Skip("the guide is not here")
	}
	want, err := Read("guide.txt", data)
	if err != nil {
		t.Fatal(err)
	}
	for name, edit := range map[string]*strings.Replacer{
		"CRLF":                 strings.NewReplacer("\n", "\r\n"),
		"no scales":            strings.NewReplacer("\t0 1 2 3 4 5 6", ""),
		"boxes":                strings.NewReplacer("\t0 1 2 3 4 5 6", "  ☐ ☐ ☐ ☐ ☐ ☐ ☐"),
		"page break before 12": strings.NewReplacer("\n\n12. ", "\n\n11\n\fGuide de l’interne\n\n12. "),
	} {
		got, err := Read("guide.txt", []byte(edit.Replace(string(data))))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got.Items != want.Items || got.Anchors != want.Anchors {
			t.Errorf("%s: other items or anchors", name)
		}
	}
}
