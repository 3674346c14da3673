package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/render"
	"burnout/cmd/internal/streams"
	"burnout/mbi"
	"burnout/mbi/config"
	"burnout/mbi/form"
	"burnout/mbi/interview"
	"burnout/mbi/journal"
	"burnout/mbi/locale"
	"burnout/mbi/yamlfile"
	"burnout/scoring"
)

type takeOptions struct {
	outputFlags
	saveFlags
	thresholds  *string
	format      *string
	lang        *locale.Language
	langGiven   bool
	form        string
	accessible  bool
	reliability string
	noDraft     bool
	discard     bool
	place       string
}

func newTake(s *streams.Streams) *cobra.Command {
	var o takeOptions
	c := &cobra.Command{
		Use:     "take",
		Short:   "Answer the 22 items, then read the result",
		GroupID: "answer",
		Long: `take asks the 22 items at the terminal, one key for each, and shows the three
scores with what they mean and whom to turn to. It is private: nothing is sent,
and nothing is saved but the draft of an unfinished run, which the end of the run
erases, and, with --save, the answers in your encrypted journal. A run saved under
the code of somebody else (--subject) keeps no draft: it cannot be gone on with. The
questions are drawn on standard error, the result goes to standard output.

Standard input that is no terminal is read instead: 22 values in order, 0 to 6,
blanks or commas between them, - for a skipped item.`,
		Example: `  mbi take
  mbi take --lang fr --accessible
  mbi take --save
  echo 3 2 4 5 1 3 6 2 5 1 0 4 3 4 0 2 5 5 4 1 5 1 | mbi take --format json`,
		Args: cobra.NoArgs,
	}
	o.lang = languageFlag(c, s)
	c.Flags().StringVar(&o.form, "form", "", "wording of the questions: an `ID` of form list, or a YAML file (default the adapted form of --lang)")
	_ = c.RegisterFlagCompletionFunc("form", completeForms)
	o.thresholds = thresholdsFlag(c)
	reliabilityFlag(c, &o.reliability)
	o.format = formatFlag(c, "text", "markdown", "json", "html")
	o.outputFlags.add(c)
	c.Flags().BoolVar(&o.accessible, "accessible", false, "one question a line, nothing drawn twice: for screen readers and slow links (also ACCESSIBLE=1)")
	c.Flags().StringVar(&o.place, "place", "", "`city`, faculty or subdivision whose structures the result names (default that of the configuration file)")
	_ = c.RegisterFlagCompletionFunc("place", completePlaces)
	c.Flags().BoolVar(&o.noDraft, "no-draft", false, "keep no draft of an unfinished run")
	c.Flags().BoolVar(&o.discard, "discard", false, "erase the draft of an unfinished run, and do nothing else")
	o.saveFlags.add(c)
	c.MarkFlagsMutuallyExclusive("no-draft", "discard")
	c.RunE = func(c *cobra.Command, _ []string) error {
		o.langGiven, o.subjectGiven = c.Flags().Changed("lang"), c.Flags().Changed("subject")
		return runTake(c.Context(), s, &o)
	}
	return c
}

func runTake(ctx context.Context, s *streams.Streams, o *takeOptions) error {
	if o.discard {
		return discard(s.Out, locale.For(*o.lang))
	}
	forbidCores()
	if err := o.outputFlags.check(); err != nil {
		return err
	}
	if err := o.saveFlags.check(); err != nil {
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
	f, err := pickForm(o.form, o.lang, o.langGiven)
	if err != nil {
		return err
	}
	text := locale.For(*o.lang)
	near, err := findNear(s, o.place, text)
	if err != nil {
		return err
	}
	var j *journal.Journal
	deliver := func(a mbi.Answers) error {
		result := &personResult{f, t, exactness, scoring.Rate(&a, t), text, *o.lang, near}
		if err := o.deliver(s, result); err != nil || j == nil {
			return err
		}
		return o.keep(s, j, f, &a, text.Journal)
	}
	if !s.InTerminal {
		a, err := within(ctx, func() (mbi.Answers, error) { return readPipe(s.In) })
		if err != nil {
			return err
		}
		if j, err = o.openJournal(ctx, s, text.Journal); err != nil {
			return err
		}
		return deliver(a)
	}
	if j, err = o.openJournal(ctx, s, text.Journal); err != nil {
		return err
	}
	return o.interview(ctx, s, f, text, deliver)
}

// deliver writes a result, and says where a file of it is.
func (o *takeOptions) deliver(s *streams.Streams, r *personResult) error {
	err := o.write(s, func(w io.Writer) error { return r.write(w, *o.format, s.Width()) })
	if err != nil || o.file == "" {
		return err
	}
	_, err = fmt.Fprintln(s.Err, locale.Fill(r.text.Result.Saved, "path", o.file))
	return err
}

// reliabilityFlag adds --reliability.
func reliabilityFlag(c *cobra.Command, path *string) {
	c.Flags().StringVar(path, "reliability", "", "YAML `file` with the SD and alpha of each subscale, for the error of one measure")
}

// loadReliability returns the error of one measure from a user's file, or the
// embedded one.
func loadReliability(path string) (*scoring.Reliability, error) {
	if path == "" {
		return scoring.DefaultReliability(), nil
	}
	n, err := yamlfile.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return scoring.DecodeReliability(n)
}

// pipeForm shows how to answer without a terminal.
const pipeForm = "echo 3 2 4 … (22 values, - for a skipped item) | mbi take"

// interview asks at the terminal, on the whole screen or line by line.
func (o *takeOptions) interview(ctx context.Context, s *streams.Streams, f form.Form, text *locale.Text, deliver func(mbi.Answers) error) error {
	if !s.ErrTerminal {
		return commandLine(fmt.Errorf("standard error is no terminal to ask at, expected one, or answers on standard input: %s", pipeForm))
	}
	home, _ := os.UserHomeDir() // shortens a path on the screen, no more
	options := interview.Options{Form: f, Text: text, Home: home, Saved: o.save, Deliver: deliver}
	// There is one draft, its owner's: what a subject answers is never offered to
	// anybody else, nor left on the disk in clear.
	if !o.noDraft && o.subject == "" {
		d, err := interview.OpenDraft(config.DraftFile(), f)
		if err != nil {
			return err
		}
		defer d.Close()
		options.Draft = d
	}
	ask := interview.Run
	if o.accessible || s.Plain() {
		ask = interview.RunAccessible
	}
	if s.Dumb() {
		options.Wrap = s.Width()
	}
	_, err := ask(ctx, s.In, s.Err, options)
	if err == nil {
		return nil
	}
	left := errors.Is(err, interview.ErrStopped) || errors.Is(err, interview.ErrEnded)
	said := text.Take.Lost
	if options.Draft.Kept() {
		said = locale.Fill(text.Take.Kept, "command", o.resume())
	}
	if left || options.Draft.Kept() {
		_, _ = fmt.Fprintln(s.Err, render.Wrap(said, s.Width(), ""))
	}
	if left {
		return coded(errSaid, exitLeft)
	}
	return err
}

// resume is the command that goes on with the run.
func (o *takeOptions) resume() string {
	command := "mbi take"
	if o.langGiven {
		command += " --lang " + string(*o.lang)
	}
	if o.form != "" {
		command += " --form " + o.form
	}
	if o.place != "" {
		command += fmt.Sprintf(" --place %q", o.place)
	}
	if o.save {
		command += " --save"
	}
	return command
}

// discard erases the draft of an unfinished run.
func discard(w io.Writer, text *locale.Text) error {
	found, err := interview.Discard(config.DraftFile())
	if err != nil {
		return err
	}
	said := text.Take.NoDraft
	if found {
		said = text.Take.Discarded
	}
	_, err = fmt.Fprintln(w, said)
	return err
}
