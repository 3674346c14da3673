package locale

// Definitions is the text of `mbi definitions` and of case definitions elsewhere.
type Definitions struct {
	Rule    RuleWords `yaml:"rule"`
	One     string    `yaml:"one"`
	Sourced string    `yaml:"sourced"`
	Page    string    `yaml:"page"`
	Title   string    `yaml:"title"`
	Method  string    `yaml:"method"`
	Tables  string    `yaml:"tables"`
	Table   string    `yaml:"table"`
	Grid    string    `yaml:"grid"`
	Range   string    `yaml:"range"`
	// Columns heads tables: definition, table, respondents scored, who counts.
	Columns  [4]string       `yaml:"columns"`
	Notes    DefinitionNotes `yaml:"notes"`
	Profiles Profiles        `yaml:"profiles"`
}

// RuleWords words who counts. Each level says what it is the level of: a bare
// "low" would be read the wrong way round for PA.
type RuleWords struct {
	Levels  Levels `yaml:"levels"`
	And     string `yaml:"and"`
	Or      string `yaml:"or"`
	AtLeast string `yaml:"at_least"`
}

// DefinitionNotes are the numbered notes under the grid.
type DefinitionNotes struct {
	N          string `yaml:"n"`
	Convention string `yaml:"convention"`
	Tables     string `yaml:"tables"`
}

// Profiles is the text around the five profiles.
type Profiles struct {
	Title string `yaml:"title"`
	// Names and who has them are in the order of scoring.Profiles.
	Names    [6]string `yaml:"names"`
	Strict   [6]string `yaml:"strict"`
	Total    [6]string `yaml:"total"`
	Rules    [2]string `yaml:"rules"`
	Columns  [2]string `yaml:"columns"`
	Relative string    `yaml:"relative"`
	Norms    string    `yaml:"norms"`
	Sample   string    `yaml:"sample"`
	Boundary string    `yaml:"boundary"`
	Source   string    `yaml:"source"`
	Notes    struct {
		Profiles string `yaml:"profiles"`
		Held     string `yaml:"held"`
	} `yaml:"notes"`
}
