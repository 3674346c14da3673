package cmd

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"

	"burnout/mbi/locale"
	"burnout/scoring/published"
)

// publishedRow is one number in the flat list of `mbi published`, as in every
// cohort command, with what is printed of it and what was found.
type publishedRow struct {
	Table     string   `json:"table"`
	Group     string   `json:"group,omitempty"`
	Subscale  string   `json:"subscale,omitempty"`
	Statistic string   `json:"statistic"`
	Level     string   `json:"level,omitempty"`
	Value     *float64 `json:"value,omitempty"`
	Low       *float64 `json:"low,omitempty"`
	High      *float64 `json:"high,omitempty"`
	N         int      `json:"n,omitempty"`
	Method    string   `json:"method,omitempty"`
	Lowest    *int     `json:"lowest,omitempty"`
	Highest   *int     `json:"highest,omitempty"`
	Printed   string   `json:"printed,omitempty"`
	Where     string   `json:"where,omitempty"`
	Verdict   string   `json:"verdict,omitempty"`
}

func (r publishedRow) cells() []string {
	float := func(v *float64) string {
		if v == nil {
			return ""
		}
		return number(*v)
	}
	integer := func(v *int) string {
		if v == nil {
			return ""
		}
		return strconv.Itoa(*v)
	}
	n := ""
	if r.N > 0 {
		n = strconv.Itoa(r.N)
	}
	return []string{
		r.Table, defused(r.Group), r.Subscale, r.Statistic, defused(r.Level), float(r.Value), float(r.Low), float(r.High), n, r.Method,
		integer(r.Lowest), integer(r.Highest), r.Printed, defused(r.Where), r.Verdict,
	}
}

// between adds the counts that are possible, and the value where there is one.
func (r publishedRow) between(c published.Range) publishedRow {
	if c.Empty() {
		return r
	}
	r.Lowest, r.Highest = &c.Lowest, &c.Highest
	if c.Exact() && r.Value == nil {
		r.Value = finite(float64(c.Lowest))
	}
	return r
}

// finite returns v, or nil where it is infinite.
func finite(v float64) *float64 {
	if math.IsInf(v, 0) {
		return nil
	}
	return &v
}

// results are the numbers of the report as a flat list.
func (r publishedReport) results() []publishedRow {
	var rows []publishedRow
	for _, p := range r.Proportions {
		rows = append(rows, r.proportionRows(publishedRow{Table: "printed"}, p)...)
	}
	for _, t := range r.Totals {
		group := r.Study.Samples[t.Sample].Name
		for _, p := range t.Parts {
			rows = append(rows, r.proportionRows(publishedRow{Table: "parts", Level: t.Label + ", "}, p)...)
		}
		rows = append(rows, publishedRow{Table: "totals", Group: group, Statistic: "sum", Level: t.Label, N: t.N, Where: t.Where, Verdict: t.Verdict.String()}.between(t.Sum))
	}
	for _, c := range r.Cells {
		rows = append(rows, r.cellRows(c)...)
	}
	for _, m := range r.Means {
		rows = append(rows, r.meanRows(m)...)
	}
	for _, t := range r.Tables {
		group := r.Study.Samples[t.Sample].Name
		for _, m := range t.Margins {
			rows = append(rows, publishedRow{Table: "margins", Group: group, Statistic: "sum", Level: t.Label + ", " + m.Label, Value: finite(float64(m.Sum)), N: t.Sum,
				Where: t.Where, Printed: strconv.Itoa(m.Printed), Verdict: m.Verdict().String()})
		}
		rows = append(rows, testRows(group, t.Label, t.Sum, t.Where, t.Tests)...)
	}
	for _, c := range r.Comparisons {
		rows = append(rows, testRows("", c.Label, c.Groups[0].N+c.Groups[1].N, c.Where, c.Tests)...)
	}
	if r.cohort != nil {
		rows = append(rows, r.cohortRows()...)
	}
	return rows
}

// proportionRows continues a row that names its table, and of a part its total.
func (r publishedReport) proportionRows(row publishedRow, p published.ProportionResult) []publishedRow {
	row.Group, row.N, row.Where, row.Verdict = r.Study.Samples[p.Sample].Name, p.N, p.Where, p.Verdict.String()
	if p.Of != nil {
		row.Level += p.Of.String()
	} else {
		row.Level += p.Label
	}
	var rows []publishedRow
	known, _ := p.Known()
	if p.Percent != nil {
		percent := row
		percent.Statistic, percent.Printed, percent.Value = "percent", p.Percent.String(), finite(p.Percent.Float())
		if p.Verdict == published.Possible {
			percent = percent.between(known)
		}
		rows = append(rows, percent)
	}
	if p.Count != nil {
		count := row
		count.Statistic, count.Printed, count.Value = "n", strconv.Itoa(*p.Count), finite(float64(*p.Count))
		rows = append(rows, count)
	}
	if p.Interval == nil || p.Verdict != published.Possible {
		return rows
	}
	interval := row
	interval.Statistic, interval.Printed = "interval", p.Interval.Low.String()+"-"+p.Interval.High.String()
	interval.Verdict = published.Disagrees.String()
	if len(p.Fits) == 0 {
		return append(rows, interval)
	}
	for _, f := range p.Fits {
		i, _ := f.Method.Interval(int64(f.Count), int64(p.N), p.Interval.Confidence.Float()/100)
		interval.Method, interval.Low, interval.High = string(f.Method), finite(100*i.Low), finite(100*i.High)
		interval.Verdict = published.Agrees.String()
		interval.Lowest, interval.Highest = &f.Count, &f.Count
		rows = append(rows, interval)
	}
	return rows
}

func (r publishedReport) cellRows(c published.CellResult) []publishedRow {
	if len(c.Contradiction) > 0 {
		return nil
	}
	group := r.Study.Samples[c.Sample].Name
	var rows []publishedRow
	add := func(table, level string, counts published.Range) {
		row := publishedRow{Table: table, Group: group, Statistic: "n", Level: level, N: c.N}.between(counts)
		percent := publishedRow{Table: table, Group: group, Statistic: "percent", Level: level, N: c.N, Method: string(usualIntervals.Method)}
		i := intervalOver(counts, c.N)
		percent.Low, percent.High = finite(i.Low), finite(i.High)
		if counts.Exact() {
			percent.Value = finite(100 * float64(counts.Lowest) / float64(c.N))
		}
		rows = append(rows, row, percent)
	}
	for i := range 4 {
		add("dimensions", strconv.Itoa(i), c.Ranges[published.Dimensions0+published.Condition(i)])
	}
	for _, what := range c.Unprinted() {
		add("definitions", what.String(), c.Ranges[what])
	}
	for i, s := range c.Solutions {
		for d, n := range s {
			rows = append(rows, publishedRow{Table: fmt.Sprintf("solution-%d", i+1), Group: group, Statistic: "n", Level: strconv.Itoa(d), N: c.N, Value: finite(float64(n))})
		}
	}
	return rows
}

func (r publishedReport) meanRows(m published.MeanResult) []publishedRow {
	row := publishedRow{Table: "scores", Group: r.Study.Samples[m.Sample].Name, Level: m.Label, N: m.N, Where: m.Where}
	if m.Of != nil {
		row.Subscale = m.Of.String()
	}
	mean := row
	mean.Statistic, mean.Printed, mean.Value, mean.Verdict = statisticOf(m.Per, "mean"), m.Mean.Mean.String(), finite(m.Mean.Mean.Float()), m.MeanVerdict.String()
	rows := []publishedRow{mean}
	if m.SD != nil {
		sd := row
		sd.Statistic, sd.Printed, sd.Value, sd.Verdict = statisticOf(m.Per, "sd"), m.SD.String(), finite(m.SD.Float()), m.SDVerdict.String()
		rows = append(rows, sd)
	}
	if m.Alpha != nil {
		alpha := row
		alpha.Statistic, alpha.Printed, alpha.Value = "alpha", m.Alpha.String(), finite(m.Alpha.Float())
		rows = append(rows, alpha)
	}
	return rows
}

// statisticOf names a statistic of sums, or of item means where they are divided.
func statisticOf(per int, name string) string {
	if per > 1 {
		return "item_" + name
	}
	return name
}

func testRows(group, label string, n int, where string, tests []published.Recomputed) []publishedRow {
	var rows []publishedRow
	for _, v := range tests {
		row := publishedRow{Table: "tests", Group: group, Statistic: v.Statistic, Level: label, Value: finite(v.Value), N: n, Method: v.Method, Where: where, Verdict: v.Agreement.String()}
		if v.Low != v.High {
			row.Low, row.High = finite(v.Low), finite(v.High)
		}
		if v.Printed != nil {
			row.Printed = v.Printed.String()
		}
		rows = append(rows, row)
	}
	return rows
}

type sampleJSON struct {
	Name string `json:"name"`
	N    int    `json:"n"`
}

type studyJSON struct {
	ID         string       `json:"id"`
	Title      string       `json:"title"`
	Source     string       `json:"source"`
	Note       string       `json:"note,omitempty"`
	Thresholds *string      `json:"thresholds"`
	Coding     *string      `json:"coding"`
	Samples    []sampleJSON `json:"samples"`
}

type findingJSON struct {
	Code   string `json:"code"`
	Figure string `json:"figure"`
	Text   string `json:"text"`
}

type publishedJSON struct {
	Schema   int            `json:"schema"`
	Study    studyJSON      `json:"study"`
	Interval intervalJSON   `json:"interval"`
	Results  []publishedRow `json:"results"`
	Findings []findingJSON  `json:"findings"`
	// Where there is a cohort:
	Cohort   *cohortJSON `json:"cohort,omitempty"`
	Warnings []warning   `json:"warnings,omitempty"`
}

// json is the report unrounded, with its findings in English.
func (r publishedReport) json() publishedJSON {
	english := publishedReport{r.Report, locale.For(locale.English), r.cohort}
	s := r.Study
	j := publishedJSON{
		Schema:   schema,
		Study:    studyJSON{ID: s.ID, Title: s.Title, Source: s.Source, Note: s.Note},
		Interval: intervalJSON{string(usualIntervals.Method), usualIntervals.Confidence},
		Results:  r.results(),
		Findings: []findingJSON{},
	}
	if s.Thresholds != "" {
		j.Study.Thresholds = &s.Thresholds
	}
	if s.Coding != "" {
		j.Study.Coding = &s.Coding
	}
	for _, sample := range s.Samples {
		j.Study.Samples = append(j.Study.Samples, sampleJSON(sample))
	}
	for _, f := range english.findings() {
		j.Findings = append(j.Findings, findingJSON{f.code, f.figure, f.text})
	}
	if r.cohort != nil {
		j.Cohort, j.Warnings = r.cohort.json(), r.cohort.doubts(english.text)
	}
	return j
}

// writeCSV writes the flat list, and the findings on standard error.
func (r publishedReport) writeCSV(w, stderr io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(append(listHead[:], "printed", "where", "verdict")); err != nil {
		return err
	}
	if r.cohort != nil {
		for _, row := range headList(r.cohort.head(), r.cohort.thresholds) {
			if err := out.Write(append(row.cells(), "", "", "")); err != nil {
				return err
			}
		}
	}
	for _, row := range r.results() {
		if err := out.Write(row.cells()); err != nil {
			return err
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	j := r.json()
	for _, f := range j.Findings {
		if _, err := fmt.Fprintf(stderr, "mbi: %s\n", f.Text); err != nil {
			return err
		}
	}
	return printWarnings(stderr, j.Warnings)
}
