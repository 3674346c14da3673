package cohort

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"

	"burnout/mbi"
)

// straight reads the records that nearly all are: a digit or nothing in the cell
// of each item, quotes around whole cells or none, and no NUL or CR but at the
// end. Every other record is left to [records], which reads these alike, with its
// places and refusals.
//
// Four answers and their delimiters are eight bytes, which are looked at
// together (Lamport, Commun ACM 1975;18:471): a trial took half the time of a
// loop over cells.
type straight struct {
	delimiter byte
	never     byte            // the digit that stands for 0
	runs      []run           // the columns of items and those before them
	rest      int             // columns behind the last item
	blank     int             // blank cells that each record has behind the last column
	order     [mbi.Items]int8 // index of the item in the i-th column of items
	ordered   bool            // order is 0 to 21

	delimiters, answers uint64 // eight delimiters; four answers of 0 and their delimiters
}

// run is a number of item columns in a row and how many columns stand between
// them and the items before.
type run struct{ skip, items int }

// newStraight plans the reading of records with n columns. It returns nil where
// answers are not to be written as numbers.
func newStraight(delimiter byte, c Coding, items [mbi.Items]int, n, blank int) *straight {
	if !c.allows(asNumber) {
		return nil
	}
	s := &straight{delimiter: delimiter, never: '0' + byte(c.First), blank: blank, delimiters: ones * uint64(delimiter)}
	s.answers = uint64(delimiter)<<8 | uint64(s.never)
	s.answers *= 1<<48 | 1<<32 | 1<<16 | 1
	order := make([]int8, mbi.Items)
	for i := range order {
		order[i] = int8(i)
	}
	slices.SortFunc(order, func(a, b int8) int { return items[a] - items[b] })
	s.order, s.ordered = [mbi.Items]int8(order), slices.IsSorted(order)
	column := 0
	for _, item := range order {
		at := items[item]
		if at > column || len(s.runs) == 0 {
			s.runs = append(s.runs, run{skip: at - column})
		}
		s.runs[len(s.runs)-1].items++
		column = at + 1
	}
	s.rest = n - column
	return s
}

// record reads the record at p of a block, which slack bytes follow, and returns
// the position behind it and how many answers it has. It reports false for a
// record that is not straight, and for one without an answer.
func (s *straight) record(b []byte, p int, a *mbi.Answers) (end, given int, ok bool) {
	var other mbi.Answers
	cells := a
	if !s.ordered {
		cells = &other
	}
	n := 0
	for i, r := range s.runs {
		if p = s.skip(b, p, r.skip); p < 0 {
			return 0, 0, false
		}
		last := i == len(s.runs)-1 && s.rest+s.blank == 0
		if p = s.run(b, p, cells[n:n+r.items], last, &given); p < 0 {
			return 0, 0, false
		}
		n += r.items
	}
	if s.rest+s.blank > 0 {
		if p = s.tail(b, p); p < 0 {
			return 0, 0, false
		}
	}
	if b[p] == '\r' {
		p++
	}
	if b[p] != '\n' || given == 0 {
		return 0, 0, false
	}
	if !s.ordered {
		for i, item := range s.order {
			a[item] = cells[i]
		}
	}
	return p + 1, given, true
}

const (
	ones     = 0x0101010101010101
	lowBits  = 0x7f * ones
	newlines = '\n' * ones
	lanes    = 0x0001000100010001
	over     = (0x7fff - uint64(mbi.MaxAnswer)) * lanes // carries into the top bit of a lane above the highest answer
	tops     = 0x8000 * lanes
)

// zeros marks the bytes of v that are zero by their top bits.
func zeros(v uint64) uint64 { return ^((v&lowBits + lowBits) | v | lowBits) }

// skip returns the position behind the n-th delimiter from p, or -1 if the
// line ends before.
func (s *straight) skip(b []byte, p, n int) int {
	for n > 0 {
		if p+slack > len(b) {
			return -1
		}
		w := binary.LittleEndian.Uint64(b[p:])
		found := zeros(w ^ s.delimiters)
		ends := zeros(w ^ newlines)
		found &= ends&-ends - 1 // those before the first line end
		count := bits.OnesCount64(found)
		if count >= n {
			for ; n > 1; n-- {
				found &= found - 1
			}
			return p + bits.TrailingZeros64(found)>>3 + 1
		}
		if ends != 0 {
			return -1
		}
		n -= count
		p += 8
	}
	return p
}

// run reads item columns, the last of which ends the record if last is true, and
// returns the position behind them, or -1. It counts answers that are given.
func (s *straight) run(b []byte, p int, cells []mbi.Answer, last bool, given *int) int {
	followed := len(cells) // by a delimiter
	if last {
		followed--
	}
	for i := 0; i < followed; {
		if i+4 <= followed {
			w := binary.LittleEndian.Uint64(b[p:]) - s.answers
			if (w|(w+over))&tops == 0 {
				w |= w >> 8
				four, v := cells[i:i+4:i+4], uint32(w)&0xffff|uint32(w>>32)<<16
				four[0], four[1], four[2], four[3] = mbi.Answer(v), mbi.Answer(v>>8), mbi.Answer(v>>16), mbi.Answer(v>>24)
				*given += 4
				i, p = i+4, p+8
				continue
			}
		}
		cells[i] = mbi.Missing
		if b[p] != s.delimiter {
			v := b[p] - s.never
			if p++; v > byte(mbi.MaxAnswer) || b[p] != s.delimiter {
				return -1
			}
			cells[i] = mbi.Answer(v)
			*given++
		}
		i, p = i+1, p+1
	}
	if !last {
		return p
	}
	cells[followed] = mbi.Missing
	if b[p] != '\n' && b[p] != '\r' {
		v := b[p] - s.never
		if v > byte(mbi.MaxAnswer) {
			return -1
		}
		cells[followed] = mbi.Answer(v)
		*given++
		p++
	}
	return p
}

// tail returns the position of the end of the line that p is in, or -1 where not
// as many cells as expected, and as many blank ones, stand before it.
func (s *straight) tail(b []byte, p int) int {
	e := bytes.IndexByte(b[p:], '\n')
	if e < 0 {
		return -1
	}
	line := bytes.TrimSuffix(b[p:p+e], []byte{'\r'})
	if bytes.Count(line, []byte{s.delimiter}) != s.rest+s.blank-1 {
		return -1
	}
	blank := line[len(line)-min(s.blank, s.rest+s.blank-1):]
	if bytes.Count(blank, []byte{s.delimiter}) != len(blank) {
		return -1
	}
	return p + len(line)
}

// unquote appends a line to dst without the quotes around its cells. It reports
// false where a quote stands elsewhere, or a delimiter within quotes.
func (s *straight) unquote(dst, line []byte) ([]byte, bool) {
	begins, within := true, false // a cell; quotes
	for i, b := range line {
		switch {
		case b == '"' && within:
			if i+1 < len(line) && line[i+1] != s.delimiter {
				return dst, false
			}
			within = false
		case b == '"':
			if !begins {
				return dst, false
			}
			begins, within = false, true
		case b == s.delimiter && within:
			return dst, false
		default:
			begins = b == s.delimiter
			dst = append(dst, b)
		}
	}
	return dst, !within
}
