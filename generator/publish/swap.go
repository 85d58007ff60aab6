package publish

import (
	"errors"
	"fmt"
	"syscall"
)

// swap replaces the output by the staging folder. Afterwards the old site, if any, is at fresh,
// where Discard removes it.
func (s *Staging) swap(old site) error {
	s.closeFolders() // Windows cannot rename open folders
	err := s.replace(old)
	if err != nil {
		return fmt.Errorf("cannot put the new site in place: %w (a folder that is in use, mounted or part of a container image cannot be replaced; publish into a new folder inside it)", err)
	}
	return nil
}

func (s *Staging) replace(old site) error {
	if !old.there {
		return s.parent.Rename(s.fresh, s.site)
	}
	err := s.exchange(s.parent, s.fresh, s.site)
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		return s.replaceInSteps(old)
	}
	return err
}

// replaceInSteps is for file systems that cannot exchange two names. heal handles each state in
// which it can be killed.
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

// heal restores the site that a killed build had set aside, unless the output is neither missing
// nor empty.
func (s *Staging) heal() error {
	aside, err := leftover(s.parent, s.aside)
	if err != nil || !aside {
		return err
	}
	now, err := s.inspect()
	if err != nil || now.files != nil {
		return err
	}
	if now.there {
		if err := s.parent.Remove(s.site); err != nil {
			return err
		}
	}
	return s.parent.Rename(s.aside, s.site)
}

// clear removes the remains of killed builds. It renames the old site before removing it, because
// heal takes what is at aside for a complete site.
func (s *Staging) clear() error {
	if err := remove(s.parent, s.fresh); err != nil {
		return err
	}
	if aside, err := leftover(s.parent, s.aside); err != nil || !aside {
		return err
	}
	if err := s.parent.Rename(s.aside, s.fresh); err != nil {
		return err
	}
	return remove(s.parent, s.fresh)
}
