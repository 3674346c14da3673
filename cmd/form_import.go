package cmd

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/streams"
	"burnout/mbi/config"
	"burnout/mbi/fault"
	"burnout/mbi/form"
	"burnout/mbi/form/wording"
	"burnout/mbi/locale"
)

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
	return o.write(s, func(w io.Writer) error { _, err := w.Write(f.YAML()); return err })
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
