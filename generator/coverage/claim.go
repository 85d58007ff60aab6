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
	IsOutside           // the clause is not part of the model
	IsDeclared          // the clause is not applicable
	IsHeading           // the clause is a heading
	IsFaulty            // the front matter has an error
	NoSection           // the section is not in the document
	IsObsolete          // the document is obsolete
	IsReplaced          // an effective document replaces it
	IsEmpty             // the document is approved and its text is still to be written
	IsTemplate          // the document is approved and its text is unchanged from the template
	IsDraft             // the document is a draft
	InReview            // the document is in review
	NotYetApproved      // the approval is dated after the day of the build
	NotYetEffective     // the document is approved and not yet effective
)

// Claim is one claim of one document on one clause.
type Claim struct {
	Entry   *manual.Entry
	Section string // the id of a heading, or ""
	Why     Why
	Detail  string // the day from which the document is effective, the one that replaces it, or the fault
	Pos     diag.Pos
}

// Counted reports whether the claim covers its clause.
func (c Claim) Counted() bool { return c.Why == Counted }

// isPending reports whether the claim will count once its document is approved or effective.
func (c Claim) isPending() bool { return c.Why >= IsDraft }

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
	case IsReplaced:
		return "replaced by " + c.Detail
	case IsEmpty:
		return "the document has no text"
	case IsTemplate:
		return "the text is unchanged from the template"
	case IsDraft:
		return "draft"
	case InReview:
		return "in review"
	case NotYetApproved:
		return "approval dated " + c.Detail
	case NotYetEffective:
		return "effective from " + c.Detail
	}
	return ""
}

// Claims lists a document's claims in the edition looked at, each once. The list may be the document's
// own and must not be changed.
func Claims(m *manual.Catalog, e *manual.Entry) []document.Claim {
	if e.Plain && m.Standard == m.Own {
		return e.Claims
	}
	return ClaimsOf(m, e.Claims)
}

// ClaimsOf lists what a record names, or a document, in the edition looked at, each once.
func ClaimsOf(m *manual.Catalog, all []document.Claim) []document.Claim {
	var claims []document.Claim
	for i := range all {
		c := &all[i]
		ours := c.Edition == m.Standard.Year || c.Edition == "" && m.Standard == m.Own
		if ours && !contains(claims, c) {
			claims = append(claims, *c)
		}
	}
	return claims
}

func contains(list []document.Claim, c *document.Claim) bool {
	for i := range list {
		if list[i].Clause == c.Clause && list[i].Section == c.Section {
			return true
		}
	}
	return false
}

func (r *Result) addClaims(e *manual.Entry) {
	claims := Claims(r.basis, e)
	if len(claims) == 0 {
		return
	}
	standing, detail := r.counts(e)
	for i := range claims {
		c := &claims[i]
		clause := r.byID[c.Clause]
		if clause == nil {
			continue // a finding of its own
		}
		claim := Claim{Entry: e, Section: c.Section, Pos: c.Pos, Why: standing, Detail: detail}
		if why := clause.whyClosed(); why != Counted {
			claim.Why, claim.Detail = why, ""
		} else if standing != IsFaulty && c.Section != "" && !e.HasAnchor(c.Section) {
			claim.Why, claim.Detail = NoSection, ""
		}
		clause.Claims = append(clause.Claims, claim)
	}
}

// whyClosed says why no claim on a clause can count, or Counted.
func (c *Clause) whyClosed() Why {
	switch {
	case c.State == Outside:
		return IsOutside
	case c.State == NotApplicable:
		return IsDeclared
	case !c.Requirement:
		return IsHeading
	}
	return Counted
}

// countsOn tells whether a document counts on the day of the build, by itself: whether another one
// replaces it is not asked.
func (r *Result) countsOn(e *manual.Entry) (Why, string) {
	if fault, ok := r.faults[e]; ok {
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
		switch from := e.InForceFrom(); {
		case !from.Valid: // a fault, and reported as one
		case e.Content == document.StarterText:
			return IsTemplate, ""
		case e.Content != document.HasText:
			return IsEmpty, ""
		case from.After(r.basis.Options.Date) && from != e.EffectiveDate:
			return NotYetApproved, from.Value
		case from.After(r.basis.Options.Date):
			return NotYetEffective, from.Value
		default:
			return Counted, ""
		}
	}
	return IsFaulty, "the document is not approved with its dates"
}

// Effective reports whether a document counts on the day of the build.
func (r *Result) Effective(e *manual.Entry) bool {
	why, _ := r.counts(e)
	return why == Counted
}
