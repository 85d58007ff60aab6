package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/schema"
	"github.com/clausebook/clausebook/generator/yaml"
)

// Default gives values to documents that do not have them. Nothing is approved by it: it has no approver
// and no date, and no status but draft.
type Default struct {
	At                                                          Pattern
	Type, Owner, Revision, Status, Distribution, Classification document.Text
	ReviewEvery                                                 Interval
}

type defaultField struct {
	name string
	to   func(*Default) *document.Text
	form *schema.Schema
}

var defaultTable = []defaultField{
	{"type", func(d *Default) *document.Text { return &d.Type }, schema.Text("The type of the documents.")},
	{"owner", func(d *Default) *document.Text { return &d.Owner }, schema.Text("The role that owns them.")},
	{"revision", func(d *Default) *document.Text { return &d.Revision }, schema.Text("Their revision.")},
	{"status", func(d *Default) *document.Text { return &d.Status },
		schema.Choice("Only draft: nothing is approved by a default.", document.Draft)},
	{"distribution", func(d *Default) *document.Text { return &d.Distribution }, schema.Text("Who gets them.")},
	{"classification", func(d *Default) *document.Text { return &d.Classification }, schema.Text("Who may read them.")},
}

func defaultNames() []string {
	names := []string{"at"}
	for _, f := range defaultTable {
		names = append(names, f.name)
	}
	return append(names, "review_every")
}

func defaultsForm() *schema.Schema {
	list := []schema.Field{{Name: "at", Schema: schema.Text("The files, as a pattern like those of `exclude`.").Need()}}
	for _, f := range defaultTable {
		list = append(list, schema.Field{Name: f.name, Schema: f.form})
	}
	list = append(list, schema.Field{Name: "review_every",
		Schema: schema.Text("The interval between their reviews.").Match(intervalForm.String())})
	return schema.List("Values for documents that do not have them. Each field is taken from the last entry that matches and has it. Nothing is approved by a default.",
		schema.Object("", list...))
}

// notByDefault are fields by which a document would be approved.
var notByDefault = []string{"approver", "approved_date", "effective_date", "review_date", "author", "id", "title", "clauses"}

func (r *reader) defaults(v *yaml.Value) {
	items := v.List()
	if v.Kind == yaml.Map {
		items = []*yaml.Value{v}
	}
	for _, item := range items {
		if item.Kind != yaml.Map {
			r.bad(item, "expected a default as a map", "write `- {at: purchasing/**, owner: Purchasing Manager}`")
			continue
		}
		var d Default
		ok := false
		for _, e := range item.Entries {
			if e.Key.Text == "at" {
				d.At, ok = r.pattern(e.Value)
				continue
			}
			r.defaultField(&d, e)
		}
		switch {
		case ok:
			r.config.Defaults = append(r.config.Defaults, d)
		case !slices.ContainsFunc(item.Entries, func(e yaml.Entry) bool { return e.Key.Text == "at" }):
			r.bad(item, "the default does not say for which documents it is", "add `at:` with a pattern, such as `at: purchasing/**`")
		}
	}
}

func (r *reader) defaultField(d *Default, e yaml.Entry) {
	i := slices.IndexFunc(defaultTable, func(f defaultField) bool { return f.name == e.Key.Text })
	switch {
	case e.Key.Text == "review_every":
		d.ReviewEvery = r.interval(e.Value)
	case i < 0 && slices.Contains(notByDefault, e.Key.Text):
		r.bad(e.Key, fmt.Sprintf("%s cannot be given by a default", e.Key.Text), "write it into each document; nothing is approved by a default")
	case i < 0:
		r.report("unknown-field", e.Key.Pos, fmt.Sprintf("a default has no field %s", e.Key.Text), "it has "+strings.Join(defaultNames(), ", "))
	default:
		t := r.text(e.Value)
		if found := document.FieldPlaceholder(e.Key.Text, t.Value); found != "" {
			r.bad(e.Value, fmt.Sprintf("%s is a placeholder, expected the %s", found, e.Key.Text), "write the value, or delete the line until it is known")
			return
		}
		if e.Key.Text == "status" && t.Given() && t.Value != document.Draft {
			r.bad(e.Value, fmt.Sprintf("a default cannot give the status %s", t.Value), "only `status: draft`; nothing is approved by a default")
			return
		}
		*defaultTable[i].to(d) = t
	}
}

// fieldNames reads `fields`.
func (r *reader) fieldNames(v *yaml.Value) {
	if v.Kind == yaml.Map {
		r.bad(v, "expected a list of names, not a map", "write `fields: [department, process]`")
		return
	}
	for _, item := range v.List() {
		t := r.text(item)
		switch {
		case !t.Given():
		case document.KnownField(t.Value):
			r.bad(item, fmt.Sprintf("%s is a field that is understood, expected one of your own", t.Value), "delete it here")
		default:
			r.config.Fields = append(r.config.Fields, t)
		}
	}
}

// OwnField reports whether a name is that of a field of the organization's own.
func (c *Config) OwnField(name string) bool {
	return slices.ContainsFunc(c.Fields, func(t document.Text) bool { return t.Value == name })
}
