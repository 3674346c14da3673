package cmd

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The house: which package may import which. A package that is not listed is
// refused, so that a new one is given its place here first. The two wings, mbi
// and scoring, do not know each other but for scoring → mbi, and both may use
// mbi/fault and mbi/yamlfile; cmd brings them together.
var arrows = map[string][]string{
	"cmd/mbi":              {"cmd"},
	"cmd":                  {"cmd/internal/noquery", "cmd/internal/render", "cmd/internal/report", "cmd/internal/streams", "mbi", "mbi/config", "mbi/fault", "mbi/form", "mbi/form/wording", "mbi/guide", "mbi/interview", "mbi/journal", "mbi/locale", "mbi/support", "mbi/yamlfile", "scoring", "scoring/cohort", "scoring/published", "scoring/simulate", "scoring/sql", "scoring/stats", "scoring/summary"},
	"cmd/internal/noquery": {},
	"cmd/internal/report":  {"cmd/internal/render"},
	"cmd/internal/streams": {},
	"cmd/internal/render":  {},
	"mbi":                  {},
	"mbi/config":           {"mbi/fault", "mbi/yamlfile"},
	"mbi/fault":            {},
	"mbi/form":             {"mbi", "mbi/fault", "mbi/yamlfile"},
	"mbi/form/wording":     {"mbi", "mbi/fault", "mbi/form"},
	"mbi/guide":            {"mbi/locale", "mbi/yamlfile"},
	"mbi/interview":        {"mbi", "mbi/fault", "mbi/form", "mbi/locale"},
	"mbi/journal":          {"mbi", "mbi/fault", "mbi/form"},
	"mbi/locale":           {"mbi", "mbi/yamlfile"},
	"mbi/support":          {"mbi/fault", "mbi/locale", "mbi/yamlfile"},
	"mbi/yamlfile":         {"mbi/fault"},
	"scoring":              {"mbi", "mbi/fault", "mbi/yamlfile"},
	"scoring/cohort":       {"mbi", "mbi/fault", "mbi/yamlfile"},
	"scoring/published":    {"mbi", "mbi/fault", "mbi/yamlfile", "scoring/stats"},
	"scoring/simulate":     {"mbi", "mbi/fault", "scoring", "scoring/stats"},
	"scoring/sql":          {"mbi", "scoring"},
	"scoring/stats":        {},
	"scoring/summary":      {"mbi", "scoring", "scoring/stats"},
	"testdata/bench":       {}, // programs that stand alone
}

// owners names the one package that may import a library.
var owners = map[string]string{
	"github.com/spf13/cobra":             "cmd",
	"github.com/spf13/pflag":             "cmd",
	"github.com/charmbracelet/x/term":    "cmd/internal/streams",
	"github.com/olekukonko/tablewriter":  "cmd/internal/render",
	"gopkg.in/yaml.v3":                   "mbi/yamlfile",
	"github.com/adrg/xdg":                "mbi/config",
	"github.com/charmbracelet/huh":       "mbi/interview",
	"github.com/charmbracelet/bubbletea": "mbi/interview",
	"github.com/charmbracelet/bubbles":   "mbi/interview",
	"github.com/charmbracelet/lipgloss":  "mbi/interview",
	"github.com/charmbracelet/x/ansi":    "mbi/interview",
	"github.com/muesli/termenv":          "mbi/interview",
	"golang.org/x/sys":                   "mbi/interview",
	"filippo.io/age":                     "mbi/journal",
	"gonum.org/v1/gonum":                 "scoring/stats",
	"github.com/xuri/excelize/v2":        "scoring/cohort",
}

// imports returns the imports of every package of the module, tests left out.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	err := filepath.WalkDir("..", func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		dir, _ := filepath.Rel("..", filepath.Dir(path))
		dir = filepath.ToSlash(dir)
		for _, spec := range f.Imports {
			p, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			all[dir] = append(all[dir], p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestArrowsPointDown(t *testing.T) {
	all := imports(t)
	for dir, list := range all {
		allowed, listed := arrows[dir]
		if !listed {
			t.Errorf("%s has no place in the house: give it one in this test", dir)
		}
		for _, p := range list {
			if own, ok := strings.CutPrefix(p, "burnout/"); ok && !slices.Contains(allowed, own) {
				t.Errorf("%s must not import %s", dir, own)
			}
		}
	}
	for dir := range arrows {
		if _, ok := all[dir]; !ok {
			t.Errorf("%s is in the house and not in the tree", dir)
		}
	}
}

func TestEachLibraryHasOneOwner(t *testing.T) {
	for dir, list := range imports(t) {
		for _, p := range list {
			// The standard library, its sibling for text, or ours.
			if !strings.Contains(strings.Split(p, "/")[0], ".") || strings.HasPrefix(p, "golang.org/x/text/") {
				continue
			}
			owned := false
			for library, owner := range owners {
				if p == library || strings.HasPrefix(p, library+"/") {
					owned = true
					if dir != owner {
						t.Errorf("%s imports %s, which belongs to %s", dir, library, owner)
					}
				}
			}
			if !owned {
				t.Errorf("%s imports %s, which has no owner", dir, p)
			}
		}
	}
}

// The top level was fixed with the project; no other folder stands beside it.
func TestTopLevel(t *testing.T) {
	folders, err := filepath.Glob("../*")
	if err != nil {
		t.Fatal(err)
	}
	known := []string{"cmd", "mbi", "scoring", "testdata", "go.mod", "go.sum", "README.md", "LICENSE", "CHANGELOG.md", "BENCHMARKS.md"}
	for _, f := range folders {
		if name := filepath.Base(f); !slices.Contains(known, name) && !strings.HasPrefix(name, ".") {
			t.Errorf("%s does not belong at the top level", filepath.Base(f))
		}
	}
}
