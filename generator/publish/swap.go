package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// swap puts the staging folder in the output's place. Afterwards the old site,
// if there was one, is at fresh, where end removes it.
func (s *Staging) swap(old site) error {
	s.closeFolders() // Windows cannot rename a folder that is open
	if err := s.replace(old); err != nil {
		advice := "a folder that is in use, mounted or part of a container image cannot be replaced; publish into a new folder inside it"
		if errors.Is(err, fs.ErrPermission) {
			advice = "it belongs to another user, or the folder it is in may not be changed; publish as that user, or into another folder"
		}
		return fmt.Errorf("cannot put the new site in place: %w (%s)", err, advice)
	}
	// The old site must not go before it is certain that the new one stays.
	err := s.flushFolder(s.parent, ".")
	if err == nil {
		return nil
	}
	err = fmt.Errorf("cannot write the names in folder %q to disk: %w", s.beside("."), cause(err))
	if fault := s.putBack(old); fault != nil {
		s.unsettled = true
		return fmt.Errorf("%w; the new site is in place, and the old one cannot be put back from %q: %w", err, s.beside(s.fresh), fault)
	}
	return err
}

// putBack undoes replace.
func (s *Staging) putBack(old site) error {
	if !old.there {
		return s.parent.Rename(s.site, s.fresh)
	}
	err := s.exchange(s.parent, s.fresh, s.site)
	if !cannotExchange(err) {
		return err
	}
	if old.files == nil { // an empty folder
		if err := s.parent.Rename(s.site, s.fresh); err != nil {
			return err
		}
		return s.parent.Mkdir(s.site, 0o777)
	}
	return s.replaceInSteps(old)
}

func (s *Staging) replace(old site) error {
	if !old.there {
		return s.parent.Rename(s.fresh, s.site)
	}
	err := s.exchange(s.parent, s.fresh, s.site)
	if cannotExchange(err) {
		return s.replaceInSteps(old)
	}
	return err
}

func cannotExchange(err error) bool {
	return errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL)
}

// replaceInSteps is for file systems that cannot exchange two names. recover
// knows each state in which it can be killed.
func (s *Staging) replaceInSteps(old site) error {
	if old.files == nil { // an empty folder
		if err := s.parent.Remove(s.site); err != nil {
			return err
		}
		return s.parent.Rename(s.fresh, s.site)
	}
	if err := s.parent.Rename(s.site, s.aside); err != nil {
		return err
	}
	if err := s.parent.Rename(s.fresh, s.site); err != nil {
		return errors.Join(err, s.parent.Rename(s.aside, s.site))
	}
	_ = s.parent.Rename(s.aside, s.fresh) // else the next Prepare does it
	return nil
}
