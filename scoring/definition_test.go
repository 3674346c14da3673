package scoring

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"burnout/mbi"
	"burnout/mbi/fault"
)

// eachTriple calls f with each of the 27 triples of levels.
func eachTriple(f func(levels [3]Level)) {
	for i := range 27 {
		f([3]Level{Level(i / 9), Level(i / 3 % 3), Level(i % 3)})
	}
}

// The seven definitions, written a second time.
func TestDefinitions(t *testing.T) {
	want := map[string]func(h, d, p bool) bool{
		"any":          func(h, d, p bool) bool { return h || d || p },
		"all":          func(h, d, p bool) bool { return h && d && p },
		"ee-or-dp":     func(h, d, _ bool) bool { return h || d },
		"ee-and-dp":    func(h, d, _ bool) bool { return h && d },
		"ee-plus-one":  func(h, d, p bool) bool { return h && (d || p) },
		"ee-high":      func(h, _, _ bool) bool { return h },
		"two-of-three": func(h, d, p bool) bool { return h && d || h && p || d && p },
	}
	all := Definitions()
	if len(all) != len(want) {
		t.Errorf("%d definitions", len(all))
	}
	for _, d := range all {
		if d.Source == "" || want[d.ID] == nil {
			t.Fatalf("%+v", d)
		}
		eachTriple(func(l [3]Level) {
			if got := d.Rule.Holds(l); got != want[d.ID](l[mbi.EE] == High, l[mbi.DP] == High, l[mbi.PA] == Low) {
				t.Errorf("%s: %v counts as %v", d.ID, l, got)
			}
		})
	}
}

func drawRule(t *rapid.T, depth int) Rule {
	if depth == 0 || rapid.Bool().Draw(t, "level") {
		return Rule{Subscale: rapid.SampledFrom(mbi.Subscales[:]).Draw(t, "subscale"), Level: rapid.SampledFrom(Levels[:]).Draw(t, "is")}
	}
	of := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Rule { return drawRule(t, depth-1) }), 1, 4).Draw(t, "of")
	return Rule{AtLeast: rapid.IntRange(1, len(of)).Draw(t, "at least"), Of: of}
}

// set is the rule as the set of triples that meet it, by algebra on sets.
func set(r Rule) (s [27]bool) {
	count := [27]int{}
	for _, part := range r.Of {
		for i, in := range set(part) {
			if in {
				count[i]++
			}
		}
	}
	for i := range s {
		levels := [3]int{i / 9, i / 3 % 3, i % 3}
		s[i] = r.Of != nil && count[i] >= r.AtLeast || r.Of == nil && levels[r.Subscale] == int(r.Level)
	}
	return s
}

// A rule holds where the algebra of its parts says so, and is certain or possible
// under ranges where all or any of the triples within them meet it.
func TestRuleEqualsItsSet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRule(t, 3)
		in := set(r)
		var ranges [3]LevelRange
		for s := range ranges {
			low := rapid.IntRange(0, 2).Draw(t, "low")
			ranges[s] = LevelRange{Level(low), Level(rapid.IntRange(low, 2).Draw(t, "high"))}
		}
		all, some, i := true, false, 0
		eachTriple(func(l [3]Level) {
			if r.Holds(l) != in[i] {
				t.Fatalf("%+v: %v counts as %v", r, l, r.Holds(l))
			}
			within := true
			for s := range ranges {
				within = within && ranges[s].Lowest <= l[s] && l[s] <= ranges[s].Highest
			}
			if within {
				all, some = all && in[i], some || in[i]
			}
			i++
		})
		if certain, possible := r.Decide(ranges); certain != all || possible != some {
			t.Fatalf("%+v under %v: %v %v, want %v %v", r, ranges, certain, possible, all, some)
		}
	})
}

func withDefinitions(s string) string {
	return table(goodEE, goodDP, goodPA) + "definitions:\n" + s
}

func TestOwnDefinitions(t *testing.T) {
	got, err := decodeTable(withDefinitions(`
  low-pa: pa low
  any: {at_least: 1, of: [pa low, ee high, dp high]}
  not-low: {all: [{any: [ee moderate, ee high]}, dp  high], source: a thesis}
`))
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, d := range got.Definitions {
		ids = append(ids, d.ID+"/"+d.Source)
	}
	if !slices.Equal(ids, []string{"low-pa/", "not-low/a thesis"}) {
		t.Error(ids)
	}
	if r := got.Definitions[1].Rule; !r.Holds([3]Level{Moderate, High, High}) || r.Holds([3]Level{Low, High, High}) || r.Holds([3]Level{High, Moderate, Low}) {
		t.Errorf("%+v", r)
	}
}

// badDefinitions is the error table, and part of the seed of the fuzz test.
var badDefinitions = []struct{ name, in, want string }{
	{"unknown level", "  a: ee hihg\n", `t.yaml:9:6: "ee hihg", expected a subscale and a level such as ee high: ee, dp or pa, and low, moderate or high`},
	{"nested", "  a: {all: [ee high, {any: [dp, pa low]}]}\n", `t.yaml:9:29: "dp", expected a subscale and a level such as ee high: ee, dp or pa, and low, moderate or high`},
	{"unknown key", "  a: {al: [ee high]}\n", `t.yaml:9:7: unknown key "al", did you mean all?`},
	{"two kinds", "  a: {all: [ee high], any: [dp high]}\n", "t.yaml:9:6: expected one of all, any, and at_least with of"},
	{"no kind", "  a: {source: x}\n", "t.yaml:9:6: expected one of all, any, and at_least with of"},
	{"at least without of", "  a: {at_least: 2}\n", "t.yaml:9:6: expected one of all, any, and at_least with of"},
	{"of alone", "  a: {of: [ee high]}\n", "t.yaml:9:6: expected one of all, any, and at_least with of"},
	{"all with of", "  a: {all: [ee high], of: [ee high]}\n", "t.yaml:9:6: expected one of all, any, and at_least with of"},
	{"at least too many", "  a: {at_least: 3, of: [ee high, dp high]}\n", "t.yaml:9:17: at least 3, expected 1 to 2, as many as there are parts"},
	{"at least none", "  a: {at_least: 0, of: [ee high, dp high]}\n", "t.yaml:9:17: at least 0, expected 1 to 2, as many as there are parts"},
	{"at least a word", "  a: {at_least: two, of: [ee high, dp high]}\n", `t.yaml:9:17: "two", expected a whole number`},
	{"empty list", "  a: {all: []}\n", "t.yaml:9:12: an empty list, expected levels such as ee high, or rules"},
	{"no list", "  a: {all: ee high}\n", `t.yaml:9:12: "ee high", expected a list`},
	{"a list alone", "  a: [ee high]\n", "t.yaml:9:6: expected a level such as ee high, or all, any, or at_least and of"},
	{"no value", "  a:\n", "t.yaml:9:5: expected a level such as ee high, or all, any, or at_least and of"},
	{"source within", "  a: {all: [ee high, {any: [dp high, pa low], source: x}]}\n", "t.yaml:9:22: a source within a rule, expected it beside the outermost part"},
	{"bad id", "  A b: ee high\n", `t.yaml:9:3: id is "A b", expected small letters, digits and hyphens`},
	{"twice", "  a: ee high\n  a: dp high\n", `t.yaml:10:3: "a" stands a second time, first on line 9`},
	{"key twice", "  a: {all: [ee high], all: [dp high]}\n", `t.yaml:9:23: "all" stands a second time, first on line 9`},
	{"id of another", "  all: {any: [ee high, dp high, pa low]}\n", "t.yaml:9:3: id all is the id of a definition that counts others, expected an id of its own"},
	{"nobody", "  a: {all: [ee high, ee low]}\n", "t.yaml:9:6: nobody can meet this rule, whatever the levels"},
	{"everybody", "  a: {any: [pa low, pa moderate, pa high]}\n", "t.yaml:9:6: everybody meets this rule, whatever the levels"},
	{"none", "  {}\n", "t.yaml:9:3: no definition, expected an id and a rule for each, such as ee-plus-one: {all: [ee high, {any: [dp high, pa low]}]}"},
	{"holds itself", "  a: &a {all: [ee high, *a]}\n", "t.yaml:9:16: too large a rule, expected at most 100 parts, 10 deep"},
	{"too wide", "  a: {any: [" + strings.Repeat("ee high, ", 100) + "]}\n", "t.yaml:9:904: too large a rule, expected at most 100 parts, 10 deep"},
	{"several", "  a: ee\n  b: {all: [dp]}\n", `t.yaml:9:6: "ee", expected a subscale and a level such as ee high: ee, dp or pa, and low, moderate or high
t.yaml:10:13: "dp", expected a subscale and a level such as ee high: ee, dp or pa, and low, moderate or high`},
}

func TestDefinitionFaults(t *testing.T) {
	for _, c := range badDefinitions {
		t.Run(c.name, func(t *testing.T) {
			_, err := decodeTable(withDefinitions(c.in))
			if err == nil {
				t.Fatal("accepted")
			}
			if got := err.Error(); got != c.want {
				t.Errorf("\ngot  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestDefinitionHint(t *testing.T) {
	_, err := decodeTable(withDefinitions("  a: ee hihg\n"))
	if list, ok := err.(*fault.List); !ok || !slices.Equal(list.Hints(), []string{"did you mean ee high?"}) {
		t.Errorf("%#v", err)
	}
}

// A bomb of aliases ends at once.
func TestDefinitionsEndQuickly(t *testing.T) {
	var b strings.Builder
	b.WriteString("  r0: &r0 {any: [ee high, dp high]}\n")
	for i := 1; i < 9; i++ {
		n := string(rune('0' + i))
		m := string(rune('0' + i - 1))
		b.WriteString("  r" + n + ": &r" + n + " {any: [" + strings.Repeat("*r"+m+", ", 9) + "]}\n")
	}
	if _, err := decodeTable(withDefinitions(b.String())); err == nil || !strings.Contains(err.Error(), "too large a rule") {
		t.Error(err)
	}
}
