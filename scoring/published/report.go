package published

import "math"

// Report is what the print of a study says and what follows from it. Its lists
// are those of the study, in its order.
type Report struct {
	Study       *Study
	Proportions []ProportionResult
	Totals      []TotalResult
	Means       []MeanResult
	Tables      []TableResult
	Comparisons []ComparisonResult
	// Cells holds what follows for each sample of which conditions are printed.
	Cells []CellResult
}

// Analyze computes what a study says and implies.
func Analyze(s *Study) *Report {
	r := &Report{Study: s, Tables: s.tableResults()}
	for _, p := range s.Proportions {
		r.Proportions = append(r.Proportions, s.proportion(p))
	}
	for _, t := range s.Totals {
		r.Totals = append(r.Totals, s.total(t))
	}
	for _, m := range s.Means {
		r.Means = append(r.Means, s.mean(m))
	}
	for _, c := range s.Comparisons {
		r.Comparisons = append(r.Comparisons, comparisonResult(c))
	}
	for i, sample := range s.Samples {
		if c, ok := r.cells(i, sample.N); ok {
			r.Cells = append(r.Cells, c)
		}
	}
	return r
}

// ProportionResult says of a proportion whether it is possible at its n.
type ProportionResult struct {
	Proportion
	N       int
	Verdict Verdict
	// Counts are the counts that the percentage allows; where only cutting off its
	// digits gives it, those. Without a percentage it is the printed count.
	Counts Range
	// Any is true where each percentage with these decimals is possible at n, and
	// no count is printed with it.
	Any bool
	// Elsewhere and Nearest are other n at which an impossible figure is possible:
	// those of the study's other samples, and the nearest below and above.
	Elsewhere, Nearest []Fit
	// Sizes are the n at which the printed count is the printed percentage, where
	// it is not at this n.
	Sizes Range
	// Fits are the methods that reproduce the printed interval. They are looked
	// for where the counts are known.
	Fits []IntervalFit
}

// Known returns the counts that the print leaves possible, and whether it is
// possible at all.
func (p *ProportionResult) Known() (Range, bool) {
	if p.Verdict != Possible {
		return Range{}, false
	}
	if p.Count != nil {
		return Range{*p.Count, *p.Count}, true
	}
	return p.Counts, true
}

func (s *Study) proportion(p Proportion) ProportionResult {
	r := ProportionResult{Proportion: p, N: s.Samples[p.Sample].N}
	if p.Percent == nil {
		r.Counts = Range{*p.Count, *p.Count}
		if *p.Count > r.N {
			r.Verdict = Impossible
		}
	} else {
		s.percentage(&r)
	}
	if known, ok := r.Known(); ok && p.Interval != nil {
		r.Fits = intervalFits(*p.Interval, known, r.N)
	}
	return r
}

// percentage judges a proportion that has a percentage.
func (s *Study) percentage(r *ProportionResult) {
	percent := *r.Percent
	// at returns the counts of n that the whole print allows.
	at := func(of func(Decimal, int) Range, n int) Range {
		if r.Count != nil {
			return of(percent, n).and(Range{*r.Count, *r.Count})
		}
		return of(percent, n)
	}
	r.Counts, r.Any = counts(percent, r.N), r.Count == nil && anyPercentage(percent, r.N)
	if !at(counts, r.N).Empty() {
		return
	}
	if cut := at(cutCounts, r.N); !cut.Empty() {
		r.Verdict, r.Counts = CutOff, cut
	} else {
		r.Verdict = Impossible
	}
	rounded := func(n int) Range { return at(counts, n) }
	r.Elsewhere = s.elsewhere(rounded)
	if r.Count != nil {
		r.Sizes = sizes(percent, *r.Count)
		return
	}
	r.Nearest = nearest(r.N, rounded)
}

// elsewhere returns the samples at whose n a figure is possible that is not at
// that of its own.
func (s *Study) elsewhere(at func(n int) Range) []Fit {
	var fits []Fit
	for i, other := range s.Samples {
		if r := at(other.N); !r.Empty() {
			fits = append(fits, Fit{i, other.N, r})
		}
	}
	return fits
}

// TotalResult says whether the parts of a sample add up to it.
type TotalResult struct {
	Total
	N       int
	Parts   []ProportionResult
	Sum     Range // what the parts can add up to; empty where the verdict is undecided
	Verdict Verdict
}

func (s *Study) total(t Total) TotalResult {
	r := TotalResult{Total: t, N: s.Samples[t.Sample].N}
	for _, p := range t.Parts {
		part := s.proportion(p)
		r.Parts = append(r.Parts, part)
		counts := part.Counts
		if part.Count != nil {
			counts = Range{*part.Count, *part.Count}
		}
		if counts.Empty() {
			r.Verdict = Undecided
		}
		r.Sum = Range{r.Sum.Lowest + counts.Lowest, r.Sum.Highest + counts.Highest}
	}
	switch {
	case r.Verdict == Undecided:
		r.Sum = Range{1, 0}
	case !r.Sum.Holds(r.N):
		r.Verdict = Impossible
	}
	return r
}

// MeanResult says whether a mean and its SD are possible at their n.
type MeanResult struct {
	Mean
	N int
	// MeanVerdict and SDVerdict are undecided where nothing says that the scores
	// are whole numbers; SDVerdict also where the mean is impossible, unless the SD is
	// so with any mean.
	MeanVerdict, SDVerdict Verdict
	Sums                   Range // the sums of the scores that the mean allows
	Any                    bool  // each mean with these decimals is possible at n
	Elsewhere, Nearest     []Fit // as of a proportion
	GivenUp                bool  // SDVerdict is undecided for the search of scores was given up
	// LeastSD and GreatestSD are the ends of the SDs that scores with this mean can
	// have, or where it is impossible scores with any mean; n is 2 or more.
	LeastSD, GreatestSD float64
}

// Outside reports whether an impossible mean lies beyond the scores themselves.
func (m *MeanResult) Outside() bool {
	if m.MeanVerdict != Impossible {
		return false
	}
	mean := m.Mean.Mean.Float() * float64(m.Per)
	return mean < float64(m.Scores.Lowest) || mean > float64(m.Scores.Highest)
}

func (s *Study) mean(m Mean) MeanResult {
	r := MeanResult{Mean: m, N: s.Samples[m.Sample].N, MeanVerdict: Undecided, SDVerdict: Undecided}
	if m.Scores == nil {
		return r
	}
	// Below, scores are counted from the lowest; sums are shown as they are.
	lowest, most, mean := m.Scores.Lowest, m.Scores.Highest-m.Scores.Lowest, m.Mean
	mean.digits -= int64(lowest/m.Per) * mean.unit()
	at := func(n int) Range { return sums(mean, n, m.Per, most).plus(n * lowest) }
	r.Sums, r.MeanVerdict, r.Any = at(r.N), Possible, anyMean(mean, r.N, m.Per)
	if r.Sums.Empty() {
		r.MeanVerdict = Impossible
		r.Elsewhere, r.Nearest = s.elsewhere(at), nearest(r.N, at)
		r.spreadOfAny(most)
		return r
	}
	counted := r.Sums.plus(-r.N * lowest)
	r.LeastSD, r.GreatestSD = spreadEnds(r.N, m.Per, most, counted)
	if m.SD != nil {
		r.SDVerdict = spread(*m.SD, r.N, m.Per, most, counted)
		r.GivenUp = r.SDVerdict == Undecided
	}
	return r
}

// spreadOfAny judges an SD beside an impossible mean, of scores from 0 to most: it
// stays undecided where scores with another mean can have it. The SD is greatest
// where half of the scores are at either end.
func (r *MeanResult) spreadOfAny(most int) {
	half := r.N / 2 * most
	_, r.GreatestSD = spreadEnds(r.N, r.Per, most, Range{half, half})
	if r.SD == nil {
		return
	}
	if outOfReach(*r.SD, r.N, r.N-1, r.Per, most) && outOfReach(*r.SD, r.N, r.N, r.Per, most) {
		r.SDVerdict = Impossible
		return
	}
	v := spread(*r.SD, r.N, r.Per, most, Range{0, r.N * most})
	if v != Possible {
		r.SDVerdict = v
	}
	r.GivenUp = v == Undecided
}

// spreadEnds returns the ends of the SDs of n scores from 0 to most whose sum
// lies in a range. The least variance, of scores as equal as can be, is
// f(n-f)/(n(n-1)) with f what the sum leaves when divided by n; the greatest is
// that of scores at the ends.
func spreadEnds(n, per, most int, sums Range) (least, greatest float64) {
	if n < 2 {
		return 0, 0
	}
	least = math.Inf(1)
	sd := func(sum, squares int) float64 {
		return math.Sqrt(float64(n*squares-sum*sum)/(float64(n)*float64(n-1))) / float64(per)
	}
	for sum := sums.Lowest; sum <= sums.Highest; sum++ {
		low, high := squareBounds(n, sum, most)
		least, greatest = min(least, sd(sum, low)), max(greatest, sd(sum, high))
	}
	return least, greatest
}

// CellResult is what the printed figures of a sample say of its eight cells.
type CellResult struct {
	Sample, N int
	Printed   [conditions]bool // which conditions are printed and used
	Ranges    [conditions]Range
	// Solutions are the numbers with 0, 1, 2 and 3 dimensions, whole and in order;
	// More is true where there are too many to list.
	Solutions []Solution
	More      bool
	// Contradiction holds figures that cannot all be true, none of which can be left
	// out, where there are such; nothing follows then.
	Contradiction []Proportion
}

// MostSolutions is how many whole solutions are listed at most.
const MostSolutions = 12

// Unprinted lists the dimensions and case definitions of which nothing is
// printed; the numbers of dimensions are not among them.
func (c *CellResult) Unprinted() []Condition {
	var list []Condition
	for what := range Dimensions0 {
		if !c.Printed[what] {
			list = append(list, what)
		}
	}
	return list
}

// cells computes what follows for a sample, and reports whether a condition is
// printed of it that is possible.
func (r *Report) cells(sample, n int) (CellResult, bool) {
	var used []ProportionResult
	all := r.Proportions
	for _, t := range r.Totals {
		all = append(all[:len(all):len(all)], t.Parts...)
	}
	for _, p := range all {
		if _, ok := p.Known(); ok && p.Of != nil && p.Sample == sample {
			used = append(used, p)
		}
	}
	if len(used) == 0 {
		return CellResult{}, false
	}
	c := CellResult{Sample: sample, N: n}
	known := cellsOf(n, used)
	ranges, ok := known.ranges()
	if !ok {
		c.Contradiction = contradiction(n, used)
		return c, true
	}
	c.Ranges = ranges
	for _, p := range used {
		c.Printed[*p.Of] = true
	}
	c.Solutions, c.More = known.solutions(MostSolutions)
	return c, true
}

func cellsOf(n int, figures []ProportionResult) *cells {
	c := newCells(n)
	for _, p := range figures {
		known, _ := p.Known()
		c.know(*p.Of, known)
	}
	return c
}

// contradiction returns figures that cannot all be true, of which none can be
// left out: each is dropped in turn, and kept only if the others agree.
func contradiction(n int, figures []ProportionResult) []Proportion {
	left := figures
	for i := 0; i < len(left); {
		without := append(left[:i:i], left[i+1:]...)
		if cellsOf(n, without).feasible() {
			i++
		} else {
			left = without
		}
	}
	var list []Proportion
	for _, p := range left {
		list = append(list, p.Proportion)
	}
	return list
}
