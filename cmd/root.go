// Package cmd is the command line of the toolkit: one file for each command,
// which parses flags, calls the packages below and renders what they return. It
// computes nothing itself.
package cmd

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/noquery"
	"burnout/cmd/internal/render"
	"burnout/cmd/internal/streams"
)

// Main runs the program on the streams of the process and returns its exit code.
func Main() int {
	noquery.Restore()
	// Unless it is caught, SIGQUIT prints every stack, and answers are among their
	// arguments.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	return Run(ctx, streams.System(), os.Args[1:])
}

// Run runs the program with args on the given streams and returns its exit code.
// An error is printed once, here.
func Run(ctx context.Context, s *streams.Streams, args []string) int {
	root := newRoot(s)
	started := false
	markStart(root, &started)
	ctx = context.WithValue(ctx, typed{}, args)
	root.SetArgs(args)
	out := &sticky{w: s.Out}
	root.SetOut(out) // cobra reports no failed write of a help page
	c, err := root.ExecuteContextC(ctx)
	if out.err != nil {
		err, started = out.err, true
	}
	if err != nil && !started {
		err = withHint(commandLine(err), fmt.Sprintf("`%s --help` shows what it takes", c.CommandPath()))
	}
	return printError(s.Err, err)
}

// typed is the key of the arguments in the context of a command.
type typed struct{}

// markStart notes when a command begins its work: an error before that is one of
// the command line.
func markStart(c *cobra.Command, started *bool) {
	if run := c.RunE; run != nil {
		c.RunE = func(c *cobra.Command, args []string) error {
			*started = true
			return run(c, args)
		}
	}
	for _, child := range c.Commands() {
		markStart(child, started)
	}
}

func newRoot(s *streams.Streams) *cobra.Command {
	cobra.EnableCommandSorting = false
	cobra.MousetrapHelpText = "" // else a double click on Windows shows a refusal
	root := parent(&cobra.Command{
		Use:   "mbi",
		Short: "Take and score the Maslach Burnout Inventory",
		Long: `mbi administers the 22 items of the Maslach Burnout Inventory (MBI-HSS) in
private, and scores the answers of cohorts. The three subscales, emotional
exhaustion, depersonalization and personal accomplishment, are never added up.`,
		Example: `  mbi take                         answer the 22 items, then read the result
  mbi summary answers.csv          the tables of a cohort
  mbi score answers.csv > out.csv  one row of scores for each respondent`,
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
	})
	root.SetUsageTemplate(strings.ReplaceAll(root.UsageTemplate(), ".FlagUsages", ".FlagUsagesWrapped 80"))
	root.SetFlagErrorFunc(flagError)
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	root.AddGroup(
		&cobra.Group{ID: "answer", Title: "Answer:"},
		&cobra.Group{ID: "cohort", Title: "Score a cohort:"},
		&cobra.Group{ID: "reference", Title: "Reference:"},
	)
	root.SetHelpCommandGroupID("reference")
	root.SetCompletionCommandGroupID("reference")
	root.AddCommand(newTake(s), newSupport(s), newGuide(s), newJournal(s), newInspect(s), newScore(s), newSummary(s), newCompare(s), newItems(s), newDefinitions(s), newReport(s), newPublished(s), newSimulate(s), newSQL(s), newThresholds(s), newForm(s), newMan(s))
	root.InitDefaultCompletionCmd()
	root.SetHelpCommand(newHelp(root))
	root.InitDefaultHelpCmd()
	for _, c := range root.Commands() {
		if c.Name() == "completion" {
			parent(c)
		}
	}
	help := root.HelpFunc()
	root.SetHelpFunc(func(c *cobra.Command, args []string) {
		c.Long = wrapped(c.Long)
		help(c, args)
	})
	return root
}

// wrapped breaks a help text into lines that fit a terminal. A paragraph with an
// indented line is a list and stays as it is.
func wrapped(text string) string {
	paragraphs := strings.Split(text, "\n\n")
	for i, p := range paragraphs {
		if !strings.Contains("\n"+p, "\n ") {
			paragraphs[i] = render.Wrap(p, 80, "")
		}
	}
	return strings.Join(paragraphs, "\n\n")
}

// newHelp returns the command that prints the help of another; one that does not
// exist is an error.
func newHelp(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]…",
		Short:   "Help about any command",
		GroupID: "reference",
		Example: "  mbi help summary",
		Args: func(_ *cobra.Command, args []string) error {
			c, rest, err := root.Find(args)
			switch {
			case err != nil || len(rest) == 0:
				return err
			case c.HasSubCommands():
				return c.ValidateArgs(rest) // names the word and suggests another
			}
			return fmt.Errorf("%s has no command %q", c.CommandPath(), rest[0])
		},
		RunE: func(_ *cobra.Command, args []string) error {
			c, _, err := root.Find(args)
			if err != nil {
				return err
			}
			c.InitDefaultHelpFlag() // else the page lacks it
			return c.Help()
		},
	}
}

// sticky is a writer that remembers its first error.
type sticky struct {
	w   io.Writer
	err error
}

func (s *sticky) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	if s.err == nil {
		s.err = err
	}
	return n, err
}

// parent makes c a command that only holds others: alone it prints its help, and
// a word that is none of its commands is an error, not a page of help with code 0.
func parent(c *cobra.Command) *cobra.Command {
	c.Args = func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		err := fmt.Errorf("unknown command %q", strings.TrimSpace(c.CommandPath()+" "+args[0]))
		if near := c.SuggestionsFor(args[0]); len(near) > 0 {
			return hinted(err, fmt.Sprintf("did you mean `%s %s`?", c.CommandPath(), near[0]))
		}
		return hinted(err, fmt.Sprintf("`%s --help` lists the commands", c.CommandPath()))
	}
	c.SuggestionsMinimumDistance = 2
	c.RunE = func(c *cobra.Command, _ []string) error { return c.Help() }
	return c
}

// version names the build: its version where it was installed by one, and the
// version of Go.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && v == "(devel)" {
			v = s.Value
		}
	}
	return v + " " + info.GoVersion
}
