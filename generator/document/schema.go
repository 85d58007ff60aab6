package document

import (
	"github.com/clausebook/clausebook/generator/schema"
	"github.com/clausebook/clausebook/generator/standardname"
)

// recordField is a row of recordTable; text is nil for claims.
type recordField struct {
	name string
	text func(*Record) *Text
	form *schema.Schema
}

var recordTable = []recordField{
	{"name", func(r *Record) *Text { return &r.Name }, schema.Text("What the record is called.").Need()},
	{"form", func(r *Record) *Text { return &r.Form },
		schema.Text("The form on which it is kept: the id of a document, or a file.")},
	{"retention", func(r *Record) *Text { return &r.Retention }, schema.Text("How long it is kept.")},
	{"location", func(r *Record) *Text { return &r.Location }, schema.Text("Where it is kept.")},
	{"owner", func(r *Record) *Text { return &r.Owner }, schema.Text("The role that keeps it.")},
	{"disposal", func(r *Record) *Text { return &r.Disposal },
		schema.Text("What becomes of it afterwards.")},
	{"clauses", nil, claimsForm("The clauses whose demand for a record it answers.")},
	{"proposed", nil, claimsForm("Clauses of another edition that nobody has confirmed; they never count.")},
}

func recordNames() []string {
	var names []string
	for _, f := range recordTable {
		names = append(names, f.name)
	}
	return names
}

func recordForm() *schema.Schema {
	var list []schema.Field
	for _, f := range recordTable {
		list = append(list, schema.Field{Name: f.name, Schema: f.form})
	}
	return schema.Object("", list...)
}

// changeField is a row of changeTable; text is nil for the date.
type changeField struct {
	name string
	text func(*Change) *Text
	form *schema.Schema
}

var changeTable = []changeField{
	{"revision", func(c *Change) *Text { return &c.Revision },
		schema.Text("The revision that the change made.")},
	{"date", nil, schema.Date("The day of the change.")},
	{"author", func(c *Change) *Text { return &c.Author }, schema.Text("Who made it.")},
	{"summary", func(c *Change) *Text { return &c.Summary }, schema.Text("What was changed.")},
}

func changeNames() []string {
	var names []string
	for _, f := range changeTable {
		names = append(names, f.name)
	}
	return names
}

func changeForm() *schema.Schema {
	var list []schema.Field
	for _, f := range changeTable {
		list = append(list, schema.Field{Name: f.name, Schema: f.form})
	}
	return schema.Object("", list...)
}

// claimsForm is a list of claims, one claim, or a map from edition to list.
func claimsForm(about string) *schema.Schema {
	claim := &schema.Schema{Type: schema.Types{"string", "number"}, Pattern: `^\s*[0-9]+(\.[0-9]+)*\s*(#.*\S.*)?$`}
	var editions []schema.Field
	for _, year := range standardname.Years() {
		editions = append(editions, schema.Field{Name: year, Schema: schema.List("Claims on ISO 9001:"+year+".", claim)})
	}
	s := schema.List(about, claim)
	s.AnyOf = append(s.AnyOf, schema.Object("", editions...))
	return s
}

// Schema returns the JSON Schema of the front matter.
func Schema() *schema.Schema {
	var list []schema.Field
	for _, f := range fieldTable {
		list = append(list, schema.Field{Name: f.name, Schema: f.form})
	}
	s := schema.Object("The front matter of a document of a quality manual.", list...).File("Front matter")
	given := &schema.Schema{Type: schema.Types{"string", "number", "boolean"}}
	s.AllOf = []*schema.Schema{{
		If: &schema.Schema{Properties: map[string]*schema.Schema{"status": {Const: Approved}}, Required: []string{"status"}},
		Then: &schema.Schema{Required: []string{"approver", "approved_date", "effective_date"},
			Properties: map[string]*schema.Schema{"approver": given, "approved_date": given, "effective_date": given}},
	}}
	return s
}
