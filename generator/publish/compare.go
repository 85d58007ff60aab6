package publish

import (
	"bytes"
	"errors"
	"io"
	"os"
)

// differs reports whether a file of the old site holds something that the new
// one does not have in its place.
func (c carrier) differs(local string) (bool, error) {
	was, err := c.old.Open(local)
	if err != nil {
		return false, err
	}
	defer was.Close()
	if zeros, err := holdsNothing(was); err != nil || zeros {
		return false, err
	}
	if info, err := c.root.Lstat(local); err != nil || !info.Mode().IsRegular() {
		return true, nil
	}
	now, err := c.root.Open(local)
	if err != nil {
		return false, err
	}
	defer now.Close()
	return different(was, now)
}

// holdsNothing reports whether a file is empty or all zeros, as a power failure
// leaves one.
func holdsNothing(file *os.File) (bool, error) {
	piece := make([]byte, 32<<10)
	for {
		n, err := file.Read(piece)
		if !onlyZeros(piece[:n]) {
			return false, nil
		}
		if errors.Is(err, io.EOF) {
			return true, nil
		}
		if err != nil {
			return false, err
		}
	}
}

func different(a, b *os.File) (bool, error) {
	const size = 32 << 10
	one, other := make([]byte, size), make([]byte, size)
	for at := int64(0); ; at += size {
		n, err := a.ReadAt(one, at)
		m, fault := b.ReadAt(other, at)
		if !bytes.Equal(one[:n], other[:m]) {
			return true, nil
		}
		for _, err := range []error{err, fault} {
			if err != nil && !errors.Is(err, io.EOF) {
				return false, err
			}
		}
		if err != nil || fault != nil {
			return false, nil
		}
	}
}
