package check

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

var unknownID = Rule{
	Name: "unknown-id", Severity: diag.Note,
	Summary: "The text names an id that no document has, or a clause that the edition does not have.",
	text: func(r *run) {
		type name struct {
			id     string
			clause bool
		}
		at := map[name]int{}
		var list []unknownMention
		for _, e := range r.manual.WithMissing() {
			if e.Status.Value == document.Obsolete || !e.Readable {
				continue // obsolete documents are not changed any more, and unreadable front matter becomes text
			}
			for _, u := range r.missingIn(e) {
				key := name{u.ID, u.Clause}
				n, known := at[key]
				if !known {
					n = len(list)
					at[key] = n
					list = append(list, u)
				}
				list[n].count++
				if entries := list[n].entries; len(entries) == 0 || entries[len(entries)-1] != e {
					list[n].entries = append(entries, e)
				}
			}
		}
		files := r.fileStems(len(list) > 0)
		for _, u := range list {
			if !u.Clause && files.name(u.ID) {
				continue
			}
			r.unknown(u)
		}
	},
}

// missingIn returns the mentions of a document in the order of their places, each of which is worked out once: a document may
// have tens of thousands of them.
func (r *run) missingIn(e *manual.Entry) []unknownMention {
	refs := r.manual.Text(e).Refs
	var list []unknownMention
	for _, u := range r.manual.Missing(e) {
		list = append(list, unknownMention{Missing: u, first: e, pos: refs.At(u.Ref).Place(u.Start, u.End)})
	}
	slices.SortStableFunc(list, func(a, b unknownMention) int {
		return cmp.Or(a.pos.Line-b.pos.Line, a.pos.Column-b.pos.Column)
	})
	return list
}

// unknownMention is an id in texts that the manual does not have, with its positions.
type unknownMention struct {
	manual.Missing
	first   *manual.Entry
	pos     diag.Pos
	count   int
	entries []*manual.Entry
}

// unknown reports a mention once, at its first position.
func (r *run) unknown(u unknownMention) {
	message := fmt.Sprintf("no document has the id %s", u.ID)
	hint := r.nearestID(u.ID, "", "if it is the id of something outside the manual, accept this finding or turn the rule off")
	if was := r.withdrawn(u.ID); was != "" {
		hint = was
	}
	if u.Clause {
		message, hint = r.missingClause(r.Own, u.ID)
		hint = strings.TrimSuffix(hint, "?")
		hint += fmt.Sprintf("; if the clause is one of another standard or of a contract, name that: clause %s of the contract", u.ID)
	}
	if u.count > 1 {
		message += fmt.Sprintf("; it is named %d times", u.count)
	}
	if n := len(u.entries); n > 1 {
		const most = 3
		var names []string
		for _, e := range u.entries[1:min(n, most+1)] {
			names = append(names, e.Name())
		}
		if n-1 > most {
			names = append(names, fmt.Sprintf("%d more", n-1-most))
		}
		message += ", also in " + joinWords(names)
	}
	r.inDocument(u.first, u.pos, message, hint)
}

// withdrawn says what happened to a document, according to Git.
func (r *run) withdrawn(id string) string {
	if r.History == nil {
		return ""
	}
	for i := range r.History.Deleted {
		if g := &r.History.Deleted[i]; g.ID == id {
			return fmt.Sprintf("%s was deleted %s; name what replaces it", g.File, version{Commit: &g.Commit}.in())
		}
	}
	return ""
}

// stems are the lower-case names, without extension, of files next to the documents.
type stems []string

func (r *run) fileStems(wanted bool) stems {
	var list stems
	if wanted {
		for _, f := range r.Files {
			base := path.Base(f.Path)
			list = append(list, strings.ToLower(strings.TrimSuffix(base, path.Ext(base))))
		}
	}
	return list
}

// name reports whether a file is named after an id, such as a form in a spreadsheet.
func (s stems) name(id string) bool {
	id = strings.ToLower(id)
	spelled := []string{id, strings.ReplaceAll(id, " ", "-"), strings.ReplaceAll(id, " ", "_")}
	return slices.ContainsFunc(s, func(stem string) bool {
		return slices.ContainsFunc(spelled, func(id string) bool {
			rest, ok := strings.CutPrefix(stem, id)
			return ok && (rest == "" || strings.IndexByte(" -_.(", rest[0]) >= 0)
		})
	})
}
