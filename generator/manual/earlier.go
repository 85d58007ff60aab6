package manual

import (
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/safefile"
)

// Earlier reads what was in a manual. Pages that compare revisions show texts that are no longer in the folder; their
// links lead to what is there today.
type Earlier struct{ m *Manual }

// Earlier returns what reads earlier texts and files.
func (m *Manual) Earlier() Earlier { return Earlier{m} }

// Links resolves the links and pictures of a text against the manual as it is today. Links within the text lead to
// self. What does not resolve, mentions of ids and clauses among it, has an empty Target.
func (e Earlier) Links(d *document.Document, self *Entry) []Target {
	r := e.m.resolver()
	if self.Issued != nil { // whose own links lead to where they led then
		today := *self
		today.Issued = nil
		self = &today
	}
	targets := make([]Target, d.Refs.Len())
	for i, ref := range d.Refs.All() {
		t := r.target(self, &ref)
		switch {
		case t.File != nil && ref.Kind == document.Link && !e.m.Use(t.File).Published, t.File == nil && t.Entry == nil:
			continue
		case t.Trouble == NoAnchor:
			t.Anchor = ""
		}
		targets[i] = t
	}
	return targets
}

// SameContent reports whether a document tells its readers the same as a document of another state of the manual, however
// it is written. Where a link leads, what files hold and who approved it make no difference.
func (e Earlier) SameContent(now *Entry, other *Manual, was *Entry) bool {
	if e.m.Text(now).Sum == other.Text(was).Sum {
		return true
	}
	is, before := e.m.content(now), other.content(was)
	return is.Text == before.Text && is.SameClaims(before, e.m.Config.Edition.Value, other.Config.Edition.Value)
}

// File gives the file of a path as it was at a commit of the manual, counted back from 1: the one in the folder
// where that is the same and is published, else the blob with its contents. Both are empty where nothing is known of it.
func (e Earlier) File(name string, back int) (f *File, blob string) {
	now := e.m.files[name]
	if now != nil && !e.m.Use(now).Published {
		now = nil
	}
	log := e.m.Options.History
	blob, known := log.FileAt(name, back)
	if !known {
		return now, ""
	}
	if now == nil {
		return nil, blob
	}
	if held := e.m.inFolder(name); held.known && held.blob == blob || !held.known && len(log.Files[name]) > 0 && log.Files[name][0].Blob == blob {
		return now, ""
	}
	return nil, blob
}

// pictureTypes are the endings of what a page may show as a picture.
var pictureTypes = []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp"}

// IsPicture reports whether a path has the ending of a picture.
func IsPicture(name string) bool {
	return slices.Contains(pictureTypes, strings.ToLower(path.Ext(name)))
}

var errUnsafe = errors.New("a browser might run it")

// Picture reads a picture by its blob. It refuses what must not be published, as for the files in the folder.
func (e Earlier) Picture(name, blob string) ([]byte, error) {
	why, kind := safefile.ByName(name)
	if why != "" || !IsPicture(name) {
		return nil, errUnsafe
	}
	data, err := e.m.Options.History.Blob(blob, safefile.MaxSize)
	if err == nil && kind.Active(data) != "" {
		err = errUnsafe
	}
	return data, err
}
