package wording

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"burnout/mbi"
	"burnout/mbi/form"
)

// longestAnchor bounds an anchor in characters.
const longestAnchor = 60

// longestLegend bounds a paragraph that names all anchors, in bytes.
const longestLegend = 4000

const sign = `(?:->|=>|[=:.)\]→⇒➔|–—-])`

var (
	// digitFirst is "0 = Never", "0) Never", "(0) Never", "0 Never".
	digitFirst = lazily(`^[\s\x{a0}•*|(\[–-]*([0-6])[\s\x{a0}]*` + sign + `*[)\]|\s\x{a0}]*(\pL.*)$`)
	// digitLast is "Never → 0", "Never (0)", "Never ..... 0".
	digitLast = lazily(`^[\s\x{a0}•*|–-]*(\pL.*?)[\s\x{a0}]*(?:\.{2,}|…+)?[\s\x{a0}]*` + sign + `?[\s\x{a0}(\[]*([0-6])[)\]|\s\x{a0}]*$`)
	// inLine is all seven in a line, "0 = Never, 1 = A few times…".
	inLine = lazily(`(?:^|[^\pL\d])` + strings.Join([]string{"0", "1", "2", "3", "4", "5", "6"},
		`[\s\x{a0}]*`+sign+`[\s\x{a0}]*(\pL.*?)[\s\x{a0},;./|(]*\b`) + `[\s\x{a0}]*` + sign + `[\s\x{a0}]*(\pL[^.,;)\d]*)`)
)

type anchorList = [mbi.MaxAnswer + 1]string

// anchors looks for the words of the seven answers, 0 to 6 in order with their
// digits: on seven lines that follow each other, or in one paragraph.
func (d *document) anchors(r *run) (anchorList, bool) {
	begin := map[int]bool{}
	for _, m := range r.markers {
		begin[m.index] = true
	}
	for _, p := range d.paragraphs(begin) {
		for _, read := range []func([]string) (anchorList, bool){
			byLine(digitFirst(), 2, 1), byLine(digitLast(), 1, 2), inParagraph,
		} {
			if a, ok := read(p); ok && plausible(a) {
				return a, true
			}
		}
	}
	return anchorList{}, false
}

// paragraphs returns the lines of the document without those that begin an item,
// in runs without a blank line; a blank line between two anchors is skipped, so
// all lines together come last.
func (d *document) paragraphs(items map[int]bool) [][]string {
	var all, current []string
	var list [][]string
	flush := func() {
		if current != nil {
			list = append(list, current)
		}
		current = nil
	}
	for i, l := range d.lines {
		switch {
		case items[i] || strings.Trim(l.text, " \t\u00a0") == "":
			flush()
		default:
			current = append(current, l.text)
			all = append(all, l.text)
		}
	}
	flush()
	return append(list, all)
}

// byLine reads anchors that stand on a line each; the groups of the pattern that
// hold the words and the digit are given.
func byLine(pattern *regexp.Regexp, words, digit int) func([]string) (anchorList, bool) {
	return func(lines []string) (anchorList, bool) {
		var a anchorList
		n := 0
		for _, l := range lines {
			g := pattern.FindStringSubmatch(l)
			switch {
			case g != nil && int(g[digit][0]-'0') == n:
			case g != nil && g[digit] == "0":
				n = 0
			default:
				n = 0
				continue
			}
			a[n] = anchor(g[words])
			if n++; n == len(a) {
				return a, true
			}
		}
		return a, false
	}
}

func inParagraph(lines []string) (anchorList, bool) {
	var a anchorList
	text := strings.Join(lines, " ")
	if len(text) > longestLegend {
		return a, false
	}
	g := inLine().FindStringSubmatch(text)
	if g == nil {
		return a, false
	}
	for i := range a {
		a[i] = anchor(g[i+1])
	}
	return a, true
}

func anchor(s string) string {
	return squeeze(strings.TrimRight(unmark(s), " \t\u00a0|,;=:→-–—"))
}

// plausible reports whether seven texts can be the words of the answers: short,
// different, and no digit in them.
func plausible(a anchorList) bool {
	for i, s := range a {
		if s == "" || utf8.RuneCountInString(s) > longestAnchor || strings.ContainsAny(s, "0123456789") || form.Twin(a[:i], s) >= 0 {
			return false
		}
	}
	return true
}
