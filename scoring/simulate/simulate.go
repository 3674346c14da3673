// Package simulate makes synthetic cohorts: answers that nobody gave, drawn so
// that the sums of the three subscales have given means, SDs, alphas and
// correlations. They serve teaching and tests.
//
// The model is a common factor for each subscale, the three correlated, and a
// part of its own for each item, all normal; an item's latent value becomes an
// answer from 0 to 6 by six cuts. The items of a subscale are alike: one mean,
// one SD, one correlation. What the cuts and loadings must be so that the whole
// answers, not the latent values, meet the targets is solved numerically.
package simulate

import (
	"fmt"
	"slices"
	"strings"

	"burnout/mbi"
	"burnout/mbi/fault"
)

// Pair is two subscales whose sums correlate.
type Pair int

// The pairs of subscales.
const (
	EEDP Pair = iota
	EEPA
	DPPA
)

// Pairs lists the pairs.
var Pairs = [...]Pair{EEDP, EEPA, DPPA}

var members = [...][2]mbi.Subscale{EEDP: {mbi.EE, mbi.DP}, EEPA: {mbi.EE, mbi.PA}, DPPA: {mbi.DP, mbi.PA}}

// Subscales returns the two subscales of the pair.
func (p Pair) Subscales() (a, b mbi.Subscale) { return members[p][0], members[p][1] }

// String returns "ee-dp", "ee-pa" or "dp-pa".
func (p Pair) String() string { return members[p][0].String() + "-" + members[p][1].String() }

// Targets is what the sums of a population shall have.
type Targets struct {
	Mean, SD, Alpha [3]float64 // index = mbi.Subscale
	Correlation     [3]float64 // index = Pair; Pearson's
}

// Default returns the targets that a user need not state. Means and SDs are those
// of 194 Belgian medical students and residents (BMC Med Educ 2022,
// s12909-022-03694-z, table 1); alphas are the manual's, as cited elsewhere
// (Maslach, Jackson & Leiter 1996). The correlations are round numbers of the
// usual signs, chosen for teaching, and come from no sample.
func Default() Targets {
	return Targets{
		Mean:        [...]float64{mbi.EE: 25.96, mbi.DP: 9.87, mbi.PA: 34.99},
		SD:          [...]float64{mbi.EE: 11.35, mbi.DP: 6.53, mbi.PA: 7.39},
		Alpha:       [...]float64{mbi.EE: 0.90, mbi.DP: 0.79, mbi.PA: 0.71},
		Correlation: [...]float64{EEDP: 0.5, EEPA: -0.3, DPPA: -0.3},
	}
}

// Plan says what cohort is to be made.
type Plan struct {
	N           int // respondents, 1 to MaxN
	Seed        uint64
	Targets     Targets
	MissingRate float64 // probability of each answer to be missing, 0 up to 1
	Groups      []Group
	Effects     []Effect
}

// MaxN is the largest cohort: all of it is held in memory.
const MaxN = 1_000_000

// Group is a column that divides the cohort.
type Group struct {
	Column string
	Parts  []Part
}

// Part is one value of a group's column and how many respondents have it.
type Part struct {
	Value string
	N     int
}

// Effect shifts the means of one part of a group, in SDs of the targets: it is
// Cohen's d against a part without an effect, as all parts have the same SD.
type Effect struct {
	Column, Value string
	Shift         [3]float64 // index = mbi.Subscale
}

// Cohort is a synthetic cohort.
type Cohort struct {
	Respondents []Respondent
	Populations []*Population // in the order of the groups and their values

	groups []Group
}

// Respondent is one row of a cohort. Its identifier is its position, from 1.
type Respondent struct {
	Answers mbi.Answers
	Values  []string // index = group
}

// Population is the respondents who share their targets: all of them, or those
// with the same values of the groups that have an effect.
type Population struct {
	Name    string // "sex=M, service=ward"; empty where there is one
	Targets Targets
	Result  Result

	values []string // index = group, "" where the group has no effect
	model  *model
}

// New makes the cohort of a plan. What is wrong in the plan, or out of reach, is
// a [*fault.Fault] in whose place stands the flag.
func New(p Plan) (*Cohort, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	c := &Cohort{Respondents: make([]Respondent, p.N), groups: p.Groups}
	var err error
	if c.Populations, err = p.populations(); err != nil {
		return nil, err
	}
	c.divide(newDice(p.Seed, groupStream))
	c.answer(newDice(p.Seed, answerStream))
	c.lose(newDice(p.Seed, missingStream), p.MissingRate)
	for i := range c.Respondents {
		r := &c.Respondents[i]
		c.population(r).Result.add(&r.Answers)
	}
	return c, nil
}

// maxPopulations bounds the populations, each of which is solved.
const maxPopulations = 64

// populations solves the targets of every population: every combination of the
// values of the groups that have an effect.
func (p *Plan) populations() ([]*Population, error) {
	combinations := [][]string{make([]string, len(p.Groups))}
	for g, group := range p.Groups {
		if !slices.ContainsFunc(p.Effects, func(e Effect) bool { return e.Column == group.Column }) {
			continue
		}
		var more [][]string
		for _, values := range combinations {
			for _, part := range group.Parts {
				v := slices.Clone(values)
				v[g] = part.Value
				more = append(more, v)
			}
		}
		if combinations = more; len(combinations) > maxPopulations {
			return nil, &fault.Fault{File: "--effect", Text: fmt.Sprintf("the groups with an effect make more than %d combinations, expected fewer", maxPopulations)}
		}
	}
	var all []*Population
	for _, values := range combinations {
		population, err := p.population(values)
		if err != nil {
			return nil, err
		}
		all = append(all, population)
	}
	return all, nil
}

// population solves the targets of those who have the values.
func (p *Plan) population(values []string) (*Population, error) {
	var names []string
	t := p.Targets
	for g, v := range values {
		if v == "" {
			continue
		}
		names = append(names, p.Groups[g].Column+"="+v)
		for _, e := range p.Effects {
			if e.Column != p.Groups[g].Column || e.Value != v {
				continue
			}
			for s, d := range e.Shift {
				t.Mean[s] += mul(d, t.SD[s])
			}
		}
	}
	population := &Population{Name: strings.Join(names, ", "), Targets: t, values: values}
	var refused *fault.Fault
	if population.model, refused = solve(&t); refused != nil {
		if population.Name != "" {
			refused.Text = "group " + population.Name + ": " + refused.Text
			if refused.File == "--mean" {
				refused.File = "--effect" // the mean without effects was looked at with the others
			}
		}
		return nil, refused
	}
	return population, nil
}

// population returns the population of a respondent: the one whose values it has.
func (c *Cohort) population(r *Respondent) *Population {
	i := slices.IndexFunc(c.Populations, func(p *Population) bool {
		for g, v := range p.values {
			if v != "" && v != r.Values[g] {
				return false
			}
		}
		return true
	})
	return c.Populations[i]
}

// divide gives each value of a group to as many respondents as its size says, in
// random order (Fisher & Yates).
func (c *Cohort) divide(d *dice) {
	for i := range c.Respondents {
		c.Respondents[i].Values = make([]string, len(c.groups))
	}
	for g, group := range c.groups {
		i := 0
		for _, part := range group.Parts {
			for range part.N {
				c.Respondents[i].Values[g] = part.Value
				i++
			}
		}
		for i := len(c.Respondents) - 1; i > 0; i-- {
			a, b := c.Respondents[i].Values, c.Respondents[d.below(i+1)].Values
			a[g], b[g] = b[g], a[g]
		}
	}
}

// answer draws the answers.
func (c *Cohort) answer(d *dice) {
	for i := range c.Respondents {
		r := &c.Respondents[i]
		c.population(r).model.draw(d, &r.Answers)
	}
}

// lose takes each answer away with probability rate, whatever it is.
func (c *Cohort) lose(d *dice, rate float64) {
	for i := range c.Respondents {
		a := &c.Respondents[i].Answers
		for j := range a {
			if d.chance(rate) {
				a[j] = mbi.Missing
			}
		}
	}
}
