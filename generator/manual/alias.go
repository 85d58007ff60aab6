package manual

import "github.com/clausebook/clausebook/generator/document"

// Alias is an old address of a document.
type Alias struct {
	Path string // of the page that leads on, from the site's root
	document.Text
}

// OldAddresses lists the old addresses of a document that can be those of pages.
func (e *Entry) OldAddresses() []Alias {
	var list []Alias
	for _, a := range e.Aliases {
		if p, ok := document.AliasPath(a.Value); ok {
			list = append(list, Alias{p, a})
		}
	}
	return list
}
