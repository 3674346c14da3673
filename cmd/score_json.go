package cmd

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strconv"

	"burnout/scoring/cohort"
	"burnout/scoring/stats"
)

// jsonRows writes rows as one JSON object, a line for each row. What is known of
// the input only after its last row follows the rows.
type jsonRows struct{}

func (jsonRows) head(s *scoreRows) ([]byte, error) {
	head, err := json.Marshal(thresholdsJSONOf(s.thresholds))
	return fmt.Appendf(nil, "{\"schema\":%d,\n\"thresholds\":%s,\n\"rows\":[\n", schema, head), err
}

func (jsonRows) phrase(s scored) string {
	j := rowScoreJSON{Answered: s.Answered, Lowest: s.Lowest, Highest: s.Highest}
	if s.has {
		level := s.level.String()
		j.Sum, j.Mean, j.Level = stats.NumberOf(s.sum, true), stats.NumberOf(s.sum/float64(s.Subscale.Len()), true), &level
		j.Prorated = !s.Complete()
	}
	return fmt.Sprintf(`,"%v":%s`, s.Subscale, appendJSON(nil, j))
}

// rowScoreJSON is the score of one subscale in a row, null where there is none.
type rowScoreJSON struct {
	Sum      stats.Number `json:"sum"`
	Mean     stats.Number `json:"mean"`
	Answered int          `json:"answered"`
	Level    *string      `json:"level"`
	Lowest   int          `json:"lowest"`
	Highest  int          `json:"highest"`
	Prorated bool         `json:"prorated,omitempty"`
}

func (jsonRows) separator() string { return ",\n" }

func (jsonRows) row(b []byte, s *scoreRows, r *cohort.Row, words *rowWords) []byte {
	b = append(b, '{')
	if len(s.files) > 1 {
		b = append(appendJSON(append(b, `"file":`...), filepath.Base(s.files[r.File])), ',')
	}
	b = strconv.AppendInt(append(b, `"row":`...), r.Number, 10)
	b = append(b, `,"id":`...)
	if id := r.ID(); len(id) > 0 {
		b = appendJSON(b, visible(string(id)))
	} else {
		b = append(b, "null"...)
	}
	for _, phrase := range words.scores {
		b = append(b, phrase...)
	}
	if b = append(b, `,"dimensions":`...); words.dimensions >= 0 {
		b = strconv.AppendInt(b, int64(words.dimensions), 10)
	} else {
		b = append(b, "null"...)
	}
	if len(s.kept.columns) > 0 {
		cells := map[string]string{}
		for i, column := range s.kept.columns {
			cells[s.kept.names[i]] = visible(string(r.Cell(column)))
		}
		b = appendJSON(append(b, `,"kept":`...), cells)
	}
	return append(b, '}')
}

// appendJSON appends a value that can be written as JSON.
func appendJSON(b []byte, v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // unreachable: texts and numbers
	}
	return append(b, text...)
}

func (jsonRows) tail(s *scoreRows, in *cohort.Input) ([]byte, error) {
	tail, err := json.Marshal(inputJSONOf(in, s.options.missing))
	return fmt.Appendf(nil, "\n],\n\"input\":%s}\n", tail), err
}
