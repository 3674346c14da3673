package cohort

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// damage says why a spreadsheet file is not safe to read, or "". The library
// that reads it ends a broken sheet where it breaks, as if there were no further
// rows, and takes the index of a text that is not there for a number; and it
// holds in memory what it unpacks. So the parts are looked at before.
//
// It also reports whether a cell of any sheet is true or false, which the library
// hands out as 1 and 0.
func damage(data []byte, b bounds) (why string, booleans bool) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "not a spreadsheet (.xlsx) that can be read: the archive is damaged or cut short", false
	}
	var unpacked uint64
	for _, part := range z.File {
		// All parts but the sheets are held as a tree, many times their size.
		if path.Dir(part.Name) != "xl/worksheets" && part.UncompressedSize64 > uint64(b.unpacked/8) {
			return fmt.Sprintf("%s in the spreadsheet is larger than %d MB, expected survey answers", path.Base(part.Name), b.unpacked>>23), false
		}
		if unpacked += part.UncompressedSize64; unpacked > uint64(b.unpacked) || part.UncompressedSize64 > uint64(b.unpacked) {
			return fmt.Sprintf("spreadsheet expands to more than %d MB, expected survey answers", b.unpacked>>20), false
		}
	}
	texts, highest := 0, -1
	for _, part := range z.File {
		t, h, bools, err := inspectPart(part)
		if err != nil {
			return "the spreadsheet is damaged in " + path.Base(part.Name), false
		}
		texts, highest, booleans = texts+t, max(highest, h), booleans || bools
	}
	if highest >= texts {
		return "the spreadsheet is damaged: a cell stands for a text that the file does not hold", false
	}
	return "", booleans
}

// inspectPart reads a sheet or the table of texts to its end. It returns how many
// texts the table holds, the highest index at which a cell looks for one, and
// whether a cell is true or false.
func inspectPart(part *zip.File) (texts, highest int, booleans bool, err error) {
	highest = -1
	name := strings.ToLower(part.Name)
	if path.Dir(name) != "xl/worksheets" && name != "xl/sharedstrings.xml" {
		return 0, highest, false, nil
	}
	in, err := part.Open()
	if err != nil {
		return 0, highest, false, err
	}
	defer in.Close()
	d := xml.NewDecoder(in)
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	var inText, inValue bool // within a cell that is an index; within its value
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return texts, highest, booleans, nil
		}
		if err != nil {
			return 0, highest, false, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch token.Name.Local {
			case "si":
				texts++
			case "c":
				inText = hasType(token.Attr, "s")
				booleans = booleans || hasType(token.Attr, "b")
			case "v":
				inValue = inText
			}
		case xml.EndElement:
			inValue = false
		case xml.CharData:
			if inValue {
				highest = max(highest, index(string(token)))
			}
		}
	}
}

// hasType reports whether a cell is of a type: "s", the index of a text, or "b",
// true or false.
func hasType(attributes []xml.Attr, t string) bool {
	for _, a := range attributes {
		if a.Name.Local == "t" {
			return a.Value == t
		}
	}
	return false
}

// index returns the index in a cell; what is none is beyond any table.
func index(s string) int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < 0 {
		return int(^uint(0) >> 1)
	}
	return n
}
