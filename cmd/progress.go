package cmd

import (
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"time"

	"burnout/cmd/internal/streams"
)

// patience is how long a reading lasts before its progress is shown.
const patience = time.Second

// progress shows on standard error how far a reading is. A library that draws a
// bar counts from its first drawing on, and so foretells a wrong end here.
type progress struct {
	bytes, rows atomic.Int64 // so far
	size        int64        // of all inputs in bytes
	unsized     bool         // the size of one is unknown
	ended       chan struct{}
	cleared     chan struct{}
}

func newProgress() *progress {
	return &progress{ended: make(chan struct{}), cleared: make(chan struct{})}
}

// input returns a file whose reading is counted.
func (p *progress) input(f io.Reader) io.Reader {
	i, ok := f.(*os.File)
	if info, err := i.Stat(); ok && err == nil && info.Mode().IsRegular() && !p.unsized {
		p.size += info.Size()
	} else {
		p.unsized = true
	}
	return &countedReader{f, &p.bytes}
}

// countedReader counts the bytes that are read through it.
type countedReader struct {
	in io.Reader
	n  *atomic.Int64
}

func (c *countedReader) Read(b []byte) (int, error) {
	n, err := c.in.Read(b)
	c.n.Add(int64(n))
	return n, err
}

// begin shows the progress once a reading takes long, until end is called; never
// where standard error is no terminal that can go back to the beginning of a line.
func (p *progress) begin(s *streams.Streams) {
	if !s.ErrTerminal || s.Dumb() {
		close(p.cleared)
		return
	}
	begun := time.Now()
	go func() {
		defer close(p.cleared)
		select {
		case <-p.ended:
			return
		case <-time.After(patience):
		}
		tick := time.NewTicker(patience / 10)
		defer tick.Stop()
		for {
			_, _ = fmt.Fprintf(s.Err, "\r%s\x1b[K", p.line(time.Since(begun)))
			select {
			case <-p.ended:
				_, _ = io.WriteString(s.Err, "\r\x1b[K")
				return
			case <-tick.C:
			}
		}
	}()
}

// end ends the show, if it has begun, and leaves an empty line.
func (p *progress) end() {
	close(p.ended)
	<-p.cleared
}

// line says how far the reading is after some time: how much of the bytes, how
// many rows, and how long it will last if it goes on as fast.
func (p *progress) line(after time.Duration) string {
	bytes, rows := p.bytes.Load(), p.rows.Load()
	if p.unsized || bytes == 0 {
		return fmt.Sprintf("mbi: %d rows", rows)
	}
	part := min(float64(bytes)/float64(p.size), 1)
	left := time.Duration((1 - part) / part * float64(after))
	return fmt.Sprintf("mbi: %.0f%%, %d rows, %s left", 100*part, rows, left.Round(time.Second))
}
