package simulate

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"

	"burnout/mbi"
	"burnout/mbi/fault"
)

// Wording is the texts of a form, which some exports hold for headings and
// answers.
type Wording struct {
	Items   [mbi.Items]string
	Anchors [mbi.MaxAnswer + 1]string
}

// Mark heads the first column of every shape and stands in each of its cells.
const Mark = "synthetic"

// column is one column of an export.
type column struct {
	heading string
	text    string // the question text, where there is a row of them
	id      string // the import id, likewise
	cell    func(row int, r *Respondent) string
}

// shape is how a survey tool writes an export.
type shape struct {
	name          string
	before, after []column
	item          func(item int, w *Wording) column // its heading and text; cells are answers
	answer        func(v mbi.Answer, w *Wording) string

	delimiter, end string
	quoted         bool // every field
	mark           bool // of UTF-8, at the beginning
	blank          bool // line, at the end
	ids            bool // rows of question texts and import ids
	windows        bool // encoded as Windows-1252
}

// The shapes that the reader takes without a flag. Each is the export of a tool
// by its defaults, with codes for answers where it writes codes, and the columns
// by which it is known; times are made up and all the same.
var shapes = []shape{
	{
		name: "plain", before: []column{numbered("id")},
		item: named("mbi%d"), answer: digit,
		delimiter: ",", end: "\n",
	},
	{
		name: "limesurvey", before: []column{numbered("id"), constant("submitdate", "2000-01-01 00:00:00"), constant("lastpage", "1"), constant("startlanguage", "en")},
		item: named("MBI[SQ%03d]"), answer: code,
		delimiter: ";", end: "\r\n", quoted: true, mark: true, blank: true,
	},
	{
		name: "redcap", before: []column{numbered("record_id"), constant("redcap_survey_identifier", ""), constant("mbi_timestamp", "2000-01-01 00:00:00")},
		item: named("mbi%d"), answer: digit, after: []column{constant("mbi_complete", "2")},
		delimiter: ",", end: "\n",
	},
	{
		name: "qualtrics", before: []column{
			{"StartDate", "Start Date", "startDate", same("2000-01-01 00:00:00")}, {"EndDate", "End Date", "endDate", same("2000-01-01 00:00:00")},
			{"Status", "Response Type", "status", same("0")}, {"Progress", "Progress", "progress", same("100")}, {"Finished", "Finished", "finished", same("1")},
			{"ResponseId", "Response ID", "_recordId", func(row int, _ *Respondent) string { return fmt.Sprintf("R_synthetic%06d", row) }},
			{"DistributionChannel", "Distribution Channel", "distributionChannel", same("anonymous")}},
		item: func(item int, w *Wording) column {
			return column{heading: fmt.Sprintf("MBI_%d", item), text: "How often do you feel this? - " + w.Items[item-1], id: fmt.Sprintf("QID1_%d", item)}
		},
		answer: digit, delimiter: ",", end: "\n", ids: true,
	},
	{
		name: "kobo", before: []column{constant("start", "2000-01-01T00:00:00.000+00:00")},
		item: named("mbi/mbi_%02d"), answer: digit,
		after:     []column{numbered("_id"), constant("_submission_time", "2000-01-01T00:00:00"), numbered("_index")},
		delimiter: ";", end: "\n", quoted: true,
	},
	{
		name: "google", before: []column{constant("Timestamp", "1/1/2000 0:00:00"), numbered("Participant")},
		item:      func(item int, w *Wording) column { return column{heading: w.Items[item-1]} },
		answer:    func(v mbi.Answer, w *Wording) string { return w.Anchors[v] },
		delimiter: ",", end: "\n", quoted: true,
	},
	{
		name: "excel-french", before: []column{numbered("Numéro")},
		item: named("MBI%d"), answer: digit,
		delimiter: ";", end: "\r\n", windows: true,
	},
}

// Shapes lists the names of the shapes, the plainest first.
func Shapes() []string {
	var names []string
	for _, s := range shapes {
		names = append(names, s.name)
	}
	return names
}

func same(text string) func(int, *Respondent) string {
	return func(int, *Respondent) string { return text }
}

func constant(heading, text string) column {
	return column{heading: heading, cell: same(text)}
}

// numbered is a column of identifiers, from 1.
func numbered(heading string) column {
	return column{heading: heading, cell: func(row int, _ *Respondent) string { return strconv.Itoa(row) }}
}

// named gives items headings of a pattern.
func named(pattern string) func(int, *Wording) column {
	return func(item int, _ *Wording) column { return column{heading: fmt.Sprintf(pattern, item)} }
}

// digit writes an answer as 0 to 6.
func digit(v mbi.Answer, _ *Wording) string { return strconv.Itoa(int(v)) }

// code writes an answer as LimeSurvey numbers its answers, A1 to A7.
func code(v mbi.Answer, _ *Wording) string { return "A" + strconv.Itoa(int(v)+1) }

// reserved reports whether a heading is one of a shape, or the mark.
func reserved(heading string) bool {
	is := func(c column) bool { return strings.EqualFold(c.heading, heading) }
	return strings.EqualFold(heading, Mark) || slices.ContainsFunc(shapes, func(s shape) bool {
		return slices.ContainsFunc(s.before, is) || slices.ContainsFunc(s.after, is)
	})
}

// Write writes the cohort in a shape of [Shapes], with the texts of a form where
// the shape holds texts.
func (c *Cohort) Write(w io.Writer, name string, texts *Wording) error {
	i := slices.IndexFunc(shapes, func(s shape) bool { return s.name == name })
	if i < 0 {
		return fmt.Errorf("unknown shape %q, expected one of %s", name, strings.Join(Shapes(), ", "))
	}
	s := &shapes[i]
	if s.windows {
		if err := c.encodable(); err != nil {
			return err
		}
		w = charmap.Windows1252.NewEncoder().Writer(w)
	}
	out := &writer{w: w, shape: s}
	columns := c.columns(s, texts)
	out.head(columns)
	for i := range c.Respondents {
		var cells []string
		for _, column := range columns {
			cells = append(cells, column.cell(i+1, &c.Respondents[i]))
		}
		out.row(cells)
	}
	if s.blank {
		out.row(nil)
	}
	return out.err
}

// encodable refuses a group that Windows-1252 cannot hold.
func (c *Cohort) encodable() error {
	for _, g := range c.groups {
		for _, p := range g.Parts {
			name := g.Column + "=" + p.Value
			if _, err := charmap.Windows1252.NewEncoder().String(name); err != nil {
				return &fault.Fault{File: "--group", Text: fault.Quote(name) + " has a letter that Windows-1252 lacks", Hint: "--shape plain writes UTF-8"}
			}
		}
	}
	return nil
}

// columns are all columns of an export: the mark, what the tool writes, the
// items, and the groups last, as hidden fields stand.
func (c *Cohort) columns(s *shape, texts *Wording) []column {
	all := append([]column{constant(Mark, Mark)}, s.before...)
	for item := 1; item <= mbi.Items; item++ {
		col := s.item(item, texts)
		col.cell = func(_ int, r *Respondent) string {
			v := r.Answers.Of(item)
			if v == mbi.Missing {
				return ""
			}
			return s.answer(v, texts)
		}
		all = append(all, col)
	}
	all = append(all, s.after...)
	for g, group := range c.groups {
		all = append(all, column{heading: group.Column, cell: func(_ int, r *Respondent) string { return r.Values[g] }})
	}
	return all
}

// writer writes rows in a shape. The first error stays.
type writer struct {
	w     io.Writer
	shape *shape
	err   error
}

// head writes the headings and, where the shape has them, the rows of question
// texts and of import ids. A column without either repeats its heading.
func (w *writer) head(columns []column) {
	var headings, texts, ids []string
	for _, c := range columns {
		text, id := c.text, c.id
		if text == "" {
			text = c.heading
		}
		if id == "" {
			id = c.heading
		}
		headings, texts, ids = append(headings, c.heading), append(texts, text), append(ids, `{"ImportId":"`+id+`"}`)
	}
	if w.shape.mark {
		w.write("\ufeff")
	}
	w.row(headings)
	if w.shape.ids {
		w.row(texts)
		w.row(ids)
	}
}

func (w *writer) row(cells []string) {
	for i, c := range cells {
		if w.shape.quoted || strings.ContainsAny(c, "\"\r\n"+w.shape.delimiter) {
			cells[i] = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
	}
	w.write(strings.Join(cells, w.shape.delimiter) + w.shape.end)
}

func (w *writer) write(s string) {
	if w.err == nil {
		_, w.err = io.WriteString(w.w, s)
	}
}
