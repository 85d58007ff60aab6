package site

import (
	"bytes"
	"io"
)

// File is one file of the site, made when it is asked for.
type File struct {
	Path string
	// Write makes the file. It may be called from several goroutines, and writes the same bytes each
	// time. A large page is not held as a whole.
	Write func(io.Writer) error
}

// Bytes makes the file.
func (f File) Bytes() ([]byte, error) {
	b := bytes.NewBuffer([]byte{}) // an empty file is not nil
	err := f.Write(b)
	return b.Bytes(), err
}

// whole is a file that is made in one piece.
func whole(path string, bytes func() ([]byte, error)) File {
	return File{path, func(w io.Writer) error {
		data, err := bytes()
		if err == nil {
			_, err = w.Write(data)
		}
		return err
	}}
}
