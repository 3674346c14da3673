package wording

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"burnout/mbi/form"
)

// shape is one of the ways in which a copy may be laid out.
type shape struct {
	number  string   // format of the number
	width   int      // lines are wrapped at this width, 0 = never
	divide  bool     // words too long for the line are divided
	scale   string   // after each item
	between []string // a line or more before an item, "" for none
	ending  string   // of lines
	legend  bool     // the anchors stand above
}

func drawShape(t *rapid.T) shape {
	s := shape{
		number: rapid.SampledFrom([]string{"%d. ", "%d) ", "%d - ", "%d: ", "Item %d. ", "%d\t", "%02d. ", "| %d | ", "Q%d. "}).Draw(t, "number"),
		width:  rapid.SampledFrom([]int{0, 20, 34, 60}).Draw(t, "width"),
		divide: rapid.Bool().Draw(t, "divide"),
		scale:  rapid.SampledFrom([]string{"", "\t0 1 2 3 4 5 6", " □ □ □ □ □ □ □", "\n0-1-2-3-4-5-6", "   0 | 1 | 2 | 3 | 4 | 5 | 6"}).Draw(t, "scale"),
		ending: rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "ending"),
		legend: rapid.Bool().Draw(t, "legend"),
	}
	junk := rapid.SampledFrom([]string{"", "", "", "", "\n", "\n7\n\f", "\nPage 3/9\n", "\nGuide de l’interne\n\n", "\n(1) Une note\n", "\n- 12 -\n\f\nItem\tFréquence\n", "\n4. Un titre ajouté\n"})
	for i := range 22 {
		j := junk.Draw(t, "junk")
		if strings.Contains(j, "4. ") && (i < 6 || s.number != "%d) ") {
			j = "" // a heading numbered as the items are is another matter
		}
		s.between = append(s.between, j)
	}
	return s
}

// write lays out a form in this shape.
func (s shape) write(f form.Form) string {
	var b strings.Builder
	if s.legend {
		for i, a := range f.Anchors {
			fmt.Fprintf(&b, "%d = %s\n", i, a)
		}
		b.WriteByte('\n')
	}
	for i, item := range f.Items {
		b.WriteString(s.between[i])
		b.WriteString(fmt.Sprintf(s.number, i+1) + s.wrap(item) + s.scale + "\n")
	}
	return strings.ReplaceAll(b.String(), "\n", s.ending)
}

// wrap breaks a sentence at blanks, and where words may be divided also inside
// them: three letters at least before the hyphen and four after, since a hyphen
// before a short word is taken for its own.
func (s shape) wrap(text string) string {
	if s.width == 0 {
		return text
	}
	var lines []string
	current := ""
	for word := range strings.SplitSeq(text, " ") {
		if current != "" && len([]rune(current+" "+word)) > s.width {
			head, tail := "", word
			if s.divide {
				head, tail = divide(word)
			}
			if head != "" {
				current += " " + head + "-"
			}
			lines, current = append(lines, current), ""
			word = tail
		}
		current = strings.TrimSpace(current + " " + word)
	}
	return strings.Join(append(lines, current), "\n")
}

func divide(word string) (head, tail string) {
	letters := []rune(word)
	if len(letters) < 9 || strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) {
		return "", word
	}
	return string(letters[:4]), string(letters[4:])
}

// Whatever the shape, the 22 items come back as they were, and nothing else.
func TestAnyShapeGivesTheItemsBack(t *testing.T) {
	forms := map[string]form.Form{}
	for _, l := range form.Languages() {
		forms[l] = adapted(t, l)
	}
	rapid.Check(t, func(t *rapid.T) {
		f := forms[rapid.SampledFrom(form.Languages()).Draw(t, "language")]
		s := drawShape(t)
		text := s.write(f)
		c, err := Read("t.txt", []byte(text))
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		for i := range f.Items {
			if c.Items[i] != squeeze(f.Items[i]) {
				t.Fatalf("item %d is %q in\n%s", i+1, c.Items[i], text)
			}
		}
		if c.Language != f.Language || c.Anchored != s.legend || s.legend && c.Anchors != f.Anchors {
			t.Fatalf("language %q, anchors %q", c.Language, c.Anchors)
		}
	})
}

// Taking any one item away is a refusal that names it: never 21 items.
func TestNever21(t *testing.T) {
	f := adapted(t, "fr")
	rapid.Check(t, func(t *rapid.T) {
		s := drawShape(t)
		lost := rapid.IntRange(1, 22).Draw(t, "lost")
		for i := range s.between {
			s.between[i] = ""
		}
		var b strings.Builder
		for i, item := range f.Items {
			if i+1 != lost {
				b.WriteString(fmt.Sprintf(s.number, i+1) + s.wrap(item) + s.scale + "\n")
			}
		}
		_, err := Read("t.txt", []byte(b.String()))
		if want := fmt.Sprintf("t.txt: item %d was not found, expected items 1 to 22 in order", lost); err == nil || err.Error() != want {
			t.Fatalf("got %v, want %s", err, want)
		}
	})
}

// Whatever the text, there are 22 items or an error, and what is read makes a
// form that reads back as it was written.
func FuzzRead(f *testing.F) {
	base := adapted(f, "fr")
	for _, c := range bad {
		if len(c.text) < 1000 {
			f.Add([]byte(expand(f, c.text)))
		}
	}
	f.Add([]byte(numberedBy(base.Items[:], "%d\n", "\n0 1 2 3 4 5 6")))
	f.Add([]byte("0 = A, 1 = B\n\xff\xfe" + numberedBy(base.Items[:], "| %d | ", "|0|1|2|3|4|5|6|")))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Read("t.txt", data)
		if err != nil {
			if err.Error() == "" {
				t.Error("an error without a word")
			}
			return
		}
		for i, s := range c.Items {
			if strings.TrimSpace(s) == "" {
				t.Errorf("item %d is empty", i+1)
			}
		}
		want := c.Form(base, "fuzz", "a text")
		got, err := form.Parse("f.yaml", want.YAML())
		if err != nil || got != want {
			t.Errorf("%v: %+v read back as %+v", err, want, got)
		}
	})
}
