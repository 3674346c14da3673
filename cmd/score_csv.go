package cmd

import (
	"bytes"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"burnout/mbi"
	"burnout/scoring/cohort"
)

// scoreHead lists the columns of a scored row.
func scoreHead(file bool) []string {
	head := []string{"row", "id"}
	if file {
		head = append([]string{"file"}, head...)
	}
	for _, s := range mbi.Subscales {
		for _, name := range []string{"sum", "mean", "answered", "level", "lowest", "highest"} {
			head = append(head, s.String()+"_"+name)
		}
	}
	return append(head, "dimensions")
}

// csvRows writes rows as CSV.
type csvRows struct{}

func (csvRows) head(s *scoreRows) ([]byte, error) {
	var b []byte
	names := scoreHead(len(s.files) > 1)
	if s.prorates() {
		names = append(names, "prorated")
	}
	for i, name := range append(names, s.kept.names...) {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendCell(b, []byte(name))
	}
	return append(b, '\n'), nil
}

func (csvRows) phrase(s scored) string {
	var sum, mean, level string
	if s.has {
		sum, mean, level = number(s.sum), number(s.sum/float64(s.Subscale.Len())), s.level.String()
	}
	return strings.Join([]string{"", sum, mean, strconv.Itoa(s.Answered), level, strconv.Itoa(s.Lowest), strconv.Itoa(s.Highest)}, ",")
}

func (csvRows) separator() string { return "" }

func (csvRows) row(b []byte, s *scoreRows, r *cohort.Row, words *rowWords) []byte {
	if len(s.files) > 1 {
		b = append(appendCell(b, []byte(filepath.Base(s.files[r.File]))), ',')
	}
	b = append(strconv.AppendInt(b, r.Number, 10), ',')
	b = appendCell(b, r.ID())
	for _, phrase := range words.scores {
		b = append(b, phrase...)
	}
	if b = append(b, ','); words.dimensions >= 0 {
		b = strconv.AppendInt(b, int64(words.dimensions), 10)
	}
	if s.prorates() {
		b = append(b, ',')
		for i, subscale := range mbi.Subscales {
			if words.prorated[i] {
				b = append(append(b, subscale.String()...), ' ')
			}
		}
		b = bytes.TrimSuffix(b, []byte{' '})
	}
	for _, column := range s.kept.columns {
		b = appendCell(append(b, ','), r.Cell(column))
	}
	return append(b, '\n')
}

func (csvRows) tail(*scoreRows, *cohort.Input) ([]byte, error) { return nil, nil }

// appendCell appends a text of the input as a cell: defused, and in quotes where
// RFC 4180 asks for them.
func appendCell(b, cell []byte) []byte {
	plain := len(cell) == 0 || !strings.ContainsRune(formulas, rune(cell[0]))
	for _, c := range cell {
		plain = plain && c >= ' ' && c < utf8.RuneSelf && c != '"' && c != ','
	}
	if plain {
		return append(b, cell...)
	}
	s := defused(string(cell))
	if !strings.ContainsAny(s, "\",\r\n") {
		return append(b, s...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(s, `"`, `""`)...)
	return append(b, '"')
}

// number writes a float as it is, not rounded.
func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// defused keeps a spreadsheet from running a text of the input as a formula, and
// a terminal from obeying it.
func defused(s string) string {
	s = visible(s)
	if s == "" || !strings.ContainsRune(formulas, rune(s[0])) {
		return s
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s
	}
	return "'" + s
}
