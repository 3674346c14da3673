package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPlacesFollowXDG(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(dir, "c"))
	t.Setenv("XDG_STATE_HOME", filepath.Join(dir, "s"))
	t.Setenv("XDG_DATA_HOME", filepath.Join(dir, "d"))
	if got, want := FormsDir(), filepath.Join(dir, "c", "mbi", "forms"); got != want {
		t.Errorf("forms in %s, want %s", got, want)
	}
	if got, want := DraftFile(), filepath.Join(dir, "s", "mbi", "draft.json"); got != want {
		t.Errorf("draft at %s, want %s", got, want)
	}
	if got, want := File(), filepath.Join(dir, "c", "mbi", "config.yaml"); got != want {
		t.Errorf("settings at %s, want %s", got, want)
	}
	if got, want := JournalDir(), filepath.Join(dir, "d", "mbi", "journal"); got != want {
		t.Errorf("journal in %s, want %s", got, want)
	}
}

func TestRead(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	if s, err := Read(); s.Place != "" || err != nil {
		t.Errorf("without a file: %+v, %v", s, err)
	}
	if err := os.MkdirAll(filepath.Dir(File()), 0o700); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"place: Rouen\n":    "",
		"{}\n":              "",
		"":                  "",
		" \n# place: x\n\n": "",
		"plce: Rouen\n":     `:1:1: unknown key "plce", did you mean place?`,
		"place:\n":          ":1:7: no value, expected a text",
		"place: [a]\n":      ":1:8: a list, expected a text",
	} {
		if err := os.WriteFile(File(), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Read()
		switch {
		case want == "" && err != nil, want != "" && (err == nil || !strings.HasSuffix(err.Error(), want)):
			t.Errorf("%q: %v, want %s", text, err, want)
		case text == "place: Rouen\n":
			if got := s.PlaceFault("x").Error(); s.Place != "Rouen" || got != File()+":1:8: x" {
				t.Errorf("%+v, %s", s, got)
			}
		}
	}
}
