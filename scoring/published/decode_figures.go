package published

import (
	"strings"

	"burnout/mbi"
	"burnout/mbi/fault"
	"burnout/mbi/yamlfile"
)

// decode fills a struct from an entry, and reports whether it could.
func (r *reader) decode(n yamlfile.Node, into any) bool {
	err := n.Decode(into)
	r.faults.AddError(err)
	return err == nil
}

// named reads which of the words a key may have is given, by its String. A file
// says either that, under of, or words of its own, under label.
func named[T interface{ String() string }](r *reader, at, of yamlfile.Node, label string, words []T) *T {
	if given(of) == (label != "") {
		r.faults.Add(at.Faultf("expected either of or label: of names what the program knows, label is the report's words"))
	}
	if !given(of) {
		return nil
	}
	s, err := of.Text()
	if err != nil {
		r.faults.AddError(err)
		return nil
	}
	var names []string
	for _, w := range words {
		if w.String() == s {
			return &w
		}
		names = append(names, w.String())
	}
	f := of.Faultf("%s, expected one of %s", fault.Quote(s), strings.Join(names, ", "))
	f.Hint = "what is none of these has a label instead of of"
	if near := fault.Nearest(s, names); near != "" {
		f.Hint = "did you mean " + near + "?"
	}
	r.faults.Add(f)
	return nil
}

func (r *reader) proportion(n yamlfile.Node) Proportion {
	var f struct {
		Of         yamlfile.Node `yaml:"of,optional"`
		Label      string        `yaml:"label,optional"`
		In         yamlfile.Node `yaml:"in,optional"`
		Where      string        `yaml:"where,optional"`
		Count      yamlfile.Node `yaml:"count,optional"`
		Percent    yamlfile.Node `yaml:"percent,optional"`
		Interval   yamlfile.Node `yaml:"interval,optional"`
		Confidence yamlfile.Node `yaml:"confidence,optional"`
	}
	if !r.decode(n, &f) {
		return Proportion{}
	}
	p := Proportion{Figure: r.where(f.In, f.Label, f.Where), Of: named(r, n, f.Of, f.Label, Conditions())}
	if !given(f.Count) && !given(f.Percent) {
		r.faults.Add(n.Faultf("expected a count, a percent or both"))
	}
	if given(f.Count) {
		count := r.number(f.Count, 0, MaxN)
		p.Count = &count
	}
	if given(f.Percent) {
		percent := r.percent(f.Percent)
		p.Percent = &percent
	}
	p.Interval = r.interval(f.Interval, f.Confidence)
	return p
}

// interval reads a printed interval; its confidence is 95 % unless stated.
func (r *reader) interval(n, confidence yamlfile.Node) *PrintedInterval {
	if !given(n) {
		if given(confidence) {
			r.faults.Add(confidence.Faultf("a confidence without an interval, expected both or neither"))
		}
		return nil
	}
	ends, ok := r.ends(n, "its low and its high end in percent")
	if !ok {
		return nil
	}
	i := &PrintedInterval{Low: r.decimal(ends[0]), High: r.decimal(ends[1])}
	if i.Low.Float() > i.High.Float() {
		r.faults.Add(ends[0].Faultf("%s, expected no more than the high end %s", i.Low, i.High))
	}
	i.Confidence, _ = ParseDecimal("95")
	if given(confidence) {
		i.Confidence = r.decimal(confidence)
		if v := i.Confidence.Float(); v <= 1 || v >= 100 {
			r.faults.Add(confidence.Faultf("%s, expected a percentage such as 95", i.Confidence))
		}
	}
	return i
}

// ends reads a list of two.
func (r *reader) ends(n yamlfile.Node, what string) ([]yamlfile.Node, bool) {
	list, err := n.List()
	if err == nil && len(list) != 2 {
		err = n.Faultf("entries: %d, expected 2, %s", len(list), what)
	}
	r.faults.AddError(err)
	return list, err == nil
}

func (r *reader) total(n yamlfile.Node) Total {
	var f struct {
		Label string          `yaml:"label"`
		In    yamlfile.Node   `yaml:"in,optional"`
		Where string          `yaml:"where,optional"`
		Parts []yamlfile.Node `yaml:"parts"`
	}
	if !r.decode(n, &f) {
		return Total{}
	}
	t := Total{Figure: r.where(f.In, f.Label, f.Where), Parts: figures(r, f.Parts, r.proportion)}
	if len(t.Parts) < 2 {
		r.faults.Add(n.Faultf("parts: %d, expected at least 2", len(t.Parts)))
	}
	for i := range t.Parts {
		if t.Parts[i].Sample != 0 {
			r.faults.Add(f.Parts[i].Faultf("a part has no in of its own, expected it beside parts"))
		}
		t.Parts[i].Sample = t.Sample
	}
	return t
}

func (r *reader) mean(n yamlfile.Node) Mean {
	var f struct {
		Of    yamlfile.Node `yaml:"of,optional"`
		Label string        `yaml:"label,optional"`
		In    yamlfile.Node `yaml:"in,optional"`
		Where string        `yaml:"where,optional"`
		Mean  yamlfile.Node `yaml:"mean"`
		SD    yamlfile.Node `yaml:"sd,optional"`
		Alpha yamlfile.Node `yaml:"alpha,optional"`
		Per   yamlfile.Node `yaml:"per,optional"`
		Range yamlfile.Node `yaml:"range,optional"`
	}
	if !r.decode(n, &f) {
		return Mean{}
	}
	m := Mean{Figure: r.where(f.In, f.Label, f.Where), Of: named(r, n, f.Of, f.Label, mbi.Subscales[:]), Mean: r.decimal(f.Mean), Per: 1}
	if given(f.SD) {
		sd := r.positive(f.SD)
		m.SD = &sd
	}
	if given(f.Alpha) {
		m.Alpha = r.alpha(f.Alpha, m.Of != nil)
	}
	if given(f.Per) {
		if s, err := f.Per.Text(); err != nil || s != "item" || m.Of == nil {
			r.faults.Add(f.Per.Faultf("expected per: item, for a subscale, where the mean is that of an item"))
		} else {
			m.Per = m.Of.Len()
		}
	}
	if m.Of != nil {
		m.Scores = &Range{0, m.Of.Max()}
		if r.study.Coding == CodingFrom1 {
			*m.Scores = m.Scores.plus(m.Of.Len())
		}
		if given(f.Range) {
			r.faults.Add(f.Range.Faultf("a subscale has its own range, expected none"))
		}
		return m
	}
	m.Scores = r.scores(f.Range)
	return m
}

// alpha reads a printed Cronbach's alpha, which is at most 1.
func (r *reader) alpha(n yamlfile.Node, subscale bool) *Decimal {
	d := r.decimal(n)
	switch {
	case !subscale:
		r.faults.Add(n.Faultf("expected alpha for a subscale only"))
	case d.Float() > 1:
		r.faults.Add(n.Faultf("%s, expected Cronbach's alpha, at most 1", d))
	}
	return &d
}

// widest bounds the range of whole scores.
const widest = 1000

// scores reads the lowest and the highest of scores that are whole numbers.
func (r *reader) scores(n yamlfile.Node) *Range {
	if !given(n) {
		return nil
	}
	ends, ok := r.ends(n, "the lowest and the highest score")
	if !ok {
		return nil
	}
	before := len(r.faults.Faults)
	s := &Range{r.number(ends[0], -widest, widest), r.number(ends[1], -widest, widest)}
	if len(r.faults.Faults) > before {
		return nil
	}
	if s.Lowest >= s.Highest {
		r.faults.Add(ends[0].Faultf("%d, expected less than the highest score %d", s.Lowest, s.Highest))
		return nil
	}
	return s
}

func (r *reader) table(n yamlfile.Node) Table {
	var f struct {
		Label   string          `yaml:"label"`
		In      yamlfile.Node   `yaml:"in,optional"`
		Where   string          `yaml:"where,optional"`
		Columns []string        `yaml:"columns"`
		Rows    []yamlfile.Node `yaml:"rows"`
		Totals  yamlfile.Node   `yaml:"totals,optional"`
		Chi     yamlfile.Node   `yaml:"chi2,optional"`
		DF      yamlfile.Node   `yaml:"df,optional"`
		P       yamlfile.Node   `yaml:"p,optional"`
		Fisher  yamlfile.Node   `yaml:"fisher,optional"`
		V       yamlfile.Node   `yaml:"v,optional"`
	}
	if !r.decode(n, &f) {
		return Table{}
	}
	t := Table{
		Figure: r.where(f.In, f.Label, f.Where), Columns: f.Columns,
		ChiSquare: r.atLeast0(f.Chi), DF: r.atLeast0(f.DF), P: r.upTo1(f.P), Fisher: r.upTo1(f.Fisher), V: r.upTo1(f.V),
	}
	if c := len(f.Columns); c < 2 || c > mostCells {
		r.faults.Add(n.Faultf("columns: %d, expected 2 to %d", c, mostCells))
	}
	if c := len(f.Rows); c < 2 || c > mostCells {
		r.faults.Add(n.Faultf("rows: %d, expected 2 to %d", c, mostCells))
	}
	for _, row := range f.Rows {
		t.Rows = append(t.Rows, r.row(row, len(f.Columns)))
	}
	if given(f.Totals) {
		totals, err := f.Totals.List()
		if err == nil && len(totals) != len(f.Columns) {
			err = f.Totals.Faultf("totals: %d, expected %d, one for each column", len(totals), len(f.Columns))
		}
		r.faults.AddError(err)
		for _, c := range totals {
			t.Totals = append(t.Totals, r.number(c, 0, MaxN))
		}
	}
	return t
}

func (r *reader) row(n yamlfile.Node, columns int) Row {
	var f struct {
		Label  string          `yaml:"label"`
		Counts []yamlfile.Node `yaml:"counts"`
		Total  yamlfile.Node   `yaml:"total,optional"`
	}
	if !r.decode(n, &f) {
		return Row{}
	}
	if len(f.Counts) != columns {
		r.faults.Add(n.Faultf("counts: %d, expected %d, one for each column", len(f.Counts), columns))
	}
	row := Row{Label: f.Label}
	for _, c := range f.Counts {
		row.Counts = append(row.Counts, r.number(c, 0, MaxN))
	}
	if given(f.Total) {
		total := r.number(f.Total, 0, MaxN)
		row.Total = &total
	}
	return row
}

func (r *reader) comparison(n yamlfile.Node) Comparison {
	var f struct {
		Label  string           `yaml:"label"`
		Where  string           `yaml:"where,optional"`
		Groups [2]yamlfile.Node `yaml:"groups"`
		T      yamlfile.Node    `yaml:"t,optional"`
		DF     yamlfile.Node    `yaml:"df,optional"`
		P      yamlfile.Node    `yaml:"p,optional"`
		D      yamlfile.Node    `yaml:"d,optional"`
	}
	if !r.decode(n, &f) {
		return Comparison{}
	}
	c := Comparison{
		Figure: Figure{Label: f.Label, Where: f.Where},
		T:      r.printed(f.T), DF: r.atLeast0(f.DF), P: r.upTo1(f.P), D: r.printed(f.D),
	}
	for i, g := range f.Groups {
		c.Groups[i] = r.group(g)
	}
	return c
}

func (r *reader) group(n yamlfile.Node) Group {
	var f struct {
		Label string        `yaml:"label"`
		N     yamlfile.Node `yaml:"n"`
		Mean  yamlfile.Node `yaml:"mean"`
		SD    yamlfile.Node `yaml:"sd"`
	}
	if !r.decode(n, &f) {
		return Group{}
	}
	return Group{f.Label, r.number(f.N, 2, MaxN), r.decimal(f.Mean), r.positive(f.SD)}
}
