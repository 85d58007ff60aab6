package publish

import (
	"errors"
	"io/fs"
	"os"
)

var errLocked = errors.New("another build holds the lock")

// lock is an empty file next to the output, locked through the system, so that the lock ends with
// the process and a leftover file does no harm.
type lock struct {
	parent *os.Root
	name   string
	file   *os.File
}

func takeLock(parent *os.Root, name string) (*lock, error) {
	for range 100 { // limited, since some file systems give files no stable identity
		l := &lock{parent: parent, name: name}
		if err := l.open(); err != nil {
			return nil, err
		}
		held, err := l.try()
		if held {
			return l, nil
		}
		l.file.Close()
		if err != nil {
			return nil, err
		}
	}
	return nil, errLocked
}

// open opens or creates the file, and fails if it is not an empty file.
func (l *lock) open() error {
	info, err := l.parent.Lstat(l.name)
	if err == nil && (!info.Mode().IsRegular() || info.Size() > 0) {
		return errForeign
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	l.file, err = l.parent.OpenFile(l.name, os.O_RDWR|os.O_CREATE, 0o666)
	if errors.Is(err, fs.ErrPermission) && info != nil { // left by a killed build of another user
		l.file, err = l.parent.Open(l.name)
	}
	return err
}

// try takes the lock. It is not held if the previous holder removed the file after we opened it,
// because other builds would not find our file.
func (l *lock) try() (held bool, err error) {
	if err := tryLock(l.file); err != nil {
		return false, err
	}
	mine, err := l.file.Stat()
	if err != nil {
		return false, err
	}
	named, err := l.parent.Lstat(l.name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && os.SameFile(mine, named), err
}

// release removes the file while still locked, so that it is never another build's.
func (l *lock) release() {
	_ = l.parent.Remove(l.name)
	l.file.Close()
}
