package config

import (
	"path/filepath"
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
	if got, want := JournalDir(), filepath.Join(dir, "d", "mbi", "journal"); got != want {
		t.Errorf("journal in %s, want %s", got, want)
	}
}
