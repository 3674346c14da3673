// Package guide holds the short texts of `mbi guide`: what to know and what to
// do, for a person who answers, for a supervisor and for a support cell. They are
// in our own words, in each language, and say where they come from.
package guide

import (
	"bytes"
	"embed"

	"burnout/mbi/locale"
	"burnout/mbi/yamlfile"
)

// Topic is a short text.
type Topic struct {
	ID       string    `yaml:"id"`   // the same in each language
	Name     string    `yaml:"name"` // the word that asks for it in its language
	Title    string    `yaml:"title"`
	Summary  string    `yaml:"summary"` // a few words, without a full stop
	Sections []Section `yaml:"sections"`
	Source   string    `yaml:"source"`
	See      []string  `yaml:"see"` // ids of others to read
}

// Section is a part of a topic: paragraphs, then points. Any may be missing.
type Section struct {
	Title  string   `yaml:"title,optional"`
	Text   []string `yaml:"text,optional"`
	Points []string `yaml:"points,optional"`
}

//go:embed fr.yaml en.yaml
var files embed.FS

// Topics returns the topics in a language, in reading order. It panics if an
// embedded file is faulty, which a test rules out.
func Topics(l locale.Language) []Topic {
	name := string(l) + ".yaml"
	data, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	// A no-break space would be invisible in the files, so they write "~".
	n, err := yamlfile.Parse(name, bytes.ReplaceAll(data, []byte("~"), []byte("\u00a0")))
	if err != nil {
		panic(err)
	}
	var f struct {
		Topics []Topic `yaml:"topics"`
	}
	if err := n.Decode(&f); err != nil {
		panic(err)
	}
	return f.Topics
}

// Find returns the topic that a word asks for, in the language of the topics: its
// id, or its name in any language, without regard to accents and case.
func Find(l locale.Language, word string) (Topic, bool) {
	topics, want := Topics(l), locale.Fold(word)
	for _, other := range locale.Languages {
		for i, t := range Topics(other) {
			if want == locale.Fold(t.ID) || want == locale.Fold(t.Name) {
				return topics[i], true
			}
		}
	}
	return Topic{}, false
}
