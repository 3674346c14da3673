package sql

import (
	"fmt"

	"burnout/mbi"
	"burnout/scoring"
)

// statistic is a row of a summary. Its fields but the texts are expressions; an
// empty one is NULL.
type statistic struct {
	table, subscale, statistic, level, value, n, k, method, lowest, highest string

	Where string // which part of the cohort has it; empty: the whole and each group
	first bool   // its columns give the others their types
	d     *Dialect
}

// SQL writes the columns of the row.
func (s *statistic) SQL() string {
	text := func(v string) string {
		if v != "" {
			v = "'" + v + "'"
		}
		return s.typed(v, s.d.text)
	}
	value := s.value
	if value != "" {
		value = fmt.Sprintf("CAST(%s AS %s)", value, s.d.float)
	}
	return fmt.Sprintf("%s, %s, %s, %s, %s, %s, %s, %s, %s, %s", text(s.table), text(s.subscale), text(s.statistic), text(s.level),
		s.typed(value, s.d.float), s.typed(s.n, "BIGINT"), s.typed(s.k, "BIGINT"), text(s.method), s.typed(s.lowest, "BIGINT"), s.typed(s.highest, "BIGINT"))
}

// typed casts an expression in the first row.
func (s *statistic) typed(v, kind string) string {
	if v == "" {
		v = "NULL"
	}
	if s.first {
		return fmt.Sprintf("CAST(%s AS %s)", v, kind)
	}
	return v
}

// figures are the n of every figure that a group of a summary shows, correlations
// included, which the file's summary has.
var figures = []string{"respondents", "decided", "ee_whole", "ee_n", "dp_whole", "dp_n", "pa_whole", "pa_n", "ee_dp_n", "ee_pa_n", "dp_pa_n"}

// statistics are the rows of a summary, under the names of those of `mbi summary
// --format csv`.
func (d *data) statistics() []statistic {
	rows := []statistic{
		{table: "input", statistic: "coding", n: "respondents", method: d.Coding, Where: "part = 0"},
		{table: "input", statistic: "missing", n: "respondents", method: d.Missing.String(), Where: "part = 0"},
	}
	t := d.Thresholds()
	for _, s := range mbi.Subscales {
		for _, l := range scoring.Levels[1:] {
			lowest, _ := t.Range(s, l)
			rows = append(rows, statistic{table: "thresholds", subscale: s.String(), statistic: "lowest_sum", level: l.String(),
				value: fmt.Sprint(lowest), n: "respondents", method: t.ID, Where: "part = 0"})
		}
	}
	for _, f := range [][2]string{{"rows", "n_rows"}, {"without_answers", "n_rows - respondents"}, {"respondents", "respondents"}, {"complete", "complete"}} {
		rows = append(rows, statistic{table: "flow", statistic: f[0], value: f[1], n: "n_rows", Where: "part = 0"})
	}
	rows = append(rows, statistic{table: "flow", statistic: "invalid", value: "invalid", n: "n_rows"})
	if d.Groups {
		rows = append(rows, d.withheld()...)
		rows = append(rows, statistic{table: "flow", statistic: "n", value: "respondents", n: "respondents", Where: "part = 1"})
	}
	for _, s := range d.Subscales {
		rows = append(rows, d.scores(s)...)
	}
	for n := range len(mbi.Subscales) + 1 {
		rows = append(rows, d.share(statistic{table: "dimensions", level: fmt.Sprint(n), n: "decided"}, fmt.Sprintf("d%d", n))...)
	}
	rows = append(rows, statistic{table: "dimensions", statistic: "undecided", value: "respondents - decided", n: "respondents"})
	for i := range rows {
		rows[i].first, rows[i].d = i == 0, &d.Dialect
	}
	return rows
}

// withheld are the rows that say what is not shown of the groups.
func (d *data) withheld() []statistic {
	groups := func(name, value string) statistic {
		return statistic{table: "groups", statistic: name, value: value, n: "respondents", Where: "part = 0"}
	}
	but := func(what string) string {
		return fmt.Sprintf("(SELECT COALESCE(%[1]s, 0) FROM %[2]sranked WHERE named = 1) - (SELECT COALESCE(%[1]s, 0) FROM %[2]sshown)", what, d.Prefix)
	}
	return []statistic{
		groups("withheld_groups", but("COUNT(*)")),
		groups("withheld_respondents", but("SUM(respondents)")),
		groups("ungrouped_respondents", fmt.Sprintf("(SELECT COALESCE(SUM(respondents), 0) FROM %sranked WHERE named = 0)", d.Prefix)),
	}
}

// scores are the rows of a subscale.
func (d *data) scores(s subscale) []statistic {
	of := s.String()
	n := of + "_n"
	float := func(x string) string { return fmt.Sprintf("CAST(%s AS %s)", x, d.Float) }
	score := func(x string) string {
		if s.Scale == 1 {
			return float(x)
		}
		return fmt.Sprintf("%s / %d", float(x), s.Scale)
	}
	mean := fmt.Sprintf("%s / NULLIF(%s, 0)", score(of+"_sum"), n)
	variance := fmt.Sprintf("%s / NULLIF(%s * (%s - 1), 0)", float(d.cross(n, of+"_sum", of+"_squares")), float(n), n)
	sd := fmt.Sprintf("SQRT(%s)", variance)
	if s.Scale > 1 {
		sd += fmt.Sprintf(" / %d", s.Scale)
	}
	row := func(name, value, n, method string) statistic {
		return statistic{table: "scores", subscale: of, statistic: name, value: value, n: n, method: method}
	}
	rows := []statistic{
		row("prorated", fmt.Sprintf("%s - %s_whole", n, of), "respondents", ""),
		row("missing", "respondents - "+n, "respondents", ""),
		row("missing_answers", of+"_missing_answers", "respondents", ""),
		row("mean", mean, n, ""), row("sd", sd, n, "n-1"), row("item_mean", fmt.Sprintf("%s / %d", mean, s.Len()), n, ""),
		row("min", score(of+"_min"), n, ""), row("max", score(of+"_max"), n, ""),
		row("floor_percent", d.percent(of+"_floor", n), n, ""), row("ceiling_percent", d.percent(of+"_ceiling", n), n, ""),
		row("alpha", d.alpha(s), of+"_whole", "cronbach"),
	}
	for _, l := range scoring.Levels {
		rows = append(rows, d.share(statistic{table: "levels", subscale: of, level: l.String(), n: n}, of+"_"+l.String())...)
	}
	return rows
}

// alpha is Cronbach's alpha, k/(k-1) (1 - Σ var(item) / var(sum)): every variance is
// of the same n, so that whole numbers remain up to one division.
func (d *data) alpha(s subscale) string {
	n := s.String() + "_whole"
	total := d.cross(n, n+"_sum", n+"_squares")
	rest := total
	for _, item := range s.Items() {
		rest += " - " + d.cross(n, fmt.Sprintf("s%d", item), fmt.Sprintf("q%d", item))
	}
	return fmt.Sprintf("CAST(%d * (%s) AS %s) / NULLIF(%d * %s, 0)", s.Len(), rest, d.Float, s.Len()-1, total)
}

// share is a count as two rows, the count k and its percentage of n.
func (d *data) share(r statistic, k string) []statistic {
	count, percent := r, r
	count.statistic, count.value, count.lowest, count.highest = "n", k, k+"_lowest", k+"_highest"
	percent.statistic, percent.value, percent.k, percent.method = "percent", d.percent(k, r.n), k, "wilson"
	return []statistic{count, percent}
}

func (d *data) percent(k, n string) string {
	return fmt.Sprintf("100 * CAST(%s AS %s) / NULLIF(%s, 0)", k, d.Float, n)
}
