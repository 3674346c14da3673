package scoring

import (
	"testing"

	"burnout/mbi"
)

func TestParseMissingRule(t *testing.T) {
	for _, s := range []string{"complete", "prorate=1", "prorate=4"} {
		if r, err := ParseMissingRule(s); err != nil || r.String() != s {
			t.Errorf("%s: %v, %v", s, r, err)
		}
	}
	for _, s := range []string{"", "prorate", "prorate=", "prorate=0", "prorate=5", "prorate=1.5", "mean", "Complete"} {
		if _, err := ParseMissingRule(s); err == nil {
			t.Errorf("%q accepted", s)
		}
	}
}

// A prorated score is no sum, is not rounded, and reaches a level only when it
// reaches its lowest sum.
func TestProration(t *testing.T) {
	table, _ := Table(DefaultTable)
	two, _ := ParseMissingRule("prorate=2")
	for _, c := range []struct {
		subscale    mbi.Subscale
		sum         int
		answered    int
		numerator   int
		denominator int
		scored      bool
		level       Level
	}{
		{mbi.EE, 30, 9, 30, 1, true, High},
		{mbi.EE, 26, 8, 26 * 9, 8, true, Moderate}, // 29.25
		{mbi.EE, 27, 8, 27 * 9, 8, true, High},     // 30.375
		{mbi.EE, 23, 7, 23 * 9, 7, true, Moderate}, // 29.57
		{mbi.EE, 36, 6, 36 * 9, 6, false, Low},     // three are missing
		{mbi.DP, 7, 3, 35, 3, true, Moderate},      // 11.67
		{mbi.PA, 29, 7, 29 * 8, 7, true, Low},      // 33.14
		{mbi.PA, 30, 7, 30 * 8, 7, true, Moderate}, // 34.29
		{mbi.PA, 0, 0, 0, 0, false, Low},
	} {
		score := Score{Subscale: c.subscale, Answered: c.answered, Lowest: c.sum}
		n, d, ok := two.Score(score)
		if n != c.numerator || d != c.denominator || ok != c.scored {
			t.Errorf("%+v: %d/%d %v, want %d/%d %v", score, n, d, ok, c.numerator, c.denominator, c.scored)
		}
		if l, ok := two.Level(score, table); l != c.level || ok != c.scored {
			t.Errorf("%+v: %v %v, want %v", score, l, ok, c.level)
		}
		if _, ok := (MissingRule{}).Level(score, table); ok != (c.answered == c.subscale.Len()) {
			t.Errorf("%+v: scored as complete: %v", score, ok)
		}
	}
}
