package cmd

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"burnout/cmd/internal/render"
	"burnout/cmd/internal/report"
	"burnout/mbi"
	"burnout/mbi/locale"
	"burnout/scoring/summary"
)

// mostTabled bounds the groups whose every table and tests stand on the page, and
// mostPaired those that are shown two by two; with them the page is bounded.
const (
	mostTabled = 40
	mostPaired = 8
)

// pageGroups are groups for a page, which has numbers for them where one has a name
// that is too long for its charts.
func pageGroups(groups []group[*reportCounts]) []group[*summary.Counts] {
	fits := mostOnPage
	if len(groups) > mostTabled {
		fits = longName
	}
	var all []group[*summary.Counts]
	long := false
	for _, g := range groups {
		name := printableTo(min(500, 12_000/len(groups)), g.whole()) // what is longer is no name
		all = append(all, group[*summary.Counts]{values: []string{name}, counts: g.counts.Counts})
		long = long || render.Width(name) > fits
	}
	for i := range all {
		if long {
			all[i].number = i + 1
		}
	}
	return all
}

func (r *cohortReport) groupsSection(text *locale.Text) report.Section {
	words := text.Report
	s := report.Section{ID: "groups", Title: locale.Fill(words.Sections.Groups, "columns", r.shown(r.by)),
		Paragraphs: groupNotes(text, nil, r.withheld, r.ungrouped, r.least)}
	if len(r.groups) == 0 {
		return s
	}
	if r.groups[0].number > 0 {
		s.First = []render.Table{r.legendTable(text)}
	}
	s.Figures = append(r.meanFigures(text), r.sideFigures(text)...)
	if len(r.groups) <= mostTabled {
		s.Tables = r.groupTables(text)
	} else {
		s.Paragraphs = append(s.Paragraphs, locale.Fill(words.ManyGroups, "most", mostTabled))
	}
	if c := r.comparison; c != nil {
		s.Paragraphs = append(s.Paragraphs, locale.Fill(text.Compare.Notes.Holm, "n", c.tests))
		if n := len(r.groups); n > mostPaired && n <= summary.MostPairs {
			s.Paragraphs = append(s.Paragraphs, locale.Fill(words.ManyPairs, "most", mostPaired))
		}
		s.Tables = append(s.Tables, r.testTables(text)...)
	}
	return s
}

// legendTable tells the numbers of the groups.
func (r *cohortReport) legendTable(text *locale.Text) render.Table {
	t := render.Table{Header: []string{text.Report.Tables.Number, text.Report.Tables.Group}, Left: []int{1}}
	for _, g := range r.groups {
		t.Rows = append(t.Rows, []string{"(" + strconv.Itoa(g.number) + ")", g.whole()})
	}
	return t
}

// groupRow starts the line of a group in a chart.
func groupRow(g *group[*summary.Counts]) report.DotRow {
	return report.DotRow{Label: g.name(), Note: "n\u00a0=\u00a0" + count(g.counts.Respondents())}
}

// meanFigures are the means of the scores with their intervals.
func (r *cohortReport) meanFigures(text *locale.Text) []report.Figure {
	words, f := text.Report, figuresIn(text)
	confidence := f.percentOf(r.intervals.Confidence)
	chart := report.Dots{Axis: locale.Fill(words.Axes.Means, "confidence", confidence)}
	table := render.Table{Title: locale.Fill(words.Tables.Means, "confidence", confidence), Header: []string{words.Tables.Group}}
	for _, s := range mbi.Subscales {
		chart.Panels = append(chart.Panels, report.Panel{Head: locale.Fill(words.Axes.Scale, "subscale", text.Short.Of(s), "max", s.Max()), End: float64(s.Max())})
		table.Header = append(table.Header, text.Summary.Rows.N, text.Short.Of(s))
	}
	for i := range r.groups {
		row := groupRow(&r.groups[i])
		cells := []string{row.Label}
		for _, s := range mbi.Subscales {
			d := r.groups[i].counts.Subscale(s, r.intervals)
			row.Points = append(row.Points, report.Point{Value: d.Mean.Value, Low: d.MeanLow.Value, High: d.MeanHigh.Value, Defined: d.Mean.Defined, Bare: !d.MeanLow.Defined})
			cells = append(cells, count(d.N), locale.Fill(words.Figures.Interval, "percent", f.fixed(d.Mean, 2), "low", f.fixed(d.MeanLow, 2), "high", f.fixed(d.MeanHigh, 2)))
		}
		chart.Rows, table.Rows = append(chart.Rows, row), append(table.Rows, cells)
	}
	title := locale.Fill(words.Figures.Means, "columns", r.shown(r.by))
	return figuresOf(text, "group-means", title, locale.Fill(words.Figures.MeansLabel, "count", len(r.groups)), chart, table)
}

// sideFigures are the shares on the burnout side with their intervals.
func (r *cohortReport) sideFigures(text *locale.Text) []report.Figure {
	words, f := text.Report, figuresIn(text)
	confidence := f.percentOf(r.intervals.Confidence)
	chart := report.Dots{Axis: locale.Fill(words.Axes.Side, "confidence", confidence)}
	table := render.Table{Title: locale.Fill(words.Tables.Side, "confidence", confidence), Header: []string{words.Tables.Group}}
	for _, s := range mbi.Subscales {
		head := text.Short.Of(s) + " " + text.Summary.LevelNames[burnoutLevel(s)]
		chart.Panels = append(chart.Panels, report.Panel{Head: head})
		table.Header = append(table.Header, text.Summary.Rows.N, head)
	}
	for i := range r.groups {
		row := groupRow(&r.groups[i])
		cells := []string{row.Label}
		for _, s := range mbi.Subscales {
			d := r.groups[i].counts.Subscale(s, r.intervals)
			share := d.Levels[burnoutLevel(s)]
			p := f.point(text, share)
			row.Points, cells = append(row.Points, p), append(cells, count(d.N), fmt.Sprintf("%d; %s", share.N, p.Text))
		}
		chart.Rows, table.Rows = append(chart.Rows, row), append(table.Rows, cells)
	}
	title := locale.Fill(words.Figures.Groups, "columns", r.shown(r.by))
	return figuresOf(text, "groups", title, locale.Fill(words.Figures.GroupsLabel, "count", len(r.groups)), chart, table)
}

// testTables are the tests of the comparison, a table for each kind.
func (r *cohortReport) testTables(text *locale.Text) []render.Table {
	words, c := text.Report.Tables, r.comparison
	tables := []render.Table{c.jointTable(text, words.ScoreTests, scoreTests)}
	if len(r.groups) <= mostPaired {
		for _, s := range mbi.Subscales {
			if pairs := c.part(pairTests, int(s), ""); pairs != nil {
				tables = append(tables, c.pairTable(text, s, pairs))
			}
		}
	}
	dimensions := c.testTable(text, text.Summary.Dimensions, c.part(dimensionTests, -1, ""))
	dimensions.Foot = c.testMethods(text, c.part(dimensionTests, -1, ""))
	return append(tables, c.jointTable(text, words.LevelTests, levelTests), c.jointTable(text, words.SideTests, affectedTests), dimensions)
}

// groupSentences word the tests of the scores and of the burnout side, those that
// could be computed.
func (r *cohortReport) groupSentences(text *locale.Text) []string {
	words, c := text.Prose.Results, r.comparison
	form, scored := words.GroupsMore, r.testClause
	if len(r.groups) == 2 {
		form, scored = words.GroupsTwo, r.pairClause
	}
	var scores, sides, sentences []string
	for _, s := range mbi.Subscales {
		scores = append(scores, scored(text, s, c.part(scoreTests, int(s), ""))...)
		sides = append(sides, r.testClause(text, s, c.part(affectedTests, int(s), ""))...)
	}
	say := func(form string, list []string) {
		if list != nil {
			sentences = append(sentences, locale.Fill(form, "columns", r.shown(r.by), "groups", len(r.groups),
				"first", r.groups[0].mark(), "second", r.groups[1].mark(), "list", strings.Join(list, text.Prose.Separator)))
		}
	}
	say(form, scores)
	say(words.Sides, sides)
	return sentences
}

// pairClause words the means of two groups and their difference.
func (r *cohortReport) pairClause(text *locale.Text, s mbi.Subscale, list []summary.Statistic) []string {
	f, t := figuresIn(text), statisticIn(list, summary.WelchT)
	if !t.P.Defined {
		return nil
	}
	mean := func(i int) string { return f.fixed(r.groups[i].counts.Subscale(s, r.intervals).Mean, 2) }
	difference := statisticIn(list, summary.MeanDifference)
	return []string{locale.Fill(text.Prose.Results.GroupPair, "subscale", text.Short.Of(s), "first", mean(0), "second", mean(1),
		"difference", f.fixed(difference.Value, 2), "interval", f.interval(difference.Low, difference.High, 2), "p", pClause(text, t))}
}

// testClause words the test of all the groups that a list begins with.
func (r *cohortReport) testClause(text *locale.Text, s mbi.Subscale, list []summary.Statistic) []string {
	f, t := figuresIn(text), list[0]
	if !t.P.Defined {
		return nil
	}
	return []string{locale.Fill(text.Prose.Results.GroupTest, "subscale", text.Short.Of(s), "value", f.fixed(t.Value, decimals(t.Name)),
		"df", degreesText(f, t.DF), "p", pClause(text, t))}
}

// pClause writes p and what Holm's correction makes of it: "p = 0.284 (Holm 1.000)".
func pClause(text *locale.Text, t summary.Statistic) string {
	f := figuresIn(text)
	p := f.p(t.P)
	if !strings.HasPrefix(p, "<") {
		p = "= " + p
	}
	return locale.Fill(text.Prose.Results.P, "p", strings.Replace(p, " ", "\u00a0", 1), "holm", f.p(t.Holm))
}

// statisticIn returns the statistic of a name, which the list has.
func statisticIn(list []summary.Statistic, name string) summary.Statistic {
	return list[slices.IndexFunc(list, func(s summary.Statistic) bool { return s.Name == name })]
}

// jointTable shows the statistics of one kind of all subscales.
func (c *cohortComparison) jointTable(text *locale.Text, title string, kind partTable) render.Table {
	var all, each []summary.Statistic // each statistic once
	var names []string
	for _, s := range mbi.Subscales {
		for _, statistic := range c.part(kind, int(s), "") {
			all, names = append(all, statistic), append(names, text.Short.Of(s))
			if !slices.ContainsFunc(each, func(e summary.Statistic) bool { return e.Name == statistic.Name }) {
				each = append(each, statistic)
			}
		}
	}
	t := statisticTable(text, c.intervalHead(text), all)
	t.Title, t.Foot = title, c.testMethods(text, each)
	t.Header = slices.Insert(t.Header, 1, text.Summary.Rows.N)
	for i := range t.Rows {
		t.Rows[i][0] = strings.ReplaceAll(names[i]+", "+t.Rows[i][0], " ", "\u00a0") // a phone scrolls the table
		t.Rows[i] = slices.Insert(t.Rows[i], 1, count(all[i].N))
	}
	return t
}
