package cohort

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"burnout/mbi"
	"burnout/mbi/fault"
	"burnout/mbi/yamlfile"
)

// Layout is the shape of a file, written down: with it the same file is read in
// the same way whatever the reader would recognise by itself.
type Layout struct {
	Encoding      string
	Delimiter     string
	Sheet         string
	HeaderRows    int
	Items         []string // headings of items 1 to 22
	ID            string   // heading; empty: none
	Coding        string   // as --coding takes it
	MissingValues []int
}

// layoutFile is a layout as YAML.
type layoutFile struct {
	Encoding   string        `yaml:"encoding,optional"`
	Delimiter  string        `yaml:"delimiter,optional"`
	Sheet      string        `yaml:"sheet,optional"`
	HeaderRows int           `yaml:"header_rows"`
	ID         string        `yaml:"id,optional"`
	Coding     string        `yaml:"coding"`
	Missing    []int         `yaml:"missing_values,optional"`
	Items      yamlfile.Node `yaml:"items"`
}

// DecodeLayout reads a layout. What is wrong is named with line and column.
func DecodeLayout(n yamlfile.Node) (*Layout, error) {
	var f layoutFile
	if err := n.Decode(&f); err != nil {
		return nil, err
	}
	pairs, err := n.Pairs()
	if err != nil {
		return nil, err
	}
	for _, p := range pairs {
		if err := f.check(p.Key); err != nil {
			return nil, p.Node.Faultf("%v", err)
		}
	}
	l := &Layout{Encoding: f.Encoding, Delimiter: f.Delimiter, Sheet: f.Sheet, HeaderRows: f.HeaderRows, ID: f.ID, Coding: f.Coding, MissingValues: f.Missing}
	items, err := f.Items.List()
	if err != nil {
		return nil, err
	}
	if len(items) != mbi.Items {
		return nil, f.Items.Faultf("%d headings, expected those of items 1 to %d", len(items), mbi.Items)
	}
	var faults fault.List
	for _, i := range items {
		text, err := i.Text()
		faults.AddError(err)
		l.Items = append(l.Items, text)
	}
	return l, faults.Err()
}

// check refuses the value of a key that the flag of the same name would refuse.
func (f *layoutFile) check(key string) (err error) {
	switch key {
	case "coding":
		_, err = ParseCoding(f.Coding)
	case "encoding":
		_, err = ParseEncoding(f.Encoding)
	case "delimiter":
		_, err = ParseDelimiter(f.Delimiter)
	case "header_rows":
		if f.HeaderRows < 1 || f.HeaderRows > 3 {
			err = fmt.Errorf("%d header rows, expected 1 to 3", f.HeaderRows)
		}
	case "missing_values":
		c, _ := ParseCoding(f.Coding)
		if missing, ok := errors.AsType[*fault.Fault](checkMissing(f.Missing, c)); ok {
			err = errors.New(missing.Text)
		}
	}
	return err
}

// YAML writes the layout as [DecodeLayout] reads it.
func (l *Layout) YAML() string {
	var b strings.Builder
	b.WriteString("# The shape of a survey file, as mbi read it; use it with --layout.\n")
	optional := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %q\n", key, value)
		}
	}
	optional("encoding", l.Encoding)
	optional("delimiter", l.Delimiter)
	optional("sheet", l.Sheet)
	fmt.Fprintf(&b, "header_rows: %d\n", l.HeaderRows)
	optional("id", l.ID)
	optional("coding", l.Coding)
	if len(l.MissingValues) > 0 {
		fmt.Fprintf(&b, "missing_values: [%s]\n", strings.Trim(strings.Join(strings.Fields(fmt.Sprint(l.MissingValues)), ", "), "[]"))
	}
	b.WriteString("items: # the headings of items 1 to 22\n")
	for _, h := range l.Items {
		fmt.Fprintf(&b, "  - %q\n", h)
	}
	return b.String()
}

// layoutHint says what a file that does not fit means.
const layoutHint = "the layout was written for a file of another shape"

// Apply makes o read a file as the layout says; what the user said besides it
// wins.
func (l *Layout) Apply(o *Options) error {
	if o.Encoding == "" {
		o.Encoding = l.Encoding
	}
	if o.Delimiter == 0 && l.Delimiter != "" {
		d, err := ParseDelimiter(l.Delimiter)
		if err != nil {
			return err
		}
		o.Delimiter = d
	}
	if o.Sheet == "" {
		o.Sheet = l.Sheet
	}
	if len(o.Items) == 0 {
		o.Items = slices.Clone(l.Items)
	}
	if o.ID == "" {
		o.ID = l.ID
	}
	if !o.Coding.Declared {
		coding, err := ParseCoding(l.Coding)
		if err != nil {
			return err
		}
		o.Coding = coding
	}
	if len(o.MissingValues) == 0 {
		o.MissingValues = l.MissingValues
	}
	o.headerRows = l.HeaderRows
	return nil
}
