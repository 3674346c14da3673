package cohort

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"burnout/mbi/fault"
)

// bounds are how large a spreadsheet file may be, as it is and unpacked, in bytes:
// what is larger is refused rather than held in memory.
type bounds struct{ packed, unpacked int64 }

var sheetBounds = bounds{packed: 128 << 20, unpacked: 512 << 20}

// sheet hands out the rows of one sheet of an .xlsx file.
type sheet struct {
	name   string
	sheet  string
	file   *excelize.File
	rows   *excelize.Rows
	line   int
	fields []field
	// booleans says that a cell of the file may be true or false.
	booleans bool
}

// openSheet opens the sheet that o names, or the first.
func openSheet(name string, in io.Reader, o *Options, f *Format, b bounds) (rows, error) {
	refuse := func(text string) error {
		return &fault.Fault{File: name, Text: text, Hint: "export the answers as CSV"}
	}
	data, err := io.ReadAll(io.LimitReader(in, b.packed+1))
	if err != nil {
		return nil, readFault(name, err)
	}
	if int64(len(data)) > b.packed {
		return nil, refuse(fmt.Sprintf("spreadsheet is larger than %d MB", b.packed>>20))
	}
	why, booleans := damage(data, b)
	if why != "" {
		return nil, refuse(why)
	}
	// Unpacked parts stay in memory: answers never reach a temporary file.
	x, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: b.unpacked, UnzipXMLSizeLimit: b.unpacked,
	})
	if err != nil {
		return nil, refuse("not a spreadsheet (.xlsx) that can be read")
	}
	sheets := x.GetSheetList()
	f.Sheet = o.Sheet
	if f.Sheet == "" && len(sheets) > 0 {
		f.Sheet = sheets[0]
	}
	it, err := x.Rows(f.Sheet)
	if err != nil {
		return nil, &fault.Fault{File: name, Text: fmt.Sprintf("no sheet is named %s", fault.Quote(o.Sheet)),
			Hint: "--sheet takes one of: " + clean(strings.Join(sheets, ", "))}
	}
	return &sheet{name: name, file: x, sheet: f.Sheet, rows: it, booleans: booleans}, nil
}

// text returns what a cell holds: TRUE and FALSE for the truth values that the
// library hands out as the numbers 1 and 0.
func (s *sheet) text(cell string, column int) string {
	if !s.booleans || cell != "0" && cell != "1" {
		return cell
	}
	axis, err := excelize.CoordinatesToCellName(column, s.line)
	if err != nil {
		return cell
	}
	if t, err := s.file.GetCellType(s.sheet, axis); err == nil && t == excelize.CellTypeBool {
		return map[string]string{"0": "FALSE", "1": "TRUE"}[cell]
	}
	return cell
}

// otherSheets adds to the refusal of a sheet the names of the others.
func otherSheets(err error, src rows) error {
	s, isSheet := src.(*sheet)
	f, isFault := errors.AsType[*fault.Fault](err)
	if !isSheet || !isFault || len(s.file.GetSheetList()) < 2 {
		return err
	}
	f.Hint = strings.TrimPrefix(f.Hint+"; ", "; ") + "this is the sheet " + clean(s.sheet) + ", --sheet takes one of: " + clean(strings.Join(s.file.GetSheetList(), ", "))
	return f
}

func (s *sheet) next() ([]field, error) {
	for s.rows.Next() {
		s.line++
		cells, err := s.rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, &fault.Fault{File: s.name, Line: s.line, Text: "row cannot be read"}
		}
		if len(cells) == 0 {
			continue // as an empty line of a text file
		}
		s.fields = s.fields[:0]
		for i, c := range cells {
			s.fields = append(s.fields, field{text: s.text(c, i+1), quoted: true, line: s.line, column: i + 1})
		}
		return s.fields, nil
	}
	if s.rows.Error() != nil {
		return nil, &fault.Fault{File: s.name, Line: s.line + 1, Text: "the sheet is damaged here"}
	}
	return nil, io.EOF
}
