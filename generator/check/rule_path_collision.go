package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
)

var pathCollision = Rule{
	Name: "path-collision", Severity: diag.Error, Fixed: true,
	Summary: "Two documents, folders or files would have the same address, or addresses that no file system can have beside each other.",
	catalog: func(r *run) {
		r.collidingDocuments()
		r.collidingSections()
		r.collidingFolders()
		r.collidingAliases()
	},
	text: (*run).collidingFiles,
}

func (r *run) collidingDocuments() {
	first, colliding := make(map[string]*manual.Entry, len(r.Entries)), map[string][]*manual.Entry{}
	for _, e := range r.Entries {
		if !e.ID.Given() {
			continue
		}
		switch other := first[e.Place]; {
		case other == nil:
			first[e.Place] = e
		case len(colliding[e.Place]) == 0:
			colliding[e.Place] = []*manual.Entry{other, e}
		default:
			colliding[e.Place] = append(colliding[e.Place], e)
		}
	}
	for _, same := range colliding {
		for _, e := range same {
			r.reportCollision(e, same)
		}
	}
}

// reportCollision reports the first document with the same address and another id.
func (r *run) reportCollision(e *manual.Entry, same []*manual.Entry) {
	for _, other := range same {
		if other.ID.Value != e.ID.Value {
			r.inDocument(e, e.ID.Pos, fmt.Sprintf("id %s has the same address, %s, as id %s in %s, line %d",
				e.ID.Value, e.Place, other.ID.Value, other.File, other.ID.Pos.Line), "give one of the two another id")
			return
		}
	}
}

func (r *run) collidingSections() {
	seen := map[string]*manual.Section{}
	for _, s := range r.Sections {
		key := route.Fold(s.URL)
		first := seen[key]
		if first == nil {
			seen[key] = s
			continue
		}
		r.atFolder(s, fmt.Sprintf("folder %s has the same address, %s, as folder %q", s.Path, s.URL, first.Path), "rename one of the two folders")
	}
}

// documentsBelow returns the documents in a folder, or in its subfolders if it has none.
func (r *run) documentsBelow(s *manual.Section) []*manual.Entry {
	entries := r.In(s)
	for _, child := range s.Children {
		if len(r.In(s)) == 0 {
			entries = append(entries, r.documentsBelow(child)...)
		}
	}
	return entries
}
