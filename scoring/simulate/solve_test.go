package simulate

import (
	"encoding/csv"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"burnout/mbi"
	"burnout/mbi/fault"
)

// The functions that are written here, against those of the standard library.
func TestFunctionsEqualTheLibrarys(t *testing.T) {
	for x := -40.0; x <= 0; x += 0.0037 {
		if got, want := exp(x), math.Exp(x); math.Abs(got/want-1) > 1e-14 {
			t.Fatalf("exp(%v) = %v, want %v", x, got, want)
		}
	}
	for x := 1e-12; x < 100; x *= 1.013 {
		if got, want := log(x), math.Log(x); math.Abs(got-want) > 1e-15*max(1, math.Abs(want))*4 {
			t.Fatalf("log(%v) = %v, want %v", x, got, want)
		}
	}
	for x := -10.0; x <= 10; x += 0.0037 {
		if got, want := cumulative(x), math.Erfc(-x/math.Sqrt2)/2; math.Abs(got-want) > 1e-14 {
			t.Fatalf("cumulative(%v) = %v, want %v", x, got, want)
		}
	}
}

func TestCovarianceEqualsR(t *testing.T) {
	f, err := os.Open("../../testdata/reference/simulate.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatal(len(rows), err)
	}
	number := func(s string) float64 {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	six := func(s string) (c cuts) {
		for i, w := range strings.Fields(s) {
			c[i] = number(w)
		}
		return c
	}
	for _, row := range rows[1:] {
		r, x, y, want := number(row[0]), six(row[1]), six(row[2]), number(row[3])
		if got := covariance(&x, &y, r); math.Abs(got-want) > 1e-10 {
			t.Errorf("r %v: %v, want %v", r, got, want)
		}
		if got, ok := latentFor(&x, &y, want, 1); !ok || math.Abs(got-r) > 1e-9 {
			t.Errorf("covariance %v: r %v, want %v", want, got, r)
		}
	}
}

// both returns P(X > x, Y > y) of the standard bivariate normal distribution by
// Simpson's rule over X: another way than the one by which models are solved.
func both(x, y, r float64) float64 {
	const n = 400
	const end = 9.0
	if x >= end {
		return 0
	}
	from := max(x, -end)
	h, sum := (end-from)/n, 0.0
	for i := 0; i <= n; i++ {
		z := from + h*float64(i)
		weight := 2 + 2*float64(i%2)
		if i == 0 || i == n {
			weight = 1
		}
		sum += weight * math.Exp(-z*z/2) * math.Erfc((y-r*z)/math.Sqrt(2*(1-r*r)))
	}
	return sum * h / 3 / 2 / math.Sqrt(2*math.Pi)
}

// product returns E XY of two answers whose latent values correlate by r.
func product(x, y *cuts, r float64) float64 {
	sum := 0.0
	for _, a := range x {
		for _, b := range y {
			sum += both(a, b, r)
		}
	}
	return sum
}

// have computes what the sums of a model have.
func have(m *model) (t Targets) {
	var items [3]float64
	for _, s := range mbi.Subscales {
		k := float64(s.Len())
		mean, v := m.cuts[s].moments()
		items[s] = mean
		c := product(&m.cuts[s], &m.cuts[s], m.common[s]*m.common[s]) - mean*mean
		sum := k*v + k*(k-1)*c
		t.Mean[s], t.SD[s], t.Alpha[s] = k*mean, math.Sqrt(sum), k/(k-1)*(1-k*v/sum)
	}
	for _, p := range Pairs {
		a, b := p.Subscales()
		phi := 0.0
		for i := range m.factor[a] {
			phi += m.factor[a][i] * m.factor[b][i]
		}
		c := product(&m.cuts[a], &m.cuts[b], phi*m.common[a]*m.common[b]) - items[a]*items[b]
		t.Correlation[p] = c * float64(a.Len()*b.Len()) / t.SD[a] / t.SD[b]
	}
	return t
}

// Whatever targets can be reached, the sums of the model have them, computed in
// another way; what cannot is refused.
func TestModelsHaveTheTargets(t *testing.T) {
	solved := 0
	rapid.Check(t, func(t *rapid.T) {
		var want Targets
		for _, s := range mbi.Subscales {
			k, most := float64(s.Len()), float64(s.Max())
			mean := rapid.Float64Range(0.03, 0.97).Draw(t, "mean") * most
			alpha := rapid.Float64Range(0, 0.97).Draw(t, "alpha")
			item := mean / k
			_, f := math.Modf(item)
			own := 1 - alpha*(k-1)/k
			least, greatest := math.Sqrt(k*f*(1-f)/own), math.Sqrt(k*item*(6-item)/own)
			want.Mean[s], want.Alpha[s] = mean, alpha
			want.SD[s] = least + rapid.Float64Range(0.05, 0.95).Draw(t, "sd")*(greatest-least)
		}
		for _, p := range Pairs {
			a, b := p.Subscales()
			want.Correlation[p] = rapid.Float64Range(-0.7, 0.7).Draw(t, "r") * math.Sqrt(want.Alpha[a]*want.Alpha[b])
		}
		m, refused := solve(&want)
		if refused != nil {
			if refused.File != "--correlation" {
				t.Fatalf("%+v: %v", want, refused)
			}
			return
		}
		solved++
		got := have(m)
		for i := range 3 {
			for _, v := range [][2]float64{{got.Mean[i], want.Mean[i]}, {got.SD[i], want.SD[i]}, {got.Alpha[i], want.Alpha[i]}, {got.Correlation[i], want.Correlation[i]}} {
				if !(math.Abs(v[0]-v[1]) < 1e-6*max(1, math.Abs(v[1]))) {
					t.Fatalf("%v, want %v: %+v", got, want, m)
				}
			}
		}
	})
	if solved == 0 {
		t.Error("no targets were reached")
	}
}

// Targets of any size are refused or solved, and never give a model that is no
// number.
func TestAnyTargets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var targets Targets
		for i := range 3 {
			targets.Mean[i] = rapid.Float64().Draw(t, "mean")
			targets.SD[i] = rapid.Float64().Draw(t, "sd")
			targets.Alpha[i] = rapid.Float64Range(-1, 2).Draw(t, "alpha")
			targets.Correlation[i] = rapid.Float64Range(-2, 2).Draw(t, "r")
		}
		m, refused := solve(&targets)
		if refused == nil && math.IsNaN(m.factor[2][2]+m.cuts[0][0]+m.cuts[1][0]+m.cuts[2][0]) {
			t.Fatalf("%+v: %+v", targets, m)
		}
	})
}

// Just within a bound that a refusal names, the targets are reached; beyond it
// they are not.
func TestBoundsAreThoseOfTheRefusals(t *testing.T) {
	for _, c := range []struct {
		set     func(t *Targets, v float64)
		refused float64
		bound   string
		beyond  float64
	}{
		{func(t *Targets, v float64) { t.SD[mbi.DP] = v }, 11, `above (.*), the most that mean`, 0.001},
		{func(t *Targets, v float64) { t.SD[mbi.PA] = v }, 0.1, `below (.*), the least`, -0.001},
		{func(t *Targets, v float64) { t.Correlation = [...]float64{v, 0, 0} }, 0.95, `above (.*), the most`, 0.001},
		{func(t *Targets, v float64) { t.Correlation = [...]float64{0, v, 0} }, -0.95, `below (.*), the least`, -0.001},
		{func(t *Targets, v float64) { t.Correlation = [...]float64{0.7, -0.6, v} }, 0.5, `from (.*) to`, -0.001},
		{func(t *Targets, v float64) { t.Correlation = [...]float64{0.7, -0.6, v} }, 0.5, `to (.*), not`, 0.001},
	} {
		at := func(v float64) *fault.Fault {
			targets := Default()
			c.set(&targets, v)
			_, refused := solve(&targets)
			return refused
		}
		m := regexp.MustCompile(c.bound).FindStringSubmatch(at(c.refused).Text)
		if m == nil {
			t.Errorf("%s: %v", c.bound, at(c.refused))
			continue
		}
		bound, err := strconv.ParseFloat(m[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		if refused := at(bound); refused != nil {
			t.Errorf("%s: %v", c.bound, refused)
		}
		if at(bound+c.beyond) == nil {
			t.Errorf("%s: %v is reached", c.bound, bound+c.beyond)
		}
	}
}
