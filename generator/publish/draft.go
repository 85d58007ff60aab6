package publish

import (
	"bytes"
	"errors"
	"io"
	"os"
	"sync"
)

// draft is a file of the new site in the making. While what is written equals the file that the old
// site has in its place, nothing is made; a file that equals it to the end becomes a link to it. So
// it keeps its time, by which programs that upload a site choose what to send, it has long been on
// the disk should the power fail, and no disk is written to for what it holds already.
type draft struct {
	*Staging
	local string
	old   *os.File // nil once the two are known to differ
	size  int64    // of old
	same  int64    // what of it was written so far
	file  *os.File // nil while they are the same
}

func (s *Staging) draft(local string) (*draft, error) {
	d := &draft{Staging: s, local: local}
	if d.old, d.size = s.published(local); d.old != nil {
		return d, nil
	}
	return d, d.create()
}

// published opens a file of the old site, if it is as one that this build would make. Whether it
// is one of ours is for Commit to say.
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

// create never opens a file that is there: on a file system that ignores case it may be another
// page, and one that was linked is part of the old site too.
func (d *draft) create() (err error) {
	d.file, err = d.root.OpenFile(d.local, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	return err
}

func (d *draft) Write(p []byte) (int, error) {
	if d.old != nil {
		if d.matchesNext(p) {
			d.same += int64(len(p))
			return len(p), nil
		}
		if err := d.diverge(); err != nil {
			return 0, err
		}
	}
	return d.file.Write(p)
}

var pieces = sync.Pool{New: func() any { return new([32 << 10]byte) }}

// matchesNext reports whether the old file goes on with p.
func (d *draft) matchesNext(p []byte) bool {
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

// diverge makes a file of its own, of what was the same so far.
func (d *draft) diverge() error {
	err := d.create()
	if err == nil && d.same > 0 {
		_, err = io.Copy(d.file, io.NewSectionReader(d.old, 0, d.same))
	}
	d.old.Close()
	d.old = nil
	return err
}

// finish ends a file that was written whole. What the old file has too much, and one that can not
// be linked, ends in a file of its own.
func (d *draft) finish() error {
	if d.old != nil && (d.same < d.size || d.linkOld(d.local) != nil) {
		if err := d.diverge(); err != nil {
			return errors.Join(err, d.drop())
		}
	}
	return d.drop()
}

// drop closes what is open.
func (d *draft) drop() error {
	var err error
	for _, f := range []*os.File{d.old, d.file} {
		if f != nil {
			err = errors.Join(err, f.Close())
		}
	}
	return err
}
