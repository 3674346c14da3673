package render

import (
	"html/template"
	"regexp"
	"strings"

	"github.com/olekukonko/tablewriter/pkg/twwidth"
)

// Wrap breaks a text into lines of at most width cells of a terminal, at spaces
// only: a no-break space holds its words together, backticks those of a command.
// Each line but the first starts with indent.
func Wrap(text string, width int, indent string) string {
	var b strings.Builder
	column := 0
	text = inProse(text, keep, func(command string) string { return "`" + strings.ReplaceAll(command, " ", "\x01") + "`" })
	for _, word := range strings.Fields(strings.ReplaceAll(text, "\u00a0", "\x00")) {
		n := Width(unheld.Replace(word))
		switch {
		case column == 0:
		case column+1+n > width:
			b.WriteString("\n" + indent)
			column = Width(indent)
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += n
	}
	return unheld.Replace(b.String())
}

// unheld turns the signs that hold words together back into blanks.
var unheld = strings.NewReplacer("\x00", "\u00a0", "\x01", " ")

// TrueMinus sets a minus sign in the place of the hyphen before a number, for what
// is typeset.
func TrueMinus(s string) string { return hyphenMinus.ReplaceAllString(s, "$1−$2") }

var hyphenMinus = regexp.MustCompile(`(^|[\[\s\x{a0}])-(\d)`)

// inProse rewrites a text in which commands stand between backticks: what is
// around them and what is between them.
func inProse(text string, around, between func(string) string) string {
	parts := strings.Split(text, "`")
	if last := len(parts) - 1; last%2 == 1 { // an open backtick sets nothing off
		parts = append(parts[:last-1], parts[last-1]+"`"+parts[last])
	}
	for i := range parts {
		if i%2 == 0 {
			parts[i] = around(parts[i])
		} else {
			parts[i] = between(parts[i])
		}
	}
	return strings.Join(parts, "")
}

func keep(s string) string { return s }

// markdownProse is markdown for a text with commands.
func markdownProse(text string) string {
	return inProse(text, markdown, func(command string) string { return "`" + command + "`" })
}

// htmlProse is such a text for a page.
func htmlProse(text string) template.HTML {
	return template.HTML(inProse(text, template.HTMLEscapeString, func(command string) string {
		return "<code>" + template.HTMLEscapeString(command) + "</code>"
	}))
}

// Width returns how many cells of a terminal a text takes.
func Width(s string) int { return twwidth.Width(s) }

// Shorten shortens a text to a number of cells.
func Shorten(s string, cells int) string {
	if Width(s) <= cells {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if Width(b.String()+string(r)) >= cells {
			break
		}
		b.WriteRune(r)
	}
	return b.String() + "…"
}
