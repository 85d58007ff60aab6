package publish

import (
	"errors"
	"fmt"
	"os"
)

// Commit publishes the new site. Our old files that are not in it disappear; foreign files are
// kept. On error, which is a *[Refused] if a foreign file is in the way, the old site remains
// unchanged. In any case the staging folder is removed and the lock released; what cannot be
// removed is left to the next Prepare and is not an error.
//
// A foreign file that is added while Commit runs may be lost. The new output is a new folder with
// the usual permission bits.
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

// list appends the paths to the marker, so that the marker always has its header even if the build
// is killed.
func (s *Staging) list() error {
	file, err := s.root.OpenFile(marker, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	_, err = file.WriteString(manifestLines(s.files))
	return errors.Join(err, file.Close())
}

// Discard removes the staging folder and releases the lock. It does nothing after Commit, so it can
// be deferred.
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

// closeFolders closes the folders of the new and the old site.
func (s *Staging) closeFolders() {
	for _, folder := range []*os.Root{s.root, s.old} {
		if folder != nil {
			folder.Close()
		}
	}
}
