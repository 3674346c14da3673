// Package report writes a cohort's results as one page that needs no network and
// no script, with charts in SVG, and each chart as a file of its own. It computes
// nothing: charts and tables take the numbers that they are given.
package report

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"burnout/cmd/internal/render"
)

// Page is a report. Sections without content are left out by who makes it.
type Page struct {
	Language string // such as "fr"
	Title    string
	Lead     []string
	Contents string // heads the list of sections
	Scrolls  string // says on a narrow screen that tables scroll
	Glance   []Fact
	Sections []Section
}

// Fact is a number that the page begins with.
type Fact struct {
	Name, Value string
	Notes       []string // a line each
}

// Section is a part of the page, its parts in this order.
type Section struct {
	ID, Title  string
	Paragraphs []string
	First      []render.Table // before the figures
	Figures    []Figure
	Tables     []render.Table   // after them
	Parts      []render.Section // titled paragraphs
	Notes      []string         // numbered
	Points     []string         // not numbered
}

// Figure is a chart with the tables that hold its numbers.
type Figure struct {
	Name        string // of its file, and in the page
	Label       string // such as "Figure 1"
	Title       string
	Description string // says in words what it shows
	Chart       Chart
	Tables      []render.Table
}

//go:embed page.html
var page embed.FS

//go:embed chart.css
var chartStyle string

// ChartStyle is the style of the charts on a page.
func (Page) ChartStyle() template.CSS { return template.CSS(chartStyle) }

// HTML writes the page.
func (p Page) HTML(w io.Writer) error { return render.Page(w, page, "page.html", p) }

// Drawn returns the figure's drawing in a language, for the page.
func (f Figure) Drawn(language string) (template.HTML, error) {
	var b bytes.Buffer
	err := f.svg(&b, language, "")
	return template.HTML(b.String()), err
}

// printed are the colours of a drawing that stands alone, for programs that know no
// variables.
var printed = strings.NewReplacer(
	"var(--ink)", "#1c2430", "var(--soft)", "#4c5866", "var(--paper)", "#fff", "var(--line)", "#7b8794", "var(--faint)", "#dfe4e9",
	"var(--mark)", "#1d5a8c", "var(--pale)", "#eaf1f7", "var(--accent)", "#b3460f", "var(--heat)", "#6fa8d6")

// SVG writes the figure's drawing as a file that stands alone.
func (f Figure) SVG(w io.Writer, language string) error {
	return f.svg(w, language, printed.Replace(chartStyle))
}

func (f Figure) svg(w io.Writer, language, style string) error {
	c := &canvas{name: f.Name}
	f.Chart.draw(c)
	return c.svg(w, language, fmt.Sprintf("%s. %s", f.Label, f.Title), f.Description, style)
}
