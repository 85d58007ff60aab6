package theme

import (
	"bytes"
	"html/template"
	"io"
	"reflect"
	"strings"
	"sync"
	"text/template/parse"
)

// sink is where a template prints a value, such as an attribute, with how package template escapes there. It
// writes a value itself if there is nothing to escape, and leaves all others to package template.
type sink struct {
	escapers int       // the number of functions that escape
	plain    [256]bool // bytes that are written as they are
	markup   bool      // whether HTML is
	before   string    // of the template
	after    string
	template *template.Template // which has the value between them
}

// Bytes that no function changes in text and in quoted attributes, and in addresses. The : is not one of the
// latter, since it may end a scheme.
const (
	changedInText  = "\x00\"&'+<>"
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
		if err := made.template.Execute(io.Discard, ""); err != nil { // which also escapes it
			panic(err)
		}
		for b := range made.plain {
			made.plain[b] = strings.IndexByte(s.plain, byte(b)) >= 0 || s.plain == "" && strings.IndexByte(changedInText, byte(b)) < 0
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

var stringType, markupType = reflect.TypeFor[string](), reflect.TypeFor[template.HTML]()

func (s *sink) print(w *bytes.Buffer, v reflect.Value) {
	if v.Kind() == reflect.String {
		switch text := v.String(); v.Type() {
		case markupType:
			if s.markup {
				w.WriteString(text)
				return
			}
		case stringType:
			if s.isPlain(text) {
				w.WriteString(text)
				return
			}
		}
	}
	var out bytes.Buffer
	if err := s.template.Execute(&out, v.Interface()); err != nil {
		panic(err)
	}
	w.Write(bytes.TrimSuffix(bytes.TrimPrefix(out.Bytes(), []byte(s.before)), []byte(s.after)))
}

func (s *sink) isPlain(text string) bool {
	for i := range len(text) {
		if !s.plain[text[i]] {
			return false
		}
	}
	return true
}
