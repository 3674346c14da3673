package render

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"
	"unicode/utf8"
)

// Trend is the scores of one person over time, worded: as text or as a drawing.
type Trend struct {
	Language string // of the words, such as "fr"
	Title    string
	Lead     []string
	Columns  [3]string // the heads of date, score and change
	Legend   string    // of the text
	Band     string    // names the band in the drawing
	Panels   []Panel
	Reading  Group // how to read the scores
	Help     Group // whom to turn to
}

// Panel is the scores on one subscale, the oldest first.
type Panel struct {
	Name  string
	Label string // says in words what the drawing shows
	Scale Bar    // of which no sum is set
	Runs  []Point
	Notes []string
}

// Point is one score in time.
type Point struct {
	Date            string
	At              float64 // from 0, the first run, to 1, the last
	Score, Change   string
	Label           string // says the score in words
	Lowest, Highest int    // the sum; two values where answers are missing
}

// Open reports whether missing answers leave several sums possible.
func (p Point) Open() bool { return p.Lowest < p.Highest }

// Text writes the trend for a terminal: a line for each run, under each other on
// the same scale.
func (t Trend) Text(w io.Writer, width int) error {
	const indent = "  "
	var b strings.Builder
	paragraphs := func(texts ...string) {
		for _, s := range texts {
			b.WriteString(indent + Wrap(s, width-len(indent), indent) + "\n")
		}
	}
	b.WriteString(t.Title + "\n")
	paragraphs(t.Lead...)
	for _, p := range t.Panels {
		b.WriteString("\n" + p.Name + "\n")
		date, score, change := t.widths(p)
		row := func(d, s, c, bar string) {
			line := fmt.Sprintf("%s%-*s  %*s  %*s  %s", indent, date, d, score, s, change, c, bar)
			b.WriteString(strings.TrimRight(line, " ") + "\n")
		}
		row(t.Columns[0], t.Columns[1], t.Columns[2], "")
		left := len(indent) + date + score + change + 3*2
		for _, r := range p.Runs {
			bar := p.Scale
			bar.Lowest, bar.Highest = r.Lowest, r.Highest
			row(r.Date, r.Score, r.Change, bar.Text(width-left))
		}
		paragraphs(p.Notes...)
	}
	b.WriteByte('\n')
	paragraphs(t.Legend)
	for _, g := range t.Groups() {
		b.WriteString("\n" + g.Title + "\n")
		paragraphs(g.Paragraphs...)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Groups are what stands below the scores.
func (t Trend) Groups() []Group { return []Group{t.Reading, t.Help} }

// widths returns the widths of the columns of a panel.
func (t Trend) widths(p Panel) (date, score, change int) {
	count := utf8.RuneCountInString
	date, score, change = count(t.Columns[0]), count(t.Columns[1]), count(t.Columns[2])
	for _, r := range p.Runs {
		date, score, change = max(date, count(r.Date)), max(score, count(r.Score)), max(change, count(r.Change))
	}
	return date, score, change
}

// The drawing, in units of its own: a panel is a title, a plot and its notes.
const (
	trendWidth  = 640
	plotLeft    = 34.0
	plotWidth   = 440.0
	plotHeight  = 130.0
	narrowWidth = 420 // of a drawing on a page
	narrowPlot  = 210.0
	lineHeight  = 17
	lineLength  = 84 // characters
	labelWidth  = 80 // of a date
	aboveTitle  = 26
	aboveScale  = 14 // between a panel's title and its plot
	belowScale  = 36
	belowPanel  = 14
	textLeft    = 16.0
	swatch      = 11.0
	markOverlap = 0.5 // points by which a cut lies below the lowest sum of its level
)

// SVG writes the trend as a drawing that stands alone: it needs no network, has
// its words in it and follows the colours of the reader.
func (t Trend) SVG(w io.Writer) error {
	d := drawing{Language: t.Language, Title: t.Title, Width: trendWidth}
	y := float64(aboveTitle)
	d.text(t.Title, "title", &y)
	d.paragraphs(t.Lead, "", &y)
	d.Swatch = at(y - swatch)
	d.Lines = append(d.Lines, textLine{"soft", t.Band, at(textLeft + 2*swatch + 6), at(y)})
	y += lineHeight
	for _, p := range t.Panels {
		d.Descriptions = append(d.Descriptions, p.Label)
		y += belowPanel
		d.text(p.Name, "name", &y)
		d.Plots = append(d.Plots, p.plot(y+aboveScale, plotWidth))
		y += aboveScale + plotHeight + belowScale
		d.paragraphs(p.Notes, "", &y)
	}
	for _, g := range t.Groups() {
		y += belowPanel
		d.text(g.Title, "name", &y)
		d.paragraphs(g.Paragraphs, "soft", &y)
	}
	d.Height = int(y)
	var b bytes.Buffer
	if err := trendDrawing.Execute(&b, d); err != nil {
		return err
	}
	_, err := b.WriteTo(w)
	return err
}

//go:embed trend.svg
var trendTemplate string

var trendDrawing = template.Must(template.Must(template.New("trend").Parse(trendTemplate)).ParseFS(pages, "plot.html"))

// HTML writes the trend as one calm page that needs no network and prints on paper.
func (t Trend) HTML(w io.Writer) error { return page(w, "trend.html", t) }

// Drawn places the panel on a page, narrow enough for a phone.
func (p Panel) Drawn() plot { return p.plot(aboveScale, narrowPlot) }

// Width and Height return the size of what is drawn on a page.
func (Panel) Width() int  { return narrowWidth }
func (Panel) Height() int { return aboveScale + plotHeight + belowScale }

// Table lays the runs out beside the drawing.
func (p Panel) Table(columns [3]string) Table {
	t := Table{Header: columns[:]}
	for _, r := range p.Runs {
		t.Rows = append(t.Rows, []string{r.Date, r.Score, r.Change})
	}
	return t
}

// drawing is what the template shows, every place of it worked out.
type drawing struct {
	Language, Title string
	Descriptions    []string
	Width, Height   int
	Swatch          string // the foot of the band's sample
	Lines           []textLine
	Plots           []plot
}

// textLine is a line of text and where it begins.
type textLine struct {
	Class, Text, X, Y string
}

// text adds a line of text and moves down.
func (d *drawing) text(s, class string, y *float64) {
	d.Lines = append(d.Lines, textLine{class, s, at(textLeft), at(*y)})
	*y += lineHeight
}

// paragraphs adds texts, each broken into lines.
func (d *drawing) paragraphs(texts []string, class string, y *float64) {
	for _, s := range texts {
		for line := range strings.SplitSeq(Wrap(s, lineLength, ""), "\n") {
			d.text(line, class, y)
		}
	}
}

// at writes a coordinate.
func at(v float64) string { return fmt.Sprintf("%.1f", v) }

// plot is the drawing of one panel.
type plot struct {
	Left, Right, Top, Bottom, Foot string
	Band                           *box
	Cuts                           []mark // the lowest sums of the upper levels
	Ends                           []mark // 0 and the highest sum
	Levels                         []mark // their names
	Dates                          []mark
	Path                           string // from each known score to the next run, if that is known too
	Points                         []dot
	NameLeft, EndLeft              string
}

type box struct{ Y, Width, Height string }

type mark struct{ Text, X, Y string }

type dot struct {
	Label, X, Y, Top string
	Open             bool
}

// plot places a panel whose plot begins at top and is so wide.
func (p Panel) plot(top, width float64) plot {
	s := p.Scale
	x := func(a float64) float64 { return plotLeft + 8 + (width-16)*a }
	y := func(sum float64) float64 { return top + plotHeight*(1-sum/float64(s.Max)) }
	out := plot{
		Left: at(plotLeft), Right: at(plotLeft + width), Top: at(top), Bottom: at(top + plotHeight), Foot: at(top + plotHeight + lineHeight),
		NameLeft: at(plotLeft + width + 8), EndLeft: at(plotLeft - 6),
		Ends: []mark{{"0", "", at(y(0) + 4)}, {fmt.Sprint(s.Max), "", at(y(float64(s.Max)) + 4)}},
	}
	if s.Band != nil {
		high := y(float64(s.Band.High))
		out.Band = &box{at(high), at(width), at(y(float64(s.Band.Low)) - high)}
	}
	ends := [4]float64{0, float64(s.Moderate) - markOverlap, float64(s.High) - markOverlap, float64(s.Max)}
	for i, name := range s.Levels {
		out.Levels = append(out.Levels, mark{name, "", at(y((ends[i]+ends[i+1])/2) + 4)})
	}
	for i, sum := range []int{s.Moderate, s.High} {
		out.Cuts = append(out.Cuts, mark{fmt.Sprint(sum), "", at(y(ends[i+1]))})
	}
	free := 0.0 // from where on a date has room
	command := "M"
	for i, r := range p.Runs {
		px := x(r.At)
		out.Points = append(out.Points, dot{r.Label, at(px), at(y(float64(r.Lowest))), at(y(float64(r.Highest))), r.Open()})
		if last := i == len(p.Runs)-1; px >= free && (last || px+labelWidth <= x(1)) {
			out.Dates = append(out.Dates, mark{r.Date, at(px), ""})
			free = px + labelWidth
		}
		if r.Open() {
			command = "M"
			continue
		}
		out.Path += command + at(px) + " " + at(y(float64(r.Lowest)))
		command = "L"
	}
	return out
}
