package site

import (
	"encoding/binary"
	"fmt"
	"hash/maphash"

	"github.com/clausebook/clausebook/generator/cores"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

// A key stands for everything that a page shows: pages with equal keys have equal bytes. Keys are
// much cheaper than pages, so that a preview can tell after each save which of ten thousand pages
// changed. They hold within one run of the program.
//
// The pages of documents have keys of their own. All other pages show something of the whole
// manual, and share one key.

var keySeed = maphash.MakeSeed()

// keying collects what a page shows.
type keying struct{ seen []byte }

// text adds texts, each ended, so that "ab", "c" and "a", "bc" differ.
func (k *keying) text(texts ...string) {
	for _, s := range texts {
		k.seen = append(append(k.seen, s...), 0)
	}
}

func (k *keying) number(n uint64) { k.seen = binary.LittleEndian.AppendUint64(k.seen, n) }

// key stands for all that was collected, and begins anew.
func (k *keying) key() uint64 {
	sum := maphash.Bytes(keySeed, k.seen)
	k.seen = k.seen[:0]
	return sum
}

// Keys gives the keys of all pages of documents by their paths, and the key of everything else.
func (b *Builder) Keys() (documents map[string]uint64, whole uint64) {
	k := b.keys()
	documents = make(map[string]uint64, len(b.m.Entries))
	own := make([]uint64, len(b.m.Entries))
	const lot = 200
	cores.Each((len(own)+lot-1)/lot, 1, func(n int) {
		var h keying
		for i := n * lot; i < min(n*lot+lot, len(own)); i++ {
			own[i] = k.document(&h, b.m.Entries[i])
		}
	})
	var all keying
	all.number(k.shared)
	all.text(b.m.Options.Date)
	all.number(b.theme.AssetSum())
	for i, e := range b.m.Entries {
		if e.Published() {
			documents[e.URL] = own[i]
		}
		all.number(own[i])
	}
	all.text(fmt.Sprint(b.source()))
	if log := b.m.Options.History; log != nil {
		all.text(log.Head)
	}
	for _, f := range b.m.Files {
		all.text(f.Path, fmt.Sprint(b.m.Use(f).Published))
	}
	return documents, all.key()
}

// keyer holds what many keys share.
type keyer struct {
	*Builder
	shared   uint64
	faces    []uint64 // by rank: what other pages show of a document
	sections map[*manual.Section]uint64
}

func (b *Builder) keys() *keyer {
	k := &keyer{Builder: b, faces: make([]uint64, len(b.m.Entries)), sections: map[*manual.Section]uint64{}}
	var h keying
	lasting := *b.shared
	lasting.Date = ""
	h.text(fmt.Sprintf("%+v", lasting), b.base)
	h.number(b.m.Config.Sum)
	h.number(b.theme.Sum())
	k.shared = h.key()
	for _, e := range b.m.Entries {
		h.text(e.Name(), e.Title.Value, e.URL, e.Status.Value, b.status(e).Word)
		k.faces[e.Rank] = h.key()
	}
	for _, s := range b.m.Sections {
		h.text(s.Path, s.Title, s.URL)
		for _, child := range s.Children {
			h.text(child.Title, child.URL, fmt.Sprint(b.below[child] > 0))
		}
		k.sections[s] = h.key()
	}
	return k
}

func (k *keyer) face(h *keying, e *manual.Entry) {
	if e == nil {
		h.number(0)
		return
	}
	h.number(k.faces[e.Rank])
}

func (k *keyer) document(h *keying, e *manual.Entry) uint64 {
	h.number(k.shared)
	h.number(k.m.Text(e).Sum)
	due := k.m.Due(e)
	h.text(e.File, e.URL, k.status(e).Word, due)
	h.past(k.m.Past(e))
	if due < k.m.Options.Date {
		h.text("overdue")
	}
	k.references(h, e)
	for _, c := range k.claims[e.Rank] {
		h.text(c.clause.ID, c.clause.Title, c.Reason())
	}
	for _, from := range k.m.Referrers(e) {
		k.face(h, from)
	}
	near := k.near[e.Rank]
	k.face(h, near.previous)
	k.face(h, near.next)
	k.navigation(h, e)
	return h.key()
}

// references adds where the links of a document lead, in its text and in its front matter.
func (k *keyer) references(h *keying, e *manual.Entry) {
	for _, t := range k.m.Targets(e) {
		k.target(h, t)
		for _, s := range t.Spans {
			h.number(uint64(s.Start))
			h.number(uint64(s.End))
			h.text(s.Clause)
			k.face(h, s.Entry)
		}
	}
	for _, field := range e.IDFields() {
		for _, to := range k.m.ByID(field.ID.Value) {
			k.face(h, to)
		}
	}
	for i := range e.Records {
		k.target(h, k.m.Form(e, &e.Records[i]))
	}
}

func (k *keyer) target(h *keying, t manual.Target) {
	k.face(h, t.Entry)
	h.text(t.Anchor)
	if t.File != nil {
		h.text(t.File.URL)
	}
}

// navigation adds the sections above, and the documents that the navigation shows around one.
func (k *keyer) navigation(h *keying, e *manual.Entry) {
	for s := e.Section; s != nil; s = s.Parent {
		h.number(k.sections[s])
	}
	var at *manual.Entry
	if e.Status.Value != document.Obsolete {
		at = e
	}
	from, to, shown := k.window(e.Section, at)
	h.number(uint64(from))
	h.number(uint64(len(shown)))
	for _, other := range shown[from:to] {
		k.face(h, other)
	}
}
