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
func damage(data []byte, b bounds) string {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "not a spreadsheet (.xlsx) that can be read: the archive is damaged or cut short"
	}
	var unpacked uint64
	for _, part := range z.File {
		// All parts but the sheets are held as a tree, many times their size.
		if path.Dir(part.Name) != "xl/worksheets" && part.UncompressedSize64 > uint64(b.unpacked/8) {
			return fmt.Sprintf("%s in the spreadsheet is larger than %d MB, expected survey answers", path.Base(part.Name), b.unpacked>>23)
		}
		if unpacked += part.UncompressedSize64; unpacked > uint64(b.unpacked) || part.UncompressedSize64 > uint64(b.unpacked) {
			return fmt.Sprintf("spreadsheet expands to more than %d MB, expected survey answers", b.unpacked>>20)
		}
	}
	texts, highest := 0, -1
	for _, part := range z.File {
		t, h, err := inspectPart(part)
		if err != nil {
			return "the spreadsheet is damaged in " + path.Base(part.Name)
		}
		texts, highest = texts+t, max(highest, h)
	}
	if highest >= texts {
		return "the spreadsheet is damaged: a cell stands for a text that the file does not hold"
	}
	return ""
}

// inspectPart reads a sheet or the table of texts to its end. It returns how many
// texts the table holds, and the highest index at which a cell looks for one.
func inspectPart(part *zip.File) (texts, highest int, err error) {
	highest = -1
	name := strings.ToLower(part.Name)
	if path.Dir(name) != "xl/worksheets" && name != "xl/sharedstrings.xml" {
		return 0, highest, nil
	}
	in, err := part.Open()
	if err != nil {
		return 0, highest, err
	}
	defer in.Close()
	d := xml.NewDecoder(in)
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	var inText, inValue bool // within a cell that is an index; within its value
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return texts, highest, nil
		}
		if err != nil {
			return 0, highest, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch token.Name.Local {
			case "si":
				texts++
			case "c":
				inText = isIndex(token.Attr)
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

// isIndex reports whether a cell holds the index of a text.
func isIndex(attributes []xml.Attr) bool {
	for _, a := range attributes {
		if a.Name.Local == "t" {
			return a.Value == "s"
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
