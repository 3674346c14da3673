package cohort

import (
	"fmt"

	"burnout/mbi"
	"burnout/mbi/fault"
)

// Coding is how a file writes the seven answers as numbers. It is declared, never
// guessed: the difference of one point per item shows in no reliability and in no
// correlation.
type Coding struct {
	// First is the number that stands for "never", 0 or 1.
	First int
	// Declared says that the user named the coding. Undeclared numbers are read
	// as 0-6, and refused where they look like 1-7.
	Declared bool
}

// ParseCoding reads the value of --coding.
func ParseCoding(s string) (Coding, error) {
	switch s {
	case "0-6":
		return Coding{First: 0, Declared: true}, nil
	case "1-7":
		return Coding{First: 1, Declared: true}, nil
	case "1-6":
		return Coding{}, fmt.Errorf("coding 1-6 has six answers and no known mapping to the seven of the MBI-HSS, expected 0-6 or 1-7; 0-6 reads the values as they stand")
	}
	return Coding{}, fmt.Errorf("unknown coding %q, expected 0-6 or 1-7", s)
}

// String returns "0-6" or "1-7".
func (c Coding) String() string { return fmt.Sprintf("%d-%d", c.First, c.last()) }

func (c Coding) last() int { return c.First + int(mbi.MaxAnswer) }

// answer reads one cell that is not blank.
func (c Coding) answer(cell string) (mbi.Answer, bool) {
	if len(cell) != 1 {
		return 0, false
	}
	v := int(cell[0]) - '0' - c.First
	return mbi.Answer(v), v >= 0 && v <= int(mbi.MaxAnswer)
}

// refusal words a cell that is no answer.
func (c Coding) refusal(cell, heading string) (text, hint string) {
	text = fmt.Sprintf("%s in column %s, expected %d to %d or an empty cell", fault.Quote(cell), fault.Quote(heading), c.First, c.last())
	other := Coding{First: 1 - c.First}
	if _, ok := other.answer(cell); ok {
		hint = fmt.Sprintf("if the answers are coded %d to %d, say so with --coding %v", other.First, other.last(), other)
	}
	return text, hint
}

// enough is how many complete respondents make the absence of an end of the
// scale telling.
const enough = 20

// Code names a warning.
type Code string

// The warnings of the reader.
const (
	// NoZero: a declared coding 0-6, and no answer is 0.
	NoZero Code = "no-zero"
	// NoSeven: a declared coding 1-7, and no answer is 7.
	NoSeven Code = "no-seven"
)

// Warning is a doubt that does not stop a reading, because the user settled it.
type Warning struct {
	Code Code
	N    int64 // complete respondents among whom it was seen
}

// evidence is what the answers tell of their coding.
type evidence struct {
	complete    int64
	first, last bool // the first and the last number of the coding occur
}

func (e *evidence) add(a *mbi.Answers) {
	if a.Given() == mbi.Items {
		e.complete++
	}
	for _, v := range a {
		e.first = e.first || v == 0
		e.last = e.last || v == mbi.MaxAnswer
	}
}

// judge refuses answers that may be coded otherwise than assumed, and warns of
// them where the coding was declared.
func (e *evidence) judge(file string, c Coding) ([]Warning, error) {
	switch {
	case e.complete < enough:
		return nil, nil
	case c.First == 1 && !e.last:
		return []Warning{{NoSeven, e.complete}}, nil
	case c.First == 1 || e.first:
		return nil, nil
	case c.Declared:
		return []Warning{{NoZero, e.complete}}, nil
	}
	return nil, &fault.Fault{
		File: file,
		Text: fmt.Sprintf("no answer is 0 among %d complete respondents, as in answers coded 1 to 7; expected the coding to be named", e.complete),
		Hint: "--coding 1-7 if 1 stands for never, --coding 0-6 to read the numbers as they stand",
	}
}
