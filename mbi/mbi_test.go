package mbi

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The key, written a second time from the guide's annex 1.
func TestKey(t *testing.T) {
	for s, want := range map[Subscale][]int{
		EE: {1, 2, 3, 6, 8, 13, 14, 16, 20},
		DP: {5, 10, 11, 15, 22},
		PA: {4, 7, 9, 12, 17, 18, 19, 21},
	} {
		if got := s.Items(); !slices.Equal(got, want) {
			t.Errorf("%v: items %v, want %v", s, got, want)
		}
	}
}

func TestEveryItemStandsInOneSubscale(t *testing.T) {
	seen := map[int]Subscale{}
	for _, s := range Subscales {
		for _, item := range s.Items() {
			if other, ok := seen[item]; ok {
				t.Errorf("item %d stands in %v and %v", item, other, s)
			}
			seen[item] = s
		}
	}
	for item := 1; item <= Items; item++ {
		if _, ok := seen[item]; !ok {
			t.Errorf("item %d stands in no subscale", item)
		}
	}
}

func TestRanges(t *testing.T) {
	for s, want := range map[Subscale]int{EE: 54, DP: 30, PA: 48} {
		if s.Max() != want {
			t.Errorf("%v: highest sum %d, want %d", s, s.Max(), want)
		}
	}
}

func TestItemsReturnsACopy(t *testing.T) {
	EE.Items()[0] = 99
	if EE.Items()[0] != 1 {
		t.Error("the caller could change the key")
	}
}

func TestNoAnswers(t *testing.T) {
	a := NoAnswers()
	if a.Given() != 0 {
		t.Errorf("a blank form holds %d answers", a.Given())
	}
	a[0] = 0
	if a.Given() != 1 || a.Of(1) != 0 {
		t.Error("0 is an answer")
	}
}

func TestCheck(t *testing.T) {
	a := NoAnswers()
	if err := a.Check(); err != nil {
		t.Error(err)
	}
	for _, bad := range []Answer{-2, 7} {
		a[8] = bad
		err := a.Check()
		if err == nil {
			t.Fatalf("%d was accepted", bad)
		}
	}
	a[8] = 7
	if got, want := a.Check().Error(), "answer to item 9 is 7, expected 0 to 6 or missing"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The sums that are added up eight answers at a time are those of the key.
func TestSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var a Answers
		least := rapid.SampledFrom([]int{-1, 0}).Draw(t, "least")
		for i := range a {
			a[i] = Answer(rapid.IntRange(least, int(MaxAnswer)).Draw(t, "answer"))
		}
		sums, missing := a.Sums()
		for _, s := range Subscales {
			sum, none := 0, 0
			s.Each(&a, func(_ int, v Answer) {
				if v == Missing {
					none++
				} else {
					sum += int(v)
				}
			})
			if sums.Of(s) != sum || missing.Of(s) != none {
				t.Errorf("%v of %v: %d, %d missing, want %d, %d", s, a, sums.Of(s), missing.Of(s), sum, none)
			}
		}
	})
	most := Answers{}
	for i := range most {
		most[i] = MaxAnswer
	}
	if sums, _ := most.Sums(); sums != (BySubscale{54, 30, 48}) {
		t.Error(sums)
	}
}
