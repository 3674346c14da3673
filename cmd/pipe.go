package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"burnout/mbi"
	"burnout/mbi/fault"
)

// stdin names standard input in errors.
const stdin = "stdin"

// maxPipe bounds what is read of piped answers, in bytes.
const maxPipe = 1 << 16

// readPipe reads the answers of one respondent: 22 values in order, 0 to 6 or
// "-" for a skipped item, parted by blanks or by one comma.
func readPipe(in io.Reader) (mbi.Answers, error) {
	data, err := io.ReadAll(io.LimitReader(in, maxPipe+1))
	if err != nil {
		return mbi.Answers{}, err
	}
	if len(data) > maxPipe {
		return mbi.Answers{}, &fault.Fault{File: stdin, Text: fmt.Sprintf("more than %d KB, expected 22 values", maxPipe>>10)}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // some shells pipe a byte order mark
	p := &pipe{answers: mbi.NoAnswers()}
	for i, line := range strings.Split(strings.TrimRight(string(data), "\r\n"), "\n") {
		p.line(i+1, line)
	}
	return p.end()
}

// pipe is a reading of piped answers under way.
type pipe struct {
	answers mbi.Answers
	n       int  // values read
	comma   bool // a comma waits for its value
	faults  fault.List
}

// line reads the values and the commas of one line.
func (p *pipe) line(number int, line string) {
	for rest, column := line, 1; rest != ""; {
		size := strings.IndexAny(rest, ", \t\r")
		switch {
		case size < 0:
			size = len(rest)
			p.value(number, column, rest)
		case size > 0:
			p.value(number, column, rest[:size])
		case rest[0] == ',':
			size = 1
			p.separator(number, column)
		default:
			size = 1
		}
		column += utf8.RuneCountInString(rest[:size])
		rest = rest[size:]
	}
}

func (p *pipe) refuse(line, column int, text, hint string) {
	p.faults.Add(&fault.Fault{File: stdin, Line: line, Column: column, Text: text, Hint: hint})
}

const skipHint = "write - for a skipped item"

// separator reads a comma: a value must stand before it and after it.
func (p *pipe) separator(line, column int) {
	if p.comma || p.n == 0 {
		p.refuse(line, column, "no value before this comma, expected 0 to 6", skipHint)
	}
	p.comma = true
}

func (p *pipe) value(line, column int, s string) {
	p.comma = false
	p.n++
	if p.n == mbi.Items+1 {
		p.refuse(line, column, "a 23rd value, expected 22", "")
	}
	a := mbi.Missing
	if s != "-" {
		a = mbi.Answer(s[0]) - '0'
		if len(s) != 1 || !a.Valid() {
			p.refuseValue(line, column, s)
			return
		}
	}
	if p.n <= mbi.Items {
		p.answers[p.n-1] = a
	}
}

// refuseValue refuses what stands for a value. A longer word may be the answers
// of a person run together, so it is not repeated.
func (p *pipe) refuseValue(line, column int, s string) {
	if n := utf8.RuneCountInString(s); n > 2 {
		p.refuse(line, column, fmt.Sprintf("%d characters together are no answer, expected 0 to 6", n), "part the values by blanks or commas")
		return
	}
	p.refuse(line, column, fmt.Sprintf("%s is no answer, expected 0 to 6", fault.Quote(s)), skipHint)
}

func (p *pipe) end() (mbi.Answers, error) {
	if p.n == 0 && len(p.faults.Faults) == 0 {
		return mbi.Answers{}, commandLine(errors.New("no terminal to ask at and no answers on standard input: " + pipeForm))
	}
	if err := p.faults.Err(); err != nil {
		return mbi.Answers{}, err
	}
	if p.comma {
		return mbi.Answers{}, &fault.Fault{File: stdin, Text: "no value after the last comma, expected 0 to 6", Hint: skipHint}
	}
	if p.n < mbi.Items {
		return mbi.Answers{}, &fault.Fault{File: stdin, Text: fmt.Sprintf("%d values, expected %d", p.n, mbi.Items), Hint: skipHint}
	}
	return p.answers, nil
}
