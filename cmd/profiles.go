package cmd

import (
	"context"
	"fmt"
	"io"
	"strings"

	"burnout/cmd/internal/render"
	"burnout/cmd/internal/streams"
	"burnout/mbi"
	"burnout/mbi/fault"
	"burnout/mbi/locale"
	"burnout/scoring"
	"burnout/scoring/stats"
	"burnout/scoring/summary"
)

// profiles is the profiles of a cohort and all that must be said beside them.
type profiles struct {
	cohortShares
	norms  *scoring.Norms
	rule   scoring.ProfileRule
	shares [len(scoring.Profiles)]summary.Share
}

func runProfiles(ctx context.Context, s *streams.Streams, o *definitionsOptions, paths []string) error {
	if err := o.outputFlags.check(paths...); err != nil {
		return err
	}
	var norms *scoring.Norms
	if o.norms != scoring.SampleNormsID {
		var err error
		if norms, err = loadNorms(o.norms); err != nil {
			return err
		}
	}
	in, d, err := countDivided(ctx, s, &o.readFlags, &o.groupFlags, paths, func() *summary.Joint { return summary.NewJoint(o.missing) })
	if err != nil {
		return err
	}
	if norms == nil {
		if norms, err = sampleNorms(d.all, paths[0]); err != nil {
			return err
		}
	}
	if err := o.say(s.Err, in); err != nil {
		return err
	}
	p := &profiles{cohortShares{baseNames(paths), in, o.missing, o.intervals(), flowOf(in, d.all), d.all.Decided()}, norms, o.rule, d.all.Profiles(norms, o.rule, o.intervals())}
	return o.write(s, func(w io.Writer) error {
		switch *o.format {
		case "csv":
			return writeCases(w, s.Err, p.list(), profileColumns[:], p.results(), p.warnings(locale.For(locale.English)))
		case "json":
			return writeJSON(w, p.json())
		}
		return p.document(*o.lang).Write(w, *o.format, s.Width())
	})
}

// sampleNorms takes the norms from the cohort itself, or refuses.
func sampleNorms(counts *summary.Joint, path string) (*scoring.Norms, error) {
	norms, without, ok := counts.Norms()
	if ok {
		return norms, nil
	}
	text := fmt.Sprintf("all sums of %s are equal, expected some that differ, to set a boundary by their SD", without.Name())
	if n := counts.Decided(); n < 2 {
		text = fmt.Sprintf("respondents with all three subscales scored: %d, expected at least 2, to set boundaries by their SDs", n)
	}
	return nil, &fault.Fault{File: path, Text: text, Hint: "--norms FILE takes means and SDs from a norm group"}
}

// found lists the profiles that the rule knows.
func (p *profiles) found() []scoring.Profile {
	if p.rule == scoring.Total {
		return scoring.Profiles[:scoring.Unclassified]
	}
	return scoring.Profiles[:]
}

// own reports whether the norm group is the sample itself.
func (p *profiles) own() bool { return p.norms.ID == scoring.SampleNormsID }

func (p *profiles) warnings(text *locale.Text) []warning {
	warnings := p.cohortShares.warnings(text)
	if p.own() {
		warnings = append([]warning{{"sample-relative", text.Definitions.Profiles.Relative}}, warnings...)
	}
	return warnings
}

func (p *profiles) results() []caseRow {
	var rows []caseRow
	for _, name := range p.found() {
		r := p.row("profiles", p.shares[name], p.decided, p.flow.Respondents)
		r.Profile, r.Norms, r.Rule = name.String(), p.norms.ID, string(p.rule)
		rows = append(rows, r)
	}
	return rows
}

// list adds the norms and the boundaries that follow from them.
func (p *profiles) list() []listRow {
	rows := p.cohortShares.list()
	for _, s := range mbi.Subscales {
		row := func(statistic, level string, v float64) listRow {
			return listRow{table: "norms", subscale: s.String(), statistic: statistic, level: level, value: stats.NumberOf(v, true), n: p.flow.Respondents, method: p.norms.ID}
		}
		rows = append(rows, row("mean", "", p.norms.Mean[s]), row("sd", "", p.norms.SD[s]), row("boundary", "high", p.norms.Boundary(s)), row("lowest_sum", "high", float64(p.norms.Cuts[s])))
	}
	return rows
}

// normJSON is the norms of one subscale: high is from boundary on, that is from
// the sum high on.
type normJSON struct {
	Mean     float64 `json:"mean"`
	SD       float64 `json:"sd"`
	Boundary float64 `json:"boundary"`
	High     int     `json:"high"`
}

type normsJSON struct {
	ID     string `json:"id"`
	Source string `json:"source,omitempty"`
	N      int64  `json:"n,omitempty"`
	bySubscale[normJSON]
}

type profilesJSON struct {
	Schema int       `json:"schema"`
	Norms  normsJSON `json:"norms"`
	Rule   string    `json:"rule"`
	casesJSON
}

func (p *profiles) json() profilesJSON {
	n := p.norms
	return profilesJSON{
		Schema: schema,
		Norms: normsJSON{n.ID, n.Source, n.N, bySubscaleOf(func(s mbi.Subscale) normJSON {
			return normJSON{n.Mean[s], n.SD[s], n.Boundary(s), n.Cuts[s]}
		})},
		Rule:      string(p.rule),
		casesJSON: p.cohortShares.json(p.results(), p.warnings(locale.For(locale.English))),
	}
}

// document is the profiles for people: the label of norms from the sample first,
// then the boundaries, the shares, numbered notes.
func (p *profiles) document(l locale.Language) render.Document {
	text := locale.For(l)
	words := text.Definitions.Profiles
	table := p.table(text)
	table.Foot = p.shareNote(text) + " " + p.head(text)[1]
	d := render.Document{Language: string(l), Title: table.Title, Tables: []render.Table{table}}
	if p.own() {
		d.Head = append(d.Head, words.Relative)
	}
	d.Head = append(append(d.Head, p.head(text)...), p.normLines(text)...)
	d.Notes = append(p.furtherNotes(text), text.Summary.Notes.Names, words.Notes.Profiles)
	if p.incomplete() && p.own() {
		d.Notes = append(d.Notes, words.Notes.Held)
	}
	d.Notes = append(d.Notes, warningTexts(p.cohortShares.warnings(text))...)
	return d
}

// normLines name the norm group, its boundaries as integers and the rule.
func (p *profiles) normLines(text *locale.Text) []string {
	words, n := text.Definitions.Profiles, p.norms
	var cuts []string
	for _, s := range mbi.Subscales {
		number := func(v float64) string { return figuresIn(text).fixed(stats.NumberOf(v, true), 2) }
		cuts = append(cuts, locale.Fill(words.Boundary, "subscale", text.Short.Of(s), "cut", n.Cuts[s],
			"mean", number(n.Mean[s]), "k", number(scoring.SDs(s)), "sd", number(n.SD[s]), "at", number(n.Boundary(s))))
	}
	id := n.ID
	if p.own() {
		id = locale.Fill(words.Sample, "n", n.N)
	}
	rule := words.Rules[0]
	if p.rule == scoring.Total {
		rule = words.Rules[1]
	}
	lines := []string{locale.Fill(words.Norms, "id", id, "cuts", strings.Join(cuts, ", "), "rule", rule)}
	if n.Source != "" {
		lines = append(lines, locale.Fill(words.Source, "source", visible(n.Source)))
	}
	return lines
}

func (p *profiles) table(text *locale.Text) render.Table {
	words := text.Definitions.Profiles
	t := render.Table{
		Title:  locale.Fill(words.Title, "n", p.decided),
		Header: append(words.Columns[:], p.shareHeader(text)...),
		Left:   []int{1},
	}
	who := words.Strict
	if p.rule == scoring.Total {
		who = words.Total
	}
	for _, name := range p.found() {
		t.Rows = append(t.Rows, append([]string{words.Names[name], who[name]}, p.shareCells(text, p.shares[name])...))
	}
	return t
}
