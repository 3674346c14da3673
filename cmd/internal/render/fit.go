package render

import (
	"slices"
	"strings"
	"unicode"
)

// Words that a user's file brings, names, labels and ids, can be of any length.
// Text is broken to fit a terminal all the same, and tables go on in a row below.

// tableWidth is the least width, in cells of a terminal, that a table is fitted
// to, and leastWords that of a column of words; columns are tableGap apart.
const tableWidth, leastWords, tableGap = 80, 8, 2

// WrapNames is [Wrap] for a text with names of a file: one that is wider than a
// line is broken.
func WrapNames(text string, width int, indent string) string {
	return Wrap(parted(text, width-len(indent)), width, indent)
}

// parted breaks words that are wider than a line, behind a hyphen where there is one.
func parted(text string, width int) string {
	var b, word []rune
	hyphen, cells := 0, 0 // how much of the word stands up to its last hyphen
	for _, r := range text {
		w := Width(string(r))
		if cells+w > width {
			if hyphen == 0 {
				hyphen = len(word)
			}
			b = append(append(b, word[:hyphen]...), ' ')
			word = slices.Clone(word[hyphen:])
			hyphen, cells = 0, Width(string(word))
		}
		word = append(word, r)
		cells += w
		switch {
		case unicode.IsSpace(r) && r != '\u00a0':
			b, word = append(b, word...), word[:0]
			hyphen, cells = 0, 0
		case r == '-':
			hyphen = len(word)
		}
	}
	return string(append(b, word...))
}

// Fit returns the table for a terminal of so many cells: its title broken into
// lines, and, where it is wider than that and than 80, the words of its left columns
// into further rows.
func (t Table) Fit(width int) Table {
	t.Title = WrapNames(t.Title, width, "  ")
	width = max(width, tableWidth)
	widths, total := make([]int, len(t.Header)), 0
	for i := range t.Header {
		for _, row := range append(t.Rows[:len(t.Rows):len(t.Rows)], t.Header) {
			widths[i] = max(widths[i], Width(row[i]))
		}
		total += widths[i] + tableGap
	}
	words := append([]int{0}, t.Left...)
	for total > width {
		widest := slices.MaxFunc(words, func(a, b int) int { return widths[a] - widths[b] })
		least := max(leastWords, Width(t.Header[widest]))
		if widths[widest] <= least {
			break
		}
		widths[widest]--
		total--
	}
	var rows [][]string
	for _, row := range t.Rows {
		rows = append(rows, rowsOf(row, words, widths)...)
	}
	t.Rows = rows
	return t
}

// rowsOf breaks the words of a row that are wider than their columns into rows.
func rowsOf(row []string, words, widths []int) [][]string {
	rows := [][]string{slices.Clone(row)}
	for _, c := range words {
		if Width(row[c]) <= widths[c] {
			continue
		}
		for i, line := range strings.Split(WrapNames(row[c], widths[c], "  "), "\n") {
			if i == len(rows) {
				rows = append(rows, make([]string, len(row)))
			}
			rows[i][c] = line
		}
	}
	return rows
}
