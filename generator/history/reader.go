package history

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
	"sync"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
)

// Content identifies the contents of a document, independent of formatting. Links are separate,
// since their meaning depends on where other documents were at the time.
type Content struct {
	Text  uint64 // hash of everything but ignoredFields and claims
	All   uint64 // hash including all fields
	Links []document.Address
	frontMatter
	claimSets map[string]claimSet // by the name of the record; those of the document have ""
}

// ContentOf returns the content of a document read from the folder.
func ContentOf(d *document.Document) *Content {
	shown := d.Shown()
	fields, forms := d.Said(slices.Concat(ignoredFields, claimFields))
	all, _ := d.Said(nil)
	return &Content{
		Text:  maphash.String(seed, shown.Body+"\x00"+fields),
		All:   maphash.String(seed, shown.Body+"\x00"+all),
		Links: append(shown.Links, forms...),

		frontMatter: frontMatterOf(d),
		claimSets:   claimSetsOf(d),
	}
}

// FileSum hashes a file other than a document, within one run of the program. Line endings of text
// files make no difference.
func FileSum(data []byte) uint64 {
	const looked = 8 << 10 // as git does to detect binary files
	if bytes.IndexByte(data[:min(len(data), looked)], 0) < 0 && bytes.Contains(data, crlf) {
		data = bytes.ReplaceAll(data, crlf, lf)
	}
	return maphash.Bytes(seed, data)
}

// Reader reads documents and files at the commits of a Log, through one git process that runs from
// the first request until Close. Results are cached with the Log. Safe for concurrent use.
type Reader struct {
	cache *cache // nil if there is no repository
	blobs *blobs
}

// cache holds results by blob, for all Logs of one repository.
type cache struct {
	dir      string
	prefix   string // of the manual's paths
	texts    texts
	failures failures
	mu       sync.Mutex
	contents map[string]func() *Content // each is read once
	sums     map[string]uint64
}

func newCache(dir, prefix string) *cache {
	return &cache{dir: dir, prefix: prefix, contents: map[string]func() *Content{}, sums: map[string]uint64{}}
}

// failures counts the reads of objects that failed for a reason that may pass, such as a repository that is away for a
// moment. An object that always fails is counted a few times only.
type failures struct {
	mu       sync.Mutex
	byObject map[string]int
	all      int
}

func (f *failures) add(object string) {
	const few = 3
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.byObject == nil {
		f.byObject = map[string]int{}
	}
	if f.byObject[object] < few {
		f.byObject[object]++
		f.all++
	}
}

// Failures is how often an object could not be read for a reason that may pass. What was made of a Log in the meantime
// may lack something, and has to be made again where the number is another one afterwards.
func (l *Log) Failures() int {
	if l == nil || l.cache == nil {
		return 0
	}
	l.cache.failures.mu.Lock()
	defer l.cache.failures.mu.Unlock()
	return l.cache.failures.all
}

// Reader returns a reader. For a Log that is nil or was constructed by a test, it knows nothing.
func (l *Log) Reader() *Reader {
	if l == nil || l.cache == nil {
		return &Reader{}
	}
	return &Reader{l.cache, &blobs{ctx: context.Background(), dir: l.cache.dir, failures: &l.cache.failures}}
}

// Close ends the git process.
func (r *Reader) Close() error {
	if r.blobs == nil {
		return nil
	}
	return r.blobs.close()
}

// Content returns the content of a document after a change, or nil if it cannot be read.
func (r *Reader) Content(c *Change) *Content {
	if r.cache == nil || !c.Known {
		return nil
	}
	k := r.cache
	k.mu.Lock()
	content := k.contents[c.blob]
	if content == nil {
		content = sync.OnceValue(func() *Content {
			raw, err := r.blobs.readUpTo(c.blob, diag.MaxSourceSize)
			if err != nil {
				k.mu.Lock()
				delete(k.contents, c.blob) // it may be there the next time
				k.mu.Unlock()
				return nil
			}
			return ContentOf(document.Parse(c.File, raw))
		})
		k.contents[c.blob] = content
	}
	k.mu.Unlock()
	return content()
}

// FileSum is the function FileSum of a blob. known is false if it cannot be read.
func (r *Reader) FileSum(blob string) (sum uint64, known bool) {
	if r.cache == nil {
		return 0, false
	}
	k := r.cache
	k.mu.Lock()
	sum, known = k.sums[blob]
	k.mu.Unlock()
	if known {
		return sum, true
	}
	data, err := r.blobs.readUpTo(blob, maxText)
	if err != nil {
		return 0, false
	}
	sum = FileSum(data)
	k.mu.Lock()
	defer k.mu.Unlock()
	k.sums[blob] = sum
	return sum, true
}

// maxText is the size up to which line endings of a file are normalized.
const maxText = 8 << 20

// Holds reports whether a blob has the contents of a file in the folder, which may differ in line
// endings or be stored by Git LFS.
func (r *Reader) Holds(blob string, data []byte) bool {
	if hashesTo(blob, data) {
		return true
	}
	if len(data) <= maxText && bytes.Contains(data, crlf) && hashesTo(blob, bytes.ReplaceAll(data, crlf, lf)) {
		return true
	}
	if r.cache == nil {
		return false
	}
	const pointer = 1 << 10
	raw, err := r.blobs.readUpTo(blob, pointer)
	return err == nil && bytes.HasPrefix(raw, lfsPointer) &&
		bytes.Contains(raw, fmt.Appendf(nil, "oid sha256:%x\n", sha256.Sum256(data)))
}

// locations finds documents by former files.
type locations struct {
	once   sync.Once
	byFile map[string][]location
}

// location is the period in which a document had a file, in commits of the manual counted back.
type location struct {
	document *Document
	id       string
	from, to int
}

// At returns the document that had a file at a commit of the manual, counted back from 1, and its
// id then; nil if there was none or it is unknown.
func (l *Log) At(file string, back int) (d *Document, id string) {
	if l.locations == nil {
		return nil, ""
	}
	l.locations.once.Do(func() {
		l.locations.byFile = map[string][]location{}
		for _, d := range l.Documents {
			l.locations.add(d, 1)
		}
		for _, g := range l.Deleted {
			if g.history != nil {
				l.locations.add(g.history, g.Back+1)
			}
		}
	})
	for _, s := range l.locations.byFile[file] {
		if s.to <= back && back <= s.from {
			return s.document, s.id
		}
	}
	return nil, ""
}

func (w *locations) add(d *Document, to int) {
	for i := range d.Changes {
		c := &d.Changes[i]
		w.byFile[c.File] = append(w.byFile[c.File], location{d, c.ID, c.Back, to})
		to = c.Back + 1
	}
}

// InSubmodule reports whether a file is in a submodule.
func (l *Log) InSubmodule(file string) bool {
	return slices.ContainsFunc(l.Submodules, func(folder string) bool { return strings.HasPrefix(file, folder+"/") })
}

// FileChange is a commit that changed a file other than a document.
type FileChange struct {
	Commit *Commit // without id if before the first commit of a shallow clone
	Back   int     // number of commits of the manual back, from 1
	Blob   string  // the contents afterwards; "" if deleted
}

// FileAt returns the blob of a file at a commit of the manual, counted back from 1. known is false
// if the file did not exist.
func (l *Log) FileAt(file string, back int) (blob string, known bool) {
	for _, c := range l.Files[file] {
		if c.Back >= back {
			return c.Blob, c.Blob != ""
		}
	}
	return "", false
}

// filesOf records the changes of a commit to other files.
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
		t.Files[ch.to] = append(t.Files[ch.to], FileChange{commit, t.commits, blob})
	}
}
