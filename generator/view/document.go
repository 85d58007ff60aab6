package view

import "html/template"

// Document is the page of one document.
type Document struct {
	Page
	DocumentRow
	ID             string
	TitleAnchor    string
	Prefix         string // of every id, on print pages, such as qp-08-04:
	Anchor         string // the id of the whole document there, such as qp-08-04
	Author         string
	Approver       string
	ApprovedDate   string
	EffectiveDate  string
	ReviewDate     string
	Distribution   string
	Classification string
	Claims         []ClaimLink
	Supersedes     []Link
	SupersededBy   []Link
	Related        []Link
	Records        []RecordRow
	History        []ChangeRow
	Earlier        int // revisions that are not shown
	Commit         CommitRow
	Extra          []Pair
	Outline        []OutlineEntry
	Body           template.HTML
	Backlinks      template.HTML // each as partials/entry.html shows it
	Previous       *Link
	Next           *Link
	Edit           string
	File           string
}

// ClaimLink is a claim as the document shows it.
type ClaimLink struct {
	Clause  string // its id and title
	Href    string // from the page to the clause's
	Section string // the heading that is claimed for, or "", and its id on the page
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
	FormStatus                                 Status // empty where the form is not a document
}

// ChangeRow is a revision in a document's history. Commit is the short id of the last commit of it, ""
// where the author wrote the row.
type ChangeRow struct {
	Revision, Date, Author, Summary, Commit string
	Uncommitted                             bool // the revision is in no commit yet
}

// CommitRow is the last commit of a document. ID and Date are empty where they are not known.
type CommitRow struct {
	ID, Date string
	Changed  bool // the document was changed since and not committed
	New      bool // it was never committed
}

// SourceRow is the last commit that changed the manual, and what differs from it. ID and Date are
// empty where they are not known.
type SourceRow struct {
	ID, Date  string
	Documents int  // that are new, changed or deleted, and not committed
	Config    bool // manual.yaml is changed and not committed
}

// ChangesPage tells what changed in the whole manual.
type ChangesPage struct {
	Page
	Source  SourceRow
	Months  []Month
	Earlier int // changes that are not shown
}

// Month is a month, as 2026-05, with its changes, the latest first.
type Month struct {
	Month string
	Rows  []ChangedRow
}

// ChangedRow is a change of one document. Commit is empty where it is older than Git.
type ChangedRow struct {
	Document                             Link
	Title, Date, Author, Summary, Commit string
	From, To                             string // revisions; From is empty where none is known
	New, Gone                            bool
	Files                                []string // that the document shows or links to, and that changed
	More                                 int      // documents that the same commit changed and that are not shown
}

// Pair is a field that only themes know.
type Pair struct{ Name, Value string }

// OutlineEntry is a heading in the outline. Depth begins at 1.
type OutlineEntry struct {
	Text, Anchor string // Anchor is the id on the page
	Depth        int    // from 1
	Sub, Deep    bool   // of the second level, or below it
}
