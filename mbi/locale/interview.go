package locale

// Interview is what a respondent reads around the questions.
type Interview struct {
	Keys       Keys       `yaml:"keys"`
	Question   string     `yaml:"question"`
	Skipped    string     `yaml:"skipped"`
	Hint       string     `yaml:"hint"`
	Paste      string     `yaml:"paste"`
	Small      string     `yaml:"small"`
	Kept       string     `yaml:"kept"`
	NotKept    string     `yaml:"not_kept"`
	NotYet     string     `yaml:"not_yet"`
	Help       string     `yaml:"help"`
	Review     Review     `yaml:"review"`
	Resume     Resume     `yaml:"resume"`
	Accessible Accessible `yaml:"accessible"`
}

// Keys are the words that steer an interview line by line, each as a letter and
// in full. The letter of Skip is also a key of the full screen.
type Keys struct {
	Skip    [2]string `yaml:"skip"`
	Back    [2]string `yaml:"back"`
	Repeat  [2]string `yaml:"repeat"`
	Stop    [2]string `yaml:"stop"`
	Restart [2]string `yaml:"restart"`
}

// Review is the page after the last question.
type Review struct {
	Title   string `yaml:"title"`
	Given   string `yaml:"given"`
	Passed  string `yaml:"passed"`
	None    string `yaml:"none"`
	Confirm string `yaml:"confirm"`
	Choose  string `yaml:"choose"`
	Help    string `yaml:"help"`
}

// Resume is the page that offers to go on with an unfinished run.
type Resume struct {
	Title   string `yaml:"title"`
	GoOn    string `yaml:"go_on"`
	GoOnEnd string `yaml:"go_on_end"`
	Restart string `yaml:"restart"`
	Leave   string `yaml:"leave"`
	Help    string `yaml:"help"`
}

// Accessible is what only an interview line by line says.
type Accessible struct {
	Legend   string `yaml:"legend"`
	Anchor   string `yaml:"anchor"`
	Given    string `yaml:"given"`
	Prompt   string `yaml:"prompt"`
	Reminder string `yaml:"reminder"`
	First    string `yaml:"first"`
	Review   string `yaml:"review"`
	Resume   string `yaml:"resume"`
	Unknown  string `yaml:"unknown"`
}
