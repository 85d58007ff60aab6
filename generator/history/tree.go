package history

import (
	"bytes"
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/clausebook/clausebook/generator/rootfs"
)

// Tree is the manual's folder at a revision, as a read-only file system. It does not touch the
// working tree. Symbolic links and submodules are not followed: a link is listed as one, a
// submodule is an empty folder.
type Tree struct {
	// Submodules are the folders of submodules.
	Submodules []string
	work       fs.FS
	nodes      map[string]*node
	blobs      *blobs
}

// ErrPartial says that an object is missing from a partial clone. Fetching it would open a
// connection.
var ErrPartial = errors.New("this clone holds only a part of its objects")

// Tree returns the folder at a commit that Revision or MergeBase returned. work is the folder as it
// is now: unchanged files are read from it, which is faster.
func (r *Repository) Tree(ctx context.Context, commit string, work fs.FS) (*Tree, error) {
	args := []string{"ls-tree", "-r", "-z", "--long", "--full-tree", commit}
	if r.prefix != "" { // git accepts no empty path
		args = append(args, "--", r.prefix)
	}
	out, err := r.run(ctx, nil, args...)
	if err != nil && strings.Contains(err.Error(), "promisor remote") {
		return nil, ErrPartial
	}
	if err != nil {
		return nil, err
	}
	top := &node{name: ".", mode: fs.ModeDir | 0o555}
	t := &Tree{work: work, nodes: map[string]*node{".": top}, blobs: &blobs{ctx: ctx, dir: r.top}}
	for line := range strings.SplitSeq(string(out), "\x00") {
		about, name, found := strings.Cut(line, "\t")
		below, inside := strings.CutPrefix(name, r.prefix)
		if !found || !inside {
			continue
		}
		if err := t.add(below, strings.Fields(about)); err != nil {
			return nil, err
		}
	}
	for _, n := range t.nodes {
		slices.SortFunc(n.children, func(a, b *node) int { return strings.Compare(a.name, b.name) })
	}
	return t, nil
}

// Close ends the git process.
func (t *Tree) Close() error { return t.blobs.close() }

// add adds an entry of `ls-tree --long`: mode, kind, object, size.
func (t *Tree) add(name string, about []string) error {
	if len(about) != 4 {
		return fmt.Errorf("git ls-tree: %q was not expected", strings.Join(about, " "))
	}
	n := &node{name: path.Base(name), mode: 0o444, object: about[2]}
	switch {
	case about[1] == "commit":
		n.mode = fs.ModeDir | 0o555
		t.Submodules = append(t.Submodules, name)
	case about[0] == "120000":
		n.mode |= fs.ModeSymlink
	}
	n.size, _ = strconv.ParseInt(about[3], 10, 64)
	t.nodes[name] = n
	t.place(name, n)
	return nil
}

// place adds a node to its folder, and creates the folder if needed.
func (t *Tree) place(name string, n *node) {
	dir := path.Dir(name)
	parent := t.nodes[dir]
	if parent == nil {
		parent = &node{name: path.Base(dir), mode: fs.ModeDir | 0o555}
		t.nodes[dir] = parent
		t.place(dir, parent)
	}
	parent.children = append(parent.children, n)
}

// find returns the node of a name.
func (t *Tree) find(op, name string) (*node, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	n := t.nodes[name]
	if n == nil {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
	}
	return n, nil
}

// Open opens a file or folder.
func (t *Tree) Open(name string) (fs.File, error) {
	n, err := t.find("open", name)
	if err != nil {
		return nil, err
	}
	if n.IsDir() {
		return &folder{node: n, left: n.entries()}, nil
	}
	data, err := t.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return &file{n, bytes.NewReader(data)}, nil
}

// Stat returns the file's information without reading it.
func (t *Tree) Stat(name string) (fs.FileInfo, error) {
	n, err := t.find("stat", name)
	if err != nil {
		return nil, err
	}
	return n, nil
}

// ReadDir lists a folder.
func (t *Tree) ReadDir(name string) ([]fs.DirEntry, error) {
	n, err := t.find("readdir", name)
	if err == nil && !n.IsDir() {
		err = &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrInvalid}
	}
	if err != nil {
		return nil, err
	}
	return n.entries(), nil
}

// ReadFile returns the bytes that a checkout of the revision would write. Line endings follow the
// working tree, since LF or CR LF depends on each checkout and makes no difference between
// revisions.
func (t *Tree) ReadFile(name string) ([]byte, error) {
	n, err := t.find("open", name)
	if err == nil && !n.mode.IsRegular() {
		err = &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if err != nil {
		return nil, err
	}
	now := t.workFile(name)
	if n.holds(now) {
		return now, nil
	}
	data, err := t.blobs.read(n.object, n.size)
	if err != nil {
		return nil, &fs.PathError{Op: "read", Path: name, Err: err}
	}
	if bytes.Contains(now, crlf) && !bytes.Contains(data, crlf) {
		data = bytes.ReplaceAll(data, lf, crlf)
	}
	return data, nil
}

// workFile returns the bytes of a file in the working tree, or nil.
func (t *Tree) workFile(name string) []byte {
	data, err := rootfs.ReadFile(t.work, name, maxBlob)
	if err != nil || len(data) > maxBlob {
		return nil
	}
	return data
}

var lf, crlf = []byte("\n"), []byte("\r\n")

// node is a file or folder of a tree, and its fs.FileInfo.
type node struct {
	name     string
	mode     fs.FileMode
	object   string
	size     int64
	children []*node
}

func (n *node) Name() string       { return n.name }
func (n *node) Size() int64        { return n.size }
func (n *node) Mode() fs.FileMode  { return n.mode }
func (n *node) ModTime() time.Time { return time.Time{} }
func (n *node) IsDir() bool        { return n.mode.IsDir() }
func (n *node) Sys() any           { return nil }

func (n *node) entries() []fs.DirEntry {
	list := make([]fs.DirEntry, len(n.children))
	for i, c := range n.children {
		list[i] = fs.FileInfoToDirEntry(c)
	}
	return list
}

// holds reports whether data is the object, apart from line endings.
func (n *node) holds(data []byte) bool {
	if data == nil {
		return false
	}
	if int64(len(data)) == n.size {
		return hashesTo(n.object, data)
	}
	plain := bytes.ReplaceAll(data, crlf, lf)
	return int64(len(plain)) == n.size && hashesTo(n.object, plain)
}

// hashesTo reports whether git would store data as this object.
func hashesTo(object string, data []byte) bool {
	var sum hash.Hash = sha1.New()
	if len(object) == hex.EncodedLen(sha256.Size) {
		sum = sha256.New()
	}
	fmt.Fprintf(sum, "blob %d\x00", len(data))
	sum.Write(data)
	return hex.EncodeToString(sum.Sum(nil)) == object
}

type file struct {
	*node
	*bytes.Reader
}

func (f *file) Stat() (fs.FileInfo, error) { return f.node, nil }
func (f *file) Close() error               { return nil }

// folder is an open folder; left are the entries not listed yet.
type folder struct {
	*node
	left []fs.DirEntry
}

func (f *folder) Stat() (fs.FileInfo, error) { return f.node, nil }
func (f *folder) Close() error               { return nil }

func (f *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.name, Err: fs.ErrInvalid}
}

func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 || n > len(f.left) {
		if n > 0 && len(f.left) == 0 {
			return nil, io.EOF
		}
		n = len(f.left)
	}
	list := f.left[:n]
	f.left = f.left[n:]
	return list, nil
}
