package standard

import (
	"github.com/clausebook/clausebook/generator/yaml"
)

func read(year string, root *yaml.Value) *Edition {
	e := &Edition{
		Year: year, Name: "ISO 9001:" + year, Status: catalogue().status[year],
		Provisional: catalogue().provisional[year], Amendments: texts(root, "amendments"),
		byID: map[string]*Clause{},
	}
	for _, v := range get(root, "clauses").List() {
		c := clause(v)
		if title, ok := catalogue().retitled[c.ID]; ok && year == "2000" {
			c.Title = title
		}
		e.Clauses = append(e.Clauses, c)
		e.byID[c.ID] = c
	}
	return e
}

func clause(v *yaml.Value) *Clause {
	c := &Clause{
		ID: text(v, "id"), Title: text(v, "title"), Summary: text(v, "summary"),
		Editorial:   text(v, "title_editorial") == "true",
		Requirement: text(v, "requirement") == "true",
		Conditional: text(v, "conditional") == "true",
		Changes:     texts(v, "change"),
	}
	if text(v, "documented_procedure") != "" {
		c.inform("maintain", basis(text(v, "documented_procedure")), DocumentedProcedure, "")
	}
	if other := text(v, "documents"); other != "" {
		c.inform("maintain", "explicit", other, "")
	}
	if text(v, "quality_record") != "" {
		c.inform("retain", basis(text(v, "quality_record")), QualityRecords, "")
	}
	for _, i := range get(v, "documented_information").List() {
		c.inform(text(i, "kind"), text(i, "basis"), text(i, "item"), text(i, "key"))
	}
	return c
}

// basis converts the flag of a procedure or record in older editions: true, or a basis.
func basis(flag string) string {
	if flag == "true" {
		return "explicit"
	}
	return flag
}

// inform adds an item of documented information. In a conditional clause, all items are
// conditional.
func (c *Clause) inform(kind, basis, item, key string) {
	i := Information{Kind: kind, Basis: basis, Item: item}
	if c.Conditional {
		i.Basis = "conditional"
	}
	if i.Obligation() == WhereCaseArises {
		i.Case = c.ID
		if key != "" {
			i.Case += "#" + key
		}
	}
	c.Information = append(c.Information, i)
}
