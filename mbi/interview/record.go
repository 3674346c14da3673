package interview

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"

	"burnout/mbi"
	"burnout/mbi/fault"
	"burnout/mbi/form"
)

// schema is the version of the draft's layout.
const schema = 1

// record is a draft as it stands in its file.
type record struct {
	Schema int    `json:"schema"`
	Form   string `json:"form"`
	// Wording is a hash of the form's texts: a form that was edited under the
	// same id is another form.
	Wording string `json:"wording"`
	// At is the item to go on with, 23 for the review page.
	At     int  `json:"at"`
	Detour bool `json:"detour,omitempty"`
	// Items are the settled items: 1, 2, … without a gap. An item that is not
	// here was not reached.
	Items []entry `json:"items"`
}

// entry is one settled item: either an answer or skipped.
type entry struct {
	Item    int         `json:"item"`
	Answer  *mbi.Answer `json:"answer,omitempty"`
	Skipped bool        `json:"skipped,omitempty"`
}

// header returns the part of a record that is the same for every state.
func header(f form.Form) record {
	h := sha256.New()
	for _, texts := range [][]string{{f.Language, f.Instruction}, f.Anchors[:], f.Items[:]} {
		for _, text := range texts {
			// The zero byte keeps "ab", "c" apart from "a", "bc".
			io.WriteString(h, text+"\x00")
		}
	}
	return record{Schema: schema, Form: f.ID, Wording: hex.EncodeToString(h.Sum(nil))}
}

// encode returns the text of a draft.
func encode(head record, s state) []byte {
	r := head
	r.At, r.Detour, r.Items = s.at, s.detour, []entry{}
	for item := 1; item <= s.reached(); item++ {
		e := entry{Item: item, Skipped: s.skipped[item-1]}
		if a := s.answers.Of(item); a != mbi.Missing {
			e.Answer = &a
		}
		r.Items = append(r.Items, e)
	}
	// A struct of numbers, texts and booleans always marshals.
	data, _ := json.MarshalIndent(r, "", " ")
	return append(data, '\n')
}

// decode reads the text of a draft of the form of head. It accepts exactly what
// encode writes: whatever was changed by hand, twice there, unknown or out of
// range shows as a difference when the state is written again.
func decode(path string, data []byte, head record) (state, error) {
	var version struct{ Schema int }
	if json.Unmarshal(data, &version) == nil && version.Schema > schema {
		return state{}, refuse(path, ErrNewer, "this draft was written by a newer version of the program",
			"go on with that version, erase the draft with --discard, or use --no-draft")
	}
	var r record
	err := json.Unmarshal(data, &r)
	s, ok := r.state()
	whole := record{Schema: schema, Form: r.Form, Wording: r.Wording}
	if err != nil || !ok || !bytes.Equal(encode(whole, s), data) {
		return state{}, refuse(path, ErrDamaged, "not a whole draft as this program writes it",
			"erase the draft with --discard, or use --no-draft")
	}
	if r.Form != head.Form || r.Wording != head.Wording {
		return state{}, refuse(path, ErrOtherForm, "this draft was begun with the form "+fault.Quote(r.Form)+" or another wording of it",
			"go on with that form (--lang or --form), erase the draft with --discard, or use --no-draft")
	}
	return s, nil
}

// state returns the state that a record holds, and whether a run can come to it.
func (r record) state() (s state, ok bool) {
	s = start()
	s.at, s.detour = r.At, r.Detour
	if len(r.Items) > mbi.Items {
		return s, false
	}
	for i, e := range r.Items {
		s.skipped[i] = e.Skipped
		if e.Answer != nil {
			s.answers[i] = *e.Answer
		}
		if e.Skipped == s.answers[i].Valid() {
			return s, false
		}
	}
	last := len(r.Items) + 1
	return s, s.at >= 1 && s.at <= last && (!s.detour || last == review && s.at < review)
}
