package manual

import (
	"hash/maphash"
	"io/fs"
	"maps"
	"sync"
	"time"

	"github.com/clausebook/clausebook/generator/document"
)

// Memory remembers what was read of a manual's files from one Load to the next, so that a file
// that did not change is not read and parsed again. It is never told what changed: each Load looks
// at every file.
//
// A file is taken as unchanged while its stamp is the same and was old enough, when the file was
// read, that a later write must have changed it. All else is read again, and a file whose bytes are
// the same gives the same Document.
type Memory struct {
	// Now is the time of the next Load. A file that changed less than a moment before it is read
	// again by the Load after it.
	Now time.Time

	mu    sync.Mutex
	files map[string]remembered
	seen  map[string]bool // files of the Load under way
	last  *Manual         // of the last Load that did not fail
}

// moment is above the granularity of every file system's clock.
const moment = 2 * time.Second

// stamp is what tells a file's state without reading it.
type stamp struct {
	size              int64
	modified, changed int64 // nanoseconds; changed is 0 where the system does not say
	inode             uint64
}

type remembered struct {
	stamp    stamp
	settled  bool
	sum      uint64
	document *document.Document
	unsafe   string
}

var seed = maphash.MakeSeed()

// recall gives what is remembered of a file, brought up to date by read where it changed.
func (m *Memory) recall(file string, s stamp, raw func() ([]byte, error), read func([]byte) remembered) (remembered, error) {
	m.mu.Lock()
	known, ok := m.files[file]
	m.seen[file] = true
	m.mu.Unlock()
	if ok && known.settled && known.stamp == s {
		return known, nil
	}
	data, err := raw()
	if err != nil {
		return remembered{}, err
	}
	if sum := maphash.Bytes(seed, data); !ok || known.sum != sum {
		fresh := read(data)
		if fresh.document != nil && known.document != nil {
			fresh.document.Known(known.document.Face)
		}
		known = fresh
		known.sum = sum
	}
	known.stamp = s
	known.settled = s.inode != 0 && s.age(m.Now) > moment
	m.mu.Lock()
	m.files[file] = known
	m.mu.Unlock()
	return known, nil
}

func (s stamp) age(now time.Time) time.Duration {
	return now.Sub(time.Unix(0, max(s.modified, s.changed)))
}

// begin and end bracket a Load. Begin gives the manual of the last one, or an empty one; end forgets
// files that are no longer there. Of a Memory that is nil nothing is kept.
func (m *Memory) begin() *Manual {
	if m == nil {
		return &Manual{Basis: &Basis{}}
	}
	if m.files == nil {
		m.files, m.last = map[string]remembered{}, &Manual{Basis: &Basis{}}
	}
	m.seen = map[string]bool{}
	return m.last
}

func (m *Memory) keep(now *Manual) {
	if m != nil {
		m.last = now
	}
}

func (m *Memory) end() {
	if m != nil {
		maps.DeleteFunc(m.files, func(file string, _ remembered) bool { return !m.seen[file] })
	}
}

// reader reads a manual's files, with a memory or without.
type reader struct {
	fsys   fs.FS
	memory *Memory
	stamps map[string]stamp
}

func (r *reader) document(file string) (*document.Document, error) {
	raw := func() ([]byte, error) { return fs.ReadFile(r.fsys, file) }
	if r.memory == nil {
		data, err := raw()
		if err != nil {
			return nil, err
		}
		return document.Parse(file, data), nil
	}
	known, err := r.memory.recall(file, r.stamps[file], raw, func(data []byte) remembered {
		return remembered{document: document.Parse(file, data)}
	})
	return known.document, err
}

// unsafe says why a file could act in a reader's browser. Only drawings have to be read for it.
func (r *reader) unsafe(file string) (string, error) {
	why, drawing := unsafeName(file)
	if !drawing {
		return why, nil
	}
	raw := func() ([]byte, error) { return fs.ReadFile(r.fsys, file) }
	if r.memory == nil {
		data, err := raw()
		return activeSVG(data), err
	}
	known, err := r.memory.recall(file, r.stamps[file], raw, func(data []byte) remembered {
		return remembered{unsafe: activeSVG(data)}
	})
	return known.unsafe, err
}
