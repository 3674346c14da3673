package cmd

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"burnout/cmd/internal/render"
	"burnout/mbi/locale"
	"burnout/scoring"
	"burnout/scoring/published"
	"burnout/scoring/stats"
)

// writeText writes the report for people: what is printed, what follows, what is
// found, and how it was computed.
func (r publishedReport) writeText(w io.Writer, width int) error {
	var b strings.Builder
	for _, line := range r.head() {
		b.WriteString(render.WrapNames(line, width, "  ") + "\n")
	}
	for _, t := range r.tables() {
		if len(t.table.Rows) > 0 {
			b.WriteByte('\n')
			if err := t.table.Fit(width).Text(&b); err != nil {
				return err
			}
		}
		if t.below != "" {
			b.WriteString(render.WrapNames(t.below, width, "") + "\n")
		}
	}
	fmt.Fprintf(&b, "\n%s\n", r.text.Published.Findings)
	findings := r.findings()
	for i, f := range findings {
		number := fmt.Sprintf("[%d] ", i+1)
		b.WriteString(render.WrapNames(number+f.text, width, strings.Repeat(" ", len(number))) + "\n")
	}
	if len(findings) == 0 {
		b.WriteString(render.WrapNames(r.text.Published.NoFinding, width, "") + "\n")
	}
	if r.cohort != nil {
		if err := r.writeCohort(&b, width); err != nil {
			return err
		}
	}
	b.WriteByte('\n')
	for _, n := range r.notes() {
		b.WriteString(render.WrapNames(n, width, "") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// writeCohort writes the cohort beside the study.
func (r publishedReport) writeCohort(b *strings.Builder, width int) error {
	b.WriteByte('\n')
	for _, line := range r.cohortHead() {
		b.WriteString(render.WrapNames(line, width, "  ") + "\n")
	}
	for _, t := range []render.Table{r.besideProportions(), r.besideMeans()} {
		if len(t.Rows) == 0 {
			continue
		}
		b.WriteByte('\n')
		if err := t.Fit(width).Text(b); err != nil {
			return err
		}
	}
	return nil
}

func (r publishedReport) head() []string {
	words, s := r.text.Published.Head, r.Study
	lines := []string{
		locale.Fill(words.Title, "id", s.ID, "title", visible(s.Title)),
		locale.Fill(words.Source, "source", visible(s.Source)),
	}
	if s.Note != "" {
		lines = append(lines, locale.Fill(words.Note, "note", visible(s.Note)))
	}
	var samples []string
	for i, sample := range s.Samples {
		samples = append(samples, fmt.Sprintf("%s %d", r.sample(i), sample.N))
	}
	lines = append(lines, locale.Fill(words.Samples, "samples", strings.Join(samples, ", ")))
	switch t, ok := scoring.Table(s.Thresholds); {
	case ok:
		lines = append(lines, locale.Fill(words.Table, "id", t.ID, "cuts", cutsIn(t, r.text)))
	case s.Thresholds != "":
		lines = append(lines, locale.Fill(words.OwnTable, "id", s.Thresholds))
	default:
		lines = append(lines, words.NoTable)
	}
	if s.Coding != "" {
		lines = append(lines, locale.Fill(words.Coding, "coding", s.Coding))
	}
	return lines
}

// section is a table and the line under it.
type section struct {
	table render.Table
	below string
}

func (r publishedReport) tables() []section {
	all := []section{{table: r.proportionTable()}, {table: r.totalTable()}}
	for _, c := range r.Cells {
		if len(c.Contradiction) == 0 {
			all = append(all, r.dimensionTable(c), section{table: r.definitionTable(c)})
		}
	}
	all = append(all, section{table: r.meanTable()})
	for _, v := range r.Tables {
		all = append(all, r.testTable(v.Label, v.Where, v.Tests, false))
	}
	for _, v := range r.Comparisons {
		all = append(all, r.testTable(v.Label, v.Where, v.Tests, true))
	}
	return all
}

func (r publishedReport) proportionTable() render.Table {
	words, columns := r.text.Published, r.text.Published.Columns
	t := render.Table{
		Title:  words.Proportions,
		Header: []string{columns.Figure, columns.Printed, columns.N, columns.Counts, columns.Interval, columns.Verdict},
		Left:   []int{5},
	}
	for _, p := range r.Proportions {
		known, ok := p.Known()
		counts, interval := undefined, undefined
		if ok {
			counts, interval = r.counts(known), r.interval(known, p.N)
		}
		t.Rows = append(t.Rows, []string{printable(r.figure(p.Proportion)), r.printed(p.Proportion), strconv.Itoa(p.N), counts, interval, r.possibly(p.Verdict, p.Any)})
	}
	return t
}

func (r publishedReport) totalTable() render.Table {
	words, columns := r.text.Published, r.text.Published.Columns
	t := render.Table{Title: words.Totals, Header: []string{columns.Figure, columns.Sum, columns.N, columns.Verdict}, Left: []int{3}}
	for _, total := range r.Totals {
		sum := undefined
		if total.Verdict != published.Undecided {
			sum = r.counts(total.Sum)
		}
		t.Rows = append(t.Rows, []string{printable(r.placed(total.Label, total.Where)), sum, strconv.Itoa(total.N), r.verdict(total.Verdict)})
	}
	return t
}

func (r publishedReport) dimensionTable(c published.CellResult) section {
	words, columns := r.text.Published, r.text.Published.Columns
	t := render.Table{
		Title:  locale.Fill(words.Dimensions, "sample", r.sample(c.Sample), "n", c.N),
		Header: []string{columns.Dimensions, columns.Possible, columns.Percent, columns.Interval},
	}
	for i, name := range r.text.Degrees {
		t.Rows = append(t.Rows, append([]string{name}, r.possible(c.Ranges[published.Dimensions0+published.Condition(i)], c.N)...))
	}
	if c.More {
		return section{t, locale.Fill(words.MoreThan, "n", published.MostSolutions)}
	}
	var list []string
	for _, s := range c.Solutions {
		list = append(list, fmt.Sprintf("%d/%d/%d/%d", s[0], s[1], s[2], s[3]))
	}
	return section{t, locale.Fill(words.Solutions, "list", r.or(list))}
}

// definitionTable lists the conditions that are not printed, but for the numbers
// of dimensions, which have a table of their own.
func (r publishedReport) definitionTable(c published.CellResult) render.Table {
	words, columns := r.text.Published, r.text.Published.Columns
	t := render.Table{
		Title:  locale.Fill(words.Definitions, "sample", r.sample(c.Sample), "n", c.N),
		Header: []string{columns.Definition, columns.Rule, columns.Possible, columns.Percent, columns.Interval},
		Left:   []int{1},
	}
	for _, what := range c.Unprinted() {
		t.Rows = append(t.Rows, append([]string{what.String(), words.Conditions[what]}, r.possible(c.Ranges[what], c.N)...))
	}
	return t
}

// possible are the cells of a range of counts: the counts, their percentages, the
// ends of their intervals.
func (r publishedReport) possible(counts published.Range, n int) []string {
	percent := r.share(counts.Lowest, n, 1)
	if high := r.share(counts.Highest, n, 1); high != percent {
		percent += "–" + high
	}
	return []string{r.counts(counts), percent, r.interval(counts, n)}
}

func (r publishedReport) interval(counts published.Range, n int) string {
	i := intervalOver(counts, n)
	return r.number(i.Low, 1) + "–" + r.number(i.High, 1)
}

// intervalOver returns the interval of a count, in percent; of a range of counts,
// from the lowest end to the highest.
func intervalOver(counts published.Range, n int) stats.Interval {
	of := usualIntervals
	low, _ := of.Method.Interval(int64(counts.Lowest), int64(n), of.Confidence)
	high, _ := of.Method.Interval(int64(counts.Highest), int64(n), of.Confidence)
	return stats.Interval{Low: 100 * low.Low, High: 100 * high.High}
}

func (r publishedReport) meanTable() render.Table {
	words, columns := r.text.Published, r.text.Published.Columns
	t := render.Table{
		Title:  words.Means,
		Header: []string{columns.Figure, columns.N, columns.Mean, columns.Verdict, columns.SD, columns.Verdict},
		Left:   []int{3, 5},
	}
	alpha := slices.ContainsFunc(r.Means, func(m published.MeanResult) bool { return m.Alpha != nil })
	if alpha {
		t.Header = append(t.Header, columns.Alpha)
	}
	for _, m := range r.Means {
		row := []string{printable(r.meanName(m)), strconv.Itoa(m.N), r.decimal(m.Mean.Mean), r.possibly(m.MeanVerdict, m.Any), undefined, ""}
		if m.SD != nil {
			row[4], row[5] = r.decimal(*m.SD), r.verdict(m.SDVerdict)
		}
		switch {
		case m.Alpha != nil:
			row = append(row, r.decimal(*m.Alpha))
		case alpha:
			row = append(row, undefined)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// testTable lays out the tests of one printed table or comparison. What rounding
// leaves open concerns comparisons only.
func (r publishedReport) testTable(label, where string, tests []published.Recomputed, rounded bool) section {
	columns := r.text.Published.Columns
	t := render.Table{
		Title:  locale.Fill(r.text.Published.Tests, "figure", r.placed(label, where)),
		Header: []string{columns.Statistic, columns.Recomputed, columns.Printed, columns.Verdict},
		Left:   []int{3},
	}
	if rounded {
		t.Header, t.Left = []string{columns.Statistic, columns.Recomputed, columns.Rounding, columns.Printed, columns.Verdict}, []int{4}
	}
	for _, v := range tests {
		row := []string{r.statisticName(v.Statistic) + ", " + r.method(v.Method), r.statistic(v, v.Value)}
		if rounded {
			row = append(row, r.ends(v))
		}
		printed := undefined
		if v.Printed != nil {
			printed = r.mark(v.Printed.String())
		}
		t.Rows = append(t.Rows, append(row, printed, r.agreement(v.Agreement)))
	}
	return section{table: t}
}

// ends writes what rounding leaves of a statistic, where it leaves anything.
func (r publishedReport) ends(v published.Recomputed) string {
	low, high := r.statistic(v, v.Low), r.statistic(v, v.High)
	if low == high {
		return low
	}
	return low + "–" + high
}

// smallestP is the p below which only that is written.
const smallestP = 0.0001

// statistic writes a recomputed statistic: whole degrees of freedom, p with four
// decimals, others with three.
func (r publishedReport) statistic(v published.Recomputed, value float64) string {
	switch {
	case v.Statistic == "df" && value == math.Trunc(value):
		return r.number(value, 0)
	case v.Statistic == "df":
		return r.number(value, 1)
	case v.Statistic == "p" && value < smallestP:
		return "<" + r.number(smallestP, 4)
	case v.Statistic == "p":
		return r.number(value, 4)
	}
	return r.number(value, 3)
}

func (r publishedReport) verdict(v published.Verdict) string {
	w := r.text.Published.Verdicts
	return [...]string{published.Possible: w.Possible, published.Impossible: w.Impossible, published.Undecided: w.Undecided, published.CutOff: w.CutOff, published.DivisorN: w.DivisorN}[v]
}

// possibly is verdict, with a sign where no figure could have been impossible.
func (r publishedReport) possibly(v published.Verdict, any bool) string {
	if v == published.Possible && any {
		return r.text.Published.Verdicts.Any
	}
	return r.verdict(v)
}

// anyPossible reports whether a figure could not have been impossible.
func (r publishedReport) anyPossible() bool {
	return slices.ContainsFunc(r.Proportions, func(p published.ProportionResult) bool { return p.Any && p.Verdict == published.Possible }) ||
		slices.ContainsFunc(r.Means, func(m published.MeanResult) bool { return m.Any && m.MeanVerdict == published.Possible })
}

func (r publishedReport) agreement(a published.Agreement) string {
	w := r.text.Published.Verdicts
	return [...]string{published.NotPrinted: "", published.Agrees: w.Agrees, published.Open: w.Open, published.Disagrees: w.Disagrees}[a]
}

// notes say how what stands above was computed.
func (r publishedReport) notes() []string {
	words := r.text.Published.Notes
	var notes []string
	if len(r.Proportions)+len(r.Totals) > 0 {
		notes = append(notes, words.Rounding)
	}
	if r.anyPossible() {
		notes = append(notes, words.Any)
	}
	if len(r.Cells) > 0 {
		notes = append(notes, words.Cells)
	}
	if len(r.Proportions)+len(r.Cells) > 0 {
		notes = append(notes, words.Intervals)
	}
	if len(r.Means) > 0 {
		notes = append(notes, words.Whole)
	}
	if len(r.Tables) > 0 {
		notes = append(notes, locale.Fill(words.Tables, "replicates", published.Replicates, "seed", published.Seed))
	}
	if len(r.Comparisons) > 0 {
		notes = append(notes, words.Comparison)
	}
	if r.cohort != nil {
		notes = append(notes, r.cohortNotes()...)
	}
	return notes
}
