package wording

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// join appends a line to a text. A word that was divided at the line's end is put
// together again. Whether its hyphen was there before is decided in this order:
//
//  1. A soft hyphen never was.
//  2. A hyphen after a blank is a dash, and stays one.
//  3. Where the word stands in the document a second time, undivided, as it does
//     there.
//  4. A hyphen was there before a capital or a digit, in a chain such as
//     face-à-face, and in the compounds of [compound].
//  5. Otherwise it was not.
func join(text, part string, d *document) string {
	if t, soft := strings.CutSuffix(text, "\u00ad"); soft {
		return t + part
	}
	if text == "" {
		return part
	}
	t, hyphen := strings.CutSuffix(strings.ReplaceAll(text, "\u2010", "-"), "-")
	before, after := lastWord().FindString(t), firstWord().FindString(part)
	if !hyphen || before == "" || after == "" {
		return text + " " + part
	}
	if d.hyphenated(before, after) {
		return t + "-" + part
	}
	return t + part
}

var (
	lastWord  = lazily(`[\pL\pN-]*[\pL\pN]$`)
	firstWord = lazily(`^[\pL\pN][\pL\pN-]*`)
)

// hyphenated reports whether the word that a line's end divides has a hyphen.
func (d *document) hyphenated(before, after string) bool {
	small, _ := utf8.DecodeLastRuneInString(before)
	if r, _ := utf8.DecodeRuneInString(after); unicode.IsLower(small) && !unicode.IsLower(r) {
		return true
	}
	before, after = strings.ToLower(before), strings.ToLower(after)
	with, without := d.holds(before+"-"+after), d.holds(before+after)
	switch {
	case with != without:
		return with
	case strings.Contains(before, "-") || strings.Contains(after, "-"):
		return true
	}
	return compound(before, after)
}

// holds reports whether a word stands undivided somewhere in the document.
func (d *document) holds(word string) bool {
	for _, l := range d.lines {
		text := strings.ToLower(l.text)
		for i := strings.Index(text, word); i >= 0; {
			end := i + len(word)
			if whole(text[:i], text[end:]) {
				return true
			}
			next := strings.Index(text[end:], word)
			if next < 0 {
				break
			}
			i = end + next
		}
	}
	return false
}

// whole reports whether neither what stands before a word nor what stands after
// it belongs to it.
func whole(before, after string) bool {
	l, _ := utf8.DecodeLastRuneInString(before)
	r, _ := utf8.DecodeRuneInString(after)
	inWord := func(r rune) bool { return r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r) }
	return !inWord(l) && !inWord(r)
}

// compound reports whether two parts are bound by a hyphen of their own: peut-être,
// moi-même, ceux-ci, an inversion such as avez-vous, and self-control.
func compound(before, after string) bool {
	ends := func(ends string) bool { return strings.ContainsAny(before[len(before)-1:], ends) }
	switch after {
	case "être":
		return before == "peut" || before == "bien" || before == "mal"
	case "même", "mêmes":
		return slices.Contains([]string{"moi", "toi", "soi", "lui", "elle", "nous", "vous", "eux", "elles", "là", "quand"}, before)
	case "ci", "là", "je", "tu", "ce", "moi", "toi", "dessus", "dessous", "delà":
		return true
	case "il", "elle", "on", "ils", "elles":
		return ends("td")
	case "vous":
		return ends("z")
	case "nous":
		return ends("s")
	}
	return slices.Contains([]string{"self", "well", "demi", "non", "ex", "vis", "celui", "celle", "ceux"}, before)
}
