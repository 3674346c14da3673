package summary

import (
	"cmp"
	"slices"

	"burnout/mbi"
	"burnout/scoring"
	"burnout/scoring/stats"
)

// Cases counts a cohort's levels under several tables, so that the cases of every
// definition under each of them follow from one pass. Make one with [NewCases].
type Cases struct {
	Flow
	tables []tableCounts
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

// Complete returns how many rows hold all 22 answers: those who are scored on all
// three subscales and so decided under every definition.
func (f *Flow) Complete() int64 { return f.complete }

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
	place      [3][sums]uint8                  // of a sum in scored, to be added up over the subscales
	scored     [levels * levels * levels]int64 // of the respondents scored on all three
	open       [ranges * ranges * ranges]int64 // of the others, by what is possible
}

// levelRanges lists the ranges that missing answers can leave of a level.
var levelRanges = [ranges]scoring.LevelRange{
	{Lowest: scoring.Low, Highest: scoring.Low}, {Lowest: scoring.Low, Highest: scoring.Moderate}, {Lowest: scoring.Low, Highest: scoring.High},
	{Lowest: scoring.Moderate, Highest: scoring.Moderate}, {Lowest: scoring.Moderate, Highest: scoring.High},
	{Lowest: scoring.High, Highest: scoring.High},
}

// rangeOf is the index of a range in levelRanges.
func rangeOf(lowest, highest scoring.Level) int {
	return slices.Index(levelRanges[:], scoring.LevelRange{Lowest: lowest, Highest: highest})
}

// NewCases returns empty counts under the tables.
func NewCases(tables []*scoring.Thresholds) *Cases {
	c := &Cases{tables: make([]tableCounts, len(tables))}
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
	ee, dp, pa, complete := a.Sums()
	if !complete {
		c.addIncomplete(a)
		return
	}
	c.complete++
	for i := range c.tables {
		t := &c.tables[i]
		t.scored[t.place[mbi.EE][ee]+t.place[mbi.DP][dp]+t.place[mbi.PA][pa]]++
	}
}

// addIncomplete counts a respondent who left an item out and so is undecided.
func (c *Cases) addIncomplete(a *mbi.Answers) {
	if *a == none {
		c.withoutAnswers++
		return
	}
	c.incomplete++
	for i := range c.tables {
		t, place := &c.tables[i], 0
		r := scoring.Rate(a, t.thresholds)
		for _, s := range mbi.Subscales {
			place = place*ranges + rangeOf(r.LevelBounds(s))
		}
		t.open[place]++
	}
}

// Merge adds the rows of o, counted under the same tables.
func (c *Cases) Merge(o *Cases) {
	c.Flow.merge(o.Flow)
	for i := range c.tables {
		add(c.tables[i].scored[:], o.tables[i].scored[:])
		add(c.tables[i].open[:], o.tables[i].open[:])
	}
}

// Case is how many respondents a definition counts under a table. Its percentage
// and interval are of the respondents scored on all three subscales.
type Case struct {
	Definition *scoring.Definition
	Thresholds *scoring.Thresholds
	Share
}

// Interval is how the interval of a share is computed.
type Interval struct {
	Method     stats.IntervalMethod
	Confidence float64 // between 0 and 1
}

// share returns k of n as a share with its interval.
func (i Interval) share(k, n int64, b Bounds) Share {
	s := Share{N: k, Percent: stats.NumberOf(100*float64(k)/float64(max(n, 1)), n > 0), Bounds: b}
	ends, ok := i.Method.Interval(k, n, i.Confidence)
	s.Low, s.High = stats.NumberOf(100*ends.Low, ok), stats.NumberOf(100*ends.High, ok)
	return s
}

// Grid returns the cases of each definition under each table, those that count
// fewest first; where they count the same, in the order given.
func (c *Cases) Grid(definitions []scoring.Definition, interval Interval) []Case {
	var grid []Case
	for d := range definitions {
		for t := range c.tables {
			k, b := c.tables[t].count(&definitions[d].Rule)
			grid = append(grid, Case{&definitions[d], c.tables[t].thresholds, interval.share(k, c.complete, b)})
		}
	}
	slices.SortStableFunc(grid, func(a, b Case) int { return cmp.Compare(a.N, b.N) })
	return grid
}

// count returns how many respondents meet the rule, of those scored on all three
// subscales, and how many certainly and possibly do, of all.
func (t *tableCounts) count(r *scoring.Rule) (k int64, b Bounds) {
	for place, n := range t.scored {
		l := [3]scoring.Level{scoring.Level(place / (levels * levels)), scoring.Level(place / levels % levels), scoring.Level(place % levels)}
		if n > 0 && r.Holds(l) {
			k += n
		}
	}
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
	return k, b
}
