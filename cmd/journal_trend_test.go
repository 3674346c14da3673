package cmd

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"burnout/mbi"
	"burnout/mbi/journal"
	"burnout/mbi/locale"
	"burnout/scoring"
)

// accomplished returns runs a month apart whose eight answers on personal
// accomplishment are given as digits, "-" for a skipped item.
func accomplished(runs ...string) []journal.Entry {
	var entries []journal.Entry
	for month, given := range runs {
		e := journal.Entry{Time: time.Date(2026, time.Month(month+1), 1, 8, 0, 0, 0, time.UTC), Answers: mbi.NoAnswers()}
		for i, item := range mbi.PA.Items() {
			if given[i] != '-' {
				e.Answers[item-1] = mbi.Answer(given[i] - '0')
			}
		}
		entries = append(entries, e)
	}
	return entries
}

// The last run counts though an item of it was skipped: it is beyond the error
// only where it is so whatever the answer would have been, and so is within.
func TestChangeToAnIncompleteRun(t *testing.T) {
	for _, c := range []struct {
		runs       []string
		text, json string
	}{
		{[]string{"66666666", "66666666", "0000000-"}, "(2026-03-01): beyond", `{"from":48,"to":null,"lowest":0,"highest":6,"points":null,"within_error":false}`},
		{[]string{"33333333", "0000000-"}, "(2026-02-01): beyond", `{"from":24,"to":null,"lowest":0,"highest":6,"points":null,"within_error":false}`},
		{[]string{"33333333", "3333333-"}, "(2026-02-01): within", `{"from":24,"to":null,"lowest":21,"highest":27,"points":null,"within_error":true}`},
		{[]string{"33333333", "222222--"}, "cannot be said", `{"from":24,"to":null,"lowest":12,"highest":24,"points":null,"within_error":null}`},
		{[]string{"33333333", "--------"}, "cannot be said", `{"from":24,"to":null,"lowest":0,"highest":48,"points":null,"within_error":null}`},
		{[]string{"33333333", "-3333333", "22222220"}, "(2026-03-01): within", `{"from":24,"to":14,"lowest":14,"highest":14,"points":-10,"within_error":true}`},
		{[]string{"33333333", "22222000"}, "(2026-02-01): beyond", `{"from":24,"to":10,"lowest":10,"highest":10,"points":-14,"within_error":false}`},
		{[]string{"3333333-", "33333333"}, "no change to read yet", "null"},
		{[]string{"3333333-", "3333333-"}, "no change to read yet", "null"},
		{[]string{"33333333"}, "no change to read yet", "null"},
	} {
		p := &personTrend{accomplished(c.runs...), nil, scoring.DefaultReliability(), locale.For(locale.English), locale.English}
		change := p.change(mbi.PA)
		if got := p.compare(mbi.PA, change); !strings.Contains(got, c.text) {
			t.Errorf("%v: %q, want %q", c.runs, got, c.text)
		}
		got, err := json.Marshal(change.json())
		if err != nil || string(got) != c.json {
			t.Errorf("%v: %s, want %s, %v", c.runs, got, c.json, err)
		}
	}
}
