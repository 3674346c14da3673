package cohort

import (
	"regexp"
	"slices"
	"strings"

	"burnout/mbi"
	"burnout/mbi/fault"
)

// What may stand before and after an item's heading in the heading of its twin:
// a sign, or a word for reversing. What else is noted of an item is no twin.
var (
	twinBefore = regexp.MustCompile(`(?i)^(.*[^\pL\pN])?$|^(r|rev|inv|recod)\pL*[ _.-]*$`)
	twinAfter  = regexp.MustCompile(`(?i)^([^\pL\pN].*)?$|^\pL{1,2}$|^[ _.-]*(r|rev|inv|recod|umgepo|역산)\pL*$`)
	noTwin     = regexp.MustCompile(`(?i)time|temps|dur|comment|text|oth|autre|note`)
)

// isTwin reports whether name is the heading own with something added that makes
// it a second column of the same item: MBI4_REVERSE, R_MBI4, or mbi4.1, as
// programs name a heading that stands twice.
func isTwin(name, own string) bool {
	name, own = strings.ToLower(name), strings.ToLower(own)
	at := strings.Index(name, own)
	if at < 0 || name == own {
		return false
	}
	before, after := name[:at], name[at+len(own):]
	return twinBefore.MatchString(before) && twinAfter.MatchString(after) && !noTwin.MatchString(before+after)
}

// infix is a word for reversing within a heading, as in MBI_REV4.
var infix = regexp.MustCompile(`(r|rev|reversed?|inv|inv(?:ers|ert)ed?|recoded?)[ _.-]*(\d)`)

// twin refuses a file in which an item has a second column: either may hold the
// answer as it was given.
func twin(file string, h *header, items [mbi.Items]int) error {
	for i, name := range h.names {
		if len(name) > longestName || slices.Contains(items[:], i) {
			continue
		}
		plain := infix.ReplaceAllString(strings.ToLower(name), "$2")
		for item, column := range items {
			if !isTwin(name, h.names[column]) && (plain == strings.ToLower(name) || plain != strings.ToLower(h.names[column])) {
				continue
			}
			f := h.fault(file, i, "item %d stands in %s and in %s: which holds the answer as given cannot be told from the names",
				item+1, fault.Quote(h.names[column]), fault.Quote(name))
			f.Hint = itemsHint
			return f
		}
	}
	return nil
}
