package cmd

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/streams"
	"burnout/mbi/config"
	"burnout/mbi/journal"
	"burnout/mbi/locale"
)

type deleteOptions struct {
	journalFlags
	all, yes bool
}

func newJournalDelete(s *streams.Streams) *cobra.Command {
	var o deleteOptions
	c := &cobra.Command{
		Use:   "delete [RUN]…",
		Short: "Delete saved runs: some, those of a subject, or all",
		Long: `delete erases the files of saved runs, after it has asked. RUN is the number of a
run in mbi journal list, or the first digits of it, or the name of its file, which
tells a copy from the run. --subject asks for the passphrase, since codes are
encrypted; RUN and --all do not. --all erases the key too: a copy of a run elsewhere
can then be read with a copy of the key only.`,
		Example: `  mbi journal delete 3f9a12cd
  mbi journal delete --subject R07
  mbi journal delete --all`,
		ValidArgsFunction: completeRuns,
	}
	o.journalFlags.add(c, s)
	o.addSubject(c, "delete the runs saved under this `code`")
	c.Flags().BoolVar(&o.all, "all", false, "delete the whole journal, its key too")
	c.Flags().BoolVar(&o.yes, "yes", false, "do not ask")
	c.MarkFlagsMutuallyExclusive("all", "subject")
	c.Args = func(c *cobra.Command, args []string) error {
		if (len(args) > 0) == (o.all || c.Flags().Changed("subject")) {
			return errors.New("expected what to delete: a RUN, --subject CODE or --all")
		}
		return nil
	}
	c.RunE = func(c *cobra.Command, args []string) error {
		if o.all {
			return o.deleteAll(c.Context(), s)
		}
		return o.run(c.Context(), s, args, c.Flags().Changed("subject"))
	}
	return c
}

func (o *deleteOptions) run(ctx context.Context, s *streams.Streams, args []string, one bool) error {
	if err := checkSubject(&o.subject, one); err != nil {
		return err
	}
	j, err := journal.Open(config.JournalDir())
	if err != nil {
		return err
	}
	saved, err := journal.Stamps(config.JournalDir())
	if err != nil {
		return err
	}
	var doomed []journal.Stamp
	var damaged error
	if one {
		doomed, damaged, err = o.ofSubject(ctx, s, saved)
	} else {
		doomed, err = named(saved, args)
	}
	if err != nil {
		return err
	}
	words := o.text().Journal
	question := locale.Fill(words.DeleteMany, "n", len(doomed))
	if len(doomed) == 1 {
		question = locale.Fill(words.DeleteOne, "moment", doomed[0].Time.Local().Format(words.Moment))
	}
	if err := confirm(ctx, s, o.yes, question, words); err != nil {
		return err
	}
	for _, d := range doomed {
		if err := j.Delete(d); err != nil {
			return err
		}
	}
	if _, err := fmt.Fprintln(s.Out, locale.Fill(words.Deleted, "n", len(doomed))); err != nil {
		return err
	}
	return damaged
}

// named returns the runs that the arguments name, each once.
func named(saved []journal.Stamp, args []string) ([]journal.Stamp, error) {
	var ids []string
	for _, s := range saved {
		ids = append(ids, s.ID)
	}
	var found []journal.Stamp
	taken := map[int]bool{}
	for _, ref := range args {
		at := slices.IndexFunc(saved, func(s journal.Stamp) bool { return s.Name() == ref })
		if at < 0 {
			var err error
			if at, err = find(ids, ref); err != nil {
				return nil, err
			}
		}
		if !taken[at] {
			taken[at] = true
			found = append(found, saved[at])
		}
	}
	return found, nil
}

// ofSubject returns the runs of the subject, and as an error of its own those that
// cannot be read: they may be some more.
func (o *deleteOptions) ofSubject(ctx context.Context, s *streams.Streams, saved []journal.Stamp) (found []journal.Stamp, damaged, err error) {
	entries, broken, err := o.read(ctx, s)
	if err != nil {
		return nil, nil, err
	}
	theirs := map[string]bool{}
	for _, e := range of(entries, o.subject) {
		theirs[e.ID] = true
	}
	if len(theirs) == 0 {
		return nil, nil, errors.Join(broken.Err(), errNoSubject())
	}
	for _, one := range saved {
		if theirs[one.ID] && !one.Own {
			found = append(found, one)
		}
	}
	return found, broken.Err(), nil
}

// deleteAll erases the journal, even one that cannot be read.
func (o *deleteOptions) deleteAll(ctx context.Context, s *streams.Streams) error {
	words, dir := o.text().Journal, config.JournalDir()
	if _, err := journal.Open(dir); errors.Is(err, journal.ErrNone) {
		_, err = fmt.Fprintln(s.Out, words.Nowhere)
		return err
	}
	saved, err := journal.Stamps(dir)
	if err != nil {
		return err
	}
	if err := confirm(ctx, s, o.yes, locale.Fill(words.DeleteAll, "n", len(saved)), words); err != nil {
		return err
	}
	if err := journal.DeleteAll(dir); err != nil {
		return err
	}
	_, err = fmt.Fprintln(s.Out, words.AllDeleted)
	return err
}
