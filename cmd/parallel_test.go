package cmd

import (
	"path/filepath"
	"runtime"
	"testing"
)

// A file of many blocks gives every command the same result, to the byte, with one
// worker or with four; the race detector looks on.
func TestWorkersShareNothing(t *testing.T) {
	file := filepath.Join(t.TempDir(), "answers.csv")
	said(t, "simulate", "-n", "9000", "--missing-rate", "0.01", "--group", "sex=F:5000,M:4000", "--quiet", "-o", file)
	for _, args := range [][]string{
		{"score", "--keep", "all"},
		{"summary", "--by", "sex", "--format", "csv"},
		{"compare", "--by", "sex", "--format", "csv"},
		{"compare", "--with", "id", "--format", "csv"},
		{"items", "--by", "sex", "--format", "csv"},
		{"definitions", "--format", "csv"},
		{"definitions", "--profiles", "--norms", "sample", "--format", "csv"},
		{"report", "--by", "sex"},
	} {
		t.Run(args[0], func(t *testing.T) {
			t.Setenv("SOURCE_DATE_EPOCH", "0")
			args := append(args, "--quiet", file)
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
			one := said(t, args...)
			runtime.GOMAXPROCS(4)
			if four := said(t, args...); four != one {
				t.Errorf("four workers say something else: %.300s", four)
			}
		})
	}
}
