package cmd

import (
	"time"

	"burnout/mbi/support"
)

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
