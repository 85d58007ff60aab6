package publish

import (
	"bytes"
	"errors"
	"io"
	"os"
	"sync"
)

// draft is a file of the new site being written. As long as it equals the published file, nothing
// is written; if it is equal to the end, it becomes a link to it. So unchanged files keep their
// time, by which upload programs choose what to send, and are safely on disk.
type draft struct {
	*Staging
	local string
	old   *os.File // nil once the two differ
	size  int64    // of old
	same  int64    // number of equal bytes so far
	file  *os.File // nil while equal
}

func (s *Staging) draft(local string) (*draft, error) {
	d := &draft{Staging: s, local: local}
	if d.old, d.size = s.published(local); d.old != nil {
		return d, nil
	}
	return d, d.create()
}

// published opens a file of the old site if it could have been made by this build. Whether it is
// ours is checked by Commit.
func (s *Staging) published(local string) (*os.File, int64) {
	if s.old == nil {
		return nil, 0
	}
	info, err := s.old.Lstat(local)
	if err != nil || info.Mode() != s.usual {
		return nil, 0
	}
	file, err := s.old.Open(local)
	if err != nil {
		return nil, 0
	}
	return file, info.Size()
}

// create never opens an existing file: on a file system that ignores case it may be another page,
// and a linked one belongs to the old site too.
func (d *draft) create() (err error) {
	d.file, err = d.root.OpenFile(d.local, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	return err
}

func (d *draft) Write(p []byte) (int, error) {
	if d.old != nil {
		if d.goesOn(p) {
			d.same += int64(len(p))
			return len(p), nil
		}
		if err := d.part(); err != nil {
			return 0, err
		}
	}
	return d.file.Write(p)
}

var pieces = sync.Pool{New: func() any { return new([32 << 10]byte) }}

// goesOn reports whether p equals the next bytes of the old file.
func (d *draft) goesOn(p []byte) bool {
	if d.same+int64(len(p)) > d.size {
		return false
	}
	piece := pieces.Get().(*[32 << 10]byte)
	defer pieces.Put(piece)
	for len(p) > 0 {
		n := min(len(p), len(piece))
		if _, err := io.ReadFull(d.old, piece[:n]); err != nil || !bytes.Equal(piece[:n], p[:n]) {
			return false
		}
		p = p[n:]
	}
	return true
}

// part creates a separate file with the equal bytes so far.
func (d *draft) part() error {
	err := d.create()
	if err == nil && d.same > 0 {
		_, err = io.Copy(d.file, io.NewSectionReader(d.old, 0, d.same))
	}
	d.old.Close()
	d.old = nil
	return err
}

// finish completes a file. If the old file is longer, or cannot be linked, it becomes a file of its
// own.
func (d *draft) finish() error {
	if d.old != nil && (d.same < d.size || d.keep(d.local) != nil) {
		if err := d.part(); err != nil {
			return errors.Join(err, d.drop())
		}
	}
	return d.drop()
}

// drop closes the open files.
func (d *draft) drop() error {
	var err error
	for _, f := range []*os.File{d.old, d.file} {
		if f != nil {
			err = errors.Join(err, f.Close())
		}
	}
	return err
}
