package manual

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/parallel"
)

// File is a file beside the documents: an image, a form, a drawing.
type File struct {
	Path string // relative to the manual's folder
	URL  string // in the site
	// Unsafe says why a browser might run it, or is empty.
	Unsafe string
	at     int // its place among all
	// blob holds the file as it was issued with an earlier revision; "" for a file of the folder.
	blob string
}

// tree is what lies beside the documents. It is not changed once it is made.
type tree struct {
	Files   []*File // in order
	files   map[string]*File
	folders map[string]bool
	// spellings are the files whose names are not in the one Unicode spelling that is compared, by that.
	spellings map[string]string
	// issued are the files that earlier revisions in force show or link to, as they were then.
	issued map[issuedFile]*File
	folder *tree // where there are some: the files of the folder alone
}

func (t *tree) add(path, url, unsafe string) {
	f := &File{Path: path, URL: url, Unsafe: unsafe, at: len(t.Files)}
	t.Files = append(t.Files, f)
	t.files[path] = f
	t.spellings = spell(t.spellings, path)
}

// File gives the file of a path from the manual's folder, or nil.
func (t *tree) File(path string) *File { return t.files[path] }

// SameFile reports whether two files hold the same. In a text the ends of lines make no difference.
func SameFile(a, b []byte) bool { return history.FileSum(a) == history.FileSum(b) }

// reuse gives the last tree where nothing differs from it, so that a pointer tells whether anything
// has changed.
func (t *tree) reuse(last *tree) *tree {
	same := func(a, b *File) bool { return *a == *b }
	if last != nil && slices.EqualFunc(t.Files, last.Files, same) && maps.Equal(t.folders, last.folders) && t.sameIssued(last) {
		return last
	}
	return t
}

// Hidden reports whether a valid path below the documents folder is never read, because of its own name or the
// name of a folder above it.
func Hidden(p string) bool {
	return p != "." && slices.ContainsFunc(strings.Split(p, "/"), hidden)
}

// hidden names what is never read or published: dot-files, and what editors and systems leave.
func hidden(name string) bool {
	if name[0] == '.' || name[len(name)-1] == '~' || strings.HasPrefix(name, "~$") || name[0] == '#' && name[len(name)-1] == '#' {
		return true
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".bak", ".swp", ".swo", ".tmp", ".orig":
		return true
	}
	return strings.EqualFold(name, "thumbs.db") || strings.EqualFold(name, "desktop.ini")
}

// listing is what one walk over the documents folder found.
type listing struct {
	documents, files []stampedFile
	folders          map[string]bool
	findings         []diag.Finding
	settings         *config.Config
	stamps           bool            // those of documents are needed
	top              int             // slashes in the path of the documents folder
	matched          map[string]bool // the patterns of `exclude` that named something
}

// stampedFile is a file and its state.
type stampedFile struct {
	path string
	stamp
}

// list walks the documents folder once, its topmost folders on all cores. Only regular files are
// read: a link may lead out of the manual, and a pipe would block.
func list(fsys fs.FS, settings *config.Config, stamps bool) (*listing, error) {
	root := settings.Documents.Value
	entries, err := fs.ReadDir(fsys, root)
	if err != nil {
		return nil, err
	}
	parts, errs := make([]listing, len(entries)), make([]error, len(entries))
	parallel.Each(len(entries), 1, func(i int) {
		top := strings.Count(path.Join(root, "x"), "/") - 1
		parts[i] = listing{settings: settings, stamps: stamps, top: top, folders: map[string]bool{}, matched: map[string]bool{}}
		errs[i] = parts[i].entry(fsys, path.Join(root, entries[i].Name()), entries[i])
	})
	all := &listing{folders: map[string]bool{root: true}, matched: map[string]bool{}}
	for _, part := range parts {
		all.documents, all.files = append(all.documents, part.documents...), append(all.files, part.files...)
		all.findings = append(all.findings, part.findings...)
		maps.Copy(all.folders, part.folders)
		maps.Copy(all.matched, part.matched)
	}
	return all, errors.Join(errs...)
}

// entry takes a file, or a folder with all below it.
func (l *listing) entry(fsys fs.FS, p string, d fs.DirEntry) error {
	switch {
	case hidden(d.Name()), l.settings.Reserved(p), l.excluded(p, d):
	case !utf8.ValidString(p):
		l.refuse(p, "the name of this file is not UTF-8 text; it is not read", "rename it")
	case d.IsDir():
		return l.folder(fsys, p)
	case d.Type()&fs.ModeSymlink != 0:
		l.refuse(p, "this is a symbolic link; it is not read, nor is anything below it", "put the file or folder itself here, or name the link in `exclude`")
	case !d.Type().IsRegular():
		l.refuse(p, "this is not a regular file; it is not read", "put the file itself here")
	case strings.EqualFold(path.Ext(p), ".md"):
		l.documents = append(l.documents, note(p, d, l.stamps))
	default:
		l.files = append(l.files, note(p, d, true))
	}
	return nil
}

// excluded reports whether `exclude` names a file or folder. All its patterns are tried, to know which name
// nothing.
func (l *listing) excluded(p string, d fs.DirEntry) bool {
	found := false
	for _, pattern := range l.settings.Exclude {
		if l.settings.Matches(pattern, p, d.IsDir()) {
			l.matched[pattern.Value], found = true, true
		}
	}
	return found
}

func (l *listing) refuse(p, message, hint string) {
	l.findings = append(l.findings, diag.Finding{Rule: "unsafe-file", File: strings.ToValidUTF8(p, "\uFFFD"),
		Pos: diag.Pos{Line: 1, Column: 1}, Message: message, Hint: hint})
}

func (l *listing) folder(fsys fs.FS, p string) error {
	l.folders[p] = true
	if l.tooDeep(p) {
		return nil
	}
	entries, err := fs.ReadDir(fsys, p)
	for _, d := range entries {
		if err == nil {
			err = l.entry(fsys, p+"/"+d.Name(), d)
		}
	}
	return err
}

// note takes a file's stamp where it is needed. A file that vanished since it was listed is not an error
// here: reading it will tell.
func note(p string, d fs.DirEntry, needed bool) stampedFile {
	if needed {
		if info, err := d.Info(); err == nil {
			return stampedFile{p, stampOf(info)}
		}
	}
	return stampedFile{path: p}
}
