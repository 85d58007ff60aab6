// Package route knows the addresses of a site: of every page and of every file beside the pages.
//
// An address is the path from the site's root, with slashes and without one at its beginning. Addresses are
// public: bookmarks, other sites and printouts hold them, so none may change.
package route

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"unicode"
)

// Pages that a site has once.
const (
	Home      = "index.html"
	Coverage  = "coverage.html"
	Documents = "documents/index.html"
	Sections  = "sections/index.html"
	Scope     = "scope.html"
	Changes   = "changes.html"
	Records   = "records.html"
	Reviews   = "reviews.html"
	Search    = "search.html"
	Audit     = "audit.html"
	Audits    = "audits.html" // the audit programme, where manual.yaml has one
	Auditor   = "auditor.html"
	External  = "external.html" // where the manual lists documents of external origin
	// Transition is there where manual.yaml prepares for another edition.
	Transition = "transition.html"
	Print      = "print.html"
	NotFound   = "404.html"
)

// Files for programs.
const (
	CoverageJSON  = "coverage.json"
	CoverageCSV   = "coverage.csv"
	Workbook      = "coverage.xlsx"
	DocumentsJSON = "documents.json"
	DocumentsCSV  = "documents.csv"
	Calendar      = "reviews.ics"
	Sitemap       = "sitemap.xml"
	Feed          = "feed.xml"
	NoJekyll      = ".nojekyll" // empty; tells GitHub Pages to publish the files as they are
)

// Files of a pack, the ZIP file for an auditor. PackSite is the folder of the site in it.
const (
	PackStart     = "START.html"
	PackSite      = "site/"
	Checklist     = "audit-checklist.xlsx"
	ChecklistText = "audit-checklist.md"
)

// Scripts of pages. A page loads one of them; KeysScript is for those without one of their own.
const (
	SearchScript   = Assets + "search.js"
	FilterScript   = Assets + "filter.js"
	AuditScript    = Assets + "audit.js"
	KeysScript     = Assets + "keys.js"
	DocumentScript = Assets + "document.js"
	ListScript     = Assets + "list.js"
	LookScript     = Assets + "look.js" // loaded as a part of the others
)

// CustomSheet is the style sheet that every page loads last.
const CustomSheet = Assets + "custom.css"

// Folders of a site, each with a slash at its end.
const (
	DocumentFolder = "documents/"
	Files          = "files/"  // what documents show or link to
	Assets         = "assets/" // style sheets, scripts and drawings of the theme, and the search index

	clauses  = "clauses/"
	sections = "sections/"
	prints   = "print/"
	records  = "records/"
	reviews  = "reviews/"
	alphabet = "az/"

	printed   = "r/" // short, since it is in the code on each printed sheet
	revisions = "revisions/"
	earlier   = revisions + "files/"
)

// Clause is the page of a clause.
func Clause(id string) string { return clauses + id + ".html" }

// Document is the page of a document.
func Document(id string) string {
	return DocumentFolder + strings.ToLower(strings.ReplaceAll(id, " ", "-")) + ".html"
}

// nextEnding is what the address of a coming revision ends in, before its .html.
const nextEnding = ".next"

// Next is the page of the coming revision of a document, by the address of the document.
func Next(document string) string {
	return strings.TrimSuffix(document, ".html") + nextEnding + ".html"
}

// IsNext reports whether the page of a document with this id would have the address of a coming revision.
func IsNext(id string) bool { return strings.HasSuffix(DocumentName(Document(id)), nextEnding) }

// DocumentName is the name of a document's page, without folder and ending: such as "qp-08-04".
func DocumentName(page string) string {
	return strings.TrimSuffix(strings.TrimPrefix(page, DocumentFolder), ".html")
}

// Revisions is the page with the revisions of a document, by the address of the document.
func Revisions(document string) string { return revisions + DocumentName(document) + ".html" }

// Printed is where the code on a printed sheet leads, by the address of the document and the name that
// RevisionName gives the revision.
func Printed(document, revision string) string {
	return printed + DocumentName(document) + "/" + revision + ".html"
}

// RevisionName is a revision as a part of an address. Different revisions may have the same name, as C and c do.
func RevisionName(revision string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9', strings.ContainsRune("._-", r):
			return r
		case 'A' <= r && r <= 'Z':
			return r - 'A' + 'a'
		}
		return '-'
	}, revision)
	if strings.HasPrefix(name, ".") {
		name = "-" + name[1:]
	}
	name = name[:min(len(name), 60)]
	if device.MatchString(name) {
		name = "-" + name
	}
	return name
}

// device is what Windows takes for a device, also with an ending.
var device = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)

// Earlier is a file that an earlier revision of a document shows, by its contents: the same contents always have
// the same address.
func Earlier(blob, name string) string {
	return earlier + blob[:min(len(blob), 16)] + strings.ToLower(path.Ext(name))
}

// Section is the page of a folder below the documents folder; "" is the documents folder itself.
//
// What is not a letter, digit, dot, underscore or hyphen becomes a hyphen. Two folders can thus have the same
// address, which is a finding.
func Section(folder string) string {
	if folder == "" {
		return Sections
	}
	name := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsDigit(r), strings.ContainsRune("/._-", r):
			return unicode.ToLower(r)
		}
		return '-'
	}, folder)
	if name == "index" {
		name = "index-" // index is the page of all sections
	}
	return sections + name + ".html"
}

// SectionPrint is the print page of a section, by the address of the section.
func SectionPrint(section string) string { return prints + strings.TrimPrefix(section, sections) }

// SectionRecords is the page of the records of a section, by the address of the section.
func SectionRecords(section string) string { return records + strings.TrimPrefix(section, sections) }

// Month is the page of the reviews of a month, such as "2026-12".
func Month(month string) string { return reviews + month + ".html" }

// Alphabet is the page of a part of the index from A to Z. The first is number 1.
func Alphabet(number int) string { return fmt.Sprintf("%s%d.html", alphabet, number) }

// Part is the page of a part of a list that is too long for one page, by the address of the list. The first,
// number 1, keeps the address of the list.
//
// No section has a tilde in its address, so a part never takes the address of another section.
func Part(list string, number int) string {
	if number == 1 {
		return list
	}
	return fmt.Sprintf("%s~%d.html", strings.TrimSuffix(list, ".html"), number)
}

// File is a file that documents show or link to, by its path below the documents folder.
func File(name string) string { return Files + name }

// IssuedFile is a file as it was when an earlier revision of a document was issued, by the object in which Git
// holds it. No other file has this address, since a folder whose name ends in a tilde is not published.
func IssuedFile(object, name string) string { return Files + "~/" + object + "/" + name }

// Asset is a file of the theme or of the search index, by its name.
func Asset(name string) string { return Assets + name }
