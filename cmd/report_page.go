package cmd

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"burnout/cmd/internal/render"
	"burnout/cmd/internal/report"
	"burnout/mbi"
	"burnout/mbi/locale"
	"burnout/scoring"
	"burnout/scoring/summary"
)

// page lays the results out.
func (r *cohortReport) page(l locale.Language) report.Page {
	text := locale.For(l)
	words := text.Report
	r = r.in(l)
	lead := words.LeadComplete
	if r.incomplete() {
		lead = words.Lead
	}
	p := report.Page{
		Language: string(l), Title: words.Title, Contents: words.Contents, Scrolls: words.Scrolls,
		Lead: []string{locale.Fill(lead, "n", r.counts.Respondents(), "complete", r.counts.Complete(),
			"file", printableTo(mostOnPage, r.file), "id", r.thresholds.ID), words.Landmark},
		Glance: r.glance(text),
	}
	if r.title != "" {
		p.Title = visible(r.title)
	}
	p.Sections = []report.Section{r.flowSection(text), r.thresholdsSection(text), r.scoresSection(text), r.levelsSection(text), r.dimensionsSection(text), r.definitionsSection(text)}
	if len(r.by) > 0 {
		p.Sections = append(p.Sections, r.groupsSection(text))
	}
	p.Sections = append(p.Sections, r.itemsSection(text), r.missingSection(text), r.proseSection(text), r.notesSection(text),
		r.strobeSection(text), r.referencesSection(text), r.provenanceSection(text))
	n := 0
	for i := range p.Sections {
		for j := range p.Sections[i].Figures {
			n++
			p.Sections[i].Figures[j].Label = locale.Fill(words.Figure, "n", n)
		}
		setSectionMinus(&p.Sections[i])
	}
	return p
}

// setSectionMinus sets a true minus before the numbers of tables and paragraphs.
func setSectionMinus(s *report.Section) {
	tables := slices.Concat(s.First, s.Tables)
	for _, f := range s.Figures {
		tables = append(tables, f.Tables...)
	}
	for _, t := range tables {
		for _, row := range t.Rows {
			for i := 1; i < len(row); i++ {
				if !slices.Contains(t.Left, i) {
					row[i] = render.TrueMinus(row[i])
				}
			}
		}
	}
	for _, p := range s.Parts {
		setMinus(p.Paragraphs)
	}
}

// in is the report with the texts of the tables in a language.
func (r *cohortReport) in(l locale.Language) *cohortReport {
	in, c, g := *r, *r.cohortSummary, *r.grid
	c.thresholds = c.thresholds.In(string(l))
	g.tables = nil
	for _, t := range r.grid.tables {
		g.tables = append(g.tables, t.In(string(l)))
	}
	in.cohortSummary, in.grid = &c, &g
	return &in
}

// few reports whether the cohort is so small that its distributions would show
// persons.
func (r *cohortReport) few() bool { return r.counts.Respondents() < r.least }

// fewText says so.
func (r *cohortReport) fewText(text *locale.Text) []string {
	if !r.few() {
		return nil
	}
	return []string{locale.Fill(text.Report.Few, "least", r.least)}
}

func (r *cohortReport) glance(text *locale.Text) []report.Fact {
	words, f := text.Report.Glance, figuresIn(text)
	facts := []report.Fact{{Name: words.Respondents, Value: count(r.counts.Respondents()), Notes: []string{locale.Fill(words.Complete, "complete", r.counts.Complete())}}}
	for _, s := range mbi.Subscales {
		d, side := r.counts.Subscale(s, r.intervals), burnoutLevel(s)
		fact := report.Fact{Name: text.Subscales.Of(s), Value: undefined, Notes: []string{words.None}}
		if d.N > 0 {
			share := d.Levels[side]
			fact.Value = locale.Fill(words.Score, "mean", f.fixed(d.Mean, 2), "sd", f.fixed(d.SD, 2))
			fact.Notes = []string{locale.Fill(words.Share, "level", levelName(text, s, side), "percent", f.fixed(share.Percent, 1)),
				locale.Fill(words.Interval, "confidence", f.percentOf(r.intervals.Confidence), "low", f.fixed(share.Low, 1), "high", f.fixed(share.High, 1), "n", d.N)}
		}
		facts = append(facts, fact)
	}
	return facts
}

func (r *cohortReport) flowSection(text *locale.Text) report.Section {
	words := text.Report.Flow
	flow, d := flowOf(r.input, r.counts), r.counts.Dimensions(r.intervals)
	pair := func(name string, n int64) string { return locale.Fill(words.Pair, "name", name, "n", n) }
	table := render.Table{Title: text.Report.Tables.Flow, Header: []string{text.Report.Tables.Step, text.Summary.Rows.N}}
	row := func(name string, n int64) string {
		table.Rows = append(table.Rows, []string{name, count(n)})
		return pair(name, n)
	}
	rows := row(words.Rows, flow.Rows)
	out := []string{pair(words.Left, r.leftOut()), row(words.Blank, flow.Blank), row(words.Previews, flow.Previews), row(words.Filtered, flow.Filtered), row(words.None, flow.WithoutAnswers)}
	cohort := []string{row(words.Respondents, flow.Respondents), words.Answered, row(words.Complete, flow.Complete)}
	scored, unscored := []string{words.Scored}, []string{words.Unscored}
	for _, s := range mbi.Subscales {
		of := r.counts.Subscale(s, r.intervals)
		table.Rows = append(table.Rows, []string{pairName(text, words.Scored, s), count(of.N)}, []string{pairName(text, words.Unscored, s), count(of.Missing)})
		scored, unscored = append(scored, pair(text.Short.Of(s), of.N)), append(unscored, pair(text.Short.Of(s), of.Missing))
	}
	table.Rows = append(table.Rows, []string{words.Scored + ", " + words.All, count(d.N)})
	scored = append(scored, pair(words.All, d.N))
	return report.Section{ID: "flow", Title: text.Report.Sections.Flow, Figures: []report.Figure{{
		Name: "flow", Title: text.Report.Figures.Flow,
		Description: locale.Fill(text.Report.Figures.FlowLabel, "rows", flow.Rows, "left", r.leftOut(), "n", flow.Respondents, "all", d.N),
		Chart:       report.Flow{{Box: []string{rows}, Out: out}, {Box: cohort, Out: unscored}, {Box: scored}},
		Tables:      []render.Table{table},
	}}}
}

func pairName(text *locale.Text, name string, s mbi.Subscale) string {
	return name + ", " + text.Short.Of(s)
}

func (r *cohortReport) thresholdsSection(text *locale.Text) report.Section {
	t, words := r.thresholds, text.Thresholds
	table := levelTable(t, text)
	table.Title = visible(t.ID + ", " + t.Title)
	s := report.Section{ID: "cut-offs", Title: text.Report.Sections.Thresholds, Tables: []render.Table{table},
		Paragraphs: []string{words.Side, locale.Fill(words.Source, "source", visible(t.Source))}}
	if t.Note != "" {
		s.Paragraphs = append(s.Paragraphs, locale.Fill(words.Note, "note", visible(t.Note)))
	}
	return s
}

func (r *cohortReport) scoresSection(text *locale.Text) report.Section {
	s := report.Section{ID: "scores", Title: text.Report.Sections.Scores, Paragraphs: r.fewText(text),
		First: []render.Table{r.scoreTable(text), r.correlationTable(text)}}
	s.First[0].Title = text.Report.Tables.Sums
	for _, of := range mbi.Subscales {
		if !r.few() && r.counts.Subscale(of, r.intervals).N > 0 {
			s.Figures = append(s.Figures, r.histogram(text, of))
		}
	}
	return s
}

func (r *cohortReport) levelsSection(text *locale.Text) report.Section {
	return report.Section{ID: "levels", Title: text.Report.Sections.Levels, Figures: []report.Figure{r.levelsFigure(text)}}
}

func (r *cohortReport) dimensionsSection(text *locale.Text) report.Section {
	return report.Section{ID: "dimensions", Title: text.Report.Sections.Dimensions, Figures: []report.Figure{r.dimensionsFigure(text)}}
}

func (r *cohortReport) definitionsSection(text *locale.Text) report.Section {
	s := report.Section{ID: "definitions", Title: text.Report.Sections.Definitions, Tables: []render.Table{r.grid.definitionTable(text)}}
	if r.grid.decided > 0 {
		s.Paragraphs = []string{r.grid.span(text)}
		s.Figures = r.definitionFigures(text)
	}
	s.Paragraphs = append(s.Paragraphs, text.Definitions.Notes.Convention)
	return s
}

func (r *cohortReport) itemsSection(text *locale.Text) report.Section {
	s := report.Section{ID: "items", Title: text.Report.Sections.Items, Paragraphs: r.fewText(text), Tables: []render.Table{r.items.reliabilityTable(text)}}
	if !r.few() {
		s.Figures = []report.Figure{r.itemsFigure(text)}
		s.Tables = append(s.Tables, r.items.countTable(text))
	}
	return s
}

func (r *cohortReport) missingSection(text *locale.Text) report.Section {
	s := report.Section{ID: "missing", Title: text.Report.Sections.Missing, Paragraphs: r.fewText(text)}
	switch {
	case !r.incomplete():
		s.Paragraphs = []string{text.Report.Answered}
	case !r.few():
		s.Figures = []report.Figure{r.missingFigure(text)}
	}
	return s
}

func (r *cohortReport) proseSection(text *locale.Text) report.Section {
	s := report.Section{ID: "prose", Title: text.Report.Sections.Prose, Parts: r.prose(text)}
	methods := &s.Parts[0]
	methods.Paragraphs = append(methods.Paragraphs, strings.Join(r.ownMethods(text), " "))
	results := &s.Parts[len(s.Parts)-1]
	if r.grid.decided > 0 {
		results.Paragraphs = append(results.Paragraphs, r.grid.span(text))
	}
	if r.comparison != nil {
		if sentences := r.groupSentences(text); sentences != nil {
			results.Paragraphs = append(results.Paragraphs, strings.Join(sentences, " "))
		}
	}
	return s
}

// ownMethods are the sentences on what the page has and a summary has not.
func (r *cohortReport) ownMethods(text *locale.Text) []string {
	words := text.Prose.Methods
	var definitions, tables []string
	for i := range r.grid.definitions {
		d := &r.grid.definitions[i]
		definitions = append(definitions, d.ID+" ("+ruleText(&d.Rule, text, shortLevel)+")")
	}
	for _, t := range r.grid.tables {
		tables = append(tables, t.ID+" ("+cutsIn(t, text)+")")
	}
	sentences := []string{
		locale.Fill(words.Cases, "definitions", strings.Join(definitions, text.Prose.Separator), "tables", strings.Join(tables, text.Prose.Separator)),
		locale.Fill(words.Few, "least", r.least),
	}
	if !r.few() {
		sentences = slices.Insert(sentences, 1, words.Further)
	}
	if r.comparison != nil {
		sentences = append(sentences, r.comparedSentences(text)...)
	}
	return sentences
}

// comparedSentences say how the groups were compared.
func (r *cohortReport) comparedSentences(text *locale.Text) []string {
	words, compared := text.Prose.Methods, text.Prose.Methods.ComparedMore
	if len(r.groups) == 2 {
		compared = words.ComparedTwo
	}
	sentences := []string{locale.Fill(compared, "n", len(r.groups))}
	used := r.comparison.statistics()
	if slices.Contains(used, summary.MonteCarlo) {
		sentences = append(sentences, locale.Fill(words.MonteCarlo, "n", summary.Replicates, "seed", summary.Seed))
	}
	sentences = append(sentences, locale.Fill(words.Corrected, "n", r.comparison.tests))
	if slices.Contains(used, summary.GamesHowell) {
		sentences = append(sentences, words.Pairs)
	}
	return sentences
}

// notesSection holds what must be known to read the tables, and every warning,
// each once.
func (r *cohortReport) notesSection(text *locale.Text) report.Section {
	s := report.Section{ID: "notes", Title: text.Report.Sections.Notes}
	own := text.Definitions.Notes
	whole := *r.cohortSummary
	whole.by = nil // the notes on the groups stand beside them
	all := slices.Concat(whole.notes(text), r.grid.notes(text), []string{own.Tables}, r.items.notes(text), warningTexts(r.grid.warnings(text)))
	if c := r.comparison; c != nil {
		all = slices.Concat(all, []string{text.Report.MeanNote}, warningTexts(c.warnings(text)))
		if r.withheld.groups > 0 {
			all = append(all, text.Compare.Notes.NoPart)
		}
	}
	for _, n := range all {
		if !slices.Contains(s.Notes, n) {
			s.Notes = append(s.Notes, n)
		}
	}
	return s
}

func (r *cohortReport) strobeSection(text *locale.Text) report.Section {
	words := text.Report.Strobe
	flow := flowOf(r.input, r.counts)
	pairs := append(r.missingAnswers(), "id", r.thresholds.ID, "cuts", cutsIn(r.thresholds, text), "coding", r.input.Coding, "missing", r.missingNote(text), "columns", r.shown(r.by),
		"rows", flow.Rows, "left", r.leftOut(), "n", flow.Respondents, "complete", flow.Complete,
		"confidence", figuresIn(text).percentOf(r.intervals.Confidence), "method", r.intervalMethod(text))
	table := render.Table{Header: words.Columns[:], Left: []int{1, 2}}
	for _, item := range words.Items {
		if len(r.by) == 0 && strings.Contains(item.Used, "{columns}") {
			continue // what is said of groups
		}
		table.Rows = append(table.Rows, []string{item.Item, item.Asks, locale.Fill(item.Used, pairs...)})
	}
	return report.Section{ID: "strobe", Title: text.Report.Sections.Strobe, Paragraphs: []string{words.Source}, Tables: []render.Table{table}}
}

func (r *cohortReport) provenanceSection(text *locale.Text) report.Section {
	words := text.Report.Provenance
	table := render.Table{Header: words.Columns[:], Left: []int{1},
		Rows: [][]string{{words.Version, version()}, {words.Command, r.command}, {words.Date, r.date}}}
	for _, d := range r.digests {
		name := baseNames([]string{d.file})
		if d.file == stdin {
			name = words.Stdin
		}
		table.Rows = append(table.Rows, []string{locale.Fill(words.File, "file", printableTo(mostOnPage, name)), d.sum})
	}
	return report.Section{ID: "provenance", Title: text.Report.Sections.Provenance, Paragraphs: []string{words.Note}, Tables: []render.Table{table}}
}

// countsTable lays out how many respondents have each score, ten in a row.
func countsTable(text *locale.Text, s mbi.Subscale, counts []int64) render.Table {
	words := text.Report.Tables
	t := render.Table{Title: words.Counts, Header: []string{words.Score}}
	for unit := range 10 {
		t.Header = append(t.Header, strconv.Itoa(unit))
	}
	for ten := 0; ten <= s.Max(); ten += 10 {
		row := []string{strconv.Itoa(ten)}
		for sum := ten; sum < ten+10; sum++ {
			cell := ""
			if sum <= s.Max() {
				cell = count(counts[sum])
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// rangeName names a level with its scores: "high 30–54 (burnout side)".
func rangeName(text *locale.Text, t *scoring.Thresholds, s mbi.Subscale, l scoring.Level) string {
	name := locale.Fill(text.Report.Keys.Level, "level", text.Summary.LevelNames[l], "range", levelRange(t, s, l))
	if scoring.Affected(s, l) {
		name = locale.Fill(text.Summary.Side, "level", name)
	}
	return name
}

// partTitle numbers the parts of a chart that is drawn in several.
func partTitle(text *locale.Text, title string, part, parts int) string {
	if parts == 1 {
		return title
	}
	return locale.Fill(text.Report.Figures.Part, "title", title, "part", part+1, "parts", parts)
}

// partName names the file of such a part.
func partName(name string, part, parts int) string {
	if parts == 1 {
		return name
	}
	return fmt.Sprintf("%s-%d", name, part+1)
}
