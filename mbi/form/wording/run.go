package wording

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"burnout/mbi"
	"burnout/mbi/fault"
)

// run is the markers 1 to 22 in order, and the sentences that they begin.
type run struct {
	markers   []marker
	sentences []sentence
	scaled    int   // sentences with an answer scale
	left      []int // lines between the sentences that belong to none
}

// link is the longest chain of rising numbers that ends at a marker.
type link struct {
	marker marker
	count  int
	start  int // index of the line on which the chain begins
	before *link
}

// better reports whether l is the longer chain, or the one that begins later: a
// list that begins with 1 before the inventory does not belong to it.
func (l *link) better(than *link) bool {
	return than == nil || l.count > than.count || l.count == than.count && l.start > than.start
}

func (l *link) markers() []marker {
	var all []marker
	for ; l != nil; l = l.before {
		all = append(all, l.marker)
	}
	slices.Reverse(all)
	return all
}

// maxRuns bounds how many lists from 1 to 22 are looked at: no document holds as
// many.
const maxRuns = 50

// chains finds the whole runs of 22 among markers, and the longest chain that is
// not whole. Each marker looks at the best chain for each number below its own,
// so a long text costs no more than its length.
func chains(markers []marker) (whole [][]marker, partial *link) {
	var best [mbi.Items + 1]*link
	begun := -1
	for i, m := range markers {
		if m.number > mbi.Items {
			continue
		}
		l := &link{marker: m, count: 1, start: m.index}
		for _, b := range best[:m.number] {
			if b != nil && b.better(l.before) {
				l.before, l.count, l.start = b, b.count+1, b.start
			}
		}
		if l.better(best[m.number]) {
			best[m.number] = l
		}
		if l.better(partial) {
			partial = l
		}
		goesOn := i+1 < len(markers) && markers[i+1].number == mbi.Items+1
		if l.count == mbi.Items && l.start != begun && !goesOn && len(whole) < maxRuns {
			begun = l.start
			whole = append(whole, l.markers())
		}
	}
	return whole, partial
}

// candidates returns groups of markers in which to look for the run, the surest
// first: those of each style that sets the number off by a sign, all of these
// together for a text that mixes them, then bare numbers, and numbers alone on
// their lines, which may be those of pages.
func (d *document) candidates() [][][]marker {
	by := make([][]marker, styles)
	var signed []marker
	for _, m := range d.markers {
		by[m.style] = append(by[m.style], m)
		if m.style < bare {
			signed = append(signed, m)
		}
	}
	return [][][]marker{by[:bare], {signed}, {by[bare]}, {by[alone]}}
}

// choose returns the one run of 22 sentences in the document.
func (d *document) choose() (*run, error) {
	var wrong error
	var longest *link
	for _, group := range d.candidates() {
		var good []*run
		for _, markers := range group {
			whole, partial := chains(markers)
			if partial != nil && (longest == nil || partial.count > longest.count) {
				longest = partial
			}
			for _, chain := range whole {
				r := d.assemble(chain)
				if err := d.refuse(r, markers); err != nil {
					wrong = cmp.Or(wrong, err)
				} else if !slices.ContainsFunc(good, r.same) {
					good = append(good, r)
				}
			}
		}
		if len(good) > 0 {
			return d.only(good)
		}
	}
	if wrong != nil {
		return nil, wrong
	}
	return nil, d.missing(longest)
}

// same reports whether two runs say the same.
func (r *run) same(other *run) bool {
	return slices.EqualFunc(r.sentences, other.sentences, func(a, b sentence) bool { return a.text == b.text })
}

// only returns the single run, or the one of several whose sentences have answer
// scales.
func (d *document) only(runs []*run) (*run, error) {
	if len(runs) == 1 {
		return runs[0], nil
	}
	var with []*run
	for _, r := range runs {
		if r.scaled > mbi.Items/2 {
			with = append(with, r)
		}
	}
	if len(with) == 1 {
		return with[0], nil
	}
	var lines []string
	for _, r := range runs {
		lines = append(lines, strconv.Itoa(r.sentences[0].line))
	}
	return nil, &fault.Fault{File: d.name, Line: runs[1].sentences[0].line,
		Text: fmt.Sprintf("%d lists run from 1 to %d, from lines %s, expected one", len(runs), mbi.Items, strings.Join(lines, " and ")),
		Hint: "leave only the inventory in the text"}
}

// longestItem bounds a sentence, in characters: the longest of the inventory is
// half of it. Beyond, the text that follows has been taken for a part of it.
const longestItem = 300

var (
	// listed is the end of a line in a table of contents: leaders or a wide gap,
	// then a page.
	listed = lazily(`(?:[.…·_]{3,}[\s\x{a0}]*|\t|[\s\x{a0}]{2,})(\d{1,3})$`)
	year   = lazily(`\b(19|20)\d\d\b`)
)

// refuse says why a run is no inventory, or cannot be read safely; nil if it can.
func (d *document) refuse(r *run, markers []marker) error {
	pages, years := 0, 0
	var faults fault.List
	for i, s := range r.sentences {
		if g := listed().FindStringSubmatch(r.markers[i].rest); g != nil {
			if page, _ := strconv.Atoi(g[1]); page > int(mbi.MaxAnswer) {
				pages++
			}
		}
		if year().MatchString(s.text) {
			years++
		}
		faults.AddError(d.refuseSentence(i+1, s))
	}
	if pages >= mbi.Items/4 || years >= 3 {
		return &fault.Fault{File: d.name, Line: r.sentences[0].line, Text: "the list from 1 to 22 here is one of contents or of references, expected the sentences of the inventory"}
	}
	d.refuseTwins(r, markers, &faults)
	return faults.Err()
}

func (d *document) refuseSentence(item int, s sentence) error {
	f := &fault.Fault{File: d.name, Line: s.line}
	switch {
	case !strings.ContainsFunc(s.text, isLetter):
		f.Text = fmt.Sprintf("item %d has no sentence", item)
		f.Hint = "write each sentence after its number"
	case utf8.RuneCountInString(s.text) > longestItem:
		f.Text = fmt.Sprintf("item %d takes more than %d characters, expected one sentence", item, longestItem)
		f.Hint = "leave a blank line after each sentence"
	default:
		return nil
	}
	return f
}

// refuseTwins refuses a number that stands twice between its neighbours: which
// of the two is the item cannot be told.
func (d *document) refuseTwins(r *run, markers []marker, faults *fault.List) {
	for _, m := range markers {
		if m.number < 2 || m.number >= mbi.Items {
			continue
		}
		chosen := r.markers[m.number-1]
		if m.index != chosen.index && m.index > r.markers[m.number-2].index && m.index < r.markers[m.number].index {
			faults.Add(&fault.Fault{File: d.name, Line: d.lines[m.index].number,
				Text: fmt.Sprintf("number %d stands a second time, first on line %d", m.number, d.lines[chosen.index].number),
				Hint: "take out the one that is no item"})
		}
	}
}

// missing says which numbers the longest chain lacks.
func (d *document) missing(longest *link) error {
	if longest == nil || longest.count < 3 {
		return &fault.Fault{File: d.name, Text: "no numbered sentences were found, expected items 1 to 22 in order",
			Hint: "begin a line with the number of each sentence: 1. …"}
	}
	have := map[int]bool{}
	for _, m := range longest.markers() {
		have[m.number] = true
	}
	var lacking []int
	for n := 1; n <= mbi.Items; n++ {
		if !have[n] {
			lacking = append(lacking, n)
		}
	}
	if len(lacking) == 0 {
		return &fault.Fault{File: d.name, Line: d.lines[longest.start].number, Text: "the numbered list goes on after 22, expected items 1 to 22"}
	}
	subject := "items " + numbers(lacking) + " were"
	if len(lacking) == 1 {
		subject = "item " + numbers(lacking) + " was"
	}
	return &fault.Fault{File: d.name, Text: subject + " not found, expected items 1 to 22 in order",
		Hint: "begin a line with the number of each sentence, in the style of the others; of a PDF, take what `pdftotext -layout` writes"}
}

// numbers writes rising numbers in words: "7", "7 and 12", "3 to 6, 9 and 12".
func numbers(list []int) string {
	var parts []string
	for i := 0; i < len(list); {
		j := i
		for j+1 < len(list) && list[j+1] == list[j]+1 {
			j++
		}
		if j-i >= 2 {
			parts = append(parts, fmt.Sprintf("%d to %d", list[i], list[j]))
			i = j + 1
			continue
		}
		parts = append(parts, strconv.Itoa(list[i]))
		i++
	}
	if last := len(parts) - 1; last > 0 {
		return strings.Join(parts[:last], ", ") + " and " + parts[last]
	}
	return parts[0]
}
