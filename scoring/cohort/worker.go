package cohort

import (
	"bytes"
	"errors"
	"hash/maphash"
	"strings"
	"sync"
	"unicode/utf8"

	"burnout/mbi"
	"burnout/mbi/fault"
)

// Sink takes the rows of a reading. Every worker has one of its own.
type Sink interface {
	// Row takes a row. Those of a block of the file come in order.
	Row(*Row) error
	// Flush ends a block. It is called in the order of the blocks, for one sink
	// at a time.
	Flush() error
}

// worker reads blocks: by itself what can be known from a block, in order what
// depends on those before it.
type worker struct {
	rd       *reader // whose columns, conditions and options it uses
	sink     Sink
	answers  *answers
	straight *straight // nil: none
	records  *records
	block    block
	row      Row
	cells    []byte // of a row, to compare it with others
	bare     []byte // a record without its quotes
	batch
}

// batch is what a worker found in one block.
type batch struct {
	entries []entry
	traces  []trace        // of the entries, where repeats are looked for
	lines   int            // line ends
	kept    int            // rows
	err     error          // of the sink
	placed  []*fault.Fault // whose lines are counted in the block
	// numbered counts the data records but for blank ones.
	numbered int64
	faults   fault.List
	broken   bool // what follows the last record cannot be told apart
	tally
}

// entry is a record of a block that is a row.
type entry struct {
	answers  mbi.Answers
	form     cellForm
	number   int32 // among the data records of the block, from 1
	line     int32 // in the block, from 1
	from, to int32 // its bytes in the block
}

// tally is what adds up in any order.
type tally struct {
	rows, blank, previews, filtered int64
	evidence                        evidence
	oddities                        oddities
	events                          []*events
}

func (w *worker) reset() {
	w.batch = batch{entries: w.entries[:0], traces: w.traces[:0], tally: tally{evidence: noEvidence()}}
	for _, e := range w.rd.events {
		w.events = append(w.events, e.fork())
	}
}

// parse reads the records of the block. Lines are counted from 1 in it.
func (w *worker) parse() {
	w.reset()
	data := w.block.data
	odd := false // a record may hold a character that takes more than a look at digits
	for _, c := range []byte{'"', 0, '\r'} {
		odd = odd || bytes.IndexByte(data, c) >= 0
	}
	for p := 0; p < len(data) && !w.broken; {
		end, given, ok := 0, 0, false
		if w.straight != nil && !w.rd.options.general {
			end, given, ok = w.direct(p, odd)
		}
		if !ok {
			p = w.general(p)
			continue
		}
		w.rows, w.numbered = w.rows+1, w.numbered+1
		if !w.left() {
			w.seen()
			if !w.evidence.settled() {
				w.evidence.numbers(&w.row.Answers)
			}
			w.keep(given)
		}
		w.lines++
		p = end
	}
}

// direct reads the record at p by itself, or, where quotes stand around its
// cells, what remains without them; the row stands there then. It reports false
// for a record that only the general way reads.
func (w *worker) direct(p int, odd bool) (end, given int, ok bool) {
	data := w.block.data
	if !odd {
		end, given, ok = w.straight.record(w.block.store[:len(data)+slack], p, &w.row.Answers)
		w.row.stand(p, end-1, simple, w.lines+1)
		return end, given, ok
	}
	n := bytes.IndexByte(data[p:], '\n')
	if n < 0 {
		return 0, 0, false
	}
	line := bytes.TrimSuffix(data[p:p+n], []byte{'\r'})
	if bytes.IndexByte(line, '\r') >= 0 || bytes.IndexByte(line, 0) >= 0 {
		return 0, 0, false
	}
	w.row.stand(p, p+len(line), simple, w.lines+1)
	if bytes.IndexByte(line, '"') < 0 {
		return w.straight.record(w.block.store[:len(data)+slack], p, &w.row.Answers)
	}
	if w.bare, ok = w.straight.unquote(w.bare[:0], line); !ok {
		return 0, 0, false
	}
	w.row.form, w.row.bare = quoted, w.bare
	w.bare = append(append(w.bare, '\n'), make([]byte, slack)...)
	_, given, ok = w.straight.record(w.bare, 0, &w.row.Answers)
	return p + n + 1, given, ok
}

// general reads the record at p, after any blank lines, and returns the position
// behind it.
func (w *worker) general(p int) int {
	r := w.records
	r.data, r.at, r.line, r.column = w.block.data, p, w.lines+1, 1
	fields, err := r.next()
	w.lines = r.line - 1
	if f, ok := errors.AsType[*fault.Fault](err); ok {
		w.faults.Add(f)
		w.broken = true
	}
	if err != nil {
		return len(r.data)
	}
	w.record(fields, r.began, r.at)
	return r.at
}

// record reads a data record whose cells are known, which stands in the block
// between two positions.
func (w *worker) record(fields []field, from, to int) {
	w.rows++
	if blank(fields) {
		w.blank++
		return
	}
	w.numbered++
	fields, err := w.rd.fit(fields)
	if err != nil {
		w.faults.AddError(err)
		return
	}
	w.row.stand(from, to, anyForm, fields[0].line)
	w.row.fields = fields
	if w.left() {
		return
	}
	w.seen()
	if w.read(fields) {
		w.keep(w.row.Answers.Given())
	}
}

// left reports whether the row is left out: a test of the survey's author, or
// one that a condition does not hold for.
func (w *worker) left() bool {
	for _, c := range w.rd.previews {
		if preview(w.row.Cell(c)) {
			w.previews++
			return true
		}
	}
	for _, f := range w.rd.where {
		if string(w.row.Cell(f.column)) != f.value {
			w.filtered++
			return true
		}
	}
	return false
}

// preview reports whether a cell marks a test of the survey's author: in words,
// or by the numbers of Qualtrics' Status column (preview, test, and previews
// taken for spam or filled in offline).
func preview(cell []byte) bool {
	switch strings.ToLower(string(cell)) {
	case "preview", "survey preview", "survey test", "test", "1", "2", "9", "17":
		return true
	}
	return false
}

func (w *worker) seen() {
	if w.rd.options.Seen != nil {
		w.rd.options.Seen(&w.row)
	}
}

// read reads the answers of a record and reports whether all are good; what is
// wrong is added to the faults.
func (w *worker) read(fields []field) bool {
	good := true
	for i, column := range w.rd.columns.items {
		f := fields[column]
		r := w.answers.read(f.text)
		w.evidence.usage.add(r)
		if r.why != "" {
			w.faults.Add(&fault.Fault{File: w.rd.name, Line: f.line, Column: f.column, Hint: r.hint,
				Text: fault.Quote(text(f.text)) + " in column " + fault.Quote(w.rd.input.Headings[column]) + r.why})
			good = false
		}
		w.row.Answers[i] = r.answer
	}
	return good
}

// keep takes up a row with so many answers.
func (w *worker) keep(given int) {
	if w.evidence.given += int64(given); given > 0 {
		w.evidence.respondents++
	}
	w.oddities.add(&w.row.Answers, given)
	for _, e := range w.events {
		e.add(w.row.Cell(e.column), event{1, given > 0})
	}
	if w.rd.doubts.compared.Load() < checked {
		w.traces = append(w.traces, w.trace(given))
	}
	w.kept++
	if !w.rd.options.Unnumbered {
		w.entries = append(w.entries, entry{answers: w.row.Answers, form: w.row.form, number: int32(w.numbered), line: int32(w.row.line), from: int32(w.row.from), to: int32(w.row.to)})
	} else if w.err == nil {
		w.err = w.sink.Row(&w.row)
	}
}

// trace makes the mark of a row by which it is found again.
func (w *worker) trace(given int) trace {
	if !w.joined() {
		w.cells = w.cells[:0]
		for c := range w.rd.input.Headings {
			if w.row.fields != nil {
				w.cells = append(w.cells, strings.TrimSpace(w.row.fields[c].text)...)
			} else {
				w.cells = append(w.cells, bytes.TrimSpace(w.row.cell(c))...)
			}
			w.cells = append(w.cells, 0)
		}
	}
	t := trace{row: maphash.Bytes(w.rd.seed, w.cells), line: w.row.line}
	if id := w.row.ID(); len(id) > 0 && given > 0 {
		if w.rd.waves >= 0 {
			w.cells = append(append(w.cells[:0], id...), 0)
			id = append(w.cells, w.row.Wave()...)
		}
		t.id = maphash.Bytes(w.rd.seed, id)
	}
	return t
}

// joined writes the trimmed cells of a record to w.cells, a NUL behind each, and
// reports false where there is something to trim, or may be.
func (w *worker) joined() bool {
	if w.row.form == anyForm {
		return false
	}
	record := w.row.plain()
	w.cells = append(append(w.cells[:0], record[:len(record)-w.straight.blank]...), 0)
	for i, b := range w.cells[:len(w.cells)-1] {
		if b == w.straight.delimiter {
			w.cells[i] = 0
		} else if b <= ' ' || b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// split returns the cells of a record of the block.
func (w *worker) split(text []byte) []field {
	r := w.records
	r.data, r.at, r.line, r.column = text, 0, w.row.line, 1
	fields, err := r.next()
	if err == nil {
		fields, err = w.rd.fit(fields)
	}
	if err != nil {
		panic("cohort: a record that was read cannot be split") // unreachable
	}
	return fields
}

// deliver hands the rows of the block, which begins after so many data records
// and lines, to the sink.
func (w *worker) deliver(before int64, lines int) error {
	for i := range w.entries {
		e := &w.entries[i]
		w.row.Answers, w.row.Number = e.answers, before+int64(e.number)
		w.row.stand(int(e.from), int(e.to), e.form, lines+int(e.line))
		if err := w.sink.Row(&w.row); err != nil {
			return err
		}
	}
	return nil
}

// turnstile lets workers through in the order of their blocks.
type turnstile struct {
	mu   sync.Mutex
	turn *sync.Cond
	next int
}

func newTurnstile(first int) *turnstile {
	t := &turnstile{next: first}
	t.turn = sync.NewCond(&t.mu)
	return t
}

// pass calls f when the blocks before number n have passed.
func (t *turnstile) pass(n int, f func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for t.next != n {
		t.turn.Wait()
	}
	f()
	t.next++
	t.turn.Broadcast()
}
