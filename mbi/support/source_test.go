package support

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"burnout/mbi/locale"
)

// The documents that the directory was carried over from, beside the project
// where they are present at all. This is the one place in this package that
// names them.
const (
	guide = "../../../shared/sources/guide-isnar-img.txt"
	cell  = "../../../shared/sources/cellule-de-soutien-rouen.txt"
)

// hash stands for an address that must not stand here: SHA-256 of it in small
// letters without blanks.
func hash(address string) string {
	sum := sha256.Sum256([]byte(plain(address)))
	return hex.EncodeToString(sum[:4])
}

func plain(address string) string { return strings.ToLower(strings.ReplaceAll(address, " ", "")) }

// leftOut are the mailboxes and numbers of the guide that the directory does not
// hold, by the reason why.
var leftOut = map[string]string{
	"the line of the CNA, replaced by that of the Cnaé": `e8c6fbe4 3a917b64`,
	"a member of the service by name": `7b2f468a 444ff288 54da3ae6 8165ea6c 214472d0 61cbaff7 2c9dedd6 274d1acf aea5b5f7 896929fe 3968638a 71d79a38
		144aca7b e85a738e bc6b3fac 2f56a644 80b7d6e8 5a4b8679`,
	"an adviser of the CNA by name": `1973e56c c5dda06c 89a2c776 be108c06 ae7ead40 6dd621dc 2377ecce 28fe3eb4 2fa34416 c5bdee4f c63aa97d 9edc29de
		0e05cb58 cbb6e13a de426c5b 8018c4d9 2d5b8bc3 5b246ac4 bc65687e aed85686 4a4c91df d4b17112 fa6a9569 31674cc8
		6a9f8bf3 022fc8f7 5fb02823 57b74fe1 97a97f5c d0eb0e6b 6e93c2a6`,
	"a slip, printed right elsewhere":                         `0d721d44`,
	"a psychologist by name, and the numbers beside the name": `4ac2f446 7c0bbccd d1c7d63d d64c7e12 1262032b 1275d368 c4f77534 095d199d 5d0a5105 fd33e065 44d8aa49 af0291f3`,
	"printed with a blank inside, shown as printed":           `2379be0d`,
}

func whyLeftOut(address string) string {
	for why, hashes := range leftOut {
		if slices.Contains(strings.Fields(hashes), hash(address)) {
			return why
		}
	}
	return ""
}

var (
	mailboxes = regexp.MustCompile(`[A-Za-z0-9._-]+@[A-Za-z0-9.-]*[A-Za-z0-9]`)
	numbers   = regexp.MustCompile(`\b0[0-9 ]{7,14}[0-9]\b`)
)

// addresses are the mailboxes and numbers in a text.
func addresses(text string) []string {
	var all []string
	for _, a := range append(mailboxes.FindAllString(text, -1), numbers.FindAllString(text, -1)...) {
		all = append(all, plain(a))
	}
	return all
}

func (e *Entry) addresses() []string {
	var all []string
	for _, a := range append(slices.Clone(e.Numbers), e.Mailboxes...) {
		all = append(all, plain(a))
	}
	return all
}

// annex returns annex 2 of the guide by section: the national part under
// "national", then one for each heading.
func annex(t *testing.T) map[string]string {
	data, err := os.ReadFile(guide)
	if err != nil {
		t.Skip("the guide is not here")
	}
	_, text, found := strings.Cut(string(data), "STRUCTURES NATIONALES\n\nA destination")
	if !found {
		t.Fatal("the guide has no annex 2")
	}
	heading := regexp.MustCompile(`^[A-ZÀ-Ý]{2,}[A-ZÀ-Ý /-]+$`)
	sections, current := map[string]string{}, national
	for line := range strings.Lines(text) {
		if h := strings.TrimSpace(line); heading.MatchString(h) {
			current = h
		}
		sections[current] += line
	}
	delete(sections, "STRUCTURES LOCALES") // a heading alone, and the address of a directory
	return sections
}

// Every functional mailbox and number of the guide stands in the directory, at its
// own place, and every other is left out for a reason. Failures show hashes only.
func TestNothingIsForgotten(t *testing.T) {
	d := Default()
	unused := map[string]bool{}
	for _, hashes := range leftOut {
		for h := range strings.FieldsSeq(hashes) {
			unused[h] = true
		}
	}
	sections := annex(t)
	if len(sections) != 31 {
		t.Errorf("%d sections", len(sections))
	}
	for name, text := range sections {
		var places []*Place
		if name != national {
			if places = d.Find(name); len(places) != 1 {
				t.Errorf("%s is %d places", name, len(places))
				continue
			}
		}
		here := d.Select(places, Filter{Covid: true})
		hits := here.Local
		if name == national {
			hits = here.National
		}
		var have []string
		for _, h := range hits {
			have = append(have, h.addresses()...)
		}
		for _, a := range addresses(text) {
			why := whyLeftOut(a)
			delete(unused, hash(a))
			if stands := slices.Contains(have, a); stands == (why != "") {
				t.Errorf("%s: %s stands in the directory %v, left out %q", name, hash(a), stands, why)
			}
		}
	}
	for h := range unused {
		t.Errorf("%s is left out and not in the guide", h)
	}
}

// No mailbox or number is mistyped: each stands in a source.
func TestNothingIsMistyped(t *testing.T) {
	var known []string
	for _, text := range annex(t) {
		known = append(known, addresses(text)...)
	}
	data, err := os.ReadFile(cell)
	if err != nil {
		t.Skip("the account of the support cell is not here")
	}
	known = append(known, addresses(string(data))...)
	for _, e := range Default().Entries {
		for _, a := range e.addresses() {
			if e.Origin == Printed && !slices.Contains(known, a) {
				t.Errorf("%s: %s stands in no source", e.ID, a)
			}
		}
	}
}

// Each section of the guide and its entries name the same times of day.
func TestHoursAsPrinted(t *testing.T) {
	clock := regexp.MustCompile(`\b([0-9]{1,2})h([0-9]{2})?\b`)
	other := map[string]string{
		"GRENOBLE 2880": "a delay, not a time", "LIMOGES 1020": "the service on the spot, not its telephone",
		"national 1440": "midnight, in words", "national 1080": "the line of the CNA",
	}
	d, sections := Default(), annex(t)
	headed := func(p *Place) bool { _, ok := sections[strings.ToUpper(p.Name)]; return ok }
	for name, text := range sections {
		printed, ours := map[int]bool{}, map[int]bool{}
		for _, m := range clock.FindAllStringSubmatch(regexp.MustCompile(`24h/2[45]`).ReplaceAllString(text, ""), -1) {
			minute, _ := minutes(m[1], cmp.Or(m[2], "00"))
			printed[minute] = true
		}
		here := d.Select(d.Find(name), Filter{Covid: true})
		hits := here.Local
		if name == national {
			hits = here.National
		}
		for _, h := range hits {
			for _, s := range h.Hours {
				if h.Place != nil && headed(h.Place) && strings.ToUpper(h.Place.Name) != name {
					continue // has a section of its own
				}
				if !(Hours{s}).Always() {
					ours[s.From], ours[s.To] = true, true
				}
			}
		}
		for minute := range dayMinutes * 2 {
			if key := fmt.Sprint(name, " ", minute); printed[minute] != ours[minute] && other[key] == "" {
				t.Errorf("%s: printed %v, ours %v", key, printed[minute], ours[minute])
			}
		}
	}
}

// A structure has the days, or answers day and night, only where its own line says
// so.
func TestDaysAsPrinted(t *testing.T) {
	above := []string{"moufia-sumpps", "tampon-sumpps"} // the days stand on the line above
	clock := regexp.MustCompile(`[0-9]h`)
	days := regexp.MustCompile(`(?i)lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|semaine|week|7j/7|24h/2`)
	d, checked := Default(), 0
	for name, text := range annex(t) {
		here := d.Select(d.Find(name), Filter{Covid: true})
		hits := here.Local
		if name == national {
			hits = here.National
		}
		for line := range strings.Lines(text) {
			printed := addresses(line)
			for _, h := range hits {
				if !slices.ContainsFunc(h.addresses(), func(a string) bool { return slices.Contains(printed, a) }) {
					continue
				}
				checked++
				if h.Hours.Known() && !slices.Contains(above, h.ID) && clock.MatchString(line) && !days.MatchString(line) {
					t.Errorf("%s: the days of %s are not printed", name, h.ID)
				}
				if h.Hours.Always() && !strings.Contains(line, "24h/2") {
					t.Errorf("%s: that %s answers day and night is not printed", name, h.ID)
				}
			}
		}
	}
	if checked < 100 {
		t.Errorf("only %d lines", checked)
	}
}

// The slip of the guide: a number that lacks a digit at Dijon.
func TestCorrected(t *testing.T) {
	d := Default()
	for _, h := range d.Select(d.Find("Dijon"), Filter{}).Local {
		if h.ID == "apsytude" {
			if got := h.Numbers[0]; got != "06 27 86 91 83" {
				t.Errorf("Apsytude is %s", got)
			}
			return
		}
	}
	t.Error("Dijon has no Apsytude")
}

// What a structure offers is said in our own words: no run of six stands in the
// guide.
func TestOwnWords(t *testing.T) {
	const run = 6
	var printed string
	for _, text := range annex(t) {
		printed += " " + locale.Fold(text) + " "
	}
	for _, e := range Default().Entries {
		words := strings.Fields(locale.Fold(e.Offers.FR))
		for i := 0; i+run <= len(words); i++ {
			if part := strings.Join(words[i:i+run], " "); strings.Contains(printed, " "+part+" ") {
				t.Errorf("%s repeats the guide: %q", e.ID, part)
			}
		}
	}
}

// No name that stands in a mailbox left out is written anywhere in the directory.
func TestNoPersonIsNamed(t *testing.T) {
	other := []string{"charles", "monnet"} // a hospital and a university bear them
	var names []string
	for _, text := range annex(t) {
		for _, a := range mailboxes.FindAllString(text, -1) {
			why := whyLeftOut(a)
			if !strings.HasSuffix(why, "name") {
				continue
			}
			local, _, _ := strings.Cut(a, "@")
			for part := range strings.FieldsFuncSeq(local, func(r rune) bool { return r == '.' || r == '-' }) {
				if len(part) > 4 && !slices.Contains(other, part) {
					names = append(names, part)
				}
			}
		}
	}
	words := strings.Fields(locale.Fold(string(printed)))
	for _, n := range names {
		if slices.Contains(words, locale.Fold(n)) {
			t.Errorf("a name is written in the directory: %s", hash(n))
		}
	}
}
