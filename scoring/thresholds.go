package scoring

import (
	"cmp"
	"embed"
	"fmt"
	"regexp"

	"burnout/mbi"
	"burnout/mbi/fault"
	"burnout/mbi/yamlfile"
)

// Cuts divides the sums of a subscale into three levels: low from 0, moderate
// from Moderate, high from High up to the highest sum.
type Cuts struct{ Moderate, High int }

// Thresholds is a named table of cut-offs. The levels are those of a normative
// sample, not clinical thresholds, so every output names the table and its
// integers.
type Thresholds struct {
	ID     string
	Title  string
	Source string  // where the integers were printed
	Note   string  // anything resolved, and why; may be empty
	Cuts   [3]Cuts // index = mbi.Subscale
	// Definitions are those of the same file that are not among [Definitions].
	Definitions []Definition
	french      wording
}

// wording is the texts of a table in another language; an empty one is that of the
// table.
type wording struct {
	Title  string `yaml:"title,optional"`
	Source string `yaml:"source,optional"`
	Note   string `yaml:"note,optional"`
}

// In returns the table with its texts in a language, "en" or "fr", where it has
// them.
func (t *Thresholds) In(language string) *Thresholds {
	if language != "fr" {
		return t
	}
	in := *t
	in.Title, in.Source, in.Note = cmp.Or(t.french.Title, t.Title), cmp.Or(t.french.Source, t.Source), cmp.Or(t.french.Note, t.Note)
	return &in
}

// Level returns the level of a sum of subscale s.
func (t *Thresholds) Level(s mbi.Subscale, sum int) Level {
	switch c := t.Cuts[s]; {
	case sum >= c.High:
		return High
	case sum >= c.Moderate:
		return Moderate
	}
	return Low
}

// Range returns the lowest and the highest sum of level l of subscale s.
func (t *Thresholds) Range(s mbi.Subscale, l Level) (lowest, highest int) {
	c := t.Cuts[s]
	switch l {
	case Low:
		return 0, c.Moderate - 1
	case Moderate:
		return c.Moderate, c.High - 1
	}
	return c.High, s.Max()
}

// DefaultTable is the id of the table used where none is named.
const DefaultTable = "isnar-img"

//go:embed thresholds/isnar-img.yaml thresholds/us-overall-1996.yaml thresholds/us-medicine-1996.yaml
var tables embed.FS

// TableIDs lists the ids of the embedded tables, the default first.
func TableIDs() []string { return []string{DefaultTable, "us-overall-1996", "us-medicine-1996"} }

// Table returns the embedded table with an id of [TableIDs], and whether there
// is one. It panics if an embedded file is faulty, which a test rules out.
func Table(id string) (*Thresholds, bool) {
	name := "thresholds/" + id + ".yaml"
	data, err := tables.ReadFile(name)
	if err != nil {
		return nil, false
	}
	n, err := yamlfile.Parse(name, data)
	if err != nil {
		panic(err)
	}
	t, err := decodeThresholds(n)
	if err != nil {
		panic(err)
	}
	return t, true
}

// DecodeThresholds reads a user's table, and definitions where they stand in the
// file. Each faulty key or rule and each sum that falls in no level or in two is
// named with line and column, in a [*fault.List].
func DecodeThresholds(n yamlfile.Node) (*Thresholds, error) {
	t, err := decodeThresholds(n)
	if err != nil {
		return nil, err
	}
	if own, ok := Table(t.ID); ok && own.Cuts != t.Cuts {
		f := n.Faultf("id %s is the id of a table with other cut-offs, expected an id of its own", t.ID)
		f.Hint = fmt.Sprintf("choose another id; `mbi thresholds show %s` prints the other table", t.ID)
		return nil, f
	}
	return t, nil
}

var idPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

func decodeThresholds(n yamlfile.Node) (*Thresholds, error) {
	var f struct {
		ID        yamlfile.Node `yaml:"id"`
		Title     string        `yaml:"title"`
		Source    string        `yaml:"source"`
		Note      string        `yaml:"note,optional"`
		French    yamlfile.Node `yaml:"fr,optional"`
		Subscales struct {
			EE yamlfile.Node `yaml:"emotional_exhaustion"`
			DP yamlfile.Node `yaml:"depersonalization"`
			PA yamlfile.Node `yaml:"personal_accomplishment"`
		} `yaml:"subscales"`
		Definitions yamlfile.Node `yaml:"definitions,optional"`
	}
	if err := n.Decode(&f); err != nil {
		return nil, err
	}
	t := &Thresholds{Title: f.Title, Source: f.Source, Note: f.Note}
	var faults fault.List
	id, err := f.ID.Text()
	if err != nil {
		return nil, err
	}
	if t.ID = id; !idPattern.MatchString(id) {
		faults.Add(f.ID.Faultf("id is %s, expected small letters, digits and hyphens", fault.Quote(id)))
	}
	nodes := [...]yamlfile.Node{mbi.EE: f.Subscales.EE, mbi.DP: f.Subscales.DP, mbi.PA: f.Subscales.PA}
	for _, s := range mbi.Subscales {
		t.Cuts[s] = decodeCuts(s, nodes[s], &faults)
	}
	if given(f.French) {
		faults.AddError(f.French.Decode(&t.french))
	}
	if given(f.Definitions) {
		t.Definitions = decodeDefinitions(f.Definitions, Definitions(), &faults)
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return t, nil
}
