package cmd

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/streams"
	"burnout/mbi"
	"burnout/mbi/config"
	"burnout/mbi/journal"
	"burnout/mbi/locale"
)

type exportOptions struct {
	journalFlags
	outputFlags
	format *string
	yes    bool
}

func newJournalExport(s *streams.Streams) *cobra.Command {
	var o exportOptions
	c := &cobra.Command{
		Use:   "export",
		Short: "Write the answers of the saved runs in clear",
		Long: `export writes a line for each saved run: its number, time, subject and form, then
the 22 answers, mbi1 to mbi22, 0 to 6, empty for a skipped item (null in json). No
question is in it. It asks before it writes answers in clear. The csv is read by
mbi score and mbi summary.`,
		Args:    cobra.NoArgs,
		Example: "  mbi journal export -o answers.csv\n  mbi journal export --format json --yes",
	}
	o.journalFlags.add(c, s)
	o.addSubject(c, "only the runs saved under this `code`")
	o.format = formatFlag(c, "csv", "json")
	o.outputFlags.add(c)
	c.Flags().BoolVar(&o.yes, "yes", false, "do not ask")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return o.run(c.Context(), s, c.Flags().Changed("subject"))
	}
	return c
}

func (o *exportOptions) run(ctx context.Context, s *streams.Streams, one bool) error {
	if err := o.check(); err != nil {
		return err
	}
	if err := checkSubject(&o.subject, one); err != nil {
		return err
	}
	words := o.text().Journal
	if _, err := journal.Open(config.JournalDir()); err != nil {
		return err // before a question that leads to nothing
	}
	if err := confirm(ctx, s, o.yes, words.Export, words); err != nil {
		return err
	}
	entries, broken, err := o.read(ctx, s)
	if err != nil {
		return err
	}
	if one {
		if entries = of(entries, o.subject); len(entries) == 0 && len(broken.Faults) == 0 {
			return errNoSubject()
		}
	}
	write := exportCSV
	if *o.format == "json" {
		write = exportJSON
	}
	if err := o.write(s, func(w io.Writer) error { return write(w, entries) }); err != nil {
		return err
	}
	if o.file != "" {
		fmt.Fprintln(s.Err, locale.Fill(o.text().Result.Saved, "path", o.file))
	}
	return broken.Err()
}

func exportCSV(w io.Writer, entries []journal.Entry) error {
	c := csv.NewWriter(w)
	head := []string{"id", "time", "subject", "form", "kind", "language"}
	for item := 1; item <= mbi.Items; item++ {
		head = append(head, fmt.Sprintf("mbi%d", item))
	}
	if err := c.Write(head); err != nil {
		return err
	}
	for i := range entries {
		e := &entries[i]
		row := []string{e.ID, e.Time.Format(time.RFC3339), defused(e.Subject), e.Form, string(e.Kind), e.Language}
		for _, a := range e.Answers {
			cell := ""
			if a != mbi.Missing {
				cell = strconv.Itoa(int(a))
			}
			row = append(row, cell)
		}
		if err := c.Write(row); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

func exportJSON(w io.Writer, entries []journal.Entry) error {
	type exported struct {
		ID      string                 `json:"id"`
		Time    string                 `json:"time"`
		Subject *string                `json:"subject"`
		Form    formJSON               `json:"form"`
		Answers [mbi.Items]*mbi.Answer `json:"answers"`
	}
	runs := []exported{}
	for i := range entries {
		e := &entries[i]
		x := exported{ID: e.ID, Time: e.Time.Format(time.RFC3339), Subject: subjectJSON(e.Subject), Form: formJSON{e.Form, e.Kind, e.Language}}
		for item := range e.Answers {
			if e.Answers[item] != mbi.Missing {
				x.Answers[item] = &e.Answers[item]
			}
		}
		runs = append(runs, x)
	}
	return writeJSON(w, struct {
		Schema int        `json:"schema"`
		Runs   []exported `json:"runs"`
	}{schema, runs})
}
