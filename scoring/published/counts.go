package published

import "math/big"

// The counts behind a percentage. A count k of n stands for a printed percentage
// if 100k/n rounds to it at its decimals. Reports round exact halves up, to even
// or not at all, so a half is accepted for both neighbours; a percentage that
// was cut off instead of rounded is told apart.

// counts returns the counts of n whose percentage rounds to p:
// (2V-1)·n <= 200·10^d·k <= (2V+1)·n, V the digits of p and d its decimals.
func counts(p Decimal, n int) Range {
	size := big.NewInt(int64(n))
	low := new(big.Int).Mul(big.NewInt(2*p.digits-1), size)
	high := new(big.Int).Mul(big.NewInt(2*p.digits+1), size)
	return span(low, high, big.NewInt(200*p.unit()), 0, n)
}

// cutCounts returns the counts of n whose percentage gives p when the digits
// after it are cut off: V·n <= 100·10^d·k < (V+1)·n.
func cutCounts(p Decimal, n int) Range {
	size := big.NewInt(int64(n))
	low := new(big.Int).Mul(big.NewInt(p.digits), size)
	high := new(big.Int).Mul(big.NewInt(p.digits+1), size)
	return span(low, high.Sub(high, big.NewInt(1)), big.NewInt(100*p.unit()), 0, n)
}

// anyPercentage reports whether every percentage with the decimals of p has a
// count at n, so that none can be found impossible.
func anyPercentage(p Decimal, n int) bool { return int64(n) >= 100*p.unit() }

// Fit is a number of persons at which a printed figure is possible.
type Fit struct {
	Sample int // index of the study's sample, or -1 where it is none of them
	N      int
	Counts Range // the counts, or for a mean the sums
}

// farthest is how far from the printed n another is looked for.
const farthest = 1000

// nearest returns the nearest n below and above the given one at which a figure
// is possible, as far as there are such.
func nearest(n int, at func(n int) Range) []Fit {
	var fits []Fit
	for _, step := range []int{-1, 1} {
		for m := n + step; m > 0 && m <= MaxN && m-n >= -farthest && m-n <= farthest; m += step {
			if r := at(m); !r.Empty() {
				fits = append(fits, Fit{-1, m, r})
				break
			}
		}
	}
	return fits
}

// sizes returns the n up to [MaxN] at which k persons are p percent. They are
// consecutive: (2V-1)·n <= 200·10^d·k <= (2V+1)·n.
func sizes(p Decimal, k int) Range {
	if k == 0 || p.digits < 0 {
		return Range{1, 0}
	}
	parts := big.NewInt(200 * p.unit())
	parts.Mul(parts, big.NewInt(int64(k)))
	from := new(big.Int).Neg(parts)
	from.Div(from, big.NewInt(2*p.digits+1)).Neg(from)
	to := big.NewInt(MaxN)
	if p.digits > 0 {
		to.Div(parts, big.NewInt(2*p.digits-1))
	}
	if from.Cmp(big.NewInt(MaxN)) > 0 {
		return Range{1, 0}
	}
	if to.Cmp(big.NewInt(MaxN)) > 0 {
		to.SetInt64(MaxN)
	}
	return Range{max(k, int(from.Int64())), int(to.Int64())}
}
