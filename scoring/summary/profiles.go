package summary

import (
	"burnout/mbi"
	"burnout/scoring"
)

// Joint counts respondents by what they answered on the three subscales together,
// so that profiles follow from one pass, whatever the norms turn out to be. Make
// one with [NewJoint].
type Joint struct {
	Flow
	n map[joint]int64
}

// joint is what a respondent answered on each subscale: the sum of the answers
// given, and how many were. There are some six million of them.
type joint [3]struct{ sum, answered uint8 }

// NewJoint returns empty counts.
func NewJoint() *Joint { return &Joint{n: map[joint]int64{}} }

// Add counts one row. The answers must satisfy [mbi.Answers.Check].
func (j *Joint) Add(a *mbi.Answers) {
	if *a == none {
		j.withoutAnswers++
		return
	}
	var key joint
	complete := true
	for _, s := range mbi.Subscales {
		sum, answered := s.Sum(a)
		complete = complete && answered == s.Len()
		key[s].sum, key[s].answered = uint8(sum), uint8(answered)
	}
	if complete {
		j.complete++
	} else {
		j.incomplete++
	}
	j.n[key]++
}

// Merge adds the rows of o.
func (j *Joint) Merge(o *Joint) {
	j.Flow.merge(o.Flow)
	for key, n := range o.n {
		j.n[key] += n
	}
}

// complete reports whether every item of every subscale was answered.
func (k *joint) complete() bool {
	for _, s := range mbi.Subscales {
		if int(k[s].answered) < s.Len() {
			return false
		}
	}
	return true
}

// Norms returns the norms of the respondents scored on all three subscales, as
// [scoring.SampleNorms] does.
func (j *Joint) Norms() (norms *scoring.Norms, without mbi.Subscale, ok bool) {
	var sum, squares [3]int64
	for key, n := range j.n {
		if !key.complete() {
			continue
		}
		for s, v := range key {
			sum[s] += n * int64(v.sum)
			squares[s] += n * int64(v.sum) * int64(v.sum)
		}
	}
	return scoring.SampleNorms(j.Complete(), sum, squares)
}

// Profiles returns the share of each profile, by its index. Percentages are of
// the respondents scored on all three subscales; the bounds count among all of
// them, the norms being what they are.
func (j *Joint) Profiles(norms *scoring.Norms, rule scoring.ProfileRule, interval Interval) [len(scoring.Profiles)]Share {
	var counts [len(scoring.Profiles)]int64
	var bounds [len(scoring.Profiles)]Bounds
	for key, n := range j.n {
		found := key.profiles(norms, rule)
		for p := range found {
			if !found[p] {
				continue
			}
			bounds[p].Highest += n
			if only(found) {
				bounds[p].Lowest += n
			}
			if key.complete() {
				counts[p] += n
			}
		}
	}
	var shares [len(scoring.Profiles)]Share
	for p := range shares {
		shares[p] = interval.share(counts[p], j.Complete(), bounds[p])
	}
	return shares
}

// profiles returns which profiles the missing answers leave possible.
func (k *joint) profiles(norms *scoring.Norms, rule scoring.ProfileRule) (found [len(scoring.Profiles)]bool) {
	var can [3][2]bool // be low, be high
	for _, s := range mbi.Subscales {
		lowest := int(k[s].sum)
		highest := lowest + (s.Len()-int(k[s].answered))*int(mbi.MaxAnswer)
		can[s] = [2]bool{!norms.High(s, lowest), norms.High(s, highest)}
	}
	for i := range 8 {
		ee, dp, pa := i&1, i>>1&1, i>>2
		if can[mbi.EE][ee] && can[mbi.DP][dp] && can[mbi.PA][pa] {
			found[rule.Profile(ee == 1, dp == 1, pa == 1)] = true
		}
	}
	return found
}

// only reports whether one profile is possible.
func only(found [len(scoring.Profiles)]bool) bool {
	n := 0
	for _, f := range found {
		if f {
			n++
		}
	}
	return n == 1
}
