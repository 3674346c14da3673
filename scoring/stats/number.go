package stats

import "encoding/json"

// Number is a statistic that may be undefined, as the SD of one value is. In
// JSON an undefined number is null; it is never NaN.
type Number struct {
	Value   float64
	Defined bool
}

// NumberOf makes a Number of the two results of a statistic.
func NumberOf(v float64, ok bool) Number { return Number{v, ok} }

// MarshalJSON writes the value as it is, not rounded, or null.
func (n Number) MarshalJSON() ([]byte, error) {
	if !n.Defined {
		return []byte("null"), nil
	}
	return json.Marshal(n.Value)
}
