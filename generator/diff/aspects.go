package diff

import (
	"path"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
)

// aspect is something by which a document can differ from what it was.
type aspect struct {
	name  string
	equal func(a, b *document.Document) bool
}

func text(name string, of func(*document.Meta) document.Text) aspect {
	return aspect{name, func(a, b *document.Document) bool { return of(&a.Meta).Value == of(&b.Meta).Value }}
}

func texts(name string, of func(*document.Meta) []document.Text) aspect {
	value := func(t document.Text) string { return t.Value }
	return list(name, func(d *document.Document) []document.Text { return of(&d.Meta) }, value)
}

// list is an aspect that is a list. In which order it is, and whether something stands in it twice, says
// nothing.
func list[T any](name string, of func(*document.Document) []T, key func(T) string) aspect {
	return aspect{name, func(a, b *document.Document) bool { return slices.Equal(keys(of(a), key), keys(of(b), key)) }}
}

func keys[T any](list []T, key func(T) string) []string {
	var all []string
	for _, item := range list {
		all = append(all, key(item))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

var aspects = []aspect{
	text("id", func(m *document.Meta) document.Text { return m.ID }),
	text("title", func(m *document.Meta) document.Text { return m.Title }),
	{"path", func(a, b *document.Document) bool { return a.File == b.File }},
	text("type", func(m *document.Meta) document.Text { return m.Type }),
	text("revision", func(m *document.Meta) document.Text { return m.Revision }),
	text("status", func(m *document.Meta) document.Text { return m.Status }),
	text("owner", func(m *document.Meta) document.Text { return m.Owner }),
	text("author", func(m *document.Meta) document.Text { return m.Author }),
	text("approver", func(m *document.Meta) document.Text { return m.Approver }),
	text("approved_date", func(m *document.Meta) document.Text { return m.ApprovedDate.Text }),
	text("effective_date", func(m *document.Meta) document.Text { return m.EffectiveDate.Text }),
	text("review_date", func(m *document.Meta) document.Text { return m.ReviewDate.Text }),
	list("clauses", func(d *document.Document) []document.Claim { return d.Claims }, claim),
	texts("standard", func(m *document.Meta) []document.Text { return m.Standards }),
	list("records", func(d *document.Document) []document.Record { return d.Records }, record),
	texts("supersedes", func(m *document.Meta) []document.Text { return m.Supersedes }),
	texts("superseded_by", func(m *document.Meta) []document.Text { return m.SupersededBy }),
	texts("related", func(m *document.Meta) []document.Text { return m.Related }),
	texts("aliases", func(m *document.Meta) []document.Text { return m.Aliases }),
	list("history", func(d *document.Document) []document.Change { return d.History }, change),
	text("summary", func(m *document.Meta) document.Text { return m.Summary }),
	text("distribution", func(m *document.Meta) document.Text { return m.Distribution }),
	text("classification", func(m *document.Meta) document.Text { return m.Classification }),
	list("other fields", func(d *document.Document) []document.Field { return d.Extra }, field),
}

// differences names the fields that two states of a document differ by.
func differences(a, b *document.Document) []string {
	names := []string{}
	for _, aspect := range aspects {
		if !aspect.equal(a, b) {
			names = append(names, aspect.name)
		}
	}
	return names
}

func joined(parts ...string) string { return strings.Join(parts, "\x00") }

func claim(c document.Claim) string { return joined(c.Edition, c.Clause, c.Section) }

// record leaves out a form that is a file: it may have been moved.
func record(r document.Record) string {
	form := r.Form.Value
	if path.Ext(form) != "" {
		form = ""
	}
	clauses := strings.Join(keys(r.Clauses, claim), "\x01")
	return joined(r.Name.Value, form, r.Retention.Value, r.Location.Value, r.Owner.Value, r.Disposal.Value, clauses)
}

func change(c document.Change) string {
	return joined(c.Revision.Value, c.Date.Value, c.Author.Value, c.Summary.Value)
}

func field(f document.Field) string { return joined(f.Name, f.Value) }
