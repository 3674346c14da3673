package locale

// Forms is what is said of forms: their list, one of them as text, the import of
// a user's own, and the questionnaire on paper.
type Forms struct {
	Columns  [4]string `yaml:"columns"`
	Kinds    Kinds     `yaml:"kinds"`
	Embedded string    `yaml:"embedded"`
	Head     string    `yaml:"head"`
	Source   string    `yaml:"source"`
	Good     string    `yaml:"good"`
	Import   Import    `yaml:"import"`
	Paper    Paper     `yaml:"paper"`
}

// Kinds words where the wording of a form comes from.
type Kinds struct {
	Adapted  string `yaml:"adapted"`
	Licensed string `yaml:"licensed"`
}

// Import is what the import of a form says and what it notes.
type Import struct {
	Source  string `yaml:"source"`
	Written string `yaml:"written"`
	Look    string `yaml:"look"`
	Use     string `yaml:"use"`
	Rights  string `yaml:"rights"`
	Anchors string `yaml:"anchors"`
	Wording string `yaml:"wording"`
	Coding  string `yaml:"coding"`
	Left    string `yaml:"left"`
}

// Paper is the text around the questions on a printed page.
type Paper struct {
	Title    string `yaml:"title"`
	Neutral  string `yaml:"neutral"`
	Caption  string `yaml:"caption"`
	Number   string `yaml:"number"`
	Sentence string `yaml:"sentence"`
	Box      string `yaml:"box"`
	Adapted  string `yaml:"adapted"`
	Licensed string `yaml:"licensed"`
	Landmark string `yaml:"landmark"`
	Help     string `yaml:"help"`
}
