package cohort

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"burnout/mbi"
	"burnout/mbi/fault"
	"burnout/mbi/form"
)

// The exports in testdata are made here, from one table of answers, in the exact
// shape in which each platform writes them (shared/EXPORTS.md). No person's data
// is in them. With -update they are written again.

var update = flag.Bool("update", false, "write the exports in testdata again")

const exportsDir = "../../testdata/cohorts/exports"

// respondent is a row of the one table.
type respondent struct {
	id      string
	answers mbi.Answers
}

// table is the answers that every export holds: 24 respondents, some answers
// missing, one respondent without any, identifiers with leading zeros.
func table() []respondent {
	var all []respondent
	state := uint32(7)
	for i := range 24 {
		r := respondent{id: fmt.Sprintf("%04d", 7*i+3)}
		base := i % 7
		for item := range r.answers {
			state = state*1664525 + 1013904223
			v := base + int(state>>24)%3 - 1
			if slices.Contains(mbi.PA.Items(), item+1) {
				v = 6 - v
			}
			r.answers[item] = mbi.Answer(min(max(v, 0), 6))
			if state>>16%53 == 0 {
				r.answers[item] = mbi.Missing
			}
		}
		all = append(all, r)
	}
	all[4].answers[8] = mbi.Missing
	all[11].answers = mbi.NoAnswers()
	return all
}

// notated writes the answers of a respondent: a missing one as the first word,
// answer v as words[v+1].
func (r *respondent) notated(words ...string) []string {
	var cells []string
	for _, v := range r.answers {
		if v == mbi.Missing {
			cells = append(cells, words[0])
		} else {
			cells = append(cells, words[int(v)+1])
		}
	}
	return cells
}

var (
	digits06 = []string{"", "0", "1", "2", "3", "4", "5", "6"}
	digits17 = []string{"", "1", "2", "3", "4", "5", "6", "7"}
	codesA   = []string{"", "A1", "A2", "A3", "A4", "A5", "A6", "A7"}
	codesAO  = []string{"", "AO01", "AO02", "AO03", "AO04", "AO05", "AO06", "AO07"}
	fontaine = []string{"", "jamais", "quelques fois par année, au moins", "une fois par mois, au moins", "quelques fois par mois",
		"une fois par semaine", "quelques fois par semaine", "chaque jour"}
	perYear = []string{"", "Never", "A few times per year or less", "Once a month or less", "A few times a month", "Once a week", "A few times a week", "Every day"}
	oddly   = []string{"N/A", "0 Jamais ", "Quelques fois par\u00a0an", "1 fois par mois", "QUELQUES FOIS PAR MOIS", "1 fois par semaine", "Quelques  fois par semaine", "6 Toujours"}
)

// missingAs gives the words another spelling of missing.
func missingAs(missing string, words []string) []string {
	return append([]string{missing}, words[1:]...)
}

func embedded(language string) form.Form {
	f, err := form.Embedded(language)
	if err != nil {
		panic(err)
	}
	return f
}

// anchors are the labels of an own form.
func anchors(language string) []string {
	f := embedded(language)
	return append([]string{""}, f.Anchors[:]...)
}

// prompts writes the 22 prompts of an own form into a pattern.
func prompts(language, pattern string) []string {
	var h []string
	for i, p := range embedded(language).Items {
		h = append(h, strings.NewReplacer("#", fmt.Sprint(i+1), "@", p).Replace(pattern))
	}
	return h
}

func ownWordings() []Wording {
	var all []Wording
	for _, language := range form.Languages() {
		f := embedded(language)
		all = append(all, Wording{ID: f.ID, Anchors: f.Anchors, Items: f.Items})
	}
	return all
}

// style is how a platform writes records.
type style struct {
	delimiter, eol string
	all            bool // quote every cell
	trailing       bool // a delimiter at the end of each record
}

func (s style) write(records ...[]string) string {
	var b strings.Builder
	for _, r := range records {
		for i, c := range r {
			if i > 0 {
				b.WriteString(s.delimiter)
			}
			if s.all || strings.ContainsAny(c, "\"\r\n"+s.delimiter) {
				c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
			}
			b.WriteString(c)
		}
		if s.trailing {
			b.WriteString(s.delimiter)
		}
		b.WriteString(s.eol)
	}
	return b.String()
}

const mark = "\ufeff"

// body makes a record of each respondent, with some cells before and after.
func body(words []string, before, after func(i int, r *respondent) []string) [][]string {
	var records [][]string
	for i, r := range table() {
		records = append(records, slices.Concat(before(i, &r), r.notated(words...), after(i, &r)))
	}
	return records
}

func none(int, *respondent) []string { return nil }

func idOnly(_ int, r *respondent) []string { return []string{r.id} }

// cells returns the same cells in every row.
func cells(c ...string) func(int, *respondent) []string {
	return func(int, *respondent) []string { return c }
}

func whole(r *respondent) bool { return r.answers.Given() == mbi.Items }

func tableOf(head []string, body [][]string) [][]string { return append([][]string{head}, body...) }

func lime(style style, heads, words []string) string {
	head := slices.Concat([]string{"id", "submitdate", "lastpage", "startlanguage", "seed"}, heads,
		[]string{"interviewtime", "groupTime145", "mbiTime", "mbigsTime", "MBI_EE", "SCORE_MBI_S1"})
	return mark + style.write(tableOf(head, body(words, func(i int, r *respondent) []string {
		submitted := "2024-03-01 10:02:11"
		if !whole(r) {
			submitted = "" // incomplete
		}
		return []string{r.id, submitted, "3", "fr", fmt.Sprint(1041181964 + i)}
	}, cells("61.5", "12.25", "40.01", "4", "20", "2")))...) + style.eol
}

func limeFull(style style, words []string) string {
	s := lime(style, prompts("fr", "À quelle fréquence\nressentez-vous ceci ? [@]"), words)
	return strings.NewReplacer("id"+style.delimiter, "ID de la réponse"+style.delimiter, `"id"`, `"ID de la réponse"`).Replace(s)
}

// redcap writes one row for each record, or for each record and event.
func redcap(heads, words []string, ids string, events ...string) string {
	head := slices.Concat([]string{ids, "redcap_event_name", "redcap_survey_identifier", "mbi_timestamp"}, heads, []string{"race___1", "mbi_complete"})
	rows := [][]string{head}
	for _, r := range table() {
		for _, event := range events {
			stamp, done, of := "2023-02-01 08:15:00", "2", r
			switch {
			case event == "randomization_arm_1":
				stamp, done, of.answers = "", "", mbi.NoAnswers()
			case !whole(&r):
				stamp, done = "[not completed]", "0"
			}
			rows = append(rows, slices.Concat([]string{r.id, event, "", stamp}, of.notated(words...), []string{"0", done}))
		}
	}
	return style{delimiter: ",", eol: "\n"}.write(rows...)
}

func google(heads, words []string, all bool) string {
	head := append([]string{"Horodateur"}, heads...)
	return style{delimiter: ",", eol: "\n", all: all}.write(tableOf(append(head, "23. (UWES-9) Une autre question."), body(words, cells("9/6/2018 15:12:44"), cells("\u00a0")))...)
}

// qualtrics writes the three header rows in an order: c codes, t texts, i ids.
func qualtrics(order string, delimiter string, words []string, numeric bool) string {
	codes := slices.Concat([]string{"StartDate", "EndDate", "Status", "Progress", "Finished", "ResponseId", "DistributionChannel", "UserLanguage"}, names("Q12_%d", 1), []string{"SC0"})
	texts := slices.Concat([]string{"Anfangsdatum", "Enddatum", "Antworttyp", "Aktueller Stand", "Beendet", "Antwort-ID", "Verteilungskanal", "Benutzersprache"},
		prompts("en", "How often do you feel this? - @"), []string{"Score"})
	var ids []string
	for i := range codes {
		ids = append(ids, fmt.Sprintf(`{"ImportId":"QID%d"}`, i))
	}
	rows := [][]string{}
	for _, c := range order {
		rows = append(rows, map[rune][]string{'c': codes, 't': texts, 'i': ids}[c])
	}
	status := map[bool][2]string{true: {"0", "1"}, false: {"IP Address", "Survey Preview"}}[numeric]
	meta := func(status, channel string, r *respondent) []string {
		progress, finished := "100", "1"
		if !whole(r) {
			progress, finished = "38", "0" // unfinished rows stay
		}
		return []string{"2017-07-18 08:28:09", "2017-07-18 08:28:48", status, progress, finished, r.id, channel, "DE"}
	}
	test := respondent{id: "R_test", answers: mbi.Answers{}}
	rows = append(rows, body(words, func(_ int, r *respondent) []string { return meta(status[0], "anonymous", r) }, cells("3"))...)
	rows = append(rows, slices.Concat(meta(status[1], "preview", &test), test.notated(words...), []string{"0"}))
	return style{delimiter: delimiter, eol: "\n"}.write(rows...)
}

func qualtricsLegacy() string {
	s := style{delimiter: ",", eol: "\n", trailing: true}
	first := slices.Concat([]string{"V1", "V2", "V3"}, names("Q12_%d", 1))
	second := slices.Concat([]string{"ResponseID", "ResponseSet", "Status"}, prompts("en", "@"))
	rows := body(digits06, func(_ int, r *respondent) []string { return []string{r.id, "Default Response Set", "0"} }, none)
	test := respondent{id: "R_test"}
	rows = append(rows, append([]string{"R_test", "Default Response Set", "1"}, test.notated(digits06...)...))
	return mark + s.write(append([][]string{first, second}, rows...)...)
}

func kobo(delimiter, path string, words []string, hxl bool) string {
	head := slices.Concat([]string{"start", "nom du lieu"}, names(path, 1), []string{"_id", "_uuid", "_index"})
	rows := [][]string{head}
	if hxl {
		tags := []string{"", "#adm1 +name"}
		for range mbi.Items {
			tags = append(tags, "#indicator +num")
		}
		rows = append(rows, append(tags, "", "", ""))
	}
	rows = append(rows, body(words, cells("2024-03-01T10:02:11.000+01:00", "vente \"à\nemporter\""), func(i int, r *respondent) []string {
		return []string{r.id, fmt.Sprintf("uuid-%d", i), fmt.Sprint(i + 1)}
	})...)
	return style{delimiter: delimiter, eol: "\n", all: delimiter == ";"}.write(rows...)
}

func frenchExcel(first string, words []string) string {
	s := style{delimiter: ";", eol: "\r\n"}
	head := slices.Concat([]string{"Numéro", "Service"}, names("MBI%d", 1), []string{"Âge"})
	out := first + s.write(tableOf(head, body(words, func(_ int, r *respondent) []string { return []string{r.id, "Réanimation"} }, cells("34,5")))...)
	return out + strings.Repeat(strings.Repeat(";", len(head)-1)+"\r\n", 5)
}

func rExport(words []string) string {
	out := style{delimiter: ",", eol: "\n", all: true}.write(slices.Concat([]string{"", "id"}, names("mbi%d", 1)))
	for i, r := range table() {
		out += fmt.Sprintf("\"%d\",\"%s\",%s\n", i+1, r.id, strings.Join(r.notated(words...), ","))
	}
	return out
}

func plain(heads, words []string) string {
	return style{delimiter: ",", eol: "\n"}.write(tableOf(append([]string{"id"}, heads...), body(words, idOnly, none))...)
}

// bySubscales writes the columns in another order: those of EE, then PA and DP.
func bySubscales() string {
	head := []string{"id"}
	var order []int
	for _, s := range []mbi.Subscale{mbi.EE, mbi.PA, mbi.DP} {
		for rank, item := range s.Items() {
			head = append(head, fmt.Sprintf("%s%d", map[mbi.Subscale]string{mbi.EE: "Ee", mbi.PA: "Pa", mbi.DP: "Dp"}[s], rank+1))
			order = append(order, item)
		}
	}
	rows := [][]string{head}
	for _, r := range table() {
		written, row := r.notated(digits06...), []string{r.id}
		for _, item := range order {
			row = append(row, written[item-1])
		}
		rows = append(rows, row)
	}
	return style{delimiter: ",", eol: "\n"}.write(rows...)
}

func encoded(t testing.TB, s string, e interface {
	Bytes([]byte) ([]byte, error)
}) string {
	t.Helper()
	b, err := e.Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// doubled encodes s a second time, as Excel does with a file of UTF-8 without a
// mark that it saves again.
func doubled(t testing.TB, s string) string {
	t.Helper()
	return encoded(t, s, charmap.Windows1252.NewDecoder())
}

func zipped(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(s))
	_ = z.Close()
	return b.String()
}

// packedSheets writes an .xlsx file of parts.
func packedSheets(parts ...string) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, _ := z.Create(parts[i])
		_, _ = w.Write([]byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + parts[i+1]))
	}
	_ = z.Close()
	return b.String()
}

const (
	spreadsheetML = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	officeRels    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// sheetParts are the parts of an .xlsx file of two sheets, of which the first
// holds the rows: numbers as numbers, texts as shared strings, and no cell where
// a row ends with empty ones.
func sheetParts(rows [][]string) []string {
	var sheet, texts strings.Builder
	index := map[string]int{}
	fmt.Fprintf(&sheet, `<worksheet %s><sheetData>`, spreadsheetML)
	for i, r := range rows {
		fmt.Fprintf(&sheet, `<row r="%d">`, i+1)
		for j, c := range r {
			ref := fmt.Sprintf("%s%d", columnName(j), i+1)
			switch {
			case c == "":
			case regexp.MustCompile(`^([0-9]|[1-9][0-9.]+)$`).MatchString(c):
				fmt.Fprintf(&sheet, `<c r="%s"><v>%s</v></c>`, ref, c)
			default:
				n, known := index[c]
				if !known {
					n = len(index)
					index[c] = n
					texts.WriteString("<si><t xml:space=\"preserve\">")
					_ = xml.EscapeText(&texts, []byte(c))
					texts.WriteString("</t></si>")
				}
				fmt.Fprintf(&sheet, `<c r="%s" t="s"><v>%d</v></c>`, ref, n)
			}
		}
		sheet.WriteString("</row>")
	}
	sheet.WriteString("</sheetData></worksheet>")
	return []string{
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
		"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + officeRels + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml", `<workbook ` + spreadsheetML + ` xmlns:r="` + officeRels + `"><sheets><sheet name="Réponses" sheetId="1" r:id="rId1"/><sheet name="Notes" sheetId="2" r:id="rId2"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + officeRels + `/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="` + officeRels + `/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="` + officeRels + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/sharedStrings.xml", fmt.Sprintf(`<sst %s>%s</sst>`, spreadsheetML, texts.String()),
		"xl/worksheets/sheet2.xml", `<worksheet ` + spreadsheetML + `><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`,
		"xl/worksheets/sheet1.xml", sheet.String(),
	}
}

func columnName(j int) string {
	if j < 26 {
		return string(rune('A' + j))
	}
	return columnName(j/26-1) + columnName(j%26)
}

func workbook(heads, words []string) string {
	return packedSheets(sheetParts(tableOf(append([]string{"ID"}, append(slices.Clone(heads), "Remarque")...), body(words, idOnly, cells(""))))...)
}

// export is a file in testdata, and what is not in the table.
type export struct {
	name, content string
	flag          string // that the refusal of the file must name, empty: it is read as it is
	value         string // for VALUE or COLUMN,COLUMN,… in that flag
	anonymous     bool   // no column of identifiers
	previews      int64
	filtered      int64
}

var (
	commaLF    = style{delimiter: ",", eol: "\n"}
	commaCRLF  = style{delimiter: ",", eol: "\r\n", all: true}
	semicolons = style{delimiter: ";", eol: "\r\n", all: true}
	tabs       = style{delimiter: "\t", eol: "\r\n", all: true}
	bracketed  = names("MBI[SQ%03d]", 1)
	group01    = names("mbi_%02d", 1)
)

func exports(t testing.TB) []export {
	utf16le := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()
	utf16be := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder()
	windows := charmap.Windows1252.NewEncoder()
	return []export{
		{name: "limesurvey-code.csv", content: lime(semicolons, bracketed, codesA)},
		{name: "limesurvey-code-comma.csv", content: lime(commaCRLF, names("MBI_SQ%03d", 1), codesAO)},
		{name: "limesurvey-code-tab.csv", content: lime(tabs, bracketed, digits06)},
		{name: "limesurvey-1to7.csv", content: lime(semicolons, bracketed, digits17), flag: "--coding 1-7"},
		{name: "limesurvey-full.csv", content: limeFull(semicolons, fontaine)},
		{name: "limesurvey-full-comma.csv", content: limeFull(commaCRLF, anchors("fr"))},
		{name: "limesurvey-codetext.csv", content: lime(semicolons, prompts("fr", "MBI[SQ#]. @"), codesA)},
		{name: "limesurvey-resaved.csv", content: strings.TrimPrefix(lime(commaLF, names("mbi[mbi%d]", 1), digits06), mark)},
		{name: "redcap-raw.csv", content: redcap(names("mbi%d", 1), digits06, "record_id", "pre_arm_1")},
		{name: "redcap-label.csv", content: redcap(names("mbi%d", 1), perYear, "record_id", "pre_arm_1")},
		{name: "redcap-label-header.csv", content: redcap(prompts("en", "@"), perYear, "Record ID", "pre_arm_1")},
		{name: "redcap-events.csv", content: redcap(names("mbi%d", 1), digits06, "record_id", "pre_arm_1", "randomization_arm_1"),
			flag: "--where redcap_event_name=pre_arm_1", filtered: 24},
		{name: "redcap-waves.csv", content: redcap(names("mbi%d", 1), digits06, "record_id", "pre_arm_1", "post_arm_1"),
			flag: "--where redcap_event_name=VALUE", value: "post_arm_1", filtered: 24},
		{name: "google-forms.csv", content: google(prompts("fr", "@"), anchors("fr"), true), anonymous: true},
		{name: "google-sheets.csv", content: google(prompts("fr", " #. (MBI) @\n"), anchors("fr"), false), anonymous: true},
		{name: "google-numbered.csv", content: google(names("%d. (MBI) énoncé\nabrégé.", 1), oddly, false), anonymous: true},
		{name: "google-grid.csv", content: google(prompts("en", "How often? [@]"), anchors("en"), true), anonymous: true},
		{name: "qualtrics.csv", content: qualtrics("cti", ",", digits06, true), previews: 1},
		{name: "qualtrics-reordered.tsv", content: qualtrics("itc", "\t", anchors("en"), false), previews: 1},
		{name: "qualtrics-unanswered.csv", content: qualtrics("cti", ",", missingAs("-99", digits06), true), flag: "--missing-values -99", previews: 1},
		{name: "qualtrics-1to7.csv", content: qualtrics("cti", ",", digits17, true), flag: "--coding 1-7", previews: 1},
		{name: "qualtrics-legacy.csv", content: qualtricsLegacy(), previews: 1},
		{name: "kobo.csv", content: kobo(";", "mbi/mbi_%02d", digits06, false)},
		{name: "kobo-hxl.csv", content: kobo(";", "mbi/mbi_%02d", digits06, true)},
		{name: "kobo-labels.csv", content: kobo(",", "travail/mbi/mbi_%02d", fontaine, false)},
		{name: "odk.csv", content: kobo(",", "data-mbi-mbi_%02d", digits06, false)},
		{name: "r-index.csv", content: rExport(missingAs("NA", digits06))},
		{name: "spss-99.csv", content: plain(names("ITEM%d", 1), missingAs("99", digits06)), flag: "--missing-values 99"},
		{name: "spss-decimals.csv", content: plain(names("mbi%d", 1), []string{" ", "0.00", "1.00", "2.00", "3.00", "4.00", "5.00", "6.00"})},
		{name: "spss-comma.csv", content: frenchExcel("", []string{"#NULL!", "0,00", "1,00", "2,00", "3,00", "4,00", "5,00", "6,00"})},
		{name: "spss-ends.csv", content: plain(names("mbi%d", 1), []string{".", "Never", "2", "3", "4", "5", "6", "Every day"}), flag: "--coding 1-7"},
		{name: "excel-french.csv", content: encoded(t, frenchExcel("", missingAs("NR", []string{"", "0", "1,0", "2", "3,0", "4", "5", "6"})), windows)},
		{name: "excel-sep.csv", content: encoded(t, frenchExcel("sep=;\r\n", missingAs("Non réponse", fontaine)), windows)},
		{name: "excel-utf16le.txt", content: encoded(t, strings.ReplaceAll(frenchExcel("", digits06), ";", "\t"), utf16le)},
		{name: "excel-utf16be.csv", content: encoded(t, frenchExcel("", digits06), utf16be)},
		{name: "excel-double-encoded.csv", content: doubled(t, frenchExcel("", fontaine))},
		{name: "double-encoded-header.csv", content: doubled(t, plain(prompts("fr", "@"), anchors("fr")))},
		{name: "macintosh-cr.csv", content: strings.ReplaceAll(plain(names("mbi%d", 1), digits06), "\n", "\r")},
		{name: "subscales.csv", content: bySubscales()},
		{name: "own-names.csv", content: plain(names("b%d", 1), digits06), flag: "--items " + strings.Join(names("b%d", 1), ",")},
		{name: "limesurvey.csv.gz", content: zipped(lime(semicolons, bracketed, codesA))},
		{name: "numbers.xlsx", content: workbook(group01, digits06)},
		{name: "labels.xlsx", content: workbook(prompts("fr", "@"), fontaine)},
		{name: "codes.xlsx", content: workbook(bracketed, codesA)},
	}
}

// flagOf is the first flag that a hint names, with its value.
var flagOf = regexp.MustCompile(`--items [^ ;]+|--[a-z-]+ [^ ,;]+`)

// hintedFlag returns the flag that the first hint of a refusal names.
func hintedFlag(err error) string {
	hint := ""
	if l, ok := errors.AsType[*fault.List](err); ok && len(l.Hints()) > 0 {
		hint = l.Hints()[0]
	} else if f, ok := errors.AsType[*fault.Fault](err); ok {
		hint = f.Hint
	}
	return flagOf.FindString(hint)
}

// apply sets an option as its flag does.
func apply(t *testing.T, o *Options, flag string) {
	t.Helper()
	name, value, _ := strings.Cut(flag, " ")
	var err error
	switch name {
	case "--coding":
		o.Coding, err = ParseCoding(value)
	case "--missing-values":
		o.MissingValues, err = ParseMissingValues(value)
	case "--where":
		var c Condition
		c, err = ParseCondition(value)
		o.Where = append(o.Where, c)
	case "--items":
		o.Items = strings.Split(value, ",")
	default:
		t.Fatalf("the refusal names no flag: %q", flag)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func readBytes(name, content string, o Options) (rows []respondent, input *Input, err error) {
	input, err = Read([]Source{{name, strings.NewReader(content)}}, o, func(r *Row) error {
		rows = append(rows, respondent{string(r.ID()), r.Answers})
		return nil
	})
	return rows, input, err
}

func TestExportsInTestdata(t *testing.T) {
	all := exports(t)
	for _, e := range all {
		path := filepath.Join(exportsDir, e.name)
		if *update {
			if err := os.WriteFile(path, []byte(e.content), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != e.content {
			t.Errorf("%s is not what its platform's writer makes: %v", e.name, err)
		}
	}
	there, err := os.ReadDir(exportsDir)
	if err != nil || len(there) != len(all) {
		t.Errorf("%d files, want %d, %v", len(there), len(all), err)
	}
}

// TestSameAnswersInEveryExport is the promise of the reader: the same answers,
// whatever wrote them, without a flag or with the one that the refusal names.
func TestSameAnswersInEveryExport(t *testing.T) {
	for _, e := range exports(t) {
		t.Run(e.name, func(t *testing.T) {
			o := Options{Wordings: ownWordings()}
			rows, input, err := readBytes(e.name, e.content, o)
			if flag := hintedFlag(err); flag != e.flag || (err == nil) != (e.flag == "") {
				t.Fatalf("flag %q, want %q: %v", flag, e.flag, err)
			}
			if err != nil {
				apply(t, &o, strings.Replace(e.flag, "VALUE", e.value, 1))
				if rows, input, err = readBytes(e.name, e.content, o); err != nil {
					t.Fatal(err)
				}
			}
			want := table()
			if e.anonymous {
				for i := range want {
					want[i].id = ""
				}
			}
			if !slices.Equal(rows, want) {
				t.Fatalf("%s\ngot  %v\nwant %v", input.Found, rows, want)
			}
			if input.Previews != e.previews || input.Filtered != e.filtered {
				t.Errorf("previews %d, filtered %d", input.Previews, input.Filtered)
			}
			roundTrip(t, e, o, input, rows)
		})
	}
}

// roundTrip reads an export by the layout of its first reading.
func roundTrip(t *testing.T, e export, o Options, input *Input, rows []respondent) {
	t.Helper()
	text := input.Layout(&o).YAML()
	again := Options{Wordings: o.Wordings, Where: o.Where}
	if err := decodeLayout(t, text).Apply(&again); err != nil {
		t.Fatal(err)
	}
	got, second, err := readBytes(e.name, e.content, again)
	if err != nil || !slices.Equal(got, rows) {
		t.Errorf("with the layout\n%s%v\ngot %v", text, err, got)
	}
	if second.Items != input.Items || second.ID != input.ID || second.Coding != input.Coding || second.Files[0] != input.Files[0] {
		t.Errorf("with the layout %+v, without %+v", second, input)
	}
}
