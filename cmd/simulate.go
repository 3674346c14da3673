package cmd

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/render"
	"burnout/cmd/internal/streams"
	"burnout/mbi"
	"burnout/mbi/form"
	"burnout/mbi/locale"
	"burnout/scoring/published"
	"burnout/scoring/simulate"
	"burnout/scoring/stats"
)

type simulateOptions struct {
	outputFlags
	plan  simulate.Plan
	like  string
	flags statedTargets
	shape string
	lang  *locale.Language
	quiet bool
}

// statedTargets are the targets of which a flag, or a study, states some.
type statedTargets struct{ mean, sd, alpha, correlation [3]stats.Number }

func newSimulate(s *streams.Streams) *cobra.Command {
	o := simulateOptions{shape: simulate.Shapes()[0]}
	c := &cobra.Command{
		Use:     "simulate",
		Short:   "A synthetic cohort, for teaching and tests",
		GroupID: "cohort",
		Long: `simulate writes answers that nobody gave: 22 items of 0 to 6 for each
respondent, drawn at random so that the sums of the three subscales have the
mean, SD, Cronbach's alpha and correlations asked for. Every row says
"synthetic" in its first column. Targets and results stand side by side on
standard error; they differ by the chance of sampling alone. The same seed
gives the same file on every machine.

Targets that are not stated are those of 194 Belgian medical students and
residents for means and SDs (BMC Med Educ 2022, s12909-022-03694-z, table 1),
the manual's as cited elsewhere for alphas (Maslach, Jackson & Leiter 1996),
and for correlations round numbers of the usual signs, from no sample. Targets
that no 22 answers of 0 to 6 can have are refused with the bound that they
break. The items of a subscale are alike: one mean, one SD, one correlation.

--like takes the means, SDs and alphas that a study prints, an id of "mbi
published list" or a study file; where it prints several for a subscale, the
first. Alphas that it does not print, and correlations, stay as above. A study
that prints percentages alone is refused. What a flag states goes first.

A group divides the respondents at random, in the numbers stated. An effect
moves the means of one of its values by so many SDs: Cohen's d against a value
without an effect. Answers are missing completely at random.`,
		Example: `  mbi simulate -n 500 --seed 1 -o cohort.csv
  mbi simulate --mean ee=21,dp=8 --sd dp=5.5 --correlation ee-dp=0.6
  mbi simulate --like belgium-2022 -n 194
  mbi simulate --group sex=F:300,M:200 --effect sex=M:dp=0.4 --missing-rate 0.02
  mbi simulate --shape limesurvey | mbi summary -`,
		Args: cobra.NoArgs,
	}
	flags, t, usual := c.Flags(), &o.flags, simulate.Default()
	flags.IntVarP(&o.plan.N, "respondents", "n", 200, "`NUMBER` of them; where groups are stated, as many as they hold")
	flags.Uint64Var(&o.plan.Seed, "seed", 1, "`NUMBER` that fixes what is drawn")
	bySubscale, byPair := names(mbi.Subscales[:]), names(simulate.Pairs[:])
	flags.StringVar(&o.like, "like", "", "the means, SDs and alphas that a study prints: `ID|STUDY.yaml`")
	complete(c, "like", published.StudyIDs()...)
	targetFlag(c, "mean", "means of the sums", bySubscale, &t.mean, usual.Mean)
	targetFlag(c, "sd", "SDs of the sums", bySubscale, &t.sd, usual.SD)
	targetFlag(c, "alpha", "Cronbach's alphas", bySubscale, &t.alpha, usual.Alpha)
	targetFlag(c, "correlation", "Pearson's correlations of the sums", byPair, &t.correlation, usual.Correlation)
	flags.Float64Var(&o.plan.MissingRate, "missing-rate", 0, "`PROBABILITY` of each answer to be missing")
	flags.Var(&listFlag[simulate.Group]{&o.plan.Groups, parseGroup, "COLUMN=VALUE:N,…"}, "group", "a column of groups and the number of respondents in each; may be repeated")
	flags.Var(&listFlag[simulate.Effect]{&o.plan.Effects, parseEffect, "COLUMN=VALUE:ee=D,…"}, "effect", "moves the means of a group by D times the SD; may be repeated")
	flags.Var(&choice[string]{into: &o.shape, parse: parseShape, kind: "NAME"}, "shape", "export that the file looks like: "+strings.Join(simulate.Shapes(), ", "))
	complete(c, "shape", simulate.Shapes()...)
	o.outputFlags.add(c)
	o.lang = languageFlag(c, s)
	flags.BoolVarP(&o.quiet, "quiet", "q", false, "no targets and results on standard error")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if len(o.plan.Groups) > 0 && !flags.Changed("respondents") {
			o.plan.N = 0
			for _, p := range o.plan.Groups[0].Parts {
				o.plan.N += p.N
			}
		}
		return runSimulate(s, &o)
	}
	return c
}

func runSimulate(s *streams.Streams, o *simulateOptions) error {
	if err := o.check(o.like); err != nil {
		return err
	}
	study, err := o.targets()
	if err != nil {
		return err
	}
	c, err := simulate.New(o.plan)
	if err != nil {
		return commandLine(err)
	}
	// English whatever the language: a seed gives one file.
	f, err := form.Embedded(string(locale.English))
	if err != nil {
		return err
	}
	texts := &simulate.Wording{Items: f.Items, Anchors: f.Anchors}
	err = o.write(s, func(w io.Writer) error {
		if err := c.Write(w, o.shape, texts); err != nil {
			return commandLine(err) // memory takes all: the shape cannot hold a group
		}
		return nil
	})
	if err != nil || o.quiet {
		return err
	}
	return writeTargets(s.Err, c, o.plan.Seed, study, locale.For(*o.lang), s.Width())
}

// targets completes the plan: what the flags state, else what the study prints
// that --like names, else what is usual. It returns that study, or nil.
func (o *simulateOptions) targets() (*published.Study, error) {
	t := simulate.Default()
	var study *published.Study
	if o.like != "" {
		var err error
		if study, err = loadStudy(o.like); err != nil {
			return nil, err
		}
		printed := printedTargets(study)
		if err := o.flags.complete(study, &printed); err != nil {
			return nil, err
		}
		printed.over(&t)
	}
	o.flags.over(&t)
	o.plan.Targets = t
	return study, nil
}

// printedTargets are the targets that a study prints.
func printedTargets(study *published.Study) (t statedTargets) {
	for _, s := range mbi.Subscales {
		m, ok := study.Subscale(s)
		if !ok {
			continue
		}
		mean, sd := m.Sums()
		t.mean[s], t.sd[s] = stats.NumberOf(mean, true), sd
		if m.Alpha != nil {
			t.alpha[s] = stats.NumberOf(m.Alpha.Float(), true)
		}
	}
	return t
}

// complete refuses a study that lacks a mean or an SD which no flag states.
func (t *statedTargets) complete(study *published.Study, printed *statedTargets) error {
	var means, sds, lacking []string
	for _, s := range mbi.Subscales {
		if !t.mean[s].Defined && !printed.mean[s].Defined {
			means = append(means, s.String())
		}
		if !t.sd[s].Defined && !printed.sd[s].Defined {
			sds = append(sds, s.String())
		}
	}
	if len(means) > 0 {
		lacking = append(lacking, "no mean of "+strings.Join(means, ", "))
	}
	if len(sds) > 0 {
		lacking = append(lacking, "no SD of "+strings.Join(sds, ", "))
	}
	if len(lacking) == 0 {
		return nil
	}
	return commandLine(hinted(fmt.Errorf("--like: %s prints %s, expected those of all three subscales", study.ID, strings.Join(lacking, " and ")),
		"--mean and --sd state what a study does not print"))
}

// over replaces the targets that are stated.
func (t *statedTargets) over(into *simulate.Targets) {
	for i := range t.mean {
		for _, v := range []struct {
			stated stats.Number
			into   *float64
		}{{t.mean[i], &into.Mean[i]}, {t.sd[i], &into.SD[i]}, {t.alpha[i], &into.Alpha[i]}, {t.correlation[i], &into.Correlation[i]}} {
			if v.stated.Defined {
				*v.into = v.stated.Value
			}
		}
	}
}

// writeTargets writes the targets of each population beside what came out, and
// which study they are of, or nil.
func writeTargets(w io.Writer, c *simulate.Cohort, seed uint64, study *published.Study, text *locale.Text, width int) error {
	words := text.Simulate
	head := locale.Fill(words.Head, "n", len(c.Respondents), "seed", seed)
	if study != nil {
		head += " " + locale.Fill(words.Like, "id", study.ID, "title", visible(study.Title))
	}
	if _, err := fmt.Fprintln(w, render.WrapNames(head, width, "")); err != nil {
		return err
	}
	for _, p := range c.Populations {
		if p.Result.N == 0 {
			continue // no respondent has this combination of values
		}
		if _, err := fmt.Fprintln(w); err != nil {
			return err
		}
		t := targetTable(p, text).Fit(width)
		if p.Result.N > 2 { // of two, correlations are 1 or -1
			if err := t.Text(w); err != nil {
				return err
			}
			continue
		}
		lines := render.WrapNames(words.Few, width, "")
		if t.Title != "" {
			lines = t.Title + "\n" + lines
		}
		if _, err := fmt.Fprintln(w, lines); err != nil {
			return err
		}
	}
	return nil
}

func targetTable(p *simulate.Population, text *locale.Text) render.Table {
	words, f := text.Simulate, figuresIn(text)
	table := render.Table{Header: []string{"", "", words.Target, words.Result}, Left: []int{1}}
	if p.Name != "" {
		table.Title = locale.Fill(words.Group, "group", p.Name, "n", p.Result.N)
	}
	row := func(name, statistic string, target float64, result stats.Number, decimals int) {
		table.Rows = append(table.Rows, []string{name, statistic, f.fixed(stats.NumberOf(target, true), decimals), f.fixed(result, decimals)})
	}
	for _, s := range mbi.Subscales {
		row(text.Short.Of(s), text.Summary.Rows.Mean, p.Targets.Mean[s], p.Result.Mean(s), 2)
		row("", text.Summary.Rows.SD, p.Targets.SD[s], p.Result.SD(s), 2)
		row("", text.Summary.Rows.Alpha, p.Targets.Alpha[s], p.Result.Alpha(s), 3)
	}
	for _, pair := range simulate.Pairs {
		a, b := pair.Subscales()
		row(text.Short.Of(a)+"–"+text.Short.Of(b), words.Correlation, p.Targets.Correlation[pair], p.Result.Correlation(pair), 3)
	}
	return table
}

// names lists what a target may be stated for.
func names[T fmt.Stringer](all []T) []string {
	var list []string
	for _, v := range all {
		list = append(list, v.String())
	}
	return list
}

// targetFlag adds a flag of three numbers. Those that it does not name stay
// undefined; the usage tells what is usual.
func targetFlag(c *cobra.Command, name, usage string, keys []string, into *[3]stats.Number, usual [3]float64) {
	var defaults []string
	for i, k := range keys {
		defaults = append(defaults, k+"="+number(usual[i]))
	}
	parse := func(s string) ([3]stats.Number, error) { return parseNumbers(s, keys, *into) }
	c.Flags().Var(&choice[[3]stats.Number]{unset: true, into: into, parse: parse, kind: keys[0] + "=NUMBER,…"}, name, usage+" (default "+strings.Join(defaults, ",")+")")
}

// parseNumbers reads numbers by name, "ee=21,dp=8", over others.
func parseNumbers(s string, keys []string, over [3]stats.Number) ([3]stats.Number, error) {
	var seen []string
	for _, w := range strings.Split(s, ",") {
		key, value, _ := strings.Cut(w, "=")
		key = strings.ToLower(strings.TrimSpace(key))
		i := slices.Index(keys, key)
		v, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if i < 0 || err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return over, fmt.Errorf("%q, expected one of %s, = and a number with a decimal point", w, strings.Join(keys, ", "))
		}
		if slices.Contains(seen, key) {
			return over, fmt.Errorf("%s stands twice", key)
		}
		seen = append(seen, key)
		over[i] = stats.NumberOf(v, true)
	}
	return over, nil
}

// parseGroup reads the value of --group, "sex=F:300,M:200".
func parseGroup(s string) (simulate.Group, error) {
	wrong := fmt.Errorf("%q, expected a column, = and values with their numbers, such as sex=F:300,M:200", s)
	column, parts, ok := strings.Cut(s, "=")
	if !ok {
		return simulate.Group{}, wrong
	}
	g := simulate.Group{Column: strings.TrimSpace(column)}
	for _, w := range strings.Split(parts, ",") {
		value, size, _ := strings.Cut(w, ":")
		n, err := strconv.Atoi(strings.TrimSpace(size))
		if err != nil {
			return g, wrong
		}
		g.Parts = append(g.Parts, simulate.Part{Value: strings.TrimSpace(value), N: n})
	}
	return g, nil
}

// parseEffect reads the value of --effect, "sex=M:dp=0.4,ee=0.2".
func parseEffect(s string) (simulate.Effect, error) {
	var e simulate.Effect
	part, shifts, ok := strings.Cut(s, ":")
	column, value, both := strings.Cut(part, "=")
	if !ok || !both {
		return e, fmt.Errorf("%q, expected a value of a group and how far it moves, such as sex=M:dp=0.4", s)
	}
	e.Column, e.Value = strings.TrimSpace(column), strings.TrimSpace(value)
	moved, err := parseNumbers(shifts, names(mbi.Subscales[:]), [3]stats.Number{})
	for i, v := range moved {
		e.Shift[i] = v.Value
	}
	return e, err
}

func parseShape(s string) (string, error) {
	if !slices.Contains(simulate.Shapes(), s) {
		return "", fmt.Errorf("unknown shape %q, expected one of %s", s, strings.Join(simulate.Shapes(), ", "))
	}
	return s, nil
}
