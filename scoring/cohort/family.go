package cohort

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"burnout/mbi"
)

// family is a set of columns whose headings differ in a number only.
type family struct {
	prefix, suffix string
	columns        map[int][]int // number → columns
}

// name returns the heading of a number, as the file would write it.
func (f *family) name(number int) string { return fmt.Sprintf("%s%d%s", f.prefix, number, f.suffix) }

// add counts a column.
func (f *family) add(number, column int) { f.columns[number] = append(f.columns[number], column) }

// whole reports whether the family has the columns 1 to 22, each once, and no
// others.
func (f *family) whole() bool {
	for item := 1; item <= mbi.Items; item++ {
		if len(f.columns[item]) != 1 {
			return false
		}
	}
	return len(f.columns) == mbi.Items
}

func (f *family) items() (items [mbi.Items]int) {
	for i := range items {
		items[i] = f.columns[i+1][0]
	}
	return items
}

// numbered takes a heading apart: what stands before its number, the number, and
// a closing bracket or the suffix of a wave, as in MBI1.2.
var numbered = regexp.MustCompile(`^(.*?)0*(\d{1,3})(\]?|[._]\d{1,2})$`)

// longestName bounds a name in bytes. What is longer is a question text.
const longestName = 200

// generalNames are headings that any questionnaire may have.
var generalNames = []string{"item", "q", "question"}

// families returns the sets of columns that may hold the items: named by the
// inventory, and named as any questionnaire may name its questions. Other sets
// of 22 columns may be another instrument's, so they are no candidates; a refusal
// offers them.
func families(names []string) (inventory, general, other []*family) {
	known := map[string]*family{}
	for i, name := range names {
		name = name[strings.LastIndexByte(name, '/')+1:] // the group path of Kobo and ODK
		if len(name) > longestName {
			continue
		}
		m := numbered.FindStringSubmatch(name)
		if m == nil {
			continue
		}
		prefix := strings.ToLower(m[1])
		key := prefix + "\x00" + m[3]
		f := known[key]
		if f == nil {
			f = &family{m[1], m[3], map[int][]int{}}
			known[key] = f
			switch {
			case namesInventory(prefix):
				inventory = append(inventory, f)
			case slices.Contains(generalNames, strings.Trim(prefix, " _.-")):
				general = append(general, f)
			default:
				other = append(other, f)
			}
		}
		number, _ := strconv.Atoi(m[2])
		f.add(number, i)
	}
	return inventory, general, other
}

// offer names the columns of the one other family that is whole, ready for
// --items; "" where there is none or more than one.
func offer(names []string, other []*family) string {
	whole := slices.DeleteFunc(slices.Clone(other), func(f *family) bool { return !f.whole() })
	if len(whole) != 1 {
		return ""
	}
	var list []string
	for _, column := range whole[0].items() {
		name := names[column]
		if strings.ContainsAny(name, ",\"' ") || slices.Index(names, name) != column {
			return ""
		}
		list = append(list, name)
	}
	return "if these are the items: --items " + clean(strings.Join(list, ","))
}

var inventoryName = regexp.MustCompile(`(?i)(^|\PL)(mbi|maslach|ambi($|\PL))`)

// namesInventory reports whether a heading names the inventory, at the beginning
// of a word: "ambiance" does not.
func namesInventory(s string) bool { return inventoryName.MatchString(s) }
