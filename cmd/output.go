package cmd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"burnout/cmd/internal/streams"
)

// outputFlags are -o and --force: where a result goes. Whatever goes wrong, there
// is a whole result or none.
type outputFlags struct {
	file  string
	force bool
}

func (f *outputFlags) add(c *cobra.Command) {
	c.Flags().StringVarP(&f.file, "output", "o", "", "write the result to a `file`, whole or not at all, for the owner's eyes only (0600)")
	c.Flags().BoolVar(&f.force, "force", false, "replace an existing file")
}

// check refuses what cannot be written, before any work is done: a file that
// exists, a folder or a device, one of the inputs, a place in no folder.
func (f *outputFlags) check(inputs ...string) error {
	if f.file == "" {
		return nil
	}
	if dir, err := os.Stat(filepath.Dir(f.file)); err != nil || !dir.IsDir() {
		return commandLine(fmt.Errorf("there is no folder %s to write %s in", filepath.Dir(f.file), filepath.Base(f.file)))
	}
	there, err := os.Lstat(f.file)
	if err != nil {
		return nil // nothing is in the way
	}
	if !there.Mode().IsRegular() {
		return commandLine(fmt.Errorf("%s is no regular file, expected a file or none", f.file))
	}
	for _, in := range inputs {
		if i, err := os.Stat(in); err == nil && os.SameFile(i, there) {
			return commandLine(fmt.Errorf("%s is an input, expected another file for the result", f.file))
		}
	}
	if !f.force {
		return commandLine(hinted(fmt.Errorf("%s exists already", f.file), "--force replaces it"))
	}
	return nil
}

// write publishes what render writes, held in memory until it is whole: nothing
// that a person answered touches the disk unasked.
func (f *outputFlags) write(s *streams.Streams, render func(io.Writer) error) error {
	var b bytes.Buffer
	if err := render(&b); err != nil {
		return err
	}
	if f.file == "" {
		_, err := b.WriteTo(s.Out)
		return err
	}
	return f.spool(context.Background(), s, func(w io.Writer) error { _, err := b.WriteTo(w); return err })
}

// spool publishes what render writes, held in a file until it is whole. For -o
// the file stands beside its destination and is renamed; for standard output it
// is unlinked at once. When the context ends, nothing is left behind.
func (f *outputFlags) spool(ctx context.Context, s *streams.Streams, render func(io.Writer) error) (err error) {
	dir := "" // the system's folder of temporary files
	if f.file != "" {
		dir = filepath.Dir(f.file)
	}
	t, err := os.CreateTemp(dir, ".mbi-*") // mode 0600
	if err != nil {
		return hinted(fmt.Errorf("cannot write beside the result: %w", err), "-o FILE writes to a folder of your choice")
	}
	defer func() {
		_ = t.Close()
		_ = os.Remove(t.Name())
	}()
	if f.file == "" {
		_ = os.Remove(t.Name()) // where an open file can be removed
	}
	if err := render(t); err != nil {
		return err
	}
	_, err = within(ctx, func() (any, error) { return nil, f.publish(s, t) })
	return err
}

// publish gives the whole file t its name, or copies it to standard output.
func (f *outputFlags) publish(s *streams.Streams, t *os.File) error {
	if f.file != "" {
		if err := errors.Join(t.Sync(), t.Close()); err != nil {
			return err
		}
		return os.Rename(t.Name(), f.file)
	}
	if _, err := t.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err := io.Copy(s.Out, t)
	return err
}
