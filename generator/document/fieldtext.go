package document

import (
	"path"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/clausebook/clausebook/generator/diag"
)

// Said returns the values of the front matter, independent of formatting and order, without the
// fields named in except, of which records.clauses is that of all records. Forms of records are returned separately, as link targets.
func (m *Meta) Said(except []string) (said string, forms []Address) {
	w := &fieldWriter{except: except}
	v := reflect.ValueOf(m).Elem()
	for i := range v.NumField() {
		if name := fieldName(v.Type().Field(i).Name); name != "plain" && name != "editions" && !slices.Contains(except, name) {
			w.field(name, w.value(v.Field(i)))
		}
	}
	slices.SortFunc(w.forms, func(a, b Address) int { return strings.Compare(a.Path, b.Path) })
	return string(w.out), w.forms
}

// fieldName converts the name of a field of Meta to that in the front matter: ApprovedDate to
// approved_date.
func fieldName(s string) string {
	var name strings.Builder
	for i, r := range s {
		if unicode.IsUpper(r) && i > 0 && s[i-1] >= 'a' && s[i-1] <= 'z' {
			name.WriteByte('_')
		}
		name.WriteRune(unicode.ToLower(r))
	}
	return name.String()
}

// fieldWriter writes values. It uses reflection, so that no field can be forgotten.
type fieldWriter struct {
	except []string
	out    []byte
	forms  []Address
}

func (s *fieldWriter) field(name, value string) {
	if value != "" {
		s.out = append(s.out, name+"\x00"+value+"\x00\x00"...)
	}
}

var posType, textType, recordType = reflect.TypeFor[diag.Pos](), reflect.TypeFor[Text](), reflect.TypeFor[Record]()

// value returns a value without positions. The order of lists makes no difference.
func (s *fieldWriter) value(v reflect.Value) string {
	switch v.Kind() {
	case reflect.String:
		return norm.NFC.String(strings.Join(strings.Fields(v.String()), " "))
	case reflect.Slice:
		var list []string
		for i := range v.Len() {
			list = append(list, s.value(v.Index(i)))
		}
		slices.Sort(list)
		return strings.Join(slices.Compact(list), "\x01")
	case reflect.Map:
		var list []string
		for _, key := range v.MapKeys() {
			list = append(list, s.value(key)+"\x02"+s.value(v.MapIndex(key)))
		}
		slices.Sort(list)
		return strings.Join(list, "\x01")
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			return s.value(v.Elem())
		}
	case reflect.Struct:
		if v.Type() == textType {
			return s.value(v.Field(0))
		}
		var parts []string
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.Type == posType || f.Type.Kind() == reflect.Bool || !f.IsExported() {
				continue
			}
			if v.Type() == recordType && (f.Name == "Editions" || f.Name == "Proposed") {
				continue // neither says what the record is
			}
			if v.Type() == recordType && f.Name == "Clauses" && slices.Contains(s.except, "records.clauses") {
				continue
			}
			part := s.value(v.Field(i))
			if v.Type() == recordType && f.Name == "Form" && path.Ext(part) != "" {
				s.forms, part = append(s.forms, Address{Path: part, Form: true}), ""
			}
			parts = append(parts, part)
		}
		return strings.TrimRight(strings.Join(parts, "\x02"), "\x02")
	}
	return ""
}
