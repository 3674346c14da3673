package sql

import (
	"fmt"
	"strings"

	"burnout/scoring"
)

// definition is a case definition as the levels that it counts.
type definition struct {
	ID, Source, Text string
	Levels           [][3]int // of ee, dp and pa
}

func definitionOf(d *scoring.Definition) definition {
	all := definition{ID: d.ID, Source: d.Source, Text: ruleText(&d.Rule)}
	for _, ee := range scoring.Levels {
		for _, dp := range scoring.Levels {
			for _, pa := range scoring.Levels {
				if d.Rule.Holds([3]scoring.Level{ee, dp, pa}) {
					all.Levels = append(all.Levels, [3]int{int(ee), int(dp), int(pa)})
				}
			}
		}
	}
	return all
}

// ruleText writes a rule as a thresholds file does: "all (ee high, any (dp high,
// pa low))".
func ruleText(r *scoring.Rule) string {
	if r.Of == nil {
		return r.Subscale.String() + " " + r.Level.String()
	}
	var parts []string
	for i := range r.Of {
		parts = append(parts, ruleText(&r.Of[i]))
	}
	kind := fmt.Sprintf("at least %d of", r.AtLeast)
	switch r.AtLeast {
	case len(parts):
		kind = "all"
	case 1:
		kind = "any"
	}
	return kind + " (" + strings.Join(parts, ", ") + ")"
}
