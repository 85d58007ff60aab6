package manual

import (
	"bytes"
	"slices"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
)

// GitStatus is how a file stands to the commit that is checked out.
type GitStatus int

// Unknown stands for all where there is no repository, or git would not tell, and for what is in a submodule.
const (
	Unknown   GitStatus = iota
	Committed           // as it was committed
	Modified            // otherwise than it was committed
	Untracked           // not committed at all
)

// History is what Git knows of a document.
type History struct {
	Status  GitStatus
	Changes []history.Change // the latest first
	Text    uint64           // history.Text of the file, where it is Changed
	Body    uint64           // history.Body of the file, where it is Changed
	loose   bool             // the file changed between parsing and this read
}

// Last is the last commit that changed the document, nil where it is not known.
func (h *History) Last() *history.Commit {
	if len(h.Changes) == 0 || h.Changes[0].Commit.ID == "" {
		return nil
	}
	return &h.Changes[0].Commit
}

func (h *History) same(q *History) bool {
	return h.Status == q.Status && h.Text == q.Text && len(h.Changes) == len(q.Changes) &&
		(len(h.Changes) == 0 || &h.Changes[0] == &q.Changes[0])
}

// Uncommitted is what of the manual differs from the commit that is checked out.
type Uncommitted struct {
	Documents int      // changed, new or deleted
	Deleted   []string // the files of those that are deleted, in order
	Config    bool     // manual.yaml
}

// Clean reports whether documents and manual.yaml are as they were committed.
func (u Uncommitted) Clean() bool { return u.Documents == 0 && !u.Config }

// HistoryOf is what Git knows of a document. It must not be changed.
func (m *Manual) HistoryOf(e *Entry) *History {
	if m.pasts == nil {
		return &unknown
	}
	return &m.pasts[e.at]
}

var unknown History

// joinHistory joins documents with what Git knows of them. Which of them differ is seen from their bytes,
// so that a preview need not ask git after each save.
func joinHistory(m *Manual, r *reader, last *Manual, found *listing) error {
	log := m.Options.History
	if log == nil || log.Trouble != "" {
		return nil
	}
	m.Uncommitted.Config = !m.Config.IsFrom(log.Config) &&
		!m.Config.IsFrom(bytes.ReplaceAll(log.Config, []byte("\n"), []byte("\r\n")))
	same := last.Register == m.Register && last.Options.History == log
	m.pasts = make([]History, len(m.Entries))
	settings := pastSettingsOf(m)
	defer settings.old.Close()
	for i, d := range m.links.texts {
		if same && last.links.texts[i] == d && !last.pasts[i].loose {
			m.pasts[i] = last.pasts[i]
		} else if err := m.pasts[i].read(r, settings, d); err != nil {
			return err
		}
		if s := m.pasts[i].Status; s == Modified || s == Untracked {
			m.Uncommitted.Documents++
		}
	}
	if same {
		m.Uncommitted.Deleted = last.Uncommitted.Deleted
	} else {
		m.Uncommitted.Deleted = deletedFiles(m, log)
	}
	m.Uncommitted.Documents += len(m.Uncommitted.Deleted)
	return readAttachments(m, r, found)
}

// deletedFiles lists the files of documents that are committed and not there.
func deletedFiles(m *Manual, log *history.Log) []string {
	var files []string
	for file := range log.Documents {
		if m.ByFile(file) == nil && m.IsDocument(file) {
			files = append(files, file)
		}
	}
	slices.Sort(files)
	return files
}

// read looks how a document stands to what was committed of it. Of one in a submodule that is not known. Git may have
// given the file other line ends on its way out.
func (h *History) read(r *reader, past *pastSettings, d *document.Document) error {
	known := past.log.Documents[d.File]
	if known == nil {
		if h.Status = Untracked; past.log.InSubmodule(d.File) {
			h.Status = Unknown
		}
		return nil
	}
	h.Status, h.Changes = Committed, past.withDefaults(known.Changes)
	if known.Sum == d.Sum || known.Sum == 0 {
		return nil
	}
	raw, err := r.read(d.File, diag.MaxSourceSize)
	h.loose = document.Sum(raw) != d.Sum
	if err == nil && document.Sum(bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))) != known.Sum {
		h.Status, h.Text, h.Body = Modified, history.Text(raw), history.Body(raw)
	}
	return err
}
