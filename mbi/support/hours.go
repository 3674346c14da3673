package support

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"burnout/mbi/locale"
)

// Hours is when a structure answers. None means that it is not known.
type Hours []Span

// Span is a time of the day on some days of the week. One that ends at or before
// its beginning ends on the day after.
type Span struct {
	Days     [7]bool // from Monday; none where they are not known
	From, To int     // minutes after midnight, 0 to 1440
}

const dayMinutes = 24 * 60

// dayNames are the days in a file, from Monday.
var dayNames = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

var spanPattern = regexp.MustCompile(`^(?:([a-z,-]+) )?([0-9]{1,2}):([0-9]{2})-([0-9]{1,2}):([0-9]{2})$`)

// parseSpan reads a span of a file: "24/7", "mon-fri 09:00-17:00",
// "mon,thu 9:00-12:30", "daily 21:00-02:30", or "09:00-17:00" where the days are
// not known.
func parseSpan(s string) (Span, bool) {
	if s == "24/7" {
		s = "daily 00:00-24:00"
	}
	m := spanPattern.FindStringSubmatch(s)
	if m == nil {
		return Span{}, false
	}
	days, known := parseDays(m[1])
	from, early := minutes(m[2], m[3])
	to, late := minutes(m[4], m[5])
	return Span{days, from, to}, known && early && late && from != to && from < dayMinutes
}

// parseDays reads days and ranges of days, parted by commas, or "daily". No text
// is no days.
func parseDays(s string) (days [7]bool, ok bool) {
	switch s {
	case "":
		return days, true
	case "daily":
		s = "mon-sun"
	}
	for part := range strings.SplitSeq(s, ",") {
		first, last, isRange := strings.Cut(part, "-")
		if !isRange {
			last = first
		}
		i, j := slices.Index(dayNames, first), slices.Index(dayNames, last)
		if i < 0 || j < i {
			return days, false
		}
		for ; i <= j; i++ {
			days[i] = true
		}
	}
	return days, true
}

func minutes(hour, minute string) (int, bool) {
	h, _ := strconv.Atoi(hour) // the pattern has let digits through
	m, _ := strconv.Atoi(minute)
	return h*60 + m, m < 60 && h*60+m <= dayMinutes
}

// Always reports whether the structure answers at any time.
func (h Hours) Always() bool {
	return len(h) == 1 && h[0] == Span{[7]bool{true, true, true, true, true, true, true}, 0, dayMinutes}
}

// Known reports whether it is known at any time if the structure answers.
func (h Hours) Known() bool {
	return h != nil && !slices.ContainsFunc(h, func(s Span) bool { return s.Days == [7]bool{} })
}

// Open reports whether the structure is known to answer at a time, read on the
// clock of the time's own zone. Public holidays are not known.
func (h Hours) Open(at time.Time) bool {
	day, minute := (int(at.Weekday())+6)%7, at.Hour()*60+at.Minute()
	return slices.ContainsFunc(h, func(s Span) bool {
		if s.From < s.To {
			return s.Days[day] && s.From <= minute && minute < s.To
		}
		return s.Days[day] && s.From <= minute || s.Days[(day+6)%7] && minute < s.To
	})
}

// In says the hours in words: "24/7", "Mon–Fri 9:00–12:30 and 14:00–17:00",
// "9:00–17:00, days not stated". It is empty where they are not known.
func (h Hours) In(words locale.Hours) string {
	if h.Always() {
		return words.Always
	}
	var parts []string
	for i, s := range h {
		time := clock(s.From, words) + "–" + clock(s.To, words)
		if i > 0 && s.Days == h[i-1].Days {
			parts[len(parts)-1] += " " + words.And + " " + time
			continue
		}
		parts = append(parts, strings.TrimSpace(s.days(words)+" "+time))
	}
	if h != nil && !h.Known() {
		parts = append(parts, words.NoDays)
	}
	return strings.Join(parts, ", ")
}

// clock words a time of the day.
func clock(minute int, words locale.Hours) string {
	text := words.Time
	if minute%60 == 0 {
		text = words.Hour
	}
	return locale.Fill(text, "h", minute/60, "m", fmt.Sprintf("%02d", minute%60))
}

// days words the days of a span: "daily", "Mon–Fri", "Mon, Thu", or nothing where
// they are not known.
func (s Span) days(words locale.Hours) string {
	var runs []string
	for i := 0; i < len(s.Days); i++ {
		if !s.Days[i] {
			continue
		}
		first := i
		for i+1 < len(s.Days) && s.Days[i+1] {
			i++
		}
		switch {
		case i-first == len(s.Days)-1:
			return words.Daily
		case i == first:
			runs = append(runs, words.Days[first])
		default:
			runs = append(runs, words.Days[first]+"–"+words.Days[i])
		}
	}
	return strings.Join(runs, ", ")
}

// String writes a span as in a file.
func (s Span) String() string {
	if (Hours{s}).Always() {
		return "24/7"
	}
	var days []string
	for i, on := range s.Days {
		if on {
			days = append(days, dayNames[i])
		}
	}
	return strings.TrimSpace(fmt.Sprintf("%s %02d:%02d-%02d:%02d", strings.Join(days, ","), s.From/60, s.From%60, s.To/60, s.To%60))
}
