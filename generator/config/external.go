package config

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/schema"
	"github.com/clausebook/clausebook/generator/yaml"
)

// ExternalDocument is a document of external origin, such as a standard, a law or a customer's specification.
type ExternalDocument struct {
	Number, Name, Edition, Holder document.Text
	CheckedOn                     document.Date
	CheckEvery                    Interval
	Documents                     []document.Text // ids of documents of the manual that use it
	Pos                           diag.Pos
}

// Label is the number of an external document, or its name if it has no number.
func (d *ExternalDocument) Label() string {
	if d.Number.Given() {
		return d.Number.Value
	}
	return d.Name.Value
}

// Due is the day on which the organization has to check again whether the edition is still valid, or "" if it has
// set no interval or the document was never checked.
func (d *ExternalDocument) Due() string {
	if !d.CheckEvery.Known() || !d.CheckedOn.Valid {
		return ""
	}
	return d.CheckEvery.After(d.CheckedOn.Value)
}

// Unchecked reports whether an interval is set and no check is known.
func (d *ExternalDocument) Unchecked() bool { return d.CheckEvery.Known() && !d.CheckedOn.Given() }

// Overdue reports whether the check is due before a day, or has to be done for the first time.
func (d *ExternalDocument) Overdue(day string) bool {
	due := d.Due()
	return d.Unchecked() || due != "" && due < day
}

// ExternalRegister is the list of external documents, in manual.yaml or in a file of its own.
type ExternalRegister struct {
	File      string // relative to the manual's folder
	Documents []ExternalDocument
	Findings  []diag.Finding // of a file of its own; those in manual.yaml are in Config
	Sum       uint64         // of the file's bytes, see Config.Sum
}

// ReadExternal reads a file with a register: the key `external`, as in manual.yaml. It never fails; faults are in
// Findings.
func ReadExternal(file string, raw []byte) *ExternalRegister {
	c := &Config{}
	src, findings := diag.ReadSource(file, raw)
	root, more := yaml.Parse(src, 1, src.LineCount()+1, "configuration")
	c.Findings = append(findings, more...)
	r := &reader{c}
	if root != nil {
		for _, e := range root.Entries {
			switch {
			case e.Key.Text != "external":
				r.report("unknown-field", e.Key.Pos, fmt.Sprintf("a register of external documents has no key %s", e.Key.Text), "its only key is external")
			case e.Value.Kind == yaml.Scalar:
				r.bad(e.Value, "expected a list of external documents", externalExample)
			default:
				r.external(e.Value)
			}
		}
	}
	for i := range c.Findings {
		c.Findings[i].File = file
	}
	return &ExternalRegister{file, c.External, c.Findings, sum(raw)}
}

const externalExample = "write `- {number: ISO 2768-1, name: General tolerances, edition: 1989, holder: Quality Manager, checked_on: 2026-05-04, check_every: 12 months}`"

type externalField struct {
	name string
	to   func(*ExternalDocument) *document.Text
	form *schema.Schema
}

// externalTable has the keys of an entry; to is nil where the value is not a text.
var externalTable = []externalField{
	{"number", func(d *ExternalDocument) *document.Text { return &d.Number },
		schema.Text("Its number, as documents name it: ISO 2768-1.")},
	{"name", func(d *ExternalDocument) *document.Text { return &d.Name }, schema.Text("Its title.")},
	{"edition", func(d *ExternalDocument) *document.Text { return &d.Edition },
		schema.Text("The edition that is used here, kept as it is written.")},
	{"holder", func(d *ExternalDocument) *document.Text { return &d.Holder },
		schema.Text("The role that holds it and gives it out.")},
	{"checked_on", nil, schema.Date("The day on which somebody last checked that the edition is still the right one.")},
	{"check_every", nil, schema.Text("The organization's own interval between these checks, such as 12 months.").Match(intervalForm.String())},
	{"documents", nil, schema.List("Ids of documents that use it. A document whose text names the number need not be listed.", schema.Text(""))},
}

func externalNames() []string {
	var names []string
	for _, f := range externalTable {
		names = append(names, f.name)
	}
	return names
}

func externalForm() *schema.Schema {
	var list []schema.Field
	for _, f := range externalTable {
		list = append(list, schema.Field{Name: f.name, Schema: f.form})
	}
	entry := &schema.Schema{AnyOf: []*schema.Schema{schema.Object("", list...), schema.Text("")}}
	return schema.List("Documents of external origin: standards, laws, customers' specifications. Or the name of a file with such a list under the key external.", entry)
}

// external reads the register, or the name of the file that holds it.
func (r *reader) external(v *yaml.Value) {
	if v.Kind == yaml.Scalar {
		t := r.text(v)
		if t.Value = strings.TrimPrefix(t.Value, "./"); !fs.ValidPath(t.Value) || t.Value == "." {
			r.bad(v, fmt.Sprintf("%s is not a file inside the manual", t.Value), "write its path from the manual's folder, such as `external.yaml`, or a list of external documents")
			return
		}
		r.config.ExternalFile = t
		return
	}
	items := v.List()
	if v.Kind == yaml.Map {
		items = []*yaml.Value{v}
	}
	for _, item := range items {
		d := r.externalDocument(item)
		switch {
		case d == nil:
		case d.Label() == "":
			r.bad(item, "the external document has no number and no name", externalExample)
		case slices.ContainsFunc(r.config.External, d.sameAs):
			r.bad(item, fmt.Sprintf("the external document %s is listed twice", strings.TrimSpace(d.Label()+" "+d.Edition.Value)), "delete one of the two, or give each its edition")
		default:
			r.config.External = append(r.config.External, *d)
		}
	}
}

func (d *ExternalDocument) sameAs(other ExternalDocument) bool {
	return d.Label() == other.Label() && d.Edition.Value == other.Edition.Value
}

func (r *reader) externalDocument(item *yaml.Value) *ExternalDocument {
	switch item.Kind {
	case yaml.Scalar:
		return &ExternalDocument{Number: r.text(item), Pos: item.Pos}
	case yaml.Empty:
		return nil
	case yaml.List:
		r.bad(item, "expected an external document as a map", externalExample)
		return nil
	}
	d := &ExternalDocument{Pos: item.Pos}
	for _, e := range item.Entries {
		i := slices.IndexFunc(externalTable, func(f externalField) bool { return f.name == e.Key.Text })
		switch {
		case i < 0:
			hint := "it has " + strings.Join(externalNames(), ", ")
			if near := diag.Nearest(e.Key.Text, externalNames()); near != "" {
				hint = fmt.Sprintf("did you mean %s?", near)
			}
			r.report("unknown-field", e.Key.Pos, fmt.Sprintf("an external document has no field %s", e.Key.Text), hint)
		case externalTable[i].to != nil:
			*externalTable[i].to(d) = r.text(e.Value)
		case e.Key.Text == "checked_on":
			d.CheckedOn = r.day(e.Value)
		case e.Key.Text == "check_every":
			d.CheckEvery = r.interval(e.Value)
		default:
			d.Documents = r.ids(e.Value)
		}
	}
	if label := d.Number; label.Given() {
		d.Pos = label.Pos
	} else if d.Name.Given() {
		d.Pos = d.Name.Pos
	}
	return d
}

func (r *reader) day(v *yaml.Value) document.Date {
	t := r.text(v)
	_, err := time.Parse(time.DateOnly, t.Value)
	if t.Given() && err != nil {
		r.bad(v, fmt.Sprintf("%s is not a date", t.Value), "write it as YYYY-MM-DD, such as 2026-05-04")
	}
	return document.Date{Text: t, Valid: err == nil}
}

func (r *reader) ids(v *yaml.Value) []document.Text {
	if v.Kind == yaml.Map {
		r.bad(v, "expected a list of document ids", "write `documents: [QP-08-04]`")
	}
	var list []document.Text
	for _, item := range v.List() {
		if t := r.text(item); t.Given() {
			list = append(list, t)
		}
	}
	return list
}
