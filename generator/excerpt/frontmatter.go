package excerpt

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

// yaml writes values as YAML. All are quoted, so that each is read as it was written.
type yaml struct{ strings.Builder }

func quote(text string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(text) // a string always has a form in JSON, which YAML reads
	return strings.TrimSuffix(b.String(), "\n")
}

func (y *yaml) text(name, value string) {
	if value != "" {
		fmt.Fprintf(y, "%s: %s\n", name, quote(value))
	}
}

func (y *yaml) list(name string, values []string) {
	if len(values) > 0 {
		fmt.Fprintf(y, "%s: %s\n", name, flow(values))
	}
}

func flow(values []string) string {
	var quoted []string
	for _, v := range values {
		quoted = append(quoted, quote(v))
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// document writes a document with a new front matter, of the values that it has in the manual.
func (x *Excerpt) document(e *manual.Entry, raw []byte) []byte {
	clean := x.redact.text
	y := &yaml{}
	y.WriteString("---\n")
	y.text("id", e.ID.Value)
	y.text("title", clean(e.Title.Value))
	y.text("type", e.Type.Value)
	y.text("revision", e.Revision.Value)
	status := e.Status.Value
	if x.Replaced(e) {
		status = document.Obsolete
	}
	y.text("status", status)
	for _, f := range []struct{ name, value string }{
		{"owner", e.Owner.Value}, {"author", e.Author.Value}, {"approver", e.Approver.Value},
		{"approved_date", e.ApprovedDate.Value}, {"effective_date", e.EffectiveDate.Value},
		{"review_date", x.manual.Due(e)}, {"summary", e.Summary.Value},
		{"distribution", e.Distribution.Value}, {"classification", e.Classification.Value},
	} {
		y.text(f.name, clean(f.value))
	}
	y.WriteString(x.claims("clauses", e.Claims, e.Editions))
	var standards []string
	for _, s := range e.Standards {
		standards = append(standards, clean(s.Value))
	}
	y.list("standard", standards)
	y.list("supersedes", x.keptIDs(e.Supersedes))
	y.list("superseded_by", x.keptIDs(e.SupersededBy))
	y.list("related", x.keptIDs(e.Related))
	y.list("aliases", x.keptIDs(e.Aliases))
	x.records(y, e)
	x.history(y, e)
	for _, f := range e.Extra {
		if !x.redact.names(f.Name) {
			y.text(quote(f.Name), clean(f.Value))
		}
	}
	y.WriteString("---\n")
	return []byte(y.String() + x.redact.markdown(e.File, body(e.Header, raw)))
}

// keptIDs leaves out what names a document that is left out.
func (x *Excerpt) keptIDs(list []document.Text) []string {
	var kept []string
	for _, t := range list {
		if !x.redact.leftOut(t.Value) && !x.redact.names(t.Value) {
			kept = append(kept, t.Value)
		}
	}
	return kept
}

// claims writes claims, by edition where the document has them so.
func (x *Excerpt) claims(name string, claims []document.Claim, editions []string) string {
	byEdition := map[string][]string{}
	editions = slices.Clone(editions)
	for _, c := range claims {
		text := c.Clause
		if c.Section != "" {
			text += "#" + x.redact.anchor(c.Section)
		}
		if _, known := byEdition[c.Edition]; !known && !slices.Contains(editions, c.Edition) {
			editions = append(editions, c.Edition)
		}
		byEdition[c.Edition] = append(byEdition[c.Edition], text)
	}
	switch own := x.manual.Config.Edition.Value; {
	case len(editions) == 0:
		return ""
	case len(editions) == 1 && editions[0] == "":
		return fmt.Sprintf("%s: %s\n", name, flow(byEdition[""]))
	case slices.Contains(editions, ""):
		byEdition[own] = append(byEdition[""], byEdition[own]...)
		editions = slices.DeleteFunc(editions, func(e string) bool { return e == "" || e == own })
		editions = append(editions, own)
	}
	var parts []string
	for _, e := range editions {
		parts = append(parts, quote(e)+": "+flow(byEdition[e]))
	}
	return fmt.Sprintf("%s: {%s}\n", name, strings.Join(parts, ", "))
}

func (x *Excerpt) records(y *yaml, e *manual.Entry) {
	if len(e.Records) == 0 {
		return
	}
	y.WriteString("records:\n")
	for _, r := range e.Records {
		item := &yaml{}
		form := r.Form.Value
		if x.redact.leftOut(form) || x.redact.names(form) {
			form = ""
		}
		for _, f := range []struct{ name, value string }{{"name", r.Name.Value}, {"retention", r.Retention.Value}, {"location", r.Location.Value},
			{"owner", r.Owner.Value}, {"disposal", r.Disposal.Value}} {
			item.text(f.name, x.redact.text(f.value))
		}
		item.text("form", form)
		item.WriteString(x.claims("clauses", r.Clauses, r.Editions))
		if item.Len() > 0 {
			y.WriteString("  - " + indented(item.String()))
		}
	}
}

func (x *Excerpt) history(y *yaml, e *manual.Entry) {
	if len(e.History) == 0 {
		return
	}
	y.WriteString("history:\n")
	for _, c := range e.History {
		item := &yaml{}
		item.text("revision", c.Revision.Value)
		item.text("date", c.Date.Value)
		item.text("author", x.redact.text(c.Author.Value))
		item.text("summary", x.redact.text(c.Summary.Value))
		if item.Len() > 0 {
			y.WriteString("  - " + indented(item.String()))
		}
	}
}

// indented indents all lines but the first below an item of a list.
func indented(text string) string {
	return strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n    ") + "\n"
}

// settings writes the manual.yaml of an excerpt: what its pages show. What prepares for another edition, what is
// accepted and where a page is edited are of the house.
func settings(x *Excerpt) []byte {
	c, clean := x.manual.Config, x.redact
	y := &yaml{}
	for _, f := range []struct{ name, value string }{{"title", clean.text(c.Title.Value)}, {"company", clean.text(c.Company.Value)},
		{"edition", c.Edition.Value}, {"scope", c.Scope.Value}, {"scope_statement", clean.markdown("manual.yaml", c.ScopeStatement.Value)},
		{"logo", c.Logo.Value}, {"accent", c.Accent.Value}, {"documents", c.Documents.Value}, {"base_url", c.BaseURL.Value},
		{"language", c.Language.Value}} {
		y.text(f.name, f.value)
	}
	if len(c.NotApplicable) > 0 {
		y.WriteString("not_applicable:\n")
		for _, d := range c.NotApplicable {
			y.WriteString("  " + quote(d.Clause) + ": " + quote(clean.markdown("manual.yaml", d.Justification)) + "\n")
		}
	}
	if len(c.NotArising) > 0 {
		y.WriteString("not_arising:\n")
		for _, n := range c.NotArising {
			y.WriteString("  " + quote(n.Case) + ": " + quote(clean.text(n.Reason)) + "\n")
		}
	}
	x.audits(y)
	x.external(y)
	return []byte(y.String())
}
