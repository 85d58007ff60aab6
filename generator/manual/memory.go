package manual

import (
	"hash/maphash"
	"io/fs"
	"maps"
	"sync"
	"time"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/rootfs"
)

// Cache remembers what was read of a manual's files from one Load to the next, so that a file
// that did not change is not read and parsed again. It is never told what changed: each Load looks
// at every file.
//
// A file is taken as unchanged while its stamp is the same and was old enough, when the file was
// read, that a later write must have changed it. All else is read again, and a file whose bytes are
// the same gives the same Document.
type Cache struct {
	// Now is the time of the next Load. A file that changed less than a moment before it is read
	// again by the Load after it.
	Now time.Time

	mu    sync.Mutex
	files map[string]*cachedFile
	loads int     // the number of the Load under way
	seen  int     // how many files it has looked at
	last  *Manual // of the last Load that did not fail
	// attachments are files that were held against what is committed of them.
	attachments map[issuedFile]*attachment
}

// moment is above the granularity of every file system's clock.
const moment = 2 * time.Second

// stamp is what tells a file's state without reading it.
type stamp struct {
	size              int64
	modified, changed int64 // nanoseconds; changed is 0 where the system does not say
	inode             uint64
}

type cachedFile struct {
	load     int // the last that looked at the file
	known    bool
	stamp    stamp
	settled  bool
	sum      uint64
	document *document.Document
	unsafe   string
}

var seed = maphash.MakeSeed()

// lookup gives what is remembered of a file, brought up to date by read where it changed. It is called
// once for each file in a Load.
func (c *Cache) lookup(f stampedFile, raw func() ([]byte, error), read func(*cachedFile, []byte)) (*cachedFile, error) {
	c.mu.Lock()
	r := c.files[f.path]
	if r == nil {
		r = &cachedFile{}
		c.files[f.path] = r
	}
	r.load = c.loads
	c.seen++
	c.mu.Unlock()
	if r.settled && r.stamp == f.stamp {
		return r, nil
	}
	data, err := raw()
	if err != nil {
		return nil, err
	}
	if sum := maphash.Bytes(seed, data); !r.known || r.sum != sum {
		read(r, data)
		r.known, r.sum = true, sum
	}
	r.stamp = f.stamp
	r.settled = f.stamp.inode != 0 && f.stamp.age(c.Now) > moment
	return r, nil
}

func (s stamp) age(now time.Time) time.Duration {
	return now.Sub(time.Unix(0, max(s.modified, s.changed)))
}

// begin and end bracket a Load. Begin gives the manual of the last one, or an empty one; end forgets
// files that are no longer there. A nil Cache keeps nothing.
func (c *Cache) begin() *Manual {
	if c == nil {
		return &Manual{Catalog: &Catalog{}}
	}
	if c.files == nil {
		c.files, c.last = map[string]*cachedFile{}, &Manual{Catalog: &Catalog{}}
		c.attachments = map[issuedFile]*attachment{}
	}
	c.loads, c.seen = c.loads+1, 0
	return c.last
}

func (c *Cache) store(now *Manual) {
	if c != nil {
		c.last = now
	}
}

func (c *Cache) end() {
	if c != nil && c.seen < len(c.files) {
		maps.DeleteFunc(c.files, func(_ string, r *cachedFile) bool { return r.load < c.loads })
	}
	if c != nil {
		maps.DeleteFunc(c.attachments, func(_ issuedFile, a *attachment) bool { return a.load < c.loads })
	}
}

// reader reads a manual's files, with a memory or without.
type reader struct {
	fsys    fs.FS
	memory  *Cache
	reading func(done, of int) // may be nil
	// stamps and drawings are the states of files and the sums of checked drawings, by path.
	stamps   map[string]stamp
	drawings map[string]uint64
}

// read reads a file of which more than max bytes would be too much. It gives one byte more then.
func (r *reader) read(name string, max int64) ([]byte, error) {
	return rootfs.ReadFile(r.fsys, name, max)
}

func (r *reader) document(f stampedFile) (*document.Document, error) {
	raw := func() ([]byte, error) { return r.read(f.path, diag.MaxSourceSize) }
	if r.memory == nil {
		data, err := raw()
		if err != nil {
			return nil, err
		}
		return document.Parse(f.path, data), nil
	}
	known, err := r.memory.lookup(f, raw, func(known *cachedFile, data []byte) {
		d := document.Parse(f.path, data)
		if known.document != nil {
			d.Known(known.document.Header)
		}
		known.document = d
	})
	if err != nil {
		return nil, err
	}
	return known.document, nil
}
