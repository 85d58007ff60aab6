package history

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"hash/maphash"
	"sync"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/source"
)

// Content is what a document says, however it is written. Where its links lead stands beside it, since
// that depends on where other documents were at the time.
type Content struct {
	Text  uint64 // what it tells its readers: all but the fields that may change without a new revision
	All   uint64 // with all its fields
	Links []document.Address
}

// ContentOf gives what a document says that was read from the folder.
func ContentOf(d *document.Document) *Content {
	shown := d.Shown()
	said, forms := d.Said(ignoredFields)
	all, _ := d.Said(nil)
	return &Content{
		Text:  maphash.String(seed, shown.Body+"\x00"+said),
		All:   maphash.String(seed, shown.Body+"\x00"+all),
		Links: append(shown.Links, forms...),
	}
}

// FileSum stands for the bytes of a file beside the documents, within one run of the program. In a text
// the ends of lines make no difference.
func FileSum(data []byte) uint64 {
	const looked = 8 << 10 // as far as git looks for what no text has
	if bytes.IndexByte(data[:min(len(data), looked)], 0) < 0 && bytes.Contains(data, crlf) {
		data = bytes.ReplaceAll(data, crlf, lf)
	}
	return maphash.Bytes(seed, data)
}

// Reader reads what documents and files held at the commits of a Log, by one git that runs from the
// first time that it is asked until Close. What it read is kept with the Log. It may be used from
// several goroutines.
type Reader struct {
	kept  *cache // nil where there is nothing to ask
	blobs *blobs
}

// cache is what was read, by blob. It holds for all Logs of one repository.
type cache struct {
	dir      string
	mu       sync.Mutex
	contents map[string]func() *Content // each is read once, whoever asks first
	sums     map[string]uint64
}

func newCache(dir string) *cache {
	return &cache{dir: dir, contents: map[string]func() *Content{}, sums: map[string]uint64{}}
}

// Reader gives a reader. Of a Log that is nil, or that was made up, it knows nothing.
func (l *Log) Reader() *Reader {
	if l == nil || l.cache == nil {
		return &Reader{}
	}
	return &Reader{l.cache, &blobs{ctx: context.Background(), dir: l.cache.dir}}
}

// Close ends the git that was asked.
func (r *Reader) Close() error {
	if r.blobs == nil {
		return nil
	}
	return r.blobs.close()
}

// Content gives what a document said after a change, nil where it cannot be read.
func (r *Reader) Content(c *Change) *Content {
	if r.kept == nil || !c.Known {
		return nil
	}
	k := r.kept
	k.mu.Lock()
	content := k.contents[c.blob]
	if content == nil {
		content = sync.OnceValue(func() *Content {
			raw, err := r.blobs.upTo(c.blob, source.MaxSize)
			if err != nil {
				return nil
			}
			return ContentOf(document.Parse(c.File, raw))
		})
		k.contents[c.blob] = content
	}
	k.mu.Unlock()
	return content()
}

// FileSum is the function FileSum of what a blob holds. It is not known where that cannot be read.
func (r *Reader) FileSum(blob string) (sum uint64, known bool) {
	if r.kept == nil {
		return 0, false
	}
	k := r.kept
	k.mu.Lock()
	sum, known = k.sums[blob]
	k.mu.Unlock()
	if known {
		return sum, true
	}
	data, err := r.blobs.upTo(blob, maxText)
	if err != nil {
		return 0, false
	}
	sum = FileSum(data)
	k.mu.Lock()
	defer k.mu.Unlock()
	k.sums[blob] = sum
	return sum, true
}

// maxText is the size up to which a file is looked at for ends of lines, which only texts have.
const maxText = 8 << 20

// Holds reports whether a blob holds the bytes of a file as they are in the folder: git may have given
// them other line ends on their way out, or have put them in the place of a pointer (Git LFS).
func (r *Reader) Holds(blob string, data []byte) bool {
	if names(blob, data) {
		return true
	}
	if len(data) <= maxText && bytes.Contains(data, crlf) && names(blob, bytes.ReplaceAll(data, crlf, lf)) {
		return true
	}
	if r.kept == nil {
		return false
	}
	const pointer = 1 << 10
	raw, err := r.blobs.upTo(blob, pointer)
	return err == nil && bytes.HasPrefix(raw, []byte("version https://git-lfs.github.com/")) &&
		bytes.Contains(raw, fmt.Appendf(nil, "oid sha256:%x\n", sha256.Sum256(data)))
}

// where finds documents by where their files were.
type where struct {
	once   sync.Once
	byFile map[string][]stay
}

// stay is the time in which a document had a file: from one commit of the manual, counted back, to
// another.
type stay struct {
	document *Document
	id       string
	from, to int
}

// At gives the document that had a file at a commit of the manual, counted back from 1, and its id
// then; nil where there was none or none is known.
func (l *Log) At(file string, back int) (d *Document, id string) {
	if l.where == nil {
		return nil, ""
	}
	l.where.once.Do(func() {
		l.where.byFile = map[string][]stay{}
		for _, d := range l.Documents {
			l.where.add(d, 1)
		}
		for _, g := range l.Deleted {
			if g.past != nil {
				l.where.add(g.past, g.Back+1)
			}
		}
	})
	for _, s := range l.where.byFile[file] {
		if s.to <= back && back <= s.from {
			return s.document, s.id
		}
	}
	return nil, ""
}

func (w *where) add(d *Document, to int) {
	for i := range d.Changes {
		c := &d.Changes[i]
		w.byFile[c.File] = append(w.byFile[c.File], stay{d, c.ID, c.Back, to})
		to = c.Back + 1
	}
}

// FileChange is one commit that changed a file beside the documents.
type FileChange struct {
	Commit *Commit // without an id where it lies before the first commit of a shallow clone
	Back   int     // how many commits of the manual it lies back, from 1
	Blob   string  // what the file held afterwards, "" where it was deleted
}

// FileAt gives what a file beside the documents held at a commit of the manual, counted back from 1. It
// is not known where the file was not there.
func (l *Log) FileAt(file string, back int) (blob string, known bool) {
	for _, c := range l.Files[file] {
		if c.Back >= back {
			return c.Blob, c.Blob != ""
		}
	}
	return "", false
}

// filesOf notes what a commit did to files beside the documents.
func (t *tracer) filesOf(c Commit, changes []rawChange) {
	if len(changes) == 0 {
		return
	}
	commit := &c
	for _, ch := range changes {
		blob := ch.new
		if ch.kind == 'D' || ch.kind == 'T' && !ch.regular {
			blob = ""
		}
		t.Files[ch.to] = append(t.Files[ch.to], FileChange{commit, t.n, blob})
	}
}
