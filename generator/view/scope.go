package view

import "html/template"

// ScopePage shows which clauses apply and which do not.
type ScopePage struct {
	Page
	Statement    template.HTML
	Total        Summary
	Declarations []DeclarationRow
	Models       []ModelRow
	Design       Link // the clause on design and development
	Excluded     bool // it is not applicable, or not part of the model
	Questions    []ScopeQuestion
	Mentions     []Link // the documents that mention the clause on design or one below it
	Words        []ScopeWord
	Differing    []ScopeRow // the clauses with different states under the scopes
	Rows         []ScopeRow
	Editions     []ScopeEdition
}

// ScopeQuestion is a question that an auditor asks about design, with the clauses that it is about and
// the documents that claim them. More is the number of documents left out.
type ScopeQuestion struct {
	Text      string
	Clauses   []Link
	Documents []ScopeDocument
	More      int
}

// ScopeDocument is a document, or a section of it.
type ScopeDocument struct {
	Link
	Title   string
	Section Link
}

// ScopeWord is a word about design in the scope statement or a document; Document is empty for the statement.
type ScopeWord struct {
	Word     string
	Document Link
}

// ScopeRow is a clause with its state under each of Models.
type ScopeRow struct {
	Clause      Link
	Title       string
	Requirement bool
	States      []State // empty for a heading
	By          []Link  // the documents that cover it, or would
}

// ScopeEdition is a row of the table of editions.
type ScopeEdition struct {
	Name, Standards, Omitted, Reason string
	Here                             bool // the edition looked at
}

// DeclarationRow is a clause that does not apply.
type DeclarationRow struct {
	Clause        Link
	Title         string
	State         State
	Justification template.HTML
	Aside         bool // set aside under the scope and edition of this build
}

// ModelRow is a scope with the coverage of this manual under it.
type ModelRow struct {
	Name    string
	Number  string
	Own     bool
	Total   Summary
	Omitted []Link
	Gaps    []Link
}
