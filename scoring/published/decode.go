package published

import (
	"regexp"
	"slices"
	"strings"

	"burnout/mbi/fault"
	"burnout/mbi/yamlfile"
)

// A study file is bounded, so that any is read and computed quickly.
const (
	mostFigures = 200 // of each kind
	mostCells   = 20  // rows or columns of a table
)

var idPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

// Decode reads a study. What is wrong is named with line and column, in a
// [*fault.List] or a [*fault.Fault].
func Decode(n yamlfile.Node) (*Study, error) {
	var f struct {
		ID          yamlfile.Node   `yaml:"id"`
		Title       string          `yaml:"title"`
		Source      string          `yaml:"source"`
		Note        string          `yaml:"note,optional"`
		Thresholds  yamlfile.Node   `yaml:"thresholds,optional"`
		Coding      yamlfile.Node   `yaml:"coding,optional"`
		Samples     yamlfile.Node   `yaml:"samples"`
		Proportions []yamlfile.Node `yaml:"proportions,optional"`
		Totals      []yamlfile.Node `yaml:"totals,optional"`
		Means       []yamlfile.Node `yaml:"means,optional"`
		Tables      []yamlfile.Node `yaml:"tables,optional"`
		Comparisons []yamlfile.Node `yaml:"comparisons,optional"`
	}
	if err := n.Decode(&f); err != nil {
		return nil, err
	}
	r := reader{study: &Study{Title: f.Title, Source: f.Source, Note: f.Note}}
	r.study.ID = r.id(f.ID, "id")
	if given(f.Thresholds) {
		r.study.Thresholds = r.id(f.Thresholds, "thresholds")
	}
	if given(f.Coding) {
		r.study.Coding = r.coding(f.Coding)
	}
	r.samples(f.Samples)
	if len(r.study.Samples) == 0 {
		return nil, r.faults.Err() // nothing below can be placed
	}
	s := r.study
	s.Proportions = figures(&r, f.Proportions, r.proportion)
	s.Totals = figures(&r, f.Totals, r.total)
	s.Means = figures(&r, f.Means, r.mean)
	s.Tables = figures(&r, f.Tables, r.table)
	s.Comparisons = figures(&r, f.Comparisons, r.comparison)
	if len(f.Proportions)+len(f.Totals)+len(f.Means)+len(f.Tables)+len(f.Comparisons) == 0 {
		r.faults.Add(n.Faultf("no figures, expected proportions, totals, means, tables or comparisons"))
	}
	if err := r.faults.Err(); err != nil {
		return nil, err
	}
	return r.study, nil
}

// figures reads a list of figures of one kind.
func figures[T any](r *reader, list []yamlfile.Node, read func(yamlfile.Node) T) []T {
	if len(list) > mostFigures {
		r.faults.Add(list[mostFigures].Faultf("entry %d of a kind, expected at most %d", mostFigures+1, mostFigures))
		return nil
	}
	var all []T
	for _, n := range list {
		all = append(all, read(n))
	}
	return all
}

// given reports whether an optional key stands in the file.
func given(n yamlfile.Node) bool { return n != yamlfile.Node{} }

// reader fills a study and gathers what is wrong.
type reader struct {
	study  *Study
	faults fault.List
}

func (r *reader) id(n yamlfile.Node, key string) string {
	s, err := n.Text()
	if err == nil && !idPattern.MatchString(s) {
		err = n.Faultf("%s is %s, expected small letters, digits and hyphens", key, fault.Quote(s))
	}
	r.faults.AddError(err)
	return s
}

func (r *reader) coding(n yamlfile.Node) string {
	s, err := n.Text()
	if err == nil && !slices.Contains(Codings(), s) {
		err = n.Faultf("%s, expected one of %s", fault.Quote(s), strings.Join(Codings(), ", "))
	}
	r.faults.AddError(err)
	return s
}

func (r *reader) samples(n yamlfile.Node) {
	pairs, err := n.Pairs()
	r.faults.AddError(err)
	if err == nil && len(pairs) == 0 {
		r.faults.Add(n.Faultf("no sample, expected a name and an n for each, such as analysed: 214"))
	}
	for _, p := range pairs {
		if strings.TrimSpace(p.Key) == "" {
			r.faults.Add(p.Name.Faultf("empty, expected a name"))
		}
		r.study.Samples = append(r.study.Samples, Sample{p.Key, r.number(p.Node, 1, MaxN)})
	}
}

// number reads a whole number within bounds.
func (r *reader) number(n yamlfile.Node, least, most int) int {
	v, err := n.Int()
	if err == nil && (v < least || v > most) {
		err = n.Faultf("%d, expected a whole number from %d to %d", v, least, most)
	}
	r.faults.AddError(err)
	return v
}

// where places a figure: its words, its place in the report, its sample.
func (r *reader) where(in yamlfile.Node, label, where string) Figure {
	f := Figure{Label: label, Where: where}
	if !given(in) {
		return f
	}
	name, err := in.Text()
	f.Sample = slices.IndexFunc(r.study.Samples, func(s Sample) bool { return s.Name == name })
	if err == nil && f.Sample < 0 {
		err = in.Faultf("%s is no sample, expected one of %s", fault.Quote(name), strings.Join(r.sampleNames(), ", "))
	}
	r.faults.AddError(err)
	f.Sample = max(0, f.Sample)
	return f
}

func (r *reader) sampleNames() []string {
	var names []string
	for _, s := range r.study.Samples {
		names = append(names, s.Name)
	}
	return names
}

// decimal reads a number as it is printed.
func (r *reader) decimal(n yamlfile.Node) Decimal {
	s, err := n.Text()
	d, ok := ParseDecimal(s)
	if err == nil && !ok {
		err = notNumber(n, s, "a number as it is printed, such as 26.2")
	}
	r.faults.AddError(err)
	return d
}

func notNumber(n yamlfile.Node, s, expected string) error {
	f := n.Faultf("%s, expected %s", fault.Quote(s), expected)
	if strings.Contains(s, ",") {
		f.Hint = "write a decimal point, 26.2 for 26,2"
	}
	return f
}

// positive reads a printed number that cannot be below 0.
func (r *reader) positive(n yamlfile.Node) Decimal {
	d := r.decimal(n)
	if d.digits < 0 {
		r.faults.Add(n.Faultf("%s, expected a number of 0 or more", d))
	}
	return d
}

// percent reads a printed percentage.
func (r *reader) percent(n yamlfile.Node) Decimal {
	d := r.positive(n)
	if d.Float() > 100 {
		r.faults.Add(n.Faultf("%s, expected a percentage from 0 to 100", d))
	}
	return d
}

// printed reads an optional number that may follow < or >.
func (r *reader) printed(n yamlfile.Node) *Printed {
	if !given(n) {
		return nil
	}
	s, err := n.Text()
	p, ok := ParsePrinted(s)
	if err == nil && !ok {
		err = notNumber(n, s, `a number as it is printed, such as 0.011 or "<0.001"`)
	}
	r.faults.AddError(err)
	return &p
}

// atLeast0 reads such a number that cannot be negative.
func (r *reader) atLeast0(n yamlfile.Node) *Printed {
	p := r.printed(n)
	if p != nil && p.digits < 0 {
		r.faults.Add(n.Faultf("%s, expected a number of 0 or more", p))
	}
	return p
}

// upTo1 reads a p, or a V.
func (r *reader) upTo1(n yamlfile.Node) *Printed {
	p := r.printed(n)
	if p != nil && (p.digits < 0 || p.Float() > 1) {
		r.faults.Add(n.Faultf("%s, expected a number from 0 to 1", p))
	}
	return p
}
