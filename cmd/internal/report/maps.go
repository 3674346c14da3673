package report

import (
	"fmt"
	"math"
	"strconv"
)

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
