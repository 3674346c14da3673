package report

import (
	"fmt"
	"strconv"
)

// Dots is a chart of values with their intervals, a line for each.
type Dots struct {
	Axis   string
	Panels []Panel // columns that share the labels; none: one, of percentages
	Rows   []DotRow
	Keys   []Key

	most float64 // where the axis of percentages ends; 0: see end
}

// Panel is a column of a chart.
type Panel struct {
	Head string
	End  float64 // of its axis, which begins at 0; 0: that of percentages
}

// DotRow is a line of the chart; without points it heads those below it.
type DotRow struct {
	Label  string
	Note   string // under the label
	Marked bool
	Points []Point // one for each panel
}

// Point is a value with its interval.
type Point struct {
	Value     float64
	Low, High float64
	Defined   bool
	Bare      bool   // without an interval
	Text      string // of one panel: the value and its interval
}

// Split divides a chart that would not fit on a printed page.
func (d Dots) Split() []Dots {
	var parts []Dots
	at, tall := 0, 0.0
	label := d.labelWidth()
	d.most = d.end() // of all parts
	for i, r := range d.Rows {
		h := d.rowHeight(r, label)
		if i > at && tall+h > tallest {
			part := d
			part.Rows, at, tall = d.Rows[at:i], i, 0
			parts = append(parts, part)
		}
		tall += h
	}
	last := d
	last.Rows = d.Rows[at:]
	return append(parts, last)
}

// labelWidth returns how wide the labels are: what they need, up to a bound.
func (d Dots) labelWidth() float64 {
	need := 40.0
	for _, r := range d.Rows {
		if len(r.Points) > 0 {
			need = max(need, textWidth(r.Label, small)+4, textWidth(r.Note, small))
		}
	}
	return min(need, 118)
}

func (r DotRow) lines(label float64) []string {
	lines := wrap(r.Label, label, small)
	if r.Note != "" {
		lines = append(lines, wrap(r.Note, label, small)...)
	}
	return lines
}

func (d Dots) rowHeight(r DotRow, label float64) float64 {
	if len(r.Points) == 0 {
		return 20
	}
	return float64(len(r.lines(label)))*smallLine + 5
}

func (d Dots) draw(c *canvas) {
	const gap, numbers = 14.0, 118.0
	label := d.labelWidth()
	panels := d.Panels
	plot := width - label - gap
	if len(panels) == 0 {
		panels = []Panel{{}}
		plot -= numbers
	}
	each := (plot - gap*float64(len(panels)-1)) / float64(len(panels))
	x := func(panel int, v float64) float64 {
		return label + gap + float64(panel)*(each+gap) + (each-12)*v/d.endOf(panel)
	}
	head := c.height
	for i, p := range panels {
		for j, s := range wrap(p.Head, each, bold) {
			if s != "" {
				c.text("name", x(i, 0), head+12+float64(j)*smallLine, s)
				c.height = max(c.height, head+14+float64(j)*smallLine)
			}
		}
	}
	c.height += 6
	top := c.height
	var rows canvas // drawn over the grid
	rows.height = top
	for _, r := range d.Rows {
		d.drawRow(&rows, r, label, x)
	}
	c.height = rows.height
	bottom := c.height + 2
	for i := range panels {
		c.drawAxis(func(v float64) float64 { return x(i, v) }, d.endOf(i), top, bottom, len(panels) > 1)
	}
	c.b.WriteString(rows.b.String())
	c.height = bottom + 20
	for _, s := range wrap(d.Axis, width-2*margin, bold) {
		c.height += line
		c.text("name middle", width/2, c.height-2, s)
	}
	c.height += 4
	c.keys(d.Keys)
}

// drawAxis draws the axis of a panel and its grid.
func (c *canvas) drawAxis(x func(float64) float64, end, top, bottom float64, narrow bool) {
	ticks := 4
	if narrow {
		ticks = 2
	}
	for k := range ticks + 1 {
		v := end * float64(k) / float64(ticks)
		if k > 0 {
			c.line("grid", x(v), top, x(v), bottom)
		}
		c.line("axis", x(v), bottom, x(v), bottom+4)
		c.text("tick middle", x(v), bottom+16, strconv.FormatFloat(v, 'f', -1, 64))
	}
	c.line("axis", x(0), top, x(0), bottom)
	c.line("axis", x(0), bottom, x(end), bottom)
}

func (d Dots) drawRow(c *canvas, r DotRow, label float64, x func(int, float64) float64) {
	h := d.rowHeight(r, label)
	if len(r.Points) == 0 {
		c.text("name", margin, c.height+15, r.Label)
		c.height += h
		return
	}
	class := ""
	if r.Marked {
		class = "strong"
	}
	named := len(wrap(r.Label, label, small))
	for i, s := range r.lines(label) {
		if i >= named {
			class = "tick"
		}
		c.text(class, margin, c.height+12+float64(i)*smallLine, s)
	}
	middle := c.height + h/2 - 1
	whiskers := ""
	for i, p := range r.Points {
		if p.Defined && !p.Bare {
			whiskers += whisker(p, func(v float64) float64 { return x(i, v) }, d.endOf(i), middle)
		}
	}
	if whiskers != "" {
		class := "whisker"
		if r.Marked {
			class = "whisker accent"
		}
		fmt.Fprintf(&c.b, `<path class="%s" d="%s"/>`+"\n", class, whiskers)
	}
	for i, p := range r.Points {
		if p.Defined {
			c.mark(r.Marked, x(i, p.Value), middle)
		}
		if len(d.Panels) == 0 {
			c.text("end "+class, width-margin, middle+4, p.Text)
		}
	}
	c.height += h
}

// endOf returns where the axis of a panel ends.
func (d Dots) endOf(panel int) float64 {
	if len(d.Panels) > 0 && d.Panels[panel].End > 0 {
		return d.Panels[panel].End
	}
	return d.end()
}

// end returns where the axis of percentages ends: at a round one above every
// interval.
func (d Dots) end() float64 {
	if d.most > 0 {
		return d.most
	}
	highest := 0.0
	for _, r := range d.Rows {
		for _, p := range r.Points {
			if p.Defined {
				highest = max(highest, p.High)
			}
		}
	}
	for _, end := range []float64{8, 20, 40, 60, 80} {
		if highest <= end {
			return end
		}
	}
	return 100
}
