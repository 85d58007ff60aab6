package route

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// reserved are the names at the top of a site that it uses, or may use, itself. The folder documents/ is not
// among them: documents may have old addresses there.
var reserved = names(Home, Coverage, Sections, Scope, Changes, Records, Reviews, Search, Audit, Audits, Auditor, External, Transition, Print, NotFound,
	CoverageJSON, CoverageCSV, Workbook, DocumentsJSON, DocumentsCSV, Calendar, Sitemap, Feed, NoJekyll,
	Files, Assets, clauses, prints, records, reviews, revisions, printed, alphabet, "changes/", "search/")

// names are the first elements of paths.
func names(paths ...string) []string {
	list := make([]string, len(paths))
	for i, p := range paths {
		list[i], _, _ = strings.Cut(p, "/")
	}
	return list
}

// Reserved reports whether an address is, or may become, that of a page or file of the site that is not the
// page of a document. It compares as Fold does.
func Reserved(address string) bool {
	address = Fold(address)
	top, _, _ := strings.Cut(address, "/")
	return slices.Contains(reserved, top) || address == Documents || strings.HasPrefix(address, Documents+"/")
}

// Fold maps addresses to the same text that are the same file where a file system does not distinguish case,
// or composed from decomposed letters.
func Fold(address string) string {
	for i := range len(address) {
		if address[i] >= utf8.RuneSelf {
			return strings.Map(foldRune, norm.NFC.String(address))
		}
	}
	return strings.ToLower(address)
}

// foldRune maps letters that differ only in case to the same one. Some have three forms: σ, ς and Σ.
func foldRune(r rune) rune {
	least := r
	for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
		least = min(least, other)
	}
	return unicode.ToLower(least)
}
