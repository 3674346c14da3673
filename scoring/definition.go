package scoring

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"burnout/mbi"
	"burnout/mbi/fault"
	"burnout/mbi/yamlfile"
)

// Definition is a named rule of who counts as a case. It is a convention of
// research, no clinical one: the same cohort counts few or many by the definition
// alone, so that every output names it.
type Definition struct {
	ID     string
	Source string // who used it; may be empty for a user's own
	Rule   Rule
}

// Rule is met at a level of a subscale, or where at least AtLeast of the rules
// in Of are met: all of them if AtLeast is their number, any if it is 1.
type Rule struct {
	Subscale mbi.Subscale
	Level    Level

	AtLeast int
	Of      []Rule // nil where the rule is a level
}

// Holds reports whether the levels of the three subscales meet the rule.
func (r *Rule) Holds(levels [3]Level) bool {
	if r.Of == nil {
		return levels[r.Subscale] == r.Level
	}
	met := 0
	for i := range r.Of {
		if r.Of[i].Holds(levels) {
			met++
		}
	}
	return met >= r.AtLeast
}

// LevelRange is the lowest and the highest level that missing answers leave
// possible; every level between them is possible too.
type LevelRange struct{ Lowest, Highest Level }

// Decide reports whether the rule is met whatever the missing answers, and
// whether it is met by some of them. The subscales share no item, so any level of
// one goes with any of another: every combination is looked at.
func (r *Rule) Decide(ranges [3]LevelRange) (certain, possible bool) {
	certain = true
	ee, dp, pa := ranges[mbi.EE], ranges[mbi.DP], ranges[mbi.PA]
	for e := ee.Lowest; e <= ee.Highest; e++ {
		for d := dp.Lowest; d <= dp.Highest; d++ {
			for p := pa.Lowest; p <= pa.Highest; p++ {
				holds := r.Holds([3]Level{mbi.EE: e, mbi.DP: d, mbi.PA: p})
				certain, possible = certain && holds, possible || holds
			}
		}
	}
	return certain, possible
}

// anyLevel is what no answer at all leaves possible.
var anyLevel = [3]LevelRange{{Low, High}, {Low, High}, {Low, High}}

//go:embed thresholds/definitions.yaml
var definitions []byte

// Definitions returns the embedded definitions. It panics if the file is faulty,
// which a test rules out.
func Definitions() []Definition {
	const name = "thresholds/definitions.yaml"
	n, err := yamlfile.Parse(name, definitions)
	if err != nil {
		panic(err)
	}
	var f struct {
		Definitions yamlfile.Node `yaml:"definitions"`
	}
	if err := n.Decode(&f); err != nil {
		panic(err)
	}
	var faults fault.List
	all := decodeDefinitions(f.Definitions, nil, &faults)
	if err := faults.Err(); err != nil {
		panic(err)
	}
	return all
}

// A file's definitions are bounded, so that any is read and computed quickly: an
// alias of YAML may hold itself.
const (
	mostDefinitions = 100
	mostRules       = 100 // in one definition
	deepest         = 10  // rules within rules
)

// decodeDefinitions reads a mapping of ids to rules and adds what is wrong to
// faults. A known definition may be among them if it counts the same; it is left
// out of the list.
func decodeDefinitions(n yamlfile.Node, known []Definition, faults *fault.List) []Definition {
	pairs, err := n.Pairs()
	faults.AddError(err)
	if err == nil && len(pairs) == 0 {
		faults.Add(n.Faultf("no definition, expected an id and a rule for each, such as ee-plus-one: {all: [ee high, {any: [dp high, pa low]}]}"))
	}
	if len(pairs) > mostDefinitions {
		faults.Add(pairs[mostDefinitions].Name.Faultf("definition %d, expected at most %d", mostDefinitions+1, mostDefinitions))
		return nil
	}
	var all []Definition
	for _, p := range pairs {
		if !idPattern.MatchString(p.Key) {
			faults.Add(p.Name.Faultf("id is %s, expected small letters, digits and hyphens", fault.Quote(p.Key)))
		}
		r := ruleReader{faults: faults}
		d := Definition{ID: p.Key}
		d.Rule, d.Source = r.whole(p.Node)
		at := slices.IndexFunc(known, func(k Definition) bool { return k.ID == d.ID })
		if at < 0 {
			all = append(all, d)
		} else if !r.failed && !sameCases(&known[at].Rule, &d.Rule) {
			f := p.Name.Faultf("id %s is the id of a definition that counts others, expected an id of its own", d.ID)
			f.Hint = "choose another id; `mbi thresholds show` prints the other definition"
			faults.Add(f)
		}
	}
	return all
}

// sameCases reports whether two rules are met by the same levels.
func sameCases(a, b *Rule) bool {
	for _, e := range Levels {
		for _, d := range Levels {
			for _, p := range Levels {
				levels := [3]Level{mbi.EE: e, mbi.DP: d, mbi.PA: p}
				if a.Holds(levels) != b.Holds(levels) {
					return false
				}
			}
		}
	}
	return true
}

// ruleReader reads the rule of one definition.
type ruleReader struct {
	faults *fault.List
	rules  int
	failed bool
}

func (r *ruleReader) fail(err error) Rule {
	r.faults.AddError(err)
	r.failed = true
	return Rule{}
}

// whole reads the rule of a definition, beside which its source may stand. One
// that everybody or nobody can meet is a slip.
func (r *ruleReader) whole(n yamlfile.Node) (Rule, string) {
	rule, source := r.rule(n, 0)
	if r.failed {
		return rule, source
	}
	switch certain, possible := rule.Decide(anyLevel); {
	case certain:
		r.fail(n.Faultf("everybody meets this rule, whatever the levels"))
	case !possible:
		r.fail(n.Faultf("nobody can meet this rule, whatever the levels"))
	}
	return rule, source
}

// rule reads "ee high", or a mapping with one of all, any, and at_least with of.
func (r *ruleReader) rule(n yamlfile.Node, depth int) (Rule, string) {
	if r.rules++; r.rules > mostRules || depth > deepest {
		if !r.failed {
			r.fail(n.Faultf("too large a rule, expected at most %d parts, %d deep", mostRules, deepest))
		}
		return Rule{}, ""
	}
	if text, err := n.Text(); err == nil {
		return r.level(n, text), ""
	}
	var f struct {
		All     yamlfile.Node `yaml:"all,optional"`
		Any     yamlfile.Node `yaml:"any,optional"`
		AtLeast yamlfile.Node `yaml:"at_least,optional"`
		Of      yamlfile.Node `yaml:"of,optional"`
		Source  string        `yaml:"source,optional"`
	}
	if pairs, err := n.Pairs(); err != nil && pairs == nil {
		return r.fail(n.Faultf("expected a level such as ee high, or all, any, or at_least and of")), ""
	}
	if err := n.Decode(&f); err != nil {
		return r.fail(err), ""
	}
	if f.Source != "" && depth > 0 {
		return r.fail(n.Faultf("a source within a rule, expected it beside the outermost part")), ""
	}
	rule := r.parts(n, f.All, f.Any, f.AtLeast, f.Of, depth)
	return rule, f.Source
}

// parts reads the rules that all, any or of lists, and how many must be met.
func (r *ruleReader) parts(n, all, any, atLeast, of yamlfile.Node, depth int) Rule {
	list, kinds := of, 0
	for _, k := range []yamlfile.Node{all, any} {
		if given(k) {
			list = k
			kinds++
		}
	}
	if given(atLeast) || given(of) {
		kinds++
	}
	if kinds != 1 || given(atLeast) != given(of) {
		return r.fail(n.Faultf("expected one of all, any, and at_least with of"))
	}
	nodes, err := list.List()
	if err != nil {
		return r.fail(err)
	}
	if len(nodes) == 0 {
		return r.fail(list.Faultf("an empty list, expected levels such as ee high, or rules"))
	}
	rule := Rule{AtLeast: len(nodes)}
	if given(any) {
		rule.AtLeast = 1
	}
	if given(atLeast) {
		rule.AtLeast, err = atLeast.Int()
		if err == nil && (rule.AtLeast < 1 || rule.AtLeast > len(nodes)) {
			err = atLeast.Faultf("at least %d, expected 1 to %d, as many as there are parts", rule.AtLeast, len(nodes))
		}
		if err != nil {
			return r.fail(err)
		}
	}
	for _, part := range nodes {
		one, _ := r.rule(part, depth+1)
		rule.Of = append(rule.Of, one)
	}
	return rule
}

// level reads a subscale and one of its levels: "ee high".
func (r *ruleReader) level(n yamlfile.Node, text string) Rule {
	var words []string
	for _, s := range mbi.Subscales {
		for _, l := range Levels {
			word := s.String() + " " + l.String()
			if word == strings.Join(strings.Fields(text), " ") {
				return Rule{Subscale: s, Level: l}
			}
			words = append(words, word)
		}
	}
	f := n.Faultf("%s, expected a subscale and a level such as ee high: ee, dp or pa, and low, moderate or high", fault.Quote(text))
	if near := fault.Nearest(text, words); near != "" {
		f.Hint = fmt.Sprintf("did you mean %s?", near)
	}
	return r.fail(f)
}

// given reports whether an optional key stands in the file.
func given(n yamlfile.Node) bool { return n != yamlfile.Node{} }
