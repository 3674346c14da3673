package published

import (
	"iter"
	"math/big"
)

// Means and SDs of whole numbers. Of n scores from 0 to m, each a whole number,
// the sum S is a whole number, which few printed means allow (GRIM: Brown &
// Heathers, Soc Psychol Personal Sci 2017;8:363); the sum of squares Q is one as
// well, as odd or even as S, within the bounds that S sets, which few printed SDs
// allow (GRIMMER: Anaya, PeerJ Preprints 2016;4:e2400v1; in its analytic form
// Allard 2018). Those conditions are necessary, not sufficient. What they do not
// rule out is decided by looking for the scores themselves.

// sums returns the sums of n scores from 0 to most whose mean, divided by per,
// rounds to the printed one: (2V-1)·n·per <= 2·10^d·S <= (2V+1)·n·per.
func sums(mean Decimal, n, per, most int) Range {
	size := big.NewInt(int64(n) * int64(per))
	low := new(big.Int).Mul(big.NewInt(2*mean.digits-1), size)
	high := new(big.Int).Mul(big.NewInt(2*mean.digits+1), size)
	return span(low, high, big.NewInt(2*mean.unit()), 0, n*most)
}

// anyMean reports whether every mean with these decimals has a sum at n.
func anyMean(mean Decimal, n, per int) bool { return int64(n)*int64(per) >= mean.unit() }

// squares returns the sums of squares Q of n scores with the sum S whose SD,
// divided by per, rounds to the printed one. With V the digits and d the decimals
// of the SD and f its divisor, n-1 or n, (2V-1)²·nf·per² <= 4·10^2d·(nQ-S²) <=
// (2V+1)²·nf·per². Where f is 0 there is none.
func squares(sd Decimal, n, divisor, per, most, sum int) Range {
	if divisor < 1 {
		return Range{1, 0}
	}
	low, high, step := spreadSpan(sd, n, divisor, per)
	base := new(big.Int).Mul(big.NewInt(int64(sum)), big.NewInt(int64(sum)))
	base.Mul(base, step)
	step.Mul(step, big.NewInt(int64(n)))
	least, greatest := squareBounds(n, sum, most)
	return span(low.Add(low, base), high.Add(high, base), step, least, greatest)
}

// spreadSpan returns the ends of what 4·10^2d·(nQ-S²) is for a printed SD, and
// 4·10^2d.
func spreadSpan(sd Decimal, n, divisor, per int) (low, high, step *big.Int) {
	end := func(digits int64) *big.Int {
		v := big.NewInt(max(digits, 0))
		v.Mul(v, v)
		v.Mul(v, big.NewInt(int64(n)*int64(divisor)))
		return v.Mul(v, big.NewInt(int64(per)*int64(per)))
	}
	step = big.NewInt(4 * sd.unit())
	return end(2*sd.digits - 1), end(2*sd.digits + 1), step.Mul(step, big.NewInt(sd.unit()))
}

// outOfReach reports whether an SD with the divisor n-1 or n is one that n whole
// scores from 0 to most cannot have whatever their sum: above that of scores half
// of which are at either end, or between 0 and that of scores of which one differs
// by 1.
func outOfReach(sd Decimal, n, divisor, per, most int) bool {
	low, high, step := spreadSpan(sd, n, divisor, per)
	half := n / 2
	_, squares := squareBounds(n, half*most, most)
	greatest, least := big.NewInt(int64(n*squares-half*most*half*most)), big.NewInt(int64(n-1))
	return low.Cmp(greatest.Mul(greatest, step)) > 0 || low.Sign() > 0 && high.Cmp(least.Mul(least, step)) < 0
}

// squareBounds returns the least and the greatest sum of squares of n scores from
// 0 to most with the given sum: all as equal as they can be, and all but one at
// an end.
func squareBounds(n, sum, most int) (least, greatest int) {
	each, left := sum/n, sum%n
	full, rest := sum/most, sum%most
	return n*each*each + left*(2*each+1), full*most*most + rest*rest
}

// Verdict says whether a printed figure is possible.
type Verdict int

// The verdicts. Undecided is said of what nothing printed decides, and of an SD
// that no known condition rules out and for which no scores were found.
const (
	Possible Verdict = iota
	Impossible
	Undecided
	CutOff   // possible only if the digits were cut off instead of rounded
	DivisorN // an SD that is possible only with the divisor n instead of n-1
)

// String returns the name used in machine formats.
func (v Verdict) String() string {
	return [...]string{"possible", "impossible", "undecided", "cut-off", "divisor-n"}[v]
}

// effort bounds how many scores are tried in the search of one SD.
const effort = 400_000

// spread decides whether n scores from 0 to most with a sum in the given range
// can have the printed SD: possible where such scores are found, impossible
// where there are none, undecided where the search was given up.
func spread(sd Decimal, n, per, most int, sums Range) Verdict {
	v := spreadOver(sd, n, n-1, per, most, sums)
	if v == Impossible && spreadOver(sd, n, n, per, most, sums) == Possible {
		return DivisorN
	}
	return v
}

// spreadOver is spread of an SD with a divisor.
func spreadOver(sd Decimal, n, divisor, per, most int, sums Range) Verdict {
	s := search{most: most, left: effort, failed: map[state]bool{}}
	for sum := range fromMiddle(sums) {
		if s.left--; s.left <= 0 {
			return Undecided
		}
		all := squares(sd, n, divisor, per, most, sum)
		if least, greatest := squareBounds(n, sum, most); all.Holds(least) || all.Holds(greatest) {
			return Possible // there are scores with either
		}
		for q := range fromMiddle(all) {
			if s.find(state{n, sum, q}) {
				return Possible
			}
			if s.left--; s.left <= 0 {
				return Undecided
			}
		}
	}
	return Impossible
}

// fromMiddle visits a range from its middle to its ends: possible figures are
// likelier there.
func fromMiddle(r Range) iter.Seq[int] {
	return func(yield func(int) bool) {
		middle := r.Lowest + (r.Highest-r.Lowest)/2
		for d := 0; !r.Empty() && (middle-d >= r.Lowest || middle+d <= r.Highest); d++ {
			if middle-d >= r.Lowest && !yield(middle-d) {
				return
			}
			if d > 0 && middle+d <= r.Highest && !yield(middle+d) {
				return
			}
		}
	}
}

// state is what n scores must add up to.
type state struct{ n, sum, squares int }

// search looks for whole scores, and remembers where there are none.
type search struct {
	most, left int
	failed     map[state]bool
}

// find reports whether there are scores for the state. It takes scores one by
// one, each such that the others still can have what is left; first those far
// from the mean, until equal scores are left.
func (s *search) find(at state) bool {
	if at.n == 0 {
		return at.sum == 0 && at.squares == 0
	}
	if s.left <= 0 || s.failed[at] {
		return false
	}
	for low, high := 0, s.most; low <= high; {
		x := high
		if at.sum-at.n*low > at.n*high-at.sum {
			x = low
			low++
		} else {
			high--
		}
		next := state{at.n - 1, at.sum - x, at.squares - x*x}
		if !s.within(next) {
			continue
		}
		if s.left--; s.find(next) {
			return true
		}
	}
	if s.left > 0 {
		s.failed[at] = true
	}
	return false
}

// within reports whether a state meets the conditions that are necessary.
func (s *search) within(at state) bool {
	if at.n == 0 {
		return at.sum == 0 && at.squares == 0
	}
	if at.sum < 0 || at.sum > at.n*s.most || (at.squares-at.sum)%2 != 0 {
		return false
	}
	least, greatest := squareBounds(at.n, at.sum, s.most)
	return least <= at.squares && at.squares <= greatest
}
