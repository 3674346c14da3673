package stats

import "testing"

// R's solution is psych's, continued to the minimum: psych itself stops up to 3e-5
// from it, and up to 1e-3 where hardly anything determines the factor.
func TestOmegaEqualsR(t *testing.T) {
	for _, e := range cohorts(t, "omega") {
		t.Run(e.cohort, func(t *testing.T) {
			o, why := counted(len(e.values["mean"]), e.answers(t)).Omega()
			expect(t, "omega", o.Value, why == "", e.values["omega"][0], 1e-9)
			for i, l := range o.Loadings {
				expect(t, "loading", l, true, e.values["loadings"][i], 1e-6)
			}
		})
	}
}

func TestOmegaUndefined(t *testing.T) {
	want := map[string]Reason{
		"one": TooFewRespondents, "pair": TooFewItems, "constant": ConstantItem, "same": ConstantItem,
		"three": ConstantItem, "four": Heywood, "copies": Heywood, "heywood": Heywood, "singular": Heywood, "sum_and_parts": Heywood,
		"orthogonal": Undetermined, "clean": "",
	}
	for _, e := range cohorts(t, "omega") {
		if reason, named := want[e.cohort]; named {
			if _, why := counted(len(e.values["mean"]), e.answers(t)).Omega(); why != reason {
				t.Errorf("%s: %q, want %q", e.cohort, why, reason)
			}
		}
	}
}

// Two pairs of items, related within and not between: either may carry the factor.
func TestOmegaOfTwoEqualFactors(t *testing.T) {
	m := NewCoMoments(4)
	for _, a := range [][2]int64{{0, 0}, {0, 1}, {1, 1}, {1, 1}, {0, 0}} {
		for _, b := range [][2]int64{{0, 0}, {0, 1}, {1, 1}, {1, 1}, {0, 0}} {
			m.Add([]int64{a[0], a[1], b[0], b[1]})
		}
	}
	if _, why := m.Omega(); why != Undetermined {
		t.Errorf("%q", why)
	}
}
