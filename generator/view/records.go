package view

// Records are the records that documents ask for, and documented information. A Part is the page of
// one section, with its records alone.
type Records struct {
	Page
	Groups   []RecordGroup
	Count    int // of records
	Unstated int // records without a time for which they are kept
	// Documented information, by when the standard requires it: always, to the extent necessary, where
	// the case arises; and what it leaves to the organization's planning.
	Demanded, Necessary, Conditional, Others InformationTable
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
	ID         string
	Rows       []InformationRow
	Answered   int
	Of         int // those that can be answered: all but NotArising
	NotArising int
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
