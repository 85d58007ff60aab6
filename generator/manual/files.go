package manual

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/diag"
)

// File is a file beside the documents: an image, a form, a drawing.
type File struct {
	Path string // relative to the manual's folder
	URL  string // in the site
	Used bool   // a document shows it or links to it, or it is the logo
	// Published says that one of those who use it is published, and so is the file.
	Published bool
	// Unsafe says why a browser might run it, or is empty.
	Unsafe string
}

// validFolder reports whether a path names a folder at or below the manual's own.
func validFolder(p string) bool { return fs.ValidPath(p) && p != "." }

var backup = regexp.MustCompile(`(?is)^(\..*|~\$.*|.*~|#.*#|.*\.(bak|swp|swo|tmp|orig)|thumbs\.db|desktop\.ini)$`)

// hidden names what is never read or published: dot-files, and what editors and systems leave.
func hidden(name string) bool { return backup.MatchString(name) }

// listing is what one walk over the documents folder found.
type listing struct {
	documents []string
	files     []string
	folders   map[string]bool
	stamps    map[string]stamp // nil where nobody asked
	findings  []diag.Finding
}

// list walks the documents folder once. Only regular files are read: a link may lead out of the
// manual, and a pipe would block.
func list(fsys fs.FS, root string, stamps bool) (*listing, error) {
	l := &listing{folders: map[string]bool{}}
	if stamps {
		l.stamps = map[string]stamp{}
	}
	err := fs.WalkDir(fsys, root, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case p != root && hidden(d.Name()):
			if d.IsDir() {
				return fs.SkipDir
			}
		case !utf8.ValidString(p):
			l.findings = append(l.findings, diag.Finding{Rule: "unsafe-file", File: strings.ToValidUTF8(p, "\uFFFD"), Pos: diag.Pos{Line: 1, Column: 1},
				Message: "the name of this file is no UTF-8 text; it is not read", Hint: "rename it"})
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir():
			l.folders[p] = true
		case !d.Type().IsRegular():
			l.findings = append(l.findings, diag.Finding{Rule: "unsafe-file", File: p, Pos: diag.Pos{Line: 1, Column: 1},
				Message: "this is a symbolic link or no regular file; it is not read", Hint: "put the file itself here"})
		case strings.EqualFold(path.Ext(p), ".md"):
			l.documents = append(l.documents, p)
			return l.note(p, d)
		default:
			l.files = append(l.files, p)
			return l.note(p, d)
		}
		return nil
	})
	return l, err
}

// note takes a file's stamp. A file that vanished since it was listed is no error here: reading it
// will tell.
func (l *listing) note(p string, d fs.DirEntry) error {
	if l.stamps == nil {
		return nil
	}
	info, err := d.Info()
	if err == nil {
		l.stamps[p] = stampOf(info)
	}
	return nil
}

var active = map[string]bool{".html": true, ".htm": true, ".xhtml": true, ".xml": true, ".js": true, ".mjs": true, ".cjs": true, ".svgz": true,
	".xht": true, ".shtml": true, ".shtm": true, ".xsl": true, ".xslt": true, ".mht": true, ".mhtml": true, ".hta": true, ".htc": true, ".swf": true}

// unsafeName says why a file could act in a reader's browser, as far as its name tells: it would
// have the site's own rights. A drawing has to be looked into.
func unsafeName(file string) (why string, drawing bool) {
	ext := strings.ToLower(path.Ext(file))
	if active[ext] {
		return fmt.Sprintf("a %s file can run scripts with the rights of the site", ext), false
	}
	return "", ext == ".svg"
}
