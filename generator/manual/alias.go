package manual

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	const list = "documents/index.html"
	path = Folded(path)
	top, _, _ := strings.Cut(path, "/")
	return slices.Contains(own, top) || path == list || strings.HasPrefix(path, list+"/")
}

// Folded is a path as file systems compare it that do not tell cases apart, or two spellings of one
// letter.
func Folded(path string) string {
	if isASCII(path) {
		return strings.ToLower(path)
	}
	return strings.Map(foldedRune, norm.NFC.String(path))
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// foldedRune is one of the letters that differ from r in case only, the same one for all of them. Some
// have three forms: σ, ς and Σ.
func foldedRune(r rune) rune {
	least := r
	for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
		least = min(least, other)
	}
	return unicode.ToLower(least)
}
