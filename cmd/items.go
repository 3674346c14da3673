package cmd

import (
	"context"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/streams"
	"burnout/mbi"
	"burnout/mbi/locale"
	"burnout/scoring"
	"burnout/scoring/cohort"
	"burnout/scoring/stats"
	"burnout/scoring/summary"
)

type itemsOptions struct {
	readFlags
	groupFlags
	outputFlags
	confidence float64
	format     *string
	lang       *locale.Language
}

func newItems(s *streams.Streams) *cobra.Command {
	o := itemsOptions{confidence: usualIntervals.Confidence}
	c := &cobra.Command{
		Use:     "items FILE…",
		Short:   "The items of a cohort, and how reliably they measure",
		GroupID: "cohort",
		Long: `items reads a survey file as mbi summary does and writes, per item, n,
missing answers, mean, SD, how often each answer from 0 to 6 was given, floor
and ceiling, the correlation with the rest of its subscale and Cronbach's alpha
without it; per subscale alpha with its interval, standardised alpha, the mean
correlation between items, McDonald's omega total and the standard error of
measurement. Items that run against the rest of their subscale are named: a
reversed column shows here.

Reliability is that of the respondents who answered the whole subscale, whatever
--missing says. Items are shown by their number and the heading of their column.
--by adds the same for each group; the text shows the reliability of each, CSV
and JSON all of it, not rounded.`,
		Example: `  mbi items answers.csv
  mbi items --coding 1-7 --by sex answers.csv
  mbi items --format latex --lang fr answers.csv > items.tex
  mbi items --format json answers.csv > items.json`,
		Args: someFiles,
	}
	o.readFlags.add(c)
	o.groupFlags.add(c)
	confidenceFlag(c, &o.confidence)
	o.lang = languageFlag(c, s)
	o.format = formatFlag(c, "text", "csv", "json", "markdown", "latex", "html")
	o.outputFlags.add(c)
	c.RunE = func(c *cobra.Command, args []string) error { return runItems(c.Context(), s, &o, args) }
	return c
}

// cohortItems is the analysis of a cohort's items and all that must be said
// beside it.
type cohortItems struct {
	file       string // base names
	input      *cohort.Input
	missing    scoring.MissingRule
	confidence float64
	flow       flowJSON
	all        [3]summary.Analysis
	by         []string
	groups     []itemGroup
	withheld   withheld
	ungrouped  int64
	least      int64 // respondents of a group that is shown
}

// itemGroup is the analysis of one group.
type itemGroup struct {
	group[*summary.Items]
	of [3]summary.Analysis
}

func runItems(ctx context.Context, s *streams.Streams, o *itemsOptions, paths []string) error {
	if err := errors.Join(o.outputFlags.check(paths...), o.groupFlags.check()); err != nil {
		return err
	}
	in, d, err := countDivided(ctx, s, &o.readFlags, &o.groupFlags, paths, summary.NewItems)
	if err != nil {
		return err
	}
	c := &cohortItems{file: baseNames(paths), input: in, missing: o.missing, confidence: o.confidence,
		flow: flowOf(in, d.all), all: analyses(d.all, o.confidence), by: o.by, ungrouped: d.rest.Respondents(), least: o.least}
	var groups []group[*summary.Items]
	if groups, c.withheld, err = d.parts(); err != nil {
		return err
	}
	if *o.format == "text" {
		numberLong(groups)
	}
	for _, g := range groups {
		c.groups = append(c.groups, itemGroup{g, analyses(g.counts, o.confidence)})
	}
	if err := o.say(s.Err, in); err != nil {
		return err
	}
	return o.write(s, func(w io.Writer) error {
		switch *o.format {
		case "csv":
			return c.writeCSV(w, s.Err)
		case "json":
			return writeJSON(w, c.json())
		}
		return c.document(*o.lang).Write(w, *o.format, s.Width())
	})
}

// analyses analyses each subscale.
func analyses(c *summary.Items, confidence float64) (of [3]summary.Analysis) {
	for _, s := range mbi.Subscales {
		of[s] = c.Analysis(s, confidence)
	}
	return of
}

// heading names the column of an item by its heading in the file; ok is false
// where that is the text of the question, which is not repeated.
func heading(in *cohort.Input, item int) (name string, ok bool) {
	words := strings.Fields(visible(in.Headings[in.Items[item-1]]))
	name = strings.Join(words, " ")
	if len(words) > 2 || utf8.RuneCountInString(name) > 30 {
		return "", false
	}
	return name, true
}

// columnName is the heading of an item for a table. A long one loses its
// beginning, which those of other items share.
func columnName(in *cohort.Input, item int) string {
	const most = 12
	name, ok := heading(in, item)
	if !ok {
		return undefined
	}
	if r := []rune(name); len(r) > most {
		return "…" + string(r[len(r)-most+1:])
	}
	return name
}

// warnings words the doubts of the reading and of the items.
func (c *cohortItems) warnings(text *locale.Text) []warning {
	words := text.Items.Warnings
	warnings := append(readingWarnings(c.input, text), itemWarnings(c.input, c.by, text)...)
	for _, s := range mbi.Subscales {
		a, name := c.all[s], text.Subscales.Of(s)
		if a.AlphaDefined && a.Alpha.Value < 0 {
			warnings = append(warnings, warning{"alpha-negative", locale.Fill(text.Warnings.AlphaNegative, "subscale", name)})
		}
		if len(a.Negative) > 0 {
			warnings = append(warnings, warning{"item-rest-negative", locale.Fill(words.Negative, "subscale", name, "items", c.named(text, a.Negative))})
		}
		warnings = append(warnings, undefinedWarnings(name, text, statistic{text.Summary.Rows.Alpha, a.AlphaDefined, a.N, 2})...)
		if without := withoutRest(a); without != nil {
			warnings = append(warnings, warning{"item-rest-undefined", locale.Fill(words.NoRest, "subscale", name, "items", c.named(text, without))})
		}
		if a.OmegaUndefined != stats.Defined {
			warnings = append(warnings, warning{"omega-undefined", locale.Fill(words.NoOmega, "subscale", name, "reason", noOmega(text, a.OmegaUndefined))})
		}
	}
	return warnings
}

// withoutRest lists the items without a correlation with the rest, though there
// are respondents enough.
func withoutRest(a summary.Analysis) []int {
	var items []int
	for _, d := range a.Items {
		if a.N > 1 && !d.Rest.Defined {
			items = append(items, d.Item)
		}
	}
	return items
}

// named names items by their number and column.
func (c *cohortItems) named(text *locale.Text, items []int) string {
	var names []string
	for _, item := range items {
		names = append(names, locale.Fill(text.Items.Warnings.Item, "n", item, "column", columnName(c.input, item)))
	}
	return strings.Join(names, ", ")
}

// noOmega words why omega is undefined.
func noOmega(text *locale.Text, why stats.Reason) string {
	words := text.Items.NoOmega
	return map[stats.Reason]string{
		stats.TooFewRespondents: words.TooFewRespondents, stats.ConstantItem: words.ConstantItem,
		stats.Heywood: words.Heywood, stats.Undetermined: words.Undetermined,
	}[why]
}
