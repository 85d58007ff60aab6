package standard

import (
	"slices"
	"sync"

	"github.com/clausebook/clausebook/generator/fields"
)

// Elsewhere is another edition with the clauses that treat the subject of a clause there.
type Elsewhere struct {
	Name    string // such as ISO 9001:2008
	Edition *Edition
	Clauses []Counterpart
}

// Counterpart is a clause of another edition.
type Counterpart struct {
	*Clause
	Perhaps bool // the sources agree less
}

// Elsewhere says where other editions treat the subject of a clause: our own reading, to find one's
// way, which no claim counts by. An edition without clauses has nothing of the kind; one that is not
// listed is not known. A heading is nowhere else.
//
// All editions are compared with that of 2015. Between two older ones nothing is said, since what
// both have in common with it says little of what they have with each other.
func (e *Edition) Elsewhere(id string) []Elsewhere {
	c := e.Clause(id)
	if c == nil || !c.Requirement {
		return nil
	}
	x := correspondence()
	var list []Elsewhere
	for _, other := range []string{"1994", "2008", "2015", "2026"} {
		if other == numbered(e.Year) || old(e.Year) && old(other) {
			continue
		}
		if found, known := x.from(numbered(e.Year), id, other); known {
			row := Elsewhere{Name: "ISO 9001:" + other, Edition: Load(other)}
			if other == "2008" {
				row.Name = "ISO 9001:2000 / 2008"
			}
			for _, l := range found {
				row.Clauses = append(row.Clauses, Counterpart{Load(other).Clause(l.id), l.perhaps})
			}
			list = append(list, row)
		}
	}
	return list
}

// numbered is the edition whose numbers another has: 2000 and 2008 have the same.
func numbered(year string) string {
	if year == "2000" {
		return "2008"
	}
	return year
}

func old(year string) bool { return year < "2015" }

// lead says: look there.
type lead struct {
	id      string
	perhaps bool
}

// leads are the leads from one edition to that of 2015, or from that to another, by clause.
type leads map[string][]lead

type concordance struct {
	to, back map[string]leads           // by edition: to 2015, and from 2015
	none     map[string]map[string]bool // by edition: clauses of 2015 of which it has nothing
}

// correspondence reads correspondence.yaml once.
var correspondence = sync.OnceValue(func() *concordance {
	root := parse("correspondence.yaml")
	x := &concordance{map[string]leads{}, map[string]leads{}, map[string]map[string]bool{}}
	for _, year := range []string{"1994", "2008"} {
		x.to[year] = rows(get(root, "iso9001_"+year+"_to_2015"))
		x.back[year] = x.to[year].reversed()
		x.none[year] = map[string]bool{}
		for _, id := range texts(root, "iso9001_2015_without_"+year+"_source") {
			x.none[year][id] = true
		}
	}
	x.back["2026"] = rows(get(root, "iso9001_2015_to_2026"))
	for _, c := range Load("2015").Clauses {
		if c.Requirement && x.back["2026"][c.ID] == nil {
			x.back["2026"][c.ID] = []lead{{id: c.ID}} // what is not listed keeps its number
		}
	}
	x.to["2026"] = x.back["2026"].reversed()
	return x
})

func rows(v *fields.Value) leads {
	list := leads{}
	for _, row := range v.List() {
		agreement := text(row, "agreement")
		for _, to := range texts(row, "to") {
			from := text(row, "from")
			list[from] = append(list[from], lead{to, agreement == "recall" || agreement == "judgement"})
		}
	}
	return list
}

func (l leads) reversed() leads {
	back := leads{}
	for from, list := range l {
		for _, to := range list {
			back[to.id] = append(back[to.id], lead{from, to.perhaps})
		}
	}
	return back
}

// from follows a clause of one edition to another, by way of that of 2015.
func (c *concordance) from(year, id, other string) (found []lead, known bool) {
	here := []lead{{id: id}}
	if year != "2015" {
		here = c.to[year][id]
	}
	for _, l := range here {
		there := []lead{l}
		if other != "2015" {
			there = c.back[other][l.id]
			known = known || c.none[other][l.id]
		}
		for _, t := range there {
			found = append(found, lead{t.id, t.perhaps || l.perhaps})
		}
	}
	return inOrder(Load(other), found), known || len(found) > 0
}

// inOrder puts leads in the order of the standard, each clause once, the surer lead of it.
func inOrder(e *Edition, found []lead) []lead {
	var list []lead
	for _, c := range e.Clauses {
		of := func(l lead) bool { return l.id == c.ID }
		if slices.ContainsFunc(found, of) {
			sure := slices.ContainsFunc(found, func(l lead) bool { return of(l) && !l.perhaps })
			list = append(list, lead{c.ID, !sure})
		}
	}
	return list
}
