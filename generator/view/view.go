// Package view declares what templates see: a struct per page, and the rows and links in it. It holds
// no logic; package site fills it.
//
// All addresses in a view are relative to the site's root; a template puts .Root before them. Every list
// is in the order in which it is shown. themes/README.md lists all views and their fields; a test compares
// the two.
package view

import "html/template"

// Site is what every page knows about the manual.
type Site struct {
	Title, Company string
	Standard       string // such as "ISO 9001:2015"
	ScopeName      string // such as "ISO 9001:2015, production only"
	Edition, Scope string // such as "2015" and "9002"
	Date           string // the build date; a page that does not depend on it must not show it
	Language       string // of the interface, such as "en"
	Logo           string // address of the logo; empty if there is none
	Accent         string // the colour of the manual on a light page, such as "0b5d8a"; empty if it names none
	Sections       []Link // the top-level folders
	Provisional    bool   // paraphrases and change marks are compiled from secondary sources
	Notes          []string
	Rule, Limit    string // the counting rule, and what the matrix cannot show
	Drafts         bool   // drafts and documents in review are included
	Copy           string // which numbered copy this is, such as "Controlled copy 1a2b3c4d for NAME"; else empty
	External       bool   // there is a register of external documents
	NextEdition    string // the standard that the manual prepares for, such as "ISO 9001:2026", or ""
}

// Link is a text with an address. Without URL it is plain text.
type Link struct {
	Text, URL string
	Current   bool // it leads to the page that it is on
	English   bool // the text is in English because the standard's data is not in the language of the page
}

// Page is the part that the views of all pages have in common.
type Page struct {
	*Site
	Kind        string // name of the template, such as "clause"
	Path        string // path of the page in the site
	Root        string // from the page to the site's root, such as "../"; empty at the root
	Heading     string // the page's h1
	Canonical   string // the full address; empty without base_url
	Breadcrumbs []Link // from the start page to the parent
	// Tree is the sections, or on the page of a clause the clauses, rendered by partials/tree.html.
	Tree    template.HTML
	Scripts []string // paths of the scripts that the page needs
	// Icon, Header, Footer and Breadcrumb are the rendered partials of these names. Each sees a Frame and is
	// rendered once for all pages where it is the same.
	Icon, Header, Footer, Breadcrumb template.HTML
}

// Frame is what the partials around the content of a page see. It has none of the page's own fields.
type Frame struct {
	*Site
	Kind, Root  string // Kind is empty for the partial breadcrumb
	Breadcrumbs []Link // for the partial breadcrumb only: from the start page to the parent
}

// Tree is what the partial tree sees: the sections, or the clauses. URLs are relative to the page.
type Tree struct {
	Branches []Branch
	Entries  template.HTML // the documents, where they are in no section
	More     int           // number of sections left out, of which All is the list
	All      string
}

// Branch is a section or a clause in a tree. Of many siblings it shows those around the current one, and More
// is the number of children left out.
type Branch struct {
	Text, URL              string
	Current, Open, English bool
	Children               []Branch
	More                   int
	Entries                template.HTML // the documents, where it is the current section
}

// Nav is the documents of a section in the tree: at most 40 around the current one.
type Nav struct {
	Section Link
	Root    string
	Entries template.HTML // rendered by partials/entry.html
	Before  int           // number of documents left out before the first entry; After counts those after the last
	After   int
	Total   int
}

// Neighbour is the page before or after. Section is that of the document, if it is another one.
type Neighbour struct {
	Link
	Section string
}

// NavEntry is one document in the navigation. It is rendered once and shown on many pages. On pages of
// documents Root is empty, and the URL is relative to their folder.
type NavEntry struct {
	Link  // Text is the id
	Root  string
	Title string
}

// State is the state of a clause.
type State struct {
	Name   string // covered, pending, gap, not-applicable, outside
	Word   string // the name in the language of the page
	Symbol string
}

// Summary counts clauses by state. Of is the number that Percent refers to.
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
	Open           bool // a gap, or pending
	Reason         string
	Chapter        string
	Depth          int
	Rollup         Summary
	Cells          []Cell
	// Owners and Types are those of the documents that claim the clause, as indexes into the lists of
	// Coverage, separated by spaces. They are set only where the columns of the matrix are sections.
	Owners, Types string
}

// Cell is a cell of the matrix: the claim of a document, or the claims of a section. A cell without Mark
// spans all columns up to the next claim.
type Cell struct {
	Column int // index of its first column in Columns
	Span   int // number of columns; 1 if it has a Mark
	Links  []Link
	Mark   string // covered, pending, none
	Symbol string
	Count  int // number of claims, where the columns are sections
}

// DocumentRow is a document in a list.
type DocumentRow struct {
	ID, Title, URL, Type, Revision, Owner string
	TypeWord                              string // the type in the language of the page; as written if it is not a known type
	Status                                Status
	Effective, Due                        string
	Overdue                               bool
	Section                               Link
	Summary                               string
	// Coming is the next revision, where this one is in force until it takes effect and it has a page; else nil.
	Coming   *OtherRevision
	Approval Approval
}

// OtherRevision is the next revision of a document, or the one that is in force until then.
type OtherRevision struct {
	Revision, URL string
	Status        Status
	Effective     string // the day from which it is in force
}

// Approval is how strong an approval is. It is empty where nothing is approved.
type Approval struct {
	Name string // stated, recorded, verified
	Word string // the name in the language of the page
	Text string // the same with commit and signer
}

// Status is the status of a document on the build date.
type Status struct {
	Name string // draft, review, approved, upcoming, superseded, obsolete
	Word string
}

// Home is the start page.
type Home struct {
	Page
	Statement template.HTML
	// Intro is the text of the README.md at the top of the documents folder, or empty. IntroTitle is its
	// title, where that is not the manual's, and TitleAnchor the id of its title, where links may name it.
	Intro       template.HTML
	IntroTitle  string
	TitleAnchor string
	Total       Summary
	Strip       []StripChapter
	Gaps        []ClauseRow
	Pending     []ClauseRow
	Recent      []DocumentRow // the latest that became effective
	Upcoming    []DocumentRow // approved, not yet effective
	Due         []DocumentRow // reviews overdue, or due within 90 days
	Latest      []ChangedRow  // the latest changes in Git
	Source      SourceRow
	Documents   int
}

// Documents is the master list.
type Documents struct {
	Page
	Total int
	Rows  []DocumentRow
	// BySection lists the sections of a manual that is too large for one list. The pages of the sections
	// then list the documents in force, and Rows only the obsolete ones.
	BySection []SectionRow
}

// SectionPage is the list of a folder's documents. A list that is too long for one page is split, and Parts
// links to all its pages.
type SectionPage struct {
	Page
	Intro       template.HTML // the text of the folder's README.md, or empty
	TitleAnchor string        // the id of its title, or empty
	Children    []SectionRow
	Rows        []DocumentRow
	Parts       []Link
}

// SectionRow is a folder in a list.
type SectionRow struct {
	Link
	Count int // documents in it and below
}

// SearchPage has the A–Z index for readers without JavaScript. The index of a large manual has pages of its
// own: each shows its Letters and links to all Parts; the search page has the Parts only.
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

// PrintPage is several documents on one page, or the table of contents of the whole manual.
type PrintPage struct {
	Page
	Source   SourceRow
	Contents []PrintSection
	Sheets   template.HTML // the documents, each a Document rendered by partials/sheet.html
	// Split reports that this is the table of contents of a large manual, whose sections have print pages of
	// their own; Named, that it names each document. Count is the number of documents on the print page of
	// a section, and Parts links to all print pages of that section.
	Split bool
	Named bool
	Count int
	Parts []Link
	// Approvals are for the cover of the manual: who approved its documents. They are empty on other print pages.
	Approvals []ApproverRow
}

// ApproverRow is an approver with the documents in force that they approved, and the day of the latest approval.
type ApproverRow struct {
	Approver, Latest string
	Count            int
}

// PrintSection is a folder in the table of contents. In a large manual it links to the print page of the
// folder and, if there are several, to each as Parts; it has Rows only where the page is Named.
type PrintSection struct {
	Link
	Count int // number of its documents
	Parts []Link
	Rows  []PrintRow
}

// PrintRow is a document in the table of contents.
type PrintRow struct {
	Link
	Number          int // of the document in the printed manual, from 1: the head of its sheets has it, too
	Title, Revision string
}

// Redirect is the page at an old address of a document.
type Redirect struct {
	Page
	To Link
}

// Missing is the page for an address that does not exist.
type Missing struct{ Page }
