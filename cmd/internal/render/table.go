// Package render writes what people read: tables, and one person's result as
// text, Markdown or a page. It is the only package that knows tablewriter.
package render

import (
	"bytes"
	"io"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// Table is a table for people. The cells of its first column are words, those of
// the others numbers, which are aligned to the right.
type Table struct {
	Title  string
	Header []string
	Rows   [][]string
	Left   []int  // further columns of words, counted from 0
	Foot   string // what the numbers rest on, for a table that is read alone
}

// Text writes the table as text: a title if it has one, a header, a rule and rows.
func (t Table) Text(w io.Writer) error {
	// tablewriter reports no failed write, so it writes to memory.
	var b bytes.Buffer
	align := []tw.Align{tw.AlignLeft}
	for range t.Header[1:] {
		align = append(align, tw.AlignRight)
	}
	for _, c := range t.Left {
		align[c] = tw.AlignLeft
	}
	cells := tw.CellConfig{
		Alignment:  tw.CellAlignment{PerColumn: align},
		Formatting: tw.CellFormatting{AutoFormat: tw.Off, AutoWrap: tw.WrapNone},
		Padding:    tw.CellPadding{Global: tw.Padding{Right: "  ", Overwrite: true}},
	}
	table := tablewriter.NewTable(&b,
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{
			Borders: tw.BorderNone,
			Symbols: tw.NewSymbolCustom("rule").WithRow("-"),
			Settings: tw.Settings{
				Separators: tw.Separators{BetweenColumns: tw.Off, BetweenRows: tw.Off},
				Lines:      tw.Lines{ShowHeaderLine: tw.On},
			},
		})),
		tablewriter.WithConfig(tablewriter.Config{Header: cells, Row: cells}),
		tablewriter.WithTrimSpace(tw.Off),
		tablewriter.WithEastAsian(tw.Off),
	)
	table.Header(t.Header)
	if err := table.Bulk(t.Rows); err != nil {
		return err
	}
	if err := table.Render(); err != nil {
		return err
	}
	text := trimLines(b.String())
	if t.Title != "" {
		text = t.Title + "\n" + text
	}
	_, err := io.WriteString(w, text)
	return err
}

// trimLines removes the blanks that pad the last column.
func trimLines(s string) string {
	lines := strings.SplitAfter(s, "\n")
	for i, l := range lines {
		if body, ok := strings.CutSuffix(l, "\n"); ok {
			lines[i] = strings.TrimRight(body, " ") + "\n"
		}
	}
	return strings.Join(lines, "")
}
