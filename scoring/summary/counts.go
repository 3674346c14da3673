package summary

import (
	"burnout/mbi"
	"burnout/scoring"
	"burnout/scoring/stats"
)

// Counts is what a cohort adds up to. Make one with [New].
type Counts struct {
	thresholds *scoring.Thresholds
	rule       scoring.MissingRule
	affected   [3][sums]uint8 // 1 where the sum is on the burnout side

	withoutAnswers int64 // none of the 22 items answered
	incomplete     int64 // some answered
	complete       int64 // all answered

	sums           [3][sums]int64            // respondents who answered the whole subscale, by sum
	items          [mbi.Items][answers]int64 // rows by answer, the missing ones last
	unscored       [mbi.Items][answers]int64 // of them, those in which the item's subscale misses an answer
	pairs          [3][]int64                // respondents who answered two whole subscales, see [pair]
	dimensions     [4]int64                  // of the respondents who answered all
	missingAnswers [3]int64                  // of all respondents

	open      [3][3]Bounds // [subscale][level], of the respondents with a missing answer in it
	undecided [4]Bounds    // dimensions of the respondents with a missing answer

	// Of the respondents who are scored though an answer is missing:
	prorated           [3]map[partial]int64
	proratedPairs      [3]map[[2]partial]int64
	proratedDimensions [4]int64
}

// partial is the sum of so many answers of a subscale.
type partial struct{ sum, answered uint8 }

// pair returns where the sums x and y of pair p are counted.
func pair(p, x, y int) int { return x*(pairs[p][1].Max()+1) + y }

// Bounds is how many respondents certainly and how many possibly belong to a
// group, each missing answer being anything from 0 to 6.
type Bounds struct{ Lowest, Highest int64 }

// add counts a respondent whose values from low to high are possible.
func (b *Bounds) add(value, low, high int) {
	if low == value && high == value {
		b.Lowest++
	}
	if low <= value && value <= high {
		b.Highest++
	}
}

// plus adds n respondents who certainly belong to the group.
func (b Bounds) plus(n int64) Bounds { return Bounds{b.Lowest + n, b.Highest + n} }

// New returns empty counts under the thresholds t and a rule for missing answers.
func New(t *scoring.Thresholds, rule scoring.MissingRule) *Counts {
	c := &Counts{thresholds: t, rule: rule}
	for _, s := range mbi.Subscales {
		for sum := range s.Max() + 1 {
			if scoring.Affected(s, t.Level(s, sum)) {
				c.affected[s][sum] = 1
			}
		}
	}
	for p, both := range pairs {
		c.pairs[p] = make([]int64, (both[0].Max()+1)*(both[1].Max()+1))
		c.prorated[p], c.proratedPairs[p] = map[partial]int64{}, map[[2]partial]int64{}
	}
	return c
}

// Add counts one row. The answers must satisfy [mbi.Answers.Check].
func (c *Counts) Add(a *mbi.Answers) {
	for i, v := range a {
		c.items[i][v&(answers-1)]++
	}
	sums, missing := a.Sums()
	if missing != (mbi.BySubscale{}) {
		c.addIncomplete(a, sums, missing)
		return
	}
	c.complete++
	c.sums[mbi.EE][sums.EE]++
	c.sums[mbi.DP][sums.DP]++
	c.sums[mbi.PA][sums.PA]++
	c.pairs[0][pair(0, sums.EE, sums.DP)]++
	c.pairs[1][pair(1, sums.EE, sums.PA)]++
	c.pairs[2][pair(2, sums.DP, sums.PA)]++
	c.dimensions[c.affected[mbi.EE][sums.EE]+c.affected[mbi.DP][sums.DP]+c.affected[mbi.PA][sums.PA]]++
}

// addIncomplete counts a respondent who left an item out.
func (c *Counts) addIncomplete(a *mbi.Answers, sums, missing mbi.BySubscale) {
	if missing.EE+missing.DP+missing.PA == mbi.Items {
		c.withoutAnswers++
		return
	}
	c.incomplete++
	var certain, possible uint8 // dimensions on their burnout side
	for _, s := range mbi.Subscales {
		lowest, none := sums.Of(s), missing.Of(s)
		low, high := c.affected[s][lowest], c.affected[s][lowest+none*int(mbi.MaxAnswer)]
		certain, possible = certain+(low&high), possible+(low|high)
		if none == 0 {
			c.sums[s][lowest]++
		} else {
			c.addOpen(a, s, lowest, none)
		}
	}
	for n := range c.undecided {
		c.undecided[n].add(n, int(certain), int(possible))
	}
	c.addPairs(sums, missing)
	if c.rule != (scoring.MissingRule{}) {
		scores := scoring.Scores(a)
		if n, ok := c.rule.Dimensions(&scores, c.thresholds); ok {
			c.proratedDimensions[n]++
		}
	}
}

// addOpen counts a subscale in which answers are missing.
func (c *Counts) addOpen(a *mbi.Answers, s mbi.Subscale, lowest, missing int) {
	c.missingAnswers[s] += int64(missing)
	low, high := c.thresholds.Level(s, lowest), c.thresholds.Level(s, lowest+missing*int(mbi.MaxAnswer))
	for _, l := range scoring.Levels {
		c.open[s][l].add(int(l), int(low), int(high))
	}
	s.Each(a, func(item int, v mbi.Answer) { c.unscored[item-1][v&(answers-1)]++ })
	if p, ok := c.partial(s, lowest, missing); ok {
		c.prorated[s][p]++
	}
}

// partial returns the score of a subscale with missing answers, if it has one.
func (c *Counts) partial(s mbi.Subscale, lowest, missing int) (partial, bool) {
	answered := s.Len() - missing
	return partial{uint8(lowest), uint8(answered)}, c.rule.Scores(scoring.Score{Subscale: s, Answered: answered})
}

// addPairs counts the pairs of subscales that are both scored.
func (c *Counts) addPairs(sums, missing mbi.BySubscale) {
	for p, both := range pairs {
		x, y := both[0], both[1]
		if missing.Of(x)+missing.Of(y) == 0 {
			c.pairs[p][pair(p, sums.Of(x), sums.Of(y))]++
			continue
		}
		one, ok := c.partial(x, sums.Of(x), missing.Of(x))
		other, also := c.partial(y, sums.Of(y), missing.Of(y))
		if ok && also {
			c.proratedPairs[p][[2]partial{one, other}]++
		}
	}
}

// Merge adds the rows of o, counted under the same thresholds and rule. In
// whatever order counts are merged, the sum is the same.
func (c *Counts) Merge(o *Counts) {
	c.withoutAnswers += o.withoutAnswers
	c.incomplete += o.incomplete
	c.complete += o.complete
	for s := range c.sums {
		add(c.sums[s][:], o.sums[s][:])
		add(c.pairs[s], o.pairs[s])
		for l := range c.open[s] {
			c.open[s][l].merge(o.open[s][l])
		}
		addMap(c.prorated[s], o.prorated[s])
		addMap(c.proratedPairs[s], o.proratedPairs[s])
	}
	for i := range c.items {
		add(c.items[i][:], o.items[i][:])
		add(c.unscored[i][:], o.unscored[i][:])
	}
	add(c.missingAnswers[:], o.missingAnswers[:])
	add(c.dimensions[:], o.dimensions[:])
	add(c.proratedDimensions[:], o.proratedDimensions[:])
	for n := range c.undecided {
		c.undecided[n].merge(o.undecided[n])
	}
}

func (b *Bounds) merge(o Bounds) { b.Lowest, b.Highest = b.Lowest+o.Lowest, b.Highest+o.Highest }

func add(to, from []int64) {
	for i, n := range from {
		to[i] += n
	}
}

func addMap[K comparable](to, from map[K]int64) {
	for k, n := range from {
		to[k] += n
	}
}

// WithoutAnswers returns how many rows hold none of the 22 answers.
func (c *Counts) WithoutAnswers() int64 { return c.withoutAnswers }

// Respondents returns how many rows hold at least one answer: the n of a cohort.
func (c *Counts) Respondents() int64 { return c.complete + c.incomplete }

// Ns returns the n of what is shown of the rows: respondents, those scored on each
// subscale, on each two and on all, and those who answered each whole subscale.
func (c *Counts) Ns() []int64 {
	n := func(counts []int64) int64 { return stats.Histogram(counts).N() }
	ns := []int64{c.Respondents(), n(c.dimensions[:]) + n(c.proratedDimensions[:])}
	for i := range c.sums {
		whole, two := n(c.sums[i][:]), n(c.pairs[i])
		scored := whole
		for _, k := range c.prorated[i] {
			scored += k
		}
		for _, k := range c.proratedPairs[i] {
			two += k
		}
		ns = append(ns, whole, scored, two)
	}
	return ns
}

// Complete returns how many rows hold all 22 answers.
func (c *Counts) Complete() int64 { return c.complete }
