// Package yamlfile reads YAML strictly: every key must be known, every value
// given, and every fault is named with its line and column. Forms, thresholds
// and texts are all read through it, whether they are embedded or a user's own.
//
// It is the only package that imports yaml.v3, which is archived: a later move
// to a maintained successor is one line here.
package yamlfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"burnout/mbi/fault"
)

// maxSize bounds a file in bytes. The largest file that the toolkit ships is a
// hundred times smaller.
const maxSize = 1 << 20

// Node is a value of a YAML file that knows where it stands.
type Node struct {
	file string
	yaml *yaml.Node
}

// ReadFile reads the single YAML document of the file at path. A file that
// cannot be opened gives the error of [os.Open].
func ReadFile(path string) (Node, error) {
	f, err := os.Open(path)
	if err != nil {
		return Node{}, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err != nil {
		return Node{}, err
	}
	return Parse(path, data)
}

// Parse reads the single YAML document in data; name stands in error messages.
// Every error is a [*fault.Fault].
func Parse(name string, data []byte) (Node, error) {
	if len(data) > maxSize {
		return Node{}, &fault.Fault{File: name, Line: 1, Column: 1, Text: "larger than 1 MB, expected a short YAML file"}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if f := invalid(data); f != nil {
		f.File = name
		return Node{}, f
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc yaml.Node
	if err := dec.Decode(&doc); errors.Is(err, io.EOF) {
		return Node{}, &fault.Fault{File: name, Line: 1, Column: 1, Text: "holds no value, expected a YAML document"}
	} else if err != nil {
		return Node{}, syntaxFault(name, data, err)
	}
	var second yaml.Node
	if err := dec.Decode(&second); err == nil {
		return Node{}, Node{name, &second}.Faultf("a second document starts here, expected one")
	} else if !errors.Is(err, io.EOF) {
		return Node{}, syntaxFault(name, data, err)
	}
	return Node{name, doc.Content[0]}, nil
}

// invalid returns a fault at the first byte that is not UTF-8, or is NUL, as in
// UTF-16, and at the first control character; nil where there is none.
func invalid(data []byte) *fault.Fault {
	f := &fault.Fault{Line: 1, Column: 1}
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == 0 || r == utf8.RuneError && size == 1:
			f.Text, f.Hint = "not UTF-8 text", "save the file as UTF-8"
			return f
		case r == '\n':
			f.Line, f.Column = f.Line+1, 1
		case r != '\t' && r != '\r' && r != '\u0085' && unicode.IsControl(r):
			f.Text = fmt.Sprintf("control character %U, expected text", r)
			return f
		default:
			f.Column++
		}
		data = data[size:]
	}
	return nil
}

var (
	yamlError = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)
	// What the parser of yaml.v3 does not find, told apart from what its scanner
	// does not: it counts the lines of the one from 0, of the other from 1.
	unparsed      = regexp.MustCompile(`^did not find expected ([',\-<]|key|node content)`)
	unknownAnchor = regexp.MustCompile(`^unknown anchor '(.*)' referenced$`)
)

// syntaxFault turns an error of yaml.v3, which carries a line at most, and none
// for the first, into a fault. Its column is where the text of the line begins, or
// where an alias stands.
func syntaxFault(name string, data []byte, err error) *fault.Fault {
	f := &fault.Fault{File: name, Text: err.Error()}
	if m := yamlError.FindStringSubmatch(f.Text); m != nil {
		f.Text = f.Text[len(m[0]):]
		f.Line, _ = strconv.Atoi(m[1])
	}
	if unparsed.MatchString(f.Text) {
		f.Line++
	}
	lines := bytes.Split(data, []byte("\n"))
	f.Line = min(max(1, f.Line), len(lines))
	line := lines[f.Line-1]
	indent := line[:len(line)-len(bytes.TrimLeft(line, " \t"))]
	f.Column = len(indent) + 1
	if tab := bytes.IndexByte(indent, '\t'); tab >= 0 {
		f.Column, f.Hint = tab+1, "indent with blanks, not with tabs"
	}
	if m := unknownAnchor.FindStringSubmatch(f.Text); m != nil {
		f.Line, f.Column = aliasAt(lines, m[1])
		f.Hint = "a text that begins with * needs quotes"
	}
	f.Text = "not valid YAML: " + f.Text
	return f
}

// aliasAt returns the line and column of the first alias with a name.
func aliasAt(lines [][]byte, name string) (line, column int) {
	alias := regexp.MustCompile(`(?:^|[\s\[{,])(\*` + regexp.QuoteMeta(name) + `)(?:$|[\s\]},])`)
	for i, text := range lines {
		if m := alias.FindSubmatchIndex(text); m != nil && !bytes.Contains(text[:m[2]], []byte("#")) {
			return i + 1, utf8.RuneCount(text[:m[2]]) + 1
		}
	}
	return 1, 1
}

// Faultf returns a fault at the node's place.
func (n Node) Faultf(format string, args ...any) *fault.Fault {
	return &fault.Fault{File: n.file, Line: n.yaml.Line, Column: n.yaml.Column, Text: fmt.Sprintf(format, args...)}
}

// File returns the name of the file that the node was read from.
func (n Node) File() string { return n.file }

// resolved follows an alias to the node that it stands for.
func (n Node) resolved() *yaml.Node {
	if n.yaml.Kind == yaml.AliasNode {
		return n.yaml.Alias
	}
	return n.yaml
}

// Text returns the node's text; it must be a scalar with a value.
func (n Node) Text() (string, error) {
	y := n.resolved()
	switch {
	case y.Kind != yaml.ScalarNode:
		return "", n.Faultf("%s, expected a text", kindName(y))
	case y.Tag == "!!null":
		return "", n.Faultf("no value, expected a text")
	}
	return y.Value, nil
}

var decimal = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)

var integer = regexp.MustCompile(`^(0|-?[1-9][0-9]*)$`)

// Int returns the node's whole number, written in decimal. A leading zero is
// refused: YAML would read 010 as 8.
func (n Node) Int() (int, error) {
	y := n.resolved()
	if y.Kind != yaml.ScalarNode {
		return 0, n.Faultf("%s, expected a whole number", kindName(y))
	}
	v, err := strconv.Atoi(y.Value)
	if err != nil || !integer.MatchString(y.Value) || y.Tag != "!!int" {
		return 0, n.Faultf("%s, expected a whole number", kindName(y))
	}
	return v, nil
}

// Float returns the node's number, whole or with a decimal point.
func (n Node) Float() (float64, error) {
	y := n.resolved()
	if y.Kind != yaml.ScalarNode {
		return 0, n.Faultf("%s, expected a number", kindName(y))
	}
	v, err := strconv.ParseFloat(y.Value, 64)
	if err != nil || !decimal.MatchString(y.Value) {
		return 0, n.Faultf("%s, expected a number with a decimal point", kindName(y))
	}
	return v, nil
}

// List returns the elements of a sequence.
func (n Node) List() ([]Node, error) {
	y := n.resolved()
	if y.Kind != yaml.SequenceNode {
		return nil, n.Faultf("%s, expected a list", kindName(y))
	}
	var list []Node
	for _, c := range y.Content {
		list = append(list, Node{n.file, c})
	}
	return list, nil
}

// Pair is a key of a mapping and its value.
type Pair struct {
	Key        string
	Name, Node Node
}

// Pairs returns the keys and values of a mapping, in the order of the file. A
// key that stands twice is a fault.
func (n Node) Pairs() ([]Pair, error) {
	y := n.resolved()
	if y.Kind != yaml.MappingNode {
		return nil, n.Faultf("%s, expected keys and values", kindName(y))
	}
	var faults fault.List
	var pairs []Pair
	seen := map[string]int{}
	for i := 0; i+1 < len(y.Content); i += 2 {
		p := Pair{y.Content[i].Value, Node{n.file, y.Content[i]}, Node{n.file, y.Content[i+1]}}
		if line, twice := seen[p.Key]; twice {
			faults.Add(p.Name.Faultf("%s stands a second time, first on line %d", fault.Quote(p.Key), line))
			continue
		}
		seen[p.Key] = p.Name.yaml.Line
		pairs = append(pairs, p)
	}
	return pairs, faults.Err()
}

// kindName says what stands in the place of something else.
func kindName(y *yaml.Node) string {
	switch {
	case y.Kind == yaml.MappingNode:
		return "keys and values"
	case y.Kind == yaml.SequenceNode:
		return "a list"
	case y.Tag == "!!null" && y.Value == "":
		return "no value"
	}
	return fault.Quote(y.Value)
}
