// Package fault holds what readers find wrong in a file: a place, what is wrong
// there, and what would settle it. Both wings of the toolkit report through it,
// so that every refusal looks the same.
package fault

import (
	"fmt"
	"strings"
)

// Shown is how many faults of a list are printed before the rest is counted.
const Shown = 10

// Fault is one thing wrong in a file. Line and Column count from 1, Column in
// characters; 0 means that the fault concerns the line, or the file, as a whole.
type Fault struct {
	File         string
	Line, Column int
	// Text says what is wrong and what was expected, in lower case without a
	// full stop. It quotes the refused cell at most, never another.
	Text string
	// Hint names the flag or the edit that settles it; may be empty.
	Hint string
}

// Error returns "file:line:column: text".
func (f *Fault) Error() string {
	var b strings.Builder
	b.WriteString(f.File)
	if f.Line > 0 {
		fmt.Fprintf(&b, ":%d", f.Line)
		if f.Column > 0 {
			fmt.Fprintf(&b, ":%d", f.Column)
		}
	}
	return b.String() + ": " + f.Text
}

// List is all that is wrong in a file, in reading order. It holds at most
// [Shown] faults and counts the others, so that a file of a million faults
// costs no memory.
type List struct {
	Faults []*Fault
	More   int
}

// Add appends a fault, or counts it once the list is full.
func (l *List) Add(f *Fault) {
	if len(l.Faults) < Shown {
		l.Faults = append(l.Faults, f)
	} else {
		l.More++
	}
}

// Err returns the list as an error, or nil where it is empty.
func (l *List) Err() error {
	if l == nil || len(l.Faults) == 0 {
		return nil
	}
	return l
}

// Error returns a line for each fault, then how many more there are.
func (l *List) Error() string {
	var b strings.Builder
	for i, f := range l.Faults {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(f.Error())
	}
	if l.More > 0 {
		fmt.Fprintf(&b, "\nand %d more like these", l.More)
	}
	return b.String()
}

// Hints returns the different hints of the list, in order.
func (l *List) Hints() []string {
	var hints []string
	seen := map[string]bool{"": true}
	for _, f := range l.Faults {
		if !seen[f.Hint] {
			seen[f.Hint] = true
			hints = append(hints, f.Hint)
		}
	}
	return hints
}

// quotable is how many characters of a refused value an error repeats.
const quotable = 20

// Quote returns s in quotes for an error message: 20 characters at most, control
// characters escaped.
func Quote(s string) string {
	r := []rune(s)
	if len(r) > quotable {
		return fmt.Sprintf("%q", string(r[:quotable-1])+"…")
	}
	return fmt.Sprintf("%q", s)
}

// AddError adds a fault, or the faults of a list. Any other error is a mistake
// of the program.
func (l *List) AddError(err error) {
	switch err := err.(type) {
	case nil:
	case *Fault:
		l.Add(err)
	case *List:
		for _, f := range err.Faults {
			l.Add(f)
		}
		l.More += err.More
	default:
		panic(fmt.Sprintf("fault: %v is no fault", err))
	}
}
