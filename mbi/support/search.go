package support

import (
	"slices"
	"strings"
	"sync"
	"time"

	"burnout/mbi/fault"
	"burnout/mbi/locale"
)

// filler are the words of a name that say nothing of where it is.
var filler = map[string]bool{
	"a": true, "au": true, "aux": true, "d": true, "de": true, "des": true, "du": true, "en": true, "et": true,
	"l": true, "la": true, "le": true, "les": true, "of": true, "sur": true, "the": true,
	"univ": true, "universite": true, "university": true, "fac": true, "faculte": true, "faculty": true, "ufr": true,
	"medecine": true, "chu": true, "chru": true, "ch": true, "hopital": true, "hopitaux": true, "hospital": true, "hospitalier": true,
}

// fold prepares the name of a place for comparison: "CHU de St. Étienne" and
// "saint-etienne" are the same. It is empty where nothing but filler is left.
func fold(s string) string {
	words := slices.DeleteFunc(strings.Fields(locale.Fold(s)), func(w string) bool { return filler[w] })
	for i, w := range words {
		if w == "st" || w == "ste" || w == "sainte" {
			words[i] = "saint"
		}
	}
	return strings.Join(words, " ")
}

// names are all names of a place, folded.
func (p *Place) names() []string {
	names := []string{fold(p.ID), fold(p.Name)}
	for _, a := range p.Also {
		names = append(names, fold(a))
	}
	return names
}

// Find returns the places that a query names, without regard to accents, case
// and filler: those that have the name, else those that have a name with all its
// words, else those whose names stand in it. A place within another that is found
// is not listed again.
func (d *Directory) Find(query string) []*Place {
	q := fold(query)
	if q == "" {
		return nil
	}
	found := d.named(q)
	if found == nil {
		found = d.matching(func(name string) bool { return holdsWords(name, q) })
	}
	if found == nil {
		found = d.namedWithin(strings.Fields(q))
	}
	return slices.DeleteFunc(slices.Clone(found), func(p *Place) bool {
		return slices.ContainsFunc(found, func(outer *Place) bool { return outer != p && outer.holds(p) })
	})
}

// named returns the places that have a folded name.
func (d *Directory) named(name string) []*Place {
	return d.matching(func(n string) bool { return n == name })
}

func (d *Directory) matching(match func(name string) bool) []*Place {
	var found []*Place
	for _, p := range d.Places {
		if slices.ContainsFunc(p.names(), match) {
			found = append(found, p)
		}
	}
	return found
}

// holdsWords reports whether every word of q, one of them a true word, is one of
// name.
func holdsWords(name, q string) bool {
	words := strings.Fields(name)
	telling := false
	for w := range strings.FieldsSeq(q) {
		if !slices.Contains(words, w) {
			return false
		}
		telling = telling || len(w) >= shortPrefix
	}
	return telling
}

// sides are words that part a town as often as they name a place.
var sides = []string{"nord", "sud", "est", "ouest", "centre"}

// namedWithin returns the places whose names stand in the words, the longest name
// first where two begin with the same word. A number alone or a side is none.
func (d *Directory) namedWithin(words []string) []*Place {
	var found []*Place
	for len(words) > 0 {
		n := len(words)
		for ; n > 0; n-- {
			name := strings.Join(words[:n], " ")
			if n == 1 && (hasDigit(name) || slices.Contains(sides, name)) {
				continue
			}
			if named := d.named(name); named != nil {
				found = append(found, named...)
				break
			}
		}
		words = words[max(n, 1):]
	}
	return found
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// shortPrefix is how many letters must agree before a name is offered for its
// beginning alone.
const shortPrefix = 3

// Nearest returns the places that a query which names none may mean: those with a
// name that begins so, else with the name that is the fewest slips of the keys
// away. A number is never taken for another.
func (d *Directory) Nearest(query string) []*Place {
	q := fold(query)
	if q == "" || hasDigit(q) {
		return nil
	}
	if len(q) >= shortPrefix {
		if begun := d.matching(func(name string) bool { return strings.HasPrefix(name, q) }); begun != nil {
			return begun
		}
	}
	var names []string
	for _, p := range d.Places {
		names = append(names, p.names()...)
	}
	near := fault.Nearest(q, slices.DeleteFunc(names, hasDigit))
	return d.matching(func(name string) bool { return near != "" && name == near })
}

// Filter says which entries are wanted. The zero Filter wants all but those of
// the pandemic.
type Filter struct {
	For    Audience  // "" for all; Intern has those of students and professionals too
	Covid  bool      // those set up for the pandemic too
	OpenAt time.Time // zero for any time
}

// audiences are the audiences of the entries wanted, or nil for all.
func (f Filter) audiences() []Audience {
	switch f.For {
	case "":
		return nil
	case Intern:
		return []Audience{GPIntern, Intern, Student, Professional, Everybody}
	}
	return []Audience{f.For, Everybody}
}

// wants reports whether an entry is wanted, whatever its hours.
func (f Filter) wants(e *Entry) bool {
	if e.Period != "" && !f.Covid {
		return false
	}
	wanted := f.audiences()
	return wanted == nil || slices.ContainsFunc(e.For, func(a Audience) bool { return slices.Contains(wanted, a) })
}

// Hit is an entry that was found.
type Hit struct {
	*Entry
	Place *Place // the place that it was found for, nil for a national one
}

// paris is the zone of what is national. The program comes with it.
var paris = sync.OnceValue(func() *time.Location {
	zone, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		panic(err)
	}
	return zone
})

// Zone returns the time zone of the entry's hours.
func (h Hit) Zone() *time.Location {
	if h.Place == nil {
		return paris()
	}
	return h.Place.Zone
}

// Selection is the entries wanted, in the order in which they are shown.
type Selection struct {
	Verified, Local, National []Hit
	// Cell reports whether a structure of the places serves victims of violence,
	// wanted or not.
	Cell bool
	// Unknown counts the entries left out because it is not known whether they
	// answer at that time.
	Unknown int
}

// Select returns the entries for some places: those of each place, of the places
// within it and of those that it lies within, and the national ones.
func (d *Directory) Select(places []*Place, f Filter) Selection {
	var s Selection
	for _, e := range d.Entries {
		h, ok := e.hit(places)
		s.Cell = s.Cell || h.Place != nil && slices.Contains(e.For, Violence)
		if !ok || !f.wants(e) {
			continue
		}
		if !f.OpenAt.IsZero() && !e.Hours.Open(f.OpenAt.In(h.Zone())) {
			if !e.Hours.Known() {
				s.Unknown++
			}
			continue
		}
		switch {
		case e.Origin == Verified:
			s.Verified = append(s.Verified, h)
		case h.Place != nil:
			s.Local = append(s.Local, h)
		default:
			s.National = append(s.National, h)
		}
	}
	return s
}

// hit returns the entry as one of the places, else as a national one.
func (e *Entry) hit(places []*Place) (Hit, bool) {
	for _, asked := range places {
		for _, own := range e.Places {
			if asked.holds(own) || own.holds(asked) {
				return Hit{e, own}, true
			}
		}
	}
	return Hit{e, nil}, e.National
}
