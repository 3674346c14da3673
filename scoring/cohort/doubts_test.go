package cohort

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"burnout/mbi"
	"burnout/mbi/fault"
)

// textOf returns the text of a refusal, its place left out, and its hints.
func textOf(t *testing.T, err error) (text, hints string) {
	t.Helper()
	if l, ok := errors.AsType[*fault.List](err); ok {
		return l.Error(), strings.Join(l.Hints(), "; ")
	}
	f, ok := errors.AsType[*fault.Fault](err)
	if !ok {
		t.Fatalf("no fault: %v", err)
	}
	return f.Error(), f.Hint
}

func rowsOf(n int, cells ...string) (rows [][]string) {
	for i := range n {
		row := make([]string, mbi.Items)
		for j := range row {
			row[j] = cells[(i+j)%len(cells)]
		}
		rows = append(rows, row)
	}
	return rows
}

func tableFile(head []string, rows ...[]string) string {
	return file(";", slices.Concat([][]string{head}, rows)...)
}

func coded(t *testing.T, s string) Coding {
	t.Helper()
	c, err := ParseCoding(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var fiveLabels = []string{"Jamais", "Rarement", "Parfois", "Souvent", "Toujours"}

func TestDoubtsAreRefused(t *testing.T) {
	twins := append(slices.Clone(heads), "rev_mbi4")
	double := slices.Concat(names("mbi_pre_%d", 1), names("mbi_post_%d", 1))
	bilingual := slices.Concat(prompts("fr", "@"), prompts("en", "@"))
	moved := prompts("en", "How often? - @")
	moved[0], moved[7] = moved[7], moved[0]
	ids := func(n int) []string {
		var all []string
		for i := range n {
			all = append(all, fmt.Sprintf(`{"ImportId":"QID%d"}`, i))
		}
		return all
	}
	for _, c := range []struct {
		name, in, text, hint string
		o                    Options
	}{
		{name: "MBI-SS", in: tableFile(names("mbiss[mbiss%d]", 1)[:15], digits("3")[:15]), text: "15 items, as the student form MBI-SS has"},
		{name: "MBI-GS", in: tableFile(names("mbigs[mbi%d]", 1)[:16], digits("3")[:16]), text: "16 items, as the general form MBI-GS has"},
		{name: "aMBI", in: tableFile(names("aMBI%d", 1)[:9], digits("3")[:9]), text: "9 items, as the abbreviated MBI has"},
		{name: "16 of 22", in: tableFile(heads[6:], digits("3")[6:]), text: "no mbi1, mbi2, mbi3, mbi4, mbi5 and 1 more", hint: "--items"},
		{name: "totals only", in: tableFile([]string{"id", "MBI_EE", "MBI_DP", "MBI_PA"}, []string{"1", "20", "4", "40"}), text: "only totals of subscales (MBI_EE, MBI_DP, MBI_PA)"},
		{name: "parcels", in: tableFile([]string{"id", "SCORE_MBI_S1", "SCORE_MBI_S2", "SCORE_MBI_S3"}, []string{"1", "20", "4", "40"}), text: "only totals of subscales"},
		{name: "bare numbers", in: tableFile(names("%d", 1), digits("3")), text: "no columns of the 22 items found", hint: "if these are the items: --items 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22"},
		{name: "an average", in: tableFile(heads, with(digits("3"), 4, "3,27")), text: `"3,27" in column "mbi5": no whole number, expected 0 to 6`},
		{name: "a decimal without a zero", in: tableFile(heads, with(digits("3"), 4, ".73")), text: `".73" in column "mbi5": no whole number`},
		{name: "decimals damaged", in: tableFile(heads, with(digits("3"), 4, "74")), text: `"74"`, hint: "export their labels"},
		{name: "two sets", in: tableFile(double, append(digits("3"), digits("3")...)), text: "two sets of 22 item columns", hint: "--items"},
		{name: "two languages", in: tableFile(bilingual, append(digits("3"), digits("3")...)), text: "item 1 is", hint: "--items"},
		{name: "numbers and texts in another order", in: style{delimiter: ",", eol: "\n"}.write(append([]string{"ResponseId"}, names("MBI_%d", 1)...), append([]string{"Antwort-ID"}, moved...), ids(23), append([]string{"R1"}, digits("3")...)),
			text: `item 1 is "MBI_1" by name and "MBI_8" by the wording of form en-adapted, expected one column`, hint: "--items"},
		{name: "a column twice", in: tableFile(with(heads, 7, "MBI07"), digits("3")), text: `item 7 stands in two columns, "mbi7" and "MBI07"`, hint: "--items"},
		{name: "a question text twice", in: tableFile(append(prompts("fr", "@"), prompts("fr", "@")[3]), append(digits("3"), "3")), text: "this question text of form fr-adapted stands in two columns"},
		{name: "a column missing", in: tableFile(without(heads, 3), digits("3")[1:]), text: "21 columns like", hint: "--items"},
		{name: "a question text missing", in: tableFile(prompts("fr", "@")[1:], digits("3")[1:]), text: "only 21 columns found by the wording of form fr-adapted", hint: "--items"},
		{name: "rank and number", in: tableFile(slices.Concat(names("Ee%d", 1)[:9], []string{"Dp5", "Dp10", "Dp11", "Dp15", "Dp22"}, names("Pa%d", 1)[:8]), digits("3")), text: "no columns of the 22 items"},
		{name: "numbers and ranks", in: tableFile(slices.Concat([]string{"Ee1", "Ee2", "Ee3", "Ee6", "Ee8", "Ee13", "Ee14", "Ee16", "Ee20"}, names("Dp%d", 1)[:5], names("Pa%d", 1)[:8]), digits("3")), text: "no columns of the 22 items"},
		{name: "blocks", in: tableFile(slices.Concat(names("EE%d", 1)[:9], names("DP%d", 10)[:5], names("PA%d", 15)[:8]), digits("3")), text: "no columns of the 22 items"},
		{name: "a twin", in: tableFile(append(slices.Clone(heads), "mbi4_inv"), append(digits("3"), "3")), text: `item 4 stands in "mbi4" and in "mbi4_inv"`, hint: "--items"},
		{name: "a twin with the word before", in: tableFile(twins, append(digits("3"), "3")), text: `item 4 stands in "mbi4" and in "rev_mbi4"`, hint: "--items"},
		{name: "labels of five points", in: tableFile(heads, rowsOf(3, fiveLabels...)...), text: `"Rarement" in column "mbi2", expected 0 to 6, one of the seven labels from never to every day, or an empty cell`},
		{name: "numbers of five points", in: tableFile(heads, rowsOf(20, "0", "1", "2", "3", "4")...), text: "no answer is above 4 among 440 answers of 20 respondents", hint: "--coding 0-6"},
		{name: "1-7 of twenty", in: tableFile(heads, rowsOf(20, "1", "2", "3", "4", "5", "6")...), text: "no answer is 0 among 440 answers of 20 respondents", hint: "--coding 1-7"},
		{name: "labels and numbers from 1", in: tableFile(heads, rowsOf(2, "Never", "2", "6", "Every day")...), text: "no number is 0", hint: "--coding 1-7"},
		{name: "codes and numbers", in: tableFile(heads, rowsOf(2, "A1", "3")...), text: "codes such as A1 in some cells and numbers", hint: "--coding A1-A7"},
		{name: "codes and labels", in: tableFile(heads, rowsOf(2, "A1", "Never")...), text: "codes such as A1 in some cells and numbers or labels"},
		{name: "codes of six", in: tableFile(heads, rowsOf(20, "A1", "A2", "A3", "A4", "A5", "A6")...), text: "no answer is A7 among 440 answers", hint: "--coding A1-A7"},
		{name: "codes from A0", in: tableFile(heads, rowsOf(2, "A0", "A3")...), text: `"A0" in column "mbi1"`},
		{name: "a 7", in: tableFile(heads, with(digits("0"), 2, "7")), text: `"7"`, hint: "--coding 1-7"},
		{name: "a 0", in: tableFile(heads, with(digits("7"), 2, "0")), text: `"0" in column "mbi3", expected 1 to 7`, hint: "--coding 0-6", o: Options{Coding: Coding{First: 1, Declared: true}}},
		{name: "9", in: tableFile(heads, with(digits("0"), 2, "9")), text: `"9"`, hint: "--missing-values 9"},
		{name: "99,0", in: tableFile(heads, with(digits("0"), 2, "99,0")), text: `"99,0"`, hint: "--missing-values 99"},
		{name: "-9", in: tableFile(heads, with(digits("0"), 2, "-9")), text: `"-9"`, hint: "--missing-values -9"},
		{name: "999", in: tableFile(heads, with(digits("0"), 2, "999")), text: `"999"`, hint: "--missing-values 999"},
		{name: "recoded 8", in: tableFile(heads, with(digits("0"), 2, "8")), text: `"8"`, hint: "export their labels"},
		{name: "7 missing, 1-7", in: tableFile(heads, digits("7")), text: "--missing-values: 7 is an answer under coding 1-7", o: Options{Coding: Coding{First: 1, Declared: true}, MissingValues: []int{7}}},
		{name: "7 missing, undeclared", in: tableFile(heads, digits("7")), text: "--missing-values: 7 is an answer under coding 1-7, expected the coding to be named", hint: "--coding 0-6", o: Options{MissingValues: []int{7}}},
		{name: "3 missing", in: tableFile(heads, digits("3")), text: "--missing-values: 3 is an answer under coding 0-6", o: Options{MissingValues: []int{3}}},
		{name: "an id again", in: tableFile(append([]string{"id"}, heads...), append([]string{"SECRET"}, digits("3")...), append([]string{"SECRET"}, digits("2")...)), text: "a.csv:3: the same identifier has answered before, on line 2", hint: "--where"},
		{name: "a repeat", in: tableFile(append([]string{"record_id", "redcap_repeat_instance"}, heads...), append([]string{"1", "1"}, digits("3")...), append([]string{"1", "2"}, digits("2")...)), text: "the same identifier", hint: "--where redcap_repeat_instance=VALUE"},
		{name: "nothing is left", in: tableFile(append([]string{"ward"}, heads...), append([]string{"a"}, digits("3")...)), text: "no row is left, --where leaves out 1 row", hint: "--where", o: Options{Where: []Condition{{"ward", "b"}}}},
		{name: "one row shifted", in: tableFile(append(append([]string{"age"}, heads...), "note"), append(append([]string{"30"}, digits("3")...), "x"), append(append([]string{"34", "5"}, digits("3")...), "")), text: "a.csv:3: row has 25 cells, expected 24 as in the rows above", hint: "delimiter"},
		{name: "1 Jamais", in: tableFile(heads, with(digits("0"), 0, "1 Jamais")), text: `"1 Jamais" in column "mbi1": number and words disagree under coding 0-6`, hint: "--coding 1-7"},
		{name: "5 of another scale", in: tableFile(heads, with(digits("0"), 0, "5 Plutôt pas d’accord")), text: "expected 0 to 6"},
		{name: "3 Chaque jour", in: tableFile(heads, with(digits("0"), 0, "3 Chaque jour")), text: "number and words disagree"},
		{name: "an end alone", in: tableFile(heads, with(digits("0"), 0, "Toujours")), text: `"Toujours" in column "mbi1"`},
		{name: "part of a label", in: tableFile(heads, with(digits("0"), 0, "fois par mois")), text: `"fois par mois"`},
		{name: "a sign alone", in: tableFile(heads, with(digits("0"), 0, "?")), text: `"?" in column "mbi1"`},
		{name: "missing in the wrong words", in: tableFile(heads, with(digits("0"), 0, "aucune")), text: `"aucune" in column`},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.o.Wordings = ownWordings()
			rows, _, err := readAll(c.in, c.o)
			if err == nil {
				t.Fatalf("accepted: %v", rows[0].Answers)
			}
			text, hint := textOf(t, err)
			if !strings.Contains(text, c.text) || !strings.Contains(hint, c.hint) || strings.Contains(text+hint, "SECRET") {
				t.Errorf("%s\nhint: %s\nwant %s\nhint: %s", text, hint, c.text, c.hint)
			}
		})
	}
}

func TestTwins(t *testing.T) {
	under := names("mbi_%d", 1)
	for _, twin := range []string{"mbi_4_REVERSE", "MBI_4r", "rev_mbi_4", "mbi_rev4", "mbi_r4", "mbi_4역산", "mbi_4.1", "R_mbi_4"} {
		in := tableFile(append(slices.Clone(under), twin), append(digits("0123456"), "3"))
		if _, _, err := readAll(in, Options{}); err == nil || !strings.Contains(err.Error(), "item 4 stands in") {
			t.Errorf("%s: %v", twin, err)
		}
		rows, _, err := readAll(in, Options{Items: with(under, 3, twin)})
		if err != nil || rows[0].Answers != func() mbi.Answers { a := want("0123456", 0); a[3] = 3; return a }() {
			t.Errorf("%s with --items: %v", twin, err)
		}
	}
	for _, other := range []string{"mbi_4_time", "mbi_total", "prior_4", "smbi_4x"} {
		if _, _, err := readAll(tableFile(append(slices.Clone(under), other), append(digits("0123456"), "3")), Options{}); err != nil {
			t.Errorf("%s: %v", other, err)
		}
	}
}

func TestSpellings(t *testing.T) {
	for cell, want := range map[string]mbi.Answer{
		"3": 3, " 3 ": 3, "3.0": 3, "3,00": 3, "3.": 3, "03": 3, "A4": 3, "a4": 3, "AO04": 3,
		"1 fois par semaine": 4, "0 Jamais": 0, "0 Jamais ": 0, "6 Toujours": 6, "6 - Chaque jour": 6, "2 = Une fois par mois": 2, "3 (a few times a month)": 3,
		"JAMAIS": 0, "Quelques fois par an": 1, "Quelques fois par an, au moins": 1, "quelques fois par année, au moins": 1, "Quelquefois par année au moins": 1,
		"Quelques fois par année ou moins": 1, "Une fois par mois au moins": 2, "une fois par mois, ou moins": 2, "1 fois par mois ou moins": 2,
		"Quelques\u00a0fois\u202fpar  mois": 3, "\ufeffNever": 0, "\u200b4\ufeff": 4, "A few times per year or less": 1, "A few times a week.": 5, "Tous les jours": 6, "EVERY DAY": 6,
		"Quelques fois par annÃ©e, au moins": 1, "Quelques fois par anne\u0301e": 1, "quelques fois par ann\xe9e": 1,
		"": mbi.Missing, "NA": mbi.Missing, "n/a": mbi.Missing, "NaN": mbi.Missing, "NULL": mbi.Missing, ".": mbi.Missing, "-": mbi.Missing,
		"#NULL!": mbi.Missing, "NR": mbi.Missing, "nsp": mbi.Missing, "Non réponse": mbi.Missing, "SANS RÉPONSE": mbi.Missing, "\u00a0": mbi.Missing,
	} {
		if got := newAnswers(&Options{}).read(cell); got.why != "" || got.answer != want {
			t.Errorf("%q is %v %s, want %v", cell, got.answer, got.why, want)
		}
	}
	blank := Wording{ID: "without anchors"}
	if got := newAnswers(&Options{Wordings: []Wording{blank}}).read("?"); got.why == "" {
		t.Errorf("a sign is %v", got.answer)
	}
	for _, cell := range []string{"7", "-1", "3.5", ".5", "3,5", "1.000.000", "３", "²", "+3", "3 4", "A8", "A0", "A10", "AO4", "O", "l", "0.01", "1e0", "toujours", "0x3", "3%", "A", "?", "!", "—", "-3", "--", "1 fois", "3 fois par semaine", "6 Jamais", "0 0", "[not completed]", "TRUE"} {
		if got := newAnswers(&Options{}).read(cell); got.why == "" {
			t.Errorf("%q is %v", cell, got.answer)
		}
	}
}

// A label that two forms give to different answers is refused, not decided.
func TestLabelsOfContraryForms(t *testing.T) {
	a, b := Wording{ID: "a"}, Wording{ID: "b"}
	a.Anchors[2], b.Anchors[5] = "Ofte", "Ofte"
	if got := newAnswers(&Options{Wordings: []Wording{a}}).read("ofte"); got.answer != 2 || got.why != "" {
		t.Errorf("%+v", got)
	}
	o := Options{Wordings: []Wording{a, b}}
	for _, cell := range []string{"ofte", "5 ofte", "2 ofte"} {
		if got := newAnswers(&o).read(cell); got.why == "" {
			t.Errorf("%s: %+v", cell, got)
		}
	}
}

func TestWarnings(t *testing.T) {
	falling := func(n int) (rows [][]string) { // PA falls where EE rises
		for i := range n {
			row := digits(string(rune('0' + i%7)))
			for _, item := range mbi.PA.Items() {
				row[item-1] = fmt.Sprint(6 - i%7)
			}
			row[0], row[4] = fmt.Sprint(i/7%7), fmt.Sprint((i+1)%7)
			rows = append(rows, row)
		}
		return rows
	}
	rising := func(n int) (rows [][]string) {
		for i := range n {
			row := digits(string(rune('0' + i%7)))
			row[4], row[5] = fmt.Sprint(i/7%7), fmt.Sprint((i+1)%7)
			rows = append(rows, row)
		}
		return rows
	}
	holes := falling(28)
	for i := range 4 {
		holes[i][2] = ""
	}
	for _, c := range []struct {
		name, coding string
		rows         [][]string
		want         string
	}{
		{"nothing", "0-6", falling(28), "[]"},
		{"no zero", "0-6", rowsOf(24, "1", "2", "3", "4", "5", "6"), "[{no-zero 24} {duplicate-rows 18}]"},
		{"no seven", "1-7", rowsOf(24, "1", "2", "3", "4", "5", "6"), "[{no-seven 24} {duplicate-rows 18}]"},
		{"codes declared", "A1-A7", rowsOf(20, "A1", "A2", "A3", "A4", "A5", "A6"), ""},
		{"many incomplete", "0-6", holes, "[{many-incomplete 4}]"},
		{"few incomplete", "0-6", holes[2:], "[]"},
		{"no answers", "0-6", append(falling(7), append([]string{"", "", "", ""}, digits(" ")[4:]...)), "[]"},
		{"straight", "0-6", append(falling(27), digits("3")), "[{straight-liners 1}]"},
		{"repeats", "0-6", append(falling(27), falling(2)...), "[{duplicate-rows 2}]"},
		{"rising", "0-6", rising(28), "[{positive-ee-pa 28}]"},
		{"rising, too few", "0-6", rising(19), "[]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, input, err := readAll(tableFile(heads, c.rows...), Options{Coding: coded(t, c.coding)})
			if err != nil {
				t.Fatal(err)
			}
			// These files have no identifier, and are told so last.
			last := len(input.Warnings) - 1
			if input.Warnings[last].Code != NoIdentifier {
				t.Errorf("%v does not end with %s", input.Warnings, NoIdentifier)
			}
			if got := fmt.Sprint(input.Warnings[:last]); c.want != "" && got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
	_, input, err := readAll(tableFile(append([]string{"id"}, heads...), append([]string{"a"}, digits(" ")...), append([]string{"b"}, digits("0123456")...)), Options{})
	if got := fmt.Sprint(input.Warnings); err != nil || got != "[{without-answers 1}]" {
		t.Error(got, err)
	}
}

func TestRepeatsAreLookedForUpToABound(t *testing.T) {
	row := strings.Join(digits("0123456"), ",") + "\n"
	in := strings.Join(heads, ",") + "\n" + strings.Repeat(row, checked+7)
	_, input, err := readAllButKeepNone(in, Options{})
	if err != nil || !slices.Contains(input.Warnings, Warning{DuplicatesUnchecked, 7}) || !slices.Contains(input.Warnings, Warning{DuplicateRows, checked - 1}) {
		t.Error(input.Warnings, err)
	}
}

func readAllButKeepNone(in string, o Options) (int, *Input, error) {
	n := 0
	input, err := Read([]Source{{"a.csv", strings.NewReader(in)}}, o, func(*Row) error { n++; return nil })
	return n, input, err
}

func TestWhere(t *testing.T) {
	head := append([]string{"id", "Service"}, heads...)
	row := func(id, ward, answers string) []string { return append([]string{id, ward}, digits(answers)...) }
	// The second half of the file is not UTF-8: "Réa" must be found there too.
	in := file(",", head, row("1", "Réa", "0123456"), row("2", "Urgences", "99"), row("3", " R\xe9a ", "0123456"), make([]string, len(head)), row("4", "réa", "x"))
	in = mark + file(",", head) + strings.Repeat(file(",", row("9", "Urgences", "9")), 1<<15) + strings.TrimPrefix(in, file(",", head))
	rows, input, err := readAll(in, Options{Where: []Condition{{"Service", "Réa"}}})
	if err != nil || len(rows) != 2 || rows[1].ID != "3" || rows[1].Number != 1<<15+3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if input.Rows != 1<<15+5 || input.Blank != 1 || input.Filtered != 1<<15+2 || input.Previews != 0 {
		t.Errorf("%+v", input)
	}
	if _, _, err := readAll(in, Options{Where: []Condition{{"ward", "Réa"}}}); err == nil || !strings.Contains(err.Error(), `no column is named "ward"`) {
		t.Error(err)
	}
	for _, bad := range []string{"", "=x", "x", " =x"} {
		if _, err := ParseCondition(bad); err == nil {
			t.Errorf("%q accepted", bad)
		}
	}
}

func TestIdentifiersOfOtherBytesStayDifferent(t *testing.T) {
	head := append([]string{"id"}, heads...)
	in := file(",", head) + strings.Repeat(file(",", append([]string{""}, digits("0123456")...)), 1<<15) +
		file(",", append([]string{"n\xe9"}, digits("0123456")...), append([]string{"n\xe8"}, digits("0123456")...))
	rows, _, err := readAll(in, Options{})
	if err != nil || rows[1<<15].ID != "né" || rows[1<<15+1].ID != "nè" {
		t.Error(err)
	}
}

func TestSeveralFiles(t *testing.T) {
	one := func(id string) string {
		return file(";", append([]string{"id"}, heads...), append([]string{id}, digits("0123456")...))
	}
	read := func(contents ...string) (ids []string, input *Input, err error) {
		var sources []Source
		for i, c := range contents {
			sources = append(sources, Source{fmt.Sprintf("%c.csv", 'a'+i), strings.NewReader(c)})
		}
		input, err = Read(sources, Options{}, func(r *Row) error { ids = append(ids, fmt.Sprintf("%d %d %s", r.File, r.Number, r.ID())); return nil })
		return ids, input, err
	}
	ids, input, err := read(one("01"), mark+strings.ReplaceAll(one("02"), ";", ","), packedSheets(sheetParts([][]string{append([]string{"id"}, heads...), append([]string{"03"}, digits("0123456")...)})...))
	if err != nil || fmt.Sprint(ids) != "[0 1 01 1 1 02 2 1 03]" || input.Rows != 3 || input.Files[2].Format.Kind != "xlsx" {
		t.Errorf("%v %+v %v", ids, input, err)
	}
	// A file coded otherwise is refused though the one before it has zeros.
	low := func(n int, cells string) string {
		rows := [][]string{append([]string{"id"}, heads...)}
		for i := range n {
			rows = append(rows, append([]string{fmt.Sprintf("x%d", i)}, digits(cells)...))
		}
		return file(";", rows...)
	}
	if _, _, err := read(one("01"), low(20, "123456")); err == nil || !strings.HasPrefix(err.Error(), "b.csv: no answer is 0 among 440 answers of 20 respondents") {
		t.Errorf("a second file coded 1-7: %v", err)
	}
	if _, input, err := read(low(2, "123456"), strings.ReplaceAll(low(3, "123456"), "x", "y")); err != nil || fmt.Sprint(input.Warnings[0]) != "{no-zero 5}" {
		t.Errorf("two small files without 0: %v %v", input.Warnings, err)
	}
	for want, second := range map[string]string{
		"b.csv:1: other columns than the first file":                        file(";", append([]string{"nr"}, heads...), append([]string{"2"}, digits("0123456")...)),
		"b.csv:2: the same identifier has answered before, on a.csv line 2": one("01"),
		"b.csv: no row below the header":                                    file(";", append([]string{"id"}, heads...)),
		"b.csv:2: row has 22 cells, expected 23":                            file(";", append([]string{"id"}, heads...), digits("0123456")),
	} {
		if _, _, err := read(one("01"), second); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	// A short row of text is no spreadsheet's, whatever the first file was.
	sheet := packedSheets(sheetParts([][]string{append([]string{"id"}, heads...), append([]string{"03"}, digits("0123456")...)})...)
	if _, _, err := read(sheet, file(";", append([]string{"id"}, heads...), append([]string{"1"}, digits("0123456")[:20]...))); err == nil {
		t.Error("a short row was filled")
	}
}

func TestRowsOfOneShape(t *testing.T) {
	head := append([]string{"id"}, heads...)
	row := func(id string) []string { return append([]string{id}, digits("0123456")...) }
	trailing := file(";", head, append(row("1"), ""), append(row("2"), ""))
	if rows, _, err := readAll(trailing, Options{}); err != nil || len(rows) != 2 {
		t.Error(err)
	}
	for _, in := range []string{file(";", head, append(row("1"), ""), row("2")), file(";", head, row("1"), append(row("2"), "")), file(";", head, append(row("1"), "", ""), append(row("2"), ""))} {
		if _, _, err := readAll(in, Options{}); err == nil || !strings.Contains(err.Error(), "a.csv:3: row has") {
			t.Error(err)
		}
	}
}

// What tests and previews are called, in words and by Qualtrics' numbers.
func TestPreviews(t *testing.T) {
	head := append([]string{"ResponseId", "Status"}, heads...)
	var rows [][]string
	for i, status := range []string{"IP Address", "0", "Survey Preview", "1", "2", "9", "17", "survey test", "4", "8", "16", ""} {
		rows = append(rows, append([]string{fmt.Sprint(i), status}, digits("0123456")...))
	}
	got, input, err := readAll(tableFile(head, rows...), Options{})
	if err != nil || len(got) != 6 || input.Previews != 6 {
		t.Errorf("%d rows, %d previews, %v", len(got), input.Previews, err)
	}
	// Another tool's Status is none of Qualtrics'.
	head[0] = "id"
	if got, _, err = readAll(tableFile(head, rows...), Options{}); err != nil || len(got) != 12 {
		t.Errorf("%d rows, %v", len(got), err)
	}
}

func TestHeads(t *testing.T) {
	bom := "\"\ufeffmbi1\""
	quoted := names(`"mbi, %d"`, 1)
	for name, in := range map[string]string{
		"a mark within quotes":  mark + tableFile(with(heads, 0, bom), digits("0123456")),
		"two marks":             mark + mark + tableFile(heads, digits("0123456")),
		"sep in quotes":         "\"sep=;\"\r\n" + tableFile(heads, digits("0123456")),
		"sep and a mark":        mark + "sep=|\n" + file("|", heads, digits("0123456")),
		"quotes and delimiters": file(",", quoted, digits("0123456")),
		"a row of #NULL!":       tableFile(append([]string{"x"}, heads...), append([]string{"#NULL!"}, digits("0123456")...)),
		"one import id":         tableFile(append([]string{"x"}, heads...), append([]string{`{"ImportId"`}, digits("0123456")...)),
		"sentences in one line": tableFile(prompts("en", "@"), digits("0123456")),
		"a long header":         tableFile(append([]string{strings.Repeat("x ", 200_000)}, heads...), append([]string{"1"}, digits("0123456")...)),
	} {
		rows, _, err := readAll(in, Options{Wordings: ownWordings()})
		if err != nil || len(rows) != 1 || rows[0].Answers != want("0123456", 0) {
			t.Errorf("%s: %d rows, %v", name, len(rows), err)
		}
	}
	for name, in := range map[string]string{
		"only import ids": `{"ImportId":"QID1"}`,
		"two heads":       "{\"ImportId\":\"QID1\"}\nmbi1\n",
	} {
		if _, _, err := readAll(in, Options{}); err == nil {
			t.Error(name)
		}
	}
	// Codes are told from texts by ResponseId, though the texts be shorter.
	ids := func(n int) []string { return slices.Repeat([]string{`{"ImportId":"QID1"}`}, n) }
	in := style{delimiter: ",", eol: "\n"}.write(ids(23), append([]string{"Id"}, names("%d", 1)...), append([]string{"ResponseId"}, heads...), append([]string{"R1"}, digits("0123456")...))
	if _, input, err := readAll(in, Options{}); err != nil || input.Headings[1] != "mbi1" {
		t.Errorf("%v, %v", input.Headings, err)
	}
	// A first row of missing answers is no row of tags.
	rows, _, err := readAll(tableFile(heads, slices.Repeat([]string{"#NULL!"}, 22), digits("0123456")), Options{})
	if err != nil || len(rows) != 2 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
}

// An interrupted reading of packed data is no damaged file.
func TestInterruptedGzip(t *testing.T) {
	boom := errors.New("interrupted")
	packed := zipped(tableFile(heads, digits("0123456")))
	for _, n := range []int{2, 5, len(packed) - 9} {
		in := io.MultiReader(strings.NewReader(packed[:n]), errorReader{boom})
		if _, err := Read([]Source{{"a.gz", in}}, Options{}, func(*Row) error { return nil }); !errors.Is(err, boom) {
			t.Errorf("after %d bytes: %v", n, err)
		}
	}
}

type errorReader struct{ err error }

func (r errorReader) Read([]byte) (int, error) { return 0, r.err }

// A heading that an export cut short is recognised by what is left of it, and
// refused where too little is.
func TestHeadingsCutShort(t *testing.T) {
	cutTo := func(n int) string {
		head := prompts("en", "How often? - @")
		for i, h := range head {
			head[i] = h[:min(len(h), len("How often? - ")+n)]
		}
		return tableFile(head, digits("0123456"))
	}
	o := Options{Wordings: ownWordings()}
	if rows, _, err := readAll(cutTo(30), o); err != nil || rows[0].Answers != want("0123456", 0) {
		t.Error(err)
	}
	if _, _, err := readAll(cutTo(20), o); err == nil {
		t.Error("read by headings of 20 characters")
	}
}

// A heading that stands twice is named by its position.
func TestColumnsByPosition(t *testing.T) {
	head := append(slices.Clone(heads), "mbi7")
	in := tableFile(head, append(digits("3"), "5"))
	_, _, err := readAll(in, Options{})
	if _, hint := textOf(t, err); !strings.Contains(hint, "#24 is the 24th column") {
		t.Errorf("hint %q", hint)
	}
	items := slices.Clone(heads)
	if _, _, err := readAll(in, Options{Items: items}); err == nil {
		t.Error("one of two columns was taken")
	} else if _, hint := textOf(t, err); hint != "name it by its position: #7 or #23" {
		t.Errorf("hint %q", hint)
	}
	items[6] = "#23"
	rows, _, err := readAll(in, Options{Items: items})
	if err != nil || rows[0].Answers.Of(7) != 5 {
		t.Errorf("%v %v", rows, err)
	}
	items[6] = "#24"
	if _, _, err := readAll(in, Options{Items: items}); err == nil {
		t.Error("a column beyond the last was found")
	}
}

// True and false in a spreadsheet are no answers, though they are stored as 1 and 0.
func TestTruthValuesAreNoAnswers(t *testing.T) {
	parts := sheetParts([][]string{append([]string{"id"}, heads...), append([]string{"a"}, digits("0123456")...)})
	if _, _, err := readBytes("a.xlsx", packedSheets(parts...), Options{}); err != nil {
		t.Fatal(err)
	}
	for i, p := range parts {
		parts[i] = strings.Replace(p, `<c r="C2">`, `<c r="C2" t="b">`, 1)
	}
	_, _, err := readBytes("a.xlsx", packedSheets(parts...), Options{})
	if err == nil || !strings.Contains(err.Error(), `a.xlsx:2:3: "TRUE" in column "mbi2", expected 0 to 6`) {
		t.Error(err)
	}
}

// Notes on the first sheet: the refusal names the others.
func TestOtherSheetsAreNamed(t *testing.T) {
	_, _, err := readBytes("a.xlsx", packedSheets(sheetParts([][]string{{"Notes"}, {"see the other sheet"}})...), Options{})
	if _, hint := textOf(t, err); !strings.Contains(hint, "--sheet takes one of: ") {
		t.Errorf("hint %q", hint)
	}
}

// An identifier may answer once at each wave, in whatever way its row is read.
func TestWaves(t *testing.T) {
	head := append([]string{"id", "wave"}, heads...)
	row := func(id, wave string) []string { return append([]string{id, wave}, digits("0123456")...) }
	good := tableFile(head, row("a", "1"), row("a", "2"), row("b", "1"), row(`"b"`, "2"), row("a1", "2"))
	var waves []string
	_, err := Read([]Source{{"a.csv", strings.NewReader(good)}}, Options{Waves: "wave"}, func(r *Row) error {
		waves = append(waves, string(r.Wave()))
		return nil
	})
	if err != nil || strings.Join(waves, "") != "12122" {
		t.Errorf("%v, %v", waves, err)
	}
	if _, _, err := readAll(good, Options{}); err == nil {
		t.Error("two rows of an identifier were read without waves")
	}
	again := tableFile(head, row("a", "1"), row("a", "2"), row("a", "2"))
	_, _, err = readAll(again, Options{Waves: "wave"})
	text, hint := textOf(t, err)
	if text != `a.csv:4: the same identifier has answered before, on line 3, expected one row for each respondent and value of column "wave"` || strings.Contains(hint, "--paired") {
		t.Error(text, hint)
	}
	_, _, err = readAll(good, Options{Waves: "vague"})
	if text, _ := textOf(t, err); text != `a.csv:1: no column is named "vague"` {
		t.Error(text)
	}
}
