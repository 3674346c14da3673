package interview

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"burnout/mbi"
	"burnout/mbi/locale"
)

// typist hands out its input line by line and writes each line to the
// transcript, as a terminal does.
type typist struct {
	in  *bufio.Reader
	out *bytes.Buffer
}

func (y typist) Read(p []byte) (int, error) {
	line, err := y.in.ReadString('\n')
	y.out.WriteString(line)
	return copy(p, line), err
}

// talkTo runs an interview line by line and returns its transcript.
func talkTo(o Options, lines ...string) (mbi.Answers, string, error) {
	var out bytes.Buffer
	in := typist{bufio.NewReader(strings.NewReader(strings.Join(lines, "\n") + "\n")), &out}
	if len(lines) == 0 {
		in.in = bufio.NewReader(strings.NewReader(""))
	}
	a, err := RunAccessible(context.Background(), in, &out, o)
	return a, out.String(), err
}

// each returns a line for each character.
func each(s string) []string { return strings.Split(s, "") }

func TestTranscripts(t *testing.T) {
	for _, lang := range locale.Languages {
		back := locale.For(lang).Interview.Keys.Back
		lines := slices.Concat(
			each("3"), []string{"", "?", "x", "-", "é", "33", "7", " 4 "}, // item 1 and 2, with slips
			[]string{back[0], strings.ToUpper(back[1]), back[0], "2", "4"}, // back to item 1, and on
			[]string{"s", locale.For(lang).Interview.Keys.Skip[1]},         // items 3 and 4
			each(full[4:]),
			[]string{"?", "9", "0", "23", "0", "3", "5", back[0], "s", ""},
		)
		t.Run(string(lang), func(t *testing.T) {
			o := drafted(t, lang)
			a, out, err := talkTo(o, lines...)
			golden(t, "talk-"+string(lang)+".txt", strings.ReplaceAll(out, "\u00a0", "~"))
			if err != nil || exists(o.Draft.path) {
				t.Error(err, "or the draft is still there")
			}
			if want := answers("245-" + full[4:8] + "0" + full[9:21] + "-"); a != want {
				t.Errorf("got %v\nwant %v", a, want)
			}
		})
	}
}

func TestTranscriptsOfAResumedRun(t *testing.T) {
	for _, lang := range locale.Languages {
		o := drafted(t, lang)
		asked(o, full[:21])
		_, item, err := talkTo(o, "x", "", "q")
		if !errors.Is(err, ErrStopped) {
			t.Error(err)
		}
		asked(o, enter, "s")
		_, last, err := talkTo(o)
		if !errors.Is(err, ErrEnded) {
			t.Error(err)
		}
		golden(t, "talk-resumed-"+string(lang)+".txt", strings.ReplaceAll(item+"===\n"+last, "\u00a0", "~"))
	}
}

// Each answer takes one line; a full run is 22 of them and an empty one.
func TestAccessibleFullRun(t *testing.T) {
	a, _, err := talkTo(options(t, "fr"), append(each(full), "")...)
	if err != nil || a != answers(full) {
		t.Error(a, err)
	}
}

func TestAccessibleResume(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		want  string // the answers, or what is left in the draft
		err   error
	}{
		{"go on", append([]string{""}, append(each(full[5:]), "")...), full, nil},
		{"not understood first", append([]string{"3", ""}, append(each(full[5:]), "")...), full, nil},
		{"start again", append([]string{"e"}, append(each("6"+full[1:]), "")...), "6" + full[1:], nil},
		{"start again, in full", append([]string{"Effacer"}, append(each("6"+full[1:]), "")...), "6" + full[1:], nil},
		{"leave", []string{"q"}, full[:5], ErrStopped},
		{"leave at an item", []string{"", "2", "arrêter"}, full[:5] + "2", ErrStopped},
		{"end of input", nil, full[:5], ErrEnded},
		{"end of input after an answer", []string{"", "2"}, full[:5] + "2", ErrEnded},
		{"started again, nothing said", []string{"e", "q"}, "", ErrStopped},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := drafted(t, "fr")
			asked(o, full[:5])
			a, out, err := talkTo(o, c.lines...)
			if !errors.Is(err, c.err) {
				t.Fatal(err)
			}
			if err != nil {
				if a != mbi.NoAnswers() {
					t.Error("answers beside an error")
				}
				a = o.Draft.state().answers
			}
			if a != answers(c.want) {
				t.Errorf("got %v", a)
			}
			if !strings.Contains(out, "Un questionnaire inachevé") {
				t.Error(out)
			}
		})
	}
}

// A draft of the full screen is one for the lines, and the other way round.
func TestAccessibleAndScreenShareTheDraft(t *testing.T) {
	o := drafted(t, "en")
	talkTo(o, "3", "s", "q")
	s := asked(o, enter)
	if s.state.at != 3 || !slices.Equal(s.state.passed(), []int{2}) {
		t.Errorf("%+v", s.state)
	}
}

func TestAccessibleStopsAtASignal(t *testing.T) {
	o := drafted(t, "en")
	ctx, cancel := context.WithCancel(context.Background())
	in, keys := io.Pipe()
	var out bytes.Buffer
	done := make(chan error, 1)
	go func() {
		_, err := RunAccessible(ctx, in, &out, o)
		done <- err
	}()
	io.WriteString(keys, "3\n")
	io.WriteString(keys, "\n") // is read only once the answer is kept
	cancel()
	if err := <-done; !errors.Is(err, ErrStopped) {
		t.Error(err)
	}
	if o.Draft.state().answers != answers("3") {
		t.Error("the answer is lost")
	}
}

// broken is a terminal that is gone.
type broken struct{}

var errGone = errors.New("gone")

func (broken) Write([]byte) (int, error) { return 0, errGone }
func (broken) Read([]byte) (int, error)  { return 0, errGone }

func TestAccessibleBrokenStreams(t *testing.T) {
	o := options(t, "en")
	if _, err := RunAccessible(context.Background(), strings.NewReader("1\n"), broken{}, o); !errors.Is(err, errGone) {
		t.Error(err)
	}
	if _, err := RunAccessible(context.Background(), broken{}, io.Discard, o); !errors.Is(err, errGone) {
		t.Error(err)
	}
}

func TestAccessibleWrap(t *testing.T) {
	o := drafted(t, "fr")
	o.Wrap = 40
	_, out, _ := talkTo(o)
	for _, line := range strings.Split(out, "\n") {
		if n := len([]rune(strings.TrimRight(line, " "))); n > 40 {
			t.Errorf("%d columns: %q", n, line)
		}
	}
	o.Wrap = 0
	if _, long, _ := talkTo(o); strings.Count(long, "\n") >= strings.Count(out, "\n") {
		t.Error("lines are broken without being asked to")
	}
}

// Plain text: no escape codes, no boxes, no bars.
func TestAccessibleIsPlain(t *testing.T) {
	_, out, _ := talkTo(drafted(t, "fr"), append(each("s"+full[1:]), "")...)
	for _, r := range out {
		if r < ' ' && r != '\n' || r >= 0x2190 {
			t.Errorf("%q", r)
		}
	}
}

// The field's own method, which huh asks for, is the same talk.
func TestFieldRunAccessible(t *testing.T) {
	o := drafted(t, "en")
	err := asked(o).RunAccessible(io.Discard, strings.NewReader("4\nq\n"))
	if !errors.Is(err, ErrStopped) || o.Draft.state().answers != answers("4") {
		t.Error(err, o.Draft.state())
	}
}
