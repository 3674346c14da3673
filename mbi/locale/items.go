package locale

// Items is the text of `mbi items`. What its tables have in common with those of
// a summary stands in [Summary].
type Items struct {
	Title       string           `yaml:"title"`
	Method      string           `yaml:"method"`
	Reliability string           `yaml:"reliability"`
	Items       string           `yaml:"items"`
	Counts      string           `yaml:"counts"`
	Percent     string           `yaml:"percent"`
	Rows        ItemRows         `yaml:"rows"`
	Columns     ItemColumns      `yaml:"columns"`
	Under       ItemUnder        `yaml:"under"`
	Notes       ItemNotes        `yaml:"notes"`
	Warnings    ItemWarnings     `yaml:"warnings"`
	NoOmega     ReasonsOfNoOmega `yaml:"no_omega"`
}

// ItemRows names the rows of the table of reliability.
type ItemRows struct {
	N               string `yaml:"n"`
	StandardAlpha   string `yaml:"standard_alpha"`
	MeanCorrelation string `yaml:"mean_correlation"`
	Omega           string `yaml:"omega"`
	Error           string `yaml:"error"`
}

// ItemColumns heads the tables of items and of groups.
type ItemColumns struct {
	Item         string `yaml:"item"`
	Heading      string `yaml:"heading"`
	Missing      string `yaml:"missing"`
	SD           string `yaml:"sd"`
	Rest         string `yaml:"rest"`
	AlphaWithout string `yaml:"alpha_without"`
	Omega        string `yaml:"omega"`
	Error        string `yaml:"error"`
}

// ItemUnder is what stands under tables.
type ItemUnder struct {
	Answers     string `yaml:"answers"`
	Reliability string `yaml:"reliability"`
}

// ItemNotes are the numbered notes under the tables.
type ItemNotes struct {
	Items       string `yaml:"items"`
	Reliability string `yaml:"reliability"`
	Methods     string `yaml:"methods"`
	Undefined   string `yaml:"undefined"`
	Heading     string `yaml:"heading"`
}

// ItemWarnings words the doubts that the items give.
type ItemWarnings struct {
	Negative string `yaml:"negative"`
	NoRest   string `yaml:"no_rest"`
	Item     string `yaml:"item"`
	NoOmega  string `yaml:"no_omega"`
}

// ReasonsOfNoOmega words why omega is undefined.
type ReasonsOfNoOmega struct {
	TooFewRespondents string `yaml:"too_few_respondents"`
	ConstantItem      string `yaml:"constant_item"`
	Heywood           string `yaml:"heywood"`
	Undetermined      string `yaml:"undetermined"`
}
