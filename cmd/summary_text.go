package cmd

import (
	"fmt"
	"slices"
	"strings"

	"burnout/cmd/internal/render"
	"burnout/mbi"
	"burnout/mbi/locale"
	"burnout/scoring"
	"burnout/scoring/stats"
	"burnout/scoring/summary"
)

// document is the summary for people: what was read, tables, and numbered notes.
func (c *cohortSummary) document(l locale.Language) render.Document {
	text := locale.For(l)
	d := render.Document{Language: string(l), Title: text.Summary.Title, Head: c.head(text)}
	d.Tables = []render.Table{c.scoreTable(text), c.levelTable(text), c.dimensionTable(text), c.correlationTable(text)}
	if len(c.groups) > 0 {
		d.Tables = append(d.Tables, c.groupTables(text)...)
	}
	d.Notes = c.notes(text)
	return d
}

// head says what was read and how.
func (c *cohortSummary) head(text *locale.Text) []string {
	return []string{
		flowText(text, c.file, flowOf(c.input, c.counts)),
		c.tableLine(text, mbi.Subscales[:]...) + " " + c.readingLine(text),
	}
}

// tableLine names the thresholds in force, with their integers.
func (c *cohortSummary) tableLine(text *locale.Text, of ...mbi.Subscale) string {
	return locale.Fill(text.Summary.Table, "id", c.thresholds.ID, "cuts", cutsOf(c.thresholds, text, of...))
}

// readingLine says how answers were read and which scores there are.
func (c *cohortSummary) readingLine(text *locale.Text) string {
	return locale.Fill(text.Summary.Reading, "coding", c.input.Coding, "missing", c.missing)
}

// foot is what the numbers of a table rest on: the methods in it, the thresholds
// where levels of these subscales stand in it, the reading. On a page, which is
// read as a whole, these stand once.
func (c *cohortSummary) foot(text *locale.Text, methods string, levels ...mbi.Subscale) string {
	switch {
	case c.page:
		return ""
	case len(levels) > 0:
		methods += " " + c.tableLine(text, levels...)
	}
	return methods + " " + c.readingLine(text)
}

// flowText counts the rows from the file to the cohort.
func flowText(text *locale.Text, file string, f flowJSON) string {
	return locale.Fill(text.Summary.Flow, "file", printable(file), "rows", f.Rows, "blank", f.Blank,
		"previews", f.Previews, "filtered", f.Filtered, "none", f.WithoutAnswers, "n", f.Respondents, "complete", f.Complete)
}

// missingNote says when a subscale is scored.
func (c *cohortSummary) missingNote(text *locale.Text) string {
	if c.missing != (scoring.MissingRule{}) {
		return locale.Fill(text.Summary.Notes.Prorated, "rule", c.missing)
	}
	return text.Summary.Notes.Missing
}

// notes are what must be known to read the tables.
func (c *cohortSummary) notes(text *locale.Text) []string {
	words, missing := text.Summary.Notes, c.missingNote(text)
	notes := []string{words.Names, missing}
	if c.page {
		notes = []string{words.Names, words.Scores, missing, c.levelNote(text), c.dimensionNote(text), words.Correlations}
	}
	if c.page && c.incomplete() {
		notes = append(notes, words.Bounds)
	}
	if len(c.by) > 0 {
		notes = append(notes, groupNotes(text, legend(c.groups), c.withheld, c.ungrouped, c.least)...)
	}
	for _, v := range c.warnings(text) {
		notes = append(notes, v.Text)
	}
	return notes
}

func (c *cohortSummary) levelNote(text *locale.Text) string {
	return locale.Fill(text.Summary.Notes.Levels, "method", c.intervalMethod(text))
}

func (c *cohortSummary) dimensionNote(text *locale.Text) string {
	d := c.counts.Dimensions(c.intervals)
	return locale.Fill(text.Summary.Notes.Dimensions, "n", d.N, "undecided", d.Undecided)
}

// bounded adds to the methods of a table of shares what its bounds are.
func (c *cohortSummary) bounded(text *locale.Text, methods string) string {
	if c.incomplete() {
		methods += " " + text.Summary.Under.Bounds
	}
	return methods
}

// groupNotes explains the numbers of the groups, and says what is not shown of
// them.
func groupNotes(text *locale.Text, names []string, w withheld, ungrouped, least int64) []string {
	var notes []string
	words := text.Summary.Notes
	if len(names) > 0 {
		notes = append(notes, locale.Fill(text.Compare.Notes.Numbered, "names", strings.Join(names, ", ")))
	}
	if w.groups > 0 {
		notes = append(notes, locale.Fill(words.Withheld, "groups", w.groups, "n", w.respondents, "least", least), words.OneRun)
	}
	if ungrouped > 0 {
		notes = append(notes, locale.Fill(words.Ungrouped, "n", ungrouped))
	}
	return notes
}

// incomplete reports whether an answer of a respondent is missing, so that the
// bounds differ from the counts.
func (c *cohortSummary) incomplete() bool { return c.counts.Complete() < c.counts.Respondents() }

func (c *cohortSummary) scoreTable(text *locale.Text) render.Table {
	words, f := text.Summary.Rows, figuresIn(text)
	table := render.Table{Title: text.Summary.Scores, Header: []string{""}, Foot: c.foot(text, text.Summary.Notes.Scores)}
	rows := [][]string{{words.N}, {words.Prorated}, {words.Missing}, {words.Answers}, {words.Mean}, {words.SD}, {words.ItemMean}, {words.Median}, {words.Quartiles},
		{words.Range}, {words.Skewness}, {words.Floor}, {words.Ceiling}, {words.Alpha}, {locale.Fill(words.AlphaInterval, "confidence", f.percentOf(c.intervals.Confidence))}, {words.AlphaN}}
	for _, s := range mbi.Subscales {
		table.Header = append(table.Header, text.Short.Of(s))
		d := c.counts.Subscale(s, c.intervals)
		for i, cell := range []string{
			count(d.N), count(d.Prorated), count(d.Missing), count(d.MissingAnswers),
			f.fixed(d.Mean, 2), f.fixed(d.SD, 2), f.fixed(d.ItemMean, 2),
			f.short(d.Median, 2), f.shortPair(d.Q1, d.Q3, 2), f.shortPair(d.Min, d.Max, 2), f.fixed(d.Skewness, 2),
			f.fixed(d.Floor, 1), f.fixed(d.Ceiling, 1),
			f.fixed(stats.NumberOf(d.Alpha.Value, d.AlphaDefined), 3),
			f.interval(stats.NumberOf(d.Alpha.Interval.Low, d.AlphaDefined), stats.NumberOf(d.Alpha.Interval.High, d.AlphaDefined), 3),
			count(d.N - d.Prorated),
		} {
			rows[i] = append(rows[i], cell)
		}
	}
	table.Rows = rows
	if c.missing == (scoring.MissingRule{}) {
		// Nobody is prorated, and alpha is of the n above.
		table.Rows = slices.Concat(rows[:1], rows[2:len(rows)-1])
	}
	return table
}

// levelName names a level of a subscale, and its burnout side.
func levelName(text *locale.Text, s mbi.Subscale, l scoring.Level) string {
	name := text.Summary.LevelNames[l]
	if scoring.Affected(s, l) {
		name = locale.Fill(text.Summary.Side, "level", name)
	}
	return name
}

// burnoutLevel is the level of a subscale that is its burnout side.
func burnoutLevel(s mbi.Subscale) scoring.Level {
	if scoring.Affected(s, scoring.Low) {
		return scoring.Low
	}
	return scoring.High
}

func (c *cohortSummary) levelTable(text *locale.Text) render.Table {
	words := text.Summary
	table := c.shareTable(words.Levels, text, words.Columns.Level, words.Columns.Sums)
	table.Foot = c.foot(text, c.bounded(text, c.levelNote(text)), mbi.Subscales[:]...)
	for _, s := range mbi.Subscales {
		d := c.counts.Subscale(s, c.intervals)
		for _, l := range scoring.Levels {
			name := text.Short.Of(s) + " " + levelName(text, s, l)
			table.Rows = append(table.Rows, append([]string{name, levelRange(c.thresholds, s, l)}, c.shareCells(text, d.Levels[l])...))
		}
	}
	return table
}

func (c *cohortSummary) dimensionTable(text *locale.Text) render.Table {
	words := text.Summary
	table := c.shareTable(words.Dimensions, text, words.Columns.Dimensions)
	table.Foot = c.foot(text, c.bounded(text, c.dimensionNote(text)+" "+locale.Fill(words.Under.Intervals, "method", c.intervalMethod(text))), mbi.Subscales[:]...)
	for i, share := range c.counts.Dimensions(c.intervals).Counts {
		table.Rows = append(table.Rows, append([]string{text.Degrees[i]}, c.shareCells(text, share)...))
	}
	return table
}

// shareTable starts a table of shares whose first columns are named.
func (c *cohortSummary) shareTable(title string, text *locale.Text, first ...string) render.Table {
	head := append(first, text.Summary.Columns.N, text.Summary.Columns.Percent, c.intervalHead(text))
	if c.incomplete() {
		head = append(head, text.Summary.Columns.Bounds)
	}
	return render.Table{Title: title, Header: head}
}

// intervalHead heads a column of intervals.
func (c *cohortSummary) intervalHead(text *locale.Text) string {
	return locale.Fill(text.Summary.Columns.Interval, "confidence", figuresIn(text).percentOf(c.intervals.Confidence))
}

// shareCells are the cells of a share; the bounds only where they can differ.
func (c *cohortSummary) shareCells(text *locale.Text, s summary.Share) []string {
	f := figuresIn(text)
	cells := []string{count(s.N), f.fixed(s.Percent, 1), f.pair(s.Low, s.High, 1)}
	if c.incomplete() {
		cells = append(cells, fmt.Sprintf("%d–%d", s.Bounds.Lowest, s.Bounds.Highest))
	}
	return cells
}

func (c *cohortSummary) correlationTable(text *locale.Text) render.Table {
	words, f := text.Summary, figuresIn(text)
	ci := c.intervalHead(text)
	table := render.Table{Title: words.Correlations, Header: []string{"", words.Columns.N, "r", ci, "p", "ρ", ci, "p"}, Foot: c.foot(text, words.Notes.Correlations)}
	for _, r := range c.counts.Correlations(c.intervals.Confidence) {
		row := []string{text.Short.Of(r.Of[0]) + "–" + text.Short.Of(r.Of[1]), count(r.N)}
		for _, k := range []stats.Correlation{r.Pearson, r.Spearman} {
			row = append(row, f.fixed(stats.NumberOf(k.R, r.Defined), 2), f.interval(k.Low, k.High, 2), f.p(stats.NumberOf(k.P, r.Defined)))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// shown writes the names of columns: short enough for a line of a terminal, whole
// on a page.
func (c *cohortSummary) shown(names []string) string {
	s := strings.Join(names, ", ")
	if c.page {
		return printableTo(mostOnPage, s)
	}
	return printable(s)
}

// groupTables are the tables of the groups, one for each subscale so that they
// stay narrow.
func (c *cohortSummary) groupTables(text *locale.Text) []render.Table {
	words, f := text.Summary, figuresIn(text)
	intervals := locale.Fill(words.Under.Intervals, "method", c.intervalMethod(text))
	var tables []render.Table
	title := func(what string) string {
		return locale.Fill(words.Group, "what", what, "columns", c.shown(c.by))
	}
	for _, s := range mbi.Subscales {
		scores := render.Table{Title: title(text.Subscales.Of(s)), Header: []string{"", words.Rows.N, words.Rows.Missing, words.Rows.Mean, text.Items.Columns.SD, words.Rows.Median, words.Rows.Quartiles, words.Rows.ShortAlpha},
			Foot: c.foot(text, words.Under.Scores)}
		levels := render.Table{Title: title(locale.Fill(words.LevelsOf, "subscale", text.Subscales.Of(s), "level", words.LevelNames[burnoutLevel(s)])), Header: []string{"", words.Rows.N}, Foot: c.foot(text, words.Under.Shares+" "+intervals, s)}
		for _, l := range scoring.Levels {
			levels.Header = append(levels.Header, words.LevelNames[l]+words.Columns.ShareUnit)
		}
		for _, g := range c.groups {
			d := g.counts.Subscale(s, c.intervals)
			scores.Rows = append(scores.Rows, []string{g.name(), count(d.N), count(d.Missing), f.fixed(d.Mean, 2), f.fixed(d.SD, 2), f.short(d.Median, 2), f.shortPair(d.Q1, d.Q3, 2),
				f.fixed(stats.NumberOf(d.Alpha.Value, d.AlphaDefined), 3)})
			levels.Rows = append(levels.Rows, c.groupShares(text, g.name(), d.N, d.Levels[:])...)
		}
		tables = append(tables, scores, levels)
	}
	dimensions := render.Table{Title: title(words.Dimensions), Header: []string{"", words.Rows.N}, Foot: c.foot(text, words.Under.Dimensions+" "+intervals, mbi.Subscales[:]...)}
	for i := range text.Degrees {
		dimensions.Header = append(dimensions.Header, fmt.Sprint(i)+words.Columns.ShareUnit)
	}
	for _, g := range c.groups {
		d := g.counts.Dimensions(c.intervals)
		dimensions.Rows = append(dimensions.Rows, c.groupShares(text, g.name(), d.N, d.Counts[:])...)
	}
	return append(tables, dimensions)
}

// groupShares are the shares of a group, with their intervals below but on a page,
// which draws them.
func (c *cohortSummary) groupShares(text *locale.Text, name string, n int64, shares []summary.Share) [][]string {
	f := figuresIn(text)
	row, intervals := []string{name, count(n)}, []string{"\u00a0\u00a0" + c.intervalHead(text), ""}
	for _, s := range shares {
		row, intervals = append(row, f.share(s.N, s.Percent)), append(intervals, f.pair(s.Low, s.High, 1))
	}
	if c.page {
		return [][]string{row}
	}
	return [][]string{row, intervals}
}
