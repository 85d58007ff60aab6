package history

import (
	"bytes"
	"cmp"
	"errors"
)

// Blob is the object that holds the document after the change; "" in a Log that a test constructed.
func (c *Change) Blob() string { return c.blob }

// FileThen is the file as manual.yaml named it then: File, unless the documents were moved to another folder later.
func (c *Change) FileThen() string { return cmp.Or(c.moved, c.File) }

// FileThen is the file that was deleted, like that of Change.
func (d *Deleted) FileThen() string {
	if d.history != nil && len(d.history.Changes) > 0 && d.history.Changes[0].moved != "" {
		return d.history.Changes[0].moved
	}
	return d.File
}

// Inner lists the versions of the document that a merge brought in and that differ from the one after it, the latest
// first. They have no State yet; WithState gives it.
func (c *Change) Inner() []Change {
	if len(c.inner) < 2 {
		return nil
	}
	return c.inner[1:]
}

// WithState is a version of Inner with its state, of the bytes of its blob.
func (c Change) WithState(raw []byte) Change {
	c.State = *stateOf(raw)
	return c
}

// lfsPointer begins the blob of a file that Git LFS stores elsewhere.
var lfsPointer = []byte("version https://git-lfs.github.com/")

var errElsewhere = errors.New("the file is stored by Git LFS, not in the repository")

// Bytes returns a blob of at most most bytes. It is an error if the blob is larger, missing from a partial
// clone, or only a pointer of Git LFS.
func (r *Reader) Bytes(blob string, most int64) ([]byte, error) {
	if r.cache == nil {
		return nil, ErrNone
	}
	data, err := r.blobs.readUpTo(blob, most)
	if err == nil && bytes.HasPrefix(data, lfsPointer) {
		return nil, errElsewhere
	}
	return data, err
}

// FileSince returns the blob of a file at a commit of the manual, counted back from 1; if the file did not
// exist then, the first one that came later. known is false if it never existed.
func (l *Log) FileSince(file string, back int) (blob string, known bool) {
	if blob, known = l.FileAt(file, back); known {
		return blob, true
	}
	changes := l.Files[file]
	for i := len(changes) - 1; i >= 0; i-- {
		if c := changes[i]; c.Back <= back && c.Blob != "" {
			return c.Blob, true
		}
	}
	return "", false
}
