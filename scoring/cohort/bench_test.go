package cohort

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"burnout/mbi"
)

// survey is a survey file of n respondents, one answer of a hundred missing; each
// cell is written by the given format.
func survey(n int, cell string) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	b.WriteString("id,sex,year," + strings.Join(heads, ",") + "\n")
	for i := range n {
		fmt.Fprintf(&b, "%d,%c,%d", i+1, "FM"[i%2], 1+i%6)
		for range mbi.Items {
			if b.WriteByte(','); r.IntN(100) > 0 {
				fmt.Fprintf(&b, cell, r.IntN(7))
			}
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// surveyed are enough respondents for what is done once to weigh little.
const surveyed = 200_000

// nothing is a sink that does nothing.
type nothing struct{}

func (nothing) Row(*Row) error { return nil }
func (nothing) Flush() error   { return nil }

func BenchmarkScan(b *testing.B) {
	for _, c := range []struct{ name, cell string }{{"straight", "%d"}, {"quoted", `"%d"`}} {
		data := survey(surveyed, c.cell)
		for _, workers := range []int{1, 2} {
			b.Run(fmt.Sprintf("%s/workers=%d", c.name, workers), func(b *testing.B) {
				b.SetBytes(int64(len(data)))
				b.ReportAllocs()
				for b.Loop() {
					o := Options{workers: workers}
					if _, err := Scan([]Source{{"a.csv", bytes.NewReader(data)}}, o, func() Sink { return nothing{} }); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.N*surveyed)/b.Elapsed().Seconds(), "rows/s")
			})
		}
	}
}
