package site

import (
	"fmt"
	"io"
	"iter"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/theme"
)

// Pages is a site that is made page by page when asked for. Pages may be asked for from several goroutines.
type Pages struct {
	files    func() map[string]func() ([]byte, error)
	document func(path string) ([]byte, error)
	keys     *Keys
	whole    uint64
	assets   uint64
	theme    *theme.Theme
	made     *pageCache
	// attachments are the files that documents show or link to, by their paths in the site.
	attachments func() map[string]*manual.File
	open        func(*manual.File) (io.ReadCloser, int64, error)
}

// Pages gives the site of a builder of this cache page by page. The files are all of the site, with those that other
// packages make; key is of what these depend on and the pages do not. What was made is kept for the next site.
func (c *Cache) Pages(b *Builder, files func() []File, key uint64) *Pages {
	p := &Pages{theme: b.theme, assets: b.theme.AssetSum(), made: &c.pages, document: b.Document, keys: c.Keys(b)}
	p.files = sync.OnceValue(func() map[string]func() ([]byte, error) {
		list := map[string]func() ([]byte, error){}
		for _, f := range files() {
			list[f.Path] = f.Bytes
		}
		return list
	})
	p.attachments = sync.OnceValue(func() map[string]*manual.File {
		list := map[string]*manual.File{}
		for _, f := range b.manual.Files {
			if b.manual.Use(f).Published {
				list[f.URL] = f
			}
		}
		return list
	})
	p.open = func(f *manual.File) (io.ReadCloser, int64, error) { return b.manual.OpenFile(b.fsys, f) }
	var h hasher
	h.number(p.keys.Whole)
	h.number(key)
	p.whole = h.key()
	return p
}

// Has reports whether the site has a file of this path.
func (p *Pages) Has(path string) bool {
	_, ok := p.keys.Of(path)
	return ok || p.files()[path] != nil
}

// Paths lists the paths of all files of the site, in no order.
func (p *Pages) Paths() iter.Seq[string] { return maps.Keys(p.files()) }

// Assets is a key for all assets of the theme.
func (p *Pages) Assets() uint64 { return p.assets }

// Sheets lists the style sheets, in order.
func (p *Pages) Sheets() []string {
	return slices.DeleteFunc(p.theme.Assets(), func(name string) bool { return path.Ext(name) != ".css" })
}

// Whole is a key for all files of the site except those under files/, which are as they are on disk:
// while it is the same, so are their bytes.
func (p *Pages) Whole() uint64 { return p.whole }

// Documents lists the pages of documents by their paths, in no order, each with a key: while it is the
// same, so are the page's bytes.
func (p *Pages) Documents() iter.Seq2[string, uint64] { return p.keys.All() }

// Since compares the pages of documents with those of an earlier site, by their keys; there may have
// been none. Gone are those that are there no longer.
func (p *Pages) Since(before *Pages) (added, updated, gone []string) {
	if before == nil {
		for path := range p.keys.All() {
			added = append(added, path)
		}
		return added, nil, nil
	}
	return p.keys.Since(before.keys)
}

// Attachment opens a file that documents show or link to, and gives its size; ok is false where the
// path is not that of one.
func (p *Pages) Attachment(name string) (file io.ReadCloser, size int64, ok bool, err error) {
	f := p.attachments()[name]
	if f == nil {
		return nil, 0, false, nil
	}
	file, size, err = p.open(f)
	return file, size, true, err
}

// Bytes makes a file. The files that documents show or link to are read each time; all else is made
// anew only when what it shows has changed.
func (p *Pages) Bytes(name string) ([]byte, error) {
	if key, ok := p.keys.Of(name); ok {
		return p.made.get(name, key, func() ([]byte, error) { return p.document(name) })
	}
	bytes, ok := p.files()[name]
	switch {
	case !ok:
		return nil, fmt.Errorf("the site has no file %s", name)
	case strings.HasPrefix(name, route.Files):
		return bytes()
	case p.theme.HasAsset(name) && name != route.CustomSheet: // which holds a colour from manual.yaml
		return p.made.get(name, p.assets, bytes)
	}
	return p.made.get(name, p.whole, bytes)
}

// pageCache remembers made pages by what they show. Its three conditions: a key holds all that a
// page depends on, a page is only taken where the key is the same, and what is forgotten is made
// again.
type pageCache struct {
	mu    sync.Mutex
	pages map[string]cachedPage
	size  int
}

type cachedPage struct {
	key   uint64
	bytes []byte
}

// maxRemembered is how many bytes of pages are kept. Nobody looks at more at once.
const maxRemembered = 32 << 20

func (p *pageCache) get(path string, key uint64, bytes func() ([]byte, error)) ([]byte, error) {
	p.mu.Lock()
	page, ok := p.pages[path]
	p.mu.Unlock()
	if ok && page.key == key {
		return page.bytes, nil
	}
	fresh, err := bytes()
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.size += len(fresh) - len(p.pages[path].bytes); p.pages == nil || p.size > maxRemembered {
		p.pages, p.size = map[string]cachedPage{}, len(fresh)
	}
	p.pages[path] = cachedPage{key, fresh}
	return fresh, nil
}
