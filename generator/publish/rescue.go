package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// rescue deals with the files of a site of ours whose lists cannot be read, so
// that nobody can say which files are foreign. None of them is deleted unless
// nothing is lost with it. Its methods work on nil, and then do nothing.
type rescue struct {
	*Staging
	old   *os.Root
	name  string   // of the folder beside the output for what is in the way; "" if there is none
	to    *os.Root // that folder
	moved int
	left  []string // files that were carried along, slash-separated
}

// carried notes a file that goes along with the site.
func (r *rescue) carried(name string) {
	if r != nil {
		r.left = append(r.left, name)
	}
}

// file keeps a file or link that is where the new site has a file or folder.
func (r *rescue) file(local string, kind fs.FileMode) error {
	if err := r.open(); err != nil {
		return err
	}
	if err := r.to.MkdirAll(filepath.Dir(local), 0o777); err != nil {
		return err
	}
	r.moved++
	if kind == fs.ModeSymlink {
		return copyLink(r.old, r.to, local)
	}
	if r.link(r.parent, filepath.Join(r.site, local), filepath.Join(r.name, local)) == nil {
		return nil
	}
	return copyFile(r.old, r.to, local)
}

// open makes the folder for what is in the way. One that is there is never
// written to: it may hold what somebody still needs.
func (r *rescue) open() (err error) {
	if r.to != nil {
		return nil
	}
	first := "." + r.site + ".clausebook-kept"
	name := first
	for n := 2; ; n++ {
		if err = r.parent.Mkdir(name, 0o777); !errors.Is(err, fs.ErrExist) {
			break
		}
		name = fmt.Sprintf("%s-%d", first, n)
	}
	if err != nil {
		return err
	}
	r.name = name
	r.to, err = r.parent.OpenRoot(name)
	return err
}

// flushed puts on disk what was moved away.
func (r *rescue) flushed() error {
	if r == nil || r.to == nil {
		return nil
	}
	var files, folders []string
	err := fs.WalkDir(r.to.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err == nil && e.IsDir():
			folders = append(folders, name)
		case err == nil && e.Type().IsRegular():
			files = append(files, name)
		}
		return err
	})
	return errors.Join(err, r.flush(r.to, files, folders))
}

func (r *rescue) close() {
	if r.to != nil {
		r.to.Close()
	}
}

// undo removes what was made, as the old site stays.
func (r *rescue) undo() error {
	if r == nil || r.name == "" {
		return nil
	}
	return r.parent.RemoveAll(r.name)
}

// tell says in words what was done.
func (r *rescue) tell() {
	if r == nil {
		return
	}
	text := "the list of files of the old site was damaged, and the site was made anew"
	if n := len(r.left); n > 0 {
		const few = 5
		slices.Sort(r.left)
		names := strings.Join(r.left[:min(n, few)], ", ")
		if n > few {
			names += fmt.Sprintf(" and %d more", n-few)
		}
		text += fmt.Sprintf("; files that it does not have were kept in it: %s; delete those that an earlier build left", names)
	}
	if r.moved > 0 {
		text += fmt.Sprintf("; files that were in its way (%d) are now in %q: remove that folder if nothing in it is needed", r.moved, r.beside(r.name))
	}
	r.notice("%s", text)
}
