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
	inventory, general, other := families(h.names)
	sets, err := oneSet(file, h, inventory)
	if err != nil {
		return itemSet{}, err
	}
	sets = append(sets, bySubscale(h.names)...)
	rows := [][]string{h.names, h.texts}
	if slices.Equal(h.names, h.texts) {
		rows = rows[:1]
	}
	for _, headings := range rows {
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
		texts, _, _ := families(h.texts)
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
		return itemSet{}, firstError(err, func() error { return noItems(file, h, other) })
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
func noItems(file string, h *header, other []*family) error {
	f := &fault.Fault{File: file, Line: h.line(), Text: "no columns of the 22 items found in the header", Hint: namesHint}
	totals := slices.DeleteFunc(slices.Clone(h.names), func(name string) bool { return !total.MatchString(name) })
	offered := offer(h.names, other)
	switch {
	case offered != "":
		f.Hint = offered
	case !slices.ContainsFunc(h.names, func(name string) bool { return strings.ContainsFunc(name, isLetter) }):
		f.Text = "first row holds no column names, expected a header"
	case len(totals) >= 2:
		f.Text = "only totals of subscales (" + brief(totals) + "), expected the answers to the 22 items"
		f.Hint = ""
	}
	return f
}

func isLetter(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r > 127 }
