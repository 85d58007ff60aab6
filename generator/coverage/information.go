package coverage

import (
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standard"
)

// Item is an item of documented information and the documents that provide it.
type Item struct {
	standard.Information
	By []*manual.Entry // effective documents that claim the clause, or have a record for it
	// NotArising is the organization's statement that the case in which the item is required does
	// not arise; nil if there is none.
	NotArising *config.NotArising
	Elsewhere  bool // only documents that are not in this copy of the manual provide it
	// Coming are documents in preparation that will provide the item, if nothing does yet.
	Coming   []*manual.Entry
	Excluded bool // the clause is not applicable or outside, so nothing has to provide the item
}

// ItemState says in one word how things are with an item.
type ItemState string

// An item that is demanded is provided, missing, in preparation, or does not arise. What the organization plans is open
// if nothing provides it.
const (
	Provided      ItemState = "provided"
	InPreparation ItemState = "in-preparation"
	ItemMissing   ItemState = "missing"
	DoesNotArise  ItemState = "not-arising"
	Open          ItemState = "open"
)

// State returns the state of the item.
func (i Item) State() ItemState {
	switch {
	case i.Answered():
		return Provided
	case i.Excluded, i.NotArising != nil:
		return DoesNotArise
	case len(i.Coming) > 0:
		return InPreparation
	case i.Demanded():
		return ItemMissing
	}
	return Open
}

// Answered reports whether anything provides the item.
func (i Item) Answered() bool { return len(i.By) > 0 || i.Elsewhere }

// Missing reports whether the standard requires the item here and nothing provides it.
func (i Item) Missing() bool { return i.Demanded() && !i.Answered() && i.NotArising == nil }

// matchInformation finds the documents that provide each item of documented information.
func (r *Result) matchInformation() {
	r.records = map[string][]*manual.Entry{}
	coming := map[string][]*manual.Entry{}
	for _, e := range r.catalog.Entries {
		to := r.records
		switch why := r.WhyNot(e); {
		case why.InPreparation():
			to = coming
		case why != Counted:
			continue
		}
		for _, record := range e.Records {
			for _, c := range ClaimsOf(r.catalog, record.Clauses) {
				if r.canAnswer(e, c) {
					to[c.Clause] = append(to[c.Clause], e)
				}
			}
		}
	}
	for _, c := range r.Clauses {
		if c.State == NotApplicable || c.State == Outside {
			continue
		}
		for _, info := range c.Information {
			item := Item{Information: info, By: r.records[c.ID], Coming: coming[c.ID]}
			if !info.Record() {
				item.By, item.Coming = c.entries(Claim.Counted), c.entries(Claim.isPending)
			}
			item.By = slices.Compact(slices.Clone(item.By))
			item.NotArising = r.notArising(info.Case)
			if item.Coming = slices.Compact(slices.Clone(item.Coming)); item.Answered() || item.NotArising != nil {
				item.Coming = nil
			}
			c.Items = append(c.Items, item)
		}
	}
}

// canAnswer reports whether a record of an effective document counts for a clause, by the rules for
// claims.
func (r *Result) canAnswer(e *manual.Entry, c document.Claim) bool {
	clause := r.byID[c.Clause]
	return clause != nil && clause.excluded() == Counted && (c.Section == "" || e.HasAnchor(c.Section))
}

// notArising returns the manual's statement on a case, or nil. It applies only in the manual's own
// edition, where the case means the same, and only with a reason.
func (r *Result) notArising(name string) *config.NotArising {
	if name == "" || r.catalog.Own != r.catalog.Standard {
		return nil
	}
	for i := range r.catalog.NotArising {
		if n := &r.catalog.NotArising[i]; n.Case == name && strings.TrimSpace(n.Reason) != "" {
			return n
		}
	}
	return nil
}

// RecordsFor returns the records of a document for a clause, in the edition of the result.
func (r *Result) RecordsFor(e *manual.Entry, clause string) []*document.Record {
	var records []*document.Record
	for i := range e.Records {
		names := func(c document.Claim) bool { return c.Clause == clause && r.canAnswer(e, c) }
		if slices.ContainsFunc(ClaimsOf(r.catalog, e.Records[i].Clauses), names) {
			records = append(records, &e.Records[i])
		}
	}
	return records
}

// AllItems lists the documented information of the clause. That of a clause that is not applicable, which Items does not
// have, does not arise.
func (c *Clause) AllItems() []Item {
	if c.State != NotApplicable && c.State != Outside {
		return c.Items
	}
	var items []Item
	for _, info := range c.Information {
		items = append(items, Item{Information: info, Excluded: true})
	}
	return items
}

// InformationCount counts the documented information that the standard demands, of clauses that apply.
type InformationCount struct{ Demanded, Provided, InPreparation, Missing, NotArising int }

// Information counts the documented information that the standard demands.
func (r *Result) Information() (n InformationCount) {
	for _, c := range r.Clauses {
		for _, i := range c.Items {
			if !i.Demanded() {
				continue
			}
			n.Demanded++
			switch i.State() {
			case Provided:
				n.Provided++
			case InPreparation:
				n.InPreparation++
			case DoesNotArise:
				n.NotArising++
			default:
				n.Missing++
			}
		}
	}
	return n
}

func (c *Clause) entries(is func(Claim) bool) []*manual.Entry {
	var entries []*manual.Entry
	for _, claim := range c.Claims {
		if is(claim) {
			entries = append(entries, claim.Entry)
		}
	}
	return entries
}
