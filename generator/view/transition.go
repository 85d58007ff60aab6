package view

// Transition is the page of the transition to the edition that manual.yaml prepares for.
type Transition struct {
	Page
	From, To         string // the standards, such as "ISO 9001:2015"
	End              string // the organization's own last day, or ""
	Done, Of         int    // number of documents
	Claims, Proposed int    // number of claims carried over, and of those to confirm
	States           []ForecastCount
	Owners           []TransitionOwner
	Documents        []TransitionDocument
	Left             int  // number of documents that are not shown, because there are too many
	Known            bool // the data says how contents changed between the two editions
	Clauses          []TransitionClause
	Gone             []Link // clauses that nothing is known to follow
	Declarations     []TransitionDeclaration
	NotRequired      []NotRequired
	Certainties      []Pair // the degrees of certainty in the tables, with what they mean
}

// ForecastCount is the number of clauses in a state after the transition.
type ForecastCount struct {
	State State
	Count int
}

// TransitionOwner is an owner with the number of documents, and of those that are done.
type TransitionOwner struct {
	Owner          string // "" for none
	Done, Open, Of int
}

// TransitionDocument is a document with its claims.
type TransitionDocument struct {
	Document DocumentRow
	Done     bool
	Written  bool // claims are in the front matter; some may still have to be confirmed
	Moves    []TransitionMove
	Reread   []Pair // the clauses to read again, by id and title
}

// TransitionMove is a claim and what it becomes.
type TransitionMove struct {
	Record    string // the record that has the claim, or ""
	Claim     Link
	Section   string // the id of the heading that the claim names
	Kind      string // stays, moved, split, reworded, amended, restructured, unverified, gone, excluded, heading
	Word      string // the kind in the language of the page
	To        string // the clauses of the later edition
	Certainty string
}

// TransitionClause is a clause of the later edition.
type TransitionClause struct {
	ID, Title   string
	Summary     string // our paraphrase
	Requirement bool
	Change      string // what changed, in the language of the page
	New         bool
	State       State // after the transition
	Confirm     bool  // not applicable by a declaration that has to be confirmed
	From        []TransitionSource
	By          []TransitionClaim
}

// TransitionSource is a clause of the earlier edition, with how certain the correspondence is.
type TransitionSource struct {
	Clause    Link
	Certainty string
}

// TransitionClaim is a document that leads to a clause.
type TransitionClaim struct {
	Document Link
	Proposed bool
}

// TransitionDeclaration is a declaration that belongs to the earlier edition.
type TransitionDeclaration struct {
	Clause Link
	To     string
}

// NotRequired is something that the later edition does not require.
type NotRequired struct {
	Text    string
	Clauses []Link
}
