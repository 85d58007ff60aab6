package config

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/fields"
	"github.com/clausebook/clausebook/generator/schema"
)

// Audit is an audit of the manual. It has a name and a valid date.
type Audit struct {
	Name document.Text
	Date document.Date
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

func auditsForm() *schema.Schema {
	var list []schema.Field
	for _, f := range auditTable {
		list = append(list, schema.Field{Name: f.name, Schema: f.form})
	}
	return schema.List("The audits of the manual. The site and `diff --since-audit` show what changed since the last one.", schema.Object("", list...))
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

func (r *reader) audits(v *fields.Value) {
	items := v.List()
	if v.Kind == fields.Map {
		items = []*fields.Value{v}
	}
	for _, item := range items {
		if item.Kind != fields.Map {
			r.bad(item, "expected an audit as a map", "write `- {name: Surveillance audit, date: 2026-03-10}`")
			continue
		}
		if a, ok := r.audit(item); ok {
			r.config.Audits = append(r.config.Audits, a)
		}
	}
}

// audit reads an audit. ok is false if it was reported.
func (r *reader) audit(item *fields.Value) (a Audit, ok bool) {
	for _, e := range item.Entries {
		i := slices.IndexFunc(auditTable, func(f auditField) bool { return f.name == e.Key.Text })
		if i < 0 {
			r.report("unknown-field", e.Key.Pos, fmt.Sprintf("an audit has no %s", e.Key.Text), "it has name and date")
			continue
		}
		t := r.text(e.Value)
		*auditTable[i].to(&a) = t
		if !t.Given() && (e.Value.Kind == fields.List || e.Value.Kind == fields.Map) {
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

// foldName makes names equal that differ only in letter case and in blanks.
func foldName(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
