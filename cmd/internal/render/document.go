package render

import (
	"fmt"
	"io"
	"strings"
)

// Document is what a command says of a cohort: how it was read, tables, and
// numbered notes, without which the numbers say little.
type Document struct {
	Language string // such as "fr"
	Title    string // of a page
	Head     []string
	Tables   []Table
	Notes    []string
}

// Formats lists how a document can be written for people.
func Formats() []string { return []string{"text", "markdown", "latex", "html"} }

// Write writes the document in one of [Formats], text at the given width.
func (d Document) Write(w io.Writer, format string, width int) error {
	switch format {
	case "markdown":
		return d.Markdown(w)
	case "latex":
		return d.LaTeX(w)
	case "html":
		return d.HTML(w)
	}
	return d.Text(w, width)
}

// Text writes the document for a terminal.
func (d Document) Text(w io.Writer, width int) error {
	var b strings.Builder
	for _, p := range d.Head {
		b.WriteString(WrapNames(p, width, "") + "\n")
	}
	for _, t := range d.Tables {
		b.WriteByte('\n')
		if err := t.Fit(width).Text(&b); err != nil {
			return err
		}
		if t.Foot != "" {
			b.WriteString("  " + WrapNames(t.Foot, width-2, "  ") + "\n")
		}
	}
	for i, n := range d.Notes {
		if i == 0 {
			b.WriteByte('\n')
		}
		number := fmt.Sprintf("[%d] ", i+1)
		b.WriteString(number + WrapNames(n, width-len(number), "    ") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Markdown writes the document as Markdown, its tables with pipes.
func (d Document) Markdown(w io.Writer) error {
	var b strings.Builder
	for _, p := range d.Head {
		b.WriteString(markdown(p) + "\n\n")
	}
	for _, t := range d.Tables {
		if t.Title != "" {
			fmt.Fprintf(&b, "**%s**\n\n", markdown(t.Title))
		}
		row := func(cells []string) {
			for _, c := range cells {
				b.WriteString("| " + markdown(c) + " ")
			}
			b.WriteString("|\n")
		}
		row(t.Header)
		for i := range t.Header {
			if t.words(i) {
				b.WriteString("| --- ")
			} else {
				b.WriteString("| ---: ")
			}
		}
		b.WriteString("|\n")
		for _, r := range t.Rows {
			row(r)
		}
		b.WriteByte('\n')
		if t.Foot != "" {
			b.WriteString(markdown(t.Foot) + "\n\n")
		}
	}
	for i, n := range d.Notes {
		fmt.Fprintf(&b, "%d. %s\n", i+1, markdown(n))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// LaTeX writes the document as tables for the package booktabs, notes below.
func (d Document) LaTeX(w io.Writer) error {
	var b strings.Builder
	b.WriteString("% \\usepackage{booktabs}\n")
	for _, p := range d.Head {
		fmt.Fprintf(&b, "{\\footnotesize\\noindent %s\\par}\n", latex(p))
	}
	for _, t := range d.Tables {
		b.WriteString("\\begin{table}[htbp]\n\\centering\n")
		if t.Title != "" {
			fmt.Fprintf(&b, "\\caption{%s}\n", latex(t.Title))
		}
		b.WriteString("\\begin{tabular}{")
		for i := range t.Header {
			b.WriteByte(map[bool]byte{true: 'l', false: 'r'}[t.words(i)])
		}
		b.WriteString("}\n\\toprule\n")
		row := func(cells []string) {
			for i, c := range cells {
				if i > 0 {
					b.WriteString(" & ")
				}
				if !t.words(i) {
					c = TrueMinus(c)
				}
				b.WriteString(guarded(latex(c)))
			}
			b.WriteString(" \\\\\n")
		}
		row(t.Header)
		b.WriteString("\\midrule\n")
		for _, r := range t.Rows {
			row(r)
		}
		b.WriteString("\\bottomrule\n\\end{tabular}\n")
		if t.Foot != "" {
			fmt.Fprintf(&b, "\\par\\smallskip{\\footnotesize %s\\par}\n", latex(t.Foot))
		}
		b.WriteString("\\end{table}\n\n")
	}
	if len(d.Notes) > 0 {
		b.WriteString("{\\footnotesize\n")
		for i, n := range d.Notes {
			fmt.Fprintf(&b, "\\noindent[%d] %s\\par\n", i+1, latex(n))
		}
		b.WriteString("}\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// guarded keeps a cell from being read as an argument of the line end before it.
func guarded(cell string) string {
	if strings.HasPrefix(cell, "[") || strings.HasPrefix(cell, "*") {
		return "{}" + cell
	}
	return cell
}

// latex escapes what LaTeX would obey.
func latex(s string) string {
	return latexEscapes.Replace(s)
}

var latexEscapes = strings.NewReplacer(
	`\`, `\textbackslash{}`, `{`, `\{`, `}`, `\}`, `$`, `\$`, `&`, `\&`, `#`, `\#`, `%`, `\%`, `_`, `\_`,
	`~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`, "\u00a0", "~", "\u202f", `\,`, "–", "--", "−", "$-$", "≥", `$\geq$`, "≤", `$\leq$`, "<", `$<$`, ">", `$>$`, "²", `$^2$`, "χ", `$\chi$`, "ρ", `$\rho$`, "√", `$\surd$`, "×", `$\times$`, "\n", " ", "|", `\textbar{}`, `"`, "''", "`", `\textasciigrave{}`, "--", "-{}-", "\ufffd", "?")

// HTML writes the document as a page that needs no network; its tables paste into
// a word processor.
func (d Document) HTML(w io.Writer) error { return page(w, "document.html", d) }

// words reports whether a column holds words, not numbers.
func (t Table) words(column int) bool {
	for _, c := range t.Left {
		if c == column {
			return true
		}
	}
	return column == 0
}

// Words is words for a template.
func (t Table) Words(column int) bool { return t.words(column) }
