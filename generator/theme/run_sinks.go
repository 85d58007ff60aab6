package theme

import (
	"bytes"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"text/template/parse"
	"unicode/utf8"
)

// sink is where a template prints a value, such as an attribute, with how package template escapes there. It
// writes whole numbers, and texts of whose bytes it knows what becomes of each, and leaves all others to package template.
type sink struct {
	escapers int         // the number of functions that escape
	written  [256]string // what is written for a byte; empty if package template has to be asked
	markup   bool        // whether HTML is written as it is
	before   string      // of the template
	after    string
	template *template.Template // which has the value between them
}

// Bytes that no function changes in addresses. The : is not one of them, since it may end a scheme. In text and in
// quoted attributes each byte is escaped by itself.
const (
	plainInAddress = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._/"
	plainInQuery   = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._"
)

// sinks are the known sinks, by the functions that package template puts there.
var sinks = sync.OnceValue(func() map[string]*sink {
	known := map[string]*sink{}
	for _, s := range []struct{ before, after, plain string }{
		{before: "", after: ""},
		{before: `<p title="`, after: `"></p>`},
		{before: "<title>", after: "</title>"},
		{before: `<a href="`, after: `"></a>`, plain: plainInAddress},
		{before: `<a href="/`, after: `"></a>`, plain: plainInAddress},
		{before: `<a href="#`, after: `"></a>`, plain: plainInQuery},
	} {
		made := &sink{before: s.before, after: s.after, markup: s.before == ""}
		made.template = template.Must(template.New("sink").Parse(s.before + "{{.}}" + s.after))
		made.escape("") // package template changes the template when it runs it first
		for b := range made.written {
			switch text := string([]byte{byte(b)}); {
			case s.plain == "" && b < utf8.RuneSelf:
				made.written[b] = made.escape(text)
			case s.plain == "" || strings.Contains(s.plain, text):
				made.written[b] = text
			}
		}
		for _, n := range made.template.Tree.Root.Nodes {
			if action, ok := n.(*parse.ActionNode); ok {
				made.escapers = len(action.Pipe.Cmds) - 1
				known[commands(action.Pipe.Cmds[1:])] = made
			}
		}
	}
	return known
})

func commands(list []*parse.CommandNode) string {
	var b strings.Builder
	for _, c := range list {
		b.WriteString("|" + c.String())
	}
	return b.String()
}

// sinkOf returns the sink of an action, or nil if it is none of the known ones.
func sinkOf(p *parse.PipeNode) *sink {
	for i := 1; i < len(p.Cmds); i++ {
		if s := sinks()[commands(p.Cmds[i:])]; s != nil {
			return s
		}
	}
	return nil
}

var intType, stringType, markupType = reflect.TypeFor[int](), reflect.TypeFor[string](), reflect.TypeFor[template.HTML]()

func (s *sink) print(w *bytes.Buffer, v reflect.Value) {
	switch v.Type() {
	case intType:
		w.Write(strconv.AppendInt(w.AvailableBuffer(), v.Int(), 10))
		return
	case markupType:
		if s.markup {
			w.WriteString(v.String())
			return
		}
	case stringType:
		if s.printText(w, v.String()) {
			return
		}
	}
	w.WriteString(s.escape(v.Interface()))
}

// escape leaves a value to package template.
func (s *sink) escape(v any) string {
	var out strings.Builder
	if err := s.template.Execute(&out, v); err != nil {
		panic(err)
	}
	return strings.TrimSuffix(strings.TrimPrefix(out.String(), s.before), s.after)
}

// printText writes a text, unless package template has to be asked.
func (s *sink) printText(w *bytes.Buffer, text string) bool {
	start, done := w.Len(), 0
	for i := range len(text) {
		switch written := s.written[text[i]]; len(written) {
		case 0:
			w.Truncate(start)
			return false
		case 1: // the byte itself
		default:
			w.WriteString(text[done:i])
			w.WriteString(written)
			done = i + 1
		}
	}
	w.WriteString(text[done:])
	return true
}
