package summary

import (
	"cmp"
	"slices"

	"burnout/mbi"
	"burnout/scoring"
)

// Cases counts a cohort's levels under several tables, so that the cases of every
// definition under each of them follow from one pass. Make one with [NewCases].
type Cases struct {
	Flow
	rule     scoring.MissingRule
	prorated int64 // of those with a missing answer, those scored on all three subscales
	tables   []tableCounts
}

// Flow counts the rows that were added.
type Flow struct {
	withoutAnswers int64 // none of the 22 items answered
	incomplete     int64 // some answered
	complete       int64 // all answered
}

// WithoutAnswers returns how many rows hold none of the 22 answers.
func (f *Flow) WithoutAnswers() int64 { return f.withoutAnswers }

// Respondents returns how many rows hold at least one answer.
func (f *Flow) Respondents() int64 { return f.complete + f.incomplete }

// Ns returns the n of what is shown of the rows.
func (f *Flow) Ns() []int64 { return []int64{f.Respondents()} }

// Complete returns how many rows hold all 22 answers.
func (f *Flow) Complete() int64 { return f.complete }

// add counts a row, and reports whether any item is answered.
func (f *Flow) add(scores *[3]scoring.Score) bool {
	answered := 0
	for _, s := range scores {
		answered += s.Answered
	}
	switch answered {
	case 0:
		f.withoutAnswers++
	case mbi.Items:
		f.complete++
	default:
		f.incomplete++
	}
	return answered > 0
}

func (f *Flow) merge(o Flow) {
	f.withoutAnswers += o.withoutAnswers
	f.incomplete += o.incomplete
	f.complete += o.complete
}

const (
	levels = len(scoring.Levels)
	ranges = levels * (levels + 1) / 2 // from a level to the same or a higher one
)

// tableCounts are joint counts of the three subscales' levels under one table.
type tableCounts struct {
	thresholds *scoring.Thresholds
	place      [3][sums]uint8 // of a sum in complete, to be added up over the subscales
	complete   tripleCounts
	// Of the respondents with a missing answer:
	prorated tripleCounts                    // those scored on all three subscales
	open     [ranges * ranges * ranges]int64 // all of them, by what is possible
}

// tripleCounts counts respondents by their three levels.
type tripleCounts [levels * levels * levels]int64

// meet counts those who meet a rule.
func (c *tripleCounts) meet(r *scoring.Rule) (k int64) {
	for place, n := range c {
		l := [3]scoring.Level{scoring.Level(place / (levels * levels)), scoring.Level(place / levels % levels), scoring.Level(place % levels)}
		if n > 0 && r.Holds(l) {
			k += n
		}
	}
	return k
}

// levelRanges lists the ranges that missing answers can leave of a level.
var levelRanges = [ranges]scoring.LevelRange{
	{Lowest: scoring.Low, Highest: scoring.Low}, {Lowest: scoring.Low, Highest: scoring.Moderate}, {Lowest: scoring.Low, Highest: scoring.High},
	{Lowest: scoring.Moderate, Highest: scoring.Moderate}, {Lowest: scoring.Moderate, Highest: scoring.High},
	{Lowest: scoring.High, Highest: scoring.High},
}

// NewCases returns empty counts under the tables and a rule for missing answers.
func NewCases(tables []*scoring.Thresholds, rule scoring.MissingRule) *Cases {
	c := &Cases{rule: rule, tables: make([]tableCounts, len(tables))}
	for i, t := range tables {
		c.tables[i].thresholds = t
		for s, weight := range [...]int{mbi.EE: levels * levels, mbi.DP: levels, mbi.PA: 1} {
			for sum := range mbi.Subscale(s).Max() + 1 {
				c.tables[i].place[s][sum] = uint8(weight * int(t.Level(mbi.Subscale(s), sum)))
			}
		}
	}
	return c
}

// Add counts one row. The answers must satisfy [mbi.Answers.Check].
func (c *Cases) Add(a *mbi.Answers) {
	sums, missing := a.Sums()
	if missing != (mbi.BySubscale{}) {
		c.addIncomplete(a)
		return
	}
	c.complete++
	for i := range c.tables {
		t := &c.tables[i]
		t.complete[t.place[mbi.EE][sums.EE]+t.place[mbi.DP][sums.DP]+t.place[mbi.PA][sums.PA]]++
	}
}

// addIncomplete counts a respondent who left an item out.
func (c *Cases) addIncomplete(a *mbi.Answers) {
	scores := scoring.Scores(a)
	if !c.Flow.add(&scores) {
		return
	}
	scored := scoredAll(&scores, c.rule)
	if scored {
		c.prorated++
	}
	for i := range c.tables {
		c.tables[i].addIncomplete(&scores, c.rule, scored)
	}
}

// scoredAll reports whether all three subscales are scored.
func scoredAll(scores *[3]scoring.Score, rule scoring.MissingRule) bool {
	return rule.Scores(scores[mbi.EE]) && rule.Scores(scores[mbi.DP]) && rule.Scores(scores[mbi.PA])
}

func (t *tableCounts) addIncomplete(scores *[3]scoring.Score, rule scoring.MissingRule, scored bool) {
	open, place := 0, 0
	for _, s := range scores {
		possible := scoring.LevelRange{Lowest: t.thresholds.Level(s.Subscale, s.Lowest), Highest: t.thresholds.Level(s.Subscale, s.Highest)}
		level, _ := rule.Level(s, t.thresholds)
		open = open*ranges + slices.Index(levelRanges[:], possible)
		place = place*levels + int(level)
	}
	t.open[open]++
	if scored {
		t.prorated[place]++
	}
}

// Merge adds the rows of o, counted under the same tables and rule.
func (c *Cases) Merge(o *Cases) {
	c.Flow.merge(o.Flow)
	c.prorated += o.prorated
	for i := range c.tables {
		add(c.tables[i].complete[:], o.tables[i].complete[:])
		add(c.tables[i].prorated[:], o.tables[i].prorated[:])
		add(c.tables[i].open[:], o.tables[i].open[:])
	}
}

// Decided returns how many respondents are scored on all three subscales: those
// of whom every definition says whether they count.
func (c *Cases) Decided() int64 { return c.complete + c.prorated }

// Ns returns the n of what is shown of the rows.
func (c *Cases) Ns() []int64 { return []int64{c.Respondents(), c.Decided()} }

// Case is how many respondents a definition counts under a table. Its percentage
// and interval are of the respondents scored on all three subscales.
type Case struct {
	Definition *scoring.Definition
	Thresholds *scoring.Thresholds
	Share
}

// Grid returns the cases of each definition under each table, those that count
// fewest first; where they count the same, in the order given.
func (c *Cases) Grid(definitions []scoring.Definition, intervals Intervals) []Case {
	var grid []Case
	for d := range definitions {
		for t := range c.tables {
			k, b := c.tables[t].count(&definitions[d].Rule)
			grid = append(grid, Case{&definitions[d], c.tables[t].thresholds, intervals.Share(k, c.Decided(), b)})
		}
	}
	slices.SortStableFunc(grid, func(a, b Case) int { return cmp.Compare(a.N, b.N) })
	return grid
}

// count returns how many respondents meet the rule, of those scored on all three
// subscales, and how many certainly and possibly do, of all.
func (t *tableCounts) count(r *scoring.Rule) (k int64, b Bounds) {
	k = t.complete.meet(r)
	b = Bounds{k, k}
	for place, n := range t.open {
		if n == 0 {
			continue
		}
		certain, possible := r.Decide([3]scoring.LevelRange{levelRanges[place/(ranges*ranges)], levelRanges[place/ranges%ranges], levelRanges[place%ranges]})
		if certain {
			b.Lowest += n
		}
		if possible {
			b.Highest += n
		}
	}
	return k + t.prorated.meet(r), b
}
