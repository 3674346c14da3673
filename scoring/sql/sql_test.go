package sql

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"burnout/scoring"
)

func queryOf(t *testing.T, dialect string) *Query {
	t.Helper()
	d, err := ParseDialect(dialect)
	if err != nil {
		t.Fatal(err)
	}
	q := &Query{Dialect: d, From: []string{"survey", "answers"}, By: "place", Least: 5, Coding: "0-6"}
	for i := range q.Items {
		q.Items[i] = "q" + string(rune('a'+i))
	}
	for v := range q.Codes {
		q.Codes[v] = []string{string(rune('0' + v))}
	}
	return q
}

func queries(t *testing.T, q *Query) string {
	t.Helper()
	table, _ := scoring.Table(scoring.DefaultTable)
	var all strings.Builder
	for _, f := range []func() (string, error){
		func() (string, error) { return q.Score(table) },
		func() (string, error) { return q.Summary(table) },
		func() (string, error) {
			return q.Definitions([]*scoring.Thresholds{table}, scoring.Definitions())
		},
	} {
		text, err := f()
		if err != nil {
			t.Fatal(err)
		}
		all.WriteString(text)
	}
	return all.String()
}

// Spark's query is that of ansi, which tests run, but for the quotes and the names
// of two types.
func TestSparkIsAnsi(t *testing.T) {
	ansi, spark := queries(t, queryOf(t, "ansi")), queries(t, queryOf(t, "spark"))
	same := strings.NewReplacer("`", `"`, "AS STRING", "AS VARCHAR(1000)", "AS DOUBLE)", "AS DOUBLE PRECISION)", "--dialect spark", "--dialect ansi")
	if same.Replace(spark) != ansi {
		t.Error("the queries differ otherwise")
	}
	if strings.Contains(ansi, "`") {
		t.Error("a comment holds the quote of Spark")
	}
}

// An engine that reads a quoted name finds the name.
func TestIdentifier(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.SampledFrom(dialects).Draw(t, "dialect")
		name := rapid.OneOf(rapid.String(), rapid.StringMatching("[\"`\\\\';\n-]{1,8}")).Draw(t, "name")
		in := d.Identifier(name)
		if !strings.HasPrefix(in, d.quote) || !strings.HasSuffix(in, d.quote) || len(in) < 2 {
			t.Fatal(in)
		}
		inner, got := in[1:len(in)-1], ""
		for inner != "" {
			if strings.HasPrefix(inner, d.quote) {
				if !strings.HasPrefix(inner[1:], d.quote) {
					t.Fatalf("%s ends within", in)
				}
				inner = inner[1:]
			}
			got, inner = got+inner[:1], inner[1:]
		}
		if got != name {
			t.Fatalf("%q is read as %q", name, got)
		}
	})
}

// A comment ends where its line does, and no text begins another line.
func TestCommentStaysOnItsLine(t *testing.T) {
	got := comment("a\r\nb\u2028c\x00d\v\fe\u0085f */ g")
	if want := "a b c d e f */ g"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	table, _ := scoring.Table(scoring.DefaultTable)
	hostile := *table
	hostile.Title = "x\n; DROP TABLE answers; --\rSELECT 1"
	text, err := queryOf(t, "postgres").Summary(&hostile)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(text) {
		if strings.Contains(line, "DROP") && !strings.HasPrefix(line, "--") {
			t.Errorf("%q", line)
		}
	}
}

func TestParseTable(t *testing.T) {
	for in, want := range map[string][]string{
		"answers":             {"answers"},
		"survey.answers":      {"survey", "answers"},
		`"a.b".c`:             {"a.b", "c"},
		`a."b ""c"" d"`:       {"a", `b "c" d`},
		`catalog."s".t`:       {"catalog", "s", "t"},
		`answers; DROP TABLE`: {"answers; DROP TABLE"},
		"":                    nil,
		".":                   nil,
		"a.":                  nil,
		`""`:                  nil,
		`"a`:                  nil,
		`"a"b`:                nil,
		"a\x00b":              nil,
		"a\xffb":              nil,
	} {
		got, err := ParseTable(in)
		if (err != nil) != (want == nil) || err == nil && !slices.Equal(got, want) {
			t.Errorf("%q: %q, %v", in, got, err)
		}
	}
}

// What would end a text in quotes, or is no name, is refused.
func TestWordsArePlain(t *testing.T) {
	table, _ := scoring.Table(scoring.DefaultTable)
	hostile := *table
	hostile.ID = "x'; DROP TABLE answers; --"
	for name, f := range map[string]func(*Query) (string, error){
		"code":       func(q *Query) (string, error) { q.Codes[3] = []string{"3", "'"}; return q.Score(table) },
		"coding":     func(q *Query) (string, error) { q.Coding = "0-6\n"; return q.Score(table) },
		"thresholds": func(q *Query) (string, error) { return q.Summary(&hostile) },
		"definition": func(q *Query) (string, error) {
			return q.Definitions([]*scoring.Thresholds{table}, []scoring.Definition{{ID: "'", Rule: scoring.Definitions()[0].Rule}})
		},
		"item":  func(q *Query) (string, error) { q.Items[4] = "\x00"; return q.Score(table) },
		"id":    func(q *Query) (string, error) { q.ID = "\xff"; return q.Score(table) },
		"group": func(q *Query) (string, error) { q.By = "a\x00"; return q.Summary(table) },
		"table": func(q *Query) (string, error) { q.From = []string{"a", ""}; return q.Score(table) },
		"none":  func(q *Query) (string, error) { q.From = nil; return q.Score(table) },
	} {
		if text, err := f(queryOf(t, "duckdb")); err == nil || text != "" {
			t.Errorf("%s: a query that is not what it should be is written", name)
		}
	}
}

// Spark replaces ${…} wherever it stands.
func TestSparkReplacesNothing(t *testing.T) {
	table, _ := scoring.Table(scoring.DefaultTable)
	for _, dialect := range Dialects() {
		q := queryOf(t, dialect)
		q.By = "a${spark.x}"
		if _, err := q.Summary(table); (err != nil) != (dialect == "spark") {
			t.Errorf("%s: %v", dialect, err)
		}
	}
	if got := comment("a ${b}"); strings.Contains(got, "${") {
		t.Error(got)
	}
}

// A query ends with its semicolon and one line feed.
func TestQueryEnds(t *testing.T) {
	table, _ := scoring.Table(scoring.DefaultTable)
	for _, by := range []string{"", "place"} {
		q := queryOf(t, "ansi")
		q.By = by
		score, _ := q.Score(table)
		summary, _ := q.Summary(table)
		definitions, _ := q.Definitions([]*scoring.Thresholds{table}, scoring.Definitions())
		for _, text := range []string{score, summary, definitions} {
			if !strings.HasSuffix(text, ";\n") {
				t.Errorf("a query by %q ends %q", by, text[len(text)-20:])
			}
		}
	}
}
