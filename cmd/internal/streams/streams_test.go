package streams

import "testing"

func env(pairs map[string]string) *Streams {
	return &Streams{Getenv: func(name string) string { return pairs[name] }}
}

func TestPlain(t *testing.T) {
	for _, c := range []struct {
		env         map[string]string
		plain, dumb bool
	}{
		{nil, false, false},
		{map[string]string{"ACCESSIBLE": "1"}, true, false},
		{map[string]string{"ACCESSIBLE": "0"}, false, false},
		{map[string]string{"TERM": "dumb"}, true, true},
		{map[string]string{"TERM": "xterm"}, false, false},
	} {
		if s := env(c.env); s.Plain() != c.plain || s.Dumb() != c.dumb {
			t.Errorf("%v: plain %v, dumb %v", c.env, s.Plain(), s.Dumb())
		}
	}
}

func TestWidth(t *testing.T) {
	for columns, want := range map[int]int{0: 80, 5: 20, 40: 40, 80: 80, 300: 100} {
		if got := (&Streams{Columns: columns}).Width(); got != want {
			t.Errorf("%d columns: %d, want %d", columns, got, want)
		}
	}
}
