package cohort

import (
	"bytes"
	"unicode/utf8"

	"burnout/mbi"
	"burnout/mbi/fault"
)

// Row is one data record that was read: not blank, no preview, not left out by
// a condition. The next one is read into the same Row, so a caller keeps a copy
// of what it wants to keep.
type Row struct {
	File    int   // index of its source
	Number  int64 // data record in its file, from 1; the header and blank rows are not counted
	Answers mbi.Answers

	worker   *worker
	line     int // where the record begins, from 1: in the file, or in the block while that is not known
	from, to int // the record in the worker's block
	form     cellForm
	bare     []byte  // the record without its quotes, once that is known
	fields   []field // its cells, where they are known

	column, at int // of a plain record: a column and where its text begins
}

// cellForm is how the cells of a record are told apart.
type cellForm int8

const (
	anyForm cellForm = iota // by all the rules of [records]
	simple                  // there is no quote: a delimiter ends a cell
	quoted                  // the same, once the quotes around cells are taken away
)

// stand is where the row stands in the block of its worker, and its line.
func (r *Row) stand(from, to int, f cellForm, line int) {
	r.from, r.to, r.form, r.line, r.column, r.at = from, to, f, line, 0, 0
	if r.fields != nil {
		r.fields = nil
	}
	if r.bare != nil {
		r.bare = nil
	}
}

// text returns the record.
func (r *Row) text() []byte { return r.worker.block.data[r.from:r.to] }

// plain returns a record, simple or quoted, in which a delimiter ends a cell.
func (r *Row) plain() []byte {
	if r.form == quoted && r.bare == nil {
		w := r.worker
		w.bare, _ = w.straight.unquote(w.bare[:0], r.text())
		r.bare = w.bare
	}
	if r.form == quoted {
		return r.bare
	}
	return r.text()
}

// Headings returns the headings of every column. They are the same in every row.
func (r *Row) Headings() []string { return r.worker.rd.input.Headings }

// ID returns the identifier of the row, empty where no column holds one. It
// holds until the next row.
func (r *Row) ID() []byte {
	if id := r.worker.rd.input.ID; id >= 0 {
		return r.Cell(id)
	}
	return nil
}

// Wave returns the cell of the row in the column that [Options.Waves] names, empty
// where it names none. It holds until the next row.
func (r *Row) Wave() []byte {
	if column := r.worker.rd.waves; column >= 0 {
		return r.Cell(column)
	}
	return nil
}

// Cell returns the text of a column of the row, counted from 0. It holds until
// the next row. Columns are found fastest from left to right.
func (r *Row) Cell(column int) []byte { return cellText(r.cell(column)) }

// Line returns the line on which the row begins in its file. It is not known where
// rows are not numbered.
func (r *Row) Line() int { return r.line }

// Fault returns a fault at the cell of a column. Its line is that of the file once
// the reading has returned.
func (r *Row) Fault(column int, text, hint string) *fault.Fault {
	f := &fault.Fault{File: r.worker.rd.name, Line: r.line, Text: text, Hint: hint}
	if r.form == quoted && r.fields == nil {
		r.fields = r.worker.split(r.text()) // the quotes count
	}
	if r.cell(column); r.fields != nil {
		f.Line, f.Column = r.fields[column].line, r.fields[column].column
	} else {
		f.Column = utf8.RuneCount(r.text()[:r.at]) + 1
	}
	r.worker.placed = append(r.worker.placed, f)
	return f
}

// cell returns the text of a column as it stands.
func (r *Row) cell(column int) []byte {
	if r.fields == nil && r.form == anyForm {
		r.fields = r.worker.split(r.text())
	}
	if r.fields != nil {
		return []byte(r.fields[column].text)
	}
	if column < r.column {
		r.column, r.at = 0, 0
	}
	delimiter, record := r.worker.straight.delimiter, r.plain()
	for ; r.column < column; r.column++ {
		r.at += bytes.IndexByte(record[r.at:], delimiter) + 1
	}
	cell := record[r.at:]
	if end := bytes.IndexByte(cell, delimiter); end >= 0 {
		cell = cell[:end]
	}
	return cell
}

// cellText is [text], without a copy where the text is that of the cell.
func cellText(cell []byte) []byte {
	for _, b := range cell {
		if b >= utf8.RuneSelf {
			return []byte(text(string(cell)))
		}
	}
	return bytes.TrimSpace(cell)
}
