package cmd

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"io"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/streams"
	"burnout/mbi/form"
	"burnout/mbi/locale"
	"burnout/mbi/support"
)

type printOptions struct {
	outputFlags
	lang *locale.Language
}

func newFormPrint(s *streams.Streams) *cobra.Command {
	var o printOptions
	c := &cobra.Command{
		Use:   "print [ID|FILE]",
		Short: "Write a questionnaire for paper: one A4 page of HTML",
		Args:  cobra.MaximumNArgs(1),
		Long: `print writes a form as an HTML page that prints on one side of A4, with seven
boxes for each sentence. It refers to nothing on the network. A licensed form
prints its own wording: keep to what your licence allows.`,
		Example:           "  mbi form print -o questionnaire.html\n  mbi form print fr-adapted > fr.html",
		ValidArgsFunction: completeForms,
	}
	o.lang = languageFlag(c, s)
	o.outputFlags.add(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := o.check(args...); err != nil {
			return err
		}
		f, err := pickForm(first(args), o.lang, c.Flags().Changed("lang"))
		if err != nil {
			return err
		}
		return o.write(s, func(w io.Writer) error { return writePaper(w, f, *o.lang) })
	}
	return c
}

// paperPage is what the template of a questionnaire shows.
type paperPage struct {
	Form     form.Form
	Rows     []paperRow
	Language locale.Language
	Words    locale.Paper
	Rights   string
	Help     []string
	Abroad   string
	Dense    bool
	Style    template.CSS
	Policy   string
}

// paperRow is a sentence with its number.
type paperRow struct {
	Number int
	Text   string
}

func writePaper(w io.Writer, f form.Form, lang locale.Language) error {
	text := locale.For(lang)
	words := text.Forms.Paper
	sum := sha256.Sum256([]byte(paperStyle))
	p := paperPage{
		Form: f, Language: lang, Words: words, Dense: dense(f),
		Rights: locale.Fill(words.Adapted, "id", f.ID),
		Abroad: text.Result.HelpAbroad,
		Style:  paperStyle,
		Policy: "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'",
	}
	if f.Kind == form.Licensed {
		p.Rights = locale.Fill(words.Licensed, "id", f.ID)
	}
	for i, item := range f.Items {
		p.Rows = append(p.Rows, paperRow{i + 1, item})
	}
	for _, l := range support.Lines(lang) {
		p.Help = append(p.Help, locale.Fill(words.Help, "when", l.When, "number", unbroken(l.Number), "name", l.Name))
	}
	return paper.Execute(w, p)
}

// A line of the column of sentences holds about lineLength characters of the
// usual size, and maxLines of them fit on the page with all that stands around.
const (
	lineLength = 52
	maxLines   = 44
)

// dense reports whether the sentences are so long that they need smaller type to
// fit on one page, which it gives to sentences of up to 160 characters each.
func dense(f form.Form) bool {
	lines := 0
	for _, item := range f.Items {
		lines += (utf8.RuneCountInString(item) + lineLength - 1) / lineLength
	}
	return lines > maxLines
}

// paperStyle is the style of the page. The answers head narrow columns, so their
// words are small; the boxes hold their digit, which a pen covers.
const paperStyle = `
@page { size: A4 portrait; margin: 11mm 12mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 186mm; color: #000; background: #fff; font: 9.2pt/1.25 "Liberation Sans", Arial, Helvetica, sans-serif; }
header { display: flex; justify-content: space-between; align-items: baseline; gap: 8mm; }
h1 { font-size: 14pt; margin: 0 0 1.5mm; }
p { margin: 0 0 1.2mm; }
.date { white-space: nowrap; }
.date span { display: inline-block; width: 32mm; border-bottom: 0.3mm solid #000; }
.ask { font-weight: bold; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: 1.5mm 0 2mm; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.number { width: 7mm; }
.answer { width: 13.4mm; }
th, td { border-bottom: 0.2mm solid #999; padding: 0.75mm 0.5mm; vertical-align: middle; }
thead th { border-bottom: 0.4mm solid #000; vertical-align: bottom; font-size: 7pt; line-height: 1.1; overflow-wrap: break-word; }
thead b { display: block; font-size: 9pt; margin-top: 0.5mm; }
.words { text-align: left; }
tbody th { text-align: left; font-weight: normal; padding-right: 2mm; overflow-wrap: break-word; }
tbody .n { text-align: right; padding-right: 1.5mm; }
tbody tr { break-inside: avoid; height: 8.4mm; }
tbody tr:nth-child(even) { background: #f1f1f1; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
td.box { text-align: center; }
td.box span { display: inline-block; width: 4.6mm; height: 4.6mm; border: 0.3mm solid #000; background: #fff; font-size: 6.5pt; line-height: 4mm; color: #595959; }
footer { font-size: 8pt; line-height: 1.25; }
footer p { margin: 0 0 0.6mm; }
.dense { font-size: 7.6pt; line-height: 1.15; }
.dense tbody tr { height: 7mm; }
.dense th, .dense td { padding-top: 0.3mm; padding-bottom: 0.3mm; }
@media screen { body { padding: 8mm 4mm; } }
`

// paper is the page of a questionnaire.
var paper = template.Must(template.New("paper").Parse(`<!DOCTYPE html>
<html lang="{{.Language}}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{.Policy}}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Words.Title}}</title>
<style>{{.Style}}</style>
</head>
<body{{if .Dense}} class="dense"{{end}}>
<main>
<header>
<h1>{{.Words.Title}}</h1>
<p class="date">{{.Words.Box}} <span></span></p>
</header>
<p class="ask"{{template "lang" .}}>{{.Form.Instruction}}</p>
<p>{{.Words.Neutral}}</p>
<table>
<caption>{{.Words.Caption}}</caption>
<colgroup><col class="number"><col>{{range .Form.Anchors}}<col class="answer">{{end}}</colgroup>
<thead>
<tr><th scope="col">{{.Words.Number}}</th><th scope="col" class="words">{{.Words.Sentence}}</th>{{range $i, $a := .Form.Anchors}}
<th scope="col"{{template "lang" $}}>{{$a}} <b>{{$i}}</b></th>{{end}}</tr>
</thead>
<tbody>{{range .Rows}}
<tr><td class="n">{{.Number}}</td><th scope="row"{{template "lang" $}}>{{.Text}}</th>{{range $n, $a := $.Form.Anchors}}<td class="box"><span>{{$n}}</span></td>{{end}}</tr>{{end}}
</tbody>
</table>
<footer>
<p>{{.Words.Landmark}}</p>
<p>{{range $i, $h := .Help}}{{if $i}} · {{end}}{{$h}}{{end}}. {{.Abroad}}</p>
<p>{{.Rights}}</p>
</footer>
</main>
</body>
</html>
{{define "lang"}}{{if ne (print .Language) .Form.Language}} lang="{{.Form.Language}}"{{end}}{{end}}`))
