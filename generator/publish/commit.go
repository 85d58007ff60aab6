package publish

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// Commit publishes what was written. Files that were ours and are not in the
// new site disappear; foreign files are carried into it. After an error, which
// is a *[Refused] if a foreign file is in the way, the old site stands as it
// was. Either way the staging folder is gone and the lock released; what cannot
// be removed is not an error, and Notices tells of it.
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

// Notices says, in one sentence each, what a person should know or do after
// Commit or Discard: what could not be removed, and what was kept of a site
// whose list of files was damaged.
func (s *Staging) Notices() []string {
	s.writing.RLock()
	defer s.writing.RUnlock()
	return slices.Clone(s.notices)
}

func (s *Staging) notice(format string, args ...any) {
	s.notices = append(s.notices, fmt.Sprintf(format, args...))
}

// beside is the path of a sibling of the output, in the caller's words.
func (s *Staging) beside(name string) string {
	return filepath.Join(filepath.Dir(filepath.Clean(s.output)), name)
}

// publish keeps to an order: content, list of files, folders, and only when
// these are on disk the swap, so that no power failure can publish half a site.
func (s *Staging) publish() error {
	if s.failed != nil {
		return fmt.Errorf("the site is not complete: %w", s.failed)
	}
	old, err := s.inspect()
	if err != nil {
		return err
	}
	rescued, err := s.carry(old)
	for _, step := range []func() error{s.list, s.flushSite, func() error { return s.swap(old) }} {
		if err == nil {
			err = step()
		}
	}
	if err != nil {
		return errors.Join(err, rescued.undo())
	}
	rescued.tell()
	return nil
}

// list appends to the marker, which thus never lacks its header, also when the
// build is killed here.
func (s *Staging) list() error {
	lines := manifestLines(s.files)
	text := header + lines
	return errors.Join(
		s.append(marker, os.O_APPEND, lines),
		s.append(spare, os.O_CREATE|os.O_EXCL, text+sumLine(text)),
	)
}

func (s *Staging) append(name string, how int, text string) error {
	file, err := s.root.OpenFile(name, os.O_WRONLY|how, 0o666)
	if err != nil {
		return err
	}
	_, err = file.WriteString(text)
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
	if !s.unsettled {
		err := remove(s.parent, s.fresh)
		if err != nil { // a reader of the old site may have been in the way for a moment
			err = remove(s.parent, s.fresh)
		}
		if err != nil {
			s.noticeLeft(s.fresh, err)
		}
	}
	s.close()
}

// noticeLeft tells of a folder that could not be removed.
func (s *Staging) noticeLeft(name string, err error) {
	s.notice("folder %q, left from an earlier build, cannot be removed (%v): it is not needed; remove it, or have its owner do so", s.beside(name), cause(err))
}

// cause is what the system says went wrong, without the name of what it went wrong with.
func cause(err error) error {
	for inner := err; inner != nil; inner = errors.Unwrap(inner) {
		err = inner
	}
	return err
}

func (s *Staging) close() {
	s.closeFolders()
	s.lock.release()
	s.parent.Close()
}

// closeFolders closes the new site and the old one.
func (s *Staging) closeFolders() {
	for _, folder := range []*os.Root{s.root, s.old} {
		if folder != nil {
			folder.Close()
		}
	}
}
