package wording

import (
	"strings"
	"unicode"
)

// Words that are frequent in one of the two languages. Those of both decide
// nothing.
var (
	french  = words("je j mes mon ma me m de du des les le la une que qu qui dans pour avec est ce cette à au aux par plus pas ne sur travail")
	english = words("i my me of the and to is that in with at by from it for what do not they work feel when this")
)

func words(s string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		set[w] = true
	}
	return set
}

// Language tells French from English by their small words: at least 20 of them,
// and three times as many as of the other language. It returns "fr", "en", or ""
// where that is doubtful.
func Language(text string) string {
	fr, en := 0, 0
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if french[w] {
			fr++
		}
		if english[w] {
			en++
		}
	}
	const enough, times = 20, 3
	switch {
	case fr >= enough && fr >= times*en:
		return "fr"
	case en >= enough && en >= times*fr:
		return "en"
	}
	return ""
}

func isLetter(r rune) bool { return unicode.IsLetter(r) }
