package cmd

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
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
	names := []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, "مستشفى الأطفال", "מחלקה א׳", "内科病棟と外科病棟と小児科病棟", "{{.Title}} &amp; 'x'",
		"Anästhesiologie-und-Intensivmedizin-Donaudampfschifffahrtsgesellschaftskrankenhaus"}
	for len(names) < 40 {
		names = append(names, fmt.Sprintf("ward %d", len(names)))
	}
	many := names
	for len(many) < mostGroups {
		many = append(many, fmt.Sprint(len(many))+strings.Repeat(`"`, 70))
	}
	noDP := func(_, item int) bool { return item == 5 }
	return map[string][]byte{
		"40 groups":          reported(t, "--by", "ward", "--title", "<b>1 & 2</b>", cohortFile(t, names, 30, func(i, item int) bool { return i == item })),
		"200 groups":         reported(t, "--by", "ward", cohortFile(t, many, 5, none)),
		"one respondent":     reported(t, "--lang", "fr", cohortFile(t, []string{"a"}, 1, none)),
		"one, all shown":     reported(t, "--min-group", "1", "--by", "ward", cohortFile(t, []string{"a"}, 1, none)),
		"no score of DP":     reported(t, "--by", "ward", cohortFile(t, []string{"a", "b"}, 20, noDP)),
		"one answer of each": reported(t, cohortFile(t, []string{"a"}, 22, func(i, item int) bool { return item != i+1 })),
	}
}

// Nothing of a file becomes markup, every page is below its bound, and no number
// is undefined.
func TestReportOfHostileInput(t *testing.T) {
	for name, page := range hostileReports(t) {
		text := string(page)
		for _, bad := range []string{"<script", "<img", "<b>", "@import", "NaN", "Inf"} {
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
	for _, figure := range []string{"figure-scores-ee", "figure-items", "figure-missing"} {
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
	if len(figures) != 10 {
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
		runs := []journal.Entry{{ID: "a", Time: time.Unix(1767225600, 0)}, {ID: "b", Time: time.Unix(1772323200, 0)}, {ID: "c", Time: time.Unix(1775001600, 0)}}
		for i := range runs {
			runs[i].Kind, runs[i].Form = f.Kind, f.ID
			for item := range runs[i].Answers {
				runs[i].Answers[item] = mbi.Answer((item + 2*i) % 7)
			}
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
	for name, html := range all {
		for _, width := range []int64{375, 768, 1280} {
			for _, scheme := range []string{"light", "dark"} {
				b.open(html, width, scheme)
				b.texts(fmt.Sprintf("%s, %d px, %s", name, width, scheme))
				if width == 768 {
					b.accessible(name+", "+scheme, axe)
				}
			}
		}
		b.prints(name)
	}
	for name, html := range hostileReports(t) {
		for _, width := range []int64{375, 1280} {
			b.open(html, width, "light")
			b.texts(fmt.Sprintf("%s, %d px", name, width))
		}
		b.prints(name)
	}
}
