package cmd

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"burnout/cmd/internal/render"
	"burnout/mbi/locale"
	"burnout/mbi/support"
)

// supportPage is what was found, and the words for it.
type supportPage struct {
	text   *locale.Text
	lang   locale.Language
	places []*support.Place
	filter support.Filter
	found  support.Selection
}

// write writes the page for a terminal.
func (p *supportPage) write(w io.Writer, width int) error {
	words := p.text.Support
	var b strings.Builder
	section := func(title string, hits []support.Hit, write func(*strings.Builder, support.Hit, int)) {
		fmt.Fprintln(&b, title)
		if len(hits) == 0 {
			fmt.Fprintf(&b, "\n  %s\n", words.Nothing)
		}
		for _, h := range hits {
			b.WriteByte('\n')
			write(&b, h, width)
		}
		b.WriteByte('\n')
	}
	section(words.Verified, p.found.Verified, p.verified)
	if p.places != nil {
		section(placeNames(p.places), p.found.Local, p.entry)
	}
	section(words.National, p.found.National, p.entry)
	for _, note := range append(p.notes(), p.again()) {
		fmt.Fprintln(&b, render.Wrap(note, width, ""))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// notes are the sentences under the page.
func (p *supportPage) notes() []string {
	words := p.text.Support
	notes := []string{p.text.Result.HelpAbroad}
	if !p.filter.OpenAt.IsZero() {
		notes = append(notes, words.Open+" "+words.Holidays+" "+locale.Fill(words.Unknown, "n", p.found.Unknown))
	}
	switch asked := p.filter.For == "" || p.filter.For == support.Violence; {
	case p.places == nil:
		notes = append(notes, words.More)
	case asked && !p.found.Cell:
		notes = append(notes, words.NoCell)
	}
	return notes
}

// again repeats the lines of every result where the eye rests when the page has
// scrolled.
func (p *supportPage) again() string {
	var lines []string
	for _, l := range support.Lines(p.lang) {
		lines = append(lines, locale.Fill(p.text.Support.Again, "when", l.When, "number", unbroken(l.Number)))
	}
	return strings.Join(lines, " ")
}

// Lines of an entry are indented by two, what is said of it by four.
const entryIndent, saidIndent = "  ", "    "

// paragraph writes a text; a line that does not fit, for an address is not broken,
// is indented by less.
func paragraph(b *strings.Builder, indent, text string, width int) {
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	for line := range strings.SplitSeq(render.Wrap(text, width-len(indent), ""), "\n") {
		room := max(0, width-utf8.RuneCountInString(line))
		b.WriteString(indent[:min(len(indent), room)] + line + "\n")
	}
}

// verified writes a verified line: as on a result, then what it offers.
func (p *supportPage) verified(b *strings.Builder, h support.Hit, width int) {
	paragraph(b, entryIndent, helpLine(h.Line(p.lang, p.text.Support.Hours), p.hours(h), p.text), width)
	paragraph(b, saidIndent, strings.Join(slices.Concat(h.Mailboxes, h.Web), " · "), width)
	paragraph(b, saidIndent, p.said(h), width)
}

// entry writes a structure: its name, how to reach it, when, and what it offers.
func (p *supportPage) entry(b *strings.Builder, h support.Hit, width int) {
	paragraph(b, entryIndent, nameAt(h, p.places, p.lang), width)
	paragraph(b, saidIndent, contacts(h.Entry), width)
	paragraph(b, saidIndent, h.Where.In(p.lang), width)
	paragraph(b, saidIndent, p.hours(h), width)
	paragraph(b, saidIndent, p.said(h), width)
}

// nameAt names a structure, and its place where that is not the one asked for.
func nameAt(h support.Hit, asked []*support.Place, lang locale.Language) string {
	name := h.Name.In(lang)
	if h.Place != nil && (len(asked) > 1 || h.Place != asked[0]) {
		name += " (" + h.Place.Name + ")"
	}
	return name
}

// unbroken keeps a number on one line.
func unbroken(number string) string { return strings.ReplaceAll(number, " ", "\u00a0") }

// contacts are the ways to reach a structure from here.
func contacts(e *support.Entry) string {
	var all []string
	for _, n := range e.Numbers {
		all = append(all, unbroken(n))
	}
	return strings.Join(slices.Concat(all, e.Mailboxes, e.Web), " · ")
}

// hours words when and on which terms a structure answers. Where the clock of the
// place asked for is another, the hours say whose they are.
func (p *supportPage) hours(h support.Hit) string {
	words := p.text.Support
	hours := h.Hours.In(words.Hours)
	if p.places != nil && hours != "" && !h.Hours.Always() && h.Zone() != p.places[0].Zone {
		hours += ", " + locale.Fill(words.Zone, "zone", path.Base(h.Zone().String()))
	}
	return support.JoinHours(hours, h.Terms.In(p.lang))
}

// said is what a structure offers, for whom, and how far to rely on it.
func (p *supportPage) said(h support.Hit) string {
	words := p.text.Support
	var who []string
	for _, a := range h.For {
		who = append(who, audienceName(a, words.Audiences))
	}
	return h.Offers.In(p.lang) + " " + locale.Fill(words.For, "who", strings.Join(who, " "+words.Hours.And+" ")) + " " + reliance(h.Entry, words, p.lang)
}

func audienceName(a support.Audience, words locale.Audiences) string {
	return map[support.Audience]string{
		support.GPIntern: words.GPIntern, support.Intern: words.Intern, support.Student: words.Student,
		support.Professional: words.Professional, support.Everybody: words.Everybody, support.Violence: words.Violence,
	}[a]
}

// reliance says where an entry comes from, and of an older one that it needs a
// check.
func reliance(e *support.Entry, words locale.Support, lang locale.Language) string {
	text := map[support.Origin]string{support.Verified: words.Checked, support.Printed: words.Printed, support.Own: words.Own}[e.Origin]
	return locale.Fill(text, "source", e.Source.In(lang), "date", e.AsOf, "year", e.AsOf[:len("2021")])
}

// helpLine words a help line.
func helpLine(l support.Line, hours string, text *locale.Text) string {
	return locale.Fill(text.Result.HelpLine, "when", l.When, "number", unbroken(l.Number), "name", l.Name, "hours", hours)
}
