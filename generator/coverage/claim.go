package coverage

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

// Why says why a claim does not count.
type Why int

// The reasons, in the order in which they are looked for.
const (
	Counted         Why = iota
	IsOutside           // the clause is no part of the model
	IsDeclared          // the clause is not applicable
	IsHeading           // the clause is a heading
	IsFaulty            // the front matter has an error
	NoSection           // the section is not in the document
	IsObsolete          // the document is obsolete
	IsDraft             // the document is a draft
	InReview            // the document is in review
	NotYetEffective     // the document is approved and not yet effective
)

// Claim is one claim of one document on one clause.
type Claim struct {
	Entry   *manual.Entry
	Section string // the id of a heading, or ""
	Why     Why
	Detail  string // the day from which the document is effective, or the fault
	Pos     diag.Pos
}

// Counted reports whether the claim covers its clause.
func (c Claim) Counted() bool { return c.Why == Counted }

// onItsWay reports whether the claim will count once its document is approved or effective.
func (c Claim) onItsWay() bool { return c.Why >= IsDraft }

// URL is the address of the section or document, relative to the site's root, or "" when the
// document is not published.
func (c Claim) URL() string {
	if c.Entry.URL == "" || c.Section == "" || c.Why == NoSection {
		return c.Entry.URL
	}
	return c.Entry.URL + "#" + c.Section
}

// Reason says in words why the claim does not count; it is empty where it does.
func (c Claim) Reason() string {
	switch c.Why {
	case IsOutside:
		return "the clause is outside the model"
	case IsDeclared:
		return "the clause is not applicable"
	case IsHeading:
		return "the clause is a heading"
	case IsFaulty:
		return "error in the front matter: " + c.Detail
	case NoSection:
		return fmt.Sprintf("section #%s is not in the document", c.Section)
	case IsObsolete:
		return "obsolete"
	case IsDraft:
		return "draft"
	case InReview:
		return "in review"
	case NotYetEffective:
		return "effective from " + c.Detail
	}
	return ""
}

// Claims lists a document's claims in the edition looked at, each once. The list may be the one
// given and must not be changed.
func Claims(m *manual.Manual, all []document.Claim) []document.Claim {
	if m.Standard == m.Own && plain(all) {
		return all
	}
	var claims []document.Claim
	for i := range all {
		c := &all[i]
		ours := c.Edition == m.Standard.Year || c.Edition == "" && m.Standard == m.Own
		if ours && !holds(claims, c) {
			claims = append(claims, *c)
		}
	}
	return claims
}

// plain reports whether claims are those of a list that names nothing twice.
func plain(all []document.Claim) bool {
	for i := range all {
		if all[i].Edition != "" || holds(all[:i], &all[i]) {
			return false
		}
	}
	return true
}

func holds(list []document.Claim, c *document.Claim) bool {
	for i := range list {
		if list[i].Clause == c.Clause && list[i].Section == c.Section {
			return true
		}
	}
	return false
}

func (x *Matrix) claim(e *manual.Entry) {
	for _, c := range Claims(x.Manual, e.Claims) {
		clause := x.byID[c.Clause]
		if clause == nil {
			continue // a finding of its own
		}
		claim := Claim{Entry: e, Section: c.Section, Pos: c.Pos}
		claim.Why, claim.Detail = x.why(clause, claim)
		clause.Claims = append(clause.Claims, claim)
	}
}

func (x *Matrix) why(clause *Clause, c Claim) (Why, string) {
	switch {
	case clause.State == Outside:
		return IsOutside, ""
	case clause.State == NotApplicable:
		return IsDeclared, ""
	case !clause.Requirement:
		return IsHeading, ""
	}
	if why, detail := x.standing(c.Entry); why == IsFaulty {
		return why, detail
	} else if c.Section != "" && !c.Entry.HasAnchor(c.Section) {
		return NoSection, ""
	} else {
		return why, detail
	}
}

// standing tells whether a document counts on the day of the build.
func (x *Matrix) standing(e *manual.Entry) (Why, string) {
	if fault, ok := x.faults[e]; ok {
		return IsFaulty, fmt.Sprintf("%s (line %d)", fault.Message, fault.Line)
	}
	switch e.Status.Value {
	case document.Draft:
		return IsDraft, ""
	case document.Review:
		return InReview, ""
	case document.Obsolete:
		return IsObsolete, ""
	case document.Approved:
		switch {
		case e.EffectiveDate.After(x.Manual.Options.Date):
			return NotYetEffective, e.EffectiveDate.Value
		case e.EffectiveDate.Valid:
			return Counted, ""
		}
	}
	return IsFaulty, "the document is not approved with its dates"
}

// Effective reports whether a document counts on the day of the build.
func (x *Matrix) Effective(e *manual.Entry) bool {
	why, _ := x.standing(e)
	return why == Counted
}
