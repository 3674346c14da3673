package stats

// Reason names why a statistic is undefined. It is empty where the statistic is
// defined, and the value beside any other reason is the zero value.
type Reason string

const (
	Defined     Reason = ""
	TooFew      Reason = "too-few"      // fewer groups, or values in a group, than the formula needs
	NoVariance  Reason = "no-variance"  // the values do not vary where the formula divides by their variance
	AllTied     Reason = "all-tied"     // all values are equal, so that their ranks tell nothing
	EmptyMargin Reason = "empty-margin" // a row or a column of the table sums to zero
	ZeroCell    Reason = "zero-cell"    // a zero in the table where the formula divides by it
	NoChange    Reason = "no-change"    // nobody changed from one wave to the other
	TooLarge    Reason = "too-large"    // an exact count would take too long
)
