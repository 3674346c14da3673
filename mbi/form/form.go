// Package form holds the wording in which the 22 items are asked. The embedded
// forms are adapted: one prompt an item in the project's own words, keyed to the
// same content. The printed wording is its publisher's; whoever holds a licence
// brings it in a file of their own.
package form

import (
	"embed"
	"fmt"
	"slices"

	"burnout/mbi"
	"burnout/mbi/yamlfile"
)

// Kind says where the wording of a form comes from.
type Kind string

// The kinds of form. Published cut-offs were set on the original wording, so a
// result from an adapted form says that it was one.
const (
	Adapted  Kind = "adapted"
	Licensed Kind = "licensed"
)

// Form is the wording of the inventory in one language.
type Form struct {
	ID          string // such as "fr-adapted"
	Language    string // ISO 639-1, such as "fr"
	Kind        Kind
	Source      string                    // where the wording comes from
	Instruction string                    // how to answer, one or two sentences
	Anchors     [mbi.MaxAnswer + 1]string // what each answer means, index = answer
	Items       [mbi.Items]string         // item n stands at index n-1
}

//go:embed fr.yaml en.yaml
var embedded embed.FS

// Languages lists the languages of the embedded forms.
func Languages() []string { return []string{"en", "fr"} }

// Embedded returns the adapted form in a language of [Languages].
func Embedded(language string) (Form, error) {
	if !slices.Contains(Languages(), language) {
		return Form{}, fmt.Errorf("no form in language %q", language)
	}
	name := language + ".yaml"
	data, err := embedded.ReadFile(name)
	if err != nil {
		return Form{}, err
	}
	return Parse(name, data)
}

// Parse reads a form from YAML; name stands in error messages. Everything that
// is wrong is a fault with line and column, in reading order, as a [*fault.List].
func Parse(name string, data []byte) (Form, error) {
	n, err := yamlfile.Parse(name, data)
	if err != nil {
		return Form{}, err
	}
	return decode(n)
}

// ReadFile reads a form from the YAML file at path. A file that cannot be opened
// gives the error of [os.Open], others are those of [Parse].
func ReadFile(path string) (Form, error) {
	n, err := yamlfile.ReadFile(path)
	if err != nil {
		return Form{}, err
	}
	return decode(n)
}
