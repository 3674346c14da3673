package cohort

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"burnout/mbi"
)

var subscaleTag = regexp.MustCompile(`(^|[^a-z])(ee|dp|pa)($|[^a-z])`)

// bySubscale finds items named by subscale: Ee1 … Pa8, EE_MBI_1, MBI_1_EE. The
// numbers are ranks within the subscale (Ee4 is its 4th item, item 6), unless
// they are exactly the item numbers, in all subscales.
func bySubscale(names []string) []itemSet {
	var found [3]family
	for s := range found {
		found[s].columns = map[int][]int{}
	}
	for i, name := range names {
		if s, number, ok := subscaleNumber(name); ok {
			found[s].add(number, i)
		}
	}
	set := itemSet{how: BySubscale}
	ranked, numbered := true, true
	for _, s := range mbi.Subscales {
		numbers := slices.Sorted(maps.Keys(found[s].columns))
		ranked = ranked && slices.Equal(numbers, ranks(s.Len()))
		numbered = numbered && slices.Equal(numbers, s.Items())
		if !ranked && !numbered {
			return nil
		}
		for i, n := range numbers {
			if len(found[s].columns[n]) != 1 {
				return nil
			}
			set.items[s.Items()[i]-1] = found[s].columns[n][0]
		}
	}
	if numbered {
		set.how = ByName
	}
	return []itemSet{set}
}

// ranks returns 1 to n.
func ranks(n int) []int {
	r := make([]int, n)
	for i := range r {
		r[i] = i + 1
	}
	return r
}

var loneNumber = regexp.MustCompile(`^\D*?(\d{1,2})\D*$`)

// subscaleNumber takes apart a heading of one subscale tag and one number.
func subscaleNumber(name string) (s mbi.Subscale, number int, ok bool) {
	if len(name) > longestName {
		return 0, 0, false
	}
	lower := strings.ToLower(name)
	m := loneNumber.FindStringSubmatch(lower)
	if m == nil {
		return 0, 0, false
	}
	number, _ = strconv.Atoi(m[1])
	// A digit parts the tag from its surroundings as a separator does.
	rest := strings.Replace(lower, m[1], "_", 1)
	tag := subscaleTag.FindStringSubmatch(rest)
	if tag == nil || strings.Trim(strings.NewReplacer(tag[2], "", "mbi", "", "hss", "").Replace(rest), " _.-") != "" {
		return 0, 0, false
	}
	return map[string]mbi.Subscale{"ee": mbi.EE, "dp": mbi.DP, "pa": mbi.PA}[tag[2]], number, true
}
