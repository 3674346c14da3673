package cohort

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"burnout/mbi/fault"
)

// reader is a reading under way.
type reader struct {
	options  *Options
	answers  *answers
	columns  *columns
	where    []filter
	previews []int // columns that mark test rows
	input    *Input
	evidence evidence
	doubts   *doubts
	events   []*events
	extra    int // blank cells that each row of the file has beyond the header; -1: no row was read
	faults   fault.List
}

// filter is a condition whose column was found.
type filter struct {
	column int
	value  string
}

// file reads one file.
func (rd *reader) file(i int, s Source, each func(*Row) error) error {
	rd.input.Files = append(rd.input.Files, FileInput{Name: s.Name})
	rd.extra = -1
	in := &rd.input.Files[i]
	src, err := open(s.Name, s.In, rd.options, &in.Format)
	if err != nil {
		return err
	}
	h, top, err := splitHeader(s.Name, src)
	if err != nil {
		return readFault(s.Name, err)
	}
	in.HeaderRows = h.rows
	if err := rd.head(i, s.Name, h); err != nil {
		return otherSheets(err, src)
	}
	before, seen := rd.answers.usage, rd.evidence
	rd.answers.usage, rd.evidence = unused(), evidence{}
	row := Row{File: i, headings: rd.input.Headings}
	for {
		fields, err := next(src, &top)
		if errors.Is(err, io.EOF) {
			break
		}
		if broken, ok := errors.AsType[*fault.Fault](err); ok {
			rd.faults.Add(broken) // what follows a broken record cannot be told apart
			return rd.faults.Err()
		}
		if err != nil {
			return readFault(s.Name, err)
		}
		if err := rd.record(s.Name, in, fields, &row, each); err != nil {
			return err
		}
	}
	if row.Number == 0 && len(rd.faults.Faults) == 0 {
		return &fault.Fault{File: s.Name, Text: "no row below the header, expected one for each respondent"}
	}
	return rd.judge(s.Name, before, seen)
}

// judge judges one file by itself, for it may be coded otherwise than those
// before it, and adds it to them.
func (rd *reader) judge(name string, before usage, seen evidence) error {
	if len(rd.faults.Faults) == 0 {
		if err := rd.answers.mixed(name); err != nil {
			return err
		}
		warnings, err := rd.evidence.judge(name, rd.answers)
		if err != nil {
			return err
		}
		rd.warn(warnings)
	}
	rd.answers.merge(before)
	rd.evidence.merge(seen)
	return nil
}

// warn adds warnings; one that was met in another file counts on.
func (rd *reader) warn(warnings []Warning) {
	for _, w := range warnings {
		if i := slices.IndexFunc(rd.input.Warnings, func(o Warning) bool { return o.Code == w.Code }); i >= 0 {
			rd.input.Warnings[i].N += w.N
			continue
		}
		rd.input.Warnings = append(rd.input.Warnings, w)
	}
}

// next returns the next data record: first those that were read with the header.
func next(src rows, top *[]ahead) ([]field, error) {
	if len(*top) > 0 {
		first := (*top)[0]
		*top = (*top)[1:]
		return first.fields, first.err
	}
	return src.next()
}

// head finds the columns, in the first file, or demands the same ones.
func (rd *reader) head(i int, name string, h *header) error {
	if n := rd.options.headerRows; n != 0 && n != h.rows {
		return &fault.Fault{File: name, Line: h.line(), Text: fmt.Sprintf("%s, the layout expects %d", plural(h.rows, "header row"), n), Hint: layoutHint}
	}
	if i > 0 {
		if !slices.Equal(h.names, rd.input.Headings) {
			return &fault.Fault{File: name, Line: h.line(), Text: "other columns than the first file, expected the same in the same order", Hint: "score files of different shapes one by one"}
		}
		return nil
	}
	c, err := findColumns(name, h, rd.options)
	rd.input.Headings = h.names
	if err != nil {
		return err
	}
	rd.columns = c
	rd.input.Items, rd.input.ID, rd.input.Found = c.items, c.id, c.how
	for _, w := range rd.options.Where {
		column, err := h.column(name, w.Column, "--where")
		if err != nil {
			return err
		}
		rd.where = append(rd.where, filter{column, text(w.Value)})
	}
	rd.previews = previewColumns(h)
	rd.events = findEvents(h.names)
	return nil
}

// previewColumns finds the columns in which Qualtrics marks test rows.
func previewColumns(h *header) []int {
	var columns []int
	for _, headings := range [][]string{h.names, h.texts} {
		for i, name := range headings {
			if (name == "Status" || name == "DistributionChannel") && !slices.Contains(columns, i) && h.qualtrics() {
				columns = append(columns, i)
			}
		}
	}
	return columns
}

// record reads one data record.
func (rd *reader) record(name string, in *FileInput, fields []field, row *Row, each func(*Row) error) error {
	in.Rows++
	rd.input.Rows++
	if blank(fields) {
		rd.input.Blank++
		return nil
	}
	row.Number++
	fields, err := rd.fit(in, fields)
	if err != nil {
		rd.faults.AddError(err)
		return nil
	}
	if rd.preview(fields) {
		rd.input.Previews++
		return nil
	}
	for _, w := range rd.where {
		if text(fields[w.column].text) != w.value {
			rd.input.Filtered++
			return nil
		}
	}
	row.fields = fields
	if row.ID = ""; rd.columns.id >= 0 {
		row.ID = text(fields[rd.columns.id].text)
	}
	if rd.options.Seen != nil {
		rd.options.Seen(row)
	}
	if !rd.parse(name, fields, row) {
		return nil
	}
	for _, e := range rd.events {
		e.add(text(fields[e.column].text), row.Answers.Given() > 0)
	}
	if err := rd.doubts.add(name, fields, row); err != nil {
		rd.faults.AddError(rd.repeated(err))
	}
	if len(rd.faults.Faults) > 0 {
		return nil
	}
	rd.evidence.add(&row.Answers)
	return each(row)
}

// fit returns as many fields as the header has. Cells beyond it must be blank, as
// a delimiter at the end leaves them, and the same in each row: one row that is
// longer has a delimiter inside a cell, and its answers stand in other columns. A
// spreadsheet leaves out blank cells at the end.
func (rd *reader) fit(in *FileInput, fields []field) ([]field, error) {
	n := len(rd.input.Headings)
	if in.Format.Kind == "xlsx" {
		last := fields[len(fields)-1]
		for len(fields) < n {
			fields = append(fields, field{quoted: true, line: last.line, column: len(fields) + 1})
		}
		rd.extra = len(fields) - n
	}
	extra := len(fields) - n
	if rd.extra < 0 && extra >= 0 && blank(fields[n:]) {
		rd.extra = extra
	}
	f := &fault.Fault{File: in.Name, Line: fields[0].line}
	switch {
	case rd.extra < 0 || extra < 0 || !blank(fields[n:]):
		f.Text = fmt.Sprintf("row has %s, expected %d as in the header", plural(len(fields), "cell"), n)
	case extra != rd.extra:
		f.Text = fmt.Sprintf("row has %s, expected %d as in the rows above", plural(len(fields), "cell"), n+rd.extra)
		f.Hint = "look for a delimiter within a cell that is not in quotes"
	default:
		return fields[:n], nil
	}
	return nil, f
}

// preview reports whether the row is a test of the survey's author: in words, or
// by the numbers of Qualtrics' Status column (preview, test, and previews taken
// for spam or filled in offline).
func (rd *reader) preview(fields []field) bool {
	for _, c := range rd.previews {
		switch strings.ToLower(text(fields[c].text)) {
		case "preview", "survey preview", "survey test", "test", "1", "2", "9", "17":
			return true
		}
	}
	return false
}

func blank(fields []field) bool {
	for _, f := range fields {
		if strings.TrimSpace(f.text) != "" {
			return false
		}
	}
	return true
}

// parse reads the answers of a record and reports whether all are good; what is
// wrong is added to the faults.
func (rd *reader) parse(name string, fields []field, row *Row) bool {
	good := true
	for i, column := range rd.columns.items {
		f := fields[column]
		r := rd.answers.read(f.text)
		if r.why != "" {
			rd.faults.Add(&fault.Fault{File: name, Line: f.line, Column: f.column, Hint: r.hint,
				Text: fault.Quote(text(f.text)) + " in column " + fault.Quote(rd.input.Headings[column]) + r.why})
			good = false
		}
		row.Answers[i] = r.answer
	}
	return good
}

// finish judges the cohort as a whole.
func (rd *reader) finish(name string) error {
	rd.input.Coding = rd.answers.said()
	if err := rd.faults.Err(); err != nil {
		return err
	}
	if n := rd.input.Filtered; n > 0 && rd.doubts.compared == 0 {
		return &fault.Fault{File: name, Text: fmt.Sprintf("no row is left, --where leaves out %s", plural(int(n), "row")), Hint: "--where takes the value as it stands in the column"}
	}
	for _, e := range rd.events {
		if err := e.silent(name); err != nil {
			return err
		}
	}
	rd.warn(rd.doubts.warnings())
	if rd.input.ID < 0 && rd.doubts.respondents > 1 {
		rd.warn([]Warning{{NoIdentifier, rd.doubts.respondents}})
	}
	if len(rd.input.Files) == 1 {
		return nil
	}
	// Codes in one file and numbers in another: each may be right, not both.
	if err := rd.answers.mixed(name); err != nil {
		return err
	}
	return nil
}
