package coverage

import (
	"slices"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standard"
)

// Item is one item of documented information with what answers it.
type Item struct {
	standard.Information
	By []*manual.Entry // effective documents that claim the clause, or hold a record that names it
}

// Answered reports whether anything answers the item.
func (i Item) Answered() bool { return len(i.By) > 0 }

// inform holds documented information against what answers it.
func (x *Tally) inform() {
	x.records = map[string][]*manual.Entry{}
	for _, e := range x.basis.Entries {
		if !x.Effective(e) {
			continue
		}
		for _, r := range e.Records {
			for _, c := range ClaimsOf(x.basis, r.Clauses) {
				if x.canAnswer(e, c) {
					x.records[c.Clause] = append(x.records[c.Clause], e)
				}
			}
		}
	}
	for _, c := range x.Clauses {
		if c.State == NotApplicable || c.State == Outside {
			continue
		}
		for _, info := range c.Information {
			item := Item{Information: info, By: x.records[c.ID]}
			if !info.Record() {
				item.By = c.counted()
			}
			item.By = slices.Compact(slices.Clone(item.By))
			c.Items = append(c.Items, item)
		}
	}
}

// canAnswer reports whether what a record of an effective document names can be answered there, by the
// rules for what a document claims.
func (x *Tally) canAnswer(e *manual.Entry, c document.Claim) bool {
	clause := x.byID[c.Clause]
	return clause != nil && clause.closed() == Counted && (c.Section == "" || e.HasAnchor(c.Section))
}

// Named lists what an edition before 2015 asks for by name at a clause, a procedure or records, with
// what answers it. Those editions have no list of documented information.
func (x *Tally) Named(c *Clause) []Item {
	if c.State == NotApplicable || c.State == Outside {
		return nil
	}
	var items []Item
	for _, demand := range c.Demands {
		item := Item{Information: standard.Information{Kind: "maintain", Basis: "explicit", Item: demand}, By: c.counted()}
		if demand == standard.QualityRecords {
			item.Kind, item.By = "retain", x.records[c.ID]
		}
		item.By = slices.Compact(slices.Clone(item.By))
		items = append(items, item)
	}
	return items
}

// RecordsFor lists the records of a document that name a clause in the edition looked at, and the
// document's own section where they name one.
func (x *Tally) RecordsFor(e *manual.Entry, clause string) []*document.Record {
	var records []*document.Record
	for i := range e.Records {
		names := func(c document.Claim) bool { return c.Clause == clause && x.canAnswer(e, c) }
		if slices.ContainsFunc(ClaimsOf(x.basis, e.Records[i].Clauses), names) {
			records = append(records, &e.Records[i])
		}
	}
	return records
}

func (c *Clause) counted() []*manual.Entry {
	var entries []*manual.Entry
	for _, claim := range c.Claims {
		if claim.Counted() {
			entries = append(entries, claim.Entry)
		}
	}
	return entries
}
