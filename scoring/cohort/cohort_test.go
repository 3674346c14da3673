package cohort

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"burnout/mbi"
	"burnout/mbi/fault"
)

// names writes 22 headings from a pattern with one %d or %02d.
func names(pattern string, first int) []string {
	var n []string
	for i := range mbi.Items {
		n = append(n, fmt.Sprintf(pattern, first+i))
	}
	return n
}

// digits writes 22 cells, cycling through s.
func digits(s string) []string {
	var d []string
	for i := range mbi.Items {
		d = append(d, string(s[i%len(s)]))
	}
	return d
}

// file joins rows of cells with a delimiter.
func file(delimiter string, rows ...[]string) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(strings.Join(r, delimiter) + "\n")
	}
	return b.String()
}

// rowRead is what a row held.
type rowRead struct {
	Number  int64
	ID      string
	Answers mbi.Answers
}

func readAll(in string, o Options) (rows []rowRead, input *Input, err error) {
	input, err = Read([]Source{{"a.csv", strings.NewReader(in)}}, o, func(r *Row) error {
		rows = append(rows, rowRead{r.Number, string(r.ID()), r.Answers})
		return nil
	})
	return rows, input, err
}

func want(s string, first int) (a mbi.Answers) {
	for i := range a {
		a[i] = mbi.Answer(int(s[i%len(s)]-'0') - first)
	}
	return a
}

func TestHeadings(t *testing.T) {
	shuffled := names("mbi%d", 1)
	slices.Reverse(shuffled)
	answers := digits("0123456")
	slices.Reverse(answers)
	for _, c := range []struct {
		name, in string
	}{
		{"mbi1", file(",", names("mbi%d", 1), digits("0123456"))},
		{"ITEM1", file(",", names("ITEM%d", 1), digits("0123456"))},
		{"q1, semicolon", file(";", names("q%d", 1), digits("0123456"))},
		{"MBI_01, mark", "\ufeff" + file(",", names("MBI_%02d", 1), digits("0123456"))},
		{"MBI[SQ001], quoted", file(";", names(`"MBI[SQ%03d]"`, 1), digits("0123456"))},
		{"CRLF", strings.ReplaceAll(file(",", names("mbi%d", 1), digits("0123456")), "\n", "\r\n")},
		{"CR", strings.ReplaceAll(file(",", names("mbi%d", 1), digits("0123456")), "\n", "\r")},
		{"no newline at the end", strings.TrimSuffix(file(",", names("mbi%d", 1), digits("0123456")), "\n")},
		{"empty lines", "\n" + file(",", names("mbi%d", 1)) + "\n\n" + file(",", digits("0123456")) + "\n"},
		{"other order", file(",", shuffled, answers)},
		{"look-alikes", file(",", append(names("mbi%d", 1), "mbigsTime", "MBI_EE", "SCORE_MBI_S1"), append(digits("0123456"), "12", "40", "3"))},
		{"general set beside", file(",", append(names("q%d", 1), names("mbi%d", 1)...), append(digits("9"), digits("0123456")...))},
		{"what is noted of an item", file(",", append(names("q%d", 1), "q4_comment", "q4_time", "ambition1"), append(digits("0123456"), "x", "12", "7"))},
		{"newline in a heading", file(",", append(names("mbi%d", 1), "\"a\nb\""), append(digits("0123456"), "x"))},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, input, err := readAll(c.in, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if len(rows) != 1 || rows[0].Answers != want("0123456", 0) || rows[0].Number != 1 {
				t.Errorf("read %+v", rows)
			}
			if input.Rows != 1 || input.Blank != 0 || input.Coding != "0-6" {
				t.Errorf("input %+v", input)
			}
		})
	}
}

func TestMissingBlankAndIdentifiers(t *testing.T) {
	head := append([]string{"Record_ID"}, names("mbi%d", 1)...)
	some := append([]string{"p 7"}, digits("3")...)
	some[5] = " "
	none := append([]string{"p9"}, digits(" ")...)
	in := file(",", head, some, make([]string, len(head)), none)
	rows, input, err := readAll(in, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if input.Rows != 3 || input.Blank != 1 || len(rows) != 2 {
		t.Fatalf("%+v, %d rows", input, len(rows))
	}
	if rows[0].ID != "p 7" || rows[0].Answers.Of(5) != mbi.Missing || rows[0].Answers.Given() != 21 {
		t.Errorf("row %+v", rows[0])
	}
	// The blank row between them is not counted.
	if rows[1].ID != "p9" || rows[1].Number != 2 || rows[1].Answers != mbi.NoAnswers() {
		t.Errorf("row %+v", rows[1])
	}
	if _, _, err := readAll(in, Options{ID: "mbi3"}); err == nil || err.Error() != `a.csv:1:21: column "mbi3" is the identifier and item 3, expected two columns` {
		t.Error(err)
	}
}

func TestCoding17(t *testing.T) {
	c, err := ParseCoding("1-7")
	if err != nil {
		t.Fatal(err)
	}
	rows, input, err := readAll(file(",", names("mbi%d", 1), digits("1234567")), Options{Coding: c})
	if err != nil || rows[0].Answers != want("1234567", 1) || input.Coding != "1-7" {
		t.Error(rows, input, err)
	}
}

func repeat(n int, row []string) [][]string {
	rows := [][]string{names("mbi%d", 1)}
	for range n {
		rows = append(rows, row)
	}
	return rows
}

func TestAbsenceOfAnEndOfTheScale(t *testing.T) {
	zeroSix, _ := ParseCoding("0-6")
	oneSeven, _ := ParseCoding("1-7")
	for _, c := range []struct {
		name, cells string
		n           int
		coding      Coding
		refused     bool
		warning     Code
	}{
		{"1 without 0", "123456", 1, Coding{}, false, ""},
		{"19 without 0", "123456", 19, Coding{}, false, NoZero},
		{"one item never asked", "123456", 22, Coding{}, true, ""},
		{"20 without 0", "123456", 20, Coding{}, true, ""},
		{"20 with 0", "0123456", 20, Coding{}, false, ""},
		{"20 without 0, declared", "123456", 20, zeroSix, false, NoZero},
		{"20 without 7, declared 1-7", "123456", 20, oneSeven, false, NoSeven},
		{"19 without 7, declared 1-7", "123456", 19, oneSeven, false, ""},
		{"20 with 7, declared 1-7", "1234567", 20, oneSeven, false, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			row := digits(c.cells)
			if c.name == "one item never asked" {
				row[21] = ""
			}
			_, input, err := readAll(file(",", repeat(c.n, row)...), Options{Coding: c.coding})
			if (err != nil) != c.refused {
				t.Fatal(err)
			}
			if c.refused {
				f, _ := errors.AsType[*fault.Fault](err)
				if !strings.Contains(f.Hint, "--coding 1-7") || !strings.Contains(f.Hint, "--coding 0-6") {
					t.Errorf("hint %q", f.Hint)
				}
				return
			}
			warnings := slices.DeleteFunc(input.Warnings, func(w Warning) bool { return w.Code == DuplicateRows || w.Code == NoIdentifier })
			if got := fmt.Sprint(warnings); (c.warning == "") != (got == "[]") || !strings.Contains(got, string(c.warning)) {
				t.Errorf("warnings %s", got)
			}
		})
	}
}

func without(cells []string, i int) []string { return slices.Delete(slices.Clone(cells), i, i+1) }

func with(cells []string, i int, cell string) []string {
	c := slices.Clone(cells)
	c[i] = cell
	return c
}

var heads = names("mbi%d", 1)

// badFiles is the error table, and the seed of the fuzz test.
var badFiles = []struct{ name, in, want string }{
	{"empty", "", "a.csv: empty, expected a header and a row for each respondent"},
	{"blank lines", "\n\n", "a.csv: empty, expected a header and a row for each respondent"},
	{"binary", "mbi1,mbi2\x00\x00\x00\n", "a.csv: not a text file"},
	{"header only", file(",", heads), "a.csv: no row below the header, expected one for each respondent"},
	{"blank rows only", file(",", heads, make([]string, 22)), "a.csv: no row below the header, expected one for each respondent"},
	{"no header", file(",", digits("123"), digits("123")), "a.csv:1: first row holds no column names, expected a header"},
	{"other columns", "id,age\n1,30\n", "a.csv:1: no columns of the 22 items found in the header"},
	{"22 columns of another instrument", file(",", names("ies%d", 1), digits("3")), "a.csv:1: no columns of the 22 items found in the header"},
	{"one column missing", file(",", without(heads, 6), without(digits("3"), 6)), `a.csv:1:1: 21 columns like "mbi1", expected the 22 of the MBI-HSS, no mbi7`},
	{"one column too many", file(",", append(slices.Clone(heads), "mbi23"), append(digits("3"), "3")), `a.csv:1:1: 23 columns like "mbi1", expected the 22 of the MBI-HSS, and none like mbi23`},
	{"from zero", file(",", names("mbi%d", 0), digits("3")), `a.csv:1:1: 22 columns like "mbi0", expected the 22 of the MBI-HSS, no mbi22, and none like mbi0`},
	{"MBI-GS", file(",", heads[:16], digits("3")[:16]), `a.csv:1:1: 16 columns like "mbi1", expected the 22 of the MBI-HSS: 16 items, as the general form MBI-GS has`},
	{"MBI-SS", file(",", heads[:15], digits("3")[:15]), `a.csv:1:1: 15 columns like "mbi1", expected the 22 of the MBI-HSS: 15 items, as the student form MBI-SS has`},
	{"MBI-GS beside general columns", file(",", append(slices.Clone(heads[:16]), names("q%d", 1)...), digits("3")), `a.csv:1:1: 16 columns like "mbi1", expected the 22 of the MBI-HSS: 16 items, as the general form MBI-GS has`},
	{"30 questions", file(",", append(names("q%d", 1), "q23", "q24"), append(digits("3"), "1", "1")), `a.csv:1:1: 24 columns like "q1", expected the 22 of the MBI-HSS, and none like q23, q24`},
	{"a column twice", file(",", with(heads, 7, "mbi7"), digits("3")), `a.csv:1:36: item 7 stands in two columns, "mbi7" and "mbi7", expected one`},
	{"two sets", file(",", append(names("mbi_pre_%d", 1), names("mbi_post_%d", 1)...), append(digits("3"), digits("3")...)), `a.csv:1:234: two sets of 22 item columns, from "mbi_pre_1" and from "mbi_post_1", expected one`},
	{"a twin", file(",", append(slices.Clone(heads), "MBI4_REVERSE"), append(digits("3"), "3")), `a.csv:1:124: item 4 stands in "mbi4" and in "MBI4_REVERSE": which holds the answer as given cannot be told from the names`},
	{"a twin by prefix", file(",", append(slices.Clone(heads), "R_MBI4"), append(digits("3"), "3")), `a.csv:1:124: item 4 stands in "mbi4" and in "R_MBI4": which holds the answer as given cannot be told from the names`},
	{"a twin that a program renamed", file(",", append(slices.Clone(heads), "mbi4.1"), append(digits("3"), "3")), `a.csv:1:124: item 4 stands in "mbi4" and in "mbi4.1": which holds the answer as given cannot be told from the names`},
	{"a word that holds mbi", file(",", names("ambiance%d", 1), digits("3")), "a.csv:1: no columns of the 22 items found in the header"},
	{"a twin of one letter more", file(",", append(slices.Clone(heads), "mbi4i"), append(digits("3"), "3")), `a.csv:1:124: item 4 stands in "mbi4" and in "mbi4i": which holds the answer as given cannot be told from the names`},
	{"a 7", file(",", heads, with(digits("0"), 2, "7")), `a.csv:2:5: "7" in column "mbi3", expected 0 to 6 or an empty cell`},
	{"a word", file(",", heads, digits("0"), with(digits("0"), 21, "souvent")), `a.csv:3:43: "souvent" in column "mbi22", expected 0 to 6, one of the seven labels from never to every day, or an empty cell`},
	{"a sentinel", file(",", heads, with(digits("0"), 0, "99")), `a.csv:2:1: "99" in column "mbi1", expected 0 to 6 or an empty cell`},
	{"a decimal", file(",", heads, with(digits("0"), 0, "3.5")), `a.csv:2:1: "3.5" in column "mbi1": no whole number, expected 0 to 6 or an empty cell`},
	{"a sign", file(",", heads, with(digits("0"), 0, "-1")), `a.csv:2:1: "-1" in column "mbi1", expected 0 to 6 or an empty cell`},
	{"columns count characters", file(",", append([]string{"prénom"}, heads...), append([]string{"Éléonore"}, with(digits("0"), 0, "8")...)), `a.csv:2:10: "8" in column "mbi1", expected 0 to 6 or an empty cell`},
	{"a place below a cell of two lines", file(",", append([]string{"note"}, heads...), append([]string{"\"a\nb\""}, with(digits("0"), 0, "8")...)), `a.csv:3:4: "8" in column "mbi1", expected 0 to 6 or an empty cell`},
	{"a short row", file(",", heads, digits("0")[:20]), "a.csv:2: row has 20 cells, expected 22 as in the header"},
	{"a long row", file(",", heads, append(digits("0"), "1")), "a.csv:2: row has 23 cells, expected 22 as in the header"},
	{"an open quote", file(",", heads, with(digits("0"), 4, `"3`)), "a.csv:2:9: quote is opened here and never closed"},
	{"text after a quote", file(",", heads, with(digits("0"), 4, `"3"4`)), "a.csv:2:12: text after the closing quote of a cell, expected a delimiter"},
	{"NUL far below the top", file(",", heads) + strings.Repeat(file(",", digits("0")), 30000) + "0,\x00,", "a.csv:30002:3: a NUL byte, expected text in UTF-8"},
	{"a record without end", file(",", heads, with(digits("0"), 4, `"`+strings.Repeat("x\n", 1<<19))), "a.csv:2: record is longer than 1 MB, expected one row of a table"},
}

func TestBadFiles(t *testing.T) {
	for _, c := range badFiles {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := readAll(c.in, Options{})
			if err == nil {
				t.Fatal("accepted")
			}
			if got := err.Error(); got != c.want {
				t.Errorf("\ngot  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestHintsNameTheCoding(t *testing.T) {
	_, _, err := readAll(file(",", heads, digits("7")), Options{})
	l, ok := errors.AsType[*fault.List](err)
	if !ok || len(l.Faults) != fault.Shown || l.More != 12 || !strings.Contains(strings.Join(l.Hints(), ""), "--coding 1-7") {
		t.Errorf("%v, hints %v", err, l.Hints())
	}
	c, _ := ParseCoding("1-7")
	_, _, err = readAll(file(",", heads, digits("0")), Options{Coding: c})
	if l, ok = errors.AsType[*fault.List](err); !ok || !strings.Contains(strings.Join(l.Hints(), ""), "--coding 0-6") {
		t.Error(err)
	}
}

func TestParseCoding(t *testing.T) {
	for in, want := range map[string]string{"1-6": "no known mapping", "0-7": "unknown coding", "": "unknown coding"} {
		if _, err := ParseCoding(in); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func TestUnknownID(t *testing.T) {
	_, _, err := readAll(file(",", heads, digits("0")), Options{ID: "code"})
	if err == nil || err.Error() != `a.csv:1: no column is named "code"` {
		t.Error(err)
	}
}

func TestFailuresAreReported(t *testing.T) {
	boom := errors.New("disk on fire")
	whole := file(",", heads, digits("0"))
	_, err := Read([]Source{{"a.csv", io.MultiReader(strings.NewReader(whole), iotest.ErrReader(boom))}}, Options{}, func(*Row) error { return nil })
	if !errors.Is(err, boom) {
		t.Errorf("a failing reader gave %v", err)
	}
	if _, err = Read([]Source{{"a.csv", strings.NewReader(whole)}}, Options{}, func(*Row) error { return boom }); !errors.Is(err, boom) {
		t.Errorf("a failing caller gave %v", err)
	}
}

// allRecords splits s with the given delimiter into texts.
func allRecords(s string, d byte) (all [][]string, err error) {
	r := newRecords("a.csv", []byte(s), d)
	for {
		fields, err := r.next()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		var texts []string
		for _, f := range fields {
			texts = append(texts, f.text)
		}
		all = append(all, texts)
	}
}

// What encoding/csv accepts, the splitter reads alike. Left out is what it reads
// otherwise on purpose: CR alone as the end of a record, and NUL.
func FuzzRecordsAgreeWithEncodingCSV(f *testing.F) {
	for _, c := range badFiles {
		f.Add(c.in)
	}
	f.Add("a,\"b\"\"c\",\"d\ne\"\n\n,\n\"\"\n")
	f.Fuzz(func(t *testing.T, in string) {
		if strings.ContainsAny(in, "\r\x00") {
			return
		}
		r := csv.NewReader(strings.NewReader(in))
		r.FieldsPerRecord = -1
		want, err := r.ReadAll()
		if err != nil {
			return
		}
		got, err := allRecords(in, ',')
		if err != nil {
			t.Fatalf("refused: %v", err)
		}
		if !slices.EqualFunc(got, want, slices.Equal[[]string]) {
			t.Errorf("\ngot  %q\nwant %q", got, want)
		}
	})
}

// Whatever the file, answers are 0 to 6 or missing, and a refusal has a place.
func FuzzRead(f *testing.F) {
	for _, c := range badFiles {
		f.Add(c.in)
	}
	f.Add(file(",", heads, digits("0123456")))
	f.Add(file(";", heads, digits("0123456")))
	f.Fuzz(func(t *testing.T, in string) {
		rows, _, err := readAll(in, Options{})
		if err != nil && !strings.HasPrefix(err.Error(), "a.csv") {
			t.Errorf("no place: %v", err)
		}
		for _, r := range rows {
			if err := r.Answers.Check(); err != nil {
				t.Error(err)
			}
		}
	})
}
