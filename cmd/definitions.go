package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/streams"
	"burnout/mbi/fault"
	"burnout/mbi/locale"
	"burnout/mbi/yamlfile"
	"burnout/scoring"
	"burnout/scoring/cohort"
	"burnout/scoring/summary"
)

type definitionsOptions struct {
	readFlags
	groupFlags
	intervalFlags
	outputFlags
	thresholds *string
	format     *string
	lang       *locale.Language
	definition string
	profiles   bool
	norms      string
	rule       scoring.ProfileRule
}

func newDefinitions(s *streams.Streams) *cobra.Command {
	var o definitionsOptions
	c := &cobra.Command{
		Use:     "definitions FILE…",
		Short:   "Every case definition under every table, side by side",
		GroupID: "cohort",
		Long: `definitions counts the respondents who meet each case definition under each
table of cut-offs, with intervals and with the counts that missing answers leave
possible: the same cohort counts few or many by the rule alone. The seven
definitions are those that "mbi thresholds show" prints; the tables are the
three that come with the program. A YAML file given to --thresholds adds its
table, and its definitions where it holds some:

  definitions:
    ee-and-some-dp: {all: [ee high, {any: [dp high, dp moderate]}]}
    two-low: {at_least: 2, of: [ee low, dp low, pa low]}

Levels are those of the subscale: pa low is the burnout side. Whoever lacks one
of the three scores is undecided under every definition, and counted as such.
With --definition, --by counts the cases of each group under one table, that of
--thresholds. Groups of fewer than 5 respondents are withheld, and the next
smallest too where a subtraction would show one (--min-group).

--profiles counts the five profiles of Leiter & Maslach (2016) instead: high is
at or above mean + 0.5 SD (EE), + 1.25 SD (DP), + 0.10 SD (PA) of a norm group,
given as means and SDs of the sums in a YAML file:

  id: mine
  source: where the means and SDs are printed
  subscales:
    emotional_exhaustion:    {mean: 20.5, sd: 11.0}
    depersonalization:       {mean: 7.2, sd: 5.1}
    personal_accomplishment: {mean: 36.4, sd: 6.9}

--norms sample takes the sample's own, which says nothing about its level. Three
of the eight ways to be high or low have no name: --rule strict leaves them
unclassified, total ignores PA once EE or DP is high.

CSV has a line for each definition and table, those that count fewest first.
CSV and JSON carry numbers that are not rounded.`,
		Example: `  mbi definitions answers.csv
  mbi definitions --thresholds mine.yaml --format csv answers.csv > grid.csv
  mbi definitions --definition ee-plus-one --by semester answers.csv
  mbi definitions --profiles --norms norms.yaml answers.csv`,
		Args: someFiles,
	}
	o.readFlags.add(c)
	o.groupFlags.add(c)
	o.intervalFlags.add(c)
	o.thresholds = thresholdsFlag(c)
	flags := c.Flags()
	flags.StringVar(&o.definition, "definition", "", "count by one definition only, named by its `ID`")
	flags.BoolVar(&o.profiles, "profiles", false, "the five profiles of Leiter & Maslach instead of definitions")
	flags.StringVar(&o.norms, "norms", "", "norm group of the profiles: a YAML `FILE`, or sample")
	o.rule = scoring.Strict
	flags.Var(&choice[scoring.ProfileRule]{into: &o.rule, parse: parseProfileRule, kind: "strict|total"}, "rule", "what becomes of those whom the profiles do not name")
	complete(c, "rule", string(scoring.Strict), string(scoring.Total))
	o.lang = languageFlag(c, s)
	o.format = formatFlag(c, "text", "csv", "json", "markdown", "latex", "html")
	o.outputFlags.add(c)
	c.PreRunE = func(*cobra.Command, []string) error { return o.checkFlags(flags.Changed) }
	c.RunE = func(c *cobra.Command, args []string) error {
		if o.profiles {
			return runProfiles(c.Context(), s, &o, args)
		}
		return runDefinitions(c.Context(), s, &o, args)
	}
	return c
}

// checkFlags refuses flags that do not go together.
func (o *definitionsOptions) checkFlags(given func(flag string) bool) error {
	switch {
	case o.profiles && o.norms == "":
		return hinted(errors.New("--profiles without --norms, expected a norm group"), "--norms FILE, or --norms sample")
	case o.profiles && (given("thresholds") || given("definition")):
		return errors.New("--thresholds or --definition with --profiles, expected none: its boundaries are those of --norms")
	case o.profiles && len(o.by) > 0:
		return errors.New("--by with --profiles, expected none: profiles are those of a whole cohort")
	case !o.profiles && (given("norms") || given("rule")):
		return errors.New("--norms or --rule without --profiles, which they belong to")
	}
	if len(o.by) > 0 && o.definition == "" {
		return hinted(errors.New("--by divides the cases of one definition, expected --definition"), "--definition "+scoring.Definitions()[0].ID)
	}
	return nil
}

func parseProfileRule(s string) (scoring.ProfileRule, error) {
	switch r := scoring.ProfileRule(s); r {
	case scoring.Strict, scoring.Total:
		return r, nil
	}
	return "", fmt.Errorf("unknown rule %q, expected %s or %s", s, scoring.Strict, scoring.Total)
}

// cohortShares is what was read of a cohort and how it is counted, whatever is
// counted.
type cohortShares struct {
	file      string // base names
	input     *cohort.Input
	missing   scoring.MissingRule
	intervals summary.Intervals
	flow      flowJSON
	decided   int64 // respondents scored on all three subscales
}

// grid is the cases of a cohort and all that must be said beside them.
type grid struct {
	cohortShares
	tables      []*scoring.Thresholds
	definitions []scoring.Definition
	cases       []summary.Case

	by        []string
	groups    []group[*summary.Cases]
	withheld  withheld
	ungrouped int64
	least     int64
}

func runDefinitions(ctx context.Context, s *streams.Streams, o *definitionsOptions, paths []string) error {
	if err := errors.Join(o.outputFlags.check(paths...), o.groupFlags.check()); err != nil {
		return err
	}
	own, err := loadThresholds(*o.thresholds)
	if err != nil {
		return err
	}
	definitions, err := o.definitions(own)
	if err != nil {
		return err
	}
	tables := tablesWith(own)
	if len(o.by) > 0 {
		tables = []*scoring.Thresholds{own}
	}
	in, d, err := countDivided(ctx, s, &o.readFlags, &o.groupFlags, paths, func() *summary.Cases { return summary.NewCases(tables, o.missing) })
	if err != nil {
		return err
	}
	g := &grid{
		cohortShares: cohortShares{baseNames(paths), in, o.missing, o.intervals(), flowOf(in, d.all), d.all.Decided()},
		tables:       tables, definitions: definitions, cases: d.all.Grid(definitions, o.intervals()),
		by: o.by, ungrouped: d.rest.Respondents(), least: o.least,
	}
	if g.groups, g.withheld, err = d.parts(); err != nil {
		return err
	}
	if *o.format == "text" {
		numberLong(g.groups)
	}
	if err := o.say(s.Err, in); err != nil {
		return err
	}
	return o.write(s, func(w io.Writer) error {
		switch *o.format {
		case "csv":
			return writeCases(w, s.Err, g.list(), gridColumns[:], g.results(), g.warnings(locale.For(locale.English)))
		case "json":
			return writeJSON(w, g.json())
		}
		return g.document(*o.lang).Write(w, *o.format, s.Width())
	})
}

// definitions are the embedded ones and the table's own, or the one that is named.
func (o *definitionsOptions) definitions(own *scoring.Thresholds) ([]scoring.Definition, error) {
	all := slices.Concat(scoring.Definitions(), own.Definitions)
	if o.definition == "" {
		return all, nil
	}
	var ids []string
	for _, d := range all {
		if d.ID == o.definition {
			return []scoring.Definition{d}, nil
		}
		ids = append(ids, d.ID)
	}
	err := fmt.Errorf("no definition is named %q, the definitions are %s", o.definition, strings.Join(ids, ", "))
	if near := fault.Nearest(o.definition, ids); near != "" {
		err = hinted(err, "did you mean --definition "+near+"?")
	}
	return nil, commandLine(err)
}

// tablesWith are the embedded tables and the user's own.
func tablesWith(own *scoring.Thresholds) []*scoring.Thresholds {
	var all []*scoring.Thresholds
	for _, id := range scoring.TableIDs() {
		t, _ := scoring.Table(id)
		all = append(all, t)
	}
	if !slices.Contains(scoring.TableIDs(), own.ID) {
		all = append(all, own)
	}
	return all
}

// warnings words the doubts of the reading, of who could be counted, and of the
// columns of groups.
func (g *grid) warnings(text *locale.Text) []warning {
	return append(g.cohortShares.warnings(text), itemWarnings(g.input, g.by, text)...)
}

// warnings words the doubts of the reading, and that nobody could be counted.
func (c *cohortShares) warnings(text *locale.Text) []warning {
	warnings := readingWarnings(c.input, text)
	if c.decided == 0 {
		warnings = append(warnings, warning{"all-undecided", text.Warnings.AllUndecided})
	}
	return warnings
}

// loadNorms reads the norm group of a file.
func loadNorms(path string) (*scoring.Norms, error) {
	n, err := yamlfile.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, commandLine(fmt.Errorf("no file is named %q, expected a YAML file, or %s", path, scoring.SampleNormsID))
	}
	if err != nil {
		return nil, err
	}
	return scoring.DecodeNorms(n)
}
