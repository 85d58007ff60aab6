// Package rootfs reads the files of a manual without following links out of it or within it.
//
// A manual is written by many people, and a pull request can put a symbolic link, a pipe or a device
// in the place of any file. So a path is looked at only once: it is opened without following a link
// and without waiting, and what was opened is examined before it is read.
package rootfs

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// ErrNotRegular says that a path leads over a symbolic link, or to something other than a file or
// folder, such as a pipe.
var ErrNotRegular = errors.New("a symbolic link or not a regular file")

// FS is the file system of one folder on disk. It reads regular files and folders; anything else is
// ErrNotRegular. It may be used from several goroutines.
type FS struct {
	root *os.Root
	dir  *os.File // the folder itself
}

// New opens a folder. The path of the folder may itself be a link.
func New(folder string) (*FS, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	dir, err := root.Open(".")
	if err != nil {
		root.Close()
		return nil, err
	}
	return &FS{root, dir}, nil
}

// Close ends all reading. Files that are open stay open.
func (f *FS) Close() error { return errors.Join(f.dir.Close(), f.root.Close()) }

// Folder tells of the folder that was opened, wherever it is now.
func (f *FS) Folder() (fs.FileInfo, error) { return f.dir.Stat() }

// Open opens a regular file or a folder.
func (f *FS) Open(name string) (fs.File, error) {
	file, _, err := f.open(name)
	if errors.Is(err, errFolder) {
		return f.folder(name)
	}
	if err != nil {
		return nil, err
	}
	return file, nil
}

// errFolder says that a folder was found in the place of a file.
var errFolder = errors.New("a folder")

// open opens a regular file.
func (f *FS) open(name string) (*os.File, fs.FileInfo, error) {
	if !valid(name) {
		return nil, nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	file, info, err := f.openFile(name)
	switch {
	case err != nil:
	case info.IsDir():
		err = errFolder
	case !info.Mode().IsRegular():
		err = ErrNotRegular
	default:
		return file, info, nil
	}
	if file != nil {
		file.Close()
	}
	return nil, nil, &fs.PathError{Op: "open", Path: name, Err: cause(err)}
}

// openChecked opens a file where the system has no call that follows no link: it compares what it
// opened with what it examined before.
func (f *FS) openChecked(name string) (*os.File, fs.FileInfo, error) {
	want, err := f.Lstat(name)
	if err != nil {
		return nil, nil, err
	}
	if !want.Mode().IsRegular() {
		return nil, want, nil
	}
	file, err := f.root.OpenFile(filepath.FromSlash(name), os.O_RDONLY|noWaiting, 0)
	if err != nil {
		return nil, nil, cause(err)
	}
	info, err := file.Stat()
	if err == nil && !os.SameFile(want, info) {
		err = ErrNotRegular
	}
	return file, info, err
}

func (f *FS) folder(name string) (*os.File, error) {
	return f.root.OpenFile(filepath.FromSlash(name), os.O_RDONLY|onlyFolder|noWaiting, 0)
}

// ReadFile reads a whole file. Where its size is not known to be small, see the function ReadFile.
func (f *FS) ReadFile(name string) ([]byte, error) {
	file, info, err := f.open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return readAll(file, info.Size())
}

// ReadDir lists a folder in the order of its names.
func (f *FS) ReadDir(name string) ([]fs.DirEntry, error) {
	if !valid(name) {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrInvalid}
	}
	dir, err := f.folder(name)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	list, err := dir.ReadDir(-1)
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, err
}

// Stat is Lstat: a link is described as what it is.
func (f *FS) Stat(name string) (fs.FileInfo, error) { return f.Lstat(name) }

// Lstat describes a file. One below a link is ErrNotRegular.
func (f *FS) Lstat(name string) (fs.FileInfo, error) {
	if !valid(name) {
		return nil, &fs.PathError{Op: "lstat", Path: name, Err: fs.ErrInvalid}
	}
	return lstat(func(p string) (fs.FileInfo, error) { return f.root.Lstat(filepath.FromSlash(p)) }, name)
}

// ReadLink is part of fs.ReadLinkFS. No link is read.
func (f *FS) ReadLink(name string) (string, error) {
	return "", &fs.PathError{Op: "readlink", Path: name, Err: fs.ErrInvalid}
}

// valid keeps to names with one meaning on every system.
func valid(name string) bool {
	return fs.ValidPath(name) && (filepath.Separator == '/' || !strings.ContainsRune(name, filepath.Separator)) &&
		strings.IndexByte(name, 0) < 0
}

// lstat describes a file after it has looked at all folders above it.
func lstat(look func(string) (fs.FileInfo, error), name string) (fs.FileInfo, error) {
	for i, c := range name {
		if c != '/' {
			continue
		}
		info, err := look(name[:i])
		if err != nil {
			return nil, err
		}
		if info.Mode()&fs.ModeSymlink != 0 {
			return nil, &fs.PathError{Op: "lstat", Path: name, Err: ErrNotRegular}
		}
	}
	return look(name)
}

// cause is an error without the path, which may be that of a machine.
func cause(err error) error {
	var e *fs.PathError
	if errors.As(err, &e) {
		return e.Err
	}
	return err
}

// Lstat describes a file of any file system. One below a link is ErrNotRegular.
func Lstat(fsys fs.FS, name string) (fs.FileInfo, error) {
	if f, ok := fsys.(*FS); ok {
		return f.Lstat(name)
	}
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "lstat", Path: name, Err: fs.ErrInvalid}
	}
	if _, ok := fsys.(fs.ReadLinkFS); !ok {
		return fs.Stat(fsys, name) // it has no links
	}
	return lstat(func(p string) (fs.FileInfo, error) { return fs.Lstat(fsys, p) }, name)
}

// Open opens a regular file of any file system. Anything else is ErrNotRegular, or a folder's own error.
// In an FS nothing can take the file's place in between.
func Open(fsys fs.FS, name string) (fs.File, fs.FileInfo, error) {
	if f, ok := fsys.(*FS); ok {
		return f.open(name)
	}
	info, err := Lstat(fsys, name)
	if err == nil && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: name, Err: ErrNotRegular}
	}
	if err != nil {
		return nil, nil, err
	}
	file, err := fsys.Open(name)
	if err != nil {
		return nil, nil, err
	}
	if info, err = file.Stat(); err != nil {
		file.Close()
		return nil, nil, err
	}
	return file, info, nil
}

// ReadFile reads a regular file of any file system, of one that has more than max bytes its first
// max+1: the length of the result tells that it is too large.
func ReadFile(fsys fs.FS, name string, max int64) ([]byte, error) {
	file, info, err := Open(fsys, name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return readAll(io.LimitReader(file, max+1), min(info.Size(), max))
}

// readAll reads to the end; size is what is expected.
func readAll(r io.Reader, size int64) ([]byte, error) {
	data := make([]byte, 0, max(size, 0)+1) // one more, for the end to be met
	for {
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err == io.EOF {
			return data, nil
		}
		if err != nil {
			return nil, err
		}
		if len(data) == cap(data) {
			data = slices.Grow(data, max(len(data), 512))
		}
	}
}
