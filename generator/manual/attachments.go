package manual

import (
	"bytes"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"io/fs"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/parallel"
	"github.com/clausebook/clausebook/generator/rootfs"
	"github.com/clausebook/clausebook/generator/safefile"
)

// maxFile is the largest file that is published, in bytes.
const maxFile = 1 << 30

// unsafeFiles says of each file why it could act in a reader's browser, or "".
func (r *reader) unsafeFiles(files []stampedFile) ([]string, error) {
	r.stamps, r.drawings = make(map[string]stamp, len(files)), map[string]uint64{}
	why, sums, errs := make([]string, len(files)), make([]uint64, len(files)), make([]error, len(files))
	var open []int
	for i, f := range files {
		r.stamps[f.path] = f.stamp
		var kind safefile.Kind
		if why[i], kind = safefile.ByName(f.path); kind.Unsure() {
			open = append(open, i)
		}
	}
	parallel.Each(len(open), 1, func(n int) {
		i := open[n]
		why[i], sums[i], errs[i] = r.unsafe(files[i])
	})
	for _, i := range open {
		r.drawings[files[i].path] = sums[i]
	}
	return why, errors.Join(errs...)
}

// unsafe looks into a file. The sum is that of what was looked at.
func (r *reader) unsafe(f stampedFile) (why string, sum uint64, err error) {
	_, kind := safefile.ByName(f.path)
	raw := func() ([]byte, error) { return r.read(f.path, kind.Limit()) }
	if r.memory == nil {
		data, err := raw()
		return kind.Active(data), maphash.Bytes(seed, data), err
	}
	known, err := r.memory.lookup(f, raw, func(known *cachedFile, data []byte) { known.unsafe = kind.Active(data) })
	if err != nil {
		return "", 0, err
	}
	return known.unsafe, known.sum, nil
}

// limitFiles reports files that are too large to be published.
func limitFiles(m *Manual) {
	for _, f := range m.Files {
		if size := m.stamps[f.Path].size; size > maxFile && m.Use(f).Used {
			m.Faults = append(m.Faults[:len(m.Faults):len(m.Faults)], diag.Finding{Rule: "too-large", File: f.Path,
				Pos:     diag.Pos{Line: 1, Column: 1},
				Message: fmt.Sprintf("the file has %d bytes; at most %d are published", size, maxFile),
				Hint:    "make it smaller, or put it on a server and link to it"})
		}
	}
}

// FileState is a value that differs after a file was saved, and can be compared with ==.
type FileState struct{ stamp }

// State is the state of a file when the manual was read.
func (m *Manual) State(f *File) FileState { return FileState{m.stamps[f.Path]} }

// OpenFile opens a file that documents show or link to, and gives its size. What could act in a reader's
// browser is looked at again where it changed since the manual was read.
func (m *Manual) OpenFile(fsys fs.FS, f *File) (io.ReadCloser, int64, error) {
	if f.blob != "" {
		return openIssued(m, f)
	}
	why, kind := safefile.ByName(f.Path)
	file, info, err := rootfs.Open(fsys, f.Path)
	if err != nil {
		return nil, 0, err
	}
	if why == "" && info.Size() > maxFile {
		why = "it is too large"
	}
	var head []byte
	if why == "" && kind.Unsure() {
		if head, err = io.ReadAll(io.LimitReader(file, kind.Limit()+1)); err == nil && maphash.Bytes(seed, head) != m.drawings[f.Path] {
			why = kind.Active(head)
		}
	}
	if err == nil && why != "" {
		err = &fs.PathError{Op: "publish", Path: f.Path, Err: fmt.Errorf("it changed after it was checked: %s", why)}
	}
	if err != nil {
		file.Close()
		return nil, 0, err
	}
	rest := io.LimitReader(io.MultiReader(bytes.NewReader(head), file), info.Size())
	return struct {
		io.Reader
		io.Closer
	}{rest, file}, info.Size(), nil
}
