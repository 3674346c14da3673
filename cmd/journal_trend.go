package cmd

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/render"
	"burnout/cmd/internal/streams"
	"burnout/mbi"
	"burnout/mbi/form"
	"burnout/mbi/journal"
	"burnout/mbi/locale"
	"burnout/scoring"
)

type trendOptions struct {
	journalFlags
	outputFlags
	thresholds  *string
	reliability string
	format      *string
}

func newJournalTrend(s *streams.Streams) *cobra.Command {
	var o trendOptions
	c := &cobra.Command{
		Use:   "trend",
		Short: "Draw the scores over time, against the error of one measure",
		Long: `trend draws the three scores of your own runs, or of those saved under one code,
over time: in the terminal, as an SVG that stands alone, or as a page to print and
bring to a doctor. Around the first score lies the reliable-change band, 1.96 √2
SEM to either side: a later score inside it differs by no more than the error of
one measure. Where items of the last run were skipped, that is said of its change
only if it holds whatever their answers.

-o FILE.svg alone writes an SVG, -o FILE.html a page.`,
		Args:    cobra.NoArgs,
		Example: "  mbi journal trend\n  mbi journal trend --subject R07 -o r07.svg",
	}
	o.journalFlags.add(c, s)
	o.addSubject(c, "the runs saved under this `code` (default your own)")
	o.thresholds = thresholdsFlag(c)
	reliabilityFlag(c, &o.reliability)
	o.format = formatFlag(c, "text", "svg", "html", "json")
	o.outputFlags.add(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		if end := filepath.Ext(o.file); !c.Flags().Changed("format") && (end == ".svg" || end == ".html") {
			*o.format = end[1:]
		}
		return o.run(c.Context(), s, c.Flags().Changed("subject"))
	}
	return c
}

func (o *trendOptions) run(ctx context.Context, s *streams.Streams, one bool) error {
	if err := o.check(); err != nil {
		return err
	}
	if err := checkSubject(&o.subject, one); err != nil {
		return err
	}
	t, err := loadThresholds(*o.thresholds)
	if err != nil {
		return err
	}
	exactness, err := loadReliability(o.reliability)
	if err != nil {
		return err
	}
	entries, broken, err := o.read(ctx, s)
	if err != nil {
		return err
	}
	runs := of(entries, o.subject)
	if len(runs) == 0 {
		return errors.Join(broken.Err(), noRuns(len(entries), one))
	}
	p := &personTrend{runs, t, exactness, o.text(), *o.lang}
	err = o.write(s, func(w io.Writer) error {
		switch *o.format {
		case "json":
			return writeJSON(w, p.json())
		case "svg":
			return p.trend().SVG(w)
		case "html":
			return p.trend().HTML(w)
		}
		return p.trend().Text(w, s.Width())
	})
	if err != nil {
		return err
	}
	return broken.Err()
}

// noRuns says why there is nothing to draw, and names no code.
func noRuns(others int, subject bool) error {
	switch {
	case subject:
		return errNoSubject()
	case others > 0:
		return hinted(errors.New("no run is your own"), "--subject CODE draws those of a subject; `mbi journal list` shows the codes")
	}
	return hinted(errors.New("the journal holds no run"), "`mbi take --save` saves one")
}

// personTrend is the runs of one person, the oldest first, and the words for them.
type personTrend struct {
	runs        []journal.Entry
	thresholds  *scoring.Thresholds
	reliability *scoring.Reliability
	text        *locale.Text
	lang        locale.Language
}

// change compares the last run on a subscale with the first one in which the whole
// subscale was answered. Where the last one is incomplete, its score is known to
// lie between two ends only.
type change struct {
	first, last *journal.Entry // nil where there is no such pair
	from        int
	to          scoring.Score
	band        *render.Span // the sums within the error of the first score, nil where there is none
}

func (p *personTrend) change(s mbi.Subscale) change {
	for i := range p.runs {
		sum, ok := scoring.ScoreOf(&p.runs[i].Answers, s).Sum()
		if !ok {
			continue
		}
		lowest, highest := p.reliability.Band(s, sum)
		c := change{from: sum, band: &render.Span{Low: lowest, High: highest}}
		if last := len(p.runs) - 1; i < last {
			c.first, c.last = &p.runs[i], &p.runs[last]
			c.to = scoring.ScoreOf(&c.last.Answers, s)
		}
		return c
	}
	return change{}
}

// within reports whether the change, of which there is one, is within the error,
// and whether the missing answers leave that certain.
func (c change) within() (within, certain bool) {
	switch {
	case c.to.Lowest >= c.band.Low && c.to.Highest <= c.band.High:
		return true, true
	case c.to.Highest < c.band.Low || c.to.Lowest > c.band.High:
		return false, true
	}
	return false, false
}

func (p *personTrend) day(e *journal.Entry) string { return e.Time.Format(p.text.Journal.Day) }

// trend words the runs.
func (p *personTrend) trend() render.Trend {
	words := p.text.Journal.Trend
	first, last := &p.runs[0], &p.runs[len(p.runs)-1]
	latest := resultOf(last, p.thresholds, p.reliability, p.lang).person()
	t := render.Trend{
		Language: string(p.lang),
		Title:    words.Title,
		Lead:     []string{locale.Fill(words.Runs, "n", len(p.runs), "first", p.day(first), "last", p.day(last))},
		Columns:  [3]string{p.text.Journal.Columns[1], words.Score, words.Change},
		Legend:   words.Legend,
		Band:     words.Band,
		Reading:  render.Group{Title: latest.Reading.Title, Paragraphs: p.notes()},
		Help:     latest.Help,
	}
	if first.Subject != "" {
		t.Title = locale.Fill(words.TitleSubject, "subject", first.Subject)
	}
	if p.soon() {
		t.Lead = append(t.Lead, words.Soon+" "+p.text.Journal.SoSoon)
	}
	for _, s := range mbi.Subscales {
		t.Panels = append(t.Panels, p.panel(s))
	}
	return t
}

// soon reports whether the last run was saved less than a week after the one
// before it.
func (p *personTrend) soon() bool {
	n := len(p.runs)
	return n > 1 && p.runs[n-1].Time.Sub(p.runs[n-2].Time) < week
}

// notes are the sentences that keep a trend from being read as more than it is.
func (p *personTrend) notes() []string {
	words := p.text.Journal.Trend
	notes := []string{p.text.Result.Landmark, p.text.Result.NoTotal}
	adapted := func(e journal.Entry) bool { return e.Kind == form.Adapted }
	if slices.ContainsFunc(p.runs, adapted) {
		notes = append(notes, p.text.Result.Adapted)
	}
	if forms := p.forms(); len(forms) > 1 {
		notes = append(notes, locale.Fill(words.Forms, "forms", strings.Join(forms, ", ")))
	}
	return append(notes, p.text.Thresholds.Side, locale.Fill(p.text.Result.Table, "id", p.thresholds.ID), locale.Fill(words.Source, "source", p.reliability.Source))
}

// forms lists the forms that were asked, each once.
func (p *personTrend) forms() []string {
	var forms []string
	for i := range p.runs {
		if f := p.runs[i].Form; !slices.Contains(forms, f) {
			forms = append(forms, f)
		}
	}
	return forms
}

// panel words the runs on one subscale.
func (p *personTrend) panel(s mbi.Subscale) render.Panel {
	words, cuts, c := p.text.Journal.Trend, p.thresholds.Cuts[s], p.change(s)
	panel := render.Panel{
		Name:  p.text.Subscales.Of(s),
		Scale: render.Bar{Levels: p.levels(s), Max: s.Max(), Moderate: cuts.Moderate, High: cuts.High, Band: c.band},
		Notes: []string{p.ranges(s), p.compare(s, c)},
	}
	var labels []string
	for i := range p.runs {
		point := p.point(&p.runs[i], s, c)
		panel.Runs, labels = append(panel.Runs, point), append(labels, point.Label)
	}
	panel.Label = locale.Fill(words.Drawing, "name", panel.Name, "max", s.Max(), "moderate", cuts.Moderate, "high", cuts.High, "points", strings.Join(labels, ", "))
	return panel
}

// levels names the levels of a subscale and says which is the burnout side.
func (p *personTrend) levels(s mbi.Subscale) [3]string {
	names := p.text.Summary.LevelNames
	for _, l := range scoring.Levels {
		if scoring.Affected(s, l) {
			names[l] = locale.Fill(p.text.Summary.Side, "level", names[l])
		}
	}
	return names
}

// ranges words the sums of the levels.
func (p *personTrend) ranges(s mbi.Subscale) string {
	return locale.Fill(p.text.Result.Ranges, "low", levelRange(p.thresholds, s, scoring.Low),
		"moderate", levelRange(p.thresholds, s, scoring.Moderate), "high", levelRange(p.thresholds, s, scoring.High))
}

// point words the score of a run.
func (p *personTrend) point(e *journal.Entry, s mbi.Subscale, c change) render.Point {
	words, score := p.text.Journal.Trend, scoring.ScoreOf(&e.Answers, s)
	point := render.Point{Date: p.day(e), At: p.at(e), Score: scoreCell(score), Lowest: score.Lowest, Highest: score.Highest}
	label := words.PointOpen
	if sum, ok := score.Sum(); ok {
		label = words.Point
		if c.first != nil && e != c.first {
			point.Change = signed(sum - c.from)
		}
	}
	point.Label = locale.Fill(label, "day", point.Date, "sum", score.Lowest, "lowest", score.Lowest, "highest", score.Highest)
	return point
}

// at places a run in time, from 0, the first, to 1, the last.
func (p *personTrend) at(e *journal.Entry) float64 {
	all := p.runs[len(p.runs)-1].Time.Sub(p.runs[0].Time)
	if all == 0 {
		return 0.5
	}
	return float64(e.Time.Sub(p.runs[0].Time)) / float64(all)
}

// signed writes a difference with its sign, a true minus.
func signed(n int) string {
	switch {
	case n < 0:
		return "−" + strconv.Itoa(-n)
	case n > 0:
		return "+" + strconv.Itoa(n)
	}
	return "0"
}

// compare words a change against the error of one measure, and no more.
func (p *personTrend) compare(s mbi.Subscale, c change) string {
	words := p.text.Journal.Trend
	if c.last == nil {
		return words.None
	}
	texts := words.Scored
	if _, ok := c.to.Sum(); !ok {
		texts = words.Open
	}
	within, certain := c.within()
	text := texts.Beyond
	switch {
	case !certain:
		text = words.Undecided
	case within:
		text = texts.Within
	}
	band := figuresIn(p.text).tenths(p.reliability.ReliableChange(s))
	return locale.Fill(text, "from", c.from, "first", p.day(c.first), "lowest", c.to.Lowest, "highest", c.to.Highest, "last", p.day(c.last), "band", band)
}

// changeJSON is the change from the first score to that of the last run. Where
// answers of that are missing, to and points are null, and within_error is null
// unless it is the same whatever they are.
type changeJSON struct {
	From    int   `json:"from"`
	To      *int  `json:"to"`
	Lowest  int   `json:"lowest"`
	Highest int   `json:"highest"`
	Points  *int  `json:"points"`
	Within  *bool `json:"within_error"`
}

func (c change) json() *changeJSON {
	if c.last == nil {
		return nil
	}
	j := &changeJSON{From: c.from, Lowest: c.to.Lowest, Highest: c.to.Highest}
	if sum, ok := c.to.Sum(); ok {
		points := sum - c.from
		j.To, j.Points = &sum, &points
	}
	if within, certain := c.within(); certain {
		j.Within = &within
	}
	return j
}

type trendJSON struct {
	Schema     int            `json:"schema"`
	Subject    *string        `json:"subject"`
	Thresholds thresholdsJSON `json:"thresholds"`
	// Reliable is by how many points two scores may differ within the error.
	Reliable errorJSON               `json:"reliable_change"`
	Runs     []runJSON               `json:"runs"`
	Change   bySubscale[*changeJSON] `json:"change"` // null where no run follows the first with a score
	Help     []helpJSON              `json:"help"`
	Notes    []string                `json:"notes"`
}

func (p *personTrend) json() trendJSON {
	last := resultOf(&p.runs[len(p.runs)-1], p.thresholds, p.reliability, p.lang)
	return trendJSON{
		Schema:     schema,
		Subject:    subjectJSON(p.runs[0].Subject),
		Thresholds: thresholdsJSONOf(p.thresholds),
		Reliable:   errorJSON{p.reliability.Source, bySubscaleOf(p.reliability.ReliableChange)},
		Runs:       runsJSON(p.runs),
		Change:     bySubscaleOf(func(s mbi.Subscale) *changeJSON { return p.change(s).json() }),
		Help:       last.json().Help,
		Notes:      p.notes(),
	}
}

// week is the time within which a second run says little.
const week = 7 * 24 * time.Hour
