package cmd

import (
	"path/filepath"

	"burnout/mbi"
	"burnout/mbi/locale"
	"burnout/scoring"
	"burnout/scoring/cohort"
	"burnout/scoring/stats"
	"burnout/scoring/summary"
)

// fileJSON says what one file held and how it was recognised.
type fileJSON struct {
	Name       string `json:"name"`
	Rows       int64  `json:"rows"`
	Kind       string `json:"kind"`
	Compressed bool   `json:"compressed,omitempty"`
	Encoding   string `json:"encoding,omitempty"`
	Delimiter  string `json:"delimiter,omitempty"`
	Sheet      string `json:"sheet,omitempty"`
	HeaderRows int    `json:"header_rows"`
}

// inputJSON says what was read and how.
type inputJSON struct {
	Files         []fileJSON `json:"files"`
	Found         string     `json:"found"`
	Items         []string   `json:"items"`
	ID            *string    `json:"id"`
	Coding        string     `json:"coding"`
	MissingValues []int      `json:"missing_values"`
	Missing       string     `json:"missing"`
}

func inputJSONOf(in *cohort.Input, missing scoring.MissingRule) inputJSON {
	j := inputJSON{Found: in.Found, Coding: in.Coding, Missing: missing.String(), MissingValues: append([]int{}, in.Missing...)}
	for _, f := range in.Files {
		j.Files = append(j.Files, fileJSON{filepath.Base(f.Name), f.Rows, f.Format.Kind, f.Format.Compressed, f.Format.Encoding, f.Format.Delimiter, f.Format.Sheet, f.HeaderRows})
	}
	j.Items = []string{}
	if in.Found == "" {
		return j // the reading ended before the items were found
	}
	for _, column := range in.Items {
		j.Items = append(j.Items, in.Headings[column])
	}
	if in.ID >= 0 {
		j.ID = &in.Headings[in.ID]
	}
	return j
}

// flowJSON counts the rows from the file to the cohort.
type flowJSON struct {
	Rows           int64 `json:"rows"`
	Blank          int64 `json:"blank"`
	Previews       int64 `json:"previews"`
	Filtered       int64 `json:"filtered"`
	WithoutAnswers int64 `json:"without_answers"`
	Respondents    int64 `json:"respondents"`
	Complete       int64 `json:"complete"`
}

type intervalJSON struct {
	Method     string  `json:"method"`
	Confidence float64 `json:"confidence"`
}

type alphaJSON struct {
	Value stats.Number `json:"value"`
	Low   stats.Number `json:"low"`
	High  stats.Number `json:"high"`
	N     int64        `json:"n"`
}

// shareJSON is a count with its percentage and interval; lowest and highest are
// the counts that missing answers leave possible.
type shareJSON struct {
	N       int64        `json:"n"`
	Percent stats.Number `json:"percent"`
	Low     stats.Number `json:"low"`
	High    stats.Number `json:"high"`
	Lowest  int64        `json:"lowest"`
	Highest int64        `json:"highest"`
}

func shareJSONOf(s summary.Share) shareJSON {
	return shareJSON{s.N, s.Percent, s.Low, s.High, s.Bounds.Lowest, s.Bounds.Highest}
}

type levelsJSON struct {
	Low      shareJSON `json:"low"`
	Moderate shareJSON `json:"moderate"`
	High     shareJSON `json:"high"`
}

type subscaleJSON struct {
	N              int64        `json:"n"`
	Prorated       int64        `json:"prorated"`
	Missing        int64        `json:"missing"`
	MissingAnswers int64        `json:"missing_answers"`
	Mean           stats.Number `json:"mean"`
	SD             stats.Number `json:"sd"`
	ItemMean       stats.Number `json:"item_mean"`
	Median         stats.Number `json:"median"`
	Q1             stats.Number `json:"q1"`
	Q3             stats.Number `json:"q3"`
	Min            stats.Number `json:"min"`
	Max            stats.Number `json:"max"`
	Skewness       stats.Number `json:"skewness"`
	Floor          stats.Number `json:"floor_percent"`
	Ceiling        stats.Number `json:"ceiling_percent"`
	Alpha          alphaJSON    `json:"alpha"`
	Levels         levelsJSON   `json:"levels"`
}

type dimensionsSummaryJSON struct {
	N         int64     `json:"n"`
	Undecided int64     `json:"undecided"`
	None      shareJSON `json:"0"`
	One       shareJSON `json:"1"`
	Two       shareJSON `json:"2"`
	Three     shareJSON `json:"3"`
}

type coefficientJSON struct {
	Value stats.Number `json:"value"`
	Low   stats.Number `json:"low"`
	High  stats.Number `json:"high"`
	P     stats.Number `json:"p"`
}

type correlationJSON struct {
	Of       [2]string       `json:"of"`
	N        int64           `json:"n"`
	Pearson  coefficientJSON `json:"pearson"`
	Spearman coefficientJSON `json:"spearman"`
}

// groupSummaryJSON is the summary of one group.
type groupSummaryJSON struct {
	By map[string]string `json:"by"`
	partJSON
}

// partJSON holds the numbers of a cohort or of a part of it.
type partJSON struct {
	N            int64                    `json:"n"`
	Subscales    bySubscale[subscaleJSON] `json:"subscales"`
	Dimensions   dimensionsSummaryJSON    `json:"dimensions"`
	Correlations []correlationJSON        `json:"correlations"`
}

// withheldJSON says what is not shown of the groups.
type withheldJSON struct {
	Groups      int64 `json:"groups"`
	Respondents int64 `json:"respondents"`
	Ungrouped   int64 `json:"ungrouped"` // no value in a group column
}

// headJSON is what every JSON of a cohort begins with.
type headJSON struct {
	Schema     int            `json:"schema"`
	Thresholds thresholdsJSON `json:"thresholds"`
	Input      inputJSON      `json:"input"`
	Flow       flowJSON       `json:"flow"`
}

type summaryJSON struct {
	headJSON
	Interval intervalJSON `json:"interval"`
	partJSON
	Groups   []groupSummaryJSON `json:"groups,omitempty"`
	Withheld *withheldJSON      `json:"withheld,omitempty"`
	Warnings []warning          `json:"warnings"`
}

// headOf is the head of a cohort's JSON.
func headOf(in *cohort.Input, t *scoring.Thresholds, missing scoring.MissingRule, counts *summary.Counts) headJSON {
	return headJSON{
		Schema:     schema,
		Thresholds: thresholdsJSONOf(t),
		Input:      inputJSONOf(in, missing),
		Flow:       flowOf(in, counts),
	}
}

// flowOf counts the rows that were read, and those that were added up.
func flowOf(in *cohort.Input, counts interface {
	WithoutAnswers() int64
	Respondents() int64
	Complete() int64
}) flowJSON {
	return flowJSON{
		Rows: in.Rows, Blank: in.Blank, Previews: in.Previews, Filtered: in.Filtered, WithoutAnswers: counts.WithoutAnswers(),
		Respondents: counts.Respondents(), Complete: counts.Complete(),
	}
}

// json is the summary as the contract has it, unrounded and in no language but
// for the English text of its warnings.
func (c *cohortSummary) json() summaryJSON {
	j := summaryJSON{
		headJSON: headOf(c.input, c.thresholds, c.missing, c.counts),
		Interval: intervalJSON{string(c.intervals.Method), c.intervals.Confidence},
		partJSON: c.partJSON(c.counts),
		Warnings: c.warnings(locale.For(locale.English)),
	}
	if len(c.by) == 0 {
		return j
	}
	j.Withheld = &withheldJSON{c.withheld.groups, c.withheld.respondents, c.ungrouped}
	for _, g := range c.groups {
		j.Groups = append(j.Groups, groupSummaryJSON{g.by(c.by), c.partJSON(g.counts)})
	}
	return j
}

// by maps the columns to the group's values.
func (g *group[T]) by(columns []string) map[string]string {
	by := map[string]string{}
	for i, name := range columns {
		by[name] = visible(g.values[i])
	}
	return by
}

func (c *cohortSummary) partJSON(counts *summary.Counts) partJSON {
	p := partJSON{
		N:          counts.Respondents(),
		Subscales:  bySubscaleOf(func(s mbi.Subscale) subscaleJSON { return subscaleJSONOf(counts.Subscale(s, c.intervals)) }),
		Dimensions: dimensionsJSONOf(counts.Dimensions(c.intervals)),
	}
	for _, r := range counts.Correlations(c.intervals.Confidence) {
		p.Correlations = append(p.Correlations, correlationJSON{
			[2]string{r.Of[0].String(), r.Of[1].String()}, r.N, coefficientJSONOf(r.Pearson, r.Defined), coefficientJSONOf(r.Spearman, r.Defined)})
	}
	return p
}

func coefficientJSONOf(c stats.Correlation, ok bool) coefficientJSON {
	return coefficientJSON{stats.NumberOf(c.R, ok), c.Low, c.High, stats.NumberOf(c.P, ok)}
}

func subscaleJSONOf(d summary.Subscale) subscaleJSON {
	return subscaleJSON{
		N: d.N, Prorated: d.Prorated, Missing: d.Missing, MissingAnswers: d.MissingAnswers,
		Mean: d.Mean, SD: d.SD, ItemMean: d.ItemMean, Median: d.Median, Q1: d.Q1, Q3: d.Q3, Min: d.Min, Max: d.Max,
		Skewness: d.Skewness, Floor: d.Floor, Ceiling: d.Ceiling,
		Alpha: alphaJSON{
			stats.NumberOf(d.Alpha.Value, d.AlphaDefined), stats.NumberOf(d.Alpha.Interval.Low, d.AlphaDefined),
			stats.NumberOf(d.Alpha.Interval.High, d.AlphaDefined), d.N - d.Prorated,
		},
		Levels: levelsJSON{shareJSONOf(d.Levels[scoring.Low]), shareJSONOf(d.Levels[scoring.Moderate]), shareJSONOf(d.Levels[scoring.High])},
	}
}

func dimensionsJSONOf(d summary.Dimensions) dimensionsSummaryJSON {
	return dimensionsSummaryJSON{
		N: d.N, Undecided: d.Undecided,
		None: shareJSONOf(d.Counts[0]), One: shareJSONOf(d.Counts[1]), Two: shareJSONOf(d.Counts[2]), Three: shareJSONOf(d.Counts[3]),
	}
}
