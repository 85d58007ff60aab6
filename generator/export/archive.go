package export

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
)

// archive is a ZIP file with its parts in order of their names and without times, so that the same
// workbook has the same bytes. excelize writes them in random order. Parts are kept compressed
// until Close.
type archive struct {
	out   *zip.Writer
	parts map[string]*part
	// Parts are written one after the other, and share what compresses them, which takes a megabyte.
	pack *flate.Writer
	last *part // nil before the first
	// links are those of sheets, by the names of their parts; base is put before their addresses.
	links map[string][]cellLink
	base  string
}

type part struct {
	io.Writer
	linked *linkWriter // nil without links
	packed bytes.Buffer
	sum    hash.Hash32
	size   counter
}

// counter counts the bytes written to it.
type counter uint64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

func newArchive(w io.Writer) *archive {
	pack, _ := flate.NewWriter(nil, flate.BestSpeed) // its error is of the level
	return &archive{out: zip.NewWriter(w), parts: map[string]*part{}, pack: pack}
}

// Create ends the part before and starts another.
func (a *archive) Create(name string) (io.Writer, error) {
	if err := a.end(); err != nil {
		return nil, err
	}
	p := &part{sum: crc32.NewIEEE()}
	a.pack.Reset(&p.packed)
	p.Writer = io.MultiWriter(a.pack, p.sum, &p.size)
	if links := a.links[name]; len(links) > 0 {
		p.linked = &linkWriter{out: p.Writer, links: links}
		p.Writer = p.linked
	}
	a.parts[name], a.last = p, p
	return p, nil
}

// end completes the last part.
func (a *archive) end() error {
	if a.last == nil {
		return nil
	}
	if l := a.last.linked; l != nil {
		if err := l.Close(); err != nil {
			return err
		}
	}
	return a.pack.Close()
}

// AddFS is required by excelize.ZipWriter, and not used for new workbooks.
func (a *archive) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes all parts.
func (a *archive) Close() error {
	for name, p := range maps.Clone(a.parts) {
		if p.linked == nil {
			continue
		}
		to, err := a.Create(path.Dir(name) + "/_rels/" + path.Base(name) + ".rels")
		if err != nil {
			return err
		}
		if err := writeRelations(to, p.linked.links, a.base); err != nil {
			return err
		}
	}
	if err := a.end(); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(a.parts)) {
		p := a.parts[name]
		to, err := a.out.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: p.sum.Sum32(),
			CompressedSize64: uint64(p.packed.Len()), UncompressedSize64: uint64(p.size)})
		if err != nil {
			return err
		}
		if _, err := p.packed.WriteTo(to); err != nil {
			return err
		}
	}
	return a.out.Close()
}
