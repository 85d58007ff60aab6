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
	Provisional    bool   // the list of clauses is compiled from secondary sources
	Notes          []string
	Rule, Limit    string // the counting rule, and what a matrix cannot show
	Drafts         bool
}

// Link is a text that leads somewhere, or, without URL, a text.
type Link struct {
	Text, URL string
	Current   bool
	English   bool // the text is the standard's data, which is English in every language
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

// NavEntry is one document in the navigation. It is shown on many pages and made once.
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

// Cell is what a document says of a clause; an empty cell has no Links.
type Cell struct {
	Links   []Link
	Mark    string // covered, pending, none
	Symbol  string
	Count   int // of documents, where sections stand across
	Heading bool
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
	Name string // draft, review, approved, upcoming, obsolete
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

// Coverage is the matrix.
type Coverage struct {
	Page
	Total    Summary
	Groups   []Group // columns, grouped by section
	Columns  []Column
	Rows     []ClauseRow
	Gaps     []ClauseRow
	Pending  []ClauseRow
	States   []StateCount
	Chapters []Chapter
	Owners   []string
	Types    []Choice
	// Holders are the owners and the types of each column's documents, as places in Owners and Types:
	// columns are parted by commas, places by blanks.
	Holders Holders
	// BySection says that sections stand across, because there are too many documents.
	BySection bool
	Unclaimed int // documents that claim nothing and have no column
}

// Holders are lists of places, for filters.
type Holders struct{ Owners, Types string }

// Choice is a value with its word in the language of the page, for the filter.
type Choice struct{ Value, Word string }

// Chapter is a group of clauses, for the filter.
type Chapter struct{ ID, Title string }

// StateCount is a state with the number of its clauses.
type StateCount struct {
	State
	Count int
}

// Group is a section over its columns.
type Group struct {
	Link
	Span int
}

// Column is a document, or a section, over its cells.
type Column struct {
	Link
	Title string
	First bool // the first of its group
}

// Clause is the page of one clause.
type Clause struct {
	Page
	ClauseRow
	Editorial     bool
	Conditional   bool
	Demands       []Link // kinds of paper that the edition asks for by name
	Justification template.HTML
	Counted       []ClaimRow
	Uncounted     []ClaimRow
	Items         []ItemRow
	Children      []ClauseRow
	Previous      *Link
	Next          *Link
	Elsewhere     []EditionRow // the subject in other editions
	// Mentions are documents whose text names the clause, each as partials/entry.html shows it, and
	// Unnamed counts those that are left out after the first 40.
	Mentions template.HTML
	Unnamed  int
}

// ClaimRow is one claim on a clause.
type ClaimRow struct {
	Document DocumentRow
	Section  Link // the heading, where one was claimed
	Reason   string
}

// ItemRow is one item of documented information.
type ItemRow struct {
	Item     string
	Record   bool
	Basis    string // how firmly it is asked for, in words
	English  bool   // the item is the standard's data
	Demanded bool
	By       []Link
}

// EditionRow is another edition, with the clauses that treat the same subject there; none where
// it is new or gone.
type EditionRow struct {
	Name    string
	Clauses []Counterpart
}

// Counterpart is a clause of another edition.
type Counterpart struct {
	ID, Title string
	Perhaps   bool // this is less certain
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

// SectionPage is the list of a folder's documents.
type SectionPage struct {
	Page
	Children []SectionRow
	Rows     []DocumentRow
}

// SectionRow is a folder in a list.
type SectionRow struct {
	Link
	Count int // documents in it and below
}

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
}

// RecordRow is a record as the document shows it.
type RecordRow struct {
	Name, Retention, Location, Owner, Disposal string
	Form                                       Link
	Clauses                                    []Link
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
	More                                 int // documents that the same commit changed and that are not shown
}

// Pair is a field that only themes know.
type Pair struct{ Name, Value string }

// OutlineEntry is a heading in the outline. Depth begins at 1.
type OutlineEntry struct {
	Text, Anchor string // Anchor is the id on the page
	Depth        int    // from 1
	Sub, Deep    bool   // of the second level, or below it
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
	// Split says that each section has a print page of its own.
	Split bool
}

// PrintSection is a folder in the contents.
type PrintSection struct {
	Link
	Rows []PrintRow
}

// PrintRow is a document in the contents.
type PrintRow struct {
	Link
	Title, Revision string
}

// Records are the records that documents ask for, and documented information. A Part is the page of
// one section, with its records alone.
type Records struct {
	Page
	Groups   []RecordGroup
	Count    int // of records
	Unstated int // records without a time for which they are kept
	Demanded InformationTable
	Others   InformationTable // what the standard names and does not demand
	// Split says that each section has a page of its own, and that groups here have no rows.
	Split, Part bool
}

// RecordGroup are the records of a section.
type RecordGroup struct {
	Link
	Count int
	Rows  []RecordLine
}

// RecordLine is a record with its document.
type RecordLine struct {
	RecordRow
	Document DocumentRow
}

// InformationTable is a list of documented information under the heading with an id.
type InformationTable struct {
	ID       string
	Rows     []InformationRow
	Answered int
}

// InformationRow is an item of documented information with its clause. Names are the records, if it
// is records that answer, one text for each of By; More counts the documents left out.
type InformationRow struct {
	ItemRow
	Clause Link
	Title  string
	Names  []string
	More   int
}

// Reviews are the reviews that the organization set itself. A Part is the page of one month.
type Reviews struct {
	Page
	Interval             string // review_every, in words
	Overdue, Soon, Later int    // Soon is within 90 days
	Without              int    // documents in force that have no review date
	Owners               []OwnerRow
	Months               []ReviewMonth
	None                 []DocumentRow
	// Split says that each month has a page of its own, and that months here have no rows.
	Split, Part bool
}

// OwnerRow counts the reviews of one owner.
type OwnerRow struct {
	Owner                         string
	Overdue, Soon, Later, Without int
}

// ReviewMonth are the reviews of one month, such as 2026-12.
type ReviewMonth struct {
	Link
	Count, Overdue int
	Rows           []DocumentRow
}

// Redirect stands at an old address of a document.
type Redirect struct {
	Page
	To Link
}

// Missing is the page for an address that is not there.
type Missing struct{ Page }
