package diff

import (
	"fmt"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/inforcediff"
	"github.com/clausebook/clausebook/generator/route"
)

// sinceParts are the parts of what became of a manual since an audit.
var sinceParts = []struct {
	heading, mark, colour string
	kinds                 []inforcediff.Kind
}{
	{"Became effective", "+", "32", []inforcediff.Kind{inforcediff.New, inforcediff.Revised}},
	{"Changed without another revision", "~", "33", []inforcediff.Kind{inforcediff.Changed}},
	{"No longer in force", "-", "31", []inforcediff.Kind{inforcediff.Withdrawn}},
}

// sinceRevision names the revisions of a document, from the old one to the new one.
func sinceRevision(d inforcediff.Document) string {
	switch d.Kind {
	case inforcediff.New:
		return "new, revision " + d.To
	case inforcediff.Revised:
		return fmt.Sprintf("revision %s → %s", d.From, d.To)
	}
	return "revision " + d.From
}

// redlinePage is the page of the site with the text against the revision before, or "" if there is none.
func redlinePage(d inforcediff.Document) string {
	if d.Kind != inforcediff.Revised || !d.Now.Published() {
		return ""
	}
	return route.Revisions(d.Now.URL)
}

func (t *terminal) since(c *Comparison) {
	if c.Since == nil {
		return
	}
	for _, part := range sinceParts {
		list := c.Since.Of(part.kinds...)
		if len(list) == 0 {
			continue
		}
		t.line("\n%s (%d)", part.heading, len(list))
		for _, d := range list {
			text := fmt.Sprintf("%s  %s: %s", d.ID, d.Title, sinceRevision(d))
			if d.Day != "" {
				text += ", effective " + d.Day
			}
			if len(d.Counted) > 0 {
				text += "; clauses " + strings.Join(d.Counted, ", ")
			}
			if page := redlinePage(d); page != "" {
				text += "; " + page
			}
			t.WriteString("  " + t.paint(part.colour, part.mark) + " ")
			t.line("%s", text)
		}
	}
}

func (m *comment) since(c *Comparison) {
	if c.Since == nil {
		return
	}
	for _, part := range sinceParts {
		var rows []string
		for _, d := range c.Since.Of(part.kinds...) {
			page := redlinePage(d)
			if page != "" {
				page = code(page)
			}
			rows = append(rows, row(code(d.ID), inline(d.Title), inline(sinceRevision(d)), d.Day, strings.Join(d.Counted, ", "), page))
		}
		m.table(fmt.Sprintf("%s: %s", part.heading, diag.Plural(len(rows), "document")), []string{"Document", "Title", "Revision", "Effective", "Clauses covered", "Changed text"}, rows)
	}
}

type sinceJSON struct {
	Audit     string              `json:"audit"`
	Date      string              `json:"date"`
	Documents []sinceDocumentJSON `json:"documents"`
}

type sinceDocumentJSON struct {
	Change    inforcediff.Kind `json:"change"`
	ID        string           `json:"id"`
	Title     string           `json:"title"`
	From      string           `json:"revision_before"`
	To        string           `json:"revision_after"`
	Effective string           `json:"effective_date"`
	Clauses   []string         `json:"clauses"`
	Redline   string           `json:"redline,omitempty"`
}

func (c *Comparison) sinceJSON() *sinceJSON {
	if c.Since == nil {
		return nil
	}
	s := &sinceJSON{c.Base.Audit.Name.Value, c.Base.Audit.Date.Value, []sinceDocumentJSON{}}
	for _, d := range c.Since.Documents {
		s.Documents = append(s.Documents, sinceDocumentJSON{d.Kind, d.ID, d.Title, d.From, d.To, d.Day, append([]string{}, d.Counted...), redlinePage(d)})
	}
	return s
}
