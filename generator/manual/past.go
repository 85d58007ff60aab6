package manual

import (
	"bytes"
	"hash/maphash"
	"slices"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/source"
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
	loose    bool             // the file was another one when it was read for this
}

// Last is the last commit that changed the document, nil where it is not known.
func (p *Past) Last() *history.Commit {
	if len(p.Changes) == 0 || p.Changes[0].Commit.ID == "" {
		return nil
	}
	return &p.Changes[0].Commit
}

func (p *Past) same(q *Past) bool {
	return p.Standing == q.Standing && p.Text == q.Text && len(p.Changes) == len(q.Changes) &&
		(len(p.Changes) == 0 || &p.Changes[0] == &q.Changes[0])
}

// Pending is what of the manual differs from the commit that is checked out.
type Pending struct {
	Documents int      // changed, new or deleted
	Deleted   []string // the files of those that are deleted, in order
	Config    bool     // manual.yaml
}

// Clean reports whether documents and manual.yaml are as they were committed.
func (p Pending) Clean() bool { return p.Documents == 0 && !p.Config }

// Past is what Git knows of a document. It must not be changed.
func (m *Manual) Past(e *Entry) *Past {
	if m.pasts == nil {
		return &unknown
	}
	return &m.pasts[e.at]
}

var unknown Past

// recall joins documents with what Git knows of them. Which of them differ is seen from their bytes,
// so that a preview need not ask git after each save.
func (m *Manual) recall(r *reader, last *Manual, found *listing) error {
	log := m.Options.History
	if log == nil || log.Trouble != "" {
		return nil
	}
	m.Pending.Config = m.Config.Sum != maphash.Bytes(seed, log.Config) &&
		m.Config.Sum != maphash.Bytes(seed, bytes.ReplaceAll(log.Config, []byte("\n"), []byte("\r\n")))
	same := last.Register == m.Register && last.Options.History == log
	m.pasts = make([]Past, len(m.Entries))
	for i, d := range m.links.texts {
		if same && last.links.texts[i] == d && !last.pasts[i].loose {
			m.pasts[i] = last.pasts[i]
		} else if err := m.pasts[i].of(r, log.Documents[d.File], d); err != nil {
			return err
		}
		if s := m.pasts[i].Standing; s == Changed || s == Uncommitted {
			m.Pending.Documents++
		}
	}
	if same {
		m.Pending.Deleted = last.Pending.Deleted
	} else {
		m.Pending.Deleted = m.deleted(log)
	}
	m.Pending.Documents += len(m.Pending.Deleted)
	return m.holdings(r, found)
}

// deleted lists the files of documents that are committed and not there.
func (m *Manual) deleted(log *history.Log) []string {
	var files []string
	for file := range log.Documents {
		if m.ByFile(file) == nil {
			files = append(files, file)
		}
	}
	slices.Sort(files)
	return files
}

// of looks how a document stands to what was committed of it, nil where nothing was. Git may have
// given the file other line ends on its way out.
func (p *Past) of(r *reader, known *history.Document, d *document.Document) error {
	if known == nil {
		p.Standing = Uncommitted
		return nil
	}
	p.Standing, p.Changes = Committed, known.Changes
	if known.Sum == d.Sum || known.Sum == 0 {
		return nil
	}
	raw, err := r.read(d.File, source.MaxSize)
	p.loose = document.Sum(raw) != d.Sum
	if err == nil && document.Sum(bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))) != known.Sum {
		p.Standing, p.Text = Changed, history.Text(raw)
	}
	return err
}
