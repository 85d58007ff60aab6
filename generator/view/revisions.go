package view

import "html/template"

// Revisions is the page of the revisions of one document, the latest first.
type Revisions struct {
	Page
	DocumentRow
	Rows    []RevisionRow
	Earlier int    // number of older revisions, which are not shown
	Host    string // address of the history of the document's file at the host of the repository; empty if unknown
}

// RevisionRow is a revision with its difference from the one before. Fields are empty where they are unknown.
type RevisionRow struct {
	Revision, Author, Approver  string
	ApprovedDate, EffectiveDate string
	Summary                     string // of the change: as the author wrote it, else the subjects of the commits
	Commit, CommitURL           string // the commit that approved it; CommitURL leads to it at the host of the repository
	CommitDate                  string
	Approval                    Approval
	Standing                    string // in force or from when, of a document whose next revision is coming
	Uncommitted                 bool   // it, or a part of it, is not committed yet
	Draft                       bool   // it is not approved
	Anchor                      string
	Before                      string // the revision that it is compared with; the rest is empty where that is empty
	BeforeAnchor                string
	Changes                     string // what changed, in a sentence
	Sections                    []SectionChange
	Fields                      []FieldChange
	Files                       []string      // files that the document shows or links to and that hold something else
	Text                        template.HTML // the text with insertions and deletions; empty where the text is the same
	Unread                      bool          // one of the two texts cannot be read
}

// SectionChange is a section that differs. Kind is changed, added, removed or moved; Word is that in the language
// of the page.
type SectionChange struct{ Title, Kind, Word, Anchor string }

// FieldChange is a field of the front matter that differs. In Old the words that are gone are marked, in New those
// that are new.
type FieldChange struct {
	Name     string
	Old, New template.HTML
}
