package manual

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/clausebook/clausebook/generator/document"
)

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

// own are the names at the top of a site that it uses itself. Beside them there are only the
// documents, in documents/.
var own = []string{"404.html", "assets", "az", "changes", "changes.html", "clauses", "coverage.csv", "coverage.html", "coverage.json",
	"coverage.xlsx", "documents.csv", "documents.json", "files", "index.html", "print", "print.html", "records", "records.html",
	"reviews", "reviews.html", "reviews.ics", "scope.html", "search", "search.html", "sections", "sitemap.xml", ".nojekyll"}

// OwnPages reports whether a path lies where the site has, or may have, files of its own that are no
// pages of documents.
func OwnPages(path string) bool {
	top, _, _ := strings.Cut(Folded(path), "/")
	return slices.Contains(own, top) || Folded(path) == "documents/index.html"
}

// Folded is a path as file systems compare it that do not tell cases apart, or two spellings of one
// letter.
func Folded(path string) string { return strings.ToLower(norm.NFC.String(path)) }
