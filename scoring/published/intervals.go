package published

import "burnout/scoring/stats"

// IntervalFit is a method that reproduces a printed interval, from a count.
type IntervalFit struct {
	Method stats.IntervalMethod
	Count  int
}

// intervalFits returns the methods whose interval of some count, rounded to the
// decimals printed, is the printed one.
func intervalFits(i PrintedInterval, counts Range, n int) []IntervalFit {
	var fits []IntervalFit
	for _, name := range stats.IntervalMethods() {
		method := stats.IntervalMethod(name)
		for k := counts.Lowest; k <= counts.Highest; k++ {
			got, ok := method.Interval(int64(k), int64(n), i.Confidence.Float()/100)
			if ok && (i.stands(got) || method == stats.Wald && i.stands(unclipped(got, float64(k)/float64(n)))) {
				fits = append(fits, IntervalFit{method, k})
			}
		}
	}
	return fits
}

// stands reports whether an interval of proportions, rounded, is the printed one.
func (i PrintedInterval) stands(got stats.Interval) bool {
	return i.Low.Stands(100*got.Low) && i.High.Stands(100*got.High)
}

// unclipped returns Wald's interval around p as some print it, with an end below
// 0 or above 1.
func unclipped(i stats.Interval, p float64) stats.Interval {
	half := max(p-i.Low, i.High-p)
	return stats.Interval{Low: p - half, High: p + half}
}
