package cmd

import (
	"fmt"
	"slices"
	"strings"

	"burnout/mbi"
	"burnout/mbi/locale"
	"burnout/scoring"
	"burnout/scoring/stats"
	"burnout/scoring/summary"
)

// list is the comparison as a flat list.
func (c *cohortComparison) list() []listRow {
	n := c.counts.Respondents()
	rows := c.readList()
	for i, g := range c.groups {
		rows = append(rows, c.groupList(i, &g)...)
	}
	if len(c.by) > 0 {
		rows = append(rows, withheldList(c.withheld, c.ungrouped, n)...)
	}
	for _, column := range c.with {
		rows = append(rows, listRow{table: string(withTests), group: defused(column.name), statistic: "blank", value: whole(column.blank), n: n})
	}
	if c.waves != nil {
		rows = append(rows, c.waveList()...)
	}
	for _, p := range c.parts {
		for _, s := range p.list {
			rows = append(rows, c.statisticList(p, s)...)
		}
	}
	return append(rows, listRow{table: "holm", statistic: "tests", value: whole(int64(c.tests)), n: n})
}

// groupList lists the scores and counts of group i.
func (c *cohortComparison) groupList(i int, g *group[*summary.Counts]) []listRow {
	n := g.counts.Respondents()
	rows := []listRow{{table: "groups", statistic: "respondents", value: whole(n), n: n}}
	for _, s := range mbi.Subscales {
		d := g.counts.Subscale(s, c.intervals)
		rows = append(rows, listRow{table: "scores", subscale: s.String(), statistic: "missing", value: whole(d.Missing), n: n})
		rows = append(rows, scoreList("scores", s, d.N, summary.Wave{Mean: d.Mean, SD: d.SD, Median: d.Median, Q1: d.Q1, Q3: d.Q3})...)
		for _, l := range scoring.Levels {
			row := listRow{table: "levels", subscale: s.String(), level: l.String(), n: d.N}
			rows = append(rows, c.shareList(row, d.Levels[l])...)
			rows = append(rows, expectedList(row, c.levels[s], i, int(l))...)
		}
		rows = append(rows, expectedList(listRow{table: "affected", subscale: s.String(), level: "yes", n: d.N}, c.affected[s], i, 0)...)
		rows = append(rows, expectedList(listRow{table: "affected", subscale: s.String(), level: "no", n: d.N}, c.affected[s], i, 1)...)
	}
	d := g.counts.Dimensions(c.intervals)
	for k, share := range d.Counts {
		row := listRow{table: "dimensions", level: fmt.Sprint(k), n: d.N}
		rows = append(rows, c.shareList(row, share)...)
		rows = append(rows, expectedList(row, c.dimensions, i, k)...)
	}
	rows = append(rows, listRow{table: "dimensions", statistic: "undecided", value: whole(d.Undecided), n: n})
	for k := range rows {
		rows[k].group = g.label(c.by)
	}
	return rows
}

func scoreList(table string, s mbi.Subscale, n int64, w summary.Wave) []listRow {
	row := func(statistic string, v stats.Number, method string) listRow {
		return listRow{table: table, subscale: s.String(), statistic: statistic, value: v, n: n, method: method}
	}
	return []listRow{
		row("mean", w.Mean, ""), row("sd", w.SD, "n-1"),
		row("median", w.Median, "type 7"), row("q1", w.Q1, "type 7"), row("q3", w.Q3, "type 7"),
	}
}

// expectedList is the expected count of a group in a column of a table, where the
// test has one.
func expectedList(row listRow, t summary.Table, group, column int) []listRow {
	if t.Expected == nil || slices.Contains(t.Dropped, column) {
		return nil
	}
	row.statistic, row.value = "expected", stats.NumberOf(t.Expected[group][column], true)
	return []listRow{row}
}

func (c *cohortComparison) waveList() []listRow {
	w := c.waves
	ids := w.both + w.only[0] + w.only[1]
	of := func(wave int) string { return defused(w.column + "=" + w.names[wave]) }
	rows := []listRow{
		{table: "waves", statistic: "both", value: whole(w.both), n: ids},
		{table: "waves", group: of(0), statistic: "only", value: whole(w.only[0]), n: ids},
		{table: "waves", group: of(1), statistic: "only", value: whole(w.only[1]), n: ids},
		{table: "waves", statistic: "rows_without_id", value: whole(w.noID), n: c.counts.Respondents()},
		{table: "waves", statistic: "rows_without_wave", value: whole(w.noValue), n: c.counts.Respondents()},
	}
	for _, s := range mbi.Subscales {
		d := w.changes[s]
		for i, wave := range d.Waves {
			part := append(scoreList("wave_scores", s, d.N, wave), listRow{table: "wave_scores", subscale: s.String(), statistic: "affected", value: whole(wave.Affected), n: d.N})
			for k := range part {
				part[k].group = of(i)
			}
			rows = append(rows, part...)
		}
		for _, v := range []struct {
			statistic string
			n         int64
		}{{"became_affected", d.Became}, {"no_longer_affected", d.Ceased}, {"fell", d.Fell}, {"within", d.Within}, {"rose", d.Rose}} {
			rows = append(rows, listRow{table: "changes", subscale: s.String(), statistic: v.statistic, value: whole(v.n), n: d.N})
		}
		rows = append(rows, listRow{table: "changes", subscale: s.String(), statistic: "reliable_change", value: stats.NumberOf(d.Limit, true), n: d.N, method: "1.96 sqrt(2) sem"})
	}
	return rows
}

// statisticList is a statistic as rows: its value, its degrees of freedom, its p.
func (c *cohortComparison) statisticList(p comparedPart, s summary.Statistic) []listRow {
	row := listRow{table: string(p.table), group: defused(p.column), n: s.N, method: s.Method}
	if p.subscale >= 0 {
		row.subscale = mbi.Subscale(p.subscale).String()
	}
	if s.Pair != [2]int{} {
		row.group = c.groups[s.Pair[0]].label(c.by) + " - " + c.groups[s.Pair[1]].label(c.by)
	}
	if p.table == waveTests {
		row.group = defused(c.waves.column + "=" + c.waves.names[1] + " - " + c.waves.column + "=" + c.waves.names[0])
	}
	var rows []listRow
	add := func(statistic string, v stats.Number) {
		r := row
		r.statistic, r.value = statistic, v
		rows = append(rows, r)
	}
	if !s.POnly {
		add(s.Name, s.Value)
		rows[0].low, rows[0].high = s.Low, s.High
	}
	for i, df := range s.DF {
		name := s.Name + "_df"
		if len(s.DF) > 1 {
			name += fmt.Sprint(i + 1)
		}
		add(name, stats.NumberOf(df, true))
	}
	if p.table == withTests {
		row.method = "t" // of the p
	}
	if s.Test {
		add(s.Name+"_p", s.P)
		if s.Holm.Defined {
			add(s.Name+"_p_holm", s.Holm)
		}
	}
	return rows
}

// statisticJSON is a row of the list in JSON; what a row has not is left out.
type statisticJSON struct {
	Table     string   `json:"table"`
	Group     string   `json:"group,omitempty"`
	Subscale  string   `json:"subscale,omitempty"`
	Statistic string   `json:"statistic"`
	Level     string   `json:"level,omitempty"`
	Value     *float64 `json:"value,omitempty"`
	Low       *float64 `json:"low,omitempty"`
	High      *float64 `json:"high,omitempty"`
	N         int64    `json:"n"`
	Method    string   `json:"method,omitempty"`
	Lowest    *int64   `json:"lowest,omitempty"`
	Highest   *int64   `json:"highest,omitempty"`
}

func statisticJSONOf(r listRow) statisticJSON {
	number := func(n stats.Number) *float64 {
		if !n.Defined {
			return nil
		}
		return &n.Value
	}
	j := statisticJSON{Table: r.table, Group: r.group, Subscale: r.subscale, Statistic: r.statistic, Level: r.level,
		Value: number(r.value), Low: number(r.low), High: number(r.high), N: r.n, Method: r.method}
	if r.bounds != nil {
		j.Lowest, j.Highest = &r.bounds.Lowest, &r.bounds.Highest
	}
	return j
}

type compareJSON struct {
	headJSON
	N        int64           `json:"n"`
	Interval intervalJSON    `json:"interval"`
	Results  []statisticJSON `json:"results"`
	Warnings []warning       `json:"warnings"`
}

// json is the comparison with the head that all share, and its list of results.
func (c *cohortComparison) json() compareJSON {
	j := compareJSON{
		headJSON: headOf(c.input, c.thresholds, c.missing, c.counts), N: c.counts.Respondents(),
		Interval: intervalJSON{string(c.intervals.Method), c.intervals.Confidence},
		Warnings: c.warnings(locale.For(locale.English)),
	}
	for _, r := range c.list() {
		if !slices.Contains([]string{"input", "thresholds", "flow", "interval"}, r.table) { // which the head says
			j.Results = append(j.Results, statisticJSONOf(r))
		}
	}
	return j
}

// warnings words the doubts of the reading and of the comparison.
func (c *cohortComparison) warnings(text *locale.Text) []warning {
	words := text.Compare.Warnings
	warnings := append(readingWarnings(c.input, text), itemWarnings(c.input, slices.Concat(c.by, c.columnNames()), text)...)
	add := func(code, text string, pairs ...any) {
		warnings = append(warnings, warning{code, locale.Fill(text, pairs...)})
	}
	for _, column := range c.with {
		if column.blank > 0 {
			add("blank-numbers", words.Blank, "column", printable(column.name), "n", column.blank)
		}
	}
	if w := c.waves; w != nil {
		if only := w.only[0] + w.only[1]; only > 0 {
			add("one-wave-only", words.Unpaired, "n", only)
		}
		if w.noID > 0 {
			add("rows-without-id", words.NoID, "n", w.noID)
		}
		if w.noValue > 0 {
			add("rows-without-wave", words.NoWave, "column", printable(w.column), "n", w.noValue)
		}
	}
	if len(c.groups) > summary.MostPairs {
		add("pairs-not-compared", words.ManyPairs, "most", summary.MostPairs)
	}
	for _, p := range c.parts {
		warnings = append(warnings, c.partWarnings(p, text)...)
	}
	return warnings
}

// columnNames names the columns of numbers.
func (c *cohortComparison) columnNames() []string {
	var names []string
	for _, column := range c.with {
		names = append(names, column.name)
	}
	return names
}

// partWarnings words the doubts of one part: columns left out, small expected
// counts, and what is not computed, by its reason.
func (c *cohortComparison) partWarnings(p comparedPart, text *locale.Text) []warning {
	words, where := text.Compare.Warnings, p.where(text)
	var warnings []warning
	if t := c.table(p); t != nil {
		var names []string
		for _, column := range t.Dropped {
			if p.table == dimensionTests {
				names = append(names, text.Degrees[column])
			} else {
				names = append(names, text.Summary.LevelNames[column])
			}
		}
		if names != nil {
			warnings = append(warnings, warning{"level-dropped", locale.Fill(words.Dropped, "where", where, "levels", strings.Join(names, ", "))})
		}
		if t.Below5 > 0 {
			warnings = append(warnings, warning{"expected-below-5", locale.Fill(words.Below5, "where", where, "n", t.Below5, "cells", t.Cells)})
		}
	}
	var reasons []stats.Reason
	undefined := map[stats.Reason][]string{}
	for _, s := range p.list {
		if s.Why == stats.Defined {
			continue
		}
		if !slices.Contains(reasons, s.Why) {
			reasons = append(reasons, s.Why)
		}
		if name := statisticName(text, s.Name); !slices.Contains(undefined[s.Why], name) {
			undefined[s.Why] = append(undefined[s.Why], name)
		}
	}
	for _, why := range reasons {
		warnings = append(warnings, warning{string(why), locale.Fill(words.Undefined, "where", where, "statistics", strings.Join(undefined[why], ", "), "reason", reasonText(text, why))})
	}
	return warnings
}

// table returns the table of counts that a part tests, nil where it tests none.
func (c *cohortComparison) table(p comparedPart) *summary.Table {
	switch p.table {
	case levelTests:
		return &c.levels[p.subscale]
	case affectedTests:
		return &c.affected[p.subscale]
	case dimensionTests:
		return &c.dimensions
	}
	return nil
}

// where names a part.
func (p comparedPart) where(text *locale.Text) string {
	words := text.Compare.Where
	form := map[partTable]string{scoreTests: words.Scores, pairTests: words.Pairs, levelTests: words.Levels, affectedTests: words.Affected,
		dimensionTests: words.Dimensions, withTests: words.With, waveTests: words.Waves}[p.table]
	name := ""
	if p.subscale >= 0 {
		name = text.Short.Of(mbi.Subscale(p.subscale))
	}
	return locale.Fill(form, "subscale", name, "column", printable(p.column))
}

func reasonText(text *locale.Text, why stats.Reason) string {
	words := text.Compare.Reasons
	return map[stats.Reason]string{stats.TooFew: words.TooFew, stats.NoVariance: words.NoVariance, stats.AllTied: words.AllTied,
		stats.EmptyMargin: words.EmptyMargin, stats.ZeroCell: words.ZeroCell, stats.NoChange: words.NoChange}[why]
}
