package summary

import (
	"cmp"
	"math/bits"
	"slices"

	"burnout/mbi"
)

// Pattern is a set of answers that a respondent lacks: bit i stands for item i+1.
type Pattern uint32

// Lacks reports whether the answer to an item, from 1 to 22, is missing.
func (p Pattern) Lacks(item int) bool { return p>>(item-1)&1 == 1 }

// Items returns the items whose answers are missing, in ascending order.
func (p Pattern) Items() []int {
	var items []int
	for item := 1; item <= mbi.Items; item++ {
		if p.Lacks(item) {
			items = append(items, item)
		}
	}
	return items
}

// Patterns counts incomplete respondents by which answers they lack. It takes at
// most 32 MB, however many rows there are. Its zero value is empty.
type Patterns struct {
	pages [1 << (mbi.Items - pageBits)]*[1 << pageBits]int64
}

// pageBits is how many bits of a pattern tell those of a page apart. A page is
// made where a pattern of it occurs.
const pageBits = 11

// Add counts one row. Complete ones and those without an answer have no pattern.
// The answers must satisfy [mbi.Answers.Check].
func (c *Patterns) Add(a *mbi.Answers) {
	var p Pattern
	for i, v := range a {
		if v == mbi.Missing {
			p |= 1 << i
		}
	}
	if p != 0 && p != 1<<mbi.Items-1 {
		c.page(p >> pageBits)[p%(1<<pageBits)]++
	}
}

func (c *Patterns) page(i Pattern) *[1 << pageBits]int64 {
	if c.pages[i] == nil {
		c.pages[i] = new([1 << pageBits]int64)
	}
	return c.pages[i]
}

// Merge adds the rows of o. In whatever order counts are merged, the sum is the
// same.
func (c *Patterns) Merge(o *Patterns) {
	for i, page := range o.pages {
		if page != nil {
			add(c.page(Pattern(i))[:], page[:])
		}
	}
}

// PatternCount is how many respondents lack exactly these answers.
type PatternCount struct {
	Pattern Pattern
	N       int64
}

// PatternRest sums up the patterns that are not told apart.
type PatternRest struct {
	Patterns int
	N        int64 // respondents with one of them
}

// Common returns the patterns of at least so many respondents, the most frequent
// first, and not more than most of them; the others are summed up. As the sum is
// known of each item, a remainder of fewer than least respondents would show them:
// the rarest of the common patterns go with it.
func (c *Patterns) Common(least int64, most int) ([]PatternCount, PatternRest) {
	var all []PatternCount
	for i, page := range c.pages {
		if page == nil {
			continue
		}
		for j, n := range page {
			if n > 0 {
				all = append(all, PatternCount{Pattern(i<<pageBits | j), n})
			}
		}
	}
	slices.SortFunc(all, func(a, b PatternCount) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(bits.OnesCount32(uint32(a.Pattern)), bits.OnesCount32(uint32(b.Pattern))), cmp.Compare(a.Pattern, b.Pattern))
	})
	shown := len(all)
	var rest PatternRest
	for shown > 0 && (shown > most || all[shown-1].N < least || 0 < rest.N && rest.N < least) {
		shown--
		rest.Patterns++
		rest.N += all[shown].N
	}
	return all[:shown], rest
}
