package cmd

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"burnout/cmd/internal/render"
	"burnout/mbi"
	"burnout/mbi/locale"
	"burnout/scoring"
	"burnout/scoring/stats"
	"burnout/scoring/summary"
)

// head says what was read.
func (c *cohortShares) head(text *locale.Text) []string {
	return []string{
		flowText(text, c.file, c.flow),
		locale.Fill(text.Definitions.Method, "coding", c.input.Coding, "missing", c.missing),
	}
}

// document is the grid for people: what was read, the range over all cells in
// words, the cells, the definitions, numbered notes.
func (g *grid) document(l locale.Language) render.Document {
	text := locale.For(l)
	words := text.Definitions
	d := render.Document{Language: string(l), Title: words.Page, Head: append(g.head(text), words.Tables)}
	for _, t := range g.tables {
		d.Head = append(d.Head, locale.Fill(words.Table, "id", t.ID, "cuts", cutsIn(t, text)))
	}
	if len(g.cases) > 1 && g.decided > 0 {
		d.Head = append(d.Head, g.span(text))
	}
	d.Tables = []render.Table{g.table(text)}
	if len(g.groups) > 0 {
		d.Tables = append(d.Tables, g.groupTable(text))
	}
	for i := range d.Tables {
		methods := g.shareNote(text)
		if i > 0 { // of groups, each with its own n
			methods = locale.Fill(text.Summary.Under.Intervals, "method", g.intervalMethod(text))
		}
		d.Tables[i].Foot = strings.Join([]string{methods, g.tableLine(text), g.head(text)[1]}, " ")
	}
	d.Tables = append(d.Tables, g.definitionTable(text))
	d.Notes = append(g.furtherNotes(text), text.Summary.Notes.Names, words.Notes.Convention, words.Notes.Tables)
	if len(g.by) > 0 {
		d.Notes = append(d.Notes, groupNotes(text, legend(g.groups), g.withheld, g.ungrouped, g.least)...)
	}
	d.Notes = append(d.Notes, warningTexts(g.warnings(text))...)
	return d
}

// span words the lowest and the highest cell.
func (g *grid) span(text *locale.Text) string {
	f, first, last := figuresIn(text), g.cases[0], g.cases[len(g.cases)-1]
	return locale.Fill(text.Definitions.Range, "low", f.fixed(first.Percent, 1), "first", first.Definition.ID, "below", first.Thresholds.ID,
		"high", f.fixed(last.Percent, 1), "last", last.Definition.ID, "above", last.Thresholds.ID, "n", g.decided)
}

// table lays out the cells, those that count fewest first.
func (g *grid) table(text *locale.Text) render.Table {
	words := text.Definitions
	t := render.Table{
		Title:  locale.Fill(words.Grid, "n", g.decided),
		Header: append([]string{words.Columns[0], words.Columns[1]}, g.shareHeader(text)...),
		Left:   []int{1},
	}
	for _, c := range g.cases {
		t.Rows = append(t.Rows, append([]string{c.Definition.ID, c.Thresholds.ID}, g.shareCells(text, c.Share)...))
	}
	return t
}

// groupTable lays out the cases of each group, of one definition under one table.
func (g *grid) groupTable(text *locale.Text) render.Table {
	words := text.Definitions
	what := g.definitions[0].ID + ", " + g.tables[0].ID
	t := render.Table{
		Title:  locale.Fill(text.Summary.Group, "what", what, "columns", printable(strings.Join(g.by, ", "))),
		Header: append([]string{"", words.Columns[2]}, g.shareHeader(text)...),
	}
	for _, part := range g.groups {
		for _, c := range part.counts.Grid(g.definitions, g.intervals) {
			t.Rows = append(t.Rows, append([]string{part.name(), count(part.counts.Decided())}, g.shareCells(text, c.Share)...))
		}
	}
	return t
}

// definitionTable says who counts.
func (g *grid) definitionTable(text *locale.Text) render.Table {
	words := text.Definitions
	t := render.Table{Title: words.Title, Header: []string{words.Columns[0], words.Columns[3]}, Left: []int{1}}
	for i := range g.definitions {
		t.Rows = append(t.Rows, []string{g.definitions[i].ID, ruleText(&g.definitions[i].Rule, text, shortLevel)})
	}
	return t
}

// shareHeader heads the cells of a share.
func (c *cohortShares) shareHeader(text *locale.Text) []string {
	columns := text.Summary.Columns
	head := []string{columns.N, columns.Percent, locale.Fill(columns.Interval, "confidence", figuresIn(text).percentOf(c.intervals.Confidence))}
	if c.incomplete() {
		head = append(head, columns.Bounds)
	}
	return head
}

// shareCells are the cells of a share; the bounds only where they can differ.
func (c *cohortShares) shareCells(text *locale.Text, s summary.Share) []string {
	f := figuresIn(text)
	cells := []string{count(s.N), f.fixed(s.Percent, 1), f.pair(s.Low, s.High, 1)}
	if c.incomplete() {
		cells = append(cells, fmt.Sprintf("%d–%d", s.Bounds.Lowest, s.Bounds.Highest))
	}
	return cells
}

// incomplete reports whether an answer of a respondent is missing, so that the
// bounds differ from the counts.
func (c *cohortShares) incomplete() bool { return c.flow.Complete < c.flow.Respondents }

// notes say of whom the percentages are, and what the bounds are.
func (c *cohortShares) notes(text *locale.Text) []string {
	return append([]string{c.shareNote(text)}, c.furtherNotes(text)...)
}

func (c *cohortShares) shareNote(text *locale.Text) string {
	return locale.Fill(text.Definitions.Notes.N, "n", c.decided, "undecided", c.flow.Respondents-c.decided, "method", c.intervalMethod(text))
}

func (c *cohortShares) intervalMethod(text *locale.Text) string {
	return intervalName(text, c.intervals.Method)
}

// intervalName names a method of intervals: "Wilson".
func intervalName(text *locale.Text, m stats.IntervalMethod) string {
	return text.Summary.Methods[slices.Index(stats.IntervalMethods(), string(m))]
}

// tableLine names the tables in force, with their integers.
func (g *grid) tableLine(text *locale.Text) string {
	var tables []string
	for _, t := range g.tables {
		tables = append(tables, t.ID+" "+cutsIn(t, text))
	}
	return text.Definitions.Tables + " " + strings.Join(tables, "; ") + "."
}

func (c *cohortShares) furtherNotes(text *locale.Text) []string {
	var notes []string
	if c.missing != (scoring.MissingRule{}) {
		notes = append(notes, locale.Fill(text.Summary.Notes.Prorated, "rule", c.missing))
	}
	if c.incomplete() {
		notes = append(notes, text.Summary.Notes.Bounds)
	}
	return notes
}

func warningTexts(warnings []warning) []string {
	var texts []string
	for _, v := range warnings {
		texts = append(texts, v.Text)
	}
	return texts
}

// writeDefinitions writes who counts, a sentence for each definition.
func writeDefinitions(w io.Writer, definitions []scoring.Definition, text *locale.Text, width int) error {
	if _, err := fmt.Fprintf(w, "\n%s\n", text.Definitions.Title); err != nil {
		return err
	}
	for i := range definitions {
		d := &definitions[i]
		words := text.Definitions.One
		if d.Source != "" {
			words = text.Definitions.Sourced
		}
		line := locale.Fill(words, "id", d.ID, "rule", ruleText(&d.Rule, text, longLevel), "source", visible(d.Source))
		if _, err := fmt.Fprintf(w, "  %s\n", render.WrapNames(line, width-2, "    ")); err != nil {
			return err
		}
	}
	return nil
}

// shortLevel names a level for a table: "EE high".
func shortLevel(text *locale.Text, s mbi.Subscale, l scoring.Level) string {
	return text.Short.Of(s) + " " + text.Summary.LevelNames[l]
}

// longLevel names a level for a sentence: "high exhaustion".
func longLevel(text *locale.Text, s mbi.Subscale, l scoring.Level) string {
	return text.Definitions.Rule.Levels.Of(s, int(l))
}

// ruleText words a rule: "EE high and (DP high or PA low)".
func ruleText(r *scoring.Rule, text *locale.Text, level func(*locale.Text, mbi.Subscale, scoring.Level) string) string {
	words := text.Definitions.Rule
	if r.Of == nil {
		return level(text, r.Subscale, r.Level)
	}
	var parts []string
	for i := range r.Of {
		part := ruleText(&r.Of[i], text, level)
		if len(r.Of) > 1 && len(r.Of[i].Of) > 1 {
			part = "(" + part + ")"
		}
		parts = append(parts, part)
	}
	switch r.AtLeast {
	case len(parts):
		return listed(parts, words.And)
	case 1:
		return listed(parts, words.Or)
	}
	return locale.Fill(words.AtLeast, "k", r.AtLeast, "n", len(parts), "list", strings.Join(parts, ", "))
}

// listed joins parts by commas, the last by a word.
func listed(parts []string, last string) string {
	n := len(parts) - 1
	if n == 0 {
		return parts[0]
	}
	return strings.Join(parts[:n], ", ") + " " + last + " " + parts[n]
}
