package document

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/generator/diag"
)

// SchemeUse is a kind of address that is not allowed and that a text links to, such as onenote: or P:. Such
// links are shown as text.
type SchemeUse struct {
	Scheme  string // with its colon, \\ for a path on a server, or "" for more kinds than are kept apart
	Address string // the first
	Pos     diag.Pos
	Count   int
}

// runningSchemes are the schemes that run a script or bring a page of their own.
var runningSchemes = []string{"javascript:", "jscript:", "livescript:", "mocha:", "vbscript:", "data:", "blob:", "filesystem:"}

var schemeForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)

// schemeOf returns the scheme of an address that is not allowed, in lower case and as a browser reads it.
func schemeOf(address string) string {
	seen := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}, html.UnescapeString(address))
	switch {
	case strings.HasPrefix(seen, `\`):
		return `\\`
	case strings.HasPrefix(seen, "/"): // another host, without a scheme
		return ""
	}
	return strings.ToLower(schemeForm.FindString(seen))
}

// maxSchemes limits the kinds of addresses that are kept apart. Real texts have a few.
const maxSchemes = 20

// unsafe reports a link that is not allowed: at once if it may run something, otherwise once a kind of
// address.
func (b *body) unsafe(address string, pos diag.Pos) {
	scheme := schemeOf(address)
	if scheme == "" || slices.Contains(runningSchemes, scheme) || allowedSchemes[strings.TrimSuffix(scheme, ":")] {
		b.ctx.add("unsafe-link", pos, fmt.Sprintf("a link may not lead to %q", shorten(address)),
			"use http, https, mailto, tel, or a path to a file of the manual")
		return
	}
	if len(b.doc.Schemes) >= maxSchemes-1 && !slices.ContainsFunc(b.doc.Schemes, func(s SchemeUse) bool { return s.Scheme == scheme }) {
		scheme = ""
	}
	for i := range b.doc.Schemes {
		if b.doc.Schemes[i].Scheme == scheme {
			b.doc.Schemes[i].Count++
			return
		}
	}
	b.doc.Schemes = append(b.doc.Schemes, SchemeUse{scheme, shorten(address), pos, 1})
}
