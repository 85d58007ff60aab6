package view

import "html/template"

// Coverage is the matrix.
type Coverage struct {
	Page
	Total    Summary
	Groups   []Group // the sections over the columns
	Columns  []Column
	Rows     []ClauseRow
	Gaps     []ClauseRow
	Pending  []ClauseRow
	States   []StateCount
	Chapters []Chapter
	Strip    []StripChapter
	Owners   []string
	Types    []Choice
	// Holders are the owners and the types of each column's documents, as indexes into Owners and Types:
	// columns are separated by commas, indexes by spaces.
	Holders Holders
	// BySection reports that the columns are sections, because there are too many documents.
	BySection bool
	Unclaimed int // number of documents that claim nothing and have no column
}

// Holders are lists of indexes for the filters.
type Holders struct{ Owners, Types string }

// Choice is a value of a filter with its word in the language of the page.
type Choice struct{ Value, Word string }

// Chapter is a group of clauses for the filter.
type Chapter struct{ ID, Title, URL string }

// StripChapter is a chapter in the strip of all clauses.
type StripChapter struct {
	Chapter
	Size   int // number of its clauses that carry requirements; 40 if there are more
	Pieces []StripPiece
}

// StripPiece is the clauses of a chapter that have one state. URL is the matrix filtered by them,
// and Label says all of it in words.
type StripPiece struct {
	StateCount
	Size       int // Count; 40 if it is more
	URL, Label string
}

// StateCount is a state with the number of its clauses.
type StateCount struct {
	State
	Count int
}

// Group is a section in the head of the matrix. Span is the number of its columns.
type Group struct {
	Link
	Span int
}

// Column is a document, or a section, in the head of the matrix.
type Column struct {
	Link
	Title string
	First bool // the first of its group
	Band  bool // of every other group, to shade its columns
}

// Clause is the page of one clause.
type Clause struct {
	Page
	ClauseRow
	Editorial     bool
	Conditional   bool
	Changes       string // how the clause differs from the previous edition, in words
	Justification template.HTML
	Counted       []ClaimRow
	Uncounted     []ClaimRow
	Items         []ItemRow
	Children      []ClauseRow
	Previous      *Neighbour
	Next          *Neighbour
	Elsewhere     []EditionRow // this topic in other editions
	// Mentions are the documents whose text names the clause, rendered by partials/entry.html. Unnamed is
	// the number of those left out after the first 40.
	Mentions template.HTML
	Unnamed  int
}

// ClaimRow is one claim on a clause.
type ClaimRow struct {
	Document DocumentRow
	Section  Link // the heading that the claim names, if any
	Reason   string
}

// ItemRow is one item of documented information.
type ItemRow struct {
	Item     string
	Record   bool
	Basis    string // how it is required, in words
	English  bool   // Item is in English because the standard's data is not in the language of the page
	Demanded bool
	By       []Link
	// Names has a text for each of By: the records by which that document provides the item, or "".
	Names []string
	// NotArising is why the item does not arise: the organization's reason, or that the clause is not applicable. It is
	// empty if a document provides the item anyway.
	NotArising string
	Coming     []Link // documents in preparation that will provide the item
	Outside    bool   // only documents that are not in this copy of the manual provide the item
}

// EditionRow is another edition with its clauses on the same topic; none if that edition has no equivalent.
type EditionRow struct {
	Name    string
	Clauses []Counterpart
}

// Counterpart is a clause of another edition on the same topic.
type Counterpart struct {
	ID, Title string
	Perhaps   bool // the match is less certain
}
