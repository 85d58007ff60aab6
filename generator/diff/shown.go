package diff

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

// reader compares what documents show and link to before and after.
type reader struct {
	before, after *check.Result
	now           map[*manual.Entry]*manual.Entry // what became of a document
	held          map[[2]string]bool              // whether two files, before and after, hold the same
}

func newReader(before, after *check.Result, pairs []twin) *reader {
	r := &reader{before, after, map[*manual.Entry]*manual.Entry{}, map[[2]string]bool{}}
	for _, p := range pairs {
		if p.before != nil {
			r.now[p.before] = p.after
		}
	}
	return r
}

// differences names what the two states of a document differ by, and lists the files that hold something
// else, as they are called now.
func (r *reader) differences(p twin) (fields, files []string) {
	a, b := r.before.Manual.Text(p.before), r.after.Manual.Text(p.after)
	if a != b {
		fields = differences(a, b)
		if !r.sameForms(p, a, b) && !slices.Contains(fields, "records") {
			fields = append(fields, "records")
		}
		if !r.sameText(p, a, b) {
			fields = append(fields, "text")
		}
	}
	if files = r.files(p); len(files) > 0 {
		fields = append(fields, "files")
	}
	return fields, files
}

// sameText reports whether two texts show the same, however they are written. A text that had no front
// matter shows its title as a heading.
func (r *reader) sameText(p twin, a, b *document.Document) bool {
	if a.Body == b.Body && a.File == b.File && sameRefs(a.Refs, b.Refs) {
		return true
	}
	before, after := a.Shown(), b.Shown()
	if before.Body != after.Body {
		switch was, is := a.ShownAs(b.Title.Value), b.ShownAs(a.Title.Value); {
		case was.Body == after.Body:
			before = was
		case before.Body == is.Body:
			after = is
		default:
			return false
		}
	}
	return slices.EqualFunc(before.Links, after.Links, func(x, y document.Address) bool { return r.sameAddress(p, x, y) })
}

func (r *reader) sameForms(p twin, a, b *document.Document) bool {
	_, before := a.Said(nil)
	_, after := b.Said(nil)
	return slices.EqualFunc(before, after, func(x, y document.Address) bool { return r.sameAddress(p, x, y) })
}

// sameAddress reports whether a link leads to what it led to, which may have been moved.
func (r *reader) sameAddress(p twin, x, y document.Address) bool {
	was, is := x.From(p.before.File), y.From(p.after.File)
	if x.ID == y.ID && was == is {
		return true
	}
	if e := r.document(r.before, was, x.ID); e != nil {
		return r.now[e] != nil && r.now[e] == r.document(r.after, is, y.ID)
	}
	if r.before.Manual.File(was) != nil && r.after.Manual.File(is) != nil {
		return r.sameFile(was, is)
	}
	nowhere := r.before.Manual.File(was) == nil && r.after.Manual.File(is) == nil && r.document(r.after, is, y.ID) == nil
	return nowhere && x.Path == y.Path && x.ID == y.ID
}

// document gives the document that a link leads to, or nil.
func (r *reader) document(in *check.Result, path, id string) *manual.Entry {
	if id == "" {
		return in.Manual.ByFile(path)
	}
	if list := in.Manual.ByID(id); len(list) > 0 {
		return list[0]
	}
	return nil
}

// files lists the files that a document shows, links to or names as a form both before and after, and
// that hold something else.
func (r *reader) files(p twin) []string {
	var changed []string
	before := r.before.Manual.FilesOf(p.before)
	for _, f := range r.after.Manual.FilesOf(p.after) {
		was := f.Path
		if rel, below := strings.CutPrefix(f.Path, folder(p.after.File)); below && r.before.Manual.File(was) == nil {
			was = folder(p.before.File) + rel // it was moved with the document
		}
		used := slices.ContainsFunc(before, func(b *manual.File) bool { return b.Path == was })
		if used && !slices.Contains(changed, f.Path) && !r.sameFile(was, f.Path) {
			changed = append(changed, f.Path)
		}
	}
	return changed
}

func folder(file string) string { return file[:strings.LastIndexByte(file, '/')+1] }

// sameFile reports whether two files hold the same. Of one that cannot be read nothing is said.
func (r *reader) sameFile(was, is string) bool {
	key := [2]string{was, is}
	same, known := r.held[key]
	if !known {
		a, errA := fs.ReadFile(r.before.FS, was)
		b, errB := fs.ReadFile(r.after.FS, is)
		same = errA != nil || errB != nil || manual.SameFile(a, b)
		r.held[key] = same
	}
	return same
}

func sameRefs(a, b document.Refs) bool {
	if a.Len() != b.Len() {
		return false
	}
	for i, ref := range a.All() {
		if !sameRef(ref, b.At(i)) {
			return false
		}
	}
	return true
}

func sameRef(a, b document.Ref) bool {
	return a.Kind == b.Kind && a.Target == b.Target && a.Anchor == b.Anchor && a.Text == b.Text && a.Title == b.Title
}
