// Package support knows whom to turn to. It holds the verified lines that stand
// on every result, whatever the scores: the inventory has no item on suicide.
package support

import (
	_ "embed"

	"burnout/mbi/locale"
	"burnout/mbi/yamlfile"
)

// Line is a help line.
type Line struct {
	When   string // in which case to call
	Name   string
	Number string // as people dial it; several are parted by " / "
	Hours  string
	Source string // where the number was read
	AsOf   string // the date of the source, year-month
}

//go:embed verified.yaml
var verified []byte

// byLanguage is one text in each language.
type byLanguage struct {
	EN string `yaml:"en"`
	FR string `yaml:"fr"`
}

func (b byLanguage) in(l locale.Language) string {
	if l == locale.French {
		return b.FR
	}
	return b.EN
}

// Verified returns the lines of France that stand on every result, in the order
// in which they are shown. It panics if the embedded file is faulty, which a
// test rules out.
func Verified(l locale.Language) []Line {
	n, err := yamlfile.Parse("verified.yaml", verified)
	if err != nil {
		panic(err)
	}
	var f struct {
		Lines []struct {
			Number string     `yaml:"number"`
			When   byLanguage `yaml:"when"`
			Name   byLanguage `yaml:"name"`
			Hours  byLanguage `yaml:"hours"`
			Source string     `yaml:"source"`
			AsOf   string     `yaml:"as_of"`
		} `yaml:"lines"`
	}
	if err := n.Decode(&f); err != nil {
		panic(err)
	}
	var lines []Line
	for _, e := range f.Lines {
		lines = append(lines, Line{e.When.in(l), e.Name.in(l), e.Number, e.Hours.in(l), e.Source, e.AsOf})
	}
	return lines
}
