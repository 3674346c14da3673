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
			if ok && i.Low.Stands(100*got.Low) && i.High.Stands(100*got.High) {
				fits = append(fits, IntervalFit{method, k})
			}
		}
	}
	return fits
}
