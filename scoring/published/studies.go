package published

import (
	"embed"

	"burnout/mbi/yamlfile"
)

//go:embed studies/*.yaml
var studies embed.FS

// StudyIDs lists the ids of the embedded studies.
func StudyIDs() []string {
	return []string{"rouen-2021", "rennes-2012", "galam-2013", "belgium-2022", "pmc8238103", "pmc8144493"}
}

// File returns the file of the embedded study with an id of [StudyIDs], and
// whether there is one.
func File(id string) ([]byte, bool) {
	data, err := studies.ReadFile("studies/" + id + ".yaml")
	return data, err == nil
}

// Embedded returns the embedded study with an id of [StudyIDs], and whether there
// is one. It panics if an embedded file is faulty, which a test rules out.
func Embedded(id string) (*Study, bool) {
	data, ok := File(id)
	if !ok {
		return nil, false
	}
	n, err := yamlfile.Parse(id+".yaml", data)
	if err != nil {
		panic(err)
	}
	s, err := Decode(n)
	if err != nil {
		panic(err)
	}
	return s, true
}
