package scoring

import (
	"fmt"
	"strconv"
	"strings"
)

// MissingRule says when a subscale with missing answers is scored: where at most
// so many are missing, by proration. The zero value is "complete": only where all
// items are answered. No rule is attributed to the manual.
type MissingRule struct{ most int }

// mostMissing leaves an answer in the shortest subscale.
const mostMissing = 4

// ParseMissingRule reads the value of --missing.
func ParseMissingRule(s string) (MissingRule, error) {
	if s == "complete" {
		return MissingRule{}, nil
	}
	if number, ok := strings.CutPrefix(s, "prorate="); ok {
		if n, err := strconv.Atoi(number); err == nil && n >= 1 && n <= mostMissing {
			return MissingRule{n}, nil
		}
		return MissingRule{}, fmt.Errorf("%q is no number of items that may be missing in a subscale, expected prorate=1 to prorate=%d", number, mostMissing)
	}
	return MissingRule{}, fmt.Errorf("unknown rule %q, expected complete or prorate=N", s)
}

// String returns the rule as --missing takes it.
func (r MissingRule) String() string {
	if r.most == 0 {
		return "complete"
	}
	return fmt.Sprintf("prorate=%d", r.most)
}

// Most returns how many answers may be missing in a subscale that is scored, 0 to
// 4.
func (r MissingRule) Most() int { return r.most }

// Scores reports whether the subscale is scored.
func (r MissingRule) Scores(s Score) bool {
	return s.Complete() || s.Answered > 0 && s.Subscale.Len()-s.Answered <= r.most
}

// Score returns the score as a fraction: the sum, or where answers are missing
// the sum of those given × items / answered. It is not rounded.
func (r MissingRule) Score(s Score) (numerator, denominator int, ok bool) {
	if s.Complete() {
		return s.Lowest, 1, true
	}
	return s.Lowest * s.Subscale.Len(), s.Answered, r.Scores(s)
}

// Level returns the level of a score under the table t, and whether there is one.
func (r MissingRule) Level(s Score, t *Thresholds) (Level, bool) {
	n, d, ok := r.Score(s)
	if !ok {
		return Low, false
	}
	// A score between two sums has not reached the level of the higher one.
	return t.Level(s.Subscale, n/d), true
}

// Dimensions returns how many dimensions lie on their burnout side, 0 to 3, and
// whether that is known: all three subscales must be scored.
func (r MissingRule) Dimensions(scores *[3]Score, t *Thresholds) (int, bool) {
	n := 0
	for _, s := range scores {
		l, ok := r.Level(s, t)
		if !ok {
			return 0, false
		}
		if Affected(s.Subscale, l) {
			n++
		}
	}
	return n, true
}
