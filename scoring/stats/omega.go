package stats

import (
	"math"
	"slices"
)

// Omega is McDonald's omega total of one common factor.
type Omega struct {
	Value    float64   // 0 to 1
	Loadings []float64 // of each standardised item, -1 to 1; their sum is not negative
}

// The reasons why omega is undefined.
const (
	// TooFewItems: one factor of fewer than 3 items is not determined.
	TooFewItems Reason = "too-few-items"
	// TooFewRespondents: fewer than 2.
	TooFewRespondents Reason = "too-few-respondents"
	// ConstantItem: an item does not vary.
	ConstantItem Reason = "constant-item"
	// Heywood: the factor would explain all of an item's variance, or more.
	Heywood Reason = "heywood-case"
	// Undetermined: several sets of loadings fit the correlations equally well, as
	// where the items are unrelated, or no minimum was reached.
	Undetermined Reason = "undetermined-factor"
)

// Omega returns omega total of the standardised items as answered, none reversed:
// (Σλ)² / ((Σλ)² + Σ(1-λ²)), λ their loadings on one factor (McDonald, Test Theory,
// 1999). The denominator is the variance that the factor implies for the sum;
// psych::omega divides by the observed one. The loadings make the sum of squared
// differences between observed and implied correlations least: minres (Harman &
// Jones, Psychometrika 1966;31:351). The Reason says why it is undefined.
func (m *CoMoments) Omega() (Omega, Reason) {
	if len(m.Sums) < 3 {
		return Omega{}, TooFewItems
	}
	if m.N < 2 {
		return Omega{}, TooFewRespondents
	}
	r, ok := m.correlations()
	if !ok {
		return Omega{}, ConstantItem
	}
	loadings, why := minres(r)
	if why != "" {
		return Omega{}, why
	}
	var sum, unique float64
	for _, l := range loadings {
		sum += l
		unique += 1 - l*l
	}
	return Omega{Value: sum * sum / (sum*sum + unique), Loadings: loadings}, ""
}

// What is called equal: sums of squared residuals, loadings, and 1 and a
// communality.
const (
	equalFit     = 1e-10
	equalLoading = 1e-7
	allExplained = 1e-6
)

// minres returns the loadings of one factor of the correlations r. The sum of
// squared residuals may have several minima: each item's correlations are tried as
// the start, and the least minimum is taken, which must be reached at one place.
// (psych::fa, which starts once, may stop at a higher one where items are hardly
// related.)
func minres(r [][]float64) ([]float64, Reason) {
	var ends [][]float64
	best := math.Inf(1)
	for i := range r {
		l := descend(r, slices.Clone(r[i]))
		ends = append(ends, l)
		best = min(best, residual(r, l))
	}
	ends = slices.DeleteFunc(ends, func(l []float64) bool { return residual(r, l) > best+equalFit })
	for _, l := range ends[1:] {
		for i := range l {
			if math.Abs(l[i]-ends[0][i]) > equalLoading {
				return nil, Undetermined
			}
		}
	}
	if slices.ContainsFunc(ends[0], func(l float64) bool { return 1-l*l < allExplained }) {
		return nil, Heywood
	}
	return ends[0], ""
}

// descend improves the loadings l, one at a time, until none changes: given the
// others the best is Σ r_ij λ_j / Σ λ_j², which is held within -1 and 1 (Harman &
// Fukuda, Psychometrika 1966;31:563).
func descend(r [][]float64, l []float64) []float64 {
	for range 100_000 {
		var change float64
		for i := range l {
			var top, bottom float64
			for j := range l {
				if j != i {
					top += r[i][j] * l[j]
					bottom += l[j] * l[j]
				}
			}
			if bottom == 0 {
				continue
			}
			next := max(-1, min(1, top/bottom))
			change = max(change, math.Abs(next-l[i]))
			l[i] = next
		}
		if change < 1e-14 {
			break
		}
	}
	var sum float64
	for _, v := range l {
		sum += v
	}
	if sum < 0 {
		for i := range l {
			l[i] = -l[i]
		}
	}
	return l
}

// residual returns the sum of squared differences between the correlations r and
// those that the loadings l imply.
func residual(r [][]float64, l []float64) float64 {
	var sum float64
	for i := range l {
		for j := range i {
			d := r[i][j] - l[i]*l[j]
			sum += d * d
		}
	}
	return sum
}
