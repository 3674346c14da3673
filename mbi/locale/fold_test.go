package locale

import "testing"

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Saint-Étienne": "saint etienne", "  LA  RÉUNION ": "la reunion", "Côte-d’Or": "cote d or", "Tours/Orléans": "tours orleans", "e\u0301": "e", "–": "", "": "",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}
