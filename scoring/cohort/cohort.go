// Package cohort reads survey files into respondents. A file is read as it is or
// refused with the place and the reason; nothing is shifted, dropped or guessed
// in silence, and a missing answer is never 0.
package cohort

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"burnout/mbi"
	"burnout/mbi/fault"
)

// Options says how to read what a file does not say itself.
type Options struct {
	Coding Coding
	ID     string // heading of the column of identifiers; empty: found by name
}

// Row is one data record.
type Row struct {
	Number  int64  // from 1; the header and blank rows are not counted
	ID      string // empty where no column holds an identifier
	Answers mbi.Answers
}

// Input says what was read.
type Input struct {
	Rows     int64 // data records, blank ones included
	Blank    int64 // records in which every cell is empty
	Coding   Coding
	Warnings []Warning
}

// Read reads the delimited text in r and calls each for every row that is not
// blank. The name of the file stands in errors. Everything wrong in the file is
// reported at once, as a [*fault.Fault] or a [*fault.List], after the last row:
// a caller must not publish what it computed before Read returns nil. An error
// of each ends the reading and is returned.
func Read(name string, r io.Reader, o Options, each func(*Row) error) (*Input, error) {
	in := bufio.NewReaderSize(r, sniffed)
	delimiter, err := sniff(name, in)
	if err != nil {
		return nil, err
	}
	rd := &reader{name: name, records: newRecords(name, in, delimiter), options: o, input: Input{Coding: o.Coding}}
	if err := rd.header(); err != nil {
		return nil, err
	}
	if err := rd.rows(each); err != nil {
		return nil, err
	}
	return &rd.input, nil
}

// reader is a reading under way.
type reader struct {
	name     string
	records  *records
	options  Options
	layout   layout
	input    Input
	evidence evidence
	faults   fault.List
}

func (rd *reader) header() error {
	header, err := rd.records.next()
	if err != nil {
		return err
	}
	for _, f := range header {
		rd.layout.header = append(rd.layout.header, strings.TrimSpace(f.text))
	}
	if rd.layout.items, err = findItems(rd.name, header); err != nil {
		return err
	}
	rd.layout.id, err = findID(rd.name, header, rd.options.ID)
	return err
}

func (rd *reader) rows(each func(*Row) error) error {
	var row Row
	for {
		fields, err := rd.records.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if broken, ok := errors.AsType[*fault.Fault](err); ok {
			rd.faults.Add(broken) // what follows a broken record cannot be told apart
			return rd.faults.Err()
		}
		if err != nil {
			return fmt.Errorf("%s: %w", rd.name, err)
		}
		rd.input.Rows++
		if blank(fields) {
			rd.input.Blank++
			continue
		}
		row.Number = rd.input.Rows - rd.input.Blank
		if !rd.parse(fields, &row) || len(rd.faults.Faults) > 0 {
			continue
		}
		rd.evidence.add(&row.Answers)
		if err := each(&row); err != nil {
			return err
		}
	}
	return rd.finish()
}

func (rd *reader) finish() error {
	if err := rd.faults.Err(); err != nil {
		return err
	}
	if rd.input.Rows == rd.input.Blank {
		return &fault.Fault{File: rd.name, Text: "no row below the header, expected one for each respondent"}
	}
	var err error
	rd.input.Warnings, err = rd.evidence.judge(rd.name, rd.options.Coding)
	return err
}

func blank(fields []field) bool {
	for _, f := range fields {
		if strings.TrimSpace(f.text) != "" {
			return false
		}
	}
	return true
}

// parse reads the fields of a record into row and reports whether it is good;
// what is wrong is added to the faults.
func (rd *reader) parse(fields []field, row *Row) bool {
	if len(fields) != len(rd.layout.header) {
		rd.faults.Add(&fault.Fault{File: rd.name, Line: fields[0].line,
			Text: fmt.Sprintf("row has %d cells, expected %d as in the header", len(fields), len(rd.layout.header))})
		return false
	}
	good := true
	for i, column := range rd.layout.items {
		f := fields[column]
		cell := strings.TrimSpace(f.text)
		if cell == "" {
			row.Answers[i] = mbi.Missing
			continue
		}
		v, ok := rd.options.Coding.answer(cell)
		if !ok {
			text, hint := rd.options.Coding.refusal(cell, rd.layout.header[column])
			rd.faults.Add(&fault.Fault{File: rd.name, Line: f.line, Column: f.column, Text: text, Hint: hint})
			good = false
		}
		row.Answers[i] = v
	}
	if row.ID = ""; rd.layout.id >= 0 {
		row.ID = strings.TrimSpace(fields[rd.layout.id].text)
	}
	return good
}

// sniffed is how many bytes of a file are looked at to find its delimiter.
const sniffed = 64 << 10

// delimiters are those found from the data, in order of preference.
var delimiters = []byte{',', ';'}

// sniff skips a byte order mark and returns the delimiter under which the header
// names the items; failing that, the one that gives the most columns, so that
// what is wrong can be said.
func sniff(name string, in *bufio.Reader) (byte, error) {
	head, err := in.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return 0, err
	}
	if bytes.HasPrefix(head, []byte("\ufeff")) {
		_, _ = in.Discard(len("\ufeff"))
		head = head[len("\ufeff"):]
	}
	if bytes.IndexByte(head, 0) >= 0 {
		return 0, &fault.Fault{File: name, Text: "not a text file in UTF-8", Hint: "export the answers as CSV in UTF-8"}
	}
	if len(bytes.TrimSpace(head)) == 0 {
		return 0, &fault.Fault{File: name, Text: "empty, expected a header and a row for each respondent"}
	}
	best, most := delimiters[0], 0
	for _, d := range delimiters {
		header, err := newRecords(name, bufio.NewReader(bytes.NewReader(head)), d).next()
		if err != nil {
			continue
		}
		if _, err := findItems(name, header); err == nil {
			return d, nil
		}
		if len(header) > most {
			best, most = d, len(header)
		}
	}
	return best, nil
}
