package view

// Audit is the checklist of an audit.
type Audit struct {
	Page
	Manual   string // what notes belong to: company and title
	Items    []AuditItem
	Findings []Pair // the grades of a finding: a name that is stored, and a word
	// Programme is the address of the audit programme, or "" if there is none.
	Programme string
}

// AuditItem is a clause that applies. More and MoreRecords are the numbers of those left out.
type AuditItem struct {
	ClauseRow
	Answers     []ClaimRow
	More        int
	Records     []AuditRecord
	MoreRecords int
}

// AuditRecord is a kind of record to sample.
type AuditRecord struct {
	Name, Retention, Location string
	Document                  Link
}

// Auditor is the page that says in words of document control how this manual works.
type Auditor struct {
	Page
	Topics []AuditorTopic
	Terms  []Pair // words of Git
}

// AuditorTopic is a part of document control: how it is done here, and how Git shows it.
type AuditorTopic struct {
	Name, Title, Here, Git string
	Links                  []Link
}
