package interview

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strconv"
	"strings"

	"burnout/mbi"
	"burnout/mbi/locale"
)

// RunAccessible asks the items line by line, for screen readers and terminals
// without a cursor: plain text, nothing drawn twice, an answer is a digit and
// Enter. It returns the answers that the respondent confirmed, [ErrStopped],
// [ErrEnded], or an error of the streams or the draft.
//
// A run that is stopped by a signal leaves a read of in under way.
func RunAccessible(ctx context.Context, in io.Reader, out io.Writer, o Options) (mbi.Answers, error) {
	t := &talk{Options: o, state: o.Draft.state(), ctx: ctx, in: bufio.NewReader(in), out: bufio.NewWriter(out)}
	if err := errors.Join(t.hold(), t.out.Flush()); err != nil {
		return mbi.NoAnswers(), err
	}
	return finish(o, t.state.answers)
}

// talk is an interview line by line.
type talk struct {
	Options
	state state
	ctx   context.Context
	// in is one reader for all items: a second one would miss what the first
	// has read ahead.
	in  *bufio.Reader
	out *bufio.Writer
}

// hold holds the whole talk, up to the confirmation.
func (t *talk) hold() error {
	if t.Draft.Kept() {
		if err := t.resume(); err != nil {
			return err
		}
	}
	t.say(keeping(t.Options))
	t.say(t.Form.Instruction)
	t.legend()
	for done := false; !done; {
		step := t.item
		if t.state.at == review {
			step = t.review
		}
		var err error
		if done, err = step(); err != nil {
			return err
		}
	}
	return nil
}

// resume offers to go on with an unfinished run.
func (t *talk) resume() error {
	keys := t.Text.Interview.Keys
	prompt := locale.Fill(t.Text.Interview.Accessible.Resume, "go_on", onward(t.Options, t.state))
	for {
		t.say(t.Text.Interview.Resume.Title)
		line, err := t.ask(t.fill(prompt))
		switch {
		case err != nil:
			return err
		case line == "":
			return nil
		case is(keys.Stop, line):
			return ErrStopped
		case is(keys.Restart, line):
			err := t.Draft.erase()
			t.state = t.Draft.state()
			return err
		}
		t.say(t.Text.Interview.Accessible.Unknown)
	}
}

// item asks one item once.
func (t *talk) item() (done bool, err error) {
	keys := t.Text.Interview.Keys
	t.question()
	line, err := t.ask(t.fill(t.Text.Interview.Accessible.Prompt))
	switch {
	case err != nil:
		return false, err
	case line == "": // asks again; an empty line is never an answer
		return false, nil
	case is(keys.Repeat, line):
		t.legend()
		return false, nil
	case is(keys.Stop, line):
		return false, ErrStopped
	case is(keys.Back, line):
		return false, t.goBack()
	case is(keys.Skip, line):
		return false, t.move(t.state.skip())
	}
	if v, ok := plain([]rune(line)[0]); ok && len(line) == 1 {
		return false, t.move(t.state.answer(v))
	}
	t.say(t.fill(t.Text.Interview.Accessible.Reminder))
	return false, nil
}

// review sums up the run and asks to confirm it.
func (t *talk) review() (done bool, err error) {
	keys := t.Text.Interview.Keys
	t.say(t.summary())
	line, err := t.ask(t.fill(t.Text.Interview.Accessible.Review))
	switch {
	case err != nil:
		return false, err
	case line == "":
		return true, nil
	case is(keys.Repeat, line):
		return false, nil
	case is(keys.Stop, line):
		return false, ErrStopped
	case is(keys.Back, line):
		return false, t.goBack()
	}
	if item, err := strconv.Atoi(line); err == nil && item >= 1 && item <= mbi.Items {
		return false, t.move(t.state.jump(item))
	}
	t.say(t.Text.Interview.Accessible.Unknown)
	return false, nil
}

// summary says how many items were answered and which ones were skipped.
func (t *talk) summary() string {
	passed := t.state.passed()
	if len(passed) == 0 {
		return counted(t.Options, t.state) + " " + t.Text.Interview.Review.None
	}
	numbers := make([]string, len(passed))
	for i, item := range passed {
		numbers[i] = strconv.Itoa(item)
	}
	return counted(t.Options, t.state) + " " + t.Text.Interview.Review.Passed + " " + strings.Join(numbers, ", ") + "."
}

// question says an item, and what became of it before.
func (t *talk) question() {
	text := progress(t.Options, t.state.at) + ". " + t.Form.Items[t.state.at-1]
	switch v := t.state.answers.Of(t.state.at); {
	case v != mbi.Missing:
		text += " " + locale.Fill(t.Text.Interview.Accessible.Given, "n", v)
	case t.state.settled(t.state.at):
		text += " " + t.Text.Interview.Skipped
	}
	t.say(text)
}

// legend says what each digit means.
func (t *talk) legend() {
	t.say(t.Text.Interview.Accessible.Legend)
	for v, anchor := range t.Form.Anchors {
		t.say(locale.Fill(t.Text.Interview.Accessible.Anchor, "n", v, "text", anchor))
	}
}

// goBack goes to the question before.
func (t *talk) goBack() error {
	next := t.state.back()
	if next == t.state {
		t.say(t.Text.Interview.Accessible.First)
		return nil
	}
	return t.move(next)
}

// move saves the next state before anything more is said.
func (t *talk) move(next state) error {
	if err := t.Draft.save(next); err != nil {
		return err
	}
	t.state = next
	return nil
}

// say writes a text on lines of its own.
func (t *talk) say(text string) {
	for _, line := range wrap(text, t.Wrap) {
		// A bufio.Writer keeps its first error, which ask reports.
		t.out.WriteString(line + "\n")
	}
}

// ask writes a prompt and returns the line that answers it.
func (t *talk) ask(prompt string) (string, error) {
	t.out.WriteString(strings.Join(wrap(prompt, t.Wrap), "\n") + " ")
	if err := t.out.Flush(); err != nil {
		return "", err
	}
	line, err := t.line()
	if err != nil {
		t.out.WriteString("\n") // what comes next does not stand behind the prompt
	}
	return line, err
}

// line reads a line, without the blanks around it, until a signal comes.
func (t *talk) line() (string, error) {
	type result struct {
		line string
		err  error
	}
	read := make(chan result, 1)
	go func() {
		line, err := t.in.ReadString('\n')
		read <- result{strings.TrimSpace(line), err}
	}()
	select {
	case <-t.ctx.Done():
		return "", ErrStopped
	case r := <-read:
		if errors.Is(r.err, io.EOF) && r.line == "" {
			return "", ErrEnded
		}
		if r.err != nil && !errors.Is(r.err, io.EOF) {
			return "", r.err
		}
		return r.line, nil
	}
}

// fill puts the keys and numbers into a sentence.
func (t *talk) fill(text string) string {
	k := t.Text.Interview.Keys
	return locale.Fill(text, "max", mbi.MaxAnswer, "items", mbi.Items,
		"skip", k.Skip[0], "back", k.Back[0], "repeat", k.Repeat[0], "stop", k.Stop[0], "restart", k.Restart[0])
}

// is reports whether a line is a key, as a letter or in full.
func is(words [2]string, line string) bool {
	return strings.EqualFold(line, words[0]) || strings.EqualFold(line, words[1])
}
