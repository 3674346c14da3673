package summary

import (
	"slices"

	"burnout/mbi"
	"burnout/scoring"
	"burnout/scoring/stats"
)

// MostNumbers is how many different numbers of a column are told apart, which
// bounds the memory.
const MostNumbers = 10_000

// Numbers counts the numbers of a column, such as ages, beside the scores. Make
// one with [NewNumbers].
type Numbers struct {
	rule     scoring.MissingRule
	blank    int64
	distinct map[float64]struct{}
	scores   [3]map[numbered]int64
}

// numbered is a number and the score beside it.
type numbered struct {
	x     float64
	score partial
}

// NewNumbers returns empty counts under a rule for missing answers.
func NewNumbers(rule scoring.MissingRule) *Numbers {
	n := &Numbers{rule: rule, distinct: map[float64]struct{}{}}
	for s := range n.scores {
		n.scores[s] = map[numbered]int64{}
	}
	return n
}

// Add counts a respondent with the finite number x. It reports false where there
// are more different numbers than [MostNumbers].
func (n *Numbers) Add(a *mbi.Answers, x float64) bool {
	n.distinct[x] = struct{}{}
	for _, score := range scoring.Scores(a) {
		if n.rule.Scores(score) {
			n.scores[score.Subscale][numbered{x, partialOf(score)}]++
		}
	}
	return len(n.distinct) <= MostNumbers
}

// AddBlank counts a respondent without a number.
func (n *Numbers) AddBlank() { n.blank++ }

// Blank returns how many respondents have no number.
func (n *Numbers) Blank() int64 { return n.blank }

// Merge adds what o counted, and reports as [Numbers.Add] does.
func (n *Numbers) Merge(o *Numbers) bool {
	n.blank += o.blank
	for x := range o.distinct {
		n.distinct[x] = struct{}{}
	}
	for s := range n.scores {
		addMap(n.scores[s], o.scores[s])
	}
	return len(n.distinct) <= MostNumbers
}

// Correlations returns Pearson's and Spearman's correlation of the numbers with
// the scores of subscale s.
func (n *Numbers) Correlations(s mbi.Subscale, confidence float64) []Statistic {
	var scores []float64
	var size int64
	for k, count := range n.scores[s] {
		scores = append(scores, k.score.score(s))
		size += count
	}
	slices.Sort(scores)
	scores = slices.Compact(scores)
	joint := stats.Joint{}
	for k, count := range n.scores[s] {
		rank, _ := slices.BinarySearch(scores, k.score.score(s))
		joint.Count(k.x, rank, count)
	}
	pearson, ok := stats.Pearson(joint, scores, confidence)
	why := stats.Defined
	if !ok {
		why = stats.NoVariance
		if size < 3 {
			why = stats.TooFew
		}
	}
	spearman, _ := stats.Spearman(joint, confidence)
	return []Statistic{
		coefficient(PearsonR, size, pearson, "fisher z", why),
		coefficient(SpearmanRho, size, spearman, "fisher z, bonett-wright", why),
	}
}

func coefficient(name string, n int64, c stats.Correlation, method string, why stats.Reason) Statistic {
	s := test(name, n, c.R, c.P, method, why)
	s.Low, s.High = c.Low, c.High
	return s
}
