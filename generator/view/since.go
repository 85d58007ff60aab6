package view

// SinceAudit is what became of the manual since its last audit.
type SinceAudit struct {
	Audit, Date string
	Commit      string // the abbreviated id of what the audit saw; empty if that is not known, which Unknown explains
	Unknown     string
	Effective   []SinceRow // became effective
	Changed     []SinceRow // another text under the same revision
	Withdrawn   []SinceRow
	Clauses     []SinceClause // whose state is another
	Countable   bool          // clauses can be compared: both states have the same edition and scope
}

// SinceRow is a document that is in force otherwise than it was.
type SinceRow struct {
	Document Link // without an address if it has no page
	Title    string
	From, To string // revisions; From is empty for a new one, To for one that was withdrawn
	Day      string // from which it has been in force
	New      bool
	Standing string // of one that was withdrawn: what it is now
	Clauses  []Link // that it covers, or covered
	Redline  string // the address of the text against the revision before; empty if there is none
}

// SinceClause is a clause whose state is another.
type SinceClause struct {
	Clause        Link
	Title         string
	Before, After State
	Documents     []Link // that cover it, or covered it
}
