//go:build ignore

// data writes a synthetic survey of many respondents, the same at every run:
//
//	go run data.go 10000000 > answers.csv
//
// Its 26 columns are id, sex, age, year and mbi1 to mbi22; one answer of a
// hundred is missing. The answers of a subscale go together, so that alpha is
// that of a real cohort; no person answered anything here.
package main

import (
	"bufio"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
)

const (
	items = 22
	steps = 64 // of a trait
)

// subscale of each item: exhaustion, depersonalization, accomplishment.
const subscale = "0002102021120010222021"

// shape is how the answers of a subscale lie, on the scale of an answer.
type shape struct{ mean, trait, noise float64 }

var shapes = [3]shape{{2.4, 1.3, 1.2}, {1.4, 0.9, 1.2}, {4.2, 0.7, 1.2}}

func main() {
	n := 0
	if len(os.Args) == 2 {
		n, _ = strconv.Atoi(os.Args[1])
	}
	if n < 1 {
		fmt.Fprintln(os.Stderr, "usage: go run data.go RESPONDENTS > answers.csv")
		os.Exit(2)
	}
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	write(out, n)
	if err := out.Flush(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(out *bufio.Writer, n int) {
	out.WriteString("id,sex,age,year")
	for i := range items {
		fmt.Fprintf(out, ",mbi%d", i+1)
	}
	out.WriteByte('\n')
	answers, draw := tables(), rand.NewPCG(22, 1)
	var row []byte
	for id := range n {
		p := draw.Uint64()
		row = strconv.AppendInt(row[:0], int64(id+1), 10)
		row = append(row, ',', "FM"[p&1], ',')
		row = strconv.AppendUint(row, 24+p>>8%12, 10)
		row = append(row, ',', '1'+byte(p>>16%6))
		traits := [3]uint64{p >> 32 % steps, p >> 40 % steps, p >> 48 % steps}
		var bits uint64
		for i := range items {
			if i%4 == 0 {
				bits = draw.Uint64()
			}
			row = append(row, ',')
			if v := bits & 0xffff; v >= 655 { // 655/65536 is 1 %
				s := subscale[i] - '0'
				row = append(row, answers[s][traits[s]][v&0xff])
			}
			bits >>= 16
		}
		out.Write(append(row, '\n'))
	}
}

// tables are the answers by subscale, trait and a byte drawn at random.
func tables() (t [3][steps][256]byte) {
	for s, h := range shapes {
		for i := range t[s] {
			center := h.mean + h.trait*normal(i, steps)
			for j := range t[s][i] {
				v := math.Round(center + h.noise*normal(j, 256))
				t[s][i][j] = '0' + byte(min(max(v, 0), 6))
			}
		}
	}
	return t
}

// normal is the quantile of the standard normal distribution in the middle of
// the i-th of n equal parts.
func normal(i, n int) float64 { return math.Sqrt2 * math.Erfinv(2*(float64(i)+0.5)/float64(n)-1) }
