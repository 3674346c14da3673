package cmd

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/render"
	"burnout/cmd/internal/streams"
	"burnout/mbi"
	"burnout/mbi/config"
	"burnout/mbi/form"
	"burnout/mbi/journal"
	"burnout/mbi/locale"
)

// saveFlags are the flags of a run that is saved in the journal.
type saveFlags struct {
	save           bool
	subject        string
	subjectGiven   bool
	passphraseFile string
}

func (f *saveFlags) add(c *cobra.Command) {
	c.Flags().BoolVar(&f.save, "save", false, "save the run in your journal, encrypted; the first one asks for a passphrase")
	c.Flags().StringVar(&f.subject, "subject", "", "with --save, the `code` of a person whom you follow, such as R07; never a name; keeps no draft")
	complete(c, "subject") // nothing: the codes are encrypted
	passphraseFlag(c, &f.passphraseFile, "passphrase-file", "with the first --save, read the passphrase from a `file` of one line")
	c.MarkFlagsMutuallyExclusive("save", "discard")
}

// check refuses flags that would have no effect, and a code that cannot be kept.
func (f *saveFlags) check() error {
	switch {
	case f.save:
		return checkSubject(&f.subject, f.subjectGiven)
	case f.subjectGiven:
		return commandLine(hinted(errors.New("--subject is the code of a saved run"), "--save saves it"))
	case f.passphraseFile != "":
		return commandLine(hinted(errors.New("--passphrase-file is for a run that is saved"), "--save saves it"))
	}
	return nil
}

// openJournal opens the journal, and begins it where there is none, before
// anything is asked: what cannot be saved is known then. It returns nil where the
// run is not to be saved.
func (f *saveFlags) openJournal(ctx context.Context, s *streams.Streams, words locale.Journal) (*journal.Journal, error) {
	if !f.save {
		return nil, nil
	}
	if journal.Identifies(f.subject) {
		say(s, words.Identifies)
	}
	dir := config.JournalDir()
	j, err := journal.Open(dir)
	if err == nil && f.passphraseFile != "" {
		say(s, words.Unread)
	}
	if !errors.Is(err, journal.ErrNone) {
		return j, err
	}
	if f.passphraseFile == "" {
		if err := canAsk(s); err != nil {
			return nil, err
		}
	}
	say(s, words.Begin)
	say(s, words.Forget)
	p, err := newPassphrase(ctx, s, f.passphraseFile, words.Passphrase, words)
	if err != nil {
		return nil, err
	}
	j, err = journal.Create(dir, p)
	if errors.Is(err, journal.ErrExists) {
		say(s, words.Raced)
		return journal.Open(dir)
	}
	return j, err
}

// say tells the user something on standard error.
func say(s *streams.Streams, text string) {
	fmt.Fprintln(s.Err, render.Wrap(text, s.Width(), ""))
}

// refused tells the user in their language why a command ends here.
func refused(s *streams.Streams, code int, text string) error {
	say(s, text)
	return coded(errSaid, code)
}

// keep saves a run, says where it is, and why one of one's own that follows
// another soon says little.
func (f *saveFlags) keep(s *streams.Streams, j *journal.Journal, asked form.Form, a *mbi.Answers, words locale.Journal) error {
	before, err := journal.Stamps(config.JournalDir())
	if err != nil {
		return err
	}
	e, err := j.Save(journal.Entry{
		Time: time.Now(), Subject: f.subject,
		Form: asked.ID, Kind: asked.Kind, Language: asked.Language, Answers: *a,
	})
	if err != nil {
		say(s, words.Unsaved)
		return err
	}
	if s.OutTerminal {
		fmt.Fprintln(s.Err) // apart from the result
	}
	say(s, locale.Fill(words.Saved, "id", e.ID, "path", config.JournalDir()))
	say(s, locale.Fill(words.See, "id", e.ID))
	if e.Subject != "" {
		return nil // which runs are those of one code is encrypted; the trend says it
	}
	for i := len(before) - 1; i >= 0 && e.Time.Sub(before[i].Time) < week; i-- {
		if before[i].Own {
			say(s, locale.Fill(words.Soon, "day", before[i].Time.Local().Format(words.Day))+" "+words.SoSoon)
			break
		}
	}
	return nil
}
