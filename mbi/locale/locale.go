// Package locale holds every sentence that a respondent or a reader of tables
// sees, in French and English. Numbers and codes come from other packages; the
// words for them stand here. Command help and data errors are English only and
// stand where they arise.
//
// A text may hold places such as {n}, which [Fill] replaces.
package locale

import (
	"bytes"
	"embed"
	"fmt"
	"strings"

	"burnout/mbi"
	"burnout/mbi/yamlfile"
)

// Language is a language in which the toolkit speaks to people.
type Language string

// The languages.
const (
	English Language = "en"
	French  Language = "fr"
)

// Languages lists the languages.
var Languages = [...]Language{English, French}

// ParseLanguage returns the language named by s, "en" or "fr".
func ParseLanguage(s string) (Language, error) {
	for _, l := range Languages {
		if s == string(l) {
			return l, nil
		}
	}
	return "", fmt.Errorf("unknown language %q, expected en or fr", s)
}

// FromEnvironment returns the language that the POSIX variables LC_ALL,
// LC_MESSAGES and LANG ask for: the first that is set decides. It is English
// where that is neither French nor English, or none is set.
func FromEnvironment(getenv func(string) string) Language {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		v := getenv(name)
		if v == "" {
			continue
		}
		tag, _, _ := strings.Cut(v, ".")
		if tag, _, _ = strings.Cut(tag, "_"); tag == string(French) {
			return French
		}
		return English
	}
	return English
}

// Text holds every sentence in one language.
type Text struct {
	Subscales BySubscale `yaml:"subscales"`
	// Short names head narrow columns.
	Short  BySubscale `yaml:"short"`
	Levels Levels     `yaml:"levels"`
	// Decimal is the mark before the decimals of a number.
	Decimal string `yaml:"decimal"`
	// Degrees names how many dimensions are on their burnout side, 0 to 3.
	Degrees     [4]string   `yaml:"degrees"`
	Result      Result      `yaml:"result"`
	Take        Take        `yaml:"take"`
	Summary     Summary     `yaml:"summary"`
	Prose       Prose       `yaml:"prose"`
	Report      Report      `yaml:"report"`
	Compare     Compare     `yaml:"compare"`
	Items       Items       `yaml:"items"`
	Inspect     Inspect     `yaml:"inspect"`
	Thresholds  Thresholds  `yaml:"thresholds"`
	Definitions Definitions `yaml:"definitions"`
	Simulate    Simulate    `yaml:"simulate"`
	Warnings    Warnings    `yaml:"warnings"`
	Interview   Interview   `yaml:"interview"`
	Forms       Forms       `yaml:"forms"`
	Published   Published   `yaml:"published"`
	Support     Support     `yaml:"support"`
	Guide       Guide       `yaml:"guide"`
	Journal     Journal     `yaml:"journal"`
}

// BySubscale is one text for each subscale.
type BySubscale struct {
	EE string `yaml:"ee"`
	DP string `yaml:"dp"`
	PA string `yaml:"pa"`
}

// Of returns the text of a subscale.
func (b BySubscale) Of(s mbi.Subscale) string {
	return [...]string{mbi.EE: b.EE, mbi.DP: b.DP, mbi.PA: b.PA}[s]
}

// Levels words the three levels of each subscale. Each says in words which side
// it lies on: a bare "high" would be read the wrong way round for PA.
type Levels struct {
	EE [3]string `yaml:"ee"`
	DP [3]string `yaml:"dp"`
	PA [3]string `yaml:"pa"`
}

// Of returns the words for a level (0 low, 1 moderate, 2 high) of a subscale.
func (l Levels) Of(s mbi.Subscale, level int) string {
	return [...][3]string{mbi.EE: l.EE, mbi.DP: l.DP, mbi.PA: l.PA}[s][level]
}

// Result is the text of one person's result.
type Result struct {
	Title      string     `yaml:"title"`
	Score      string     `yaml:"score"`
	Unscored   string     `yaml:"unscored"`
	Or         string     `yaml:"or"`
	Ranges     string     `yaml:"ranges"`
	Bar        string     `yaml:"bar"`
	BarOpen    string     `yaml:"bar_open"`
	Meaning    BySubscale `yaml:"meaning"`
	Near       string     `yaml:"near"`
	Far        string     `yaml:"far"`
	Narrow     string     `yaml:"narrow"`
	Point      string     `yaml:"point"`
	Points     string     `yaml:"points"`
	Table      string     `yaml:"table"`
	Error      string     `yaml:"error"`
	NoTotal    string     `yaml:"no_total"`
	Adapted    string     `yaml:"adapted"`
	Landmark   string     `yaml:"landmark"`
	Reading    string     `yaml:"reading"`
	Help       string     `yaml:"help"`
	HelpTalk   string     `yaml:"help_talk"`
	HelpDoctor string     `yaml:"help_doctor"`
	HelpLine   string     `yaml:"help_line"`
	HelpAbroad string     `yaml:"help_abroad"`
	Saved      string     `yaml:"saved"`
}

// Take is what `mbi take` says beside the questions and the result.
type Take struct {
	Kept      string `yaml:"kept"`
	Lost      string `yaml:"lost"`
	Discarded string `yaml:"discarded"`
	NoDraft   string `yaml:"no_draft"`
	Settings  string `yaml:"settings"`
}

// Summary is the text around a cohort's tables.
type Summary struct {
	Title        string `yaml:"title"`
	Flow         string `yaml:"flow"`
	Table        string `yaml:"table"`
	Reading      string `yaml:"reading"`
	Scores       string `yaml:"scores"`
	Levels       string `yaml:"levels"`
	Dimensions   string `yaml:"dimensions"`
	Correlations string `yaml:"correlations"`
	// Group titles a table of groups by columns.
	Group    string `yaml:"group"`
	LevelsOf string `yaml:"levels_of"`
	// Methods names the methods of intervals, in the order of stats.IntervalMethods.
	Methods    [4]string `yaml:"methods"`
	Side       string    `yaml:"side"`
	Rows       Rows      `yaml:"rows"`
	Columns    Columns   `yaml:"columns"`
	LevelNames [3]string `yaml:"level_names"`
	Under      Under     `yaml:"under"`
	Notes      Notes     `yaml:"notes"`
}

// Inspect is the text of `mbi inspect`.
type Inspect struct {
	File     string    `yaml:"file"`
	Flow     string    `yaml:"flow"`
	Headings string    `yaml:"headings"`
	Items    string    `yaml:"items"`
	ID       string    `yaml:"id"`
	NoID     string    `yaml:"no_id"`
	Coding   string    `yaml:"coding"`
	Groups   string    `yaml:"groups"`
	Found    Found     `yaml:"found"`
	Columns  [4]string `yaml:"columns"`
	Scored   string    `yaml:"scored"`
	Refused  string    `yaml:"refused"`
}

// Found words how the items were found.
type Found struct {
	Named    string `yaml:"named"`
	Name     string `yaml:"name"`
	Subscale string `yaml:"subscale"`
	Number   string `yaml:"number"`
	Wording  string `yaml:"wording"`
}

// Rows names the rows of the table of scores.
type Rows struct {
	N             string `yaml:"n"`
	Prorated      string `yaml:"prorated"`
	Missing       string `yaml:"missing"`
	Answers       string `yaml:"answers"`
	Mean          string `yaml:"mean"`
	SD            string `yaml:"sd"`
	ItemMean      string `yaml:"item_mean"`
	Median        string `yaml:"median"`
	Quartiles     string `yaml:"quartiles"`
	Range         string `yaml:"range"`
	Skewness      string `yaml:"skewness"`
	Floor         string `yaml:"floor"`
	Ceiling       string `yaml:"ceiling"`
	Alpha         string `yaml:"alpha"`
	ShortAlpha    string `yaml:"short_alpha"`
	AlphaInterval string `yaml:"alpha_interval"`
	AlphaN        string `yaml:"alpha_n"`
}

// Columns heads the tables of levels and of dimensions.
type Columns struct {
	Level      string `yaml:"level"`
	Sums       string `yaml:"sums"`
	N          string `yaml:"n"`
	Percent    string `yaml:"percent"`
	Interval   string `yaml:"interval"`
	Bounds     string `yaml:"bounds"`
	Dimensions string `yaml:"dimensions"`
	ShareUnit  string `yaml:"share_unit"`
}

// Under is what stands under tables.
type Under struct {
	Scores     string `yaml:"scores"`
	Shares     string `yaml:"shares"`
	Dimensions string `yaml:"dimensions"`
	Intervals  string `yaml:"intervals"`
	Bounds     string `yaml:"bounds"`
}

// Notes are the numbered notes under a cohort's tables.
type Notes struct {
	Names        string `yaml:"names"`
	Scores       string `yaml:"scores"`
	Missing      string `yaml:"missing"`
	Levels       string `yaml:"levels"`
	Dimensions   string `yaml:"dimensions"`
	Bounds       string `yaml:"bounds"`
	Prorated     string `yaml:"prorated"`
	Correlations string `yaml:"correlations"`
	Withheld     string `yaml:"withheld"`
	OneRun       string `yaml:"one_run"`
	Ungrouped    string `yaml:"ungrouped"`
}

// Thresholds is the text around tables of thresholds.
type Thresholds struct {
	Default string    `yaml:"default"`
	Columns [4]string `yaml:"columns"`
	List    [4]string `yaml:"list"`
	Side    string    `yaml:"side"`
	Lowest  string    `yaml:"lowest"`
	Source  string    `yaml:"source"`
	Note    string    `yaml:"note"`
	Good    string    `yaml:"good"`
}

// Simulate is the text around the targets of a synthetic cohort.
type Simulate struct {
	Head        string `yaml:"head"`
	Like        string `yaml:"like"`
	Group       string `yaml:"group"`
	Few         string `yaml:"few"`
	Target      string `yaml:"target"`
	Result      string `yaml:"result"`
	Correlation string `yaml:"correlation"`
}

// Warnings words the warnings of a cohort.
type Warnings struct {
	NoZero              string `yaml:"no_zero"`
	NoSeven             string `yaml:"no_seven"`
	WithoutAnswers      string `yaml:"without_answers"`
	ManyIncomplete      string `yaml:"many_incomplete"`
	StraightLiners      string `yaml:"straight_liners"`
	DuplicateRows       string `yaml:"duplicate_rows"`
	DuplicatesUnchecked string `yaml:"duplicates_unchecked"`
	PositiveEEPA        string `yaml:"positive_ee_pa"`
	NoIdentifier        string `yaml:"no_identifier"`
	AlphaNegative       string `yaml:"alpha_negative"`
	NoScore             string `yaml:"no_score"`
	TooFewScores        string `yaml:"too_few_scores"`
	EqualScores         string `yaml:"equal_scores"`
	GroupsUndefined     string `yaml:"groups_undefined"`
	AllUndecided        string `yaml:"all_undecided"`
	ItemColumn          string `yaml:"item_column"`
}

//go:embed fr.yaml en.yaml
var files embed.FS

// For returns the texts in a language. It panics if an embedded file is not
// whole, which a test rules out.
func For(l Language) *Text {
	name := string(l) + ".yaml"
	data, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	// A no-break space would be invisible in the files, so they write "~".
	data = bytes.ReplaceAll(data, []byte("~"), []byte("\u00a0"))
	n, err := yamlfile.Parse(name, data)
	if err != nil {
		panic(err)
	}
	var t Text
	if err := n.Decode(&t); err != nil {
		panic(err)
	}
	return &t
}

// Fill replaces the places {name} of a text by values: Fill(t, "n", 7) puts 7
// for {n}. Names and values alternate.
func Fill(text string, pairs ...any) string {
	old := make([]string, len(pairs))
	for i := 0; i < len(pairs); i += 2 {
		old[i] = fmt.Sprintf("{%v}", pairs[i])
		old[i+1] = fmt.Sprint(pairs[i+1])
	}
	return strings.NewReplacer(old...).Replace(text)
}
