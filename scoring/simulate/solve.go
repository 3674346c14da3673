package simulate

import (
	"fmt"
	"math"
	"strconv"

	"burnout/mbi"
	"burnout/mbi/fault"
)

// cuts are the six latent values at which an item's answer rises by one.
type cuts [mbi.MaxAnswer]float64

// model is a population's law of answers. The latent value of an item is
// common·factor + own·(a normal part of its own), of variance 1.
type model struct {
	cuts        [3]cuts       // index = mbi.Subscale
	common, own [3]float64    // loadings of the items
	factor      [3][3]float64 // Cholesky factor of the factors' correlations
}

// draw draws the answers of one respondent.
func (m *model) draw(d *dice, a *mbi.Answers) {
	var z [3]float64
	for i := range z {
		z[i] = d.normal()
	}
	for _, s := range mbi.Subscales {
		factor := 0.0
		for i, l := range m.factor[s] {
			factor += mul(l, z[i])
		}
		s.Each(a, func(item int, _ mbi.Answer) {
			latent := mul(m.common[s], factor) + mul(m.own[s], d.normal())
			a[item-1] = m.cuts[s].answer(latent)
		})
	}
}

// answer returns how many cuts lie below a latent value.
func (c *cuts) answer(latent float64) mbi.Answer {
	var v mbi.Answer
	for _, cut := range c {
		if latent > cut {
			v++
		}
	}
	return v
}

// maxAlpha bounds alpha: above it, all answers of a respondent would be equal.
const maxAlpha = 0.99

// solve finds the model whose sums have the targets. With k items alike, of
// variance v and covariance c, the sum has variance S² = k v + k(k-1) c and
// alpha k² c / S²; so c = alpha S²/k² and v = S²/k - (k-1) c, and the covariance
// of items of two subscales is r S1 S2 / (k1 k2).
func solve(t *Targets) (*model, *fault.Fault) {
	if err := t.check(); err != nil {
		return nil, err
	}
	var m model
	var within [3]float64 // latent correlation of the items of a subscale
	for _, s := range mbi.Subscales {
		k, sd := float64(s.Len()), t.SD[s]
		m.cuts[s] = cutsFor(t.Mean[s]/k, t.itemVariance(s))
		// It is reached: towards 1 the covariance is v, which exceeds c.
		within[s], _ = latentFor(&m.cuts[s], &m.cuts[s], mul(t.Alpha[s], mul(sd, sd))/mul(k, k), 1)
		m.common[s], m.own[s] = math.Sqrt(within[s]), math.Sqrt(1-within[s])
	}
	var phi [3]float64 // correlation of the factors, index = Pair
	for _, p := range Pairs {
		if p == DPPA {
			if err := t.checkThird(&m, phi[EEDP], phi[EEPA]); err != nil {
				return nil, err
			}
		}
		r, err := t.between(p, &m)
		if err != nil {
			return nil, err
		}
		if r != 0 {
			a, b := p.Subscales()
			phi[p] = r / mul(m.common[a], m.common[b])
		}
	}
	m.factor = cholesky(phi)
	return &m, nil
}

// cholesky returns the lower triangle whose product with its transpose is the
// matrix of correlations phi, which must be one.
func cholesky(phi [3]float64) [3][3]float64 {
	side := math.Sqrt(1 - mul(phi[EEDP], phi[EEDP]))
	var rest float64
	if side > 0 {
		rest = (phi[DPPA] - mul(phi[EEDP], phi[EEPA])) / side
	}
	last := 1 - mul(phi[EEPA], phi[EEPA]) - mul(rest, rest)
	return [3][3]float64{{1}, {phi[EEDP], side}, {phi[EEPA], rest, math.Sqrt(max(0, last))}}
}

// checkThird refuses a third correlation that does not go with the first two,
// which gave the factors the correlations a and b: no matrix of correlations,
// which is positive definite, holds the three.
func (t *Targets) checkThird(m *model, a, b float64) *fault.Fault {
	middle, half := mul(a, b), math.Sqrt(mul(max(0, 1-mul(a, a)), max(0, 1-mul(b, b))))
	low, high := t.correlation(DPPA, m, middle-half), t.correlation(DPPA, m, middle+half)
	if r := t.Correlation[DPPA]; r >= low && r <= high {
		return nil
	}
	return &fault.Fault{File: "--correlation", Text: fmt.Sprintf("the three contradict each other: with ee-dp %.6g, ee-pa %.6g and these alphas, dp-pa lies from %s to %s, not at %.6g",
		t.Correlation[EEDP], t.Correlation[EEPA], inward(low, 1), inward(high, -1), t.Correlation[DPPA])}
}

// itemVariance is the variance that each item of a subscale must have.
func (t *Targets) itemVariance(s mbi.Subscale) float64 {
	return mul(mul(t.SD[s], t.SD[s]), t.own(s)) / float64(s.Len())
}

// own is 1 - alpha (k-1)/k, the part of the variance of the sum that is the
// items' own.
func (t *Targets) own(s mbi.Subscale) float64 {
	k := float64(s.Len())
	return 1 - mul(t.Alpha[s], k-1)/k
}

// between returns the latent correlation of the items of two subscales that
// gives their sums the target. It is at most that of items of one subscale, in
// the geometric mean of the two: there the factors correlate wholly.
func (t *Targets) between(p Pair, m *model) (float64, *fault.Fault) {
	a, b := p.Subscales()
	target := mul(t.Correlation[p], mul(t.SD[a], t.SD[b])) / float64(a.Len()*b.Len())
	r, ok := latentFor(&m.cuts[a], &m.cuts[b], target, mul(m.common[a], m.common[b]))
	if ok {
		return r, nil
	}
	bound, word, limit := inward(t.correlation(p, m, 1), -1), "above", "most"
	if target < 0 {
		bound, word, limit = inward(t.correlation(p, m, -1), 1), "below", "least"
	}
	return 0, &fault.Fault{File: "--correlation",
		Text: fmt.Sprintf("%v %.6g is %s %s, the %s that an alpha of %.6g and one of %.6g allow", p, t.Correlation[p], word, bound, limit, t.Alpha[a], t.Alpha[b]),
		Hint: "a higher --alpha of both allows more"}
}

// correlation returns the correlation of the sums of two subscales whose factors
// correlate by phi.
func (t *Targets) correlation(p Pair, m *model, phi float64) float64 {
	a, b := p.Subscales()
	c := covariance(&m.cuts[a], &m.cuts[b], mul(phi, mul(m.common[a], m.common[b])))
	return mul(c, float64(a.Len()*b.Len())) / mul(t.SD[a], t.SD[b])
}

// check refuses targets that no sums have.
func (t *Targets) check() *fault.Fault {
	for _, s := range mbi.Subscales {
		if err := t.checkSubscale(s); err != nil {
			return err
		}
	}
	for _, p := range Pairs {
		if r := t.Correlation[p]; !(r > -1 && r < 1) {
			return &fault.Fault{File: "--correlation", Text: fmt.Sprintf("%v %.6g, expected a number between -1 and 1", p, r)}
		}
	}
	return nil
}

// checkSubscale refuses a mean, SD or alpha that no sums of the subscale have. A
// variable from 0 to M of mean m has at most the variance m(M-m) (Bhatia & Davis,
// Am Math Mon 2000;107:353); a whole one at least f(1-f), f the fraction of m.
func (t *Targets) checkSubscale(s mbi.Subscale) *fault.Fault {
	mean, sd, alpha := t.Mean[s], t.SD[s], t.Alpha[s]
	k, most := float64(s.Len()), float64(s.Max())
	switch {
	case !(mean > 0 && mean < most):
		return &fault.Fault{File: "--mean", Text: fmt.Sprintf("%v %.6g, expected a number above 0 and below %v", s, mean, most)}
	case !(alpha >= 0 && alpha <= maxAlpha):
		return &fault.Fault{File: "--alpha", Text: fmt.Sprintf("%v %.6g, expected a number from 0 to %v", s, alpha, maxAlpha)}
	case !(sd > 0):
		return &fault.Fault{File: "--sd", Text: fmt.Sprintf("%v %.6g, expected a number above 0", s, sd)}
	}
	if bound := math.Sqrt(mul(mean, most-mean)); sd >= bound {
		return &fault.Fault{File: "--sd", Text: fmt.Sprintf("%v %.6g is above %s, the most that sums from 0 to %v with mean %.6g can have", s, sd, inward(bound, -1), most, mean)}
	}
	item := mean / k
	fraction := item - math.Floor(item)
	if bound := math.Sqrt(mul(k, mul(item, float64(mbi.MaxAnswer)-item)) / t.own(s)); sd >= bound {
		return &fault.Fault{File: "--sd", Text: fmt.Sprintf("%v %.6g is above %s, the most that mean %.6g and alpha %.6g allow", s, sd, inward(bound, -1), mean, alpha),
			Hint: "a higher --alpha allows a larger SD"}
	}
	if bound := math.Sqrt(mul(k, mul(fraction, 1-fraction)) / t.own(s)); sd <= bound {
		return &fault.Fault{File: "--sd", Text: fmt.Sprintf("%v %.6g is below %s, the least that %d items alike, answered in whole numbers, have with mean %.6g and alpha %.6g", s, sd, inward(bound, 1), s.Len(), mean, alpha),
			Hint: "a lower --alpha allows a smaller SD"}
	}
	return nil
}

// inward writes a bound with three decimals, rounded up (1) or down (-1) to the
// side on which it is kept.
func inward(bound float64, side int) string {
	v := mul(bound, 1000)
	if side > 0 {
		v = math.Ceil(v)
	} else {
		v = math.Floor(v)
	}
	return strconv.FormatFloat(v/1000, 'f', -1, 64)
}

// cutsFor returns the cuts that give an answer a mean and a variance: those of
// the latent value a + b z, z standard normal, rounded to a whole number from 0
// to 6. As b grows from 0 the variance grows from the least to the greatest that
// the mean allows.
func cutsFor(mean, variance float64) cuts {
	var c cuts
	low, high := 1.0/(1<<20), float64(1<<20)
	for {
		b := math.Sqrt(mul(low, high))
		if b <= low || b >= high {
			return c
		}
		c = centred(mean, b)
		if _, v := c.moments(); v < variance {
			low = b
		} else {
			high = b
		}
	}
}

// centred returns the cuts of spread b that give an answer a mean.
func centred(mean, b float64) cuts {
	low, high := -mul(10, b), mul(10, b)+float64(mbi.MaxAnswer)
	for {
		a := mul(0.5, low+high)
		var c cuts
		for i := range c {
			c[i] = (float64(i) + 0.5 - a) / b
		}
		if a <= low || a >= high {
			return c
		}
		if m, _ := c.moments(); m < mean {
			low = a
		} else {
			high = a
		}
	}
}

// moments returns the mean and the variance of an answer: with P(j) the
// probability of an answer of at least j, E X = Σ P(j) and E X² = Σ (2j-1) P(j).
func (c *cuts) moments() (mean, variance float64) {
	squares := 0.0
	for i, cut := range c {
		p := cumulative(-cut)
		mean += p
		squares += mul(float64(2*i+1), p)
	}
	return mean, squares - mul(mean, mean)
}

// The covariance of two answers whose latent values correlate by r is the sum,
// over the cuts x of one and y of the other, of P(X > x, Y > y) - P(X > x) P(Y > y),
// which is the integral from 0 to r of the bivariate normal density at (x, y)
// (Plackett, Biometrika 1954;41:351). With r = 2u/(1+u²) the integrand is smooth
// and needs no trigonometry.

// density is the derivative by u of the covariance.
func density(x, y *cuts, u float64) float64 {
	q := 1 + mul(u, u)
	r := mul(2, u) / q
	rest := (1 - mul(u, u)) / q
	rest = mul(rest, rest) // 1 - r²
	sum := 0.0
	for _, a := range x {
		for _, b := range y {
			d := a - b
			sum += exp(-mul(d, d)/mul(2, rest) - mul(a, b)/(1+r))
		}
	}
	return sum / mul(math.Pi, q)
}

// Nodes and weights of Gauss and Legendre with ten points, half of each.
var (
	nodes   = [...]float64{0.1488743389816312, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717}
	weights = [...]float64{0.2955242247147529, 0.2692667193099964, 0.2190863625159820, 0.1494513491505806, 0.0666713443086881}
)

// panel integrates the density from u to v.
func panel(x, y *cuts, u, v float64) float64 {
	middle, half := mul(0.5, u+v), mul(0.5, v-u)
	sum := 0.0
	for i, n := range nodes {
		d := mul(half, n)
		sum += mul(weights[i], density(x, y, middle-d)+density(x, y, middle+d))
	}
	return mul(half, sum)
}

// panels is into how many parts the way from r = 0 to 1 is cut for integration.
const panels = 32

// covariance returns the covariance of two answers whose latent values correlate
// by r.
func covariance(x, y *cuts, r float64) float64 {
	end := r / (1 + math.Sqrt(1-mul(r, r)))
	sum := 0.0
	for i := range panels {
		sum += panel(x, y, mul(end, float64(i))/panels, mul(end, float64(i+1))/panels)
	}
	return sum
}

// latentFor returns the latent correlation that gives two answers a covariance,
// which grows with it, and whether one up to the limit does.
func latentFor(x, y *cuts, target, limit float64) (r float64, ok bool) {
	if target == 0 {
		return 0, true
	}
	end := limit / (1 + math.Sqrt(1-mul(limit, limit)))
	if target < 0 {
		end = -end
	}
	sum := 0.0
	for i := range panels {
		from, to := mul(end, float64(i))/panels, mul(end, float64(i+1))/panels
		part := panel(x, y, from, to)
		if math.Abs(sum+part) >= math.Abs(target) {
			u := within(x, y, from, to, target-sum)
			return mul(2, u) / (1 + mul(u, u)), true
		}
		sum += part
	}
	return 0, false
}

// within returns where, between from and to, the integral of the density from
// there on reaches the target.
func within(x, y *cuts, from, to, target float64) float64 {
	low, high := from, to
	for {
		u := mul(0.5, low+high)
		if u == low || u == high {
			return u
		}
		if math.Abs(panel(x, y, from, u)) < math.Abs(target) {
			low = u
		} else {
			high = u
		}
	}
}
