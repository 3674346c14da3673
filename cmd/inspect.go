package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/render"
	"burnout/cmd/internal/streams"
	"burnout/mbi"
	"burnout/mbi/fault"
	"burnout/mbi/locale"
	"burnout/scoring"
	"burnout/scoring/cohort"
)

type inspectOptions struct {
	readFlags
	outputFlags
	format     *string
	lang       *locale.Language
	saveLayout string
}

func newInspect(s *streams.Streams) *cobra.Command {
	var o inspectOptions
	c := &cobra.Command{
		Use:     "inspect FILE…",
		Short:   "Show what is recognised in a file, and every doubt",
		GroupID: "cohort",
		Long: `inspect reads a survey file as score and summary do and shows what it took it
for: format, header, which column is which item with the first values found in it,
identifier, columns that could be groups, coding, missing answers, and each doubt
with what settles it. Code 0 if the file would be scored, 1 if it is refused.

--save-layout writes the shape down; with --layout any command reads the file in
the same way again.`,
		Example: `  mbi inspect answers.csv
  mbi inspect --coding 1-7 --save-layout layout.yaml answers.csv`,
		Args: someFiles,
	}
	o.readFlags.add(c)
	o.lang = languageFlag(c, s)
	o.format = formatFlag(c, "text", "json")
	o.outputFlags.add(c)
	c.Flags().StringVar(&o.saveLayout, "save-layout", "", "write the shape of the data to a YAML `FILE`")
	c.RunE = func(c *cobra.Command, args []string) error { return runInspect(c.Context(), s, &o, args) }
	return c
}

func runInspect(ctx context.Context, s *streams.Streams, o *inspectOptions, paths []string) error {
	layout := outputFlags{file: o.saveLayout, force: o.force}
	if err := errors.Join(o.check(paths...), layout.check(paths...)); err != nil {
		return err
	}
	options, err := o.resolve()
	if err != nil {
		return err
	}
	page := &inspection{}
	options.Seen = page.look
	in, refused := o.readWith(ctx, s, paths, options, func(sources []cohort.Source, options cohort.Options) (*cohort.Input, error) {
		return cohort.Read(sources, options, func(r *cohort.Row) error { page.count(&r.Answers); return nil })
	})
	if in == nil || len(in.Headings) == 0 {
		return refused // nothing was recognised that could be shown
	}
	page.input, page.refused = in, refused
	err = o.write(s, func(w io.Writer) error {
		if *o.format == "json" {
			return writeJSON(w, page.json())
		}
		return page.writeText(w, locale.For(*o.lang), s.Width())
	})
	if err != nil || refused != nil {
		return errors.Join(refused, err)
	}
	if o.saveLayout == "" {
		return nil
	}
	return layout.write(s, func(w io.Writer) error {
		_, err := io.WriteString(w, in.Layout(&options).YAML())
		return err
	})
}

// inspection is what a reading showed of a file, column by column.
type inspection struct {
	input   *cohort.Input
	refused error
	values  [][]string // first different texts of each column
	more    []bool     // whether a column holds further ones
	missing [mbi.Items]int64
	given   [mbi.MaxAnswer + 1]int64 // how often each answer was given
	rows    flowJSON                 // its counts of respondents
}

// shownValues is how many different texts of a column are remembered: a group
// column has fewer.
const shownValues = 20

// look remembers the texts of a row's cells.
func (p *inspection) look(r *cohort.Row) {
	if p.values == nil {
		p.values = make([][]string, len(r.Headings()))
		p.more = make([]bool, len(r.Headings()))
	}
	for c := range p.values {
		text := string(r.Cell(c))
		if text == "" || p.more[c] || slices.Contains(p.values[c], text) {
			continue
		}
		if len(p.values[c]) == shownValues {
			p.more[c] = true
			continue
		}
		p.values[c] = append(p.values[c], text)
	}
}

// count counts the answers of a row that would be scored.
func (p *inspection) count(a *mbi.Answers) {
	switch a.Given() {
	case 0:
		p.rows.WithoutAnswers++
	case mbi.Items:
		p.rows.Complete++
		fallthrough
	default:
		p.rows.Respondents++
	}
	for i, v := range a {
		if v == mbi.Missing {
			p.missing[i]++
		} else {
			p.given[v]++
		}
	}
}

// shown lists the first different values of a column, sorted.
func (p *inspection) shown(column int) []string {
	const most = 8
	if p.values == nil {
		return nil
	}
	values := p.values[column]
	shown := slices.Sorted(slices.Values(values[:min(most, len(values))]))
	if len(values) > most {
		shown = append(shown, "…")
	}
	return shown
}

// found reports whether the items were found.
func (p *inspection) found() bool { return p.input.Found != "" }

// groups lists columns that could be groups: few different values, and not an
// item or the identifier.
func (p *inspection) groups() []int {
	var groups []int
	for c := range p.values {
		if n := len(p.values[c]); n >= 2 && !p.more[c] && c != p.input.ID && !(p.found() && slices.Contains(p.input.Items[:], c)) {
			groups = append(groups, c)
		}
	}
	return groups
}

// faults lists what refused the file.
func (p *inspection) faults() []*fault.Fault {
	if l, ok := errors.AsType[*fault.List](p.refused); ok {
		return l.Faults
	}
	if f, ok := errors.AsType[*fault.Fault](p.refused); ok {
		return []*fault.Fault{f}
	}
	return nil
}

func (p *inspection) writeText(w io.Writer, text *locale.Text, width int) error {
	words := text.Inspect
	for _, f := range p.input.Files {
		line := locale.Fill(words.File, "file", printable(f.Name), "format", formatText(f.Format), "header", f.HeaderRows)
		if _, err := fmt.Fprintln(w, render.Wrap(line, width, "  ")); err != nil {
			return err
		}
	}
	var lines []string
	if p.found() {
		lines = append(lines, locale.Fill(words.Flow, "rows", p.input.Rows, "blank", p.input.Blank, "previews", p.input.Previews, "filtered", p.input.Filtered))
	} else {
		lines = append(lines, locale.Fill(words.Headings, "names", p.headings()))
	}
	if p.found() {
		lines = append(lines, locale.Fill(words.Items, "found", foundText(p.input.Found, words.Found)))
		id := words.NoID
		if p.input.ID >= 0 {
			id = locale.Fill(words.ID, "heading", printable(p.input.Headings[p.input.ID]))
		}
		lines = append(lines, id)
	}
	if p.refused == nil {
		lines = append(lines, locale.Fill(words.Coding, "coding", p.input.Coding, "given", strings.Trim(fmt.Sprint(p.given), "[]")))
	}
	if names := p.groupNames(); names != "" {
		lines = append(lines, locale.Fill(words.Groups, "names", names))
	}
	for _, l := range lines {
		if _, err := fmt.Fprintln(w, render.Wrap(l, width, "  ")); err != nil {
			return err
		}
	}
	if p.found() {
		if err := p.itemTable(w, text); err != nil {
			return err
		}
	}
	return p.writeDoubts(w, text, width)
}

// foundText words how the items were found: the reader says it in English, and
// names the form last where a wording did it.
func foundText(found string, words locale.Found) string {
	switch found {
	case cohort.AsNamed:
		return words.Named
	case cohort.ByName:
		return words.Name
	case cohort.BySubscale:
		return words.Subscale
	case cohort.ByNumber:
		return words.Number
	}
	return locale.Fill(words.Wording, "form", strings.TrimPrefix(found, cohort.ByWording))
}

// headings lists the columns with their positions, for whoever must name items.
func (p *inspection) headings() string {
	var names []string
	for i, h := range p.input.Headings {
		names = append(names, fmt.Sprintf("#%d %s", i+1, printable(h)))
	}
	return strings.Join(names, ", ")
}

func (p *inspection) groupNames() string {
	var names []string
	for _, c := range p.groups() {
		names = append(names, fmt.Sprintf("%s (%d)", printable(p.input.Headings[c]), len(p.values[c])))
	}
	return strings.Join(names, ", ")
}

func (p *inspection) itemTable(w io.Writer, text *locale.Text) error {
	table := render.Table{Header: text.Inspect.Columns[:], Left: []int{1, 3}}
	for i, c := range p.input.Items {
		var values []string
		for _, v := range p.shown(c) {
			values = append(values, printable(v))
		}
		missing := undefined // what was not read whole was not counted
		if p.refused == nil {
			missing = count(p.missing[i])
		}
		row := []string{fmt.Sprint(i + 1), printable(p.input.Headings[c]), missing, shorten(strings.Join(values, " "), 40)}
		table.Rows = append(table.Rows, row)
	}
	if _, err := fmt.Fprintln(w); err != nil {
		return err
	}
	return table.Text(w)
}

// shorten cuts a text to n characters.
func shorten(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// writeDoubts lists the warnings, or says that there are none; what refused the
// file is printed as for any command.
func (p *inspection) writeDoubts(w io.Writer, text *locale.Text, width int) error {
	verdict := text.Inspect.Scored
	if p.refused != nil {
		verdict = text.Inspect.Refused
	}
	lines := []string{verdict}
	for i, v := range readingWarnings(p.input, text) {
		lines = append(lines, fmt.Sprintf("[%d] %s", i+1, v.Text))
	}
	if _, err := fmt.Fprintln(w); err != nil {
		return err
	}
	for _, l := range lines {
		if _, err := fmt.Fprintln(w, render.Wrap(l, width, "    ")); err != nil {
			return err
		}
	}
	return nil
}

type itemJSON struct {
	Item    int      `json:"item"`
	Column  int      `json:"column"` // from 1
	Heading string   `json:"heading"`
	Values  []string `json:"values"`
	Missing *int64   `json:"missing"` // null where the file is refused
}

type groupJSON struct {
	Column  int    `json:"column"` // from 1
	Heading string `json:"heading"`
	Values  int    `json:"values"`
}

type refusalJSON struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
	Text   string `json:"text"`
	Hint   string `json:"hint,omitempty"`
}

type inspectJSON struct {
	Schema   int           `json:"schema"`
	Input    inputJSON     `json:"input"`
	Headings []string      `json:"headings"`
	Flow     *flowJSON     `json:"flow"`  // null where the file is refused
	Given    *[7]int64     `json:"given"` // answers 0 to 6; null where the file is refused
	Items    []itemJSON    `json:"items"`
	Groups   []groupJSON   `json:"groups"`
	Warnings []warning     `json:"warnings"`
	Refused  []refusalJSON `json:"refused"`
}

// flow counts the rows from the file to the respondents.
func (p *inspection) flow() flowJSON {
	f := p.rows
	f.Rows, f.Blank, f.Previews, f.Filtered = p.input.Rows, p.input.Blank, p.input.Previews, p.input.Filtered
	return f
}

func (p *inspection) json() inspectJSON {
	in := p.input
	j := inspectJSON{Schema: schema, Input: inputJSONOf(in, scoring.MissingRule{}), Items: []itemJSON{}, Groups: []groupJSON{}, Refused: []refusalJSON{},
		Headings: in.Headings,
		Warnings: readingWarnings(in, locale.For(locale.English))}
	if p.refused == nil {
		flow, given := p.flow(), p.given
		j.Flow, j.Given = &flow, &given
	}
	if p.found() {
		for i, c := range in.Items {
			item := itemJSON{Item: i + 1, Column: c + 1, Heading: in.Headings[c], Values: append([]string{}, p.shown(c)...)}
			if p.refused == nil {
				item.Missing = &p.missing[i]
			}
			j.Items = append(j.Items, item)
		}
	}
	for _, c := range p.groups() {
		j.Groups = append(j.Groups, groupJSON{c + 1, in.Headings[c], len(p.values[c])})
	}
	for _, f := range p.faults() {
		j.Refused = append(j.Refused, refusalJSON{f.File, f.Line, f.Column, f.Text, f.Hint})
	}
	return j
}
