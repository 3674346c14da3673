package cohort

import (
	"sync/atomic"

	"burnout/mbi"
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

// doubts collects what looks odd in a cohort: the sums of all workers, and the
// rows that repeat, which are looked for in order.
type doubts struct {
	oddities
	rows     map[uint64]struct{}
	ids      map[uint64]place // of respondents with an answer
	compared atomic.Int64     // rows, looked at or beyond those that are
	repeated int64
}

// oddities are counts of rows that look odd. They add up in any order.
type oddities struct {
	straight, without, incomplete, respondents int64
	joint                                      joint
}

// trace is what tells whether a row repeats another.
type trace struct {
	row, id uint64 // hashes; id is 0 where there is none, or no answer
	line    int
}

// place is small, for many are kept.
type place struct{ file, line int32 }

// joint holds the sums that a correlation of EE and PA is made of.
type joint struct{ n, x, y, xx, yy, xy int64 }

func newDoubts() *doubts {
	return &doubts{rows: map[uint64]struct{}{}, ids: map[uint64]place{}}
}

// add looks at the answers of one row, given of which are not missing.
func (d *oddities) add(a *mbi.Answers, given int) {
	switch given {
	case 0:
		d.without++
		return
	case mbi.Items:
		if d.joint.add(a); equal(a) {
			d.straight++
		}
	default:
		d.incomplete++
	}
	d.respondents++
}

func (d *oddities) merge(o *oddities) {
	d.straight, d.without = d.straight+o.straight, d.without+o.without
	d.incomplete, d.respondents = d.incomplete+o.incomplete, d.respondents+o.respondents
	j, k := &d.joint, &o.joint
	j.n, j.x, j.y = j.n+k.n, j.x+k.x, j.y+k.y
	j.xx, j.yy, j.xy = j.xx+k.xx, j.yy+k.yy, j.xy+k.xy
}

// count counts rows that were looked at, or lie behind those that are.
func (d *doubts) count(rows int) {
	if d.compared.Add(int64(rows)) >= checked {
		d.rows, d.ids = nil, nil // needed no more
	}
}

// again looks for a row's trace among those before it. It returns where its
// identifier has answered before, if so.
func (d *doubts) again(m trace, at place) (first place, repeated bool) {
	if _, repeats := d.rows[m.row]; repeats {
		d.repeated++
	} else {
		d.rows[m.row] = struct{}{}
	}
	if m.id == 0 {
		return place{}, false
	}
	if first, repeated = d.ids[m.id]; !repeated {
		d.ids[m.id] = at
	}
	return first, repeated
}

func equal(a *mbi.Answers) bool {
	for _, v := range a {
		if v != a[0] {
			return false
		}
	}
	return true
}

// add counts a complete respondent.
func (j *joint) add(a *mbi.Answers) {
	sums, _ := a.Sums()
	x, y := int64(sums.EE), int64(sums.PA)
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
	add(DuplicatesUnchecked, max(d.compared.Load()-checked, 0))
	// The sign of the correlation is that of the covariance: whole numbers tell.
	if j := d.joint; 20 <= j.n && j.n*j.xy > j.x*j.y {
		add(PositiveEEPA, j.n)
	}
	return w
}
