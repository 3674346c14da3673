package cohort

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"burnout/mbi"
	"burnout/mbi/fault"
)

// How an answer is written.
type notation uint8

const (
	asNumber notation = 1 << iota // 3, 3.0, 3,0
	asLabel                       // a few times a month; 3 a few times a month
	asCode                        // A4, AO04
)

// labels are the spellings of the seven answers, folded, that survey files hold.
// A label counts only whole: in French "une fois par mois" and "quelques fois
// par mois" are two answers.
var labels = [mbi.MaxAnswer + 1][]string{
	{"never", "jamais"},
	{"a few times a year or less", "a few times per year or less", "a few times a year", "quelques fois par annee au moins", "quelques fois par annee",
		"quelques fois par annee ou moins", "quelques fois par an", "quelques fois par an au moins", "quelques fois par an ou moins", "quelquefois par annee au moins"},
	{"once a month or less", "once per month or less", "une fois par mois au moins", "une fois par mois ou moins", "une fois par mois", "1 fois par mois", "1 fois par mois au moins", "1 fois par mois ou moins"},
	{"a few times a month", "a few times per month", "quelques fois par mois"},
	{"once a week", "once per week", "une fois par semaine", "1 fois par semaine"},
	{"a few times a week", "a few times per week", "quelques fois par semaine"},
	{"every day", "chaque jour", "tous les jours"},
}

// endLabels count only beside their number, as in "6 Toujours": alone they are
// the ends of other scales too.
var endLabels = map[string]mbi.Answer{"toujours": mbi.MaxAnswer, "always": mbi.MaxAnswer}

// missingTexts are the words, folded, under which survey tools and people write
// that an answer is missing. Numbers are never among them.
var missingTexts = []string{"na", "n a", "nan", "null", "nr", "nsp", "non reponse", "sans reponse"}

// missingSigns are those that folding would leave nothing of.
var missingSigns = []string{".", "-", "#NULL!"}

// answers reads cells. It remembers cells that it has read before, for a survey
// file holds few different ones.
type answers struct {
	coding  Coding
	missing []int // numbers declared to stand for missing
	labels  map[string]mbi.Answer
	doubled map[string]bool // labels that stand for one answer in one form and another in another
	seen    map[string]read
}

// usage is how answers were found to be written.
type usage struct {
	used   notation
	agreed bool      // a number and a label in one cell agreed
	ends   [2]extent // of plain numbers and of codes
}

func unused() usage {
	none := extent{lowest: mbi.MaxAnswer, highest: 0}
	return usage{ends: [2]extent{none, none}}
}

// add notes how a cell is written.
func (u *usage) add(r read) {
	u.used |= r.as
	switch r.as {
	case asLabel | asNumber:
		u.agreed = true
	case asNumber:
		u.ends[0].add(r.answer)
	case asCode:
		u.ends[1].add(r.answer)
	}
}

// merge adds what was found elsewhere.
func (u *usage) merge(o usage) {
	u.used |= o.used
	u.agreed = u.agreed || o.agreed
	for i, e := range o.ends {
		u.ends[i].lowest, u.ends[i].highest = min(u.ends[i].lowest, e.lowest), max(u.ends[i].highest, e.highest)
	}
}

// extent is which of the answers occur.
type extent struct{ lowest, highest mbi.Answer }

func (e *extent) add(v mbi.Answer) {
	e.lowest, e.highest = min(e.lowest, v), max(e.highest, v)
}

// read is what one cell text says.
type read struct {
	answer mbi.Answer
	as     notation // 0: missing
	why    string   // why it is refused; empty if it is not
	hint   string
}

// remembered bounds the cells kept in memory: a column of free text taken for an
// item would fill it otherwise.
const remembered = 4096

func newAnswers(o *Options) *answers {
	a := &answers{coding: o.Coding, missing: o.MissingValues, labels: map[string]mbi.Answer{}, doubled: map[string]bool{}, seen: map[string]read{}}
	for v, spellings := range labels {
		for _, s := range spellings {
			a.labels[s] = mbi.Answer(v)
		}
	}
	for _, w := range o.Wordings {
		for v, anchor := range w.Anchors {
			label := fold(anchor)
			if before, known := a.labels[label]; known && before != mbi.Answer(v) {
				a.doubled[label] = true
			}
			if label != "" {
				a.labels[label] = mbi.Answer(v)
			}
		}
	}
	return a
}

// read reads a cell.
func (a *answers) read(cell string) read {
	r, ok := a.seen[cell]
	if !ok {
		r = a.parse(text(cell))
		if len(a.seen) < remembered {
			a.seen[strings.Clone(cell)] = r
		}
	}
	return r
}

// fork returns answers that read alike, for another worker.
func (a *answers) fork() *answers {
	other := *a
	other.seen = map[string]read{}
	return &other
}

var (
	wholeNumber = regexp.MustCompile(`^(-?\d{1,9})(?:[.,]0*)?$`)
	numberish   = regexp.MustCompile(`^-?\d*[.,]?\d+$`)
	codeName    = regexp.MustCompile(`(?i)^A(?:O0)?([1-7])$`)
	withLabel   = regexp.MustCompile(`^(\d)\s*[.:)=–—-]*\s*(\PN.*)$`)
)

// parse reads a cell that was not met before, by the rules of the field: a whole
// number, a code, a whole label, or a number and a label that agree.
func (a *answers) parse(cell string) read {
	folded := fold(cell)
	switch {
	case strings.TrimSpace(cell) == "", slices.Contains(missingSigns, strings.ToUpper(cell)), slices.Contains(missingTexts, folded):
		return read{answer: mbi.Missing}
	}
	if m := wholeNumber.FindStringSubmatch(cell); m != nil {
		return a.number(m[1])
	}
	if m := codeName.FindStringSubmatch(cell); m != nil && a.coding.allows(asCode) {
		return read{answer: mbi.Answer(m[1][0] - '1'), as: asCode}
	}
	if a.doubled[folded] {
		return read{why: ": different answers in the forms that are known", hint: "export the answers as numbers or codes"}
	}
	if v, ok := a.labels[folded]; ok && a.coding.allows(asLabel) {
		return read{answer: v, as: asLabel}
	}
	if numberish.MatchString(cell) {
		return read{why: ": no whole number" + a.expected()}
	}
	if m := withLabel.FindStringSubmatch(cell); m != nil && a.coding.allows(asLabel) {
		return a.numberAndLabel(m[1], fold(m[2]))
	}
	if strings.ContainsFunc(cell, unicode.IsLetter) {
		return read{why: a.expectedWords()}
	}
	return read{why: a.expected()}
}

func (a *answers) number(digits string) read {
	n, _ := strconv.Atoi(digits)
	if slices.Contains(a.missing, n) {
		return read{answer: mbi.Missing}
	}
	if v, ok := a.coding.answer(n); ok && a.coding.allows(asNumber) {
		return read{answer: v, as: asNumber}
	}
	r := read{why: a.expected()}
	other := Coding{First: 1 - a.coding.First}
	_, shifted := other.answer(n)
	switch {
	case shifted && a.coding.allows(asNumber):
		r.hint = fmt.Sprintf("if the answers are coded %d to %d, say so with --coding %v", other.First, other.last(), other)
	case shifted:
	case sentinel(n):
		r.hint = fmt.Sprintf("if %d stands for a missing answer, say so with --missing-values %d", n, n)
	case n > other.last():
		r.hint = "if the survey tool numbers the answers in its own way, export their labels"
	}
	return r
}

// sentinel reports whether n is a number that people write for a missing answer:
// negative, or of nines, eights or sevens. A single 8 is none, for survey tools
// write it where an answer was taken out and added again.
func sentinel(n int) bool {
	s := strconv.Itoa(n)
	return n < 0 || n == 9 || len(s) > 1 && strings.Trim(s, "789") == ""
}

func (a *answers) numberAndLabel(digit, label string) read {
	n := int(digit[0] - '0')
	v, ok := a.labels[label]
	if a.doubled[label] || !ok {
		v, ok = endLabels[label]
	}
	if !ok {
		return read{why: a.expectedWords()}
	}
	if own, inside := a.coding.answer(n); inside && own == v {
		return read{answer: v, as: asLabel | asNumber}
	}
	r := read{why: fmt.Sprintf(": number and words disagree under coding %d-%d", a.coding.First, a.coding.last())}
	if other := (Coding{First: 1 - a.coding.First}); n-other.First == int(v) {
		r.hint = fmt.Sprintf("if the answers are coded %d to %d, say so with --coding %v", other.First, other.last(), other)
	}
	return r
}

// expected says what an item's cell may hold.
func (a *answers) expected() string {
	switch a.coding.Only {
	case asLabel:
		return ", expected a label such as never or once a week, or an empty cell"
	case asCode:
		return ", expected a code A1 to A7 or an empty cell"
	}
	return fmt.Sprintf(", expected %d to %d or an empty cell", a.coding.First, a.coding.last())
}

// expectedWords says what a cell of words may hold.
func (a *answers) expectedWords() string {
	if a.coding.Only != 0 {
		return a.expected()
	}
	return fmt.Sprintf(", expected %d to %d, one of the seven labels from never to every day, or an empty cell", a.coding.First, a.coding.last())
}

// said is how the file writes its answers, as it was found and must be said.
func (u *usage) said(c Coding) string {
	switch u.used {
	case asLabel:
		return "labels"
	case asCode:
		return "A1-A7"
	case asLabel | asNumber:
		return fmt.Sprintf("%d-%d + labels", c.First, c.last())
	}
	return fmt.Sprintf("%d-%d", c.First, c.last())
}

// mixed refuses codes beside numbers or labels: which answer A1 is among them
// cannot be told.
func (u *usage) mixed(file string) error {
	if u.used&asCode == 0 || u.used == asCode {
		return nil
	}
	return &fault.Fault{File: file, Text: "answers are codes such as A1 in some cells and numbers or labels in others, expected one of them",
		Hint: "--coding A1-A7 or --coding 0-6 refuses the cells of the other kind and names their places"}
}

// text returns a cell's text: trimmed, of UTF-8, with plain spaces and without
// the marks that nobody sees.
func text(cell string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch r {
		case '\u00a0', '\u202f', '\u2009':
			return ' '
		case '\ufeff', '\u200b':
			return -1
		}
		return r
	}, valid(cell)))
}

// valid returns s as UTF-8: where a byte of another encoding stands in it, the
// whole is taken for Windows-1252.
func valid(s string) string {
	if !utf8.ValidString(s) {
		s, _ = charmap.Windows1252.NewDecoder().String(s)
	}
	return s
}

// clean replaces control characters, which must never reach a terminal.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return '\uFFFD'
		}
		return r
	}, s)
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
