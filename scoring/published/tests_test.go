package published

import (
	"slices"
	"testing"

	"burnout/scoring/stats"
)

// Wald's interval is recognised with an end below 0 too, as some print it.
func TestWaldIsPrintedClippedOrNot(t *testing.T) {
	for _, low := range []string{"-3.1", "0"} {
		end := func(s string) Decimal { d, _ := ParseDecimal(s); return d }
		fits := intervalFits(PrintedInterval{Low: end(low), High: end("9.8"), Confidence: end("95")}, Range{1, 1}, 30)
		if !slices.Equal(fits, []IntervalFit{{stats.Wald, 1}}) {
			t.Errorf("low end %s: %v", low, fits)
		}
	}
}

// A p of a larger table that is not Pearson's is open: it may be Fisher's, as that
// of K8 is.
func TestAnotherPOfALargerTableIsOpen(t *testing.T) {
	table := Table{Columns: []string{"low", "moderate", "high"}}
	for _, counts := range [][]int{{30, 149, 292}, {4, 19, 81}, {3, 10, 38}, {1, 4, 22}} {
		table.Rows = append(table.Rows, Row{Counts: counts})
	}
	for p, want := range map[string]Agreement{"0.0222": Agrees, "0.0208": Open} {
		printed, _ := ParsePrinted(p)
		table.P = &printed
		if got := tableResult(table, 653).Tests[2]; got.Statistic != "p" || got.Agreement != want {
			t.Errorf("%s: %+v", p, got)
		}
	}
}
