package theme

import (
	"bytes"
	"html/template"
	"reflect"
	"strconv"
	"sync"
	"sync/atomic"
	"text/template/parse"
)

// program runs an escaped template without package template, which calls a function by reflection for each
// value that it escapes: that took an eighth of the time of a large build. It runs what our templates consist
// of. Whatever else it meets, and any error, ends the run, and package template renders the page from the
// beginning, so what a template means and how it fails is decided there. Safe for concurrent use.
type program struct {
	prepared sync.Once
	ready    atomic.Pointer[escaped] // nil until package template has escaped the template, and if it has to run it
	theme    *Theme
}

// escaped is a template with all that it calls, after escaping.
type escaped struct {
	root  *parse.ListNode
	lists map[string]*parse.ListNode // the templates that it calls, by name
	sinks map[*parse.PipeNode]*sink  // how each printed value is escaped
}

// run appends the output of the template. Where it returns false, nothing has been written.
func (p *program) run(w *bytes.Buffer, view any) (ok bool) {
	e := p.ready.Load()
	if e == nil {
		return false
	}
	start := w.Len()
	defer func() {
		if recover() != nil {
			w.Truncate(start)
			p.ready.Store(nil)
			ok = false
		}
	}()
	dot := reflect.ValueOf(view)
	r := run{escaped: e, functions: p.theme.functions, out: w, dollar: dot}
	r.list(dot, e.root)
	return true
}

// prepare makes the program of a template of a set, once package template has executed it.
func (p *program) prepare(set *template.Template, name string) {
	p.prepared.Do(func() {
		e := &escaped{lists: map[string]*parse.ListNode{}, sinks: map[*parse.PipeNode]*sink{}}
		if e.add(set, name) {
			e.root = e.lists[name]
			p.ready.Store(e)
		}
	})
}

// add adds a template and those that it calls. It reports whether all of them can be run.
func (e *escaped) add(set *template.Template, name string) bool {
	if _, done := e.lists[name]; done {
		return true
	}
	t := set.Lookup(name)
	if t == nil || t.Tree == nil { // one that package template has made for another context
		return false
	}
	e.lists[name] = t.Tree.Root
	return e.addList(set, t.Tree.Root)
}

func (e *escaped) addList(set *template.Template, l *parse.ListNode) bool {
	if l == nil {
		return true
	}
	for _, n := range l.Nodes {
		ok := true
		switch n := n.(type) {
		case *parse.TextNode:
		case *parse.ActionNode:
			if len(n.Pipe.Decl) == 0 {
				e.sinks[n.Pipe] = sinkOf(n.Pipe)
				ok = e.sinks[n.Pipe] != nil
			}
		case *parse.TemplateNode:
			ok = e.add(set, n.Name)
		default:
			b := branch(n)
			ok = b != nil && e.addList(set, b.List) && e.addList(set, b.ElseList)
		}
		if !ok {
			return false
		}
	}
	return true
}

// run is one run of a program. Its methods panic at what they do not know.
type run struct {
	*escaped
	functions template.FuncMap
	out       *bytes.Buffer
	dollar    reflect.Value
	vars      []variable
	base      int // the first variable of the template that is running
	depth     int // number of templates that call each other
}

type variable struct {
	name  string
	value reflect.Value
}

// maxDepth is the largest number of templates that may call each other; package template may go deeper.
const maxDepth = 200

func (r *run) list(dot reflect.Value, l *parse.ListNode) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			r.out.Write(n.Text)
		case *parse.ActionNode:
			if len(n.Pipe.Decl) > 0 {
				r.pipe(dot, n.Pipe, len(n.Pipe.Cmds))
			} else {
				s := r.sinks[n.Pipe]
				s.print(r.out, r.pipe(dot, n.Pipe, len(n.Pipe.Cmds)-s.escapers))
			}
		case *parse.IfNode:
			r.choose(dot, &n.BranchNode, false)
		case *parse.WithNode:
			r.choose(dot, &n.BranchNode, true)
		case *parse.RangeNode:
			r.loop(dot, n)
		case *parse.TemplateNode:
			r.template(dot, n)
		default:
			panic("unknown node")
		}
	}
}

// choose runs one side of an if or with, which sets dot.
func (r *run) choose(dot reflect.Value, b *parse.BranchNode, with bool) {
	mark := len(r.vars)
	value := r.pipe(dot, b.Pipe, len(b.Pipe.Cmds))
	switch {
	case !truth(value):
		r.list(dot, b.ElseList)
	case with:
		r.list(value, b.List)
	default:
		r.list(dot, b.List)
	}
	r.vars = r.vars[:mark]
}

func (r *run) loop(dot reflect.Value, n *parse.RangeNode) {
	if n.Pipe.IsAssign {
		panic("assignment in range")
	}
	mark := len(r.vars)
	values := r.pipe(dot, n.Pipe, len(n.Pipe.Cmds)) // and its variables, for now with all the values
	inner := len(r.vars)
	count, element := elements(values)
	for i := range count {
		value := element(i)
		switch len(n.Pipe.Decl) {
		case 1:
			r.vars[inner-1].value = value
		case 2:
			r.vars[inner-2].value, r.vars[inner-1].value = reflect.ValueOf(i), value
		}
		r.list(value, n.List)
		r.vars = r.vars[:inner]
	}
	if count == 0 {
		r.list(dot, n.ElseList)
	}
	r.vars = r.vars[:mark]
}

func (r *run) template(dot reflect.Value, n *parse.TemplateNode) {
	if n.Pipe == nil || r.depth == maxDepth {
		panic("no value, or too deep")
	}
	value := r.pipe(dot, n.Pipe, len(n.Pipe.Cmds))
	dollar, base := r.dollar, r.base
	r.dollar, r.base = value, len(r.vars)
	r.depth++
	r.list(value, r.lists[n.Name])
	r.depth--
	r.vars = r.vars[:r.base]
	r.dollar, r.base = dollar, base
}

// pipe evaluates the first commands of a pipeline and sets its variables.
func (r *run) pipe(dot reflect.Value, p *parse.PipeNode, commands int) reflect.Value {
	var value reflect.Value
	for i, c := range p.Cmds[:commands] {
		value = concrete(r.command(dot, c, value, i > 0))
	}
	for _, v := range p.Decl {
		if p.IsAssign {
			*r.variable(v.Ident[0]) = value
		} else {
			r.vars = append(r.vars, variable{v.Ident[0], value})
		}
	}
	return value
}

// command evaluates a command, which gets the value of the one before if there is one.
func (r *run) command(dot reflect.Value, c *parse.CommandNode, before reflect.Value, piped bool) reflect.Value {
	if _, ok := c.Args[0].(*parse.IdentifierNode); ok {
		return r.call(dot, c, before, piped)
	}
	if piped || len(c.Args) > 1 {
		panic("arguments for a value")
	}
	return r.value(dot, c.Args[0])
}

func (r *run) value(dot reflect.Value, n parse.Node) reflect.Value {
	switch n := n.(type) {
	case *parse.FieldNode:
		return fieldOf(dot, n.Ident)
	case *parse.VariableNode:
		if n.Ident[0] == "$" {
			return fieldOf(r.dollar, n.Ident[1:])
		}
		return fieldOf(*r.variable(n.Ident[0]), n.Ident[1:])
	case *parse.DotNode:
		return dot
	case *parse.StringNode:
		return reflect.ValueOf(n.Text)
	case *parse.BoolNode:
		return reflect.ValueOf(n.True)
	case *parse.NumberNode:
		if i, err := strconv.Atoi(n.Text); err == nil {
			return reflect.ValueOf(i)
		}
	case *parse.PipeNode:
		return r.pipe(dot, n, len(n.Cmds))
	case *parse.ChainNode:
		return fieldOf(concrete(r.value(dot, n.Node)), n.Field)
	}
	panic("unknown value")
}

func (r *run) variable(name string) *reflect.Value {
	for i := len(r.vars) - 1; i >= r.base; i-- {
		if r.vars[i].name == name {
			return &r.vars[i].value
		}
	}
	panic("unknown variable")
}
