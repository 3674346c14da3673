package cmd

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/streams"
	"burnout/mbi/fault"
	"burnout/scoring"
	"burnout/scoring/sql"
)

func newSQL(s *streams.Streams) *cobra.Command {
	c := parent(&cobra.Command{
		Use:     "sql",
		Short:   "The same scoring as a query, for a database",
		GroupID: "cohort",
		Long: `sql prints one query that scores answers where they are: in DuckDB, PostgreSQL,
SQLite, or any engine with much of standard SQL. The query only reads, creates
nothing, and begins with the thresholds, the coding and the rule in force. Sums,
levels, dimensions, n, means, SDs, alphas and intervals of shares are those of
mbi score, summary and definitions on the same rows. NULL and blank text are
missing. A text that is no code of the coding is counted as invalid and is no
answer: "-" and NA too, which a file may hold for a missing answer. Nothing can
be recognised here, so look at the counts, and name the coding.`,
		Example: `  mbi sql summary --dialect postgres --from survey.answers | psql
  mbi sql score --dialect sqlite --from answers --id id | sqlite3 answers.db`,
	})
	c.AddCommand(newSQLScore(s), newSQLSummary(s), newSQLDefinitions(s))
	return c
}

// sqlOptions says where the answers are and what they are.
type sqlOptions struct {
	readFlags
	dialect    sql.Dialect
	from       []string
	by         string
	least      int64
	thresholds *string
}

func (o *sqlOptions) add(c *cobra.Command) {
	o.addCoding(c)
	flags := c.Flags()
	flags.Lookup("coding").Usage = "how the table writes the seven answers: 0-6, 1-7, A1-A7"
	flags.Var(&choice[sql.Dialect]{unset: true, into: &o.dialect, parse: sql.ParseDialect, kind: strings.Join(sql.Dialects(), "|")},
		"dialect", "the engine")
	flags.Var(&choice[[]string]{unset: true, into: &o.from, parse: sql.ParseTable, kind: "TABLE"},
		"from", `the table of answers, such as answers or survey.answers; a name with a dot in double quotes`)
	flags.Var(&choice[[]string]{unset: true, into: &o.options.Items, parse: parseItems, kind: "COLUMNS"},
		"items", "columns of items 1 to 22 in order; a name with a comma in quotes, as in CSV (default mbi1 to mbi22)")
	o.thresholds = thresholdsFlag(c)
	complete(c, "dialect", sql.Dialects()...)
	c.PreRunE = func(*cobra.Command, []string) error {
		switch {
		case o.dialect == sql.Dialect{}:
			return hinted(errors.New("no dialect, expected the engine that the query is for"), "--dialect postgres, or one of "+strings.Join(sql.Dialects(), ", "))
		case o.from == nil:
			return hinted(errors.New("no table, expected the one that holds the answers"), "--from TABLE")
		case o.least < 1:
			return errors.New("--min-group is below 1, expected a number of respondents")
		}
		return nil
	}
}

// addGroups adds the flags of a query of a cohort.
func (o *sqlOptions) addGroups(c *cobra.Command) {
	c.Flags().StringVar(&o.by, "by", "", "the same for each group: the `COLUMN` whose values divide the cohort")
	c.Flags().Int64Var(&o.least, "min-group", 5, "withhold groups of fewer `respondents`; 1 shows all")
}

func newSQLScore(s *streams.Streams) *cobra.Command {
	o := sqlOptions{least: 1}
	c := &cobra.Command{
		Use:   "score",
		Short: "The query of a row of scores for each respondent",
		Long: `score prints the query of the columns of mbi score, one row for each row of the
table, in no order: id where --id names a column, then for ee, dp and pa the
sum, the mean per item, the number of items answered, the level, and the lowest
and highest sum that the missing answers leave possible; how many dimensions lie
on their burnout side; with --missing prorate=N, the subscales that are
prorated; invalid, how many answers are no code of the coding.`,
		Example: "  mbi sql score --dialect duckdb --from answers --id id",
		Args:    cobra.NoArgs,
	}
	o.add(c)
	c.Flags().StringVar(&o.options.ID, "id", "", "a `COLUMN` to stand beside the scores")
	c.RunE = func(*cobra.Command, []string) error {
		return o.write(s.Out, func(q *sql.Query, t *scoring.Thresholds) (string, error) { return q.Score(t) })
	}
	return c
}

func newSQLSummary(s *streams.Streams) *cobra.Command {
	var o sqlOptions
	c := &cobra.Command{
		Use:   "summary",
		Short: "The query of a cohort's tables: scores, levels, dimensions",
		Long: `summary prints the query of a cohort's numbers, one a row, under the columns and
names of mbi summary --format csv. It leaves out what is not made of counts and
sums: quartiles, skewness, correlations and the interval of alpha. The row
"invalid" counts answers that are no code of the coding.

--by adds the same for each group, named by its value. As in mbi summary, groups
with a figure of fewer than 5 respondents are withheld, and the next smallest
too where a subtraction would show one, or a figure of few (--min-group).`,
		Example: `  mbi sql summary --dialect postgres --from survey.answers --by sex | psql --csv
  mbi sql summary --dialect ansi --from answers --coding 1-7 --missing prorate=1`,
		Args: cobra.NoArgs,
	}
	o.add(c)
	o.addGroups(c)
	c.RunE = func(*cobra.Command, []string) error {
		return o.write(s.Out, func(q *sql.Query, t *scoring.Thresholds) (string, error) { return q.Summary(t) })
	}
	return c
}

func newSQLDefinitions(s *streams.Streams) *cobra.Command {
	var o sqlOptions
	c := &cobra.Command{
		Use:   "definitions",
		Short: "The query of every case definition under every table",
		Long: `definitions prints the query of the cases of each definition under each table of
cut-offs, as mbi definitions counts them: a row for each, those that count
fewest first. A YAML file given to --thresholds adds its table, and its
definitions where it holds some. --by adds the same for each group, withheld as
mbi definitions withholds them.`,
		Example: "  mbi sql definitions --dialect sqlite --from answers | sqlite3 -csv answers.db",
		Args:    cobra.NoArgs,
	}
	o.add(c)
	o.addGroups(c)
	c.RunE = func(*cobra.Command, []string) error {
		return o.write(s.Out, func(q *sql.Query, own *scoring.Thresholds) (string, error) {
			return q.Definitions(tablesWith(own), slices.Concat(scoring.Definitions(), own.Definitions))
		})
	}
	return c
}

// write writes the query that compose makes.
func (o *sqlOptions) write(w io.Writer, compose func(*sql.Query, *scoring.Thresholds) (string, error)) error {
	t, err := loadThresholds(*o.thresholds)
	if err != nil {
		return err
	}
	q, err := o.query()
	if err != nil {
		return err
	}
	text, err := compose(q, t)
	if err != nil {
		return commandLine(err)
	}
	_, err = io.WriteString(w, text)
	return err
}

func (o *sqlOptions) query() (*sql.Query, error) {
	read, err := o.resolve()
	if err != nil {
		return nil, err
	}
	codes, ok := read.Coding.Codes()
	if !ok {
		return nil, commandLine(hinted(errors.New("coding labels has several texts for an answer, expected one of one text each"), "write them as 0 to 6 in a view, and name it with --from"))
	}
	q := &sql.Query{
		Dialect: o.dialect, From: o.from, ID: read.ID, By: o.by, Least: o.least,
		Coding: read.Coding.String(), Codes: codes, MissingValues: read.MissingValues, Missing: o.missing,
	}
	for i := range q.Items {
		q.Items[i] = fmt.Sprintf("mbi%d", i+1)
	}
	for i, name := range read.Items {
		if position.MatchString(name) {
			return nil, commandLine(hinted(fmt.Errorf("item %d is %s, the position of a column, expected its name", i+1, name), "name the columns with --items"))
		}
		if at := slices.Index(read.Items, name); at < i {
			return nil, commandLine(fmt.Errorf("column %s is named for item %d and for item %d, expected 22 columns", fault.Quote(name), at+1, i+1))
		}
		q.Items[i] = name
	}
	return q, nil
}

// position is how a layout writes a column whose heading stands twice.
var position = regexp.MustCompile(`^#\d+$`)
