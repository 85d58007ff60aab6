package coverage

import "slices"

// Excerpt is the report on a copy of the manual that leaves documents out, r, with the states of the whole manual:
// what a clause is covered by may be in a document that the copy does not have, and nothing may count in the copy
// that does not count in the manual. Claims and documents are those of the copy.
func (r *Report) Excerpt(whole *Report) *Report {
	x := *r.Result
	x.byID, x.Clauses, x.Summary = map[string]*Clause{}, nil, whole.Summary
	x.Remarks = append(slices.Clone(x.Remarks), Note{Kind: Partial})
	x.Notes = append(slices.Clone(x.Notes), Note{Kind: Partial}.String())
	for _, c := range r.Clauses {
		of := whole.Clause(c.ID)
		clause := *c
		clause.State, clause.Rollup, clause.ByScope = of.State, of.Rollup, of.ByScope
		clause.Claims = claimsAsIn(c.Claims, of.Claims)
		clause.Elsewhere = of.State == Covered && !slices.ContainsFunc(clause.Claims, Claim.Counted) ||
			of.State == Pending && !slices.ContainsFunc(clause.Claims, Claim.isPending)
		clause.Items = itemsAsIn(c.Items, of.Items)
		x.Clauses = append(x.Clauses, &clause)
		x.byID[c.ID] = &clause
	}
	return &Report{Manual: r.Manual, Result: &x, whole: whole}
}

// Partial reports whether the report is on a copy of the manual that leaves documents out.
func (r *Report) Partial() bool { return r.whole != nil }

// Whole returns the report on the whole manual: of an excerpt the one that it was made from, else the report itself.
func (r *Report) Whole() *Report {
	if r.whole != nil {
		return r.whole
	}
	return r
}

// claimsAsIn gives claims of the copy the reasons that they have in the manual.
func claimsAsIn(claims, whole []Claim) []Claim {
	claims = slices.Clone(claims)
	for i := range claims {
		c := &claims[i]
		same := func(w Claim) bool {
			return !w.Next && w.Entry.ID.Value == c.Entry.ID.Value && w.Section == c.Section
		}
		at := slices.IndexFunc(whole, same)
		if at < 0 { // the id of a heading that named a document left out
			at = slices.IndexFunc(whole, func(w Claim) bool { return w.Entry.ID.Value == c.Entry.ID.Value })
		}
		switch {
		case at >= 0 && c.Why != IsObsolete:
			c.Why, c.Detail = whole[at].Why, whole[at].Detail
		}
		if c.Why == IsReplaced { // perhaps by a document that the copy does not have
			c.Why, c.Detail = IsObsolete, ""
		}
	}
	slices.SortStableFunc(claims, inOrder)
	return claims
}

// itemsAsIn marks the items that only documents outside the copy provide.
func itemsAsIn(items, whole []Item) []Item {
	items = slices.Clone(items)
	for i := range items {
		items[i].Elsewhere = i < len(whole) && whole[i].Answered() && len(items[i].By) == 0
	}
	return items
}

// Numbered is the same report for a numbered copy of the manual: see manual.Options.
func (r *Report) Numbered(copy string) *Report {
	m, b, x := *r.Manual, *r.catalog, *r.Result
	b.Options.Copy = copy
	m.Catalog, x.catalog = &b, &b
	return &Report{Manual: &m, Result: &x, whole: r.whole}
}
