package cohort

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"burnout/mbi/fault"
)

// events counts the rows of a column by which REDCap tells apart the rows of one
// respondent: events, and forms that repeat.
type events struct {
	column int
	name   string
	rows   map[string]int64 // value → rows
	given  map[string]bool  // value → a row has an answer
}

// eventNames are the headings of such columns, as codes and as labels.
var eventNames = []string{"redcap_event_name", "Event Name", "redcap_repeat_instrument", "Repeat Instrument"}

// instanceNames are those of columns that number the repeats of a form.
var instanceNames = []string{"redcap_repeat_instance", "Repeat Instance"}

func findEvents(headings []string) []*events {
	var found []*events
	for i, name := range headings {
		if slices.Contains(eventNames, name) {
			found = append(found, &events{i, name, map[string]int64{}, map[string]bool{}})
		}
	}
	return found
}

// mostEvents is how many events are told apart. A study has a few.
const mostEvents = 1000

// add counts a row.
func (e *events) add(value string, given bool) {
	if _, known := e.rows[value]; !known && len(e.rows) == mostEvents {
		return
	}
	e.rows[value]++
	e.given[value] = e.given[value] || given
}

// silent refuses rows of an event at which the inventory was not asked: they are
// no respondents whose answers are missing.
func (e *events) silent(file string) error {
	var without int64
	var asked []string
	for value, n := range e.rows {
		if e.given[value] {
			asked = append(asked, value)
		} else {
			without += n
		}
	}
	if without == 0 || len(asked) == 0 {
		return nil
	}
	condition := e.name + "=VALUE"
	if len(asked) == 1 {
		condition = clean(e.name + "=" + asked[0])
	}
	if strings.Contains(condition, " ") {
		condition = "'" + condition + "'"
	}
	return &fault.Fault{File: file,
		Text: fmt.Sprintf("%s in column %s stand for events without any of the 22 answers, expected one event", plural(int(without), "row"), fault.Quote(e.name)),
		Hint: "read one event at a time with --where " + condition}
}

// repeated adds to the refusal of an identifier the column that tells its rows
// apart, if it is one that survey tools write.
func (rd *reader) repeated(err error) error {
	f, _ := errors.AsType[*fault.Fault](err)
	f.Hint = "read one answer of each respondent with --where COLUMN=VALUE, or name another column of identifiers with --id"
	for _, h := range rd.input.Headings {
		if slices.Contains(eventNames, h) || slices.Contains(instanceNames, h) {
			f.Hint = fmt.Sprintf("read one event at a time with --where %s=VALUE", h)
			break
		}
	}
	return f
}
