// Package publish puts a finished site on disk atomically: at any time
// the published folder is the complete old site or the complete new one.
//
// A build writes into a staging folder beside the output (for "public" that is
// ".public.clausebook-new"); Commit then puts it in the output's place.
//
// What is promised where:
//
//   - Linux and macOS, on file systems that can exchange two names (ext4, XFS,
//     Btrfs, tmpfs, APFS and most others): the change is one step. At every
//     instant, also after kill -9, the output is one complete site.
//   - Elsewhere (Windows, the BSDs, some network file systems): the change is
//     two renames. Between them the output is missing for a moment; a build
//     killed just there leaves the old site as ".public.clausebook-old", and
//     the next Prepare puts it back.
//   - A first publish is one rename on every system, unless an empty output
//     folder stands there where names cannot be exchanged: that folder is
//     removed first.
//   - A program that has the old folder itself open (a shell standing in it, a
//     lookup already on its way into it) stays with the old site while it is
//     removed. On Windows a program that holds a file of the site open makes
//     Commit fail; the old site stays.
//   - Power loss: nothing is flushed file by file, because that would make a
//     large site slow. The names are right after a crash of the machine, but
//     whether the last seconds' bytes are on disk is the file system's affair;
//     a file that came out as before is the old one, and was there long before.
//     A site that comes out damaged is made whole by building again.
//
// What is never done: writing outside the output and its siblings, following a
// symbolic link out of them, and deleting a folder that does not carry the
// marker file ".clausebook". That file lists what clausebook wrote; all other
// files in a site are foreign (CNAME, .well-known) and are carried along.
//
// One build at a time may write to an output. The lock vanishes with the
// process; systems without file locks (see lock_other.go) have none.
package publish

import (
	"errors"
	"os"
	"path/filepath"
)

// Prepare checks that output may be written and opens a staging folder beside
// it. manual is the manual's folder; sources are the folders and files in it
// that are read (documents, theme, manual.yaml); they need not exist, and an
// empty name is none. All paths are absolute or taken from the working folder.
//
// An output that must not be written gives a *[Refused]; nothing is deleted or
// changed then, except that a site which a killed build had set aside is put
// back in its place. Missing parents of output are created and may stay.
//
// Remains of a killed build are removed here. A second Prepare for the same
// output is refused until Commit or Discard has ended the first.
func Prepare(manual string, sources []string, output string) (*Staging, error) {
	path, err := checkPath(manual, sources, output)
	if err != nil {
		return nil, err
	}
	s, err := open(path, output)
	if err != nil {
		return nil, about(output, err)
	}
	if err := s.begin(); err != nil {
		s.close()
		return nil, about(output, err)
	}
	return s, nil
}

// open opens the parent folder of the output and takes the lock. All later access goes through that
// open folder, so that a link placed into the path after the checks has no effect.
func open(path, output string) (*Staging, error) {
	folder, name := filepath.Split(path)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return nil, err
	}
	parent, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	s := newStaging(parent, name, output)
	if err := s.takeLock("." + name + ".clausebook-lock"); err != nil {
		parent.Close()
		return nil, err
	}
	return s, nil
}

func (s *Staging) takeLock(name string) (err error) {
	s.lock, err = takeLock(s.parent, name)
	if errors.Is(err, errLocked) {
		return s.refuse("another build is writing to it", "wait until that has ended")
	}
	if errors.Is(err, errForeign) {
		return s.refuseSibling(name)
	}
	return err
}

// begin runs under the lock. All checks that can refuse come before anything is deleted.
func (s *Staging) begin() error {
	for _, name := range []string{s.fresh, s.aside} {
		if err := s.checkLeftover(name); err != nil {
			return err
		}
	}
	if err := s.heal(); err != nil {
		return err
	}
	old, err := s.inspect()
	if err != nil {
		return err
	}
	if err := s.clear(); err != nil {
		return err
	}
	if old.files != nil {
		if s.old, err = s.parent.OpenRoot(s.site); err != nil {
			return err
		}
	}
	return s.create()
}
