package cmd

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"burnout/cmd/internal/render"
	"burnout/mbi/locale"
	"burnout/scoring"
	"burnout/scoring/stats"
	"burnout/scoring/summary"
)

// marked writes a number for people, with the decimal mark of their language.
func marked(n stats.Number, decimals int, text *locale.Text) string {
	return strings.Replace(fixed(n, decimals), ".", text.Published.Decimal, 1)
}

// percentage writes a confidence as "95".
func percentage(confidence float64, text *locale.Text) string {
	return strings.Replace(strconv.FormatFloat(100*confidence, 'g', 6, 64), ".", text.Published.Decimal, 1)
}

// writeHead writes what was read.
func (h *cohortHead) writeHead(w io.Writer, text *locale.Text, width int, more ...string) error {
	f := h.flowJSON()
	lines := append([]string{
		locale.Fill(text.Summary.Flow, "file", printable(h.file), "rows", f.Rows, "blank", f.Blank,
			"previews", f.Previews, "filtered", f.Filtered, "none", f.WithoutAnswers, "n", f.Respondents, "complete", f.Complete),
		locale.Fill(text.Definitions.Method, "coding", h.input.Coding, "missing", h.missing),
	}, more...)
	return writeLines(w, width, lines...)
}

// writeLines writes paragraphs one below the other; an empty one is a blank line.
func writeLines(w io.Writer, width int, lines ...string) error {
	for _, l := range lines {
		if _, err := fmt.Fprintln(w, render.Wrap(l, width, "")); err != nil {
			return err
		}
	}
	return nil
}

// writeText writes the grid for people: what was read, the cells, the range over
// them in words, the definitions as sentences, numbered notes.
func (g *grid) writeText(w io.Writer, text *locale.Text, width int) error {
	lines := []string{text.Definitions.Tables}
	for _, t := range g.tables {
		lines = append(lines, locale.Fill(text.Definitions.Table, "id", t.ID, "cuts", cutsIn(t, text)))
	}
	if err := g.writeHead(w, text, width, append(lines, "")...); err != nil {
		return err
	}
	if err := g.table(text).Text(w); err != nil {
		return err
	}
	if g.flow.Complete() > 0 {
		if err := writeLines(w, width, "", g.span(text)); err != nil {
			return err
		}
	}
	if err := writeDefinitions(w, g.definitions, text, width); err != nil {
		return err
	}
	return writeNotes(w, g.notes(text), width)
}

// table lays out the cells, those that count fewest first.
func (g *grid) table(text *locale.Text) render.Table {
	columns := text.Definitions.Columns
	t := render.Table{
		Title:  locale.Fill(text.Definitions.Grid, "n", g.flow.Complete()),
		Header: append([]string{columns[0], columns[1]}, g.shareHeader(columns[2:], text)...),
		Left:   []int{1},
	}
	for _, c := range g.cases {
		t.Rows = append(t.Rows, append([]string{c.Definition.ID, c.Thresholds.ID}, g.shareCells(c.Share, text)...))
	}
	return t
}

// shareHeader heads the cells of a share: count, percentage, interval, bounds.
func (h *cohortHead) shareHeader(columns []string, text *locale.Text) []string {
	head := []string{columns[0], columns[1], locale.Fill(text.Definitions.Interval, "level", percentage(h.interval.Confidence, text))}
	if h.incomplete() {
		head = append(head, columns[2])
	}
	return head
}

// incomplete reports whether an answer of a respondent is missing, so that the
// bounds differ from the counts.
func (h *cohortHead) incomplete() bool { return h.flow.Complete() < h.flow.Respondents() }

func (h *cohortHead) shareCells(s summary.Share, text *locale.Text) []string {
	interval := undefined
	if s.Low.Defined {
		interval = marked(s.Low, 1, text) + "–" + marked(s.High, 1, text)
	}
	cells := []string{count(s.N), marked(s.Percent, 1, text), interval}
	if h.incomplete() {
		cells = append(cells, fmt.Sprintf("%d–%d", s.Bounds.Lowest, s.Bounds.Highest))
	}
	return cells
}

// span words the lowest and the highest cell.
func (g *grid) span(text *locale.Text) string {
	first, last := g.cases[0], g.cases[len(g.cases)-1]
	return locale.Fill(text.Definitions.Range, "low", marked(first.Percent, 1, text), "first", first.Definition.ID, "below", first.Thresholds.ID,
		"high", marked(last.Percent, 1, text), "last", last.Definition.ID, "above", last.Thresholds.ID, "n", g.flow.Complete())
}

func (g *grid) notes(text *locale.Text) []string {
	words := text.Definitions.Notes
	return append(append(g.shareNotes(text), words.Convention, words.Tables), warningTexts(g.warnings(text))...)
}

// shareNotes say of whom the percentages are, and what the bounds are.
func (h *cohortHead) shareNotes(text *locale.Text) []string {
	words := text.Definitions.Notes
	notes := []string{locale.Fill(words.N, "n", h.flow.Complete(), "undecided", h.flow.Respondents()-h.flow.Complete(),
		"method", h.interval.Method, "level", percentage(h.interval.Confidence, text))}
	if h.incomplete() {
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

// writeNotes writes numbered notes after a blank line.
func writeNotes(w io.Writer, notes []string, width int) error {
	if _, err := fmt.Fprintln(w); err != nil {
		return err
	}
	for i, n := range notes {
		number := fmt.Sprintf("[%d] ", i+1)
		if _, err := fmt.Fprintln(w, number+render.Wrap(n, width-len(number), strings.Repeat(" ", len(number)))); err != nil {
			return err
		}
	}
	return nil
}

// writeDefinitions writes who counts, a sentence for each definition.
func writeDefinitions(w io.Writer, definitions []scoring.Definition, text *locale.Text, width int) error {
	if err := writeLines(w, width, "", text.Definitions.Title); err != nil {
		return err
	}
	for i := range definitions {
		d := &definitions[i]
		words := text.Definitions.One
		if d.Source != "" {
			words = text.Definitions.Sourced
		}
		line := locale.Fill(words, "id", d.ID, "rule", ruleText(&d.Rule, text), "source", visible(d.Source))
		if _, err := fmt.Fprintf(w, "  %s\n", render.Wrap(line, width-2, "    ")); err != nil {
			return err
		}
	}
	return nil
}

// ruleText words a rule: "high exhaustion and (high depersonalization or low
// accomplishment)".
func ruleText(r *scoring.Rule, text *locale.Text) string {
	words := text.Definitions.Rule
	if r.Of == nil {
		return words.Levels.Of(r.Subscale, int(r.Level))
	}
	var parts []string
	for i := range r.Of {
		part := ruleText(&r.Of[i], text)
		if len(r.Of[i].Of) > 1 && len(r.Of) > 1 {
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
