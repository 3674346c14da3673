package cohort

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"burnout/mbi/fault"
)

// placed reads the records of a text with their places, in blocks of a size, or
// as a whole.
func placed(text string, size int) string {
	var b strings.Builder
	r := newRecords("a.csv", []byte(text), ',')
	if size > 0 {
		r = newRecords("a.csv", nil, ',')
		r.blocks = &blocks{in: strings.NewReader(text), delimiter: ',', size: size}
	}
	for {
		fields, err := r.next()
		if err != nil {
			return b.String() + err.Error()
		}
		for _, f := range fields {
			fmt.Fprintf(&b, "%d:%d %v %q ", f.line, f.column, f.quoted, f.text)
		}
		b.WriteByte('\n')
	}
}

// However a text is cut into blocks, its records and their places are the same.
func TestBlocksHoldWholeRecords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"a", "é", ",", `"`, "\n", "\r", "\r\n", `""`, `,"`, `",`, "\",\"\r", `,"a"`})).Draw(t, "text"), "")
		size := rapid.IntRange(1, 12).Draw(t, "size")
		if got, want := placed(text, size), placed(text, 0); got != want {
			t.Errorf("%q in blocks of %d:\n%s\nas a whole:\n%s", text, size, got, want)
		}
	})
}

// ordered collects rows in the order of the blocks, and the places of their
// cells, whose lines are known when all is read.
type ordered struct{ all, own *[]told }

type told struct {
	row    string
	places []*fault.Fault
}

func (o *ordered) Row(r *Row) error {
	line := told{row: fmt.Sprintf("%d %d %q %v", r.File, r.Number, r.ID(), r.Answers)}
	for c := range r.Headings() {
		line.row += fmt.Sprintf(" %q", r.Cell(c))
	}
	for c := range r.Headings() {
		line.places = append(line.places, r.Fault(c, "", ""))
	}
	*o.own = append(*o.own, line)
	return nil
}

func (o *ordered) Flush() error {
	*o.all = append(*o.all, *o.own...)
	*o.own = nil
	return nil
}

// said reads a file and writes down all that is learned of it.
func said(in string, o Options) string {
	var rows []told
	input, err := Scan([]Source{{"a.csv", strings.NewReader(in)}, {"b.csv", strings.NewReader(in)}}, o, func() Sink { return &ordered{&rows, new([]told)} })
	var all []string
	if err != nil {
		rows = nil // of rows before an error, some are handed on and some are not
	}
	for _, r := range rows {
		all = append(all, fmt.Sprint(r.row, r.places))
	}
	return fmt.Sprintf("%s\n%+v\n%v", strings.Join(all, "\n"), *input, err)
}

// alike holds that a file is read alike in one block or in many, by one worker or
// by several, straight or in the general way.
func alike(t interface {
	Errorf(string, ...any)
	Helper()
}, in string, o Options) {
	t.Helper()
	o.workers, o.general, o.size = 1, true, 1<<22
	want := said(in, o)
	o.general = false
	for _, way := range []struct{ workers, size int }{{1, 1 << 22}, {1, 100}, {3, 1}, {3, 300}} {
		o.workers, o.size = way.workers, way.size
		if got := said(in, o); got != want {
			t.Errorf("%d workers, blocks of %d:\n%.2000s\nin the general way:\n%.2000s\nof %.2000q", way.workers, way.size, got, want, in)
		}
	}
}

func FuzzWaysAgree(f *testing.F) {
	for _, c := range badFiles {
		if len(c.in) < 1<<12 {
			f.Add(c.in)
		}
	}
	row := strings.Join(digits("0123456"), ",")
	f.Add(file(",", append([]string{"id"}, heads...), append([]string{"a b"}, digits("0123456")...), append([]string{`"a b"`}, digits("0123456")...), append([]string{"a"}, digits("0")...)))
	f.Add(strings.Join(heads, ",") + ",\n" + row + ",\n" + row + "\n" + row + ",,\r\n" + row + ", \n" + row + ",")
	f.Add(strings.Join(heads, ",") + ",note\r\n" + row + ",x\r\n" + row + ",\"\r\n\"\r\n" + row + "\r\n," + row[2:] + ",")
	f.Add(strings.ReplaceAll(file(";", heads, digits("3"), digits(" "), digits("7")), "mbi2;", "\"mbi2\";"))
	f.Add(file(",", heads, digits("0123456"), digits("0123456")) + "1,2\n" + file(",", digits("01234567")))
	quoted := `"` + strings.Join(digits("0123456"), `","`) + `"`
	for _, odd := range []string{`"a"b`, `"a,b"`, `"a","b`, `"a`, "a\x00", `a"b"`, "\"a\nb\""} {
		for _, end := range []string{"", `,"b"`} {
			f.Add(strings.Join(heads, ",") + ",note,more\n" + strings.Repeat(quoted+`,"a","b"`+"\n", 3) + quoted + "," + odd + end + "\n" + quoted + `,"a","b"` + "\n")
		}
	}
	f.Fuzz(func(t *testing.T, in string) {
		for _, o := range []Options{{}, {Coding: Coding{First: 1, Declared: true}, MissingValues: []int{9}}, {Where: []Condition{{"id", "a"}}}, {Unnumbered: true}} {
			alike(t, in, o)
		}
	})
}

// TestAnyLayoutIsReadAlike draws files that the straight way reads in part: any
// order of columns, others before, between and behind the items, any delimiter
// and line end, quotes around cells or not.
func TestAnyLayoutIsReadAlike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		head := slices.Clone(heads)
		for range rapid.IntRange(0, 4).Draw(t, "others") {
			at := rapid.IntRange(0, len(head)).Draw(t, "at")
			head = slices.Insert(head, at, fmt.Sprintf("x%d", len(head)))
		}
		if rapid.Bool().Draw(t, "mixed") {
			head = rapid.Permutation(head).Draw(t, "order")
		}
		delimiter := rapid.SampledFrom([]string{",", ";", "\t"}).Draw(t, "delimiter")
		common := rapid.SampledFrom([]string{"0", "1", "2", "3", "4", "5", "6"})
		cell := rapid.SampledFrom([]string{"0", "1", "2", "3", "4", "5", "6", "0", "1", "2", "3", "4", "5", "6", "", "", " 3", `"4"`, "3.0", "7", "x", "é", `"`, `"3"4`})
		other := rapid.SampledFrom([]string{"", "a", " b ", "é", `a"b`, `a"b"`, `""`, `"a""b"`, `"a` + delimiter + `b"`, "\"\n\"", "\"a\"\"\nb\"", "\"a\rb\"", "\"a\r\nb\""})
		wrong := rapid.SampledFrom([]string{"a", `"a"b`, "a\x00"})
		spoilt, quotes := rapid.Bool().Draw(t, "spoilt"), rapid.Bool().Draw(t, "quotes")
		rows := [][]string{head}
		for range rapid.IntRange(1, 30).Draw(t, "rows") {
			from, other := common, other
			if spoilt {
				switch rapid.IntRange(0, 7).Draw(t, "odd") {
				case 0:
					from = cell
				case 1:
					other = wrong
				}
			}
			row := make([]string, len(head))
			for i := range row {
				if row[i] = from.Draw(t, "cell"); strings.HasPrefix(head[i], "x") {
					row[i] = other.Draw(t, "other")
				}
				if quotes && !strings.Contains(row[i], `"`) {
					row[i] = `"` + row[i] + `"`
				}
			}
			if spoilt && rapid.IntRange(0, 7).Draw(t, "short") == 0 {
				row = row[1:]
			}
			rows = append(rows, row)
		}
		text := file(delimiter, rows...)
		text = strings.ReplaceAll(text, "\n", rapid.SampledFrom([]string{"\n", "\r\n", delimiter + "\n", "\r"}).Draw(t, "end"))
		alike(t, text, Options{Coding: Coding{Declared: true}, Unnumbered: rapid.Bool().Draw(t, "unnumbered"), ID: rapid.SampledFrom([]string{"", head[0]}).Draw(t, "id")})
	})
}

// A NUL far from the top, where no look at the beginning of the file finds it, is
// refused.
func TestANULIsFoundAnywhere(t *testing.T) {
	row := strings.Join(digits("0123456"), ",")
	for _, note := range []string{"a\x00", "\"a\x00\""} {
		in := strings.Join(heads, ",") + ",note\n" + strings.Repeat(row+",a\n", 50_000) + row + "," + note + "\n"
		_, err := Scan([]Source{{"a.csv", strings.NewReader(in)}}, Options{}, func() Sink { return nothing{} })
		if err == nil || !strings.Contains(err.Error(), ": a NUL byte") {
			t.Error(err)
		}
	}
}

// failing is a sink that fails at a row.
type failing struct {
	at  int64
	err error
}

func (f failing) Row(r *Row) error {
	if r.Number >= f.at {
		return fmt.Errorf("row %d: %w", r.Number, f.err)
	}
	return nil
}

func (f failing) Flush() error { return nil }

// The first failure of a sink, in the order of the rows, ends a reading.
func TestTheFirstFailureOfASinkIsReturned(t *testing.T) {
	boom := errors.New("disk on fire")
	in := file(",", repeat(5000, digits("0123456"))...)
	for range 20 {
		_, err := Scan([]Source{{"a.csv", strings.NewReader(in)}}, Options{workers: 3, size: 500}, func() Sink { return failing{2000, boom} })
		if !errors.Is(err, boom) || err.Error() != "row 2000: disk on fire" {
			t.Fatal(err)
		}
	}
}

// stuttering hands out a byte at a time, and fails in the end.
type stuttering struct {
	text string
	err  error
}

func (s *stuttering) Read(p []byte) (int, error) {
	if s.text == "" {
		return 0, s.err
	}
	n := copy(p[:min(1, len(p))], s.text)
	s.text = s.text[n:]
	return n, nil
}

// A reader that fails ends the reading behind the last whole record, with its
// error.
func TestAReaderFailsBehindWholeRecords(t *testing.T) {
	boom := errors.New("cable pulled")
	in := strings.Repeat("1,2\n", 10) + "3,"
	b := &blocks{in: &stuttering{in, boom}, delimiter: ',', size: 16}
	var all []byte
	for {
		var one block
		err := b.next(&one)
		if err != nil {
			if !errors.Is(err, boom) || errors.Is(err, io.EOF) {
				t.Error(err)
			}
			break
		}
		all = append(all, one.data...)
	}
	if string(all) != strings.Repeat("1,2\n", 10) {
		t.Errorf("%q", all)
	}
}

// Workers pass in order.
func TestTurnstile(t *testing.T) {
	gate := newTurnstile(3)
	var order []int
	var all sync.WaitGroup
	for _, n := range []int{5, 7, 4, 3, 6} {
		all.Go(func() { gate.pass(n, func() { order = append(order, n) }) })
	}
	all.Wait()
	if !slices.IsSorted(order) || len(order) != 5 {
		t.Error(order)
	}
}
