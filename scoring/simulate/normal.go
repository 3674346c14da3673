package simulate

import (
	"math"
	"math/bits"
	"math/rand/v2"
)

// The same seed must give the same file on every machine, so every float is
// computed by operations whose result is fixed to the last bit: + - * /, square
// roots, and math.Floor, Frexp and Ldexp, which are exact. Two things would break
// that. A compiler may fuse a product and a sum into one operation that rounds
// once (Go does on arm64, not on amd64), which the conversion in mul forbids; so
// a float product is written mul(a, b) in all that an answer depends on. And
// math.Exp, Log, Sin and Erf are assembly on some machines and fused on others,
// so the few functions needed are written here.

// mul returns a*b, rounded: the conversion forbids the compiler to fuse it.
func mul(a, b float64) float64 { return float64(a * b) }

// exp returns e^x for x <= 0, with a relative error of a few units in the last
// place; 0 below e^-700.
func exp(x float64) float64 {
	const (
		ln2High = 6.93147180369123816490e-01 // its last 21 bits are 0: k ln2High is exact
		ln2Low  = 1.90821492927058770002e-10
	)
	if x < -700 {
		return 0
	}
	k := math.Floor(x/math.Ln2 + 0.5)
	r := (x - mul(k, ln2High)) - mul(k, ln2Low)
	y := 1.0
	for i := 14.0; i >= 1; i-- { // |r| < 0.35: the 15th term is below 2^-60
		y = 1 + mul(r, y)/i
	}
	return math.Ldexp(y, int(k))
}

// log returns the natural logarithm of x > 0 by the series of atanh.
func log(x float64) float64 {
	f, e := math.Frexp(x)
	if f < math.Sqrt2/2 {
		f, e = mul(f, 2), e-1
	}
	s := (f - 1) / (f + 1)
	square := mul(s, s) // < 0.0295
	sum := 0.0
	for i := 23.0; i >= 1; i -= 2 {
		sum = 1/i + mul(square, sum)
	}
	return mul(float64(e), math.Ln2) + mul(mul(2, s), sum)
}

// cumulative returns the standard normal distribution function at x, with an
// absolute error below 1e-14 (Marsaglia, J Stat Softw 2004;11(4)).
func cumulative(x float64) float64 {
	switch {
	case x < -8.5:
		return 0
	case x > 8.5:
		return 1
	}
	const logRoot2Pi = 0.91893853320467274178
	square := mul(x, x)
	sum, before, term := x, 0.0, x
	for i := 3.0; sum != before; i += 2 {
		term = mul(term, square/i)
		sum, before = sum+term, sum
	}
	return 0.5 + mul(sum, exp(-mul(0.5, square)-logRoot2Pi))
}

// dice draws numbers from one stream of a seed. The streams of a seed are
// independent, so that asking for missing answers changes no answer.
type dice struct {
	source *rand.PCG
	spare  float64
	kept   bool
}

// The streams of a seed.
const (
	answerStream  = 0x616e7377657273 // "answers"
	groupStream   = 0x67726f757073   // "groups"
	missingStream = 0x6d697373696e67 // "missing"
)

func newDice(seed, stream uint64) *dice { return &dice{source: rand.NewPCG(seed, stream)} }

// below returns a whole number from 0 to n-1, each equally likely to 2^-40 for
// the n of a cohort.
func (d *dice) below(n int) int {
	high, _ := bits.Mul64(d.source.Uint64(), uint64(n))
	return int(high)
}

// chance reports true with probability p.
func (d *dice) chance(p float64) bool { return d.uniform() < p }

// uniform returns a number from 0 up to 1, a multiple of 2^-53.
func (d *dice) uniform() float64 { return mul(float64(d.source.Uint64()>>11), 1.0/(1<<53)) }

// normal returns a standard normal deviate by the polar method (Marsaglia & Bray,
// SIAM Rev 1964;6:260).
func (d *dice) normal() float64 {
	if d.kept {
		d.kept = false
		return d.spare
	}
	for {
		x, y := mul(2, d.uniform())-1, mul(2, d.uniform())-1
		s := mul(x, x) + mul(y, y)
		if s >= 1 || s == 0 {
			continue
		}
		scale := math.Sqrt(mul(-2, log(s)) / s)
		d.spare, d.kept = mul(y, scale), true
		return mul(x, scale)
	}
}
