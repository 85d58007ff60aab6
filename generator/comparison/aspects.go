package comparison

import (
	"slices"

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
	same := func(a, b document.Text) bool { return a.Value == b.Value }
	return aspect{name, func(a, b *document.Document) bool { return slices.EqualFunc(of(&a.Meta), of(&b.Meta), same) }}
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
	{"clauses", func(a, b *document.Document) bool { return slices.EqualFunc(a.Claims, b.Claims, sameClaim) }},
	texts("standard", func(m *document.Meta) []document.Text { return m.Standards }),
	{"records", func(a, b *document.Document) bool { return slices.EqualFunc(a.Records, b.Records, sameRecord) }},
	texts("supersedes", func(m *document.Meta) []document.Text { return m.Supersedes }),
	texts("superseded_by", func(m *document.Meta) []document.Text { return m.SupersededBy }),
	texts("related", func(m *document.Meta) []document.Text { return m.Related }),
	texts("aliases", func(m *document.Meta) []document.Text { return m.Aliases }),
	{"history", func(a, b *document.Document) bool { return slices.EqualFunc(a.History, b.History, sameChange) }},
	text("summary", func(m *document.Meta) document.Text { return m.Summary }),
	text("distribution", func(m *document.Meta) document.Text { return m.Distribution }),
	text("classification", func(m *document.Meta) document.Text { return m.Classification }),
	{"other fields", func(a, b *document.Document) bool { return slices.EqualFunc(a.Extra, b.Extra, sameField) }},
	{"text", func(a, b *document.Document) bool {
		return a.Body == b.Body && sameRefs(a.Refs, b.Refs)
	}},
}

// differences names what two states of a document differ by.
func differences(a, b *document.Document) []string {
	names := []string{}
	if a == b {
		return names
	}
	for _, aspect := range aspects {
		if !aspect.equal(a, b) {
			names = append(names, aspect.name)
		}
	}
	return names
}

func sameClaim(a, b document.Claim) bool {
	return a.Edition == b.Edition && a.Clause == b.Clause && a.Section == b.Section
}

func sameRecord(a, b document.Record) bool {
	values := func(r document.Record) [6]string {
		return [...]string{r.Name.Value, r.Form.Value, r.Retention.Value, r.Location.Value, r.Owner.Value, r.Disposal.Value}
	}
	return values(a) == values(b) && slices.EqualFunc(a.Clauses, b.Clauses, sameClaim)
}

func sameChange(a, b document.Change) bool {
	return a.Revision.Value == b.Revision.Value && a.Date.Value == b.Date.Value &&
		a.Author.Value == b.Author.Value && a.Summary.Value == b.Summary.Value
}

func sameField(a, b document.Field) bool { return a.Name == b.Name && a.Value == b.Value }

func sameRefs(a, b document.Refs) bool {
	if a.Len() != b.Len() {
		return false
	}
	for i, ref := range a.All() {
		if !sameRef(ref, b.At(i)) {
			return false
		}
	}
	return true
}

func sameRef(a, b document.Ref) bool {
	return a.Kind == b.Kind && a.Target == b.Target && a.Anchor == b.Anchor && a.Text == b.Text && a.Title == b.Title
}
