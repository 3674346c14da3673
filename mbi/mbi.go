// Package mbi is the ground of the toolkit: the 22 items of the Maslach Burnout
// Inventory for human services (MBI-HSS), the key that assigns each item to one
// of three subscales, and the answers of one respondent.
//
// The three subscales are never added up: the inventory has no total score.
// The package holds item numbers and the key only; the wording of the printed
// inventory belongs to its publisher and stands nowhere in this module.
package mbi

import "fmt"

// Items is the number of items of the inventory.
const Items = 22

// Answer is how often a respondent has the feeling that an item describes: 0
// (never) to [MaxAnswer] (every day), or [Missing].
type Answer int8

const (
	// Missing is an answer that was not given. It is no score and never 0.
	Missing Answer = -1
	// MaxAnswer is the highest answer, "every day".
	MaxAnswer Answer = 6
)

// Valid reports whether a is an answer from 0 to 6. Missing is not.
func (a Answer) Valid() bool { return a >= 0 && a <= MaxAnswer }

// Answers holds the answers of one respondent: item n stands at index n-1.
// Its zero value says "never" 22 times; start from [NoAnswers].
type Answers [Items]Answer

// NoAnswers returns the answers of someone who has not answered yet.
func NoAnswers() Answers {
	var a Answers
	for i := range a {
		a[i] = Missing
	}
	return a
}

// Of returns the answer to item (1 to 22).
func (a *Answers) Of(item int) Answer { return a[item-1] }

// Given counts the items that were answered, 0 to 22.
func (a *Answers) Given() int {
	n := 0
	for _, v := range a {
		if v != Missing {
			n++
		}
	}
	return n
}

// Check returns an error that names the first item whose answer is neither 0 to
// 6 nor missing.
func (a *Answers) Check() error {
	for i, v := range a {
		if v != Missing && !v.Valid() {
			return fmt.Errorf("answer to item %d is %d, expected 0 to %d or missing", i+1, v, MaxAnswer)
		}
	}
	return nil
}

// Subscale is one of the three dimensions that the inventory measures.
type Subscale int

// The subscales, in the order in which they are always reported.
const (
	EE Subscale = iota // emotional exhaustion, 9 items
	DP                 // depersonalization, 5 items
	PA                 // personal accomplishment, 8 items; its low side is the burnout side
)

// Subscales lists the three subscales in reporting order.
var Subscales = [...]Subscale{EE, DP, PA}

// key is the scoring key of the MBI-HSS (Maslach, Jackson & Leiter, MBI manual,
// 3rd ed. 1996; the same key is printed in annex 1 of the ISNAR-IMG guide). No
// item is reverse-scored within its subscale.
var key = [...][]int{
	EE: {1, 2, 3, 6, 8, 13, 14, 16, 20},
	DP: {5, 10, 11, 15, 22},
	PA: {4, 7, 9, 12, 17, 18, 19, 21},
}

var codes = [...]string{EE: "ee", DP: "dp", PA: "pa"}

var names = [...]string{EE: "emotional_exhaustion", DP: "depersonalization", PA: "personal_accomplishment"}

// String returns the short code used in machine formats: "ee", "dp" or "pa".
func (s Subscale) String() string { return codes[s] }

// Name returns the name used in thresholds files, such as "emotional_exhaustion".
func (s Subscale) Name() string { return names[s] }

// Items returns the item numbers of the subscale, in ascending order.
func (s Subscale) Items() []int { return append([]int(nil), key[s]...) }

// Len returns the number of items of the subscale: 9, 5 or 8.
func (s Subscale) Len() int { return len(key[s]) }

// Max returns the highest possible sum of the subscale: 54, 30 or 48. The
// lowest is 0.
func (s Subscale) Max() int { return len(key[s]) * int(MaxAnswer) }

// Sums returns the sums of the three subscales, if all 22 items are answered.
// Every row of a cohort passes here, so they are added up together, each in 16
// bits of one number.
func (a *Answers) Sums() (sums [3]int, complete bool) {
	var all uint64
	var missing Answer
	for i, v := range a {
		missing |= v // the sign bit stays
		all += uint64(v) << (lane[i] & 63)
	}
	for s := range sums {
		sums[s] = int(all >> (16 * s) & 0xffff)
	}
	return sums, missing >= 0
}

// lane is where an item's answer is added in [Answers.Sums].
var lane = func() (l [Items]uint8) {
	for s, items := range key {
		for _, item := range items {
			l[item-1] = uint8(16 * s)
		}
	}
	return l
}()

// Each calls f for the answer to each item of the subscale, in ascending order.
func (s Subscale) Each(a *Answers, f func(item int, v Answer)) {
	for _, item := range key[s] {
		f(item, a[item-1])
	}
}
