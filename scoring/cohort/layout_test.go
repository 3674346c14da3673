package cohort

import (
	"strings"
	"testing"

	"burnout/mbi/yamlfile"
)

func decodeLayout(t *testing.T, text string) *Layout {
	t.Helper()
	n, err := yamlfile.Parse("layout.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	l, err := DecodeLayout(n)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return l
}

func TestBadLayouts(t *testing.T) {
	good := (&Layout{Encoding: "utf-8", Delimiter: "comma", HeaderRows: 1, Coding: "0-6", Items: heads}).YAML()
	decodeLayout(t, good)
	for _, c := range []struct{ old, new, want string }{
		{"0-6", "0-5", "unknown coding"},
		{"header_rows: 1", "header_rows: 0", "expected 1 to 3"},
		{"utf-8", "latin1", "unknown encoding"},
		{"comma", "colon", "unknown delimiter"},
		{"items:", "missing_values: [3]\nitems:", "3 is an answer"},
		{`  - "mbi22"`, "", "21 headings"},
	} {
		n, err := yamlfile.Parse("layout.yaml", []byte(strings.Replace(good, c.old, c.new, 1)))
		if err != nil {
			t.Fatal(err)
		}
		if _, err = DecodeLayout(n); err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "layout.yaml:") {
			t.Errorf("%s: %v", c.new, err)
		}
	}
}

// A layout refuses a file of another shape, and says that it is the layout.
func TestLayoutThatNoLongerFits(t *testing.T) {
	_, input, err := readAll(file(",", heads, digits("0123456")), Options{})
	if err != nil {
		t.Fatal(err)
	}
	layout := decodeLayout(t, input.Layout(&Options{}).YAML())
	renamed := with(heads, 2, "mbi3x")
	for name, in := range map[string]string{
		"a heading renamed":  file(",", renamed, digits("0123456")),
		"another delimiter":  file(";", heads, digits("0123456")),
		"another header":     "V1,V2\nResponseID,ResponseSet\n1,2\n",
		"another instrument": file(",", names("phq%d", 1), digits("0123456")),
		"a heading twice":    file(",", append([]string{"mbi1"}, heads...), append([]string{"1"}, digits("0123456")...)),
		"a spreadsheet":      packedSheets(sheetParts([][]string{heads, digits("0123456")})...),
	} {
		o := Options{}
		if err := layout.Apply(&o); err != nil {
			t.Fatal(err)
		}
		_, _, err := readAll(in, o)
		if err == nil || !strings.Contains(err.Error(), "layout") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLayoutOfASpreadsheet(t *testing.T) {
	_, input, err := readBytes("a.xlsx", packedSheets(sheetParts([][]string{heads, digits("0123456")})...), Options{})
	if err != nil {
		t.Fatal(err)
	}
	o := Options{}
	if err := decodeLayout(t, input.Layout(&o).YAML()).Apply(&o); err != nil {
		t.Fatal(err)
	}
	if _, _, err = readAll(file(",", heads, digits("0123456")), o); err == nil || !strings.Contains(err.Error(), "no spreadsheet") {
		t.Error(err)
	}
}
