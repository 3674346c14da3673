package form

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"burnout/mbi"
	"burnout/mbi/fault"
	"burnout/mbi/yamlfile"
)

// decode reads a form from a node.
func decode(n yamlfile.Node) (Form, error) {
	var raw struct {
		ID          yamlfile.Node                    `yaml:"id"`
		Language    yamlfile.Node                    `yaml:"language"`
		Kind        yamlfile.Node                    `yaml:"kind"`
		Source      yamlfile.Node                    `yaml:"source"`
		Instruction yamlfile.Node                    `yaml:"instruction"`
		Anchors     [mbi.MaxAnswer + 1]yamlfile.Node `yaml:"anchors"`
		Items       [mbi.Items]yamlfile.Node         `yaml:"items"`
	}
	var r reader
	r.faults.AddError(n.Decode(&raw))
	var f Form
	f.ID = r.text(raw.ID)
	f.Language = r.text(raw.Language)
	f.Kind = Kind(r.text(raw.Kind))
	f.Source = r.text(raw.Source)
	f.Instruction = r.text(raw.Instruction)
	r.texts("anchor", 0, raw.Anchors[:], f.Anchors[:])
	r.texts("item", 1, raw.Items[:], f.Items[:])
	r.words(f, raw.ID, raw.Language, raw.Kind)
	if err := r.err(); err != nil {
		return Form{}, err
	}
	return f, nil
}

// reader collects what is wrong with a form.
type reader struct{ faults fault.List }

// err returns the faults in reading order, or nil.
func (r *reader) err() error {
	slices.SortStableFunc(r.faults.Faults, func(a, b *fault.Fault) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return r.faults.Err()
}

// text returns the text of a node, or "" where it is absent or refused. A text
// is one line: what a terminal would take for a command never reaches it.
func (r *reader) text(n yamlfile.Node) string {
	if n == (yamlfile.Node{}) {
		return ""
	}
	var s string
	if err := n.Decode(&s); err != nil {
		r.faults.AddError(err)
		return ""
	}
	s = strings.TrimSpace(s)
	if strings.ContainsFunc(s, unicode.IsControl) {
		r.faults.Add(n.Faultf("holds a line break or a control character, expected one line of text"))
		return ""
	}
	return s
}

// texts reads the texts of a list, no two of which may be equal; name and the
// number of the first stand in the faults.
func (r *reader) texts(name string, first int, nodes []yamlfile.Node, into []string) {
	seen := map[string]int{} // folded: a list is read with each cohort
	for i, n := range nodes {
		into[i] = r.text(n)
		if into[i] == "" {
			continue
		}
		folded := fold(into[i])
		if j, twin := seen[folded]; twin {
			r.faults.Add(n.Faultf("%s %d is the same as %s %d, expected %d different ones", name, i+first, name, j+first, len(nodes)))
		} else {
			seen[folded] = i
		}
	}
}

var (
	idPattern       = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	languagePattern = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
)

// maxID bounds an id, which names a file.
const maxID = 60

// ValidID reports whether id may name a form and its file: lower-case letters,
// digits and single hyphens, 60 characters at most.
func ValidID(id string) bool { return len(id) <= maxID && idPattern.MatchString(id) }

// words checks the words of the head, each at its node. An empty one was refused
// before.
func (r *reader) words(f Form, id, language, kind yamlfile.Node) {
	if f.ID != "" && !ValidID(f.ID) {
		r.faults.Add(id.Faultf("id is %s, expected lower-case letters, digits and hyphens, such as fr-licensed", fault.Quote(f.ID)))
	}
	if f.Language != "" && !languagePattern.MatchString(f.Language) {
		r.faults.Add(language.Faultf("language is %s, expected a code such as fr, en or pt-BR", fault.Quote(f.Language)))
	}
	if f.Kind != "" && f.Kind != Adapted && f.Kind != Licensed {
		r.faults.Add(kind.Faultf("kind is %s, expected %s or %s", fault.Quote(string(f.Kind)), Adapted, Licensed))
	}
}

// Twin returns the index of the text in list that equals s but for case and
// spaces, or -1.
func Twin(list []string, s string) int {
	folded := fold(s)
	return slices.IndexFunc(list, func(t string) bool { return fold(t) == folded })
}

func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
