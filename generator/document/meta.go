package document

import (
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/fields"
)

// Text is a value as it was written. Its Pos has no line where the field is missing.
type Text struct {
	Value string
	Pos   diag.Pos
}

// Given reports whether the field has a value.
func (t Text) Given() bool { return t.Value != "" }

// Date is a day as it was written. It is Valid where it reads YYYY-MM-DD and is in the calendar;
// only then can days be compared, as text.
type Date struct {
	Text
	Valid bool
}

// After reports whether the date is known and later than a day.
func (d Date) After(day string) bool { return d.Valid && d.Value > day }

// Before reports whether the date is known and earlier than a day.
func (d Date) Before(day string) bool { return d.Valid && d.Value < day }

// The states of a document's life.
const (
	Draft    = "draft"
	Review   = "review"
	Approved = "approved"
	Obsolete = "obsolete"
)

// Statuses lists the states in the order of a document's life.
var Statuses = []string{Draft, Review, Approved, Obsolete}

// Meta is the front matter.
type Meta struct {
	ID, Title, Type, Revision, Status, Owner, Author, Approver Text
	ApprovedDate, EffectiveDate, ReviewDate                    Date
	Claims                                                     []Claim
	Records                                                    []Record
	Supersedes, SupersededBy, Related, Aliases                 []Text
	History                                                    []Change
	Summary, Distribution, Classification                      Text
	// Extra are fields that no rule knows, in the order of the file; themes see them.
	Extra []Field
	// Start is the place of the front matter's first line, where a missing field is reported.
	Start diag.Pos
}

// Claim says that the document, or a section of it, satisfies a clause.
type Claim struct {
	Edition string // "" for the edition of the manual
	Clause  string
	Section string // the id of a heading, or ""
	Pos     diag.Pos
}

// Record is a kind of record that the document calls for.
type Record struct {
	Name, Form, Retention, Location, Owner, Disposal Text
	Clauses                                          []Claim
	Pos                                              diag.Pos
}

// Change is one line of the history before Git.
type Change struct {
	Revision Text
	Date     Date
	Author   Text
	Summary  Text
}

// Field is a field that nobody knows.
type Field struct {
	Name  string
	Value string
	Pos   diag.Pos
}

// field is one row of the table of what may stand in a front matter.
type field struct {
	name string
	read func(*metaReader, *fields.Value)
}

func words(to func(*Meta) *Text) func(*metaReader, *fields.Value) {
	return func(r *metaReader, v *fields.Value) { *to(&r.doc.Meta) = r.text(v) }
}

func date(to func(*Meta) *Date) func(*metaReader, *fields.Value) {
	return func(r *metaReader, v *fields.Value) { *to(&r.doc.Meta) = r.date(v) }
}

func list(to func(*Meta) *[]Text) func(*metaReader, *fields.Value) {
	return func(r *metaReader, v *fields.Value) { *to(&r.doc.Meta) = r.texts(v) }
}

var fieldTable = []field{
	{"id", (*metaReader).id},
	{"title", words(func(m *Meta) *Text { return &m.Title })},
	{"type", words(func(m *Meta) *Text { return &m.Type })},
	{"revision", words(func(m *Meta) *Text { return &m.Revision })},
	{"status", (*metaReader).status},
	{"owner", words(func(m *Meta) *Text { return &m.Owner })},
	{"author", words(func(m *Meta) *Text { return &m.Author })},
	{"approver", words(func(m *Meta) *Text { return &m.Approver })},
	{"approved_date", date(func(m *Meta) *Date { return &m.ApprovedDate })},
	{"effective_date", date(func(m *Meta) *Date { return &m.EffectiveDate })},
	{"review_date", date(func(m *Meta) *Date { return &m.ReviewDate })},
	{"clauses", func(r *metaReader, v *fields.Value) { r.doc.Claims = r.claims(v) }},
	{"records", (*metaReader).records},
	{"supersedes", list(func(m *Meta) *[]Text { return &m.Supersedes })},
	{"superseded_by", list(func(m *Meta) *[]Text { return &m.SupersededBy })},
	{"related", list(func(m *Meta) *[]Text { return &m.Related })},
	{"aliases", list(func(m *Meta) *[]Text { return &m.Aliases })},
	{"history", (*metaReader).history},
	{"summary", words(func(m *Meta) *Text { return &m.Summary })},
	{"distribution", words(func(m *Meta) *Text { return &m.Distribution })},
	{"classification", words(func(m *Meta) *Text { return &m.Classification })},
}

// FieldNames lists the known fields in the order in which they are documented.
func FieldNames() []string {
	var names []string
	for _, f := range fieldTable {
		names = append(names, f.name)
	}
	return names
}
