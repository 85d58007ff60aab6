package site

import (
	"bytes"
	"html/template"
	"strings"
	"sync"

	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/view"
)

// maxNav is the largest number of documents in the navigation of a section.
const maxNav = 40

// window returns the current documents of a section, and the range of them that the navigation shows: those
// around one, or the first.
func (s *shared) window(section *manual.Section, at *manual.Entry) (from, to int, entries []*manual.Entry) {
	entries = s.inSection[section]
	if at != nil && at.Current() {
		from = max(0, min(s.place[at.Rank]-maxNav/2, len(entries)-maxNav))
	}
	return from, min(len(entries), from+maxNav), entries
}

// framed returns a rendered partial of the frame. It is cached by its name, the kind and root of the page, and
// the breadcrumbs.
func (s *shared) framed(p page, partial string, breadcrumbs []view.Link) template.HTML {
	key := [4]string{partial, p.Kind, p.Root}
	for _, l := range breadcrumbs {
		key[3] += l.URL + "\x00" + l.Text + "\x00"
	}
	return p.slots.add(usualPiece, func(w *bytes.Buffer) error {
		piece, known := s.frames.Load(key)
		if !known {
			piece, _ = s.frames.LoadOrStore(key, sync.OnceValues(func() ([]byte, error) {
				return s.partial(partial, p.Root, view.Frame{Site: s.site, Kind: p.Kind, Root: p.Root, Breadcrumbs: breadcrumbs})
			}))
		}
		html, err := piece.(func() ([]byte, error))()
		w.Write(html)
		return err
	})
}

// breadcrumb is the rendered partial breadcrumb, which all documents of a section share.
func (s *shared) breadcrumb(p page, breadcrumbs []view.Link) template.HTML {
	p.Kind = ""
	return s.framed(p, "breadcrumb", breadcrumbs)
}

func (s *shared) partial(name, root string, data any) ([]byte, error) {
	var out bytes.Buffer
	var none slots
	err := none.render(&out, func(raw *bytes.Buffer) error { return s.theme.RenderPartial(raw, name, root, data) })
	return bytes.Clone(out.Bytes()), err
}

// Typical sizes in bytes of an entry in the navigation, and of a partial of the frame.
const usualEntry, usualPiece = 120, 1000

// entries writes documents as entries of the navigation.
func (s *shared) entries(w *bytes.Buffer, p page, list []*manual.Entry, at *manual.Entry) error {
	for _, e := range list {
		line, err := s.entry(p, e, e == at)
		if err != nil {
			return err
		}
		w.Write(line)
	}
	return nil
}

// entry is a document in the navigation. On pages of documents its link is relative to their folder, so it is
// the same on all pages but its own and is rendered once: there are forty on each of ten thousand pages.
func (s *shared) entry(p page, e *manual.Entry, current bool) ([]byte, error) {
	name, beside := strings.CutPrefix(e.URL, route.DocumentFolder)
	switch {
	case !beside || !strings.HasPrefix(p.Path, route.DocumentFolder):
		return s.freshEntry(p.Root, e, e.URL, current)
	case current:
		return s.freshEntry("", e, name, true)
	}
	line := &s.lines[e.Rank]
	line.once.Do(func() { line.html, line.err = s.freshEntry("", e, name, false) })
	return line.html, line.err
}

func (s *shared) freshEntry(root string, e *manual.Entry, address string, current bool) ([]byte, error) {
	return s.partial("entry", root, view.NavEntry{Link: view.Link{Text: e.Name(), URL: address, Current: current}, Root: root, Title: e.Title.Value})
}

// navLine is a rendered entry.
type navLine struct {
	once sync.Once
	html []byte
	err  error
}
