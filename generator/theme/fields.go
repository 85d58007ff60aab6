package theme

import (
	"reflect"
	"sync"
)

// withFields passes the fields of a view to do as a map, with those of embedded views, as package template sees
// them. It looks up a field of an embedded struct by searching all of them each time, which took more time than
// everything else that it does. A map is passed as it is.
//
// The map is valid only during the call, since it is reused: new maps took a sixth of the memory of a build.
func withFields(value any, do func(seen map[string]any) error) error {
	if seen, ok := value.(map[string]any); ok {
		return do(seen)
	}
	v := reflect.Indirect(reflect.ValueOf(value))
	s := fieldsOf(v.Type())
	seen := s.flat(v)
	defer s.put(seen)
	return do(seen)
}

// structFields are the fields of a view's type.
type structFields struct {
	fields []field
	spare  sync.Pool // of map[string]any
}

// field is a field that a template can name on a view.
type field struct {
	name  string
	index []int
	views *structFields // of a list of views that embed others
}

// flat fills a map with the fields of a view. It sets all of them, so a reused map keeps nothing.
func (s *structFields) flat(v reflect.Value) map[string]any {
	seen, spare := s.spare.Get().(map[string]any)
	if !spare {
		seen = make(map[string]any, len(s.fields))
	}
	for _, f := range s.fields {
		value := v.FieldByIndex(f.index)
		if f.views != nil {
			seen[f.name] = f.views.list(value)
		} else {
			seen[f.name] = value.Interface()
		}
	}
	return seen
}

func (s *structFields) list(views reflect.Value) []map[string]any {
	var list []map[string]any
	for i := range views.Len() {
		list = append(list, s.flat(reflect.Indirect(views.Index(i))))
	}
	return list
}

func (s *structFields) put(seen map[string]any) {
	for _, f := range s.fields {
		if f.views != nil {
			for _, fields := range seen[f.name].([]map[string]any) {
				f.views.put(fields)
			}
		}
	}
	s.spare.Put(seen)
}

var shapes sync.Map // by type

func fieldsOf(t reflect.Type) *structFields {
	if known, ok := shapes.Load(t); ok {
		return known.(*structFields)
	}
	s := &structFields{}
	for _, f := range reflect.VisibleFields(t) {
		if !f.IsExported() {
			continue
		}
		field := field{name: f.Name, index: f.Index}
		if f.Type.Kind() == reflect.Slice && embeds(f.Type.Elem()) {
			field.views = fieldsOf(plain(f.Type.Elem()))
		}
		s.fields = append(s.fields, field)
	}
	known, _ := shapes.LoadOrStore(t, s)
	return known.(*structFields)
}

// plain is what a pointer points to, or the type itself.
func plain(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

func embeds(t reflect.Type) bool {
	t = plain(t)
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
