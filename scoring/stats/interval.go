package stats

import (
	"fmt"
	"math"
	"strings"
)

// Interval is a confidence interval.
type Interval struct{ Low, High float64 }

// IntervalMethod is a method for the confidence interval of a proportion.
type IntervalMethod string

const (
	// Wilson is the score interval without continuity correction (Wilson, JASA
	// 1927;22:209).
	Wilson IntervalMethod = "wilson"
	// ClopperPearson is the exact interval (Clopper & Pearson, Biometrika
	// 1934;26:404): it covers the proportion at least as often as it says, mostly
	// more often.
	ClopperPearson IntervalMethod = "clopper-pearson"
	// WilsonCC is the score interval with continuity correction (Newcombe,
	// Statistics in Medicine 1998;17:857, method 4). R's prop.test leaves the
	// correction out where k is exactly n/2, for it tests against 1/2 besides.
	WilsonCC IntervalMethod = "wilson-cc"
	// Wald is p ± z √(p(1-p)/n), clipped to [0, 1]. It covers too seldom for small n
	// and for p near 0 or 1, and has no width at k = 0 and k = n.
	Wald IntervalMethod = "wald"
)

// IntervalMethods lists the methods, the default first.
func IntervalMethods() []string {
	return []string{string(Wilson), string(ClopperPearson), string(WilsonCC), string(Wald)}
}

// ParseIntervalMethod returns the method of that name.
func ParseIntervalMethod(s string) (IntervalMethod, error) {
	switch m := IntervalMethod(s); m {
	case Wilson, ClopperPearson, WilsonCC, Wald:
		return m, nil
	}
	return "", fmt.Errorf("unknown interval %q, expected one of %s", s, strings.Join(IntervalMethods(), ", "))
}

// Interval returns the interval of the proportion k/n, as proportions, at a
// confidence between 0 and 1, both excluded. Undefined for n = 0.
func (m IntervalMethod) Interval(k, n int64, confidence float64) (Interval, bool) {
	if n == 0 {
		return Interval{}, false
	}
	switch m {
	case Wilson:
		return scoreInterval(k, n, confidence, 0), true
	case ClopperPearson:
		return betaInterval(k, n, confidence), true
	case WilsonCC:
		return scoreInterval(k, n, confidence, 0.5), true
	case Wald:
		return waldInterval(k, n, confidence), true
	}
	return Interval{}, false
}

// scoreInterval returns the score interval of (k ± correction) / n. At k = 0 and k = n
// its outer end is 0 and 1.
func scoreInterval(k, n int64, confidence, correction float64) Interval {
	size, z := float64(n), twoSided(confidence)
	end := func(count, sign float64) float64 {
		p := count / size
		half := z * math.Sqrt(p*(1-p)/size+z*z/(4*size*size))
		return (p + z*z/(2*size) + sign*half) / (1 + z*z/size)
	}
	i := Interval{0, 1}
	if k > 0 {
		i.Low = end(float64(k)-correction, -1)
	}
	if k < n {
		i.High = end(float64(k)+correction, 1)
	}
	return i
}

// betaInterval returns the proportions under which k or more, and k or fewer, of n
// have the probability (1-confidence)/2: quantiles of beta distributions.
func betaInterval(k, n int64, confidence float64) Interval {
	tail, i := (1-confidence)/2, Interval{0, 1}
	if k > 0 {
		i.Low = betaQuantile(tail, float64(k), float64(n-k+1))
	}
	if k < n {
		i.High = 1 - betaQuantile(tail, float64(n-k), float64(k+1))
	}
	return i
}

func waldInterval(k, n int64, confidence float64) Interval {
	p := float64(k) / float64(n)
	half := twoSided(confidence) * math.Sqrt(p*(1-p)/float64(n))
	return Interval{max(0, p-half), min(1, p+half)}
}

// twoSided returns the standard normal quantile that the given confidence
// leaves half of the rest above.
func twoSided(confidence float64) float64 { return normalQuantile((1 + confidence) / 2) }
