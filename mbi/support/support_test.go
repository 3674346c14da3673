package support

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"burnout/mbi/locale"
)

// The numbers of every result, written a second time.
func TestLinesOfEveryResult(t *testing.T) {
	want := []string{"0 805 23 23 36", "3114", "15 / 112"}
	for _, l := range locale.Languages {
		var got []string
		for _, line := range Lines(l) {
			got = append(got, line.Number)
			if line.Source == "" || line.AsOf == "" {
				t.Errorf("%s has no dated source", line.Number)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", l, got, want)
		}
	}
	if Lines(locale.French)[1].Name == Lines(locale.English)[1].Name {
		t.Error("the name is not translated")
	}
}

// The verified lines, their numbers and whom they serve, written a second time.
func TestVerifiedLines(t *testing.T) {
	want := map[string]string{
		"3114": "everybody", "15 112": "everybody", "0 805 23 23 36": "professional student", "0 800 737 800": "student",
		"114": "everybody", "3919": "violence", "116 006 +33 1 80 52 33 76": "violence", "17": "violence",
	}
	s := Default().Select(nil, Filter{})
	if len(s.Verified) != len(want) {
		t.Errorf("%d lines", len(s.Verified))
	}
	for _, h := range s.Verified {
		var who []string
		for _, a := range h.For {
			who = append(who, string(a))
		}
		if n := strings.Join(h.Numbers, " "); want[n] != strings.Join(who, " ") {
			t.Errorf("%s is for %s, want %s", n, who, want[n])
		}
		if h.Hours == nil || !h.National {
			t.Errorf("%s has no hours, or is not national", h.ID)
		}
	}
}

// The embedded entries are as people dial and write them, in both languages.
func TestFormOfEntries(t *testing.T) {
	number := regexp.MustCompile(`^(0[1-79]( \d\d){4}|0 8\d\d( \d{2,3}){2,3}|1?\d\d|3\d{3}|116 006|\+33 1( \d\d){4})$`)
	french := regexp.MustCompile(`[^\x{a0}][;!?»]|[^\x{a0}0-9]:|«[^\x{a0}]|'`)
	for _, e := range Default().Entries {
		for _, n := range e.Numbers {
			if digits := strings.ReplaceAll(n, " ", ""); !number.MatchString(n) || digits[0] == '0' && len(digits) != 10 {
				t.Errorf("%s: the number %q has no usual form", e.ID, n)
			}
		}
		for _, m := range e.Mailboxes {
			if m != strings.ToLower(m) && m != "servicepsy@ssuUCA.fr" {
				t.Errorf("%s: %s has capitals", e.ID, m)
			}
		}
		for _, text := range []Text{e.Name, e.When, e.Where, e.Terms, e.Offers} {
			if bad := french.FindString(text.FR); bad != "" {
				t.Errorf("%s: %q in %q", e.ID, bad, text.FR)
			}
			if strings.ContainsAny(text.EN, "«»\u00a0") {
				t.Errorf("%s: French typography in %q", e.ID, text.EN)
			}
		}
		if e.Offers == (Text{}) && e.When == (Text{}) {
			t.Errorf("%s does not say what it offers", e.ID)
		}
	}
}

// Every place has something to show, and no two places share an id or a name.
func TestPlaces(t *testing.T) {
	d := Default()
	seen := map[string]bool{}
	for _, p := range d.Places {
		if len(d.Select([]*Place{p}, Filter{Covid: true}).Local) == 0 {
			t.Errorf("%s has no entry", p.ID)
		}
		if seen[locale.Fold(p.Name)] {
			t.Errorf("%s stands twice", p.Name)
		}
		seen[locale.Fold(p.Name)] = true
	}
}

func ids[T any](list []T, id func(T) string) string {
	var all []string
	for _, e := range list {
		all = append(all, id(e))
	}
	return strings.Join(all, " ")
}

func placeID(p *Place) string { return p.ID }

func hitID(h Hit) string { return h.ID }

func TestFind(t *testing.T) {
	d := Default()
	for query, want := range map[string]string{
		"rouen": "rouen", "ROUEN": "rouen", "saint etienne": "saint-etienne", "st-étienne": "saint-etienne", "Saint-Étienne": "saint-etienne",
		"Besancon": "besancon", "la reunion": "reunion", "Réunion": "reunion", "tours/orleans": "tours-orleans", "Tours": "tours",
		"OCEAN INDIEN": "ocean-indien", "sorbonne": "paris-6", "Paris XI": "paris-11", "saclay": "paris-11", "uvsq": "paris-ouest",
		"normandie": "caen rouen", "bretagne": "brest rennes", "nimes": "nimes", "37": "tours", "paris": "paris",
		"faculté de médecine de Rouen": "rouen", "CHU Lille": "lille", "univ rouen": "rouen", "lyon sud": "lyon", "Lyon Nord": "lyon",
		"ste etienne": "saint-etienne", "aix en provence": "marseille", "Hôpital Nord, Marseille": "marseille", "île de la réunion": "reunion",
		"kremlin-bicêtre": "paris-11", "bicetre": "paris-11", "le havre": "rouen", "evreux": "rouen", "toulon": "marseille nice",
		"corse": "marseille nice", "2A": "marseille nice", "annecy": "grenoble", "colmar": "strasbourg", "metz": "nancy",
		"perpignan": "montpellier", "974": "reunion", "76": "rouen", "44": "nantes", "université de Paris": "paris", "ile de france": "paris",
		"rouen ou caen": "rouen caen", "Paris 14": "paris", "saint-denis": "moufia paris-8",
		"de": "", "la": "", "university hospital": "", "7": "", "99": "", "nord sud": "",
		"ruoen": "", "": "", "–": "", "xyz": "",
	} {
		if got := ids(d.Find(query), placeID); got != want {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	d := Default()
	for query, want := range map[string]string{
		"ruoen": "rouen", "toulose": "toulouse", "clermont ferand": "clermont-ferrand", "stras": "strasbourg", "saint-etiene": "saint-etienne",
		"fac de médecine de ruoen": "rouen", "77a": "", "7": "", "70 bis": "", "de": "", "la": "",
		"tokyo": "", "": "", "to": "",
	} {
		if got := ids(d.Nearest(query), placeID); got != want {
			t.Errorf("near %q: %q, want %q", query, got, want)
		}
	}
}

// A place shows what is its own, what lies within it and what it lies within.
func TestSelectFollowsPlaces(t *testing.T) {
	d := Default()
	for query, want := range map[string]string{
		"guyane":  "antilles-calipsy antilles-sos-kriz",
		"nièvre":  "apsytude dijon-commission dijon-cump-58 dijon-ahbfc referent-cna",
		"mayotte": "oi-sos-solitude oi-prevention-suicide oi-discriminations mayotte-violences",
		"brest":   "brest-mig29 brest-violences ermb",
	} {
		if got := ids(d.Select(d.Find(query), Filter{}).Local, hitID); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
	if s := d.Select(nil, Filter{}); s.Local != nil || len(s.National) == 0 {
		t.Error("without a place there is something local, or nothing national")
	}
}

func TestSelectForWhom(t *testing.T) {
	d := Default()
	rouen := d.Find("rouen")
	for audience, want := range map[Audience]string{
		Intern:       "rouen-soutien-img rouen-orpheon rouen-sumpps rouen-terra-psy rouen-amsn referent-cna rouen-mots",
		Student:      "rouen-sumpps rouen-terra-psy referent-cna",
		Professional: "rouen-soutien-img rouen-amsn rouen-mots",
		Violence:     "rouen-violences",
	} {
		s := d.Select(rouen, Filter{For: audience})
		if got := ids(s.Local, hitID); got != want {
			t.Errorf("%s: %s, want %s", audience, got, want)
		}
		if len(s.Verified) < 3 || s.Verified[0].ID != "3114" || s.Verified[1].ID != "emergency" {
			t.Errorf("%s: the lines for everybody do not stand first", audience)
		}
	}
	for _, h := range d.Select(d.Find("paris"), Filter{}).Local {
		if h.Period != "" {
			t.Errorf("%s stands without being asked for", h.ID)
		}
	}
}

func at(t *testing.T, s string) time.Time {
	t.Helper()
	when, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

// The clock is that of the place: on a Monday of January, 6:30 UTC is 7:30 in
// Paris, 10:30 at La Réunion and 2:30 in Guadeloupe.
func TestOpenOnTheClockOfThePlace(t *testing.T) {
	d := Default()
	open := func(when, place, id string) bool {
		s := d.Select(d.Find(place), Filter{OpenAt: at(t, when)})
		return slices.ContainsFunc(append(append(s.Local, s.National...), s.Verified...), func(h Hit) bool { return h.ID == id })
	}
	for _, c := range []struct {
		when, place, id string
		want            bool
	}{
		{"2026-01-05T06:30:00Z", "moufia", "moufia-sumpps", true},
		{"2026-01-05T12:00:00Z", "martinique", "martinique-travail", false}, // on which days is not known
		{"2026-01-05T12:00:00Z", "lille", "mots", false},                    // its hours are not known
		{"2026-01-05T12:00:00Z", "rouen", "rouen-mots", true},
		{"2026-01-05T06:30:00Z", "nantes", "nantes-sumpps", false},
		{"2026-01-05T07:30:00Z", "nantes", "nantes-sumpps", true},
		{"2026-07-06T06:30:00Z", "nantes", "nantes-sumpps", true}, // summer time
		{"2026-01-05T15:59:00Z", "nantes", "nantes-sumpps", true},
		{"2026-01-05T16:00:00Z", "nantes", "nantes-sumpps", false},
		{"2026-01-05T11:30:00Z", "guadeloupe", "guadeloupe-chbt", true},
		{"2026-01-05T11:29:00Z", "guadeloupe", "guadeloupe-chbt", false},
		{"2026-01-04T23:59:00Z", "guadeloupe", "3114", true},
		{"2026-01-04T12:00:00Z", "guadeloupe", "cnae", false}, // Sunday in Paris
		{"2026-01-05T12:00:00Z", "guadeloupe", "cnae", true},
		{"2026-01-05T12:00:00Z", "rouen", "rouen-orpheon", false}, // a mailbox
	} {
		if got := open(c.when, c.place, c.id); got != c.want {
			t.Errorf("%s at %s: open is %v", c.id, c.when, got)
		}
	}
	if s := d.Select(d.Find("brest"), Filter{OpenAt: at(t, "2026-01-05T12:00:00Z")}); s.Unknown < 3 {
		t.Errorf("%d entries without hours", s.Unknown)
	}
}

// An hour without a day leaves it unknown whether the structure answers, and the
// entry counts as such.
func TestHoursWithoutDays(t *testing.T) {
	span, ok := parseSpan("09:00-17:00")
	if h := (Hours{span}); !ok || h.Known() || h.Open(at(t, "2026-01-05T12:00:00Z")) {
		t.Error("the days are made up")
	}
	e := &Entry{National: true, For: []Audience{Everybody}, Hours: Hours{span}}
	d := Directory{Entries: []*Entry{e}}
	if s := d.Select(nil, Filter{OpenAt: at(t, "2026-01-05T12:00:00Z")}); s.Unknown != 1 || s.National != nil {
		t.Errorf("%d of unknown hours, %d shown", s.Unknown, len(s.National))
	}
}

// What begins on Friday evening goes on in the night of Saturday, not of Friday.
func TestOpenPastMidnight(t *testing.T) {
	span, ok := parseSpan("fri 21:00-02:00")
	if !ok {
		t.Fatal("refused")
	}
	for when, want := range map[string]bool{
		"2026-01-09T01:00:00Z": false, "2026-01-09T20:59:00Z": false, "2026-01-09T21:00:00Z": true,
		"2026-01-10T01:59:00Z": true, "2026-01-10T02:00:00Z": false, "2026-01-10T21:00:00Z": false,
	} {
		if got := (Hours{span}).Open(at(t, when)); got != want {
			t.Errorf("%s: open is %v", when, got)
		}
	}
}

func TestHoursInWords(t *testing.T) {
	for in, want := range map[string][2]string{
		"24/7":                    {"24/7", "24\u00a0h/24, 7\u00a0j/7"},
		"8:30-17:00":              {"8:30–17:00, days not stated", "8\u00a0h\u00a030–17\u00a0h, jours non précisés"},
		"daily 21:00-02:30":       {"daily 21:00–2:30", "tous les jours 21\u00a0h–2\u00a0h\u00a030"},
		"mon-fri 8:45-17:30":      {"Mon–Fri 8:45–17:30", "lun.–ven. 8\u00a0h\u00a045–17\u00a0h\u00a030"},
		"mon,thu,sat 15:00-18:00": {"Mon, Thu, Sat 15:00–18:00", "lun., jeu., sam. 15\u00a0h–18\u00a0h"},
		"mon-fri 9:00-12:00;mon-fri 14:00-17:00;sat 9:00-12:00": {
			"Mon–Fri 9:00–12:00 and 14:00–17:00, Sat 9:00–12:00",
			"lun.–ven. 9\u00a0h–12\u00a0h et 14\u00a0h–17\u00a0h, sam. 9\u00a0h–12\u00a0h",
		},
	} {
		var h Hours
		for s := range strings.SplitSeq(in, ";") {
			span, ok := parseSpan(s)
			if !ok {
				t.Fatalf("%q is refused", s)
			}
			h = append(h, span)
		}
		if got := h.In(locale.For(locale.English).Support.Hours); got != want[0] {
			t.Errorf("%s: %q", in, got)
		}
		if got := h.In(locale.For(locale.French).Support.Hours); got != want[1] {
			t.Errorf("%s: %q", in, got)
		}
	}
}

func TestTel(t *testing.T) {
	for number, want := range map[string]string{
		"3114": "tel:3114", "15": "tel:15", "116 006": "tel:116006", "0 805 23 23 36": "tel:0805232336", "02 32 76 92 92": "tel:+33232769292",
		"02 62 93 84 00": "tel:+262262938400", "06 92 60 07 83": "tel:+262692600783", "05 90 48 33 11": "tel:+590590483311",
		"05 96 72 73 15": "tel:+596596727315", "+33 1 80 52 33 76": "tel:+33180523376",
	} {
		if got := Tel(number); got != want {
			t.Errorf("%s: %s, want %s", number, got, want)
		}
	}
}
