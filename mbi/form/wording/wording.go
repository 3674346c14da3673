// Package wording reads the 22 sentences of the inventory out of a plain text:
// the copy that a user holds, pasted from a document or extracted from a PDF.
//
// What makes a sentence is its number at the start of a line, in one style for
// all (1. 1) 1: 1 - Item 1, a tab, a table cell, a bare number, a number alone on
// its line). Numbers 1 to 22 must stand there in order and whole, and not go on
// to 23: chapters, a table of contents or a list of references are no inventory.
// There are 22 sentences or an error, never 21.
//
// A sentence goes on over the lines below it, and where a table centres its cells,
// it may begin on the line above its number. It ends before the next number, at
// a blank line, after its answer scale, and before a line that does not begin
// with a small letter, since footers and headings do not. Lines that belong to
// no sentence are left out and counted, so that the user can look at them.
//
// Two columns of sentences side by side are not read; their numbers are out of
// order or missing, so they are refused.
package wording

import (
	"fmt"
	"strings"

	"burnout/mbi"
	"burnout/mbi/fault"
	"burnout/mbi/form"
)

// Copy is what a text says of the inventory.
type Copy struct {
	Items    [mbi.Items]string
	Lines    [mbi.Items]int            // where each item's number stands
	Anchors  [mbi.MaxAnswer + 1]string // empty unless Anchored
	Anchored bool                      // the text names all seven answers
	Language string                    // "fr", "en", or "" where that is doubtful
	Encoding string                    // how the text was written, such as "UTF-8"
	Left     []int                     // lines between the items that belong to none
}

// Read finds the 22 items in the text data; name stands in the errors, which are
// a [*fault.Fault] or a [*fault.List]. No error repeats a sentence.
func Read(name string, data []byte) (Copy, error) {
	text, encoding, err := decode(name, data)
	if err != nil {
		return Copy{}, err
	}
	d := &document{name: name, lines: split(text)}
	d.findMarkers()
	r, err := d.choose()
	if err != nil {
		return Copy{}, err
	}
	c := Copy{Encoding: encoding, Left: r.left}
	for i, s := range r.sentences {
		c.Items[i], c.Lines[i] = s.text, s.line
	}
	if err := distinct(name, c); err != nil {
		return Copy{}, err
	}
	c.Anchors, c.Anchored = d.anchors(r)
	c.Language = Language(strings.Join(c.Items[:], " "))
	return c, nil
}

// distinct refuses two items that say the same.
func distinct(name string, c Copy) error {
	var faults fault.List
	for i, s := range c.Items {
		if j := form.Twin(c.Items[:i], s); j >= 0 {
			faults.Add(&fault.Fault{File: name, Line: c.Lines[i], Text: fmt.Sprintf("item %d is the same as item %d, expected %d different ones", i+1, j+1, mbi.Items)})
		}
	}
	return faults.Err()
}

// Form returns the copy as a licensed form. The instruction is that of base, an
// embedded form, and so are the anchors unless the text names them.
func (c Copy) Form(base form.Form, id, source string) form.Form {
	f := form.Form{ID: id, Language: base.Language, Kind: form.Licensed, Source: source, Instruction: base.Instruction, Anchors: base.Anchors, Items: c.Items}
	if c.Anchored {
		f.Anchors = c.Anchors
	}
	return f
}
