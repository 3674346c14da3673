package cmd

import (
	"encoding/csv"
	"fmt"
	"io"

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

// writeCSV writes the summary as a flat list, and its warnings on standard error.
func (c *cohortSummary) writeCSV(w, stderr io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(listHead[:]); err != nil {
		return err
	}
	for _, r := range c.list() {
		if err := out.Write(r.cells()); err != nil {
			return err
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	return printWarnings(stderr, c.warnings(locale.For(locale.English)))
}

// list is the summary as a flat list: how the file was read, then the numbers.
func (c *cohortSummary) list() []listRow {
	n := c.counts.Respondents()
	rows := []listRow{
		{table: "input", statistic: "coding", n: n, method: c.input.Coding},
		{table: "input", statistic: "missing", n: n, method: c.missing},
	}
	for _, s := range mbi.Subscales {
		for _, l := range []scoring.Level{scoring.Moderate, scoring.High} {
			lowest, _ := c.thresholds.Range(s, l)
			rows = append(rows, listRow{table: "thresholds", subscale: s.String(), statistic: "lowest_sum", level: l.String(), value: whole(int64(lowest)), n: n, method: c.thresholds.ID})
		}
	}
	f := c.flow()
	for _, v := range []struct {
		name string
		n    int64
	}{{"rows", f.Rows}, {"blank", f.Blank}, {"previews", f.Previews}, {"filtered", f.Filtered}, {"without_answers", f.WithoutAnswers}, {"respondents", f.Respondents}, {"complete", f.Complete}} {
		rows = append(rows, listRow{table: "flow", statistic: v.name, value: whole(v.n), n: f.Rows})
	}
	for _, s := range mbi.Subscales {
		rows = append(rows, c.subscaleList(s)...)
	}
	d := c.counts.Dimensions(confidence)
	for i, share := range d.Counts {
		rows = append(rows, shareList(listRow{table: "dimensions", level: fmt.Sprint(i), n: d.N}, share)...)
	}
	return append(rows, listRow{table: "dimensions", statistic: "undecided", value: whole(d.Undecided), n: n})
}

func (c *cohortSummary) subscaleList(s mbi.Subscale) []listRow {
	d := c.counts.Subscale(s, confidence)
	row := func(statistic string, v stats.Number, n int64, method string) listRow {
		return listRow{table: "scores", subscale: s.String(), statistic: statistic, value: v, n: n, method: method}
	}
	rows := []listRow{
		row("missing", whole(d.Missing), c.counts.Respondents(), ""),
		row("missing_answers", whole(d.MissingAnswers), c.counts.Respondents(), ""),
		row("mean", d.Mean, d.N, ""), row("sd", d.SD, d.N, "n-1"), row("item_mean", d.ItemMean, d.N, ""),
		row("median", d.Median, d.N, "type 7"), row("q1", d.Q1, d.N, "type 7"), row("q3", d.Q3, d.N, "type 7"),
		row("min", d.Min, d.N, ""), row("max", d.Max, d.N, ""),
	}
	alpha := row("alpha", stats.NumberOf(d.Alpha.Value, d.AlphaDefined), d.N, "cronbach, feldt")
	alpha.low = stats.NumberOf(d.Alpha.Interval.Low, d.AlphaDefined)
	alpha.high = stats.NumberOf(d.Alpha.Interval.High, d.AlphaDefined)
	rows = append(rows, alpha)
	for _, l := range scoring.Levels {
		rows = append(rows, shareList(listRow{table: "levels", subscale: s.String(), level: l.String(), n: d.N}, d.Levels[l])...)
	}
	return rows
}

// shareList is a share as two rows of the list, its count and its percentage.
func shareList(r listRow, s summary.Share) []listRow {
	n, percent := r, r
	n.statistic, n.value, n.bounds = "n", whole(s.N), &s.Bounds
	percent.statistic, percent.value, percent.low, percent.high, percent.method = "percent", s.Percent, s.Low, s.High, intervalMethod
	return []listRow{n, percent}
}
