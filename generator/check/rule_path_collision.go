package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
)

var pathCollision = Rule{
	Name: "path-collision", Severity: diag.Error, Fixed: true,
	Summary: "Two documents, folders or files would have the same address, or addresses that differ only in case.",
	catalog: func(r *run) {
		r.collidingDocuments()
		r.collidingSections()
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
		first := seen[s.URL]
		if first == nil {
			seen[s.URL] = s
			continue
		}
		for _, e := range r.documentsBelow(s) {
			r.inDocument(e, diag.Pos{Line: 1, Column: 1}, fmt.Sprintf("folder %s has the same address, %s, as folder %q",
				s.Path, s.URL, first.Path), "rename one of the two folders")
		}
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

func (r *run) collidingFiles() {
	byAddress := map[string][]*manual.File{}
	for _, f := range r.Files {
		if r.manual.Use(f).Used {
			key := strings.ToLower(f.URL)
			byAddress[key] = append(byAddress[key], f)
		}
	}
	for _, f := range r.Files {
		same := byAddress[strings.ToLower(f.URL)]
		if !r.manual.Use(f).Used || len(same) < 2 {
			continue
		}
		other := same[(slices.Index(same, f)+1)%len(same)]
		r.findings = append(r.findings, diag.Finding{Rule: r.rule, File: f.Path, Pos: diag.Pos{Line: 1, Column: 1},
			Message: fmt.Sprintf("the file has the same address, %s, as %s", f.URL, other.Path), Hint: "rename one of the two"})
	}
}
