package theme

import (
	"html/template"
	"strings"
	"sync"
	"text/template/parse"
)

// rootTemplates are the templates of a theme with the way to the site's root written into them: {{.Root}}
// becomes text. It stands in nearly every link, would be escaped at each, and all pages of a folder
// have the same. What is rooted is a copy: templates that were used cannot be copied any more.
type rootTemplates struct {
	made sync.Map // by kind of page and root, a function that makes a set once
}

// of gives the set of templates of a kind for pages with a root.
func (r *rootTemplates) of(kind, root string, set *template.Template) (*template.Template, error) {
	key := [2]string{kind, root}
	made, known := r.made.Load(key)
	if !known {
		made, _ = r.made.LoadOrStore(key, sync.OnceValues(func() (*template.Template, error) { return withRoot(set, root) }))
	}
	return made.(func() (*template.Template, error))()
}

// plain are the characters that are the same in an address, an attribute and a text.
const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/.-_"

func withRoot(set *template.Template, root string) (*template.Template, error) {
	set, err := set.Clone()
	if err != nil || strings.Trim(root, plain) != "" {
		return set, err
	}
	for _, one := range set.Templates() {
		if one.Tree != nil && one.Tree.Root != nil {
			writeRoot(one.Tree.Root, root)
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
