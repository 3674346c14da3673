package scoring

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"burnout/mbi"
	"burnout/mbi/fault"
	"burnout/mbi/yamlfile"
)

// The integers of the three tables, written a second time.
func TestTables(t *testing.T) {
	want := map[string][3]Cuts{
		"isnar-img":        {{18, 30}, {6, 12}, {34, 40}},
		"us-overall-1996":  {{17, 27}, {7, 13}, {32, 39}},
		"us-medicine-1996": {{19, 27}, {6, 10}, {34, 40}},
	}
	for _, id := range TableIDs() {
		table, ok := Table(id)
		if !ok || table.ID != id || table.Cuts != want[id] || table.Source == "" {
			t.Errorf("%s: %+v", id, table)
		}
	}
	if len(TableIDs()) != len(want) {
		t.Errorf("%d tables", len(TableIDs()))
	}
	if _, ok := Table("manual-2016"); ok {
		t.Error("an unknown table was found")
	}
}

func TestLevelAtItsEnds(t *testing.T) {
	table, _ := Table("isnar-img")
	for _, c := range []struct {
		s    mbi.Subscale
		sum  int
		want Level
	}{
		{mbi.EE, 0, Low}, {mbi.EE, 17, Low}, {mbi.EE, 18, Moderate}, {mbi.EE, 29, Moderate}, {mbi.EE, 30, High}, {mbi.EE, 54, High},
		{mbi.DP, 5, Low}, {mbi.DP, 6, Moderate}, {mbi.DP, 11, Moderate}, {mbi.DP, 12, High},
		{mbi.PA, 33, Low}, {mbi.PA, 34, Moderate}, {mbi.PA, 39, Moderate}, {mbi.PA, 40, High},
	} {
		if got := table.Level(c.s, c.sum); got != c.want {
			t.Errorf("%v %d: %v, want %v", c.s, c.sum, got, c.want)
		}
	}
}

// Ranges, levels and cut-offs say the same of every sum of every table.
func TestRangeAgreesWithLevel(t *testing.T) {
	for _, id := range TableIDs() {
		table, _ := Table(id)
		for _, s := range mbi.Subscales {
			for sum := 0; sum <= s.Max(); sum++ {
				for _, l := range Levels {
					lo, hi := table.Range(s, l)
					if in := lo <= sum && sum <= hi; in != (table.Level(s, sum) == l) {
						t.Errorf("%s %v %d: in range of %v is %v", id, s, sum, l, in)
					}
				}
			}
		}
	}
}

func TestAffected(t *testing.T) {
	for _, l := range Levels {
		if Affected(mbi.EE, l) != (l == High) || Affected(mbi.DP, l) != (l == High) || Affected(mbi.PA, l) != (l == Low) {
			t.Errorf("affected at %v is wrong", l)
		}
	}
}

const head = "id: own\ntitle: t\nsource: s\nsubscales:\n"

func table(ee, dp, pa string) string {
	return head + "  emotional_exhaustion: " + ee + "\n  depersonalization: " + dp + "\n  personal_accomplishment: " + pa + "\n"
}

const (
	goodEE = "{moderate: 18, high: 30}"
	goodDP = "{moderate: 6, high: 12}"
	goodPA = "{moderate: 34, high: 40}"
)

// guide is the table as the guide prints it, read as levels.
const guide = head + `  emotional_exhaustion:    {low: "<17", moderate: 18-29, high: ">30"}
  depersonalization:       {low: "<5",  moderate: 6-11,  high: ">12"}
  personal_accomplishment: {low: "<36", moderate: 34-39, high: ">40"}
`

// badTables is the error table, and the seed of the fuzz test.
var badTables = []struct{ name, in, want string }{
	{"the guide as printed", guide, `
t.yaml:5:51: emotional_exhaustion: 17 falls in no level, expected each sum from 0 to 54 in one level
t.yaml:5:64: emotional_exhaustion: 30 falls in no level, expected each sum from 0 to 54 in one level
t.yaml:6:51: depersonalization: 5 falls in no level, expected each sum from 0 to 30 in one level
t.yaml:6:64: depersonalization: 12 falls in no level, expected each sum from 0 to 30 in one level
t.yaml:7:51: personal_accomplishment: 34 and 35 fall in 2 levels, low (<36) and moderate (34-39), expected each sum from 0 to 48 in one level
t.yaml:7:64: personal_accomplishment: 40 falls in no level, expected each sum from 0 to 48 in one level`},
	{"degrees of burnout", table(goodEE, goodDP, `{low: ">40", moderate: 34-39, high: "<36"}`), `
t.yaml:7:34: personal_accomplishment: low (>40) lies above high (<36): these are degrees of burnout, expected levels of accomplishment`},
	{"degrees of burnout as cut-offs", table(goodEE, goodDP, `{moderate: 40, high: 34}`), `
t.yaml:7:39: personal_accomplishment: moderate starts at 40, above high at 34: these are degrees of burnout, expected levels of accomplishment`},
	{"reversed", table(`{low: ">=30", moderate: 18-29, high: 0-17}`, goodDP, goodPA), `
t.yaml:5:31: emotional_exhaustion: low (>=30) lies above high (0-17)`},
	{"moderate and high swapped", table(`{low: 0-17, moderate: 30-54, high: 18-29}`, goodDP, goodPA), `
t.yaml:5:47: emotional_exhaustion: moderate (30-54) lies above high (18-29)`},
	{"low and moderate swapped", table(goodEE, `{low: 6-11, moderate: 0-5, high: 12-30}`, goodPA), `
t.yaml:6:28: depersonalization: low (6-11) lies above moderate (0-5)`},
	{"PA moderate and high equal", table(goodEE, goodDP, `{moderate: 40, high: 40}`), `
t.yaml:7:39: personal_accomplishment: moderate starts at 40, expected less than the 40 of high`},
	{"moderate above high", table(`{moderate: 30, high: 18}`, goodDP, goodPA), `
t.yaml:5:36: emotional_exhaustion: moderate starts at 30, expected less than the 18 of high`},
	{"no low", table(`{moderate: 0, high: 18}`, goodDP, goodPA), `
t.yaml:5:36: emotional_exhaustion: moderate starts at 0, so that no sum is low; expected 1 or more`},
	{"no high", table(goodEE, `{moderate: 6, high: 31}`, goodPA), `
t.yaml:6:42: depersonalization: high starts at 31, so that no sum is high; the highest sum is 30`},
	{"beyond the highest sum", table(`{low: 0-17, moderate: 18-29, high: 30-60}`, goodDP, goodPA), `
t.yaml:5:60: emotional_exhaustion: "30-60" holds sums that cannot be reached, expected sums from 0 to 54`},
	{"nothing above", table(`{low: 0-17, moderate: 18-54, high: ">54"}`, goodDP, goodPA), `
t.yaml:5:60: emotional_exhaustion: ">54" holds sums that cannot be reached, expected sums from 0 to 54`},
	{"backwards", table(`{low: 17-0, moderate: 18-29, high: ">=30"}`, goodDP, goodPA), `
t.yaml:5:31: emotional_exhaustion: "17-0" holds sums that cannot be reached, expected sums from 0 to 54`},
	{"top missing", table(`{low: 0-17, moderate: 18-29, high: 30-50}`, goodDP, goodPA), `
t.yaml:5:60: emotional_exhaustion: 51 to 54 fall in no level, expected each sum from 0 to 54 in one level`},
	{"bottom missing", table(`{low: 3-17, moderate: 18-29, high: ">=30"}`, goodDP, goodPA), `
t.yaml:5:31: emotional_exhaustion: 0 to 2 fall in no level, expected each sum from 0 to 54 in one level`},
	{"three levels at once", table(`{low: 0-20, moderate: 18-29, high: ">=20"}`, goodDP, goodPA), `
t.yaml:5:47: emotional_exhaustion: 18 and 19 fall in 2 levels, low (0-20) and moderate (18-29), expected each sum from 0 to 54 in one level
t.yaml:5:60: emotional_exhaustion: 20 falls in 3 levels, low (0-20) and moderate (18-29) and high (>=20), expected each sum from 0 to 54 in one level
t.yaml:5:60: emotional_exhaustion: 21 to 29 fall in 2 levels, moderate (18-29) and high (>=20), expected each sum from 0 to 54 in one level`},
	{"no range", table(`{low: few, moderate: 18-29, high: ">=30"}`, goodDP, goodPA), `
t.yaml:5:31: "few" is no range of sums, expected one such as 0-17, "<18" or ">=30"`},
	{"low is missing", table(`{moderate: 18-29, high: ">=30"}`, goodDP, goodPA), `
t.yaml:5:36: "18-29", expected a whole number, the lowest sum of the level`},
	{"unknown key", table(`{moderat: 18, high: 30}`, goodDP, goodPA), `
t.yaml:5:26: unknown key "moderat", did you mean moderate?
t.yaml:5:25: moderate is missing`},
	{"a list", table(`[18, 30]`, goodDP, goodPA), `
t.yaml:5:25: a list, expected keys and values`},
	{"an id taken", strings.Replace(table(`{moderate: 19, high: 30}`, goodDP, goodPA), "id: own", "id: isnar-img", 1), `
t.yaml:1:1: id isnar-img is the id of a table with other cut-offs, expected an id of its own`},
	{"an id that is no id", strings.Replace(table(goodEE, goodDP, goodPA), "id: own", "id: My Table", 1), `
t.yaml:1:5: id is "My Table", expected small letters, digits and hyphens`},
	{"subscale missing", head + "  emotional_exhaustion: {moderate: 18, high: 30}\n", `
t.yaml:5:3: depersonalization is missing
t.yaml:5:3: personal_accomplishment is missing`},
}

func decodeTable(in string) (*Thresholds, error) {
	n, err := yamlfile.Parse("t.yaml", []byte(in))
	if err != nil {
		return nil, err
	}
	return DecodeThresholds(n)
}

func TestBadTables(t *testing.T) {
	for _, c := range badTables {
		t.Run(c.name, func(t *testing.T) {
			_, err := decodeTable(c.in)
			if err == nil {
				t.Fatal("accepted")
			}
			if got := err.Error(); got != strings.TrimPrefix(c.want, "\n") {
				t.Errorf("\ngot  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestHints(t *testing.T) {
	for name, word := range map[string]string{
		"the guide as printed": "lowest sum", "degrees of burnout": "swap", "degrees of burnout as cut-offs": "swap",
		"an id taken": "another id", "low is missing": "low, moderate and high",
	} {
		for _, c := range badTables {
			if c.name != name {
				continue
			}
			_, err := decodeTable(c.in)
			l, ok := errors.AsType[*fault.List](err)
			if !ok {
				one, _ := errors.AsType[*fault.Fault](err)
				l = &fault.List{Faults: []*fault.Fault{one}}
			}
			if h := strings.Join(l.Hints(), "\n"); !strings.Contains(h, word) {
				t.Errorf("%s: hint %q", name, h)
			}
		}
	}
}

// The same table in both notations is the same table.
func TestBothNotations(t *testing.T) {
	a, err := decodeTable(table(goodEE, goodDP, goodPA))
	if err != nil {
		t.Fatal(err)
	}
	b, err := decodeTable(table(`{low: "<18", moderate: 18 – 29, high: ">=30"}`, `{low: "<=5", moderate: 6-11, high: ">11"}`, `{low: 0-33, moderate: 34-39, high: 40-48}`))
	if err != nil {
		t.Fatal(err)
	}
	if a.Cuts != b.Cuts {
		t.Errorf("%v and %v", a.Cuts, b.Cuts)
	}
}

// Whatever the order in which three ranges that cover the scale are given to the
// levels, only the rising one is accepted.
func TestOnlyRisingRangesAreATable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		moderate := rapid.IntRange(1, 53).Draw(t, "moderate")
		high := rapid.IntRange(moderate+1, 54).Draw(t, "high")
		ranges := []string{fmt.Sprintf("0-%d", moderate-1), fmt.Sprintf("%d-%d", moderate, high-1), fmt.Sprintf("%d-54", high)}
		order := rapid.Permutation([]int{0, 1, 2}).Draw(t, "order")
		got, err := decodeTable(table(fmt.Sprintf("{low: %s, moderate: %s, high: %s}", ranges[order[0]], ranges[order[1]], ranges[order[2]]), goodDP, goodPA))
		if rising := slices.IsSorted(order); (err == nil) != rising {
			t.Fatalf("order %v: %v", order, err)
		}
		if err == nil && got.Cuts[mbi.EE] != (Cuts{moderate, high}) {
			t.Fatalf("%+v", got.Cuts[mbi.EE])
		}
	})
}

// Whatever is accepted has all three levels of all three subscales, and
// definitions that some meet and some do not.
func FuzzDecodeThresholds(f *testing.F) {
	f.Add(table(goodEE, goodDP, goodPA))
	for _, c := range badTables {
		f.Add(c.in)
	}
	for _, c := range badDefinitions {
		f.Add(withDefinitions(c.in))
	}
	f.Fuzz(func(t *testing.T, in string) {
		table, err := decodeTable(in)
		if err != nil {
			return
		}
		for _, s := range mbi.Subscales {
			if c := table.Cuts[s]; c.Moderate < 1 || c.High <= c.Moderate || c.High > s.Max() {
				t.Errorf("%v: %+v", s, c)
			}
		}
		for _, d := range table.Definitions {
			if certain, possible := d.Rule.Decide(anyLevel); certain || !possible || !idPattern.MatchString(d.ID) {
				t.Errorf("%+v", d)
			}
		}
	})
}

// The tables that come with the program have their texts in both languages; a
// user's may have them, and no other key.
func TestThresholdsInFrench(t *testing.T) {
	for _, id := range TableIDs() {
		table, _ := Table(id)
		french := table.In("fr")
		if table.In("en") != table || french.Title == table.Title || french.Source == table.Source || (french.Note == "") != (table.Note == "") || table.Note != "" && french.Note == table.Note {
			t.Errorf("%s: %q, %q, %q", id, french.Title, french.Source, french.Note)
		}
	}
	const own = "id: a\ntitle: t\nsource: s\nfr: {%s}\nsubscales: {emotional_exhaustion: {moderate: 1, high: 2}, depersonalization: {moderate: 1, high: 2}, personal_accomplishment: {moderate: 1, high: 2}}\n"
	decode := func(french string) (*Thresholds, error) {
		n, err := yamlfile.Parse("a.yaml", fmt.Appendf(nil, own, french))
		if err != nil {
			t.Fatal(err)
		}
		return DecodeThresholds(n)
	}
	table, err := decode("title: titre")
	if err != nil || table.In("fr").Title != "titre" || table.In("fr").Source != "s" {
		t.Errorf("%v, %v", table, err)
	}
	if _, err := decode("titel: titre"); err == nil || !strings.Contains(err.Error(), "titel") {
		t.Errorf("an unknown key: %v", err)
	}
}
