package cmd

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"burnout/mbi"
	"burnout/mbi/form"
	"burnout/mbi/locale"
	"burnout/scoring"
)

// longForm returns a form whose sentences all have n characters.
func longForm(t *testing.T, n int) form.Form {
	t.Helper()
	f, err := form.Embedded("fr")
	if err != nil {
		t.Fatal(err)
	}
	for i := range f.Items {
		words := strings.Repeat(fmt.Sprintf("Phrase %d avec des mots ordinaires ", i+1), n/20)
		f.Items[i] = string([]rune(words)[:n])
	}
	return f
}

// No sentence of up to 160 characters, half as long again as the longest of the
// inventory, makes a second page of the questionnaire. Skipped where there is no
// browser to print it.
func TestPaperFitsOnePage(t *testing.T) {
	for _, n := range []int{0, 104, 160} {
		f := longForm(t, max(n, 20))
		if n == 0 {
			f, _ = form.Embedded("fr")
		}
		var page bytes.Buffer
		if err := writePaper(&page, f, locale.French); err != nil {
			t.Fatal(err)
		}
		if got := printed(t, page.Bytes()); got != 1 {
			t.Errorf("sentences of %d characters: %d pages", n, got)
		}
	}
}

// A result, with its longest sentences, fits one page to bring to a doctor.
func TestResultFitsOnePage(t *testing.T) {
	table, _ := scoring.Table(scoring.DefaultTable)
	for _, lang := range locale.Languages {
		f, err := form.Embedded(string(lang))
		if err != nil {
			t.Fatal(err)
		}
		for name, a := range map[string]mbi.Answers{"all missing": mbi.NoAnswers(), "all never": {}} {
			r := &personResult{f, table, scoring.DefaultReliability(), scoring.Rate(&a, table), locale.For(lang), lang, near{}}
			var page bytes.Buffer
			if err := r.write(&page, "html", 80); err != nil {
				t.Fatal(err)
			}
			if got := printed(t, page.Bytes()); got != 1 {
				t.Errorf("%s, %s: %d pages", lang, name, got)
			}
		}
	}
}

// printed prints a page of HTML in a browser and counts the sheets. The test is
// skipped where there is no browser.
func printed(t *testing.T, page []byte) int {
	t.Helper()
	const browser = "chromium"
	needs(t, browser)
	dir := t.TempDir()
	html, pdf := filepath.Join(dir, "page.html"), filepath.Join(dir, "page.pdf")
	if err := os.WriteFile(html, page, 0o600); err != nil {
		t.Fatal(err)
	}
	c := exec.Command(browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--user-data-dir="+filepath.Join(dir, "profile"), "--no-pdf-header-footer", "--print-to-pdf="+pdf, html)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	data, err := os.ReadFile(pdf)
	if err != nil {
		t.Fatal(err)
	}
	return pages(data)
}

var pageObject = regexp.MustCompile(`/Type\s*/Page\b`)

// pages counts the pages of a PDF that a browser wrote.
func pages(pdf []byte) int { return len(pageObject.FindAll(pdf, -1)) }

// The page refers to nothing outside itself, and holds every sentence, answer
// and box.
func TestPaperIsWhole(t *testing.T) {
	for _, lang := range locale.Languages {
		f, err := form.Embedded(string(lang))
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if err := writePaper(&b, f, lang); err != nil {
			t.Fatal(err)
		}
		page := b.String()
		for _, reference := range []string{"http:", "https:", "src=", "href=", "url(", "@import", "<script"} {
			if strings.Contains(page, reference) {
				t.Errorf("%s: the page holds %s", lang, reference)
			}
		}
		for _, text := range append(f.Items[:], f.Anchors[:]...) {
			if !strings.Contains(page, text) {
				t.Errorf("%s: %q is not on the page", lang, text)
			}
		}
		if n := strings.Count(page, `<td class="box">`); n != 22*7 {
			t.Errorf("%s: %d boxes", lang, n)
		}
		if n := strings.Count(page, `<th scope="row">`); n != 22 {
			t.Errorf("%s: %d rows", lang, n)
		}
	}
}

func TestLongSentencesAreSetSmaller(t *testing.T) {
	if dense(longForm(t, 104)) || !dense(longForm(t, 105)) {
		t.Error("the limit of two lines a sentence does not hold")
	}
}
