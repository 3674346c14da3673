package cmd

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/streams"
	"burnout/mbi"
	"burnout/mbi/locale"
	"burnout/scoring"
	"burnout/scoring/cohort"
	"burnout/scoring/stats"
)

type scoreOptions struct {
	readFlags
	outputFlags
	thresholds *string
	format     *string
	keep       []string
}

func newScore(s *streams.Streams) *cobra.Command {
	var o scoreOptions
	c := &cobra.Command{
		Use:     "score FILE…",
		Short:   "Score each respondent of a file",
		GroupID: "cohort",
		Long: `score writes one row for each respondent read, also for those without answers:
row and id, then for ee, dp and pa the sum, the mean per item, the number of
items answered, the level, and the lowest and highest sum that the missing
answers leave possible; last, how many dimensions lie on their burnout side.

A subscale with a missing answer has no sum and no level: the cells are empty,
null in JSON. pa_level is the level of accomplishment: low is the burnout side.
Nothing is written unless the whole file can be read; "-" is standard input.`,
		Example: `  mbi score answers.csv > scores.csv
  mbi score --coding 1-7 --format json -o scores.json answers.csv`,
		Args: someFiles,
	}
	o.readFlags.add(c)
	o.thresholds = thresholdsFlag(c)
	o.format = formatFlag(c, "csv", "json")
	o.outputFlags.add(c)
	c.Flags().Var(&namesFlag{&o.keep, "COLUMNS"}, "keep", "columns of the input to carry along, or all")
	c.RunE = func(c *cobra.Command, args []string) error { return runScore(c.Context(), s, &o, args) }
	return c
}

func runScore(ctx context.Context, s *streams.Streams, o *scoreOptions, paths []string) error {
	if err := o.check(paths...); err != nil {
		return err
	}
	t, err := loadThresholds(*o.thresholds)
	if err != nil {
		return err
	}
	var in *cohort.Input
	err = o.spool(ctx, s, func(w io.Writer) error {
		rows := &scoreRows{w: w, options: o, thresholds: t, files: paths, format: scoreFormats[*o.format]}
		in, err = o.read(ctx, s, paths, func() cohort.Sink { return &scoreSink{rows: rows} })
		if err != nil {
			return err
		}
		return rows.end(in)
	})
	if err != nil {
		return err
	}
	if err := o.say(s.Err, in); err != nil {
		return err
	}
	if !o.quiet {
		if _, err := fmt.Fprintf(s.Err, "mbi: thresholds %s: %s\n", t.ID, cutsText(t)); err != nil {
			return err
		}
	}
	return printWarnings(s.Err, readingWarnings(in, locale.For(locale.English)))
}

// scoreRows writes scored rows in a format.
type scoreRows struct {
	w          io.Writer
	options    *scoreOptions
	thresholds *scoring.Thresholds
	files      []string
	format     scoreFormat

	once    sync.Once
	begun   error
	kept    kept
	phrases phrases
	written bool // a row is
}

// scoreFormat is how rows are written.
type scoreFormat interface {
	head(*scoreRows) ([]byte, error)
	// phrase is what a row says of one subscale.
	phrase(scored) string
	// separator stands before each row but the first.
	separator() string
	// row appends a row.
	row(b []byte, rows *scoreRows, r *cohort.Row, words *rowWords) []byte
	tail(*scoreRows, *cohort.Input) ([]byte, error)
}

var scoreFormats = map[string]scoreFormat{"csv": csvRows{}, "json": jsonRows{}}

// prorates reports whether a row may be scored though an answer is missing; it
// then says for which subscales it is.
func (s *scoreRows) prorates() bool { return s.options.missing != scoring.MissingRule{} }

// begin writes the head, once, when the headings of the input are known.
func (s *scoreRows) begin(headings []string) error {
	s.once.Do(func() {
		var head []byte
		if s.begun = s.kept.find(s.options.keep, headings); s.begun != nil {
			return
		}
		s.phrases = newPhrases(s.thresholds, s.options.missing, s.format.phrase)
		if head, s.begun = s.format.head(s); s.begun == nil {
			_, s.begun = s.w.Write(head)
		}
	})
	return s.begun
}

// end writes what follows the rows.
func (s *scoreRows) end(in *cohort.Input) error {
	if err := s.begin(in.Headings); err != nil { // every row was left out
		return err
	}
	tail, err := s.format.tail(s, in)
	if err == nil {
		_, err = s.w.Write(tail)
	}
	return err
}

// scoreSink is one worker's share of the rows.
type scoreSink struct {
	rows *scoreRows
	text []byte // of the rows of a block
	row  rowWords
}

// rowWords is what a row says of its scores.
type rowWords struct {
	scores     [3]string
	prorated   [3]bool
	dimensions int // negative: unknown
}

func (s *scoreSink) Row(r *cohort.Row) error {
	if err := s.rows.begin(r.Headings()); err != nil {
		return err
	}
	n := 0
	sums, missing := r.Answers.Sums()
	for _, subscale := range mbi.Subscales {
		p := &s.rows.phrases[subscale][subscale.Len()-missing.Of(subscale)][sums.Of(subscale)]
		s.row.scores[subscale], s.row.prorated[subscale] = p.text, p.prorated
		n += p.dimensions
	}
	s.row.dimensions = n
	s.text = append(s.text, s.rows.format.separator()...)
	s.text = s.rows.format.row(s.text, s.rows, r, &s.row)
	return nil
}

func (s *scoreSink) Flush() error {
	text := s.text
	if !s.rows.written && len(text) > 0 {
		text = text[len(s.rows.format.separator()):]
		s.rows.written = true
	}
	s.text = s.text[:0]
	_, err := s.rows.w.Write(text)
	return err
}

// phrases are what rows say of a subscale, by subscale, items answered and sum:
// there are few, and a cohort is long.
type phrases [3][][]phrase

// phrase is what a row says of a subscale, and how many dimensions it adds to
// those on their burnout side.
type phrase struct {
	text       string
	dimensions int // 0, 1, or unscored
	prorated   bool
}

// unscored makes the number of a row's dimensions negative.
const unscored = -4

// scored is the score of one subscale under a rule, and its level, if it has one.
type scored struct {
	scoring.Score
	has   bool
	sum   float64 // a whole number unless it is prorated
	level scoring.Level
}

func newPhrases(t *scoring.Thresholds, rule scoring.MissingRule, text func(scored) string) (p phrases) {
	for _, s := range mbi.Subscales {
		items := s.Items()
		for answered := range len(items) + 1 {
			var bySum []phrase
			for sum := range answered*int(mbi.MaxAnswer) + 1 {
				a := mbi.NoAnswers()
				for i, rest := 0, sum; i < answered; i++ {
					v := min(rest, int(mbi.MaxAnswer))
					a[items[i]-1] = mbi.Answer(v)
					rest -= v
				}
				one := scored{Score: scoring.ScoreOf(&a, s)}
				if one.level, one.has = rule.Level(one.Score, t); one.has {
					numerator, denominator, _ := rule.Score(one.Score)
					one.sum = float64(numerator) / float64(denominator)
				}
				n := 0
				if !one.has {
					n = unscored
				} else if scoring.Affected(s, one.level) {
					n = 1
				}
				bySum = append(bySum, phrase{text(one), n, one.has && !one.Complete()})
			}
			p[s] = append(p[s], bySum)
		}
	}
	return p
}

// kept are the columns of the input that --keep carries along.
type kept struct {
	names   []string // what they are headed by in the result
	columns []int
}

// find finds the columns. A heading that would stand twice in the result is told
// apart by the position of its column.
func (k *kept) find(asked, headings []string) error {
	if len(asked) == 1 && asked[0] == "all" {
		for c := range headings {
			k.columns = append(k.columns, c)
		}
	} else {
		for _, name := range asked {
			c, err := columnOf(headings, name, "--keep")
			if err != nil {
				return err
			}
			k.columns = append(k.columns, c)
		}
	}
	taken := scoreHead(true)
	for _, c := range k.columns {
		name := headings[c]
		if name == "" || slices.Contains(taken, name) {
			name = strings.TrimSpace(fmt.Sprintf("%s #%d", name, c+1))
		}
		taken = append(taken, name)
		k.names = append(k.names, name)
	}
	return nil
}

// scoreHead lists the columns of a scored row.
func scoreHead(file bool) []string {
	head := []string{"row", "id"}
	if file {
		head = append([]string{"file"}, head...)
	}
	for _, s := range mbi.Subscales {
		for _, name := range []string{"sum", "mean", "answered", "level", "lowest", "highest"} {
			head = append(head, s.String()+"_"+name)
		}
	}
	return append(head, "dimensions")
}

// csvRows writes rows as CSV.
type csvRows struct{}

func (csvRows) head(s *scoreRows) ([]byte, error) {
	var b []byte
	names := scoreHead(len(s.files) > 1)
	if s.prorates() {
		names = append(names, "prorated")
	}
	for i, name := range append(names, s.kept.names...) {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendCell(b, []byte(name))
	}
	return append(b, '\n'), nil
}

func (csvRows) phrase(s scored) string {
	var sum, mean, level string
	if s.has {
		sum, mean, level = number(s.sum), number(s.sum/float64(s.Subscale.Len())), s.level.String()
	}
	return strings.Join([]string{"", sum, mean, strconv.Itoa(s.Answered), level, strconv.Itoa(s.Lowest), strconv.Itoa(s.Highest)}, ",")
}

func (csvRows) separator() string { return "" }

func (csvRows) row(b []byte, s *scoreRows, r *cohort.Row, words *rowWords) []byte {
	if len(s.files) > 1 {
		b = append(appendCell(b, []byte(filepath.Base(s.files[r.File]))), ',')
	}
	b = append(strconv.AppendInt(b, r.Number, 10), ',')
	b = appendCell(b, r.ID())
	for _, phrase := range words.scores {
		b = append(b, phrase...)
	}
	if b = append(b, ','); words.dimensions >= 0 {
		b = strconv.AppendInt(b, int64(words.dimensions), 10)
	}
	if s.prorates() {
		b = append(b, ',')
		for i, subscale := range mbi.Subscales {
			if words.prorated[i] {
				b = append(append(b, subscale.String()...), ' ')
			}
		}
		b = bytes.TrimSuffix(b, []byte{' '})
	}
	for _, column := range s.kept.columns {
		b = appendCell(append(b, ','), r.Cell(column))
	}
	return append(b, '\n')
}

func (csvRows) tail(*scoreRows, *cohort.Input) ([]byte, error) { return nil, nil }

// appendCell appends a text of the input as a cell: defused, and in quotes where
// RFC 4180 asks for them.
func appendCell(b, cell []byte) []byte {
	plain := len(cell) == 0 || !strings.ContainsRune(formulas, rune(cell[0]))
	for _, c := range cell {
		plain = plain && c >= ' ' && c < utf8.RuneSelf && c != '"' && c != ','
	}
	if plain {
		return append(b, cell...)
	}
	s := defused(string(cell))
	if !strings.ContainsAny(s, "\",\r\n") {
		return append(b, s...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(s, `"`, `""`)...)
	return append(b, '"')
}

// number writes a float as it is, not rounded.
func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// formulas are the first characters that make a spreadsheet run a text.
const formulas = "=+-@\t\r"

// defused keeps a spreadsheet from running a text of the input as a formula, and
// a terminal from obeying it.
func defused(s string) string {
	s = visible(s)
	if s == "" || !strings.ContainsRune(formulas, rune(s[0])) {
		return s
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s
	}
	return "'" + s
}

// jsonRows writes rows as one JSON object, a line for each row. What is known of
// the input only after its last row follows the rows.
type jsonRows struct{}

func (jsonRows) head(s *scoreRows) ([]byte, error) {
	head, err := json.Marshal(thresholdsJSONOf(s.thresholds))
	return fmt.Appendf(nil, "{\"schema\":%d,\n\"thresholds\":%s,\n\"rows\":[\n", schema, head), err
}

func (jsonRows) phrase(s scored) string {
	j := rowScoreJSON{Answered: s.Answered, Lowest: s.Lowest, Highest: s.Highest}
	if s.has {
		level := s.level.String()
		j.Sum, j.Mean, j.Level = stats.NumberOf(s.sum, true), stats.NumberOf(s.sum/float64(s.Subscale.Len()), true), &level
		j.Prorated = !s.Complete()
	}
	return fmt.Sprintf(`,"%v":%s`, s.Subscale, appendJSON(nil, j))
}

// rowScoreJSON is the score of one subscale in a row, null where there is none.
type rowScoreJSON struct {
	Sum      stats.Number `json:"sum"`
	Mean     stats.Number `json:"mean"`
	Answered int          `json:"answered"`
	Level    *string      `json:"level"`
	Lowest   int          `json:"lowest"`
	Highest  int          `json:"highest"`
	Prorated bool         `json:"prorated,omitempty"`
}

func (jsonRows) separator() string { return ",\n" }

func (jsonRows) row(b []byte, s *scoreRows, r *cohort.Row, words *rowWords) []byte {
	b = append(b, '{')
	if len(s.files) > 1 {
		b = append(appendJSON(append(b, `"file":`...), filepath.Base(s.files[r.File])), ',')
	}
	b = strconv.AppendInt(append(b, `"row":`...), r.Number, 10)
	b = append(b, `,"id":`...)
	if id := r.ID(); len(id) > 0 {
		b = appendJSON(b, visible(string(id)))
	} else {
		b = append(b, "null"...)
	}
	for _, phrase := range words.scores {
		b = append(b, phrase...)
	}
	if b = append(b, `,"dimensions":`...); words.dimensions >= 0 {
		b = strconv.AppendInt(b, int64(words.dimensions), 10)
	} else {
		b = append(b, "null"...)
	}
	if len(s.kept.columns) > 0 {
		cells := map[string]string{}
		for i, column := range s.kept.columns {
			cells[s.kept.names[i]] = visible(string(r.Cell(column)))
		}
		b = appendJSON(append(b, `,"kept":`...), cells)
	}
	return append(b, '}')
}

// appendJSON appends a value that can be written as JSON.
func appendJSON(b []byte, v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // unreachable: texts and numbers
	}
	return append(b, text...)
}

func (jsonRows) tail(s *scoreRows, in *cohort.Input) ([]byte, error) {
	tail, err := json.Marshal(inputJSONOf(in, s.options.missing))
	return fmt.Appendf(nil, "\n],\n\"input\":%s}\n", tail), err
}
