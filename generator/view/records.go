package view

// Records is the page of the records that documents require, and of documented information.
type Records struct {
	Page
	Groups   []RecordGroup
	Count    int // number of records
	Unstated int // number of records without a retention time
	// Documented information by when the standard requires it: always, to the extent necessary, where the
	// case arises, and where the organization's planning asks for it.
	Demanded, Necessary, Conditional, Others InformationTable
	// Split reports that each section has a page of its own, so that the groups here have no rows. Part
	// reports that this is the page of one section, with its records only.
	Split, Part bool
	Parts       []Link // the pages of a section whose list is split
}

// RecordGroup is a section with its records.
type RecordGroup struct {
	Link
	Count int
	Rows  []RecordLine
}

// RecordLine is a record with its document.
type RecordLine struct {
	RecordRow
	Document *DocumentRow // the same for all records of a document
}

// InformationTable is a list of documented information. ID is the id of its heading.
type InformationTable struct {
	ID         string
	Rows       []InformationRow
	Answered   int
	Of         int // number of rows that can be answered: all but NotArising
	NotArising int
}

// InformationRow is an item of documented information with its clause. More is the number of documents left out.
type InformationRow struct {
	ItemRow
	Clause Link
	Title  string
	More   int
}

// Reviews is the page of the reviews that the organization has set itself.
type Reviews struct {
	Page
	Interval             string // review_every in words
	Overdue, Soon, Later int    // numbers of reviews; Soon is within 90 days
	Without              int    // number of documents in force without a review date
	Owners               []OwnerRow
	Months               []ReviewMonth
	None                 []DocumentRow
	// Split reports that each month has a page of its own, so that the months here have no rows. Part
	// reports that this is the page of one month.
	Split, Part bool
}

// OwnerRow counts the reviews of one owner.
type OwnerRow struct {
	Owner                         string
	Overdue, Soon, Later, Without int
}

// ReviewMonth is a month with its reviews. Its Text is such as "2026-12".
type ReviewMonth struct {
	Link
	Count, Overdue int
	Rows           []DocumentRow
}
