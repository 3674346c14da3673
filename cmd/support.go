package cmd

import (
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/render"
	"burnout/cmd/internal/streams"
	"burnout/mbi/config"
	"burnout/mbi/fault"
	"burnout/mbi/locale"
	"burnout/mbi/support"
)

type supportOptions struct {
	lang      *locale.Language
	format    *string
	audience  support.Audience
	openNow   bool
	all       bool
	list      bool
	directory string
	now       time.Time
}

func newSupport(s *streams.Streams) *cobra.Command {
	var o supportOptions
	c := &cobra.Command{
		Use:     "support [PLACE]",
		Short:   "Whom to turn to: verified lines, then local and national structures",
		GroupID: "answer",
		Long: `support shows the help lines of France that were each checked, then the
structures of a place and those of the whole country. PLACE is a city, a faculty or
a subdivision, without regard to accents and case; without it the place of the
configuration file is taken (place: rouen in mbi/config.yaml).

The structures come from the ISNAR-IMG guide of about 2021: check an entry before
relying on it. --directory adds entries of your own or replaces them by their id:

  source: where the entries were read
  as_of: 2026-10
  entries:
    - id: rouen-my-service
      places: [rouen]                # or national
      for: [intern, student]         # gp-intern, intern, student, professional,
                                     # everybody, violence
      name: My service               # or {fr: …, en: …}, as where and offers
      numbers: [02 32 00 00 00]      # one of numbers, mailboxes, web and where
      hours: [mon-fri 09:00-17:00]   # or 24/7, daily 21:00-02:30, "mon,thu 9:00-12:00"
      offers: What it offers
  places:                            # new ones, if any
    - {id: liege, name: Liège, zone: Europe/Brussels}

A place that is not known still shows the verified lines, with code 2.`,
		Example: `  mbi support rouen
  mbi support saint etienne --for violence
  mbi support --open-now --lang fr`,
		Args:              cobra.ArbitraryArgs, // the words of one name
		ValidArgsFunction: completePlaces,
	}
	o.lang = languageFlag(c, s)
	o.format = formatFlag(c, "text", "json")
	audiences := []string{string(support.Intern), string(support.Student), string(support.Professional), string(support.Violence)}
	c.Flags().Var(&choice[support.Audience]{into: &o.audience, parse: parseAudience(audiences), kind: strings.Join(audiences, "|"), unset: true},
		"for", "only what serves these, and everybody")
	complete(c, "for", audiences...)
	c.Flags().BoolVar(&o.openNow, "open-now", false, "only what is known to answer now, on the clock of its place")
	c.Flags().BoolVar(&o.all, "all", false, "also the lines of the covid-19 pandemic")
	c.Flags().BoolVar(&o.list, "list", false, "list the places")
	c.Flags().StringVar(&o.directory, "directory", "", "YAML `file` with structures of your own")
	for _, other := range []string{"for", "open-now", "all"} {
		c.MarkFlagsMutuallyExclusive("list", other)
	}
	c.RunE = func(_ *cobra.Command, args []string) error {
		o.now = time.Now()
		return runSupport(s, &o, strings.Join(args, " "))
	}
	return c
}

func parseAudience(known []string) func(string) (support.Audience, error) {
	return func(s string) (support.Audience, error) {
		if !slices.Contains(known, s) {
			return "", fmt.Errorf("unknown audience %q, expected one of %s", s, strings.Join(known, ", "))
		}
		return support.Audience(s), nil
	}
}

// completePlaces completes the name of a place.
func completePlaces(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var names []string
	for _, p := range support.Default().Places {
		names = append(names, p.ID)
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// errNoPlace is that a name is that of no place.
var errNoPlace = errors.New("no such place")

func runSupport(s *streams.Streams, o *supportOptions, query string) error {
	d := support.Default()
	if o.directory != "" {
		if err := d.AddFile(o.directory); err != nil {
			return err
		}
	}
	text := locale.For(*o.lang)
	if o.list {
		if query != "" {
			return commandLine(fmt.Errorf("--list lists all places, expected no PLACE"))
		}
		return o.writeList(s, d)
	}
	places, unknown := findPlaces(d, query)
	filter := support.Filter{For: o.audience, Covid: o.all}
	if o.openNow {
		filter.OpenAt = o.now
	}
	page := supportPage{text: text, lang: *o.lang, places: places, filter: filter, found: d.Select(places, filter)}
	write := page.write
	if *o.format == "json" {
		write = func(w io.Writer, _ int) error { return writeJSON(w, page.json()) }
	}
	if err := write(s.Out, s.Width()); err != nil {
		return err
	}
	if !errors.Is(unknown, errNoPlace) {
		return unknown
	}
	if _, err := fmt.Fprintln(s.Err, render.Wrap(sayNoPlace(d, query, text.Support), s.Width(), "")); err != nil {
		return err
	}
	return coded(errSaid, exitCommandLine)
}

// findPlaces returns the places that a name stands for, that of the configuration
// if there is none. A name on the command line that is no place is errNoPlace;
// one of the configuration is a fault there.
func findPlaces(d *support.Directory, query string) ([]*support.Place, error) {
	if query != "" {
		if found := d.Find(query); found != nil {
			return found, nil
		}
		return nil, errNoPlace
	}
	set, err := config.Read()
	if err != nil || set.Place == "" {
		return nil, err
	}
	found := d.Find(set.Place)
	if found == nil {
		f := set.PlaceFault("no place is called " + fault.Quote(set.Place))
		f.Hint = "`mbi support --list` lists the places"
		if near := d.Nearest(set.Place); near != nil {
			f.Text += ", did you mean " + placeNames(near) + "?"
		}
		return nil, f
	}
	return found, nil
}

func placeNames(places []*support.Place) string {
	var names []string
	for _, p := range places {
		names = append(names, p.Name)
	}
	return strings.Join(names, ", ")
}

// sayNoPlace says that a name is that of no place, and which are near.
func sayNoPlace(d *support.Directory, query string, words locale.Support) string {
	said := locale.Fill(words.NoPlace, "place", strings.Trim(fault.Quote(query), `"`))
	if near := d.Nearest(query); near != nil {
		said += " " + locale.Fill(words.Near, "places", placeNames(near))
	}
	return said + " " + words.List
}

// supportPage is what was found, and the words for it.
type supportPage struct {
	text   *locale.Text
	lang   locale.Language
	places []*support.Place
	filter support.Filter
	found  support.Selection
}

// write writes the page for a terminal.
func (p *supportPage) write(w io.Writer, width int) error {
	words := p.text.Support
	var b strings.Builder
	section := func(title string, hits []support.Hit, write func(*strings.Builder, support.Hit, int)) {
		fmt.Fprintln(&b, title)
		if len(hits) == 0 {
			fmt.Fprintf(&b, "\n  %s\n", words.Nothing)
		}
		for _, h := range hits {
			b.WriteByte('\n')
			write(&b, h, width)
		}
		b.WriteByte('\n')
	}
	section(words.Verified, p.found.Verified, p.verified)
	if p.places != nil {
		section(placeNames(p.places), p.found.Local, p.entry)
	}
	section(words.National, p.found.National, p.entry)
	for _, note := range p.notes() {
		fmt.Fprintln(&b, render.Wrap(note, width, ""))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// notes are the sentences under the page.
func (p *supportPage) notes() []string {
	words := p.text.Support
	notes := []string{p.text.Result.HelpAbroad}
	if !p.filter.OpenAt.IsZero() {
		notes = append(notes, words.Open+" "+words.Holidays+" "+locale.Fill(words.Unknown, "n", p.found.Unknown))
	}
	if p.places == nil {
		notes = append(notes, words.More)
	}
	return notes
}

// Lines of an entry are indented by two, what is said of it by four.
const entryIndent, saidIndent = "  ", "    "

func paragraph(b *strings.Builder, indent, text string, width int) {
	if text = strings.TrimSpace(text); text != "" {
		wrapped := render.Wrap(text, width-len(indent), "")
		b.WriteString(indent + strings.ReplaceAll(wrapped, "\n", "\n"+indent) + "\n")
	}
}

// verified writes a verified line: as on a result, then what it offers.
func (p *supportPage) verified(b *strings.Builder, h support.Hit, width int) {
	paragraph(b, entryIndent, helpLine(h.Line(p.lang, p.text.Support.Hours), p.hours(h), p.text), width)
	paragraph(b, saidIndent, strings.Join(slices.Concat(h.Mailboxes, h.Web), " · "), width)
	paragraph(b, saidIndent, p.said(h), width)
}

// entry writes a structure: its name, how to reach it, when, and what it offers.
func (p *supportPage) entry(b *strings.Builder, h support.Hit, width int) {
	name := h.Name.In(p.lang)
	if h.Place != nil && (len(p.places) > 1 || h.Place != p.places[0]) {
		name += " (" + h.Place.Name + ")"
	}
	paragraph(b, entryIndent, name, width)
	paragraph(b, saidIndent, contacts(h.Entry), width)
	paragraph(b, saidIndent, h.Where.In(p.lang), width)
	paragraph(b, saidIndent, p.hours(h), width)
	paragraph(b, saidIndent, p.said(h), width)
}

// unbroken keeps a number on one line.
func unbroken(number string) string { return strings.ReplaceAll(number, " ", "\u00a0") }

// contacts are the ways to reach a structure from here.
func contacts(e *support.Entry) string {
	var all []string
	for _, n := range e.Numbers {
		all = append(all, unbroken(n))
	}
	return strings.Join(slices.Concat(all, e.Mailboxes, e.Web), " · ")
}

// hours words when and on which terms a structure answers. Where the clock of the
// place asked for is another, the hours say whose they are.
func (p *supportPage) hours(h support.Hit) string {
	words := p.text.Support
	hours := h.Hours.In(words.Hours)
	if p.places != nil && hours != "" && !h.Hours.Always() && h.Zone() != p.places[0].Zone {
		hours += " (" + locale.Fill(words.Zone, "zone", path.Base(h.Zone().String())) + ")"
	}
	return support.JoinHours(hours, h.Terms.In(p.lang))
}

// said is what a structure offers, for whom, and how far to rely on it.
func (p *supportPage) said(h support.Hit) string {
	words := p.text.Support
	var who []string
	for _, a := range h.For {
		who = append(who, audienceName(a, words.Audiences))
	}
	return h.Offers.In(p.lang) + " " + locale.Fill(words.For, "who", strings.Join(who, " "+words.Hours.And+" ")) + " " + reliance(h.Entry, words, p.lang)
}

func audienceName(a support.Audience, words locale.Audiences) string {
	return map[support.Audience]string{
		support.GPIntern: words.GPIntern, support.Intern: words.Intern, support.Student: words.Student,
		support.Professional: words.Professional, support.Everybody: words.Everybody, support.Violence: words.Violence,
	}[a]
}

// reliance says where an entry comes from, and of an older one that it needs a
// check.
func reliance(e *support.Entry, words locale.Support, lang locale.Language) string {
	text := map[support.Origin]string{support.Verified: words.Checked, support.Printed: words.Printed, support.Own: words.Own}[e.Origin]
	return locale.Fill(text, "source", e.Source.In(lang), "date", e.AsOf, "year", e.AsOf[:len("2021")])
}

// helpLine words a help line.
func helpLine(l support.Line, hours string, text *locale.Text) string {
	return locale.Fill(text.Result.HelpLine, "when", l.When, "number", unbroken(l.Number), "name", l.Name, "hours", hours)
}

// writeList writes the places.
func (o *supportOptions) writeList(s *streams.Streams, d *support.Directory) error {
	if *o.format == "json" {
		list := struct {
			Schema int         `json:"schema"`
			Places []placeJSON `json:"places"`
		}{schema, placesJSON(d.Places)}
		return writeJSON(s.Out, list)
	}
	var b strings.Builder
	for _, p := range d.Places {
		indent := ""
		for outer := p.Within; outer != nil; outer = outer.Within {
			indent += "  "
		}
		line := p.Name
		if len(p.Also) > 0 {
			line += " (" + strings.Join(p.Also, ", ") + ")"
		}
		paragraph(&b, indent, line, s.Width())
	}
	_, err := io.WriteString(s.Out, b.String())
	return err
}

type placeJSON struct {
	ID     string   `json:"id"`
	Name   string   `json:"name"`
	Also   []string `json:"also"`
	Within *string  `json:"within"`
	Zone   string   `json:"zone"`
}

func placesJSON(places []*support.Place) []placeJSON {
	list := []placeJSON{}
	for _, p := range places {
		j := placeJSON{ID: p.ID, Name: p.Name, Also: orEmpty(p.Also), Zone: p.Zone.String()}
		if p.Within != nil {
			j.Within = &p.Within.ID
		}
		list = append(list, j)
	}
	return list
}

// orEmpty keeps an empty list from being written as null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

type numberJSON struct {
	Number string `json:"number"`
	Tel    string `json:"tel"`
}

// entryJSON is an entry; hours are as in a file, on the clock of zone.
type entryJSON struct {
	ID        string             `json:"id"`
	Origin    support.Origin     `json:"origin"`
	Place     *string            `json:"place"`
	For       []support.Audience `json:"for"`
	Name      string             `json:"name"`
	When      string             `json:"when"`
	Numbers   []numberJSON       `json:"numbers"`
	Mailboxes []string           `json:"mailboxes"`
	Web       []string           `json:"web"`
	Where     string             `json:"where"`
	Hours     []string           `json:"hours"`
	Zone      string             `json:"zone"`
	Terms     string             `json:"terms"`
	Offers    string             `json:"offers"`
	Period    string             `json:"period"`
	Source    string             `json:"source"`
	AsOf      string             `json:"as_of"`
	Reliance  string             `json:"reliance"`
}

type supportJSON struct {
	Schema   int               `json:"schema"`
	Places   []placeJSON       `json:"places"`
	For      *support.Audience `json:"for"`
	OpenAt   *time.Time        `json:"open_at"`
	Verified []entryJSON       `json:"verified"`
	Local    []entryJSON       `json:"local"`
	National []entryJSON       `json:"national"`
	Notes    []string          `json:"notes"`
}

func (p *supportPage) json() supportJSON {
	j := supportJSON{
		Schema: schema, Places: placesJSON(p.places), Notes: p.notes(),
		Verified: p.entries(p.found.Verified), Local: p.entries(p.found.Local), National: p.entries(p.found.National),
	}
	if p.filter.For != "" {
		j.For = &p.filter.For
	}
	if !p.filter.OpenAt.IsZero() {
		j.OpenAt = &p.filter.OpenAt
	}
	return j
}

func (p *supportPage) entries(hits []support.Hit) []entryJSON {
	list := []entryJSON{}
	for _, h := range hits {
		list = append(list, p.entryJSON(h))
	}
	return list
}

func (p *supportPage) entryJSON(h support.Hit) entryJSON {
	j := entryJSON{
		ID: h.ID, Origin: h.Origin, For: h.For, Name: h.Name.In(p.lang), When: h.When.In(p.lang),
		Numbers: []numberJSON{}, Mailboxes: orEmpty(h.Mailboxes), Web: orEmpty(h.Web), Where: h.Where.In(p.lang),
		Hours: []string{}, Zone: h.Zone().String(), Terms: h.Terms.In(p.lang), Offers: h.Offers.In(p.lang),
		Period: h.Period, Source: h.Source.In(p.lang), AsOf: h.AsOf, Reliance: reliance(h.Entry, p.text.Support, p.lang),
	}
	if h.Place != nil {
		j.Place = &h.Place.ID
	}
	for _, n := range h.Numbers {
		j.Numbers = append(j.Numbers, numberJSON{n, support.Tel(n)})
	}
	for _, s := range h.Entry.Hours {
		j.Hours = append(j.Hours, s.String())
	}
	return j
}
