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

// The p of K8 names its test, whichever was made of it; one that no test gives
// disagrees with each, but that random tables vary.
func TestPrintedPNamesItsTest(t *testing.T) {
	table := Table{Columns: []string{"low", "moderate", "high"}}
	for _, counts := range [][]int{{30, 149, 292}, {4, 19, 81}, {3, 10, 38}, {1, 4, 22}} {
		table.Rows = append(table.Rows, Row{Counts: counts})
	}
	for p, want := range map[string][3]Agreement{
		"0.0222": {Agrees, Disagrees, Open},
		"0.0208": {Disagrees, Agrees, Open},
		"0.0234": {Disagrees, Disagrees, Open},
		"0.05":   {Disagrees, Disagrees, Disagrees},
		"<0.05":  {Agrees, Agrees, Agrees},
	} {
		printed, _ := ParsePrinted(p)
		table.P = &printed
		tests := computed(table).Tests
		for i, method := range []string{Pearson, Fisher, Simulated} {
			if got := recomputed(tests, "p", method); got.Agreement != want[i] {
				t.Errorf("%s: %+v", p, got)
			}
		}
	}
}

// Where Fisher's p takes too many steps, one that is not Pearson's is open.
func TestPrintedPMayBeFishers(t *testing.T) {
	table := Table{Columns: []string{"low", "moderate", "high"}}
	for _, counts := range [][]int{{31, 136, 119}, {8, 41, 50}, {33, 60, 44}, {19, 52, 60}} {
		table.Rows = append(table.Rows, Row{Counts: counts})
	}
	for p, want := range map[string]Agreement{"0.00153": Agrees, "0.00252": Open} {
		printed, _ := ParsePrinted(p)
		table.P = &printed
		r := computed(table)
		if got := recomputed(r.Tests, "p", Pearson); got.Agreement != want || !r.FisherOpen {
			t.Errorf("%s: %+v", p, got)
		}
		table.Fisher = &printed
		if got := recomputed(computed(table).Tests, "p", Fisher); got.Statistic != "" {
			t.Errorf("%+v", got)
		}
		table.Fisher = nil
	}
}

// The tables of a study share the steps of Fisher's test: one that cannot be found
// takes no more than its share, and leaves the others theirs.
func TestTablesShareSteps(t *testing.T) {
	small := Table{Columns: []string{"", ""}, Rows: []Row{{Counts: []int{3, 5}}, {Counts: []int{4, 1}}, {Counts: []int{2, 2}}}}
	large := Table{Columns: []string{"", "", ""}, Rows: []Row{{Counts: []int{400, 500, 600}}, {Counts: []int{500, 600, 700}}, {Counts: []int{900, 800, 700}}}}
	s := &Study{Samples: []Sample{{"all", 653}}, Tables: []Table{large, small, large, small}}
	for i, r := range s.tableResults() {
		if r.FisherOpen != (i%2 == 0) {
			t.Errorf("table %d: open %v", i, r.FisherOpen)
		}
	}
	large.Rows = append(large.Rows, Row{Counts: []int{300, 200, 100}})
	if _, left := tableResult(large, 653, 100_000); left != 0 {
		t.Errorf("%d steps left", left)
	}
}

// computed is a table alone with its tests.
func computed(t Table) TableResult {
	s := &Study{Samples: []Sample{{"all", 653}}, Tables: []Table{t}}
	return s.tableResults()[0]
}
