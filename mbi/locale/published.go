package locale

// Published is the text of `mbi published`.
type Published struct {
	// Conditions words, in the order of published.Conditions, who is counted.
	Conditions  [13]string           `yaml:"conditions"`
	Share       string               `yaml:"share"` // a percentage as it is printed
	Verdicts    PublishedVerdicts    `yaml:"verdicts"`
	Head        PublishedHead        `yaml:"head"`
	List        [3]string            `yaml:"list"`
	Proportions string               `yaml:"proportions"`
	Totals      string               `yaml:"totals"`
	PerItem     string               `yaml:"per_item"`
	Means       string               `yaml:"means"`
	Tests       string               `yaml:"tests"`
	Dimensions  string               `yaml:"dimensions"`
	Definitions string               `yaml:"definitions"`
	Findings    string               `yaml:"findings"`
	Solutions   string               `yaml:"solutions"`
	MoreThan    string               `yaml:"more_than"`
	Columns     PublishedColumns     `yaml:"columns"`
	Finding     PublishedFindings    `yaml:"finding"`
	Notes       PublishedNotes       `yaml:"notes"`
	Statistics  PublishedStatistics  `yaml:"statistics"`
	Methods     PublishedMethodNames `yaml:"methods"`
	Cohort      PublishedCohort      `yaml:"cohort"`
	NoFinding   string               `yaml:"no_finding"`
	Or          string               `yaml:"or"`
}

// PublishedVerdicts words whether a figure is possible and whether a test agrees.
type PublishedVerdicts struct {
	Possible   string `yaml:"possible"`
	Any        string `yaml:"any"`
	Impossible string `yaml:"impossible"`
	Undecided  string `yaml:"undecided"`
	CutOff     string `yaml:"cut_off"`
	DivisorN   string `yaml:"divisor_n"`
	Agrees     string `yaml:"agrees"`
	Open       string `yaml:"open"`
	Disagrees  string `yaml:"disagrees"`
}

// PublishedHead says what study it is.
type PublishedHead struct {
	Title    string `yaml:"title"`
	Source   string `yaml:"source"`
	Note     string `yaml:"note"`
	Samples  string `yaml:"samples"`
	Table    string `yaml:"table"`
	NoTable  string `yaml:"no_table"`
	OwnTable string `yaml:"own_table"`
	Coding   string `yaml:"coding"`
}

// PublishedColumns heads the tables.
type PublishedColumns struct {
	Figure     string `yaml:"figure"`
	Sample     string `yaml:"sample"`
	Printed    string `yaml:"printed"`
	N          string `yaml:"n"`
	Counts     string `yaml:"counts"`
	Interval   string `yaml:"interval"`
	Verdict    string `yaml:"verdict"`
	Sum        string `yaml:"sum"`
	Mean       string `yaml:"mean"`
	SD         string `yaml:"sd"`
	Alpha      string `yaml:"alpha"`
	Definition string `yaml:"definition"`
	Rule       string `yaml:"rule"`
	Possible   string `yaml:"possible"`
	Percent    string `yaml:"percent"`
	Dimensions string `yaml:"dimensions"`
	Statistic  string `yaml:"statistic"`
	Recomputed string `yaml:"recomputed"`
	Rounding   string `yaml:"rounding"`
}

// PublishedFindings words what is found.
type PublishedFindings struct {
	Percent       string `yaml:"percent"`
	Count         string `yaml:"count"`
	CountPercent  string `yaml:"count_percent"`
	CutOff        string `yaml:"cut_off"`
	Fits          string `yaml:"fits"`
	Fit           string `yaml:"fit"`
	FitSample     string `yaml:"fit_sample"`
	NoSample      string `yaml:"no_sample"`
	Sizes         string `yaml:"sizes"`
	Total         string `yaml:"total"`
	TotalOpen     string `yaml:"total_open"`
	Mean          string `yaml:"mean"`
	MeanOpen      string `yaml:"mean_open"`
	MeanOutside   string `yaml:"mean_outside"`
	SD            string `yaml:"sd"`
	SDBounds      string `yaml:"sd_bounds"`
	SDOpen        string `yaml:"sd_open"`
	SDDivisorN    string `yaml:"sd_divisor_n"`
	SDOne         string `yaml:"sd_one"`
	SDAnyMean     string `yaml:"sd_any_mean"`
	SDAnyMeanEnds string `yaml:"sd_any_mean_bounds"`
	SDAnyMeanN    string `yaml:"sd_any_mean_n"`
	SDMeanOpen    string `yaml:"sd_mean_open"`
	Contradiction string `yaml:"contradiction"`
	Interval      string `yaml:"interval"`
	NoInterval    string `yaml:"no_interval"`
	IntervalOpen  string `yaml:"interval_open"`
	TableSum      string `yaml:"table_sum"`
	RowSum        string `yaml:"row_sum"`
	Below5        string `yaml:"below5"`
	BothSDs0      string `yaml:"both_sds0"`
	Untested      string `yaml:"untested"`
	P             string `yaml:"p"`
	FisherOpen    string `yaml:"fisher_open"`
	Disagrees     string `yaml:"disagrees"`
	Open          string `yaml:"open"`
	OpenSimulated string `yaml:"open_simulated"`
}

// PublishedNotes are the notes under the tables, each where it applies.
type PublishedNotes struct {
	Rounding   string `yaml:"rounding"`
	Any        string `yaml:"any"`
	Cells      string `yaml:"cells"`
	Intervals  string `yaml:"intervals"`
	Whole      string `yaml:"whole"`
	Tables     string `yaml:"tables"`
	Comparison string `yaml:"comparison"`
}

// PublishedMethodNames words the methods of recomputed statistics.
type PublishedMethodNames struct {
	Pearson   string `yaml:"pearson"`
	Yates     string `yaml:"yates"`
	Fisher    string `yaml:"fisher"`
	Simulated string `yaml:"simulated"`
	Student   string `yaml:"student"`
	Welch     string `yaml:"welch"`
	PooledSD  string `yaml:"pooled_sd"`
	AverageSD string `yaml:"average_sd"`
	FirstSD   string `yaml:"first_sd"`
	SecondSD  string `yaml:"second_sd"`
	Hedges    string `yaml:"hedges"`
}

// PublishedStatistics names the recomputed statistics.
type PublishedStatistics struct {
	ChiSquare string `yaml:"chi2"`
	DF        string `yaml:"df"`
	P         string `yaml:"p"`
	V         string `yaml:"v"`
	T         string `yaml:"t"`
	D         string `yaml:"d"`
}

// PublishedCohort is the text of a cohort beside a study.
type PublishedCohort struct {
	Title       string `yaml:"title"`
	Proportions string `yaml:"proportions"`
	Means       string `yaml:"means"`
	Study       string `yaml:"study"`
	Cohort      string `yaml:"cohort"`
	SD          string `yaml:"sd"`
	Difference  string `yaml:"difference"`
	To          string `yaml:"to"`
	Nothing     string `yaml:"nothing"`
	// What makes the two hard to compare.
	Unstated string `yaml:"unstated"`
	Unknown  string `yaml:"unknown"`
	Other    string `yaml:"other"`
	NoCoding string `yaml:"no_coding"`
	FromOne  string `yaml:"from_one"`
	Missing  string `yaml:"missing"`
	Others   string `yaml:"others"`
	// What leaves a difference without an interval.
	NoVariance string `yaml:"no_variance"`
	// How the differences were computed.
	Newcombe string `yaml:"newcombe"`
	Welch    string `yaml:"welch"`
}
