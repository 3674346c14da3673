package form

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"burnout/mbi/fault"
)

// Found is a form and the file that holds it.
type Found struct {
	Form Form
	Path string
}

// Broken is a file that should hold a form and does not, or not one that can be
// used, and why.
type Broken struct {
	Path string
	Err  error
}

// Folder reads the forms in a folder, the files *.yaml and *.yml that are not
// hidden, by name. A folder that does not exist holds none. A broken file does
// not hide the others; one whose id is taken, by an embedded form or by a file
// before it, is broken.
func Folder(dir string) ([]Found, []Broken, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	var found []Found
	var broken []Broken
	taken := embeddedIDs()
	for _, e := range entries {
		ext := filepath.Ext(e.Name())
		if ext != ".yaml" && ext != ".yml" || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		path := filepath.Join(dir, e.Name())
		f, err := ReadFile(path)
		if by, is := taken[f.ID]; err == nil && is {
			err = &fault.Fault{File: path, Text: fmt.Sprintf("id %s is taken by %s, expected one of its own", f.ID, by)}
		}
		if err != nil {
			broken = append(broken, Broken{path, err})
			continue
		}
		taken[f.ID] = path
		found = append(found, Found{f, path})
	}
	return found, broken, nil
}

// embeddedIDs maps the ids of the embedded forms to words that say so.
func embeddedIDs() map[string]string {
	ids := map[string]string{}
	for _, l := range Languages() {
		ids[l+"-"+string(Adapted)] = "an embedded form"
	}
	return ids
}
