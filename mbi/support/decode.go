package support

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"burnout/mbi/fault"
	"burnout/mbi/yamlfile"
)

// national is the word for a place that is none.
const national = "national"

// pandemic is the only period.
const pandemic = "covid-19"

type rawPlace struct {
	ID     yamlfile.Node   `yaml:"id"`
	Name   yamlfile.Node   `yaml:"name"`
	Also   []yamlfile.Node `yaml:"also,optional"`
	Within yamlfile.Node   `yaml:"within,optional"`
	Zone   yamlfile.Node   `yaml:"zone,optional"`
}

type rawEntry struct {
	ID        yamlfile.Node   `yaml:"id"`
	Places    []yamlfile.Node `yaml:"places"`
	For       []yamlfile.Node `yaml:"for"`
	Name      yamlfile.Node   `yaml:"name"`
	When      yamlfile.Node   `yaml:"when,optional"`
	Numbers   []yamlfile.Node `yaml:"numbers,optional"`
	Mailboxes []yamlfile.Node `yaml:"mailboxes,optional"`
	Web       []yamlfile.Node `yaml:"web,optional"`
	Where     yamlfile.Node   `yaml:"where,optional"`
	Hours     []yamlfile.Node `yaml:"hours,optional"`
	Terms     yamlfile.Node   `yaml:"terms,optional"`
	Offers    yamlfile.Node   `yaml:"offers,optional"`
	Period    yamlfile.Node   `yaml:"period,optional"`
	Source    yamlfile.Node   `yaml:"source,optional"`
	AsOf      yamlfile.Node   `yaml:"as_of,optional"`
}

type rawFile struct {
	Source yamlfile.Node   `yaml:"source"`
	AsOf   yamlfile.Node   `yaml:"as_of"`
	Places []rawPlace      `yaml:"places,optional"`
	Texts  []yamlfile.Node `yaml:"texts,optional"` // anchors for the entries
	// Entries stand last: their texts may be aliases of what stands above.
	Entries []rawEntry `yaml:"entries"`
}

// decode adds the places and entries of a file to the directory, or leaves it as
// it was.
func (d *Directory) decode(n yamlfile.Node, origin Origin) error {
	var raw rawFile
	r := reader{d: &Directory{slices.Clone(d.Places), slices.Clone(d.Entries)}, origin: origin, seen: map[string]bool{}}
	r.faults.AddError(n.Decode(&raw))
	r.source, r.asOf = r.both(raw.Source), r.date(raw.AsOf)
	for _, p := range raw.Places {
		r.place(p)
	}
	for _, e := range raw.Entries {
		r.entry(e)
	}
	slices.SortStableFunc(r.faults.Faults, func(a, b *fault.Fault) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	if err := r.faults.Err(); err != nil {
		return err
	}
	*d = *r.d
	return nil
}

// reader reads a file into a directory and collects what is wrong.
type reader struct {
	d      *Directory
	origin Origin
	source Text // where an entry does not say, as asOf
	asOf   string
	seen   map[string]bool
	faults fault.List
}

// given reports whether a node stands in the file.
func given(n yamlfile.Node) bool { return n != yamlfile.Node{} }

// text returns the text of a node, or "" where it is absent or refused. A text
// is one line: what a terminal would take for a command never reaches it.
func (r *reader) text(n yamlfile.Node) string {
	if !given(n) {
		return ""
	}
	var s string
	if err := n.Decode(&s); err != nil {
		r.faults.AddError(err)
		return ""
	}
	s = strings.TrimSpace(s)
	if strings.ContainsFunc(s, func(c rune) bool { return unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) }) {
		r.faults.Add(n.Faultf("holds a line break or a control character, expected one line of text"))
		return ""
	}
	return s
}

// both returns a text in each language: one for both, or one for each.
func (r *reader) both(n yamlfile.Node) Text {
	if !given(n) {
		return Text{}
	}
	if _, err := n.Text(); err == nil {
		s := r.text(n)
		return Text{s, s}
	}
	if _, err := n.Pairs(); err != nil {
		r.faults.Add(n.Faultf("expected a text, or {fr: …, en: …}"))
		return Text{}
	}
	var raw struct {
		EN yamlfile.Node `yaml:"en"`
		FR yamlfile.Node `yaml:"fr"`
	}
	r.faults.AddError(n.Decode(&raw))
	return Text{r.text(raw.EN), r.text(raw.FR)}
}

// matching returns the text of a node if it has a form, described by want.
func (r *reader) matching(n yamlfile.Node, form *regexp.Regexp, want string) string {
	s := r.text(n)
	if s != "" && !form.MatchString(s) {
		r.faults.Add(n.Faultf("%s, expected %s", fault.Quote(s), want))
		return ""
	}
	return s
}

var (
	idForm      = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	dateForm    = regexp.MustCompile(`^[0-9]{4}(-(0[1-9]|1[0-2])(-[0-3][0-9])?)?$`)
	numberForm  = regexp.MustCompile(`^\+?[0-9]( ?[0-9]){1,14}$`)
	mailboxForm = regexp.MustCompile(`^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$`)
	webForm     = regexp.MustCompile(`^(https?://)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(/[^\s]*)?$`)
)

func (r *reader) id(n yamlfile.Node) string {
	return r.matching(n, idForm, "small letters, digits and hyphens")
}

func (r *reader) date(n yamlfile.Node) string {
	return r.matching(n, dateForm, "a date such as 2021, 2021-09 or 2021-09-30")
}

func (r *reader) list(nodes []yamlfile.Node, form *regexp.Regexp, want string) []string {
	var list []string
	for _, n := range nodes {
		if s := r.matching(n, form, want); s != "" {
			list = append(list, s)
		}
	}
	return list
}

// once reports whether an id stands for the first time among those of a kind.
func (r *reader) once(kind, id string, n yamlfile.Node) bool {
	if id == "" {
		return false
	}
	if r.seen[kind+" "+id] {
		r.faults.Add(n.Faultf("id %s stands a second time, expected one of its own", fault.Quote(id)))
		return false
	}
	r.seen[kind+" "+id] = true
	return true
}

// place reads a place; one that it lies within stands before it.
func (r *reader) place(raw rawPlace) {
	p := &Place{ID: r.id(raw.ID), Name: r.text(raw.Name), Zone: paris()}
	for _, n := range raw.Also {
		p.Also = append(p.Also, r.text(n))
	}
	if given(raw.Within) {
		if p.Within = r.known(raw.Within); p.Within != nil {
			p.Zone = p.Within.Zone
		}
	}
	if name := r.text(raw.Zone); name != "" {
		zone, err := time.LoadLocation(name)
		if err != nil || name == "Local" {
			r.faults.Add(raw.Zone.Faultf("%s, expected a time zone such as Europe/Paris", fault.Quote(name)))
			return
		}
		p.Zone = zone
	}
	if p.ID == national {
		r.faults.Add(raw.ID.Faultf("%q is no place: it stands for the whole country", national))
	}
	if !r.once("place", p.ID, raw.ID) {
		return
	}
	if old := r.d.place(p.ID); old != nil {
		r.faults.Add(raw.ID.Faultf("the place %s is known already, expected a new one", fault.Quote(p.ID)))
		return
	}
	r.d.Places = append(r.d.Places, p)
}

// known returns the place that a node names, or nil.
func (r *reader) known(n yamlfile.Node) *Place {
	id := r.text(n)
	if id == "" {
		return nil
	}
	p := r.d.place(id)
	if p == nil {
		f := n.Faultf("no place has the id %s", fault.Quote(id))
		f.Hint = "`mbi support --list --format json` lists the ids; a new place stands under places"
		if near := fault.Nearest(id, append(r.ids(), national)); near != "" {
			f.Text += ", did you mean " + near + "?"
		}
		r.faults.Add(f)
	}
	return p
}

func (r *reader) ids() []string {
	var ids []string
	for _, p := range r.d.Places {
		ids = append(ids, p.ID)
	}
	return ids
}

func (r *reader) entry(raw rawEntry) {
	e := &Entry{
		ID: r.id(raw.ID), Name: r.both(raw.Name), When: r.both(raw.When), Where: r.both(raw.Where),
		Numbers:   r.list(raw.Numbers, numberForm, "a number as people dial it, such as 0 805 23 23 36"),
		Mailboxes: r.list(raw.Mailboxes, mailboxForm, "a mailbox such as soutien@univ.fr"),
		Web:       r.list(raw.Web, webForm, "an address such as www.univ.fr/soutien"),
		Terms:     r.both(raw.Terms), Offers: r.both(raw.Offers),
		Source: cmp.Or(r.both(raw.Source), r.source), AsOf: cmp.Or(r.date(raw.AsOf), r.asOf),
		Origin: r.origin,
	}
	for _, n := range raw.Places {
		if s, err := n.Text(); err == nil && s == national {
			e.National = true
		} else if p := r.known(n); p != nil {
			e.Places = append(e.Places, p)
		}
	}
	for _, n := range raw.For {
		e.For = append(e.For, r.audience(n))
	}
	for _, n := range raw.Hours {
		s := r.text(n)
		span, ok := parseSpan(s)
		if s != "" && !ok {
			r.faults.Add(n.Faultf("%s, expected hours such as 24/7 or mon-fri 09:00-17:00", fault.Quote(s)))
		}
		e.Hours = append(e.Hours, span)
	}
	if e.Period = r.text(raw.Period); e.Period != "" && e.Period != pandemic {
		r.faults.Add(raw.Period.Faultf("%s, expected %s", fault.Quote(e.Period), pandemic))
	}
	r.whole(raw)
	r.add(e, raw.ID)
}

// whole refuses an entry of nobody, nowhere, or that cannot be reached.
func (r *reader) whole(raw rawEntry) {
	if !given(raw.ID) {
		return // reported before
	}
	if raw.Places != nil && len(raw.Places) == 0 {
		r.faults.Add(raw.ID.Faultf("this entry has no place, expected ids of places or %s", national))
	}
	if raw.For != nil && len(raw.For) == 0 {
		r.faults.Add(raw.ID.Faultf("this entry is for nobody, expected some of %s", audienceNames()))
	}
	if len(raw.Numbers)+len(raw.Mailboxes)+len(raw.Web) == 0 && !given(raw.Where) {
		r.faults.Add(raw.ID.Faultf("this entry cannot be reached, expected numbers, mailboxes, web or where"))
	}
}

func audienceNames() string {
	var names []string
	for _, a := range Audiences {
		names = append(names, string(a))
	}
	return strings.Join(names, ", ")
}

func (r *reader) audience(n yamlfile.Node) Audience {
	a := Audience(r.text(n))
	if a != "" && !slices.Contains(Audiences[:], a) {
		r.faults.Add(n.Faultf("%s, expected one of %s", fault.Quote(string(a)), audienceNames()))
	}
	return a
}

// add adds an entry, or puts it where the one with its id stands.
func (r *reader) add(e *Entry, id yamlfile.Node) {
	if !r.once("entry", e.ID, id) {
		return
	}
	i := slices.IndexFunc(r.d.Entries, func(old *Entry) bool { return old.ID == e.ID })
	switch {
	case i < 0:
		r.d.Entries = append(r.d.Entries, e)
	case r.d.Entries[i].Origin == Verified:
		r.faults.Add(id.Faultf("%s is a verified line and stays, expected another id", fault.Quote(e.ID)))
	default:
		r.d.Entries[i] = e
	}
}
