package published

import (
	"slices"

	"burnout/scoring/stats"
)

// Cohort is what a cohort of one's own gives of the figures that a study prints.
type Cohort struct {
	Parts [conditions]Part // index = Condition
	// Scores are those of the sums of each subscale, answers counted 0-6; index =
	// mbi.Subscale.
	Scores [3]stats.Sample
}

// Part is how many respondents meet a condition, of those who could be judged.
type Part struct{ Count, N int64 }

// Beside is a cohort beside the figures of a study that a cohort can give.
type Beside struct {
	Proportions []ProportionBeside
	Means       []MeanBeside
	// Others are the words of those figures that no cohort gives.
	Others []string
}

// ProportionBeside is a printed proportion beside that of the cohort.
type ProportionBeside struct {
	ProportionResult
	Cohort Part
	// Differences are those of the cohort's proportion less the study's, from -1 to
	// 1, with Newcombe's interval: for the lowest and the highest count that the
	// print leaves possible, one where they are the same. There are none where the
	// figure is not possible and where nobody in the cohort could be judged.
	Differences []Difference
}

// Difference is a difference of proportions for a count of the study.
type Difference struct {
	Count int
	stats.Estimate
}

// MeanBeside is a printed mean beside that of the cohort, both as the study counts:
// sums or item means, but always answers of 0-6.
type MeanBeside struct {
	MeanResult
	Study, Cohort stats.Sample
	// Difference is the cohort's mean less the study's, with Welch's interval. It is
	// undefined where the printed mean is impossible or the cohort has no score; the
	// interval also as Welch's t is, and where no SD is printed that is possible with
	// n-1.
	Difference, Low, High stats.Number
	// NoVariance is true where the interval is left out, for one side has fewer than 2
	// scores, or equal ones.
	NoVariance bool
}

// Beside compares a cohort with the printed figures, at a confidence, as two
// independent samples.
func (r *Report) Beside(c *Cohort, confidence float64) Beside {
	var b Beside
	proportion := func(p ProportionResult, label string) {
		switch {
		case p.Of != nil:
			b.Proportions = append(b.Proportions, besideProportion(p, c.Parts[*p.Of], confidence))
		case !slices.Contains(b.Others, label):
			b.Others = append(b.Others, label)
		}
	}
	for _, p := range r.Proportions {
		proportion(p, p.Label)
	}
	for _, t := range r.Totals {
		for _, p := range t.Parts {
			proportion(p, t.Label)
		}
	}
	for _, m := range r.Means {
		if m.Of == nil {
			b.Others = append(b.Others, m.Label)
			continue
		}
		b.Means = append(b.Means, besideMean(m, c.Scores[*m.Of], confidence))
	}
	return b
}

func besideProportion(p ProportionResult, own Part, confidence float64) ProportionBeside {
	b := ProportionBeside{ProportionResult: p, Cohort: own}
	known, ok := p.Known()
	if !ok {
		return b
	}
	for k := known.Lowest; k <= known.Highest; k += max(1, known.Highest-known.Lowest) {
		printed := [2]int64{int64(k), int64(p.N - k)}
		d, why := stats.RiskDifference([2][2]int64{{own.Count, own.N - own.Count}, printed}, confidence)
		if why == stats.Defined {
			b.Differences = append(b.Differences, Difference{k, d})
		}
	}
	return b
}

func besideMean(m MeanResult, own stats.Sample, confidence float64) MeanBeside {
	per := float64(m.Per)
	mean, sd := m.Mean.Sums()
	b := MeanBeside{
		MeanResult: m,
		Study:      stats.Sample{N: int64(m.N), Mean: mean / per, SD: sd.Value / per},
		Cohort:     stats.Sample{N: own.N, Mean: own.Mean / per, SD: own.SD / per},
	}
	if m.MeanVerdict != Possible || own.N == 0 {
		return b
	}
	b.Difference = stats.NumberOf(b.Cohort.Mean-b.Study.Mean, true)
	if !sd.Defined || m.SDVerdict == Impossible || m.SDVerdict == DivisorN {
		return b
	}
	if own.SD == 0 || sd.Value == 0 {
		b.NoVariance = true // the interval would rest on one side alone
		return b
	}
	if t, why := stats.Welch(b.Cohort, b.Study, confidence); why == stats.Defined {
		b.Low, b.High = stats.NumberOf(t.Interval.Low, true), stats.NumberOf(t.Interval.High, true)
	}
	return b
}
