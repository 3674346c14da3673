package locale

// Compare is the text around the comparisons of a cohort.
type Compare struct {
	Title      string            `yaml:"title"`
	Pair       string            `yaml:"pair"` // two groups, one less or over the other
	Tests      string            `yaml:"tests"`
	Pairs      string            `yaml:"pairs"`
	AffectedOf string            `yaml:"affected_of"`
	With       string            `yaml:"with"`
	Waves      string            `yaml:"waves"`
	WaveTests  string            `yaml:"wave_tests"`
	Changed    string            `yaml:"changed"`
	Crossed    string            `yaml:"crossed"`
	Flow       string            `yaml:"flow"`
	Expected   string            `yaml:"expected"`
	Exact      string            `yaml:"exact"`
	Normal     string            `yaml:"normal"`
	Columns    CompareColumns    `yaml:"columns"`
	Statistics CompareStatistics `yaml:"statistics"`
	Where      CompareWhere      `yaml:"where"`
	Reasons    CompareReasons    `yaml:"reasons"`
	Warnings   CompareWarnings   `yaml:"warnings"`
	Under      CompareUnder      `yaml:"under"`
	Notes      CompareNotes      `yaml:"notes"`
}

// CompareColumns heads the tables.
type CompareColumns struct {
	Value      string `yaml:"value"`
	DF         string `yaml:"df"`
	Holm       string `yaml:"holm"`
	Difference string `yaml:"difference"`
	Joint      string `yaml:"joint"`
	GamesP     string `yaml:"games_p"`
	Dunn       string `yaml:"dunn"`
	DunnHolm   string `yaml:"dunn_holm"`
	Affected   string `yaml:"affected"`
	Limit      string `yaml:"limit"`
	Fell       string `yaml:"fell"`
	Within     string `yaml:"within"`
	Rose       string `yaml:"rose"`
	Became     string `yaml:"became"`
	Ceased     string `yaml:"ceased"`
}

// CompareStatistics names the statistics in the rows of tables.
type CompareStatistics struct {
	WelchT         string `yaml:"welch_t"`
	MeanDifference string `yaml:"mean_difference"`
	HedgesG        string `yaml:"hedges_g"`
	MannWhitney    string `yaml:"mann_whitney_w"`
	CliffDelta     string `yaml:"cliff_delta"`
	WelchF         string `yaml:"welch_f"`
	AnovaF         string `yaml:"anova_f"`
	OmegaSquared   string `yaml:"omega_squared"`
	KruskalWallis  string `yaml:"kruskal_wallis_h"`
	EpsilonSquared string `yaml:"epsilon_squared"`
	Jonckheere     string `yaml:"jonckheere_j"`
	GamesHowell    string `yaml:"games_howell_q"`
	Dunn           string `yaml:"dunn_z"`
	ChiSquare      string `yaml:"chi_square"`
	CramerV        string `yaml:"cramer_v"`
	Fisher         string `yaml:"fisher"`
	MonteCarlo     string `yaml:"monte_carlo"`
	Armitage       string `yaml:"cochran_armitage_z"`
	RiskDifference string `yaml:"risk_difference"`
	RiskRatio      string `yaml:"risk_ratio"`
	OddsRatio      string `yaml:"odds_ratio"`
	Pearson        string `yaml:"pearson_r"`
	Spearman       string `yaml:"spearman_rho"`
	PairedT        string `yaml:"paired_t"`
	MeanChange     string `yaml:"mean_change"`
	CohenDz        string `yaml:"cohen_dz"`
	SignedRank     string `yaml:"signed_rank_v"`
	McNemarExact   string `yaml:"mcnemar_exact"`
	McNemar        string `yaml:"mcnemar_chi_square"`
}

// CompareWhere says which part of a comparison a warning concerns.
type CompareWhere struct {
	Scores     string `yaml:"scores"`
	Pairs      string `yaml:"pairs"`
	Levels     string `yaml:"levels"`
	Affected   string `yaml:"affected"`
	Dimensions string `yaml:"dimensions"`
	With       string `yaml:"with"`
	Waves      string `yaml:"waves"`
}

// CompareReasons says why a statistic is undefined.
type CompareReasons struct {
	TooFew      string `yaml:"too_few"`
	NoVariance  string `yaml:"no_variance"`
	AllTied     string `yaml:"all_tied"`
	EmptyMargin string `yaml:"empty_margin"`
	ZeroCell    string `yaml:"zero_cell"`
	NoChange    string `yaml:"no_change"`
}

// CompareWarnings words the warnings of a comparison.
type CompareWarnings struct {
	Undefined string `yaml:"undefined"`
	Below5    string `yaml:"below_5"`
	Dropped   string `yaml:"dropped"`
	ManyPairs string `yaml:"many_pairs"`
	Blank     string `yaml:"blank"`
	Unpaired  string `yaml:"unpaired"`
	NoID      string `yaml:"no_id"`
	NoWave    string `yaml:"no_wave"`
}

// CompareUnder is what stands under a table, each where it applies.
type CompareUnder struct {
	Scores     string `yaml:"scores"`
	Two        string `yaml:"two"`
	Several    string `yaml:"several"`
	Jonckheere string `yaml:"jonckheere"`
	Armitage   string `yaml:"armitage"`
	Pairs      string `yaml:"pairs"`
	Counts     string `yaml:"counts"`
	Expected   string `yaml:"expected"`
	Affected   string `yaml:"affected"`
	ChiSquare  string `yaml:"chi_square"`
	Fisher     string `yaml:"fisher"`
	MonteCarlo string `yaml:"monte_carlo"`
	Risks      string `yaml:"risks"`
	With       string `yaml:"with"`
	BothWaves  string `yaml:"both_waves"`
	WaveTests  string `yaml:"wave_tests"`
	Reliable   string `yaml:"reliable"`
	Holm       string `yaml:"holm"`
}

// CompareNotes are the numbered notes under the tables, each where it applies.
type CompareNotes struct {
	Levels        string `yaml:"levels"`
	Numbered      string `yaml:"numbered"`
	NumberedWaves string `yaml:"numbered_waves"`
	Holm          string `yaml:"holm"`
	HolmPairs     string `yaml:"holm_pairs"`
	NoPart        string `yaml:"no_part"`
}
