package cmd

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the commands print into the scripts")

// realCohort is a real cohort that is not ours to republish, beside the project
// where it is present at all.
const realCohort = "../../shared/data/byrne-elemm1-1to7.csv"

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"mbi": func() { os.Exit(Main()) }})
}

// TestScripts runs what users type and compares what they see.
func TestScripts(t *testing.T) {
	real, err := filepath.Abs(realCohort)
	if err != nil {
		t.Fatal(err)
	}
	cohorts, err := filepath.Abs("../testdata/cohorts")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "../testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("LC_ALL", "C")
			e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, "config"))
			e.Setenv("XDG_STATE_HOME", filepath.Join(e.WorkDir, "state"))
			e.Setenv("XDG_DATA_HOME", filepath.Join(e.WorkDir, "data"))
			e.Setenv("COHORTS", cohorts)
			e.Setenv("REAL", real)
			// A journal of five runs, for the scripts that set XDG_DATA_HOME to it.
			return os.CopyFS(filepath.Join(e.WorkDir, "saved", "mbi", "journal"), os.DirFS("../testdata/journal"))
		},
		Condition: func(name string) (bool, error) {
			if name == "real" {
				_, err := os.Stat(real)
				return err == nil, nil
			}
			return false, errors.New("unknown condition")
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
	})
}

// exits CODE COMMAND… runs a command and demands its exit code, which `! exec`
// does not look at.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARGUMENT…]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}
