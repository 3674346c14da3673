package cmd

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/render"
	"burnout/cmd/internal/streams"
	"burnout/mbi/fault"
	"burnout/mbi/guide"
	"burnout/mbi/locale"
)

func newGuide(s *streams.Streams) *cobra.Command {
	c := &cobra.Command{
		Use:     "guide [TOPIC]",
		Short:   "What to know: warning signs, the phases, how to react, violence",
		GroupID: "answer",
		Long: `guide shows a short text: the warning signs, the four phases, how to react, the
three dimensions, violence and the words of the law; and, for those who help, what
a supervisor can do for an intern and an interview guide for a support cell.
Without a TOPIC it lists them. A topic is found by its name in either language.`,
		Example: `  mbi guide
  mbi guide phases
  mbi guide supervisor --lang fr --format html > msu.html`,
		Args: cobra.MaximumNArgs(1),
	}
	lang := languageFlag(c, s)
	format := formatFlag(c, "text", "markdown", "html")
	c.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return topicNames(*lang), cobra.ShellCompDirectiveNoFileComp
	}
	c.RunE = func(_ *cobra.Command, args []string) error {
		article := contents(*lang)
		if len(args) == 1 {
			t, ok := guide.Find(*lang, args[0])
			if !ok {
				return unknownTopic(*lang, args[0])
			}
			article = topicArticle(t, *lang)
		}
		return writeArticle(s.Out, article, *format, s.Width())
	}
	return c
}

func writeArticle(w io.Writer, a render.Article, format string, width int) error {
	switch format {
	case "markdown":
		return a.Markdown(w)
	case "html":
		return a.HTML(w)
	}
	return a.Text(w, width)
}

func topicNames(lang locale.Language) []string {
	var names []string
	for _, t := range guide.Topics(lang) {
		names = append(names, t.Name)
	}
	return names
}

func unknownTopic(lang locale.Language, word string) error {
	names := topicNames(lang)
	err := fmt.Errorf("unknown topic %s, expected one of %s", fault.Quote(word), strings.Join(names, ", "))
	if near := fault.Nearest(word, names); near != "" {
		err = hinted(err, "did you mean `mbi guide "+near+"`?")
	}
	return commandLine(err)
}

// contents lists the topics.
func contents(lang locale.Language) render.Article {
	words := locale.For(lang).Guide
	var points []string
	for _, t := range guide.Topics(lang) {
		points = append(points, locale.Fill(words.Topic, "name", t.Name, "summary", t.Summary))
	}
	return render.Article{
		Language: string(lang), Title: words.Title,
		Sections: []render.Section{{Points: points}},
		Foot:     []string{locale.Fill(words.Read, "topic", "phases"), words.Help},
	}
}

// topicArticle is a topic with its source and what else to read.
func topicArticle(t guide.Topic, lang locale.Language) render.Article {
	words := locale.For(lang).Guide
	a := render.Article{Language: string(lang), Title: t.Title}
	for _, s := range t.Sections {
		a.Sections = append(a.Sections, render.Section{Title: s.Title, Paragraphs: s.Text, Points: s.Points})
	}
	var see []string
	for _, id := range t.See {
		other, _ := guide.Find(lang, id)
		see = append(see, "`mbi guide "+other.Name+"`")
	}
	a.Foot = []string{
		locale.Fill(words.Source, "source", t.Source), locale.Fill(words.See, "topics", strings.Join(see, ", ")), words.Help,
	}
	return a
}
