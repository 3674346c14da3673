package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
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
		Short:   "Whom to turn to: verified lines, local and national structures",
		GroupID: "answer",
		Long: `support shows the help lines of France that were each checked, then the
structures of a place and those of the whole country. PLACE is a city, a faculty,
a subdivision or a department, without regard to accents, case and words such as
CHU or faculté; without it the place of the configuration file is taken (place:
rouen in mbi/config.yaml).

The structures come from the ISNAR-IMG guide of about 2021: check an entry before
relying on it. --directory adds entries of your own, or replaces those with the
same id:

  source: where the entries were read
  as_of: 2026-10
  entries:
    - id: rouen-my-service
      places: [rouen]                # or national
      for: [intern, student]         # gp-intern, intern, student, professional,
                                     # everybody, violence
      name: My service               # or {fr: …, en: …}, as where and offers
      numbers: [02 32 00 00 00]      # one of numbers, mailboxes, web and where
      hours: [mon-fri 09:00-17:00]   # or 24/7, daily 21:00-02:30;
                                     # 09:00-17:00 if the days are unknown
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
	c.RunE = func(c *cobra.Command, args []string) error {
		for _, other := range []string{"for", "open-now", "all"} {
			if o.list && c.Flags().Changed(other) {
				return commandLine(fmt.Errorf("--list lists all places, expected no --%s", other))
			}
		}
		o.now = time.Now()
		return runSupport(c.Context(), s, &o, strings.Join(args, " "))
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

func runSupport(ctx context.Context, s *streams.Streams, o *supportOptions, query string) error {
	d := support.Default()
	if o.directory != "" {
		// A named pipe waits for its writer.
		if _, err := within(ctx, func() (struct{}, error) { return struct{}{}, d.AddFile(o.directory) }); err != nil {
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
