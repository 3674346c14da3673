// Package mbi is the ground of the toolkit: the 22 items of the Maslach Burnout
// Inventory for human services (MBI-HSS), the key that assigns each item to one
// of three subscales, and the answers of one respondent.
//
// The three subscales are never added up: the inventory has no total score.
// The package holds item numbers and the key only; the wording of the printed
// inventory belongs to its publisher and stands nowhere in this module.
package mbi

import (
	"fmt"
)

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

// BySubscale is a number for each subscale.
type BySubscale struct{ EE, DP, PA int }

// Of returns the number of subscale s.
func (b BySubscale) Of(s Subscale) int {
	switch s {
	case EE:
		return b.EE
	case DP:
		return b.DP
	}
	return b.PA
}

// Sums returns the sums of the answers that were given to the items of each
// subscale, and how many are missing. The answers must satisfy [Answers.Check].
//
// Every row of a cohort passes here, so eight answers are added up together, a
// byte for each: no sum of a subscale is above 54.
func (a *Answers) Sums() (sums, missing BySubscale) {
	x, y, z := a.words()
	if (x|y|z)&signs != 0 { // Missing is -1
		p, q, r := x&signs>>7, y&signs>>7, z&signs>>7 // a 1 in the byte of each
		missing = BySubscale{members[EE].sum(p, q, r), members[DP].sum(p, q, r), members[PA].sum(p, q, r)}
		x, y, z = x&^(p*0xff), y&^(q*0xff), z&^(r*0xff)
	}
	return BySubscale{members[EE].sum(x, y, z), members[DP].sum(x, y, z), members[PA].sum(x, y, z)}, missing
}

const (
	ones  = 0x0101010101010101
	signs = 0x80 * ones
)

// mask marks the bytes of three numbers that belong to a subscale.
type mask struct{ x, y, z uint64 }

// sum adds up the bytes that are marked.
func (m *mask) sum(x, y, z uint64) int { return int((x&m.x + y&m.y + z&m.z) * ones >> 56) }

// words returns the answers as bytes of three numbers, item 1 in the lowest. The
// compiler makes three loads of it.
func (a *Answers) words() (x, y, z uint64) {
	at := func(i int) uint64 { return uint64(uint8(a[i])) }
	x = at(0) | at(1)<<8 | at(2)<<16 | at(3)<<24 | at(4)<<32 | at(5)<<40 | at(6)<<48 | at(7)<<56
	y = at(8) | at(9)<<8 | at(10)<<16 | at(11)<<24 | at(12)<<32 | at(13)<<40 | at(14)<<48 | at(15)<<56
	z = at(16) | at(17)<<8 | at(18)<<16 | at(19)<<24 | at(20)<<32 | at(21)<<40
	return x, y, z
}

// members marks the answers of each subscale in [Answers.words].
var members = func() (m [3]mask) {
	for s, items := range key {
		words := [3]*uint64{&m[s].x, &m[s].y, &m[s].z}
		for _, item := range items {
			*words[(item-1)/8] |= 0xff << ((item - 1) % 8 * 8)
		}
	}
	return m
}()

// Each calls f for the answer to each item of the subscale, in ascending order.
func (s Subscale) Each(a *Answers, f func(item int, v Answer)) {
	for _, item := range key[s] {
		f(item, a[item-1])
	}
}
