package cmd

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/render"
	"burnout/cmd/internal/streams"
	"burnout/mbi"
	"burnout/mbi/form"
	"burnout/mbi/journal"
	"burnout/mbi/locale"
	"burnout/scoring"
)

// runJSON is a saved run with its scores, which depend on no table.
type runJSON struct {
	ID        string              `json:"id"`
	Time      string              `json:"time"`
	Subject   *string             `json:"subject"` // null for the owner's own
	Form      formJSON            `json:"form"`
	Subscales bySubscale[sumJSON] `json:"subscales"`
}

// sumJSON is one score. Where there is none, sum and mean are null.
type sumJSON struct {
	Sum      *int     `json:"sum"`
	Mean     *float64 `json:"mean"`
	Answered int      `json:"answered"`
	Lowest   int      `json:"lowest"`
	Highest  int      `json:"highest"`
}

func runJSONOf(e *journal.Entry) runJSON {
	return runJSON{e.ID, e.Time.Format(time.RFC3339), subjectJSON(e.Subject), formJSON{e.Form, e.Kind, e.Language}, bySubscaleOf(func(s mbi.Subscale) sumJSON {
		score := scoring.ScoreOf(&e.Answers, s)
		j := sumJSON{Answered: score.Answered, Lowest: score.Lowest, Highest: score.Highest}
		if sum, ok := score.Sum(); ok {
			mean, _ := score.Mean()
			j.Sum, j.Mean = &sum, &mean
		}
		return j
	})}
}

func subjectJSON(code string) *string {
	if code == "" {
		return nil
	}
	return &code
}

func runsJSON(entries []journal.Entry) []runJSON {
	runs := []runJSON{}
	for i := range entries {
		runs = append(runs, runJSONOf(&entries[i]))
	}
	return runs
}

// scoreCell writes a score as a number, or as the two between which it lies.
func scoreCell(s scoring.Score) string {
	if sum, ok := s.Sum(); ok {
		return strconv.Itoa(sum)
	}
	return fmt.Sprintf("%d–%d", s.Lowest, s.Highest)
}

type listOptions struct {
	journalFlags
	outputFlags
	format *string
}

func newJournalList(s *streams.Streams) *cobra.Command {
	var o listOptions
	c := &cobra.Command{
		Use:   "list",
		Short: "List the saved runs with their scores",
		Long: `list shows the saved runs, the oldest first, with the three scores of each. A run
that cannot be read is named on standard error, the others are shown, and the code
is 1.`,
		Args:    cobra.NoArgs,
		Example: "  mbi journal list\n  mbi journal list --format json",
	}
	o.journalFlags.add(c, s)
	o.addSubject(c, "only the runs saved under this `code`")
	o.format = formatFlag(c, "text", "json")
	o.outputFlags.add(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		return o.run(c.Context(), s, c.Flags().Changed("subject"))
	}
	return c
}

func (o *listOptions) run(ctx context.Context, s *streams.Streams, one bool) error {
	if err := o.check(); err != nil {
		return err
	}
	if err := checkSubject(&o.subject, one); err != nil {
		return err
	}
	entries, broken, err := o.read(ctx, s)
	if err != nil {
		return err
	}
	if one {
		if entries = of(entries, o.subject); len(entries) == 0 && len(broken.Faults) == 0 {
			return errNoSubject()
		}
	}
	err = o.write(s, func(w io.Writer) error {
		if *o.format == "json" {
			return writeJSON(w, struct {
				Schema int       `json:"schema"`
				Runs   []runJSON `json:"runs"`
			}{schema, runsJSON(entries)})
		}
		return writeRuns(w, entries, o.text(), s.Width())
	})
	if err != nil {
		return err
	}
	return broken.Err()
}

// writeRuns writes runs for people, with a column of codes if any has one.
func writeRuns(w io.Writer, entries []journal.Entry, text *locale.Text, width int) error {
	words := text.Journal
	if len(entries) == 0 {
		_, err := fmt.Fprintln(w, words.None)
		return err
	}
	codes, open := false, false
	for i := range entries {
		codes = codes || entries[i].Subject != ""
		open = open || entries[i].Answers.Given() < mbi.Items
	}
	t := render.Table{Header: []string{words.Columns[0], words.Columns[1]}, Left: []int{1, 2}}
	if codes {
		t.Header, t.Left = append(t.Header, words.Columns[2]), append(t.Left, 3)
	}
	t.Header = append(t.Header, words.Columns[3])
	for _, s := range mbi.Subscales {
		t.Header = append(t.Header, text.Short.Of(s))
	}
	for i := range entries {
		e := &entries[i]
		row := []string{e.ID, e.Time.Format(words.Moment)}
		if codes {
			row = append(row, e.Subject)
		}
		row = append(row, e.Form)
		for _, s := range mbi.Subscales {
			row = append(row, scoreCell(scoring.ScoreOf(&e.Answers, s)))
		}
		t.Rows = append(t.Rows, row)
	}
	if err := t.Text(w); err != nil {
		return err
	}
	notes := []string{text.Result.NoTotal}
	if open {
		notes = append(notes, words.Missing)
	}
	fmt.Fprintln(w)
	for _, n := range notes {
		if _, err := fmt.Fprintln(w, render.Wrap(n, width, "")); err != nil {
			return err
		}
	}
	return nil
}

type showOptions struct {
	journalFlags
	outputFlags
	thresholds  *string
	reliability string
	format      *string
}

func newJournalShow(s *streams.Streams) *cobra.Command {
	var o showOptions
	c := &cobra.Command{
		Use:   "show [RUN]",
		Short: "Show the result of a saved run, the latest by default",
		Long: `show shows the result of a run as "mbi take" did at its end. RUN is its number in
mbi journal list, or the first digits of it.`,
		Args:              cobra.MaximumNArgs(1),
		Example:           "  mbi journal show\n  mbi journal show 3f9a --format html -o result.html",
		ValidArgsFunction: completeRuns,
	}
	o.journalFlags.add(c, s)
	o.thresholds = thresholdsFlag(c)
	reliabilityFlag(c, &o.reliability)
	o.format = formatFlag(c, "text", "markdown", "json", "html")
	o.outputFlags.add(c)
	c.RunE = func(c *cobra.Command, args []string) error { return o.run(c.Context(), s, first(args)) }
	return c
}

func (o *showOptions) run(ctx context.Context, s *streams.Streams, ref string) error {
	if err := o.check(); err != nil {
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
	entries, broken, err := o.read(ctx, s)
	if err != nil {
		return err
	}
	e, err := pick(entries, ref)
	if err != nil && len(broken.Faults) > 0 {
		return broken // it may be the one that was asked for
	}
	if err != nil {
		return err
	}
	if err := o.write(s, func(w io.Writer) error { return o.writeRun(w, e, t, exactness, s.Width()) }); err != nil {
		return err
	}
	if ref == "" {
		return broken.Err() // one of them may be the latest
	}
	return nil
}

// pick returns the run that ref names, the latest where it is empty.
func pick(entries []journal.Entry, ref string) (*journal.Entry, error) {
	if ref == "" {
		if len(entries) == 0 {
			return nil, hinted(fmt.Errorf("the journal holds no run"), "`mbi take --save` saves one")
		}
		return &entries[len(entries)-1], nil
	}
	var ids []string
	for i := range entries {
		ids = append(ids, entries[i].ID)
	}
	at, err := find(ids, ref)
	if err != nil {
		return nil, err
	}
	return &entries[at], nil
}

// resultOf returns the result of a run. Of the form it needs what was kept only.
func resultOf(e *journal.Entry, t *scoring.Thresholds, exactness *scoring.Reliability, lang locale.Language) *personResult {
	return &personResult{
		form:       form.Form{ID: e.Form, Kind: e.Kind, Language: e.Language},
		thresholds: t, reliability: exactness, rated: scoring.Rate(&e.Answers, t), text: locale.For(lang), lang: lang,
	}
}

// writeRun writes the result of a run, and which run it is of.
func (o *showOptions) writeRun(w io.Writer, e *journal.Entry, t *scoring.Thresholds, exactness *scoring.Reliability, width int) error {
	r := resultOf(e, t, exactness, *o.lang)
	if *o.format == "json" {
		return writeJSON(w, struct {
			resultJSON
			ID      string  `json:"id"`
			Time    string  `json:"time"`
			Subject *string `json:"subject"`
		}{r.json(), e.ID, e.Time.Format(time.RFC3339), subjectJSON(e.Subject)})
	}
	p := r.person()
	p.Title = runTitle(e, r.text.Journal)
	switch *o.format {
	case "markdown":
		return p.Markdown(w)
	case "html":
		return p.HTML(w)
	}
	return p.Text(w, width)
}

func runTitle(e *journal.Entry, words locale.Journal) string {
	title := words.Run
	if e.Subject != "" {
		title = words.RunSubject
	}
	return locale.Fill(title, "id", e.ID, "moment", e.Time.Format(words.Moment), "subject", e.Subject)
}
