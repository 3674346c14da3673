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

func inputJSONOf(in *cohort.Input, missing string) inputJSON {
	j := inputJSON{Found: in.Found, Coding: in.Coding, Missing: missing, MissingValues: append([]int{}, in.Missing...)}
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

type summaryJSON struct {
	Schema     int                      `json:"schema"`
	Thresholds thresholdsJSON           `json:"thresholds"`
	Input      inputJSON                `json:"input"`
	Flow       flowJSON                 `json:"flow"`
	N          int64                    `json:"n"`
	Interval   intervalJSON             `json:"interval"`
	Subscales  bySubscale[subscaleJSON] `json:"subscales"`
	Dimensions dimensionsSummaryJSON    `json:"dimensions"`
	Warnings   []warning                `json:"warnings"`
}

func (c *cohortSummary) flow() flowJSON {
	return flowJSON{
		Rows: c.input.Rows, Blank: c.input.Blank, Previews: c.input.Previews, Filtered: c.input.Filtered, WithoutAnswers: c.counts.WithoutAnswers(),
		Respondents: c.counts.Respondents(), Complete: c.counts.Complete(),
	}
}

// json is the summary as the contract has it, unrounded and in no language but
// for the English text of its warnings.
func (c *cohortSummary) json() summaryJSON {
	return summaryJSON{
		Schema:     schema,
		Thresholds: thresholdsJSONOf(c.thresholds),
		Input:      inputJSONOf(c.input, c.missing),
		Flow:       c.flow(),
		N:          c.counts.Respondents(),
		Interval:   intervalJSON{intervalMethod, confidence},
		Subscales:  bySubscaleOf(c.subscaleJSON),
		Dimensions: dimensionsJSONOf(c.counts.Dimensions(confidence)),
		Warnings:   c.warnings(locale.For(locale.English)),
	}
}

// intervalMethod names the interval of every proportion.
const intervalMethod = "wilson"

func (c *cohortSummary) subscaleJSON(s mbi.Subscale) subscaleJSON {
	d := c.counts.Subscale(s, confidence)
	return subscaleJSON{
		N: d.N, Missing: d.Missing, MissingAnswers: d.MissingAnswers,
		Mean: d.Mean, SD: d.SD, ItemMean: d.ItemMean, Median: d.Median, Q1: d.Q1, Q3: d.Q3, Min: d.Min, Max: d.Max,
		Alpha: alphaJSON{
			stats.NumberOf(d.Alpha.Value, d.AlphaDefined), stats.NumberOf(d.Alpha.Interval.Low, d.AlphaDefined),
			stats.NumberOf(d.Alpha.Interval.High, d.AlphaDefined), d.N,
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
