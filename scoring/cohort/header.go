package cohort

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"burnout/mbi/fault"
)

// header is the head of a file: a row of headings or, as Qualtrics writes it, a
// row of codes, a row of question texts and a row of import ids, in any order.
type header struct {
	names  []string // the headings, trimmed; index = column
	texts  []string // the question texts; the headings again where there is no such row
	fields []field  // the headings as they stand
	rows   int      // records that make the head
}

// readHeader reads the head of a file.
func readHeader(name string, in rows) (*header, error) {
	h, _, err := splitHeader(name, in)
	return h, err
}

// ahead is a record that was read together with the head, or the error that its
// reading gave.
type ahead struct {
	fields []field
	err    error
}

// splitHeader reads the head, for which up to three records are looked at, and
// returns those of them that are data.
func splitHeader(name string, in rows) (*header, []ahead, error) {
	var top [][]field
	var failed []ahead
	for len(top) < 3 && failed == nil {
		r, err := in.next()
		if err != nil {
			failed = []ahead{{err: err}}
			break
		}
		top = append(top, slices.Clone(r))
	}
	if len(top) == 0 {
		if errors.Is(failed[0].err, io.EOF) {
			return nil, nil, &fault.Fault{File: name, Text: "empty, expected a header and a row for each respondent"}
		}
		return nil, nil, failed[0].err
	}
	codes, texts, n := headRows(top)
	h := &header{fields: top[codes], names: headings(top[codes], len(top[codes])), rows: n}
	h.texts = headings(top[texts], len(top[codes]))
	var data []ahead
	for _, r := range top[n:] {
		data = append(data, ahead{fields: r})
	}
	return h, append(data, failed...), nil
}

// headings returns the first n headings of a record.
func headings(r []field, n int) []string {
	names := make([]string, n)
	for i := range min(n, len(r)) {
		names[i] = heading(r[i].text)
	}
	return names
}

// headRows tells which of the first records hold the codes and the question
// texts, and how many make the head.
func headRows(top [][]field) (codes, texts, n int) {
	if len(top) == 1 {
		return 0, 0, 1
	}
	for i, r := range top {
		if mostly(r, importID.MatchString) {
			codes, texts = codesAndTexts(top, i)
			return codes, texts, len(top)
		}
	}
	if legacy(top[0], top[1]) {
		return 0, 1, 2
	}
	if mostly(top[1], tag.MatchString) {
		return 0, 0, 2
	}
	return 0, 0, 1
}

var (
	importID = regexp.MustCompile(`^\{["']ImportId["']`)
	tag      = regexp.MustCompile(`^#[A-Za-z]\w*(\s*\+\s*\w+)*$`) // of HXL; #NULL! is none
)

// codesAndTexts tells the codes from the question texts beside the import ids in
// row ids: a code is ResponseId; failing that, codes are the shorter.
func codesAndTexts(top [][]field, ids int) (codes, texts int) {
	others := slices.DeleteFunc([]int{0, 1, 2}, func(j int) bool { return j == ids || j >= len(top) })
	first, last := others[0], others[len(others)-1]
	named := func(r int) bool {
		return slices.ContainsFunc(top[r], func(f field) bool { return heading(f.text) == "ResponseId" })
	}
	if named(last) && !named(first) || named(first) == named(last) && width(top[first]) > width(top[last]) {
		return last, first
	}
	return first, last
}

// legacy tells the two header rows of Qualtrics' legacy format: V1, V2, … above
// ResponseID, ResponseSet, ….
func legacy(first, second []field) bool {
	return heading(first[0].text) == "V1" && len(second) > 1 &&
		strings.EqualFold(heading(second[0].text), "ResponseID") && strings.EqualFold(heading(second[1].text), "ResponseSet")
}

// mostly reports whether more than half of the cells that are not blank fulfil f.
func mostly(r []field, f func(string) bool) bool {
	n, yes := 0, 0
	for _, c := range r {
		if s := strings.TrimSpace(c.text); s != "" {
			n++
			if f(s) {
				yes++
			}
		}
	}
	return 2*yes > n
}

// width is the number of bytes in a record's cells.
func width(r []field) int {
	n := 0
	for _, f := range r {
		n += len(f.text)
	}
	return n
}

// heading is a heading as it is compared and shown: trimmed, double encoding
// undone, line breaks as spaces, invisible marks left out.
func heading(s string) string {
	return strings.Join(strings.Fields(invisible.Replace(undouble(valid(s)))), " ")
}

// invisible takes out byte order marks and zero-width spaces, which files that
// were joined or copied from a page hold.
var invisible = strings.NewReplacer("\ufeff", "", "\u200b", "")

// undouble undoes a double encoding, UTF-8 that was taken for Windows-1252 and
// encoded again: "NumÃ©ro" is "Numéro".
func undouble(s string) string {
	if !strings.ContainsAny(s, "ÃÂâ") {
		return s
	}
	once := make([]byte, 0, len(s))
	for _, r := range s {
		b, ok := charmap.Windows1252.EncodeRune(r)
		if !ok && r > 0xff {
			return s
		}
		if !ok {
			b = byte(r) // the few bytes to which Windows-1252 gives no character
		}
		once = append(once, b)
	}
	if !utf8.Valid(once) {
		return s
	}
	return string(once)
}

// column returns the column headed name, exactly; a code wins over a question
// text. Two columns of that name are an error, for either may be meant.
func (h *header) column(file, name, flag string) (int, error) {
	if n, err := strconv.Atoi(strings.TrimPrefix(name, "#")); err == nil && name[0] == '#' && n >= 1 && n <= len(h.names) && !slices.Contains(h.names, name) {
		return n - 1, nil // a column by its position, where its heading stands twice
	}
	for _, headings := range [][]string{h.names, h.texts} {
		first := slices.Index(headings, heading(name))
		if first < 0 {
			continue
		}
		if again := slices.Index(headings[first+1:], heading(name)); again >= 0 {
			f := h.fault(file, first+1+again, "a second column is named %s, which %s asks for", fault.Quote(name), flag)
			f.Hint = fmt.Sprintf("name it by its position: #%d or #%d", first+1, first+2+again)
			return 0, f
		}
		return first, nil
	}
	f := &fault.Fault{File: file, Line: h.line(), Text: fmt.Sprintf("no column is named %s", fault.Quote(name)), Hint: flag + " takes the heading of a column"}
	if flag == "--layout" {
		f.Text += ", as the layout expects"
		f.Hint = layoutHint
		return 0, f
	}
	if near := fault.Nearest(name, h.names); near != "" {
		f.Hint = "did you mean " + clean(near) + "?"
	}
	return 0, f
}

// qualtrics reports whether the head is one that Qualtrics writes.
func (h *header) qualtrics() bool {
	for _, headings := range [][]string{h.names, h.texts} {
		for _, name := range headings {
			if strings.EqualFold(name, "ResponseId") {
				return true
			}
		}
	}
	return false
}

func (h *header) line() int {
	if len(h.fields) == 0 {
		return 0
	}
	return h.fields[0].line
}

// fault returns a fault at the heading of a column.
func (h *header) fault(file string, column int, format string, args ...any) *fault.Fault {
	f := h.fields[column]
	return &fault.Fault{File: file, Line: f.line, Column: f.column, Text: fmt.Sprintf(format, args...)}
}
