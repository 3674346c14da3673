package cohort

import (
	"fmt"
	"hash/maphash"
	"strings"

	"burnout/mbi"
	"burnout/mbi/fault"
)

// Code names a warning.
type Code string

// The warnings of the reader: doubts that do not stop a reading, or that the
// user settled.
const (
	// NoZero: no answer is 0, and the coding 0-6 was declared or the answers are few.
	NoZero Code = "no-zero"
	// NoSeven: a declared coding 1-7, and no answer is 7.
	NoSeven Code = "no-seven"
	// DuplicateRows: rows that repeat an earlier one in every cell.
	DuplicateRows Code = "duplicate-rows"
	// DuplicatesUnchecked: rows beyond those among which repeats were looked for.
	DuplicatesUnchecked Code = "duplicates-unchecked"
	// StraightLiners: respondents with 22 equal answers.
	StraightLiners Code = "straight-liners"
	// WithoutAnswers: rows with none of the 22 answers.
	WithoutAnswers Code = "without-answers"
	// ManyIncomplete: more than a tenth of the respondents lack an answer.
	ManyIncomplete Code = "many-incomplete"
	// NoIdentifier: no column names the respondents, so that repeated ones were not
	// looked for.
	NoIdentifier Code = "no-identifier"
	// PositiveEEPA: emotional exhaustion and personal accomplishment rise
	// together, as where items are reversed.
	PositiveEEPA Code = "positive-ee-pa"
)

// Warning is a doubt and how many rows or respondents it concerns.
type Warning struct {
	Code Code
	N    int64
}

// checked is how many rows are compared with each other, so that memory stays
// bounded.
const checked = 100_000

// doubts collects what looks odd in a cohort.
type doubts struct {
	seed      maphash.Seed
	rows      map[uint64]bool
	ids       map[uint64]place // of respondents with an answer
	compared  int64
	unchecked int64

	repeated, straight, without, incomplete, respondents int64
	joint                                                joint
}

type place struct {
	file string
	line int
}

// joint holds the sums that a correlation of EE and PA is made of.
type joint struct{ n, x, y, xx, yy, xy int64 }

func newDoubts() *doubts {
	return &doubts{seed: maphash.MakeSeed(), rows: map[uint64]bool{}, ids: map[uint64]place{}}
}

// add looks at one row; an identifier that was answered before is an error.
func (d *doubts) add(file string, fields []field, r *Row) error {
	given := r.Answers.Given()
	switch {
	case given == 0:
		d.without++
	default:
		d.respondents++
		if given < mbi.Items {
			d.incomplete++
		} else if d.correlate(&r.Answers); equal(&r.Answers) {
			d.straight++
		}
	}
	if d.compared++; d.compared > checked {
		d.unchecked++
		return nil
	}
	if key := d.hash(fields); d.rows[key] {
		d.repeated++
	} else {
		d.rows[key] = true
	}
	if r.ID == "" || given == 0 {
		return nil
	}
	key := maphash.String(d.seed, r.ID)
	if first, again := d.ids[key]; again {
		return answeredAgain(first, file, fields)
	}
	d.ids[key] = place{file, fields[0].line}
	return nil
}

// answeredAgain refuses an identifier that was answered a second time; it is not named.
func answeredAgain(first place, file string, fields []field) error {
	where := fmt.Sprintf("line %d", first.line)
	if first.file != file {
		where = fmt.Sprintf("%s line %d", first.file, first.line)
	}
	return &fault.Fault{File: file, Line: fields[0].line, Text: "the same identifier has answered before, on " + where + ", expected one row for each respondent"}
}

func (d *doubts) hash(fields []field) uint64 {
	var h maphash.Hash
	h.SetSeed(d.seed)
	for _, f := range fields {
		_, _ = h.WriteString(strings.TrimSpace(f.text))
		_ = h.WriteByte(0)
	}
	return h.Sum64()
}

func equal(a *mbi.Answers) bool {
	for _, v := range a {
		if v != a[0] {
			return false
		}
	}
	return true
}

func (d *doubts) correlate(a *mbi.Answers) {
	var x, y int64
	mbi.EE.Each(a, func(_ int, v mbi.Answer) { x += int64(v) })
	mbi.PA.Each(a, func(_ int, v mbi.Answer) { y += int64(v) })
	j := &d.joint
	j.n++
	j.x, j.y = j.x+x, j.y+y
	j.xx, j.yy, j.xy = j.xx+x*x, j.yy+y*y, j.xy+x*y
}

// warnings lists what was found, in a fixed order.
func (d *doubts) warnings() []Warning {
	var w []Warning
	add := func(code Code, n int64) {
		if n > 0 {
			w = append(w, Warning{code, n})
		}
	}
	add(WithoutAnswers, d.without)
	if 10*d.incomplete > d.respondents {
		add(ManyIncomplete, d.incomplete)
	}
	add(StraightLiners, d.straight)
	add(DuplicateRows, d.repeated)
	add(DuplicatesUnchecked, d.unchecked)
	// The sign of the correlation is that of the covariance: whole numbers tell.
	if j := d.joint; 20 <= j.n && j.n*j.xy > j.x*j.y {
		add(PositiveEEPA, j.n)
	}
	return w
}
