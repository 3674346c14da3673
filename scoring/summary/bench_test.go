package summary

import (
	"math/rand/v2"
	"testing"

	"burnout/mbi"
	"burnout/scoring"
)

// drawn are answers of n respondents, one of a hundred missing.
func drawn(n int) []mbi.Answers {
	r := rand.New(rand.NewPCG(1, 2))
	all := make([]mbi.Answers, n)
	for i := range all {
		for j := range all[i] {
			if all[i][j] = mbi.Answer(r.IntN(7)); r.IntN(100) == 0 {
				all[i][j] = mbi.Missing
			}
		}
	}
	return all
}

func BenchmarkAdd(b *testing.B) {
	table, _ := scoring.Table(scoring.DefaultTable)
	c, all := New(table, scoring.MissingRule{}), drawn(1<<10)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		c.Add(&all[i%len(all)])
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkItemsAdd(b *testing.B) {
	c, all := NewItems(), drawn(1<<10)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		c.Add(&all[i%len(all)])
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
