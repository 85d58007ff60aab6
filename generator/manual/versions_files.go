package manual

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
)

// FileChanges lists the commits that changed a file which the document shows or links to, the latest
// first, and whether one is changed in the folder and not committed. The commit with which a file came
// is none of them.
func (m *Manual) FileChanges(e *Entry) (list []history.FileChange, uncommitted bool) {
	if !m.filesChanged(e) {
		return nil, false
	}
	paths := map[string]bool{}
	for _, f := range m.links.resolved[e.at].files {
		paths[f.Path] = true
		uncommitted = uncommitted || m.uncommitted(f)
		for i := range m.HistoryOf(e).Changes { // where it was when the document was elsewhere
			if c := &m.HistoryOf(e).Changes[i]; path.Dir(c.File) != path.Dir(e.File) {
				if rel, ok := strings.CutPrefix(f.Path, path.Dir(e.File)+"/"); ok {
					paths[path.Join(path.Dir(c.File), rel)] = true
				}
			}
		}
	}
	for p := range paths {
		if changes := m.Options.History.Files[p]; len(changes) > 0 {
			list = append(list, changes[:len(changes)-1]...)
		}
	}
	slices.SortFunc(list, func(a, b history.FileChange) int { return a.Back - b.Back })
	return slices.CompactFunc(list, func(a, b history.FileChange) bool { return a.Back == b.Back }), uncommitted
}

// readAttachments looks what the files hold that approved documents show or link to, as far as git knows them.
// Of all others nobody asks.
func readAttachments(m *Manual, r *reader, found *listing) error {
	log := m.Options.History
	m.held = make([]fileContent, len(m.Files))
	old := log.Reader()
	defer old.Close()
	for at, e := range m.Entries {
		if e.Status.Value != document.Approved {
			continue
		}
		for _, f := range m.links.resolved[at].files {
			changes := log.Files[f.Path]
			if m.held[f.at].known || len(changes) == 0 || f.at >= len(found.files) {
				continue
			}
			h, err := r.held(found.files[f.at], changes[0].Blob, old)
			if err != nil {
				return err
			}
			m.held[f.at] = h
		}
	}
	return nil
}

// held looks whether a file holds what was committed.
func (r *reader) held(f stampedFile, blob string, old *history.Reader) (fileContent, error) {
	known := r.memory.attachment(f, blob)
	if known.settled {
		return known.held, nil
	}
	const most = 64 << 20 // bytes; of a film nobody says whether it changed
	info, err := fs.Stat(r.fsys, f.path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() > most {
		return fileContent{}, nil
	}
	if err != nil {
		return fileContent{}, err
	}
	data, err := fs.ReadFile(r.fsys, f.path)
	if err != nil {
		return fileContent{}, err
	}
	if known.held = (fileContent{blob: blob, known: true}); blob == "" || !old.Holds(blob, data) {
		known.held = fileContent{sum: history.FileSum(data), known: true}
	}
	known.settled = r.memory != nil && f.inode != 0 && f.age(r.memory.Now) > moment
	return known.held, nil
}

// attachment is what is remembered of a file that was held against a blob.
type attachment struct {
	load    int
	stamp   stamp
	held    fileContent
	settled bool // it can only hold something else by another stamp
}

// attachment gives what is remembered of a file, or something new.
func (c *Cache) attachment(f stampedFile, blob string) *attachment {
	if c == nil {
		return &attachment{}
	}
	key := issuedFile{f.path, blob}
	known := c.attachments[key]
	if known == nil || known.stamp != f.stamp {
		known = &attachment{stamp: f.stamp}
		c.attachments[key] = known
	}
	known.load = c.loads
	return known
}
