package config

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/schema"
	"github.com/clausebook/clausebook/generator/standardname"
	"github.com/clausebook/clausebook/generator/yaml"
)

// Audit is an audit of the manual. It has a name and a valid date, which is that of a planned audit if it is to come.
type Audit struct {
	Name           document.Text
	Date           document.Date
	AuditedClauses []AuditClause
	Parts          []document.Text // sections and processes: a folder or its title, or the id of a document
}

// AuditClause is a clause that was audited, with all below it.
type AuditClause struct {
	Edition string // "" for the manual's edition
	document.Text
}

type auditField struct {
	name string
	to   func(*Audit) *document.Text
	form *schema.Schema
}

var auditTable = []auditField{
	{"name", func(a *Audit) *document.Text { return &a.Name }, schema.Text("Its name, such as Surveillance audit 2026.").Need()},
	{"date", func(a *Audit) *document.Text { return &a.Date.Text }, schema.Date("The day on which it ended.").Need()},
}

// auditPartTable has the keys of an audit whose values are lists.
var auditPartTable = []struct {
	name string
	read func(*reader, *Audit, *yaml.Value)
	form *schema.Schema
}{
	{"clauses", func(r *reader, a *Audit, v *yaml.Value) { a.AuditedClauses = r.auditClauses(v) }, auditClausesForm()},
	{"sections", func(r *reader, a *Audit, v *yaml.Value) {
		a.Parts = append(a.Parts, r.auditParts(v, "sections: [purchasing]")...)
	},
		schema.List("The sections that it looked at: folders, or their titles.", schema.Text(""))},
	{"processes", func(r *reader, a *Audit, v *yaml.Value) {
		a.Parts = append(a.Parts, r.auditParts(v, "processes: [QP-08-04]")...)
	},
		schema.List("The processes that it looked at: ids of their documents.", schema.Text(""))},
}

func auditClausesForm() *schema.Schema {
	list := schema.List("The clauses that it looked at, each with all below it. Or a map from edition to list, for an audit against another edition.", schema.Text(""))
	return &schema.Schema{Description: list.Description, AnyOf: []*schema.Schema{list, {Type: schema.Types{"object"}, AdditionalProperties: list}}}
}

func auditsForm() *schema.Schema {
	var list []schema.Field
	for _, f := range auditTable {
		list = append(list, schema.Field{Name: f.name, Schema: f.form})
	}
	for _, f := range auditPartTable {
		list = append(list, schema.Field{Name: f.name, Schema: f.form})
	}
	return schema.List("The audits of the manual, those that are planned too. The site and `diff --since-audit` show what changed since the last one.", schema.Object("", list...))
}

func auditNames() []string {
	var names []string
	for _, f := range auditTable {
		names = append(names, f.name)
	}
	for _, f := range auditPartTable {
		names = append(names, f.name)
	}
	return names
}

// auditClauses reads a list of clauses, or a map from edition to list.
func (r *reader) auditClauses(v *yaml.Value) []AuditClause {
	if v.Kind != yaml.Map {
		return r.auditClauseList(v, "")
	}
	var clauses []AuditClause
	for _, e := range v.Entries {
		edition, known := standardname.Parse(e.Key.Text)
		if !known || !slices.Contains(standardname.Years(), edition.Year) {
			r.report("bad-value", e.Key.Pos, fmt.Sprintf("%s is not an edition", e.Key.Text), "expected one of "+strings.Join(standardname.Years(), ", "))
			continue
		}
		clauses = append(clauses, r.auditClauseList(e.Value, edition.Year)...)
	}
	return clauses
}

func (r *reader) auditClauseList(v *yaml.Value, edition string) []AuditClause {
	var clauses []AuditClause
	for _, t := range r.auditParts(v, "clauses: [8.4, 9.2]") {
		clauses = append(clauses, AuditClause{edition, t})
	}
	return clauses
}

func (r *reader) auditParts(v *yaml.Value, example string) []document.Text {
	if v.Kind == yaml.Map {
		r.bad(v, "expected a list", "write `"+example+"`")
		return nil
	}
	var list []document.Text
	for _, item := range v.List() {
		if t := r.text(item); t.Given() {
			list = append(list, t)
		}
	}
	return list
}

// LastAudit returns the latest audit on or before a day, or nil.
func (c *Config) LastAudit(day string) *Audit {
	var last *Audit
	for i := range c.Audits {
		if a := &c.Audits[i]; !a.Date.After(day) && (last == nil || !a.Date.Before(last.Date.Value)) {
			last = a
		}
	}
	return last
}

func (r *reader) audits(v *yaml.Value) {
	items := v.List()
	if v.Kind == yaml.Map {
		items = []*yaml.Value{v}
	}
	for _, item := range items {
		if item.Kind != yaml.Map {
			r.bad(item, "expected an audit as a map", "write `- {name: Surveillance audit, date: 2026-03-10}`")
			continue
		}
		if a, ok := r.audit(item); ok {
			r.config.Audits = append(r.config.Audits, a)
		}
	}
}

// audit reads an audit. ok is false if it was reported.
func (r *reader) audit(item *yaml.Value) (a Audit, ok bool) {
	for _, e := range item.Entries {
		i := slices.IndexFunc(auditTable, func(f auditField) bool { return f.name == e.Key.Text })
		if i < 0 {
			r.auditPart(&a, e)
			continue
		}
		t := r.text(e.Value)
		*auditTable[i].to(&a) = t
		if !t.Given() && (e.Value.Kind == yaml.List || e.Value.Kind == yaml.Map) {
			return a, false
		}
	}
	same := func(o Audit) bool { return foldName(o.Name.Value) == foldName(a.Name.Value) }
	_, err := time.Parse(time.DateOnly, a.Date.Value)
	a.Date.Valid = err == nil
	const hint = "write `- {name: Surveillance audit, date: 2026-03-10}`"
	switch first := slices.IndexFunc(r.config.Audits, same); {
	case !a.Name.Given():
		r.bad(item, "the audit has no name", hint)
	case !a.Date.Given():
		r.bad(item, "the audit has no date", hint)
	case err != nil:
		r.report("bad-value", a.Date.Pos, fmt.Sprintf("%s is not a date", a.Date.Value), "write it as YYYY-MM-DD, such as 2026-03-10")
	case first >= 0:
		r.report("bad-value", a.Name.Pos, fmt.Sprintf("the name %s is already that of the audit of %s", a.Name.Value, r.config.Audits[first].Date.Value),
			"give each audit a name of its own, such as `Surveillance audit 2026`")
	default:
		return a, true
	}
	return a, false
}

// auditPart reads what an audit looked at.
func (r *reader) auditPart(a *Audit, e yaml.Entry) {
	for _, f := range auditPartTable {
		if f.name == e.Key.Text {
			f.read(r, a, e.Value)
			return
		}
	}
	hint := "it has " + strings.Join(auditNames(), ", ")
	if near := diag.Nearest(e.Key.Text, auditNames()); near != "" {
		hint = fmt.Sprintf("did you mean %s?", near)
	}
	r.report("unknown-field", e.Key.Pos, fmt.Sprintf("an audit has no field %s", e.Key.Text), hint)
}

// foldName makes names equal that differ only in letter case and in blanks.
func foldName(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
