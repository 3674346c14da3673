package cmd

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"burnout/cmd/internal/render"
	"burnout/cmd/internal/streams"
)

// commands returns every command of the program.
func commands() []*cobra.Command {
	all := []*cobra.Command{newRoot(&streams.Streams{In: &bytes.Buffer{}, Out: io.Discard, Err: io.Discard, Getenv: func(string) string { return "" }})}
	for i := 0; i < len(all); i++ {
		all = append(all, all[i].Commands()...)
	}
	return all
}

// The help of every command fits a terminal. An example is a line to copy, and is
// not broken.
func TestHelpFits80Columns(t *testing.T) {
	for _, c := range commands() {
		var b bytes.Buffer
		c.SetOut(&b)
		c.InitDefaultHelpFlag()
		if err := c.Help(); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(b.String(), "\n") {
			if n := render.Width(line); n > 80 && !strings.Contains(c.Example, line) {
				t.Errorf("%s: %d columns: %s", c.CommandPath(), n, line)
			}
		}
	}
}

// What a flag refuses is said in our words: none of the packages that parse it,
// and what was expected.
func TestFlagsSayWhatTheyExpect(t *testing.T) {
	refused := 0
	for _, c := range commands() {
		c.Flags().VisitAll(func(f *pflag.Flag) {
			for _, value := range []string{"x", "-", "1e99", "99999999999999999999999", "", "a,a", "\"", "a\nb"} {
				err := c.Flags().Set(f.Name, value)
				if err == nil {
					continue
				}
				refused++
				// Set words it as the command line does, and wraps what refused it.
				said := flagError(c, err).Error()
				for _, leak := range []string{"strconv", "parsing", "parse error", "syntax", "invalid argument"} {
					if strings.Contains(said, leak) {
						t.Errorf("%s --%s %q: %s", c.CommandPath(), f.Name, value, said)
					}
				}
				if !strings.HasPrefix(said, "--"+f.Name) {
					t.Errorf("%s --%s %q: %s", c.CommandPath(), f.Name, value, said)
				}
			}
		})
	}
	if refused < 300 {
		t.Errorf("%d values were refused", refused)
	}
}

func TestNamesFlag(t *testing.T) {
	for text, want := range map[string]string{
		"sex": "sex", " sex , year ": "sex|year", `"a, b",c`: "a, b|c",
		"": "!", ",": "!", "sex,": "!", "sex,sex": "!", "sex, sex": "!", `"`: "!", "a\nb": "!", " ": "!",
	} {
		var names []string
		err := (&namesFlag{&names, "COLUMNS"}).Set(text)
		if got := strings.Join(names, "|"); (err != nil) != (want == "!") || err == nil && got != want {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	names := []string{"sex"}
	if err := (&namesFlag{&names, "COLUMNS"}).Set("sex"); err == nil || errors.Is(err, io.EOF) {
		t.Errorf("a name of an earlier flag: %v", err)
	}
}
