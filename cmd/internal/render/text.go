package render

import (
	"strings"
	"unicode/utf8"
)

// Wrap breaks a text into lines of at most width characters, at spaces only: a
// no-break space holds its words together. Each line but the first starts with
// indent.
func Wrap(text string, width int, indent string) string {
	var b strings.Builder
	column := 0
	for _, word := range strings.Fields(strings.ReplaceAll(text, "\u00a0", "\x00")) {
		n := utf8.RuneCountInString(word)
		switch {
		case column == 0:
		case column+1+n > width:
			b.WriteString("\n" + indent)
			column = utf8.RuneCountInString(indent)
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += n
	}
	return strings.ReplaceAll(b.String(), "\x00", "\u00a0")
}
