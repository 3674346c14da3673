//go:build !windows

package interview

import (
	"bytes"
	"errors"
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

// process is this test binary as an interview in a terminal of its own.
type process struct {
	t    *testing.T
	cmd  *exec.Cmd
	tty  *os.File
	done chan error

	mu  sync.Mutex
	all bytes.Buffer
}

// launch starts an interview with a draft.
func launch(t *testing.T, draft string) *process {
	t.Helper()
	p := &process{t: t, cmd: exec.Command(os.Args[0]), done: make(chan error, 1)}
	// With other names of terminals, bubbletea asks the terminal for its colours
	// when it is loaded, and waits for an answer that does not come.
	p.cmd.Env = append(os.Environ(), childDraft+"="+draft, "TERM=tmux-256color", "LANG=fr", "LC_ALL=")
	tty, err := pty.StartWithSize(p.cmd, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		t.Fatal(err)
	}
	p.tty = closable(t, tty)
	t.Cleanup(func() { p.cmd.Process.Kill(); p.tty.Close() })
	go p.read()
	return p
}

// closable returns the same terminal as a file whose Close ends a Read that is
// under way. Package pty makes its file a blocking one, which stays open.
func closable(t *testing.T, tty *os.File) *os.File {
	t.Helper()
	fd, err := syscall.Dup(int(tty.Fd()))
	if err = errors.Join(err, tty.Close()); err != nil {
		t.Fatal(err)
	}
	if err := syscall.SetNonblock(fd, true); err != nil {
		t.Fatal(err)
	}
	return os.NewFile(uintptr(fd), "terminal")
}

// read collects what the process draws, until its end.
func (p *process) read() {
	buf := make([]byte, 4096)
	for {
		n, err := p.tty.Read(buf)
		p.mu.Lock()
		p.all.Write(buf[:n])
		p.mu.Unlock()
		if err != nil {
			p.done <- p.cmd.Wait()
			return
		}
	}
}

// drawn returns what was drawn so far.
func (p *process) drawn() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.all.String()
}

// wait returns once text has been drawn.
func (p *process) wait(text string) {
	p.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !strings.Contains(p.drawn(), text); {
		if time.Now().After(deadline) {
			p.t.Fatalf("%q was never drawn in %q", text, p.drawn())
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// keys types.
func (p *process) keys(text string) {
	if _, err := p.tty.WriteString(text); err != nil {
		p.t.Fatal(err)
	}
}

// end returns the exit code, -1 after a signal that killed the process.
func (p *process) end() int {
	p.t.Helper()
	select {
	case err := <-p.done:
		var exit *exec.ExitError
		if err != nil && !errors.As(err, &exit) {
			p.t.Fatal(err)
		}
		return p.cmd.ProcessState.ExitCode()
	case <-time.After(30 * time.Second):
		p.t.Fatalf("goes on for ever: %q", p.drawn())
		return 0
	}
}

// A power cut in the middle, in effect: kill -9, then go on.
func TestTerminalKilledAndResumed(t *testing.T) {
	draft := filepath.Join(t.TempDir(), "mbi", "draft.json")
	p := launch(t, draft)
	p.wait("Question 1 sur 22")
	p.keys(full[:12])
	p.wait("Question 13 sur 22")
	p.cmd.Process.Kill()
	p.end()

	p = launch(t, draft)
	p.wait("inachevé")
	p.keys("\r")
	p.wait("Question 13 sur 22")
	p.keys(full[12:] + "\r")
	if code := p.end(); code != 0 || !strings.Contains(p.drawn(), "answers [0 1 2 3 4 5 6 0 1 2 3 4 5 6 0 1 2 3 4 5 6 0]") {
		t.Errorf("code %d: %q", code, p.drawn())
	}
	if left := files(t, filepath.Dir(draft)); left != "" {
		t.Error("left behind:", left)
	}
}

// However a run is broken off, the answers are kept; where there is still a
// terminal, it is given back.
func TestTerminalBrokenOff(t *testing.T) {
	for name, stop := range map[string]func(p *process){
		"Ctrl-C":  func(p *process) { p.keys("\x03") },
		"SIGINT":  func(p *process) { p.cmd.Process.Signal(os.Interrupt) },
		"SIGTERM": func(p *process) { p.cmd.Process.Signal(syscall.SIGTERM) },
		"SIGHUP":  func(p *process) { p.cmd.Process.Signal(syscall.SIGHUP) },
	} {
		t.Run(name, func(t *testing.T) {
			draft := filepath.Join(t.TempDir(), "draft.json")
			p := launch(t, draft)
			p.wait("Question 1 sur 22")
			p.keys("35")
			p.wait("Question 3 sur 22")
			stop(p)
			if code := p.end(); code != 130 || !strings.Contains(p.drawn(), ErrStopped.Error()) {
				t.Errorf("code %d: %q", code, p.drawn())
			}
			_, after, _ := strings.Cut(p.drawn(), "\x1b[?1049h")
			if !strings.Contains(after, "\x1b[?1049l") || !strings.Contains(after, "\x1b[?25h") {
				t.Errorf("the terminal is not given back: %q", after)
			}
			if d := open(t, draft, options(t, "fr").Form); d.state().at != 3 || d.state().answers != answers("35") {
				t.Errorf("kept %+v", d.state())
			}
		})
	}
}

func TestTerminalWindowClosed(t *testing.T) {
	draft := filepath.Join(t.TempDir(), "draft.json")
	p := launch(t, draft)
	p.wait("Question 1 sur 22")
	p.keys("35")
	p.wait("Question 3 sur 22")
	p.tty.Close()
	p.end()
	if d := open(t, draft, options(t, "fr").Form); d.state().at != 3 || d.state().answers != answers("35") {
		t.Errorf("kept %+v", d.state())
	}
}

// The second run is told; the first one is not disturbed.
func TestTerminalTwoRuns(t *testing.T) {
	draft := filepath.Join(t.TempDir(), "draft.json")
	p := launch(t, draft)
	p.wait("Question 1 sur 22")
	second := launch(t, draft)
	if code := second.end(); code != 1 || !strings.Contains(second.drawn(), "another run is using this draft") {
		t.Errorf("code %d: %q", code, second.drawn())
	}
	p.keys(full + "\r")
	if code := p.end(); code != 0 {
		t.Errorf("code %d: %q", code, p.drawn())
	}
}

// Colours only where they are wanted; the size of the window is followed.
func TestTerminalColoursAndSize(t *testing.T) {
	t.Setenv("NO_COLOR", "1")
	p := launch(t, filepath.Join(t.TempDir(), "draft.json"))
	p.wait("Chaque jour")
	if strings.Contains(p.drawn(), "\x1b[1m") || strings.Contains(p.drawn(), "\x1b[36m") {
		t.Errorf("colours: %q", p.drawn())
	}
	if err := pty.Setsize(p.tty, &pty.Winsize{Rows: 8, Cols: 80}); err != nil {
		t.Fatal(err)
	}
	p.wait("trop petite")
}
