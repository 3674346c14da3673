package support

import (
	"slices"
	"testing"

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

func TestDefault(t *testing.T) {
	d := Default()
	t.Log(len(d.Places), len(d.Entries))
}
