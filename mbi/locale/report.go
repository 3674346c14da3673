package locale

// Prose words what was done and what came of it, as the paragraphs of a paper.
type Prose struct {
	Separator string `yaml:"separator"` // of the parts of a list
	// Counts names how many dimensions lie on the burnout side.
	Counts  [4]string    `yaml:"counts"`
	Title   string       `yaml:"title"`
	Methods ProseMethods `yaml:"methods"`
	Results ProseResults `yaml:"results"`
}

// ProseMethods are the sentences of the paragraph on methods.
type ProseMethods struct {
	Title        string `yaml:"title"`
	Items        string `yaml:"items"`
	Coded        string `yaml:"coded"`
	Shifted      string `yaml:"shifted"`
	Complete     string `yaml:"complete"`
	Prorated     string `yaml:"prorated"`
	Levels       string `yaml:"levels"`
	Level        string `yaml:"level"`
	Dimensions   string `yaml:"dimensions"`
	Statistics   string `yaml:"statistics"`
	Bounds       string `yaml:"bounds"`
	Withheld     string `yaml:"withheld"`
	Filtered     string `yaml:"filtered"`
	Condition    string `yaml:"condition"`
	Declared     string `yaml:"declared"`
	Repeated     string `yaml:"repeated"`
	Cut          string `yaml:"cut"`
	Cases        string `yaml:"cases"`
	Few          string `yaml:"few"`
	ComparedTwo  string `yaml:"compared_two"`
	ComparedMore string `yaml:"compared_more"`
	MonteCarlo   string `yaml:"monte_carlo"`
	Corrected    string `yaml:"corrected"`
	Pairs        string `yaml:"pairs"`
	Further      string `yaml:"further"`
	Software     string `yaml:"software"`
	Caveat       string `yaml:"caveat"`
}

// ProseResults are the sentences of the paragraph on results.
type ProseResults struct {
	Title        string `yaml:"title"`
	Flow         string `yaml:"flow"`
	FlowOne      string `yaml:"flow_one"`
	Whole        string `yaml:"whole"`
	Complete     string `yaml:"complete"`
	Missing      string `yaml:"missing"`
	Subscale     string `yaml:"subscale"`
	Alpha        string `yaml:"alpha"`
	Unscored     string `yaml:"unscored"`
	Share        string `yaml:"share"`
	Bare         string `yaml:"bare"`
	Dimensions   string `yaml:"dimensions"`
	Undecided    string `yaml:"undecided"`
	NoDimensions string `yaml:"no_dimensions"`
	Correlations string `yaml:"correlations"`
	Correlation  string `yaml:"correlation"`
	GroupsTwo    string `yaml:"groups_two"`
	GroupPair    string `yaml:"group_pair"`
	GroupsMore   string `yaml:"groups_more"`
	GroupTest    string `yaml:"group_test"`
	Sides        string `yaml:"sides"`
	P            string `yaml:"p"`
}

// Report is the text of the page of a cohort beside that of its tables.
type Report struct {
	Title        string           `yaml:"title"`
	Lead         string           `yaml:"lead"`
	LeadComplete string           `yaml:"lead_complete"`
	Landmark     string           `yaml:"landmark"`
	Contents     string           `yaml:"contents"`
	Figure       string           `yaml:"figure"`
	Answered     string           `yaml:"answered"`
	Scrolls      string           `yaml:"scrolls"`
	Few          string           `yaml:"few"`
	ManyGroups   string           `yaml:"many_groups"`
	ManyPairs    string           `yaml:"many_pairs"`
	MeanNote     string           `yaml:"mean_note"`
	Glance       ReportGlance     `yaml:"glance"`
	Sections     ReportSections   `yaml:"sections"`
	Keys         ReportKeys       `yaml:"keys"`
	Axes         ReportAxes       `yaml:"axes"`
	Flow         ReportFlow       `yaml:"flow"`
	Figures      ReportFigures    `yaml:"figures"`
	Tables       ReportTables     `yaml:"tables"`
	Strobe       ReportStrobe     `yaml:"strobe"`
	Provenance   ReportProvenance `yaml:"provenance"`
}

// ReportGlance is what the page begins with.
type ReportGlance struct {
	Respondents string `yaml:"respondents"`
	Complete    string `yaml:"complete"`
	Score       string `yaml:"score"`
	Share       string `yaml:"share"`
	Interval    string `yaml:"interval"`
	None        string `yaml:"none"`
}

// ReportSections titles the sections.
type ReportSections struct {
	Flow        string `yaml:"flow"`
	Thresholds  string `yaml:"thresholds"`
	Scores      string `yaml:"scores"`
	Levels      string `yaml:"levels"`
	Dimensions  string `yaml:"dimensions"`
	Definitions string `yaml:"definitions"`
	Groups      string `yaml:"groups"`
	Items       string `yaml:"items"`
	Missing     string `yaml:"missing"`
	Prose       string `yaml:"prose"`
	Notes       string `yaml:"notes"`
	Strobe      string `yaml:"strobe"`
	References  string `yaml:"references"`
	Provenance  string `yaml:"provenance"`
}

// ReportKeys are the legends.
type ReportKeys struct {
	Level    string `yaml:"level"`
	Chosen   string `yaml:"chosen"`
	Other    string `yaml:"other"`
	Interval string `yaml:"interval"`
	Heat     string `yaml:"heat"`
}

// ReportAxes names the axes, with their units.
type ReportAxes struct {
	Respondents  string `yaml:"respondents"`
	Score        string `yaml:"score"`
	Prorated     string `yaml:"prorated"`
	Percent      string `yaml:"percent"`
	Side         string `yaml:"side"`
	Answers      string `yaml:"answers"`
	Missing      string `yaml:"missing"`
	Patterns     string `yaml:"patterns"`
	PatternShare string `yaml:"pattern_share"`
	Means        string `yaml:"means"`
	Scale        string `yaml:"scale"`
	From         string `yaml:"from"`
}

// ReportFlow is the text in the boxes of the flow diagram.
type ReportFlow struct {
	Pair        string `yaml:"pair"` // a name and its number
	Rows        string `yaml:"rows"`
	Left        string `yaml:"left"`
	Blank       string `yaml:"blank"`
	Previews    string `yaml:"previews"`
	Filtered    string `yaml:"filtered"`
	None        string `yaml:"none"`
	Respondents string `yaml:"respondents"`
	Answered    string `yaml:"answered"`
	Complete    string `yaml:"complete"`
	Scored      string `yaml:"scored"`
	All         string `yaml:"all"`
	Unscored    string `yaml:"unscored"`
}

// ReportFigures titles and describes the figures.
type ReportFigures struct {
	Flow             string `yaml:"flow"`
	FlowLabel        string `yaml:"flow_label"`
	Histogram        string `yaml:"histogram"`
	HistogramLabel   string `yaml:"histogram_label"`
	Levels           string `yaml:"levels"`
	LevelsLabel      string `yaml:"levels_label"`
	Dimensions       string `yaml:"dimensions"`
	DimensionsLabel  string `yaml:"dimensions_label"`
	Definitions      string `yaml:"definitions"`
	DefinitionsLabel string `yaml:"definitions_label"`
	Groups           string `yaml:"groups"`
	GroupsLabel      string `yaml:"groups_label"`
	Means            string `yaml:"means"`
	MeansLabel       string `yaml:"means_label"`
	Items            string `yaml:"items"`
	ItemsLabel       string `yaml:"items_label"`
	Missing          string `yaml:"missing"`
	MissingLabel     string `yaml:"missing_label"`
	Part             string `yaml:"part"`
	Interval         string `yaml:"interval"`
	NoInterval       string `yaml:"no_interval"`
	Levelled         string `yaml:"levelled"`
	LevelledNone     string `yaml:"levelled_none"`
}

// ReportTables titles the tables that only the page has, and heads their columns.
type ReportTables struct {
	Flow            string `yaml:"flow"`
	Step            string `yaml:"step"`
	Sums            string `yaml:"sums"`
	Counts          string `yaml:"counts"`
	Score           string `yaml:"score"`
	Side            string `yaml:"side"`
	Group           string `yaml:"group"`
	Missing         string `yaml:"missing"`
	Patterns        string `yaml:"patterns"`
	Pattern         string `yaml:"pattern"`
	Lacking         string `yaml:"lacking"`
	NoneMissing     string `yaml:"none_missing"`
	OtherPatterns   string `yaml:"other_patterns"`
	OtherPatternsOf string `yaml:"other_patterns_of"`
	Means           string `yaml:"means"`
	Number          string `yaml:"number"`
	ScoreTests      string `yaml:"score_tests"`
	LevelTests      string `yaml:"level_tests"`
	SideTests       string `yaml:"side_tests"`
}

// ReportStrobe names the items of STROBE that the page answers, and says how.
type ReportStrobe struct {
	Source  string      `yaml:"source"`
	Columns [3]string   `yaml:"columns"`
	Items   []StrobeRow `yaml:"items"`
}

// StrobeRow is an item of STROBE: its number, what it asks, what was used.
type StrobeRow struct {
	Item string `yaml:"item"`
	Asks string `yaml:"asks"`
	Used string `yaml:"used"`
}

// ReportProvenance says where the page comes from.
type ReportProvenance struct {
	Columns [2]string `yaml:"columns"`
	Version string    `yaml:"version"`
	Command string    `yaml:"command"`
	Date    string    `yaml:"date"`
	File    string    `yaml:"file"`
	Stdin   string    `yaml:"stdin"`
	Note    string    `yaml:"note"`
}
