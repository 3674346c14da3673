package render

import (
	"fmt"
	"io"
	"strings"
)

// Article is a short text to read: as text, Markdown or a page.
type Article struct {
	Language string // such as "fr"
	Title    string
	Sections []Section
	Foot     []string // source and what else to read
}

// Section is a part of an article: paragraphs, then points. Any may be missing.
// Backticks set a command off in them.
type Section struct {
	Title      string
	Paragraphs []string
	Points     []string
}

// Text writes the article for a terminal.
func (a Article) Text(w io.Writer, width int) error {
	const indent, point = "  ", "- "
	var b strings.Builder
	paragraph := func(first, indent, text string) {
		wrapped := Wrap(text, width-len(indent), "")
		b.WriteString(first + strings.ReplaceAll(wrapped, "\n", "\n"+indent) + "\n")
	}
	paragraph("", "", a.Title)
	for _, s := range a.Sections {
		b.WriteByte('\n')
		if s.Title != "" {
			paragraph("", "", s.Title)
		}
		for _, p := range s.Paragraphs {
			paragraph(indent, indent, p)
		}
		for _, p := range s.Points {
			paragraph(indent+point, indent+"  ", p)
		}
	}
	b.WriteByte('\n')
	for _, f := range a.Foot {
		paragraph("", "", f)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Markdown writes the article as Markdown.
func (a Article) Markdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", markdown(a.Title))
	for _, s := range a.Sections {
		if s.Title != "" {
			fmt.Fprintf(&b, "\n## %s\n", markdown(s.Title))
		}
		for _, p := range s.Paragraphs {
			fmt.Fprintf(&b, "\n%s\n", markdownProse(p))
		}
		if s.Points != nil {
			b.WriteByte('\n')
		}
		for _, p := range s.Points {
			fmt.Fprintf(&b, "- %s\n", markdownProse(p))
		}
	}
	for _, f := range a.Foot {
		fmt.Fprintf(&b, "\n%s\n", markdownProse(f))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// HTML writes the article as a page that needs no network and prints on paper.
func (a Article) HTML(w io.Writer) error { return page(w, "article.html", a) }
