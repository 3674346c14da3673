// Package cohort reads survey files into respondents. A file is read as it is or
// refused with the place and the reason; nothing is shifted, dropped or guessed
// in silence, and a missing answer is never 0.
package cohort

import (
	"fmt"
	"hash/maphash"
	"io"
	"runtime"
	"slices"
	"strings"

	"burnout/mbi"
)

// Options says how to read what a file does not say itself.
type Options struct {
	Encoding      string      // one that [ParseEncoding] knows; empty: recognised
	Delimiter     byte        // 0: recognised
	Sheet         string      // of a spreadsheet; empty: the first
	Items         []string    // headings of items 1 to 22; empty: found
	ID            string      // heading of the identifiers; empty: found by name
	Waves         string      // heading of a column: an identifier may answer once for each of its values; empty: once
	Coding        Coding      // the zero value: 0-6, undeclared
	MissingValues []int       // numbers that stand for a missing answer
	Where         []Condition // rows to read; all must hold
	Wordings      []Wording   // forms by which items and labels are recognised

	// Seen, if not nil, is handed each row whether its answers are good or not,
	// without its number, by [Read] in their order.
	Seen func(*Row)

	// Unnumbered says that the sinks need no numbers and lines of rows and no order. They
	// then take rows as they are read, also those of a file that is refused.
	Unnumbered bool

	// Progress, if not nil, is told from time to time how many data records were
	// read.
	Progress func(rows int64)

	headerRows int  // that a layout expects; 0: none does
	workers    int  // 0: one for each processor
	size       int  // of a block, in bytes; 0: blockSize
	general    bool // no record is taken for straight
}

// Check reports options that contradict each other. [Read] does so too.
func (o *Options) Check() error { return checkMissing(o.MissingValues, o.Coding) }

// Condition is a column that must hold a value.
type Condition struct{ Column, Value string }

// ParseCondition reads the value of --where, "COLUMN=VALUE".
func ParseCondition(s string) (Condition, error) {
	column, value, ok := strings.Cut(s, "=")
	if !ok || strings.TrimSpace(column) == "" {
		return Condition{}, fmt.Errorf("%q is no condition, expected COLUMN=VALUE", s)
	}
	return Condition{strings.TrimSpace(column), strings.TrimSpace(value)}, nil
}

// Source is one file of a cohort. Its name stands in errors.
type Source struct {
	Name string
	In   io.Reader
}

// FileInput says what one file held and how it was recognised.
type FileInput struct {
	Name       string
	Rows       int64 // data records, blank ones included
	HeaderRows int
	Format     Format
}

// Input says what was read, and how.
type Input struct {
	Files    []FileInput
	Headings []string       // of every column
	Items    [mbi.Items]int // column of each item
	ID       int            // column of the identifiers, -1: none
	Found    string         // how the items were found, in words
	Coding   string         // how the answers were written, as found
	Missing  []int          // numbers that were declared to stand for missing

	Rows     int64 // data records of all files, blank ones included
	Blank    int64 // records in which every cell is empty
	Previews int64 // test rows of the survey's author, left out
	Filtered int64 // rows that a condition left out
	Warnings []Warning
}

// name returns what names a column: its heading, or its position where the
// heading stands twice.
func (in *Input) name(column int) string {
	heading := in.Headings[column]
	if again := slices.Index(in.Headings, heading); again != column || slices.Contains(in.Headings[column+1:], heading) {
		return fmt.Sprintf("#%d", column+1)
	}
	return heading
}

// Layout writes down how the first file was read.
func (in *Input) Layout(o *Options) *Layout {
	f := in.Files[0]
	l := &Layout{Encoding: f.Format.Encoding, Delimiter: f.Format.Delimiter, Sheet: f.Format.Sheet,
		HeaderRows: f.HeaderRows, Coding: o.Coding.String(), MissingValues: o.MissingValues}
	if !o.Coding.Declared && (in.Coding == "labels" || in.Coding == "A1-A7") {
		l.Coding = in.Coding
	}
	for _, c := range in.Items {
		l.Items = append(l.Items, in.name(c))
	}
	if in.ID >= 0 {
		l.ID = in.name(in.ID)
	}
	return l
}

// Read reads the files as one cohort and calls each for every row that counts,
// in their order. Everything wrong is reported at once, as a [*fault.Fault] or a
// [*fault.List], after the last row: a caller must not publish what it computed
// before Read returns nil. An error of each ends the reading and is returned. The
// Input says what was recognised up to an error too.
func Read(sources []Source, o Options, each func(*Row) error) (*Input, error) {
	o.workers = 1
	return Scan(sources, o, func() Sink { return calls(each) })
}

// calls is a Sink of a function.
type calls func(*Row) error

func (c calls) Row(r *Row) error { return c(r) }
func (c calls) Flush() error     { return nil }

// Scan is Read with a worker for each processor, each of which hands its rows to a
// sink of its own. What the sinks add up must not depend on which rows each of
// them gets.
func Scan(sources []Source, o Options, sink func() Sink) (*Input, error) {
	rd := &reader{options: &o, seed: maphash.MakeSeed(), doubts: newDoubts(), all: noEvidence(), input: &Input{ID: -1, Missing: o.MissingValues}}
	if err := o.Check(); err != nil {
		return rd.input, err
	}
	if o.workers == 0 {
		o.workers = runtime.GOMAXPROCS(0)
	}
	answers := newAnswers(&o)
	for range o.workers {
		w := &worker{rd: rd, sink: sink(), answers: answers.fork()}
		w.row.worker = w
		rd.workers = append(rd.workers, w)
	}
	for i, s := range sources {
		if err := rd.read(i, s); err != nil {
			return rd.input, err
		}
	}
	return rd.input, rd.finish(sources[0].Name)
}
