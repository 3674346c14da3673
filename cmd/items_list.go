package cmd

import (
	"fmt"
	"strconv"

	"burnout/mbi"
	"burnout/mbi/locale"
	"burnout/scoring/stats"
	"burnout/scoring/summary"
)

// headList is how the file was read, with the column of each item.
func (c *cohortItems) headList() []listRow {
	rows := headList(headOf(c.input, c.thresholds, c.missing, c.counts), c.thresholds)
	for _, s := range mbi.Subscales {
		for _, item := range s.Items() {
			name, _ := heading(c.input, item)
			rows = append(rows, listRow{table: "input", subscale: s.String(), statistic: "column", level: strconv.Itoa(item), n: c.counts.Respondents(), method: defused(name)})
		}
	}
	return rows
}

// list is the analysis as a flat list, of the cohort and of its groups.
func (c *cohortItems) list() []listRow {
	rows := analysisList("", &c.all)
	if len(c.by) == 0 {
		return rows
	}
	for _, g := range c.groups {
		n := g.counts.Respondents()
		rows = append(rows, listRow{table: "flow", group: g.label(c.by), statistic: "n", value: whole(n), n: n})
		rows = append(rows, analysisList(g.label(c.by), &g.of)...)
	}
	return append(rows, withheldList(c.counts.Respondents(), c.withheld, c.ungrouped)...)
}

// analysisList lists the numbers of a cohort or of one group.
func analysisList(group string, of *[3]summary.Analysis) []listRow {
	var rows []listRow
	for _, s := range mbi.Subscales {
		part := reliabilityList(of[s])
		for _, item := range of[s].Items {
			part = append(part, itemList(item, of[s].N)...)
		}
		for i := range part {
			part[i].group, part[i].subscale = group, s.String()
		}
		rows = append(rows, part...)
	}
	return rows
}

// reliabilityList lists the reliability of a subscale. Where omega is undefined
// its method says why.
func reliabilityList(a summary.Analysis) []listRow {
	row := func(statistic string, v stats.Number, method string) listRow {
		return listRow{table: "reliability", statistic: statistic, value: v, n: a.N, method: method}
	}
	omega := "mcdonald, minres"
	if a.OmegaUndefined != stats.Defined {
		omega = "undefined: " + string(a.OmegaUndefined)
	}
	return []listRow{
		alphaList(row("alpha", stats.Number{}, "cronbach, feldt"), a.Alpha, a.AlphaDefined),
		row("standardised_alpha", a.StandardAlpha, ""),
		row("mean_inter_item_r", a.MeanCorrelation, "pearson"),
		row("omega", a.Omega, omega),
		row("sem", a.Error, "sd √(1-alpha)"),
	}
}

// itemList lists the numbers of an item; complete is how many respondents
// answered its whole subscale.
func itemList(d summary.Item, complete int64) []listRow {
	row := func(statistic string, v stats.Number, n int64, method string) listRow {
		return listRow{table: "items", statistic: statistic, level: strconv.Itoa(d.Item), value: v, n: n, method: method}
	}
	rows := []listRow{
		row("n", whole(d.N), d.N+d.Missing, ""), row("missing", whole(d.Missing), d.N+d.Missing, ""),
		row("mean", d.Mean, d.N, ""), row("sd", d.SD, d.N, "n-1"),
	}
	for v := range d.Answers {
		name := fmt.Sprintf("answer_%d", v)
		rows = append(rows, row(name, whole(d.Answers[v]), d.N, ""), row(name+"_percent", d.Percent[v], d.N, ""))
	}
	return append(rows,
		row("floor_percent", d.Floor, d.N, ""), row("ceiling_percent", d.Ceiling, d.N, ""),
		row("item_rest_r", d.Rest, complete, "pearson"), row("alpha_without", d.AlphaWithout, complete, "cronbach"))
}

// resultRowJSON is a number of the flat list in JSON; what it has not is left out,
// and an undefined value is null.
type resultRowJSON struct {
	Table     string       `json:"table"`
	Group     string       `json:"group,omitempty"`
	Subscale  string       `json:"subscale,omitempty"`
	Statistic string       `json:"statistic"`
	Level     string       `json:"level,omitempty"`
	Value     stats.Number `json:"value"`
	Low       stats.Number `json:"low,omitzero"`
	High      stats.Number `json:"high,omitzero"`
	N         int64        `json:"n"`
	Method    string       `json:"method,omitempty"`
}

// listJSON is a cohort's flat list in JSON, under the head that all share.
type listJSON struct {
	headJSON
	N        int64           `json:"n"`
	Interval intervalJSON    `json:"interval"`
	Results  []resultRowJSON `json:"results"`
	Warnings []warning       `json:"warnings"`
}

func (c *cohortItems) json() listJSON {
	j := listJSON{
		headJSON: headOf(c.input, c.thresholds, c.missing, c.counts),
		N:        c.counts.Respondents(),
		Interval: intervalJSON{"feldt", c.confidence},
		Warnings: c.warnings(locale.For(locale.English)),
	}
	for _, r := range c.list() {
		j.Results = append(j.Results, resultRowJSON{r.table, r.group, r.subscale, r.statistic, r.level, r.value, r.low, r.high, r.n, r.method})
	}
	return j
}
