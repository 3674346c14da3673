package cohort

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"burnout/mbi"
	"burnout/mbi/fault"
)

// Wording is a form's wording, by which question texts and label answers are
// recognised.
type Wording struct {
	ID      string
	Anchors [mbi.MaxAnswer + 1]string
	Items   [mbi.Items]string
}

// fold makes texts comparable: compatibility characters, accents, case,
// apostrophes, punctuation and repeated spaces do not count.
func fold(s string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFKD.String(undouble(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(unicode.ToLower(r))
		default:
			space = true
		}
	}
	return b.String()
}

// byWording returns the items by the sentences of each known form that fits: each
// of its sentences stands in a heading of its own. Where none does, the error
// says what the nearest one lacks; it is nil where none is near.
func byWording(file string, h *header, headings []string, wordings []Wording) (sets []itemSet, err error) {
	folded := make([]string, len(headings))
	for i, text := range headings {
		folded[i] = fold(text)
	}
	for _, w := range wordings {
		items, found, twice := w.find(folded)
		switch {
		case twice >= 0:
			err = firstError(err, func() error {
				f := h.fault(file, twice, "this question text of form %s stands in two columns, or two of its sentences in one, expected one of each", w.ID)
				f.Hint = itemsHint
				return f
			})
		case found == mbi.Items:
			sets = append(sets, itemSet{items, ByWording + w.ID})
		case found >= some:
			err = firstError(err, func() error {
				return &fault.Fault{File: file, Line: h.line(), Hint: itemsHint,
					Text: "only " + plural(found, "column") + " found by the wording of form " + w.ID + ", expected 22"}
			})
		}
	}
	return sets, err
}

// find looks for each sentence among the folded headings. It returns how many
// were found, and a column that makes them ambiguous, or -1.
func (w *Wording) find(folded []string) (items [mbi.Items]int, found, twice int) {
	var used []int
	for i, sentence := range w.Items {
		match := matching(folded, fold(sentence))
		switch {
		case len(match) == 0:
			continue
		case len(match) > 1:
			return items, found, match[1]
		case slices.Contains(used, match[0]):
			return items, found, match[0]
		}
		items[i] = match[0]
		used = append(used, match[0])
		found++
	}
	return items, found, -1
}

// cut is how many characters of a sentence tell it from the others where an
// export cut the heading short.
const cut = 25

// matching returns the headings that hold the sentence, or end with the
// beginning of it that an export left.
func matching(folded []string, sentence string) []int {
	var columns []int
	for i, text := range folded {
		if sentence != "" && (strings.Contains(text, sentence) || overlaps(text, sentence)) {
			columns = append(columns, i)
		}
	}
	return columns
}

// overlaps reports whether the end of text is the beginning of sentence, at
// least cut characters long and from the beginning of a word.
func overlaps(text, sentence string) bool {
	// The end that may be a part of the sentence is no longer than it.
	at := max(0, len(text)-len(sentence))
	for utf8.RuneCountInString(text[at:]) >= cut {
		if strings.HasPrefix(sentence, text[at:]) {
			return true
		}
		next := strings.IndexByte(text[at:], ' ')
		if next < 0 {
			return false
		}
		at += next + 1
	}
	return false
}
