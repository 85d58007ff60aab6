package theme

import (
	"fmt"
	"html/template"
	"slices"
	"text/template/parse"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/i18n"
)

// folder writes into parsed templates what is known once the language is: {{say "frame.start"}}
// becomes text, and {{say "list.of" .A .B}} becomes text and {{.A}} and {{.B}} between it. A page is
// made ten thousand times, and its words are looked up once. What package template escapes later is
// as safe as it would have been, since only texts take the place of calls.
//
// On its way it finds keys that are not there, which would otherwise show on some page, some day.
type folder struct {
	words  *i18n.Language
	tree   *parse.Tree
	called map[string]bool // templates that are called
	faults []error
}

// foldConstants rewrites the templates of a set that come from a file, or where no file is named, all of
// them, and minifies what they are then.
func (t *Theme) foldConstants(set *template.Template, file string) []error {
	s := &folder{words: t.words, called: t.called}
	for _, one := range set.Templates() {
		if one.Tree != nil && one.Tree.Root != nil && (file == "" || file == one.Tree.ParseName) {
			s.tree = one.Tree
			s.list(one.Tree.Root)
			minifyTemplate(one.Tree.Root)
		}
	}
	return s.faults
}

func (f *folder) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	var nodes []parse.Node
	for _, n := range l.Nodes {
		for _, settled := range f.node(n) {
			nodes = join(nodes, settled)
		}
	}
	l.Nodes = nodes
}

// join adds a node; texts in a row become one.
func join(nodes []parse.Node, n parse.Node) []parse.Node {
	text, ok := n.(*parse.TextNode)
	if ok && len(nodes) > 0 {
		if before, ok := nodes[len(nodes)-1].(*parse.TextNode); ok {
			before.Text = slices.Concat(before.Text, text.Text)
			return nodes
		}
	}
	return append(nodes, n)
}

// node gives what takes the place of a node.
func (f *folder) node(n parse.Node) []parse.Node {
	switch n := n.(type) {
	case *parse.ActionNode:
		f.pipe(n.Pipe)
		if settled, ok := f.action(n); ok {
			return settled
		}
	case *parse.TemplateNode:
		f.called[n.Name] = true
		f.pipe(n.Pipe)
	default:
		if b := branch(n); b != nil {
			f.pipe(b.Pipe)
			f.list(b.List)
			f.list(b.ElseList)
		}
	}
	return []parse.Node{n}
}

// branch gives what an if, a range and a with have in common, nil of any other node.
func branch(n parse.Node) *parse.BranchNode {
	switch n := n.(type) {
	case *parse.IfNode:
		return &n.BranchNode
	case *parse.RangeNode:
		return &n.BranchNode
	case *parse.WithNode:
		return &n.BranchNode
	}
	return nil
}

// pipe checks all calls in a pipeline.
func (f *folder) pipe(p *parse.PipeNode) {
	if p == nil {
		return
	}
	for i, c := range p.Cmds {
		for _, arg := range c.Args {
			if inner, ok := arg.(*parse.PipeNode); ok {
				f.pipe(inner)
			}
		}
		given := len(c.Args) - 2
		if i > 0 {
			given++ // what the command before it made
		}
		if key, ok := call(c, "say"); ok {
			f.check(c, key, given)
		}
		if group, ok := call(c, "handover"); ok && len(f.words.Forms(group)) == 0 {
			f.fault(c, "no group of strings is called "+group, "")
		}
	}
}

// call gives the first argument of a call, where it is a text.
func call(c *parse.CommandNode, function string) (argument string, ok bool) {
	if len(c.Args) < 2 {
		return "", false
	}
	name, isName := c.Args[0].(*parse.IdentifierNode)
	text, isText := c.Args[1].(*parse.StringNode)
	if !isName || !isText || name.Ident != function {
		return "", false
	}
	return text.Text, true
}

func (f *folder) check(c *parse.CommandNode, key string, given int) {
	takes, known := f.words.Args(key)
	switch {
	case !known:
		f.fault(c, "no string is called "+key, didYouMean(key, f.words.Keys()))
	case takes != given:
		f.fault(c, fmt.Sprintf("string %s takes %s, not %d", key, i18n.Arguments(takes), given), "")
	}
}

func didYouMean(word string, choices []string) string {
	if near := diag.Nearest(word, choices); near != "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	return ""
}

// fault notes an error at a node, worded as package template words its own.
func (f *folder) fault(n parse.Node, message, hint string) {
	place, _ := f.tree.ErrorContext(n)
	f.faults = append(f.faults, &callError{fmt.Sprintf("template: %s: %s", place, message), hint})
}

// callError is an error of a call, with what to do about it.
type callError struct{ message, hint string }

func (c *callError) Error() string { return c.message }

// action gives what takes the place of a call whose value is known, or known but for its arguments.
func (f *folder) action(n *parse.ActionNode) ([]parse.Node, bool) {
	if len(n.Pipe.Decl) > 0 || len(n.Pipe.Cmds) != 1 {
		return nil, false
	}
	c := n.Pipe.Cmds[0]
	if key, ok := call(c, "say"); ok {
		return f.foldString(n, key, c.Args[2:])
	}
	if group, ok := call(c, "handover"); ok {
		value, err := handover(f.words, group)
		return text(n, value), err == nil
	}
	if name, ok := c.Args[0].(*parse.IdentifierNode); ok && len(c.Args) == 1 {
		switch name.Ident {
		case "dir":
			return text(n, f.words.Dir), true
		case "titleLang":
			return []parse.Node{&parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(titleLang(f.words))}}, true
		case "dataLang":
			return []parse.Node{&parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(dataLang(f.words))}}, true
		}
	}
	return nil, false
}

func text(at *parse.ActionNode, value string) []parse.Node {
	return []parse.Node{&parse.TextNode{NodeType: parse.NodeText, Pos: at.Pos, Text: []byte(template.HTMLEscapeString(value))}}
}

// foldString gives the pieces of a string that has one form alone.
func (f *folder) foldString(n *parse.ActionNode, key string, args []parse.Node) ([]parse.Node, bool) {
	pieces, fixed := f.words.Fixed(key)
	if takes, _ := f.words.Args(key); !fixed || takes != len(args) {
		return nil, false
	}
	var nodes []parse.Node
	for _, p := range pieces {
		if p.Arg == 0 {
			nodes = append(nodes, text(n, p.Text)...)
			continue
		}
		nodes = append(nodes, shown(n, args[p.Arg-1]))
	}
	return nodes, true
}

// shown is an action that writes one argument of another.
func shown(n *parse.ActionNode, arg parse.Node) *parse.ActionNode {
	action := n.Copy().(*parse.ActionNode)
	if inner, ok := arg.Copy().(*parse.PipeNode); ok {
		action.Pipe = inner
		return action
	}
	action.Pipe.Cmds[0].Args = []parse.Node{arg.Copy()}
	return action
}
