package stats

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
)

// FreemanHalton returns the two-sided p of Fisher's exact test of a table of any
// size: the probability, given the margins, of the tables that are no more
// probable than this one (Freeman & Halton, Biometrika 1951;38:141), as R's
// fisher.test. Every table is counted, over the network of what some rows leave of
// the columns (Mehta & Patel, J Am Stat Assoc 1983;78:427). It also returns how
// many of the steps allowed are left; 100 million take up to a second. Undefined as
// ChiSquare is, and [TooLarge] where the steps do not suffice.
func FreemanHalton(table [][]int64, steps int) (p float64, left int, why Reason) {
	rows, columns, n, why := margins(table)
	if why != Defined {
		return 0, steps, why
	}
	if int(n) > steps/stepsToKeep {
		return 0, steps, TooLarge
	}
	if len(columns) > len(rows) {
		rows, columns = columns, rows
	}
	slices.Sort(rows) // the last row is what the others leave: it should be the largest
	slices.Sort(columns)
	w := &network{rows: rows, logs: make([]float64, n+1), stages: make([]stage, len(rows)-1), steps: steps - stepsToKeep*int(n)}
	for i := range w.logs {
		w.logs[i] = logFactorial(int64(i))
	}
	for i := range w.stages {
		w.stages[i].index = map[string]int{}
	}
	here := math.Log(tieTolerance)
	for _, row := range table {
		here += w.weight(row)
	}
	w.node(0, columns)
	w.stages[0].nodes[0].past = []past{{0, 1}}
	p = w.sum(here)
	if w.steps < 0 {
		return 0, 0, TooLarge
	}
	return min(p, 1), w.steps, Defined
}

// stepsToKeep is what it takes to keep a logarithm, a past or a column of a node.
// A step is a column of a row that is filled or sorted.
const stepsToKeep = 8

// network is the ways to fill a table row by row. A table weighs Π1/x! over its
// cells x; its probability is its weight over that of all tables. Weights are
// kept as logarithms.
type network struct {
	rows   []int64
	logs   []float64 // of factorials
	stages []stage   // by the number of rows that are filled; the last row has no choice
	steps  int       // how many are left; negative where they did not suffice
}

type stage struct {
	nodes []node
	index map[string]int // by what is left
}

// node is what the rows before leave of the columns, in order of size: how the
// columns are named changes no weight.
type node struct {
	left []int64
	ends
	past []past
}

// ends are the least and the greatest weight of the ways to fill the other rows,
// and the weight of all of them.
type ends struct{ least, greatest, all float64 }

// past is ways to reach a node that have the same weight.
type past struct{ weight, ways float64 }

// same is how far two weights may lie apart that differ by rounding; no weight is
// decided by less, since [tieTolerance] is wider.
const same = 1e-9

// weight returns the logarithm of Π1/x!.
func (w *network) weight(row []int64) float64 {
	var sum float64
	for _, x := range row {
		sum -= w.logs[x]
	}
	return sum
}

// node returns the index of a node at a stage, and finds its ends if it is new.
func (w *network) node(at int, left []int64) int {
	w.steps -= len(left)
	var key []byte
	for _, c := range left {
		key = binary.AppendUvarint(key, uint64(c))
	}
	s := &w.stages[at]
	if i, known := s.index[string(key)]; known {
		return i
	}
	w.steps -= stepsToKeep * len(left)
	n := node{left: slices.Clone(left), ends: ends{least: math.Inf(1), greatest: math.Inf(-1)}}
	var total int64
	for _, r := range w.rows[at:] {
		total += r
	}
	n.all = w.logs[total] + w.weight(w.rows[at:]) + w.weight(left)
	w.fill(at, n.left, func(weight float64, e ends, _ int) {
		n.least, n.greatest = min(n.least, weight+e.least), max(n.greatest, weight+e.greatest)
	})
	s.index[string(key)] = len(s.nodes)
	s.nodes = append(s.nodes, n)
	return len(s.nodes) - 1
}

// fill visits the ways to fill the row of a stage: the weight of the row, the
// ends of what follows, and the node that it leads to, -1 where what is left is
// the last row.
func (w *network) fill(at int, left []int64, visit func(weight float64, e ends, to int)) {
	rest, sorted := slices.Clone(left), make([]int64, len(left))
	last := len(left) - 1
	before := make([]int64, len(left)) // sums of the columns before each
	for j := 1; j <= last; j++ {
		before[j] = before[j-1] + left[j-1]
	}
	var place func(j int, need int64, weight float64)
	place = func(j int, need int64, weight float64) {
		if j > 0 {
			for x := max(0, need-before[j]); x <= min(need, left[j]) && w.steps >= 0; x++ {
				rest[j] = left[j] - x
				place(j-1, need-x, weight-w.logs[x])
			}
			return
		}
		w.steps -= len(left)
		rest[0] = left[0] - need
		weight -= w.logs[need]
		if at == len(w.stages)-1 {
			v := w.weight(rest)
			visit(weight, ends{v, v, v}, -1)
			return
		}
		copy(sorted, rest)
		slices.Sort(sorted)
		to := w.node(at+1, sorted)
		visit(weight, w.stages[at+1].nodes[to].ends, to)
	}
	place(last, w.rows[at], 0)
}

// sum returns the probability of the tables that weigh here at most. Of the ways
// to reach a node, sorted by weight, an arc from it settles those whose tables all
// weigh less or all weigh more; the others go on to the next node.
func (w *network) sum(here float64) float64 {
	all, p := w.stages[0].nodes[0].all, 0.0
	for at := range w.stages {
		for i := range w.stages[at].nodes {
			n := &w.stages[at].nodes[i]
			if len(n.past) == 0 || w.steps < 0 {
				continue
			}
			ways, tails := merged(n.past)
			n.past = nil
			heaviest := ways[0].weight
			w.fill(at, n.left, func(weight float64, e ends, to int) {
				lighter := func(than float64) int {
					i, _ := slices.BinarySearchFunc(ways, than-weight, func(p past, v float64) int { return cmp.Compare(v, p.weight) })
					return i
				}
				counted := lighter(here - e.greatest)
				if tails[counted] > 0 {
					p += tails[counted] * math.Exp(heaviest+weight+e.all-all)
				}
				if to < 0 {
					return
				}
				next := &w.stages[at+1].nodes[to]
				for _, open := range ways[lighter(here-e.least):counted] {
					next.past = append(next.past, past{open.weight + weight, open.ways})
					w.steps -= stepsToKeep
				}
			})
		}
	}
	return p
}

// merged sorts pasts by weight, the heaviest first, and joins those of the same
// weight. The tails are the sums of what stands from each on, relative to the
// heaviest.
func merged(pasts []past) (ways []past, tails []float64) {
	slices.SortFunc(pasts, func(a, b past) int { return cmp.Compare(b.weight, a.weight) })
	for _, p := range pasts {
		if last := len(ways) - 1; last >= 0 && ways[last].weight-p.weight < same {
			ways[last].ways += p.ways
		} else {
			ways = append(ways, p)
		}
	}
	tails = make([]float64, len(ways)+1)
	for i := len(ways) - 1; i >= 0; i-- {
		tails[i] = tails[i+1] + ways[i].ways*math.Exp(ways[i].weight-ways[0].weight)
	}
	return ways, tails
}
