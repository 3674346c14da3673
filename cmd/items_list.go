package cmd

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"

	"burnout/mbi"
	"burnout/mbi/locale"
	"burnout/scoring/stats"
	"burnout/scoring/summary"
)

// itemRow is a number of the flat list of results, as in every cohort command: of
// a subscale, or of one item.
type itemRow struct {
	Table     string       `json:"table"`
	Group     string       `json:"group,omitempty"`
	Subscale  string       `json:"subscale,omitempty"`
	Item      int          `json:"item,omitempty"`
	Statistic string       `json:"statistic"`
	Level     string       `json:"level,omitempty"` // an answer
	Value     stats.Number `json:"value"`
	Low       stats.Number `json:"low,omitzero"`
	High      stats.Number `json:"high,omitzero"`
	N         int64        `json:"n"`
	Method    string       `json:"method,omitempty"`
}

// cells are those of every list, and the item.
func (r itemRow) cells() []string {
	list := listRow{table: r.Table, group: r.Group, subscale: r.Subscale, statistic: r.Statistic, level: r.Level, value: r.Value, low: r.Low, high: r.High, n: r.N, method: r.Method}
	item := ""
	if r.Item > 0 {
		item = strconv.Itoa(r.Item)
	}
	return append(list.cells(), item)
}

// writeCSV writes how the file was read, then the results, as one list.
func (c *cohortItems) writeCSV(w, stderr io.Writer) error {
	lines := [][]string{append(listHead[:], "item")}
	for _, r := range c.list() {
		lines = append(lines, append(r.cells(), ""))
	}
	for _, r := range slices.Concat(c.columns(), c.results()) {
		lines = append(lines, r.cells())
	}
	if err := csv.NewWriter(w).WriteAll(lines); err != nil {
		return err
	}
	return printWarnings(stderr, c.warnings(locale.For(locale.English)))
}

// list says how the file was read and what is not shown of the groups.
func (c *cohortItems) list() []listRow {
	n := c.flow.Respondents
	confidence := listRow{table: "interval", statistic: "confidence", value: stats.NumberOf(c.confidence, true), n: n, method: "feldt"}
	rows := slices.Concat(inputList(inputJSONOf(c.input, c.missing), n), []listRow{confidence}, flowList(c.flow))
	if len(c.by) > 0 {
		rows = append(rows, withheldList(c.withheld, c.ungrouped, n)...)
	}
	return rows
}

// columns names the column of each item.
func (c *cohortItems) columns() []itemRow {
	var rows []itemRow
	for _, s := range mbi.Subscales {
		for _, item := range s.Items() {
			name, _ := heading(c.input, item)
			rows = append(rows, itemRow{Table: "input", Subscale: s.String(), Item: item, Statistic: "column", N: c.flow.Respondents, Method: defused(name)})
		}
	}
	return rows
}

// results are the numbers of the cohort, and those of its groups.
func (c *cohortItems) results() []itemRow {
	rows := analysisRows("", &c.all)
	for _, g := range c.groups {
		n := g.counts.Respondents()
		rows = append(rows, itemRow{Table: "flow", Group: g.label(c.by), Statistic: "n", Value: whole(n), N: n})
		rows = append(rows, analysisRows(g.label(c.by), &g.of)...)
	}
	return rows
}

// analysisRows lists the numbers of a cohort or of one group.
func analysisRows(group string, of *[3]summary.Analysis) []itemRow {
	var rows []itemRow
	for _, s := range mbi.Subscales {
		part := reliabilityRows(of[s])
		for _, item := range of[s].Items {
			part = append(part, itemRows(item, of[s].N)...)
		}
		for i := range part {
			part[i].Group, part[i].Subscale = group, s.String()
		}
		rows = append(rows, part...)
	}
	return rows
}

// reliabilityRows lists the reliability of a subscale. Where omega is undefined
// its method says why.
func reliabilityRows(a summary.Analysis) []itemRow {
	row := func(statistic string, v stats.Number, method string) itemRow {
		return itemRow{Table: "reliability", Statistic: statistic, Value: v, N: a.N, Method: method}
	}
	alpha := row("alpha", stats.NumberOf(a.Alpha.Value, a.AlphaDefined), "cronbach, feldt")
	alpha.Low, alpha.High = stats.NumberOf(a.Alpha.Interval.Low, a.AlphaDefined), stats.NumberOf(a.Alpha.Interval.High, a.AlphaDefined)
	omega := "mcdonald, minres"
	if a.OmegaUndefined != stats.Defined {
		omega = "undefined: " + string(a.OmegaUndefined)
	}
	return []itemRow{
		alpha, row("standardised_alpha", a.StandardAlpha, ""), row("mean_inter_item_r", a.MeanCorrelation, "pearson"),
		row("omega", a.Omega, omega), row("sem", a.Error, "sd √(1-alpha)"),
	}
}

// itemRows lists the numbers of an item; complete is how many respondents
// answered its whole subscale.
func itemRows(d summary.Item, complete int64) []itemRow {
	row := func(statistic string, v stats.Number, n int64, method string) itemRow {
		return itemRow{Table: "items", Item: d.Item, Statistic: statistic, Value: v, N: n, Method: method}
	}
	rows := []itemRow{
		row("n", whole(d.N), d.N+d.Missing, ""), row("missing", whole(d.Missing), d.N+d.Missing, ""),
		row("mean", d.Mean, d.N, ""), row("sd", d.SD, d.N, "n-1"),
		row("floor_percent", d.Floor, d.N, ""), row("ceiling_percent", d.Ceiling, d.N, ""),
		row("item_rest_r", d.Rest, complete, "pearson"), row("alpha_without", d.AlphaWithout, complete, "cronbach"),
	}
	for v := range d.Answers {
		n := itemRow{Table: "answers", Item: d.Item, Statistic: "n", Level: strconv.Itoa(v), Value: whole(d.Answers[v]), N: d.N}
		percent := n
		percent.Statistic, percent.Value = "percent", d.Percent[v]
		rows = append(rows, n, percent)
	}
	return rows
}

// itemsJSON is the analysis under the head that every cohort command writes; no
// thresholds are in force.
type itemsJSON struct {
	Schema   int           `json:"schema"`
	Input    inputJSON     `json:"input"`
	Flow     flowJSON      `json:"flow"`
	N        int64         `json:"n"`
	Interval intervalJSON  `json:"interval"`
	Results  []itemRow     `json:"results"`
	Withheld *withheldJSON `json:"withheld,omitempty"`
	Warnings []warning     `json:"warnings"`
}

func (c *cohortItems) json() itemsJSON {
	j := itemsJSON{
		Schema: schema, Input: inputJSONOf(c.input, c.missing), Flow: c.flow, N: c.flow.Respondents,
		Interval: intervalJSON{"feldt", c.confidence}, Results: c.results(), Warnings: c.warnings(locale.For(locale.English)),
	}
	if len(c.by) > 0 {
		j.Withheld = &withheldJSON{c.withheld.groups, c.withheld.respondents, c.ungrouped}
	}
	return j
}
