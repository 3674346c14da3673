package cmd

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"burnout/cmd/internal/streams"
	"burnout/mbi/fault"
	"burnout/mbi/locale"
	"burnout/mbi/yamlfile"
	"burnout/scoring"
)

// languageFlag adds --lang. Without it the environment decides.
func languageFlag(c *cobra.Command, s *streams.Streams) *locale.Language {
	l := locale.FromEnvironment(s.Getenv)
	c.Flags().Var(&choice[locale.Language]{into: &l, parse: locale.ParseLanguage, kind: "en|fr"}, "lang", "language of what is read: en or fr")
	complete(c, "lang", "en", "fr")
	return &l
}

// thresholdsFlag adds --thresholds.
func thresholdsFlag(c *cobra.Command) *string {
	ref := c.Flags().String("thresholds", scoring.DefaultTable, "table of cut-offs, by its id or from a YAML file: `ID|FILE`")
	complete(c, "thresholds", scoring.TableIDs()...)
	return ref
}

// formatFlag adds --format with the formats that a command knows, the default
// first.
func formatFlag(c *cobra.Command, formats ...string) *string {
	f := formats[0]
	parse := func(s string) (string, error) {
		if !slices.Contains(formats, s) {
			return "", fmt.Errorf("unknown format %q, expected one of %s", s, strings.Join(formats, ", "))
		}
		return s, nil
	}
	c.Flags().Var(&choice[string]{into: &f, parse: parse, kind: strings.Join(formats, "|")}, "format", "how the result is written")
	complete(c, "format", formats...)
	return &f
}

// choice is a flag whose value is parsed, and refused where it cannot be.
type choice[T any] struct {
	into  *T
	parse func(string) (T, error)
	kind  string
	unset bool // its default is none, and not shown
}

func (c *choice[T]) String() string {
	if c.into == nil || c.unset {
		return ""
	}
	return fmt.Sprint(*c.into)
}

func (c *choice[T]) Type() string { return c.kind }

func (c *choice[T]) Set(s string) error {
	v, err := c.parse(s)
	if err == nil {
		*c.into = v
	}
	return err
}

// listFlag is a flag that may be repeated. Each value is parsed, and refused
// where it cannot be.
type listFlag[T any] struct {
	into  *[]T
	parse func(string) (T, error)
	kind  string
}

func (l *listFlag[T]) String() string { return "" }
func (l *listFlag[T]) Type() string   { return l.kind }

func (l *listFlag[T]) Set(s string) error {
	v, err := l.parse(s)
	if err == nil {
		*l.into = append(*l.into, v)
	}
	return err
}

// namesFlag is a flag that lists names, as a line of CSV; it may be repeated. An
// empty name, and one that stands twice, are refused.
type namesFlag struct {
	into *[]string
	kind string
}

func (n *namesFlag) String() string { return "" }
func (n *namesFlag) Type() string   { return n.kind }

func (n *namesFlag) Set(s string) error {
	lines, err := csv.NewReader(strings.NewReader(s)).ReadAll()
	if err != nil || len(lines) > 1 {
		return fmt.Errorf("%s is no list, expected %s with commas between, one that holds a comma in quotes", fault.Quote(s), n.kind)
	}
	if len(lines) == 0 {
		lines = [][]string{{""}}
	}
	for _, name := range lines[0] {
		name = strings.TrimSpace(name)
		switch {
		case name == "":
			return fmt.Errorf("%s holds an empty one, expected %s with commas between", fault.Quote(s), n.kind)
		case slices.Contains(*n.into, name):
			return fmt.Errorf("%s stands twice, expected it once", fault.Quote(name))
		}
		*n.into = append(*n.into, name)
	}
	return nil
}

// flagError says which value of a flag is refused and what was expected, in our
// words where those of the parser are about Go.
func flagError(_ *cobra.Command, err error) error {
	invalid, ok := errors.AsType[*pflag.InvalidValueError](err)
	if !ok {
		return err
	}
	flag := "--" + invalid.GetFlag().Name
	expected := map[string]string{
		"int": "a whole number", "int64": "a whole number", "uint64": "a whole number, 0 or more",
		"float64": "a number with a decimal point, such as 0.05", "bool": "true or false",
	}[invalid.GetFlag().Value.Type()]
	switch {
	case expected == "":
		return fmt.Errorf("%s: %w", flag, invalid.Unwrap())
	case errors.Is(err, strconv.ErrRange):
		expected = "a number of fewer digits"
	}
	value := printable(invalid.GetValue())
	if strings.TrimSpace(value) == "" {
		value = strconv.Quote(value)
	}
	return fmt.Errorf("%s %s: expected %s", flag, value, expected)
}

// someFiles demands files as arguments.
func someFiles(_ *cobra.Command, args []string) error {
	if len(args) == 0 {
		return errors.New("expected a FILE, got none")
	}
	return nil
}

// oneFile demands one argument, a file.
func oneFile(_ *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("expected one FILE, got %d", len(args))
	}
	return nil
}

func complete(c *cobra.Command, flag string, words ...string) {
	// The flag was added just before: it cannot be unknown.
	_ = c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

// loadThresholds returns the table that --thresholds names: an embedded one by
// its id, or a file.
func loadThresholds(ref string) (*scoring.Thresholds, error) {
	if t, ok := scoring.Table(ref); ok {
		return t, nil
	}
	t, err := readThresholds(ref)
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("no table and no file is named %q, the tables are %s", ref, strings.Join(scoring.TableIDs(), ", "))
		if near := fault.Nearest(ref, scoring.TableIDs()); near != "" {
			err = hinted(err, "did you mean --thresholds "+near+"?")
		}
		return nil, commandLine(err)
	}
	return t, err
}

func readThresholds(path string) (*scoring.Thresholds, error) {
	n, err := yamlfile.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return scoring.DecodeThresholds(n)
}
