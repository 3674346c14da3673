package cmd

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"burnout/mbi"
	"burnout/mbi/locale"
	"burnout/scoring"
	"burnout/scoring/stats"
	"burnout/scoring/summary"
)

// listRow is one number of a cohort in the flat list that every cohort command
// writes as CSV.
type listRow struct {
	table, group, subscale, statistic, level string
	value, low, high                         stats.Number
	n                                        int64
	method                                   string
	bounds                                   *summary.Bounds
}

var listHead = [...]string{"table", "group", "subscale", "statistic", "level", "value", "low", "high", "n", "method", "lowest", "highest"}

func (r listRow) cells() []string {
	cells := []string{r.table, r.group, r.subscale, r.statistic, r.level, cell(r.value), cell(r.low), cell(r.high), count(r.n), r.method, "", ""}
	if r.bounds != nil {
		cells[10], cells[11] = count(r.bounds.Lowest), count(r.bounds.Highest)
	}
	return cells
}

func cell(n stats.Number) string {
	if !n.Defined {
		return ""
	}
	return number(n.Value)
}

func whole(n int64) stats.Number { return stats.Number{Value: float64(n), Defined: true} }

// writeList writes numbers as a flat list, and the warnings beside it.
func writeList(w io.Writer, rows []listRow, stderr io.Writer, warnings []warning) error {
	out := csv.NewWriter(w)
	if err := out.Write(listHead[:]); err != nil {
		return err
	}
	for _, r := range rows {
		if err := out.Write(r.cells()); err != nil {
			return err
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	return printWarnings(stderr, warnings)
}

// writeCSV writes the summary as a flat list.
func (c *cohortSummary) writeCSV(w, stderr io.Writer) error {
	return writeList(w, c.list(), stderr, c.warnings(locale.For(locale.English)))
}

// headList is how a cohort was read: coding, rule, thresholds and flow.
func headList(h headJSON, t *scoring.Thresholds) []listRow {
	n := h.Flow.Respondents
	return slices.Concat(inputList(h.Input, n), thresholdsList(t, n), flowList(h.Flow))
}

// readList is how the cohort was read, with the intervals in force.
func (c *cohortSummary) readList() []listRow {
	interval := listRow{table: "interval", statistic: "confidence", value: stats.NumberOf(c.intervals.Confidence, true), n: c.counts.Respondents(), method: string(c.intervals.Method)}
	return append(headList(headOf(c.input, c.thresholds, c.missing, c.counts), c.thresholds), interval)
}

func inputList(in inputJSON, n int64) []listRow {
	return []listRow{
		{table: "input", statistic: "coding", n: n, method: in.Coding},
		{table: "input", statistic: "missing", n: n, method: in.Missing},
	}
}

func thresholdsList(t *scoring.Thresholds, n int64) []listRow {
	var rows []listRow
	for _, s := range mbi.Subscales {
		for _, l := range []scoring.Level{scoring.Moderate, scoring.High} {
			lowest, _ := t.Range(s, l)
			rows = append(rows, listRow{table: "thresholds", subscale: s.String(), statistic: "lowest_sum", level: l.String(), value: whole(int64(lowest)), n: n, method: t.ID})
		}
	}
	return rows
}

func flowList(f flowJSON) []listRow {
	var rows []listRow
	for _, v := range []struct {
		name string
		n    int64
	}{{"rows", f.Rows}, {"blank", f.Blank}, {"previews", f.Previews}, {"filtered", f.Filtered}, {"without_answers", f.WithoutAnswers}, {"respondents", f.Respondents}, {"complete", f.Complete}} {
		rows = append(rows, listRow{table: "flow", statistic: v.name, value: whole(v.n), n: f.Rows})
	}
	return rows
}

// list is the summary as a flat list: how the file was read, then the numbers of
// the cohort and of its groups.
func (c *cohortSummary) list() []listRow {
	rows := append(c.readList(), c.partList("", c.counts)...)
	if len(c.by) == 0 {
		return rows
	}
	for _, g := range c.groups {
		rows = append(rows, c.partList(g.label(c.by), g.counts)...)
	}
	return append(rows, withheldList(c.withheld, c.ungrouped, c.counts.Respondents())...)
}

// withheldList says what is not shown of the groups of n respondents.
func withheldList(w withheld, ungrouped, n int64) []listRow {
	return []listRow{
		{table: "groups", statistic: "withheld_groups", value: whole(w.groups), n: n},
		{table: "groups", statistic: "withheld_respondents", value: whole(w.respondents), n: n},
		{table: "groups", statistic: "ungrouped_respondents", value: whole(ungrouped), n: n},
	}
}

// label names a group in a list: "sex=F, year=2".
func (g *group[T]) label(columns []string) string {
	var parts []string
	for i, name := range columns {
		parts = append(parts, name+"="+g.values[i])
	}
	return defused(strings.Join(parts, ", "))
}

// partList lists the numbers of a cohort or of one group.
func (c *cohortSummary) partList(group string, counts *summary.Counts) []listRow {
	n := counts.Respondents()
	rows := []listRow{{table: "flow", statistic: "n", value: whole(n), n: n}}
	if group == "" {
		rows = nil // the flow of the whole says so
	}
	for _, s := range mbi.Subscales {
		rows = append(rows, c.subscaleList(s, counts)...)
	}
	d := counts.Dimensions(c.intervals)
	for i, share := range d.Counts {
		rows = append(rows, c.shareList(listRow{table: "dimensions", level: fmt.Sprint(i), n: d.N}, share)...)
	}
	rows = append(rows, listRow{table: "dimensions", statistic: "undecided", value: whole(d.Undecided), n: n})
	for _, r := range counts.Correlations(c.intervals.Confidence) {
		for _, k := range []struct {
			name, method string
			of           stats.Correlation
		}{{"pearson", "fisher z", r.Pearson}, {"spearman", "fisher z, bonett-wright", r.Spearman}} {
			row := listRow{table: "correlations", subscale: r.Of[0].String() + "-" + r.Of[1].String(), n: r.N, method: k.method}
			value, p := row, row
			value.statistic, value.value, value.low, value.high = k.name, stats.NumberOf(k.of.R, r.Defined), k.of.Low, k.of.High
			p.statistic, p.value, p.method = k.name+"_p", stats.NumberOf(k.of.P, r.Defined), "t"
			rows = append(rows, value, p)
		}
	}
	for i := range rows {
		rows[i].group = group
	}
	return rows
}

func (c *cohortSummary) subscaleList(s mbi.Subscale, counts *summary.Counts) []listRow {
	d := counts.Subscale(s, c.intervals)
	row := func(statistic string, v stats.Number, n int64, method string) listRow {
		return listRow{table: "scores", subscale: s.String(), statistic: statistic, value: v, n: n, method: method}
	}
	rows := []listRow{
		row("prorated", whole(d.Prorated), counts.Respondents(), ""),
		row("missing", whole(d.Missing), counts.Respondents(), ""),
		row("missing_answers", whole(d.MissingAnswers), counts.Respondents(), ""),
		row("mean", d.Mean, d.N, ""), row("sd", d.SD, d.N, "n-1"), row("item_mean", d.ItemMean, d.N, ""),
		row("median", d.Median, d.N, "type 7"), row("q1", d.Q1, d.N, "type 7"), row("q3", d.Q3, d.N, "type 7"),
		row("min", d.Min, d.N, ""), row("max", d.Max, d.N, ""), row("skewness", d.Skewness, d.N, "type 2"),
		row("floor_percent", d.Floor, d.N, ""), row("ceiling_percent", d.Ceiling, d.N, ""),
	}
	alpha := row("alpha", stats.NumberOf(d.Alpha.Value, d.AlphaDefined), d.N-d.Prorated, "cronbach, feldt")
	alpha.low = stats.NumberOf(d.Alpha.Interval.Low, d.AlphaDefined)
	alpha.high = stats.NumberOf(d.Alpha.Interval.High, d.AlphaDefined)
	rows = append(rows, alpha)
	for _, l := range scoring.Levels {
		rows = append(rows, c.shareList(listRow{table: "levels", subscale: s.String(), level: l.String(), n: d.N}, d.Levels[l])...)
	}
	return rows
}

// shareList is a share as two rows of the list, its count and its percentage.
func (c *cohortSummary) shareList(r listRow, s summary.Share) []listRow {
	n, percent := r, r
	n.statistic, n.value, n.bounds = "n", whole(s.N), &s.Bounds
	percent.statistic, percent.value, percent.low, percent.high, percent.method = "percent", s.Percent, s.Low, s.High, string(c.intervals.Method)
	return []listRow{n, percent}
}
