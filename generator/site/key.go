package site

import (
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"iter"
	"sync"

	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/parallel"
)

// A key is a hash of everything that a page shows: pages with equal keys have equal bytes. A key is much
// cheaper to make than a page, so a preview can tell after each save which of ten thousand pages changed.
// Keys are valid within one run of the program.
//
// Each page of a document has a key of its own, made in document.go beside the page. All other pages show
// something of the whole manual, and share one key.

var keySeed = maphash.MakeSeed()

// Cache keeps what the pages of a site share while it is made from the same inputs, the keys of the
// documents for which the manual is unchanged, and pages that were made. Its zero value is empty. It is not safe for concurrent use.
type Cache struct {
	shared *shared
	of     *manual.Manual // the manual that keys were made for
	keys   *Keys
	// pictures says of earlier pictures whether they may be published. A blob never changes.
	pictures sync.Map
	pages    pageCache
}

// Forget empties the cache, also while pages are made with it.
func (c *Cache) Forget() {
	c.shared, c.of, c.keys = nil, nil, nil
	c.pictures.Clear()
	c.pages.mu.Lock()
	defer c.pages.mu.Unlock()
	c.pages.pages, c.pages.size = nil, 0
}

// Keys are the keys of all pages.
type Keys struct {
	Whole  uint64 // of everything but the pages of documents
	shared *shared
	own    []uint64 // of documents, by rank
}

// Of gives the key of the page of a document, by its path, and whether there is one.
func (k *Keys) Of(path string) (uint64, bool) {
	e := k.shared.pages()[path]
	if e == nil {
		return 0, false
	}
	return k.own[e.Rank], true
}

// All lists the pages of documents by their paths, in no order, with their keys.
func (k *Keys) All() iter.Seq2[string, uint64] {
	return func(yield func(string, uint64) bool) {
		for path, e := range k.shared.pages() {
			if !yield(path, k.own[e.Rank]) {
				return
			}
		}
	}
}

// Since lists the pages of documents that are new, changed or gone since the keys before were made.
func (k *Keys) Since(before *Keys) (added, updated, gone []string) {
	if k.shared == before.shared {
		for rank, key := range k.own {
			if e := k.shared.catalog.Ranked()[rank]; key != before.own[rank] && e.Published() {
				updated = append(updated, e.URL)
				if e.Next != nil && e.Next.Published() {
					updated = append(updated, e.Next.URL)
				}
			}
		}
		return nil, updated, nil
	}
	for path, key := range k.All() {
		if was, ok := before.Of(path); !ok {
			added = append(added, path)
		} else if was != key {
			updated = append(updated, path)
		}
	}
	for path := range before.shared.pages() {
		if k.shared.pages()[path] == nil {
			gone = append(gone, path)
		}
	}
	return added, updated, gone
}

// hasher collects the inputs of a key.
type hasher struct{ seen []byte }

// text adds texts, each with an end mark, so that "ab", "c" and "a", "bc" differ.
func (h *hasher) text(texts ...string) {
	for _, s := range texts {
		h.seen = append(append(h.seen, s...), 0)
	}
}

func (h *hasher) number(n uint64) { h.seen = binary.LittleEndian.AppendUint64(h.seen, n) }

// key hashes what was collected, and starts again.
func (h *hasher) key() uint64 {
	sum := maphash.Bytes(keySeed, h.seen)
	h.seen = h.seen[:0]
	return sum
}

// Keys returns the keys of all pages. The key of a document is taken from the cache if what pages share is
// the same value and the manual has the same text, link targets, referrers and history for the document.
func (c *Cache) Keys(b *Builder) *Keys {
	keys := &Keys{shared: b.shared, own: make([]uint64, len(b.manual.Entries))}
	known := func(e *manual.Entry) bool { return b.manual.Same(e, c.of) }
	if c.keys == nil || c.keys.shared != b.shared {
		known = func(*manual.Entry) bool { return false }
	}
	f := b.deps()
	const lot = 200
	parallel.Each((len(keys.own)+lot-1)/lot, 1, func(n int) {
		var h hasher
		for _, e := range b.manual.Ranked()[n*lot : min(n*lot+lot, len(keys.own))] {
			if known(e) {
				keys.own[e.Rank] = c.keys.own[e.Rank]
			} else {
				keys.own[e.Rank] = f.documentKey(&h, b, e)
			}
		}
	})
	keys.Whole = f.whole(b, keys.own)
	c.of, c.keys = b.manual, keys
	return keys
}

// pageDeps holds the keys of what many pages show. It is made from shared only.
type pageDeps struct {
	*shared
	common   uint64   // what every page shows
	entries  []uint64 // what other pages show of a document, by rank
	sections map[*manual.Section]uint64
}

func (s *shared) newPageDeps() *pageDeps {
	f := &pageDeps{shared: s, entries: make([]uint64, len(s.catalog.Entries)), sections: map[*manual.Section]uint64{}}
	var h hasher
	lasting := *s.site
	lasting.Date = ""
	h.text(fmt.Sprintf("%+v", lasting), s.base)
	h.number(s.catalog.Config.Sum)
	h.number(s.theme.Sum())
	h.number(uint64(s.catalog.Options.History.Failures())) // what a page shows of Git may be missing on it
	for _, section := range s.catalog.Sections {
		h.text(section.Path, section.Title, section.URL, fmt.Sprint(s.below[section] > 0))
	}
	f.common = h.key()
	for rank, e := range s.catalog.Ranked() {
		h.text(e.Name(), e.Title.Value, e.URL, e.Revision.Value, e.Status.Value, s.status(e).Word)
		f.entries[rank] = h.key()
	}
	for _, section := range s.catalog.Sections {
		h.text(section.Path, section.Title, section.URL)
		for _, child := range section.Children {
			h.text(child.Label, child.URL, fmt.Sprint(s.has(child) && !child.Hidden))
		}
		f.sections[section] = h.key()
	}
	return f
}

// whole is the key that all pages but those of documents share.
func (p *pageDeps) whole(b *Builder, own []uint64) uint64 {
	var h hasher
	h.number(p.common)
	h.text(p.catalog.Options.Date)
	h.number(p.theme.AssetSum())
	for _, key := range own {
		h.number(key)
	}
	h.text(fmt.Sprint(b.source()))
	if log := p.catalog.Options.History; log != nil {
		h.text(log.Head)
	}
	if register := p.catalog.ExternalRegister; register != nil {
		h.number(register.Sum)
	}
	h.introKey(p, b.manual)
	for _, file := range b.manual.Files {
		h.text(file.Path, file.URL, fmt.Sprint(b.manual.Use(file).Published))
	}
	return h.key()
}

func (p *pageDeps) entryKey(h *hasher, e *manual.Entry) {
	if e == nil {
		h.number(0)
		return
	}
	h.number(p.entries[e.Rank])
}

func (p *pageDeps) target(h *hasher, t manual.Target) {
	p.entryKey(h, t.Entry)
	h.text(t.Anchor)
	if t.File != nil {
		h.text(t.File.URL)
	}
	if t.Section != nil {
		h.text(p.pageOf(t.Section))
	}
}
