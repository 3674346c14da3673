package cmd

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/render"
	"burnout/cmd/internal/streams"
	"burnout/mbi/config"
	"burnout/mbi/fault"
	"burnout/mbi/form"
	"burnout/mbi/form/wording"
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
		report(s.Err, b.Err)
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
		Short:             "Show a form: where it comes from, the instruction, the answers, the 22 items",
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

type importOptions struct {
	outputFlags
	id   string
	lang *locale.Language
}

func newFormImport(s *streams.Streams) *cobra.Command {
	var o importOptions
	c := &cobra.Command{
		Use:   "import TEXTFILE",
		Short: "Make a form of your own licensed copy of the inventory",
		Args:  oneFile,
		Long: `import reads your own copy of the inventory as plain text, in French or English,
and writes it as a form into your configuration folder. The wording stays on this
machine: it is yours to use under your licence, and not to be passed on.

Each sentence stands on a line that begins with its number, 1. or 1) or 1 - or
1: or Item 1 or a bare 1, all in one style; it may go on over the lines below.
Scales such as 0 1 2 3 4 5 6, boxes, page numbers, footers and other numbered
lists are left out. All 22 are found, in order, or nothing is written. The words
of the seven answers are those of the text, if it names them with their digits.

A PDF becomes plain text by "pdftotext -layout". "-" is standard input.`,
		Example: "  mbi form import my-copy.txt\n  pdftotext -layout guide.pdf - | mbi form import -",
	}
	o.lang = languageFlag(c, s)
	c.Flags().Lookup("lang").Usage = "language of the copy, where it cannot be told, and of what is said: en or fr"
	c.Flags().StringVar(&o.id, "id", "", "id of the form (default fr-licensed or en-licensed)")
	o.outputFlags.add(c)
	c.Flags().Lookup("output").Usage = "write the form to a `file` instead of your configuration folder (0600)"
	c.RunE = func(c *cobra.Command, args []string) error {
		return o.run(s, args[0], c.Flags().Changed("lang"))
	}
	return c
}

func (o *importOptions) run(s *streams.Streams, path string, langGiven bool) error {
	if o.id != "" && !form.ValidID(o.id) {
		return commandLine(fmt.Errorf("--id is %s, expected lower-case letters, digits and hyphens, such as fr-licensed", fault.Quote(o.id)))
	}
	if err := o.check(path); err != nil {
		return err
	}
	name, data, err := readCopy(s, path)
	if err != nil {
		return err
	}
	found, err := wording.Read(name, data)
	if err != nil {
		return err
	}
	language := found.Language
	if langGiven {
		language = string(*o.lang)
	}
	if language == "" {
		return hinted(fmt.Errorf("%s: neither clearly French nor clearly English", name), "say which with --lang")
	}
	base, err := form.Embedded(language)
	if err != nil {
		return err
	}
	if o.id == "" {
		o.id = language + "-" + string(form.Licensed)
	}
	text := locale.For(*o.lang)
	f := found.Form(base, o.id, locale.Fill(text.Forms.Import.Source, "file", filepath.Base(name)))
	ref := o.file
	if ref == "" {
		ref = f.ID
	}
	if err := o.save(s, path, f); err != nil {
		return err
	}
	return o.say(s, found, name, f.ID, ref, base.ID, text.Forms.Import)
}

// maxCopy bounds what is read of a copy: beyond, package wording refuses it.
const maxCopy = 4<<20 + 1

// readCopy reads the text at path, "-" for standard input, and names it.
func readCopy(s *streams.Streams, path string) (name string, data []byte, err error) {
	if path == "-" {
		if s.InTerminal {
			return "", nil, commandLine(hinted(errors.New("standard input is a terminal, expected a text"), "mbi form import - < my-copy.txt"))
		}
		data, err = io.ReadAll(io.LimitReader(s.In, maxCopy))
		return stdin, data, err
	}
	f, err := os.Open(path)
	if err != nil {
		return "", nil, err
	}
	defer f.Close()
	data, err = io.ReadAll(io.LimitReader(f, maxCopy))
	return path, data, err
}

// save writes the form into the user's folder, or to the file of -o. In the
// folder its id must be its own: the name of the file follows from it.
func (o *importOptions) save(s *streams.Streams, input string, f form.Form) error {
	if o.file == "" {
		dir := config.FormsDir()
		o.file = filepath.Join(dir, f.ID+".yaml")
		if err := o.free(f.ID); err != nil {
			return err
		}
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
		if err := o.check(input); err != nil {
			return err
		}
	}
	return o.spool(s, func(w io.Writer) error { _, err := w.Write(f.YAML()); return err })
}

// free refuses an id that another form has.
func (o *importOptions) free(id string) error {
	all, err := readForms()
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all.found, func(one form.Found) bool { return one.Form.ID == id })
	if i < 0 || all.found[i].Path == o.file {
		return nil
	}
	by := all.found[i].Path
	if by == "" {
		by = "a form that comes with the program"
	}
	return commandLine(hinted(fmt.Errorf("the id %s is taken by %s", id, by), "--id gives the form another"))
}

// say tells where the form is and how to use it, and on standard error what
// stands in it that the text did not say.
func (o *importOptions) say(s *streams.Streams, found wording.Copy, name, id, ref, base string, words locale.Import) error {
	notes := []string{locale.Fill(words.Wording, "id", base)}
	if !found.Anchored {
		notes = append(notes, locale.Fill(words.Anchors, "id", base))
	}
	if found.Encoding != "UTF-8" {
		notes = append(notes, locale.Fill(words.Coding, "encoding", found.Encoding))
	}
	for i, l := range found.Left {
		if i == fault.Shown {
			break
		}
		notes = append(notes, locale.Fill(words.Left, "file", name, "lines", l))
	}
	if _, err := fmt.Fprintln(s.Err, strings.Join(notes, "\n")); err != nil {
		return err
	}
	_, err := fmt.Fprintf(s.Out, "%s\n%s\n%s\n%s\n", locale.Fill(words.Written, "id", id, "path", o.file),
		locale.Fill(words.Look, "ref", ref), locale.Fill(words.Use, "ref", ref), words.Rights)
	return err
}
