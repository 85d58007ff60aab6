package publish

import (
	"errors"
	"fmt"
	"io/fs"
)

// maxStaging is how many staging folders there may be: one that cannot be
// removed, because another user made it, must not keep others from building.
const maxStaging = 9

// stagingNames are the names that a staging folder may have, in the order in
// which they are tried.
func (s *Staging) stagingNames() []string {
	names := []string{"." + s.site + ".clausebook-new"}
	for n := 2; n <= maxStaging; n++ {
		names = append(names, fmt.Sprintf("%s-%d", names[0], n))
	}
	return names
}

// recover puts back the site that a killed build had set aside. Only an output
// that is missing or empty is replaced.
func (s *Staging) recover() error {
	aside, err := leftover(s.parent, s.aside)
	if err != nil && !errors.Is(err, fs.ErrPermission) || err == nil && !aside {
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

// clear removes what killed builds left, and finds a name for the staging
// folder. What was set aside is renamed before it is removed, because recover
// takes it for a complete site.
func (s *Staging) clear() error {
	free := s.clearStaging()
	aside, err := leftover(s.parent, s.aside)
	if aside && len(free) > 0 {
		if err = s.parent.Rename(s.aside, free[0]); err == nil && !s.cleared(free[0]) {
			free = free[1:]
		}
	}
	if errors.Is(err, fs.ErrPermission) { // in the way only where names cannot be exchanged
		s.noticeLeft(s.aside, err)
	} else if err != nil {
		return err
	}
	if len(free) == 0 {
		return s.refuse(fmt.Sprintf("%d folders beside it, %q and so on, are left from earlier builds and cannot be removed",
			maxStaging, s.beside(s.stagingNames()[0])), "remove them, or have their owner do so")
	}
	s.fresh = free[0]
	return nil
}

// clearStaging removes old staging folders and gives the names that are free.
func (s *Staging) clearStaging() (free []string) {
	for _, name := range s.stagingNames() {
		if s.cleared(name) {
			free = append(free, name)
		}
	}
	return free
}

// cleared reports whether nothing is at name, after an attempt to remove a
// folder of ours.
func (s *Staging) cleared(name string) bool {
	if _, err := s.parent.Lstat(name); errors.Is(err, fs.ErrNotExist) {
		return true
	}
	err := remove(s.parent, name)
	if err == nil {
		return true
	}
	if !errors.Is(err, errForeign) {
		s.noticeLeft(name, err)
	}
	return false
}
