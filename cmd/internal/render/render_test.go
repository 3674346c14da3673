package render

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestTableText(t *testing.T) {
	table := Table{
		Title:  "Scores",
		Header: []string{"Sous-échelle", "n", "moy."},
		Rows:   [][]string{{"Épuisement émotionnel", "372", "21.84"}, {"  AP", "1", "5.9"}, {"sous_échelle.x", "", "–"}},
	}
	var b strings.Builder
	if err := table.Text(&b); err != nil {
		t.Fatal(err)
	}
	want := `Scores
Sous-échelle             n   moy.
-----------------------------------
Épuisement émotionnel  372  21.84
  AP                     1    5.9
sous_échelle.x                  –
`
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestFailedWriteIsReported(t *testing.T) {
	if err := (Table{Header: []string{"a"}, Rows: [][]string{{"b"}}}).Text(broken{}); err == nil {
		t.Error("a full disk went unnoticed")
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in     string
		width  int
		indent string
		want   string
	}{
		{"", 10, "", ""},
		{"un deux trois", 20, "", "un deux trois"},
		{"un deux trois", 8, "", "un deux\ntrois"},
		{"un deux trois", 8, "  ", "un deux\n  trois"},
		{"élevé\u00a0: non", 9, "", "élevé\u00a0:\nnon"},
		{"a bien\u00a0sûr", 6, "", "a\nbien\u00a0sûr"},
		{"lisez `mbi guide phases` ici", 20, "", "lisez\n`mbi guide phases`\nici"},
		{"un ` deux", 4, "", "un `\ndeux"},
	} {
		if got := Wrap(c.in, c.width, c.indent); got != c.want {
			t.Errorf("Wrap(%q, %d) = %q, want %q", c.in, c.width, got, c.want)
		}
	}
}

// Notes of two digits fit the width as the others do.
func TestNotesFitTheWidth(t *testing.T) {
	const width = 21
	d := Document{Notes: strings.Split(strings.Repeat("a note of seven x;", 12), ";")}
	var b strings.Builder
	if err := d.Text(&b, width); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		if utf8.RuneCountInString(strings.TrimSuffix(line, "\n")) > width {
			t.Errorf("%q is wider than %d", line, width)
		}
	}
}

// Wrapping changes spaces only, and a line is too long only where one word is.
func TestWrapKeepsTheWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-zé]{1,12}`), 0, 20).Draw(t, "words")
		width := rapid.IntRange(1, 40).Draw(t, "width")
		got := Wrap(strings.Join(words, " "), width, " ")
		if strings.Join(strings.Fields(got), " ") != strings.Join(words, " ") {
			t.Fatalf("%q", got)
		}
		for _, line := range strings.Split(got, "\n") {
			if utf8.RuneCountInString(line) > width && len(strings.Fields(line)) > 1 {
				t.Fatalf("%q is longer than %d", line, width)
			}
		}
	})
}

func barGen() *rapid.Generator[Bar] {
	return rapid.Custom(func(t *rapid.T) Bar {
		most := rapid.IntRange(3, 54).Draw(t, "max")
		moderate := rapid.IntRange(1, most-1).Draw(t, "moderate")
		lowest := rapid.IntRange(0, most).Draw(t, "lowest")
		return Bar{
			Max: most, Moderate: moderate, High: rapid.IntRange(moderate+1, most).Draw(t, "high"),
			Lowest: lowest, Highest: rapid.IntRange(lowest, most).Draw(t, "highest"),
		}
	})
}

// At any width the marks stand in exactly the levels that are possible, and the
// bar fits where it can.
func TestBarIsNeverOnTheWrongSideOfACut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := barGen().Draw(t, "bar")
		width := rapid.IntRange(1, 80).Draw(t, "width")
		text := b.Text(width)
		if n := utf8.RuneCountInString(text); n > max(width, 10) {
			t.Fatalf("%d characters in %d: %s", n, width, text)
		}
		line := strings.TrimSuffix(strings.TrimPrefix(text, "0 "), fmt.Sprintf(" %d", b.Max))
		for i, part := range strings.Split(line, barCut) {
			ends := b.levels()[i]
			possible := b.Lowest <= ends[1] && b.Highest >= ends[0]
			if marked := strings.ContainsAny(part, barSum+barOpen); marked != possible {
				t.Fatalf("level %d is marked %v, possible %v: %s", i, marked, possible, text)
			}
		}
	})
}

var person = Person{
	Language: "fr", Title: "Vos <résultats>",
	Dimensions: []Dimension{{
		Name: "Épuisement", Score: "27 sur 54", Ranges: "Bas 0–17", Notes: []string{"a * b"},
		Bar: Bar{Label: "Échelle", Levels: [3]string{"bas", "modéré", "élevé"}, Max: 54, Moderate: 18, High: 30, Lowest: 27, Highest: 27},
	}, {
		Name: "DP", Score: "?", Ranges: "r",
		Bar: Bar{Label: "Ouverte", Levels: [3]string{"bas", "modéré", "élevé"}, Max: 30, Moderate: 6, High: 12, Lowest: 2, Highest: 8},
	}},
	Reading: Group{"Lire", []string{"un repère"}},
	Help:    Group{"Aide", []string{"3114"}},
}

func TestMarkdownEscapesMarkup(t *testing.T) {
	var b strings.Builder
	if err := person.Markdown(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"# Vos &lt;résultats>\n", "a \\* b", "**27 sur 54**", "- 3114\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in %s", want, b.String())
		}
	}
}

// Whatever a name is, Markdown shows it as it is.
func TestMarkdownShowsNamesAsTheyAre(t *testing.T) {
	for in, want := range map[string]string{
		"R&D":                "R&D",
		"a & b; c":           "a & b; c",
		"&lt;b&gt;":          `\&lt;b\&gt;`,
		"&#60;&#x3C;":        `\&#60;\&#x3C;`,
		"<script>":           "&lt;script>",
		"a|b":                `a\|b`,
		`\&amp;`:             `\\\&amp;`,
		"[x](http://x.y)":    `[x]\(http://x.y)`,
		"a_b*c`d~~e~~$f$":    "a\\_b\\*c\\`d\\~\\~e\\~\\~\\$f\\$",
		"[-0.05, 1.20] [^1]": `[-0.05, 1.20] \[^1]`,
	} {
		if got := markdown(in); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

func TestArticle(t *testing.T) {
	a := Article{
		Language: "fr", Title: "Un <texte>",
		Sections: []Section{{Paragraphs: []string{"un deux trois quatre"}}, {Title: "Points", Points: []string{"a * b c d e f g h"}}},
		Foot:     []string{"Source"},
	}
	var text, md, html strings.Builder
	if err := errors.Join(a.Text(&text, 14), a.Markdown(&md), a.HTML(&html)); err != nil {
		t.Fatal(err)
	}
	if want := "Un <texte>\n\n  un deux\n  trois quatre\n\nPoints\n  - a * b c d\n    e f g h\n\nSource\n"; text.String() != want {
		t.Errorf("got\n%swant\n%s", text.String(), want)
	}
	if want := "# Un &lt;texte>\n\nun deux trois quatre\n\n## Points\n\n- a \\* b c d e f g h\n\nSource\n"; md.String() != want {
		t.Errorf("got\n%swant\n%s", md.String(), want)
	}
	for _, want := range []string{`<html lang="fr">`, "default-src 'none'", "<h1>Un &lt;texte&gt;</h1>", "<li>a * b c d e f g h</li>", "max-width"} {
		if !strings.Contains(html.String(), want) {
			t.Errorf("no %q", want)
		}
	}
	for _, no := range []string{"http:", "https:", "src=", "url(", "<script", "ZgotmplZ"} {
		if strings.Contains(html.String(), no) {
			t.Errorf("the page holds %q", no)
		}
	}
}

// A command is set off in every format, whatever it holds; a lone backtick is none.
func TestCommandsInProse(t *testing.T) {
	for in, want := range map[string][2]string{
		"a_b `mbi *x* <y>` c": {"a\\_b `mbi *x* <y>` c", "a_b <code>mbi *x* &lt;y&gt;</code> c"},
		"a ` <b":              {"a \\` &lt;b", "a ` &lt;b"},
		"`a` and `b`":         {"`a` and `b`", "<code>a</code> and <code>b</code>"},
	} {
		if got := markdownProse(in); got != want[0] {
			t.Errorf("%q: %q", in, got)
		}
		if got := string(htmlProse(in)); got != want[1] {
			t.Errorf("%q: %q", in, got)
		}
	}
}

func TestPageNeedsNoNetwork(t *testing.T) {
	var b strings.Builder
	if err := person.HTML(&b); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	for _, want := range []string{`<html lang="fr">`, "default-src 'none'", "Vos &lt;résultats&gt;", `aria-label="Échelle"`, "<li>3114</li>", `<circle class="mark" cx="280.0"`, `<line class="mark" x1="54.7"`} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
	for _, no := range []string{"http:", "https:", "src=", "@import", "url(", "<script", "ZgotmplZ"} {
		if strings.Contains(page, no) {
			t.Errorf("the page holds %q", no)
		}
	}
}

// A number in LaTeX has a minus, where a hyphen would be set; a name keeps its own.
func TestLaTeXSetsAMinus(t *testing.T) {
	var b strings.Builder
	d := Document{Tables: []Table{{Header: []string{"", "r", "CI"}, Rows: [][]string{{"-5", "-0.45", "[-0.57, -0.30]"}}}}}
	if err := d.LaTeX(&b); err != nil {
		t.Fatal(err)
	}
	if want := "-5 & $-$0.45 & {}[$-$0.57, $-$0.30] \\\\\n"; !strings.Contains(b.String(), want) {
		t.Errorf("%s\nwant %s", b.String(), want)
	}
}
