package published

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"
)

// Decimal is a number as it is printed: its digits and how many of them stand
// after the point, since 6 and 6.0 say different things.
type Decimal struct {
	text     string
	digits   int64 // the number without its point
	decimals int
}

// printedNumber bounds what fits in exact integers: at most 9 digits before the
// point and 6 after it. Many journals print no zero before the point: .90.
var printedNumber = regexp.MustCompile(`^-?([0-9]{1,9}(\.[0-9]{1,6})?|\.[0-9]{1,6})$`)

// ParseDecimal reads a number with a decimal point and reports whether it is one.
func ParseDecimal(s string) (Decimal, bool) {
	if !printedNumber.MatchString(s) {
		return Decimal{}, false
	}
	whole, fraction, _ := strings.Cut(s, ".")
	digits, err := strconv.ParseInt(whole+fraction, 10, 64)
	return Decimal{s, digits, len(fraction)}, err == nil
}

// String returns the number as it is printed.
func (d Decimal) String() string { return d.text }

// Decimals returns how many digits stand after the point.
func (d Decimal) Decimals() int { return d.decimals }

// unit returns the 1 of which the digits count how many there are: 10 to the
// number of decimals.
func (d Decimal) unit() int64 { return power(d.decimals) }

// Float returns the number itself, without what rounding leaves open.
func (d Decimal) Float() float64 {
	f, _ := strconv.ParseFloat(d.text, 64)
	return f
}

// ends returns the lowest and the highest value that the number can stand for:
// half a unit of its last digit to each side.
func (d Decimal) ends() (lowest, highest float64) {
	half := 2 * float64(d.unit())
	return float64(2*d.digits-1) / half, float64(2*d.digits+1) / half
}

// slack is how far the rounding of a computed number may carry it over an end,
// relative to the end.
const slack = 1e-12

// Stands reports whether the number can stand for v: v rounded to its decimals
// is the number, an exact half being rounded either way.
func (d Decimal) Stands(v float64) bool {
	low, high := d.ends()
	return v >= low-slack*max(1, -low) && v <= high+slack*max(1, high)
}

func power(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

// Printed is a number of which a report may give the side only: p < 0.001.
type Printed struct {
	Sign byte // '=', '<' or '>'
	Decimal
}

// ParsePrinted reads a number that may follow < or >.
func ParsePrinted(s string) (Printed, bool) {
	p := Printed{Sign: '='}
	if rest, found := strings.CutPrefix(s, "<"); found {
		p.Sign, s = '<', rest
	} else if rest, found := strings.CutPrefix(s, ">"); found {
		p.Sign, s = '>', rest
	}
	var ok bool
	p.Decimal, ok = ParseDecimal(strings.TrimSpace(s))
	return p, ok
}

// String returns the number as it is printed.
func (p Printed) String() string {
	if p.Sign == '=' {
		return p.Decimal.String()
	}
	return string(p.Sign) + p.Decimal.String()
}

// Stands reports whether the print can stand for v.
func (p Printed) Stands(v float64) bool { return p.overlaps(v, v) }

// overlaps reports whether the print can stand for a value from low to high.
func (p Printed) overlaps(low, high float64) bool {
	switch p.Sign {
	case '<':
		return low < p.Float()
	case '>':
		return high > p.Float()
	}
	from, to := p.ends()
	return high >= from-slack*max(1, -from) && low <= to+slack*max(1, to)
}

// Range is the whole numbers from Lowest to Highest. It is empty where Lowest
// is above Highest.
type Range struct{ Lowest, Highest int }

// Empty reports whether no number lies in the range.
func (r Range) Empty() bool { return r.Lowest > r.Highest }

// Exact reports whether exactly one number lies in the range.
func (r Range) Exact() bool { return r.Lowest == r.Highest }

// Holds reports whether k lies in the range.
func (r Range) Holds(k int) bool { return r.Lowest <= k && k <= r.Highest }

func (r Range) and(o Range) Range {
	return Range{max(r.Lowest, o.Lowest), min(r.Highest, o.Highest)}
}

func (r Range) plus(k int) Range { return Range{r.Lowest + k, r.Highest + k} }

// span returns the whole numbers k within lowest and highest for which
// low <= k·step <= high, all exact.
func span(low, high, step *big.Int, lowest, highest int) Range {
	// Div rounds down where the divisor is positive; rounding up is -⌊-x⌋.
	from := new(big.Int).Neg(low)
	from.Div(from, step).Neg(from)
	to := new(big.Int).Div(high, step)
	limit := func(v *big.Int) int {
		switch {
		case v.Cmp(big.NewInt(int64(lowest)-1)) < 0:
			return lowest - 1
		case v.Cmp(big.NewInt(int64(highest)+1)) > 0:
			return highest + 1
		}
		return int(v.Int64())
	}
	return Range{max(lowest, limit(from)), min(highest, limit(to))}
}
