package manual

import (
	"bytes"
	"io"
	"maps"
	"path"

	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/safefile"
)

// issuedFile is a file at some commit.
type issuedFile struct{ path, blob string }

// inFolder gives the files of the folder alone.
func (t *tree) inFolder() *tree {
	if t == nil || t.folder == nil {
		return t
	}
	return t.folder
}

func (t *tree) sameIssued(last *tree) bool {
	same := func(a, b *File) bool { return *a == *b }
	return t.inFolder() == last.inFolder() && maps.EqualFunc(t.issued, last.issued, same) || t.folder == nil && last.folder == nil
}

// issuedFiles adds the files that earlier revisions in force show or link to. A file that holds today what it held
// then keeps its address; one that does not, or is no longer there, gets one of its own. What is not to be
// published today is not published from Git either.
func (r *reader) issuedFiles(m *Manual, found *listing, last *tree) (*tree, error) {
	log := m.Options.History
	t := *m.tree
	t.folder, t.issued, t.Files = m.tree, map[issuedFile]*File{}, t.Files[:len(t.Files):len(t.Files)]
	old := log.Reader()
	defer old.Close()
	urls := map[string]*File{}
	for _, l := range m.issues {
		if l.issuedRevision == nil {
			continue
		}
		for _, p := range l.issuedPaths() {
			blob, known := log.FileAt(p, l.change().Back)
			at := issuedFile{p, blob}
			_, inside := Below(m.Documents.Value, p)
			if !known || t.issued[at] != nil || !inside || !m.IsDocument(p) {
				continue
			}
			f, err := r.unchanged(m, found, at, old)
			if err != nil {
				return nil, err
			}
			if f == nil {
				f = t.addIssued(at, old, urls)
			}
			if f != nil {
				t.issued[at] = f
			}
		}
	}
	return t.reuse(last), nil
}

// unchanged gives the file of the folder that holds what it held at a commit, or nil.
func (r *reader) unchanged(m *Manual, found *listing, was issuedFile, old *history.Reader) (*File, error) {
	f := m.files[was.path]
	if f == nil || f.at >= len(found.files) {
		return nil, nil
	}
	h, err := r.held(found.files[f.at], was.blob, old)
	if err != nil || h.blob != was.blob {
		return nil, err
	}
	return f, nil
}

// addIssued adds a file as it was, or gives nil where it must not or cannot be published.
func (t *tree) addIssued(at issuedFile, old *history.Reader, urls map[string]*File) *File {
	const enough = 16 // digits of the object's name
	url := route.IssuedFile(at.blob[:min(enough, len(at.blob))], path.Base(at.path))
	if f := urls[url]; f != nil {
		if f.blob != at.blob {
			return nil
		}
		return f
	}
	why, kind := safefile.ByName(at.path)
	if why != "" {
		return nil
	}
	data, err := old.Bytes(at.blob, safefile.MaxSize)
	if err != nil || kind.Active(data) != "" {
		return nil
	}
	f := &File{Path: at.path, URL: url, at: len(t.Files), blob: at.blob}
	t.Files, urls[url] = append(t.Files, f), f
	return f
}

// openIssued opens a file as it was issued. What Git holds under a name does not change, so it need not be
// checked again.
func openIssued(m *Manual, f *File) (io.ReadCloser, int64, error) {
	old := m.Options.History.Reader()
	defer old.Close()
	data, err := old.Bytes(f.blob, safefile.MaxSize)
	if err != nil {
		return nil, 0, err
	}
	return io.NopCloser(bytes.NewReader(data)), int64(len(data)), nil
}
