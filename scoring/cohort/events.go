package cohort

import (
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
	values map[string]event
}

// event is how many rows a value of the column has, and whether one of them has
// an answer.
type event struct {
	rows  int64
	given bool
}

// eventNames are the headings of such columns, as codes and as labels.
var eventNames = []string{"redcap_event_name", "Event Name", "redcap_repeat_instrument", "Repeat Instrument"}

// instanceNames are those of columns that number the repeats of a form.
var instanceNames = []string{"redcap_repeat_instance", "Repeat Instance"}

func findEvents(headings []string) []*events {
	var found []*events
	for i, name := range headings {
		if slices.Contains(eventNames, name) {
			found = append(found, &events{i, name, map[string]event{}})
		}
	}
	return found
}

// mostEvents is how many events are told apart. A study has a few; where there
// are more, the column is no such column, and nothing is concluded.
const mostEvents = 1000

// add counts rows of a value.
func (e *events) add(value []byte, n event) {
	if len(e.values) > mostEvents {
		return
	}
	v := e.values[string(value)]
	e.values[string(value)] = event{v.rows + n.rows, v.given || n.given}
}

// fork returns the events of the same column with nothing counted.
func (e *events) fork() *events { return &events{e.column, e.name, map[string]event{}} }

// merge adds what was counted elsewhere.
func (e *events) merge(o *events) {
	for value, n := range o.values {
		e.add([]byte(value), n)
	}
}

// silent refuses rows of an event at which the inventory was not asked: they are
// no respondents whose answers are missing.
func (e *events) silent(file string) error {
	var without int64
	var asked []string
	for value, n := range e.values {
		if n.given {
			asked = append(asked, value)
		} else {
			without += n.rows
		}
	}
	if len(e.values) > mostEvents || without == 0 || len(asked) == 0 {
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

// repeated refuses an identifier that has answered before; it is not named. Where
// a column tells the rows of one respondent apart, as survey tools write it, the
// hint names it.
func (rd *reader) repeated(first place, line int) *fault.Fault {
	where := fmt.Sprintf("line %d", first.line)
	if int(first.file) != len(rd.input.Files)-1 {
		where = fmt.Sprintf("%s line %d", rd.input.Files[first.file].Name, first.line)
	}
	f := &fault.Fault{File: rd.name, Line: line,
		Text: "the same identifier has answered before, on " + where + ", expected one row for each respondent",
		Hint: "read one answer of each respondent with --where COLUMN=VALUE, or name another column of identifiers with --id"}
	if rd.waves >= 0 {
		f.Text += " and value of column " + fault.Quote(rd.input.Headings[rd.waves])
	}
	for _, h := range rd.input.Headings {
		if slices.Contains(eventNames, h) || slices.Contains(instanceNames, h) {
			f.Hint = fmt.Sprintf("read one event at a time with --where %s=VALUE", h)
			if rd.waves < 0 {
				f.Hint += fmt.Sprintf(", or compare two with `mbi compare --paired %s`", h)
			}
			break
		}
	}
	return f
}
