//go:build unix

package cmd

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// terminal is the program at a real pseudo-terminal that answers no query.
type terminal struct {
	t   *testing.T
	cmd *exec.Cmd
	tty *os.File

	mu     sync.Mutex
	screen bytes.Buffer
}

// start runs mbi with its standard input and error at an 80x24 terminal; its
// standard output goes there too unless stdout is a file.
func start(t *testing.T, stdout *os.File, env []string, args ...string) *terminal {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ours, theirs, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := pty.Setsize(ours, &pty.Winsize{Rows: 24, Cols: 80}); err != nil {
		t.Fatal(err)
	}
	// TestMain runs the program where it is called by this name.
	c := &exec.Cmd{Path: exe, Args: append([]string{"mbi"}, args...), Stdin: theirs, Stdout: theirs, Stderr: theirs}
	if stdout != nil {
		c.Stdout = stdout
	}
	// In the foreground of a terminal of its own, as under a shell.
	c.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	c.Env = append(os.Environ(), append([]string{"TERM=xterm-256color", "LC_ALL=C", "CI=", "ACCESSIBLE=", "XDG_STATE_HOME=" + t.TempDir(), "XDG_CONFIG_HOME=" + t.TempDir(), "XDG_DATA_HOME=" + t.TempDir()}, env...)...)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	_ = theirs.Close()
	term := &terminal{t: t, cmd: c, tty: ours}
	t.Cleanup(func() { _ = c.Process.Kill(); _ = ours.Close() })
	go term.watch()
	return term
}

func (x *terminal) watch() {
	b := make([]byte, 4096)
	for {
		n, err := x.tty.Read(b)
		x.mu.Lock()
		x.screen.Write(b[:n])
		x.mu.Unlock()
		if err != nil {
			return
		}
	}
}

func (x *terminal) text() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.screen.String()
}

// await waits until the terminal has shown s.
func (x *terminal) await(s string) {
	x.t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if strings.Contains(x.text(), s) {
			return
		}
	}
	x.t.Fatalf("no %q in %.2000q", s, x.text())
}

func (x *terminal) send(s string) {
	x.t.Helper()
	if _, err := x.tty.WriteString(s); err != nil {
		x.t.Fatal(err)
	}
}

// exit waits for the end and demands the exit code.
func (x *terminal) exit(code int) {
	x.t.Helper()
	_ = x.cmd.Wait()
	if got := x.cmd.ProcessState.ExitCode(); got != code {
		x.t.Fatalf("exit code %d, want %d; %q", got, code, x.text())
	}
}

// No command asks the terminal anything at start-up: it would wait for seconds
// for a terminal that does not answer.
func TestStartUpAsksTheTerminalNothing(t *testing.T) {
	for _, args := range [][]string{{"--version"}, {"thresholds", "list"}} {
		x := start(t, nil, nil, args...)
		x.exit(0)
		for end := time.Now().Add(5 * time.Second); x.text() == "" && time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		}
		if s := x.text(); s == "" || strings.Contains(s, "\x1b") {
			t.Errorf("mbi %v wrote %q", args, s)
		}
	}
}

// The questions are drawn on standard error, so the result can go to a file.
func TestTakeAtATerminal(t *testing.T) {
	out, err := os.Create(filepath.Join(t.TempDir(), "me.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	x := start(t, out, nil, "take", "--lang", "fr", "--format", "json")
	x.await("Question 1 sur 22")
	x.send("1234560123456012345601")
	x.await("Avant de terminer")
	x.send("\r")
	x.exit(0)
	data, err := os.ReadFile(out.Name())
	if err != nil {
		t.Fatal(err)
	}
	var got resultJSON
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatalf("%v in %s", err, data)
	}
	if s := got.Subscales; *s.EE.Sum != 27 || *s.DP.Sum != 14 || *s.PA.Sum != 23 {
		t.Errorf("sums %d, %d, %d", *s.EE.Sum, *s.DP.Sum, *s.PA.Sum)
	}
}

// Whoever leaves gets code 130, no result, and goes on where they were.
func TestLeaveAndGoOn(t *testing.T) {
	state := "XDG_STATE_HOME=" + t.TempDir()
	x := start(t, nil, []string{state}, "take", "--lang", "fr")
	x.await("Question 1 sur 22")
	x.send("123456012345")
	x.await("Question 13 sur 22")
	x.send("\x03")
	x.exit(130)
	x.await("Vos réponses sont gardées")
	if strings.Contains(x.text(), "Vos trois résultats") {
		t.Error("a result was shown")
	}

	x = start(t, nil, []string{state}, "take", "--lang", "fr")
	x.await("Continuer à la question 13")
	x.send("\r")
	x.await("Question 13 sur 22")
	x.send("6012345601")
	x.await("Avant de terminer")
	x.send("\r")
	x.exit(0)
	x.await("3114")

	x = start(t, nil, []string{state}, "take", "--discard")
	x.exit(0)
	x.await("There is no draft.")
}

// The flag, the variable and a terminal that cannot move its cursor all ask line
// by line, with nothing that moves a cursor.
func TestTakeLineByLine(t *testing.T) {
	for _, c := range []struct{ args, env []string }{
		{[]string{"take", "--no-draft", "--accessible"}, nil},
		{[]string{"take", "--no-draft"}, []string{"ACCESSIBLE=1"}},
		{[]string{"take", "--no-draft"}, []string{"TERM=dumb"}},
	} {
		x := start(t, nil, c.env, c.args...)
		x.await("Question 1 of 22")
		x.send(strings.Join(strings.Split("1234560123456012345601", ""), "\n") + "\n\n")
		x.exit(0)
		x.await("27 of 54 (3.0 per question)")
		if strings.Contains(x.text(), "\x1b") {
			t.Errorf("%v %v: escape sequences in %.500q", c.args, c.env, x.text())
		}
	}
}

// A reading that lasts shows how far it is, and leaves no trace of that; Ctrl-C
// ends it though it waits for input, and leaves no part of a result.
func TestALongReadingShowsProgress(t *testing.T) {
	for _, leave := range []bool{false, true} {
		dir := t.TempDir()
		in, out := filepath.Join(dir, "in.csv"), filepath.Join(dir, "out.csv")
		if err := syscall.Mkfifo(in, 0o600); err != nil {
			t.Fatal(err)
		}
		x := start(t, nil, nil, "score", "-o", out, in)
		w, err := os.OpenFile(in, os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		head, row := "id", "a"
		for i := range 22 {
			head, row = fmt.Sprintf("%s,mbi%d", head, i+1), fmt.Sprintf("%s,%d", row, i%7)
		}
		if _, err := io.WriteString(w, head+"\n"+row+"\n"); err != nil {
			t.Fatal(err)
		}
		x.await("mbi: 0 rows")
		if leave {
			x.send("\x03")
			x.exit(130)
			if files, _ := os.ReadDir(dir); len(files) != 1 {
				t.Errorf("left behind: %v", files)
			}
			continue
		}
		_ = w.Close()
		x.exit(0)
		x.await("\r\x1b[Kmbi: in.csv: rows 1, ")
	}
}

// Ctrl-C ends the reading of a structures file that waits for its writer.
func TestDirectoryIsLeft(t *testing.T) {
	in := filepath.Join(t.TempDir(), "mine.yaml")
	if err := syscall.Mkfifo(in, 0o600); err != nil {
		t.Fatal(err)
	}
	x := start(t, nil, nil, "support", "--directory", in)
	w, err := os.OpenFile(in, os.O_WRONLY, 0) // returns once it is being read
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	x.send("\x03")
	x.exit(130)
}

func TestProgressLine(t *testing.T) {
	p := &progress{size: 1000}
	p.bytes.Store(250)
	p.rows.Store(3)
	if got := p.line(2 * time.Second); got != "mbi: 25%, 3 rows, 6s left" {
		t.Error(got)
	}
}

// Without a terminal for the questions there are none: one line says what to do.
func TestNoTerminalToAskAt(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ours, theirs, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer ours.Close()
	var out, errs bytes.Buffer
	c := &exec.Cmd{Path: exe, Args: []string{"mbi", "take"}, Stdin: theirs, Stdout: &out, Stderr: &errs}
	_ = c.Run()
	if c.ProcessState.ExitCode() != 2 || out.Len() > 0 || strings.Count(errs.String(), "\n") != 1 || !strings.Contains(errs.String(), "| mbi take") {
		t.Errorf("code %d, %q, %q", c.ProcessState.ExitCode(), out.String(), errs.String())
	}
}
