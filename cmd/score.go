package cmd

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/streams"
	"burnout/mbi"
	"burnout/scoring"
	"burnout/scoring/cohort"
)

type scoreOptions struct {
	readFlags
	outputFlags
	id         string
	thresholds *string
	format     *string
	quiet      bool
}

func newScore(s *streams.Streams) *cobra.Command {
	var o scoreOptions
	c := &cobra.Command{
		Use:     "score FILE",
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
		Args: oneFile,
	}
	o.readFlags.add(c)
	o.thresholds = thresholdsFlag(c)
	c.Flags().StringVar(&o.id, "id", "", "heading of the `column` of identifiers (default: found by name)")
	o.format = formatFlag(c, "csv", "json")
	o.outputFlags.add(c)
	c.Flags().BoolVarP(&o.quiet, "quiet", "q", false, "no notes on standard error; warnings stay")
	c.RunE = func(c *cobra.Command, args []string) error { return runScore(c.Context(), s, &o, args[0]) }
	return c
}

func runScore(ctx context.Context, s *streams.Streams, o *scoreOptions, path string) error {
	t, err := loadThresholds(*o.thresholds)
	if err != nil {
		return err
	}
	var in *cohort.Input
	err = o.spool(s, func(w io.Writer) error {
		rows := rowWriter(&csvRows{w: csv.NewWriter(w)})
		if *o.format == "json" {
			rows = &jsonRows{w: bufio.NewWriter(w), options: o, thresholds: t, file: path}
		}
		if err := rows.begin(); err != nil {
			return err
		}
		read := cohort.Options{Coding: o.coding, ID: o.id}
		in, err = readCohort(ctx, s, path, read, func(r *cohort.Row) error {
			result := scoring.Rate(&r.Answers, t)
			return rows.row(r, &result)
		})
		if err != nil {
			return err
		}
		return rows.end(in)
	})
	if err != nil {
		return err
	}
	return scoreNotes(s.Err, o, t, in)
}

// scoreNotes says on standard error what CSV has no place for.
func scoreNotes(w io.Writer, o *scoreOptions, t *scoring.Thresholds, in *cohort.Input) error {
	if !o.quiet {
		_, err := fmt.Fprintf(w, "mbi: %d rows written, %d blank left out; thresholds %s %s; coding %v; missing answers %s\n",
			in.Rows-in.Blank, in.Blank, t.ID, cutsText(t), in.Coding, o.missing)
		if err != nil {
			return err
		}
	}
	return warnReading(w, in)
}

// rowWriter writes scored rows in a format.
type rowWriter interface {
	begin() error
	row(*cohort.Row, *scoring.Result) error
	end(*cohort.Input) error
}

// csvRows writes rows as CSV.
type csvRows struct{ w *csv.Writer }

func (c *csvRows) begin() error {
	head := []string{"row", "id"}
	for _, s := range mbi.Subscales {
		for _, name := range []string{"sum", "mean", "answered", "level", "lowest", "highest"} {
			head = append(head, s.String()+"_"+name)
		}
	}
	return c.w.Write(append(head, "dimensions"))
}

func (c *csvRows) row(r *cohort.Row, result *scoring.Result) error {
	cells := []string{strconv.FormatInt(r.Number, 10), r.ID}
	for _, s := range mbi.Subscales {
		score := result.Scores[s]
		var sum, mean, level string
		if v, ok := score.Sum(); ok {
			m, _ := score.Mean()
			l, _ := result.Level(s)
			sum, mean, level = strconv.Itoa(v), number(m), l.String()
		}
		cells = append(cells, sum, mean, strconv.Itoa(score.Answered), level, strconv.Itoa(score.Lowest), strconv.Itoa(score.Highest))
	}
	dimensions := ""
	if n, ok := result.Dimensions(); ok {
		dimensions = strconv.Itoa(n)
	}
	return c.w.Write(append(cells, dimensions))
}

func (c *csvRows) end(*cohort.Input) error {
	c.w.Flush()
	return c.w.Error()
}

// number writes a float as it is, not rounded.
func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// jsonRows writes rows as one JSON object, a line for each row. What is known of
// the input only after its last row follows the rows.
type jsonRows struct {
	w          *bufio.Writer
	options    *scoreOptions
	thresholds *scoring.Thresholds
	file       string
	started    bool
}

func (j *jsonRows) begin() error {
	head, err := json.Marshal(thresholdsJSONOf(j.thresholds))
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(j.w, "{\"schema\":%d,\n\"thresholds\":%s,\n\"rows\":[", schema, head)
	return err
}

type rowJSON struct {
	Row int64  `json:"row"`
	ID  string `json:"id"`
	bySubscale[scoreJSON]
	Dimensions *int `json:"dimensions"`
}

func (j *jsonRows) row(r *cohort.Row, result *scoring.Result) error {
	line, err := json.Marshal(rowJSON{r.Number, r.ID,
		bySubscaleOf(func(s mbi.Subscale) scoreJSON { return scoreJSONOf(result, s) }), dimensionsJSON(result)})
	if err != nil {
		return err
	}
	separator := ",\n"
	if !j.started {
		separator, j.started = "\n", true
	}
	_, err = fmt.Fprintf(j.w, "%s%s", separator, line)
	return err
}

func (j *jsonRows) end(in *cohort.Input) error {
	tail, err := json.Marshal(inputJSONOf(filepath.Base(j.file), in, j.options.missing))
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(j.w, "\n],\n\"input\":%s}\n", tail); err != nil {
		return err
	}
	return j.w.Flush()
}
