package wording

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"burnout/mbi"
)

// sentence is an item as the text has it.
type sentence struct {
	line   int // where its number stands, from 1
	text   string
	scaled bool // an answer scale stands beside it or below
}

// assemble reads the sentences that markers begin.
func (d *document) assemble(markers []marker) *run {
	r := &run{markers: markers}
	for i, m := range markers {
		end := len(d.lines)
		if i+1 < len(markers) {
			end = markers[i+1].index
			if above := d.above(markers[i+1]); above >= 0 {
				end = above
			}
		}
		s, left := d.sentence(m, end)
		r.left = append(r.left, left...)
		if s.scaled {
			r.scaled++
		}
		r.sentences = append(r.sentences, s)
	}
	return r
}

// sentence reads the sentence that begins at a marker, up to the line at index
// end, and the numbers of the lines between that belong to none.
func (d *document) sentence(m marker, end int) (s sentence, left []int) {
	var text string
	s.line = d.lines[m.index].number
	text, s.scaled = cutScale(m.rest)
	s.scaled = s.scaled || m.scaled
	if above := d.above(m); above >= 0 {
		text, _ = cutScale(d.lines[above].text)
	}
	gap, closed := false, false
	// A text that is far too long is refused later: its end does not matter.
	for i := m.index + 1; i < end && len(text) < 10*longestItem; i++ {
		part, scale := cutScale(d.lines[i].text)
		switch {
		case part == "" && !scale:
			gap = gap || text != ""
		case pageNumber(part):
			gap = gap || text != ""
		case part == "":
			s.scaled = true
		case !closed && d.goesOn(text, i, part, gap, s.scaled, m.number == mbi.Items):
			text = join(text, part, d)
			s.scaled = s.scaled || scale
			gap = false
		case m.number == mbi.Items:
			// All that follows the inventory; but where nothing shows that the
			// last sentence is at its end, someone should look.
			if !gap && !s.scaled && !ended(text) {
				left = append(left, d.lines[i].number)
			}
			i = end
		default:
			closed = true
			left = append(left, d.lines[i].number)
		}
	}
	s.text = squeeze(unmark(text))
	return s, left
}

// goesOn reports whether part, the line at index i, continues a sentence of which
// text has been read; gap says that a blank line stands between, scaled that the
// answer scale has been met.
func (d *document) goesOn(text string, i int, part string, gap, scaled, last bool) bool {
	if d.at[i] || notes().MatchString(part) {
		return false
	}
	if text == "" {
		return true
	}
	if small(part) {
		return !gap || !scaled && !ended(text)
	}
	shouts := strings.ToUpper(text) == text && !last
	return !gap && !scaled && (shouts || firstPerson().MatchString(part) || divided().MatchString(text))
}

var (
	// notes are lines that belong to no sentence: a footnote, an address.
	notes       = lazily(`^(?:[(\[]\d{1,3}[)\]]|[¹²³*†]|https?:|www\.|\S+@\S+\.)`)
	divided     = lazily(`\pL[-\x{2010}]$`)
	firstPerson = lazily(`^I(?:['’](?:m|ve|d|ll))?\b`)
	pages       = lazily(`(?i)^[-–—\s]*(?:(?:page|p\.)\s*)?\d{1,4}(?:\s*(?:/|sur|of)\s*\d{1,4})?[-–—\s]*$`)
)

// pageNumber reports whether a line is the number of a page and no more.
func pageNumber(s string) bool { return pages().MatchString(s) }

// small reports whether the first letter of s is a small one, behind quotation
// marks or brackets at most.
func small(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "«“\"'‘’(\u00a0 *_"))
	return unicode.IsLower(r)
}

// ended reports whether a text ends as a sentence does.
func ended(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "»”\"'’)\u00a0 *_"))
	return strings.ContainsRune(".!?…", r)
}

// unmark takes Markdown's emphasis off a sentence.
func unmark(s string) string { return strings.Trim(s, "*_ \t\u00a0") }

// The marks of an answer scale: digits 0 to 6 or 1 to 7 in order with anything
// between that is no letter, boxes to tick, or a line to write on.
var (
	between    = `[^\pL\d]*`
	digitScale = lazily(`(?:^|[\s\x{a0}|]|[.…_]{3,})[^\pL\d.!?)»”]*(?:` +
		strings.Join(strings.Split("0123456", ""), between) + `|` +
		strings.Join(strings.Split("1234567", ""), between) + `|` +
		strings.Join(strings.Split("6543210", ""), between) + `)[^\pL\d]*$`)
	boxScale  = lazily(`(?:^|[\s\x{a0}|])(?:(?:[☐☑☒□▢◻◽⬜■○◯●⚪❍❏❑❒\x{f06f}\x{f0a8}]|\[[ \x{a0}]?\]|\([ \x{a0}]?\)|_{2,}|[.…]{4,})[\s\x{a0}|/]*)+$`)
	oneAnswer = lazily(`(?:\t|[\s\x{a0}]{2,}|[.…_]{3,}[\s\x{a0}]*)[0-6]$`)
	bars      = lazily(`[\s\x{a0}|]+$`)
)

// cutScale takes the answer scale off the end of a line, an answer that someone
// has written there too, and reports whether there was one.
func cutScale(s string) (text string, found bool) {
	s = strings.TrimLeft(bars().ReplaceAllString(s, ""), " \t\u00a0|")
	for _, scale := range []*regexp.Regexp{digitScale(), boxScale(), oneAnswer()} {
		if at := scale.FindStringIndex(s); at != nil {
			s, found = bars().ReplaceAllString(s[:at[0]], ""), true
		}
	}
	return s, found
}
