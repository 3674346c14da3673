package fault

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestPlace(t *testing.T) {
	for _, c := range []struct {
		f    Fault
		want string
	}{
		{Fault{File: "a.csv", Line: 3, Column: 9, Text: "x"}, "a.csv:3:9: x"},
		{Fault{File: "a.csv", Line: 3, Text: "x"}, "a.csv:3: x"},
		{Fault{File: "a.csv", Text: "x"}, "a.csv: x"},
	} {
		if got := c.f.Error(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestListShowsTenAndCountsTheRest(t *testing.T) {
	var l List
	if l.Err() != nil {
		t.Fatal("an empty list is an error")
	}
	for i := range 13 {
		l.Add(&Fault{File: "f", Line: i + 1, Text: "bad", Hint: []string{"one", "two", ""}[i%3]})
	}
	got := l.Err().Error()
	if n := strings.Count(got, "bad"); n != Shown {
		t.Errorf("%d faults shown", n)
	}
	if !strings.HasSuffix(got, "\nand 3 more like these") {
		t.Errorf("the rest is not counted: %q", got)
	}
	if h := fmt.Sprint(l.Hints()); h != "[one two]" {
		t.Errorf("hints %s", h)
	}
	var list *List
	if !errors.As(l.Err(), &list) {
		t.Error("the list is lost in the error")
	}
}

func TestQuote(t *testing.T) {
	for in, want := range map[string]string{
		"7":                            `"7"`,
		"a\x1b[31m":                    `"a\x1b[31m"`,
		strings.Repeat("é", 20):        `"` + strings.Repeat("é", 20) + `"`,
		strings.Repeat("é", 21):        `"` + strings.Repeat("é", 19) + `…"`,
		"a name that identifies a man": `"a name that identif…"`,
	} {
		if got := Quote(in); got != want {
			t.Errorf("Quote(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	words := []string{"moderate", "high", "low", "isnar-img"}
	for in, want := range map[string]string{
		"modrate": "moderate", "hihg": "", "hig": "high", "lw": "low", "ISNAR-IMG": "isnar-img",
		"isnar": "", "": "", "medium": "",
	} {
		if got := Nearest(in, words); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", in, got, want)
		}
	}
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "abc", 3}, {"kitten", "sitting", 3}, {"épuisé", "epuise", 2}, {"same", "same", 0}} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
