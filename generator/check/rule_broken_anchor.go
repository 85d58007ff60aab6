package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

var brokenAnchor = Rule{
	Name: "broken-anchor", Severity: diag.Error,
	Summary: "A link or a claim names a heading that the document does not have.",
	text: func(r *run) {
		r.links(func(place place, ref document.Ref, t manual.Target) {
			if t.Trouble == manual.NoAnchor {
				message, hint := noHeading(t.Entry, t.Anchor)
				if s := t.Section; s != nil && s.Intro != nil {
					message, hint = missingHeading("the page of "+s.Title, s.Intro, t.Anchor)
				}
				place.report(r, ref.Pos, message, hint)
			}
		})
	},
	entry: func(r *run, e *manual.Entry) {
		r.claimedSections(e, e.Claims)
		for i := range e.Records {
			r.claimedSections(e, e.Records[i].Clauses)
		}
	},
}

func (r *run) claimedSections(e *manual.Entry, claims []document.Claim) {
	for i := range claims {
		if c := &claims[i]; c.Section != "" && !e.HasAnchor(c.Section) {
			message, hint := noHeading(e, c.Section)
			r.inDocument(e, c.Pos, message+"; the claim does not count", hint)
		}
	}
}

func noHeading(e *manual.Entry, anchor string) (message, hint string) {
	if e == nil {
		return fmt.Sprintf("there is no heading #%s here", anchor), ""
	}
	return missingHeading(e.Name(), e.Header, anchor)
}

func missingHeading(name string, h *document.Header, anchor string) (message, hint string) {
	hint = fmt.Sprintf("give the heading that is meant the id {#%s}", anchor)
	if near := diag.Nearest(anchor, h.Anchors()); near != "" {
		hint = fmt.Sprintf("did you mean #%s?", near)
	}
	return fmt.Sprintf("%s has no heading #%s", name, anchor), hint
}
