// Package support knows whom to turn to. It holds the verified lines that stand
// on every result, whatever the scores, since the inventory has no item on
// suicide; and a directory of structures, national and local, that a user's own
// file may extend.
package support

import (
	"bytes"
	_ "embed"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // the hours of a place need its time zone on every system

	"burnout/mbi/locale"
	"burnout/mbi/yamlfile"
)

// Text is a text in each language.
type Text struct{ EN, FR string }

// In returns the text in a language.
func (t Text) In(l locale.Language) string {
	if l == locale.French {
		return t.FR
	}
	return t.EN
}

// Audience is whom a structure serves.
type Audience string

// The audiences.
const (
	GPIntern     Audience = "gp-intern" // in general practice
	Intern       Audience = "intern"
	Student      Audience = "student"
	Professional Audience = "professional"
	Everybody    Audience = "everybody"
	Violence     Audience = "violence" // victims and witnesses
)

// Audiences lists the audiences.
var Audiences = [...]Audience{GPIntern, Intern, Student, Professional, Everybody, Violence}

// Origin says how an entry came into the directory, and so how far to rely on it.
type Origin string

// The origins.
const (
	Verified Origin = "verified" // read at its source
	Printed  Origin = "printed"  // carried over from an older directory
	Own      Origin = "own"      // from a user's file
)

// Place is a city, a faculty or a subdivision.
type Place struct {
	ID, Name string
	Also     []string // other names
	Within   *Place   // may be nil
	Zone     *time.Location
}

// holds reports whether q is p or lies within it.
func (p *Place) holds(q *Place) bool {
	for ; q != nil; q = q.Within {
		if q == p {
			return true
		}
	}
	return false
}

// Entry is a structure or a line. It has at least one of Numbers, Mailboxes, Web
// and Where; other fields may be empty unless said otherwise.
type Entry struct {
	ID        string // never empty
	Places    []*Place
	National  bool
	For       []Audience // never empty
	Name      Text       // never empty
	When      Text       // in which case to call
	Numbers   []string   // as people dial them
	Mailboxes []string
	Web       []string // without a scheme
	Where     Text     // another way to reach it
	Hours     Hours
	Terms     Text   // such as "free, anonymous"
	Offers    Text   // what it offers
	Period    string // "covid-19" for what was set up for the pandemic
	Source    Text   // where it was read, never empty
	AsOf      string // the date of the source: year, year-month or day; never empty
	Origin    Origin
}

// Directory is the places and entries that are known.
type Directory struct {
	Places  []*Place
	Entries []*Entry // the verified lines first
}

//go:embed verified.yaml
var verified []byte

//go:embed directory.yaml
var printed []byte

// onResults are the ids of the lines that stand on every result, in the order in
// which they are shown there.
var onResults = [...]string{"sps", "3114", "emergency"}

// Default returns the directory that comes with the program. It panics if an
// embedded file is faulty, which a test rules out.
func Default() *Directory {
	var d Directory
	d.embed("verified.yaml", verified, Verified)
	d.embed("directory.yaml", printed, Printed)
	return &d
}

// embed adds an embedded file. A no-break space would be invisible there, so the
// files write "~".
func (d *Directory) embed(name string, data []byte, origin Origin) {
	n, err := yamlfile.Parse(name, bytes.ReplaceAll(data, []byte("~"), []byte("\u00a0")))
	if err != nil {
		panic(err)
	}
	if err := d.decode(n, origin); err != nil {
		panic(err)
	}
}

// AddFile adds the places and entries of the YAML file at path. One with the id
// of another replaces it, but for a verified line. A file that cannot be opened
// gives the error of [os.Open]; everything that is wrong in it is a fault with
// line and column, and the directory stays as it was.
func (d *Directory) AddFile(path string) error {
	n, err := yamlfile.ReadFile(path)
	if err != nil {
		return err
	}
	return d.decode(n, Own)
}

// entry returns the entry with an id, or nil.
func (d *Directory) entry(id string) *Entry {
	if i := slices.IndexFunc(d.Entries, func(e *Entry) bool { return e.ID == id }); i >= 0 {
		return d.Entries[i]
	}
	return nil
}

// place returns the place with an id, or nil.
func (d *Directory) place(id string) *Place {
	if i := slices.IndexFunc(d.Places, func(p *Place) bool { return p.ID == id }); i >= 0 {
		return d.Places[i]
	}
	return nil
}

// Line is a help line of a result.
type Line struct {
	When   string // in which case to call
	Name   string
	Number string // as people dial it; several are parted by " / "
	Hours  string
	Source string // where the number was read
	AsOf   string // the date of the source, year-month
}

// Lines returns the lines of France that stand on every result, in the order in
// which they are shown.
func Lines(l locale.Language) []Line {
	var d Directory
	d.embed("verified.yaml", verified, Verified)
	words := locale.For(l).Support.Hours
	var lines []Line
	for _, id := range onResults {
		lines = append(lines, d.entry(id).Line(l, words))
	}
	return lines
}

// Line words an entry as a help line.
func (e *Entry) Line(l locale.Language, words locale.Hours) Line {
	return Line{
		e.When.In(l), e.Name.In(l), strings.Join(e.Numbers, " / "),
		JoinHours(e.Hours.In(words), e.Terms.In(l)), e.Source.In(l), e.AsOf,
	}
}

// JoinHours joins what is known of when a line answers and on which terms.
func JoinHours(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

// Tel returns the tel: link of a number. A French number that is reached from
// abroad is written with its country code, a short or special one as it is
// dialled.
func Tel(number string) string {
	digits := strings.ReplaceAll(number, " ", "")
	if len(digits) != 10 || digits[0] != '0' || digits[1] == '8' {
		return "tel:" + digits
	}
	return "tel:+" + countryCode(digits) + digits[1:]
}

// countryCode returns the country code of a ten-digit French number: the overseas
// departments have their own.
func countryCode(digits string) string {
	switch digits[:4] {
	case "0590", "0690", "0691":
		return "590"
	case "0594", "0694":
		return "594"
	case "0596", "0696", "0697":
		return "596"
	case "0262", "0263", "0269", "0639", "0692", "0693":
		return "262"
	}
	return "33"
}
