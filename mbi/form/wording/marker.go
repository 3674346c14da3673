package wording

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// document is a text under examination.
type document struct {
	name    string
	lines   []line
	markers []marker     // in reading order
	at      map[int]bool // the lines on which a marker stands, by index
}

// marker is a number at the start of a line, with what follows it.
type marker struct {
	index  int // of its line
	number int
	style  style
	rest   string
	scaled bool // only an answer scale follows: the sentence stands around it
}

// style is how a number is set off from its sentence.
type style int

const (
	dot   style = iota // 1. and 1.-
	paren              // 1) and 1]
	dash               // 1 - and 1 –
	colon              // 1: and 1 :
	word               // Item 1, Question 1., Q1, n° 1
	cell               // | 1 |
	tab                // 1 and a tab
	bare               // 1 and a blank
	alone              // 1 on a line of its own
	styles
)

var (
	// numbered finds a number at the start of a line, after a table's bar, a
	// bullet or Markdown's stars, and after a word such as "Item".
	numbered = lazily(`(?i)^[\s\x{a0}|*_#>•·☐□-]*((?:item|question|q|énoncé|phrase|n[°º]|no\.)[\s\x{a0}]*(?:n[°º][\s\x{a0}]*)?)?[*_]*(\d{1,3})([^\d].*)?$`)
	// framed is the number of a page, - 12 -.
	framed = lazily(`^\s*[-–—]\s*\d+\s*[-–—]$`)
	// separated takes the sign after the number.
	separated = lazily(`^[*_\\]*[\s\x{a0}]*(\.-|\.\)|°\)|[.)\]:|/]|[-–—])[*_]*([\s\x{a0}]*)(.*)$`)
)

var signs = map[string]style{
	".": dot, ".-": dot, ".)": paren, "°)": paren, ")": paren, "]": paren, "/": paren,
	"-": dash, "–": dash, "—": dash, ":": colon, "|": cell,
}

func (d *document) findMarkers() {
	d.at = map[int]bool{}
	for i, l := range d.lines {
		if m, ok := parseMarker(l.text); ok {
			m.index = i
			d.markers = append(d.markers, m)
			d.at[i] = true
		}
	}
}

// parseMarker reads the number at the start of a line. What follows it must look
// like the beginning of a sentence, so 1.2, 10:30 and 1-7 are no markers; a
// footnote in brackets is none either.
func parseMarker(text string) (marker, bool) {
	g := numbered().FindStringSubmatch(text)
	if g == nil || framed().MatchString(text) {
		return marker{}, false
	}
	number, _ := strconv.Atoi(g[2])
	m, ok := marker{number: number, style: alone}, true
	switch sign := separated().FindStringSubmatch(g[3]); {
	case strings.Trim(g[3], " \t\u00a0*_") == "":
	case sign != nil:
		m.style, m.rest = signs[sign[1]], sign[3]
		ok = sign[2] != "" || m.rest == "" || opens(m.rest)
	default:
		m.style, m.rest = bare, strings.TrimLeft(g[3], " \t\u00a0*_")
		if strings.HasPrefix(strings.TrimLeft(g[3], " \u00a0*_"), "\t") {
			m.style = tab
		}
		// "3 times" at the start of a wrapped line is no item.
		ok = m.rest != strings.TrimLeft(g[3], "*_") && (m.style == tab || g[1] != "" || opens(m.rest))
	}
	if g[1] != "" {
		m.style = word
	}
	if text, scale := cutScale(m.rest); text == "" && scale {
		m.rest, m.scaled, ok = "", true, true
	}
	return m, ok && number > 0 && !startsWithDigit(m.rest)
}

// above returns the index of the line on which the sentence of a marker begins
// above it, or -1. In a table that centres its cells, a sentence of two lines has
// its number between them: a line with a capital directly above, and none with a
// capital below.
func (d *document) above(m marker) int {
	i, next := m.index-1, m.index+1
	if !m.scaled || i < 0 || d.at[i] {
		return -1
	}
	line, _ := cutScale(d.lines[i].text)
	if line == "" || !opens(line) || notes().MatchString(line) {
		return -1
	}
	if next < len(d.lines) && !d.at[next] {
		if below, _ := cutScale(d.lines[next].text); below != "" && !small(below) {
			return -1
		}
	}
	return i
}

// opens reports whether a sentence can begin with s: a capital or a quotation
// mark, but no small letter.
func opens(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || strings.ContainsRune("«“\"'‘’*_(…|", r)
}

func startsWithDigit(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsDigit(r)
}
