package form

import (
	"fmt"
	"strconv"
	"strings"
)

// YAML returns the form as a file that [Parse] reads back. A licensed form says
// at its top whose the wording is.
func (f Form) YAML() []byte {
	var b strings.Builder
	if f.Kind == Licensed {
		b.WriteString("# The wording below is its publisher's, kept here under your licence.\n# It is not to be passed on with the program, nor published.\n")
	}
	// A Go string between quotes is a YAML one too: both know the same escapes,
	// and a no-break space stays visible as \u00a0.
	for _, p := range [][2]string{{"id", f.ID}, {"language", f.Language}, {"kind", string(f.Kind)}, {"source", f.Source}, {"instruction", f.Instruction}} {
		fmt.Fprintf(&b, "%s: %s\n", p[0], strconv.Quote(p[1]))
	}
	list(&b, "anchors", f.Anchors[:])
	list(&b, "items", f.Items[:])
	return []byte(b.String())
}

func list(b *strings.Builder, key string, texts []string) {
	b.WriteString(key + ":\n")
	for _, t := range texts {
		b.WriteString("  - " + strconv.Quote(t) + "\n")
	}
}
