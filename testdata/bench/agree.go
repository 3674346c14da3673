//go:build ignore

// agree compares two CSV files cell by cell and ends with 1 where they differ:
//
//	go run agree.go ONE.csv OTHER.csv
//
// Cells are equal as texts, or as numbers to one part in 10⁹.
package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: go run agree.go ONE.csv OTHER.csv")
		os.Exit(2)
	}
	if err := compare(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintf(os.Stderr, "%s and %s differ: %v\n", os.Args[1], os.Args[2], err)
		os.Exit(1)
	}
}

func compare(one, other string) error {
	a, err := open(one)
	if err != nil {
		return err
	}
	b, err := open(other)
	if err != nil {
		return err
	}
	for line := 1; ; line++ {
		x, errX := a.Read()
		y, errY := b.Read()
		switch {
		case errX == io.EOF && errY == io.EOF && line > 1:
			return nil
		case errX != nil || errY != nil:
			return fmt.Errorf("line %d: %w", line, errors.Join(errX, errY))
		case len(x) != len(y):
			return fmt.Errorf("line %d: %d and %d cells", line, len(x), len(y))
		}
		for i := range x {
			if !same(x[i], y[i]) {
				return fmt.Errorf("line %d, cell %d: %q and %q", line, i+1, x[i], y[i])
			}
		}
	}
}

func open(name string) (*csv.Reader, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(f)
	r.ReuseRecord = true
	return r, nil
}

func same(a, b string) bool {
	if a == b {
		return true
	}
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return errX == nil && errY == nil && math.Abs(x-y) <= 1e-9*math.Max(math.Abs(x), math.Abs(y))
}
