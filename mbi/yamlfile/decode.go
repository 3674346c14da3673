package yamlfile

import (
	"reflect"
	"strings"

	"burnout/mbi/fault"
)

var nodeType = reflect.TypeFor[Node]()

// Decode fills the struct that into points to. A field's yaml tag names its key,
// `yaml:"id"`; every key is required but for `yaml:"note,optional"`. Fields are
// strings (not empty), ints, structs, slices, arrays of a fixed length, or a
// [Node], which is left for the caller to read. Unknown, missing and repeated keys and
// values of the wrong kind are all reported, with line and column, as a
// [*fault.List].
func (n Node) Decode(into any) error {
	var faults fault.List
	n.decode(reflect.ValueOf(into).Elem(), &faults)
	return faults.Err()
}

func (n Node) decode(v reflect.Value, faults *fault.List) {
	if v.Type() == nodeType {
		v.Set(reflect.ValueOf(n))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		n.decodeStruct(v, faults)
	case reflect.Slice, reflect.Array:
		n.decodeList(v, faults)
	case reflect.Int:
		i, err := n.Int()
		faults.AddError(err)
		v.SetInt(int64(i))
	case reflect.String:
		s, err := n.Text()
		if err == nil && strings.TrimSpace(s) == "" {
			err = n.Faultf("empty, expected a text")
		}
		faults.AddError(err)
		v.SetString(s)
	default:
		panic("yamlfile: cannot decode into " + v.Type().String())
	}
}

func (n Node) decodeStruct(v reflect.Value, faults *fault.List) {
	pairs, err := n.Pairs()
	if faults.AddError(err); pairs == nil && err != nil {
		return
	}
	fields := fieldsOf(v)
	for _, p := range pairs {
		f, known := fields[p.Key]
		if !known {
			faults.Add(unknownKey(p, v.Type()))
			continue
		}
		f.found = true
		p.Node.decode(f.value, faults)
	}
	for _, key := range keysOf(v.Type()) {
		if f := fields[key]; !f.found && !f.optional {
			faults.Add(n.Faultf("%s is missing", key))
		}
	}
}

func (n Node) decodeList(v reflect.Value, faults *fault.List) {
	list, err := n.List()
	if err != nil {
		faults.AddError(err)
		return
	}
	if v.Kind() == reflect.Array {
		if len(list) != v.Len() {
			faults.Add(n.Faultf("entries: %d, expected %d", len(list), v.Len()))
			return
		}
	} else {
		v.Set(reflect.MakeSlice(v.Type(), len(list), len(list)))
	}
	for i, e := range list {
		e.decode(v.Index(i), faults)
	}
}

type field struct {
	value           reflect.Value
	optional, found bool
}

func fieldsOf(v reflect.Value) map[string]*field {
	fields := map[string]*field{}
	for i := range v.NumField() {
		key, rest, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
		fields[key] = &field{value: v.Field(i), optional: rest == "optional"}
	}
	return fields
}

// keysOf lists the keys of a struct in the order of its fields.
func keysOf(t reflect.Type) []string {
	var keys []string
	for i := range t.NumField() {
		key, _, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
		keys = append(keys, key)
	}
	return keys
}

func unknownKey(p Pair, t reflect.Type) *fault.Fault {
	keys := keysOf(t)
	f := p.Name.Faultf("unknown key %s, expected one of %s", fault.Quote(p.Key), strings.Join(keys, ", "))
	if near := fault.Nearest(p.Key, keys); near != "" {
		f.Text = p.Name.Faultf("unknown key %s, did you mean %s?", fault.Quote(p.Key), near).Text
	}
	if p.Key != "" && strings.Trim(p.Key, "0123456789") == "" {
		f.Hint = "a comma begins another entry: write a decimal point, 26.2 for 26,2"
	}
	return f
}
