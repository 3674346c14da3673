package support

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"burnout/mbi/yamlfile"
)

const head = "source: s\nas_of: 2026\n"

func parse(t *testing.T, text string) (*Directory, error) {
	t.Helper()
	d := Default()
	n, err := yamlfile.Parse("f", []byte(text))
	if err != nil {
		return d, err
	}
	return d, d.decode(n, Own)
}

var refused = []struct{ text, want string }{
	{"entries: []\n", "f:1:1: source is missing\nf:1:1: as_of is missing"},
	{"source: s\nas_of: last year\nentries: []\n", `f:2:8: "last year", expected a date such as 2021, 2021-09 or 2021-09-30`},
	{head + "entries:\n  - {places: [rouen], for: [student], name: n, web: [a.fr]}\n", "f:4:5: id is missing"},
	{head + "entries:\n  - {id: A b, places: [rouen], for: [student], name: n, web: [a.fr]}\n", `f:4:10: "A b", expected small letters, digits and hyphens`},
	{head + "entries:\n  - {id: a, places: [ruoen], for: [student], name: n, web: [a.fr]}\n", `f:4:22: no place has the id "ruoen", did you mean rouen?`},
	{head + "entries:\n  - {id: a, places: [], for: [], name: n, web: [a.fr]}\n", "f:4:10: this entry has no place, expected ids of places or national\nf:4:10: this entry is for nobody, expected some of gp-intern, intern, student, professional, everybody, violence"},
	{head + "entries:\n  - {id: a, places: [rouen], for: [nurses], name: n, web: [a.fr]}\n", `f:4:36: "nurses", expected one of gp-intern, intern, student, professional, everybody, violence`},
	{head + "entries:\n  - {id: a, places: [rouen], for: [student], name: n}\n", "f:4:10: this entry cannot be reached, expected numbers, mailboxes, web or where"},
	{head + "entries:\n  - {id: a, places: [rouen], for: [student], name: n, numbers: [call me]}\n", `f:4:65: "call me", expected a number as people dial it, such as 0 805 23 23 36`},
	{head + "entries:\n  - {id: a, places: [rouen], for: [student], name: n, mailboxes: [at home]}\n", `f:4:67: "at home", expected a mailbox such as soutien@univ.fr`},
	{head + "entries:\n  - {id: a, places: [rouen], for: [student], name: n, web: [a page]}\n", `f:4:61: "a page", expected an address such as www.univ.fr/soutien`},
	{head + "entries:\n  - {id: a, places: [rouen], for: [student], name: n, web: [a.fr], hours: [mon-fri 9-17]}\n", `f:4:76: "mon-fri 9-17", expected hours such as 24/7 or mon-fri 09:00-17:00`},
	{head + "entries:\n  - {id: a, places: [rouen], for: [student], name: n, web: [a.fr], hours: [fri-mon 09:00-17:00]}\n", `f:4:76: "fri-mon 09:00-17:00", expected hours such as 24/7 or mon-fri 09:00-17:00`},
	{head + "entries:\n  - {id: a, places: [rouen], for: [student], name: n, web: [a.fr], hours: [mon 09:00-24:30]}\n", `f:4:76: "mon 09:00-24:30", expected hours such as 24/7 or mon-fri 09:00-17:00`},
	{head + "entries:\n  - {id: a, places: [rouen], for: [student], name: n, web: [a.fr], hours: [mon 09:00-09:00]}\n", `f:4:76: "mon 09:00-09:00", expected hours such as 24/7 or mon-fri 09:00-17:00`},
	{head + "entries:\n  - {id: a, places: [rouen], for: [student], name: n, web: [a.fr], period: war}\n", `f:4:76: "war", expected covid-19`},
	{head + "entries:\n  - {id: a, places: [rouen], for: [student], name: {fr: n}, web: [a.fr]}\n", "f:4:52: en is missing"},
	{head + "entries:\n  - {id: a, places: [rouen], for: [student], name: [n], web: [a.fr]}\n", "f:4:52: expected a text, or {fr: …, en: …}"},
	{head + "entries:\n  - {id: a, places: [rouen], for: [student], name: \"n\\e[2J\", web: [a.fr]}\n", "f:4:52: holds a line break or a control character, expected one line of text"},
	{head + "entries:\n  - {id: \"3114\", places: [national], for: [everybody], name: n, numbers: [\"0\"]}\n", `f:4:10: "3114" is a verified line and stays, expected another id` + "\n" + `f:4:75: "0", expected a number as people dial it, such as 0 805 23 23 36`},
	{head + "entries:\n  - &e {id: a, places: [rouen], for: [student], name: n, web: [a.fr]}\n  - *e\n", `f:4:13: id "a" stands a second time, expected one of its own`},
	{head + "entries:\n  - {id: a, place: [rouen], for: [student], name: n, web: [a.fr]}\n", `f:4:5: places is missing` + "\n" + `f:4:13: unknown key "place", did you mean places?`},
	{head + "places:\n  - {id: rouen, name: Rouen}\nentries: []\n", `f:4:10: the place "rouen" is known already, expected a new one`},
	{head + "places:\n  - {id: liege, name: Liège, zone: Europe/Liege}\nentries: []\n", `f:4:36: "Europe/Liege", expected a time zone such as Europe/Paris`},
	{head + "places:\n  - {id: national, name: Here}\nentries: []\n", `f:4:10: "national" is no place: it stands for the whole country`},
	{head + "places:\n  - {id: liege, name: Liège, within: belgium}\nentries: []\n", `f:4:38: no place has the id "belgium"`},
}

func TestRefused(t *testing.T) {
	for _, c := range refused {
		d, err := parse(t, c.text)
		if err == nil || err.Error() != c.want {
			t.Errorf("%s\ngot  %v\nwant %s", c.text, err, c.want)
		}
		if want := Default(); len(d.Entries) != len(want.Entries) || len(d.Places) != len(want.Places) {
			t.Errorf("%s\nchanged the directory", c.text)
		}
	}
}

// A file adds places and entries, and replaces an entry of the embedded file.
func TestAddFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mine.yaml")
	text := head + `places:
  - {id: liege, name: Liège, also: [ULiège], zone: Europe/Brussels}
  - {id: sart-tilman, name: Sart-Tilman, within: liege}
entries:
  - {id: rouen-violences, places: [rouen], for: [violence], name: Cellule, mailboxes: [a@b.fr], as_of: 2026-10}
  - {id: liege-ligne, places: [sart-tilman], for: [everybody], name: {fr: Ligne, en: Line}, numbers: ["107"], hours: [24/7]}
`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	d := Default()
	entries := len(d.Entries)
	if err := d.AddFile(path); err != nil {
		t.Fatal(err)
	}
	if len(d.Entries) != entries+1 {
		t.Errorf("%d entries, want one more than %d", len(d.Entries), entries)
	}
	e := d.entry("rouen-violences")
	if e.Origin != Own || e.AsOf != "2026-10" || e.Source.FR != "s" || e.Mailboxes[0] != "a@b.fr" {
		t.Errorf("not replaced: %+v", e)
	}
	found := d.Select(d.Find("uliege"), Filter{}).Local
	if ids(found, hitID) != "liege-ligne" || found[0].Zone().String() != "Europe/Brussels" {
		t.Errorf("%v", found)
	}
}

func FuzzDecode(f *testing.F) {
	for _, c := range refused {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, err := yamlfile.Parse("f", []byte(text))
		if err != nil {
			return
		}
		d := Directory{Places: []*Place{{ID: "rouen", Name: "Rouen", Zone: paris()}}}
		if err := d.decode(n, Own); err != nil {
			return
		}
		for _, e := range d.Entries {
			if e.ID == "" || e.For == nil || e.Source == (Text{}) || e.AsOf == "" || len(e.Places) == 0 && !e.National ||
				strings.TrimSpace(e.Name.FR) == "" || strings.TrimSpace(e.Name.EN) == "" {
				t.Fatalf("accepted %+v", e)
			}
		}
	})
}
