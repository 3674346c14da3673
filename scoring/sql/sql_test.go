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

// What would end a text in quotes is refused.
func TestWordsArePlain(t *testing.T) {
	table, _ := scoring.Table(scoring.DefaultTable)
	q := queryOf(t, "duckdb")
	q.Codes[3] = []string{"3", "'"}
	if _, err := q.Score(table); err == nil {
		t.Error("a code that ends its quotes is written")
	}
	q = queryOf(t, "duckdb")
	q.Items[4] = "\x00"
	if _, err := q.Score(table); err == nil {
		t.Error("a name with NUL is written")
	}
}
