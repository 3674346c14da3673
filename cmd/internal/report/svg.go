package report

import (
	"fmt"
	"html"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A drawing is 400 units wide, which a phone shows nearly as large as a page does.
const (
	width  = 400.0
	margin = 1.0 // for the line of what stands at the edge
	line   = 15.0
	small  = 11.0 // size of most texts
	bold   = 12.1 // that of regular ones as wide as bold ones of that size
)

// Shade tells parts of a chart apart by more than colour.
type Shade int

// The shades.
const (
	Solid Shade = iota
	Hatched
	Open
)

// canvas is a drawing in the making. It grows downwards.
type canvas struct {
	name    string // unique on the page
	b       strings.Builder
	height  float64
	hatched bool
}

// unit writes a length or place, to a tenth.
func unit(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) }

// text writes a text whose base line begins, ends or has its middle at x.
func (c *canvas) text(class string, x, y float64, s string) {
	fmt.Fprintf(&c.b, `<text x="%s" y="%s"%s>%s</text>`+"\n", unit(x), unit(y), classed(class), html.EscapeString(s))
}

func (c *canvas) line(class string, x1, y1, x2, y2 float64) {
	fmt.Fprintf(&c.b, `<path%s d="M%s %sL%s %s"/>`+"\n", classed(class), unit(x1), unit(y1), unit(x2), unit(y2))
}

// rect draws a box. Nothing is drawn of one without an area.
func (c *canvas) rect(class string, x, y, w, h float64) {
	if w > 0 && h > 0 {
		fmt.Fprintf(&c.b, `<rect%s x="%s" y="%s" width="%s" height="%s"/>`+"\n", classed(class), unit(x), unit(y), unit(w), unit(h))
	}
}

// shaded draws a box in a shade.
func (c *canvas) shaded(s Shade, x, y, w, h float64) {
	if w <= 0 || h <= 0 {
		return
	}
	if s == Hatched {
		c.hatched = true
		fmt.Fprintf(&c.b, `<rect class="edge" fill="url(#%s-hatch)" x="%s" y="%s" width="%s" height="%s"/>`+"\n", c.name, unit(x), unit(y), unit(w), unit(h))
		return
	}
	c.rect([...]string{Solid: "solid", Open: "open"}[s], x, y, w, h)
}

func classed(class string) string {
	if class == "" {
		return ""
	}
	return ` class="` + class + `"`
}

// Key says what a shade or a mark stands for.
type Key struct {
	Shade  Shade
	Marked bool // a filled mark instead of a shade
	Dot    bool // a plain mark instead of a shade
	Text   string
}

// keys writes a legend, in as many lines as it needs.
func (c *canvas) keys(keys []Key) {
	const swatch, gap = 18.0, 14.0
	x, y := margin, c.height+line
	for _, k := range keys {
		need := swatch + textWidth(k.Text, small)
		if x > margin && x+need > width {
			x, y = margin, y+line
		}
		switch {
		case k.Marked || k.Dot:
			c.mark(k.Marked, x+6, y-4)
		default:
			c.shaded(k.Shade, x, y-9, 12, 10)
		}
		for i, s := range wrap(k.Text, width-x-swatch, small) {
			if i > 0 {
				y += line
			}
			c.text("", x+swatch, y, s)
		}
		x += need + gap
	}
	if len(keys) > 0 {
		c.height = y + 4
	}
}

// mark draws the place of a value: a disc, or a diamond where it is marked.
func (c *canvas) mark(marked bool, x, y float64) {
	if marked {
		fmt.Fprintf(&c.b, `<path class="chosen" d="M%s %sl5.5 5.5l-5.5 5.5l-5.5 -5.5z"/>`+"\n", unit(x), unit(y-5.5))
		return
	}
	fmt.Fprintf(&c.b, `<circle class="dot" cx="%s" cy="%s" r="3.2"/>`+"\n", unit(x), unit(y))
}

// whisker is the path of an interval, a line with ends. What leaves the axis, from
// 0 to end, is drawn up to its edge and has no end there.
func whisker(p Point, x func(float64) float64, end, y float64) string {
	d := fmt.Sprintf("M%s %sH%s", unit(x(max(0, p.Low))), unit(y), unit(x(min(end, p.High))))
	for _, v := range []float64{p.Low, p.High} {
		if v >= 0 && v <= end {
			d += fmt.Sprintf("M%s %sv6", unit(x(v)), unit(y-3))
		}
	}
	return d
}

// textWidth bounds the width of a text at a size from above, for the common sans
// serif faces.
func textWidth(s string, size float64) float64 {
	w := 0.0
	for _, r := range s {
		w += size * runeWidth(r)
	}
	return w
}

func runeWidth(r rune) float64 {
	switch {
	case unicode.Is(unicode.Mn, r):
		return 0
	case r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) || r >= 0x1f000 || r >= 0xff00 && r <= 0xff60:
		return 1.1
	case strings.ContainsRune("mwMW%@—…", r) || r >= 0x0600 && r < 0x2000:
		return 1
	case unicode.IsUpper(r) || strings.ContainsRune("+<>=−≥≤±", r):
		return 0.84
	case strings.ContainsRune(" iljtfrI.,;:'’()[]|!\u00a0", r):
		return 0.42
	}
	return 0.65
}

// wrap breaks a text into lines no wider than most, at spaces, and within a word
// that is wider.
func wrap(s string, most, size float64) []string {
	var lines []string
	now := ""
	for _, word := range strings.Split(s, " ") {
		joined := strings.TrimPrefix(now+" "+word, " ")
		if textWidth(joined, size) <= most {
			now = joined
			continue
		}
		if now != "" {
			lines = append(lines, now)
		}
		for textWidth(word, size) > most {
			head := fitting(word, most, size)
			lines, word = append(lines, word[:head]), word[head:]
		}
		now = word
	}
	return append(lines, now)
}

// fitting returns how many bytes of a word fit, one character at least.
func fitting(word string, most, size float64) int {
	w := 0.0
	for i, r := range word {
		if w += size * runeWidth(r); w > most && i > 0 {
			return i
		}
	}
	_, first := utf8.DecodeRuneInString(word)
	return max(first, len(word)-1)
}

// svg writes the finished drawing with its title and description. A style makes
// it stand alone.
func (c *canvas) svg(w io.Writer, language, title, description, style string) error {
	var b strings.Builder
	size := ""
	if style != "" {
		size = fmt.Sprintf(` width="%s" height="%s"`, unit(width), unit(c.height))
	}
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" class="chart"%s viewBox="0 0 %s %s" role="img" aria-labelledby="%s-t %s-d" lang="%s">`+"\n",
		size, unit(width), unit(c.height), c.name, c.name, language)
	fmt.Fprintf(&b, `<title id="%s-t">%s</title>`+"\n"+`<desc id="%s-d">%s</desc>`+"\n", c.name, html.EscapeString(title), c.name, html.EscapeString(description))
	if style != "" {
		fmt.Fprintf(&b, "<style>\n%s</style>\n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n", style)
	}
	if c.hatched {
		fmt.Fprintf(&b, `<defs><pattern id="%s-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="pale" width="5" height="5"/><path class="stripe" d="M1 0V5"/></pattern></defs>`+"\n", c.name)
	}
	b.WriteString(c.b.String() + "</svg>")
	_, err := io.WriteString(w, b.String())
	return err
}
