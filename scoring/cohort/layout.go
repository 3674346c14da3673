package cohort

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"burnout/mbi"
	"burnout/mbi/fault"
)

// layout says which column of a file holds what. Columns count from 0.
type layout struct {
	header []string
	items  [mbi.Items]int
	id     int // -1: no column holds an identifier
}

// idNames are the headings under which survey tools write an identifier.
var idNames = []string{"id", "record_id", "response id", "responseid", "respondent", "respondent_id", "participant", "participant_id", "numéro", "numero"}

// findID returns the column named id, or without a name the first column whose
// heading is that of an identifier; -1 where there is none.
func findID(file string, header []field, id string) (int, error) {
	for i, f := range header {
		name := strings.TrimSpace(f.text)
		if id != "" && name == id {
			return i, nil
		}
		if id == "" && slices.Contains(idNames, strings.ToLower(name)) {
			return i, nil
		}
	}
	if id != "" {
		return -1, &fault.Fault{File: file, Line: 1, Text: fmt.Sprintf("no column is named %s", fault.Quote(id)), Hint: "--id takes the heading of a column"}
	}
	return -1, nil
}

// family is a set of columns whose headings differ in a number only.
type family struct {
	prefix, suffix string
	columns        map[int][]int // number → columns
}

// name returns the heading of a number, as the file would write it.
func (f *family) name(number int) string { return fmt.Sprintf("%s%d%s", f.prefix, number, f.suffix) }

var numbered = regexp.MustCompile(`^(.*?)0*(\d{1,3})(\]?)$`)

// itemFamilies returns the sets of columns that may hold the items: named by the
// inventory, and named as any questionnaire may name its questions. Other sets
// of 22 columns may be another instrument's, so they are no candidates.
func itemFamilies(header []field) (inventory, general []*family) {
	families := map[string]*family{}
	for i, f := range header {
		m := numbered.FindStringSubmatch(strings.TrimSpace(f.text))
		if m == nil {
			continue
		}
		prefix := strings.ToLower(m[1])
		named := strings.Contains(prefix, "mbi") || strings.Contains(prefix, "maslach")
		if !named && !slices.Contains([]string{"item", "q", "question"}, strings.Trim(prefix, " _.-")) {
			continue
		}
		fam := families[prefix+m[3]]
		if fam == nil {
			fam = &family{m[1], m[3], map[int][]int{}}
			families[prefix+m[3]] = fam
			if named {
				inventory = append(inventory, fam)
			} else {
				general = append(general, fam)
			}
		}
		number, _ := strconv.Atoi(m[2])
		fam.columns[number] = append(fam.columns[number], i)
	}
	return inventory, general
}

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

// some is how many numbered columns make a family worth talking about: a few
// may be a page number or a date.
const some = 5

// findItems returns the columns of the 22 items, or says why there are none.
func findItems(file string, header []field) ([mbi.Items]int, error) {
	var items [mbi.Items]int
	inventory, general := itemFamilies(header)
	for _, families := range [][]*family{inventory, general} {
		whole := slices.DeleteFunc(slices.Clone(families), func(f *family) bool { return !f.whole() })
		if len(whole) > 1 {
			return items, ambiguous(file, header, whole)
		}
		if len(whole) == 1 {
			for i := range items {
				items[i] = whole[0].columns[i+1][0]
			}
			return items, twin(file, header, items)
		}
		if len(families) > 0 {
			largest := slices.MaxFunc(families, func(a, b *family) int { return len(a.columns) - len(b.columns) })
			if len(largest.columns) >= some {
				return items, incomplete(file, header, largest)
			}
		}
	}
	return items, noItems(file, header)
}

const nameHint = "the reader knows columns named mbi1 to mbi22, ITEM1 to ITEM22, q1 to q22, MBI_01 to MBI_22 or MBI[SQ001] to MBI[SQ022]"

func noItems(file string, header []field) error {
	f := &fault.Fault{File: file, Line: 1, Text: "no columns of the 22 items found in the header", Hint: nameHint}
	if !slices.ContainsFunc(header, func(f field) bool { return strings.ContainsFunc(f.text, isLetter) }) {
		f.Text = "first row holds no column names, expected a header"
	}
	return f
}

func isLetter(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r > 127 }

func at(file string, header []field, column int, text string) *fault.Fault {
	return &fault.Fault{File: file, Line: header[column].line, Column: header[column].column, Text: text}
}

func ambiguous(file string, header []field, whole []*family) error {
	a, b := whole[0].columns[1][0], whole[1].columns[1][0]
	f := at(file, header, b, fmt.Sprintf("two sets of 22 item columns, from %s and from %s, expected one",
		fault.Quote(header[a].text), fault.Quote(header[b].text)))
	f.Hint = "leave one set in the file, or score each set from a file of its own"
	return f
}

// siblings names inventories that share the name and not the items.
var siblings = map[int]string{
	9:  "as the abbreviated MBI has",
	15: "as the student form MBI-SS has",
	16: "as the general form MBI-GS has",
}

// incomplete says what a family lacks, or has too much, to be the 22 items.
func incomplete(file string, header []field, f *family) error {
	numbers := slices.Sorted(maps.Keys(f.columns))
	first := f.columns[numbers[0]][0]
	var missing, extra []string
	for _, n := range numbers {
		columns := f.columns[n]
		if len(columns) > 1 {
			return at(file, header, columns[1], fmt.Sprintf("item %d stands in two columns, %s and %s, expected one",
				n, fault.Quote(header[columns[0]].text), fault.Quote(header[columns[1]].text)))
		}
		if n < 1 || n > mbi.Items {
			extra = append(extra, f.name(n))
		}
	}
	for item := 1; item <= mbi.Items; item++ {
		if f.columns[item] == nil {
			missing = append(missing, f.name(item))
		}
	}
	text := fmt.Sprintf("%d columns like %s, expected the 22 of the MBI-HSS", len(numbers), fault.Quote(header[first].text))
	if sibling, known := siblings[len(numbers)]; known {
		return at(file, header, first, fmt.Sprintf("%s: %d items, %s", text, len(numbers), sibling))
	}
	if len(missing) > 0 {
		text += ", no " + brief(missing)
	}
	if len(extra) > 0 {
		text += ", and none like " + brief(extra)
	}
	return at(file, header, first, text)
}

// brief lists names, five at most.
func brief(names []string) string {
	const most = 5
	if len(names) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
	}
	return strings.Join(names, ", ")
}

var recoded = regexp.MustCompile(`^[ _.-]*(r|rev|inv|recod)[a-z]*$`)

// twin refuses a file in which an item has a second column, such as MBI4_REVERSE
// beside MBI4: either may hold the answer as it was given.
func twin(file string, header []field, items [mbi.Items]int) error {
	for i, f := range header {
		name := strings.ToLower(strings.TrimSpace(f.text))
		for item, column := range items {
			own := strings.ToLower(strings.TrimSpace(header[column].text))
			if rest, ok := strings.CutPrefix(name, own); ok && recoded.MatchString(rest) {
				fl := at(file, header, i, fmt.Sprintf("item %d stands in %s and in %s: which holds the answer as given cannot be told from the names",
					item+1, fault.Quote(header[column].text), fault.Quote(f.text)))
				fl.Hint = "leave in the file the columns that hold the answers as given, not recoded"
				return fl
			}
		}
	}
	return nil
}
