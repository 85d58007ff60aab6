package view

import "html/template"

// Document is the page of one document.
type Document struct {
	Page
	DocumentRow
	ID             string
	TitleAnchor    string
	Prefix         string // of every id on print pages, such as "qp-08-04:"; else empty
	Anchor         string // the id of the whole document there, such as "qp-08-04"
	Number         int    // of the document in the printed manual, from 1; 0 on its own page
	Author         string
	Approver       string
	ApprovedDate   string
	EffectiveDate  string
	ReviewDate     string
	Distribution   string
	Classification string
	Claims         []ClaimLink
	Proposed       []Pair // claims that nobody has confirmed: an edition or "", and its clauses
	Supersedes     []Link
	SupersededBy   []Link
	Related        []Link
	Records        []RecordRow
	History        []ChangeRow
	Earlier        int    // number of revisions that are not shown
	Revisions      string // address of the page that compares them; empty on print pages, and if there is none
	Commit         CommitRow
	Files          []FileRow // what the document shows or links to, with the last commit of each; empty on print pages
	Extra          []Pair
	Outline        []OutlineEntry
	Body           template.HTML
	Backlinks      template.HTML // rendered by partials/entry.html
	Previous       *Neighbour
	Next           *Neighbour
	InForce        *OtherRevision // on the page of the next revision: the one that is in force; else nil
	Code           template.HTML  // for paper: the QR code that leads to Printed, as SVG; empty without base_url
	About          string         // the documents that this one names, as JSON for a script: by address a title, a revision and a status; empty on print pages
	Edit           string
	Change         string // where a reader requests a change, with the document filled in; empty if unknown and on print pages
	Copies         []Link // PDF and Word files with the same name as the document
	File           string
}

// ClaimLink is a claim as the document shows it.
type ClaimLink struct {
	Clause  string // its id and title
	Href    string // from this page to the page of the clause
	Section string // the heading that the claim names, or ""; Anchor is its id on the page
	Anchor  string
	Counted bool
	Reason  string
	Mark    string // covered, pending, none: the same as in the matrix
	Symbol  string
}

// RecordRow is a record as the document shows it.
type RecordRow struct {
	Name, Retention, Location, Owner, Disposal string
	Form                                       Link
	Clauses                                    []Link
	FormRevision                               string
	FormStatus                                 Status // empty if the form is not a document
}

// ChangeRow is a revision in a document's history. Commit is the short id of its last commit, or "" if the
// author wrote the row.
type ChangeRow struct {
	Revision, Date, Author, Summary, Commit string
	Uncommitted                             bool // the revision is not committed yet
	Approval                                Approval
}

// CommitRow is the last commit of a document. ID and Date are empty if they are unknown.
type CommitRow struct {
	ID, Date string
	Changed  bool // the document has uncommitted changes
	New      bool // it was never committed
}

// FileRow is a picture or an attachment of a document.
type FileRow struct {
	Name, URL string
	CommitRow
}

// SourceRow is the last commit that changed the manual, with the uncommitted changes. ID and Date are empty
// if they are unknown.
type SourceRow struct {
	ID, Date  string
	Documents int  // number of new, changed or deleted documents that are not committed
	Config    bool // manual.yaml has uncommitted changes
}

// ChangesPage lists the changes of the whole manual.
type ChangesPage struct {
	Page
	Source  SourceRow
	Since   *SinceAudit // nil where the manual names no audit
	Feed    string      // the address of the feed of what became effective; empty without a base address
	Months  []Month
	Earlier int // number of changes that are not shown
}

// Month is a month, such as "2026-05", with its changes, the latest first.
type Month struct {
	Month string
	Rows  []ChangedRow
}

// ChangedRow is a change of one document. Commit is empty if the change is older than the Git history.
type ChangedRow struct {
	Document                             Link
	Title, Date, Author, Summary, Commit string
	From, To                             string // revisions; From is empty if it is unknown
	New, Gone                            bool
	Files                                []string // changed files that the document shows or links to
	More                                 int      // number of documents that the same commit changed and that are not shown
}

// Pair is a front-matter field that clausebook does not know, for themes that do.
type Pair struct{ Name, Value string }

// OutlineEntry is a heading in the outline.
type OutlineEntry struct {
	Text, Anchor string // Anchor is the id on the page
	Depth        int    // 1 for the topmost
	Sub, Deep    bool   // Depth is 2; Depth is 3 or more
}
