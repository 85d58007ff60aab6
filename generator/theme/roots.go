package theme

import (
	"html/template"
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
