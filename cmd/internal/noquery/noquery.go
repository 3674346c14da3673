// Package noquery keeps the program from asking the terminal for its background
// colour at start-up. A library of the interview does so when it is initialised,
// for every command, and waits up to 5 seconds for a terminal that does not
// answer. It does not ask a dumb terminal, so TERM says "dumb" until
// [Restore].
//
// Go initialises packages in the order of their import paths once their own
// imports are ready. This one imports only the standard library and its path
// sorts before golang.org/x/sys, for which that library waits. A test at a mute
// terminal holds this. It is the only init of the module.
package noquery

import "os"

var term, had = os.LookupEnv("TERM")

func init() { _ = os.Setenv("TERM", "dumb") }

// Restore puts TERM back. The program calls it before anything else.
func Restore() {
	if had {
		_ = os.Setenv("TERM", term)
		return
	}
	_ = os.Unsetenv("TERM")
}
