package published

import (
	"math"
	"sync"
)

// Three dimensions divide persons into eight cells. A report prints a few sums
// of cells; the rest is known within bounds, which are found exactly.
//
// Let K be the number of persons with at least two dimensions affected. Once K
// is fixed, every sum of cells that has a name here is K, n-K or 0 plus or minus
// the flow in one arc of this network, which nothing enters or leaves:
//
//	root ─→ one ─→ notPA ─→ EE, DP      persons with that dimension alone
//	        one ─→ PA
//	EE, DP ─→ notEEandDP ─→ two ─→ root  persons who lack that dimension alone
//	PA ───────────────────→ two
//	EE, DP, PA ─→ root                   affected on it, minus K
//
// An arc's flow has integer bounds, so by Hoffman's circulation theorem (Hoffman,
// Proc Symp Appl Math 1960;10:113) a flow exists if and only if for every set of
// nodes the lower bounds of the arcs that leave it do not exceed the upper bounds
// of those that enter it; and then one exists in whole numbers. What a set has to
// spare bounds each arc that crosses it, and those bounds are attained.

// Condition names persons by which of their dimensions are affected: EE high,
// DP high, PA low.
type Condition int

// The conditions: the three dimensions, the case definitions, how many
// dimensions are affected. What each definition means is said in package scoring.
const (
	EEHigh Condition = iota
	DPHigh
	PALow
	Any
	All
	EEOrDP
	EEAndDP
	EEPlusOne // EE high, and DP high or PA low
	TwoOfThree
	Dimensions0
	Dimensions1
	Dimensions2
	Dimensions3
	conditions int = iota
)

var conditionNames = [...]string{"ee-high", "dp-high", "pa-low", "any", "all", "ee-or-dp", "ee-and-dp", "ee-plus-one", "two-of-three", "dimensions-0", "dimensions-1", "dimensions-2", "dimensions-3"}

// String returns the name that a study file uses.
func (c Condition) String() string { return conditionNames[c] }

// Conditions lists the conditions.
func Conditions() []Condition {
	all := make([]Condition, conditions)
	for i := range all {
		all[i] = Condition(i)
	}
	return all
}

// The nodes of the network.
const (
	root = iota
	one
	notPA
	nodeEE
	nodeDP
	nodePA
	notEEandDP
	two
	nodes int = iota
)

type arc struct{ from, to int }

// The arcs of the network.
const (
	arcOne    = iota // one dimension affected
	arcNotPA         // EE alone or DP alone
	arcPAOnly        // PA alone
	arcEEOnly
	arcDPOnly
	arcDPandPA // the two without EE
	arcEEandPA
	arcNotBoth // two, but not EE with DP
	arcEEandDP
	arcTwo // two dimensions affected
	arcEE  // EE high, minus K
	arcDP
	arcPA
	arcs int = iota
)

var network = [arcs]arc{
	arcOne: {root, one}, arcNotPA: {one, notPA}, arcPAOnly: {one, nodePA},
	arcEEOnly: {notPA, nodeEE}, arcDPOnly: {notPA, nodeDP},
	arcDPandPA: {nodeEE, notEEandDP}, arcEEandPA: {nodeDP, notEEandDP}, arcEEandDP: {nodePA, two},
	arcNotBoth: {notEEandDP, two}, arcTwo: {two, root},
	arcEE: {nodeEE, root}, arcDP: {nodeDP, root}, arcPA: {nodePA, root},
}

// term says how many persons meet a condition: of K and n-K as often as k and
// rest say, plus sign times the flow in an arc.
type term struct{ k, rest, sign, arc int }

var terms = [...]term{
	EEHigh: {1, 0, 1, arcEE}, DPHigh: {1, 0, 1, arcDP}, PALow: {1, 0, 1, arcPA},
	Any: {1, 0, 1, arcOne}, All: {1, 0, -1, arcTwo},
	EEOrDP: {1, 0, 1, arcNotPA}, EEAndDP: {1, 0, -1, arcNotBoth}, EEPlusOne: {1, 0, -1, arcDPandPA},
	TwoOfThree:  {1, 0, 0, 0},
	Dimensions0: {0, 1, -1, arcOne}, Dimensions1: {0, 0, 1, arcOne},
	Dimensions2: {0, 0, 1, arcTwo}, Dimensions3: {1, 0, -1, arcTwo},
}

// cut is a set of nodes by the arcs that leave it and that enter it.
type cut struct{ out, in []int }

// cuts lists every set of nodes but the empty and the whole one.
var cuts = sync.OnceValue(func() []cut {
	var all []cut
	for set := 1; set < 1<<nodes-1; set++ {
		var c cut
		for i, a := range network {
			from, to := set>>a.from&1, set>>a.to&1
			if from > to {
				c.out = append(c.out, i)
			} else if to > from {
				c.in = append(c.in, i)
			}
		}
		all = append(all, c)
	}
	return all
})

// bounds are those of each arc's flow.
type bounds [arcs]Range

// tighten replaces the bounds by the exact range of each arc's flow, and
// reports whether there is a flow at all.
func (b *bounds) tighten(all []cut) bool {
	tight := *b
	for _, c := range all {
		spare := 0
		for _, i := range c.in {
			spare += b[i].Highest
		}
		for _, i := range c.out {
			spare -= b[i].Lowest
		}
		if spare < 0 {
			return false
		}
		for _, i := range c.out {
			tight[i].Highest = min(tight[i].Highest, b[i].Lowest+spare)
		}
		for _, i := range c.in {
			tight[i].Lowest = max(tight[i].Lowest, b[i].Highest-spare)
		}
	}
	*b = tight
	return true
}

// cells is what is known of the eight cells of n persons.
type cells struct {
	n     int
	known [conditions]Range // of each condition, how many persons can meet it
	cuts  []cut
}

func newCells(n int) *cells {
	c := &cells{n: n, cuts: cuts()}
	for i := range c.known {
		c.known[i] = Range{0, n}
	}
	return c
}

// know adds that the persons who meet a condition are as many as r says.
func (c *cells) know(what Condition, r Range) { c.known[what] = c.known[what].and(r) }

// flow returns the range of each arc's flow where K persons have at least two
// dimensions affected, and whether that can be.
func (c *cells) flow(k int) (b bounds, ok bool) {
	for i := range b {
		b[i] = Range{0, c.n}
	}
	b[arcEE], b[arcDP], b[arcPA] = Range{-c.n, c.n}, Range{-c.n, c.n}, Range{-c.n, c.n}
	for what, r := range c.known {
		t := terms[what]
		base := t.k*k + t.rest*(c.n-k)
		switch t.sign {
		case 0:
			if !r.Holds(base) {
				return b, false
			}
		case 1:
			b[t.arc] = b[t.arc].and(Range{r.Lowest - base, r.Highest - base})
		case -1:
			b[t.arc] = b[t.arc].and(Range{base - r.Highest, base - r.Lowest})
		}
	}
	for _, r := range b {
		if r.Empty() {
			return b, false
		}
	}
	return b, b.tighten(c.cuts)
}

// feasible reports whether persons can be dealt to the cells at all.
func (c *cells) feasible() bool {
	for k := range c.n + 1 {
		if _, ok := c.flow(k); ok {
			return true
		}
	}
	return false
}

// ranges returns the lowest and the highest number of persons that can meet each
// condition, and whether what is known can all be true.
func (c *cells) ranges() (all [conditions]Range, ok bool) {
	for i := range all {
		all[i] = Range{math.MaxInt, math.MinInt}
	}
	for k := range c.n + 1 {
		b, feasible := c.flow(k)
		if !feasible {
			continue
		}
		ok = true
		for what, t := range terms {
			r := Range{t.k*k + t.rest*(c.n-k), t.k*k + t.rest*(c.n-k)}
			switch t.sign {
			case 1:
				r.Lowest, r.Highest = r.Lowest+b[t.arc].Lowest, r.Highest+b[t.arc].Highest
			case -1:
				r.Lowest, r.Highest = r.Lowest-b[t.arc].Highest, r.Highest-b[t.arc].Lowest
			}
			all[what] = Range{min(all[what].Lowest, r.Lowest), max(all[what].Highest, r.Highest)}
		}
	}
	return all, ok
}

// Solution is how many persons have 0, 1, 2 and 3 dimensions affected.
type Solution [4]int

// solutions returns the whole solutions in order, and whether there are more
// than most, which are not listed.
func (c *cells) solutions(most int) (list []Solution, more bool) {
	for k := range c.n + 1 {
		b, ok := c.flow(k)
		if !ok {
			continue
		}
		for ones := b[arcOne].Lowest; ones <= b[arcOne].Highest; ones++ {
			with := *c
			with.know(Dimensions1, Range{ones, ones})
			given, _ := with.flow(k) // every number in the range is attained
			for twos := given[arcTwo].Lowest; twos <= given[arcTwo].Highest; twos++ {
				if len(list) == most {
					return nil, true
				}
				list = append(list, Solution{c.n - k - ones, ones, twos, k - twos})
			}
		}
	}
	return list, false
}
