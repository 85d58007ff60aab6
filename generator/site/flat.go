package site

import (
	"reflect"
	"sync"
)

// flat gives a view's fields by name, those of embedded views among them, as templates see them.
// Templates look up a field of an embedded struct by searching all of them, each time anew, which
// took more time than all else that they do.
func flat(view any) map[string]any { return flatStruct(reflect.Indirect(reflect.ValueOf(view))) }

func flatStruct(v reflect.Value) map[string]any {
	fields := fieldsOf(v.Type())
	seen := make(map[string]any, len(fields))
	for _, f := range fields {
		field := v.FieldByIndex(f.index)
		if f.embedding {
			seen[f.name] = flatList(field)
		} else {
			seen[f.name] = field.Interface()
		}
	}
	return seen
}

func flatList(list reflect.Value) []map[string]any {
	var flat []map[string]any
	for i := range list.Len() {
		flat = append(flat, flatStruct(reflect.Indirect(list.Index(i))))
	}
	return flat
}

// field is one that can be named on a view.
type field struct {
	name      string
	index     []int
	embedding bool // it is a list of views that embed others
}

var fieldsByType sync.Map // of []field

func fieldsOf(t reflect.Type) []field {
	if known, ok := fieldsByType.Load(t); ok {
		return known.([]field)
	}
	var fields []field
	for _, f := range reflect.VisibleFields(t) {
		if f.IsExported() {
			fields = append(fields, field{f.Name, f.Index, f.Type.Kind() == reflect.Slice && embeds(f.Type.Elem())})
		}
	}
	fieldsByType.Store(t, fields)
	return fields
}

func embeds(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return false
	}
	for i := range t.NumField() {
		if t.Field(i).Anonymous {
			return true
		}
	}
	return false
}
