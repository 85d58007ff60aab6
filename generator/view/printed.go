package view

// Printed is the page to which the code on a printed sheet leads. It says whether the revision on the sheet is in
// force, and which one is.
type Printed struct {
	Page
	DocumentRow         // of the revision in force, else of the one that the document's page shows
	Held         string // the revision on the sheet
	Sentence     string // whether that is in force, and which one is
	InForce      bool   // the revision on the sheet is in force
	Replacements []Link // the documents that replace this one, if it is no longer in force
}
