package cmd

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"burnout/scoring/stats"
	"burnout/scoring/summary"
)

// usualIntervals are those that nothing else is said of.
var usualIntervals = summary.Intervals{Method: stats.Wilson, Confidence: 0.95}

// intervalFlags are --interval and --confidence.
type intervalFlags struct{ of summary.Intervals }

func (f *intervalFlags) add(c *cobra.Command) {
	f.of = usualIntervals
	c.Flags().Var(&choice[stats.IntervalMethod]{into: &f.of.Method, parse: stats.ParseIntervalMethod, kind: "METHOD"},
		"interval", "interval of a proportion: wilson, clopper-pearson, wilson-cc or wald")
	confidenceFlag(c, &f.of.Confidence)
	complete(c, "interval", stats.IntervalMethods()...)
}

// confidenceFlag adds --confidence; what into holds is the default.
func confidenceFlag(c *cobra.Command, into *float64) {
	c.Flags().Var(&choice[float64]{into: into, parse: parseConfidence, kind: "LEVEL"}, "confidence", "confidence of every interval, from 0.5 to 0.9999")
}

func (f *intervalFlags) intervals() summary.Intervals { return f.of }

func parseConfidence(s string) (float64, error) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v >= 0.5 && v <= 0.9999) {
		return 0, fmt.Errorf("%q is no confidence, expected a number from 0.5 to 0.9999, such as 0.95", s)
	}
	return v, nil
}
