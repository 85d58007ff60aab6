package publish

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// draft is a file of the new site while it is written. As long as what is written equals the file in
// its place in the old site, nothing is made; a file that equals it to the end becomes a link to it.
// So it keeps its time, by which programs that upload a site choose what to send, and nothing is
// written to disk that is there already.
type draft struct {
	*Staging
	local string
	old   *os.File // nil once the two are known to differ
	size  int64    // of old
	same  int64    // how much of it was written so far
	file  *os.File // nil while they are the same
}

func (s *Staging) draft(local string) (*draft, error) {
	d := &draft{Staging: s, local: local}
	if d.old, d.size = s.published(local); d.old != nil {
		return d, nil
	}
	return d, d.create()
}

// published opens a file of the old site, if it is as this build would make it. Whether it is one of
// ours is decided by Commit.
func (s *Staging) published(local string) (*os.File, int64) {
	if s.old == nil {
		return nil, 0
	}
	info, err := s.old.Lstat(local)
	if err != nil || !info.Mode().IsRegular() { // opening a pipe would wait for a writer
		return nil, 0
	}
	file, err := s.old.Open(local)
	if err != nil {
		return nil, 0
	}
	if info, err = file.Stat(); err != nil || !s.asNew(file, info, 1) {
		file.Close()
		return nil, 0
	}
	return file, info.Size()
}

// asNew reports whether a file is as a new one would be: ours, with the usual permissions, and under
// no other name. Else somebody could change the published page later, as the owner of the file or
// through another name.
func (s *Staging) asNew(file *os.File, info fs.FileInfo, links int) bool {
	return info.Mode() == s.usual && ownerOf(info) == s.owner && linksOf(file, info) == links
}

// create never opens a file that is there: on a file system that ignores case it may be another
// page, and one that was linked is part of the old site too.
func (d *draft) create() (err error) {
	if d.file, err = d.root.OpenFile(d.local, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666); err == nil {
		d.wasMade(d.local)
	}
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

// matchesNext reports whether p comes next in the old file.
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

// diverge starts a file of its own with what was the same so far.
func (d *draft) diverge() error {
	err := d.create()
	if err == nil && d.same > 0 {
		_, err = io.Copy(d.file, io.NewSectionReader(d.old, 0, d.same))
	}
	d.old.Close()
	d.old = nil
	return err
}

// finish ends a file that was written completely. If the old file is longer, or cannot be linked, the
// new one becomes a file of its own.
func (d *draft) finish() error {
	if d.old != nil && (d.same < d.size || !d.linked()) {
		if err := d.diverge(); err != nil {
			return errors.Join(err, d.close())
		}
	}
	return d.close()
}

// linked makes the old file the new one too. It looks at what came of it, as another file may have
// taken the place of the one that was compared.
func (d *draft) linked() bool {
	if d.linkOld(d.local) != nil {
		return false
	}
	now, err := d.old.Stat()
	if err == nil && now.Size() == d.size && d.asNew(d.old, now, 2) {
		if there, err := d.root.Lstat(d.local); err == nil && os.SameFile(now, there) {
			return true
		}
	}
	_ = d.root.Remove(d.local) // else create fails
	return false
}

func (d *draft) close() error {
	var err error
	for _, f := range []*os.File{d.old, d.file} {
		if f != nil {
			err = errors.Join(err, f.Close())
		}
	}
	return err
}

// linkOld makes a file of the old site one of the new site too. It fails on file systems that know no
// links, or not so many to one file.
func (s *Staging) linkOld(local string) error {
	return s.link(s.parent, filepath.Join(s.site, local), filepath.Join(s.fresh, local))
}
