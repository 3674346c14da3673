package cohort

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"burnout/mbi"
	"burnout/mbi/fault"
)

// Coding is how a file writes the seven answers. For numbers it is declared,
// never guessed: the difference of one point per item shows in no reliability
// and in no correlation. Labels and codes are recognised where they are whole.
type Coding struct {
	// First is the number that stands for "never", 0 or 1.
	First int
	// Declared says that the user named the coding. Undeclared numbers are read
	// as 0-6, and refused where they look like 1-7.
	Declared bool
	// Only is the one notation that the user declared, or 0.
	Only notation
}

// Codings lists the values of --coding.
func Codings() []string { return []string{"0-6", "1-7", "labels", "A1-A7"} }

// ParseCoding reads the value of --coding.
func ParseCoding(s string) (Coding, error) {
	switch s {
	case "0-6":
		return Coding{First: 0, Declared: true}, nil
	case "1-7":
		return Coding{First: 1, Declared: true}, nil
	case "labels":
		return Coding{Declared: true, Only: asLabel}, nil
	case "A1-A7":
		return Coding{Declared: true, Only: asCode}, nil
	case "1-6":
		return Coding{}, fmt.Errorf("coding 1-6 has six answers and no known mapping to the seven of the MBI-HSS, expected 0-6 or 1-7; 0-6 reads the values as they stand")
	}
	return Coding{}, fmt.Errorf("unknown coding %q, expected one of %s", s, strings.Join(Codings(), ", "))
}

// String returns the coding as --coding takes it.
func (c Coding) String() string {
	switch c.Only {
	case asLabel:
		return "labels"
	case asCode:
		return "A1-A7"
	}
	return fmt.Sprintf("%d-%d", c.First, c.last())
}

func (c Coding) last() int { return c.First + int(mbi.MaxAnswer) }

// Codes returns the texts that stand for 0 to 6, in capitals, the usual one first,
// and whether they are all: labels have more. Numbers may have zeros behind a point
// or comma besides.
func (c Coding) Codes() (codes [mbi.MaxAnswer + 1][]string, ok bool) {
	formats, first := []string{"%d", "0%d"}, c.First
	if c.Only == asCode {
		formats, first = []string{"A%d", "AO0%d"}, 1
	}
	for v := range codes {
		for _, f := range formats {
			codes[v] = append(codes[v], fmt.Sprintf(f, first+v))
		}
	}
	return codes, c.Only != asLabel
}

// allows reports whether answers may be written so. A declared range of numbers
// rules out codes, whose number has a meaning of its own.
func (c Coding) allows(n notation) bool {
	if c.Only != 0 {
		return c.Only == n
	}
	return n != asCode || !c.Declared
}

// answer returns the answer that the number n stands for.
func (c Coding) answer(n int) (mbi.Answer, bool) {
	v := n - c.First
	if v < 0 || v > int(mbi.MaxAnswer) {
		return 0, false
	}
	return mbi.Answer(v), true
}

var wholeList = regexp.MustCompile(`^-?\d{1,9}$`)

// checkMissing refuses numbers that stand for an answer, or would under the other
// coding while none is declared.
func checkMissing(values []int, c Coding) error {
	for _, n := range values {
		_, inside := c.answer(n)
		_, shifted := Coding{First: 1 - c.First}.answer(n)
		f := &fault.Fault{File: "--missing-values"}
		switch {
		case inside:
			f.Text = fmt.Sprintf("%d is an answer under coding %d-%d, expected numbers that stand for none", n, c.First, c.last())
		case shifted && !c.Declared:
			f.Text = fmt.Sprintf("%d is an answer under coding 1-7, expected the coding to be named", n)
			f.Hint = "--coding 0-6 if the answers are coded 0 to 6"
		default:
			continue
		}
		return f
	}
	return nil
}

// ParseMissingValues reads the value of --missing-values, whole numbers with
// commas between them.
func ParseMissingValues(s string) ([]int, error) {
	var values []int
	for _, w := range strings.Split(s, ",") {
		w = strings.TrimSpace(w)
		if !wholeList.MatchString(w) {
			return nil, fmt.Errorf("%q is no whole number, expected some such as 99,-9", w)
		}
		n, _ := strconv.Atoi(w)
		if n >= 0 && n <= int(mbi.MaxAnswer) {
			return nil, fmt.Errorf("%d is an answer, expected numbers that stand for none, such as 99,-9", n)
		}
		values = append(values, n)
	}
	return values, nil
}

// enough is how many answers make the absence of an end of the scale telling:
// those of 20 complete respondents.
const enough = 20 * mbi.Items

// evidence is what the answers of a file tell of their coding.
type evidence struct {
	usage
	given       int64 // answers
	respondents int64 // with an answer
}

func noEvidence() evidence { return evidence{usage: unused()} }

// settled reports whether nothing further can be learned from plain numbers.
func (u *usage) settled() bool {
	return u.used&asNumber != 0 && u.ends[0].lowest == 0 && u.ends[0].highest == mbi.MaxAnswer
}

// numbers notes answers that are written as plain numbers.
func (u *usage) numbers(a *mbi.Answers) {
	u.used |= asNumber
	e := &u.ends[0]
	for _, v := range a {
		if v != mbi.Missing {
			e.add(v)
		}
	}
}

// merge adds the evidence of another file.
func (e *evidence) merge(o *evidence) {
	e.usage.merge(o.usage)
	e.given += o.given
	e.respondents += o.respondents
}

// judge refuses numbers and codes that may mean otherwise than assumed, and warns
// of them where the coding was declared.
func (e *evidence) judge(file string, c Coding) ([]Warning, error) {
	switch {
	case e.used == asCode:
		return nil, e.judgeCodes(file, c)
	case e.used&asNumber == 0 || e.agreed:
		return nil, nil
	}
	numbers := &e.ends[0]
	mixed := e.used&asLabel != 0 && !c.Declared
	switch {
	case c.First == 1 && numbers.highest < mbi.MaxAnswer && e.given >= enough:
		return []Warning{{Code: NoSeven, N: e.respondents}}, nil
	case c.First == 1:
		return nil, nil
	case numbers.lowest == 0:
		return nil, e.judgeTop(file, c)
	case mixed:
		return nil, &fault.Fault{File: file, Hint: bothCodings,
			Text: "answers are labels in some cells and numbers in others, and no number is 0: which of them stands for never cannot be told"}
	case e.respondents < 2:
		return nil, nil
	case c.Declared || e.given < enough:
		return []Warning{{Code: NoZero, N: e.respondents}}, nil
	}
	return nil, &fault.Fault{
		File: file,
		Text: fmt.Sprintf("no answer is 0 among %d answers of %d respondents, as in answers coded 1 to 7; expected the coding to be named", e.given, e.respondents),
		Hint: bothCodings,
	}
}

const bothCodings = "--coding 1-7 if 1 stands for never, --coding 0-6 to read the numbers as they stand"

// judgeTop refuses numbers from 0 that stay below 5, as those of a scale of five
// answers do: other questionnaires have one, and altered inventories.
func (e *evidence) judgeTop(file string, c Coding) error {
	if most := e.ends[0].highest; c.Declared || e.given < enough || most >= mbi.MaxAnswer-1 {
		return nil
	}
	return &fault.Fault{
		File: file,
		Text: fmt.Sprintf("no answer is above 4 among %d answers of %d respondents, as in a scale of five answers; expected the seven of the MBI-HSS", e.given, e.respondents),
		Hint: "--coding 0-6 to read the numbers as they stand",
	}
}

// judgeCodes refuses codes none of which is A7: they may be A0 to A6.
func (e *evidence) judgeCodes(file string, c Coding) error {
	if c.Only == asCode || e.given < enough || e.ends[1].highest == mbi.MaxAnswer {
		return nil
	}
	return &fault.Fault{
		File: file,
		Text: fmt.Sprintf("no answer is A7 among %d answers of %d respondents, as in codes from A0 to A6; expected the coding to be named", e.given, e.respondents),
		Hint: "--coding A1-A7 if A1 stands for never",
	}
}
