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

// How the items were found, in the words of [Input.Found].
const (
	AsNamed    = "as named"                       // by the user
	ByName     = "by name"                        // mbi1, ITEM1, …
	BySubscale = "by subscale and rank"           // Ee1, Pa1, …
	ByNumber   = "by number in the question text" // 7. (MBI) …
	ByWording  = "by the wording of form "        // and the form's id
)

// columns says which column of a file holds what. Columns count from 0.
type columns struct {
	items [mbi.Items]int
	id    int    // -1: no column holds an identifier
	how   string // how the items were found, in words
}

// findColumns finds the items, by what the user said or by the headings, and the
// identifier.
func findColumns(file string, h *header, o *Options) (*columns, error) {
	c := &columns{id: -1}
	var err error
	if len(o.Items) > 0 {
		c.how = AsNamed
		flag := "--items"
		if o.headerRows > 0 {
			flag = "--layout"
		}
		c.items, err = namedItems(file, h, o.Items, flag)
	} else {
		var found itemSet
		found, err = findItems(file, h, o.Wordings)
		c.items, c.how = found.items, found.how
	}
	if err != nil {
		return nil, err
	}
	if o.ID != "" {
		if c.id, err = h.column(file, o.ID, "--id"); err != nil {
			return nil, err
		}
		return c, apart(file, h, c)
	}
	named := func(name string) bool { return slices.Contains(idNames, strings.ToLower(name)) }
	if c.id = slices.IndexFunc(h.names, named); c.id < 0 {
		c.id = slices.IndexFunc(h.texts, named)
	}
	return c, apart(file, h, c)
}

// apart refuses a column that is taken for an item and for the identifier: its
// cells would be quoted as answers that are wrong.
func apart(file string, h *header, c *columns) error {
	if i := slices.Index(c.items[:], c.id); i >= 0 {
		f := h.fault(file, c.id, "column %s is the identifier and item %d, expected two columns", fault.Quote(h.names[c.id]), i+1)
		f.Hint = "name the column of each item with --items, and that of the identifier with --id"
		return f
	}
	return nil
}

// idNames are the headings under which survey tools write an identifier.
var idNames = []string{"id", "record_id", "record id", "response id", "responseid", "respondent", "respondent_id", "participant", "participant_id",
	"id de la réponse", "numéro", "numero", "identifier", "identifiant", "_id", "subject", "subject_id", "subjectid", "patient_id", "sujet",
	"anonymat", "pseudonym", "pseudonyme", "username", "uuid", "_uuid"}

// namedItems finds the 22 headings that the user listed by a flag.
func namedItems(file string, h *header, names []string, flag string) ([mbi.Items]int, error) {
	var items [mbi.Items]int
	for i, name := range names {
		c, err := h.column(file, name, flag)
		if err != nil {
			return items, err
		}
		if at := slices.Index(items[:i], c); at >= 0 {
			return items, h.fault(file, c, "%s names this column for item %d and for item %d, expected 22 columns", flag, at+1, i+1)
		}
		items[i] = c
	}
	return items, nil
}

// findItems finds the 22 items by their headings, or says why it cannot. What
// names the inventory goes before what any questionnaire may be called.
// What is found in more than one way must be the same columns.
func findItems(file string, h *header, wordings []Wording) (itemSet, error) {
	inventory, general := families(h.names)
	sets, err := oneSet(file, h, inventory)
	if err != nil {
		return itemSet{}, err
	}
	sets = append(sets, bySubscale(h.names)...)
	for _, headings := range [][]string{h.names, h.texts} {
		for _, find := range []func() ([]itemSet, error){
			func() ([]itemSet, error) { return byWording(file, h, headings, wordings) },
			func() ([]itemSet, error) { return byNumberInText(file, h, headings) },
		} {
			more, near := find()
			sets = append(sets, more...)
			err = firstError(err, func() error { return near })
		}
	}
	if len(sets) == 0 {
		texts, _ := families(h.texts)
		more, near := oneSet(file, h, texts)
		sets, err = more, firstError(near, func() error { return err })
	}
	if len(sets) == 0 {
		err = firstError(err, func() error { return explain(file, h, inventory) })
		if err == nil {
			sets, err = oneSet(file, h, general)
		}
	}
	if len(sets) == 0 {
		err = firstError(err, func() error { return explain(file, h, general) })
		return itemSet{}, firstError(err, func() error { return noItems(file, h) })
	}
	return sets[0], firstError(agree(file, h, sets), func() error { return twin(file, h, sets[0].items) })
}

// itemSet is the columns of the 22 items, and how they were found, in words.
type itemSet struct {
	items [mbi.Items]int
	how   string
}

// agree refuses sets that are not the same: columns named by item number whose
// question texts stand in another order, say, or the inventory in two languages.
func agree(file string, h *header, sets []itemSet) error {
	for _, s := range sets[1:] {
		for i, column := range s.items {
			if first := sets[0].items[i]; first != column {
				f := h.fault(file, column, "item %d is %s %s and %s %s, expected one column", i+1,
					fault.Quote(h.names[first]), sets[0].how, fault.Quote(h.names[column]), s.how)
				f.Hint = itemsHint
				return f
			}
		}
	}
	return nil
}

func firstError(err error, otherwise func() error) error {
	if err != nil {
		return err
	}
	return otherwise()
}

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
// of 22 columns may be another instrument's, so they are no candidates.
func families(names []string) (inventory, general []*family) {
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
		named := namesInventory(prefix)
		if !named && !slices.Contains(generalNames, strings.Trim(prefix, " _.-")) {
			continue
		}
		key := prefix + "\x00" + m[3]
		f := known[key]
		if f == nil {
			f = &family{m[1], m[3], map[int][]int{}}
			known[key] = f
			if named {
				inventory = append(inventory, f)
			} else {
				general = append(general, f)
			}
		}
		number, _ := strconv.Atoi(m[2])
		f.add(number, i)
	}
	return inventory, general
}

var inventoryName = regexp.MustCompile(`(?i)(^|\PL)(mbi|maslach|ambi($|\PL))`)

// namesInventory reports whether a heading names the inventory, at the beginning
// of a word: "ambiance" does not.
func namesInventory(s string) bool { return inventoryName.MatchString(s) }

// oneSet returns the items of the one whole family, if there is one, or refuses
// two.
func oneSet(file string, h *header, families []*family) ([]itemSet, error) {
	whole := slices.DeleteFunc(slices.Clone(families), func(f *family) bool { return !f.whole() })
	switch len(whole) {
	case 0:
		return nil, nil
	case 1:
		return []itemSet{{whole[0].items(), ByName}}, nil
	}
	return nil, ambiguous(file, h, whole[0].columns[1][0], whole[1].columns[1][0])
}

func ambiguous(file string, h *header, a, b int) error {
	f := h.fault(file, b, "two sets of 22 item columns, from %s and from %s, expected one", fault.Quote(h.names[a]), fault.Quote(h.names[b]))
	f.Hint = itemsHint
	return f
}

const itemsHint = "name the columns of items 1 to 22 in order: --items COLUMN,COLUMN,…; #24 is the 24th column"

// The headings must stand in the first row; a title above them is no header.
const namesHint = "the first row must hold the headings; names such as mbi1, ITEM1, q1, MBI_01 or MBI[SQ001] are known; others are named in order, items 1 to 22: --items COLUMN,COLUMN,…"

// some is how many numbered columns make a family worth talking about: a few
// may be a page number or a date.
const some = 5

// explain says why the largest family is not the 22 items; nil if there is none
// worth talking about.
func explain(file string, h *header, families []*family) error {
	if len(families) == 0 {
		return nil
	}
	f := slices.MaxFunc(families, func(a, b *family) int { return len(a.columns) - len(b.columns) })
	if len(f.columns) < some {
		return nil
	}
	return incomplete(file, h, f)
}

// siblings names inventories that share the name and not the items.
var siblings = map[int]string{
	9:  "as the abbreviated MBI has",
	15: "as the student form MBI-SS has",
	16: "as the general form MBI-GS has",
}

// incomplete says what a family lacks, or has too much, to be the 22 items.
func incomplete(file string, h *header, f *family) error {
	numbers := slices.Sorted(maps.Keys(f.columns))
	first := f.columns[numbers[0]][0]
	var missing, extra []string
	for _, n := range numbers {
		if twice := f.columns[n]; len(twice) > 1 {
			e := h.fault(file, twice[1], "item %d stands in two columns, %s and %s, expected one", n, fault.Quote(h.names[twice[0]]), fault.Quote(h.names[twice[1]]))
			e.Hint = itemsHint
			return e
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
	e := h.fault(file, first, "%d columns like %s, expected the 22 of the MBI-HSS", len(numbers), fault.Quote(h.names[first]))
	if sibling, known := siblings[len(numbers)]; known && numbers[len(numbers)-1] == len(numbers) {
		e.Text += fmt.Sprintf(": %d items, %s", len(numbers), sibling)
		return e
	}
	if len(missing) > 0 {
		e.Text += ", no " + brief(missing)
	}
	if len(extra) > 0 {
		e.Text += ", and none like " + brief(extra)
	}
	e.Hint = itemsHint
	return e
}

// brief lists names, five at most.
func brief(names []string) string {
	const most = 5
	if len(names) > most {
		return clean(fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most))
	}
	return clean(strings.Join(names, ", "))
}

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

var leading = regexp.MustCompile(`^\W*(\d{1,2})\s*[.):-]`)

// byNumberInText finds question texts that are numbered and name the inventory:
// "7. (MBI) …". A number alone could be another questionnaire's.
func byNumberInText(file string, h *header, headings []string) ([]itemSet, error) {
	f := &family{columns: map[int][]int{}}
	for i, text := range headings {
		if m := leading.FindStringSubmatch(text); m != nil && namesInventory(text) {
			number, _ := strconv.Atoi(m[1])
			f.add(number, i)
		}
	}
	if f.whole() {
		return []itemSet{{f.items(), ByNumber}}, nil
	}
	if len(f.columns) >= some {
		return nil, incomplete(file, h, f)
	}
	return nil, nil
}

var total = regexp.MustCompile(`(?i)^(mbi|score|sum|total|somme|[ _.-])*(ee|dp|pa|ap|ep|emotional.?exhaustion|depersonali[sz]ation|personal.?accomplishment|s[123])([ _.-]|mbi|score|sum|total|mean)*$`)

// noItems says what was found instead of items.
func noItems(file string, h *header) error {
	f := &fault.Fault{File: file, Line: h.line(), Text: "no columns of the 22 items found in the header", Hint: namesHint}
	totals := slices.DeleteFunc(slices.Clone(h.names), func(name string) bool { return !total.MatchString(name) })
	switch {
	case !slices.ContainsFunc(h.names, func(name string) bool { return strings.ContainsFunc(name, isLetter) }):
		f.Text = "first row holds no column names, expected a header"
	case len(totals) >= 2:
		f.Text = "only totals of subscales (" + brief(totals) + "), expected the answers to the 22 items"
		f.Hint = ""
	}
	return f
}

func isLetter(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r > 127 }
