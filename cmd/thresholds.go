package cmd

import (
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/render"
	"burnout/cmd/internal/streams"
	"burnout/mbi"
	"burnout/mbi/locale"
	"burnout/scoring"
)

func newThresholds(s *streams.Streams) *cobra.Command {
	c := parent(&cobra.Command{
		Use:     "thresholds",
		Short:   "Show and check the tables of cut-offs",
		GroupID: "reference",
		Long: `A table of thresholds gives the lowest sum of the moderate and of the high
level of each subscale. The levels are those of a normative sample, not clinical
thresholds, and one point can move a share by several percent: every result
names its table and its integers.

A definition says who counts as a case by these levels. The seven that recur in
papers come with the program; a file may hold others beside its table.`,
		Example: `  mbi thresholds list
  mbi thresholds show us-medicine-1996
  mbi thresholds check mine.yaml`,
	})
	c.AddCommand(newThresholdsList(s), newThresholdsShow(s), newThresholdsCheck(s))
	return c
}

func newThresholdsList(s *streams.Streams) *cobra.Command {
	c := &cobra.Command{
		Use:     "list",
		Short:   "List the tables that come with the program",
		Args:    cobra.NoArgs,
		Example: "  mbi thresholds list",
	}
	lang := languageFlag(c, s)
	c.RunE = func(*cobra.Command, []string) error { return listThresholds(s.Out, locale.For(*lang)) }
	return c
}

func listThresholds(w io.Writer, text *locale.Text) error {
	table := render.Table{Header: text.Thresholds.List[:]}
	for _, id := range scoring.TableIDs() {
		t, _ := scoring.Table(id)
		row := []string{tableName(t, text)}
		for _, s := range mbi.Subscales {
			row = append(row, fmt.Sprintf("%d / %d", t.Cuts[s].Moderate, t.Cuts[s].High))
		}
		table.Rows = append(table.Rows, row)
	}
	if err := table.Text(w); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%s\n", text.Thresholds.Lowest)
	return err
}

func tableName(t *scoring.Thresholds, text *locale.Text) string {
	if t.ID == scoring.DefaultTable {
		return locale.Fill(text.Thresholds.Default, "id", t.ID)
	}
	return t.ID
}

func newThresholdsShow(s *streams.Streams) *cobra.Command {
	c := &cobra.Command{
		Use:     "show [ID|FILE]",
		Short:   "Show a table: its integers, their source, the definitions",
		Args:    cobra.MaximumNArgs(1),
		Example: "  mbi thresholds show\n  mbi thresholds show us-overall-1996 --lang fr",
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return scoring.TableIDs(), cobra.ShellCompDirectiveDefault
		},
	}
	lang := languageFlag(c, s)
	c.RunE = func(_ *cobra.Command, args []string) error {
		ref := scoring.DefaultTable
		if len(args) == 1 {
			ref = args[0]
		}
		t, err := loadThresholds(ref)
		if err != nil {
			return err
		}
		return showThresholds(s.Out, t.In(string(*lang)), locale.For(*lang), s.Width())
	}
	return c
}

func showThresholds(w io.Writer, t *scoring.Thresholds, text *locale.Text, width int) error {
	if _, err := fmt.Fprintf(w, "%s\n%s\n\n", tableName(t, text), render.Wrap(t.Title, width, "")); err != nil {
		return err
	}
	if err := levelTable(t, text).Text(w); err != nil {
		return err
	}
	notes := []string{text.Thresholds.Side, locale.Fill(text.Thresholds.Source, "source", t.Source)}
	if t.Note != "" {
		notes = append(notes, locale.Fill(text.Thresholds.Note, "note", t.Note))
	}
	for _, n := range notes {
		if _, err := fmt.Fprintf(w, "\n%s\n", render.Wrap(n, width, "")); err != nil {
			return err
		}
	}
	return writeDefinitions(w, slices.Concat(scoring.Definitions(), t.Definitions), text, width)
}

// levelTable lays out the range of sums of each level of each subscale.
func levelTable(t *scoring.Thresholds, text *locale.Text) render.Table {
	table := render.Table{Header: text.Thresholds.Columns[:]}
	for _, s := range mbi.Subscales {
		row := []string{text.Subscales.Of(s)}
		for _, l := range scoring.Levels {
			row = append(row, levelRange(t, s, l))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// levelRange writes the sums of a level: "18–29".
func levelRange(t *scoring.Thresholds, s mbi.Subscale, l scoring.Level) string {
	low, high := t.Range(s, l)
	return fmt.Sprintf("%d–%d", low, high)
}

func newThresholdsCheck(s *streams.Streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "check FILE",
		Short: "Check a table of your own, and its definitions",
		Args:  oneFile,
		Long: `check reads a table from a YAML file and names every fault with line and column:

  id: mine
  title: My table
  source: where the integers were printed
  subscales:         # the lowest sum of the level
    emotional_exhaustion:    {moderate: 18, high: 30}
    depersonalization:       {moderate: 6, high: 12}
    personal_accomplishment: {moderate: 34, high: 40}

A table that was printed as ranges may be written as {low: 0-17, moderate: 18-29,
high: ">=30"}: then every sum must fall in exactly one level. Levels are those of
the subscale: a high degree of burnout is a low level of accomplishment.

Case definitions may stand in the same file. A rule is a level, or all, any, or
at least some of other rules; its source may stand beside it:

  definitions:
    ee-plus-one: {all: [ee high, {any: [dp high, pa low]}]}
    two-of-three: {at_least: 2, of: [ee high, dp high, pa low], source: …}

Code 0 if the table is valid, 1 if not.`,
		Example: "  mbi thresholds check mine.yaml",
	}
	lang := languageFlag(c, s)
	c.RunE = func(_ *cobra.Command, args []string) error {
		t, err := readThresholds(args[0])
		if err != nil {
			return err
		}
		text := locale.For(*lang)
		_, err = fmt.Fprintf(s.Out, "%s\n\n", locale.Fill(text.Thresholds.Good, "file", args[0], "id", t.ID))
		if err != nil {
			return err
		}
		if err := levelTable(t, text).Text(s.Out); err != nil || t.Definitions == nil {
			return err
		}
		return writeDefinitions(s.Out, t.Definitions, text, s.Width())
	}
	return c
}
