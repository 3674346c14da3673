package cmd

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"burnout/cmd/internal/streams"
	"burnout/mbi"
	"burnout/mbi/fault"
	"burnout/scoring"
	"burnout/scoring/cohort"
	"burnout/scoring/summary"
)

// numberSink counts a cohort and its groups, and columns of numbers beside the
// scores.
type numberSink struct {
	*divided[*summary.Counts]
	names   []string
	rule    scoring.MissingRule
	columns []int
	numbers []*summary.Numbers
}

// Row counts a row.
func (n *numberSink) Row(r *cohort.Row) error {
	if err := n.divided.Row(r); err != nil {
		return err
	}
	if len(n.numbers) < len(n.names) {
		if err := n.find(r.Headings()); err != nil {
			return err
		}
	}
	if r.Answers.Given() == 0 {
		return nil
	}
	for i, column := range n.columns {
		cell := r.Cell(column)
		if len(cell) == 0 {
			n.numbers[i].AddBlank()
			continue
		}
		x, err := plainNumber(string(cell))
		if err != nil {
			return r.Fault(column, fmt.Sprintf("a text in column %s, expected a number or an empty cell", fault.Quote(n.names[i])), "--by "+n.names[i]+" compares groups by a column of texts")
		}
		if !n.numbers[i].Add(&r.Answers, x) {
			return tooManyNumbers(n.names[i])
		}
	}
	return nil
}

func (n *numberSink) find(headings []string) error {
	for _, name := range n.names {
		column, err := columnOf(headings, name, "--with")
		if err != nil {
			return err
		}
		n.columns, n.numbers = append(n.columns, column), append(n.numbers, summary.NewNumbers(n.rule))
	}
	return nil
}

func tooManyNumbers(column string) error {
	return hinted(fmt.Errorf("column %s holds more than %d different numbers, expected fewer, for each is kept in memory", fault.Quote(column), summary.MostNumbers),
		"round the numbers, to whole years say")
}

// comparedColumn is a column of numbers beside the scores.
type comparedColumn struct {
	name  string
	blank int64 // respondents without a number
}

// compareColumns correlates the columns with the scores.
func (c *cohortComparison) compareColumns(names []string, sinks []*numberSink) error {
	for i, name := range names {
		all := summary.NewNumbers(c.missing)
		for _, s := range sinks {
			if len(s.numbers) > i && !all.Merge(s.numbers[i]) {
				return tooManyNumbers(name)
			}
		}
		c.with = append(c.with, comparedColumn{name, all.Blank()})
		for _, s := range mbi.Subscales {
			c.parts = append(c.parts, comparedPart{withTests, int(s), name, all.Correlations(s, c.intervals.Confidence)})
		}
	}
	return nil
}

// waveSink keeps the rows of each respondent, to find the two of one.
type waveSink struct {
	*divided[*summary.Counts]
	column        string
	rows          []waveRow
	waves         []string
	noID, noValue int64
}

type waveRow struct {
	id      string
	wave    string
	answers mbi.Answers
	file    int32
	line    int32
}

// Row keeps a row with an answer.
func (w *waveSink) Row(r *cohort.Row) error {
	if err := w.divided.Row(r); err != nil || r.Answers.Given() == 0 {
		return err
	}
	id, cell := r.ID(), r.Wave()
	switch {
	case len(id) == 0:
		w.noID++
		return nil
	case len(cell) == 0:
		w.noValue++
		return nil
	}
	wave := slices.IndexFunc(w.waves, func(v string) bool { return v == string(cell) })
	if wave < 0 {
		if wave = len(w.waves); wave == 2 {
			return manyWaves(w.column)
		}
		w.waves = append(w.waves, string(cell))
	}
	w.rows = append(w.rows, waveRow{string(id), w.waves[wave], r.Answers, int32(r.File), int32(r.Line())})
	return nil
}

func manyWaves(column string) error {
	return hinted(fmt.Errorf("column %s tells more than two waves apart, expected two", fault.Quote(column)),
		"keep the rows of two waves in a file, and compare these")
}

// comparedWaves is two waves of the same respondents.
type comparedWaves struct {
	column        string
	names         [2]string
	shown         [2]group[struct{}] // their names in tables
	both          int64
	only          [2]int64 // at one wave
	noID, noValue int64    // rows
	changes       [3]summary.Change
}

// readWaves reads and compares two waves.
func (c *cohortComparison) readWaves(ctx context.Context, s *streams.Streams, o *compareOptions, paths []string) error {
	o.options.Waves = o.paired
	var sinks []*waveSink
	in, d, err := countBeside(ctx, s, &o.readFlags, &o.groupFlags, paths, func() *summary.Counts { return summary.New(c.thresholds, c.missing) }, func(d *divided[*summary.Counts]) cohort.Sink {
		sinks = append(sinks, &waveSink{divided: d, column: o.paired})
		return sinks[len(sinks)-1]
	})
	if err != nil {
		return err
	}
	c.input, c.counts = in, d.all
	if in.ID < 0 {
		return commandLine(hinted(fmt.Errorf("no column of identifiers was found, expected one that tells who answered twice"), "--id COLUMN names it"))
	}
	c.waves = &comparedWaves{column: o.paired}
	rows, err := c.waves.gather(sinks, o.ordered)
	if err != nil {
		return err
	}
	pairs := summary.NewWaves(c.thresholds, c.missing)
	if err := c.waves.pair(rows, paths, pairs); err != nil {
		return err
	}
	if c.waves.both == 0 {
		return hinted(fmt.Errorf("no identifier stands at both waves of column %s, expected some", fault.Quote(o.paired)), "--id COLUMN names another column of identifiers")
	}
	for _, s := range mbi.Subscales {
		c.waves.changes[s] = pairs.Change(s, c.reliability, c.intervals.Confidence)
		c.add(waveTests, s, c.waves.changes[s].Statistics)
	}
	return nil
}

// gather puts the rows of all workers together, in their order, and names the two
// waves.
func (w *comparedWaves) gather(sinks []*waveSink, order []string) ([]waveRow, error) {
	var rows []waveRow
	var waves []string
	for _, s := range sinks {
		rows = append(rows, s.rows...)
		waves = append(waves, s.waves...)
		w.noID, w.noValue = w.noID+s.noID, w.noValue+s.noValue
	}
	slices.SortFunc(waves, compareValues)
	waves = slices.Compact(waves)
	if len(order) == 2 {
		unlisted := slices.DeleteFunc(slices.Clone(waves), func(v string) bool { return slices.Contains(order, v) })
		if len(unlisted) > 0 {
			return nil, unlistedValues(w.column, unlisted)
		}
		waves = slices.DeleteFunc(slices.Clone(order), func(v string) bool { return !slices.Contains(waves, v) })
	}
	switch {
	case len(waves) > 2:
		return nil, manyWaves(w.column)
	case len(waves) < 2:
		return nil, hinted(fmt.Errorf("column %s holds %d wave, expected two", fault.Quote(w.column), len(waves)), "--paired names a column with a value for each of two waves")
	}
	w.names = [2]string(waves)
	for i, name := range w.names {
		w.shown[i].values = []string{name}
	}
	slices.SortFunc(rows, func(a, b waveRow) int { return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.line, b.line)) })
	return rows, nil
}

// pair finds the two rows of each identifier.
func (w *comparedWaves) pair(rows []waveRow, paths []string, into *summary.Waves) error {
	people := map[string]*[2]*mbi.Answers{}
	for i := range rows {
		r := &rows[i]
		wave := slices.Index(w.names[:], r.wave)
		person, known := people[r.id]
		if !known {
			person = new([2]*mbi.Answers)
			people[r.id] = person
		}
		if person[wave] != nil {
			return &fault.Fault{File: paths[r.file], Line: int(r.line), Text: fmt.Sprintf("the same identifier has answered before, expected one row for each respondent and value of column %s", fault.Quote(w.column))}
		}
		person[wave] = &r.answers
	}
	for _, person := range people {
		switch {
		case person[0] == nil:
			w.only[1]++
		case person[1] == nil:
			w.only[0]++
		default:
			w.both++
			into.Add(person[0], person[1])
		}
	}
	return nil
}
