package cmd

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"burnout/cmd/internal/streams"
	"burnout/mbi"
	"burnout/mbi/form"
	"burnout/mbi/journal"
	"burnout/mbi/locale"
	"burnout/scoring"
)

// reported runs mbi report and returns its page, the version of the build left
// out.
func reported(t *testing.T, args ...string) []byte {
	t.Helper()
	var out, errs bytes.Buffer
	environment := map[string]string{"SOURCE_DATE_EPOCH": "1767225600"}
	s := &streams.Streams{In: strings.NewReader(""), Out: &out, Err: &errs, Getenv: func(name string) string { return environment[name] }}
	if code := Run(t.Context(), s, append([]string{"report"}, args...)); code != 0 {
		t.Fatalf("code %d: %s", code, errs.String())
	}
	return bytes.ReplaceAll(out.Bytes(), []byte(version()), []byte("VERSION"))
}

// goldenReports are two cohorts in two languages: with groups and missing answers,
// and small, prorated, under another table.
var goldenReports = map[string][]string{
	"report-interns-fr": {"--lang", "fr", "--by", "sex", "../testdata/cohorts/interns.csv"},
	"report-heavy-en":   {"--missing", "prorate=2", "--thresholds", "us-medicine-1996", "--interval", "clopper-pearson", "../testdata/reference/cohorts/heavy.csv"},
}

func TestReportGolden(t *testing.T) {
	for name, args := range goldenReports {
		got, file := reported(t, args...), filepath.Join("..", "testdata", "golden", name+".html")
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
			t.Errorf("%s (`go test ./cmd -update` writes it anew):\n%s", name, diff)
		}
	}
}

// cohortFile writes a cohort of random answers: so many respondents in each group,
// without those to the items that are left out.
func cohortFile(t *testing.T, groups []string, each int, missing func(respondent, item int) bool) string {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	b.WriteString("ward")
	for item := range mbi.Items {
		fmt.Fprintf(&b, ",mbi%d", item+1)
	}
	b.WriteByte('\n')
	for _, g := range groups {
		for i := range each {
			b.WriteString(`"` + strings.ReplaceAll(g, `"`, `""`) + `"`)
			for item := range mbi.Items {
				cell := ""
				if a := r.IntN(7); !missing(i, item+1) {
					cell = fmt.Sprint(a)
				}
				b.WriteString("," + cell)
			}
			b.WriteByte('\n')
		}
	}
	file := filepath.Join(t.TempDir(), "hostile.csv")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func none(int, int) bool { return false }

// hostileReports are pages of cohorts at the edge of what there is.
func hostileReports(t *testing.T) map[string][]byte {
	t.Helper()
	if hostile == nil {
		hostile = makeHostile(t)
	}
	return hostile
}

var hostile map[string][]byte // made once: the tests of 40 groups take some seconds

func makeHostile(t *testing.T) map[string][]byte {
	t.Helper()
	names := []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, "مستشفى الأطفال", "מחלקה א׳", "内科病棟と外科病棟と小児科病棟", "{{.Title}} &amp; 'x'",
		"Anästhesiologie-und-Intensivmedizin-Donaudampfschifffahrtsgesellschaftskrankenhaus"}
	for len(names) < 40 {
		names = append(names, fmt.Sprintf("ward %d", len(names)))
	}
	many := names
	for len(many) < mostGroups {
		many = append(many, fmt.Sprint(len(many))+strings.Repeat(`"`, 700))
	}
	noDP := func(_, item int) bool { return item == 5 }
	return map[string][]byte{
		"40 groups":          reported(t, "--by", "ward", "--title", "<b>1 & 2</b>", cohortFile(t, names, 30, func(i, item int) bool { return i == item })),
		"200 groups":         reported(t, "--by", "ward", cohortFile(t, many, 5, none)),
		"one respondent":     reported(t, "--lang", "fr", cohortFile(t, []string{"a"}, 1, none)),
		"unanswered column":  reported(t, "--min-group", "2", cohortFile(t, []string{"a"}, 9, func(i, item int) bool { return i < 4 && item > 20 })),
		"one, all shown":     reported(t, "--min-group", "1", "--by", "ward", cohortFile(t, []string{"a"}, 1, none)),
		"no score of DP":     reported(t, "--by", "ward", cohortFile(t, []string{"a", "b"}, 20, noDP)),
		"often incomplete":   reported(t, "--lang", "fr", cohortFile(t, []string{"a"}, 120, func(i, item int) bool { return i%10 < 9 && (item%9 == i%10 || item > 20-i%10) })),
		"one answer of each": reported(t, cohortFile(t, []string{"a"}, 22, func(i, item int) bool { return item != i+1 })),
	}
}

// Nothing of a file becomes markup, every page is below its bound, and no number
// is undefined.
func TestReportOfHostileInput(t *testing.T) {
	for name, page := range hostileReports(t) {
		text := string(page)
		for _, bad := range []string{"<script", "<img", "<b>", "@import", "NaN", "Inf", "{n}"} {
			if strings.Contains(text, bad) {
				t.Errorf("%s: the page holds %s", name, bad)
			}
		}
		if !strings.Contains(text, "default-src 'none'") {
			t.Errorf("%s: no policy", name)
		}
		if len(page) > 500_000 {
			t.Errorf("%s: %d bytes", name, len(page))
		}
	}
}

// Whoever is few is not shown: no distribution of a cohort below --min-group, no
// group below it.
func TestReportWithholdsTheFew(t *testing.T) {
	page := string(reported(t, cohortFile(t, []string{"a"}, 4, none)))
	for _, figure := range []string{"figure-scores-ee", "figure-items", "figure-missing", "Harman"} {
		if strings.Contains(page, figure) {
			t.Errorf("four respondents: %s is shown", figure)
		}
	}
	file := cohortFile(t, []string{"large", "larger"}, 8, none)
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	few := strings.Replace(lines[1], "large", "rare", 1)
	if err := os.WriteFile(file, []byte(strings.Join(append(lines, few), "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	page = string(reported(t, "--by", "ward", file))
	if strings.Contains(page, "rare") || !strings.Contains(page, "Withheld: groups 2, respondents in them 9") {
		t.Error("a group of one is shown, or could be worked out")
	}
}

var drawing = regexp.MustCompile(`(?s)<svg .*?</svg>`)

// Every chart is valid XML, has a title and a description, and a table beside it.
func TestReportCharts(t *testing.T) {
	page := reported(t, "--by", "semester", "../testdata/cohorts/interns.csv")
	figures := strings.Split(string(page), "<figure ")[1:]
	if len(figures) != 11 {
		t.Errorf("%d figures", len(figures))
	}
	for _, f := range figures {
		f, _, _ = strings.Cut(f, "</figure>")
		svg := drawing.FindString(f)
		if !strings.Contains(svg, "<title id=") || !strings.Contains(svg, "<desc id=") || !strings.Contains(f, "<table>") {
			t.Errorf("a chart lacks its title, description or table: %.60s", f)
		}
		wellFormed(t, svg)
	}
}

func wellFormed(t *testing.T, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Errorf("%v in %.80s", err, text)
			return
		}
	}
}

// The files of --figures stand alone: colours without variables.
func TestReportFigures(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "charts")
	reported(t, "--figures", dir, "../testdata/cohorts/interns.csv")
	files, err := filepath.Glob(filepath.Join(dir, "*.svg"))
	if err != nil || len(files) != 9 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		wellFormed(t, string(data))
		if bytes.Contains(data, []byte("var(")) {
			t.Errorf("%s holds a variable", filepath.Base(f))
		}
	}
}

// personPages are results to bring to a doctor.
func personPages(t *testing.T) map[string][]byte {
	t.Helper()
	table, _ := scoring.Table(scoring.DefaultTable)
	all := map[string][]byte{}
	for _, lang := range locale.Languages {
		f, err := form.Embedded(string(lang))
		if err != nil {
			t.Fatal(err)
		}
		a := mbi.Answers{6: mbi.Missing}
		r := &personResult{f, table, scoring.DefaultReliability(), scoring.Rate(&a, table), locale.For(lang), lang, near{}}
		var page bytes.Buffer
		if err := r.write(&page, "html", 80); err != nil {
			t.Fatal(err)
		}
		all["person "+string(lang)] = page.Bytes()
		var runs []journal.Entry
		for i := range 6 {
			e := journal.Entry{ID: fmt.Sprint(i), Time: time.Date(2026, time.Month(2*i+1), 3, 8, 0, 0, 0, time.UTC), Kind: f.Kind, Form: f.ID}
			for item := range e.Answers {
				e.Answers[item] = mbi.Answer((item + 2*i) % 7)
			}
			runs = append(runs, e)
		}
		runs[1].Answers[0] = mbi.Missing
		var trend bytes.Buffer
		if err := (&personTrend{runs, table, scoring.DefaultReliability(), locale.For(lang), lang}).trend().HTML(&trend); err != nil {
			t.Fatal(err)
		}
		all["person over time "+string(lang)] = trend.Bytes()
	}
	return all
}

// In a browser, every page is silent and whole: no error, no request, no text that
// overlaps another or is cut off, in any width, colour scheme or on paper, and
// nothing that keeps a reader out. Skipped where there is no browser.
func TestPagesInBrowser(t *testing.T) {
	b, axe := newBrowser(t), axeCore(t)
	all := personPages(t)
	for name, args := range goldenReports {
		all[name] = reported(t, args...)
	}
	for name, content := range all {
		for _, width := range []int64{375, 768, 1280} {
			for _, scheme := range []string{"light", "dark"} {
				b.open(content, width, scheme)
				b.texts(fmt.Sprintf("%s, %d px, %s", name, width, scheme))
				if width == 768 {
					b.accessible(name+", "+scheme, axe)
				}
			}
		}
		b.prints(name)
		pages := onSheets(t, name, content, b.pdf(content))
		if strings.HasPrefix(name, "person") && len(pages) != 1 {
			t.Errorf("%s: %d sheets", name, len(pages))
		}
	}
	for name, content := range hostileReports(t) {
		for _, width := range []int64{375, 1280} {
			b.open(content, width, "light")
			b.texts(fmt.Sprintf("%s, %d px", name, width))
		}
		b.prints(name)
	}
}

// More groups than a chart can show are refused, as everywhere: there is no page.
func TestReportOfThousandsOfGroups(t *testing.T) {
	var names []string
	for i := range 5000 {
		names = append(names, fmt.Sprint("ward ", i))
	}
	var out, errs bytes.Buffer
	s := &streams.Streams{In: strings.NewReader(""), Out: &out, Err: &errs, Getenv: func(string) string { return "" }}
	code := Run(t.Context(), s, []string{"report", "--by", "ward", cohortFile(t, names, 1, none)})
	if code != 1 || out.Len() > 0 || !strings.Contains(errs.String(), "more than 200 groups by ward") {
		t.Errorf("code %d, %d bytes: %s", code, out.Len(), errs.String())
	}
}

var (
	tableRow  = regexp.MustCompile(`(?s)<tr>(.*?)</tr>`)
	tableCell = regexp.MustCompile(`(?s)<t[hd][^>]*>(.*?)</t[hd]>`)
)

// rows are those of the tables of a page, without their empty cells, spaces and
// minus signs as in a terminal.
func rows(page []byte) map[string]bool {
	all := map[string]bool{}
	for _, r := range tableRow.FindAllStringSubmatch(string(page), -1) {
		var cells []string
		for _, c := range tableCell.FindAllStringSubmatch(r[1], -1) {
			if c[1] != "" {
				cells = append(cells, strings.NewReplacer("\u00a0", " ", "−", "-").Replace(html.UnescapeString(c[1])))
			}
		}
		all[strings.Join(cells, "|")] = true
	}
	return all
}

var (
	testTitle = regexp.MustCompile(`<caption>(EE|DP|PA|Dimensions).*: tests, n = (\d+)</caption>`)
	pairTitle = regexp.MustCompile(`<caption>.*: pairs</caption>`)
)

// The page's tests of groups are those of mbi compare, every one, to the last digit
// that is shown.
func TestReportComparesAsCompareDoes(t *testing.T) {
	for by, least := range map[string]int{"sex": 42, "semester": 70} {
		page := rows(reported(t, "--by", by, "../testdata/cohorts/interns.csv"))
		var out bytes.Buffer
		s := &streams.Streams{In: strings.NewReader(""), Out: &out, Err: io.Discard, Getenv: func(string) string { return "" }}
		if code := Run(t.Context(), s, []string{"compare", "--format", "html", "--by", by, "../testdata/cohorts/interns.csv"}); code != 0 {
			t.Fatal(code)
		}
		tests := 0
		for _, table := range strings.Split(out.String(), "<table>")[1:] {
			title := testTitle.FindStringSubmatch(table)
			if title == nil && !pairTitle.MatchString(table) {
				continue
			}
			_, body, _ := strings.Cut(table, "</thead>")
			body, _, _ = strings.Cut(body, "</tbody>")
			for row := range rows([]byte(body)) {
				if title != nil && title[1] != "Dimensions" {
					name, numbers, _ := strings.Cut(row, "|")
					row = title[1] + ", " + name + "|" + title[2] + "|" + numbers
				}
				if tests++; !page[row] {
					t.Errorf("by %s: no row %s", by, row)
				}
			}
		}
		if tests < least {
			t.Errorf("by %s: %d tests", by, tests)
		}
	}
}

// The paragraph on methods holds what each flag decides.
func TestMethodsSayWhatWasUsed(t *testing.T) {
	methods := func(args ...string) string {
		page := string(reported(t, append(args, "../testdata/cohorts/interns.csv")...))
		_, after, _ := strings.Cut(page, "<h3>Methods</h3>")
		text, _, _ := strings.Cut(after, "<h3>")
		return html.UnescapeString(text)
	}
	usual := methods()
	for flags, want := range map[string]string{
		"--thresholds us-medicine-1996":                  "EE low 0–18, moderate 19–26, high 27–54",
		"--missing prorate=2":                            "at most 2 missing answers was prorated",
		"--interval clopper-pearson":                     "(Clopper-Pearson)",
		"--confidence 0.9":                               "90% confidence",
		"--min-group 9":                                  "fewer than 9 respondents",
		"--where sex=F":                                  "Only rows with sex\u00a0=\u00a0F were read.",
		"--missing-values 99":                            "The numbers 99 stood for a missing answer.",
		"--by sex":                                       "from 50000 random tables with the same margins (seed 2)",
		"--by sex --confidence 0.9":                      "Welch’s t with the interval of the difference",
		"--by semester":                                  "The 6 groups were compared by Welch’s F",
		"--by semester --lang en":                        "two by two by the methods of Games-Howell and Dunn",
		"--by semester --cut semester=2,4 --min-group 1": "The column semester was divided at 2; 4.",
		"--by semester --min-group 24 --thresholds isnar-img": "Groups by semester with fewer than 24",
	} {
		if got := methods(strings.Fields(flags)...); got == usual || !strings.Contains(got, want) {
			t.Errorf("%s: no %q in %s", flags, want, got)
		}
	}
}

// The page cites what it used and nothing else; pairs that it does not show are no
// method of it.
func TestReportCitesWhatWasUsed(t *testing.T) {
	interns := "../testdata/cohorts/interns.csv"
	for _, c := range []struct {
		args           []string
		cited, uncited []string
	}{
		{[]string{interns}, []string{"Wilson EB", "Cronbach LJ", "us-medicine-1996: "}, []string{"Welch BL", "Holm S", "subgroups"}},
		{[]string{"--lang", "fr", "--interval", "wald", interns}, []string{"us-medicine-1996\u00a0: "}, []string{"Wilson EB"}},
		{[]string{"--by", "sex", interns}, []string{"Biometrika 1947", "Woolf B", "Holm S", "subgroups"}, []string{"Biometrika 1951", "Dunn OJ"}},
		{[]string{"--by", "semester", interns}, []string{"Biometrika 1951;38:330", "Games PA", "Dunn OJ"}, []string{"Biometrika 1947", "Woolf B"}},
		{[]string{"--by", "semester,sex", interns}, []string{"Biometrika 1951;38:330"}, []string{"Games PA", "Games-Howell", "Dunn"}},
	} {
		page := html.UnescapeString(string(reported(t, c.args...)))
		_, page, _ = strings.Cut(page, `<section id="prose"`)
		for _, work := range c.cited {
			if !strings.Contains(page, work) {
				t.Errorf("%q: no %q", c.args, work)
			}
		}
		for _, work := range c.uncited {
			if strings.Contains(page, work) {
				t.Errorf("%q: %q", c.args, work)
			}
		}
	}
}

// The paragraph on results words what the groups' tests gave, and no number that
// could not be computed.
func TestResultsOfGroups(t *testing.T) {
	results := func(args ...string) string {
		_, after, _ := strings.Cut(string(reported(t, args...)), "<h3>Results</h3>")
		text, _, _ := strings.Cut(after, "</section>")
		return html.UnescapeString(text)
	}
	for want, args := range map[string][]string{
		"EE 20.99 and 22.94, difference −1.96 [−5.55, 1.64], p\u00a0=\u00a00.284 (Holm 1.000)": {"--by", "sex", "../testdata/cohorts/interns.csv"},
		"EE 1.27 (df 5, 62.8), p\u00a0=\u00a00.287 (Holm 1.000)":                               {"--by", "semester", "../testdata/cohorts/interns.csv"},
	} {
		if got := results(args...); !strings.Contains(got, want) {
			t.Errorf("%q: no %q in %s", args, want, got)
		}
	}
	noDP := cohortFile(t, []string{"a", "b"}, 20, func(_, item int) bool { return item == 5 })
	if got := results("--by", "ward", noDP); !strings.Contains(got, "; PA ") || strings.Contains(got, "DP –") {
		t.Errorf("no score of DP: %s", got)
	}
}
