package cmd

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"burnout/cmd/internal/render"
	"burnout/cmd/internal/report"
	"burnout/mbi"
	"burnout/mbi/locale"
	"burnout/scoring"
	"burnout/scoring/stats"
	"burnout/scoring/summary"
)

// shade tells the levels of a subscale apart: the burnout side is solid, what is
// opposite is open.
func shade(s mbi.Subscale, l scoring.Level) report.Shade {
	switch {
	case l == scoring.Moderate:
		return report.Hatched
	case scoring.Affected(s, l):
		return report.Solid
	}
	return report.Open
}

func (r *cohortReport) histogram(text *locale.Text, s mbi.Subscale) report.Figure {
	words, f, d := text.Report, figuresIn(text), r.counts.Subscale(s, r.intervals)
	counts := r.counts.ByScore(s)
	b := report.Bars{Every: 10, Y: words.Axes.Respondents, X: locale.Fill(words.Axes.Score, "items", s.Len(), "max", s.Max())}
	if s.Max() <= 30 {
		b.Every = 5
	}
	if d.Prorated > 0 {
		b.X += words.Axes.Prorated
	}
	for sum, n := range counts {
		b.Values = append(b.Values, float64(n))
		b.Shades = append(b.Shades, shade(s, r.thresholds.Level(s, sum)))
	}
	for _, l := range scoring.Levels {
		from, _ := r.thresholds.Range(s, l)
		if l != scoring.Low {
			b.Cuts = append(b.Cuts, report.Cut{Before: from, Text: locale.Fill(words.Axes.From, "level", text.Summary.LevelNames[l], "sum", from)})
		}
		b.Keys = append(b.Keys, report.Key{Shade: shade(s, l), Text: rangeName(text, r.thresholds, s, l)})
	}
	return report.Figure{
		Name: "scores-" + s.String(), Title: locale.Fill(words.Figures.Histogram, "subscale", text.Subscales.Of(s)), Chart: b,
		Description: locale.Fill(words.Figures.HistogramLabel, "n", d.N, "max", s.Max(), "min", f.short(d.Min, 2), "median", f.short(d.Median, 2),
			"high", f.short(d.Max, 2), "first", b.Cuts[0].Before, "second", b.Cuts[1].Before),
		Tables: []render.Table{countsTable(text, s, counts)},
	}
}

// levelled words a share: "high (burnout side): 24.7% (20.6–29.3)".
func (f figures) levelled(text *locale.Text, name string, s summary.Share) string {
	if !s.Percent.Defined {
		return locale.Fill(text.Report.Figures.LevelledNone, "level", name)
	}
	return locale.Fill(text.Report.Figures.Levelled, "level", name, "percent", f.fixed(s.Percent, 1), "low", f.fixed(s.Low, 1), "high", f.fixed(s.High, 1))
}

func (r *cohortReport) levelsFigure(text *locale.Text) report.Figure {
	words, f := text.Report, figuresIn(text)
	chart := report.Stacks{Axis: words.Axes.Percent}
	var list []string
	for _, s := range mbi.Subscales {
		d := r.counts.Subscale(s, r.intervals)
		whole := report.Whole{Name: text.Subscales.Of(s) + ", n\u00a0=\u00a0" + count(d.N)}
		levels := slices.Clone(scoring.Levels[:])
		if burnoutLevel(s) == scoring.High {
			slices.Reverse(levels)
		}
		for _, l := range levels {
			share := d.Levels[l]
			whole.Parts = append(whole.Parts, report.Part{
				Text: f.levelled(text, rangeName(text, r.thresholds, s, l), share), Shade: shade(s, l),
				Percent: share.Percent.Value, Low: share.Low.Value, High: share.High.Value, Defined: share.Percent.Defined,
			})
		}
		chart.Wholes = append(chart.Wholes, whole)
		list = append(list, text.Short.Of(s)+" "+f.levelled(text, levelName(text, s, levels[0]), d.Levels[levels[0]]))
	}
	chart.Axis += " – " + locale.Fill(words.Keys.Interval, "confidence", f.percentOf(r.intervals.Confidence))
	table := r.levelTable(text)
	table.Title = ""
	return report.Figure{Name: "levels", Title: words.Figures.Levels, Chart: chart, Tables: []render.Table{table},
		Description: locale.Fill(words.Figures.LevelsLabel, "list", strings.Join(list, text.Prose.Separator))}
}

// point is a share for a chart.
func (f figures) point(text *locale.Text, s summary.Share) report.Point {
	p := report.Point{Value: s.Percent.Value, Low: s.Low.Value, High: s.High.Value, Defined: s.Percent.Defined, Text: text.Report.Figures.NoInterval}
	if p.Defined {
		p.Text = locale.Fill(text.Report.Figures.Interval, "percent", f.fixed(s.Percent, 1), "low", f.fixed(s.Low, 1), "high", f.fixed(s.High, 1))
	}
	return p
}

// percentAxis names the axis of percentages with intervals.
func (r *cohortReport) percentAxis(text *locale.Text) string {
	return text.Report.Axes.Percent + ", " + locale.Fill(text.Summary.Columns.Interval, "confidence", figuresIn(text).percentOf(r.intervals.Confidence))
}

func (r *cohortReport) dimensionsFigure(text *locale.Text) report.Figure {
	words, f, d := text.Report, figuresIn(text), r.counts.Dimensions(r.intervals)
	chart := report.Dots{Axis: r.percentAxis(text)}
	var list []string
	for i, share := range d.Counts {
		chart.Rows = append(chart.Rows, report.DotRow{Label: text.Degrees[i], Points: []report.Point{f.point(text, share)}})
		list = append(list, f.levelled(text, text.Degrees[i], share))
	}
	table := r.dimensionTable(text)
	table.Title = ""
	return report.Figure{Name: "dimensions", Title: words.Figures.Dimensions, Chart: chart, Tables: []render.Table{table},
		Description: locale.Fill(words.Figures.DimensionsLabel, "n", d.N, "list", strings.Join(list, text.Prose.Separator))}
}

// definitionFigures are the grid as a forest plot, the table in force marked.
func (r *cohortReport) definitionFigures(text *locale.Text) []report.Figure {
	words, f := text.Report, figuresIn(text)
	g := *r.grid
	low, high := g.cases[0], g.cases[len(g.cases)-1]
	g.cases = slices.SortedStableFunc(slices.Values(g.cases), func(a, b summary.Case) int {
		return cmp.Compare(r.definition(a.Definition.ID), r.definition(b.Definition.ID))
	})
	chart := report.Dots{Axis: r.percentAxis(text), Keys: []report.Key{
		{Marked: true, Text: locale.Fill(words.Keys.Chosen, "id", r.thresholds.ID)}, {Dot: true, Text: words.Keys.Other}}}
	for i, c := range g.cases {
		if i == 0 || c.Definition.ID != g.cases[i-1].Definition.ID {
			chart.Rows = append(chart.Rows, report.DotRow{Label: c.Definition.ID})
		}
		chart.Rows = append(chart.Rows, report.DotRow{Label: c.Thresholds.ID, Marked: c.Thresholds.ID == r.thresholds.ID, Points: []report.Point{f.point(text, c.Share)}})
	}
	label := locale.Fill(words.Figures.DefinitionsLabel, "low", f.fixed(low.Percent, 1), "high", f.fixed(high.Percent, 1), "n", g.decided, "count", len(g.cases))
	return figuresOf(text, "definitions", words.Figures.Definitions, label, chart, g.table(text))
}

// definition is the place of a definition in the order of the report.
func (r *cohortReport) definition(id string) int {
	return slices.IndexFunc(r.grid.definitions, func(d scoring.Definition) bool { return d.ID == id })
}

// figuresOf divides a long chart into figures; the table stands beside the first.
func figuresOf(text *locale.Text, name, title, label string, chart report.Dots, table render.Table) []report.Figure {
	var figures []report.Figure
	parts := chart.Split()
	for i, part := range parts {
		f := report.Figure{Name: partName(name, i, len(parts)), Title: partTitle(text, title, i, len(parts)), Description: label, Chart: part}
		if i == 0 {
			f.Tables = []render.Table{table}
		}
		figures = append(figures, f)
	}
	return figures
}

func (r *cohortReport) itemsFigure(text *locale.Text) report.Figure {
	words, f := text.Report, figuresIn(text)
	chart := report.Heat{Axis: words.Axes.Answers, Key: words.Keys.Heat}
	for v := range int(mbi.MaxAnswer) + 1 {
		chart.Columns = append(chart.Columns, strconv.Itoa(v))
	}
	for _, s := range mbi.Subscales {
		for i, item := range r.items.all[s].Items {
			row := report.HeatRow{Label: text.Short.Of(s) + " " + strconv.Itoa(item.Item), First: i == 0}
			for _, p := range item.Percent {
				row.Cells = append(row.Cells, report.HeatCell{Text: f.fixed(p, 1), Percent: p.Value})
			}
			chart.Rows = append(chart.Rows, row)
		}
	}
	table := r.items.itemTable(text)
	table.Title = ""
	return report.Figure{Name: "items", Title: words.Figures.Items, Description: words.Figures.ItemsLabel, Chart: chart, Tables: []render.Table{table}}
}

// mostPatterns is how many patterns of missing answers are told apart.
const mostPatterns = 8

// missingFigure is the map of missing answers: how often each lacks, and which lack
// together.
func (r *cohortReport) missingFigure(text *locale.Text) report.Figure {
	words, f := text.Report, figuresIn(text)
	n := r.counts.Respondents()
	percent := func(k int64) stats.Number { return r.intervals.Share(k, n, summary.Bounds{}).Percent }
	patterns, rest := r.patterns.Common(r.least, mostPatterns)
	chart := report.Map{Axis: words.Axes.Missing, Patterns: words.Axes.Patterns, Foot: words.Axes.PatternShare}
	for i, p := range patterns {
		chart.Columns = append(chart.Columns, report.MapColumn{Name: patternName(i), Share: f.fixed(percent(p.N), 1)})
	}
	var most summary.Item
	for _, s := range mbi.Subscales {
		for i, item := range r.items.all[s].Items {
			share, name := f.fixed(percent(item.Missing), 1), text.Short.Of(s)+"\u00a0"+strconv.Itoa(item.Item)
			row := report.MapRow{Label: name, First: i == 0, Percent: percent(item.Missing).Value, Text: share}
			for _, p := range patterns {
				row.Filled = append(row.Filled, p.Pattern.Lacks(item.Item))
			}
			chart.Rows = append(chart.Rows, row)
			if item.Missing > most.Missing {
				most = item
			}
		}
	}
	return report.Figure{Name: "missing", Title: words.Figures.Missing, Chart: chart, Tables: []render.Table{r.patternTable(text, patterns, rest), r.missingTable(text)},
		Description: locale.Fill(words.Figures.MissingLabel, "item", most.Item, "percent", f.fixed(percent(most.Missing), 1), "n", n, "patterns", len(patterns))}
}

// missingTable counts the missing answers to each item, the subscales side by side.
func (r *cohortReport) missingTable(text *locale.Text) render.Table {
	f, n := figuresIn(text), r.counts.Respondents()
	t := render.Table{Title: text.Report.Tables.Missing, Rows: make([][]string, mbi.EE.Len())}
	for _, s := range mbi.Subscales {
		t.Header = append(t.Header, text.Short.Of(s), text.Summary.Rows.N, text.Summary.Columns.Percent)
		items := r.items.all[s].Items
		for i := range t.Rows {
			cells := []string{"", "", ""}
			if i < len(items) {
				cells = []string{strconv.Itoa(items[i].Item), count(items[i].Missing), f.fixed(r.intervals.Share(items[i].Missing, n, summary.Bounds{}).Percent, 1)}
			}
			t.Rows[i] = append(t.Rows[i], cells...)
		}
	}
	return t
}

// patternTable says which answers lack together, and how often.
func (r *cohortReport) patternTable(text *locale.Text, patterns []summary.PatternCount, rest summary.PatternRest) render.Table {
	words, f := text.Report.Tables, figuresIn(text)
	n := r.counts.Respondents()
	t := render.Table{Title: words.Patterns, Header: []string{words.Pattern, words.Lacking, text.Summary.Rows.N, text.Summary.Columns.Percent}, Left: []int{1}}
	row := func(name, lacking string, k int64) {
		t.Rows = append(t.Rows, []string{name, lacking, count(k), f.fixed(r.intervals.Share(k, n, summary.Bounds{}).Percent, 1)})
	}
	row(undefined, words.NoneMissing, r.counts.Complete())
	for i, p := range patterns {
		var names []string
		for _, s := range mbi.Subscales {
			for _, item := range s.Items() {
				if p.Pattern.Lacks(item) {
					names = append(names, text.Short.Of(s)+"\u00a0"+strconv.Itoa(item))
				}
			}
		}
		row(patternName(i), strings.Join(names, ", "), p.N)
	}
	if rest.N > 0 {
		row(words.OtherPatterns, locale.Fill(words.OtherPatternsOf, "n", rest.Patterns), rest.N)
	}
	return t
}

// patternName names a pattern: A, B and so on.
func patternName(i int) string { return string(rune('A' + i)) }
