//go:build ignore

// csv computes what mbi summary does with the standard library's encoding/csv,
// its record used again, and integer counts:
//
//	go run csv.go answers.csv
package main

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
)

// subscale is one of the three: its items, its cut-offs of isnar-img, and the
// level on its burnout side.
type subscale struct {
	name           string
	items          []int
	moderate, high int
	burnout        int
}

var subscales = [3]subscale{
	{"ee", []int{1, 2, 3, 6, 8, 13, 14, 16, 20}, 18, 30, 2},
	{"dp", []int{5, 10, 11, 15, 22}, 6, 12, 2},
	{"pa", []int{4, 7, 9, 12, 17, 18, 19, 21}, 34, 40, 0},
}

func (s *subscale) level(sum int) int {
	switch {
	case sum >= s.high:
		return 2
	case sum >= s.moderate:
		return 1
	}
	return 0
}

// counts are those of one subscale, over the respondents scored on it.
type counts struct {
	sums    [55]int64   // by sum
	answers [9][7]int64 // by item and answer
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run csv.go answers.csv")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	in := csv.NewReader(bufio.NewReaderSize(f, 1<<20))
	in.ReuseRecord = true
	head, err := in.Read()
	if err != nil {
		return err
	}
	var columns [3][]int
	for s := range subscales {
		for _, item := range subscales[s].items {
			columns[s] = append(columns[s], slices.Index(head, "mbi"+strconv.Itoa(item)))
		}
		if slices.Contains(columns[s], -1) {
			return fmt.Errorf("%s: an item has no column", name)
		}
	}
	var all [3]counts
	var dimensions [4]int64
	for {
		record, err := in.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		scored, affected := 0, 0
		for s := range all {
			sum, ok, err := all[s].add(record, columns[s])
			if err != nil {
				return err
			}
			if ok {
				if scored++; subscales[s].level(sum) == subscales[s].burnout {
					affected++
				}
			}
		}
		if scored == len(all) {
			dimensions[affected]++
		}
	}
	for s := range all {
		all[s].print(&subscales[s])
	}
	for n, k := range dimensions {
		fmt.Printf(",n,%d,%d\n", n, k)
	}
	return nil
}

// add counts a record and returns its sum; ok is false if an answer is missing.
func (c *counts) add(record []string, columns []int) (sum int, ok bool, err error) {
	var answers [9]uint8
	missing := false
	for i, column := range columns {
		switch cell := record[column]; {
		case cell == "":
			missing = true
		case len(cell) == 1 && '0' <= cell[0] && cell[0] <= '6':
			answers[i] = cell[0] - '0'
			sum += int(answers[i])
		default:
			return 0, false, fmt.Errorf("%q is no answer", cell)
		}
	}
	if missing {
		return 0, false, nil
	}
	c.sums[sum]++
	for i := range columns {
		c.answers[i][answers[i]]++
	}
	return sum, true, nil
}

func (c *counts) print(s *subscale) {
	put := func(statistic, level string, value float64) {
		fmt.Printf("%s,%s,%s,%v\n", s.name, statistic, level, strconv.FormatFloat(value, 'g', -1, 64))
	}
	n, mean, variance := moments(c.sums[:])
	put("n", "", n)
	put("mean", "", mean)
	put("sd", "", math.Sqrt(variance))
	put("q1", "", quantile(c.sums[:], n, 0.25))
	put("median", "", quantile(c.sums[:], n, 0.5))
	put("q3", "", quantile(c.sums[:], n, 0.75))
	put("min", "", quantile(c.sums[:], n, 0))
	put("max", "", quantile(c.sums[:], n, 1))
	items, k := 0.0, float64(len(s.items))
	for i := range s.items {
		_, _, v := moments(c.answers[i][:])
		items += v
	}
	put("alpha", "", k/(k-1)*(1-items/variance))
	var levels [3]int64
	for sum, k := range c.sums {
		levels[s.level(sum)] += k
	}
	for l, name := range []string{"low", "moderate", "high"} {
		put("n", name, float64(levels[l]))
	}
}

func moments(histogram []int64) (n, mean, variance float64) {
	for v, k := range histogram {
		n += float64(k)
		mean += float64(v) * float64(k)
	}
	mean /= n
	for v, k := range histogram {
		variance += float64(k) * (float64(v) - mean) * (float64(v) - mean)
	}
	return n, mean, variance / (n - 1)
}

// quantile is that of type 7.
func quantile(histogram []int64, n, p float64) float64 {
	rank := p * (n - 1)
	below := math.Floor(rank)
	at := func(rank float64) float64 {
		seen := 0.0
		for v, k := range histogram {
			if seen += float64(k); rank < seen {
				return float64(v)
			}
		}
		return math.NaN()
	}
	low := at(below)
	return low + (rank-below)*(at(math.Min(below+1, n-1))-low)
}
