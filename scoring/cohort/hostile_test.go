package cohort

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"pgregory.net/rapid"

	"burnout/mbi"
	"burnout/mbi/fault"
)

// endless hands out a block again and again, n bytes in all.
type endless struct {
	block []byte
	n     int64
	at    int
}

func (e *endless) Read(p []byte) (int, error) {
	if e.n == 0 {
		return 0, io.EOF
	}
	n := copy(p, e.block[e.at:])
	n = int(min(int64(n), e.n))
	e.at = (e.at + n) % len(e.block)
	e.n -= int64(n)
	return n, nil
}

func filled(s string) []byte { return bytes.Repeat([]byte(s), 1<<16/len(s)) }

// readWithin reads with a bound of memory, and returns the refusal. What would
// take hours ends with the time that go test gives a package.
func readWithin(t *testing.T, in io.Reader) error {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := Read([]Source{{"a.csv", in}}, Options{Wordings: ownWordings()}, func(*Row) error { return nil })
	runtime.ReadMemStats(&after)
	if held := int64(after.Sys) - int64(before.Sys); held > 256<<20 {
		t.Errorf("took %d MB from the system", held>>20)
	}
	return err
}

const gigabyte = 1 << 30

func TestHostileFiles(t *testing.T) {
	head := strings.Join(heads, ",") + "\n"
	word := func(s string) io.Reader { return &endless{block: filled(s), n: gigabyte} }
	sheet := sheetParts(tableOf(heads, rowsOf(2, "0", "6")))
	changed := func(part, old, new string) string {
		parts := slices.Clone(sheet)
		at := slices.Index(parts, part)
		parts[at+1] = strings.Replace(parts[at+1], old, new, 1)
		return packedSheets(parts...)
	}
	texts := packedSheets(sheetParts(tableOf(heads, rowsOf(2, "Never")))...)
	packed := zipped(head + strings.Join(digits("0"), ",") + "\n")
	for _, c := range []struct {
		name string
		in   io.Reader
		want string
	}{
		{"a line of 1 GB", word("a"), "record is longer than 1 MB"},
		{"a line of 1 GB of sentences", word("my work wears "), "record is longer than 1 MB"},
		{"a quote and 1 GB", io.MultiReader(strings.NewReader(head+`"`), word("a\n")), "record is longer than 1 MB"},
		{"columns without end", word("mbi1,"), "record is longer than 1 MB"},
		{"columns of numbers without end", io.MultiReader(strings.NewReader(head), word(",")), "more than 16384 cells"},
		{"many names", strings.NewReader(strings.Join(slices.Repeat(names("mbi%d", 1), 300), ",") + "\n1"), "item 1 stands in two columns"},
		{"a long name", strings.NewReader(strings.Repeat("mbi 1.", 150_000) + "\n1"), "no columns of the 22 items"},
		{"a long text", strings.NewReader(strings.Repeat("my work ", 120_000) + "\n1"), "no columns of the 22 items"},
		{"packed zeros", strings.NewReader(packedBlocks("\x00", 100<<20)), "not a text file"},
		{"packed spaces", strings.NewReader(packedBlocks(" ", 100<<20)), "empty"},
		{"packed letters", strings.NewReader(packedBlocks("a", 100<<20)), "record is longer than 1 MB"},
		{"packed newlines below a header", strings.NewReader(zipped(head) + packedBlocks("\n", 100<<20)), "expands more than 200 times"},
		{"packed, cut short", strings.NewReader(packed[:len(packed)-9]), "gzip data is damaged or cut short"},
		{"packed, two bytes", strings.NewReader("\x1f\x8b"), "not a gzip file that can be read"},
		{"a zip that is no spreadsheet", strings.NewReader(packedSheets("a.txt", "hello")), "not a spreadsheet (.xlsx) that can be read"},
		{"a zip cut short", strings.NewReader(texts[:len(texts)-40]), "damaged or cut short"},
		{"a sheet cut short", strings.NewReader(changed("xl/worksheets/sheet1.xml", "</row></sheetData></worksheet>", "")), "damaged in sheet1.xml"},
		{"a sheet that is no XML", strings.NewReader(changed("xl/worksheets/sheet1.xml", `<row r="3">`, `<row r="3"><`)), "damaged in sheet1.xml"},
		{"texts that are not there", strings.NewReader(changed("xl/worksheets/sheet1.xml", `<c r="A2"><v>0`, `<c r="A2" t="s"><v>99`)), "stands for a text that the file does not hold"},
		{"a bomb of a sheet", strings.NewReader(bombOfASheet()), "expands to more than 512 MB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := readWithin(t, c.in)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%.300v, want %s", err, c.want)
			}
		})
	}
}

// bombOfASheet is a small archive that says of a sheet that it unpacks to 600 MB.
func bombOfASheet() string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	_, _ = z.CreateRaw(&zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Deflate, UncompressedSize64: 600 << 20})
	_ = z.Close()
	return b.String()
}

// packedBlocks is n bytes of s, packed.
func packedBlocks(s string, n int64) string {
	var b bytes.Buffer
	z := newPacker(&b)
	_, _ = io.Copy(z, &endless{block: filled(s), n: n})
	_ = z.Close()
	return b.String()
}

// A spreadsheet is refused by its bounds before it is unpacked.
func TestBoundsOfSheets(t *testing.T) {
	data := packedSheets(sheetParts(tableOf(heads, rowsOf(2, "0", "6")))...)
	open := func(b bounds) error {
		_, err := openSheet("a.xlsx", strings.NewReader(data), &Options{}, &Format{}, b)
		return err
	}
	if err := open(bounds{packed: int64(len(data)), unpacked: 1 << 20}); err != nil {
		t.Error(err)
	}
	if err := open(bounds{packed: int64(len(data)) - 1, unpacked: 1 << 20}); err == nil || !strings.Contains(err.Error(), "larger than") {
		t.Error(err)
	}
	if err := open(bounds{packed: 1 << 20, unpacked: 4000}); err == nil || !strings.Contains(err.Error(), "is larger than") {
		t.Error(err)
	}
	rows := packedSheets(sheetParts(tableOf(heads, rowsOf(500, "0", "6")))...)
	if _, err := openSheet("a.xlsx", strings.NewReader(rows), &Options{}, &Format{}, bounds{packed: 1 << 20, unpacked: 20_000}); err == nil || !strings.Contains(err.Error(), "expands to more than") {
		t.Error(err)
	}
}

// TestNamesOfSheets reads a sheet by its name.
func TestNamesOfSheets(t *testing.T) {
	data := workbook(heads, digits06)
	if _, _, err := readBytes("a.xlsx", data, Options{Sheet: "Réponses"}); err != nil {
		t.Error(err)
	}
	_, _, err := readBytes("a.xlsx", data, Options{Sheet: "Daten"})
	if text, hint := textOf(t, err); text != `a.xlsx: no sheet is named "Daten"` || hint != "--sheet takes one of: Réponses, Notes" {
		t.Error(text, hint)
	}
}

// writing is one way to write a cohort.
type writing struct {
	heads    []string
	words    []string
	coding   string
	encoding string
	shape    string
	style    style
	order    []int
	ids      bool
}

// draw draws a way to write a cohort.
func draw(t *rapid.T) writing {
	codings := map[string][]string{"0-6": digits06, "1-7": digits17, "fr": anchors("fr"), "fontaine": fontaine, "en": anchors("en"), "A1-A7": codesA, "AO": codesAO,
		"decimals": {"", "0.0", "1,0", "2.00", "3,0", "4", "5.", "6,"}}
	titles := map[string][]string{"mbi": heads, "brackets": bracketed, "padded": group01, "group": names("g/mbi/ITEM%02d", 1), "fr": prompts("fr", "À quelle fréquence ? [@]"),
		"en": prompts("en", "@"), "numbered": prompts("fr", "#. (MBI) @\n")}
	w := writing{
		coding:   rapid.SampledFrom([]string{"0-6", "1-7", "fr", "fontaine", "en", "A1-A7", "AO", "decimals"}).Draw(t, "coding"),
		heads:    titles[rapid.SampledFrom([]string{"mbi", "brackets", "padded", "group", "fr", "en", "numbered"}).Draw(t, "headings")],
		encoding: rapid.SampledFrom([]string{"utf-8", "marked", "windows-1252", "utf-16le", "utf-16be", "doubled", "gzip", "xlsx"}).Draw(t, "encoding"),
		shape:    rapid.SampledFrom([]string{"plain", "qualtrics", "hxl", "sep", "blank rows"}).Draw(t, "shape"),
		order:    rapid.Permutation(ranks(mbi.Items)).Draw(t, "order"),
		ids:      rapid.Bool().Draw(t, "ids"),
		style: style{delimiter: rapid.SampledFrom([]string{",", ";", "\t", "|"}).Draw(t, "delimiter"), eol: rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "end"),
			all: rapid.Bool().Draw(t, "quoted"), trailing: rapid.Bool().Draw(t, "trailing")},
	}
	if w.shape == "qualtrics" && strings.HasPrefix(w.heads[0], "g/") {
		w.shape = "plain" // groups are Kobo's, and stand in no question text
	}
	missing := rapid.SampledFrom([]string{"", " ", "NA", "N/A", ".", "#NULL!", "NR", "Non réponse"}).Draw(t, "missing")
	w.words = missingAs(missing, codings[w.coding])
	return w
}

// write writes the respondents that way.
func (w *writing) write(t *rapid.T, all []respondent) string {
	head := []string{"id", "Prénom; nom, \"titre\""}
	if !w.ids {
		head[0] = "ligne"
	}
	for _, item := range w.order {
		head = append(head, w.heads[item-1])
	}
	rows := [][]string{append(head, "mbiTime")}
	for _, r := range all {
		written, row := r.notated(w.words...), []string{r.id, "É\nx"}
		for _, item := range w.order {
			row = append(row, written[item-1])
		}
		rows = append(rows, append(row, "12.5"))
	}
	rows = w.shaped(rows)
	text := w.style.write(rows...)
	if w.shape == "sep" {
		text = "sep=" + w.style.delimiter + w.style.eol + text
	}
	switch w.encoding {
	case "xlsx":
		return packedSheets(sheetParts(rows)...)
	case "gzip":
		return zipped(text)
	case "marked":
		return mark + text
	}
	return transcode(t, w.encoding, text)
}

// shaped adds the rows that are no data.
func (w *writing) shaped(rows [][]string) [][]string {
	switch w.shape {
	case "qualtrics":
		head := rows[0]
		codes, ids := make([]string, len(head)), make([]string, len(head))
		for i := range head {
			codes[i], ids[i] = fmt.Sprintf("QID%d", i), fmt.Sprintf(`{"ImportId":"QID%d"}`, i)
		}
		codes[0] = "StartDate"
		if w.ids {
			codes[0] = "ResponseId"
		}
		return slices.Concat([][]string{codes, head, ids}, rows[1:])
	case "hxl":
		return slices.Insert(rows, 1, slices.Repeat([]string{"#indicator +num"}, len(rows[0])))
	case "blank rows":
		return slices.Concat(rows[:2], [][]string{make([]string, len(rows[0]))}, rows[2:], [][]string{make([]string, len(rows[0]))})
	}
	return rows
}

// TestAnyWritingReadsBackIdentical is the property of the reader: whatever shape,
// encoding, delimiter, coding, order and headings, the answers are the same.
func TestAnyWritingReadsBackIdentical(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := draw(t)
		all := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) (r respondent) {
			for i := range r.answers {
				r.answers[i] = mbi.Answer(rapid.IntRange(0, 6).Draw(t, "answer"))
				if rapid.IntRange(0, 9).Draw(t, "missing") == 0 {
					r.answers[i] = mbi.Missing
				}
			}
			return r
		}), 1, 30).Draw(t, "respondents")
		for i := range all {
			all[i].id = fmt.Sprintf("%03d", i)
		}
		in := w.write(t, all)
		o := Options{Wordings: ownWordings()}
		if w.coding == "1-7" {
			o.Coding = Coding{First: 1, Declared: true}
		}
		rows, input, err := readBytes("a", in, o)
		if err != nil && judgedWhole(err) { // a cohort drawn without an end of the scale
			t.Skip("an end of the scale is not in use")
		}
		if err != nil {
			t.Fatalf("%v\n%.600q", err, in)
		}
		for i := range rows {
			if !w.ids {
				rows[i].id = all[i].id
			}
		}
		if !slices.Equal(rows, all) {
			t.Fatalf("%s, %s\ngot  %v\nwant %v", input.Found, input.Coding, rows, all)
		}
	})
}

// judgedWhole reports whether a refusal concerns the cohort as a whole.
func judgedWhole(err error) bool {
	f, ok := errors.AsType[*fault.Fault](err)
	return ok && f.Line == 0 && strings.Contains(f.Hint, "--coding")
}

// seeds are the error table and the exports.
func seeds(f *testing.F) {
	for _, c := range badFiles {
		if len(c.in) < 1<<16 {
			f.Add([]byte(c.in))
		}
	}
	files, _ := filepath.Glob(filepath.Join(exportsDir, "*"))
	for _, path := range files {
		if data, err := os.ReadFile(path); err == nil {
			f.Add(data)
		}
	}
}

// Whatever the bytes, the sniffer ends and what it names is known.
func FuzzOpen(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, in []byte) {
		var format Format
		src, err := open("a.csv", bytes.NewReader(in), &Options{Wordings: ownWordings()}, &format)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "a.csv") {
				t.Errorf("no place: %v", err)
			}
			return
		}
		if format.Kind == "csv" && (!slices.Contains(encodingNames, format.Encoding) || format.Delimiter == "") {
			t.Errorf("%+v", format)
		}
		for n := 0; ; n++ {
			fields, err := src.next()
			if err != nil {
				return
			}
			if len(fields) == 0 || len(fields) > maxCells || n > len(in)+1 && format.Kind == "csv" && !format.Compressed {
				t.Fatalf("%d fields in record %d of %d bytes", len(fields), n, len(in))
			}
		}
	})
}

// Whatever the bytes, answers are 0 to 6 or missing, a refusal has a place and
// repeats no more than a cell, and a layout of what was read reads it again.
func FuzzReadBytes(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, in []byte) {
		o := Options{Wordings: ownWordings()}
		rows, input, err := readBytes("a.csv", string(in), o)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "a.csv") || strings.ContainsFunc(err.Error(), func(r rune) bool { return r < ' ' && r != '\n' }) {
				t.Errorf("%q", err)
			}
			return
		}
		for _, r := range rows {
			if err := r.answers.Check(); err != nil {
				t.Error(err)
			}
		}
		again := Options{Wordings: o.Wordings}
		if err := input.Layout(&o).Apply(&again); err != nil {
			t.Fatal(err)
		}
		if got, _, err := readBytes("a.csv", string(in), again); err == nil && !slices.Equal(got, rows) {
			t.Errorf("with its layout\n%v\nwithout\n%v", got, rows)
		}
	})
}

func newPacker(w io.Writer) io.WriteCloser {
	z, err := gzip.NewWriterLevel(w, gzip.BestSpeed)
	if err != nil {
		panic(err)
	}
	return z
}

func transcode(t *rapid.T, name, s string) string {
	e := map[string]transform.Transformer{
		"utf-8":        transform.Nop,
		"windows-1252": charmap.Windows1252.NewEncoder(),
		"utf-16le":     unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder(),
		"utf-16be":     unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder(),
		"doubled":      charmap.Windows1252.NewDecoder(),
	}[name]
	out, _, err := transform.String(e, s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
