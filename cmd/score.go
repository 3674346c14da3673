package cmd

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/streams"
	"burnout/mbi"
	"burnout/mbi/locale"
	"burnout/scoring"
	"burnout/scoring/cohort"
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

// formulas are the first characters that make a spreadsheet run a text.
const formulas = "=+-@\t\r"
