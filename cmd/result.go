package cmd

import (
	"io"
	"strings"

	"burnout/cmd/internal/render"
	"burnout/mbi"
	"burnout/mbi/form"
	"burnout/mbi/locale"
	"burnout/mbi/support"
	"burnout/scoring"
)

// personResult is one person's result and the words for it. Help lines and the
// sentence that it is no diagnosis stand on every result, whatever the scores.
type personResult struct {
	form        form.Form
	thresholds  *scoring.Thresholds
	reliability *scoring.Reliability
	rated       scoring.Result
	text        *locale.Text
	lang        locale.Language
	near        near
}

// write writes the result in a format of `mbi take`.
func (r *personResult) write(w io.Writer, format string, width int) error {
	switch format {
	case "json":
		return writeJSON(w, r.json())
	case "markdown":
		return r.person().Markdown(w)
	case "html":
		return r.person().HTML(w)
	}
	return r.person().Text(w, width)
}

// person words the result.
func (r *personResult) person() render.Person {
	words := r.text.Result
	p := render.Person{
		Language: string(r.lang),
		Title:    words.Title,
		Reading: render.Group{Title: words.Reading, Paragraphs: append(r.notes(),
			locale.Fill(words.Table, "id", r.thresholds.ID),
			locale.Fill(words.Error, "source", r.reliability.Source))},
		Help: render.Group{Title: words.Help, Paragraphs: []string{words.HelpTalk, words.HelpDoctor}},
	}
	for _, s := range mbi.Subscales {
		p.Dimensions = append(p.Dimensions, r.dimension(s))
	}
	for _, l := range support.Lines(r.lang) {
		p.Help.Paragraphs = append(p.Help.Paragraphs, helpLine(l, l.Hours, r.text))
	}
	p.Help.Paragraphs = append(p.Help.Paragraphs, words.HelpAbroad)
	p.Near = r.near.group(r.text, r.lang)
	return p
}

// dimension words the result on one subscale.
func (r *personResult) dimension(s mbi.Subscale) render.Dimension {
	words, score, cuts := r.text.Result, r.rated.Scores[s], r.thresholds.Cuts[s]
	d := render.Dimension{
		Name: r.text.Subscales.Of(s),
		Ranges: locale.Fill(words.Ranges, "low", levelRange(r.thresholds, s, scoring.Low),
			"moderate", levelRange(r.thresholds, s, scoring.Moderate), "high", levelRange(r.thresholds, s, scoring.High)),
		Bar: render.Bar{
			Levels: r.text.Summary.LevelNames, Max: s.Max(), Moderate: cuts.Moderate, High: cuts.High,
			Lowest: score.Lowest, Highest: score.Highest,
		},
		Notes: []string{words.Meaning.Of(s)},
	}
	label := words.BarOpen
	if sum, ok := score.Sum(); ok {
		label = words.Bar
		mean, _ := score.Mean()
		level, _ := r.rated.Level(s)
		d.Score = locale.Fill(words.Score, "sum", sum, "max", s.Max(), "mean", figuresIn(r.text).tenths(mean), "level", r.level(s, level))
		d.Notes = append(d.Notes, r.distance(s, sum))
	} else {
		d.Score = locale.Fill(words.Unscored, "answered", score.Answered, "items", s.Len(),
			"lowest", score.Lowest, "highest", score.Highest, "max", s.Max(), "levels", r.possible(s))
	}
	d.Bar.Label = locale.Fill(label, "max", s.Max(), "moderate", cuts.Moderate, "high", cuts.High,
		"sum", score.Lowest, "lowest", score.Lowest, "highest", score.Highest)
	return d
}

// level words a level with the side on which it lies.
func (r *personResult) level(s mbi.Subscale, l scoring.Level) string {
	return r.text.Levels.Of(s, int(l))
}

// possible words the levels that the missing answers leave possible.
func (r *personResult) possible(s mbi.Subscale) string {
	var levels []string
	lowest, highest := r.rated.LevelBounds(s)
	for l := lowest; l <= highest; l++ {
		levels = append(levels, r.level(s, l))
	}
	if last := len(levels) - 1; last > 0 {
		return strings.Join(levels[:last], ", ") + " " + r.text.Result.Or + " " + levels[last]
	}
	return levels[0]
}

// distance words how far the nearest other level is, against the error of one
// measure, and says where a level is narrower than that error.
func (r *personResult) distance(s mbi.Subscale, sum int) string {
	words := r.text.Result
	points, level := r.thresholds.Distance(s, sum)
	err := r.reliability.Error(s)
	text := words.Far
	if float64(points) <= err {
		text = words.Near
	}
	said := locale.Fill(text, "points", r.points(points), "level", r.level(s, level), "error", figuresIn(r.text).tenths(err))
	if low, high := r.thresholds.Range(s, scoring.Moderate); float64(high-low+1) < err {
		said += " " + locale.Fill(words.Narrow, "range", levelRange(r.thresholds, s, scoring.Moderate))
	}
	return said
}

func (r *personResult) points(n int) string {
	if n == 1 {
		return locale.Fill(r.text.Result.Point, "n", n)
	}
	return locale.Fill(r.text.Result.Points, "n", n)
}

// notes are the sentences that keep a result from being read as more than it is.
func (r *personResult) notes() []string {
	notes := []string{r.text.Result.Landmark, r.text.Result.NoTotal}
	if r.form.Kind == form.Adapted {
		notes = append(notes, r.text.Result.Adapted)
	}
	return notes
}

type formJSON struct {
	ID       string    `json:"id"`
	Kind     form.Kind `json:"kind"`
	Language string    `json:"language"`
}

type helpJSON struct {
	Name   string `json:"name"`
	Number string `json:"number"`
	Hours  string `json:"hours"`
	// Of a local structure, which may have no number.
	Mailboxes []string `json:"mailboxes,omitempty"`
	Web       []string `json:"web,omitempty"`
	Reliance  string   `json:"reliance,omitempty"`
}

// errorJSON is the half-width of the 95 % interval of one measure, in points.
type errorJSON struct {
	Source string `json:"source"`
	bySubscale[float64]
}

type resultJSON struct {
	Schema     int                   `json:"schema"`
	Form       formJSON              `json:"form"`
	Thresholds thresholdsJSON        `json:"thresholds"`
	Subscales  bySubscale[scoreJSON] `json:"subscales"`
	Dimensions *int                  `json:"dimensions"`
	Error      errorJSON             `json:"error"`
	Help       []helpJSON            `json:"help"`
	Notes      []string              `json:"notes"`
}

// json is the result as the contract has it; its sentences are in the language
// of the result.
func (r *personResult) json() resultJSON {
	j := resultJSON{
		Schema:     schema,
		Form:       formJSON{r.form.ID, r.form.Kind, r.form.Language},
		Thresholds: thresholdsJSONOf(r.thresholds),
		Subscales:  bySubscaleOf(func(s mbi.Subscale) scoreJSON { return scoreJSONOf(&r.rated, s) }),
		Dimensions: dimensionsJSON(&r.rated),
		Error:      errorJSON{r.reliability.Source, bySubscaleOf(r.reliability.Error)},
		Notes:      r.notes(),
	}
	for _, l := range support.Lines(r.lang) {
		j.Help = append(j.Help, helpJSON{Name: l.Name, Number: l.Number, Hours: l.Hours})
	}
	j.Help = append(j.Help, r.near.json(r.text, r.lang)...)
	return j
}
