// Package published is the arithmetic of printed results: whether the figures of
// a report are possible at its n, and what follows from them that it does not
// print. All of it is exact, in whole numbers or by enumeration; what the print
// does not decide is called undecided. It knows no person, only what is printed.
package published

import (
	"slices"

	"burnout/mbi"
	"burnout/scoring/stats"
)

// MaxN is the largest number of persons of a study.
const MaxN = 100_000

// Study is what a report prints: facts and figures, each as it stands there.
type Study struct {
	ID         string
	Title      string
	Source     string // where the figures are printed
	Note       string // may be empty
	Thresholds string // the id of the table that the report uses; empty where it is unknown
	Coding     string // one of [Codings]; empty where it is unknown
	Samples    []Sample

	Proportions []Proportion
	Totals      []Total
	Means       []Mean
	Tables      []Table
	Comparisons []Comparison
}

// Codings lists how a report may count the seven answers: from 0 or from 1, which
// makes each sum larger by the number of its items.
func Codings() []string { return []string{CodingFrom0, CodingFrom1} }

// The codings.
const (
	CodingFrom0 = "0-6"
	CodingFrom1 = "1-7"
)

// Sample is a number of persons that a report states. The first of a study is
// the one that a figure is of where nothing else is said.
type Sample struct {
	Name string
	N    int
}

// Figure is what all figures have in common.
type Figure struct {
	Label  string // the report's words; empty where the figure says itself what it is of
	Where  string // where in the report; may be empty
	Sample int    // index of the study's samples
}

// Proportion is a part of a sample: a count, a percentage or both.
type Proportion struct {
	Figure
	Of       *Condition // what the three dimensions say of these persons, or nil
	Count    *int
	Percent  *Decimal
	Interval *PrintedInterval // in percent, or nil
}

// PrintedInterval is a printed confidence interval, in percent.
type PrintedInterval struct {
	Low, High  Decimal
	Confidence Decimal // in percent
}

// Total is a sample divided into parts, each person being in one of them.
type Total struct {
	Figure
	Parts []Proportion
}

// Mean is the mean of scores, and their SD where it is printed, with n-1.
type Mean struct {
	Figure
	Of   *mbi.Subscale // the subscale whose sums are meant, or nil
	Mean Decimal
	SD   *Decimal
	// Alpha is Cronbach's alpha of a subscale where it is printed.
	Alpha *Decimal
	// Per is the number of items by which the sums are divided: 1, or that of the
	// subscale.
	Per int
	// Scores is the range of the scores, which are whole numbers, or nil where that
	// is not known.
	Scores *Range
}

// Sums returns the mean and the SD of a subscale on sums of answers from 0 to 6,
// whatever the report counts; the SD is undefined where it is not printed.
func (m *Mean) Sums() (mean float64, sd stats.Number) {
	per := float64(m.Per)
	if m.SD != nil {
		sd = stats.NumberOf(m.SD.Float()*per, true)
	}
	// Converted, no machine fuses the product with the difference.
	return float64(m.Mean.Float()*per) - float64(m.Scores.Lowest), sd
}

// Subscale returns the first printed mean of a subscale, and whether there is
// one.
func (s *Study) Subscale(of mbi.Subscale) (*Mean, bool) {
	i := slices.IndexFunc(s.Means, func(m Mean) bool { return m.Of != nil && *m.Of == of })
	if i < 0 {
		return nil, false
	}
	return &s.Means[i], true
}

// Table is a table of counts with the tests that are printed of it.
type Table struct {
	Figure
	Columns []string
	Rows    []Row
	Totals  []int // printed of the columns; none where they are not
	// The printed χ² of Pearson, its degrees of freedom, the p of whatever test was
	// made, the p of Fisher's exact test, Cramér's V; nil where they are not printed.
	ChiSquare, DF, P, Fisher, V *Printed
}

// Row is a row of a table.
type Row struct {
	Label  string
	Counts []int
	Total  *int // as it is printed, or nil
}

// Comparison is two groups by their mean and SD, with what is printed of them.
type Comparison struct {
	Figure
	Groups [2]Group
	// The printed t, degrees of freedom, p and Cohen's d; nil where they are not printed.
	T, DF, P, D *Printed
}

// Group is one group of a comparison.
type Group struct {
	Label    string
	N        int
	Mean, SD Decimal
}
