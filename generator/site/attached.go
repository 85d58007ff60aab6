package site

import (
	"path"

	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/view"
)

// filesShown is the largest number of files whose last commits are on the page of a document.
const filesShown = 30

// attachedFiles lists the files that a document shows or links to with their last commits, as far as Git knows them.
func attachedFiles(m *manual.Manual, e *manual.Entry) []view.FileRow {
	var rows []view.FileRow
	for _, f := range m.FilesOf(e) {
		c, changed := m.FileCommit(e, f)
		if c == nil || f.Unsafe != "" {
			continue
		}
		if len(rows) == filesShown {
			break
		}
		rows = append(rows, view.FileRow{Name: path.Base(f.Path), URL: f.URL, CommitRow: view.CommitRow{ID: c.Short(), Date: c.Date, Changed: changed}})
	}
	return rows
}

// files adds what attachedFiles lists.
func (h *hasher) files(m *manual.Manual, e *manual.Entry) {
	for _, f := range m.FilesOf(e) {
		if c, changed := m.FileCommit(e, f); c != nil {
			h.text("file", f.URL, c.ID)
			if changed {
				h.text("changed")
			}
		}
	}
}
