package locale

// Journal is what is said of saved runs: while one is saved, and when they are
// read, drawn, exported or deleted.
type Journal struct {
	// Day and Moment are layouts of package time.
	Day        string    `yaml:"day"`
	Moment     string    `yaml:"moment"`
	Begin      string    `yaml:"begin"`
	Forget     string    `yaml:"forget"`
	Passphrase string    `yaml:"passphrase"`
	Old        string    `yaml:"old"`
	New        string    `yaml:"new"`
	Again      string    `yaml:"again"`
	Unread     string    `yaml:"unread"`
	Empty      string    `yaml:"empty"`
	Differ     string    `yaml:"differ"`
	Short      string    `yaml:"short"`
	Wrong      string    `yaml:"wrong"`
	Raced      string    `yaml:"raced"`
	Saved      string    `yaml:"saved"`
	See        string    `yaml:"see"`
	Unsaved    string    `yaml:"unsaved"`
	Identifies string    `yaml:"identifies"`
	Soon       string    `yaml:"soon"`
	SoSoon     string    `yaml:"so_soon"`
	None       string    `yaml:"none"`
	Columns    [4]string `yaml:"columns"`
	Run        string    `yaml:"run"`
	RunSubject string    `yaml:"run_subject"`
	Missing    string    `yaml:"missing"`
	Trend      Trend     `yaml:"trend"`
	Export     string    `yaml:"export"`
	DeleteOne  string    `yaml:"delete_one"`
	DeleteMany string    `yaml:"delete_many"`
	DeleteAll  string    `yaml:"delete_all"`
	Choice     string    `yaml:"choice"`
	Yes        [2]string `yaml:"yes"`
	Nothing    string    `yaml:"nothing"`
	Deleted    string    `yaml:"deleted"`
	AllDeleted string    `yaml:"all_deleted"`
	Changed    string    `yaml:"changed"`
	Nowhere    string    `yaml:"nowhere"`
}

// Trend is the text around scores over time.
type Trend struct {
	Title        string `yaml:"title"`
	TitleSubject string `yaml:"title_subject"`
	Runs         string `yaml:"runs"`
	Soon         string `yaml:"soon"`
	Score        string `yaml:"score"`
	Change       string `yaml:"change"`
	Legend       string `yaml:"legend"`
	Band         string `yaml:"band"`
	// Scored and Open word a change to a score, and to one of which answers are
	// missing.
	Scored    Compared `yaml:"scored"`
	Open      Compared `yaml:"open"`
	Undecided string   `yaml:"undecided"`
	None      string   `yaml:"no_change"`
	Forms     string   `yaml:"forms"`
	Source    string   `yaml:"source"`
	Point     string   `yaml:"point"`
	PointOpen string   `yaml:"point_open"`
	Drawing   string   `yaml:"drawing"`
}

// Compared words a change against the error of one measure.
type Compared struct {
	Within string `yaml:"within"`
	Beyond string `yaml:"beyond"`
}
