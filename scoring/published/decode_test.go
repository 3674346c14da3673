package published

import (
	"strings"
	"testing"

	"burnout/mbi/yamlfile"
)

func parse(text string) (*Study, error) {
	n, err := yamlfile.Parse("s.yaml", []byte(text))
	if err != nil {
		return nil, err
	}
	return Decode(n)
}

const someFigure = "proportions: [{of: any, count: 3}]\n"

const head = "id: s\ntitle: t\nsource: p\nsamples: {all: 32, men: 10}\n"

// badStudies is the error table, and a seed of the fuzz test.
var badStudies = []struct{ name, in, want string }{
	{"id", strings.Replace(head, "id: s", "id: S 1", 1) + someFigure, `s.yaml:1:5: id is "S 1", expected small letters, digits and hyphens`},
	{"no figures", head, "s.yaml:1:1: no figures, expected proportions, totals, means, tables or comparisons"},
	{"no samples", strings.Replace(head, "{all: 32, men: 10}", "{}", 1), "s.yaml:4:10: no sample, expected a name and an n for each, such as analysed: 214"},
	{"n", strings.Replace(head, "32", "0", 1) + someFigure, "s.yaml:4:16: 0, expected a whole number from 1 to 100000"},
	{"n as text", strings.Replace(head, "32", "many", 1) + someFigure, `s.yaml:4:16: "many", expected a whole number`},
	{"unknown key", head + "percents: []\n", `s.yaml:5:1: unknown key "percents", expected one of id, title, source, note, thresholds, coding, samples, proportions, totals, means, tables, comparisons`},
	{"of unknown", head + "proportions:\n  - {of: ee-hgh, percent: 1}\n", `s.yaml:6:10: "ee-hgh", expected one of ee-high, dp-high, pa-low, any, all, ee-or-dp, ee-and-dp, ee-plus-one, two-of-three, dimensions-0, dimensions-1, dimensions-2, dimensions-3`},
	{"of and label", head + "proportions:\n  - {of: any, label: x, percent: 1}\n", "s.yaml:6:5: expected either of or label: of names what the program knows, label is the report's words"},
	{"neither", head + "proportions:\n  - {percent: 1}\n", "s.yaml:6:5: expected either of or label: of names what the program knows, label is the report's words"},
	{"sample", head + "proportions:\n  - {of: any, percent: 1, in: women}\n", `s.yaml:6:31: "women" is no sample, expected one of all, men`},
	{"no figure", head + "proportions:\n  - {of: any}\n", "s.yaml:6:5: expected a count, a percent or both"},
	{"comma", head + "proportions:\n  - {of: any, percent: \"26,2\"}\n", `s.yaml:6:24: "26,2", expected a number as it is printed, such as 26.2`},
	{"comma between entries", head + "proportions:\n  - {of: any, percent: 26,2}\n", `s.yaml:6:27: unknown key "2", expected one of of, label, in, where, count, percent, interval, confidence`},
	{"above 100", head + "proportions:\n  - {of: any, percent: 100.1}\n", "s.yaml:6:24: 100.1, expected a percentage from 0 to 100"},
	{"negative", head + "proportions:\n  - {of: any, percent: -1}\n", "s.yaml:6:24: -1, expected a number of 0 or more"},
	{"interval", head + "proportions:\n  - {of: any, percent: 1, interval: [1]}\n", "s.yaml:6:37: entries: 1, expected 2, its low and its high end in percent"},
	{"no interval", head + "proportions:\n  - {of: any, percent: 1, interval: []}\n", "s.yaml:6:37: entries: 0, expected 2, its low and its high end in percent"},
	{"interval turned", head + "proportions:\n  - {of: any, percent: 1, interval: [3, 2]}\n", "s.yaml:6:38: 3, expected no more than the high end 2"},
	{"confidence", head + "proportions:\n  - {of: any, percent: 1, interval: [1, 2], confidence: 100}\n", "s.yaml:6:57: 100, expected a percentage such as 95"},
	{"confidence as a part of one", head + "proportions:\n  - {of: any, percent: 1, interval: [1, 2], confidence: 0.95}\n", "s.yaml:6:57: 0.95, expected a percentage such as 95"},
	{"confidence alone", head + "proportions:\n  - {of: any, percent: 1, confidence: 95}\n", "s.yaml:6:39: a confidence without an interval, expected both or neither"},
	{"one part", head + "totals:\n  - {label: x, parts: [{of: any, count: 3}]}\n", "s.yaml:6:5: parts: 1, expected at least 2"},
	{"part elsewhere", head + "totals:\n  - {label: x, parts: [{of: any, count: 3}, {label: y, count: 1, in: men}]}\n", "s.yaml:6:45: a part has no in of its own, expected it beside parts"},
	{"per", head + "means:\n  - {label: x, mean: 1, per: item}\n", "s.yaml:6:30: expected per: item, for a subscale, where the mean is that of an item"},
	{"coding", head + "coding: 0-5\n" + someFigure, `s.yaml:5:9: "0-5", expected one of 0-6, 1-7`},
	{"alpha of a label", head + "means:\n  - {label: x, mean: 1, alpha: 0.8}\n", "s.yaml:6:32: expected alpha for a subscale only"},
	{"alpha above 1", head + "means:\n  - {of: ee, mean: 1, alpha: 1.2}\n", "s.yaml:6:30: 1.2, expected Cronbach's alpha, at most 1"},
	{"range of a subscale", head + "means:\n  - {of: ee, mean: 1, range: [0, 54]}\n", "s.yaml:6:30: a subscale has its own range, expected none"},
	{"range of one", head + "means:\n  - {label: x, mean: 1, range: [5]}\n", "s.yaml:6:32: entries: 1, expected 2, the lowest and the highest score"},
	{"range without a number", head + "means:\n  - {label: x, mean: 1, range: [5, six]}\n", "s.yaml:6:36: \"six\", expected a whole number"},
	{"range", head + "means:\n  - {label: x, mean: 1, range: [5, 5]}\n", "s.yaml:6:33: 5, expected less than the highest score 5"},
	{"columns", head + "tables:\n  - {label: x, columns: [a, b], rows: [{label: y, counts: [1]}, {label: z, counts: [1, 2]}]}\n", "s.yaml:6:40: counts: 1, expected 2, one for each column"},
	{"rows", head + "tables:\n  - {label: x, columns: [a, b], rows: [{label: z, counts: [1, 2]}]}\n", "s.yaml:6:5: rows: 1, expected 2 to 20"},
	{"totals", head + "tables:\n  - {label: x, columns: [a, b], rows: [{label: y, counts: [1, 1], total: many}, {label: z, counts: [1, 2]}], totals: [2]}\n", "s.yaml:6:74: \"many\", expected a whole number\ns.yaml:6:118: totals: 1, expected 2, one for each column"},
	{"p", head + "tables:\n  - {label: x, columns: [a, b], rows: [{label: y, counts: [1, 1]}, {label: z, counts: [1, 2]}], p: NS}\n", `s.yaml:6:100: "NS", expected a number as it is printed, such as 0.011 or "<0.001"`},
	{"statistics", head + "tables:\n  - {label: x, columns: [a, b], rows: [{label: y, counts: [1, 1]}, {label: z, counts: [1, 2]}], p: 1.5, df: -1, v: 2, chi2: <-3}\n",
		"s.yaml:6:125: <-3, expected a number of 0 or more\ns.yaml:6:109: -1, expected a number of 0 or more\ns.yaml:6:100: 1.5, expected a number from 0 to 1\ns.yaml:6:116: 2, expected a number from 0 to 1"},
	{"groups", head + "comparisons:\n  - {label: x, groups: [{label: y, n: 3, mean: 1, sd: 1}]}\n", "s.yaml:6:24: entries: 1, expected 2"},
	{"group of one", head + "comparisons:\n  - {label: x, groups: [{label: y, n: 1, mean: 1, sd: 1}, {label: z, n: 3, mean: 1, sd: -1}]}\n", "s.yaml:6:39: 1, expected a whole number from 2 to 100000\ns.yaml:6:89: -1, expected a number of 0 or more"},
}

func TestFaultsOfStudies(t *testing.T) {
	for _, c := range badStudies {
		t.Run(c.name, func(t *testing.T) {
			_, err := parse(c.in)
			if err == nil {
				t.Fatal("accepted")
			}
			if got := err.Error(); got != c.want {
				t.Errorf("\ngot  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestEmbeddedStudies(t *testing.T) {
	for _, id := range StudyIDs() {
		s, ok := Embedded(id) // panics where the file is faulty
		if !ok || s.ID != id {
			t.Errorf("%s: %v", id, ok)
		}
	}
	files, err := studies.ReadDir("studies")
	if err != nil || len(files) != len(StudyIDs()) {
		t.Errorf("%d files, %d ids: %v", len(files), len(StudyIDs()), err)
	}
	if _, ok := Embedded("nowhere"); ok {
		t.Error("a study that is not there was found")
	}
}
