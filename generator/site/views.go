package site

import "html/template"

// The views are what templates see. All addresses in them are relative to the site's root; a
// template puts .Root before them. Every list is in the order in which it is shown.

// Site is what every page knows of the manual.
type Site struct {
	Title, Company string
	Standard       string // such as ISO 9001:2015
	ScopeName      string // such as ISO 9001:2015, production only
	Edition, Scope string // such as 2015 and 9002
	Date           string // the day of the build; pages that do not depend on it must not show it
	Language       string // of the interface
	Logo           string // the address of the logo, or ""
	Sections       []Link // the topmost folders
	Provisional    bool   // paraphrases and change notes are compiled from secondary sources
	Notes          []string
	Rule, Limit    string // the counting rule, and what a matrix cannot show
	Drafts         bool
}

// Link is a text that leads somewhere, or, without URL, a text.
type Link struct {
	Text, URL string
	Current   bool
	English   bool // the text is the standard's data, and not in the language of the page
}

// Page is what all views have in common.
type Page struct {
	*Site
	Kind      string // the template
	Path      string // of the page in the site
	Root      string // from the page to the site's root, such as ../
	Heading   string // the page's h1
	Canonical string // the full address, where base_url is known
	Trail     []Link // from the start page to the parent
	Nav       *Nav   // nil where the page lies in no section
	Scripts   []string
	// Icon, Header, Folders, Footer and Breadcrumb are the partials of these names. Each sees a Frame
	// and is made once for all pages that show the same.
	Icon, Header, Folders, Footer, Breadcrumb template.HTML
	slots                                     *slots
}

// Frame is what the pieces around a page's content see: none of the page's own fields.
type Frame struct {
	*Site
	Kind, Root string // of the breadcrumb only Root is known
	Trail      []Link // of the breadcrumb; from the start page to the parent
}

// Nav is the navigation of one section: the sections above and below it, and at most 40 documents
// around the current one.
type Nav struct {
	Section  Link
	Parents  []Link
	Children []Link
	// Entries are the documents, each as partials/entry.html shows it; empty where there are none.
	Entries template.HTML
	Before  int // documents left out before the first entry, and after the last
	After   int
	Total   int
}

// NavEntry is one document in the navigation. It is shown on many pages and made once. Between the
// pages of documents Root is empty, and the URL leads from one to the other.
type NavEntry struct {
	Link  // Text is the id
	Root  string
	Title string
}

// State is the state of a clause.
type State struct {
	Name   string // covered, pending, gap, not-applicable, outside
	Word   string // for people
	Symbol string
}

// Summary counts clauses.
type Summary struct {
	Requirements, Covered, Pending, Gap, NotApplicable, Outside, Of int
	Percent                                                         string
}

// ClauseRow is a clause in a list.
type ClauseRow struct {
	ID, Title, URL string
	Summary        string // our paraphrase
	Requirement    bool
	State          State
	Reason         string
	Chapter        string
	Depth          int
	Rollup         Summary
	Cells          []Cell
	// Owners and Types of the documents that claim it, as places in the lists of Coverage, where
	// sections stand across.
	Owners, Types string
}

// Cell is what a document, or a section, says of a clause. One cell without Mark stands for all columns
// up to the next claim.
type Cell struct {
	Column int // the place of its first column in Columns
	Span   int // how many columns it stands for: one where it has a Mark
	Links  []Link
	Mark   string // covered, pending, none
	Symbol string
	Count  int // of documents, where sections stand across
}

// DocumentRow is a document in a list.
type DocumentRow struct {
	ID, Title, URL, Type, Revision, Owner string
	TypeWord                              string // the type, in the language of the page where it is a known one
	Status                                Status
	Effective, Due                        string
	Overdue                               bool
	Section                               Link
	Summary                               string
}

// Status is where a document stands in its life, on the day of the build.
type Status struct {
	Name string // draft, review, approved, upcoming, superseded, obsolete
	Word string
}

// Home is the start page.
type Home struct {
	Page
	Statement template.HTML
	Total     Summary
	Chapters  []ClauseRow
	Gaps      []ClauseRow
	Pending   []ClauseRow
	Recent    []DocumentRow // the latest to take effect
	Upcoming  []DocumentRow // approved, not yet effective
	Due       []DocumentRow // reviews overdue, or due within 90 days
	Latest    []ChangedRow  // the latest changes that Git knows of
	Source    SourceRow
	Documents int
}

// Documents is the master list.
type Documents struct {
	Page
	Total int
	Rows  []DocumentRow
	// BySection is given where one page could not list all documents: the sections, whose pages list
	// what is in force. Rows are only the obsolete documents then.
	BySection []SectionRow
}

// SectionPage is the list of a folder's documents. One that is too long for a page is cut, and Parts
// lead to all its pages.
type SectionPage struct {
	Page
	Children []SectionRow
	Rows     []DocumentRow
	Parts    []Link
}

// SectionRow is a folder in a list.
type SectionRow struct {
	Link
	Count int // documents in it and below
}

// ScopePage shows what applies and what does not.
type ScopePage struct {
	Page
	Statement    template.HTML
	Total        Summary
	Declarations []DeclarationRow
	Models       []ModelRow
}

// DeclarationRow is a clause that does not apply.
type DeclarationRow struct {
	Clause        Link
	Title         string
	State         State
	Justification template.HTML
	Aside         bool // set aside in this view
}

// ModelRow is one scope with what this manual has for it.
type ModelRow struct {
	Name    string
	Number  string
	Own     bool
	Total   Summary
	Omitted []Link
	Gaps    []Link
}

// SearchPage has the A–Z index for readers without script. That of a large manual has pages of its
// own: each of them shows its Letters and all Parts, and the search page only the Parts.
type SearchPage struct {
	Page
	Letters []Letter
	Parts   []Link
	Clauses []ClauseRow
}

// Letter is a letter of the index with its documents.
type Letter struct {
	Letter string
	Rows   []DocumentRow
}

// PrintPage is several documents on one page, or the contents of the whole manual.
type PrintPage struct {
	Page
	Source   SourceRow
	Contents []PrintSection
	Sheets   template.HTML // the documents, each a Document as partials/sheet.html shows it
	// Split says that this is the contents of a large manual, whose sections have print pages of their
	// own, and Named that it names each document. Count is how many documents such a page has, Parts are
	// all pages of its section.
	Split bool
	Named bool
	Count int
	Parts []Link
}

// PrintSection is a folder in the contents. Those of a large manual lead to its print page and, where
// it has several, to each as Parts, and have Rows only where the page is Named.
type PrintSection struct {
	Link
	Count int // of its documents
	Parts []Link
	Rows  []PrintRow
}

// PrintRow is a document in the contents.
type PrintRow struct {
	Link
	Title, Revision string
}

// Redirect stands at an old address of a document.
type Redirect struct {
	Page
	To Link
}

// Missing is the page for an address that is not there.
type Missing struct{ Page }
