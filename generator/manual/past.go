package manual

import (
	"bytes"
	"hash/maphash"
	"io/fs"
	"slices"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
)

// Standing is how a file stands to the commit that is checked out.
type Standing int

// Unknown stands for all where there is no repository, or git would not tell.
const (
	Unknown     Standing = iota
	Committed            // as it was committed
	Changed              // otherwise than it was committed
	Uncommitted          // not committed at all
)

// Past is what Git knows of a document.
type Past struct {
	Standing Standing
	Changes  []history.Change // the latest first
	Text     uint64           // history.Text of the file, where it is Changed
}

// Last is the last commit that changed the document, nil where it is not known.
func (p *Past) Last() *history.Commit {
	if len(p.Changes) == 0 || p.Changes[0].Commit.ID == "" {
		return nil
	}
	return &p.Changes[0].Commit
}

// Pending is what of the manual differs from the commit that is checked out.
type Pending struct {
	Documents int      // changed, new or deleted
	Deleted   []string // the files of those that are deleted, in order
	Config    bool     // manual.yaml
}

// Clean reports whether documents and manual.yaml are as they were committed.
func (p Pending) Clean() bool { return p.Documents == 0 && !p.Config }

// recall joins documents with what Git knows of them. Which of them differ is seen from their bytes,
// so that a preview need not ask git after each save.
func (m *Manual) recall(r *reader) error {
	log := m.Options.History
	if log == nil || log.Trouble != "" {
		return nil
	}
	m.Pending.Config = m.Config.Sum != maphash.Bytes(seed, log.Config) &&
		m.Config.Sum != maphash.Bytes(seed, bytes.ReplaceAll(log.Config, []byte("\n"), []byte("\r\n")))
	for _, e := range m.Entries {
		known := log.Documents[e.File]
		if known == nil {
			e.Past.Standing = Uncommitted
			m.Pending.Documents++
			continue
		}
		e.Past.Standing, e.Past.Changes = Committed, known.Changes
		if known.Sum == e.Sum || known.Sum == 0 {
			continue
		}
		if err := e.compare(r, known.Sum); err != nil {
			return err
		}
		if e.Past.Standing == Changed {
			m.Pending.Documents++
		}
	}
	for file := range log.Documents {
		if m.byFile[file] == nil {
			m.Pending.Deleted = append(m.Pending.Deleted, file)
		}
	}
	slices.Sort(m.Pending.Deleted)
	m.Pending.Documents += len(m.Pending.Deleted)
	return nil
}

// compare looks at a file whose bytes are not those that were committed. Git may have given it other
// line ends on its way out.
func (e *Entry) compare(r *reader, committed uint64) error {
	raw, err := fs.ReadFile(r.fsys, e.File)
	if err != nil {
		return err
	}
	if document.Sum(bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))) == committed {
		return nil
	}
	e.Past.Standing, e.Past.Text = Changed, history.Text(raw)
	return nil
}
