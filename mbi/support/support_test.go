package support

import (
	"slices"
	"testing"

	"burnout/mbi/locale"
)

// The numbers, written a second time.
func TestVerifiedNumbers(t *testing.T) {
	want := []string{"0 805 23 23 36", "3114", "15 / 112"}
	for _, l := range locale.Languages {
		var got []string
		for _, line := range Verified(l) {
			got = append(got, line.Number)
			if line.Source == "" || line.AsOf == "" {
				t.Errorf("%s has no dated source", line.Number)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", l, got, want)
		}
	}
	if Verified(locale.French)[1].Name == Verified(locale.English)[1].Name {
		t.Error("the name is not translated")
	}
}
