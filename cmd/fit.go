package cmd

import (
	"slices"
	"strings"
	"unicode"

	"burnout/cmd/internal/render"
)

// Words that a user's file brings, names, labels and ids, can be of any length.
// Text is broken to fit a terminal all the same, and tables go on in a row below.

// tableWidth is the least width, in cells of a terminal, that a table is fitted
// to, and leastWords that of a column of words; columns are tableGap apart.
const tableWidth, leastWords, tableGap = 80, 8, 2

// wrapped is render.Wrap that breaks words which no line can hold.
func wrapped(text string, width int, indent string) string {
	return render.Wrap(broken(text, width-len(indent)), width, indent)
}

// broken parts words that are wider than a line, behind a hyphen where there is one.
func broken(text string, width int) string {
	var b, word []rune
	hyphen, cells := 0, 0 // how much of the word stands up to its last hyphen
	for _, r := range text {
		w := render.Width(string(r))
		if cells+w > width {
			if hyphen == 0 {
				hyphen = len(word)
			}
			b = append(append(b, word[:hyphen]...), ' ')
			word = slices.Clone(word[hyphen:])
			hyphen, cells = 0, render.Width(string(word))
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

// fitted breaks the words of a table that is too wide into further rows.
func fitted(t render.Table, width int) render.Table {
	width = max(width, tableWidth)
	t.Title = wrapped(t.Title, width, "  ")
	widths, total := make([]int, len(t.Header)), 0
	for i := range t.Header {
		for _, row := range append(t.Rows[:len(t.Rows):len(t.Rows)], t.Header) {
			widths[i] = max(widths[i], render.Width(row[i]))
		}
		total += widths[i] + tableGap
	}
	words := append([]int{0}, t.Left...)
	for total > width {
		widest := slices.MaxFunc(words, func(a, b int) int { return widths[a] - widths[b] })
		least := max(leastWords, render.Width(t.Header[widest]))
		if widths[widest] <= least {
			break
		}
		widths[widest]--
		total--
	}
	var rows [][]string
	for _, row := range t.Rows {
		rows = append(rows, parted(row, words, widths)...)
	}
	t.Rows = rows
	return t
}

// parted breaks the words of a row that are wider than their columns into rows.
func parted(row []string, words, widths []int) [][]string {
	rows := [][]string{slices.Clone(row)}
	for _, c := range words {
		if render.Width(row[c]) <= widths[c] {
			continue
		}
		for i, line := range strings.Split(wrapped(row[c], widths[c], "  "), "\n") {
			if i == len(rows) {
				rows = append(rows, make([]string, len(row)))
			}
			rows[i][c] = line
		}
	}
	return rows
}

// fittedDocument is a document in which nothing is wider than the text it is
// written as; other formats need no width.
func fittedDocument(d render.Document, format string, width int) render.Document {
	if format != "text" {
		return d
	}
	const numbered = 6 // cells before a note
	lines := func(list []string) []string {
		list = slices.Clone(list)
		for i := range list {
			list[i] = broken(list[i], width-numbered)
		}
		return list
	}
	d.Head, d.Notes, d.Tables = lines(d.Head), lines(d.Notes), slices.Clone(d.Tables)
	for i := range d.Tables {
		d.Tables[i] = fitted(d.Tables[i], width)
	}
	return d
}
