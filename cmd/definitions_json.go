package cmd

import (
	"encoding/csv"
	"io"

	"burnout/mbi"
	"burnout/mbi/locale"
	"burnout/scoring"
	"burnout/scoring/stats"
	"burnout/scoring/summary"
)

// caseRow is one share in the flat list of results, as in every cohort command: of
// a definition under a table, or of a profile against norms.
type caseRow struct {
	Table      string       `json:"table"`
	Statistic  string       `json:"statistic"`
	Definition string       `json:"definition,omitempty"`
	Thresholds string       `json:"thresholds,omitempty"`
	Profile    string       `json:"profile,omitempty"`
	Norms      string       `json:"norms,omitempty"`
	Rule       string       `json:"rule,omitempty"`
	Value      stats.Number `json:"value"`
	Low        stats.Number `json:"low"`
	High       stats.Number `json:"high"`
	Count      int64        `json:"count"`
	N          int64        `json:"n"`
	Undecided  int64        `json:"undecided"`
	Method     string       `json:"method"`
	Lowest     int64        `json:"lowest"`
	Highest    int64        `json:"highest"`
}

// caseRow is a share of the respondents who are scored on all three subscales.
func (h *cohortHead) caseRow(table string, s summary.Share) caseRow {
	return caseRow{
		Table: table, Statistic: "percent", Value: s.Percent, Low: s.Low, High: s.High, Count: s.N,
		N: h.flow.Complete(), Undecided: h.flow.Respondents() - h.flow.Complete(), Method: string(h.interval.Method),
		Lowest: s.Bounds.Lowest, Highest: s.Bounds.Highest,
	}
}

// The columns of a caseRow in CSV after those of every list.
var (
	gridColumns    = [...]string{"definition", "thresholds", "count", "undecided"}
	profileColumns = [...]string{"profile", "norms", "rule", "count", "undecided"}
)

func (r caseRow) cells() []string {
	list := listRow{table: r.Table, statistic: r.Statistic, value: r.Value, low: r.Low, high: r.High, n: r.N, method: r.Method, bounds: &summary.Bounds{Lowest: r.Lowest, Highest: r.Highest}}
	what := []string{r.Definition, r.Thresholds}
	if r.Profile != "" {
		what = []string{r.Profile, r.Norms, r.Rule}
	}
	return append(append(list.cells(), what...), count(r.Count), count(r.Undecided))
}

// writeResults writes how the files were read, then the results, as one list in
// CSV, and the warnings on standard error.
func writeResults(w, stderr io.Writer, head []listRow, columns []string, results []caseRow, warnings []warning) error {
	out := csv.NewWriter(w)
	if err := out.Write(append(listHead[:], columns...)); err != nil {
		return err
	}
	for _, r := range head {
		if err := out.Write(append(r.cells(), make([]string, len(columns))...)); err != nil {
			return err
		}
	}
	for _, r := range results {
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

func (h *cohortHead) flowJSON() flowJSON {
	return flowJSON{
		Rows: h.input.Rows, Blank: h.input.Blank, Previews: h.input.Previews, Filtered: h.input.Filtered, WithoutAnswers: h.flow.WithoutAnswers(),
		Respondents: h.flow.Respondents(), Complete: h.flow.Complete(),
	}
}

// list says how the files were read and how many rows became respondents.
func (h *cohortHead) list() []listRow {
	n, f := h.flow.Respondents(), h.flowJSON()
	rows := []listRow{
		{table: "input", statistic: "coding", n: n, method: h.input.Coding},
		{table: "input", statistic: "missing", n: n, method: h.missing},
		{table: "interval", statistic: "confidence", value: stats.NumberOf(h.interval.Confidence, true), n: n, method: string(h.interval.Method)},
	}
	for _, v := range []struct {
		name string
		n    int64
	}{{"rows", f.Rows}, {"blank", f.Blank}, {"previews", f.Previews}, {"filtered", f.Filtered}, {"without_answers", f.WithoutAnswers}, {"respondents", f.Respondents}, {"complete", f.Complete}} {
		rows = append(rows, listRow{table: "flow", statistic: v.name, value: whole(v.n), n: f.Rows})
	}
	return rows
}

// list adds the integers of the tables.
func (g *grid) list() []listRow {
	rows := g.cohortHead.list()
	for _, t := range g.tables {
		for _, s := range mbi.Subscales {
			for _, l := range []scoring.Level{scoring.Moderate, scoring.High} {
				lowest, _ := t.Range(s, l)
				rows = append(rows, listRow{table: "thresholds", subscale: s.String(), statistic: "lowest_sum", level: l.String(), value: whole(int64(lowest)), n: g.flow.Respondents(), method: t.ID})
			}
		}
	}
	return rows
}

func (g *grid) results() []caseRow {
	var rows []caseRow
	for _, c := range g.cases {
		r := g.caseRow("definitions", c.Share)
		r.Definition, r.Thresholds = c.Definition.ID, c.Thresholds.ID
		rows = append(rows, r)
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

// cohortJSON is the head that every cohort command shares, but for thresholds.
type cohortJSON struct {
	Input    inputJSON    `json:"input"`
	Flow     flowJSON     `json:"flow"`
	N        int64        `json:"n"`
	Interval intervalJSON `json:"interval"`
	Results  []caseRow    `json:"results"`
	Warnings []warning    `json:"warnings"`
}

func (h *cohortHead) json(results []caseRow, warnings []warning) cohortJSON {
	return cohortJSON{inputJSONOf(h.input, h.missing), h.flowJSON(), h.flow.Respondents(), intervalJSON{string(h.interval.Method), h.interval.Confidence}, results, warnings}
}

type gridJSON struct {
	Schema      int              `json:"schema"`
	Thresholds  []thresholdsJSON `json:"thresholds"`
	Definitions []definitionJSON `json:"definitions"`
	cohortJSON
}

// json is the grid unrounded, with its warnings in English.
func (g *grid) json() gridJSON {
	j := gridJSON{Schema: schema, cohortJSON: g.cohortHead.json(g.results(), g.warnings(locale.For(locale.English)))}
	for _, t := range g.tables {
		j.Thresholds = append(j.Thresholds, thresholdsJSONOf(t))
	}
	for i := range g.definitions {
		d := &g.definitions[i]
		j.Definitions = append(j.Definitions, definitionJSON{d.ID, d.Source, ruleJSON(&d.Rule)})
	}
	return j
}
