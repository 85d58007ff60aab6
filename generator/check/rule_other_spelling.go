package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

var otherSpelling = Rule{
	Name: "other-spelling", Severity: diag.Note,
	Summary: "Documents use another name for a field, which is understood.",
	catalog: func(r *run) {
		type use struct {
			entry *manual.Entry
			name  document.OtherName
			n     int
		}
		var uses []*use
		known := map[string]*use{}
		for _, e := range r.Entries {
			for _, name := range e.OtherNames {
				u := known[name.Name]
				if u == nil {
					u = &use{e, name, 0}
					known[name.Name], uses = u, append(uses, u)
				}
				u.n++
			}
		}
		for _, u := range uses {
			where := "this document has"
			if u.n > 1 {
				where = fmt.Sprintf("this document and %d more have", u.n-1)
			}
			r.inDocument(u.entry, u.name.Pos, fmt.Sprintf("%s the field %s, which is understood as %s", where, u.name.Name, u.name.Field),
				fmt.Sprintf("nothing has to change; in new documents write `%s:`", u.name.Field))
		}
	},
}
