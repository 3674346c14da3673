package wording

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"burnout/mbi/fault"
	"burnout/mbi/form"
)

// adapted returns the embedded form in a language. The tests read its sentences:
// the printed ones never stand in this module.
func adapted(t testing.TB, lang string) form.Form {
	t.Helper()
	f, err := form.Embedded(lang)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// numberedBy writes the items on a line each, with a mark for the number n made
// by format, and what follows each item.
func numberedBy(items []string, format, after string) string {
	var b strings.Builder
	for i, s := range items {
		b.WriteString(fmt.Sprintf(format, i+1) + s + after + "\n")
	}
	return b.String()
}

func TestNumbersAndScales(t *testing.T) {
	for _, lang := range form.Languages() {
		f := adapted(t, lang)
		for _, number := range []string{"%d. ", "%d.", "%02d. ", "  %d.\t", "%d) ", "%d)", "%d] ", "%d - ", "%d – ", "%d-", "%d : ", "%d: ", "%d.- ", "%d/ ", "Item %d. ", "Item %d ", "ITEM %d : ",
			"Question n° %d : ", "Q%d. ", "n° %d ", "%d\t", "%d ", "%d   ", "| %d | ", "- %d. ", "**%d.** ", "%d\\. ", "☐ %d. ", "%d\n", "%d.\n", "%d\n\n", "\u00a0%d.\u00a0"} {
			for _, after := range []string{"", "\t0 1 2 3 4 5 6", " 0-1-2-3-4-5-6", "   0 | 1 | 2 | 3 | 4 | 5 | 6", " | 0 | 1 | 2 | 3 | 4 | 5 | 6 |", " 0123456", " 1 2 3 4 5 6 7", "  0    1    2    3    4    5    6  ",
				" □ □ □ □ □ □ □", " ☐0 ☐1 ☐2 ☐3 ☐4 ☐5 ☐6", " 0 ☐ 1 ☐ 2 ☐ 3 ☐ 4 ☐ 5 ☐ 6 ☐", "\n0 1 2 3 4 5 6", "\n☐ ☐ ☐ ☐ ☐ ☐ ☐", " [ ] [ ] [ ]", " ______", " ..........", " | | | | | | |", "\t4", "\n", "\n\n\f"} {
				text := numberedBy(f.Items[:], number, after)
				c, err := Read("t.txt", []byte(text))
				if err != nil {
					t.Errorf("%s %q %q: %v", lang, number, after, err)
					continue
				}
				if c.Items != f.Items {
					for i := range c.Items {
						if c.Items[i] != f.Items[i] {
							t.Errorf("%s %q %q: item %d is %q", lang, number, after, i+1, c.Items[i])
							break
						}
					}
				}
				if c.Language != lang || len(c.Left) > 0 || c.Anchored {
					t.Errorf("%s %q %q: language %q, left %v, anchored %t", lang, number, after, c.Language, c.Left, c.Anchored)
				}
			}
		}
	}
}

// others are texts around the inventory that must not be taken for it.
func TestOtherListsAreLeftOut(t *testing.T) {
	f := adapted(t, "fr")
	items := numberedBy(f.Items[:], "%d. ", "\t0 1 2 3 4 5 6")
	plain := numberedBy(f.Items[:], "%d. ", "")
	half := strings.Index(items, "12. ")
	long := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format+"\n", i+1)
		}
		return b.String()
	}
	for name, text := range map[string]string{
		"contents":        long(9, "%d. Chapitre .......... 1%[1]d") + "\n" + items,
		"22 chapters":     long(22, "%d. Un chapitre de plus\t1%[1]d") + "\n" + plain,
		"chapters":        "1. Contexte\n\nTexte.\n\n2. Méthode\n\nTexte.\n\n3. Annexe\n\n" + items,
		"references":      items + "\nRéférences\n" + long(40, "%d. Auteur A. Un titre. Revue. 2019;12:1-9."),
		"22 references":   plain + "\nRéférences\n" + long(22, "%d. Auteur A. Un titre %[1]d. Revue. 2019;12:1-9."),
		"40 of them":      long(40, "%d. Auteur et un titre") + "\n" + plain,
		"footnotes":       strings.ReplaceAll(items, "\n6. ", "\n(1) [Enquête](#)\n[2] Autre note\n6. "),
		"page":            items[:half] + "\n12\n\f" + items[half:],
		"page n/m":        items[:half] + "\nPage 3/14\n\n" + items[half:],
		"page between -":  items[:half] + "- 12 -\n" + items[half:],
		"all other pages": long(30, "%d\n\fTexte de la page, avec des mots.\n") + items,
		"second list":     items + "\n1. Ceci\n2. Cela\n3. Autre chose\n",
		"decimal":         "1.1 Avant\n1.2 Après\n2.1 Encore\n" + items,
		"scoring":         items + "Répartition des 22 questions :\n- EE : questions 1, 2, 3\n1, 2, 3, 6, 8\n",
		"twice the same":  items + "\n" + items,
		"no end":          strings.TrimSuffix(plain, "\n"),
		"text after":      plain + "Répartition des questions.\nEt la suite du texte.",
		"header row":      "Item\tFréquence\n" + items[:half] + "Item\tFréquence\n" + items[half:],
	} {
		c, err := Read("t.txt", []byte(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if c.Items != f.Items {
			t.Errorf("%s: item 1 %q, item 11 %q, item 22 %q", name, c.Items[0], c.Items[10], c.Items[21])
		}
	}
}

// A line between the items that is none is left out, and said; so is the line
// after the last item where nothing shows that it is at its end.
func TestLeftLinesAreSaid(t *testing.T) {
	f := adapted(t, "fr")
	for i := range f.Items {
		f.Items[i] = strings.TrimSuffix(f.Items[i], ".")
	}
	edit := func(text, number, before string) string {
		return strings.Replace(text, "\n"+number+". ", "\n"+before+number+". ", 1)
	}
	text := numberedBy(f.Items[:], "%d. ", "")
	text = edit(text, "4", "Guide du bien-être\n")                   // line 4
	text = edit(text, "9", "\n(1) note\n\n")                         // line 11
	text = edit(text, "13", "Un titre\nqui va sur deux lignes\n")    // lines 17 and 18
	text = strings.Replace(text, "\n15. ", ".\n\nsuite du\n15. ", 1) // line 22, the item before ends
	text = edit(text, "18", "3 fois par mois\n")                     // line 26
	text += "Répartition des questions\nsuite\n"                     // line 32
	f.Items[13] += "."
	c, err := Read("t.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if want := []int{4, 11, 17, 18, 22, 26, 32}; c.Items != f.Items || !slices.Equal(c.Left, want) {
		t.Errorf("left %v, want %v; item 3 %q, item 8 %q, item 22 %q", c.Left, want, c.Items[2], c.Items[7], c.Items[21])
	}
}

// A number at the start of a wrapped line, or before another, is no item.
func TestNumbersThatAreNone(t *testing.T) {
	f := adapted(t, "fr")
	for number, line := range map[string]string{"%d ": "3 fois par mois", "%d - ": "3 - 4 jours", "%d. ": "3.5 jours", "%d: ": "3:30", "%d) ": "3)", "Item %d ": "3 fois"} {
		text := numberedBy(f.Items[:], number, "")
		third := fmt.Sprintf(number, 3)
		text = strings.Replace(text, "\n"+third, "\n"+line+"\n"+third, 1)
		c, err := Read("t.txt", []byte(text))
		if number == "%d) " {
			if err == nil {
				t.Errorf("%q: a number twice was read", number)
			}
			continue
		}
		if err != nil || c.Items != f.Items || !slices.Equal(c.Left, []int{3}) {
			t.Errorf("%q: %v, left %v, item 2 %q", number, err, c.Left, c.Items[1])
		}
	}
}

// Of two lists from 1 to 22, the one with answer scales is the inventory.
func TestTheListWithScales(t *testing.T) {
	f := adapted(t, "fr")
	other := numberedBy(sentences(t, "en"), "%d. ", "")
	scaled := numberedBy(f.Items[:], "%d. ", " 0 1 2 3 4 5 6")
	for _, text := range []string{other + "\n" + scaled, scaled + "\n" + other} {
		if c, err := Read("t.txt", []byte(text)); err != nil || c.Items != f.Items {
			t.Errorf("%v, item 1 %q", err, c.Items[0])
		}
	}
}

// A number of another list is no sentence for a number that has none.
func TestNoSentenceButAnotherList(t *testing.T) {
	f := adapted(t, "fr")
	f.Items[6] = "\n1) Une autre liste"
	_, err := Read("t.txt", []byte(numberedBy(f.Items[:], "%d. ", "")))
	if err == nil || err.Error() != "t.txt:7: item 7 has no sentence" {
		t.Error(err)
	}
}

// A text in capitals goes on with capitals.
func TestCapitals(t *testing.T) {
	f := adapted(t, "fr")
	f.Items[9] = "QUAND JE QUITTE\nLE TRAVAIL"
	c, err := Read("t.txt", []byte(numberedBy(f.Items[:], "%d. ", "")))
	if err != nil || c.Items[9] != "QUAND JE QUITTE LE TRAVAIL" {
		t.Errorf("%v, item 10 %q", err, c.Items[9])
	}
}

func TestLinesThatGoOn(t *testing.T) {
	f := adapted(t, "fr")
	for _, c := range []struct{ name, lines, want string }{
		{"two lines", "Quand je quitte\nle travail.", "Quand je quitte le travail."},
		{"soft hyphen", "Mon tra\u00ad\nvail.", "Mon travail."},
		{"soft hyphen inside", "Mon tra\u00advail.", "Mon travail."},
		{"hyphenated", "Un prob-\nlème.", "Un problème."},
		{"hyphen U+2010", "Un prob\u2010\nlème.", "Un problème."},
		{"a hyphen of its own", "C’est peut-\nêtre cela.", "C’est peut-être cela."},
		{"moi-même", "Fait par moi-\nmême.", "Fait par moi-même."},
		{"inversion", "Le sentez-\nvous ?", "Le sentez-vous ?"},
		{"chain", "Un face-à-\nface long.", "Un face-à-face long."},
		{"chain before", "Un face-\nà-face long.", "Un face-à-face long."},
		{"as elsewhere", "Le burn-\nout, ce burn-out.", "Le burn-out, ce burn-out."},
		{"as elsewhere, joined", "Un savoir-\nfaire et un savoirfaire.", "Un savoirfaire et un savoirfaire."},
		{"dash", "Mon travail -\nle soin.", "Mon travail - le soin."},
		{"proper name", "Chez Jean-\nPaul.", "Chez Jean-Paul."},
		{"scale beside the first line", "Quand je quitte\t0 1 2 3 4 5 6\nle travail", "Quand je quitte le travail"},
		{"scale beside the last line", "Quand je quitte\nle travail   0 1 2 3 4 5 6", "Quand je quitte le travail"},
		{"over a page break", "Quand je quitte\n\n12\n\f\nle travail.", "Quand je quitte le travail."},
		{"English I", "At the end of the day when\nI leave work", "At the end of the day when I leave work"},
		{"footer", "Quand je quitte le travail\nGuide de l’interne", "Quand je quitte le travail"},
		{"NBSP as layout", "Quand\u00a0je\u00a0 quitte.", "Quand je quitte."},
		{"NBSP of French", "«\u00a0Quand\u00a0» je quitte\u202f?", "«\u00a0Quand\u00a0» je quitte\u00a0?"},
		{"ligature", "Une ﬁn difﬁcile.", "Une fin difficile."},
		{"accents apart", "E\u0301leve\u0301.", "Élevé."},
		{"zero width", "Mon\u200b travail.", "Mon travail."},
		{"emphasis", "**Mon travail.**", "Mon travail."},
		{"a footnote mark at the end of the line", "Mon travail.\n(1) Une note", "Mon travail."},
		{"an address", "Mon travail\nwww.exemple.fr", "Mon travail"},
	} {
		for _, at := range []int{0, 9, 21} {
			items := slices.Clone(f.Items[:])
			items[at] = c.lines
			got, err := Read("t.txt", []byte(numberedBy(items, "%d. ", "")))
			if err != nil {
				t.Errorf("%s, item %d: %v", c.name, at+1, err)
			} else if got.Items[at] != c.want {
				t.Errorf("%s, item %d: %q, want %q", c.name, at+1, got.Items[at], c.want)
			}
		}
	}
}

func TestEncodings(t *testing.T) {
	f := adapted(t, "fr")
	text := numberedBy(f.Items[:], "%d. ", "\t0 1 2 3 4 5 6")
	units := utf16.Encode([]rune(text))
	little, big := []byte("\xff\xfe"), []byte("\xfe\xff")
	for _, u := range units {
		little = append(little, byte(u), byte(u>>8))
		big = append(big, byte(u>>8), byte(u))
	}
	var windows []byte
	for _, r := range text {
		switch {
		case r < 0x100:
			windows = append(windows, byte(r))
		case r == '’':
			windows = append(windows, 0x92)
		default:
			t.Fatalf("%q is not in the test's table", r)
		}
	}
	for _, c := range []struct {
		encoding string
		data     []byte
	}{
		{"UTF-8", []byte(text)},
		{"UTF-8", []byte("\ufeff" + text)},
		{"UTF-8", []byte(strings.ReplaceAll(text, "\n", "\r\n"))},
		{"UTF-8", []byte(strings.ReplaceAll(text, "\n", "\r"))},
		{"UTF-16", little},
		{"UTF-16", big},
		{"Windows-1252", windows},
	} {
		got, err := Read("t.txt", c.data)
		if err != nil || got.Items != f.Items || got.Encoding != c.encoding {
			t.Errorf("%s: %v, read as %s, item 2 %q", c.encoding, err, got.Encoding, got.Items[1])
		}
	}
	if n := utf8.RuneCountInString(upper1252); n != 32 {
		t.Errorf("%d characters from 0x80 to 0x9f", n)
	}
	if windows1252([]byte("\x80\x9c\x9f\xe9")) != "€œŸé" {
		t.Error("Windows-1252 is misread")
	}
}

func TestAnchors(t *testing.T) {
	f := adapted(t, "fr")
	items := numberedBy(f.Items[:], "%d. ", "")
	lines := func(format string) string {
		var b strings.Builder
		for i, a := range f.Anchors {
			b.WriteString(strings.NewReplacer("N", fmt.Sprint(i), "A", a).Replace(format))
		}
		return b.String()
	}
	for _, format := range []string{"N = A\n", "A → N\n", "- A → N\n", "N A\n", "N: A\n", "N : A\n", "N) A\n", "(N) A\n", "A (N)\n", "A = N\n", "A\tN\n", "A ......... N\n", "N\tA\n", "N - A\n", "N. A\n", "* A : N\n", "| N | A |\n", "A : N\n\n", "N=A ; ", "N = A, ", "N : A. "} {
		for name, text := range map[string]string{
			"before": "Échelle\n" + lines(format) + "\n\n" + items,
			"after":  items + "\n" + lines(format),
		} {
			c, err := Read("t.txt", []byte(text))
			if err != nil {
				t.Errorf("%q %s: %v", format, name, err)
			} else if c.Anchors != f.Anchors || !c.Anchored || c.Items != f.Items {
				t.Errorf("%q %s: %t %q, item 22 %q", format, name, c.Anchored, c.Anchors, c.Items[21])
			}
		}
	}
	for name, legend := range map[string]string{
		"six":          strings.Join(strings.SplitAfter(lines("N = A\n"), "\n")[:6], ""),
		"out of order": "1 = A\n0 = B\n2 = C\n3 = D\n4 = E\n5 = F\n6 = G\n",
		"two equal":    "0 = Aa\n1 = Bb\n2 = Cc\n3 = Bb\n4 = Dd\n5 = Ee\n6 = Ff\n",
		"digits only":  "0 1 2 3 4 5 6\n",
	} {
		c, err := Read("t.txt", []byte(legend+"\n"+items))
		if err != nil || c.Anchored {
			t.Errorf("%s: %v, anchors %q", name, err, c.Anchors)
		}
	}
}

func TestLanguageIsDoubtful(t *testing.T) {
	for _, lang := range form.Languages() {
		if got := Language(strings.Join(sentences(t, lang), " ")); got != lang {
			t.Errorf("%s taken for %q", lang, got)
		}
	}
	mixed := strings.Join(append(sentences(t, "fr")[:11], sentences(t, "en")[11:]...), " ")
	for _, s := range []string{"", "un deux", mixed, strings.Repeat("Ich habe meine Arbeit und die Menschen gern. ", 20)} {
		if got := Language(s); got != "" {
			t.Errorf("%.20q taken for %q", s, got)
		}
	}
}

func sentences(t testing.TB, lang string) []string {
	f := adapted(t, lang)
	return slices.Clone(f.Items[:])
}

func TestFormOfACopy(t *testing.T) {
	base := adapted(t, "en")
	c := Copy{Items: adapted(t, "fr").Items}
	f := c.Form(base, "en-licensed", "imported")
	if f.Kind != form.Licensed || f.ID != "en-licensed" || f.Language != "en" || f.Anchors != base.Anchors || f.Instruction != base.Instruction || f.Items != c.Items {
		t.Errorf("%+v", f)
	}
	c.Anchored, c.Anchors = true, adapted(t, "fr").Anchors
	if c.Form(base, "x", "y").Anchors != c.Anchors {
		t.Error("the anchors of the text are lost")
	}
}

// A table that centres its cells has the number of a longer sentence between its
// lines, as pdftotext -layout writes it.
func TestCentredCells(t *testing.T) {
	const scale = "        0     1     2     3     4     5     6\n"
	for _, lang := range form.Languages() {
		f := adapted(t, lang)
		s := shape{width: 40}
		for _, gap := range []string{"", "\n\n"} {
			var b strings.Builder
			b.WriteString("N°   Phrase" + scale + gap)
			for i, item := range f.Items {
				first, second, divided := strings.Cut(s.wrap(item), "\n")
				second = strings.ReplaceAll(second, "\n", "\n       ")
				if divided {
					fmt.Fprintf(&b, "       %s\n  %2d  %s       %s\n%s", first, i+1, scale, second, gap)
				} else {
					fmt.Fprintf(&b, "  %2d   %s%s%s", i+1, first, scale, gap)
				}
			}
			c, err := Read("t.txt", []byte(b.String()))
			if err != nil || c.Items != f.Items || len(c.Left) > 0 {
				t.Errorf("%s %q: %v, left %v, item 3 %q", lang, gap, err, c.Left, c.Items[2])
			}
		}
		// A heading above a number is none of its sentence, which stands below.
		text := "Item  Answer\n" + numberedBy(f.Items[:], "%d. 0 1 2 3 4 5 6\n", "")
		if c, err := Read("t.txt", []byte(text)); err != nil || c.Items != f.Items {
			t.Errorf("%s: %v, item 1 %q", lang, err, c.Items[0])
		}
	}
}

// bad is the error table, and the seed of the fuzz test. Its texts are made of
// the sentences S1 to S22 of the adapted form.
var bad = []struct{ name, text, want string }{
	{"empty", "", "t.txt: no numbered sentences were found, expected items 1 to 22 in order"},
	{"prose", "Une phrase.\nUne autre.\n", "t.txt: no numbered sentences were found, expected items 1 to 22 in order"},
	{"pdf", "%PDF-1.7\n", "t.txt: a PDF file, expected plain text"},
	{"docx", "PK\x03\x04\n", "t.txt: a document of a word processor, expected plain text"},
	{"binary", "a\x00b", "t.txt: not a text, expected plain text"},
	{"too large", strings.Repeat("x", maxSize+1), "t.txt: larger than 4 MB, expected the text of one document"},
	{"one missing", "ALL -7", "t.txt: item 7 was not found, expected items 1 to 22 in order"},
	{"two missing", "ALL -7 -12", "t.txt: items 7 and 12 were not found, expected items 1 to 22 in order"},
	{"many missing", "ALL -1 -7 -8 -9 -12 -21 -22", "t.txt: items 1, 7 to 9, 12, 21 and 22 were not found, expected items 1 to 22 in order"},
	{"two swapped", "ALL ~7", "t.txt: item 8 was not found, expected items 1 to 22 in order"},
	{"goes on", "ALL\n23. Encore une.\n", "t.txt:1: the numbered list goes on after 22, expected items 1 to 22"},
	{"no sentence", "ALL !7", "t.txt:7: item 7 has no sentence"},
	{"no sentence at the end", "ALL !22", "t.txt:22: item 22 has no sentence"},
	{"two equal", "ALL =9", "t.txt:9: item 9 is the same as item 8, expected 22 different ones"},
	{"endless", "ALL +22", "t.txt:22: item 22 takes more than 300 characters, expected one sentence"},
	{"twice", "ALL\n\nALL fr", "t.txt:24: 2 lists run from 1 to 22, from lines 1 and 24, expected one"},
	{"contents only", "CONTENTS", "t.txt:1: the list from 1 to 22 here is one of contents or of references, expected the sentences of the inventory"},
}

// expand writes the text of an entry of the error table.
func expand(t testing.TB, text string) string {
	en, fr := sentences(t, "en"), sentences(t, "fr")
	all := func(items []string, edits string) string {
		lines := strings.SplitAfter(numberedBy(items, "%d. ", ""), "\n")
		var n int
		for _, e := range strings.Fields(edits) {
			_, _ = fmt.Sscan(e[1:], &n)
			i := n - 1
			switch e[0] {
			case '-':
				lines[i] = ""
			case '~':
				lines[i], lines[i+1] = lines[i+1], lines[i]
			case '!':
				lines[i] = fmt.Sprintf("%d.\n", n)
			case '=':
				lines[i] = strings.Replace(lines[i-1], fmt.Sprint(n-1), fmt.Sprint(n), 1)
			case '+':
				lines[i] = fmt.Sprintf("%d. Mon travail\n", n) + strings.Repeat("et encore\n", 300) + "fin"
			}
		}
		return strings.Join(lines, "")
	}
	switch {
	case text == "CONTENTS":
		return numberedBy(en, "%d. ", " ........ 17")
	case strings.HasSuffix(text, "ALL fr"):
		return all(en, "") + "\n" + all(fr, "")
	case strings.HasPrefix(text, "ALL\n"):
		return all(en, "") + text[4:]
	case strings.HasPrefix(text, "ALL"):
		return all(en, text[3:])
	}
	return text
}

func TestRefusals(t *testing.T) {
	for _, c := range bad {
		got, err := Read("t.txt", []byte(expand(t, c.text)))
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
		if got.Items != (Copy{}).Items {
			t.Errorf("%s: a refusal came with items", c.name)
		}
		one, list := (*fault.Fault)(nil), (*fault.List)(nil)
		if !errors.As(err, &one) && !errors.As(err, &list) {
			t.Errorf("%s: %T is no fault", c.name, err)
		}
	}
}

// A number that stands twice between its neighbours is ambiguous.
func TestANumberTwice(t *testing.T) {
	text := strings.Replace(numberedBy(sentences(t, "en"), "%d. ", ""), "\n6. ", "\n5. Something else entirely.\n6. ", 1)
	_, err := Read("t.txt", []byte(text))
	if err == nil || err.Error() != "t.txt:6: number 5 stands a second time, first on line 5" {
		t.Error(err)
	}
}

// A hostile text ends in an answer: what would take hours ends with the time that
// go test gives a package.
func TestHugeTexts(t *testing.T) {
	items := numberedBy(sentences(t, "en"), "%d. ", "")
	for name, part := range map[string]string{
		"numbers":   "1\n2\n3\n",
		"runs":      items,
		"hyphens":   "mot-\n",
		"scales":    "0 1 2 3 4 5 ",
		"anchors":   "0 = a, 1 = b, ",
		"one line":  "mot ",
		"blanks":    "\n",
		"no blanks": "-",
	} {
		t.Log(name)
		_, _ = Read("t.txt", []byte((items + "\n23 x\n" + items[:len(items)-10] + strings.Repeat(part, 1<<18/len(part)))))
	}
}
