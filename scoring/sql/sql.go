// Package sql writes the scoring as one query, for an engine in which the answers
// are already. A query reads one table, creates nothing, and computes from whole
// numbers what the other packages compute: tests run it on real engines.
package sql

import (
	"embed"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template"

	"burnout/mbi"
	"burnout/scoring"
)

// Query is what a query is made of.
type Query struct {
	Dialect Dialect
	From    []string          // the table, after its schema and catalog if it has some
	Items   [mbi.Items]string // the columns of items 1 to 22
	ID      string            // a column that stands beside the scores; empty: none
	By      string            // a column whose values divide the cohort; empty: none
	Least   int64             // respondents of a group that is shown

	// Codes are the texts that stand for 0 to 6, one at least for each, in capitals,
	// and Coding is their name. A number may have zeros behind a point or comma
	// besides. A cell of spaces is missing, as NULL is; any other text is invalid:
	// counted, and no answer.
	Coding        string
	Codes         [mbi.MaxAnswer + 1][]string
	MissingValues []int // numbers that stand for a missing answer
	Missing       scoring.MissingRule
}

// Score returns the query of a row of scores for each row of the table.
func (q *Query) Score(t *scoring.Thresholds) (string, error) {
	return q.write("score.sql", []*scoring.Thresholds{t}, nil, func(*data) {})
}

// Summary returns the query of a cohort's numbers, one a row: those of the whole,
// then those of each group.
func (q *Query) Summary(t *scoring.Thresholds) (string, error) {
	return q.write("summary.sql", []*scoring.Thresholds{t}, nil, func(d *data) {
		d.Statistics, d.Figures = d.statistics(), figures
	})
}

// Definitions returns the query of the cases of each definition under each table,
// of which there must be one at least.
func (q *Query) Definitions(tables []*scoring.Thresholds, definitions []scoring.Definition) (string, error) {
	return q.write("definitions.sql", tables, definitions, func(d *data) {
		d.Figures = []string{"respondents", "decided"}
		for _, s := range mbi.Subscales {
			d.Subscales[s].Moderate, d.Subscales[s].High = s.String()+"_moderate", s.String()+"_high"
		}
		for i := range definitions {
			d.Definitions = append(d.Definitions, definitionOf(&definitions[i]))
		}
	})
}

//go:embed *.sql
var files embed.FS

// write fills a template, once every name is known to be one.
func (q *Query) write(file string, tables []*scoring.Thresholds, definitions []scoring.Definition, fill func(*data)) (string, error) {
	words := append(slices.Concat(q.Codes[:]...), q.Coding)
	for _, t := range tables {
		words = append(words, t.ID)
	}
	for _, d := range definitions {
		words = append(words, d.ID)
	}
	if err := errors.Join(q.checkNames(), checkWords(words)); err != nil {
		return "", err
	}
	t, err := template.New("").Funcs(template.FuncMap{
		"comment":    comment,
		"plus":       plus,
		"name":       q.Dialect.Identifier,
		"number":     q.Dialect.number,
		"few":        q.few,
		"levels":     func() []scoring.Level { return scoring.Levels[:] },
		"dimensions": func() []int { return []int{0, 1, 2, 3} },
	}).ParseFS(files, "*.sql")
	if err != nil {
		return "", err
	}
	d := q.data(tables)
	fill(d)
	var b strings.Builder
	err = t.ExecuteTemplate(&b, file, d)
	return b.String(), err
}

// checkNames refuses names that are none.
func (q *Query) checkNames() error {
	if len(q.From) == 0 {
		return errors.New("no table, expected the name of one")
	}
	names := slices.Concat(q.From, q.Items[:])
	for _, optional := range []string{q.ID, q.By} {
		if optional != "" {
			names = append(names, optional)
		}
	}
	for _, name := range names {
		if err := q.Dialect.checkName(name); err != nil {
			return err
		}
	}
	return nil
}

// checkWords refuses texts that would not stand in quotes in every engine.
func checkWords(words []string) error {
	for _, w := range words {
		if !plain.MatchString(w) {
			return fmt.Errorf("%q is no code and no id, expected letters, digits and hyphens", w)
		}
	}
	return nil
}

var plain = regexp.MustCompile(`^[A-Za-z0-9-]+$`)

// data is what the templates are filled with.
type data struct {
	*Query
	Prefix           string // of the names in WITH
	Text, Float      string // types
	Once, Bytes      string
	Table            string
	Answers          []answer
	Subscales        []subscale
	Cuts             []*scoring.Thresholds
	Groups, Prorates bool

	Figures     []string     // the n of every figure that a group shows
	Statistics  []statistic  // of a summary
	Definitions []definition // of a query of definitions
}

// Thresholds is the table in force where there is one.
func (d *data) Thresholds() *scoring.Thresholds { return d.Cuts[0] }

// answer is an item with the column that holds its answers.
type answer struct {
	Item                  int
	Cell, Missing, Answer string // expressions
}

// subscale is what a query needs to know of one.
type subscale struct {
	mbi.Subscale
	Least          int // answers without which there is no score
	Scale          int // scores are whole multiples of 1 / Scale
	Multiples      []multiple
	Moderate, High string // the lowest sum of the level: a number or a column
	Side           int    // the level that is the burnout side
}

// multiple turns the sum of so many answers into a score.
type multiple struct{ Answered, Times int }

func (q *Query) data(tables []*scoring.Thresholds) *data {
	d := &data{
		Query: q, Prefix: q.prefix(), Text: q.Dialect.text, Float: q.Dialect.float, Once: q.Dialect.once, Bytes: q.Dialect.bytes,
		Cuts: tables, Groups: q.By != "", Prorates: q.Missing != scoring.MissingRule{},
	}
	var parts []string
	for _, part := range q.From {
		parts = append(parts, q.Dialect.Identifier(part))
	}
	d.Table = strings.Join(parts, ".")
	for i, column := range q.Items {
		c := fmt.Sprintf("c%d", i+1)
		d.Answers = append(d.Answers, answer{i + 1, q.cell(column), q.missing(c), q.answer(c)})
	}
	for _, s := range mbi.Subscales {
		d.Subscales = append(d.Subscales, q.subscale(s, d.Thresholds()))
	}
	return d
}

// prefix begins the names in WITH, which would hide a table of the same name.
func (q *Query) prefix() string {
	prefix := "mbi_"
	for strings.HasPrefix(strings.ToLower(q.From[len(q.From)-1]), prefix) {
		prefix += "_"
	}
	return prefix
}

// cell is the text of a column, NULL where it is blank. The name of the table
// before it keeps SQLite from taking an unknown column for a text.
func (q *Query) cell(column string) string {
	return fmt.Sprintf("NULLIF(TRIM(CAST(t.%s AS %s)), '')", q.Dialect.Identifier(column), q.Dialect.text)
}

// digits is a text of digits and one point or comma without the zeros: 3,00 is
// "3." there.
func digits(text string) string { return fmt.Sprintf("REPLACE(REPLACE(%s, ',', '.'), '0', '')", text) }

// missing is the condition that a cell holds no answer and nothing invalid.
func (q *Query) missing(cell string) string {
	condition := cell + " IS NULL"
	for _, n := range q.MissingValues {
		condition += fmt.Sprintf(" OR %[1]s = '%[2]d' OR (%[1]s LIKE '%[2]d.%%' OR %[1]s LIKE '%[2]d,%%') AND %[3]s = '%[4]s.'",
			cell, n, digits(cell), strings.ReplaceAll(strconv.Itoa(n), "0", ""))
	}
	return condition
}

// answer is the answer that a cell holds, NULL where it holds none. Columns of
// decimals and floats write a whole number with zeros behind the point: 3.00.
func (q *Query) answer(cell string) string {
	var codes, decimals strings.Builder
	for v, texts := range q.Codes {
		for _, text := range texts {
			fmt.Fprintf(&codes, " WHEN '%s' THEN %d", text, v)
		}
		fmt.Fprintf(&decimals, " WHEN '%s.' THEN %d", strings.ReplaceAll(texts[0], "0", ""), v)
	}
	if _, err := strconv.Atoi(q.Codes[0][0]); err != nil {
		return fmt.Sprintf("CASE UPPER(%s)%s END", cell, codes.String())
	}
	return fmt.Sprintf("CASE %[1]s%[2]s ELSE CASE WHEN %[1]s LIKE '_.%%' OR %[1]s LIKE '_,%%' THEN CASE %[3]s%[4]s END END END",
		cell, codes.String(), digits(cell), decimals.String())
}

func (q *Query) subscale(s mbi.Subscale, t *scoring.Thresholds) subscale {
	c := subscale{Subscale: s, Least: max(1, s.Len()-q.Missing.Most()), Scale: 1,
		Moderate: strconv.Itoa(t.Cuts[s].Moderate), High: strconv.Itoa(t.Cuts[s].High), Side: int(scoring.High)}
	if scoring.Affected(s, scoring.Low) {
		c.Side = int(scoring.Low)
	}
	for answered := c.Least; answered < s.Len(); answered++ {
		c.Scale = lcm(c.Scale, answered)
	}
	for answered := s.Len(); answered >= c.Least; answered-- {
		times := c.Scale
		if answered < s.Len() {
			times = c.Scale / answered * s.Len()
		}
		c.Multiples = append(c.Multiples, multiple{answered, times})
	}
	return c
}

func lcm(a, b int) int {
	x, y := a, b
	for y != 0 {
		x, y = y, x%y
	}
	return a / x * b
}

// few is the condition that a figure rests on some respondents, but on fewer than
// may be shown: few "SUM(%n)" figures.
func (q *Query) few(expression string, figures []string) string {
	var parts []string
	for _, n := range figures {
		parts = append(parts, fmt.Sprintf("%s BETWEEN 1 AND %d", strings.ReplaceAll(expression, "%n", n), q.Least-1))
	}
	return strings.Join(parts, " OR ")
}

// plus adds up an expression of each item: plus "COALESCE(a%d, 0)" items.
func plus(expression string, items []int) string {
	var parts []string
	for _, item := range items {
		parts = append(parts, strings.ReplaceAll(expression, "%d", strconv.Itoa(item)))
	}
	return strings.Join(parts, " + ")
}

// cross is n Σx² - (Σx)², exact.
func (q *Query) cross(n, sum, squares string) string {
	wide := func(x string) string { return fmt.Sprintf("CAST(%s AS %s)", x, q.Dialect.wide) }
	return fmt.Sprintf("(%s * %s - %s * %s)", wide(n), wide(squares), wide(sum), wide(sum))
}
