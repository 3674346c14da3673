package cmd

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"burnout/cmd/internal/render"
	"burnout/mbi"
	"burnout/mbi/locale"
	"burnout/scoring"
	"burnout/scoring/cohort"
	"burnout/scoring/stats"
	"burnout/scoring/summary"
)

// writeProse writes the paragraphs on methods and results.
func (c *cohortSummary) writeProse(w io.Writer, l locale.Language, format string, width int) error {
	text := locale.For(l)
	c.thresholds = c.thresholds.In(string(l))
	a := render.Article{Language: string(l), Title: text.Prose.Title, Sections: c.prose(text)}
	for _, s := range a.Sections {
		setMinus(s.Paragraphs)
	}
	switch format {
	case "markdown":
		return a.Markdown(w)
	case "html":
		return a.HTML(w)
	}
	return a.Text(w, width)
}

// setMinus sets a true minus before the numbers of paragraphs.
func setMinus(paragraphs []string) {
	for i := range paragraphs {
		paragraphs[i] = render.TrueMinus(paragraphs[i])
	}
}

// prose words how the cohort was scored and what came of it, with every rule and
// integer that was used.
func (c *cohortSummary) prose(text *locale.Text) []render.Section {
	return []render.Section{
		{Title: text.Prose.Methods.Title, Paragraphs: []string{strings.Join(c.methods(text), " ")}},
		{Title: text.Prose.Results.Title, Paragraphs: c.results(text)},
	}
}

// methods are the sentences on how the cohort was scored.
func (c *cohortSummary) methods(text *locale.Text) []string {
	words := text.Prose.Methods
	coding := locale.Fill(words.Coded, "coding", c.input.Coding)
	if c.input.Coding == "1-7" {
		coding = words.Shifted
	}
	pairs := []any{"coding", coding}
	var levels []string
	for _, s := range mbi.Subscales {
		pairs = append(pairs, s.String(), itemList(s))
		levels = append(levels, locale.Fill(words.Level, "subscale", text.Short.Of(s), "low", levelRange(c.thresholds, s, scoring.Low),
			"moderate", levelRange(c.thresholds, s, scoring.Moderate), "high", levelRange(c.thresholds, s, scoring.High)))
	}
	missing := words.Complete
	if c.missing != (scoring.MissingRule{}) {
		missing = locale.Fill(words.Prorated, "k", c.missing.Most())
	}
	sentences := append([]string{locale.Fill(words.Items, pairs...), missing}, c.readingSentences(text)...)
	sentences = append(sentences,
		locale.Fill(words.Levels, "id", c.thresholds.ID, "source", visible(strings.TrimSuffix(c.thresholds.Source, ".")), "levels", strings.Join(levels, text.Prose.Separator)),
		words.Dimensions,
		locale.Fill(words.Statistics, "confidence", figuresIn(text).percentOf(c.intervals.Confidence), "method", c.intervalMethod(text)),
	)
	if c.incomplete() {
		sentences = append(sentences, words.Bounds)
	}
	for _, cut := range c.cuts {
		sentences = append(sentences, locale.Fill(words.Cut, "column", printableTo(mostOnPage, cut.column), "at", strings.Join(cut.texts, text.Prose.Separator)))
	}
	if len(c.by) > 0 {
		sentences = append(sentences, locale.Fill(words.Withheld, "columns", printableTo(mostOnPage, strings.Join(c.by, ", ")), "least", c.least))
	}
	return append(sentences, words.Caveat, locale.Fill(words.Software, "version", version()))
}

// readingSentences say which rows were read, and what in them was taken for missing.
func (c *cohortSummary) readingSentences(text *locale.Text) []string {
	words := text.Prose.Methods
	var sentences, conditions, values []string
	for _, w := range c.where {
		conditions = append(conditions, locale.Fill(words.Condition, "column", printableTo(mostOnPage, w.Column), "value", printableTo(mostOnPage, w.Value)))
	}
	for _, v := range c.input.Missing {
		values = append(values, strconv.Itoa(v))
	}
	if conditions != nil {
		sentences = append(sentences, locale.Fill(words.Filtered, "conditions", strings.Join(conditions, text.Prose.Separator)))
	}
	if values != nil {
		sentences = append(sentences, locale.Fill(words.Declared, "values", strings.Join(values, ", ")))
	}
	for _, w := range c.input.Warnings {
		if w.Code == cohort.DuplicateRows {
			sentences = append(sentences, locale.Fill(words.Repeated, "n", w.N))
		}
	}
	return sentences
}

// itemList lists the items of a subscale: "5, 10, 11, 15, 22".
func itemList(s mbi.Subscale) string {
	var items []string
	for _, item := range s.Items() {
		items = append(items, strconv.Itoa(item))
	}
	return strings.Join(items, ", ")
}

// intervalMethod names the method of the intervals of proportions.
func (c *cohortSummary) intervalMethod(text *locale.Text) string {
	return intervalName(text, c.intervals.Method)
}

// leftOut is how many rows hold no respondent.
func (c *cohortSummary) leftOut() int64 { return c.input.Rows - c.counts.Respondents() }

// results are the paragraphs on what came of it: the flow, the scores, what they
// have to do with each other.
func (c *cohortSummary) results(text *locale.Text) []string {
	var scores []string
	for _, s := range mbi.Subscales {
		scores = append(scores, c.subscaleSentence(text, s))
	}
	return []string{c.flowSentences(text), strings.Join(scores, " "), strings.Join(c.jointSentences(text), " ")}
}

// flowSentences word what was left out, why, and who remains.
func (c *cohortSummary) flowSentences(text *locale.Text) string {
	words, steps := text.Prose.Results, text.Report.Flow
	flow := locale.Fill(words.Whole, "rows", c.input.Rows)
	if left := c.leftOut(); left > 0 {
		var reasons []string
		for _, r := range []struct {
			name string
			n    int64
		}{{steps.Blank, c.input.Blank}, {steps.Previews, c.input.Previews}, {steps.Filtered, c.input.Filtered}, {steps.None, c.counts.WithoutAnswers()}} {
			if r.n > 0 {
				reasons = append(reasons, locale.Fill(words.Bare, "name", r.name, "k", r.n))
			}
		}
		form := words.Flow
		if left == 1 {
			form = words.FlowOne
		}
		flow = locale.Fill(form, "rows", c.input.Rows, "left", left, "reasons", strings.Join(reasons, ", "))
	}
	cohort := locale.Fill(words.Complete, "n", c.counts.Respondents())
	if c.incomplete() {
		cohort = locale.Fill(words.Missing, append(c.missingAnswers(), "n", c.counts.Respondents(), "complete", c.counts.Complete())...)
	}
	return flow + " " + cohort
}

// jointSentences word the dimensions and the correlations.
func (c *cohortSummary) jointSentences(text *locale.Text) []string {
	words, f, d := text.Prose.Results, figuresIn(text), c.counts.Dimensions(c.intervals)
	var shares, correlations []string
	for i, share := range d.Counts {
		shares = append(shares, f.worded(text, text.Prose.Counts[i], share))
	}
	undecided := ""
	if d.Undecided > 0 {
		undecided = locale.Fill(words.Undecided, "undecided", d.Undecided)
	}
	sentences := []string{locale.Fill(words.Dimensions, "n", d.N, "undecided", undecided, "shares", strings.Join(shares, ", "))}
	if d.N == 0 {
		sentences = []string{words.NoDimensions}
	}
	for _, r := range c.counts.Correlations(c.intervals.Confidence) {
		if r.Defined {
			correlations = append(correlations, locale.Fill(words.Correlation, "pair", text.Short.Of(r.Of[0])+"–"+text.Short.Of(r.Of[1]),
				"r", f.fixed(stats.NumberOf(r.Pearson.R, true), 2), "interval", f.interval(r.Pearson.Low, r.Pearson.High, 2), "n", r.N))
		}
	}
	if correlations != nil {
		sentences = append(sentences, locale.Fill(words.Correlations, "list", strings.Join(correlations, ", ")))
	}
	return sentences
}

// missingAnswers are the answers missing in each subscale, for [locale.Fill].
func (c *cohortSummary) missingAnswers() []any {
	var pairs []any
	for _, s := range mbi.Subscales {
		pairs = append(pairs, s.String(), c.counts.Subscale(s, c.intervals).MissingAnswers)
	}
	return pairs
}

func (c *cohortSummary) subscaleSentence(text *locale.Text, s mbi.Subscale) string {
	words, f, d := text.Prose.Results, figuresIn(text), c.counts.Subscale(s, c.intervals)
	if d.N == 0 {
		return locale.Fill(words.Unscored, "subscale", text.Subscales.Of(s))
	}
	var levels []string
	for _, l := range scoring.Levels {
		levels = append(levels, f.worded(text, text.Levels.Of(s, int(l)), d.Levels[l]))
	}
	alpha := ""
	if d.AlphaDefined {
		alpha = locale.Fill(words.Alpha, "alpha", f.fixed(stats.NumberOf(d.Alpha.Value, true), 3),
			"interval", f.interval(stats.NumberOf(d.Alpha.Interval.Low, true), stats.NumberOf(d.Alpha.Interval.High, true), 3))
	}
	return locale.Fill(words.Subscale, "subscale", text.Subscales.Of(s), "n", d.N, "mean", f.fixed(d.Mean, 2), "sd", f.fixed(d.SD, 2),
		"median", f.short(d.Median, 2), "quartiles", f.shortPair(d.Q1, d.Q3, 2), "range", f.shortPair(d.Min, d.Max, 2),
		"alpha", alpha, "levels", strings.Join(levels, ", "))
}

// worded writes a share with its name: "high 92 (24.7%, CI 20.6–29.3)".
func (f figures) worded(text *locale.Text, name string, s summary.Share) string {
	if !s.Percent.Defined {
		return locale.Fill(text.Prose.Results.Bare, "name", name, "k", s.N)
	}
	return locale.Fill(text.Prose.Results.Share, "name", name, "k", s.N, "percent", f.fixed(s.Percent, 1), "low", f.fixed(s.Low, 1), "high", f.fixed(s.High, 1))
}

// proseFormats are those that paragraphs can have.
var proseFormats = []string{"text", "markdown", "html"}

func checkProse(format string) error {
	if slices.Contains(proseFormats, format) {
		return nil
	}
	return commandLine(fmt.Errorf("--prose with --format %s, expected one of %s", format, strings.Join(proseFormats, ", ")))
}
