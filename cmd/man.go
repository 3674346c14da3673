package cmd

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"burnout/cmd/internal/streams"
)

func newMan(s *streams.Streams) *cobra.Command {
	var force bool
	c := &cobra.Command{
		Use:     "man FOLDER",
		Short:   "Write the man pages into a folder",
		GroupID: "reference",
		Long: `man writes a man page for each command into a folder, which it makes if need be:
mbi.1, mbi-take.1, mbi-summary.1 and so on, for whoever packages the program. They
say what --help says. Their date is that of SOURCE_DATE_EPOCH where it is set.`,
		Example: `  mbi man man1
  man -l man1/mbi-summary.1`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("expected one FOLDER, got %d", len(args))
			}
			return nil
		},
	}
	c.Flags().BoolVar(&force, "force", false, "replace existing files")
	c.RunE = func(_ *cobra.Command, args []string) error {
		date, err := today(s.Getenv)
		if err != nil {
			return err
		}
		// Where the language of the machine has no say in what is the default.
		root := newRoot(&streams.Streams{Getenv: func(string) string { return "" }})
		return writeManPages(manPages(root, date), args[0], force)
	}
	return c
}

// writeManPages writes the pages, by their names, once none is in the way. They are
// for every user of a machine, so they are no results, which are their owner's.
func writeManPages(pages map[string][]byte, folder string, force bool) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return commandLine(fmt.Errorf("there is no folder for the pages: %w", err))
	}
	for name := range pages {
		out := outputFlags{filepath.Join(folder, name), force}
		if err := out.check(); err != nil {
			return err
		}
	}
	for name, page := range pages {
		if err := os.WriteFile(filepath.Join(folder, name), page, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// manPages returns the pages of a command and of all below it, by the names of
// their files.
func manPages(c *cobra.Command, date string) map[string][]byte {
	pages := map[string][]byte{manName(c) + ".1": manPage(c, date)}
	for _, child := range available(c) {
		for name, page := range manPages(child, date) {
			pages[name] = page
		}
	}
	return pages
}

// manName is what the page of a command is called: mbi-form-list.
func manName(c *cobra.Command) string {
	return strings.ReplaceAll(c.CommandPath(), " ", "-")
}

// available returns the commands below c that its help lists.
func available(c *cobra.Command) []*cobra.Command {
	var children []*cobra.Command
	for _, child := range c.Commands() {
		if child.IsAvailableCommand() {
			children = append(children, child)
		}
	}
	return children
}

// manPage writes the help of a command in the macros of man(7). Of cobra's own
// generator the text would be Markdown, which ours is not: it would lose the
// names of values and run the lines of examples together.
func manPage(c *cobra.Command, date string) []byte {
	c.InitDefaultHelpFlag()
	var b bytes.Buffer
	fmt.Fprintf(&b, ".TH %q 1 %q %q \"Maslach Burnout Inventory\"\n.ad l\n.nh\n", strings.ToUpper(manName(c)), date, "mbi "+version())
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", roff(manName(c)), roff(c.Short))
	fmt.Fprintf(&b, ".SH SYNOPSIS\n.B %s\n", roff(c.UseLine()))
	b.WriteString(".SH DESCRIPTION\n")
	manText(&b, c.Long)
	if children := available(c); len(children) > 0 {
		b.WriteString(".SH COMMANDS\n")
		for _, child := range children {
			fmt.Fprintf(&b, ".TP\n.BR %s (1)\n%s\n", roff(manName(child)), roff(child.Short))
		}
	}
	b.WriteString(".SH OPTIONS\n")
	c.NonInheritedFlags().VisitAll(func(f *pflag.Flag) { manFlag(&b, f) })
	if c.Example != "" {
		b.WriteString(".SH EXAMPLES\n")
		manText(&b, c.Example)
	}
	b.WriteString(".SH EXIT STATUS\n0 done, 1 bad data or a failure, 2 the command line or no terminal to ask at, 130\nleft by the user.\n")
	if c.HasParent() {
		fmt.Fprintf(&b, ".SH SEE ALSO\n.BR %s (1)\n", roff(manName(c.Parent())))
	}
	return b.Bytes()
}

// manText writes paragraphs; lines that are indented stay as they are.
func manText(w io.Writer, text string) {
	for i, paragraph := range strings.Split(text, "\n\n") {
		if i > 0 {
			fmt.Fprint(w, ".PP\n")
		}
		set := false
		for _, line := range strings.Split(paragraph, "\n") {
			if indented := strings.HasPrefix(line, "  "); indented != set {
				fmt.Fprint(w, map[bool]string{true: ".EX\n", false: ".EE\n"}[indented])
				set = indented
			}
			fmt.Fprintln(w, roff(line))
		}
		if set {
			fmt.Fprint(w, ".EE\n")
		}
	}
}

// manFlag writes a flag, the name of its value, and what it does.
func manFlag(w io.Writer, f *pflag.Flag) {
	if f.Hidden {
		return
	}
	value, usage := pflag.UnquoteUsage(f)
	name := "--" + f.Name
	if f.Shorthand != "" {
		name = "-" + f.Shorthand + ", " + name
	}
	fmt.Fprintf(w, ".TP\n\\fB%s\\fR", roff(name))
	if value != "" {
		fmt.Fprintf(w, " \\fI%s\\fR", roff(value))
	}
	fmt.Fprintf(w, "\n%s", roff(usage))
	switch f.DefValue {
	case "", "[]", "false":
	default:
		fmt.Fprintf(w, " (default %s)", roff(f.DefValue))
	}
	fmt.Fprintln(w)
}

// roff escapes a line for the formatter: what it takes for a command, what it
// would set as another character, and what is not ASCII.
func roff(line string) string {
	var b strings.Builder
	for i, r := range line {
		switch {
		case r == '\\':
			b.WriteString(`\e`)
		case r == '-':
			b.WriteString(`\-`)
		case r == '\'':
			b.WriteString(`\(aq`)
		case r == '`':
			b.WriteString("\\(ga")
		case r == '.' && i == 0:
			b.WriteString(`\&.`)
		case r > unicode.MaxASCII:
			fmt.Fprintf(&b, `\[u%04X]`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
