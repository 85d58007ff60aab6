package site

import (
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"iter"

	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/parallel"
)

// A key stands for everything that a page shows: pages with equal keys have equal bytes. Keys are
// much cheaper than pages, so that a preview can tell after each save which of ten thousand pages
// changed. They hold within one run of the program.
//
// The pages of documents have keys of their own. All other pages show something of the whole
// manual, and share one key.

var keySeed = maphash.MakeSeed()

// Cache remembers what lies behind the pages of one site for the next: the stage while its origin is
// the same, and on the same stage the keys of documents of which the manual knows what it knew.
type Cache struct {
	stage *shared
	of    *manual.Manual // that keys were made for
	keys  *Keys
}

// Keys are the keys of all pages.
type Keys struct {
	Whole uint64 // of everything but the pages of documents
	stage *shared
	own   []uint64 // of documents, by rank
}

// Of gives the key of the page of a document, by its path, and whether there is one.
func (k *Keys) Of(path string) (uint64, bool) {
	e := k.stage.pages()[path]
	if e == nil {
		return 0, false
	}
	return k.own[e.Rank], true
}

// All lists the pages of documents by their paths, in no order, with their keys.
func (k *Keys) All() iter.Seq2[string, uint64] {
	return func(yield func(string, uint64) bool) {
		for path, e := range k.stage.pages() {
			if !yield(path, k.own[e.Rank]) {
				return
			}
		}
	}
}

// Since lists the pages of documents that have another key than before, or had none: all of those that
// have changed. Gone are those that there were before and are not now.
func (k *Keys) Since(before *Keys) (added, updated, gone []string) {
	if k.stage == before.stage {
		for rank, key := range k.own {
			if e := k.stage.catalog.Ranked()[rank]; key != before.own[rank] && e.Published() {
				updated = append(updated, e.URL)
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
	for path := range before.stage.pages() {
		if k.stage.pages()[path] == nil {
			gone = append(gone, path)
		}
	}
	return added, updated, gone
}

// hasher collects what a page shows.
type hasher struct{ seen []byte }

// text adds texts, each ended, so that "ab", "c" and "a", "bc" differ.
func (h *hasher) text(texts ...string) {
	for _, s := range texts {
		h.seen = append(append(h.seen, s...), 0)
	}
}

func (h *hasher) number(n uint64) { h.seen = binary.LittleEndian.AppendUint64(h.seen, n) }

// key stands for all that was collected, and begins anew.
func (h *hasher) key() uint64 {
	sum := maphash.Bytes(keySeed, h.seen)
	h.seen = h.seen[:0]
	return sum
}

// Keys gives the keys of all pages. A key is made anew where the stage is another one, or the manual
// knows otherwise of the document's text, of where it leads, of who refers to it or of its past.
func (c *Cache) Keys(b *Builder) *Keys {
	keys := &Keys{stage: b.shared, own: make([]uint64, len(b.manual.Entries))}
	known := func(e *manual.Entry) bool { return b.manual.Same(e, c.of) }
	if c.keys == nil || c.keys.stage != b.shared {
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
				keys.own[e.Rank] = f.document(&h, b, e)
			}
		}
	})
	keys.Whole = f.whole(b, keys.own)
	c.of, c.keys = b.manual, keys
	return keys
}

// pageDeps are the keys of what many pages show. They are made of a stage alone.
type pageDeps struct {
	*shared
	common   uint64
	entries  []uint64 // by rank: what other pages show of a document
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
	f.common = h.key()
	for rank, e := range s.catalog.Ranked() {
		h.text(e.Name(), e.Title.Value, e.URL, e.Status.Value, s.status(e).Word)
		f.entries[rank] = h.key()
	}
	for _, section := range s.catalog.Sections {
		h.text(section.Path, section.Title, section.URL)
		for _, child := range section.Children {
			h.text(child.Title, child.URL, fmt.Sprint(s.below[child] > 0))
		}
		f.sections[section] = h.key()
	}
	return f
}

// whole is the key of all pages that are not those of documents.
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
	for _, file := range b.manual.Files {
		h.text(file.Path, fmt.Sprint(b.manual.Use(file).Published))
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
}
