package cmd

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"burnout/cmd/internal/render"
	"burnout/mbi/config"
	"burnout/mbi/fault"
	"burnout/mbi/locale"
	"burnout/mbi/support"
)

// near is what a result names of the structures near a person: nothing where no
// place was set.
type near struct {
	places []*support.Place
	hits   []support.Hit
}

// findNear returns the structures of the place that is named, or set in the
// configuration: those that serve an intern or a professional and can be reached
// from here.
func findNear(place string) (near, error) {
	if place == "" {
		if set, err := config.Read(); err != nil || set.Place == "" {
			return near{}, err
		}
	}
	d := support.Default()
	places, err := findPlaces(d, place)
	if errors.Is(err, errNoPlace) {
		err = hinted(fmt.Errorf("no place is called %s", fault.Quote(place)), "`mbi support --list` lists the places")
		if names := d.Nearest(place); names != nil {
			err = hinted(err, "did you mean "+placeNames(names)+"?")
		}
		return near{}, commandLine(err)
	}
	if err != nil {
		return near{}, err
	}
	hits := slices.DeleteFunc(d.Select(places, support.Filter{For: support.Intern}).Local, func(h support.Hit) bool {
		return contacts(h.Entry) == ""
	})
	return near{places, hits}, nil
}

// group words the structures for a result.
func (n near) group(text *locale.Text, lang locale.Language) render.Group {
	if n.places == nil {
		return render.Group{}
	}
	words := text.Support
	var years, lines, commands []string
	for _, h := range n.hits {
		line := locale.Fill(words.LocalLine, "name", nameAt(h, n.places, lang), "contact", contacts(h.Entry))
		if hours := h.Line(lang, words.Hours).Hours; hours != "" {
			line += " (" + hours + ")"
		}
		lines = append(lines, line)
		if year := h.AsOf[:len("2021")]; !slices.Contains(years, year) {
			years = append(years, year)
		}
	}
	for _, p := range n.places {
		commands = append(commands, "`mbi support "+p.ID+"`")
	}
	if lines != nil {
		lines = slices.Insert(lines, 0, locale.Fill(words.LocalOld, "year", strings.Join(years, ", ")))
	}
	return render.Group{
		Title:      locale.Fill(words.Local, "place", placeNames(n.places)),
		Paragraphs: append(lines, locale.Fill(words.LocalMore, "command", strings.Join(commands, ", "))),
	}
}

// json is the structures as a result in JSON has them.
func (n near) json(text *locale.Text, lang locale.Language) []helpJSON {
	var list []helpJSON
	for _, h := range n.hits {
		l := h.Line(lang, text.Support.Hours)
		list = append(list, helpJSON{nameAt(h, n.places, lang), l.Number, l.Hours, h.Mailboxes, h.Web, reliance(h.Entry, text.Support, lang)})
	}
	return list
}
