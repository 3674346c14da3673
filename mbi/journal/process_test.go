package journal

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"testing"
)

// Names of variables that turn this test binary into a writer: the folder of the
// journal, how many runs it saves, and the largest file that it may write.
const (
	childDir   = "JOURNAL_TEST_DIR"
	childRuns  = "JOURNAL_TEST_RUNS"
	childLimit = "JOURNAL_TEST_LIMIT"
)

func TestMain(m *testing.M) {
	workFactor = 4
	if dir := os.Getenv(childDir); dir != "" {
		os.Exit(writer(dir))
	}
	os.Exit(m.Run())
}

// writer saves runs and prints the ID of each once it is saved.
func writer(dir string) int {
	if limit, err := strconv.ParseUint(os.Getenv(childLimit), 10, 64); err == nil {
		limitFileSize(limit)
	}
	j, err := Open(dir)
	if errors.Is(err, ErrNone) {
		if j, err = Create(dir, words); errors.Is(err, ErrExists) {
			j, err = Open(dir)
		}
	}
	if err != nil {
		fmt.Println("error", err)
		return 1
	}
	runs, _ := strconv.Atoi(os.Getenv(childRuns))
	for range runs {
		e, err := j.Save(sample(3, ""))
		if err != nil {
			fmt.Println("error", err)
			return 1
		}
		fmt.Println(e.ID)
	}
	return 0
}

// child starts a writer.
func child(t *testing.T, dir string, env ...string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(exe)
	c.Env = append(os.Environ(), append(env, childDir+"="+dir)...)
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c, bufio.NewScanner(out)
}

// demand demands that every run that was said to be saved is read, and that none
// is damaged. Of a killed writer one more may be there than it could say.
func demand(t *testing.T, dir string, said []string, more int) {
	t.Helper()
	j, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for _, e := range read(t, j) {
		there[e.ID] = true
	}
	for _, id := range said {
		if !there[id] {
			t.Errorf("run %s is lost", id)
		}
	}
	if len(there) < len(said) || len(there) > len(said)+more {
		t.Errorf("%d runs, %d were said to be saved", len(there), len(said))
	}
}

// Four writers begin one journal together and save into it at once.
func TestWritersInParallel(t *testing.T) {
	dir := t.TempDir() + "/journal"
	var writers []*exec.Cmd
	var outs []*bufio.Scanner
	for range 4 {
		c, out := child(t, dir, childRuns+"=50")
		writers, outs = append(writers, c), append(outs, out)
	}
	var said []string
	for i, out := range outs {
		for out.Scan() {
			said = append(said, out.Text())
		}
		if err := writers[i].Wait(); err != nil {
			t.Error(err, said[len(said)-1])
		}
	}
	if len(said) != 200 {
		t.Errorf("%d runs", len(said))
	}
	demand(t, dir, said, 0)
}

// Writers are killed while they save, again and again.
func TestKilledWriters(t *testing.T) {
	dir := t.TempDir() + "/journal"
	var said []string
	const kills = 20
	for kill := range kills {
		c, out := child(t, dir, childRuns+"=1000000")
		for range kill + 1 {
			if out.Scan() {
				said = append(said, out.Text())
			}
		}
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for out.Scan() { // what it said before it died
			said = append(said, out.Text())
		}
		if err := c.Wait(); err == nil {
			t.Fatal("the writer was not killed")
		}
	}
	demand(t, dir, said, kills)
}
