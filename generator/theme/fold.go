package theme

import (
	"fmt"
	"html/template"
	"slices"
	"text/template/parse"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/i18n"
)

// folder replaces calls in parsed templates whose value is known with the language: {{say
// "frame.start"}} becomes text, and {{say "list.of" .A .B}} becomes text around {{.A}} and {{.B}},
// so that strings are looked up once and not per page. Escaping is unaffected, since only text
// replaces calls.
//
// It also reports unknown keys, which would otherwise fail only on the page that uses them.
type folder struct {
	words  *i18n.Language
	tree   *parse.Tree
	called map[string]bool // names of the called templates
	faults []error
}

// foldConstants folds and minifies the templates of a set that come from a file, or all if file is
// "".
func (t *Theme) foldConstants(set *template.Template, file string) []error {
	f := &folder{words: t.words, called: t.called}
	for _, one := range set.Templates() {
		if one.Tree != nil && one.Tree.Root != nil && (file == "" || file == one.Tree.ParseName) {
			f.tree = one.Tree
			f.list(one.Tree.Root)
			minifyTemplate(one.Tree.Root)
		}
	}
	return f.faults
}

func (f *folder) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	var nodes []parse.Node
	for _, n := range l.Nodes {
		for _, folded := range f.node(n) {
			nodes = join(nodes, folded)
		}
	}
	l.Nodes = nodes
}

// join appends a node and merges consecutive texts.
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

// node returns the replacement of a node.
func (f *folder) node(n parse.Node) []parse.Node {
	switch n := n.(type) {
	case *parse.ActionNode:
		f.pipe(n.Pipe)
		if folded, ok := f.action(n); ok {
			return folded
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

// branch returns the common part of if, range and with nodes; nil for other nodes.
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

// pipe checks the calls in a pipeline.
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
			given++ // the result of the previous command
		}
		if key, ok := call(c, "say"); ok {
			f.check(c, key, given)
		}
		if group, ok := call(c, "handover"); ok && len(f.words.Forms(group)) == 0 {
			f.fault(c, "no group of strings is called "+group, "")
		}
	}
}

// call returns the first argument of a call of function if it is a string literal.
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

// fault records an error at a node, worded like those of package template.
func (f *folder) fault(n parse.Node, message, hint string) {
	place, _ := f.tree.ErrorContext(n)
	f.faults = append(f.faults, &callError{fmt.Sprintf("template: %s: %s", place, message), hint})
}

// callError is an error in a call, with a hint.
type callError struct{ message, hint string }

func (c *callError) Error() string { return c.message }

// action returns the replacement of an action whose value is known except for its arguments.
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
		case "titleLang", "dataLang":
			return []parse.Node{&parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(dataLang(f.words))}}, true
		}
	}
	return nil, false
}

func text(at *parse.ActionNode, value string) []parse.Node {
	return []parse.Node{&parse.TextNode{NodeType: parse.NodeText, Pos: at.Pos, Text: []byte(template.HTMLEscapeString(value))}}
}

// foldString returns the pieces of a string that has only one form.
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
		nodes = append(nodes, argumentAction(n, args[p.Arg-1]))
	}
	return nodes, true
}

// argumentAction is an action that prints one argument of another action.
func argumentAction(n *parse.ActionNode, arg parse.Node) *parse.ActionNode {
	action := n.Copy().(*parse.ActionNode)
	if inner, ok := arg.Copy().(*parse.PipeNode); ok {
		action.Pipe = inner
		return action
	}
	action.Pipe.Cmds[0].Args = []parse.Node{arg.Copy()}
	return action
}
