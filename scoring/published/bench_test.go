package published

import "testing"

// The ranges of the largest study of interest are found in well under a second.
func BenchmarkRanges(b *testing.B) {
	for b.Loop() {
		c := newCells(10_000)
		for what, k := range map[Condition]int{EEHigh: 2600, DPHigh: 4100, PALow: 1500, All: 600} {
			c.know(what, Range{k - 50, k + 50})
		}
		if _, ok := c.ranges(); !ok {
			b.Fatal("infeasible")
		}
	}
}
