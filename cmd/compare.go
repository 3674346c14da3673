package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/streams"
	"burnout/mbi"
	"burnout/mbi/fault"
	"burnout/mbi/locale"
	"burnout/scoring"
	"burnout/scoring/cohort"
	"burnout/scoring/summary"
)

type compareOptions struct {
	readFlags
	groupFlags
	intervalFlags
	outputFlags
	ordered     []string
	with        []string
	paired      string
	reliability string
	thresholds  *string
	format      *string
	lang        *locale.Language
}

func newCompare(s *streams.Streams) *cobra.Command {
	var o compareOptions
	c := &cobra.Command{
		Use:     "compare FILE…",
		Short:   "Groups, or two waves, against each other",
		GroupID: "cohort",
		Long: `compare tests groups of a cohort against each other, with effect sizes.
--by COLUMN compares the scores by means and by ranks (two groups: Welch,
Hedges's g, Mann-Whitney, Cliff's delta; more: Welch, ANOVA, Kruskal-Wallis, then
the pairs by Games-Howell and Dunn), and levels, burnout side and dimensions by
χ², Fisher's test or random tables, two groups by risk difference, risk ratio and
odds ratio too. --ordered adds tests of a trend. --with COLUMN correlates the
scores with a column of numbers, such as age; a decimal comma is read.

--paired COLUMN compares two waves of the same respondents, by their identifiers:
a row for each at each value of the column. The memory that this takes grows with
the number of identifiers.

All p values of a run are also corrected for their number by Holm's method, those
of pairs among themselves. Groups of fewer than 5 respondents are withheld as in
mbi summary and take no part in the tests. What cannot be computed is a warning,
and no number. CSV and JSON carry numbers that are not rounded.`,
		Example: `  mbi compare --by sex answers.csv
  mbi compare --by year --ordered 1,2,3 --lang fr answers.csv
  mbi compare --by age --cut age=25,30 --with hours answers.csv
  mbi compare --paired wave --ordered before,after --id code answers.csv
  mbi compare --by sex --format csv answers.csv > tests.csv`,
		Args: someFiles,
	}
	o.readFlags.add(c)
	o.groupFlags.add(c)
	c.Flags().Lookup("by").Usage = "compare groups: columns whose values divide the cohort"
	c.Flags().Var(&namesFlag{&o.ordered, "VALUES"}, "ordered", "values of the column of groups, or of the two waves, in their order")
	c.Flags().Var(&namesFlag{&o.with, "COLUMNS"}, "with", "columns of numbers to correlate with the scores")
	c.Flags().StringVar(&o.paired, "paired", "", "compare two waves: `COLUMN` that tells the rows of an identifier apart")
	reliabilityFlag(c, &o.reliability)
	o.intervalFlags.add(c)
	o.thresholds = thresholdsFlag(c)
	o.lang = languageFlag(c, s)
	o.format = formatFlag(c, "text", "csv", "json", "markdown", "latex", "html")
	o.outputFlags.add(c)
	c.RunE = func(c *cobra.Command, args []string) error { return runCompare(c.Context(), s, &o, args) }
	return c
}

// check refuses flags that contradict each other.
func (o *compareOptions) check(paths []string) error {
	if err := errors.Join(o.outputFlags.check(paths...), o.groupFlags.check()); err != nil {
		return err
	}
	wrong := func(text, hint string) error { return commandLine(hinted(errors.New(text), hint)) }
	switch {
	case o.paired == "" && len(o.by) == 0 && len(o.with) == 0:
		return wrong("nothing to compare, expected --by, --with or --paired", "--by sex, if that is a column of the file")
	case o.paired != "" && len(o.by)+len(o.with) > 0:
		return wrong("--paired compares two waves of the same respondents, expected it without --by and --with", "--where WAVE=VALUE reads one wave, to compare its groups")
	case o.reliability != "" && o.paired == "":
		return wrong("--reliability says which change is reliable, expected it with --paired", "--paired WAVE compares two waves")
	case len(o.ordered) > 0 && o.paired == "" && len(o.by) != 1:
		return wrong("--ordered orders the values of one column, expected one in --by", "--by year --ordered 1,2,3")
	case len(o.ordered) > 0 && o.paired != "" && len(o.ordered) != 2:
		return wrong(fmt.Sprintf("--ordered names %d waves, expected two", len(o.ordered)), "--paired wave --ordered before,after")
	}
	return nil
}

// cohortComparison is a comparison and all that must be said beside it.
type cohortComparison struct {
	cohortSummary
	order       []string // of the groups or waves, as it was asked for; nil: none was
	parts       []comparedPart
	levels      [3]summary.Table
	affected    [3]summary.Table
	dimensions  summary.Table
	with        []comparedColumn
	waves       *comparedWaves
	reliability *scoring.Reliability
	tests       int // p values that Holm's correction counts
}

// comparedPart is a list of statistics of one kind.
type comparedPart struct {
	table    partTable
	subscale int    // -1: of all
	column   string // of numbers
	list     []summary.Statistic
}

// partTable names the table of a part in machine formats.
type partTable string

const (
	scoreTests     partTable = "score_tests"
	pairTests      partTable = "score_pairs"
	levelTests     partTable = "level_tests"
	affectedTests  partTable = "affected_tests"
	dimensionTests partTable = "dimension_tests"
	withTests      partTable = "correlations"
	waveTests      partTable = "wave_tests"
)

func runCompare(ctx context.Context, s *streams.Streams, o *compareOptions, paths []string) error {
	if err := o.check(paths); err != nil {
		return err
	}
	t, err := loadThresholds(*o.thresholds)
	if err != nil {
		return err
	}
	exactness, err := loadReliability(o.reliability)
	if err != nil {
		return err
	}
	c := &cohortComparison{cohortSummary: cohortSummary{file: baseNames(paths), thresholds: t, missing: o.missing, intervals: o.intervals(), by: o.by, least: o.least}, order: o.ordered, reliability: exactness}
	if o.paired != "" {
		err = c.readWaves(ctx, s, o, paths)
	} else {
		err = c.readGroups(ctx, s, o, paths)
	}
	if err != nil {
		return err
	}
	if c.waves != nil && *o.format == "text" {
		numberLong(c.waves.shown[:])
	}
	c.correct()
	if err := o.say(s.Err, c.input); err != nil {
		return err
	}
	return o.write(s, func(w io.Writer) error {
		switch *o.format {
		case "csv":
			return writeList(w, c.list(), s.Err, c.warnings(locale.For(locale.English)))
		case "json":
			return writeJSON(w, c.json())
		}
		return c.document(*o.lang).Write(w, *o.format, s.Width())
	})
}

// readGroups reads and compares the groups, and the columns of numbers.
func (c *cohortComparison) readGroups(ctx context.Context, s *streams.Streams, o *compareOptions, paths []string) error {
	o.options.Unnumbered = true
	var sinks []*numberSink
	in, d, err := countBeside(ctx, s, &o.readFlags, &o.groupFlags, paths, func() *summary.Counts { return summary.New(c.thresholds, c.missing) }, func(d *divided[*summary.Counts]) cohort.Sink {
		sinks = append(sinks, &numberSink{divided: d, names: o.with, rule: o.missing})
		return sinks[len(sinks)-1]
	})
	if err != nil {
		return err
	}
	c.input, c.counts, c.ungrouped = in, d.all, d.rest.Respondents()
	if err := c.compareColumns(o.with, sinks); err != nil {
		return err
	}
	if len(o.by) == 0 {
		return nil
	}
	if c.groups, c.withheld, err = d.parts(); err != nil {
		return err
	}
	places, err := c.arrange(d)
	if err != nil {
		return err
	}
	if len(c.groups) < 2 {
		return c.tooFewGroups()
	}
	if *o.format == "text" {
		numberLong(c.groups)
	}
	c.compareGroups(places)
	return nil
}

// tooFewGroups says that there is nothing to compare, and what may help.
func (c *cohortComparison) tooFewGroups() error {
	err := fmt.Errorf("groups by %s that can be shown: %d, expected two or more", strings.Join(c.by, ", "), len(c.groups))
	if c.withheld.groups > 0 {
		return hinted(err, fmt.Sprintf("%d are withheld for their few respondents, --min-group 1 shows all", c.withheld.groups))
	}
	return hinted(err, "--by another column divides otherwise")
}

// arrange puts the groups in the order that was asked for and returns their
// places in it.
func (c *cohortComparison) arrange(d *divided[*summary.Counts]) ([]float64, error) {
	if len(c.order) == 0 {
		return nil, nil
	}
	var unlisted []string
	for key := range d.groups {
		if value := strings.TrimSuffix(key, "\x00"); !slices.Contains(c.order, value) {
			unlisted = append(unlisted, value)
		}
	}
	if len(unlisted) > 0 {
		slices.SortFunc(unlisted, compareValues)
		return nil, unlistedValues(c.by[0], unlisted)
	}
	place := func(g group[*summary.Counts]) int { return slices.Index(c.order, g.values[0]) }
	slices.SortFunc(c.groups, func(a, b group[*summary.Counts]) int { return place(a) - place(b) })
	var places []float64
	for _, g := range c.groups {
		places = append(places, float64(place(g)+1))
	}
	return places, nil
}

// unlistedValues refuses values of a column that --ordered leaves out.
func unlistedValues(column string, values []string) error {
	const most = 5
	var names []string
	for _, v := range values[:min(most, len(values))] {
		names = append(names, fault.Quote(v))
	}
	if more := len(values) - most; more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	return commandLine(hinted(fmt.Errorf("column %s holds %s, which --ordered does not name", fault.Quote(column), strings.Join(names, ", ")),
		"name all of its values in their order, as they stand in the file"))
}

func (c *cohortComparison) compareGroups(places []float64) {
	g := summary.Groups{Places: places, Confidence: c.intervals.Confidence}
	for _, group := range c.groups {
		g.Of = append(g.Of, group.counts)
	}
	for _, s := range mbi.Subscales {
		c.levels[s], c.affected[s] = g.Levels(s), g.Affected(s)
		c.add(scoreTests, s, g.Scores(s))
		if pairs := g.Pairs(s); pairs != nil {
			c.add(pairTests, s, pairs)
		}
		c.add(levelTests, s, c.levels[s].Statistics)
		c.add(affectedTests, s, c.affected[s].Statistics)
	}
	c.dimensions = g.Dimensions()
	c.parts = append(c.parts, comparedPart{table: dimensionTests, subscale: -1, list: c.dimensions.Statistics})
}

func (c *cohortComparison) add(table partTable, s mbi.Subscale, list []summary.Statistic) {
	c.parts = append(c.parts, comparedPart{table: table, subscale: int(s), list: list})
}

// correct corrects the p values of the run but for those of pairs, which are
// corrected among themselves.
func (c *cohortComparison) correct() {
	var tests []*summary.Statistic
	for _, p := range c.parts {
		if p.table == pairTests {
			continue
		}
		for i := range p.list {
			tests = append(tests, &p.list[i])
		}
	}
	c.tests = summary.Holm(tests)
}

// part returns the statistics of a table.
func (c *cohortComparison) part(table partTable, subscale int, column string) []summary.Statistic {
	for _, p := range c.parts {
		if p.table == table && p.subscale == subscale && p.column == column {
			return p.list
		}
	}
	return nil
}
