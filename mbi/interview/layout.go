package interview

import (
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
)

const (
	// maxWidth bounds the lines: longer ones are hard to read.
	maxWidth = 78
	// minWidth is the narrowest window in which words stay whole.
	minWidth = 24
	// indented is the window width from which the text is set in.
	indented = 60
	margin   = "  "
)

// block is a part of a page. Rank says when it goes where the window is low:
// the highest rank first, rank 0 never.
type block struct {
	rank  int
	lines []string
}

// gap returns an empty line.
func gap(rank int) block { return block{rank, []string{""}} }

// part returns a text as a block, wrapped and styled.
func part(rank int, text string, width int, st lipgloss.Style) block {
	b := block{rank: rank}
	for _, line := range wrap(text, width) {
		b.lines = append(b.lines, st.Render(line))
	}
	return b
}

// fit returns as many of the blocks as stand in height lines, in their order.
// It reports false where those of rank 0 alone are too high.
func fit(blocks []block, height int) ([]string, bool) {
	top := 0
	for _, b := range blocks {
		top = max(top, b.rank)
	}
	for ; top >= 0; top-- {
		if lines := upTo(top, blocks); len(lines) <= height {
			return lines, true
		}
	}
	return nil, false
}

// upTo returns the lines of the blocks up to a rank.
func upTo(rank int, blocks []block) []string {
	var lines []string
	for _, b := range blocks {
		if b.rank <= rank {
			lines = append(lines, b.lines...)
		}
	}
	return lines
}

// window returns the n entries of list around the one at index at, and a mark in
// place of the first and last one shown where the list goes on beyond.
func window(list []string, at, n int, mark string) []string {
	if len(list) <= n {
		return list
	}
	from := min(max(0, at-n/2), len(list)-n)
	shown := append([]string(nil), list[from:from+n]...)
	if from > 0 {
		shown[0] = mark
	}
	if from+n < len(list) {
		shown[n-1] = mark
	}
	return shown
}

// wrap breaks text into lines of at most width columns. It breaks at plain
// spaces only, so that a no-break space holds what it joins together; a word
// wider than a line, such as a path, is cut. Width 0 leaves the text whole.
func wrap(text string, width int) []string {
	if width <= 0 {
		return []string{text}
	}
	var lines []string
	line := ""
	for i, word := range strings.Split(text, " ") {
		if i > 0 && ansi.StringWidth(line+" "+word) <= width {
			line += " " + word
			continue
		}
		if i > 0 {
			lines = append(lines, line)
		}
		for line = word; ansi.StringWidth(line) > width; line = ansi.TruncateLeft(line, width, "") {
			lines = append(lines, ansi.Truncate(line, width, ""))
		}
	}
	return append(lines, line)
}

// hang wraps text behind a label, further lines set in below the text.
func hang(label, text string, width int) []string {
	lines := wrap(text, width-ansi.StringWidth(label))
	for i := range lines {
		lines[i] = label + lines[i]
		label = strings.Repeat(" ", ansi.StringWidth(label))
	}
	return lines
}
