package cmd

import (
	"slices"
	"strconv"
	"strings"

	"burnout/cmd/internal/render"
	"burnout/mbi"
	"burnout/mbi/locale"
	"burnout/scoring/stats"
	"burnout/scoring/summary"
)

// document is the comparison for people: what was read, tables, numbered notes.
func (c *cohortComparison) document(l locale.Language) render.Document {
	text := locale.For(l)
	d := render.Document{Language: string(l), Title: text.Compare.Title, Head: c.head(text)}
	if w := c.waves; w != nil {
		d.Head = append(d.Head, locale.Fill(text.Compare.Flow, "column", printable(w.column), "first", printable(w.names[0]), "second", printable(w.names[1]),
			"both", w.both, "one", w.only[0], "other", w.only[1]))
		d.Tables = c.waveTables(text)
	}
	if len(c.groups) > 0 {
		d.Tables = c.groupTables(text)
	}
	for _, column := range c.with {
		d.Tables = append(d.Tables, c.withTable(text, column.name))
	}
	d.Notes = c.notes(text)
	return d
}

// groupTables are the tables of the groups: scores, levels, burnout side of each
// subscale with their tests, and the dimensions.
func (c *cohortComparison) groupTables(text *locale.Text) []render.Table {
	var tables []render.Table
	for _, s := range mbi.Subscales {
		name := text.Short.Of(s)
		tables = append(tables, c.scoresTable(text, s), c.testTable(text, name, c.part(scoreTests, int(s), "")))
		if pairs := c.part(pairTests, int(s), ""); pairs != nil {
			tables = append(tables, c.pairTable(text, s, pairs))
		}
		under := text.Compare.Under
		levels := locale.Fill(text.Compare.Where.Levels, "subscale", name)
		affected := locale.Fill(text.Compare.AffectedOf, "subscale", name, "level", text.Summary.LevelNames[burnoutLevel(s)])
		tables = append(tables,
			c.countTable(text, levels, c.foot(text, under.Counts+" "+under.Expected, s), text.Summary.LevelNames[:], c.levels[s], func(g *summary.Counts) (int64, []summary.Share) {
				d := g.Subscale(s, c.intervals)
				return d.N, d.Levels[:]
			}),
			c.testTable(text, levels, c.part(levelTests, int(s), ""), s),
			c.affectedTable(text, affected, s),
			c.testTable(text, affected, c.part(affectedTests, int(s), ""), s))
	}
	dimensions := text.Summary.Dimensions
	foot := c.foot(text, text.Summary.Under.Dimensions+" "+text.Compare.Under.Expected, mbi.Subscales[:]...)
	return append(tables,
		c.countTable(text, dimensions, foot, []string{"0", "1", "2", "3"}, c.dimensions, func(g *summary.Counts) (int64, []summary.Share) {
			d := g.Dimensions(c.intervals)
			return d.N, d.Counts[:]
		}),
		c.testTable(text, dimensions, c.part(dimensionTests, -1, ""), mbi.Subscales[:]...))
}

// byColumns titles a table of the groups.
func (c *cohortComparison) byColumns(text *locale.Text, what string) string {
	return locale.Fill(text.Summary.Group, "what", what, "columns", printable(strings.Join(c.by, ", ")))
}

// pairName names two groups.
func (c *cohortComparison) pairName(text *locale.Text, pair [2]int) string {
	return locale.Fill(text.Compare.Pair, "first", c.groups[pair[0]].mark(), "second", c.groups[pair[1]].mark())
}

func (c *cohortComparison) scoresTable(text *locale.Text, s mbi.Subscale) render.Table {
	words, f := text.Summary.Rows, figuresIn(text)
	t := render.Table{Title: c.byColumns(text, text.Subscales.Of(s)), Header: []string{"", words.N, words.Missing, words.Mean, text.Items.Columns.SD, words.Median, words.Quartiles},
		Foot: c.foot(text, text.Compare.Under.Scores)}
	for i, g := range c.groups {
		d := g.counts.Subscale(s, c.intervals)
		t.Rows = append(t.Rows, []string{c.groups[i].name(), count(d.N), count(d.Missing), f.fixed(d.Mean, 2), f.fixed(d.SD, 2), f.short(d.Median, 2), f.shortPair(d.Q1, d.Q3, 2)})
	}
	return t
}

// countTable counts the groups by column, the expected counts below.
func (c *cohortComparison) countTable(text *locale.Text, what, foot string, columns []string, of summary.Table, shares func(*summary.Counts) (int64, []summary.Share)) render.Table {
	f := figuresIn(text)
	t := render.Table{Title: c.byColumns(text, what), Header: []string{"", text.Summary.Rows.N}, Foot: foot}
	for _, name := range columns {
		t.Header = append(t.Header, name+text.Summary.Columns.ShareUnit)
	}
	for i, g := range c.groups {
		n, all := shares(g.counts)
		row := []string{c.groups[i].name(), count(n)}
		for _, s := range all {
			row = append(row, f.share(s.N, s.Percent))
		}
		t.Rows = append(t.Rows, row)
		if of.Expected == nil {
			continue
		}
		expected := []string{"\u00a0\u00a0" + text.Compare.Expected, ""}
		for k, e := range of.Expected[i] {
			expected = append(expected, f.fixed(stats.NumberOf(e, !slices.Contains(of.Dropped, k)), 1))
		}
		t.Rows = append(t.Rows, expected)
	}
	return t
}

func (c *cohortComparison) affectedTable(text *locale.Text, what string, s mbi.Subscale) render.Table {
	f := figuresIn(text)
	t := render.Table{Title: c.byColumns(text, what), Header: []string{"", text.Summary.Rows.N, text.Compare.Columns.Affected, c.intervalHead(text)},
		Foot: c.foot(text, locale.Fill(text.Compare.Under.Affected, "method", c.intervalMethod(text)), s)}
	for i, g := range c.groups {
		d := g.counts.Subscale(s, c.intervals)
		share := d.Levels[burnoutLevel(s)]
		t.Rows = append(t.Rows, []string{c.groups[i].name(), count(d.N), f.share(share.N, share.Percent), f.pair(share.Low, share.High, 1)})
	}
	return t
}

// testTable shows statistics of groups, all over the same n; levels are those of
// these subscales.
func (c *cohortComparison) testTable(text *locale.Text, what string, list []summary.Statistic, levels ...mbi.Subscale) render.Table {
	t := statisticTable(text, c.intervalHead(text), list)
	t.Title = locale.Fill(text.Compare.Tests, "what", c.byColumns(text, what), "n", list[0].N)
	t.Foot = c.foot(text, c.testMethods(text, list), levels...)
	return t
}

// testMethods says how the statistics of a table were computed.
func (c *cohortComparison) testMethods(text *locale.Text, list []summary.Statistic) string {
	words := text.Compare.Under
	groups := []any{"first", c.groups[0].mark(), "second", c.groups[1].mark()}
	order, places := c.orderTexts()
	var said []string
	for _, s := range list {
		switch s.Name {
		case summary.WelchT:
			said = append(said, locale.Fill(words.Two, groups...))
		case summary.WelchF:
			said = append(said, words.Several)
		case summary.ChiSquare:
			said = append(said, words.ChiSquare)
		case summary.FisherExact:
			said = append(said, words.Fisher)
		case summary.MonteCarlo:
			said = append(said, locale.Fill(words.MonteCarlo, "n", summary.Replicates, "seed", summary.Seed))
		case summary.RiskDifference:
			said = append(said, locale.Fill(words.Risks, groups...))
		case summary.Jonckheere:
			said = append(said, locale.Fill(words.Jonckheere, "order", order))
		case summary.Armitage:
			said = append(said, locale.Fill(words.Armitage, "order", order, "places", places))
		}
	}
	return strings.Join(append(said, c.holmLine(text)), " ")
}

// orderTexts list the groups in their order, and the place of each in the order
// that was asked for, which holds groups that are not shown too.
func (c *cohortComparison) orderTexts() (order, places string) {
	var marks, numbers []string
	for i := range c.groups {
		marks = append(marks, c.groups[i].mark())
		numbers = append(numbers, strconv.Itoa(slices.Index(c.order, c.groups[i].values[0])+1))
	}
	return strings.Join(marks, ", "), strings.Join(numbers, ", ")
}

// holmLine says how many p values Holm's correction counts.
func (c *cohortComparison) holmLine(text *locale.Text) string {
	return locale.Fill(text.Compare.Under.Holm, "n", c.tests)
}

// statisticTable has a row for each statistic. Intervals and degrees of freedom
// have a column where a statistic has them.
func statisticTable(text *locale.Text, interval string, list []summary.Statistic) render.Table {
	words, f := text.Compare.Columns, figuresIn(text)
	has := func(what func(summary.Statistic) bool) bool { return slices.ContainsFunc(list, what) }
	intervals := has(func(s summary.Statistic) bool { return s.Low.Defined })
	degrees := has(func(s summary.Statistic) bool { return s.DF != nil })
	row := func(name, value, interval, df, p, holm string) []string {
		cells := []string{name, value}
		if intervals {
			cells = append(cells, interval)
		}
		if degrees {
			cells = append(cells, df)
		}
		return append(cells, p, holm)
	}
	t := render.Table{Header: row("", words.Value, interval, words.DF, "p", words.Holm)}
	for _, s := range list {
		var value, ends, p, holm string
		if !s.POnly {
			value = f.fixed(s.Value, decimals(s.Name))
		}
		if s.Low.Defined {
			ends = f.interval(s.Low, s.High, decimals(s.Name))
		}
		if s.Test {
			p, holm = f.p(s.P), f.p(s.Holm)
		}
		t.Rows = append(t.Rows, row(rowName(text, s), value, ends, degreesText(f, s.DF), p, holm))
	}
	return t
}

// rowName names a statistic, a rank test with how it got its p.
func rowName(text *locale.Text, s summary.Statistic) string {
	name := statisticName(text, s.Name)
	switch {
	case s.POnly || s.Why != stats.Defined:
		return name
	case s.Method == summary.Exact:
		return locale.Fill(text.Compare.Exact, "name", name)
	case s.Method == summary.NormalTies || s.Method == summary.NormalTrend:
		return locale.Fill(text.Compare.Normal, "name", name)
	}
	return name
}

// degreesText writes degrees of freedom, one or two.
func degreesText(f figures, df []float64) string {
	var parts []string
	for _, v := range df {
		parts = append(parts, f.short(stats.NumberOf(v, true), 1))
	}
	return strings.Join(parts, f.separator())
}

// decimals is how many a statistic is shown with.
func decimals(name string) int {
	switch name {
	case summary.OmegaSquared, summary.EpsilonSquared, summary.CramerV, summary.RiskDifference:
		return 3
	case summary.MannWhitney, summary.Jonckheere, summary.SignedRank:
		return 1 // ties count a half
	}
	return 2
}

// pairTable has a row for each two groups: the three statistics of each are one
// after the other.
func (c *cohortComparison) pairTable(text *locale.Text, s mbi.Subscale, list []summary.Statistic) render.Table {
	words, f := text.Compare.Columns, figuresIn(text)
	t := render.Table{
		Title:  locale.Fill(text.Compare.Pairs, "what", text.Subscales.Of(s), "columns", printable(strings.Join(c.by, ", "))),
		Header: []string{"", words.Difference, locale.Fill(words.Joint, "confidence", f.percentOf(c.intervals.Confidence)), words.GamesP, words.Dunn, "p", words.DunnHolm},
		Foot:   c.foot(text, text.Compare.Under.Pairs),
	}
	for pair := range slices.Chunk(list, 3) {
		difference, games, dunn := pair[0], pair[1], pair[2]
		t.Rows = append(t.Rows, []string{c.pairName(text, difference.Pair), f.fixed(difference.Value, 2), f.interval(difference.Low, difference.High, 2), f.p(games.P),
			f.fixed(dunn.Value, 2), f.p(dunn.P), f.p(dunn.Holm)})
	}
	return t
}

// withTable correlates a column with the three scores.
func (c *cohortComparison) withTable(text *locale.Text, column string) render.Table {
	words, f := text.Compare, figuresIn(text)
	t := render.Table{
		Title:  locale.Fill(words.With, "column", printable(column)),
		Header: []string{"", text.Summary.Rows.N, words.Columns.Value, c.intervalHead(text), "p", words.Columns.Holm},
		Foot:   c.foot(text, words.Under.With+" "+c.holmLine(text)),
	}
	for _, s := range mbi.Subscales {
		for _, r := range c.part(withTests, int(s), column) {
			t.Rows = append(t.Rows, []string{text.Short.Of(s) + ", " + statisticName(text, r.Name), count(r.N), f.fixed(r.Value, 2), f.interval(r.Low, r.High, 2), f.p(r.P), f.p(r.Holm)})
		}
	}
	return t
}

// waveTables are the tables of two waves.
func (c *cohortComparison) waveTables(text *locale.Text) []render.Table {
	words, rows, f, w := text.Compare, text.Summary.Rows, figuresIn(text), c.waves
	first, second := w.shown[0].name(), w.shown[1].name()
	var tables []render.Table
	both := words.Under.BothWaves
	changed := render.Table{Title: words.Changed, Header: []string{"", rows.N, words.Columns.Limit, words.Columns.Fell, words.Columns.Within, words.Columns.Rose},
		Foot: c.foot(text, both+" "+locale.Fill(words.Under.Reliable, "source", c.reliability.Source))}
	crossed := render.Table{Title: words.Crossed, Header: []string{"", rows.N, first + text.Summary.Columns.ShareUnit, second + text.Summary.Columns.ShareUnit, words.Columns.Became, words.Columns.Ceased},
		Foot: c.foot(text, both, mbi.Subscales[:]...)}
	for _, s := range mbi.Subscales {
		d, name := w.changes[s], text.Subscales.Of(s)
		scores := render.Table{Title: locale.Fill(words.Waves, "what", name, "column", printable(w.column)), Header: []string{"", rows.N, rows.Mean, rows.SD, rows.Median, rows.Quartiles},
			Foot: c.foot(text, words.Under.Scores+" "+both)}
		sides := []string{text.Short.Of(s) + " " + text.Summary.LevelNames[burnoutLevel(s)], count(d.N)}
		for i, wave := range d.Waves {
			scores.Rows = append(scores.Rows, []string{w.shown[i].name(), count(d.N), f.fixed(wave.Mean, 2), f.fixed(wave.SD, 2), f.short(wave.Median, 2), f.shortPair(wave.Q1, wave.Q3, 2)})
			sides = append(sides, f.share(wave.Affected, c.intervals.Share(wave.Affected, d.N, summary.Bounds{}).Percent))
		}
		tests := statisticTable(text, c.intervalHead(text), c.part(waveTests, int(s), ""))
		tests.Title = locale.Fill(words.WaveTests, "what", name, "first", first, "second", second, "n", d.N)
		tests.Foot = c.foot(text, strings.Join([]string{both, words.Under.WaveTests, c.holmLine(text)}, " "), s)
		tables = append(tables, scores, tests)
		crossed.Rows = append(crossed.Rows, append(sides, count(d.Became), count(d.Ceased)))
		changed.Rows = append(changed.Rows, []string{text.Short.Of(s), count(d.N), f.fixed(stats.NumberOf(d.Limit, true), 1), count(d.Fell), count(d.Within), count(d.Rose)})
	}
	return append(tables, crossed, changed)
}

// notes are what must be known to read the tables.
func (c *cohortComparison) notes(text *locale.Text) []string {
	words := text.Compare.Notes
	notes := []string{text.Summary.Notes.Names, words.Levels, c.missingNote(text)}
	if c.waves != nil {
		if names := legend(c.waves.shown[:]); names != nil {
			notes = append(notes, locale.Fill(words.NumberedWaves, "names", strings.Join(names, ", ")))
		}
	}
	holm := words.Holm
	if slices.ContainsFunc(c.parts, func(p comparedPart) bool { return p.table == pairTests }) {
		holm = words.HolmPairs
	}
	notes = append(notes, holm)
	if len(c.by) > 0 {
		notes = append(notes, groupNotes(text, legend(c.groups), c.withheld, c.ungrouped, c.least)...)
	}
	if c.withheld.groups > 0 {
		notes = append(notes, words.NoPart)
	}
	for _, v := range c.warnings(text) {
		notes = append(notes, v.Text)
	}
	return notes
}

// statisticName names a statistic in a language.
func statisticName(text *locale.Text, name string) string {
	w := text.Compare.Statistics
	return map[string]string{
		summary.WelchT: w.WelchT, summary.MeanDifference: w.MeanDifference, summary.HedgesG: w.HedgesG, summary.MannWhitney: w.MannWhitney, summary.CliffDelta: w.CliffDelta,
		summary.WelchF: w.WelchF, summary.AnovaF: w.AnovaF, summary.OmegaSquared: w.OmegaSquared, summary.KruskalWallis: w.KruskalWallis, summary.EpsilonSquared: w.EpsilonSquared,
		summary.Jonckheere: w.Jonckheere, summary.GamesHowell: w.GamesHowell, summary.Dunn: w.Dunn,
		summary.ChiSquare: w.ChiSquare, summary.CramerV: w.CramerV, summary.FisherExact: w.Fisher, summary.MonteCarlo: w.MonteCarlo, summary.Armitage: w.Armitage,
		summary.RiskDifference: w.RiskDifference, summary.RiskRatio: w.RiskRatio, summary.OddsRatio: w.OddsRatio,
		summary.PearsonR: w.Pearson, summary.SpearmanRho: w.Spearman,
		summary.PairedT: w.PairedT, summary.MeanChange: w.MeanChange, summary.CohenDz: w.CohenDz, summary.SignedRank: w.SignedRank, summary.McNemarExact: w.McNemarExact, summary.McNemar: w.McNemar,
	}[name]
}
