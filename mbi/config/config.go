// Package config knows the places where the toolkit keeps a user's files,
// after the XDG base directory specification: settings and forms of one's own in
// the configuration folder, the draft of an unfinished interview in the state
// folder, the journal of saved runs in the data folder.
package config

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"

	"burnout/mbi/fault"
	"burnout/mbi/yamlfile"
)

// FormsDir returns the folder of the user's own forms. It may not exist.
func FormsDir() string { xdg.Reload(); return filepath.Join(xdg.ConfigHome, "mbi", "forms") }

// DraftFile returns the path of the draft of an unfinished interview. It may not
// exist.
func DraftFile() string { xdg.Reload(); return filepath.Join(xdg.StateHome, "mbi", "draft.json") }

// File returns the path of the user's settings. It may not exist.
func File() string { xdg.Reload(); return filepath.Join(xdg.ConfigHome, "mbi", "config.yaml") }

// Settings are what the user has set once for all.
type Settings struct {
	Place string // where they live or study, "" where it is not set

	place yamlfile.Node
}

// PlaceFault returns a fault at the place of the settings.
func (s Settings) PlaceFault(text string) *fault.Fault { return s.place.Faultf("%s", text) }

// Read reads the user's settings. Where there is no file, or nothing but comments
// in it, nothing is set.
func Read() (Settings, error) {
	path := File()
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && blank(data) {
		return Settings{}, nil
	}
	if err != nil {
		return Settings{}, err
	}
	n, err := yamlfile.Parse(path, data)
	if err != nil {
		return Settings{}, err
	}
	var raw struct {
		Place yamlfile.Node `yaml:"place,optional"`
	}
	if err := n.Decode(&raw); err != nil {
		return Settings{}, err
	}
	s := Settings{place: raw.Place}
	if raw.Place == (yamlfile.Node{}) {
		return s, nil
	}
	err = raw.Place.Decode(&s.Place)
	return s, err
}

// blank reports whether a file holds blank lines and comments only.
func blank(data []byte) bool {
	for line := range bytes.Lines(data) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			return false
		}
	}
	return true
}

// JournalDir returns the folder of the journal. It may not exist.
func JournalDir() string { xdg.Reload(); return filepath.Join(xdg.DataHome, "mbi", "journal") }
