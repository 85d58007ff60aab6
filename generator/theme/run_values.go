package theme

import (
	"html/template"
	"maps"
	"reflect"
	"sync/atomic"
	"text/template/parse"
)

// call evaluates a function, with the value of the command before as its last argument if there is one.
func (r *run) call(dot reflect.Value, c *parse.CommandNode, before reflect.Value, piped bool) reflect.Value {
	name := c.Args[0].(*parse.IdentifierNode).Ident
	if name == "or" || name == "and" {
		return r.either(dot, c, name == "or", piped)
	}
	var few [4]reflect.Value
	args := few[:0]
	for _, n := range c.Args[1:] {
		if _, ok := n.(*parse.IdentifierNode); ok {
			panic("a function as an argument")
		}
		args = append(args, concrete(r.value(dot, n)))
	}
	if piped {
		args = append(args, before)
	}
	if f := r.functions[name]; f != nil {
		return own(f, args)
	}
	return builtin(name, args)
}

// either is the first argument that is true, or false for and, or else the last.
func (r *run) either(dot reflect.Value, c *parse.CommandNode, or, piped bool) (value reflect.Value) {
	if piped || len(c.Args) < 2 {
		panic("no arguments")
	}
	for _, n := range c.Args[1:] {
		if value = concrete(r.value(dot, n)); truth(value) == or {
			break
		}
	}
	return value
}

// own calls a function of the theme.
func own(f any, args []reflect.Value) reflect.Value {
	if day, ok := f.(func(string) template.HTML); ok && len(args) == 1 && args[0].Type() == stringType {
		return reflect.ValueOf(day(args[0].String()))
	}
	results := reflect.ValueOf(f).Call(args)
	if len(results) == 2 && !results[1].IsNil() {
		panic("the function fails")
	}
	return results[0]
}

// builtin calls a function of package template, where the arguments are of the usual types.
func builtin(name string, args []reflect.Value) reflect.Value {
	switch {
	case name == "eq" && len(args) > 1:
		for _, other := range args[1:] {
			if equal(args[0], other) {
				return reflect.ValueOf(true)
			}
		}
		return reflect.ValueOf(false)
	case name == "ne" && len(args) == 2:
		return reflect.ValueOf(!equal(args[0], args[1]))
	case name == "not" && len(args) == 1:
		return reflect.ValueOf(!truth(args[0]))
	case name == "len" && len(args) == 1:
		return reflect.ValueOf(args[0].Len())
	case name == "gt" && len(args) == 2:
		return reflect.ValueOf(args[0].Int() > args[1].Int())
	case name == "lt" && len(args) == 2:
		return reflect.ValueOf(args[0].Int() < args[1].Int())
	case name == "index" && len(args) == 2 && args[0].Kind() == reflect.Slice:
		return args[0].Index(int(args[1].Int()))
	case name == "slice" && len(args) == 2 && args[0].Type() == stringType:
		return reflect.ValueOf(args[0].String()[args[1].Int():])
	}
	panic("unknown function")
}

func equal(a, b reflect.Value) bool {
	switch {
	case a.Kind() == reflect.String && b.Kind() == reflect.String:
		return a.String() == b.String()
	case a.CanInt() && b.CanInt():
		return a.Int() == b.Int()
	case a.Kind() == reflect.Bool && b.Kind() == reflect.Bool:
		return a.Bool() == b.Bool()
	}
	panic("unlike values")
}

// truth is what an if makes of a value.
func truth(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Invalid:
		return false
	case reflect.String, reflect.Slice, reflect.Map:
		return v.Len() > 0
	case reflect.Bool:
		return v.Bool()
	case reflect.Pointer:
		return !v.IsNil()
	case reflect.Int:
		return v.Int() != 0
	case reflect.Struct:
		return true
	}
	panic("unknown truth")
}

// elements are what a range goes through.
func elements(v reflect.Value) (count int, at func(int) reflect.Value) {
	switch v.Kind() {
	case reflect.Slice:
		return v.Len(), v.Index
	case reflect.Int:
		return max(0, int(v.Int())), func(i int) reflect.Value { return reflect.ValueOf(i).Convert(v.Type()) }
	}
	panic("unknown elements")
}

// concrete is what an empty interface holds, or the value itself.
func concrete(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Interface && v.NumMethod() == 0 {
		return v.Elem()
	}
	return v
}

// fieldOf follows fields of views.
func fieldOf(v reflect.Value, names []string) reflect.Value {
	for _, name := range names {
		v = concrete(v)
		if v.Kind() == reflect.Pointer {
			v = v.Elem()
		}
		switch v.Kind() {
		case reflect.Map:
			value, ok := v.Interface().(map[string]any)[name]
			if !ok {
				panic("no such field")
			}
			v = reflect.ValueOf(value)
		case reflect.Struct:
			v = v.FieldByIndex(indexOf(v.Type(), name))
		default:
			panic("no fields")
		}
	}
	return v
}

type fieldKey struct {
	of   reflect.Type
	name string
}

// fieldIndexes caches where fields are. It is copied when one is added, since looking them up has to be fast.
var fieldIndexes atomic.Pointer[map[fieldKey][]int]

func indexOf(t reflect.Type, name string) []int {
	key := fieldKey{t, name}
	known := fieldIndexes.Load()
	if known != nil {
		if index := (*known)[key]; index != nil {
			return index
		}
	}
	field, ok := t.FieldByName(name)
	if _, method := reflect.PointerTo(t).MethodByName(name); !ok || !field.IsExported() || method {
		panic("no such field")
	}
	more := map[fieldKey][]int{key: field.Index}
	if known != nil {
		maps.Copy(more, *known)
	}
	fieldIndexes.Store(&more)
	return field.Index
}
