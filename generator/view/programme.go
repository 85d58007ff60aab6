package view

// Programme is the audit programme: clauses down, audits across.
type Programme struct {
	Page
	Every   string // the organization's own interval in words, or ""
	Audits  []ProgrammeAudit
	Columns []ProgrammeAudit // those of the table: the last few
	Before  int              // number of audits left out of the table
	Rows    []ProgrammeRow
	Never   []Link // clauses that no audit looked at
	Overdue int
}

// ProgrammeAudit is an audit that took place, or is planned. Without Clauses and Parts it says nothing about clauses, unless it is Elsewhere.
type ProgrammeAudit struct {
	Name, Date string
	Planned    bool
	Clauses    []Link
	Parts      []Link // sections, and documents of processes
	Elsewhere  bool   // it looked only at documents that are not in this copy
}

// ProgrammeRow is a clause that applies.
type ProgrammeRow struct {
	Clause                   Link
	Title                    string
	Last, Part, Due, Planned string // days, or "", as in audit.Row
	Never, Overdue           bool
	Cells                    []string // by column: "", "whole", "part" or "planned"
}
