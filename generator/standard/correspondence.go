package standard

import (
	"sync"

	"github.com/clausebook/clausebook/generator/standardname"
	"github.com/clausebook/clausebook/generator/yaml"
)

// Elsewhere is another edition with its clauses on the topic of a clause.
type Elsewhere struct {
	Name    string // such as ISO 9001:2008
	Edition *Edition
	Clauses []Counterpart
}

// Counterpart is a clause of another edition.
type Counterpart struct {
	*Clause
	Perhaps bool // the sources disagree
}

// Elsewhere returns the clauses of other editions on the topic of a clause. It is our own reading
// for orientation and does not affect coverage. An edition without clauses has no equivalent; an
// edition that is missing is unknown. Headings have none.
//
// All editions are compared with that of 2015. Two older ones are not compared with each other,
// since having a clause of 2015 in common says little.
func (e *Edition) Elsewhere(id string) []Elsewhere {
	c := e.Clause(id)
	if c == nil || !c.Requirement {
		return nil
	}
	x := correspondence()
	var list []Elsewhere
	for _, other := range standardname.Years() {
		if other != sameNumbering(other) || other == sameNumbering(e.Year) || before2015(e.Year) && before2015(other) {
			continue
		}
		if found, known := x.from(sameNumbering(e.Year), id, other); known {
			row := Elsewhere{Name: "ISO 9001:" + other, Edition: Load(other)}
			if other == "2008" {
				row.Name = "ISO 9001:2000 / 2008"
			}
			for _, l := range found {
				row.Clauses = append(row.Clauses, Counterpart{Load(other).Clause(l.id), l.agreement > Medium})
			}
			list = append(list, row)
		}
	}
	return list
}

// sameNumbering returns the edition with the same clause numbers: 2000 and 2008 share them.
func sameNumbering(year string) string {
	if year == "2000" {
		return "2008"
	}
	return year
}

func before2015(year string) bool { return year < "2015" }

// match is a corresponding clause.
type match struct {
	id        string
	agreement Agreement
}

// matches maps clauses of one edition to those of another; one of the two is 2015.
type matches map[string][]match

type concordance struct {
	to2015, from2015 map[string]matches         // by edition
	without          map[string]map[string]bool // by edition: clauses of 2015 without an equivalent in it
}

// correspondence reads correspondence.yaml once.
var correspondence = sync.OnceValue(func() *concordance {
	root := parse("correspondence.yaml")
	x := &concordance{map[string]matches{}, map[string]matches{}, map[string]map[string]bool{}}
	for _, year := range []string{"1994", "2008"} {
		x.to2015[year] = rows(get(root, "iso9001_"+year+"_to_2015"))
		x.from2015[year] = x.to2015[year].reversed()
		x.without[year] = map[string]bool{}
		for _, id := range texts(root, "iso9001_2015_without_"+year+"_source") {
			x.without[year][id] = true
		}
	}
	for _, year := range standardname.Years() {
		if year <= "2015" {
			continue
		}
		x.from2015[year] = rows(get(root, "iso9001_2015_to_"+year))
		for _, c := range Load("2015").Clauses {
			if c.Requirement && x.from2015[year][c.ID] == nil {
				x.from2015[year][c.ID] = []match{{c.ID, SameNumber}} // unlisted clauses keep their number
			}
		}
		x.to2015[year] = x.from2015[year].reversed()
	}
	return x
})

func rows(v *yaml.Value) matches {
	list := matches{}
	for _, row := range v.List() {
		agreement := agreementNamed(text(row, "agreement"))
		for _, to := range texts(row, "to") {
			from := text(row, "from")
			list[from] = append(list[from], match{to, agreement})
		}
	}
	return list
}

func (l matches) reversed() matches {
	back := matches{}
	for from, list := range l {
		for _, to := range list {
			back[to.id] = append(back[to.id], match{from, to.agreement})
		}
	}
	return back
}

// from maps a clause of one edition to another by way of 2015.
func (c *concordance) from(year, id, other string) (found []match, known bool) {
	here := []match{{id: id}}
	if year != "2015" {
		here = c.to2015[year][id]
	}
	for _, l := range here {
		there := []match{l}
		if other != "2015" {
			there = c.from2015[other][l.id]
			known = known || c.without[other][l.id]
		}
		for _, t := range there {
			found = append(found, match{t.id, max(t.agreement, l.agreement)})
		}
	}
	return inOrder(Load(other), found), known || len(found) > 0
}

// inOrder sorts matches in the order of the standard and removes duplicates; the most certain wins.
func inOrder(e *Edition, found []match) []match {
	var list []match
	for _, c := range e.Clauses {
		best := match{agreement: Judgement + 1}
		for _, l := range found {
			if l.id == c.ID && l.agreement < best.agreement {
				best = l
			}
		}
		if best.id != "" {
			list = append(list, best)
		}
	}
	return list
}
