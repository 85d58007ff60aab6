package coverage

import (
	"fmt"
	"iter"
	"slices"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

// Why is the reason why a claim does not count.
type Why int

// The reasons, in order of precedence.
const (
	Counted         Why = iota
	IsOutside           // the clause is not part of the model
	IsDeclared          // the clause is not applicable
	IsHeading           // the clause is a heading
	IsFaulty            // the front matter has an error
	NoSection           // the section is not in the document
	IsObsolete          // the document is obsolete
	IsReplaced          // an effective document replaces it
	IsEmpty             // the document is approved but has no text
	IsTemplate          // the document is approved but its text is the template's
	IsDraft             // the document is a draft
	InReview            // the document is in review
	NotYetApproved      // the approval is dated after the build date
	NotYetEffective     // the document is approved but not yet effective
)

// Claim is a document's claim on a clause.
type Claim struct {
	Entry   *manual.Entry
	Next    bool   // it is a claim of the entry's next revision, which the one in force does not make
	Section string // the id of a heading, or "" for the whole document
	Why     Why
	Detail  string // depending on Why: a date, the name of the replacement, or the error
	Pos     diag.Pos
}

// Counted reports whether the claim covers its clause.
func (c Claim) Counted() bool { return c.Why == Counted }

// isPending reports whether the claim will count once its document is approved or effective.
func (c Claim) isPending() bool { return c.Why.InPreparation() }

// Holder is the revision that makes the claim: the entry, or its next revision.
func (c Claim) Holder() *manual.Entry {
	if c.Next {
		return c.Entry.Next
	}
	return c.Entry
}

// URL is the address of the section or document, relative to the site's root; "" if the document is
// not published.
func (c Claim) URL() string {
	url := c.Holder().URL
	if url == "" || c.Section == "" || c.Why == NoSection {
		return url
	}
	return url + "#" + c.Section
}

// Reason is Why in words, in English; "" if the claim counts.
func (c Claim) Reason() string {
	if c.Next {
		return fmt.Sprintf("revision %s: %s", c.Holder().Revision.Value, c.reason())
	}
	return c.reason()
}

func (c Claim) reason() string {
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

// Claims returns a document's claims in the catalog's edition, each once. The caller must not
// change the slice.
func Claims(m *manual.Catalog, e *manual.Entry) []document.Claim {
	if e.Plain && m.Standard == m.Own {
		return e.Claims
	}
	return ClaimsOf(m, e.Claims)
}

// ClaimsOf returns the claims in the catalog's edition, each once.
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

// addClaims adds the claims of a document, and those that only its next revision makes.
func (r *Result) addClaims(e *manual.Entry) {
	for clause, claim := range r.claimsOf(e) {
		clause.Claims = append(clause.Claims, claim)
	}
	if e.Next == nil {
		return
	}
	for clause, claim := range r.claimsOf(e.Next) {
		made := func(c Claim) bool { return c.Entry == e && !c.Next && c.Counted() }
		if !slices.ContainsFunc(clause.Claims, made) {
			clause.Claims = append(clause.Claims, claim)
		}
	}
}

// ClaimsOfNext gives all claims of the next revision of a document, by their clauses.
func (r *Result) ClaimsOfNext(next *manual.Entry) iter.Seq2[*Clause, Claim] { return r.claimsOf(next) }

// claimsOf gives the claims of a document or of the next revision of one, in order.
func (r *Result) claimsOf(e *manual.Entry) iter.Seq2[*Clause, Claim] {
	return func(yield func(*Clause, Claim) bool) {
		claims := Claims(r.catalog, e)
		if len(claims) == 0 {
			return
		}
		status, detail := r.why(e)
		for i := range claims {
			c := &claims[i]
			clause := r.byID[c.Clause]
			if clause == nil {
				continue // reported as unknown-clause
			}
			claim := Claim{Entry: e, Section: c.Section, Pos: c.Pos, Why: status, Detail: detail}
			if e.Earlier != nil {
				claim.Entry, claim.Next = e.Earlier, true
			}
			if why := clause.excluded(); why != Counted {
				claim.Why, claim.Detail = why, ""
			} else if status != IsFaulty && c.Section != "" && !e.HasAnchor(c.Section) {
				claim.Why, claim.Detail = NoSection, ""
			}
			if !yield(clause, claim) {
				return
			}
		}
	}
}

// excluded returns the reason why no claim on the clause can count, or Counted.
func (c *Clause) excluded() Why {
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

// whyBeforeReplacement returns whether a document counts on the build date, regardless of documents that
// replace it.
func (r *Result) whyBeforeReplacement(e *manual.Entry) (Why, string) {
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
		case !from.Valid: // reported as an error
		case e.Content == document.StarterText:
			return IsTemplate, ""
		case e.Content != document.HasText:
			return IsEmpty, ""
		case from.After(r.catalog.Options.Date) && from != e.EffectiveDate:
			return NotYetApproved, from.Value
		case from.After(r.catalog.Options.Date):
			return NotYetEffective, from.Value
		default:
			return Counted, ""
		}
	}
	return IsFaulty, "the document is not approved with its dates"
}

// InPreparation reports whether the claim will count once its document is approved or effective.
func (w Why) InPreparation() bool { return w >= IsDraft }

// WhyNot returns the reason why no claim of a document counts on the build date, or Counted.
func (r *Result) WhyNot(e *manual.Entry) Why {
	why, _ := r.why(e)
	return why
}

// Effective reports whether a document counts on the build date.
func (r *Result) Effective(e *manual.Entry) bool {
	why, _ := r.why(e)
	return why == Counted
}
