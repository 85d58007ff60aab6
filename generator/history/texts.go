package history

import (
	"bytes"
	"context"
	"errors"
	"sync"
	"time"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
)

// errUnknown is the error for a blob of a Log that is nil or was constructed by a test.
var errUnknown = errors.New("no repository")

// texts reads blobs through a git process that starts when it is needed and ends when it has been idle for a while.
type texts struct {
	mu   sync.Mutex
	open *blobs
	idle *time.Timer
	used int // readers at this moment
}

func (t *texts) read(of *cache, blob string, most int64) ([]byte, error) {
	t.mu.Lock()
	if t.open == nil {
		t.open = &blobs{ctx: context.Background(), dir: of.dir, failures: &of.failures}
	}
	from := t.open
	t.used++
	t.mu.Unlock()
	data, err := from.readUpTo(blob, most)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.used--
	const wait = time.Second
	if t.idle == nil {
		t.idle = time.AfterFunc(wait, t.close)
	} else {
		t.idle.Reset(wait)
	}
	return data, err
}

func (t *texts) close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.open != nil && t.used == 0 {
		_ = t.open.close() // nothing is expected from it any more
		t.open = nil
	}
}

// Document reads a document as it was after a change. It is nil if that cannot be read. Safe for concurrent use.
func (l *Log) Document(c *Change) *document.Document {
	if l == nil || l.cache == nil || !c.Known {
		return nil
	}
	raw, err := l.cache.texts.read(l.cache, c.blob, diag.MaxSourceSize)
	if err != nil {
		return nil
	}
	return document.Parse(c.File, raw)
}

// Blob reads the contents of a file other than a document, of at most the given number of bytes. The error tells
// that they are not in the repository: it is not there, the file is in Git LFS, or is too large. Safe for concurrent use.
func (l *Log) Blob(blob string, most int64) ([]byte, error) {
	if l == nil || l.cache == nil {
		return nil, errUnknown
	}
	data, err := l.cache.texts.read(l.cache, blob, most)
	if err == nil && bytes.HasPrefix(data, []byte("version https://git-lfs.github.com/")) {
		return nil, errUnknown
	}
	return data, err
}
