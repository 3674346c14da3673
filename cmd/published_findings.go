package cmd

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"burnout/mbi/locale"
	"burnout/scoring/published"
	"burnout/scoring/stats"
)

// publishedReport is what a study says and implies, in a language, and the cohort
// beside it, or nil.
type publishedReport struct {
	*published.Report
	text   *locale.Text
	cohort *publishedCohort
}

// finding is what is said of a printed figure beside its row.
type finding struct {
	code   string // as in JSON
	figure string // what it concerns
	text   string
}

// findings words what the print gets wrong and what stays open, in its order.
func (r publishedReport) findings() []finding {
	var all []finding
	for _, p := range r.Proportions {
		all = append(all, r.proportionFindings(p)...)
	}
	for _, t := range r.Totals {
		all = append(all, r.totalFindings(t)...)
	}
	for _, c := range r.Cells {
		if len(c.Contradiction) > 0 {
			all = append(all, r.contradiction(c))
		}
	}
	for _, m := range r.Means {
		all = append(all, r.meanFindings(m)...)
	}
	for _, t := range r.Tables {
		all = append(all, r.tableFindings(t)...)
	}
	for _, c := range r.Comparisons {
		all = append(all, r.testFindings(c.Label, c.Reason, c.Tests)...)
	}
	return all
}

func (r publishedReport) proportionFindings(p published.ProportionResult) []finding {
	words, name := r.text.Published.Finding, r.figure(p.Proportion)
	fill := func(code, text string, pairs ...any) finding {
		return finding{code, name, locale.Fill(text, append([]any{"figure", name, "n", p.N}, pairs...)...)}
	}
	var all []finding
	switch {
	case p.Verdict == published.Possible:
	case p.Percent == nil:
		all = append(all, fill("impossible", words.Count, "count", *p.Count))
	case p.Verdict == published.CutOff:
		all = append(all, fill("cut-off", words.CutOff, "printed", r.decimal(*p.Percent), "counts", r.counts(p.Counts),
			"share", r.share(p.Counts.Lowest, p.N, p.Percent.Decimals()+1)))
	case p.Count != nil && !p.Counts.Empty():
		f := fill("impossible", words.CountPercent, "count", *p.Count, "printed", r.decimal(*p.Percent),
			"share", r.share(*p.Count, p.N, p.Percent.Decimals()), "counts", r.counts(p.Counts))
		f.text += r.sizes(p) + r.fits(p.Elsewhere, p.Nearest)
		all = append(all, f)
	default:
		// Where no count is possible, the range is turned: its ends are neighbours.
		below, above := p.Counts.Highest, p.Counts.Lowest
		f := fill("impossible", words.Percent, "printed", r.decimal(*p.Percent), "below", below, "above", above,
			"low", r.share(below, p.N, p.Percent.Decimals()), "high", r.share(above, p.N, p.Percent.Decimals()))
		f.text += r.sizes(p) + r.fits(p.Elsewhere, p.Nearest)
		all = append(all, f)
	}
	if p.Interval != nil {
		all = append(all, r.intervalFinding(p, name))
	}
	return all
}

// sizes says at which n a printed count would be the printed percentage, with a
// blank before it.
func (r publishedReport) sizes(p published.ProportionResult) string {
	if p.Count == nil || p.Sizes.Empty() {
		return ""
	}
	return " " + locale.Fill(r.text.Published.Finding.Sizes, "count", *p.Count, "printed", r.decimal(*p.Percent), "sizes", r.counts(p.Sizes))
}

// intervalFinding says which methods give a printed interval.
func (r publishedReport) intervalFinding(p published.ProportionResult, name string) finding {
	words := r.text.Published.Finding
	var fitting []string
	for _, f := range p.Fits {
		if m := intervalName(r.text, f.Method); !slices.Contains(fitting, m) {
			fitting = append(fitting, m)
		}
	}
	code, text, methods := "interval", words.Interval, r.or(fitting)
	if _, known := p.Known(); !known {
		code, text = "undecided", words.IntervalOpen
	} else if len(fitting) == 0 {
		code, text, methods = "no-interval", words.NoInterval, strings.Join(r.text.Summary.Methods[:], ", ")
	}
	return finding{code, name, locale.Fill(text, "figure", name, "low", r.decimal(p.Interval.Low), "high", r.decimal(p.Interval.High), "methods", methods)}
}

// fits says at which other n a figure is possible, with a blank before it.
func (r publishedReport) fits(elsewhere, nearest []published.Fit) string {
	words := r.text.Published.Finding
	var list []string
	for _, f := range elsewhere {
		list = append(list, locale.Fill(words.FitSample, "n", f.N, "sample", visible(r.Study.Samples[f.Sample].Name), "counts", r.counts(f.Counts)))
	}
	for _, f := range nearest {
		list = append(list, locale.Fill(words.Fit, "n", f.N, "counts", r.counts(f.Counts)))
	}
	said := ""
	if len(list) > 0 {
		said = " " + locale.Fill(words.Fits, "fits", r.or(list))
	}
	if len(elsewhere) == 0 && len(r.Study.Samples) > 1 {
		said += " " + words.NoSample
	}
	return said
}

func (r publishedReport) totalFindings(t published.TotalResult) []finding {
	words := r.text.Published.Finding
	var all []finding
	for _, p := range t.Parts {
		for _, f := range r.proportionFindings(p) {
			f.figure, f.text = visible(t.Label)+", "+f.figure, visible(t.Label)+", "+f.text
			all = append(all, f)
		}
	}
	name := visible(t.Label)
	switch t.Verdict {
	case published.Impossible:
		all = append(all, finding{"total", name, locale.Fill(words.Total, "figure", name, "sum", r.counts(t.Sum), "n", t.N)})
	case published.Undecided:
		all = append(all, finding{"undecided", name, locale.Fill(words.TotalOpen, "figure", name)})
	}
	return all
}

func (r publishedReport) contradiction(c published.CellResult) finding {
	var figures []string
	for _, p := range c.Contradiction {
		figures = append(figures, r.figure(p)+" "+r.printed(p))
	}
	name := r.sample(c.Sample)
	return finding{"contradiction", name, locale.Fill(r.text.Published.Finding.Contradiction, "sample", name, "n", c.N, "figures", strings.Join(figures, "; "))}
}

func (r publishedReport) meanFindings(m published.MeanResult) []finding {
	words, name := r.text.Published.Finding, r.meanName(m)
	fill := func(code, text string, pairs ...any) []finding {
		return []finding{{code, name, locale.Fill(text, append([]any{"figure", name, "n", m.N, "mean", r.decimal(m.Mean.Mean)}, pairs...)...)}}
	}
	places := m.Mean.Mean.Decimals()
	mean := func(sum int) string { return r.number(float64(sum)/float64(m.N*m.Per), places) }
	switch {
	case m.MeanVerdict == published.Undecided:
		return fill("undecided", words.MeanOpen)
	case m.Outside():
		f := fill("impossible", words.MeanOutside, "printed", r.decimal(m.Mean.Mean), "lowest", m.Scores.Lowest/m.Per, "highest", m.Scores.Highest/m.Per)
		return append(f, r.sdFindings(m)...)
	case m.MeanVerdict == published.Impossible:
		below, above := m.Sums.Highest, m.Sums.Lowest
		f := fill("impossible", words.Mean, "printed", r.decimal(m.Mean.Mean), "below", below, "above", above, "low", mean(below), "high", mean(above))
		f[0].text += r.fits(m.Elsewhere, m.Nearest)
		return append(f, r.sdFindings(m)...)
	}
	return r.sdFindings(m)
}

// sdFindings says what is wrong, or open, of an SD beside a mean that is decided.
func (r publishedReport) sdFindings(m published.MeanResult) []finding {
	if m.SD == nil || m.SDVerdict == published.Possible {
		return nil
	}
	words, name := r.text.Published.Finding, r.meanName(m)
	code, text := "impossible", words.SD
	outside := m.SD.Float() < m.LeastSD || m.SD.Float() > m.GreatestSD
	switch meanless := m.MeanVerdict == published.Impossible; {
	case m.GivenUp:
		code, text = "undecided", words.SDOpen
	case m.SDVerdict == published.Undecided:
		code, text = "undecided", words.SDMeanOpen
	case m.N == 1:
		text = words.SDOne
	case m.SDVerdict == published.DivisorN && meanless:
		text = words.SDAnyMeanN
	case m.SDVerdict == published.DivisorN:
		code, text = "divisor-n", words.SDDivisorN
	case meanless && outside:
		text = words.SDAnyMeanEnds
	case meanless:
		text = words.SDAnyMean
	case outside:
		text = words.SDBounds
	}
	ends := m.SD.Decimals() + 1
	return []finding{{code, name, locale.Fill(text, "figure", name, "n", m.N, "mean", r.decimal(m.Mean.Mean), "printed", r.decimal(*m.SD),
		"least", r.number(m.LeastSD, ends), "greatest", r.number(m.GreatestSD, ends))}}
}

func (r publishedReport) tableFindings(t published.TableResult) []finding {
	words, name := r.text.Published.Finding, visible(t.Label)
	var all []finding
	if t.Sum != t.N {
		all = append(all, finding{"table-sum", name, locale.Fill(words.TableSum, "figure", name, "sum", t.Sum, "n", t.N)})
	}
	for _, m := range t.Margins {
		if m.Verdict() == published.Impossible {
			all = append(all, finding{"margin-sum", name, locale.Fill(words.RowSum, "figure", name, "part", visible(m.Label), "sum", m.Sum, "printed", m.Printed)})
		}
	}
	if t.Below5 > 0 {
		all = append(all, finding{"below-5", name, locale.Fill(words.Below5, "figure", name, "n", t.Below5, "cells", t.Cells)})
	}
	for _, p := range []*published.Printed{t.P, t.Fisher} {
		if p != nil {
			all = append(all, r.printedP(t, p, name)...)
		}
	}
	return append(all, r.testFindings(t.Label, t.Reason, t.Tests)...)
}

// printedP says which tests give a printed p, or that it may be one that is not
// found. That none does is said with the other statistics.
func (r publishedReport) printedP(t published.TableResult, p *published.Printed, name string) []finding {
	words, printed := r.text.Published.Finding, r.mark(p.String())
	var methods []string
	for _, v := range t.Tests {
		if v.Printed == p && v.Agreement == published.Agrees {
			methods = append(methods, r.method(v.Method))
		}
	}
	switch {
	case len(methods) > 0:
		return []finding{{"p", name, locale.Fill(words.P, "figure", name, "printed", printed, "methods", strings.Join(methods, "; "))}}
	case t.FisherOpen && (p == t.Fisher || t.Fisher == nil):
		return []finding{{"undecided", name, locale.Fill(words.FisherOpen, "figure", name, "printed", printed)}}
	}
	return nil
}

// testFindings names the printed statistics that no method gives.
func (r publishedReport) testFindings(label string, why stats.Reason, tests []published.Recomputed) []finding {
	name := visible(label)
	switch why {
	case stats.Defined:
	case stats.NoVariance: // only a comparison has it
		return []finding{{"untested", name, locale.Fill(r.text.Published.Finding.BothSDs0, "figure", name)}}
	default:
		return []finding{{"untested", name, locale.Fill(r.text.Published.Finding.Untested, "figure", name)}}
	}
	var all []finding
	done := map[*published.Printed]bool{nil: true}
	for _, v := range tests {
		if !done[v.Printed] {
			done[v.Printed] = true
			all = append(all, r.testFinding(name, v, tests)...)
		}
	}
	return all
}

// testFinding compares a printed statistic with all methods that it may be of.
func (r publishedReport) testFinding(name string, printed published.Recomputed, tests []published.Recomputed) []finding {
	best, values := published.Disagrees, []string(nil)
	for _, v := range tests {
		if v.Printed == printed.Printed {
			best = min(best, v.Agreement)
			values = append(values, fmt.Sprintf("%s (%s)", r.value(v.Value, v.Printed), r.method(v.Method)))
		}
	}
	code, text := "disagrees", r.text.Published.Finding.Disagrees
	switch best {
	case published.Agrees:
		return nil
	case published.Open:
		code, text = "open", r.text.Published.Finding.Open
		if printed.Method == published.Pearson {
			if printed.Agreement == published.Open {
				return nil // it is said to be undecided
			}
			text = r.text.Published.Finding.OpenSimulated
		}
	}
	return []finding{{code, name, locale.Fill(text, "figure", name, "statistic", r.statisticName(printed.Statistic),
		"printed", r.mark(printed.Printed.String()), "values", r.or(values))}}
}

func (r publishedReport) statisticName(s string) string {
	w := r.text.Published.Statistics
	return map[string]string{"chi2": w.ChiSquare, "df": w.DF, "p": w.P, "v": w.V, "t": w.T, "d": w.D}[s]
}

func (r publishedReport) method(m string) string {
	w := r.text.Published.Methods
	return map[string]string{
		published.Pearson: w.Pearson, published.Yates: w.Yates, published.Fisher: w.Fisher, published.StudentT: w.Student, published.WelchT: w.Welch, published.PooledSD: w.PooledSD,
		published.Simulated: w.Simulated, published.AverageSD: w.AverageSD, published.FirstSD: w.FirstSD, published.SecondSD: w.SecondSD, published.Hedges: w.Hedges,
	}[m]
}

// figure names a proportion, with its place in the report.
func (r publishedReport) figure(p published.Proportion) string {
	name := p.Label
	if p.Of != nil {
		name = r.text.Published.Conditions[*p.Of]
	}
	return r.placed(name, p.Where)
}

func (r publishedReport) meanName(m published.MeanResult) string {
	name := m.Label
	if m.Of != nil {
		name = r.text.Short.Of(*m.Of)
	}
	if m.Per > 1 {
		name = locale.Fill(r.text.Published.PerItem, "figure", name)
	}
	return r.placed(name, m.Where)
}

func (r publishedReport) placed(name, where string) string {
	if where != "" {
		name += " (" + where + ")"
	}
	return visible(name)
}

func (r publishedReport) sample(i int) string { return visible(r.Study.Samples[i].Name) }

// printed writes a proportion as it is printed: "283, 6.5%".
func (r publishedReport) printed(p published.Proportion) string {
	var parts []string
	if p.Count != nil {
		parts = append(parts, strconv.Itoa(*p.Count))
	}
	if p.Percent != nil {
		parts = append(parts, locale.Fill(r.text.Published.Share, "percent", r.decimal(*p.Percent)))
	}
	return strings.Join(parts, ", ")
}

// mark writes a decimal point as the language does.
func (r publishedReport) mark(s string) string {
	return strings.Replace(s, ".", r.text.Decimal, 1)
}

func (r publishedReport) decimal(d published.Decimal) string { return r.mark(d.String()) }

func (r publishedReport) number(v float64, places int) string {
	if math.IsInf(v, 1) {
		return "∞"
	}
	return r.mark(strconv.FormatFloat(v, 'f', places, 64))
}

// share writes 100k/n.
func (r publishedReport) share(k, n, places int) string {
	return r.number(100*float64(k)/float64(n), places)
}

// value writes a recomputed statistic with one decimal more than its print.
func (r publishedReport) value(v float64, p *published.Printed) string {
	places := 3
	if p != nil {
		places = p.Decimals() + 1
	}
	return r.number(v, places)
}

// counts writes a range of whole numbers: "12–13".
func (r publishedReport) counts(c published.Range) string {
	if c.Exact() {
		return strconv.Itoa(c.Lowest)
	}
	return fmt.Sprintf("%d–%d", c.Lowest, c.Highest)
}

// or joins alternatives: "a, b or c".
func (r publishedReport) or(list []string) string {
	if last := len(list) - 1; last > 0 {
		return strings.Join(list[:last], ", ") + " " + r.text.Published.Or + " " + list[last]
	}
	return strings.Join(list, "")
}
