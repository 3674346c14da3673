package cmd

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/streams"
	"burnout/mbi"
	"burnout/mbi/fault"
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
	c.Flags().StringSliceVar(&o.keep, "keep", nil, "`COLUMNS` of the input to carry along, or all")
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
	err = o.spool(s, func(w io.Writer) error {
		rows := rowWriter(&csvRows{w: csv.NewWriter(w), files: paths, kept: kept{asked: o.keep}})
		if *o.format == "json" {
			rows = &jsonRows{w: bufio.NewWriter(w), files: paths, missing: o.missing, thresholds: t, kept: kept{asked: o.keep}}
		}
		in, err = o.read(ctx, s, paths, func(r *cohort.Row) error {
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

// rowWriter writes scored rows in a format.
type rowWriter interface {
	row(*cohort.Row, *scoring.Result) error
	end(*cohort.Input) error
}

// kept are the columns of the input that --keep carries along.
type kept struct {
	asked   []string
	names   []string // what they are headed by in the result
	columns []int
	found   bool
}

// find finds the columns, once. A heading that would stand twice in the result
// is told apart by the position of its column.
func (k *kept) find(headings []string) error {
	if k.found {
		return nil
	}
	k.found = true
	if len(k.asked) == 1 && k.asked[0] == "all" {
		for c := range headings {
			k.columns = append(k.columns, c)
		}
	} else {
		for _, name := range k.asked {
			c := slices.Index(headings, strings.TrimSpace(name))
			if c < 0 {
				return commandLine(fmt.Errorf("no column is named %s, which --keep asks for", fault.Quote(name)))
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
type csvRows struct {
	w     *csv.Writer
	files []string
	kept  kept
	begun bool
}

func (c *csvRows) begin() error {
	c.begun = true
	head := scoreHead(len(c.files) > 1)
	for _, name := range c.kept.names {
		head = append(head, defused(name))
	}
	return c.w.Write(head)
}

func (c *csvRows) row(r *cohort.Row, result *scoring.Result) error {
	if !c.begun {
		if err := c.kept.find(r.Headings()); err != nil {
			return err
		}
		if err := c.begin(); err != nil {
			return err
		}
	}
	cells := []string{strconv.FormatInt(r.Number, 10), defused(r.ID)}
	if len(c.files) > 1 {
		cells = append([]string{defused(filepath.Base(c.files[r.File]))}, cells...)
	}
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
	cells = append(cells, dimensions)
	for _, column := range c.kept.columns {
		cells = append(cells, defused(r.Cell(column)))
	}
	return c.w.Write(cells)
}

func (c *csvRows) end(in *cohort.Input) error {
	if !c.begun { // every row was left out
		if err := c.kept.find(in.Headings); err != nil {
			return err
		}
		if err := c.begin(); err != nil {
			return err
		}
	}
	c.w.Flush()
	return c.w.Error()
}

// number writes a float as it is, not rounded.
func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// defused keeps a spreadsheet from running a text of the input as a formula, and
// a terminal from obeying it.
func defused(s string) string {
	s = visible(s)
	if s == "" || !strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return s
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s
	}
	return "'" + s
}

// jsonRows writes rows as one JSON object, a line for each row. What is known of
// the input only after its last row follows the rows.
type jsonRows struct {
	w          *bufio.Writer
	files      []string
	missing    string
	thresholds *scoring.Thresholds
	kept       kept
	begun      bool
}

func (j *jsonRows) begin() error {
	j.begun = true
	head, err := json.Marshal(thresholdsJSONOf(j.thresholds))
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(j.w, "{\"schema\":%d,\n\"thresholds\":%s,\n\"rows\":[\n", schema, head)
	return err
}

type rowJSON struct {
	File string  `json:"file,omitempty"`
	Row  int64   `json:"row"`
	ID   *string `json:"id"` // null where no column holds an identifier
	bySubscale[scoreJSON]
	Dimensions *int              `json:"dimensions"`
	Kept       map[string]string `json:"kept,omitempty"`
}

func (j *jsonRows) row(r *cohort.Row, result *scoring.Result) error {
	separator := ",\n"
	if !j.begun {
		separator = ""
		if err := errors.Join(j.kept.find(r.Headings()), j.begin()); err != nil {
			return err
		}
	}
	row := rowJSON{Row: r.Number, Dimensions: dimensionsJSON(result),
		bySubscale: bySubscaleOf(func(s mbi.Subscale) scoreJSON { return scoreJSONOf(result, s) })}
	if r.ID != "" {
		id := visible(r.ID)
		row.ID = &id
	}
	if len(j.files) > 1 {
		row.File = filepath.Base(j.files[r.File])
	}
	for i, column := range j.kept.columns {
		if i == 0 {
			row.Kept = map[string]string{}
		}
		row.Kept[j.kept.names[i]] = visible(r.Cell(column))
	}
	line, err := json.Marshal(row)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(j.w, "%s%s", separator, line)
	return err
}

func (j *jsonRows) end(in *cohort.Input) error {
	if !j.begun {
		if err := errors.Join(j.kept.find(in.Headings), j.begin()); err != nil {
			return err
		}
	}
	tail, err := json.Marshal(inputJSONOf(in, j.missing))
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(j.w, "\n],\n\"input\":%s}\n", tail); err != nil {
		return err
	}
	return j.w.Flush()
}
