package cmd

import (
	"fmt"
	"io"
	"strconv"

	"burnout/cmd/internal/render"
	"burnout/mbi"
	"burnout/mbi/locale"
	"burnout/scoring"
	"burnout/scoring/stats"
	"burnout/scoring/summary"
)

// undefined stands in a table where a statistic is undefined.
const undefined = "–"

// writeText writes the summary for people: what was read, three tables, and
// numbered notes.
func (c *cohortSummary) writeText(w io.Writer, text *locale.Text, width int) error {
	words := text.Summary
	head := locale.Fill(words.Flow, "file", printable(c.file), "rows", c.input.Rows, "blank", c.input.Blank,
		"previews", c.input.Previews, "filtered", c.input.Filtered, "none", c.counts.WithoutAnswers(), "n", c.counts.Respondents(), "complete", c.counts.Complete())
	method := locale.Fill(words.Method, "id", c.thresholds.ID, "cuts", cutsIn(c.thresholds, text), "coding", c.input.Coding, "missing", c.missing)
	if _, err := fmt.Fprintf(w, "%s\n%s\n", render.Wrap(head, width, ""), render.Wrap(method, width, "")); err != nil {
		return err
	}
	for _, t := range []render.Table{c.scoreTable(text), c.levelTable(text), c.dimensionTable(text)} {
		if _, err := fmt.Fprintln(w); err != nil {
			return err
		}
		if err := t.Text(w); err != nil {
			return err
		}
	}
	return c.writeNotes(w, text, width)
}

func (c *cohortSummary) writeNotes(w io.Writer, text *locale.Text, width int) error {
	words, d := text.Summary.Notes, c.counts.Dimensions(confidence)
	notes := []string{
		words.Names, words.Scores, words.Missing, words.Levels,
		locale.Fill(words.Dimensions, "n", d.N, "undecided", d.Undecided),
	}
	if c.incomplete() {
		notes = append(notes, words.Bounds)
	}
	if c.anyUndefined() {
		notes = append(notes, words.Undefined)
	}
	for _, v := range c.warnings(text) {
		notes = append(notes, v.Text)
	}
	for i, n := range notes {
		number := fmt.Sprintf("[%d] ", i+1)
		if i == 0 {
			number = "\n" + number
		}
		if _, err := fmt.Fprintln(w, number+render.Wrap(n, width-4, "    ")); err != nil {
			return err
		}
	}
	return nil
}

// anyUndefined reports whether a statistic of a subscale is undefined.
func (c *cohortSummary) anyUndefined() bool {
	for _, s := range mbi.Subscales {
		if d := c.counts.Subscale(s, confidence); !d.SD.Defined || !d.AlphaDefined {
			return true
		}
	}
	return false
}

// incomplete reports whether an answer of a respondent is missing, so that the
// bounds differ from the counts.
func (c *cohortSummary) incomplete() bool { return c.counts.Complete() < c.counts.Respondents() }

func (c *cohortSummary) scoreTable(text *locale.Text) render.Table {
	words := text.Summary.Rows
	table := render.Table{Title: text.Summary.Scores, Header: []string{""}}
	rows := [][]string{{words.N}, {words.Missing}, {words.Answers}, {words.Mean}, {words.SD}, {words.ItemMean}, {words.Median}, {words.Quartiles}, {words.Range}, {words.Alpha}, {words.AlphaInterval}}
	for _, s := range mbi.Subscales {
		table.Header = append(table.Header, text.Short.Of(s))
		d := c.counts.Subscale(s, confidence)
		for i, cell := range []string{
			count(d.N), count(d.Missing), count(d.MissingAnswers),
			fixed(d.Mean, 2), fixed(d.SD, 2), fixed(d.ItemMean, 2),
			fixed(d.Median, -1), pair(d.Q1, d.Q3, -1), pair(d.Min, d.Max, 0),
			fixed(stats.NumberOf(d.Alpha.Value, d.AlphaDefined), 3), alphaInterval(d),
		} {
			rows[i] = append(rows[i], cell)
		}
	}
	table.Rows = rows
	return table
}

// alphaInterval writes its ends in brackets: the lower one may be negative.
func alphaInterval(d summary.Subscale) string {
	if !d.AlphaDefined {
		return undefined
	}
	return fmt.Sprintf("[%.3f, %.3f]", d.Alpha.Interval.Low, d.Alpha.Interval.High)
}

func (c *cohortSummary) levelTable(text *locale.Text) render.Table {
	words := text.Summary
	table := c.shareTable(words.Levels, text, words.Columns.Level, words.Columns.Sums)
	for _, s := range mbi.Subscales {
		d := c.counts.Subscale(s, confidence)
		for _, l := range scoring.Levels {
			name := text.Short.Of(s) + " " + words.LevelNames[l]
			if scoring.Affected(s, l) {
				name = locale.Fill(words.Side, "level", name)
			}
			table.Rows = append(table.Rows, append([]string{name, levelRange(c.thresholds, s, l)}, c.shareCells(d.Levels[l])...))
		}
	}
	return table
}

func (c *cohortSummary) dimensionTable(text *locale.Text) render.Table {
	words := text.Summary
	table := c.shareTable(words.Dimensions, text, words.Columns.Dimensions)
	for i, share := range c.counts.Dimensions(confidence).Counts {
		table.Rows = append(table.Rows, append([]string{text.Degrees[i]}, c.shareCells(share)...))
	}
	return table
}

// shareTable starts a table of shares whose first columns are named.
func (c *cohortSummary) shareTable(title string, text *locale.Text, first ...string) render.Table {
	columns := text.Summary.Columns
	head := append(first, columns.N, columns.Percent, columns.Interval)
	if c.incomplete() {
		head = append(head, columns.Bounds)
	}
	return render.Table{Title: title, Header: head}
}

// shareCells are the cells of a share; the bounds only where they can differ.
func (c *cohortSummary) shareCells(s summary.Share) []string {
	cells := []string{count(s.N), fixed(s.Percent, 1), pair(s.Low, s.High, 1)}
	if c.incomplete() {
		cells = append(cells, fmt.Sprintf("%d–%d", s.Bounds.Lowest, s.Bounds.Highest))
	}
	return cells
}

func count(n int64) string { return strconv.FormatInt(n, 10) }

// fixed writes a statistic with a number of decimals, -1 for as many as it has.
func fixed(n stats.Number, decimals int) string {
	if !n.Defined {
		return undefined
	}
	return strconv.FormatFloat(n.Value, 'f', decimals, 64)
}

func pair(a, b stats.Number, decimals int) string {
	if !a.Defined {
		return undefined
	}
	return fixed(a, decimals) + "–" + fixed(b, decimals)
}
