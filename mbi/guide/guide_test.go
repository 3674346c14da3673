package guide

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"burnout/mbi/locale"
)

// sentences are all texts of a topic.
func (t Topic) sentences() []string {
	all := []string{t.Title, t.Summary, t.Source}
	for _, s := range t.Sections {
		all = append(all, s.Title)
		all = append(all, s.Text...)
		all = append(all, s.Points...)
	}
	return all
}

func TestLanguagesHoldTheSame(t *testing.T) {
	want := []string{"warning-signs", "phases", "reacting", "dimensions", "violence", "supervisor", "interview"}
	fr, en := Topics(locale.French), Topics(locale.English)
	if len(fr) != len(want) || len(en) != len(want) {
		t.Fatalf("%d topics in French, %d in English, want %d", len(fr), len(en), len(want))
	}
	for i, id := range want {
		if fr[i].ID != id || en[i].ID != id || !slices.Equal(fr[i].See, en[i].See) || len(fr[i].Sections) != len(en[i].Sections) {
			t.Fatalf("%s is not the same topic in both languages", id)
		}
		for j, s := range fr[i].Sections {
			if other := en[i].Sections[j]; len(s.Text) != len(other.Text) || len(s.Points) != len(other.Points) {
				t.Errorf("%s, section %d has %d and %d texts, %d and %d points", id, j, len(s.Text), len(other.Text), len(s.Points), len(other.Points))
			}
		}
		for _, id := range fr[i].See {
			if !slices.Contains(want, id) || id == want[i] {
				t.Errorf("%s points to %q", want[i], id)
			}
		}
	}
}

// The numbers and articles are the same in both languages: none is lost or
// mistyped in one of them.
func TestLanguagesHoldTheSameNumbers(t *testing.T) {
	number := regexp.MustCompile(`L?[0-9]+(-[0-9]+)*`)
	fr, en := Topics(locale.French), Topics(locale.English)
	for i := range fr {
		f := number.FindAllString(strings.Join(fr[i].sentences(), "\n"), -1)
		e := number.FindAllString(strings.Join(en[i].sentences(), "\n"), -1)
		if !slices.Equal(f, e) {
			t.Errorf("%s: %v in French, %v in English", fr[i].ID, f, e)
		}
	}
}

// The lines that a text names are the verified ones.
func TestDialledNumbers(t *testing.T) {
	known := map[string]bool{"3114": true, "3919": true, "116\u00a0006": true, "116 006": true, "0\u00a0805\u00a023\u00a023\u00a036": true, "0 805 23 23 36": true}
	dialled := regexp.MustCompile(`\b(3[0-9]{3}|116.006|0.8[0-9]{2}.[0-9.\x{a0} ]+[0-9])\b`)
	found := 0
	for _, l := range locale.Languages {
		for _, topic := range Topics(l) {
			for _, s := range topic.sentences() {
				for _, n := range dialled.FindAllString(s, -1) {
					if found++; !known[n] {
						t.Errorf("%s %s: %q", l, topic.ID, n)
					}
				}
			}
		}
	}
	if found < 10 {
		t.Errorf("only %d numbers", found)
	}
}

func TestFind(t *testing.T) {
	for word, want := range map[string]string{
		"phases": "phases", "reagir": "reacting", "RÉAGIR": "reacting", "violences": "violence", "msu": "supervisor", "warning signs": "warning-signs",
		"interview": "interview", "": "", "burnout": "",
	} {
		for _, l := range locale.Languages {
			got, ok := Find(l, word)
			if got.ID != want || ok != (want != "") {
				t.Errorf("%s %q: %q", l, word, got.ID)
			}
			if i := slices.IndexFunc(Topics(l), func(t Topic) bool { return t.ID == got.ID }); ok && Topics(l)[i].Title != got.Title {
				t.Errorf("%s %q is not in its language", l, word)
			}
		}
	}
}

func TestFrenchTypography(t *testing.T) {
	bad := regexp.MustCompile(`[^\x{a0}][?!»]|[^\x{a0}0-9];|[^\x{a0}0-9]:|«[^\x{a0}]|'`)
	for _, topic := range Topics(locale.French) {
		for _, s := range topic.sentences() {
			if m := bad.FindString(s); m != "" {
				t.Errorf("%s: %q in %q", topic.ID, m, s)
			}
		}
	}
}

// A text must do no harm: no verdict, no order, no alarm.
func TestWordsThatNeverStand(t *testing.T) {
	for _, l := range locale.Languages {
		for _, topic := range Topics(l) {
			for _, s := range topic.sentences() {
				for _, word := range []string{"vous devez", "vous êtes en burn-out", "vous souffrez", "pathologi", "malade mental", "you must", "you are burned out", "you suffer", "patholog", "total score", "score total"} {
					if strings.Contains(strings.ToLower(s), word) {
						t.Errorf("%s %s says %q", l, topic.ID, word)
					}
				}
			}
		}
	}
}

// After violence delay costs care, and no text promises a cell in every town or
// shuts a door.
func TestWhatTheTextsSay(t *testing.T) {
	for _, c := range []struct {
		topic, says string
		never       string
	}{
		{"violences", "le plus tôt possible", "donne la cellule de votre faculté."},
		{"violences", "là où il y en a une", "(code pénal, 621-1)"},
		{"signes", "plus aucun goût", "plus de goût"},
		{"phases", "mieux vaut ne pas rester seul(e)", "on ne s’en sort pas"},
	} {
		topic, _ := Find(locale.French, c.topic)
		all := strings.ReplaceAll(strings.Join(topic.sentences(), "\n"), "\u00a0", " ")
		if !strings.Contains(all, c.says) || strings.Contains(all, c.never) {
			t.Errorf("%s: lacks %q, or says %q", c.topic, c.says, c.never)
		}
	}
}

// The legal terms name their articles as printed and send to the law in force.
func TestLaw(t *testing.T) {
	for _, l := range locale.Languages {
		topic, _ := Find(l, "violence")
		all := strings.Join(topic.sentences(), "\n")
		for _, want := range []string{"2021", "www.legifrance.gouv.fr", "621-1", "2023", "R625-8-3", "222-33-1-1", "2025", "L1142-2-1", "L1153-1", "222-33", "222-22", "222-23"} {
			if !strings.Contains(all, want) {
				t.Errorf("%s does not say %s", l, want)
			}
		}
		if n := len(topic.Sections[1].Points); n != 6 {
			t.Errorf("%s: %d kinds of violence", l, n)
		}
	}
}

// The texts are our own: no run of six words stands in a source. The sources
// stand beside the project where they are present at all; this is the one place
// in this package that names them.
func TestOwnWords(t *testing.T) {
	const run = 6
	var printed string
	for _, name := range []string{"guide-isnar-img.txt", "cellule-de-soutien-rouen.txt"} {
		data, err := os.ReadFile("../../../shared/sources/" + name)
		if err != nil {
			t.Skip("the sources are not here")
		}
		printed += " " + locale.Fold(string(data)) + " "
	}
	for _, topic := range Topics(locale.French) {
		for _, s := range topic.sentences() {
			if s == topic.Source {
				continue // names a work
			}
			words := strings.Fields(locale.Fold(s))
			for i := 0; i+run <= len(words); i++ {
				if part := strings.Join(words[i:i+run], " "); strings.Contains(printed, " "+part+" ") {
					t.Errorf("%s repeats a source: %q", topic.ID, part)
				}
			}
		}
	}
}
