package stats

import "slices"

// Holm returns the p values corrected for their number, in the order given: the
// i-th smallest of m times m-i+1, at least the one before it, at most 1 (Holm,
// Scand J Stat 1979;6:65), as R's p.adjust.
func Holm(p []float64) []float64 {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		switch {
		case p[i] < p[j]:
			return -1
		case p[i] > p[j]:
			return 1
		}
		return 0
	})
	corrected := make([]float64, len(p))
	var least float64
	for rank, i := range order {
		least = max(least, min(1, p[i]*float64(len(p)-rank)))
		corrected[i] = least
	}
	return corrected
}
