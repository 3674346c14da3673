package render

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// With a cell for each sum, exactly the sums of the band are set off.
func TestBarShowsTheBand(t *testing.T) {
	b := Bar{Max: 54, Moderate: 18, High: 30, Lowest: 40, Highest: 40, Band: &Span{3, 21}}
	want := "0 " + strings.Repeat("·", 3) + strings.Repeat("─", 15) + "┼" + strings.Repeat("─", 4) + strings.Repeat("·", 8) + "┼" +
		strings.Repeat("·", 10) + "●" + strings.Repeat("·", 14) + " 54"
	if got := b.Text(80); got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
}

// someTrend draws a trend of any scores, with texts that mark something up.
func someTrend(t *rapid.T) Trend {
	p := Panel{
		Name: `<b>"EE" & 'DP'</b>`, Label: "a < b", Notes: []string{"]]> " + strings.Repeat("a note ", 20)},
		Scale: Bar{Levels: [3]string{"low", "moderate", "high"}, Max: 54, Moderate: 18, High: 30},
	}
	if rapid.Bool().Draw(t, "band") {
		low := rapid.IntRange(0, 54).Draw(t, "low")
		p.Scale.Band = &Span{low, rapid.IntRange(low, 54).Draw(t, "high")}
	}
	for range rapid.IntRange(1, 30).Draw(t, "runs") {
		low := rapid.IntRange(0, 54).Draw(t, "lowest")
		p.Runs = append(p.Runs, Point{
			Date: "2026-02-14", At: rapid.Float64Range(0, 1).Draw(t, "at"), Score: "10–12", Change: "−10", Label: "<&",
			Lowest: low, Highest: rapid.IntRange(low, 54).Draw(t, "highest"),
		})
	}
	return Trend{
		Language: "en", Title: "R<07>", Lead: []string{"&"}, Columns: [3]string{"Date", "score", "change"}, Legend: "● score", Band: "band",
		Panels: []Panel{p, p}, Reading: Group{"How", []string{"so"}}, Help: Group{"Help", []string{"3114"}},
	}
}

func TestTrendFitsAndIsWellFormed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		trend := someTrend(t)
		width := rapid.IntRange(60, 120).Draw(t, "width")
		var text, svg bytes.Buffer
		if err := errors.Join(trend.Text(&text, width), trend.SVG(&svg)); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(text.String()) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > width {
				t.Fatalf("%d columns of %d: %s", n, width, line)
			}
		}
		circles, lines := 0, 0
		for d := xml.NewDecoder(&svg); ; {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if e, ok := token.(xml.StartElement); ok && e.Name.Local == "circle" {
				circles++
			} else if ok && len(e.Attr) > 0 && e.Attr[0].Value == "open" {
				lines++
			}
		}
		known := 0
		for _, r := range trend.Panels[0].Runs {
			if !r.Open() {
				known++
			}
		}
		if circles != 2*known || lines != 2*(len(trend.Panels[0].Runs)-known) {
			t.Fatalf("%d scores and %d ranges, of %d runs %d with a score", circles, lines, len(trend.Panels[0].Runs), known)
		}
	})
}

func TestTrendReportsAFailedWrite(t *testing.T) {
	if (Trend{}).SVG(broken{}) == nil || (Trend{}).Text(broken{}, 80) == nil {
		t.Error("a full disk went unnoticed")
	}
}
