package cohort

import (
	"bufio"
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
	in        *bufio.Reader
	delimiter byte

	line, column int // of the next byte, from 1; columns count characters
	size         int // bytes read for the current record
	fields       []field
	cell         []byte
}

func newRecords(file string, in *bufio.Reader, delimiter byte) *records {
	return &records{file: file, in: in, delimiter: delimiter, line: 1, column: 1}
}

var errRecordTooLong = errors.New("record too long")

// read returns the next byte and keeps count of lines and columns; CRLF and CR
// come as LF.
func (r *records) read() (byte, error) {
	b, err := r.in.ReadByte()
	if err != nil {
		return 0, err
	}
	if r.size++; r.size > maxRecord {
		return 0, errRecordTooLong
	}
	if b == ended {
		return 0, &fault.Fault{File: r.file, Line: r.line, Column: r.column, Text: "a NUL byte, expected text in UTF-8"}
	}
	if b == '\r' {
		if next, err := r.in.Peek(1); err == nil && next[0] == '\n' {
			_, _ = r.in.Discard(1)
		}
		b = '\n'
	}
	switch {
	case b == '\n':
		r.line, r.column = r.line+1, 1
	case utf8.RuneStart(b):
		r.column++
	}
	return b, nil
}

// next returns the fields of the next record, which hold until the next call,
// or io.EOF.
func (r *records) next() ([]field, error) {
	for {
		r.fields, r.size = r.fields[:0], 0
		line := r.line
		err := r.record()
		if errors.Is(err, errRecordTooLong) {
			return nil, &fault.Fault{File: r.file, Line: line, Text: "record is longer than 1 MB, expected one row of a table", Hint: "look for a quote that is opened and not closed"}
		}
		if err != nil {
			return nil, err
		}
		if len(r.fields) > 1 || r.fields[0].text != "" || r.fields[0].quoted {
			return r.fields, nil
		}
	}
}

// ended stands for the byte after the last of the input: NUL, which is no text.
const ended = 0

// record reads the fields up to the end of the record; io.EOF means that there
// is no further record.
func (r *records) record() error {
	for {
		f := field{line: r.line, column: r.column}
		end, err := r.field(&f)
		if err != nil {
			return err
		}
		if end == ended && len(r.fields) == 0 && f.text == "" && !f.quoted {
			return io.EOF
		}
		if r.fields = append(r.fields, f); len(r.fields) > maxCells {
			return &fault.Fault{File: r.file, Line: f.line, Text: "record has more than 16384 cells, as many as a spreadsheet has"}
		}
		if end != r.delimiter {
			return nil
		}
	}
}

// readOrEnd is read with the end of the input as the byte [ended].
func (r *records) readOrEnd() (byte, error) {
	b, err := r.read()
	if errors.Is(err, io.EOF) {
		return ended, nil
	}
	return b, err
}

// ends reports whether b ends an unquoted cell.
func (r *records) ends(b byte) bool { return b == r.delimiter || b == '\n' || b == ended }

// field reads one cell into f and returns the byte that ended it: the delimiter,
// a newline, or [ended].
func (r *records) field(f *field) (end byte, err error) {
	r.cell = r.cell[:0]
	b, err := r.readOrEnd()
	if err == nil && b == '"' {
		return r.quoted(f)
	}
	for err == nil && !r.ends(b) {
		r.cell = append(r.cell, b)
		b, err = r.readOrEnd()
	}
	f.text = string(r.cell)
	return b, err
}

// quoted reads a cell whose opening quote was read. A doubled quote stands for
// one.
func (r *records) quoted(f *field) (end byte, err error) {
	f.quoted = true
	for {
		b, err := r.readOrEnd()
		switch {
		case err != nil:
			return 0, err
		case b == ended:
			return 0, &fault.Fault{File: r.file, Line: f.line, Column: f.column, Text: "quote is opened here and never closed"}
		case b == '"':
			if b, err = r.readOrEnd(); err != nil {
				return 0, err
			}
			if r.ends(b) {
				f.text = string(r.cell)
				return b, nil
			}
			if b != '"' {
				return 0, &fault.Fault{File: r.file, Line: r.line, Column: r.column - 1, Text: "text after the closing quote of a cell, expected a delimiter"}
			}
		}
		r.cell = append(r.cell, b)
	}
}
