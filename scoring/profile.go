package scoring

import (
	"math"
	"math/big"

	"burnout/mbi"
	"burnout/mbi/fault"
	"burnout/mbi/yamlfile"
)

// Profile is one of the five profiles of Leiter & Maslach (Burnout Research
// 2016;3:89). A profile says where someone stands against a norm group; it is no
// diagnosis.
type Profile int

// The profiles. Three of the eight ways in which the subscales can be high or low
// have no name.
const (
	Engaged Profile = iota
	Ineffective
	Overextended
	Disengaged
	Burnout
	Unclassified
)

// Profiles lists the profiles, Unclassified last.
var Profiles = [...]Profile{Engaged, Ineffective, Overextended, Disengaged, Burnout, Unclassified}

// String returns the name used in machine formats.
func (p Profile) String() string {
	return [...]string{"engaged", "ineffective", "overextended", "disengaged", "burnout", "unclassified"}[p]
}

// ProfileRule says what becomes of those to whom the profiles give no name.
type ProfileRule string

// The rules.
const (
	// Strict leaves them unclassified.
	Strict ProfileRule = "strict"
	// Total ignores PA once EE or DP is high, so that everybody has a profile.
	Total ProfileRule = "total"
)

// Profile returns the profile of someone whose EE, DP and PA are high or not.
func (r ProfileRule) Profile(ee, dp, pa bool) Profile {
	switch {
	case !ee && !dp && pa:
		return Engaged
	case !ee && !dp:
		return Ineffective
	case ee && !dp && (pa || r == Total):
		return Overextended
	case !ee && dp && (pa || r == Total):
		return Disengaged
	case ee && dp && (!pa || r == Total):
		return Burnout
	}
	return Unclassified
}

// Norms are means and SDs of the scores of a norm group, and the boundaries that
// follow: mean + 0.5 SD for EE, + 1.25 SD for DP, + 0.10 SD for PA (Leiter &
// Maslach 2016).
type Norms struct {
	ID       string
	Source   string
	N        int64 // respondents, where the norm group is the sample itself; otherwise 0
	Mean, SD [3]float64
	// Cuts are the lowest sums that are high: the boundary, rounded up. One may be
	// above the highest sum of its subscale, so that nobody is high.
	Cuts [3]int // index = mbi.Subscale

	mean, square [3]*big.Rat // the exact mean, and the square of k SD
}

// SDs returns how many SDs above the mean of its norm group a subscale is high.
func SDs(s mbi.Subscale) float64 { v, _ := sds[s].Float64(); return v }

var sds = [...]*big.Rat{mbi.EE: big.NewRat(1, 2), mbi.DP: big.NewRat(5, 4), mbi.PA: big.NewRat(1, 10)}

// Boundary returns mean + k SD of a subscale, of which Cuts is exact.
func (n *Norms) Boundary(s mbi.Subscale) float64 { return n.Mean[s] + SDs(s)*n.SD[s] }

// set gives subscale s its mean and the square of its SD.
func (n *Norms) set(s mbi.Subscale, mean, variance *big.Rat) {
	n.Mean[s], _ = mean.Float64()
	v, _ := variance.Float64()
	n.SD[s] = math.Sqrt(v)
	square := new(big.Rat).Mul(sds[s], sds[s])
	n.mean[s], n.square[s] = mean, square.Mul(square, variance)
	for n.Cuts[s] = 0; !n.High(s, n.Cuts[s], 1); {
		n.Cuts[s]++
	}
}

// High reports whether subscale s is high at the score numerator / denominator:
// at or above mean + k SD, exactly.
func (n *Norms) High(s mbi.Subscale, numerator, denominator int) bool {
	above := big.NewRat(int64(numerator), int64(denominator))
	above.Sub(above, n.mean[s])
	return above.Sign() >= 0 && above.Mul(above, above).Cmp(n.square[s]) >= 0
}

// DecodeNorms reads a norm group from a file. What is wrong is named with line and
// column, as a [*fault.Fault] or a [*fault.List].
func DecodeNorms(n yamlfile.Node) (*Norms, error) {
	type moments struct {
		Mean yamlfile.Node `yaml:"mean"`
		SD   yamlfile.Node `yaml:"sd"`
	}
	var f struct {
		ID        yamlfile.Node `yaml:"id"`
		Source    string        `yaml:"source"`
		Subscales struct {
			EE moments `yaml:"emotional_exhaustion"`
			DP moments `yaml:"depersonalization"`
			PA moments `yaml:"personal_accomplishment"`
		} `yaml:"subscales"`
	}
	if err := n.Decode(&f); err != nil {
		return nil, err
	}
	var faults fault.List
	norms := &Norms{Source: f.Source}
	id, err := f.ID.Text()
	if err == nil && (!idPattern.MatchString(id) || id == SampleNormsID) {
		err = f.ID.Faultf("id is %s, expected small letters, digits and hyphens, and not %s", fault.Quote(id), SampleNormsID)
	}
	faults.AddError(err)
	norms.ID = id
	for i, m := range []moments{mbi.EE: f.Subscales.EE, mbi.DP: f.Subscales.DP, mbi.PA: f.Subscales.PA} {
		norms.decode(mbi.Subscale(i), m.Mean, m.SD, &faults)
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	if norms.Mean[mbi.PA] <= float64(mbi.MaxAnswer) {
		one := f.Subscales.PA.Mean.Faultf("%v is a mean per item, expected the mean of the sums from 0 to %d", norms.Mean[mbi.PA], mbi.PA.Max())
		one.Hint = "means and SDs per item times the number of items, 9, 5 and 8, are those of the sums"
		return nil, one
	}
	return norms, nil
}

// decode reads the mean and the SD of subscale s.
func (n *Norms) decode(s mbi.Subscale, mean, sd yamlfile.Node, faults *fault.List) {
	number := func(n yamlfile.Node) *big.Rat {
		v, err := n.Float()
		// No sample of sums from 0 to m has a mean or an SD above m.
		if err == nil && (v <= 0 || v > float64(s.Max())) {
			err = n.Faultf("%v, expected a number above 0 and up to %d", v, s.Max())
		}
		if faults.AddError(err); err != nil {
			return nil
		}
		text, _ := n.Text() // read by Float
		exact, _ := new(big.Rat).SetString(text)
		return exact
	}
	m, d := number(mean), number(sd)
	if m == nil || d == nil {
		return
	}
	n.set(s, m, new(big.Rat).Mul(d, d))
	if n.Cuts[s] > s.Max() {
		faults.Add(sd.Faultf("%s: the boundary %.2f lies above the highest sum %d, so that nobody is high", s.Name(), n.Boundary(s), s.Max()))
	}
}

// SampleNormsID is the id of norms taken from the sample itself.
const SampleNormsID = "sample"

// SampleNorms returns the norms of a sample of n respondents by the sums of their
// scores and of the squares of those; SD with n-1. There are none, and the first
// such subscale is named, where n < 2 or all scores of a subscale are equal.
func SampleNorms(n int64, sum, squares [3]*big.Rat) (norms *Norms, without mbi.Subscale, ok bool) {
	norms = &Norms{ID: SampleNormsID, N: n}
	size := big.NewRat(n, 1)
	for _, s := range mbi.Subscales {
		if n < 2 {
			return nil, s, false
		}
		mean := new(big.Rat).Quo(sum[s], size)
		variance := new(big.Rat).Mul(mean, sum[s]) // (Σx² - (Σx)²/n) / (n-1)
		variance.Sub(squares[s], variance).Quo(variance, big.NewRat(n-1, 1))
		if variance.Sign() == 0 {
			return nil, s, false
		}
		norms.set(s, mean, variance)
	}
	return norms, 0, true
}
