package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/streams"
	"burnout/mbi"
	"burnout/mbi/locale"
	"burnout/scoring"
	"burnout/scoring/cohort"
	"burnout/scoring/stats"
	"burnout/scoring/summary"
)

type summaryOptions struct {
	readFlags
	groupFlags
	intervalFlags
	outputFlags
	thresholds *string
	format     *string
	lang       *locale.Language
	prose      bool
}

func newSummary(s *streams.Streams) *cobra.Command {
	var o summaryOptions
	c := &cobra.Command{
		Use:     "summary FILE…",
		Short:   "The tables of a cohort: scores, levels, dimensions",
		GroupID: "cohort",
		Long: `summary reads a survey file with a column for each of the 22 items and writes
the tables of the cohort: per subscale n, mean, SD, item mean, median and
quartiles, range, skewness, floor, ceiling and Cronbach's alpha; the levels, and
how many dimensions lie on their burnout side, with intervals and with the counts
that missing answers leave possible; correlations of the scores. --by adds them
for each group, of which the tables show the main ones, CSV and JSON all. Groups
of fewer than 5 respondents are withheld, and the next smallest too where a
subtraction would show one (--min-group). That protects one run: several, with
other groups or filters, can be combined to find out small groups.

Exports of survey tools are read as they are: CSV in any usual delimiter and
encoding, .gz, .xlsx. What cannot be read with certainty is refused with
file:line:column and the flag that settles it; mbi inspect shows what is
recognised. Several files of one shape are one cohort; "-" is standard input.
CSV and JSON carry numbers that are not rounded. --prose writes the paragraphs
on methods and results of a paper, with every rule and integer that was used.`,
		Example: `  mbi summary answers.csv
  mbi summary --coding 1-7 --thresholds us-medicine-1996 answers.csv
  mbi summary --by sex,year --format latex answers.csv > tables.tex
  mbi summary --by age --cut age=25,30,35 --missing prorate=1 answers.csv
  mbi summary --prose --lang fr answers.csv
  mbi summary --format json answers.csv > summary.json`,
		Args: someFiles,
	}
	o.readFlags.add(c)
	o.groupFlags.add(c)
	o.intervalFlags.add(c)
	o.thresholds = thresholdsFlag(c)
	c.Flags().BoolVar(&o.prose, "prose", false, "paragraphs on methods and results, for a paper, instead of tables")
	o.lang = languageFlag(c, s)
	o.format = formatFlag(c, "text", "csv", "json", "markdown", "latex", "html")
	o.outputFlags.add(c)
	c.RunE = func(c *cobra.Command, args []string) error { return runSummary(c.Context(), s, &o, args) }
	return c
}

// cohortSummary is a summary and all that must be said beside it.
type cohortSummary struct {
	file       string // base names
	input      *cohort.Input
	thresholds *scoring.Thresholds
	missing    scoring.MissingRule
	intervals  summary.Intervals
	counts     *summary.Counts
	by         []string
	groups     []group[*summary.Counts]
	withheld   withheld
	ungrouped  int64
	least      int64 // respondents of a group that is shown
	page       bool  // for a page, which shows names whole
	where      []cohort.Condition
	cuts       []cut
}

func runSummary(ctx context.Context, s *streams.Streams, o *summaryOptions, paths []string) error {
	if err := errors.Join(o.outputFlags.check(paths...), o.groupFlags.check()); err != nil {
		return err
	}
	if o.prose {
		if err := checkProse(*o.format); err != nil {
			return err
		}
	}
	t, err := loadThresholds(*o.thresholds)
	if err != nil {
		return err
	}
	in, d, err := countDivided(ctx, s, &o.readFlags, &o.groupFlags, paths, func() *summary.Counts { return summary.New(t, o.missing) })
	if err != nil {
		return err
	}
	c := &cohortSummary{file: baseNames(paths), input: in, thresholds: t, missing: o.missing, intervals: o.intervals(), counts: d.all, by: o.by, ungrouped: d.rest.Respondents(), least: o.least, where: o.options.Where, cuts: o.cuts}
	if c.groups, c.withheld, err = d.parts(); err != nil {
		return err
	}
	if err := o.say(s.Err, in); err != nil {
		return err
	}
	if *o.format == "text" {
		numberLong(c.groups)
	}
	return o.write(s, func(w io.Writer) error {
		if o.prose {
			return c.writeProse(w, *o.lang, *o.format, s.Width())
		}
		switch *o.format {
		case "csv":
			return c.writeCSV(w, s.Err)
		case "json":
			return writeJSON(w, c.json())
		}
		return c.document(*o.lang).Write(w, *o.format, s.Width())
	})
}

// cutsText writes the lowest moderate and high sum of each subscale:
// "EE 18/30, DP 6/12, PA 34/40".
func cutsText(t *scoring.Thresholds) string { return cutsIn(t, locale.For(locale.English)) }

// cutsIn is cutsText in a language.
func cutsIn(t *scoring.Thresholds, text *locale.Text) string {
	return cutsOf(t, text, mbi.Subscales[:]...)
}

func cutsOf(t *scoring.Thresholds, text *locale.Text, subscales ...mbi.Subscale) string {
	var parts []string
	for _, s := range subscales {
		parts = append(parts, fmt.Sprintf("%s %d/%d", text.Short.Of(s), t.Cuts[s].Moderate, t.Cuts[s].High))
	}
	return strings.Join(parts, ", ")
}

// warnings words the doubts of the reading and of the numbers.
func (c *cohortSummary) warnings(text *locale.Text) []warning {
	warnings := append(readingWarnings(c.input, text), itemWarnings(c.input, c.by, text)...)
	for _, s := range mbi.Subscales {
		d := c.counts.Subscale(s, c.intervals)
		name := text.Subscales.Of(s)
		switch {
		case d.N == 0:
			warnings = append(warnings, warning{"no-score", locale.Fill(text.Warnings.NoScore, "subscale", name)})
		case d.AlphaDefined && d.Alpha.Value < 0:
			warnings = append(warnings, warning{"alpha-negative", locale.Fill(text.Warnings.AlphaNegative, "subscale", name)})
		}
	}
	warnings = append(warnings, c.notComputed(c.counts, text)...)
	var groups int
	for _, g := range c.groups {
		if c.notComputed(g.counts, text) != nil {
			groups++
		}
	}
	if groups > 0 {
		warnings = append(warnings, warning{"groups-undefined", locale.Fill(text.Warnings.GroupsUndefined, "n", groups)})
	}
	return warnings
}

// notComputed names the statistics of a cohort or of a group that are undefined.
// Where nobody has a score another warning says so.
func (c *cohortSummary) notComputed(counts *summary.Counts, text *locale.Text) []warning {
	rows := text.Summary.Rows
	var warnings []warning
	for _, s := range mbi.Subscales {
		if d := counts.Subscale(s, c.intervals); d.N > 0 {
			warnings = append(warnings, undefinedWarnings(text.Short.Of(s), text,
				statistic{rows.SD, d.SD.Defined, d.N, 2}, statistic{rows.Skewness, d.Skewness.Defined, d.N, 3}, statistic{rows.Alpha, d.AlphaDefined, d.N - d.Prorated, 2})...)
		}
	}
	for _, r := range counts.Correlations(c.intervals.Confidence) {
		if r.N > 0 {
			warnings = append(warnings, undefinedWarnings(text.Short.Of(r.Of[0])+"–"+text.Short.Of(r.Of[1]), text,
				statistic{"r, ρ", r.Defined, r.N, 3}, statistic{c.intervalHead(text), r.Pearson.Low.Defined, r.N, 4})...)
		}
	}
	return warnings
}

// statistic is one that needs at least so many of n scores.
type statistic struct {
	name     string
	defined  bool
	n, least int64
}

// undefinedWarnings names those of the statistics that are undefined, for too few
// scores or else for scores that do not vary.
func undefinedWarnings(of string, text *locale.Text, statistics ...statistic) []warning {
	var few, equal []string
	for _, s := range statistics {
		switch {
		case s.defined:
		case s.n < s.least:
			few = append(few, s.name)
		default:
			equal = append(equal, s.name)
		}
	}
	var warnings []warning
	if few != nil {
		warnings = append(warnings, warning{string(stats.TooFew), locale.Fill(text.Warnings.TooFewScores, "of", of, "statistics", strings.Join(few, ", "))})
	}
	if equal != nil {
		warnings = append(warnings, warning{string(stats.NoVariance), locale.Fill(text.Warnings.EqualScores, "of", of, "statistics", strings.Join(equal, ", "))})
	}
	return warnings
}

// baseNames lists files without their folders.
func baseNames(paths []string) string {
	var names []string
	for _, p := range paths {
		names = append(names, filepath.Base(p))
	}
	return strings.Join(names, ", ")
}
