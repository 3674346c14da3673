package cmd

import (
	"strconv"
	"strings"

	"burnout/cmd/internal/render"
	"burnout/mbi"
	"burnout/mbi/locale"
	"burnout/scoring/stats"
	"burnout/scoring/summary"
)

// document is the analysis for people: what was read, tables, and numbered notes.
func (c *cohortItems) document(l locale.Language) render.Document {
	text := locale.For(l)
	d := render.Document{
		Language: string(l),
		Title:    text.Items.Title,
		Head: []string{
			flowText(text, c.file, c.flow),
			locale.Fill(text.Items.Method, "coding", c.input.Coding, "missing", c.missing),
		},
		Notes: append([]string{text.Summary.Notes.Names}, c.furtherNotes(text)...),
	}
	words, under := text.Items.Notes, text.Items.Under
	add := func(t render.Table, methods ...string) {
		t.Foot = strings.Join(append(methods, d.Head[1]), " ")
		d.Tables = append(d.Tables, t)
	}
	add(c.reliabilityTable(text), words.Reliability, words.Methods)
	add(c.itemTable(text), words.Items)
	add(c.countTable(text), under.Answers)
	add(c.percentTable(text), under.Answers)
	if len(c.groups) > 0 {
		for _, t := range c.groupTables(text) {
			add(t, under.Reliability)
		}
	}
	return d
}

// notes are what must be known to read the tables where nothing stands under them.
func (c *cohortItems) notes(text *locale.Text) []string {
	words := text.Items.Notes
	return append([]string{text.Summary.Notes.Names, words.Items, words.Reliability, words.Methods}, c.furtherNotes(text)...)
}

func (c *cohortItems) furtherNotes(text *locale.Text) []string {
	words := text.Items.Notes
	var notes []string
	if c.anyUndefined() {
		notes = append(notes, words.Undefined)
	}
	if c.anyQuestion() {
		notes = append(notes, words.Heading)
	}
	if len(c.by) > 0 {
		var names []string
		for _, g := range c.groups {
			names = append(names, g.entry()...)
		}
		notes = append(notes, groupNotes(text, names, c.withheld, c.ungrouped, c.least)...)
	}
	return append(notes, warningTexts(c.warnings(text))...)
}

// anyUndefined reports whether a statistic in the tables is undefined.
func (c *cohortItems) anyUndefined() bool {
	parts := [][3]summary.Analysis{c.all}
	for _, g := range c.groups {
		parts = append(parts, g.of)
	}
	for _, of := range parts {
		for _, a := range of {
			if !a.AlphaDefined || !a.StandardAlpha.Defined || !a.Omega.Defined || !a.Error.Defined {
				return true
			}
		}
	}
	for _, a := range c.all {
		for _, item := range a.Items {
			if !item.SD.Defined || !item.Rest.Defined || !item.AlphaWithout.Defined {
				return true
			}
		}
	}
	return false
}

// anyQuestion reports whether the heading of an item is the text of its question.
func (c *cohortItems) anyQuestion() bool {
	for item := 1; item <= mbi.Items; item++ {
		if _, ok := heading(c.input, item); !ok {
			return true
		}
	}
	return false
}

func (c *cohortItems) reliabilityTable(text *locale.Text) render.Table {
	words, f := text.Items.Rows, figuresIn(text)
	table := render.Table{Title: text.Items.Reliability, Header: []string{""}, Rows: [][]string{{words.N}, {text.Summary.Rows.Alpha},
		{locale.Fill(text.Summary.Rows.AlphaInterval, "confidence", f.percentOf(c.confidence))}, {words.StandardAlpha}, {words.MeanCorrelation}, {words.Omega}, {words.Error}}}
	for _, s := range mbi.Subscales {
		table.Header = append(table.Header, text.Short.Of(s))
		a := c.all[s]
		for i, cell := range []string{count(a.N), f.alpha(a), f.alphaInterval(a), f.fixed(a.StandardAlpha, 3), f.fixed(a.MeanCorrelation, 3), f.fixed(a.Omega, 3), f.fixed(a.Error, 2)} {
			table.Rows[i] = append(table.Rows[i], cell)
		}
	}
	return table
}

func (f figures) alpha(a summary.Analysis) string {
	return f.fixed(stats.NumberOf(a.Alpha.Value, a.AlphaDefined), 3)
}

func (f figures) alphaInterval(a summary.Analysis) string {
	return f.interval(stats.NumberOf(a.Alpha.Interval.Low, a.AlphaDefined), stats.NumberOf(a.Alpha.Interval.High, a.AlphaDefined), 3)
}

func (c *cohortItems) itemTable(text *locale.Text) render.Table {
	words, f := text.Items.Columns, figuresIn(text)
	return c.perItem(text, render.Table{
		Title:  text.Items.Items,
		Header: []string{words.Item, words.Heading, text.Summary.Rows.N, words.Missing, text.Summary.Rows.Mean, words.SD, words.Rest, words.AlphaWithout},
		Left:   []int{1},
	}, func(d summary.Item) []string {
		return []string{columnName(c.input, d.Item), count(d.N), count(d.Missing), f.fixed(d.Mean, 2), f.fixed(d.SD, 2), f.fixed(d.Rest, 2), f.fixed(d.AlphaWithout, 3)}
	})
}

func (c *cohortItems) countTable(text *locale.Text) render.Table {
	return c.perItem(text, render.Table{Title: text.Items.Counts, Header: []string{text.Items.Columns.Item, "0", "1", "2", "3", "4", "5", "6"}}, func(d summary.Item) []string {
		var cells []string
		for _, n := range d.Answers {
			cells = append(cells, count(n))
		}
		return cells
	})
}

func (c *cohortItems) percentTable(text *locale.Text) render.Table {
	f := figuresIn(text)
	return c.perItem(text, render.Table{Title: text.Items.Percent, Header: []string{text.Items.Columns.Item, text.Summary.Rows.N, "0", "1", "2", "3", "4", "5", "6"}}, func(d summary.Item) []string {
		cells := []string{count(d.N)}
		for _, p := range d.Percent {
			cells = append(cells, f.fixed(p, 1))
		}
		return cells
	})
}

// perItem adds a row for each item, named by its subscale and number.
func (c *cohortItems) perItem(text *locale.Text, table render.Table, cells func(summary.Item) []string) render.Table {
	for _, s := range mbi.Subscales {
		for _, d := range c.all[s].Items {
			table.Rows = append(table.Rows, append([]string{text.Short.Of(s) + "\u00a0" + strconv.Itoa(d.Item)}, cells(d)...))
		}
	}
	return table
}

// groupTables are the reliability of the groups, a table for each subscale.
func (c *cohortItems) groupTables(text *locale.Text) []render.Table {
	words, f := text.Items.Columns, figuresIn(text)
	ci := locale.Fill(text.Summary.Columns.Interval, "confidence", f.percentOf(c.confidence))
	var tables []render.Table
	for _, s := range mbi.Subscales {
		table := render.Table{
			Title:  locale.Fill(text.Summary.Group, "what", text.Subscales.Of(s), "columns", printable(strings.Join(c.by, ", "))),
			Header: []string{"", text.Summary.Rows.N, text.Summary.Rows.ShortAlpha, ci, words.Omega, words.Error},
		}
		for _, g := range c.groups {
			a := g.of[s]
			table.Rows = append(table.Rows, []string{g.name(), count(a.N), f.alpha(a), f.alphaInterval(a), f.fixed(a.Omega, 3), f.fixed(a.Error, 2)})
		}
		tables = append(tables, table)
	}
	return tables
}
