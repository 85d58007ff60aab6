package coverage

import (
	"slices"

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
func (x *Matrix) inform() {
	records := map[string][]*manual.Entry{}
	for _, e := range x.Manual.Entries {
		if !x.Effective(e) {
			continue
		}
		for _, r := range e.Records {
			for _, c := range Claims(x.Manual, r.Clauses) {
				records[c.Clause] = append(records[c.Clause], e)
			}
		}
	}
	for _, c := range x.Clauses {
		if c.State == NotApplicable || c.State == Outside {
			continue
		}
		for _, info := range c.Information {
			item := Item{Information: info, By: records[c.ID]}
			if !info.Record() {
				item.By = c.counted()
			}
			item.By = slices.Compact(slices.Clone(item.By))
			c.Items = append(c.Items, item)
		}
	}
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
