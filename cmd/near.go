package cmd

import (
	"errors"
	"slices"
	"strings"

	"burnout/cmd/internal/render"
	"burnout/cmd/internal/streams"
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
// from here. A fault of the configuration keeps nobody from the questions: it is
// said, and there is no place.
func findNear(s *streams.Streams, place string, text *locale.Text) (near, error) {
	d := support.Default()
	places, err := findPlaces(d, place)
	switch {
	case errors.Is(err, errNoPlace):
		return near{}, refused(s, exitCommandLine, sayNoPlace(d, place, text.Support))
	case err != nil:
		say(s, text.Take.Settings)
		printError(s.Err, err)
		return near{}, nil
	case places == nil:
		return near{}, nil
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
