package cmd

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"burnout/cmd/internal/render"
	"burnout/cmd/internal/streams"
	"burnout/mbi"
	"burnout/mbi/locale"
	"burnout/scoring"
	"burnout/scoring/cohort"
	"burnout/scoring/published"
	"burnout/scoring/stats"
	"burnout/scoring/summary"
)

// besideCounts counts what a study may print: levels, dimensions and scores, and
// the cases of the definitions.
type besideCounts struct {
	*summary.Counts
	cases *summary.Cases
}

func (c besideCounts) Add(a *mbi.Answers) {
	c.Counts.Add(a)
	c.cases.Add(a)
}

func (c besideCounts) Merge(o besideCounts) {
	c.Counts.Merge(o.Counts)
	c.cases.Merge(o.cases)
}

// publishedCohort is a cohort beside a study.
type publishedCohort struct {
	published.Beside
	study      *published.Study
	file       string // base names
	input      *cohort.Input
	missing    scoring.MissingRule
	thresholds *scoring.Thresholds
	table      tableDoubt
	counts     besideCounts
	shares     map[published.Condition]besideShare
}

// besideShare is a share of the respondents who could be judged.
type besideShare struct {
	summary.Share
	n int64
}

// tableDoubt says how the cohort's table goes with the study's.
type tableDoubt int

const (
	sameTable tableDoubt = iota
	unstatedTable
	unknownTable // stated, and neither embedded nor given
	otherTable
)

// readCohort reads the cohort of --cohort and puts it beside the study.
func (o *publishedOptions) readCohort(ctx context.Context, s *streams.Streams, r *published.Report, chosen bool) (*publishedCohort, error) {
	t, doubt, err := o.tableOf(r.Study, chosen)
	if err != nil {
		return nil, err
	}
	fresh := func() besideCounts {
		return besideCounts{summary.New(t, o.missing), summary.NewCases([]*scoring.Thresholds{t}, o.missing)}
	}
	in, d, err := countDivided(ctx, s, &o.readFlags, &groupFlags{}, o.cohort, fresh)
	if err != nil {
		return nil, err
	}
	c := &publishedCohort{study: r.Study, file: baseNames(o.cohort), input: in, missing: o.missing, thresholds: t, table: doubt, counts: d.all}
	c.shares = c.sharesOf()
	own := published.Cohort{}
	for what, share := range c.shares {
		own.Parts[what] = published.Part{Count: share.N, N: share.n}
	}
	for _, s := range mbi.Subscales {
		d := d.all.Subscale(s, usualIntervals)
		own.Scores[s] = stats.Sample{N: d.N, Mean: d.Mean.Value, SD: d.SD.Value}
	}
	c.Beside = r.Beside(&own, usualIntervals.Confidence)
	return c, o.say(s.Err, in)
}

// tableOf returns the table under which the cohort is counted: that of the study,
// unless it is unknown or another is chosen.
func (o *publishedOptions) tableOf(study *published.Study, chosen bool) (*scoring.Thresholds, tableDoubt, error) {
	stated, known := scoring.Table(study.Thresholds)
	if known && !chosen {
		return stated, sameTable, nil
	}
	own, err := loadThresholds(*o.thresholds)
	switch {
	case err != nil:
		return nil, 0, err
	case known && own.Cuts == stated.Cuts, !known && own.ID == study.Thresholds:
		return own, sameTable, nil
	case known:
		return own, otherTable, nil
	case study.Thresholds != "":
		return own, unknownTable, nil
	}
	return own, unstatedTable, nil
}

// sharesOf returns the shares of all conditions. A level is one of the respondents
// scored on its subscale, what needs all three of those scored on all three.
func (c *publishedCohort) sharesOf() map[published.Condition]besideShare {
	shares := map[published.Condition]besideShare{}
	for s, at := range map[mbi.Subscale]struct {
		what  published.Condition
		level scoring.Level
	}{mbi.EE: {published.EEHigh, scoring.High}, mbi.DP: {published.DPHigh, scoring.High}, mbi.PA: {published.PALow, scoring.Low}} {
		d := c.counts.Subscale(s, usualIntervals)
		shares[at.what] = besideShare{d.Levels[at.level], d.N}
	}
	dimensions := c.counts.Dimensions(usualIntervals)
	for i, share := range dimensions.Counts {
		shares[published.Dimensions0+published.Condition(i)] = besideShare{share, dimensions.N}
	}
	for _, v := range c.counts.cases.Grid(scoring.Definitions(), usualIntervals) {
		for _, what := range published.Conditions() {
			if _, level := shares[what]; !level && what.String() == v.Definition.ID {
				shares[what] = besideShare{v.Share, dimensions.N}
			}
		}
	}
	return shares
}

// doubts words what makes the two hard to compare, then the doubts of the
// reading.
func (c *publishedCohort) doubts(text *locale.Text) []warning {
	words := text.Published.Cohort
	var all []warning
	add := func(code, text string, pairs ...any) {
		all = append(all, warning{code, locale.Fill(text, append([]any{"study", c.study.Thresholds, "id", c.thresholds.ID}, pairs...)...)})
	}
	switch {
	case len(c.Proportions) == 0: // nothing depends on cut-offs
	case c.table == unstatedTable:
		add("thresholds-unknown", words.Unstated)
	case c.table == unknownTable:
		add("thresholds-unknown", words.Unknown)
	case c.table == otherTable:
		stated, _ := scoring.Table(c.study.Thresholds)
		add("thresholds-differ", words.Other, "cuts", cutsIn(stated, text))
	}
	switch c.study.Coding {
	case "":
		add("coding-unknown", words.NoCoding)
	case published.CodingFrom1:
		add("coding-differs", words.FromOne)
	}
	add("missing-unknown", words.Missing)
	if len(c.Others) > 0 {
		add("not-compared", words.Others, "list", visible(strings.Join(c.Others, "; ")))
	}
	if list := c.unvaried(text); len(list) > 0 {
		add("no-variance", words.NoVariance, "list", strings.Join(list, "; "))
	}
	if c.counts.cases.Decided() == 0 {
		add("all-undecided", text.Warnings.AllUndecided)
	}
	return append(all, readingWarnings(c.input, text)...)
}

// unvaried names the means whose difference has no interval, for nothing varies on
// one side.
func (c *publishedCohort) unvaried(text *locale.Text) []string {
	var list []string
	for _, m := range c.Means {
		if m.NoVariance {
			list = append(list, publishedReport{text: text}.meanName(m.MeanResult))
		}
	}
	return list
}

// head is how the cohort was read, as in the JSON of every cohort command.
func (c *publishedCohort) head() headJSON {
	return headOf(c.input, c.thresholds, c.missing, c.counts.Counts)
}

// cohortHead says what was read, and what must be known before the two are
// compared.
func (r publishedReport) cohortHead() []string {
	c, words := r.cohort, r.text.Published.Cohort
	f := c.head().Flow
	lines := []string{
		words.Title,
		locale.Fill(r.text.Summary.Flow, "file", printable(c.file), "rows", f.Rows, "blank", f.Blank,
			"previews", f.Previews, "filtered", f.Filtered, "none", f.WithoutAnswers, "n", f.Respondents, "complete", f.Complete),
		locale.Fill(r.text.Definitions.Method, "coding", c.input.Coding, "missing", c.missing),
		locale.Fill(r.text.Published.Head.Table, "id", c.thresholds.ID, "cuts", cutsIn(c.thresholds, r.text)),
	}
	for _, v := range c.doubts(r.text) {
		lines = append(lines, "! "+v.Text)
	}
	if len(c.Proportions)+len(c.Means) == 0 {
		lines = append(lines, words.Nothing)
	}
	return lines
}

// cohortNotes say how the differences were computed.
func (r publishedReport) cohortNotes() []string {
	words := r.text.Published.Cohort
	var notes []string
	if len(r.cohort.Proportions) > 0 {
		notes = append(notes, words.Newcombe)
	}
	if len(r.cohort.Means) > 0 {
		notes = append(notes, words.Welch)
	}
	return notes
}

func (r publishedReport) besideProportions() render.Table {
	words, columns, f := r.text.Published.Cohort, r.text.Published.Columns, figuresIn(r.text)
	t := render.Table{
		Title:  words.Proportions,
		Header: []string{columns.Figure, words.Study, columns.N, words.Cohort, columns.N, words.Difference, columns.Interval},
	}
	for _, p := range r.cohort.Proportions {
		own := r.cohort.shares[*p.Of]
		difference, interval := undefined, undefined
		if d := p.Differences; len(d) > 0 {
			// More persons in the study make the difference and its interval lower.
			first, last := d[0], d[len(d)-1]
			points := func(v float64) stats.Number { return stats.NumberOf(100*v, true) }
			low, high := f.fixed(points(last.Value), 1), f.fixed(points(first.Value), 1)
			if difference = low; low != high {
				difference = locale.Fill(words.To, "low", low, "high", high)
			}
			interval = f.interval(points(last.Interval.Low), points(first.Interval.High), 1)
		}
		t.Rows = append(t.Rows, []string{
			printable(r.figure(p.Proportion)), r.percentage(p.ProportionResult), fmt.Sprint(p.N), f.fixed(own.Percent, 1), count(own.n), difference, interval,
		})
	}
	return t
}

// percentage writes a printed percentage, or that of a printed count.
func (r publishedReport) percentage(p published.ProportionResult) string {
	if p.Percent != nil {
		return r.decimal(*p.Percent)
	}
	return r.share(*p.Count, p.N, 1)
}

func (r publishedReport) besideMeans() render.Table {
	words, columns, f := r.text.Published.Cohort, r.text.Published.Columns, figuresIn(r.text)
	t := render.Table{
		Title:  words.Means,
		Header: []string{columns.Figure, words.Study, words.SD, columns.N, words.Cohort, words.SD, columns.N, words.Difference, columns.Interval},
	}
	for _, m := range r.cohort.Means {
		printed, sd := m.MeanResult.Mean.Mean.Decimals(), undefined
		places := min(max(printed, 1), 2)
		if m.SD != nil {
			sd = r.decimal(*m.SD)
		}
		t.Rows = append(t.Rows, []string{
			printable(r.meanName(m.MeanResult)), r.number(m.Study.Mean, printed), sd, count(m.Study.N),
			f.fixed(stats.NumberOf(m.Cohort.Mean, m.Cohort.N > 0), places), f.fixed(stats.NumberOf(m.Cohort.SD, m.Cohort.N > 1), places), count(m.Cohort.N),
			f.fixed(m.Difference, places), f.interval(m.Low, m.High, places),
		})
	}
	return t
}

// cohortRows are the numbers of the cohort and the differences.
func (r publishedReport) cohortRows() []publishedRow {
	var rows []publishedRow
	for _, p := range r.cohort.Proportions {
		rows = append(rows, r.besideRows(p)...)
	}
	for _, m := range r.cohort.Means {
		rows = append(rows, r.besideMeanRows(m)...)
	}
	return rows
}

func (r publishedReport) besideRows(p published.ProportionBeside) []publishedRow {
	own := r.cohort.shares[*p.Of]
	row := publishedRow{Table: "cohort", Level: p.Of.String(), N: int(own.n)}
	n, percent, difference := row, row, row
	lowest, highest := int(own.Bounds.Lowest), int(own.Bounds.Highest)
	n.Statistic, n.Value, n.Lowest, n.Highest = "n", finite(float64(own.N)), &lowest, &highest
	percent.Statistic, percent.Method = "percent", string(usualIntervals.Method)
	percent.Value, percent.Low, percent.High = numbered(own.Percent), numbered(own.Low), numbered(own.High)
	rows := []publishedRow{n, percent}
	difference.Table, difference.Statistic, difference.Method = "difference", "percentage_points", "newcombe"
	difference.Group, difference.Where, difference.Printed = r.Study.Samples[p.Sample].Name, p.Where, r.print(p.Proportion)
	for _, d := range p.Differences {
		v := difference
		v.Value, v.Low, v.High = finite(100*d.Value), finite(100*d.Interval.Low), finite(100*d.Interval.High)
		v.Lowest, v.Highest = &d.Count, &d.Count
		rows = append(rows, v)
	}
	return rows
}

// print is the percentage, or the count, as it is printed.
func (r publishedReport) print(p published.Proportion) string {
	if p.Percent != nil {
		return p.Percent.String()
	}
	return fmt.Sprint(*p.Count)
}

func (r publishedReport) besideMeanRows(m published.MeanBeside) []publishedRow {
	row := publishedRow{Table: "cohort", Subscale: m.Of.String(), N: int(m.Cohort.N)}
	mean, sd, difference := row, row, row
	mean.Statistic, mean.Value = statisticOf(m.Per, "mean"), numbered(stats.NumberOf(m.Cohort.Mean, m.Cohort.N > 0))
	sd.Statistic, sd.Value, sd.Method = statisticOf(m.Per, "sd"), numbered(stats.NumberOf(m.Cohort.SD, m.Cohort.N > 1)), "n-1"
	rows := []publishedRow{mean, sd}
	if m.Difference.Defined {
		difference.Table, difference.Statistic, difference.Method = "difference", mean.Statistic, "welch"
		difference.Group, difference.Where, difference.Printed = r.Study.Samples[m.Sample].Name, m.Where, m.MeanResult.Mean.Mean.String()
		difference.Value, difference.Low, difference.High = numbered(m.Difference), numbered(m.Low), numbered(m.High)
		rows = append(rows, difference)
	}
	return rows
}

// numbered returns the value of a number, or nil where it is undefined.
func numbered(n stats.Number) *float64 {
	if !n.Defined {
		return nil
	}
	return &n.Value
}

// cohortJSON says how a cohort beside a study was read.
type cohortJSON struct {
	Thresholds thresholdsJSON `json:"thresholds"`
	Input      inputJSON      `json:"input"`
	Flow       flowJSON       `json:"flow"`
	N          int64          `json:"n"`
}

func (c *publishedCohort) json() *cohortJSON {
	h := c.head()
	return &cohortJSON{h.Thresholds, h.Input, h.Flow, h.Flow.Respondents}
}

// readingFlags are the flags of the cohort, which say nothing of a study.
var readingFlags = []string{
	"thresholds", "coding", "missing", "missing-values", "items", "where", "id", "delimiter", "encoding", "sheet", "layout", "quiet",
}

// checkFlags refuses flags of a cohort where there is none.
func (o *publishedOptions) checkFlags(given func(flag string) bool) error {
	if i := slices.IndexFunc(readingFlags, given); i >= 0 && len(o.cohort) == 0 {
		return hinted(fmt.Errorf("--%s without --cohort, which it belongs to", readingFlags[i]), "--cohort FILE puts your answers beside the study")
	}
	return nil
}
