package cohort

import (
	"errors"
	"io"
	"unicode/utf8"

	"burnout/mbi/fault"
)

// maxRecord bounds a record in bytes, so that an unclosed quote at the top of a
// large file is refused before the file fills the memory.
const maxRecord = 1 << 20

// maxCells bounds the cells of a record: as many columns as a spreadsheet has.
const maxCells = 1 << 14

// field is one cell of a record and the place where its text starts.
type field struct {
	text         string
	quoted       bool
	line, column int
}

// records splits delimited text into records, after RFC 4180 with the freedoms
// that real files take: a record ends with LF, CRLF or CR, and a quote inside
// an unquoted cell is a character like any other. Empty lines are no records.
type records struct {
	file      string
	delimiter byte
	blocks    *blocks // where more text comes from; nil: data is all

	data         []byte // whole records
	began        int    // the first byte of the record that was read last
	at           int    // the next byte
	line, column int    // its place, from 1; columns count characters
	fields       []field
	spans        []span
}

// span is where the text of a cell stands in the data.
type span struct {
	from, to int
	escaped  bool // it holds doubled quotes or CR
}

func newRecords(file string, data []byte, delimiter byte) *records {
	return &records{file: file, data: data, delimiter: delimiter, line: 1, column: 1}
}

// next returns the fields of the next record, which hold until the next call,
// or io.EOF.
func (r *records) next() ([]field, error) {
	for {
		if r.at == len(r.data) {
			if err := r.refill(); err != nil {
				return nil, err
			}
		}
		if err := r.record(); err != nil {
			return nil, err
		}
		if len(r.fields) > 1 || r.fields[0].text != "" || r.fields[0].quoted {
			return r.fields, nil
		}
	}
}

func (r *records) refill() error {
	if r.blocks == nil {
		return io.EOF
	}
	var b block
	if err := r.blocks.next(&b); err != nil {
		return err
	}
	r.data, r.at = b.data, 0
	return nil
}

// errTooLong says that a record is longer than maxRecord.
var errTooLong = errors.New("record too long")

// record reads the cells up to the end of the record.
func (r *records) record() error {
	start, line := r.at, r.line
	r.began, r.fields, r.spans = start, r.fields[:0], r.spans[:0]
	for more := true; more; {
		f, s := field{line: r.line, column: r.column}, span{}
		var err error
		if r.at < len(r.data) && r.data[r.at] == '"' {
			f.quoted = true
			s, err = r.quoted(start, &f)
		} else {
			s, err = r.plain(start)
		}
		if err == nil {
			more, err = r.end()
		}
		if errors.Is(err, errTooLong) {
			return &fault.Fault{File: r.file, Line: line, Text: "record is longer than 1 MB, expected one row of a table", Hint: "look for a quote that is opened and not closed"}
		}
		if err != nil {
			return err
		}
		r.spans = append(r.spans, s)
		if r.fields = append(r.fields, f); len(r.fields) > maxCells {
			return &fault.Fault{File: r.file, Line: f.line, Text: "record has more than 16384 cells, as many as a spreadsheet has"}
		}
	}
	all := string(r.data[start:r.at]) // one allocation for all cells
	for i, s := range r.spans {
		r.fields[i].text = all[s.from-start : s.to-start]
		if s.escaped {
			r.fields[i].text = unescape(r.fields[i].text)
		}
	}
	return nil
}

// plain reads a cell without quotes up to what ends it.
func (r *records) plain(start int) (span, error) {
	s := span{from: r.at}
	for ; r.at < len(r.data); r.at++ {
		b := r.data[r.at]
		if b == r.delimiter || b == '\n' || b == '\r' {
			break
		}
		if err := r.character(b, start); err != nil {
			return s, err
		}
	}
	s.to = r.at
	return s, nil
}

// quoted reads a cell from its opening quote to its closing one. A doubled quote
// stands for one.
func (r *records) quoted(start int, f *field) (span, error) {
	r.at, r.column = r.at+1, r.column+1
	s := span{from: r.at}
	for ; r.at < len(r.data); r.at++ {
		b := r.data[r.at]
		switch {
		case b == '"' && (r.at+1 == len(r.data) || r.data[r.at+1] != '"'):
			s.to = r.at
			r.at, r.column = r.at+1, r.column+1
			if r.at < len(r.data) && r.data[r.at] != r.delimiter && r.data[r.at] != '\n' && r.data[r.at] != '\r' {
				return s, r.afterQuote()
			}
			return s, nil
		case b == '"':
			s.escaped = true
			r.at, r.column = r.at+1, r.column+1
		case b == '\r':
			s.escaped = true
			if r.at+1 < len(r.data) && r.data[r.at+1] == '\n' {
				continue
			}
			r.line, r.column = r.line+1, 0
		case b == '\n':
			r.line, r.column = r.line+1, 0
		}
		if err := r.character(b, start); err != nil {
			return s, err
		}
	}
	if r.at-start > maxRecord {
		return s, errTooLong
	}
	return s, &fault.Fault{File: r.file, Line: f.line, Column: f.column, Text: "quote is opened here and never closed"}
}

// afterQuote is what is wrong behind a closing quote.
func (r *records) afterQuote() error {
	if r.data[r.at] == 0 {
		return r.nul()
	}
	return &fault.Fault{File: r.file, Line: r.line, Column: r.column, Text: "text after the closing quote of a cell, expected a delimiter"}
}

func (r *records) nul() error {
	return &fault.Fault{File: r.file, Line: r.line, Column: r.column, Text: "a NUL byte, expected text in UTF-8"}
}

// character counts a byte of a cell.
func (r *records) character(b byte, start int) error {
	if b == 0 {
		return r.nul()
	}
	if r.at-start >= maxRecord {
		return errTooLong
	}
	if utf8.RuneStart(b) {
		r.column++
	}
	return nil
}

// end reads what ends a cell and reports whether another follows.
func (r *records) end() (more bool, err error) {
	switch {
	case r.at == len(r.data):
		return false, nil
	case r.data[r.at] == r.delimiter:
		r.at, r.column = r.at+1, r.column+1
		return true, nil
	case r.data[r.at] == '\r' && r.at+1 < len(r.data) && r.data[r.at+1] == '\n':
		r.at++
	}
	r.at++
	r.line, r.column = r.line+1, 1
	return false, nil
}

// unescape undoubles quotes, and gives line ends within a cell as LF.
func unescape(s string) string {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"':
			i++ // the second of two
			b = append(b, '"')
		case s[i] == '\r' && i+1 < len(s) && s[i+1] == '\n':
		case s[i] == '\r':
			b = append(b, '\n')
		default:
			b = append(b, s[i])
		}
	}
	return string(b)
}
