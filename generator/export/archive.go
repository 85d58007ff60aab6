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
	"slices"
)

// archive is a ZIP file whose parts stand in the order of their names, without times. The library
// writes them in the order of a map. Parts wait for the end compressed, as they may be large.
type archive struct {
	out   *zip.Writer
	parts map[string]*part
}

type part struct {
	io.Writer
	packed bytes.Buffer
	pack   *flate.Writer
	sum    hash.Hash32
	size   counter
}

// counter counts what is written to it.
type counter uint64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

func newArchive(w io.Writer) *archive { return &archive{zip.NewWriter(w), map[string]*part{}} }

// Create begins a part.
func (a *archive) Create(name string) (io.Writer, error) {
	p := &part{sum: crc32.NewIEEE()}
	pack, err := flate.NewWriter(&p.packed, flate.BestSpeed)
	p.pack, p.Writer = pack, io.MultiWriter(pack, p.sum, &p.size)
	a.parts[name] = p
	return p, err
}

// AddFS belongs to what the library wants of an archive. No new workbook needs it.
func (a *archive) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes all parts.
func (a *archive) Close() error {
	for _, name := range slices.Sorted(maps.Keys(a.parts)) {
		p := a.parts[name]
		if err := p.pack.Close(); err != nil {
			return err
		}
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
