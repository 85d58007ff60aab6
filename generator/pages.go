package generator

import (
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"io"
	"iter"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/site"
	"github.com/clausebook/clausebook/generator/theme"
)

// Pages is the site of one result, made page by page when asked for. Pages may be asked for from
// several goroutines.
type Pages struct {
	files    func() map[string]func() ([]byte, error)
	document func(path string) ([]byte, error)
	keys     *site.Keys
	whole    uint64
	assets   uint64
	theme    *theme.Theme
	memory   *pageCache
	// attachments are the files that documents show or link to, by their paths in the site.
	attachments func() map[string]*manual.File
	open        func(*manual.File) (io.ReadCloser, int64, error)
}

// Pages gives the site of a result of Check. What it has made is remembered for the site of the
// next result. A result without a matrix has no site, and Pages returns nil.
func (b *Builder) Pages(r *Result) *Pages {
	if r.Matrix == nil {
		return nil
	}
	s := site.SinceAudit(b.sites.New(r.fsys, r.Matrix, r.theme, r.base), r.sinceAudit)
	p := &Pages{theme: r.theme, assets: r.theme.AssetSum(), memory: &b.pages}
	p.files = sync.OnceValue(func() map[string]func() ([]byte, error) {
		files := map[string]func() ([]byte, error){}
		for _, f := range r.files(s) {
			files[f.Path] = f.Bytes
		}
		return files
	})
	p.attachments = sync.OnceValue(func() map[string]*manual.File {
		list := map[string]*manual.File{}
		for _, f := range r.Matrix.Manual.Files {
			if r.Matrix.Manual.Use(f).Published {
				list[f.URL] = f
			}
		}
		return list
	})
	p.open = func(f *manual.File) (io.ReadCloser, int64, error) { return r.Matrix.Manual.OpenFile(r.fsys, f) }
	p.document = s.Document
	p.keys = b.sites.Keys(s)
	p.whole = findingsKey(p.keys.Whole, r.Findings)
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

var findingsSeed = maphash.MakeSeed()

// findingsKey adds findings to the key of a site, since the spreadsheet lists them.
func findingsKey(key uint64, findings []diag.Finding) uint64 {
	var h maphash.Hash
	h.SetSeed(findingsSeed)
	number := func(n uint64) { _, _ = h.Write(binary.LittleEndian.AppendUint64(nil, n)) }
	number(key)
	for _, f := range findings {
		for _, text := range []string{f.Rule, f.File, f.Message, f.Hint, f.Accepted} {
			_, _ = h.WriteString(text)
			_ = h.WriteByte(0)
		}
		number(uint64(f.Severity))
		number(uint64(f.Line)<<32 | uint64(f.Column))
	}
	return h.Sum64()
}

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
		return p.memory.get(name, key, func() ([]byte, error) { return p.document(name) })
	}
	bytes, ok := p.files()[name]
	switch {
	case !ok:
		return nil, fmt.Errorf("the site has no file %s", name)
	case strings.HasPrefix(name, route.Files):
		return bytes()
	case p.theme.HasAsset(name) && name != route.CustomSheet: // which holds a colour from manual.yaml
		return p.memory.get(name, p.assets, bytes)
	}
	return p.memory.get(name, p.whole, bytes)
}

// pageCache remembers made pages by what they show. Its three conditions: a key holds all that a
// page depends on, a page is only taken where the key is the same, and what is forgotten is made
// again.
type pageCache struct {
	mu    sync.Mutex
	pages map[string]made
	size  int
}

type made struct {
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
		p.pages, p.size = map[string]made{}, len(fresh)
	}
	p.pages[path] = made{key, fresh}
	return fresh, nil
}
