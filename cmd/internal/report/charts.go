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

// tallest is the height of a chart that fits on a printed page.
const tallest = 640.0

const smallLine = 13.0

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

// darkest is the percentage from which a cell is no darker.
const darkest = 60.0
