package document

import (
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/schema"
	"github.com/clausebook/clausebook/generator/yaml"
)

// Text is a value as written. Pos.Line is 0 if the field is missing.
type Text struct {
	Value string
	Pos   diag.Pos
}

// Given reports whether the field has a value.
func (t Text) Given() bool { return t.Value != "" }

// Date is a date as written. It is Valid if it is an existing day as YYYY-MM-DD; only valid dates
// may be compared as strings.
type Date struct {
	Text
	Valid bool
}

// After reports whether the date is valid and later than a day.
func (d Date) After(day string) bool { return d.Valid && d.Value > day }

// Before reports whether the date is valid and earlier than a day.
func (d Date) Before(day string) bool { return d.Valid && d.Value < day }

// The statuses of a document.
const (
	Draft    = "draft"
	Review   = "review"
	Approved = "approved"
	Obsolete = "obsolete"
)

// Statuses lists the statuses in the order of a document's life.
var Statuses = []string{Draft, Review, Approved, Obsolete}

// Procedure is the default type.
const Procedure = "procedure"

// Types lists the usual types of document.
var Types = []string{"manual", "policy", "process", Procedure, "instruction", "form", "record"}

// Meta is the front matter.
type Meta struct {
	ID, Title, Type, Revision, Status, Owner, Author, Approver Text
	ApprovedDate, EffectiveDate, ReviewDate                    Date
	Claims                                                     []Claim
	// Plain reports that no claim names an edition and none is repeated.
	Plain bool
	// Editions are the editions of a `clauses` map, even those without a claim.
	Editions []string
	// Proposed are claims that nobody has confirmed. They never count.
	Proposed                                   []Claim
	Records                                    []Record
	Supersedes, SupersededBy, Related, Aliases []Text
	History                                    []Change
	Summary, Distribution, Classification      Text
	// Standards are the standards that the claims belong to, if given.
	Standards []Text
	// Extra are unknown fields in file order, for themes.
	Extra []Field
}

// Claim says that the document, or a section of it, covers a clause.
type Claim struct {
	Edition string // "" for the manual's edition
	Clause  string
	Section string // the id of a heading, or ""
	Pos     diag.Pos
}

// Record is a kind of record that the document requires.
type Record struct {
	Name, Form, Retention, Location, Owner, Disposal Text
	Clauses                                          []Claim
	Editions                                         []string // as in Meta
	Proposed                                         []Claim  // as in Meta
	Pos                                              diag.Pos
}

// Change is an entry of the document's own history, from before Git.
type Change struct {
	Revision Text
	Date     Date
	Author   Text
	Summary  Text
}

// Field is an unknown field.
type Field struct {
	Name  string
	Value string
	Pos   diag.Pos
}

// field is a row of fieldTable, which defines the front matter.
type field struct {
	name string
	read func(*metaReader, *yaml.Value)
	form *schema.Schema
}

func setText(to func(*Meta) *Text) func(*metaReader, *yaml.Value) {
	return func(r *metaReader, v *yaml.Value) { *to(&r.doc.Meta) = r.text(v) }
}

func setDate(to func(*Meta) *Date) func(*metaReader, *yaml.Value) {
	return func(r *metaReader, v *yaml.Value) { *to(&r.doc.Meta) = r.date(v) }
}

func setTexts(to func(*Meta) *[]Text) func(*metaReader, *yaml.Value) {
	return func(r *metaReader, v *yaml.Value) { *to(&r.doc.Meta) = r.texts(v) }
}

var fieldTable = []field{
	{"id", (*metaReader).id,
		schema.Text("The permanent name of the document, and its address in the site: QP-08-04.").Match(idForm.String()).AtMost(maxID).Need()},
	{"title", setText(func(m *Meta) *Text { return &m.Title }),
		schema.Text("The name of the document.").Need()},
	{"type", setText(func(m *Meta) *Text { return &m.Type }),
		schema.Usually("What kind of document it is; any other word is one too.", "", Types...).Or(Procedure)},
	{"revision", setText(func(m *Meta) *Text { return &m.Revision }),
		schema.Text("The revision, kept as it is written: 1.10, 010, C.").Need()},
	{"status", (*metaReader).status,
		schema.Choice("Where the document is in its life; only an approved one counts.", Statuses...).Need()},
	{"owner", setText(func(m *Meta) *Text { return &m.Owner }),
		schema.Text("The role that answers for the document.").Need()},
	{"author", setText(func(m *Meta) *Text { return &m.Author }), schema.Text("Who wrote it.")},
	{"approver", setText(func(m *Meta) *Text { return &m.Approver }),
		schema.Text("Who approved it; required once it is approved.")},
	{"approved_date", setDate(func(m *Meta) *Date { return &m.ApprovedDate }),
		schema.Date("The day of the approval; required once it is approved.")},
	{"effective_date", setDate(func(m *Meta) *Date { return &m.EffectiveDate }),
		schema.Date("The day from which it is in force; required once it is approved.")},
	{"review_date", setDate(func(m *Meta) *Date { return &m.ReviewDate }),
		schema.Date("The day of the next review, by the organization's own rule.")},
	{"clauses", func(r *metaReader, v *yaml.Value) { r.doc.Claims, r.doc.Editions = r.claims(v) },
		claimsForm("The clauses that the document claims: 8.4.1, or 8.4.1#evaluation for the section with that id.")},
	{"proposed", func(r *metaReader, v *yaml.Value) { r.doc.Proposed = r.proposals(v) },
		claimsForm("Claims for another edition that nobody has confirmed; they never count.")},
	{"standard", (*metaReader).standards,
		schema.List("The standard that the claims belong to; those on another one than the manual's do not count.", schema.Text(""))},
	{"standards", (*metaReader).standards, schema.List("The same as `standard`.", schema.Text(""))},
	{"norm", (*metaReader).standards, schema.List("The same as `standard`.", schema.Text(""))},
	{"framework", (*metaReader).standards, schema.List("The same as `standard`.", schema.Text(""))},
	{"records", (*metaReader).records,
		schema.List("The kinds of record that the document calls for.", recordForm())},
	{"supersedes", setTexts(func(m *Meta) *[]Text { return &m.Supersedes }),
		schema.List("Ids of the documents that this one replaces.", schema.Text(""))},
	{"superseded_by", setTexts(func(m *Meta) *[]Text { return &m.SupersededBy }),
		schema.List("Ids of the documents that replace this one.", schema.Text(""))},
	{"related", setTexts(func(m *Meta) *[]Text { return &m.Related }),
		schema.List("Ids of documents that belong to this one.", schema.Text(""))},
	{"aliases", (*metaReader).aliases,
		schema.List("Old addresses that lead here.", schema.Text(""))},
	{"history", (*metaReader).history,
		schema.List("Changes that are older than the repository.", changeForm())},
	{"summary", setText(func(m *Meta) *Text { return &m.Summary }),
		schema.Text("What the document is about, in a sentence.")},
	{"distribution", setText(func(m *Meta) *Text { return &m.Distribution }), schema.Text("Who gets it.")},
	{"classification", setText(func(m *Meta) *Text { return &m.Classification }),
		schema.Text("Who may read it.")},
}

// FieldNames lists the known fields in the order of their documentation.
func FieldNames() []string {
	var names []string
	for _, f := range fieldTable {
		names = append(names, f.name)
	}
	return names
}
