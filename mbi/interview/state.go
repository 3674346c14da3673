package interview

import "burnout/mbi"

// review is the place after the last item: the page that ends the run.
const review = mbi.Items + 1

// state is how far a run has come. It is a plain value: a transition returns
// the next one, which becomes real once it is saved.
type state struct {
	answers mbi.Answers
	// skipped marks the items passed over on purpose; their answer is missing.
	skipped [mbi.Items]bool
	// at is the item on the screen, 1 to 22, or review.
	at int
	// detour says that the item was chosen on the review page, which comes next.
	detour bool
}

// start returns the state of a run that has not begun.
func start() state { return state{answers: mbi.NoAnswers(), at: 1} }

// settled reports whether an item was answered or skipped.
func (s state) settled(item int) bool {
	return s.answers.Of(item) != mbi.Missing || s.skipped[item-1]
}

// reached counts the settled items. They are always the first ones.
func (s state) reached() int {
	n := 0
	for n < mbi.Items && s.settled(n+1) {
		n++
	}
	return n
}

// passed lists the skipped items, in ascending order.
func (s state) passed() []int {
	var items []int
	for i, skipped := range s.skipped {
		if skipped {
			items = append(items, i+1)
		}
	}
	return items
}

// answer gives v to the item on the screen and moves on.
func (s state) answer(v mbi.Answer) state {
	s.answers[s.at-1], s.skipped[s.at-1] = v, false
	return s.forward()
}

// skip leaves the item on the screen without an answer and moves on.
func (s state) skip() state {
	s.answers[s.at-1], s.skipped[s.at-1] = mbi.Missing, true
	return s.forward()
}

// forward moves on from a settled item.
func (s state) forward() state {
	if s.detour {
		s.at, s.detour = review, false
		return s
	}
	s.at++
	return s
}

// back returns to the page before: the item before, or the review page that
// sent the respondent here. Before item 1 there is none.
func (s state) back() state {
	if s.detour {
		return s.forward()
	}
	s.at = max(1, s.at-1)
	return s
}

// jump goes from the review page to an item.
func (s state) jump(item int) state {
	s.at, s.detour = item, true
	return s
}
