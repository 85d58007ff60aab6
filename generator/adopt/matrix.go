package adopt

import (
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/standard"
)

// matrix hands the rows of tables of clauses to the documents that they name, or to the document
// that has the table.
func (p *Plan) matrix(edition *standard.Edition, fresh map[*Entry]*scanned) {
	byID, more := map[string]*Entry{}, map[*Entry]*proposals{}
	for e := range fresh {
		byID[idKey(e.first("id"))] = e
	}
	for e, r := range fresh {
		owners, assigns := make([][]*Entry, len(r.matrix)), map[int]bool{}
		for i, row := range r.matrix {
			owners[i] = named(row.others, byID)
			assigns[row.table] = assigns[row.table] || len(owners[i]) > 0
		}
		for i, row := range r.matrix {
			owners := owners[i]
			if len(owners) == 0 && !assigns[row.table] {
				owners = []*Entry{e}
			}
			for _, owner := range owners {
				if more[owner] == nil {
					more[owner] = &proposals{}
				}
				more[owner].mentions = append(more[owner].mentions, row.clauses.exact...)
				more[owner].headings = append(more[owner].headings, row.clauses.headings...)
			}
		}
	}
	for e, add := range more {
		add.exact, add.mentions = e.Clauses, append(add.mentions, e.Mentions...)
		for _, h := range e.Headings {
			add.headings = append(add.headings, h.ID)
		}
		add.inOrder(edition)
		e.Proposed = proposed(add, edition)
	}
}

// named lists the documents whose ids are in the cells of a row.
func named(cells []string, byID map[string]*Entry) []*Entry {
	var list []*Entry
	for _, cell := range cells {
		for _, part := range itemEnd.Split(plain(cell), -1) {
			for _, word := range []string{part, strings.TrimSpace(part[:min(len(part), len(idAtStart.FindString(strings.TrimSpace(part))))])} {
				e := byID[idKey(strings.TrimSpace(document.PlainID(word)))]
				if e != nil && word != "" && !slices.Contains(list, e) {
					list = append(list, e)
				}
			}
		}
	}
	return list
}

// proposed writes proposals with the leaves of headings.
func proposed(p *proposals, edition *standard.Edition) Proposed {
	r := Proposed{Clauses: p.exact, Mentions: p.mentions}
	for _, id := range p.headings {
		h := Heading{ID: id}
		for _, c := range edition.Leaves(id) {
			h.Leaves = append(h.Leaves, c.ID)
		}
		r.Headings = append(r.Headings, h)
	}
	return r
}
