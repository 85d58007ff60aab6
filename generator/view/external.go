package view

// ExternalPage is the register of documents of external origin.
type ExternalPage struct {
	Page
	Rows                 []ExternalRow
	Overdue, Soon, Later int // numbers of checks; Soon is within 90 days
	Without              int // number of external documents without a check interval
}

// ExternalRow is an external document. Without a number, Number is its name and Name is empty.
type ExternalRow struct {
	Number, Name, Edition, Holder string
	CheckedOn                     string
	Every                         string // the check interval in words
	Due                           string // the day of the next check; empty if there is no interval or no check is known
	Overdue                       bool
	Documents                     []Link // published documents that refer to it; More is the number of those left out
	More                          int
}
