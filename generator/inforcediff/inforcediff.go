// Package inforcediff compares what is in force with what was in force on an earlier day: which documents became effective,
// changed or were withdrawn, and what that did to the coverage.
package inforcediff

import (
	"cmp"
	"slices"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/manual"
)

// Kind is what became of a document.
type Kind string

// New documents, and new revisions of documents, became effective. The text of a changed one is another under the same
// revision. A withdrawn one was effective and is not any more.
const (
	New       Kind = "new"
	Revised   Kind = "revised"
	Changed   Kind = "changed"
	Withdrawn Kind = "withdrawn"
)

// Document is a document that is in force otherwise than it was.
type Document struct {
	Kind     Kind
	ID       string
	Title    string
	From, To string // revisions; empty if there is none, or if it is not known
	Day      string // from which the revision has been in force; empty for one that was withdrawn
	Now      *manual.Entry
	Counted  []string // the clauses that it covers now, with the earlier ones if it was withdrawn
}

// Clause is a clause whose state is another.
type Clause struct {
	*coverage.Clause
	Before  coverage.State
	Was, Is []string // the ids of the documents that covered it, and that cover it
}

// Comparison is what differs.
type Comparison struct {
	Documents []Document
	Clauses   []Clause
	// Countable says that both states are counted by the same edition and scope, so clauses are compared.
	Countable bool
}

// Compare compares two states of a manual. Documents are told apart by their ids, and of those that are new only what
// both states hold is known: a new one may have been in force elsewhere.
func Compare(before, now *coverage.Report) *Comparison {
	c := &Comparison{}
	for _, e := range now.Manual.Ranked() {
		if !now.Effective(e) {
			continue
		}
		d := Document{Kind: New, ID: e.ID.Value, Title: e.Title.Value, To: e.Revision.Value, Day: e.InForceFrom().Value, Now: e, Counted: counted(now, e)}
		if was := effective(before, d.ID); was != nil {
			d.From, d.Kind = was.Revision.Value, Revised
			if d.From == d.To {
				d.Kind = Changed
			}
			if d.From == d.To && now.Manual.Earlier().SameContent(e, before.Manual, was) {
				continue
			}
		}
		c.Documents = append(c.Documents, d)
	}
	for _, was := range before.Manual.Ranked() {
		if id := was.ID.Value; before.Effective(was) && effective(now, id) == nil {
			d := Document{Kind: Withdrawn, ID: id, Title: was.Title.Value, From: was.Revision.Value, Counted: counted(before, was)}
			if list := now.Manual.ByID(id); len(list) > 0 {
				d.Now = list[0]
			}
			c.Documents = append(c.Documents, d)
		}
	}
	sort(c.Documents)
	c.clauses(before, now)
	return c
}

// After lists the documents that are in force since a later day than the one given, by their own dates. It is what is
// known without an earlier state.
func After(day string, now *coverage.Report) *Comparison {
	c := &Comparison{}
	for _, e := range now.Manual.Ranked() {
		if from := e.InForceFrom(); from.After(day) && now.Effective(e) {
			c.Documents = append(c.Documents, Document{Kind: Revised, ID: e.ID.Value, Title: e.Title.Value, To: e.Revision.Value, Day: from.Value, Now: e, Counted: counted(now, e)})
		}
	}
	sort(c.Documents)
	return c
}

// sort puts what became effective first, the latest day first.
func sort(list []Document) {
	order := map[Kind]int{New: 1, Revised: 1, Changed: 2, Withdrawn: 3}
	slices.SortStableFunc(list, func(a, b Document) int {
		return cmp.Or(cmp.Compare(order[a.Kind], order[b.Kind]), cmp.Compare(b.Day, a.Day), manual.Compare(a.ID, b.ID))
	})
}

// Of lists the documents of some kinds.
func (c *Comparison) Of(kinds ...Kind) []Document {
	return slices.DeleteFunc(slices.Clone(c.Documents), func(d Document) bool { return !slices.Contains(kinds, d.Kind) })
}

func effective(x *coverage.Report, id string) *manual.Entry {
	for _, e := range x.Manual.ByID(id) {
		if x.Effective(e) {
			return e
		}
	}
	return nil
}

// counted lists the clauses that a document covers.
func counted(x *coverage.Report, e *manual.Entry) []string {
	var list []string
	for _, claim := range e.Claims {
		c := x.Clause(claim.Clause)
		if c == nil || slices.Contains(list, c.ID) {
			continue
		}
		if slices.ContainsFunc(c.Claims, func(v coverage.Claim) bool { return v.Entry == e && !v.Next && v.Counted() }) {
			list = append(list, c.ID)
		}
	}
	return list
}

func (c *Comparison) clauses(before, now *coverage.Report) {
	c.Countable = before.Manual.Standard.Year == now.Manual.Standard.Year && before.Model.Number == now.Model.Number
	if !c.Countable {
		return
	}
	for _, is := range now.Clauses {
		if was := before.Clause(is.ID); was != nil && is.Requirement && was.State != is.State {
			c.Clauses = append(c.Clauses, Clause{is, was.State, covering(was), covering(is)})
		}
	}
}

// covering lists the documents that cover a clause.
func covering(c *coverage.Clause) []string {
	var ids []string
	for _, claim := range c.Claims {
		if claim.Counted() && !slices.Contains(ids, claim.Entry.ID.Value) {
			ids = append(ids, claim.Entry.ID.Value)
		}
	}
	return ids
}
