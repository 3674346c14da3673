package cohort

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"burnout/mbi/fault"
)

// A file is read in layers: compression, encoding, records. Each is recognised
// from the first bytes, or named by an option.

// rows hands out the records of a file one by one; io.EOF ends them. The fields
// hold until the next call.
type rows interface {
	next() ([]field, error)
}

// Format says what was recognised in the bytes of a file.
type Format struct {
	Kind       string // "csv" or "xlsx"
	Compressed bool   // gzip
	Encoding   string // of text: "utf-8", "windows-1252", …; empty for xlsx
	Delimiter  string // of csv
	Sheet      string // of xlsx
}

// sniffed is how many bytes of a file are looked at to recognise it: as many as
// one record may have, so that a header of many question texts is seen whole.
const sniffed = maxRecord

// encodings are those that --encoding may name.
var encodingNames = []string{"utf-8", "utf-16le", "utf-16be", "windows-1252", "iso-8859-15", "macintosh"}

func encodingOf(name string) encoding.Encoding {
	switch name {
	case "utf-16le":
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case "utf-16be":
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case "windows-1252":
		return charmap.Windows1252
	case "iso-8859-15":
		return charmap.ISO8859_15
	case "macintosh":
		return charmap.Macintosh
	}
	return unicode.UTF16(unicode.BigEndian, unicode.UseBOM) // of text that is named UTF-8 and bears another mark
}

// ParseEncoding checks the value of --encoding.
func ParseEncoding(s string) (string, error) {
	if name := strings.ToLower(s); slices.Contains(encodingNames, name) {
		return name, nil
	}
	return "", fmt.Errorf("unknown encoding %q, expected one of %s", s, strings.Join(encodingNames, ", "))
}

// ParseDelimiter reads the value of --delimiter: one character, or its name.
func ParseDelimiter(s string) (byte, error) {
	for i, name := range []string{"comma", "semicolon", "tab", "pipe"} {
		if s == name || s == string(delimiters[i]) || name == "tab" && s == `\t` {
			return delimiters[i], nil
		}
	}
	return 0, fmt.Errorf("unknown delimiter %q, expected comma, semicolon, tab or pipe", s)
}

// delimiters are those found from the data, in order of preference.
var delimiters = [...]byte{',', ';', '\t', '|'}

func delimiterName(d byte) string {
	return map[byte]string{',': "comma", ';': "semicolon", '\t': "tab", '|': "pipe"}[d]
}

// peek reads the first bytes of r, as many as are looked at, and returns them
// and a reader of the whole.
func peek(r io.Reader) (head []byte, whole io.Reader, err error) {
	var first bytes.Buffer
	_, err = first.ReadFrom(io.LimitReader(r, sniffed))
	return first.Bytes(), io.MultiReader(bytes.NewReader(first.Bytes()), r), err
}

// open recognises the file and returns its records; what was recognised goes
// into f.
func open(name string, r io.Reader, o *Options, f *Format) (rows, error) {
	head, in, err := peek(r)
	if err != nil {
		return nil, readFault(name, err)
	}
	if bytes.HasPrefix(head, []byte{0x1f, 0x8b}) {
		f.Compressed = true
		packed := &counted{in: in}
		z, err := gzip.NewReader(bufio.NewReader(packed))
		if packed.err != nil {
			return nil, readFault(name, packed.err)
		}
		if err != nil {
			return nil, &fault.Fault{File: name, Text: "not a gzip file that can be read"}
		}
		if head, in, err = peek(&expanding{name: name, in: z, packed: packed}); err != nil {
			return nil, readFault(name, err)
		}
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		f.Kind = "xlsx"
		if o.headerRows != 0 && o.Encoding != "" && o.Sheet == "" {
			return nil, &fault.Fault{File: name, Text: "a spreadsheet, the layout expects a text file", Hint: layoutHint}
		}
		return openSheet(name, in, o, f, sheetBounds)
	}
	f.Kind = "csv"
	if o.Sheet != "" {
		return nil, &fault.Fault{File: name, Text: "no spreadsheet, expected one with the sheet " + fault.Quote(o.Sheet), Hint: "--sheet or the layout asks for the sheet"}
	}
	return openText(name, head, in, o, f)
}

// openText recognises the encoding and the delimiter.
func openText(name string, head []byte, in io.Reader, o *Options, f *Format) (*records, error) {
	f.Encoding = o.Encoding
	if f.Encoding == "" {
		f.Encoding = sniffEncoding(head)
	}
	head, in, err := decoded(f.Encoding, head, in)
	if err != nil {
		return nil, readFault(name, err)
	}
	if bytes.IndexByte(head, 0) >= 0 {
		return nil, &fault.Fault{File: name, Text: "not a text file", Hint: "export the answers as CSV or .xlsx"}
	}
	if len(bytes.Trim(head, " \t\r\n")) == 0 {
		return nil, &fault.Fault{File: name, Text: "empty, expected a header and a row for each respondent"}
	}
	line := 1
	delimiter := o.Delimiter
	if d, length, ok := separatorLine(head); ok {
		_, _ = io.CopyN(io.Discard, in, int64(length))
		head, line = head[length:], 2
		if delimiter == 0 {
			delimiter = d
		}
	}
	if delimiter == 0 {
		delimiter = sniffDelimiter(name, head, o)
	}
	f.Delimiter = delimiterName(delimiter)
	r := newRecords(name, nil, delimiter)
	r.blocks = &blocks{in: in, delimiter: delimiter, size: cmp.Or(o.size, blockSize)}
	r.line = line
	return r, nil
}

// decoded returns a text and its first bytes in UTF-8, without the mark at its
// top. Text that is UTF-8 passes as it is.
func decoded(encoding string, head []byte, in io.Reader) ([]byte, io.Reader, error) {
	if encoding == "utf-8" && !bytes.HasPrefix(head, []byte("\xff\xfe")) && !bytes.HasPrefix(head, []byte("\xfe\xff")) {
		rest, marked := bytes.CutPrefix(head, []byte(utf8Mark))
		if marked {
			_, _ = io.CopyN(io.Discard, in, int64(len(utf8Mark)))
		}
		return rest, in, nil
	}
	return peek(transform.NewReader(in, encodingOf(encoding).NewDecoder()))
}

// utf8Mark is the byte order mark in UTF-8.
const utf8Mark = "\ufeff"

// separatorLine reads the line "sep=;" that Excel takes for an instruction.
func separatorLine(head []byte) (delimiter byte, length int, ok bool) {
	m := separator.FindSubmatch(head)
	if m == nil {
		return 0, 0, false
	}
	return m[1][0], len(m[0]), true
}

var separator = regexp.MustCompile(`^(?i:"?sep=([,;\t|])"?)(?:\r\n|\n|\r)`)

// sniffEncoding tells UTF-16 by its mark or by its zero bytes, UTF-8 by its
// rules, and takes anything else for the encoding of French Windows.
func sniffEncoding(head []byte) string {
	zeros := [2]int{}
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}), zeros[1] > len(head)/4 && zeros[0] == 0:
		return "utf-16le"
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}), zeros[0] > len(head)/4 && zeros[1] == 0:
		return "utf-16be"
	case validUTF8(head):
		return "utf-8"
	}
	return "windows-1252"
}

// validUTF8 reports whether the bytes are UTF-8, the last character perhaps cut.
func validUTF8(head []byte) bool {
	if len(head) < sniffed {
		return utf8.Valid(head)
	}
	for cut := 0; cut < utf8.UTFMax; cut++ {
		if utf8.Valid(head[:len(head)-cut]) {
			return true
		}
	}
	return false
}

// sniffDelimiter returns the delimiter under which the header names the items;
// failing that, the one that gives the most columns, so that what is wrong can
// be said.
func sniffDelimiter(name string, head []byte, o *Options) byte {
	best, most := delimiters[0], 0
	for _, d := range delimiters {
		top, err := readHeader(name, newRecords(name, head, d))
		if err != nil {
			continue
		}
		if _, err := findColumns(name, top, o); err == nil {
			return d
		}
		if n := len(top.names); n > most {
			best, most = d, n
		}
	}
	return best
}

// An answer file shrinks to a tenth or so. What expands more than expansion
// times, once it is beyond a size that no one meets by accident, is made to fill
// a machine.
const (
	expansion = 200
	harmless  = 64 << 20
)

// expanding reads a gzip stream and refuses one that expands beyond reason.
type expanding struct {
	name   string
	in     *gzip.Reader
	packed *counted
	out    int64
}

func (e *expanding) Read(p []byte) (int, error) {
	n, err := e.in.Read(p)
	e.out += int64(n)
	switch {
	case e.packed.err != nil:
		return n, e.packed.err
	case err != nil && !errors.Is(err, io.EOF):
		return n, &fault.Fault{File: e.name, Text: "gzip data is damaged or cut short"}
	case e.out > harmless && e.out > expansion*e.packed.n:
		return 0, &fault.Fault{File: e.name, Text: fmt.Sprintf("gzip data expands more than %d times, expected survey answers", expansion)}
	}
	return n, err
}

// counted counts the bytes that are read through it, and keeps the error that
// ended them, which a layer above may take for damaged data.
type counted struct {
	in  io.Reader
	n   int64
	err error
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.n += int64(n)
	if !errors.Is(err, io.EOF) {
		c.err = err
	}
	return n, err
}

// readFault gives an error of the input a place, unless it has one or says that
// the reading was stopped.
func readFault(name string, err error) error {
	if _, ok := errors.AsType[*fault.Fault](err); ok {
		return err
	}
	return fmt.Errorf("%s: %w", name, err)
}
