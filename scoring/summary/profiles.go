package summary

import (
	"math/big"

	"burnout/mbi"
	"burnout/scoring"
)

// Joint counts respondents by what they answered on the three subscales together,
// so that profiles follow from one pass, whatever the norms turn out to be. Make
// one with [NewJoint].
type Joint struct {
	Flow
	rule scoring.MissingRule
	n    map[joint]int64
}

// joint is what a respondent answered on each subscale. There are some six million
// of them, and in a cohort far fewer.
type joint [3]partial

// NewJoint returns empty counts under a rule for missing answers.
func NewJoint(rule scoring.MissingRule) *Joint { return &Joint{rule: rule, n: map[joint]int64{}} }

// Add counts one row. The answers must satisfy [mbi.Answers.Check].
func (j *Joint) Add(a *mbi.Answers) {
	scores := scoring.Scores(a)
	if !j.Flow.add(&scores) {
		return
	}
	var key joint
	for s, v := range scores {
		key[s] = partial{uint8(v.Lowest), uint8(v.Answered)}
	}
	j.n[key]++
}

// Merge adds the rows of o, counted under the same rule.
func (j *Joint) Merge(o *Joint) {
	j.Flow.merge(o.Flow)
	addMap(j.n, o.n)
}

// scores returns the scores of the three subscales.
func (k *joint) scores() (scores [3]scoring.Score) {
	for _, s := range mbi.Subscales {
		sum, missing := int(k[s].sum), s.Len()-int(k[s].answered)
		scores[s] = scoring.Score{Subscale: s, Answered: int(k[s].answered), Lowest: sum, Highest: sum + missing*int(mbi.MaxAnswer)}
	}
	return scores
}

// scored returns the scores of the three subscales, if all are scored.
func (k *joint) scored(rule scoring.MissingRule) ([3]scoring.Score, bool) {
	scores := k.scores()
	return scores, scoredAll(&scores, rule)
}

// Decided returns how many respondents are scored on all three subscales.
func (j *Joint) Decided() (n int64) {
	for key, count := range j.n {
		if _, ok := key.scored(j.rule); ok {
			n += count
		}
	}
	return n
}

// Norms returns the norms of the respondents scored on all three subscales, as
// [scoring.SampleNorms] does.
func (j *Joint) Norms() (norms *scoring.Norms, without mbi.Subscale, ok bool) {
	var sum, squares [3]*big.Rat
	for _, s := range mbi.Subscales {
		sum[s], squares[s] = new(big.Rat), new(big.Rat)
		for score, n := range j.fractions(s) {
			x, weighted := big.NewRat(int64(score[0]), int64(score[1])), big.NewRat(n, 1)
			weighted.Mul(weighted, x)
			sum[s].Add(sum[s], weighted)
			squares[s].Add(squares[s], weighted.Mul(weighted, x))
		}
	}
	return scoring.SampleNorms(j.Decided(), sum, squares)
}

// fractions counts the respondents scored on all three subscales by their score of
// one of them.
func (j *Joint) fractions(s mbi.Subscale) map[[2]int]int64 {
	counts := map[[2]int]int64{}
	for key, n := range j.n {
		if scores, ok := key.scored(j.rule); ok {
			numerator, denominator, _ := j.rule.Score(scores[s])
			counts[[2]int{numerator, denominator}] += n
		}
	}
	return counts
}

// Profiles returns the share of each profile, by its index. Percentages are of
// the respondents scored on all three subscales; the bounds count among all of
// them, the norms being what they are.
func (j *Joint) Profiles(norms *scoring.Norms, named scoring.ProfileRule, intervals Intervals) [len(scoring.Profiles)]Share {
	var counts [len(scoring.Profiles)]int64
	var bounds [len(scoring.Profiles)]Bounds
	for key, n := range j.n {
		found := key.possible(norms, named)
		for p := range found {
			if found[p] {
				bounds[p].Highest += n
			}
		}
		if p, ok := only(found); ok {
			bounds[p].Lowest += n
		}
		if scores, ok := key.scored(j.rule); ok {
			counts[profileOf(&scores, norms, named, j.rule)] += n
		}
	}
	var shares [len(scoring.Profiles)]Share
	decided := j.Decided()
	for p := range shares {
		shares[p] = intervals.Share(counts[p], decided, bounds[p])
	}
	return shares
}

// profileOf returns the profile of a respondent who is scored.
func profileOf(scores *[3]scoring.Score, norms *scoring.Norms, named scoring.ProfileRule, rule scoring.MissingRule) scoring.Profile {
	var high [3]bool
	for s, score := range scores {
		numerator, denominator, _ := rule.Score(score)
		high[s] = norms.High(score.Subscale, numerator, denominator)
	}
	return named.Profile(high[mbi.EE], high[mbi.DP], high[mbi.PA])
}

// possible returns which profiles the missing answers leave possible.
func (k *joint) possible(norms *scoring.Norms, named scoring.ProfileRule) (found [len(scoring.Profiles)]bool) {
	var can [3][2]bool // be low, be high
	for s, score := range k.scores() {
		can[s] = [2]bool{score.Lowest < norms.Cuts[s], score.Highest >= norms.Cuts[s]}
	}
	for i := range 8 {
		ee, dp, pa := i&1, i>>1&1, i>>2
		if can[mbi.EE][ee] && can[mbi.DP][dp] && can[mbi.PA][pa] {
			found[named.Profile(ee == 1, dp == 1, pa == 1)] = true
		}
	}
	return found
}

// only returns the profile that is possible, if it is the only one.
func only(found [len(scoring.Profiles)]bool) (one scoring.Profile, ok bool) {
	n := 0
	for p := range found {
		if found[p] {
			one = scoring.Profile(p)
			n++
		}
	}
	return one, n == 1
}
