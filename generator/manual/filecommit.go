package manual

import "github.com/clausebook/clausebook/generator/history"

// FileCommit is the last commit that changed a file which a document shows or links to, as the document has it; nil
// if that is not known. changed reports that the file was changed since then and not committed.
func (m *Manual) FileCommit(e *Entry, f *File) (c *history.Commit, changed bool) {
	if m.Options.History == nil {
		return nil, false
	}
	for _, change := range m.Options.History.Files[f.Path] {
		switch {
		case e.Issued != nil && change.Back < e.Issued.Back:
			continue // later than the revision
		case change.Blob == "" || change.Commit.ID == "":
			return nil, false
		}
		return change.Commit, e.Issued == nil && m.uncommitted(f)
	}
	return nil, false
}

// sameFileCommits reports whether FileCommit tells the same of all files of a document.
func (m *Manual) sameFileCommits(e *Entry, as *Manual) bool {
	for _, f := range m.FilesOf(e) {
		now, changed := m.FileCommit(e, f)
		then, changedThen := as.FileCommit(e, f)
		if changed != changedThen || (now == nil) != (then == nil) || now != nil && now.ID != then.ID {
			return false
		}
	}
	return true
}
