package stats

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// R's fisher.test.
func TestFreemanHaltonEqualsR(t *testing.T) {
	rows := readCSV(t, "../../testdata/reference/fisher.csv")[1:]
	if len(rows) < 20 {
		t.Fatalf("%d tables", len(rows))
	}
	for _, row := range rows {
		var table [][]int64
		for part := range strings.SplitSeq(row[1], "|") {
			var counts []int64
			for _, v := range numbers(t, part) {
				counts = append(counts, int64(v))
			}
			table = append(table, counts)
		}
		want := numbers(t, row[2])[0]
		if p, _, why := FreemanHalton(table, steps); why != Defined || math.Abs(p-want) > 1e-8*want {
			t.Errorf("%s: %v %s, R %v", row[0], p, why, want)
		}
	}
}

// Every table with these margins, one by one, weighed n!/Πx! in whole numbers.
func TestFreemanHaltonByCounting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		height, width := rapid.IntRange(2, 4).Draw(t, "rows"), rapid.IntRange(2, 3).Draw(t, "columns")
		var table [][]int64
		for range height {
			table = append(table, rapid.SliceOfN(rapid.Int64Range(0, 3), width, width).Draw(t, "row"))
		}
		rows, columns, n, why := margins(table)
		if why != Defined {
			t.Skip("an empty margin")
		}
		weight := func(cells []int64) *big.Int {
			w := new(big.Int).MulRange(1, n)
			for _, x := range cells {
				w.Quo(w, new(big.Int).MulRange(1, x))
			}
			return w
		}
		here := weight(slices.Concat(table...))
		some, all := new(big.Int), new(big.Int)
		var fill func(cells []int64, need int64, left []int64)
		fill = func(cells []int64, need int64, left []int64) {
			i, j := len(cells)/width, len(cells)%width
			if i == height {
				w := weight(cells)
				if all.Add(all, w); w.Cmp(here) <= 0 {
					some.Add(some, w)
				}
				return
			}
			if j == 0 {
				need = rows[i]
			}
			for x := range min(need, left[j]) + 1 {
				if j == width-1 && x != need || i == height-1 && x != left[j] {
					continue
				}
				rest := slices.Clone(left)
				rest[j] -= x
				fill(append(slices.Clone(cells), x), need-x, rest)
			}
		}
		fill(nil, 0, columns)
		want, _ := new(big.Rat).SetFrac(some, all).Float64()
		if p, _, why := FreemanHalton(table, steps); why != Defined || !close(p, want) {
			t.Fatalf("%v: %v %s, want %v", table, p, why, want)
		}
	})
}

// Rows and columns may be named in any order, and change places.
func TestFreemanHaltonHasNoOrder(t *testing.T) {
	k8 := [][]int64{{30, 149, 292}, {4, 19, 81}, {3, 10, 38}, {1, 4, 22}}
	turned := [][]int64{{22, 38, 292, 81}, {1, 3, 30, 4}, {4, 10, 149, 19}}
	p, _, _ := FreemanHalton(k8, steps)
	q, _, _ := FreemanHalton(turned, steps)
	if got := fmt.Sprintf("%.4f", p); got != "0.0208" || !close(p, q) {
		t.Errorf("%v, turned %v", p, q)
	}
}

// steps is as many as all tables here can take.
const steps = 100_000_000

// What takes too many steps is given up, not guessed; a step less than suffices
// does not.
func TestFreemanHaltonIsGivenUp(t *testing.T) {
	table := [][]int64{{3, 5, 4}, {4, 1, 6}, {2, 2, 9}}
	want, left, _ := FreemanHalton(table, steps)
	if p, left, why := FreemanHalton(table, steps-left); p != want || left != 0 || why != Defined || steps-left < 500 {
		t.Errorf("%v, %d left, %s, want %v", p, left, why, want)
	}
	for most := range steps - left {
		if p, _, why := FreemanHalton(table, most); p != 0 || why != TooLarge {
			t.Fatalf("%v %s after %d steps", p, why, most)
		}
	}
}
