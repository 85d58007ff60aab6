package publish

import (
	"errors"
	"fmt"
	"os"
)

// Commit publishes what was written. Files that were ours and are not in the
// new site disappear; foreign files are carried into it. After an error, which
// is a *[Refused] if a foreign file is in the way, the old site stands as it
// was. Either way the staging folder is gone and the lock released; what
// cannot be removed is left to the next Prepare and is not an error.
//
// A foreign file that somebody adds while Commit runs may be lost. The new
// output is a new folder with the usual permission bits.
func (s *Staging) Commit() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.ended {
		return errEnded
	}
	defer s.end()
	return about(s.output, s.publish())
}

func (s *Staging) publish() error {
	if s.failed != nil {
		return fmt.Errorf("the site is not complete: %w", s.failed)
	}
	old, err := s.inspect()
	if err != nil {
		return err
	}
	if err := s.carry(old); err != nil {
		return err
	}
	if err := s.list(); err != nil {
		return err
	}
	return s.swap(old)
}

// list appends to the marker, which thus never lacks its header, also when the
// build is killed here.
func (s *Staging) list() error {
	file, err := s.root.OpenFile(marker, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	_, err = file.WriteString(manifestLines(s.files))
	return errors.Join(err, file.Close())
}

// Discard removes the staging folder and lets other builds in. It does nothing
// after Commit, so it can be deferred.
func (s *Staging) Discard() {
	s.writing.Lock()
	defer s.writing.Unlock()
	if !s.ended {
		s.end()
	}
}

func (s *Staging) end() {
	s.ended = true
	s.closeFolders()
	_ = remove(s.parent, s.fresh) // else the next Prepare does it
	s.close()
}

func (s *Staging) close() {
	s.closeFolders()
	s.lock.release()
	s.parent.Close()
}

// closeFolders lets go of the new site and the old one.
func (s *Staging) closeFolders() {
	for _, folder := range []*os.Root{s.root, s.old} {
		if folder != nil {
			folder.Close()
		}
	}
}
