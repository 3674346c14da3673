package cmd

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"burnout/cmd/internal/streams"
	"burnout/mbi"
	"burnout/scoring"
	"burnout/scoring/cohort"
	"burnout/scoring/sql"
)

func TestSQLOnEngines(t *testing.T) {
	for _, e := range engines(t) {
		t.Run(e.name, func(t *testing.T) {
			t.Run("equals", func(t *testing.T) { sqlEqualsTheFiles(t, e) })
			t.Run("withheld", func(t *testing.T) { sqlWithholdsAsTheFiles(t, e) })
			t.Run("cells", func(t *testing.T) { sqlReadsCells(t, e) })
			t.Run("names", func(t *testing.T) { sqlNamesAreNames(t, e) })
			t.Run("nobody", func(t *testing.T) { sqlOfNobody(t, e) })
			t.Run("unknown column", func(t *testing.T) { sqlUnknownColumn(t, e) })
		})
	}
}

// The queries find what mbi finds in the same rows: row by row and number by
// number.
func sqlEqualsTheFiles(t *testing.T, e *engine) {
	own := filepath.Join(t.TempDir(), "mine.yaml")
	save(t, own, `id: mine
title: "a title\n*/ ; SELECT 1 --"
source: nowhere
subscales:
  emotional_exhaustion:    {moderate: 20, high: 28}
  depersonalization:       {moderate: 5, high: 11}
  personal_accomplishment: {moderate: 33, high: 41}
definitions:
  middle: {at_least: 2, of: [ee moderate, {any: [dp moderate, pa high]}, pa moderate]}
`)
	cases := []struct {
		name, column string   // type of the columns of items
		codes        []string // the texts of 0 to 6
		junk         bool     // besides codes
		by           string
		flags        []string
	}{
		{"texts", "VARCHAR(20)", strings.Split("0123456", ""), true, "", []string{"--thresholds", own}},
		{"integers, prorated, by group", "SMALLINT", strings.Split("0123456", ""), false, "place", []string{"--missing", "prorate=2"}},
		{"decimals from 1 to 7", "NUMERIC(4,2)", strings.Split("1234567", ""), false, "place", []string{"--coding", "1-7", "--missing", "prorate=1", "--thresholds", "us-medicine-1996"}},
		{"floats, 99 missing", "DOUBLE PRECISION", strings.Split("0123456", ""), false, "", []string{"--missing-values", "99", "--missing", "prorate=4"}},
		{"codes", "VARCHAR(20)", strings.Split("A1 A2 A3 A4 A5 A6 A7", " "), true, "", []string{"--coding", "A1-A7"}},
	}
	for i, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			v := drawSurvey(uint64(i), c.codes, c.junk, slices.Contains(c.flags, "99"))
			file := filepath.Join(t.TempDir(), "answers.csv")
			save(t, file, v.csv)
			e.load(t, v.table("answers", c.column))
			dialects := []string{e.dialect}
			if i < 2 {
				dialects = append(dialects, "ansi")
			}
			for _, dialect := range dialects {
				if dialect == "ansi" && e.dialect == "postgres" {
					// It would plan for minutes; that it knows every word is seen at once.
					for _, kind := range []string{"score", "summary", "definitions"} {
						e.load(t, "PREPARE q AS "+said(t, slices.Concat([]string{"sql", kind, "--dialect", dialect, "--from", "answers"}, c.flags)...))
					}
					continue
				}
				query := func(kind string, args ...string) [][]string {
					return e.query(t, said(t, slices.Concat([]string{"sql", kind, "--dialect", dialect, "--from", "answers"}, args, c.flags)...))
				}
				ours := func(args ...string) [][]string {
					return parsed(t, []byte(said(t, slices.Concat(args, c.flags, []string{"--quiet", "--format", "csv", file})...)))
				}
				v.compareScores(t, query("score", "--id", "id"), ours("score"))
				by := []string{}
				if c.by != "" {
					by = []string{"--by", c.by}
				}
				groups := query("summary", by...)
				v.compareSummary(t, groups, ours(append([]string{"summary"}, by...)...), c.by)
				if shown := column(groups, 1); c.by != "" && (!slices.Contains(shown, "a") || slices.Contains(shown, "few")) {
					t.Errorf("the groups %q are shown", shown)
				}
				v.compareDefinitions(t, query("definitions", by...), ours("definitions"), "")
				if c.by != "" {
					one := []string{"definitions", "--definition", "ee-plus-one", "--by", c.by}
					v.compareDefinitions(t, query("definitions", by...), ours(one...), c.by)
				}
			}
		})
	}
}

// Which groups are withheld, and in which order the others stand, is what mbi
// finds: groups are as small as others, and of some few are scored.
func sqlWithholdsAsTheFiles(t *testing.T, e *engine) {
	names := []string{"10", "9", "9,5", "1.5", "010", "a", "B", "b", "Z", "é", "-", ".", "1.2.3", "'; DROP TABLE answers; --", strings.Repeat("long ", 30), strings.Repeat("9", 400)}
	for seed := range map[string]uint64{"sqlite": 40, "postgres": 10, "duckdb": 4}[e.name] {
		r := rand.New(rand.NewPCG(seed, 11))
		v := &survey{}
		lines := []string{"id,place" + items(func(i int) string { return fmt.Sprintf(",mbi%d", i) })}
		for i, name := range r.Perm(len(names))[:2+r.IntN(5)] {
			place := names[name]
			if i == 0 && r.IntN(2) == 0 {
				place = ""
			}
			// Who answers each subscale: those up to the third, for instance, or from it on.
			answered := [][3]int{{9, 9, 9}, {9, 9, 9}, {9, 9, 9}, {3, 9, 9}, {9, 9, 0}, {0, 0, 0}, {6, -3, 0}, {6, -3, 0}}[r.IntN(8)]
			for k := range []int{2, 5, 5, 6, 9, 9, 9}[r.IntN(7)] {
				row := []string{fmt.Sprint(len(v.rows)), place}
				for range mbi.Items {
					row = append(row, fmt.Sprint(r.IntN(7)))
				}
				for s, n := range answered {
					for _, item := range mbi.Subscale(s).Items()[:1+r.IntN(2)] {
						if n >= 0 && k >= n || k < -n {
							row[1+item] = ""
						}
					}
				}
				if r.IntN(20) == 0 {
					clear(row[3:])
					row[2] = []string{"", "3"}[k%2] // no answer, or one
				}
				v.rows, v.invalid = append(v.rows, row), append(v.invalid, 0)
				lines = append(lines, row[0]+`,"`+row[1]+`",`+strings.Join(row[2:], ","))
			}
		}
		file := filepath.Join(t.TempDir(), "answers.csv")
		save(t, file, strings.Join(lines, "\n")+"\n")
		e.load(t, v.table("answers", "SMALLINT"))
		flags := []string{"--by", "place", "--missing", []string{"complete", "prorate=1"}[seed%2], "--min-group", []string{"5", "5", "5", "8", "1"}[seed%5]}
		query := func(kind string) [][]string {
			return e.query(t, said(t, slices.Concat([]string{"sql", kind, "--dialect", e.dialect, "--from", "answers"}, flags)...))
		}
		ours := func(args ...string) [][]string {
			return parsed(t, []byte(said(t, slices.Concat(args, flags, []string{"--coding", "0-6", "--quiet", "--format", "csv", file})...)))
		}
		got, want := query("summary"), ours("summary")
		v.compareSummary(t, got, want, "place")
		if got, want := column(got, 1), column(want, 1); !slices.Equal(got, want) {
			t.Errorf("seed %d: groups %.20q, mbi shows %.20q", seed, got, want)
		}
		got, want = query("definitions"), ours("definitions", "--definition", "ee-plus-one")
		v.compareDefinitions(t, got, want, "place")
		if got, want := column(got, 0), column(want, 1); !slices.Equal(got, want) {
			t.Errorf("seed %d: groups of definitions %.20q, mbi shows %.20q", seed, got, want)
		}
	}
}

// column returns the different values of a column in their order.
func column(rows [][]string, i int) (values []string) {
	for _, r := range rows[1:] {
		if !slices.Contains(values, r[i]) {
			values = append(values, r[i])
		}
	}
	return values
}

// survey is answers as a file that mbi reads, and as rows of a table, in which
// invalid texts stand where the file has none.
type survey struct {
	csv     string
	rows    [][]string // of the table; "" is NULL
	invalid []int      // in each row
}

// drawSurvey draws answers, some missing, in groups of which two are small.
func drawSurvey(seed uint64, codes []string, junk, ninetyNine bool) *survey {
	const n = 240
	r := rand.New(rand.NewPCG(seed, 10))
	v := &survey{}
	lines := []string{"id,place" + items(func(i int) string { return fmt.Sprintf(",mbi%d", i) })}
	bad := []string{"7", "8", "-1", "x", "3.5", ".", "..0", "30.0", "3.0.0", "0x3", ".0", "1e0", "'", "NaN", "A8", "A", "a8", "٣"}
	for id := range n {
		place := []string{"a", "a", "b", "c", ""}[r.IntN(5)]
		switch id {
		case 3, 4:
			place = "few"
		case 5, 6, 7:
			place = "too few"
		}
		row, line, invalid, trait := []string{fmt.Sprintf("r%03d", id), place}, fmt.Sprintf("r%03d,%s", id, place), 0, r.IntN(3)
		for range mbi.Items {
			code := codes[min(6, max(0, trait*2+r.IntN(5)-1))]
			cell := code
			switch {
			case id%40 == 0 || r.IntN(20) == 0:
				code, cell = "", ""
				if ninetyNine {
					cell = "99"
				}
			case junk && r.IntN(40) == 0:
				code, cell = "", bad[r.IntN(len(bad))]
				invalid++
			case junk && r.IntN(5) == 0:
				cell = " " + code + " "
				if len(code) == 1 {
					cell = []string{cell, code + ".0", code + ".000", code + "."}[r.IntN(4)]
				}
			}
			row, line = append(row, cell), line+","+code
		}
		v.rows, v.invalid, lines = append(v.rows, row), append(v.invalid, invalid), append(lines, line)
	}
	v.csv = strings.Join(lines, "\n") + "\n"
	return v
}

func items(f func(item int) string) string {
	var b strings.Builder
	for i := range mbi.Items {
		b.WriteString(f(i + 1))
	}
	return b.String()
}

// table is the statements that make a table of the rows. No answer is NULL, or
// blank text in every other column.
func (v *survey) table(name, kind string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "DROP TABLE IF EXISTS %s;\nCREATE TABLE %[1]s (id VARCHAR(20), place VARCHAR(500)%s);\nINSERT INTO %[1]s VALUES\n", name,
		items(func(i int) string { return fmt.Sprintf(", mbi%d %s", i, kind) }))
	for i, row := range v.rows {
		var cells []string
		for c, cell := range row {
			text := "'" + strings.ReplaceAll(cell, "'", "''") + "'"
			if cell == "" && (c%2 == 0 || !strings.HasPrefix(kind, "VARCHAR")) {
				text = "NULL"
			}
			cells = append(cells, text)
		}
		fmt.Fprintf(&b, "(%s)%s\n", strings.Join(cells, ", "), map[bool]string{true: ",", false: ";"}[i < len(v.rows)-1])
	}
	return b.String()
}

// found finds cells by the names of rows and columns.
type found map[string]map[string]string

// keyed returns the rows of a result by the texts in some of its columns.
func keyed(t *testing.T, rows [][]string, columns ...string) found {
	t.Helper()
	all := found{}
	for _, r := range rows[1:] {
		cells := map[string]string{}
		for i, name := range rows[0] {
			cells[name] = r[i]
		}
		var key []string
		for _, c := range columns {
			key = append(key, cells[c])
		}
		if _, twice := all[strings.Join(key, "/")]; twice {
			t.Fatalf("two rows %v", key)
		}
		all[strings.Join(key, "/")] = cells
	}
	return all
}

// same compares the cells of two rows.
func same(t *testing.T, row string, got, want map[string]string, columns ...string) {
	t.Helper()
	for _, c := range columns {
		g, there := got[c]
		w, wanted := want[c]
		x, errX := strconv.ParseFloat(g, 64)
		y, errY := strconv.ParseFloat(w, 64)
		if !there || !wanted || g != w && (errX != nil || errY != nil || !(math.Abs(x-y) <= 1e-9*math.Max(1, math.Abs(y)))) {
			t.Errorf("%s: %s is %q, mbi finds %q", row, c, g, w)
		}
	}
}

func (v *survey) compareScores(t *testing.T, rows, ours [][]string) {
	t.Helper()
	got, want := keyed(t, rows, "id"), keyed(t, ours, "id")
	if len(got) != len(want) || len(got) != len(v.rows) {
		t.Fatalf("%d rows, mbi finds %d", len(got), len(want))
	}
	for i, row := range v.rows {
		same(t, row[0], got[row[0]], want[row[0]], ours[0][1:]...)
		if n := got[row[0]]["invalid"]; n != strconv.Itoa(v.invalid[i]) {
			t.Errorf("%s: %s invalid, drawn %d", row[0], n, v.invalid[i])
		}
	}
}

// leftOut are the rows of mbi summary that no query writes: its intervals are of
// 95 % and no others.
var leftOut = []string{"median", "q1", "q3", "skewness", "blank", "previews", "filtered", "confidence"}

func (v *survey) compareSummary(t *testing.T, rows, ours [][]string, by string) {
	t.Helper()
	columns := []string{"table", "group", "subscale", "statistic", "level"}
	if !slices.Equal(rows[0], ours[0]) {
		t.Errorf("columns %q, mbi has %q", rows[0], ours[0])
	}
	for _, r := range ours[1:] {
		r[1] = strings.TrimPrefix(r[1], by+"=")
	}
	got, want := keyed(t, rows, columns...), keyed(t, ours, columns...)
	invalid := 0
	for _, n := range v.invalid {
		invalid += n
	}
	if n, err := strconv.ParseFloat(got["flow///invalid/"]["value"], 64); err != nil || n != float64(invalid) {
		t.Errorf("%q invalid, drawn %d", got["flow///invalid/"]["value"], invalid)
	}
	for key, w := range want {
		if slices.Contains(leftOut, w["statistic"]) || w["table"] == "correlations" {
			continue
		}
		compared := []string{"value", "n", "lowest", "highest"}
		if w["statistic"] != "alpha" {
			compared = append(compared, "low", "high", "method")
		}
		same(t, key, got[key], w, compared...)
	}
	for key, g := range got {
		if _, known := want[key]; !known && g["statistic"] != "invalid" {
			t.Errorf("%s is nothing that mbi finds", key)
		}
	}
}

func (v *survey) compareDefinitions(t *testing.T, rows, ours [][]string, by string) {
	t.Helper()
	columns := []string{"group", "definition", "thresholds"}
	for _, r := range ours[1:] {
		r[1] = strings.TrimPrefix(r[1], by+"=")
	}
	ours = slices.DeleteFunc(slices.Clone(ours), func(r []string) bool { return r[0] != "definitions" && r[0] != "table" })
	got, want := keyed(t, rows, columns...), keyed(t, ours, columns...)
	for key, w := range want {
		w["percent"] = w["value"]
		same(t, key, got[key], w, "count", "percent", "low", "high", "n", "lowest", "highest", "undecided")
	}
	if by == "" {
		for _, r := range rows[1:] {
			if _, known := want[strings.Join(r[:3], "/")]; !known && r[0] == "" {
				t.Errorf("%q is nothing that mbi finds", r[:3])
			}
		}
	}
}

// said runs mbi and returns what it prints.
func said(t *testing.T, args ...string) string {
	t.Helper()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	var out, errs bytes.Buffer
	s := &streams.Streams{In: &bytes.Buffer{}, Out: &out, Err: &errs, Getenv: os.Getenv}
	if code := Run(t.Context(), s, args); code != 0 {
		t.Fatalf("%q: exit code %d: %s", args, code, errs.String())
	}
	return out.String()
}

func save(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// Whatever a table and its columns are called, a query reads them and nothing
// else happens: each name holds a column that another engine's quoting, or a
// slip in ours, would end.
func sqlNamesAreNames(t *testing.T, e *engine) {
	pieces := []string{`"`, "`", "'", ";", "--", "/*", "*/", "\n", "\r", "\t", " ", ".", `\`, "$$", "%", ":x", "?", "#1", "é", "日", "select", "DROP TABLE kept;", "a", "Z", "[", "]", "(", ")", ",", "\\! touch x\n", "\u2028"}
	r := rand.New(rand.NewPCG(3, 4))
	for round := range 4 {
		// Different names, also for an engine that takes A for a.
		name := func(i int) string {
			text := fmt.Sprintf("%d", i)
			for n := 1 + r.IntN(8); n > 0 && len(text) < 45; n-- {
				text = pieces[r.IntN(len(pieces))] + text
			}
			return text
		}
		table, columns := name(0), []string{}
		if round == 0 {
			table = "mbi_cells" // as in WITH
		}
		for i := range mbi.Items + 1 {
			columns = append(columns, name(i+1))
		}
		quoted := func(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
		var kinds, values []string
		for _, c := range columns {
			kinds, values = append(kinds, quoted(c)+" VARCHAR(20)"), append(values, "'3'")
		}
		e.load(t, strings.Join([]string{"DROP TABLE IF EXISTS " + quoted(table), "DROP TABLE IF EXISTS kept", "CREATE TABLE kept (a INT)",
			"CREATE TABLE " + quoted(table) + " (" + strings.Join(kinds, ", ") + ")", "INSERT INTO " + quoted(table) + " VALUES (" + strings.Join(values, ", ") + ");\n"}, ";\n"))
		from, err := sql.ParseTable(quoted(table))
		if err != nil {
			t.Fatal(err)
		}
		dialect, _ := sql.ParseDialect(e.dialect)
		codes, _ := cohort.Coding{}.Codes()
		q := &sql.Query{Dialect: dialect, From: from, Items: [mbi.Items]string(columns[1:]), Least: 1, Coding: "0-6", Codes: codes}
		query := func(text string, err error) [][]string {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			return e.query(t, text)
		}
		thresholds, _ := scoring.Table(scoring.DefaultTable)
		q.ID = columns[0]
		got := query(q.Score(thresholds))
		if want := "3 27 3 9 moderate 27 27 15 3 5 high 15 15 24 3 8 low 24 24 2 0"; len(got) != 2 || strings.ReplaceAll(strings.Join(got[1], " "), ".0", "") != want {
			t.Errorf("%q in %q: %q", columns, table, got)
		}
		q.By = columns[0]
		for _, grouped := range [][][]string{query(q.Summary(thresholds)), query(q.Definitions([]*scoring.Thresholds{thresholds}, scoring.Definitions()))} {
			if !slices.ContainsFunc(grouped, func(r []string) bool { return r[0] == "3" || r[1] == "3" }) {
				t.Errorf("no group in %q", grouped)
			}
		}
		if kept := e.query(t, "SELECT COUNT(*) FROM kept;"); kept[1][0] != "0" {
			t.Errorf("%q", kept)
		}
	}
}

// sqlReadsCells compares what is read of texts that resemble numbers with the form
// of a number that mbi reads: 3, 03, 3.0 or 3,00.
func sqlReadsCells(t *testing.T, e *engine) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, c := range []struct {
		column, coding, missing string
		answer, none            *regexp.Regexp
		first                   int
		letters                 string
	}{
		{"VARCHAR(20)", "0-6", "99,-9,90", regexp.MustCompile(`^0?([0-6])$|^([0-6])[.,]0*$`), regexp.MustCompile(`^(?:99|-9|90)(?:[.,]0*)?$`), 0, "00003679..,- "},
		{"VARCHAR(20)", "1-7", "8", regexp.MustCompile(`^0?([1-7])$|^([1-7])[.,]0*$`), regexp.MustCompile(`^8(?:[.,]0*)?$`), 1, "00013789..,% "},
		{"VARCHAR(20)", "A1-A7", "99", regexp.MustCompile(`^(?i:A|AO0)([1-7])$`), regexp.MustCompile(`^99(?:[.,]0*)?$`), 1, "AAaO0013789.8 "},
		{"NUMERIC(9,2)", "0-6", "99", regexp.MustCompile(`^([0-6])$`), regexp.MustCompile(`^99$`), 0, "00369"},
	} {
		v, want := &survey{}, map[string]string{}
		for id := range 400 {
			text := ""
			for range r.IntN(5) {
				text += string(c.letters[r.IntN(len(c.letters))])
			}
			if c.column != "VARCHAR(20)" {
				text = strings.TrimLeft(text, "0")
			}
			row := slices.Concat([]string{fmt.Sprint(id), "", text}, make([]string, mbi.Items-1))
			v.rows = append(v.rows, row)
			cell := strings.TrimSpace(text)
			switch m := c.answer.FindStringSubmatch(cell); {
			case m != nil:
				want[row[0]] = fmt.Sprintf("%d 1 0", int((m[1] + m[len(m)-1])[0]-'0')-c.first)
			case cell == "" || c.none.MatchString(cell):
				want[row[0]] = "0 0 0"
			default:
				want[row[0]] = "0 0 1"
			}
		}
		e.load(t, v.table("answers", c.column))
		rows := e.query(t, said(t, "sql", "score", "--dialect", e.dialect, "--from", "answers", "--id", "id", "--coding", c.coding, "--missing-values", c.missing))
		for id, got := range keyed(t, rows, "id") {
			if found := strings.Join([]string{got["ee_lowest"], got["ee_answered"], got["invalid"]}, " "); found != want[id] {
				i, _ := strconv.Atoi(id)
				t.Errorf("%s: %q is read as %q, want %q", c.coding, v.rows[i][2], found, want[id])
			}
		}
	}
}

// A view without rows, and a table without answers, have no scores and no error.
func sqlOfNobody(t *testing.T, e *engine) {
	v := &survey{rows: [][]string{slices.Concat([]string{"1", "a"}, make([]string, mbi.Items))}}
	e.load(t, v.table("answers", "SMALLINT")+"CREATE VIEW nobody AS SELECT * FROM answers WHERE id = '2';\n")
	defer e.load(t, "DROP VIEW nobody;\n")
	for from, rows := range map[string]int{"nobody": 0, "answers": 1} {
		query := func(kind string, args ...string) [][]string {
			return e.query(t, said(t, slices.Concat([]string{"sql", kind, "--dialect", e.dialect, "--from", from}, args)...))
		}
		if got := query("score"); max(len(got), 1) != rows+1 { // SQLite prints no head of nothing
			t.Errorf("%s: scores %q", from, got)
		}
		total := keyed(t, query("summary"), "table", "subscale", "statistic", "level")
		for key, want := range map[string]string{"flow//rows/": fmt.Sprint(rows), "flow//respondents/": "0", "scores/ee/mean/": "", "scores/ee/sd/": "", "scores/ee/alpha/": "", "levels/ee/n/high": "0"} {
			if got := strings.TrimSuffix(total[key]["value"], ".0"); got != want {
				t.Errorf("%s: %s is %q, want %q", from, key, got, want)
			}
		}
		for _, r := range slices.Concat(query("definitions"), query("definitions", "--by", "place")) {
			if r[3] != "count" && (r[3] != "0" || r[4]+r[5]+r[6] != "" || r[7] != "0") {
				t.Errorf("%s: cases %q", from, r)
			}
		}
		query("summary", "--by", "place")
	}
}

// A column that the table lacks is an error in every engine; SQLite would take
// its name for a text otherwise, and find every answer invalid.
func sqlUnknownColumn(t *testing.T, e *engine) {
	e.load(t, "DROP TABLE IF EXISTS answers; CREATE TABLE answers (id INT);")
	if _, err := e.try(said(t, "sql", "score", "--dialect", e.dialect, "--from", "answers")); err == nil {
		t.Error("a table without items is scored")
	}
}
