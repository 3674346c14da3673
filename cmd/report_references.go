package cmd

import (
	"slices"

	"burnout/cmd/internal/report"
	"burnout/mbi/locale"
	"burnout/scoring/stats"
	"burnout/scoring/summary"
)

// The literature, in the words in which it was published.
const (
	manualReference    = "Maslach C, Jackson SE, Leiter MP. Maslach Burnout Inventory Manual, 3rd ed. Palo Alto: Consulting Psychologists Press, 1996."
	quantilesReference = "Hyndman RJ, Fan Y. Sample quantiles in statistical packages. Am Stat 1996;50:361-365."
	cronbachReference  = "Cronbach LJ. Coefficient alpha and the internal structure of tests. Psychometrika 1951;16:297-334."
	feldtReference     = "Feldt LS. The approximate sampling distribution of Kuder-Richardson reliability coefficient twenty. Psychometrika 1965;30:357-370."
	fisherZReference   = "Fisher RA. On the ‘probable error’ of a coefficient of correlation deduced from a small sample. Metron 1921;1(4):3-32."
	bonettReference    = "Bonett DG, Wright TA. Sample size requirements for estimating Pearson, Kendall and Spearman correlations. Psychometrika 2000;65:23-28."
	minresReference    = "Harman HH, Jones WH. Factor analysis by minimizing residuals (minres). Psychometrika 1966;31:351-368."
	omegaReference     = "McDonald RP. Test Theory: A Unified Treatment. Mahwah: Lawrence Erlbaum, 1999."
	holmReference      = "Holm S. A simple sequentially rejective multiple test procedure. Scand J Stat 1979;6:65-70."
	strobeReference    = "von Elm E, Altman DG, Egger M, et al. The Strengthening the Reporting of Observational Studies in Epidemiology (STROBE) statement. Lancet 2007;370:1453-1457."
)

var intervalReferences = map[stats.IntervalMethod]string{
	stats.Wilson:         "Wilson EB. Probable inference, the law of succession, and statistical inference. J Am Stat Assoc 1927;22:209-212.",
	stats.ClopperPearson: "Clopper CJ, Pearson ES. The use of confidence or fiducial limits illustrated in the case of the binomial. Biometrika 1934;26:404-413.",
	stats.WilsonCC:       "Newcombe RG. Two-sided confidence intervals for the single proportion: comparison of seven methods. Stat Med 1998;17:857-872.",
}

// testReferences are those of the statistics that compare groups.
var testReferences = map[string]string{
	summary.WelchT:         "Welch BL. The generalization of ‘Student’s’ problem when several different population variances are involved. Biometrika 1947;34:28-35.",
	summary.HedgesG:        "Hedges LV. Distribution theory for Glass’s estimator of effect size and related estimators. J Educ Stat 1981;6:107-128.",
	summary.MannWhitney:    "Mann HB, Whitney DR. On a test of whether one of two random variables is stochastically larger than the other. Ann Math Stat 1947;18:50-60.",
	summary.CliffDelta:     "Cliff N. Ordinal Methods for Behavioral Data Analysis. Mahwah: Lawrence Erlbaum, 1996.",
	summary.WelchF:         "Welch BL. On the comparison of several mean values: an alternative approach. Biometrika 1951;38:330-336.",
	summary.AnovaF:         "Fisher RA. Statistical Methods for Research Workers. Edinburgh: Oliver & Boyd, 1925.",
	summary.OmegaSquared:   "Hays WL. Statistics for Psychologists. New York: Holt, Rinehart & Winston, 1963.",
	summary.KruskalWallis:  "Kruskal WH, Wallis WA. Use of ranks in one-criterion variance analysis. J Am Stat Assoc 1952;47:583-621.",
	summary.EpsilonSquared: "Tomczak M, Tomczak E. The need to report effect size estimates revisited. Trends Sport Sci 2014;21:19-25.",
	summary.GamesHowell:    "Games PA, Howell JF. Pairwise multiple comparison procedures with unequal N’s and/or variances: a Monte Carlo study. J Educ Stat 1976;1:113-125.",
	summary.Dunn:           "Dunn OJ. Multiple comparisons using rank sums. Technometrics 1964;6:241-252.",
	summary.ChiSquare:      "Pearson K. On the criterion that a given system of deviations from the probable in the case of a correlated system of variables is such that it can be reasonably supposed to have arisen from random sampling. Phil Mag 1900;50:157-175.",
	summary.CramerV:        "Cramér H. Mathematical Methods of Statistics. Princeton: Princeton University Press, 1946.",
	summary.FisherExact:    "Fisher RA. Statistical Methods for Research Workers, 5th ed. Edinburgh: Oliver & Boyd, 1934.",
	summary.MonteCarlo:     "Hope ACA. A simplified Monte Carlo significance test procedure. J R Stat Soc B 1968;30:582-598.",
	summary.RiskDifference: "Newcombe RG. Interval estimation for the difference between independent proportions: comparison of eleven methods. Stat Med 1998;17:873-890.",
	summary.RiskRatio:      "Katz D, Baptista J, Azen SP, Pike MC. Obtaining confidence intervals for the risk ratio in cohort studies. Biometrics 1978;34:469-474.",
	summary.OddsRatio:      "Woolf B. On estimating the relation between blood group and disease. Ann Hum Genet 1955;19:251-253.",
}

// referencesSection lists the works of what was used, and of nothing else.
func (r *cohortReport) referencesSection(text *locale.Text) report.Section {
	s := report.Section{ID: "references", Title: text.Report.Sections.References, Points: []string{manualReference}}
	source := func(id, source string) {
		if source != "" {
			s.Points = append(s.Points, visible(locale.Fill(text.Report.Flow.Pair, "name", id, "n", source)))
		}
	}
	for _, t := range r.grid.tables {
		source(t.ID, t.Source)
	}
	for _, d := range r.grid.definitions {
		source(d.ID, d.Source)
	}
	s.Points = append(s.Points, quantilesReference, cronbachReference, feldtReference)
	if !r.few() {
		s.Points = append(s.Points, omegaReference, minresReference)
	}
	if reference, ok := intervalReferences[r.intervals.Method]; ok {
		s.Points = append(s.Points, reference)
	}
	s.Points = append(s.Points, fisherZReference, bonettReference)
	if c := r.comparison; c != nil {
		for _, name := range c.statistics() {
			if reference, ok := testReferences[name]; ok {
				s.Points = append(s.Points, reference)
			}
		}
		s.Points = append(s.Points, holmReference)
	}
	s.Points = append(s.Points, strobeReference)
	return s
}

// statistics names each statistic that the page shows of the groups, once.
func (c *cohortComparison) statistics() []string {
	var names []string
	for _, p := range c.parts {
		if p.table == pairTests && len(c.groups) > mostPaired {
			continue
		}
		for _, s := range p.list {
			if !slices.Contains(names, s.Name) {
				names = append(names, s.Name)
			}
		}
	}
	return names
}
