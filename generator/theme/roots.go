package theme

import (
	"html/template"
	"slices"
	"strings"
	"sync"
	"text/template/parse"
)

// rootTemplates caches copies of templates in which {{.Root}} is replaced by text. It is in nearly
// every link, would be escaped at each, and is the same for all pages of a folder. Copies are
// needed because an executed template cannot be changed. Safe for concurrent use.
type rootTemplates struct {
	made sync.Map // from [kind, root] to a function that makes the set once
}

// of returns the templates of a kind for pages with the given root.
func (r *rootTemplates) of(kind, root string, set *template.Template) (*template.Template, error) {
	key := [2]string{kind, root}
	made, known := r.made.Load(key)
	if !known {
		made, _ = r.made.LoadOrStore(key, sync.OnceValues(func() (*template.Template, error) { return withRoot(set, root) }))
	}
	return made.(func() (*template.Template, error))()
}

// rootCharacters need no escaping in URLs, attributes and text.
const rootCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/.-_"

func withRoot(set *template.Template, root string) (*template.Template, error) {
	set, err := set.Clone()
	if err != nil || strings.Trim(root, rootCharacters) != "" {
		return set, err
	}
	for _, one := range set.Templates() {
		if one.Tree != nil && one.Tree.Root != nil {
			writeRoot(one.Tree.Root, root)
			inline(set, one.Tree.Root)
		}
	}
	return set, nil
}

func writeRoot(l *parse.ListNode, root string) {
	if l == nil {
		return
	}
	var nodes []parse.Node
	for _, n := range l.Nodes {
		if n.Type() == parse.NodeAction && (n.String() == "{{.Root}}" || n.String() == "{{$.Root}}") {
			n = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Position(), Text: []byte(root)}
		}
		if b := branch(n); b != nil {
			writeRoot(b.List, root)
			writeRoot(b.ElseList, root)
		}
		nodes = join(nodes, n)
	}
	l.Nodes = nodes
}

// inline replaces calls of templates that contain no others and no variables, such as most titles, by what
// these contain. Package template copies a template that is called in an attribute or a title, and a program
// cannot look into such a copy.
func inline(set *template.Template, l *parse.ListNode) {
	if l == nil {
		return
	}
	var nodes []parse.Node
	for _, n := range l.Nodes {
		if call, ok := n.(*parse.TemplateNode); ok && call.Pipe != nil && call.Pipe.String() == "." {
			if t := set.Lookup(call.Name); t != nil && t.Tree != nil && isLeaf(t.Tree.Root) {
				nodes = append(nodes, t.Tree.Root.CopyList().Nodes...)
				continue
			}
		}
		if b := branch(n); b != nil {
			inline(set, b.List)
			inline(set, b.ElseList)
		}
		nodes = append(nodes, n)
	}
	l.Nodes = nodes
}

func isLeaf(l *parse.ListNode) bool {
	return l == nil || !slices.ContainsFunc(l.Nodes, func(n parse.Node) bool {
		if b := branch(n); b != nil {
			return strings.Contains(b.String(), "{{template") || strings.Contains(b.String(), "$")
		}
		return n.Type() == parse.NodeTemplate || n.Type() != parse.NodeText && strings.Contains(n.String(), "$")
	})
}
