package manual

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
)

// Version is a document as it stood after a commit of the manual, or as it stands in the folder.
type Version struct {
	Change *history.Change // the last of the document until then; nil for a text that is not committed
	Back   int             // how many commits of the manual it lies back; 0 in the folder
}

// Reader compares the versions of documents. What they said long ago is read only where the bytes alone
// do not tell. It has to be closed, and may be used from several goroutines.
type Reader struct {
	m        *Manual
	old      *history.Reader
	editions sync.Map // of manual.yaml, by commit
}

// Reader gives a reader of what the manual held.
func (m *Manual) Reader() *Reader { return &Reader{m: m, old: m.Options.History.Reader()} }

// Close ends what was needed to read.
func (r *Reader) Close() error { return r.old.Close() }

// Same reports whether two versions of a document tell their readers the same: the same text and, in the
// same form, what it shows and links to.
func (r *Reader) Same(e *Entry, a, b Version) bool {
	return r.SameText(e, a, b) && len(r.OtherFiles(e, a, b)) == 0
}

// SameText leaves out what the files hold that the document shows and links to, and claims for other editions than
// the manual's at the time.
func (r *Reader) SameText(e *Entry, a, b Version) bool {
	return r.textSum(e, a) == r.textSum(e, b) ||
		r.same(e, a, b, textOf) && r.content(e, a).SameClaims(r.content(e, b), r.edition(a), r.edition(b))
}

// sameApproved is SameText, but claims that count today have to be in both: nobody approved those that came later.
func (r *Reader) sameApproved(e *Entry, a, b Version) bool {
	own := r.m.Config.Edition.Value
	return r.textSum(e, a) == r.textSum(e, b) ||
		r.same(e, a, b, textOf) && r.content(e, a).SameClaims(r.content(e, b), own, own)
}

func textOf(c *history.Content) uint64 { return c.Text }

// edition returns the manual's edition at the time of a version.
func (r *Reader) edition(v Version) string {
	own := r.m.Config.Edition.Value
	if v.Change == nil || v.Back == 0 || v.Change.Commit.ID == "" {
		return own
	}
	id := v.Change.Commit.ID
	if known, ok := r.editions.Load(id); ok {
		return known.(string)
	}
	edition := own
	if raw, ok := r.old.FileIn(id, config.File, diag.MaxSourceSize); ok {
		edition = cmp.Or(config.Read(raw).Edition.Value, own)
	}
	r.editions.Store(id, edition)
	return edition
}

// Adopted reports whether the next version of a document only gave it a usable front matter: its body is the same,
// byte for byte, and so are the files that it shows.
func (r *Reader) Adopted(e *Entry, before, next Version) bool {
	if r.bodySum(e, before) != r.bodySum(e, next) || r.textSum(e, before) == r.textSum(e, next) {
		return false
	}
	x, y := r.content(e, before), r.content(e, next)
	return x != nil && y != nil && y.AdoptedFrom(x) && len(r.OtherFiles(e, next, before)) == 0
}

// bodySum is history.Body of a version.
func (r *Reader) bodySum(e *Entry, v Version) uint64 {
	if v.Change == nil {
		return r.m.HistoryOf(e).Body
	}
	return v.Change.Body
}

// Unchanged reports whether two versions differ in nothing but in how they are written: their fields say
// the same too.
func (r *Reader) Unchanged(e *Entry, a, b Version) bool {
	return r.same(e, a, b, func(c *history.Content) uint64 { return c.All })
}

func (r *Reader) same(e *Entry, a, b Version, sum func(*history.Content) uint64) bool {
	x, y := r.content(e, a), r.content(e, b)
	if x == nil || y == nil || sum(x) != sum(y) || len(x.Links) != len(y.Links) {
		return false
	}
	for i := range x.Links {
		if !r.sameAddress(r.link(e, a, x.Links[i]), r.link(e, b, y.Links[i])) {
			return false
		}
	}
	return true
}

// textSum is history.Text of a version.
func (r *Reader) textSum(e *Entry, v Version) uint64 {
	if v.Change == nil {
		return r.m.HistoryOf(e).Text
	}
	return v.Change.Text
}

// content gives what a version says. The text that is in the folder has been read.
func (r *Reader) content(e *Entry, v Version) *history.Content {
	past := r.m.HistoryOf(e)
	if v.Change == nil || past.Status == Committed && v.Change == &past.Changes[0] {
		return r.m.content(e)
	}
	return r.old.Content(v.Change)
}

// link is a link of a version.
type link struct {
	document.Address
	path string // from the manual's folder
	back int
}

func (r *Reader) link(e *Entry, v Version, a document.Address) link {
	file := e.File
	if v.Change != nil && v.Back > 0 {
		file = v.Change.File
	}
	return link{a, a.From(file), v.Back}
}

// sameAddress reports whether two links of different times lead to the same document or file, which may
// have been moved in between.
func (r *Reader) sameAddress(a, b link) bool {
	if a.path == b.path && a.ID == b.ID {
		return true
	}
	d, idA := r.document(a)
	other, idB := r.document(b)
	if d != nil && d == other || idA != "" && idA == idB {
		return true
	}
	nowhere := d == nil && other == nil && idA == "" && idB == "" && a.Path == b.Path
	return a.ID == "" && b.ID == "" && r.holds(a).same(r, r.holds(b), nowhere)
}

// document gives the document that a link led to, and its id then.
func (r *Reader) document(l link) (*history.Document, string) {
	switch {
	case l.ID != "":
		return nil, l.ID
	case !strings.EqualFold(path.Ext(l.path), ".md"):
		return nil, ""
	case l.back > 0:
		return r.m.Options.History.At(l.path, l.back)
	}
	id := ""
	if e := r.m.ByFile(l.path); e != nil {
		id = e.ID.Value
	}
	return r.m.Options.History.Documents[l.path], id
}

// fileContent is what a file held at some time: a blob, or bytes that are in none.
type fileContent struct {
	blob  string
	sum   uint64
	known bool
}

// same compares what a file held, and says what is to be said where that is not known.
func (f fileContent) same(r *Reader, other fileContent, unknown bool) bool {
	if !f.known || !other.known {
		return unknown
	}
	if f.blob != "" && f.blob == other.blob {
		return true
	}
	x, okX := f.sumBy(r)
	y, okY := other.sumBy(r)
	return okX && okY && x == y
}

func (f fileContent) sumBy(r *Reader) (uint64, bool) {
	if f.blob == "" {
		return f.sum, true
	}
	return r.old.FileSum(f.blob)
}

func (r *Reader) holds(l link) fileContent {
	if l.back == 0 {
		return r.m.inFolder(l.path)
	}
	blob, known := r.m.Options.History.FileAt(l.path, l.back)
	return fileContent{blob: blob, known: known}
}

// OtherFiles lists the files that a document shows or links to in both of two versions, and that held
// something else.
func (r *Reader) OtherFiles(e *Entry, a, b Version) []document.Address {
	if !r.m.filesChanged(e) {
		return nil
	}
	now, before := r.places(e, a), r.places(e, b)
	var list []document.Address
	for i, l := range now {
		same := func(other link) bool { return other.path == l.path }
		at := slices.IndexFunc(before, same)
		if at < 0 && i < len(before) && before[i].Path == l.Path {
			at = i // it was moved with the document
		}
		if l.ID != "" || at < 0 || slices.IndexFunc(now, same) < i {
			continue
		}
		if !r.holds(l).same(r, r.holds(before[at]), true) {
			l.Address.Path = l.path
			list = append(list, l.Address)
		}
	}
	return list
}

func (r *Reader) places(e *Entry, v Version) []link {
	var list []link
	for _, a := range r.links(e, v) {
		list = append(list, r.link(e, v, a))
	}
	return list
}

// links are those of a version. Mostly they are those of the text in the folder.
func (r *Reader) links(e *Entry, v Version) []document.Address {
	past := r.m.HistoryOf(e)
	now := past.Text
	if past.Status == Committed && len(past.Changes) > 0 {
		now = past.Changes[0].Text
	}
	if r.textSum(e, v) == now {
		return r.m.content(e).Links
	}
	if c := r.content(e, v); c != nil {
		return c.Links
	}
	return nil
}

// contents is what the texts of a manual say, as far as somebody asked.
type contents struct {
	mu sync.Mutex
	of map[*document.Document]*history.Content
}

// content gives what a document in the folder says.
func (m *Manual) content(e *Entry) *history.Content {
	d := m.Text(e)
	m.contents.mu.Lock()
	defer m.contents.mu.Unlock()
	c := m.contents.of[d]
	if c == nil {
		c = history.ContentOf(d)
		m.contents.of[d] = c
	}
	return c
}

// keepContents takes over what is known of the texts that are the same.
func keepContents(m, last *Manual) {
	m.contents = &contents{of: map[*document.Document]*history.Content{}}
	if last.contents == nil {
		return
	}
	last.contents.mu.Lock()
	defer last.contents.mu.Unlock()
	if len(last.contents.of) == 0 {
		return
	}
	for _, d := range m.links.texts {
		if c := last.contents.of[d]; c != nil {
			m.contents.of[d] = c
		}
	}
}

// inFolder gives what a file holds in the folder.
func (m *Manual) inFolder(file string) fileContent {
	f := m.files[file]
	if f == nil || f.at >= len(m.held) {
		return fileContent{}
	}
	return m.held[f.at]
}

// filesChanged reports whether one of the files that a document shows or links to may have changed since
// it came.
func (m *Manual) filesChanged(e *Entry) bool {
	files := m.links.resolved[e.at].files
	if len(files) == 0 || m.Options.History == nil {
		return false
	}
	moved := func(c history.Change) bool { return path.Dir(c.File) != path.Dir(e.File) }
	return slices.ContainsFunc(files, m.fileChanged) || slices.ContainsFunc(m.HistoryOf(e).Changes, moved)
}

func (m *Manual) fileChanged(f *File) bool {
	return len(m.Options.History.Files[f.Path]) > 1 || m.uncommitted(f)
}

// uncommitted reports whether a file holds something else than was committed.
func (m *Manual) uncommitted(f *File) bool {
	return f.at < len(m.held) && m.held[f.at].known && m.held[f.at].blob == ""
}
