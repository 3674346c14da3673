package scoring

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"burnout/mbi"
	"burnout/mbi/fault"
	"burnout/mbi/yamlfile"
)

// The levels of a subscale are written in one of two ways: as the lowest sum of
// the moderate and of the high level, which leaves nothing to get wrong, or as
// three ranges, as tables are printed, which can leave a sum in no level or in two.

// decodeCuts reads the levels of subscale s and adds what is wrong to faults.
func decodeCuts(s mbi.Subscale, n yamlfile.Node, faults *fault.List) Cuts {
	pairs, err := n.Pairs()
	if err != nil {
		faults.AddError(err)
		return Cuts{}
	}
	for _, p := range pairs {
		if p.Key == Low.String() {
			return decodeRanges(s, n, faults)
		}
	}
	return decodeLowest(s, n, faults)
}

// decodeLowest reads {moderate: 18, high: 30}.
func decodeLowest(s mbi.Subscale, n yamlfile.Node, faults *fault.List) Cuts {
	var f struct {
		Moderate yamlfile.Node `yaml:"moderate"`
		High     yamlfile.Node `yaml:"high"`
	}
	if err := n.Decode(&f); err != nil {
		faults.AddError(err)
		return Cuts{}
	}
	var c Cuts
	for _, v := range []struct {
		node yamlfile.Node
		into *int
	}{{f.Moderate, &c.Moderate}, {f.High, &c.High}} {
		i, err := v.node.Int()
		if err != nil {
			one := v.node.Faultf("%s, the lowest sum of the level", err.(*fault.Fault).Text)
			one.Hint = "to write ranges, give low, moderate and high"
			faults.Add(one)
			return Cuts{}
		}
		*v.into = i
	}
	switch {
	case c.Moderate > c.High && s == mbi.PA:
		faults.Add(degrees(f.Moderate.Faultf("%s: moderate starts at %d, above high at %d", s.Name(), c.Moderate, c.High)))
	case c.Moderate >= c.High:
		faults.Add(f.Moderate.Faultf("%s: moderate starts at %d, expected less than the %d of high", s.Name(), c.Moderate, c.High))
	case c.Moderate < 1:
		faults.Add(f.Moderate.Faultf("%s: moderate starts at %d, so that no sum is low; expected 1 or more", s.Name(), c.Moderate))
	case c.High > s.Max():
		faults.Add(f.High.Faultf("%s: high starts at %d, so that no sum is high; the highest sum is %d", s.Name(), c.High, s.Max()))
	}
	return c
}

// span is the range of sums of one level, both ends included.
type span struct {
	from, to int
	node     yamlfile.Node
	text     string
}

// decodeRanges reads {low: 0-17, moderate: 18-29, high: ">=30"} and checks that
// every sum falls in exactly one level.
func decodeRanges(s mbi.Subscale, n yamlfile.Node, faults *fault.List) Cuts {
	var f struct {
		Low      yamlfile.Node `yaml:"low"`
		Moderate yamlfile.Node `yaml:"moderate"`
		High     yamlfile.Node `yaml:"high"`
	}
	if err := n.Decode(&f); err != nil {
		faults.AddError(err)
		return Cuts{}
	}
	var spans [3]span
	before := len(faults.Faults) + faults.More
	for l, node := range []yamlfile.Node{f.Low, f.Moderate, f.High} {
		var err error
		if spans[l], err = parseSpan(s, node); err != nil {
			faults.AddError(err)
		}
	}
	if len(faults.Faults)+faults.More > before {
		return Cuts{}
	}
	if spans[Low].from > spans[Moderate].from || spans[Moderate].from > spans[High].from {
		faults.Add(disordered(s, spans))
		return Cuts{}
	}
	checkCover(s, spans, faults)
	return Cuts{Moderate: spans[Moderate].from, High: spans[High].from}
}

var spanPattern = regexp.MustCompile(`^(?:(\d{1,3})\s*[-–]\s*(\d{1,3})|(<=|>=|<|>|)\s*(\d{1,3}))$`)

// parseSpan reads a range of sums: "0-17", "<17", "<=16", ">30", ">=30" or "5".
func parseSpan(s mbi.Subscale, n yamlfile.Node) (span, error) {
	text, err := n.Text()
	if err != nil {
		return span{}, err
	}
	m := spanPattern.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return span{}, n.Faultf(`%s is no range of sums, expected one such as 0-17, "<18" or ">=30"`, fault.Quote(text))
	}
	r := span{node: n, text: text}
	if m[1] != "" {
		r.from, _ = strconv.Atoi(m[1])
		r.to, _ = strconv.Atoi(m[2])
	} else {
		v, _ := strconv.Atoi(m[4])
		switch m[3] {
		case "<":
			r.from, r.to = 0, v-1
		case "<=":
			r.from, r.to = 0, v
		case ">":
			r.from, r.to = v+1, s.Max()
		case ">=":
			r.from, r.to = v, s.Max()
		default:
			r.from, r.to = v, v
		}
	}
	if r.from > r.to || r.to > s.Max() {
		return span{}, n.Faultf("%s: %s holds sums that cannot be reached, expected sums from 0 to %d", s.Name(), fault.Quote(text), s.Max())
	}
	return r, nil
}

// checkCover adds a fault for every run of sums that falls in no level or in
// several, at the range that ends the run.
func checkCover(s mbi.Subscale, spans [3]span, faults *fault.List) {
	var run []int
	var runIn []Level
	flush := func() {
		if len(run) > 0 {
			faults.Add(coverFault(s, spans, run, runIn))
		}
		run = nil
	}
	for sum := 0; sum <= s.Max(); sum++ {
		var in []Level
		for _, l := range Levels {
			if spans[l].from <= sum && sum <= spans[l].to {
				in = append(in, l)
			}
		}
		if len(run) > 0 && !slices.Equal(in, runIn) {
			flush()
		}
		if len(in) != 1 {
			run, runIn = append(run, sum), in
		}
	}
	flush()
}

// coverFault words a run of sums that falls in no level, or in those of in.
func coverFault(s mbi.Subscale, spans [3]span, run []int, in []Level) *fault.Fault {
	at, where := spans[High].node, "in no level"
	if len(in) > 0 {
		at, where = spans[in[len(in)-1]].node, levelNames(spans, in)
	} else {
		// A gap is shown at the first range that starts above it.
		for _, l := range []Level{Moderate, Low} {
			if spans[l].from > run[len(run)-1] {
				at = spans[l].node
			}
		}
	}
	f := at.Faultf("%s: %s %s, expected each sum from 0 to %d in one level", s.Name(), sumNames(run), where, s.Max())
	f.Hint = "write the lowest sum of each level instead, {moderate: …, high: …}, which leaves no gap and no overlap"
	return f
}

// sumNames words a run of consecutive sums: "17 falls", "34 and 35 fall".
func sumNames(run []int) string {
	first, last := run[0], run[len(run)-1]
	switch len(run) {
	case 1:
		return fmt.Sprintf("%d falls", first)
	case 2:
		return fmt.Sprintf("%d and %d fall", first, last)
	}
	return fmt.Sprintf("%d to %d fall", first, last)
}

// levelNames words several levels with their ranges.
func levelNames(spans [3]span, in []Level) string {
	var names []string
	for _, l := range in {
		names = append(names, fmt.Sprintf("%s (%s)", l, spans[l].text))
	}
	return fmt.Sprintf("in %d levels, %s", len(in), strings.Join(names, " and "))
}

// disordered words levels that do not rise from low to high.
func disordered(s mbi.Subscale, spans [3]span) *fault.Fault {
	lower, upper := Moderate, High
	switch {
	case spans[Low].from > spans[High].from:
		lower = Low
	case spans[Low].from > spans[Moderate].from:
		lower, upper = Low, Moderate
	}
	f := spans[lower].node.Faultf("%s: %s (%s) lies above %s (%s)", s.Name(), lower, spans[lower].text, upper, spans[upper].text)
	if s == mbi.PA && lower == Low && upper == High {
		return degrees(f)
	}
	f.Hint = "the sums must rise from low to moderate to high"
	return f
}

// degrees turns f into the refusal of PA levels that are degrees of burnout: two
// vocabularies are in print, and they run in opposite directions.
func degrees(f *fault.Fault) *fault.Fault {
	f.Text += ": these are degrees of burnout, expected levels of accomplishment"
	f.Hint = "swap low and high: a high degree of burnout is a low level of accomplishment"
	return f
}
