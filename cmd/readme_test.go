package cmd

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestREADME runs every command of the README and compares what it shows, from
// the root of the project, in a shell, with mbi on the path. Its test command is
// this very run and is not run again.
func TestREADME(t *testing.T) {
	for _, tool := range []string{"sh", "go", "head", "cut", "grep"} {
		needs(t, tool)
	}
	data, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	build := exec.Command("go", "build", "-o", filepath.Join(bin, "mbi"), "./mbi")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	ran := 0
	readme := blocks(string(data), func(session string) string {
		command, _, _ := strings.Cut(strings.TrimPrefix(session, "$ "), "\n")
		if command == "go test ./..." {
			return session
		}
		ran++
		c := exec.Command("sh", "-c", command)
		c.Dir = ".."
		c.Env = append(os.Environ(), "LC_ALL=C", "XDG_CONFIG_HOME="+t.TempDir(), "XDG_STATE_HOME="+t.TempDir(), "XDG_DATA_HOME="+t.TempDir(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
		var out, errs bytes.Buffer
		c.Stdout, c.Stderr = &out, &errs
		_ = c.Run() // a session may show an error
		// Behind a pipe their order is chance; notes come first, as at a terminal.
		return "$ " + command + "\n" + errs.String() + out.String()
	})
	fenced := false
	for i, line := range strings.Split(string(data), "\n") {
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
		}
		if !fenced && strings.HasPrefix(line, "$ ") {
			t.Errorf("line %d: a command outside a block is not run", i+1)
		}
	}
	if ran < 6 {
		t.Errorf("only %d commands were found", ran)
	}
	if *update {
		if err := os.WriteFile("../README.md", []byte(readme), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(strings.Split(string(data), "\n"), strings.Split(readme, "\n")); diff != "" {
		t.Errorf("the README shows something else than its commands do; `go test ./cmd -update` writes it anew:\n%s", diff)
	}
}

// needs skips a test where a tool that it runs is absent. Where MBI_STRICT is
// set, as in .ci/run, that is a failure.
func needs(t *testing.T, tool string) {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		absent(t, tool)
	}
}

// absent skips a test for want of something that it runs.
func absent(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("MBI_STRICT") != "" {
		t.Fatalf("%s is not installed", what)
	}
	t.Skipf("%s is not installed", what)
}

// blocks replaces the sessions of a Markdown text, which stand in console blocks.
func blocks(text string, replace func(string) string) string {
	const begin, end = "```console\n", "```\n"
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, begin)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		session, after, _ := strings.Cut(rest, end)
		b.WriteString(begin + replace(session) + end)
		text = after
	}
}
