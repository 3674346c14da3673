package cmd

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/report"
	"burnout/cmd/internal/streams"
	"burnout/mbi"
	"burnout/mbi/locale"
	"burnout/scoring"
	"burnout/scoring/cohort"
	"burnout/scoring/summary"
)

type reportOptions struct {
	readFlags
	groupFlags
	intervalFlags
	outputFlags
	thresholds *string
	lang       *locale.Language
	title      string
	figures    string
}

func newReport(s *streams.Streams) *cobra.Command {
	var o reportOptions
	c := &cobra.Command{
		Use:     "report FILE…",
		Short:   "All of a cohort as one page, with charts",
		GroupID: "cohort",
		Long: `report writes one HTML page: what was read, the cut-offs, scores, levels and
dimensions with intervals, every case definition under every table, groups, items
and missing answers, each as a chart with its table; paragraphs on methods and
results for a paper, what STROBE asks for, references, and where the page comes
from. The page needs no network and no script, prints on A4 and follows the
reader's light or dark colours. Its numbers are those of mbi summary, definitions,
items and, of up to 40 groups, compare.

Groups of fewer than 5 respondents are withheld, and the next smallest too where a
subtraction would show one; of so small a cohort no distribution is shown
(--min-group). The date is that of SOURCE_DATE_EPOCH where it is set.

--figures writes each chart as an SVG file too.`,
		Example: `  mbi report answers.csv -o report.html
  mbi report --by sex --lang fr --title "Internes, 2026" answers.csv -o rapport.html
  mbi report --thresholds us-medicine-1996 --figures charts answers.csv -o report.html`,
		Args: someFiles,
	}
	o.readFlags.add(c)
	o.groupFlags.add(c)
	o.intervalFlags.add(c)
	o.thresholds = thresholdsFlag(c)
	o.lang = languageFlag(c, s)
	c.Flags().StringVar(&o.title, "title", "", "title of the page, a `TEXT`")
	c.Flags().StringVar(&o.figures, "figures", "", "write each chart as an SVG file to this `FOLDER`")
	o.outputFlags.add(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		typed, _ := c.Context().Value(typed{}).([]string)
		return runReport(c.Context(), s, &o, args, typed)
	}
	return c
}

// reportCounts counts all that a report shows in one reading.
type reportCounts struct {
	*summary.Counts
	cases *summary.Cases
	items *summary.Items
}

func (r *reportCounts) Add(a *mbi.Answers) {
	r.Counts.Add(a)
	r.cases.Add(a)
	r.items.Add(a)
}

func (r *reportCounts) Merge(o *reportCounts) {
	r.Counts.Merge(o.Counts)
	r.cases.Merge(o.cases)
	r.items.Merge(o.items)
}

// patternSink counts a cohort and its groups, and which answers of the cohort lack
// together.
type patternSink struct {
	*divided[*reportCounts]
	patterns summary.Patterns
}

// Row counts a row.
func (p *patternSink) Row(r *cohort.Row) error {
	p.patterns.Add(&r.Answers)
	return p.divided.Row(r)
}

// cohortReport is the results of a cohort, and where the page comes from.
type cohortReport struct {
	*cohortSummary
	grid       *grid
	items      *cohortItems
	comparison *cohortComparison // nil: there are no two groups, or too many
	patterns   *summary.Patterns
	title      string // empty: the usual one
	command    string
	date       string
	digests    []digest
}

// digest is the SHA-256 of a file that the page depends on.
type digest struct{ file, sum string }

func runReport(ctx context.Context, s *streams.Streams, o *reportOptions, paths, typed []string) error {
	if o.file == "" && s.OutTerminal {
		return commandLine(hinted(errors.New("the page would be written to the terminal, expected a file for it"), "-o report.html"))
	}
	if err := errors.Join(o.outputFlags.check(paths...), o.groupFlags.check()); err != nil {
		return err
	}
	date, err := today(s.Getenv)
	if err != nil {
		return err
	}
	t, err := loadThresholds(*o.thresholds)
	if err != nil {
		return err
	}
	tables := tablesWith(t)
	o.digest = true
	o.options.Unnumbered = true
	var sinks []*patternSink
	in, d, err := countBeside(ctx, s, &o.readFlags, &o.groupFlags, paths, func() *reportCounts {
		return &reportCounts{summary.New(t, o.missing), summary.NewCases(tables, o.missing), summary.NewItems()}
	}, func(d *divided[*reportCounts]) cohort.Sink {
		sinks = append(sinks, &patternSink{divided: d})
		return sinks[len(sinks)-1]
	})
	if err != nil {
		return err
	}
	patterns := new(summary.Patterns)
	for _, sink := range sinks {
		patterns.Merge(&sink.patterns)
	}
	groups, withheld, err := d.parts()
	if err != nil {
		return err
	}
	definitions := slices.Concat(scoring.Definitions(), t.Definitions)
	file := baseNames(paths)
	r := &cohortReport{
		cohortSummary: &cohortSummary{file: file, input: in, thresholds: t, missing: o.missing, intervals: o.intervals(), counts: d.all.Counts,
			by: o.by, withheld: withheld, ungrouped: d.rest.Respondents(), least: o.least, page: true, where: o.options.Where, cuts: o.cuts},
		grid: &grid{cohortShares: cohortShares{file, in, o.missing, o.intervals(), flowOf(in, d.all.cases), d.all.cases.Decided()},
			tables: tables, definitions: definitions, cases: d.all.cases.Grid(definitions, o.intervals())},
		items: &cohortItems{file: file, input: in, missing: o.missing, confidence: o.intervals().Confidence,
			flow: flowOf(in, d.all.items), all: analyses(d.all.items, o.intervals().Confidence)},
		patterns: patterns, title: o.title, command: commandText(typed), date: date,
	}
	r.groups = pageGroups(groups)
	if n := len(r.groups); 1 < n && n <= mostTabled {
		r.comparison = &cohortComparison{cohortSummary: *r.cohortSummary}
		r.comparison.compareGroups(nil)
		r.comparison.correct()
	}
	if r.digests, err = o.allDigests(in); err != nil {
		return err
	}
	if err := o.say(s.Err, in); err != nil {
		return err
	}
	page := r.page(*o.lang)
	if err := o.writeFigures(s, page, paths); err != nil {
		return err
	}
	return o.write(s, page.HTML)
}

// allDigests are those of the files that the numbers come from: the answers, the
// cut-offs and the layout.
func (o *reportOptions) allDigests(in *cohort.Input) ([]digest, error) {
	var all []digest
	for i, f := range in.Files {
		all = append(all, digest{f.Name, o.digests[i]})
	}
	others := []string{o.layout}
	if _, embedded := scoring.Table(*o.thresholds); !embedded {
		others = append(others, *o.thresholds)
	}
	for _, path := range others {
		if path == "" {
			continue
		}
		sum, err := digestOf(path)
		if err != nil {
			return nil, err
		}
		all = append(all, digest{path, sum})
	}
	return all, nil
}

// digestOf reads a file once more. What can be read only once has no digest.
func digestOf(path string) (string, error) {
	if i, err := os.Stat(path); err != nil || !i.Mode().IsRegular() {
		return undefined, err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%x", sha256.Sum256(data)), nil
}

// writeFigures writes each chart to a file of its own, once none is in the way.
func (o *reportOptions) writeFigures(s *streams.Streams, page report.Page, inputs []string) error {
	if o.figures == "" {
		return nil
	}
	if err := os.Mkdir(o.figures, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return commandLine(fmt.Errorf("there is no folder for --figures: %w", err))
	}
	var files []outputFlags
	var figures []report.Figure
	for _, section := range page.Sections {
		for _, f := range section.Figures {
			out := outputFlags{filepath.Join(o.figures, f.Name+".svg"), o.force}
			if err := out.check(inputs...); err != nil {
				return err
			}
			files, figures = append(files, out), append(figures, f)
		}
	}
	for i, out := range files {
		if err := out.write(s, func(w io.Writer) error { return figures[i].SVG(w, page.Language) }); err != nil {
			return err
		}
	}
	return nil
}

// today is the date of a page: that of SOURCE_DATE_EPOCH, seconds since 1970, so
// that the same input gives the same page, or the present one.
func today(getenv func(string) string) (string, error) {
	now := time.Now()
	if epoch := getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil || seconds < 0 {
			return "", commandLine(fmt.Errorf("SOURCE_DATE_EPOCH is %q, expected seconds since 1970", epoch))
		}
		now = time.Unix(seconds, 0).UTC()
	}
	return now.Format(time.DateOnly), nil
}

// commandText writes a command as it was typed, but for the folders of files,
// which may name a person.
func commandText(args []string) string {
	words := []string{"mbi"}
	for _, a := range args {
		flag, value := "", a
		if name, given, joined := strings.Cut(a, "="); joined && strings.HasPrefix(name, "-") {
			flag, value = name+"=", given
		}
		if i, err := os.Stat(filepath.Dir(value)); err == nil && i.IsDir() && strings.ContainsRune(value, os.PathSeparator) {
			value = filepath.Base(value)
		}
		words = append(words, shellWord(visible(flag+value)))
	}
	return strings.Join(words, " ")
}

var plainWord = regexp.MustCompile(`^[A-Za-z0-9_./@%+=:,-]+$`)

// shellWord quotes a word for a shell where it needs that.
func shellWord(s string) string {
	if plainWord.MatchString(s) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
