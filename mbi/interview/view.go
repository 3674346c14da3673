package interview

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"burnout/mbi"
	"burnout/mbi/locale"
)

// styles are the looks of a page. None carries a meaning: without them the
// cursor is still ">" and a given answer "✓".
type styles struct {
	plain, strong, quiet, bar lipgloss.Style
}

// newStyles returns the looks for a terminal. Colours are the terminal's own, so
// that they suit its background.
func newStyles(r *lipgloss.Renderer) styles {
	return styles{
		plain:  r.NewStyle(),
		strong: r.NewStyle().Bold(true),
		quiet:  r.NewStyle().Faint(true),
		bar:    r.NewStyle().Foreground(lipgloss.Color("6")),
	}
}

const (
	pointer = "> "
	aside   = "  "
	given   = "  ✓"
)

// View implements [tea.Model]. It is called before the window's size is known.
func (s *scale) View() string {
	lines, ok := s.page()
	if !ok {
		w, h := s.size()
		lines = wrap(s.text().Small, w)
		return strings.Join(lines[:min(len(lines), h)], "\n")
	}
	indent := s.indent()
	for i := range lines {
		lines[i] = strings.TrimRight(indent+lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// size returns the size of the window, that of a usual one until it is known.
func (s *scale) size() (w, h int) {
	if s.width <= 0 || s.height <= 0 {
		return 80, 24
	}
	return s.width, s.height
}

// indent returns what every line of the page starts with.
func (s *scale) indent() string {
	if w, _ := s.size(); w >= indented {
		return margin
	}
	return ""
}

// page returns the lines of the page on the screen, or false where the window
// is too small for it.
func (s *scale) page() ([]string, bool) {
	w, h := s.size()
	if w < minWidth {
		return nil, false
	}
	w = min(w-2*len(s.indent()), maxWidth)
	switch {
	case s.resuming:
		return fit(s.resumePage(w), h)
	case s.state.at == review:
		return s.reviewPage(w, h)
	}
	return fit(s.itemPage(w), h)
}

// itemPage shows an item with its seven anchors.
func (s *scale) itemPage(w int) []block {
	item := s.state.at
	blocks := []block{
		gap(9),
		{0, []string{s.progress(w)}},
		gap(8),
		part(3, s.Form.Instruction, w, s.styles.plain),
		gap(4),
		part(0, s.Form.Items[item-1], w, s.styles.strong),
		s.level(w),
		gap(5),
		{0, s.anchors(w)},
	}
	if line := s.status(); line != "" {
		blocks = append(blocks, gap(7), part(1, line, w, s.styles.plain))
	}
	blocks = append(blocks, gap(6), part(2, s.digits(s.text().Help), w, s.styles.quiet))
	if item == 1 {
		// The promise of what is written where is never dropped.
		blocks = append(blocks, gap(7), part(0, keeping(s.Options), w, s.styles.quiet))
	}
	return blocks
}

// level makes up for a short question, so that the anchors stay where they are
// from one item to the next wherever the window is high enough.
func (s *scale) level(w int) block {
	most := 0
	for _, item := range s.Form.Items {
		most = max(most, len(wrap(item, w)))
	}
	own := len(wrap(s.Form.Items[s.state.at-1], w))
	return block{10, make([]string, most-own)}
}

// progress says how far the run is, in words and as a bar with a cell, or half a
// one, for each item that is answered or skipped.
func (s *scale) progress(w int) string {
	words := progress(s.Options, s.state.at)
	cells := mbi.Items
	if ansi.StringWidth(words+aside)+cells > w {
		cells /= 2
	}
	full := s.state.reached() * cells / mbi.Items
	bar := strings.Repeat("█", full) + strings.Repeat("░", cells-full)
	return words + aside + s.styles.bar.Render(bar)
}

// anchors shows what each digit means, the cursor, and the answer given before.
func (s *scale) anchors(w int) []string {
	var lines []string
	for v, anchor := range s.Form.Anchors {
		mark, st := aside, s.styles.plain
		if v == s.cursor {
			mark, st = pointer, s.styles.strong
		}
		if s.state.answers.Of(s.state.at) == mbi.Answer(v) {
			anchor += given
		}
		for _, line := range hang(fmt.Sprintf("%s%d  ", mark, v), anchor, w) {
			lines = append(lines, st.Render(line))
		}
	}
	return lines
}

// status returns the line under the anchors: about the last key, or that the
// item was skipped.
func (s *scale) status() string {
	if s.hint == "" && s.state.skipped[s.state.at-1] {
		return s.text().Skipped
	}
	return s.hint
}

// resumePage offers to go on with an unfinished run.
func (s *scale) resumePage(w int) []block {
	t := s.text()
	options := []string{goOn: onward(s.Options, s.state), restart: t.Resume.Restart, leave: t.Resume.Leave}
	blocks := []block{
		gap(5),
		part(0, t.Resume.Title, w, s.styles.strong),
		part(1, shorten(s.Draft.path, s.Home), w, s.styles.quiet),
		gap(3),
	}
	for i, option := range options {
		blocks = append(blocks, block{0, s.option(i, option, w)})
	}
	return append(blocks, gap(4), part(2, t.Resume.Help, w, s.styles.quiet))
}

// option shows a line of a menu, with the cursor where it is there.
func (s *scale) option(i int, text string, w int) []string {
	mark, st := aside, s.styles.plain
	if i == s.cursor {
		mark, st = pointer, s.styles.strong
	}
	lines := hang(mark, text, w)
	for j := range lines {
		lines[j] = st.Render(lines[j])
	}
	return lines
}

// reviewPage sums up the run and lists the skipped items. The list, unlike a
// scale, may be shown in part.
func (s *scale) reviewPage(w, h int) ([]string, bool) {
	t := s.text().Review
	page := []block{
		gap(8),
		part(0, t.Title, w, s.styles.strong),
		part(wordy, counted(s.Options, s.state), w, s.styles.plain),
		gap(3),
		{0, s.option(0, t.Confirm, w)},
		gap(5),
		part(0, s.passedTitle(), w, s.styles.plain),
	}
	list := s.passedList(w)
	if len(list) == 0 {
		t.Choose = ""
	}
	help := part(wordy, locale.Fill(t.Help, "choose", t.Choose, "items", mbi.Items), w, s.styles.quiet)
	room := h - len(upTo(wordy, append(page, help)))
	// The line under the cursor and a mark on both sides always have room.
	list = window(list, s.cursor-1, max(room, 3), aside+"…")
	return fit(append(page, block{0, list}, gap(6), help), h)
}

// wordy is the rank of what a low review page can do without.
const wordy = 2

// passedTitle heads the list of skipped items.
func (s *scale) passedTitle() string {
	if len(s.state.passed()) == 0 {
		return s.text().Review.None
	}
	return s.text().Review.Passed
}

// passedList shows each skipped item on one line, the end of a long one cut.
func (s *scale) passedList(w int) []string {
	var lines []string
	for i, item := range s.state.passed() {
		text := fmt.Sprintf("%2d  %s", item, s.Form.Items[item-1])
		text = ansi.Truncate(text, w-len(pointer), "…")
		lines = append(lines, s.option(i+1, text, w)...)
	}
	return lines
}

// digits puts the highest answer and the key that skips into a sentence.
func (s *scale) digits(text string) string {
	return locale.Fill(text, "max", mbi.MaxAnswer, "skip", s.text().Keys.Skip[0])
}

// The sentences below are those that both ways of asking share.

// progress says in words which item is asked.
func progress(o Options, item int) string {
	return locale.Fill(o.Text.Interview.Question, "n", item, "items", mbi.Items)
}

// counted says how many items were answered.
func counted(o Options, s state) string {
	return locale.Fill(o.Text.Interview.Review.Given, "given", s.answers.Given(), "items", mbi.Items)
}

// onward words the offer to go on with an unfinished run.
func onward(o Options, s state) string {
	if s.at == review {
		return o.Text.Interview.Resume.GoOnEnd
	}
	return locale.Fill(o.Text.Interview.Resume.GoOn, "n", s.at)
}

// keeping says where an unfinished run is kept, or that it is not.
func keeping(o Options) string {
	switch {
	case o.Draft == nil && o.Saved:
		return o.Text.Interview.NotYet
	case o.Draft == nil:
		return o.Text.Interview.NotKept
	}
	return locale.Fill(o.Text.Interview.Kept, "path", shorten(o.Draft.path, o.Home))
}

// shorten writes "~" for the home folder at the start of a path.
func shorten(path, home string) string {
	rest, ok := strings.CutPrefix(path, home)
	if home == "" || !ok || !strings.HasPrefix(rest, string(filepath.Separator)) {
		return path
	}
	return "~" + rest
}
