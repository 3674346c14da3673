package cmd

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/render"
	"burnout/cmd/internal/streams"
	"burnout/mbi/config"
	"burnout/mbi/fault"
	"burnout/mbi/journal"
	"burnout/mbi/locale"
)

func newJournal(s *streams.Streams) *cobra.Command {
	c := parent(&cobra.Command{
		Use:     "journal",
		Short:   "Read, draw, export and delete the runs that you saved",
		GroupID: "answer",
		Long: `A journal holds the runs that "mbi take --save" saved: your own, and those of
people whom a support cell follows under a code (--subject). It is encrypted: the
passphrase is asked for to read runs, not to save them. Nobody can recover a lost
passphrase, nor what was saved with it.

Without the passphrase, whoever can read the folder sees how many runs there are,
when each was saved, and whether it was an own one or one under a code; no answer,
no score, no code. Only the owner of the account can read the folder (0700, files
0600). The files are age files, which the tool age reads too: the key is key.txt
without its first three lines.`,
		Example: `  mbi take --save
  mbi journal list
  mbi journal trend --subject R07`,
	})
	c.AddCommand(newJournalList(s), newJournalShow(s), newJournalTrend(s), newJournalExport(s), newJournalDelete(s), newJournalPassphrase(s), newJournalWhere(s))
	return c
}

// journalFlags are the flags of the commands that read the journal.
type journalFlags struct {
	lang           *locale.Language
	passphraseFile string
	subject        string
}

func (f *journalFlags) add(c *cobra.Command, s *streams.Streams) {
	f.lang = languageFlag(c, s)
	passphraseFlag(c, &f.passphraseFile, "passphrase-file", "read the passphrase from a `file` of one line instead of asking")
}

func passphraseFlag(c *cobra.Command, into *string, name, usage string) {
	c.Flags().StringVar(into, name, "", usage)
}

// addSubject adds --subject.
func (f *journalFlags) addSubject(c *cobra.Command, usage string) {
	c.Flags().StringVar(&f.subject, "subject", "", usage)
	complete(c, "subject") // nothing: the codes are encrypted
}

func (f *journalFlags) text() *locale.Text { return locale.For(*f.lang) }

// checkSubject puts the code of --subject, where it is given, into the form in
// which it is kept.
func checkSubject(code *string, given bool) error {
	if !given {
		return nil
	}
	kept, err := journal.Code(*code)
	if err != nil {
		return commandLine(fmt.Errorf("--subject: %w", err))
	}
	*code = kept
	return nil
}

// read asks for the passphrase and returns all runs, and the files that cannot be
// read.
func (f *journalFlags) read(ctx context.Context, s *streams.Streams) ([]journal.Entry, *fault.List, error) {
	forbidCores()
	j, err := journal.Open(config.JournalDir())
	if err != nil {
		return nil, nil, err
	}
	p, err := passphrase(ctx, s, f.passphraseFile, f.text().Journal.Passphrase)
	if err != nil {
		return nil, nil, err
	}
	entries, broken, err := j.Read(p)
	return entries, broken, wrong(s, err, f.text().Journal)
}

// wrong says it in the user's language where an error is that of a wrong
// passphrase.
func wrong(s *streams.Streams, err error, words locale.Journal) error {
	if errors.Is(err, journal.ErrPassphrase) {
		return refused(s, exitFailure, words.Wrong)
	}
	return err
}

// of returns the runs of one subject, "" for the owner's own.
func of(entries []journal.Entry, subject string) []journal.Entry {
	return slices.DeleteFunc(slices.Clone(entries), func(e journal.Entry) bool { return e.Subject != subject })
}

// errNoSubject says that no run has the code of --subject. It does not repeat it.
func errNoSubject() error {
	return hinted(errors.New("no run was saved under that code"), "`mbi journal list` shows the codes")
}

// passphrase reads a passphrase from a file, or asks for it.
func passphrase(ctx context.Context, s *streams.Streams, file, prompt string) (string, error) {
	if file != "" {
		return within(ctx, func() (string, error) { return readPassphrase(file) }) // a named pipe waits for its writer
	}
	if err := canAsk(s); err != nil {
		return "", err
	}
	return s.Secret(ctx, prompt)
}

// canAsk refuses to ask for a passphrase where there is no terminal for that.
func canAsk(s *streams.Streams) error {
	if s.InTerminal && s.ErrTerminal {
		return nil
	}
	return commandLine(hinted(errors.New("no terminal to ask for the passphrase at"), "--passphrase-file reads it from a file"))
}

// newPassphrase reads a passphrase from a file, or asks for it twice.
func newPassphrase(ctx context.Context, s *streams.Streams, file, prompt string, words locale.Journal) (string, error) {
	first, err := passphrase(ctx, s, file, prompt)
	if err != nil {
		return "", err
	}
	if first == "" {
		return "", refused(s, exitFailure, words.Empty)
	}
	if utf8.RuneCountInString(first) < short {
		say(s, words.Short)
	}
	if file != "" {
		return first, nil
	}
	second, err := s.Secret(ctx, words.Again)
	if err == nil && first != second {
		err = refused(s, exitFailure, words.Differ)
	}
	return first, err
}

// short is the number of characters under which a passphrase is said to be a weak
// one: the least of NIST SP 800-63B.
const short = 8

// maxPassphrase bounds a passphrase, in bytes.
const maxPassphrase = 4096

// readPassphrase returns the one line of a file.
func readPassphrase(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxPassphrase+1))
	if err != nil {
		return "", err
	}
	line := strings.TrimPrefix(strings.TrimSuffix(strings.TrimSuffix(string(data), "\n"), "\r"), "\ufeff")
	switch {
	case len(data) > maxPassphrase:
		return "", &fault.Fault{File: path, Text: fmt.Sprintf("more than %d KB, expected one line, the passphrase", maxPassphrase>>10)}
	case line == "":
		return "", &fault.Fault{File: path, Text: "no passphrase in it, expected one line"}
	case strings.ContainsAny(line, "\r\n"):
		return "", &fault.Fault{File: path, Text: "more than one line, expected one, the passphrase"}
	}
	return line, nil
}

// confirm says what is about to be done and asks whether to do it. A no is the
// error of a user who left.
func confirm(ctx context.Context, s *streams.Streams, yes bool, question string, words locale.Journal) error {
	if yes {
		return nil
	}
	if !s.InTerminal || !s.ErrTerminal {
		return commandLine(hinted(errors.New("no terminal to ask for a confirmation at"), "--yes goes on without asking"))
	}
	fmt.Fprint(s.Err, render.Wrap(question, s.Width(), "")+"\n"+words.Choice)
	line, err := within(ctx, func() (string, error) { return bufio.NewReader(s.In).ReadString('\n') })
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if !slices.Contains(words.Yes[:], strings.ToLower(strings.TrimSpace(line))) {
		fmt.Fprintln(s.Err, words.Nothing)
		return coded(errSaid, exitLeft)
	}
	return nil
}

// completeRuns completes the ID of a run, which its file is named by.
func completeRuns(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var ids []string
	saved, _ := journal.Stamps(config.JournalDir()) // what cannot be read is no word to complete
	for _, one := range saved {
		ids = append(ids, one.ID)
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}

// find returns the place in a list of IDs of the one that begins with ref.
func find(ids []string, ref string) (int, error) {
	at := -1
	for i, id := range ids {
		if ref == "" || !strings.HasPrefix(id, strings.ToLower(ref)) {
			continue
		}
		if at >= 0 {
			return -1, commandLine(hinted(fmt.Errorf("several runs begin with %s", fault.Quote(ref)), "give more of the number; `mbi journal delete` also takes the name of a file"))
		}
		at = i
	}
	if at < 0 {
		return -1, commandLine(hinted(fmt.Errorf("no run begins with %s", fault.Quote(ref)), "`mbi journal list` shows the runs"))
	}
	return at, nil
}

func newJournalPassphrase(s *streams.Streams) *cobra.Command {
	var f journalFlags
	var newFile string
	c := &cobra.Command{
		Use:   "passphrase",
		Short: "Change the passphrase",
		Long: `passphrase encrypts the key of the journal with another passphrase; the saved runs
stay as they are. A copy of the journal made before, such as a backup, still opens
with the old one.`,
		Args:    cobra.NoArgs,
		Example: "  mbi journal passphrase",
	}
	f.add(c, s)
	passphraseFlag(c, &newFile, "new-passphrase-file", "read the new passphrase from a `file` of one line instead of asking")
	c.RunE = func(c *cobra.Command, _ []string) error { return f.change(c.Context(), s, newFile) }
	return c
}

// change changes the passphrase.
func (f *journalFlags) change(ctx context.Context, s *streams.Streams, newFile string) error {
	words := f.text().Journal
	j, err := journal.Open(config.JournalDir())
	if err != nil {
		return err
	}
	old, err := passphrase(ctx, s, f.passphraseFile, words.Old)
	if err != nil {
		return err
	}
	err = j.ChangePassphrase(old, func() (string, error) { return newPassphrase(ctx, s, newFile, words.New, words) })
	if err = wrong(s, err, words); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.Err, "%s\n%s\n", render.Wrap(words.Changed, s.Width(), ""), render.Wrap(words.Forget, s.Width(), ""))
	return err
}

func newJournalWhere(s *streams.Streams) *cobra.Command {
	var lang *locale.Language
	c := &cobra.Command{
		Use:     "where",
		Short:   "Print the folder of the journal",
		Args:    cobra.NoArgs,
		Example: "  mbi journal where",
	}
	lang = languageFlag(c, s)
	c.RunE = func(*cobra.Command, []string) error {
		dir := config.JournalDir()
		if _, err := fmt.Fprintln(s.Out, dir); err != nil {
			return err
		}
		_, err := journal.Open(dir)
		if errors.Is(err, journal.ErrNone) {
			_, err = fmt.Fprintln(s.Err, locale.For(*lang).Journal.Nowhere)
		}
		return err
	}
	return c
}
