package wording

import (
	"bytes"
	"encoding/binary"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"burnout/mbi/fault"
)

// maxSize bounds a text in bytes: a guide of 100 pages is a tenth of it.
const maxSize = 4 << 20

// line is a line of a text and its number, from 1. A page break divides a line
// in two with the same number.
type line struct {
	number int
	text   string
}

// decode returns the text in data as a string, and how it was encoded: UTF-8,
// UTF-16 with its mark, or else Windows-1252, of which Latin-1 is a part.
func decode(name string, data []byte) (text, encoding string, err error) {
	refuse := func(what, hint string) (string, string, error) {
		return "", "", &fault.Fault{File: name, Text: what, Hint: hint}
	}
	switch {
	case len(data) > maxSize:
		return refuse("larger than 4 MB, expected the text of one document", "cut out the pages of the inventory")
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return refuse("a PDF file, expected plain text", "`pdftotext -layout FILE.pdf` writes it, or copy the page into a text file")
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return refuse("a document of a word processor, expected plain text", "save it as plain text (.txt)")
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return wide(data[2:], binary.LittleEndian), "UTF-16", nil
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return wide(data[2:], binary.BigEndian), "UTF-16", nil
	case bytes.IndexByte(data, 0) >= 0:
		return refuse("not a text, expected plain text", "save it as plain text (.txt)")
	case utf8.Valid(data):
		return strings.TrimPrefix(string(data), "\ufeff"), "UTF-8", nil
	}
	return windows1252(data), "Windows-1252", nil
}

func wide(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units))
}

// upper1252 are the characters 0x80 to 0x9f of Windows-1252; its five unused
// bytes are blanks here. All other bytes are those of Latin-1.
const upper1252 = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ"

func windows1252(data []byte) string {
	upper := []rune(upper1252)
	var b strings.Builder
	for _, c := range data {
		if c >= 0x80 && c < 0xa0 {
			b.WriteRune(upper[c-0x80])
		} else {
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}

// split divides a text into lines. A page break counts as a blank line.
func split(text string) []line {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	var lines []line
	for i, l := range strings.Split(text, "\n") {
		for j, part := range strings.Split(l, "\f") {
			if j > 0 {
				lines = append(lines, line{i + 1, ""})
			}
			lines = append(lines, line{i + 1, clean(part)})
		}
	}
	return lines
}

// composed sets right what PDFs and some editors write for a letter: ligatures,
// and accents that stand apart.
var composed = strings.NewReplacer(
	"ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl",
	"a\u0300", "à", "a\u0302", "â", "c\u0327", "ç", "e\u0301", "é", "e\u0300", "è", "e\u0302", "ê", "e\u0308", "ë",
	"i\u0302", "î", "i\u0308", "ï", "o\u0302", "ô", "u\u0300", "ù", "u\u0302", "û", "u\u0308", "ü",
	"A\u0300", "À", "C\u0327", "Ç", "E\u0301", "É", "E\u0300", "È", "E\u0302", "Ê",
)

// clean leaves letters, signs, tabs, blanks and no-break spaces of a line, and a
// soft hyphen at its end.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\u00ad':
			return r
		case r == '\u00a0' || r == '\u202f':
			return '\u00a0'
		case unicode.IsSpace(r) || unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Cf, r): // zero-width, direction marks
			return -1
		}
		return r
	}, composed.Replace(s))
	s = strings.TrimRight(s, " \t\u00a0")
	soft := strings.HasSuffix(s, "\u00ad")
	s = strings.ReplaceAll(s, "\u00ad", "")
	if soft {
		s += "\u00ad"
	}
	return s
}

var (
	boundBefore = lazily(`[\s\x{a0}]*\x{a0}[\s\x{a0}]*([;:!?»])`)
	boundAfter  = lazily(`«[\s\x{a0}]*\x{a0}[\s\x{a0}]*`)
)

// squeeze makes one blank of each run of them. A no-break space stays one where
// French sets it, beside ; : ! ? and inside « »; elsewhere it was layout.
func squeeze(s string) string {
	const bound = "\x01" // no text holds one, clean has seen to it
	s = boundBefore().ReplaceAllString(s, bound+"$1")
	s = boundAfter().ReplaceAllString(s, "«"+bound)
	return strings.ReplaceAll(strings.Join(strings.Fields(s), " "), bound, "\u00a0")
}

// lazily returns a pattern that is compiled when it is first used: this package
// reads texts in one command of many, and none of them is to start more slowly.
func lazily(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}
