package stats

import (
	"math"
	"math/rand/v2"
)

// ChiSquareTest is a test of independence of the rows and columns of a table.
type ChiSquareTest struct {
	ChiSquare float64
	DF        int
	P         float64
	V         float64 // Cramér's, 0 to 1
	Expected  [][]float64
	Below5    int // how many expected counts are below 5, where the approximation is doubtful
}

// margins returns the sums of the rows, of the columns and of all.
func margins(table [][]int64) (rows, columns []int64, n int64, why Reason) {
	if len(table) < 2 || len(table[0]) < 2 {
		return nil, nil, 0, TooFew
	}
	rows, columns = make([]int64, len(table)), make([]int64, len(table[0]))
	for i, row := range table {
		for j, c := range row {
			rows[i] += c
			columns[j] += c
			n += c
		}
	}
	for _, sums := range [][]int64{rows, columns} {
		for _, sum := range sums {
			if sum == 0 {
				return nil, nil, 0, EmptyMargin
			}
		}
	}
	return rows, columns, n, Defined
}

// chiSquare returns Σ(O-E)²/E, E = row · column / n.
func chiSquare(table [][]int64, rows, columns []int64, n int64) float64 {
	var sum float64
	for i, row := range table {
		for j, c := range row {
			e := float64(rows[i]) * float64(columns[j]) / float64(n)
			d := float64(c) - e
			sum += d * d / e
		}
	}
	return sum
}

// ChiSquare returns Pearson's test without continuity correction,
// χ² = Σ(O-E)²/E with (r-1)(c-1) degrees of freedom (Pearson, Philos Mag
// 1900;50:157), and Cramér's V = √(χ²/(n min(r-1, c-1))) (Cramér, Mathematical
// Methods of Statistics 1946, p. 282). Undefined for fewer than 2 rows or columns
// and where a row or a column is empty.
func ChiSquare(table [][]int64) (ChiSquareTest, Reason) {
	rows, columns, n, why := margins(table)
	if why != Defined {
		return ChiSquareTest{}, why
	}
	test := ChiSquareTest{
		ChiSquare: chiSquare(table, rows, columns, n),
		DF:        (len(rows) - 1) * (len(columns) - 1),
	}
	test.P = chiSquareTail(test.ChiSquare, float64(test.DF))
	test.V = math.Sqrt(test.ChiSquare / (float64(n) * float64(min(len(rows), len(columns))-1)))
	for _, r := range rows {
		expected := make([]float64, len(columns))
		for j, c := range columns {
			expected[j] = float64(r) * float64(c) / float64(n)
			if expected[j] < 5 {
				test.Below5++
			}
		}
		test.Expected = append(test.Expected, expected)
	}
	return test, Defined
}

// tieTolerance makes two probabilities equal that differ by rounding, as R's
// fisher.test does.
const tieTolerance = 1 + 1e-7

// FisherExact returns the two-sided p of a 2×2 table: the probability, given the
// margins, of the tables that are no more probable than this one (Fisher,
// Statistical Methods, 5th ed. 1934), as R's fisher.test. Undefined where a row
// or a column is empty.
func FisherExact(table [2][2]int64) (float64, Reason) {
	a, b, c, d := table[0][0], table[0][1], table[1][0], table[1][1]
	draws, successes, n := a+b, a+c, a+b+c+d
	if draws == 0 || successes == 0 || draws == n || successes == n {
		return 0, EmptyMargin
	}
	h := hypergeometric{draws, successes, n}
	var here float64
	h.outward(func(x int64, w float64) {
		if x == a {
			here = w
		}
	})
	var some, all float64
	h.outward(func(_ int64, w float64) {
		all += w
		if w <= here*tieTolerance {
			some += w
		}
	})
	return some / all, Defined
}

// hypergeometric is the number of successes among draws from n without replacement.
type hypergeometric struct{ draws, successes, n int64 }

func (h hypergeometric) low() int64  { return max(0, h.draws+h.successes-h.n) }
func (h hypergeometric) high() int64 { return min(h.draws, h.successes) }

func (h hypergeometric) mode() int64 {
	m := float64(h.draws+1) * float64(h.successes+1) / float64(h.n+2)
	return min(max(int64(m), h.low()), h.high())
}

// ratio returns p(x+1)/p(x).
func (h hypergeometric) ratio(x int64) float64 {
	return float64(h.draws-x) * float64(h.successes-x) / (float64(x+1) * float64(h.n-h.draws-h.successes+x+1))
}

func (h hypergeometric) outward(visit func(x int64, weight float64)) {
	outward(h.low(), h.mode(), h.high(), h.ratio, visit)
}

// random draws by inversion from the mode to both sides in turn, some standard
// deviations of steps.
func (h hypergeometric) random(r *rand.Rand) int64 {
	mode, low, high := h.mode(), h.low(), h.high()
	choose := func(n, k int64) float64 {
		return logFactorial(n) - logFactorial(k) - logFactorial(n-k)
	}
	p := math.Exp(choose(h.successes, mode) + choose(h.n-h.successes, h.draws-mode) - choose(h.n, h.draws))
	u := r.Float64() - p
	up, down, pUp, pDown := mode, mode, p, p
	for u >= 0 && (up < high || down > low) {
		if up < high {
			pUp *= h.ratio(up)
			up++
			if u -= pUp; u < 0 {
				return up
			}
		}
		if down > low {
			down--
			pDown /= h.ratio(down)
			if u -= pDown; u < 0 {
				return down
			}
		}
	}
	return mode
}

func logFactorial(n int64) float64 {
	v, _ := math.Lgamma(float64(n + 1))
	return v
}

// MonteCarloTest is a test of independence by random tables.
type MonteCarloTest struct {
	P          float64
	Replicates int
	Seed       uint64
}

// ChiSquareMonteCarlo returns the p of χ² from random tables with the margins of
// this one, (1 + how many have a χ² as large) / (1 + replicates) (Hope, J R Stat
// Soc B 1968;30:582), as R's chisq.test with simulate.p.value. The tables come
// from PCG with the given seed, so that the same seed gives the same p. Undefined
// as ChiSquare is.
func ChiSquareMonteCarlo(table [][]int64, replicates int, seed uint64) (MonteCarloTest, Reason) {
	rows, columns, n, why := margins(table)
	if why != Defined {
		return MonteCarloTest{}, why
	}
	// A table that is as far from independence must count as such after rounding.
	const almost = 1 - 64*0x1p-52
	least := almost * chiSquare(table, rows, columns, n)
	random := make([][]int64, len(rows))
	for i := range random {
		random[i] = make([]int64, len(columns))
	}
	source := rand.New(rand.NewPCG(seed, 0))
	count := 0
	for range replicates {
		fill(random, rows, columns, n, source)
		if chiSquare(random, rows, columns, n) >= least {
			count++
		}
	}
	return MonteCarloTest{float64(1+count) / float64(1+replicates), replicates, seed}, Defined
}

// fill draws a table with the given margins, each cell given those before it
// (Patefield, Applied Statistics 1981;30:91).
func fill(table [][]int64, rows, columns []int64, n int64, r *rand.Rand) {
	left := append([]int64(nil), columns...) // what each column still has to give
	for i, draws := range rows {
		among := n // in this column and those after it
		for j := range columns {
			x := hypergeometric{draws, left[j], among}.random(r)
			table[i][j] = x
			draws -= x
			among -= left[j]
			left[j] -= x
		}
		n -= rows[i]
	}
}

// Estimate is a number with its interval.
type Estimate struct {
	Value    float64
	Interval Interval
}

// The 2×2 tables below have a row for each of two groups; column 0 counts those
// with the event, column 1 those without.

// RiskDifference returns p1 - p2 with Newcombe's score interval, method 10:
// d - √((p1-l1)² + (u2-p2)²) to d + √((u1-p1)² + (p2-l2)²), l and u the Wilson
// limits of each (Newcombe, Stat Med 1998;17:873). Undefined for an empty group.
func RiskDifference(table [2][2]int64, confidence float64) (Estimate, Reason) {
	a, b := table[0], table[1]
	first, ok1 := Wilson.Interval(a[0], a[0]+a[1], confidence)
	second, ok2 := Wilson.Interval(b[0], b[0]+b[1], confidence)
	if !ok1 || !ok2 {
		return Estimate{}, EmptyMargin
	}
	p1, p2 := risk(a), risk(b)
	return Estimate{p1 - p2, Interval{
		p1 - p2 - math.Hypot(p1-first.Low, second.High-p2),
		p1 - p2 + math.Hypot(first.High-p1, p2-second.Low),
	}}, Defined
}

func risk(group [2]int64) float64 { return float64(group[0]) / float64(group[0]+group[1]) }

// RiskRatio returns p1/p2 with the Wald interval of its logarithm, SE =
// √(1/x1 - 1/n1 + 1/x2 - 1/n2) (Katz et al., Biometrics 1978;34:469). Undefined
// for an empty group, a group without the event, and two groups wholly with it.
func RiskRatio(table [2][2]int64, confidence float64) (Estimate, Reason) {
	a, b := table[0], table[1]
	switch {
	case a[0]+a[1] == 0 || b[0]+b[1] == 0:
		return Estimate{}, EmptyMargin
	case a[0] == 0 || b[0] == 0 || a[1] == 0 && b[1] == 0:
		return Estimate{}, ZeroCell
	}
	// 1/x - 1/n without the loss of a difference.
	part := func(g [2]int64) float64 { return float64(g[1]) / (float64(g[0]) * float64(g[0]+g[1])) }
	return logWald(risk(a)/risk(b), math.Sqrt(part(a)+part(b)), confidence), Defined
}

// OddsRatio returns (a d)/(b c) with the Wald interval of its logarithm, SE =
// √(1/a + 1/b + 1/c + 1/d) (Woolf, Ann Hum Genet 1955;19:251). Undefined for an
// empty group and where a cell is zero.
func OddsRatio(table [2][2]int64, confidence float64) (Estimate, Reason) {
	a, b := table[0], table[1]
	switch {
	case a[0]+a[1] == 0 || b[0]+b[1] == 0:
		return Estimate{}, EmptyMargin
	case a[0] == 0 || a[1] == 0 || b[0] == 0 || b[1] == 0:
		return Estimate{}, ZeroCell
	}
	var sum float64
	for _, c := range []int64{a[0], a[1], b[0], b[1]} {
		sum += 1 / float64(c)
	}
	odds := func(g [2]int64) float64 { return float64(g[0]) / float64(g[1]) }
	return logWald(odds(a)/odds(b), math.Sqrt(sum), confidence), Defined
}

func logWald(ratio, se, confidence float64) Estimate {
	factor := math.Exp(normalQuantile(1-(1-confidence)/2) * se)
	return Estimate{ratio, Interval{ratio / factor, ratio * factor}}
}
