package render

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"strings"
)

//go:embed *.html
var pages embed.FS

// Page writes a page from a template among files, which the markup of a table and
// of a plot go into.
func Page(w io.Writer, files fs.FS, name string, data any) error {
	t, err := template.New(name).Funcs(template.FuncMap{"prose": htmlProse}).ParseFS(files, name)
	if err != nil {
		return err
	}
	if t, err = t.ParseFS(pages, "style.html", "table.html", "plot.html"); err != nil {
		return err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, data); err != nil {
		return err
	}
	_, err = b.WriteTo(w)
	return err
}

// page writes a page of this package, which the style of all of them goes into.
func page(w io.Writer, name string, data any) error {
	var b strings.Builder
	if err := Page(&b, pages, name, data); err != nil {
		return err
	}
	// A browser would break the word at its hyphen.
	_, err := io.WriteString(w, strings.ReplaceAll(b.String(), "burn-out", "burn\u2011out"))
	return err
}

// HTML writes the result as one calm page that needs no network, prints on paper
// and holds nothing that identifies.
func (p Person) HTML(w io.Writer) error { return page(w, "person.html", p) }

// The drawing of a bar: its box in units of its own, and the line of the scale
// with a margin for the marker at either end.
const (
	drawnWidth = 560
	drawnLeft  = 20.0
	drawnLine  = 520.0
)

// Width returns the width of the drawing.
func (Bar) Width() int { return drawnWidth }

// x places a sum, or a point between two sums, on the drawing.
func (b Bar) x(sum float64) string {
	return fmt.Sprintf("%.1f", drawnLeft+drawnLine*sum/float64(b.Max))
}

// Segment is the part of a drawn bar that shows one level.
type Segment struct{ Name, From, Middle, To string }

// Segments returns the three parts of the drawing. A cut lies half a point below
// the lowest sum of its level, so that every sum lies inside its own.
func (b Bar) Segments() []Segment {
	ends := [4]float64{0, float64(b.Moderate) - 0.5, float64(b.High) - 0.5, float64(b.Max)}
	var s []Segment
	for i, name := range b.Levels {
		s = append(s, Segment{name, b.x(ends[i]), b.x((ends[i] + ends[i+1]) / 2), b.x(ends[i+1])})
	}
	return s
}

// Cut is the lowest sum of an upper level and its place on the drawing.
type Cut struct {
	Sum int
	X   string
}

// Cuts returns the two cuts of the drawing.
func (b Bar) Cuts() []Cut {
	var cuts []Cut
	for _, sum := range []int{b.Moderate, b.High} {
		cuts = append(cuts, Cut{sum, b.x(float64(sum) - 0.5)})
	}
	return cuts
}

// From places the lowest possible sum.
func (b Bar) From() string { return b.x(float64(b.Lowest)) }

// To places the highest possible sum.
func (b Bar) To() string { return b.x(float64(b.Highest)) }

// Open reports whether missing answers leave several sums possible.
func (b Bar) Open() bool { return b.Lowest < b.Highest }
