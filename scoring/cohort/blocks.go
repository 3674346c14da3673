package cohort

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"sync"
)

// blockSize is how many bytes are read at once: a block and what is made of it
// stay in a processor's own cache.
const blockSize = 128 << 10

// slack is how many bytes behind a block's end can be read, so that a load of
// eight bytes needs no look at the end.
const slack = 8

// block is a run of whole records of a text file.
type block struct {
	number int    // in its file, from 0
	data   []byte // whole records; slack more bytes can be read, which are no text
	store  []byte // what data stands in
}

// blocks cuts a text into blocks of whole records. Several workers may take them.
type blocks struct {
	delimiter byte
	size      int

	mu     sync.Mutex
	in     io.Reader
	carry  []byte // the record that the block before cut off
	number int
	err    error // what ended the text, io.EOF too
}

// next reads the next block into b, whose memory it uses again. It returns what
// ended the text once all whole records are handed out.
func (s *blocks) next(b *block) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(b.store) < s.size+slack {
		b.store = make([]byte, s.size+slack)
	}
	n := copy(s.room(b, len(s.carry)), s.carry)
	s.carry = s.carry[:0]
	for {
		n += s.fill(b, n)
		end := s.cut(b.store[:n])
		if errors.Is(s.err, io.EOF) || end == 0 && n > maxRecord {
			end = n // the last record, or one that is refused for its length
		}
		if end > 0 {
			s.carry = append(s.carry, b.store[end:n]...)
			b.data, b.number = b.store[:end], s.number
			clear(b.store[end : end+slack])
			s.number++
			return nil
		}
		if s.err != nil {
			return s.err
		}
	}
}

// unread gives back the end of the last block.
func (s *blocks) unread(records []byte) { s.carry = slices.Concat(records, s.carry) }

// room returns the memory of b, larger than n.
func (s *blocks) room(b *block, n int) []byte {
	if n >= len(b.store)-slack {
		b.store = append(b.store, make([]byte, max(len(b.store), n))...)
	}
	return b.store[:len(b.store)-slack]
}

// fill reads until the memory of b, of which n bytes are in use, is full, or the
// text ends.
func (s *blocks) fill(b *block, n int) (filled int) {
	room := s.room(b, n)
	for n+filled < len(room) && s.err == nil {
		var m int
		m, s.err = s.in.Read(room[n+filled:])
		filled += m
	}
	return filled
}

// cut returns the length of the whole records of a text that begins with one. A
// line end within quotes ends no record, and a CR at the end of the text may be
// half of one. The end is the same as [records] finds, up to the first error.
func (s *blocks) cut(text []byte) int {
	end, at := 0, 0
	for {
		// A character in quotes, as most cells of some exports are, is passed over
		// at once.
		for at+4 < len(text) && text[at] == s.delimiter && text[at+1] == '"' && text[at+2] != '"' && text[at+3] == '"' && text[at+4] != '"' {
			at += 4
		}
		q := bytes.IndexByte(text[at:], '"')
		if q < 0 {
			if e := lastEnd(text[at:]); e > 0 {
				end = at + e
			}
			return end
		}
		q += at
		if e := bytes.LastIndexAny(text[at:q], "\r\n"); e >= 0 {
			end = at + e + 1
		}
		if at = q + 1; s.opens(text, q) {
			if at = closing(text, q+1); at < 0 {
				return end
			}
		}
	}
}

// opens reports whether the quote at q begins a cell.
func (s *blocks) opens(text []byte, q int) bool {
	return q == 0 || text[q-1] == s.delimiter || text[q-1] == '\n' || text[q-1] == '\r'
}

// closing returns the position behind the closing quote of a cell that was
// opened before at, or -1 if the text ends before that is known.
func closing(text []byte, at int) int {
	for {
		q := bytes.IndexByte(text[at:], '"')
		if q < 0 || at+q+1 == len(text) {
			return -1
		}
		if at += q + 1; text[at] != '"' {
			return at
		}
		at++
	}
}

// lastEnd returns the position behind the last line end of a text, 0 if there is
// none. A CR at its end may be half of one.
func lastEnd(text []byte) int {
	if i := bytes.LastIndexByte(text, '\n'); i >= 0 {
		return i + 1
	}
	return bytes.LastIndexByte(text[:max(len(text)-1, 0)], '\r') + 1
}
