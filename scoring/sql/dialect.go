package sql

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Dialect is how an engine writes SQL. Get one from [ParseDialect].
type Dialect struct {
	name  string
	quote string // around an identifier; doubled within
	text  string // type of texts
	float string // type of 64-bit floats
	wide  string // type of whole numbers beyond 64 bits, where the engine has one
	once  string // before a query in WITH: else it is copied to wherever it is named, and that anew
	bytes string // behind a text that is compared by its bytes, where the database may compare otherwise
}

// dialects are the engines. What they have in common is what "ansi" is made of,
// and "spark" differs from it in names of types and in quotes.
var dialects = []Dialect{
	{"duckdb", `"`, "VARCHAR", "DOUBLE", "HUGEINT", "MATERIALIZED ", ""},
	{"postgres", `"`, "TEXT", "DOUBLE PRECISION", "NUMERIC", "MATERIALIZED ", ` COLLATE "C"`},
	{"sqlite", `"`, "TEXT", "REAL", "INTEGER", "MATERIALIZED ", ""},
	{"spark", "`", "STRING", "DOUBLE", "DECIMAL(38, 0)", "", ""},
	{"ansi", `"`, "VARCHAR(1000)", "DOUBLE PRECISION", "DECIMAL(38, 0)", "", ""},
}

// Dialects lists the names of the dialects.
func Dialects() []string {
	var names []string
	for _, d := range dialects {
		names = append(names, d.name)
	}
	return names
}

// ParseDialect returns the dialect of that name.
func ParseDialect(s string) (Dialect, error) {
	i := slices.Index(Dialects(), s)
	if i < 0 {
		return Dialect{}, fmt.Errorf("unknown dialect %q, expected one of %s", s, strings.Join(Dialects(), ", "))
	}
	return dialects[i], nil
}

// String returns the name of the dialect.
func (d Dialect) String() string { return d.name }

// Identifier writes the name of a table or of a column in quotes, so that
// whatever it holds stays a name.
func (d Dialect) Identifier(name string) string {
	return d.quote + strings.ReplaceAll(name, d.quote, d.quote+d.quote) + d.quote
}

// number is the number that a text of digits and one point or comma stands for, by
// which groups are ordered; NULL where it is none.
func (d Dialect) number(text string) string {
	point := fmt.Sprintf("REPLACE(%s, ',', '.')", text)
	rest := point
	for digit := range 10 {
		rest = fmt.Sprintf("REPLACE(%s, '%d', '')", rest, digit)
	}
	return fmt.Sprintf("CASE WHEN %s IN ('', '.') AND %s <> '.' AND %s NOT LIKE '%s%%' THEN CAST(%s AS %s) END",
		rest, point, text, strings.Repeat("_", 17), point, d.float)
}

// checkName refuses what the engine does not take for a name. Spark puts a setting
// in the place of ${…} before it reads a query, whatever quotes are around it.
func (d Dialect) checkName(name string) error {
	if d.name == "spark" && strings.Contains(name, "${") {
		return fmt.Errorf("%q holds ${, which Spark replaces, expected a name without", name)
	}
	return checkName(name)
}

// checkName refuses what no engine takes for a name.
func checkName(name string) error {
	switch {
	case name == "":
		return errors.New("an empty name, expected that of a column or table")
	case !utf8.ValidString(name) || strings.ContainsRune(name, 0):
		return fmt.Errorf("%q is no name that an engine takes, expected UTF-8 without NUL", name)
	}
	return nil
}

// ParseTable reads the name of a table, after those of its schema and catalog if
// it has some: "answers", "survey.answers". A part that holds a dot stands in
// double quotes, doubled within, as in SQL.
func ParseTable(s string) ([]string, error) {
	var parts []string
	for {
		part, rest, err := tablePart(s)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
		if rest == "" {
			return parts, nil
		}
		s = rest[1:]
	}
}

// tablePart splits the first part off; the rest is empty or begins with a dot.
func tablePart(s string) (part, rest string, err error) {
	if !strings.HasPrefix(s, `"`) {
		end := strings.IndexByte(s, '.')
		if end < 0 {
			end = len(s)
		}
		return s[:end], s[end:], checkName(s[:end])
	}
	var b strings.Builder
	for rest = s[1:]; ; {
		before, after, closed := strings.Cut(rest, `"`)
		b.WriteString(before)
		switch {
		case !closed:
			return "", "", fmt.Errorf("no double quote closes %q, expected a table such as survey.answers", s)
		case strings.HasPrefix(after, `"`):
			b.WriteByte('"')
			rest = after[1:]
		case after != "" && after[0] != '.':
			return "", "", fmt.Errorf("%q follows a name in quotes, expected a dot or nothing", after)
		default:
			return b.String(), after, checkName(b.String())
		}
	}
}

// comment writes a text on one line of a comment, whatever it holds: engines end
// a comment at different characters, and Spark replaces ${…} there too.
func comment(s string) string {
	s = strings.ReplaceAll(s, "${", "$ {")
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
	}), " ")
}
