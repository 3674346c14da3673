package cohort

import (
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"burnout/mbi/fault"
)

// reader is a reading under way.
type reader struct {
	options  *Options
	columns  *columns
	where    []filter
	waves    int   // column that tells the rows of one respondent apart, -1: none
	previews []int // columns that mark test rows
	input    *Input
	workers  []*worker
	seed     maphash.Seed

	doubts *doubts
	events []*events
	all    evidence // of all files
	faults fault.List

	// Of the file that is being read:
	name     string
	file     *FileInput
	number   int64 // data records so far, but for blank ones
	line     int   // line ends so far
	extra    int   // blank cells that each row has beyond the header; -1: no row was read
	evidence evidence

	stopped atomic.Bool // what follows cannot be told apart, or a sink failed
	err     error       // of a sink
}

// filter is a condition whose column was found.
type filter struct {
	column int
	value  string
}

// read reads one file.
func (rd *reader) read(i int, s Source) error {
	rd.input.Files = append(rd.input.Files, FileInput{Name: s.Name})
	rd.name, rd.file = s.Name, &rd.input.Files[i]
	rd.number, rd.line, rd.extra, rd.evidence = 0, 0, -1, noEvidence()
	src, err := open(s.Name, s.In, rd.options, &rd.file.Format)
	if err != nil {
		return err
	}
	h, top, err := splitHeader(s.Name, src)
	if err != nil {
		return readFault(s.Name, err)
	}
	rd.file.HeaderRows = h.rows
	if err := rd.head(i, s.Name, h); err != nil {
		return otherSheets(err, src)
	}
	for _, w := range rd.workers {
		w.row.File = i
	}
	if err := rd.rows(src, top); err != nil {
		return err
	}
	if rd.number == 0 && len(rd.faults.Faults) == 0 {
		return &fault.Fault{File: s.Name, Text: "no row below the header, expected one for each respondent"}
	}
	return rd.judge()
}

// rows reads the data records: one by one those of a spreadsheet and the first
// of a text, and block by block what follows in a text.
func (rd *reader) rows(src rows, top []ahead) error {
	text, isText := src.(*records)
	for !isText || rd.extra < 0 || len(top) > 0 {
		fields, err := next(src, &top)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return rd.broken(err)
		}
		if err := rd.single(fields); err != nil {
			return err
		}
	}
	return rd.text(text)
}

// broken ends a reading whose input failed, or holds a record behind which
// nothing can be told apart.
func (rd *reader) broken(err error) error {
	if f, ok := errors.AsType[*fault.Fault](err); ok {
		rd.faults.Add(f)
		return rd.faults.Err()
	}
	return readFault(rd.name, err)
}

// single reads one record by itself.
func (rd *reader) single(fields []field) error {
	w := rd.workers[0]
	w.reset()
	w.record(fields, 0, 0)
	before, good := rd.commit(&w.batch)
	if !good || w.kept == 0 {
		return nil
	}
	if !rd.options.Unnumbered {
		w.row.Number = before + 1
		w.err = w.sink.Row(&w.row)
	}
	return errors.Join(w.err, w.sink.Flush())
}

// text reads the rest of a text in blocks.
func (rd *reader) text(src *records) error {
	src.blocks.unread(src.data[src.at:])
	rd.line = src.line - 1
	fast := newStraight(src.delimiter, rd.options.Coding, rd.columns.items, len(rd.input.Headings), rd.extra)
	kept, flushed := newTurnstile(src.blocks.number), newTurnstile(src.blocks.number)
	var all sync.WaitGroup
	for _, w := range rd.workers {
		w.straight, w.records = fast, newRecords(rd.name, nil, src.delimiter)
		all.Go(func() {
			for !rd.stopped.Load() && src.blocks.next(&w.block) == nil {
				w.process(kept, flushed)
			}
		})
	}
	all.Wait()
	switch {
	case rd.err != nil:
		return rd.err
	case rd.stopped.Load():
		return rd.faults.Err()
	case !errors.Is(src.blocks.err, io.EOF):
		return rd.broken(src.blocks.err)
	}
	return nil
}

// process reads the worker's block: in any order what it holds, in the order of
// the blocks what depends on those before it.
func (w *worker) process(kept, flushed *turnstile) {
	w.parse()
	var before int64
	var lines int
	var good bool
	kept.pass(w.block.number, func() {
		lines = w.rd.line
		before, good = w.rd.commit(&w.batch)
	})
	for _, f := range w.placed {
		f.Line += lines
	}
	err := w.err
	if !good {
		err = nil
	} else if err == nil {
		err = w.deliver(before, lines)
	}
	flushed.pass(w.block.number, func() {
		if err == nil && good && w.rd.err == nil {
			err = w.sink.Flush()
		}
		if err != nil && w.rd.err == nil {
			w.rd.err = err
			w.rd.stopped.Store(true)
		}
	})
}

// commit adds what was found in the next block of the file. It returns how many
// data records stand before the block, and whether its rows count.
func (rd *reader) commit(b *batch) (before int64, good bool) {
	if rd.stopped.Load() {
		return 0, false
	}
	in := rd.input
	rd.file.Rows, in.Rows = rd.file.Rows+b.rows, in.Rows+b.rows
	in.Blank, in.Previews, in.Filtered = in.Blank+b.blank, in.Previews+b.previews, in.Filtered+b.filtered
	rd.evidence.merge(&b.evidence)
	rd.doubts.merge(&b.oddities)
	for i, e := range b.events {
		rd.events[i].merge(e)
	}
	rd.report(b)
	before = rd.number
	rd.number += b.numbered
	rd.line += b.lines
	rd.stopped.Store(b.broken)
	if rd.options.Progress != nil {
		rd.options.Progress(in.Rows)
	}
	return before, len(rd.faults.Faults) == 0
}

// report adds the faults of a block and the identifiers that answer again in it,
// in the order of its lines.
func (rd *reader) report(b *batch) {
	found := b.faults.Faults
	for _, t := range b.traces[:max(0, min(int64(len(b.traces)), checked-rd.doubts.compared.Load()))] {
		if first, again := rd.doubts.again(t, place{int32(len(rd.input.Files) - 1), int32(rd.line + t.line)}); again {
			found = append(found, rd.repeated(first, t.line))
		}
	}
	rd.doubts.count(b.kept)
	slices.SortStableFunc(found, func(a, b *fault.Fault) int { return a.Line - b.Line })
	for _, f := range found {
		f.Line += rd.line
		rd.faults.Add(f)
	}
	rd.faults.More += b.faults.More
}

// judge judges one file by itself, for it may be coded otherwise than those
// before it, and adds it to them.
func (rd *reader) judge() error {
	if len(rd.faults.Faults) == 0 {
		if err := rd.evidence.mixed(rd.name); err != nil {
			return err
		}
		warnings, err := rd.evidence.judge(rd.name, rd.options.Coding)
		if err != nil {
			return err
		}
		rd.warn(warnings)
	}
	rd.all.merge(&rd.evidence)
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
	if rd.waves = -1; rd.options.Waves != "" {
		if rd.waves, err = h.column(name, rd.options.Waves, "--paired"); err != nil {
			return err
		}
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

// fit returns as many fields as the header has. Cells beyond it must be blank, as
// a delimiter at the end leaves them, and the same in each row: one row that is
// longer has a delimiter inside a cell, and its answers stand in other columns. A
// spreadsheet leaves out blank cells at the end.
func (rd *reader) fit(fields []field) ([]field, error) {
	n := len(rd.input.Headings)
	if rd.file.Format.Kind == "xlsx" {
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
	f := &fault.Fault{File: rd.name, Line: fields[0].line}
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

func blank(fields []field) bool {
	for _, f := range fields {
		if strings.TrimSpace(f.text) != "" {
			return false
		}
	}
	return true
}

// finish judges the cohort as a whole.
func (rd *reader) finish(name string) error {
	rd.input.Coding = rd.all.said(rd.options.Coding)
	if err := rd.faults.Err(); err != nil {
		return err
	}
	if n := rd.input.Filtered; n > 0 && rd.doubts.compared.Load() == 0 {
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
	return rd.all.mixed(name)
}
