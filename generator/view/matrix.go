package view

import "html/template"

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
	Band  bool // of every other group, which are shaded
}

// Clause is the page of one clause.
type Clause struct {
	Page
	ClauseRow
	Editorial     bool
	Conditional   bool
	Changes       string // what happened to the clause since the edition before, in words
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
	// NotArising is the organization's reason why the case does not arise; empty where something
	// provides the item all the same.
	NotArising string
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
