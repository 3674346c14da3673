package report

import (
	"fmt"
	"math"
	"strconv"
)

// Chart is a drawing of results that were computed elsewhere.
type Chart interface{ draw(*canvas) }

// Bars is a chart of counts or percentages, a bar for each whole number from
// First on.
type Bars struct {
	Values []float64
	Shades []Shade // of each bar
	First  int
	Every  int    // of the bars, one in so many is named on the axis
	X, Y   string // name the axes
	Cuts   []Cut  // at most two
	Keys   []Key
}

// Cut is a line before a bar.
type Cut struct {
	Before int // the number of the bar
	Text   string
}

func (b Bars) draw(c *canvas) {
	const left, right, tall = 42.0, 4.0, 150.0
	c.text("name", margin, 12, b.Y)
	c.height = 16
	top := c.height + line*float64(len(b.Cuts)) + 8
	bottom := top + tall
	step := (width - left - right) / float64(len(b.Values))
	highest := 0.0
	for _, v := range b.Values {
		highest = max(highest, v)
	}
	end, tick := axis(highest)
	y := func(v float64) float64 { return bottom - tall*v/end }
	for v := 0.0; v <= end; v += tick {
		c.line("grid", left, y(v), width-right, y(v))
		c.text("tick end", left-6, y(v)+4, strconv.FormatFloat(v, 'f', -1, 64))
	}
	gap := min(step*0.12, 2)
	for i, v := range b.Values {
		x := left + step*float64(i)
		c.shaded(b.Shades[i], x+gap, y(v), step-2*gap, bottom-y(v))
		if n := b.First + i; i%b.Every == 0 {
			c.text("tick middle", x+step/2, bottom+14, strconv.Itoa(n))
		}
	}
	c.line("axis", left, bottom, width-right, bottom)
	b.drawCuts(c, func(n int) float64 { return left + step*float64(n-b.First) }, bottom)
	c.height = bottom + 17
	for _, s := range wrap(b.X, width-2*margin, bold) {
		c.height += line
		c.text("name middle", width/2, c.height-2, s)
	}
	c.keys(b.Keys)
}

// drawCuts draws the cuts and names each in a line of its own. The names run away
// from the line of the other cut where there is room: no line crosses a name.
func (b Bars) drawCuts(c *canvas, x func(before int) float64, bottom float64) {
	wide := 0.0
	for _, cut := range b.Cuts {
		wide = max(wide, 6+textWidth(cut.Text, bold))
	}
	last := len(b.Cuts) - 1
	left := last >= 0 && x(b.Cuts[last].Before)+wide > width && x(b.Cuts[0].Before)-wide >= 0
	for i, cut := range b.Cuts {
		at, row := x(cut.Before), i+1
		if left {
			row = len(b.Cuts) - i
		}
		y := 16 + line*float64(row) - 3
		c.line("cut", at, y-10, at, bottom)
		if left || at+wide > width {
			c.text("strong end", at-5, y, cut.Text)
		} else {
			c.text("strong", at+5, y, cut.Text)
		}
	}
}

// axis returns a round end of an axis that reaches value, and the step of its
// ticks, at least 1.
func axis(value float64) (end, tick float64) {
	tick = 1
	for value/tick > 5 {
		for _, m := range []float64{2, 2.5, 2} { // 1, 2, 5, 10
			if tick *= m; value/tick <= 5 {
				break
			}
		}
	}
	return max(1, math.Ceil(value/tick)) * tick, tick
}

// Stacks is a chart of wholes divided into parts, a bar for each.
type Stacks struct {
	Axis   string
	Wholes []Whole
}

// Whole is a bar. The intervals of its first and last part are drawn: where these
// may end.
type Whole struct {
	Name  string
	Parts []Part
}

// Part is a part of a whole, in percent.
type Part struct {
	Text      string // its name, percentage and interval
	Shade     Shade
	Percent   float64
	Low, High float64
	Defined   bool
}

func (s Stacks) draw(c *canvas) {
	const left, right, tall = 12.0, 12.0, 22.0
	x := func(p float64) float64 { return left + (width-left-right)*p/100 }
	for _, w := range s.Wholes {
		c.height += 16
		for _, t := range wrap(w.Name, width-2*margin, 12) {
			c.text("name", left, c.height, t)
			c.height += line
		}
		top := c.height - 9
		from := 0.0
		for i, p := range w.Parts {
			if !p.Defined {
				continue
			}
			c.shaded(p.Shade, x(from), top, x(from+p.Percent)-x(from), tall)
			switch i {
			case 0:
				c.boundary(x(p.Low), x(p.Percent), x(p.High), top+tall, 7)
			case len(w.Parts) - 1:
				c.boundary(x(100-p.High), x(100-p.Percent), x(100-p.Low), top+tall, 14)
			}
			from += p.Percent
		}
		c.height = top + tall + 19
		for _, p := range w.Parts {
			c.height += line
			c.shaded(p.Shade, left, c.height-9, 12, 10)
			c.text("", left+18, c.height, p.Text)
		}
		c.height += 8
	}
	c.percents(x, 100, c.height, s.Axis)
}

// boundary draws where parts of a bar may meet, so far below its foot.
func (c *canvas) boundary(low, at, high, foot, below float64) {
	y := foot + below
	fmt.Fprintf(&c.b, `<path class="whisker" d="M%s %sV%sM%s %sH%sM%s %sV%sM%s %sV%s"/>`+"\n",
		unit(low), unit(y-3), unit(y+3), unit(low), unit(y), unit(high), unit(high), unit(y-3), unit(y+3), unit(at), unit(foot), unit(y))
}

// percents draws an axis of percentages and names it.
func (c *canvas) percents(x func(float64) float64, end, y float64, name string) {
	c.line("axis", x(0), y, x(end), y)
	for i := range 5 {
		p := end * float64(i) / 4
		c.line("axis", x(p), y, x(p), y+4)
		c.text("tick middle", x(p), y+16, strconv.FormatFloat(p, 'f', -1, 64))
	}
	c.height = y + 20
	for _, s := range wrap(name, width-2*margin, bold) {
		c.height += line
		c.text("name middle", width/2, c.height-2, s)
	}
	c.height += 4
}

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

// tallest is the height of a chart that fits on a printed page.
const tallest = 640.0

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

const smallLine = 13.0

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

// Flow is a diagram of how rows become scores: boxes under each other, and beside
// each what leaves before the next.
type Flow []Step

// Step is a box, and the box beside it, of lines of text.
type Step struct{ Box, Out []string }

func (f Flow) draw(c *canvas) {
	const box, side = 196.0, 176.0
	for i, s := range f {
		y := c.height + margin
		h := c.box("box", margin, y, box, s.Box)
		if i < len(f)-1 || len(s.Out) > 0 {
			next := y + h + 22
			if len(s.Out) > 0 {
				top := y + h + 12
				out := c.box("box aside", width-margin-side, top, side, s.Out)
				c.arrow(margin+box/2, top+out/2, width-margin-side, top+out/2)
				next = top + out + 12
			}
			if i < len(f)-1 {
				c.arrow(margin+box/2, y+h, margin+box/2, next)
			}
			c.height = next
			continue
		}
		c.height = y + h + margin
	}
}

// box draws a box around lines of text, the first of them strong, and returns its
// height.
func (c *canvas) box(class string, x, y, w float64, texts []string) float64 {
	var lines []string
	strong := 0
	for i, t := range texts {
		lines = append(lines, wrap(t, w-16, small)...)
		if i == 0 {
			strong = len(lines)
		}
	}
	h := float64(len(lines))*line + 11
	c.rect(class, x, y, w, h)
	for i, t := range lines {
		class := ""
		if i < strong {
			class = "strong"
		}
		c.text(class, x+8, y+line*float64(i+1)+2, t)
	}
	return h
}

// arrow draws a line with a head, down or to the right.
func (c *canvas) arrow(x1, y1, x2, y2 float64) {
	head := fmt.Sprintf("M%s %sl-4 -6h8z", unit(x2), unit(y2))
	if y1 == y2 {
		head = fmt.Sprintf("M%s %sl-6 -4v8z", unit(x2), unit(y2))
	}
	c.line("axis", x1, y1, x2, y2)
	fmt.Fprintf(&c.b, `<path class="head" d="%s"/>`+"\n", head)
}

// Heat is a table of shaded cells.
type Heat struct {
	Axis    string // names the columns
	Columns []string
	Rows    []HeatRow
	Key     string
}

// HeatRow is a row of cells.
type HeatRow struct {
	Label string
	First bool // of several that belong together
	Cells []HeatCell
}

// HeatCell is a percentage; the higher, the darker it is.
type HeatCell struct {
	Text    string
	Percent float64
}

// darkest is the percentage from which a cell is no darker.
const darkest = 60.0

func (h Heat) draw(c *canvas) {
	const left, tall = 46.0, 18.0
	step := (width - left - margin) / float64(len(h.Columns))
	for _, s := range wrap(h.Axis, width-left, bold) {
		c.height += line
		c.text("name", left, c.height-3, s)
	}
	c.height += line
	for i, s := range h.Columns {
		c.text("tick middle", left+step*(float64(i)+0.5), c.height-3, s)
	}
	for _, r := range h.Rows {
		if r.First {
			c.height += 5
		}
		c.text("", margin, c.height+13, r.Label)
		for i, cell := range r.Cells {
			x := left + step*float64(i)
			fmt.Fprintf(&c.b, `<rect class="heat" fill-opacity="%s" x="%s" y="%s" width="%s" height="%s"/>`+"\n",
				strconv.FormatFloat(math.Round(100*min(cell.Percent, darkest)/darkest)/100, 'f', -1, 64), unit(x), unit(c.height), unit(step-1.5), unit(tall-1.5))
			c.text("middle", x+step/2, c.height+12.5, cell.Text)
		}
		c.height += tall
	}
	for _, s := range wrap(h.Key, width-2*margin, small) {
		c.height += line
		c.text("tick", margin, c.height, s)
	}
	c.height += 5
}

// Map shows for each item how often its answer is missing, and in which patterns:
// a column for each, in which the items that lack together are filled.
type Map struct {
	Axis, Patterns string // head the bars and the columns
	Columns        []MapColumn
	Rows           []MapRow
	Foot           string // names what stands under the columns
	Keys           []Key
}

// MapColumn is a pattern: its name, which the table explains, and how frequent it
// is.
type MapColumn struct{ Name, Share string }

// MapRow is an item.
type MapRow struct {
	Label   string
	First   bool // of several that belong together
	Percent float64
	Text    string
	Filled  []bool // by column
}

func (m Map) draw(c *canvas) {
	const left, tall, numbers, widest, zone = 46.0, 16.0, 34.0, 34.0, 130.0 // the zone of the columns has room for its head
	columns, step := width-margin, widest
	if n := float64(len(m.Columns)); n > 0 {
		step = min(widest, (width-left-zone)/n)
		columns -= max(zone, step*n)
	}
	end := columns - numbers - 12
	highest, heads := 0.0, c.height
	for _, r := range m.Rows {
		highest = max(highest, r.Percent)
	}
	head := func(x, most float64, s string) {
		y := heads
		for _, s := range wrap(s, most, bold) {
			y += line
			c.text("name", x, y-3, s)
		}
		c.height = max(c.height, y)
	}
	head(left, columns-left-12, m.Axis)
	if len(m.Columns) > 0 {
		head(columns+4, width-columns-4, m.Patterns)
	}
	if len(m.Columns) > 0 {
		c.height += line
	}
	for i, p := range m.Columns {
		c.text("strong middle", columns+step*(float64(i)+0.5), c.height-3, p.Name)
	}
	for _, r := range m.Rows {
		if r.First {
			c.height += 6
		}
		c.text("", margin, c.height+12, r.Label)
		bar := 0.0
		if highest > 0 {
			bar = (end - left) * r.Percent / highest
		}
		c.rect("solid", left, c.height+3, bar, tall-6)
		c.text("tick", left+bar+5, c.height+12, r.Text)
		for i, filled := range r.Filled {
			x := columns + step*(float64(i)+0.5)
			if filled {
				c.rect("solid", x-5, c.height+tall/2-5, 10, 10)
			} else {
				fmt.Fprintf(&c.b, `<circle class="none" cx="%s" cy="%s" r="1.6"/>`+"\n", unit(x), unit(c.height+tall/2))
			}
		}
		c.height += tall
	}
	if len(m.Columns) > 0 {
		c.height += line
		c.text("end tick", columns-2, c.height, m.Foot)
		for i, p := range m.Columns {
			c.text("middle", columns+step*(float64(i)+0.5), c.height, p.Share)
		}
	}
	c.height += 6
	c.keys(m.Keys)
}
