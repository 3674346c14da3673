// Package config knows the places where the toolkit keeps a user's files,
// after the XDG base directory specification: forms of one's own in the
// configuration folder, the draft of an unfinished interview in the state folder,
// the journal of saved runs in the data folder.
package config

import (
	"path/filepath"

	"github.com/adrg/xdg"
)

// FormsDir returns the folder of the user's own forms. It may not exist.
func FormsDir() string { xdg.Reload(); return filepath.Join(xdg.ConfigHome, "mbi", "forms") }

// DraftFile returns the path of the draft of an unfinished interview. It may not
// exist.
func DraftFile() string { xdg.Reload(); return filepath.Join(xdg.StateHome, "mbi", "draft.json") }

// JournalDir returns the folder of the journal. It may not exist.
func JournalDir() string { xdg.Reload(); return filepath.Join(xdg.DataHome, "mbi", "journal") }
