// Package interview asks one respondent the 22 items of a form, on the whole
// screen of a terminal ([Run]) or line by line ([RunAccessible]), and keeps what
// was answered in a draft, so that a run that was broken off goes on at the same
// item.
//
// The rules of the whole package:
//
//   - No answer is suggested. The cursor starts on none of the seven anchors,
//     and the question and all its anchors are on the screen together or no
//     answer is taken: a scale that shows some of its steps is a biased one.
//   - Skipped on purpose is not the same as not reached, and neither is 0.
//   - A change of state is on disk before the next question shows.
//   - One state, one set of transitions (state.go), two ways to talk about it.
//   - No error text holds an answer.
//   - The caller turns signals into the end of the context; both ways of asking
//     then give the terminal back and end.
//
// All items stand in one huh field (scale.go). A field for each item would lose
// keys: huh leaves a field through a command, which runs beside the loop that
// reads the keys, and what is typed meanwhile lands on the wrong item. For the
// line-by-line form huh's accessible mode is not used either: it numbers options
// from 1, takes the end of input for an answer and drops errors.
package interview

import (
	"errors"

	"burnout/mbi"
	"burnout/mbi/form"
	"burnout/mbi/locale"
)

// Options says what is asked and how.
type Options struct {
	// Form is the wording that is asked.
	Form form.Form
	// Text holds the sentences around it.
	Text *locale.Text
	// Draft keeps the run; nil means that nothing is written.
	Draft *Draft
	// Saved says that the caller keeps the answers once they are confirmed.
	Saved bool
	// Home is the folder that the respondent sees as "~"; may be empty.
	Home string
	// Wrap is the column at which [RunAccessible] breaks lines, between words; 0
	// leaves that to the terminal. A screen reader pauses at every break, so
	// only a terminal that cuts words asks for it.
	Wrap int
	// Deliver, if not nil, is handed the confirmed answers once the terminal is
	// given back. The draft is erased only after it has returned nil, so that
	// answers which cannot be delivered are not lost either.
	Deliver func(mbi.Answers) error
}

// ErrStopped says that the respondent, or a signal, ended the run before it was
// confirmed. What was answered until then is in the draft, if there is one.
var ErrStopped = errors.New("stopped before the end")

// ErrEnded says that the input of [RunAccessible] ended before the run was
// confirmed. What was answered until then is in the draft, if there is one.
var ErrEnded = errors.New("the input ended before the interview did")

// finish hands over the answers of a confirmed run, then erases its draft.
func finish(o Options, a mbi.Answers) (mbi.Answers, error) {
	if o.Deliver != nil {
		if err := o.Deliver(a); err != nil {
			return mbi.NoAnswers(), err
		}
	}
	return a, o.Draft.erase()
}
