package cmd

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// engine is a database that a test has to itself.
type engine struct {
	name, dialect string
	run           func(statements string) error
	// try runs a query by a connection that may only read, and returns its
	// columns, then its rows.
	try func(query string) ([][]string, error)
}

func (e *engine) load(t *testing.T, statements string) {
	t.Helper()
	if err := e.run(statements); err != nil {
		t.Fatal(err)
	}
}

func (e *engine) query(t *testing.T, query string) [][]string {
	t.Helper()
	rows, err := e.try(query)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// engines starts those that are installed. A test is skipped where one is not,
// which is a failure where MBI_STRICT is set.
func engines(t *testing.T) []*engine {
	var all []*engine
	for _, start := range []func(*testing.T) *engine{sqlite, postgres, duckdb} {
		if e := start(t); e != nil {
			all = append(all, e)
		}
	}
	return all
}

// lacks says that an engine is absent, in a test of its own, so that the others
// still run.
func lacks(t *testing.T, name, what string) *engine {
	t.Run(name, func(t *testing.T) { absent(t, what) })
	return nil
}

// output runs a command with an input.
func output(c *exec.Cmd, in string) ([]byte, error) {
	var errs bytes.Buffer
	c.Stdin, c.Stderr = strings.NewReader(in), &errs
	out, err := c.Output()
	if err == nil && errs.Len() > 0 {
		err = errors.New("a message")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %s", filepath.Base(c.Path), err, errs.String())
	}
	return out, nil
}

// csvOf runs a command that prints a query's result as CSV.
func csvOf(c *exec.Cmd, query string) ([][]string, error) {
	out, err := output(c, query)
	if err != nil {
		return nil, err
	}
	return csv.NewReader(bytes.NewReader(out)).ReadAll()
}

func sqlite(t *testing.T) *engine {
	if _, err := exec.LookPath("sqlite3"); err != nil {
		return lacks(t, "sqlite", "sqlite3")
	}
	file := filepath.Join(t.TempDir(), "answers.db")
	return &engine{"sqlite", "sqlite",
		func(s string) error { _, err := output(exec.Command("sqlite3", "-bail", file), s); return err },
		func(q string) ([][]string, error) {
			return csvOf(exec.Command("sqlite3", "-bail", "-readonly", "-csv", "-header", file), q)
		},
	}
}

// postgres starts a server in a folder of its own, on a socket. It refuses to be
// root, whose tests run as the user that Debian's package adds.
func postgres(t *testing.T) *engine {
	bin := postgresBin()
	if _, err := exec.LookPath("psql"); err != nil || bin == "" {
		return lacks(t, "postgres", "PostgreSQL")
	}
	dir, err := os.MkdirTemp("", "mbi-pg-") // a socket's path is short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	var as []string
	if os.Geteuid() == 0 {
		as = []string{"setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"}
		u, err := user.Lookup("postgres")
		if err != nil {
			return lacks(t, "postgres", "the user postgres")
		}
		uid, _ := strconv.Atoi(u.Uid)
		if err := os.Chown(dir, uid, -1); err != nil {
			t.Fatal(err)
		}
	}
	server := func(program string, args ...string) error {
		args = slices.Concat(as, []string{filepath.Join(bin, program), "-D", filepath.Join(dir, "data")}, args)
		c := exec.Command(args[0], args[1:]...)
		c.Dir = dir
		// The server must not hold a pipe of the test open.
		log, err := os.Create(filepath.Join(dir, program+".log"))
		if err != nil {
			return err
		}
		defer log.Close()
		c.Stdout, c.Stderr = log, log
		if err := c.Run(); err != nil {
			text, _ := os.ReadFile(log.Name())
			return fmt.Errorf("%s: %w: %s", program, err, text)
		}
		return nil
	}
	if err := server("initdb", "-U", "mbi", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"); err != nil {
		t.Fatal(err)
	}
	if err := server("pg_ctl", "-w", "-o", "-F -k "+dir+" -c listen_addresses=", "start"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server("pg_ctl", "-w", "-m", "immediate", "stop"); err != nil {
			t.Error(err)
		}
	})
	psql := func(options string) *exec.Cmd {
		c := exec.Command("psql", "-X", "-q", "--csv", "-v", "ON_ERROR_STOP=1", "-h", dir, "-U", "mbi", "-d", "postgres")
		c.Env = append(os.Environ(), "PGCLIENTENCODING=UTF8", "PGOPTIONS=-c client_min_messages=warning "+options)
		return c
	}
	return &engine{"postgres", "postgres",
		func(s string) error { _, err := output(psql(""), s); return err },
		func(q string) ([][]string, error) { return csvOf(psql("-c default_transaction_read_only=on"), q) },
	}
}

// postgresBin is the folder of the server's programs, which Debian keeps off the
// path.
func postgresBin() string {
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path)
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return ""
	}
	return filepath.Dir(found[len(found)-1])
}

// duckdb is the package of npm in the folder that MBI_DUCKDB names. One process
// answers, a line each, until its input ends.
func duckdb(t *testing.T) *engine {
	folder := os.Getenv("MBI_DUCKDB")
	if _, err := exec.LookPath("node"); err != nil || folder == "" {
		return lacks(t, "duckdb", "Node.js, or @duckdb/node-api in the folder MBI_DUCKDB,")
	}
	c := exec.Command("node", "--input-type=module", "-e", duckdbProgram, filepath.Join(t.TempDir(), "answers.duckdb"))
	c.Dir, c.Stderr = folder, os.Stderr
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
	})
	ask, answers := json.NewEncoder(in), json.NewDecoder(out)
	node := func(mode, statements string) ([][]string, error) {
		if err := ask.Encode([]string{mode, statements}); err != nil {
			return nil, err
		}
		var a struct {
			Rows  [][]string
			Error string
		}
		if err := answers.Decode(&a); err != nil {
			return nil, err
		}
		if a.Error != "" {
			return nil, errors.New(a.Error)
		}
		return a.Rows, nil
	}
	return &engine{"duckdb", "duckdb",
		func(s string) error { _, err := node("READ_WRITE", s); return err },
		func(q string) ([][]string, error) { return node("READ_ONLY", q) },
	}
}

// duckdbProgram runs statements and prints the columns and rows of the last; where
// it may only read, there must be but one.
const duckdbProgram = `
import duckdb from "@duckdb/node-api";
import { createInterface } from "node:readline";
for await (const line of createInterface({ input: process.stdin })) {
  const [mode, text] = JSON.parse(line);
  const db = await duckdb.DuckDBInstance.create(process.argv[1], { access_mode: mode });
  const answer = {};
  try {
    const connection = await db.connect();
    if (mode === "READ_ONLY" && (await connection.extractStatements(text)).count !== 1) throw new Error("several statements");
    const result = await connection.runAndReadAll(text);
    answer.rows = [result.columnNames(), ...result.getRows().map((row) => row.map((cell) => cell === null ? "" : String(cell)))];
    connection.closeSync();
  } catch (e) {
    answer.error = e.message;
  }
  db.closeSync();
  console.log(JSON.stringify(answer));
}
`
