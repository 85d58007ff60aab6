package manual

import (
	"path"

	"github.com/clausebook/clausebook/generator/route"
)

// FileTree holds paths of files as a file system does that compares them as Folded does, and that
// cannot have a file and a folder at one path. It is not for use by several goroutines while paths
// are added.
type FileTree[T any] struct {
	files   map[string]T // the first at each path
	folders map[string]T // the first file below each folder
}

// NewFileTree gives a tree without files.
func NewFileTree[T any]() FileTree[T] { return FileTree[T]{map[string]T{}, map[string]T{}} }

// Add puts a file into the tree, and what it is known as.
func (t FileTree[T]) Add(name string, as T) {
	key := route.Fold(name)
	if _, ok := t.files[key]; !ok {
		t.files[key] = as
	}
	for folder := path.Dir(key); folder != "."; folder = path.Dir(folder) {
		if _, ok := t.folders[folder]; ok {
			break
		}
		t.folders[folder] = as
	}
}

// File gives the first file at a path.
func (t FileTree[T]) File(name string) (T, bool) {
	first, ok := t.files[route.Fold(name)]
	return first, ok
}

// InFolder gives a file for which there has to be a folder at the path of this one.
func (t FileTree[T]) InFolder(name string) (T, bool) {
	other, ok := t.folders[route.Fold(name)]
	return other, ok
}

// AsFolder gives a file that is where this one needs a folder.
func (t FileTree[T]) AsFolder(name string) (other T, ok bool) {
	for folder := path.Dir(route.Fold(name)); folder != "." && !ok; folder = path.Dir(folder) {
		other, ok = t.files[folder]
	}
	return other, ok
}
