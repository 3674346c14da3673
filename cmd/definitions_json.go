package cmd

import (
	"encoding/csv"
	"io"
	"slices"

	"burnout/mbi/locale"
	"burnout/scoring"
	"burnout/scoring/stats"
	"burnout/scoring/summary"
)

// caseRow is one share in the flat list of results, as in every cohort command: of
// a definition under a table, or of a profile against norms.
type caseRow struct {
	Table      string       `json:"table"`
	Group      string       `json:"group,omitempty"`
	Statistic  string       `json:"statistic"`
	Definition string       `json:"definition,omitempty"`
	Thresholds string       `json:"thresholds,omitempty"`
	Profile    string       `json:"profile,omitempty"`
	Norms      string       `json:"norms,omitempty"`
	Rule       string       `json:"rule,omitempty"`
	Value      stats.Number `json:"value"`
	Low        stats.Number `json:"low"`
	High       stats.Number `json:"high"`
	N          int64        `json:"n"`
	Method     string       `json:"method"`
	Lowest     int64        `json:"lowest"`
	Highest    int64        `json:"highest"`
	Count      int64        `json:"count"`
	Undecided  int64        `json:"undecided"`
}

// row is a share of those respondents who are scored on all three subscales.
func (c *cohortShares) row(table string, s summary.Share, decided, respondents int64) caseRow {
	return caseRow{
		Table: table, Statistic: "percent", Value: s.Percent, Low: s.Low, High: s.High, N: decided, Method: string(c.intervals.Method),
		Lowest: s.Bounds.Lowest, Highest: s.Bounds.Highest, Count: s.N, Undecided: respondents - decided,
	}
}

// The columns of a caseRow in CSV after those of every list.
var (
	gridColumns    = [...]string{"definition", "thresholds", "count", "undecided"}
	profileColumns = [...]string{"profile", "norms", "rule", "count", "undecided"}
)

func (r caseRow) cells() []string {
	list := listRow{table: r.Table, group: r.Group, statistic: r.Statistic, value: r.Value, low: r.Low, high: r.High, n: r.N, method: r.Method, bounds: &summary.Bounds{Lowest: r.Lowest, Highest: r.Highest}}
	what := []string{r.Definition, r.Thresholds}
	if r.Profile != "" {
		what = []string{r.Profile, r.Norms, r.Rule}
	}
	return slices.Concat(list.cells(), what, []string{count(r.Count), count(r.Undecided)})
}

// writeCases writes how the files were read, then the results, as one list in
// CSV, and the warnings on standard error.
func writeCases(w, stderr io.Writer, head []listRow, columns []string, results []caseRow, warnings []warning) error {
	out := csv.NewWriter(w)
	lines := [][]string{slices.Concat(listHead[:], columns)}
	for _, r := range head {
		lines = append(lines, append(r.cells(), make([]string, len(columns))...))
	}
	for _, r := range results {
		lines = append(lines, r.cells())
	}
	if err := out.WriteAll(lines); err != nil {
		return err
	}
	return printWarnings(stderr, warnings)
}

// list says how the files were read and how many rows became respondents.
func (c *cohortShares) list() []listRow {
	n := c.flow.Respondents
	confidence := listRow{table: "interval", statistic: "confidence", value: stats.NumberOf(c.intervals.Confidence, true), n: n, method: string(c.intervals.Method)}
	return slices.Concat(inputList(inputJSONOf(c.input, c.missing), n), []listRow{confidence}, flowList(c.flow))
}

// list adds the integers of the tables, and what is not shown of the groups.
func (g *grid) list() []listRow {
	rows, n := g.cohortShares.list(), g.flow.Respondents
	for _, t := range g.tables {
		rows = append(rows, thresholdsList(t, n)...)
	}
	if len(g.by) > 0 {
		rows = append(rows, withheldList(g.withheld, g.ungrouped, n)...)
	}
	return rows
}

// results are the cells of the grid, and those of the groups.
func (g *grid) results() []caseRow {
	var rows []caseRow
	add := func(group string, cases []summary.Case, decided, respondents int64) {
		for _, c := range cases {
			r := g.row("definitions", c.Share, decided, respondents)
			r.Group, r.Definition, r.Thresholds = group, c.Definition.ID, c.Thresholds.ID
			rows = append(rows, r)
		}
	}
	add("", g.cases, g.decided, g.flow.Respondents)
	for _, part := range g.groups {
		add(part.label(g.by), part.counts.Grid(g.definitions, g.intervals), part.counts.Decided(), part.counts.Respondents())
	}
	return rows
}

// definitionJSON is a definition with its rule as it may stand in a thresholds
// file.
type definitionJSON struct {
	ID     string `json:"id"`
	Source string `json:"source,omitempty"`
	Rule   any    `json:"rule"`
}

// ruleJSON is "ee high", or an object with all, any, or at_least and of.
func ruleJSON(r *scoring.Rule) any {
	if r.Of == nil {
		return r.Subscale.String() + " " + r.Level.String()
	}
	var of []any
	for i := range r.Of {
		of = append(of, ruleJSON(&r.Of[i]))
	}
	switch r.AtLeast {
	case len(r.Of):
		return struct {
			All []any `json:"all"`
		}{of}
	case 1:
		return struct {
			Any []any `json:"any"`
		}{of}
	}
	return struct {
		AtLeast int   `json:"at_least"`
		Of      []any `json:"of"`
	}{r.AtLeast, of}
}

// casesJSON is what the JSON of definitions and of profiles has in common with
// that of every cohort command.
type casesJSON struct {
	Input    inputJSON     `json:"input"`
	Flow     flowJSON      `json:"flow"`
	N        int64         `json:"n"`
	Interval intervalJSON  `json:"interval"`
	Results  []caseRow     `json:"results"`
	Withheld *withheldJSON `json:"withheld,omitempty"`
	Warnings []warning     `json:"warnings"`
}

func (c *cohortShares) json(results []caseRow, warnings []warning) casesJSON {
	return casesJSON{
		Input: inputJSONOf(c.input, c.missing), Flow: c.flow, N: c.flow.Respondents,
		Interval: intervalJSON{string(c.intervals.Method), c.intervals.Confidence}, Results: results, Warnings: warnings,
	}
}

type gridJSON struct {
	Schema      int              `json:"schema"`
	Thresholds  []thresholdsJSON `json:"thresholds"`
	Definitions []definitionJSON `json:"definitions"`
	casesJSON
}

// json is the grid unrounded, with its warnings in English.
func (g *grid) json() gridJSON {
	j := gridJSON{Schema: schema, casesJSON: g.cohortShares.json(g.results(), g.warnings(locale.For(locale.English)))}
	for _, t := range g.tables {
		j.Thresholds = append(j.Thresholds, thresholdsJSONOf(t))
	}
	for i := range g.definitions {
		d := &g.definitions[i]
		j.Definitions = append(j.Definitions, definitionJSON{d.ID, d.Source, ruleJSON(&d.Rule)})
	}
	if len(g.by) > 0 {
		j.Withheld = &withheldJSON{g.withheld.groups, g.withheld.respondents, g.ungrouped}
	}
	return j
}
