package locale

// Support is the text around the directory of help.
type Support struct {
	Verified  string    `yaml:"verified"`
	National  string    `yaml:"national"`
	For       string    `yaml:"for"`
	Audiences Audiences `yaml:"audiences"`
	Checked   string    `yaml:"checked"`
	Printed   string    `yaml:"printed"`
	Own       string    `yaml:"own"`
	Nothing   string    `yaml:"nothing"`
	Open      string    `yaml:"open"`
	Unknown   string    `yaml:"unknown"`
	Holidays  string    `yaml:"holidays"`
	More      string    `yaml:"more"`
	NoPlace   string    `yaml:"no_place"`
	Near      string    `yaml:"near"`
	NoCell    string    `yaml:"no_cell"`
	Again     string    `yaml:"again"`
	List      string    `yaml:"list"`
	Local     string    `yaml:"local"`
	LocalLine string    `yaml:"local_line"`
	LocalOld  string    `yaml:"local_old"`
	LocalMore string    `yaml:"local_more"`
	Zone      string    `yaml:"zone"`
	Hours     Hours     `yaml:"hours"`
}

// Audiences names whom a structure serves.
type Audiences struct {
	GPIntern     string `yaml:"gp_intern"`
	Intern       string `yaml:"intern"`
	Student      string `yaml:"student"`
	Professional string `yaml:"professional"`
	Everybody    string `yaml:"everybody"`
	Violence     string `yaml:"violence"`
}

// Hours words opening hours.
type Hours struct {
	Always string    `yaml:"always"`
	Daily  string    `yaml:"daily"`
	Days   [7]string `yaml:"days"`    // from Monday
	NoDays string    `yaml:"no_days"` // after hours of unknown days
	And    string    `yaml:"and"`
	Hour   string    `yaml:"hour"` // a time of day on the hour
	Time   string    `yaml:"time"` // any other
}

// Guide is the text around the short texts of the guide.
type Guide struct {
	Title  string `yaml:"title"`
	Topic  string `yaml:"topic"`
	Read   string `yaml:"read"`
	Source string `yaml:"source"`
	See    string `yaml:"see"`
	Help   string `yaml:"help"`
}
