package cmd

import (
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/streams"
	"burnout/mbi"
	"burnout/mbi/config"
	"burnout/mbi/form"
	"burnout/mbi/locale"
	"burnout/mbi/yamlfile"
	"burnout/scoring"
	"burnout/scoring/cohort"
)

// readFlags are the flags that say how a cohort's files are read. Each answers a
// doubt that a refusal names.
type readFlags struct {
	options cohort.Options
	missing scoring.MissingRule
	layout  string
	quiet   bool

	digest  bool     // whether digests are wanted
	digests []string // SHA-256 of each file that was read, as it stands on disk
}

func (f *readFlags) add(c *cobra.Command) {
	f.addCoding(c)
	o := &f.options
	flags := c.Flags()
	flags.Var(&choice[[]string]{unset: true, into: &o.Items, parse: parseItems, kind: "COLUMNS"},
		"items", "columns of items 1 to 22 in order; a name with a comma in quotes, as in CSV; #24 is the 24th column")
	flags.Var(&listFlag[cohort.Condition]{&o.Where, cohort.ParseCondition, "COLUMN=VALUE"}, "where", "read only rows whose column has this value; may be repeated")
	flags.StringVar(&o.ID, "id", "", "heading of the `COLUMN` of identifiers (default: found by name)")
	flags.Var(&choice[byte]{unset: true, into: &o.Delimiter, parse: cohort.ParseDelimiter, kind: "NAME"},
		"delimiter", "comma, semicolon, tab or pipe (default: found)")
	flags.Var(&choice[string]{unset: true, into: &o.Encoding, parse: cohort.ParseEncoding, kind: "NAME"},
		"encoding", "encoding of the file, such as windows-1252 (default: found)")
	flags.StringVar(&o.Sheet, "sheet", "", "`NAME` of the sheet of an .xlsx file (default: the first)")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "no line on standard error that says what was read; warnings stay")
	complete(c, "delimiter", "comma", "semicolon", "tab", "pipe")
}

// addCoding adds the flags that say what an answer is, wherever it stands.
func (f *readFlags) addCoding(c *cobra.Command) {
	o := &f.options
	flags := c.Flags()
	flags.Var(&choice[cohort.Coding]{into: &o.Coding, parse: cohort.ParseCoding, kind: "CODING"},
		"coding", "how the file writes the seven answers: "+strings.Join(cohort.Codings(), ", ")+"; labels and codes are also recognised")
	flags.Var(&choice[scoring.MissingRule]{into: &f.missing, parse: scoring.ParseMissingRule, kind: "RULE"},
		"missing", "when a subscale is scored: complete, if all its items are answered; prorate=N, if at most N are missing")
	flags.Var(&choice[[]int]{unset: true, into: &o.MissingValues, parse: cohort.ParseMissingValues, kind: "NUMBERS"},
		"missing-values", "numbers that stand for a missing answer, such as 99,-9")
	flags.StringVar(&f.layout, "layout", "", "YAML `FILE` with the shape of the data, as `mbi inspect --save-layout` writes it")
	complete(c, "coding", cohort.Codings()...)
	complete(c, "missing", "complete", "prorate=1")
}

// parseItems reads the headings of items 1 to 22 as a line of CSV.
func parseItems(s string) ([]string, error) {
	r := csv.NewReader(strings.NewReader(s))
	names, err := r.Read()
	if err != nil {
		return nil, errors.New("not a line of CSV, expected the columns of items 1 to 22")
	}
	if len(names) != mbi.Items {
		return nil, fmt.Errorf("%d columns, expected those of items 1 to %d", len(names), mbi.Items)
	}
	for i := range names {
		names[i] = strings.TrimSpace(names[i])
	}
	return names, nil
}

// resolve completes the options by the layout file and the known wordings.
func (f *readFlags) resolve() (cohort.Options, error) {
	o := f.options
	var err error
	if o.Wordings, err = wordings(); err != nil {
		return o, err
	}
	if f.layout == "" {
		if err := o.Check(); err != nil {
			return o, commandLine(err)
		}
		return o, nil
	}
	n, err := yamlfile.ReadFile(f.layout)
	if err != nil {
		return o, err
	}
	l, err := cohort.DecodeLayout(n)
	if err != nil {
		return o, err
	}
	return o, l.Apply(&o)
}

// wordings are the forms by which question texts are recognised: the embedded
// ones and the user's own. A form of theirs that is broken recognises nothing;
// `mbi form list` says so.
func wordings() ([]cohort.Wording, error) {
	var forms []form.Form
	for _, language := range form.Languages() {
		f, err := form.Embedded(language)
		if err != nil {
			return nil, err
		}
		forms = append(forms, f)
	}
	own, _, err := form.Folder(config.FormsDir())
	if err != nil {
		return nil, err
	}
	for _, f := range own {
		forms = append(forms, f.Form)
	}
	var all []cohort.Wording
	for _, f := range forms {
		all = append(all, cohort.Wording{ID: f.ID, Anchors: f.Anchors, Items: f.Items})
	}
	return all, nil
}

// read reads the files at paths as one cohort, "-" for standard input, and hands
// the rows to the sinks, one for each worker.
func (f *readFlags) read(ctx context.Context, s *streams.Streams, paths []string, sink func() cohort.Sink) (*cohort.Input, error) {
	o, err := f.resolve()
	if err != nil {
		return nil, err
	}
	return f.readWith(ctx, s, paths, o, func(sources []cohort.Source, o cohort.Options) (*cohort.Input, error) {
		return cohort.Scan(sources, o, sink)
	})
}

// readWith opens the files and lets scan read them with resolved options.
func (f *readFlags) readWith(ctx context.Context, s *streams.Streams, paths []string, o cohort.Options, scan func([]cohort.Source, cohort.Options) (*cohort.Input, error)) (*cohort.Input, error) {
	var sources []cohort.Source
	p := newProgress()
	o.Progress = p.rows.Store
	for _, path := range paths {
		if path == "-" {
			if s.InTerminal {
				return nil, commandLine(hinted(errors.New("standard input is a terminal, expected a file"), "mbi summary - < answers.csv"))
			}
			sources = append(sources, cohort.Source{Name: stdin, In: p.input(s.In)})
			continue
		}
		if i, err := os.Stat(path); err == nil && i.IsDir() {
			return nil, commandLine(fmt.Errorf("%s is a folder, expected a file", path))
		}
		file, err := within(ctx, func() (*os.File, error) { return os.Open(path) }) // a named pipe waits for its writer
		if err != nil {
			return nil, err
		}
		defer file.Close()
		sources = append(sources, cohort.Source{Name: path, In: p.input(file)})
	}
	if !f.quiet {
		p.begin(s)
		defer p.end()
	}
	if !f.digest {
		return within(ctx, func() (*cohort.Input, error) { return scan(sources, o) })
	}
	var hashes []hash.Hash
	for i, in := range sources {
		hashes = append(hashes, sha256.New())
		sources[i].In = io.TeeReader(in.In, hashes[i])
	}
	in, err := within(ctx, func() (*cohort.Input, error) {
		in, err := scan(sources, o)
		for _, s := range sources {
			if err == nil {
				_, err = io.Copy(io.Discard, s.In) // what stands behind the data
			}
		}
		return in, err
	})
	if err != nil {
		return nil, err
	}
	for _, h := range hashes {
		f.digests = append(f.digests, hex.EncodeToString(h.Sum(nil)))
	}
	return in, nil
}

// within returns what f returns, or leaves it behind when the context ends, so
// that Ctrl-C leaves through the clean-up whatever f waits for. What f does then
// is seen by nobody.
func within[T any](ctx context.Context, f func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		value, err := f()
		done <- result{value, err}
	}()
	select {
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	case r := <-done:
		return r.value, r.err
	}
}

// say prints on standard error what was recognised, in one line, unless --quiet.
func (f *readFlags) say(w io.Writer, in *cohort.Input) error {
	if f.quiet {
		return nil
	}
	first := in.Files[0]
	name := printable(filepath.Base(first.Name))
	if len(in.Files) > 1 {
		name += fmt.Sprintf(" and %d more", len(in.Files)-1)
	}
	_, err := fmt.Fprintf(w, "mbi: %s: rows %d, %s; items %s, %s to %s; coding %s; missing answers %s\n",
		name, in.Rows, formatText(first.Format), in.Found, printable(in.Headings[in.Items[0]]), printable(in.Headings[in.Items[mbi.Items-1]]), in.Coding, f.missing)
	return err
}

// formatText words what was recognised in the bytes of a file.
func formatText(f cohort.Format) string {
	var parts []string
	if f.Compressed {
		parts = append(parts, "gzip")
	}
	if f.Kind == "xlsx" {
		return strings.Join(append(parts, "xlsx, sheet "+printable(f.Sheet)), ", ")
	}
	return strings.Join(append(parts, f.Encoding, f.Delimiter), ", ")
}

// printable shortens a text of a file and keeps control characters from the
// terminal.
func printable(s string) string { return printableTo(30, s) }

// mostOnPage bounds a name on a page, where names wrap, and with it the page.
const mostOnPage = 60

// printableTo is printable with another number of characters.
func printableTo(most int, s string) string {
	r := []rune(visible(strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return ' '
		}
		return r
	}, s)))
	if len(r) > most {
		r = append(r[:most-1], '…')
	}
	return string(r)
}

// visible replaces what a terminal would obey and not show: control characters
// but for new lines and tabs, and the marks that turn the direction of writing.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// warning is a doubt with its code and its words.
type warning struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

// readingWarnings words the doubts of a reading.
func readingWarnings(in *cohort.Input, text *locale.Text) []warning {
	t := text.Warnings
	words := map[cohort.Code]string{
		cohort.NoZero: t.NoZero, cohort.NoSeven: t.NoSeven, cohort.WithoutAnswers: t.WithoutAnswers, cohort.ManyIncomplete: t.ManyIncomplete,
		cohort.StraightLiners: t.StraightLiners, cohort.DuplicateRows: t.DuplicateRows, cohort.DuplicatesUnchecked: t.DuplicatesUnchecked,
		cohort.PositiveEEPA: t.PositiveEEPA, cohort.NoIdentifier: t.NoIdentifier,
	}
	warnings := []warning{}
	for _, w := range in.Warnings {
		warnings = append(warnings, warning{string(w.Code), locale.Fill(words[w.Code], "n", w.N)})
	}
	return warnings
}

// itemWarnings names the columns, of groups or of numbers, that are those of
// items.
func itemWarnings(in *cohort.Input, columns []string, text *locale.Text) []warning {
	var warnings []warning
	for _, name := range columns {
		if slices.Contains(in.Items[:], slices.Index(in.Headings, name)) {
			warnings = append(warnings, warning{"item-column", locale.Fill(text.Warnings.ItemColumn, "column", printable(name))})
		}
	}
	return warnings
}

// printWarnings prints doubts beside a machine format.
func printWarnings(w io.Writer, warnings []warning) error {
	for _, v := range warnings {
		if _, err := fmt.Fprintf(w, "mbi: warning: %s\n", v.Text); err != nil {
			return err
		}
	}
	return nil
}
