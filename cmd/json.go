package cmd

import (
	"encoding/json"
	"io"

	"burnout/mbi"
	"burnout/scoring"
)

// schema is the version of every JSON output. It may gain keys, never change one.
const schema = 1

// bySubscale is one value for each subscale, in reporting order.
type bySubscale[T any] struct {
	EE T `json:"ee"`
	DP T `json:"dp"`
	PA T `json:"pa"`
}

func bySubscaleOf[T any](f func(mbi.Subscale) T) bySubscale[T] {
	return bySubscale[T]{f(mbi.EE), f(mbi.DP), f(mbi.PA)}
}

// cutsJSON is the lowest sum of the two upper levels.
type cutsJSON struct {
	Moderate int `json:"moderate"`
	High     int `json:"high"`
}

// thresholdsJSON names the table in force with its integers.
type thresholdsJSON struct {
	ID string `json:"id"`
	bySubscale[cutsJSON]
}

func thresholdsJSONOf(t *scoring.Thresholds) thresholdsJSON {
	return thresholdsJSON{t.ID, bySubscaleOf(func(s mbi.Subscale) cutsJSON { return cutsJSON(t.Cuts[s]) })}
}

// scoreJSON is one respondent's score on one subscale. Where there is none, sum,
// mean and level are null.
type scoreJSON struct {
	Sum      *int     `json:"sum"`
	Mean     *float64 `json:"mean"`
	Answered int      `json:"answered"`
	Level    *string  `json:"level"`
	Lowest   int      `json:"lowest"`
	Highest  int      `json:"highest"`
}

func scoreJSONOf(r *scoring.Result, s mbi.Subscale) scoreJSON {
	score := r.Scores[s]
	j := scoreJSON{Answered: score.Answered, Lowest: score.Lowest, Highest: score.Highest}
	if sum, ok := score.Sum(); ok {
		mean, _ := score.Mean()
		level, _ := r.Level(s)
		name := level.String()
		j.Sum, j.Mean, j.Level = &sum, &mean, &name
	}
	return j
}

// dimensionsJSON is the number of dimensions on their burnout side, or null.
func dimensionsJSON(r *scoring.Result) *int {
	if n, ok := r.Dimensions(); ok {
		return &n
	}
	return nil
}

// writeJSON writes v on lines of its own. Text stays as it is: no & for "&".
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(v)
}
