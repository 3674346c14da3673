package scoring

import (
	_ "embed"
	"math"

	"burnout/mbi"
	"burnout/mbi/fault"
	"burnout/mbi/yamlfile"
)

// Reliability says how exact one measure of each subscale is.
type Reliability struct {
	Source string
	spread [3]spread // index = mbi.Subscale
}

// spread is the SD of the sums of a sample and the alpha of the subscale.
type spread struct{ sd, alpha float64 }

// SEM returns the standard error of measurement of subscale s, in points of the
// sum: SD √(1-alpha) (Nunnally & Bernstein, Psychometric Theory, 3rd ed. 1994).
func (r *Reliability) SEM(s mbi.Subscale) float64 {
	return r.spread[s].sd * math.Sqrt(1-r.spread[s].alpha)
}

// Error returns the half-width of the 95 % interval of one measure of subscale
// s, 1.96 SEM, in points of the sum.
func (r *Reliability) Error(s mbi.Subscale) float64 { return 1.96 * r.SEM(s) }

// ReliableChange returns by how many points two sums of subscale s must differ
// for the difference to be beyond the error of two measures: 1.96 √2 SEM
// (Jacobson & Truax, J Consult Clin Psychol 1991;59:12-19). A difference of up to
// that many points is within the error.
func (r *Reliability) ReliableChange(s mbi.Subscale) float64 { return math.Sqrt2 * r.Error(s) }

// Band returns the lowest and the highest sum of subscale s whose difference from
// sum is within the error of two measures, [Reliability.ReliableChange].
func (r *Reliability) Band(s mbi.Subscale, sum int) (lowest, highest int) {
	within := int(math.Floor(r.ReliableChange(s))) // sums are integers
	return max(0, sum-within), min(s.Max(), sum+within)
}

//go:embed reliability.yaml
var reliability []byte

// DefaultReliability returns the embedded values. It panics if the file is
// faulty, which a test rules out.
func DefaultReliability() *Reliability {
	n, err := yamlfile.Parse("reliability.yaml", reliability)
	if err != nil {
		panic(err)
	}
	r, err := DecodeReliability(n)
	if err != nil {
		panic(err)
	}
	return r
}

// DecodeReliability reads a user's values. What is wrong is named with line and
// column, as a [*fault.Fault] or a [*fault.List].
func DecodeReliability(n yamlfile.Node) (*Reliability, error) {
	type pair struct {
		SD    yamlfile.Node `yaml:"sd"`
		Alpha yamlfile.Node `yaml:"alpha"`
	}
	var f struct {
		Source    string `yaml:"source"`
		Subscales struct {
			EE pair `yaml:"emotional_exhaustion"`
			DP pair `yaml:"depersonalization"`
			PA pair `yaml:"personal_accomplishment"`
		} `yaml:"subscales"`
	}
	if err := n.Decode(&f); err != nil {
		return nil, err
	}
	var faults fault.List
	bounded := func(n yamlfile.Node, most float64) float64 {
		v, err := n.Float()
		if err == nil && (v <= 0 || v > most) {
			err = n.Faultf("%v, expected a number above 0 and up to %v", v, most)
		}
		faults.AddError(err)
		return v
	}
	r := &Reliability{Source: f.Source}
	for s, p := range []pair{mbi.EE: f.Subscales.EE, mbi.DP: f.Subscales.DP, mbi.PA: f.Subscales.PA} {
		// No sample of sums from 0 to m has an SD above m.
		r.spread[s] = spread{bounded(p.SD, float64(mbi.Subscale(s).Max())), bounded(p.Alpha, 1)}
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return r, nil
}

// Distance returns how many points a sum of subscale s must rise or fall to be
// in another level, and that level: the nearest, the higher one of two equally
// near.
func (t *Thresholds) Distance(s mbi.Subscale, sum int) (points int, level Level) {
	at := t.Level(s, sum)
	lowest, highest := t.Range(s, at)
	down, up := sum-lowest+1, highest+1-sum
	if at == High || at == Moderate && down < up {
		return down, at - 1
	}
	return up, at + 1
}
