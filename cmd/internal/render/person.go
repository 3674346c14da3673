package render

import (
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// Person is one person's result, worded for them: as text, Markdown or a page.
type Person struct {
	Language   string // of the words, such as "fr"
	Title      string
	Dimensions []Dimension
	Reading    Group // how to read the results
	Near       Group // whom to turn to nearby, may be empty
	Help       Group // whom to turn to
}

// Dimension is the result on one subscale.
type Dimension struct {
	Name   string
	Score  string
	Bar    Bar
	Ranges string // the sums of the levels
	Notes  []string
}

// Group is a heading and its paragraphs, in which backticks set a command off.
type Group struct {
	Title      string
	Paragraphs []string
}

// Bar is the place of a sum on its scale, cut into three levels.
type Bar struct {
	Label           string    // says in words what the bar shows
	Levels          [3]string // names of the levels
	Max             int       // the highest sum; the lowest is 0
	Moderate, High  int       // the lowest sums of the two upper levels
	Lowest, Highest int       // the sum; two values where answers are missing
	Band            *Span     // sums that are set off on the scale, nil for none
}

// Span is the sums from Low to High.
type Span struct{ Low, High int }

// Marks of a bar in text. The levels are told apart by the cuts between them, not
// by colour.
const (
	barLine = "─"
	barCut  = "┼"
	barSum  = "●"
	barOpen = "═" // every sum that the missing answers leave possible
	barOut  = "·" // outside the band, where there is one
)

// Text draws the bar in at most width characters. Each level has cells of its
// own, so that a sum is never drawn on the wrong side of a cut.
func (b Bar) Text(width int) string {
	const frame = len("0  54") + 2 // the ends and two cuts
	points := 1                    // per cell
	for b.cells(points) > width-frame && points < b.Max {
		points++
	}
	var levels []string
	for _, l := range b.levels() {
		var s strings.Builder
		for from := l[0]; from <= l[1]; from += points {
			s.WriteString(b.mark(from, min(from+points-1, l[1])))
		}
		levels = append(levels, s.String())
	}
	return "0 " + strings.Join(levels, barCut) + " " + strconv.Itoa(b.Max)
}

// levels returns the first and last sum of each level.
func (b Bar) levels() [3][2]int {
	return [3][2]int{{0, b.Moderate - 1}, {b.Moderate, b.High - 1}, {b.High, b.Max}}
}

// cells counts the cells of the bar with so many points in each.
func (b Bar) cells(points int) int {
	n := 0
	for _, l := range b.levels() {
		n += (l[1] - l[0] + points) / points
	}
	return n
}

// mark is the cell for the sums from low to high.
func (b Bar) mark(low, high int) string {
	switch {
	case (high < b.Lowest || low > b.Highest) && b.Band != nil && (high < b.Band.Low || low > b.Band.High):
		return barOut
	case high < b.Lowest || low > b.Highest:
		return barLine
	case b.Lowest == b.Highest:
		return barSum
	}
	return barOpen
}

// Groups returns what stands under the dimensions; help comes last, where the eye
// rests when the text has scrolled.
func (p Person) Groups() []Group {
	if p.Near.Paragraphs == nil {
		return []Group{p.Reading, p.Help}
	}
	return []Group{p.Reading, p.Near, p.Help}
}

// Text writes the result for a terminal.
func (p Person) Text(w io.Writer, width int) error {
	const indent = "  "
	var b strings.Builder
	paragraphs := func(texts ...string) {
		for _, t := range texts {
			b.WriteString(indent + Wrap(t, width-len(indent), indent) + "\n")
		}
	}
	b.WriteString(p.Title + "\n")
	for _, d := range p.Dimensions {
		b.WriteString("\n" + d.Name + "\n")
		paragraphs(d.Score)
		b.WriteString(indent + d.Bar.Text(width-len(indent)) + "\n")
		paragraphs(d.Ranges)
		paragraphs(d.Notes...)
	}
	for _, g := range p.Groups() {
		b.WriteString("\n" + g.Title + "\n")
		paragraphs(g.Paragraphs...)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Markdown writes the result as Markdown.
func (p Person) Markdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", markdown(p.Title))
	for _, d := range p.Dimensions {
		fmt.Fprintf(&b, "\n## %s\n\n**%s**\n\n`%s`\n\n%s\n", markdown(d.Name), markdown(d.Score), d.Bar.Text(70), markdown(d.Ranges))
		for _, n := range d.Notes {
			fmt.Fprintf(&b, "\n%s\n", markdown(n))
		}
	}
	for _, g := range p.Groups() {
		fmt.Fprintf(&b, "\n## %s\n\n", markdown(g.Title))
		for _, n := range g.Paragraphs {
			fmt.Fprintf(&b, "- %s\n", markdownProse(n))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// markdown keeps a text from being read as markup.
func markdown(s string) string {
	return markdownEscapes.Replace(entity.ReplaceAllString(s, "\x00$1"))
}

// entity is what Markdown would show as another character. An ampersand
// elsewhere stands for itself.
var entity = regexp.MustCompile(`&(#?[0-9A-Za-z]+;)`)

var markdownEscapes = strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", "&lt;", "\x00", `\&`, "*", `\*`, "_", `\_`, "`", "\\`", "~", `\~`, "$", `\$`,
	"](", `]\(`, "][", `]\[`, "[^", `\[^`, "\n", " ")
