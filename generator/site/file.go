package site

import (
	"bytes"
	"io"
)

// File is one file of the site. It is made on request.
type File struct {
	Path string
	// Write writes the file. It may be called from several goroutines, and writes the same bytes each
	// time. A large page is streamed.
	Write func(io.Writer) error
}

// Bytes returns the content of the file.
func (f File) Bytes() ([]byte, error) {
	b := bytes.NewBuffer([]byte{}) // an empty file is not nil
	err := f.Write(b)
	return b.Bytes(), err
}

// whole is a file that is held in memory as a whole.
func whole(path string, bytes func() ([]byte, error)) File {
	return File{path, func(w io.Writer) error {
		data, err := bytes()
		if err == nil {
			_, err = w.Write(data)
		}
		return err
	}}
}
