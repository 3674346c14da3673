package cmd

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"burnout/cmd/internal/render"
	"burnout/cmd/internal/streams"
)

// nameGen draws names as files hold them: long, with accents, of characters that
// take two cells, from right to left, with and without spaces.
func nameGen() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.StringMatching(`[A-Zé][a-zéèœ]{0,11}`),
		rapid.StringMatching(`[a-zéèêàç]{10,60}`),
		rapid.StringMatching(`([a-zéü]{1,9} ){3,8}[a-zé]{1,8}`),
		rapid.StringMatching(`[病院救急医療内科外来]{1,60}`),
		rapid.StringMatching(`[בגדהוזחטי]{1,20} [ابتثجحخد]{1,30}`),
		rapid.StringMatching(`[a-z|&<>*_]{1,30}`),
	)
}

// namedCohort is a file with two columns of groups, three of numbers and one of
// waves, and their names.
type namedCohort struct {
	columns []string // headings: two of groups, three of numbers, one of waves
	file    []byte
}

func namedCohortGen() *rapid.Generator[namedCohort] {
	return rapid.Custom(func(t *rapid.T) namedCohort {
		fold := func(s string) string { return strings.ToLower(s) }
		names := rapid.SliceOfNDistinct(nameGen(), 13, 13, fold).Draw(t, "names")
		c := namedCohort{columns: names[:6]}
		for i := range c.columns {
			c.columns[i] = fmt.Sprintf("%s %c", c.columns[i], 'q'+i) // no item's or identifier's
		}
		groups, waves := names[6:11], names[11:]
		head := append([]string{"id"}, c.columns...)
		for item := range 22 {
			head = append(head, fmt.Sprint("mbi", item+1))
		}
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		_ = w.Write(head)
		for i := range 24 {
			row := []string{fmt.Sprint("p", i/2), groups[i/2%2], groups[2+i/2%3], fmt.Sprint(i), fmt.Sprint(i % 5), fmt.Sprint(i / 3), waves[i%2]}
			for item := range 22 {
				row = append(row, fmt.Sprint((i*7+item*item+i*item)%7))
			}
			_ = w.Write(row)
		}
		w.Flush()
		c.file = b.Bytes()
		return c
	})
}

// list writes names as the value of a flag.
func list(names ...string) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write(names)
	w.Flush()
	return strings.TrimSuffix(b.String(), "\n")
}

// Whatever groups, columns and waves are called, no line of a cohort's tables and
// notes is wider than a terminal, in both languages.
func TestCohortTablesFitTheTerminal(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	for seed := range 4 { // not more: the random tables of a comparison take their time
		c := namedCohortGen().Example(seed)
		groups, numbers, wave := c.columns[:2], c.columns[2:5], c.columns[5]
		first := []string{"--where", wave + "=" + waveOf(c)}
		for i, args := range [][]string{
			append([]string{"summary", "--min-group", "1", "--by", list(groups...)}, first...),
			append([]string{"items", "--by", list(groups[1])}, first...),
			append([]string{"compare", "--min-group", "1", "--by", list(groups...)}, first...),
			append([]string{"compare", "--by", list(groups[0]), "--with", list(numbers...)}, first...),
			append([]string{"definitions", "--min-group", "1", "--by", list(groups[1]), "--definition", "ee-plus-one"}, first...),
			{"compare", "--paired", wave},
		} {
			lang := []string{"en", "fr"}[(seed+i)%2]
			var out, errs bytes.Buffer
			s := &streams.Streams{In: bytes.NewReader(c.file), Out: &out, Err: &errs, Columns: 80, Getenv: func(string) string { return "" }}
			if code := Run(t.Context(), s, append(args, "-q", "--lang", lang, "-")); code != exitDone {
				t.Fatalf("%q: exit code %d: %s", args, code, errs.String())
			}
			for _, line := range strings.Split(out.String(), "\n") {
				if n := render.Width(line); n > 80 || strings.Contains(line, "NaN") || strings.Contains(line, "Inf") || strings.ContainsAny(line, "{}") {
					t.Errorf("%q: %d cells: %s", args, n, line)
				}
			}
		}
	}
}

// waveOf is the wave of the first row.
func waveOf(c namedCohort) string {
	rows, _ := csv.NewReader(bytes.NewReader(c.file)).ReadAll()
	return rows[1][6]
}
