package cmd

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
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
// root, whose tests run as the user that Debian's package adds. A shell keeps it
// until its input ends: then, also where the test is interrupted, nothing stays.
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
	keeper := []string{"sh", "-c", postgresKeeper, bin, dir}
	if os.Geteuid() == 0 {
		u, err := user.Lookup("postgres")
		if err != nil {
			return lacks(t, "postgres", "the user postgres")
		}
		uid, _ := strconv.Atoi(u.Uid)
		if err := os.Chown(dir, uid, -1); err != nil {
			t.Fatal(err)
		}
		keeper = append([]string{"setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"}, keeper...)
	}
	_, out := keep(t, exec.Command(keeper[0], keeper[1:]...))
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal("PostgreSQL does not start")
	}
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

// postgresKeeper runs a server of the programs in $0 in the folder $1. Ctrl-C in a
// terminal reaches it too, and must not end it before the server.
const postgresKeeper = `
trap '' INT HUP TERM
cd "$1"
"$0/initdb" -D data -U mbi -A trust -E UTF8 --locale=C --no-sync >log 2>&1 &&
  "$0/pg_ctl" -w -D data -o "-F -k $1 -c listen_addresses=" start </dev/null >>log 2>&1 &&
  echo ready && cat || cat log >&2
test ! -f data/postmaster.pid || "$0/pg_ctl" -w -D data -m immediate stop >>log 2>&1
cd / && rm -rf "$1"
`

// keep starts a program that lives until its input ends, which is when the test
// does.
func keep(t *testing.T, c *exec.Cmd) (io.Writer, io.Reader) {
	c.Stderr = os.Stderr
	in, errIn := c.StdinPipe()
	out, errOut := c.StdoutPipe()
	if err := errors.Join(errIn, errOut, c.Start()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
	})
	return in, out
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
	c.Dir = folder
	in, out := keep(t, c)
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
