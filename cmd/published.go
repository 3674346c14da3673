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
	"burnout/scoring/published"
)

type publishedOptions struct {
	readFlags
	outputFlags
	cohort     []string
	thresholds *string
	format     *string
	lang       *locale.Language
}

// publishedHelp says what is judged, how a study file is written, and what the
// verdicts mean.
const publishedHelp = `published takes the figures that a report prints and says of each whether it is
possible at its n; which counts a percentage allows; which n would make an
impossible figure possible; whether parts add up to their total; how many
persons can have 0, 1, 2 or 3 dimensions on their burnout side and meet each
case definition that the report does not print; whether a mean and an SD of
whole scores can be; which method gives a printed interval; whether a printed
test agrees with its table, or with means, SDs and n, and which test gives a
printed p. All of it is exact but for the p of random tables; what the print
does not decide is called undecided. It needs no cohort.

With --cohort FILE, or several, it puts your answers beside the print: n and
value of each printed level, definition, number of dimensions, mean and SD, and
the difference, cohort less study, with Newcombe's or Welch's 95% interval. The
cohort is counted under the study's cut-offs where they are stated and come with
the program, else under --thresholds. It says where cut-offs, coding or a
definition differ or are unknown.

A study is one that comes with the program, by its id (mbi published list), or a
YAML file. It copies each figure as it is printed, with its decimals: 6.0 where
the report says 6.0. Every list but samples may be left out:

  id: mine                   # small letters, digits and hyphens
  title: Interns of a region
  source: where the figures are printed
  note: …                    # may be left out, as may the next two
  thresholds: isnar-img      # the table of cut-offs that the report uses
  coding: 0-6                # how it counts the seven answers, or 1-7
  samples: {analysed: 214, respondents: 302}  # the first is meant by default
  proportions:               # a count, a percent or both
    - {of: ee-high, percent: 26.2, interval: [20.4, 32.6]}
    - {of: pa-low, percent: 14.6, where: abstract}
    - {label: women, percent: 63.9, in: respondents}
  totals:                    # parts that make up a sample
    - label: sex
      parts: [{label: men, count: 77}, {label: women, percent: 64}]
  means:                     # sums of a subscale; per: item for item means
    - {of: ee, mean: 21.84, sd: 10.93, alpha: 0.90}
    - {label: stress, mean: 17.2, sd: 6.1, range: [0, 40]}
  tables:                    # chi2, df, p, fisher and v are what is printed,
    - label: sex by EE       # and so are a row's total and the columns' totals
      columns: [low, high]
      rows: [{label: men, counts: [60, 17], total: 77},
             {label: women, counts: [98, 39]}]
      totals: [158, 56]
      p: 0.36
  comparisons:               # t, df, p and d are what is printed
    - label: EE by year
      groups: [{label: first, n: 32, mean: 9.9, sd: 7.2},
               {label: second, n: 30, mean: 4.6, sd: 4.4}]
      p: <0.001

of is one of ee-high, dp-high, pa-low; any, all, ee-or-dp, ee-and-dp,
ee-plus-one, two-of-three; dimensions-0 to dimensions-3; in means ee, dp, pa.
What is none of these has a label, in words of the report.

Verdicts, and as CSV and JSON name them where that differs:

  possible     some count, or whole scores, give the figure as printed; with °,
               no figure with these decimals could be impossible at this n
  impossible   none do
  cut off      a percentage that comes out only if its digits were cut off, not
               rounded: 32.6 printed as 32; not used for what follows (cut-off)
  divisor n    an SD that is possible only with the divisor n, not n-1
               (divisor-n)
  undecided    what is printed, or the search, does not decide it
  agrees       the table, or means, SDs and n as printed, give the statistic
  open         not as printed, but the rounding of means and SDs, or the chance
               of random tables, can explain it
  disagrees    nothing that was tried gives it

The code is 0 also where a figure is impossible: that is a finding. CSV and JSON
carry numbers that are not rounded.`

func newPublished(s *streams.Streams) *cobra.Command {
	var o publishedOptions
	c := &cobra.Command{
		Use:     "published ID|STUDY.yaml",
		Short:   "Are printed results possible, and what follows from them",
		GroupID: "cohort",
		Long:    publishedHelp,
		Example: `  mbi published list
  mbi published rouen-2021
  mbi published rouen-2021 --cohort answers.csv
  mbi published show rouen-2021 > mine.yaml
  mbi published mine.yaml --format json`,
		Args: oneStudy,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return published.StudyIDs(), cobra.ShellCompDirectiveDefault
		},
	}
	flags := c.Flags()
	flags.StringArrayVar(&o.cohort, "cohort", nil, "`FILE` of answers to put beside the study; may be repeated")
	o.readFlags.add(c)
	o.thresholds = thresholdsFlag(c)
	o.lang = languageFlag(c, s)
	o.format = formatFlag(c, "text", "csv", "json")
	o.outputFlags.add(c)
	c.PreRunE = func(*cobra.Command, []string) error { return o.checkFlags(flags.Changed) }
	c.RunE = func(c *cobra.Command, args []string) error {
		return runPublished(c.Context(), s, &o, args[0], flags.Changed("thresholds"))
	}
	c.AddCommand(newPublishedList(s), newPublishedShow(s))
	return c
}

// oneStudy demands one argument, a study.
func oneStudy(_ *cobra.Command, args []string) error {
	if len(args) != 1 {
		hint := "`mbi published list` lists the studies that come with the program"
		if len(args) > 1 {
			hint = "each file of answers has its own --cohort"
		}
		return hinted(fmt.Errorf("expected one ID or STUDY.yaml, got %d", len(args)), hint)
	}
	return nil
}

// runPublished reports on the study that ref names; chosen is whether a table of
// thresholds was.
func runPublished(ctx context.Context, s *streams.Streams, o *publishedOptions, ref string, chosen bool) error {
	if err := o.check(append(o.cohort, ref)...); err != nil {
		return err
	}
	study, err := loadStudy(ref)
	if err != nil {
		return err
	}
	r := publishedReport{Report: published.Analyze(study), text: locale.For(*o.lang)}
	if len(o.cohort) > 0 {
		if r.cohort, err = o.readCohort(ctx, s, r.Report, chosen); err != nil {
			return err
		}
	}
	return o.write(s, func(w io.Writer) error {
		switch *o.format {
		case "csv":
			return r.writeCSV(w, s.Err)
		case "json":
			return writeJSON(w, r.json())
		}
		return r.writeText(w, s.Width())
	})
}

// loadStudy returns the study that ref names: an embedded one by its id, or a file.
func loadStudy(ref string) (*published.Study, error) {
	if s, ok := published.Embedded(ref); ok {
		return s, nil
	}
	n, err := yamlfile.ReadFile(ref)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, unknownStudy(ref, "list", "show")
	}
	if err != nil {
		return nil, err
	}
	return published.Decode(n)
}

// unknownStudy words that ref is no study and, unless only ids count, no file.
func unknownStudy(ref string, others ...string) error {
	what := "no study"
	if len(others) > 0 {
		what = "no study and no file"
	}
	ids := published.StudyIDs()
	err := fmt.Errorf("%s is named %q, the studies are %s", what, ref, strings.Join(ids, ", "))
	if near := fault.Nearest(ref, slices.Concat(ids, others)); near != "" {
		err = hinted(err, "did you mean "+near+"?")
	}
	return commandLine(err)
}

func newPublishedList(s *streams.Streams) *cobra.Command {
	c := &cobra.Command{
		Use:     "list",
		Short:   "List the studies that come with the program",
		Args:    cobra.NoArgs,
		Example: "  mbi published list",
	}
	lang := languageFlag(c, s)
	c.RunE = func(*cobra.Command, []string) error {
		rows := [][]string{locale.For(*lang).Published.List[:]}
		for _, id := range published.StudyIDs() {
			study, _ := published.Embedded(id)
			rows = append(rows, []string{id, fmt.Sprint(study.Samples[0].N), study.Title})
		}
		return writeWords(s.Out, rows)
	}
	return c
}

func newPublishedShow(s *streams.Streams) *cobra.Command {
	return &cobra.Command{
		Use:   "show ID",
		Short: "Show the file of a study that comes with the program",
		Long: `show prints the study file as it stands: each figure with its place, and where the
report is. A file of your own may start from it.`,
		Args:    oneStudy,
		Example: "  mbi published show rouen-2021",
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return published.StudyIDs(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			file, ok := published.File(args[0])
			if !ok {
				return unknownStudy(args[0])
			}
			_, err := s.Out.Write(file)
			return err
		},
	}
}
