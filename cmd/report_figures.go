package cmd

import (
	"cmp"
	"fmt"
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
	p := report.Point{Percent: s.Percent.Value, Low: s.Low.Value, High: s.High.Value, Defined: s.Percent.Defined, Text: text.Report.Figures.NoInterval}
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

func (r *cohortReport) groupFigures(text *locale.Text) []report.Figure {
	words, f := text.Report, figuresIn(text)
	confidence := f.percentOf(r.intervals.Confidence)
	chart := report.Dots{Axis: locale.Fill(words.Axes.Side, "confidence", confidence)}
	table := render.Table{Title: locale.Fill(words.Tables.Side, "confidence", confidence), Header: []string{words.Tables.Group, text.Summary.Rows.N}}
	for _, s := range mbi.Subscales {
		head := text.Short.Of(s) + " " + text.Summary.LevelNames[burnoutLevel(s)]
		chart.Panels, table.Header = append(chart.Panels, head), append(table.Header, head)
	}
	for _, g := range r.groups {
		n := g.counts.Respondents()
		row := report.DotRow{Label: g.name(), Note: "n\u00a0=\u00a0" + count(n)}
		cells := []string{row.Label, count(n)}
		for _, s := range mbi.Subscales {
			d := g.counts.Subscale(s, r.intervals)
			share := d.Levels[burnoutLevel(s)]
			p := f.point(text, share)
			row.Points, cells = append(row.Points, p), append(cells, fmt.Sprintf("%d/%d, %s", share.N, d.N, p.Text))
		}
		chart.Rows, table.Rows = append(chart.Rows, row), append(table.Rows, cells)
	}
	title := locale.Fill(words.Figures.Groups, "columns", r.shown(r.by))
	return figuresOf(text, "groups", title, locale.Fill(words.Figures.GroupsLabel, "count", len(r.groups)), chart, table)
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

func (r *cohortReport) missingFigure(text *locale.Text) report.Figure {
	words, f := text.Report, figuresIn(text)
	n := r.counts.Respondents()
	chart := report.Bars{Values: make([]float64, mbi.Items), Shades: make([]report.Shade, mbi.Items), First: 1, Every: 1, X: words.Axes.Item, Y: words.Axes.Missing}
	table := render.Table{Header: []string{text.Items.Columns.Item, words.Tables.Answered, text.Items.Columns.Missing, text.Summary.Columns.Percent}, Rows: make([][]string, mbi.Items)}
	most := stats.Number{}
	worst := 0
	for _, s := range mbi.Subscales {
		shade := [...]report.Shade{mbi.EE: report.Solid, mbi.DP: report.Hatched, mbi.PA: report.Open}[s]
		chart.Keys = append(chart.Keys, report.Key{Shade: shade, Text: text.Subscales.Of(s)})
		for _, item := range r.items.all[s].Items {
			percent := r.intervals.Share(item.Missing, n, summary.Bounds{}).Percent
			i := item.Item - 1
			chart.Values[i], chart.Shades[i] = percent.Value, shade
			table.Rows[i] = []string{strconv.Itoa(item.Item) + " " + text.Short.Of(s), count(item.N), count(item.Missing), f.fixed(percent, 1)}
			if percent.Value > most.Value {
				most, worst = percent, item.Item
			}
		}
	}
	return report.Figure{Name: "missing", Title: words.Figures.Missing, Chart: chart, Tables: []render.Table{table},
		Description: locale.Fill(words.Figures.MissingLabel, "item", worst, "percent", f.fixed(most, 1), "n", n)}
}
