package cmd

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/render"
	"burnout/cmd/internal/streams"
	"burnout/mbi/config"
	"burnout/mbi/fault"
	"burnout/mbi/form"
	"burnout/mbi/locale"
)

func newForm(s *streams.Streams) *cobra.Command {
	c := parent(&cobra.Command{
		Use:     "form",
		Short:   "Show, check, import and print the wording of the questions",
		GroupID: "reference",
		Long: `A form is the wording of the 22 items in one language. Those that come with the
program are adapted: the sentences are its own, since the printed ones belong to
their publisher. Who holds a licence imports their own copy, which stays in their
configuration folder.`,
		Example: `  mbi form list
  mbi form import my-copy.txt
  mbi take --form fr-licensed`,
	})
	c.AddCommand(newFormList(s), newFormShow(s), newFormCheck(s), newFormImport(s), newFormPrint(s))
	return c
}

// forms are the forms that have an id, and the files of the user's folder that
// are none.
type forms struct {
	found  []form.Found // an embedded one has no path
	broken []form.Broken
}

// readForms reads the embedded forms and those of the user's folder.
func readForms() (forms, error) {
	var all forms
	for _, l := range form.Languages() {
		f, err := form.Embedded(l)
		if err != nil {
			return all, err
		}
		all.found = append(all.found, form.Found{Form: f})
	}
	found, broken, err := form.Folder(config.FormsDir())
	all.found, all.broken = append(all.found, found...), broken
	return all, err
}

func (f forms) ids() []string {
	var ids []string
	for _, one := range f.found {
		ids = append(ids, one.Form.ID)
	}
	return ids
}

// loadForm returns the form that ref names: one that has that id, or a file. A
// broken file of the user's folder is in the way of its own name only.
func loadForm(ref string) (form.Form, error) {
	all, err := readForms()
	if err != nil {
		return form.Form{}, err
	}
	for _, one := range all.found {
		if one.Form.ID == ref {
			return one.Form, nil
		}
	}
	for _, b := range all.broken {
		if strings.TrimSuffix(filepath.Base(b.Path), filepath.Ext(b.Path)) == ref {
			return form.Form{}, b.Err
		}
	}
	f, err := form.ReadFile(ref)
	if errors.Is(err, fs.ErrNotExist) {
		ids := all.ids()
		err = fmt.Errorf("no form and no file is named %q, the forms are %s", ref, strings.Join(ids, ", "))
		if near := fault.Nearest(ref, ids); near != "" {
			err = hinted(err, "did you mean "+near+"?")
		}
		return form.Form{}, commandLine(err)
	}
	return f, err
}

// pickForm returns the form that ref names, or the embedded one in the language
// where ref is empty. A named form sets the language to its own, if it is one of
// ours, unless --lang was given.
func pickForm(ref string, lang *locale.Language, langGiven bool) (form.Form, error) {
	if ref == "" {
		return form.Embedded(string(*lang))
	}
	f, err := loadForm(ref)
	if err != nil {
		return form.Form{}, err
	}
	code, _, _ := strings.Cut(f.Language, "-")
	if own, err := locale.ParseLanguage(code); err == nil && !langGiven {
		*lang = own
	}
	return f, nil
}

// completeForms completes the id of a form, or a file.
func completeForms(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	all, _ := readForms() // what cannot be read is no word to complete
	return all.ids(), cobra.ShellCompDirectiveDefault
}

// first returns the first argument, "" where there is none.
func first(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}

func newFormList(s *streams.Streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "list",
		Short: "List the forms that come with the program and your own",
		Long: `list shows the forms that come with the program and those in your configuration
folder. A file there that is no form is reported on standard error, and the
others are listed all the same.`,
		Args:    cobra.NoArgs,
		Example: "  mbi form list",
	}
	lang := languageFlag(c, s)
	c.RunE = func(*cobra.Command, []string) error { return listForms(s, locale.For(*lang)) }
	return c
}

func listForms(s *streams.Streams, text *locale.Text) error {
	all, err := readForms()
	if err != nil {
		return err
	}
	rows := [][]string{text.Forms.Columns[:]}
	for _, one := range all.found {
		where := one.Path
		if where == "" {
			where = text.Forms.Embedded
		}
		rows = append(rows, []string{one.Form.ID, one.Form.Language, kindName(one.Form.Kind, text), where})
	}
	if err := writeWords(s.Out, rows); err != nil {
		return err
	}
	for _, b := range all.broken {
		printError(s.Err, b.Err)
	}
	return nil
}

// writeWords writes a table of words, aligned to the left, under a header and a
// rule. Package render aligns numbers.
func writeWords(w io.Writer, rows [][]string) error {
	var b strings.Builder
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		fmt.Fprintln(t, strings.Join(row, "\t"))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	header, body, _ := strings.Cut(b.String(), "\n")
	width := 0
	for l := range strings.Lines(b.String()) {
		width = max(width, utf8.RuneCountInString(strings.TrimSuffix(l, "\n")))
	}
	_, err := fmt.Fprintf(w, "%s\n%s\n%s", header, strings.Repeat("-", width), body)
	return err
}

func kindName(k form.Kind, text *locale.Text) string {
	if k == form.Licensed {
		return text.Forms.Kinds.Licensed
	}
	return text.Forms.Kinds.Adapted
}

func newFormShow(s *streams.Streams) *cobra.Command {
	c := &cobra.Command{
		Use:               "show [ID|FILE]",
		Short:             "Show a form: its source, the instruction, the answers, the items",
		Args:              cobra.MaximumNArgs(1),
		Example:           "  mbi form show\n  mbi form show fr-adapted",
		ValidArgsFunction: completeForms,
	}
	lang := languageFlag(c, s)
	c.RunE = func(c *cobra.Command, args []string) error {
		f, err := pickForm(first(args), lang, c.Flags().Changed("lang"))
		if err != nil {
			return err
		}
		return showForm(s.Out, f, locale.For(*lang), s.Width())
	}
	return c
}

func showForm(w io.Writer, f form.Form, text *locale.Text, width int) error {
	var b strings.Builder
	head := locale.Fill(text.Forms.Head, "language", f.Language, "kind", kindName(f.Kind, text))
	source := locale.Fill(text.Forms.Source, "source", f.Source)
	fmt.Fprintf(&b, "%s\n%s\n%s\n\n%s\n\n", f.ID, render.Wrap(head, width, ""), render.Wrap(source, width, ""), render.Wrap(f.Instruction, width, ""))
	numbered := func(n int, text string) {
		fmt.Fprintf(&b, "%2d  %s\n", n, render.Wrap(text, width-4, "    "))
	}
	for n, a := range f.Anchors {
		numbered(n, a)
	}
	b.WriteByte('\n')
	for i, item := range f.Items {
		numbered(i+1, item)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func newFormCheck(s *streams.Streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "check FILE|ID",
		Short: "Check a form of your own: seven answers, 22 different items",
		Args:  oneFile,
		Long: `check reads a form from a YAML file and names every fault with line and column:

  id: mine           # lower-case letters, digits and hyphens
  language: fr       # a code such as fr, en or pt-BR
  kind: licensed     # or adapted
  source: where the wording comes from
  instruction: How often do you feel what each sentence says?
  anchors:           # seven, from never to every day
    - Never
    - …
  items:             # 22, in the order of the inventory
    - …

Code 0 if the form is valid, 1 if not.`,
		Example: "  mbi form check mine.yaml",
	}
	lang := languageFlag(c, s)
	c.RunE = func(_ *cobra.Command, args []string) error {
		f, err := form.ReadFile(args[0])
		if errors.Is(err, fs.ErrNotExist) {
			if known, byID := loadForm(args[0]); byID == nil {
				f, err = known, nil // a form by its id
			}
		}
		if err != nil {
			return err
		}
		text := locale.For(*lang)
		_, err = fmt.Fprintln(s.Out, locale.Fill(text.Forms.Good, "file", args[0], "id", f.ID, "language", f.Language, "kind", kindName(f.Kind, text)))
		return err
	}
	return c
}
