package coverage

import (
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standard"
)

// Item is one item of documented information with what provides it.
type Item struct {
	standard.Information
	By []*manual.Entry // effective documents that claim the clause, or hold a record that names it
	// NotArising is the organization's statement that the case does not arise in which the item is
	// required; nil where it says nothing of it.
	NotArising *config.NotArising
}

// Answered reports whether anything provides the item.
func (i Item) Answered() bool { return len(i.By) > 0 }

// Missing reports whether the standard requires the item here and nothing provides it.
func (i Item) Missing() bool { return i.Demanded() && !i.Answered() && i.NotArising == nil }

// matchInformation holds documented information against what answers it.
func (x *Result) matchInformation() {
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
			item.NotArising = x.notArising(info.Case)
			c.Items = append(c.Items, item)
		}
	}
}

// canAnswer reports whether what a record of an effective document names can be answered there, by the
// rules for what a document claims.
func (r *Result) canAnswer(e *manual.Entry, c document.Claim) bool {
	clause := r.byID[c.Clause]
	return clause != nil && clause.whyClosed() == Counted && (c.Section == "" || e.HasAnchor(c.Section))
}

// notArising finds what the manual says of a case. Like a declaration it speaks of the manual's own
// edition: the same number may be another case in another one. Without a reason it says nothing.
func (r *Result) notArising(name string) *config.NotArising {
	if name == "" || r.basis.Own != r.basis.Standard {
		return nil
	}
	for i := range r.basis.NotArising {
		if n := &r.basis.NotArising[i]; n.Case == name && strings.TrimSpace(n.Reason) != "" {
			return n
		}
	}
	return nil
}

// RecordsFor lists the records of a document that name a clause in the edition looked at, and the
// document's own section where they name one.
func (r *Result) RecordsFor(e *manual.Entry, clause string) []*document.Record {
	var records []*document.Record
	for i := range e.Records {
		names := func(c document.Claim) bool { return c.Clause == clause && r.canAnswer(e, c) }
		if slices.ContainsFunc(ClaimsOf(r.basis, e.Records[i].Clauses), names) {
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
