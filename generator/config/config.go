// Package config reads manual.yaml, the configuration of a manual, and describes it as a JSON Schema.
//
// The keys come from one table in schema.go, for reading and for the schema.
package config

import (
	"errors"
	"fmt"
	"hash/maphash"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/fields"
	"github.com/clausebook/clausebook/generator/rootfs"
	"github.com/clausebook/clausebook/generator/source"
	"github.com/clausebook/clausebook/generator/standard"
)

// File is the name of the configuration in a manual's folder.
const File = "manual.yaml"

// Config is what manual.yaml says, as written.
type Config struct {
	Title, Company, Edition, Scope, ScopeStatement document.Text
	Logo, Documents, Output, BaseURL, Language     document.Text
	EditURL                                        document.Text
	ReviewEvery                                    Interval
	NotApplicable                                  []Declaration
	NotArising                                     []NotArising
	Rules                                          []RuleSetting
	Accept                                         []Acceptance
	// Readable says that the file is YAML. Without it no field is known.
	Readable bool
	Findings []diag.Finding
	// Sum stands for the bytes of the file, within one run of the program.
	Sum uint64
}

// Declaration says that a clause and all below it are not applicable, and why.
type Declaration struct {
	Clause        string
	Justification string // Markdown, in the organization's own words
	Pos           diag.Pos
}

// NotArising says that the case does not arise in which the standard requires an item of documented
// information, and why.
type NotArising struct {
	Case   string // as standard.Information names it, such as 8.5.3
	Reason string // in the organization's own words
	Pos    diag.Pos
}

// RuleSetting gives a rule another severity.
type RuleSetting struct {
	Rule     document.Text
	Severity document.Text
}

// Acceptance takes one finding in one place for settled until a day.
type Acceptance struct {
	Rule, At, Reason document.Text
	Until            document.Date
	Pos              diag.Pos
}

// Interval is a length of time in calendar units, such as 24 months.
type Interval struct {
	document.Text
	days, months int
}

// Known reports whether an interval was given.
func (i Interval) Known() bool { return i.days > 0 || i.months > 0 }

// After gives the day one interval after another.
func (i Interval) After(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	then := t.AddDate(0, i.months, i.days)
	if i.months > 0 && then.Day() != t.Day() {
		then = then.AddDate(0, 0, -then.Day()) // the month has no such day: take its last
	}
	return then.Format(time.DateOnly)
}

// Names lists the known keys in the order in which they are documented.
func Names() []string {
	var names []string
	for _, f := range table {
		names = append(names, f.name)
	}
	return names
}

type reader struct{ config *Config }

// Open reads manual.yaml of a manual's folder. An error is one of the disk: one that is a link or
// not a file is a finding, and nothing is known then.
func Open(fsys fs.FS) (*Config, error) {
	raw, err := rootfs.ReadFile(fsys, File, source.MaxSize)
	if errors.Is(err, rootfs.ErrNotRegular) {
		c := &Config{Findings: []diag.Finding{{Rule: "unsafe-file", File: File, Pos: diag.Pos{Line: 1, Column: 1},
			Message: "this is a symbolic link or not a regular file; it is not read", Hint: "put the file itself here"}}}
		c.setDefaults()
		return c, nil
	}
	if err != nil {
		return nil, err
	}
	return Read(raw), nil
}

// Read reads manual.yaml. What is wrong with it is in Findings.
func Read(raw []byte) *Config {
	c := &Config{Sum: sum(raw)}
	src, findings := source.Read(File, raw)
	root, more := fields.Parse(src, 1, src.LineCount()+1, "configuration")
	c.Findings = append(findings, more...)
	if c.Readable = root != nil; root != nil {
		(&reader{c}).read(root)
	}
	c.setDefaults()
	return c
}

var seed = maphash.MakeSeed()

func sum(raw []byte) uint64 { return maphash.Bytes(seed, raw) }

// Matches reports whether the configuration was read from these bytes.
func (c *Config) Matches(raw []byte) bool { return c.Sum == sum(raw) }

func (c *Config) setDefaults() {
	for field, value := range map[*document.Text]string{&c.Documents: "documents", &c.Output: "public", &c.Language: "en"} {
		if !field.Given() {
			field.Value = value
		}
	}
}

func (r *reader) read(root *fields.Value) {
	for _, e := range root.Entries {
		i := slices.IndexFunc(table, func(f field) bool { return f.name == e.Key.Text })
		if i >= 0 {
			table[i].read(r, e.Value)
			continue
		}
		hint := "known keys are " + strings.Join(Names(), ", ")
		if near := diag.Nearest(e.Key.Text, Names()); near != "" {
			hint = fmt.Sprintf("did you mean %s?", near)
		}
		r.report("unknown-field", e.Key.Pos, fmt.Sprintf("no key is called %s", e.Key.Text), hint)
	}
	c := r.config
	for _, f := range []struct {
		name  string
		value document.Text
		hint  string
	}{
		{"title", c.Title, "add `title: Quality manual`"},
		{"company", c.Company, "add `company:` with the name of the organization"},
		{"edition", c.Edition, "add `edition:` with one of " + strings.Join(standard.Years(), ", ")},
		{"scope", c.Scope, "add `scope: 9001`, or `scope: 9002` for production without design"},
	} {
		if !f.value.Given() && !r.reported(f.value.Pos) {
			r.report("missing-field", Place(f.value.Pos), fmt.Sprintf("%s has no %s", File, f.name), f.hint)
		}
	}
}

// reported tells whether a finding says already what is wrong with the value at a place.
func (c *reader) reported(pos diag.Pos) bool {
	return pos.Line > 0 && slices.ContainsFunc(c.config.Findings, func(f diag.Finding) bool { return f.Pos == pos })
}

// Place is the place of a field, or of the file where the field is not there.
func Place(pos diag.Pos) diag.Pos {
	if pos.Line == 0 {
		return diag.Pos{Line: 1, Column: 1}
	}
	return pos
}

func (c *reader) report(rule string, pos diag.Pos, message, hint string) {
	c.config.Findings = append(c.config.Findings,
		diag.Finding{Rule: rule, File: File, Pos: pos, Message: message, Hint: hint})
}

func (c *reader) bad(v *fields.Value, message, hint string) {
	c.report("bad-value", v.Pos, message, hint)
}

func (c *reader) text(v *fields.Value) document.Text {
	if v.Kind == fields.List || v.Kind == fields.Map {
		c.bad(v, "expected one value", "")
		return document.Text{Pos: v.Pos}
	}
	return document.Text{Value: v.Text, Pos: v.Pos}
}

func (c *reader) edition(v *fields.Value) {
	t := c.text(v)
	c.config.Edition = t
	if !t.Given() || standard.Load(t.Value) != nil {
		return
	}
	hint := standard.Explain(t.Value)
	if hint == "" {
		hint = "expected one of " + strings.Join(standard.Years(), ", ")
	}
	c.bad(v, fmt.Sprintf("%s is not an edition", t.Value), hint)
}

func (c *reader) scope(v *fields.Value) {
	t := c.text(v)
	c.config.Scope = t
	if !t.Given() || t.Value == "9001" || t.Value == "9002" {
		return
	}
	hint := standard.Explain(t.Value)
	if hint == "" {
		hint = "expected 9001, the whole standard, or 9002, production without design"
	}
	c.bad(v, fmt.Sprintf("%s is not a scope", t.Value), hint)
}

func (c *reader) notApplicable(v *fields.Value) {
	if v.Kind != fields.Map && v.Kind != fields.Empty {
		c.bad(v, "expected a map from clause to justification", "write `\"8.3\": why it does not apply`")
		return
	}
	for _, e := range v.Entries {
		c.config.NotApplicable = append(c.config.NotApplicable,
			Declaration{e.Key.Text, c.text(e.Value).Value, e.Key.Pos})
	}
}

func (c *reader) notArising(v *fields.Value) {
	if v.Kind != fields.Map && v.Kind != fields.Empty {
		c.bad(v, "expected a map from clause to reason", "write `\"8.5.3\": why the case does not arise`")
		return
	}
	for _, e := range v.Entries {
		c.config.NotArising = append(c.config.NotArising, NotArising{e.Key.Text, c.text(e.Value).Value, e.Key.Pos})
	}
}

// folder takes the name of the documents folder, which has to lie in the manual.
func (c *reader) folder(v *fields.Value) {
	t := c.text(v)
	t.Value = strings.TrimSuffix(strings.TrimPrefix(t.Value, "./"), "/")
	if t.Given() && (!fs.ValidPath(t.Value) || t.Value == ".") {
		c.bad(v, fmt.Sprintf("%s is not a folder inside the manual", t.Value), "write its path from the manual's folder, such as `documents`")
		t.Value = ""
	}
	c.config.Documents = t
}

var webAddress = regexp.MustCompile(`^https?://[^/\s?#]+(/[^\s?#]*)?$`)

func (c *reader) baseURL(v *fields.Value) {
	t := c.text(v)
	if t.Given() && !webAddress.MatchString(t.Value) {
		c.bad(v, fmt.Sprintf("%s is not a web address", t.Value), "write it as https://host/path/")
		t.Value = ""
	}
	c.config.BaseURL = t
}

var intervalForm = regexp.MustCompile(`^([1-9][0-9]{0,3}) (day|week|month|year)s?$`)

func (c *reader) reviewEvery(v *fields.Value) {
	t := c.text(v)
	c.config.ReviewEvery.Text = t
	m := intervalForm.FindStringSubmatch(t.Value)
	if m == nil {
		if t.Given() {
			c.bad(v, fmt.Sprintf("%s is not a valid duration", t.Value), "write it as `24 months`, with days, weeks, months or years")
		}
		return
	}
	n, _ := strconv.Atoi(m[1])
	i := &c.config.ReviewEvery
	switch m[2] {
	case "day":
		i.days = n
	case "week":
		i.days = 7 * n
	case "month":
		i.months = n
	case "year":
		i.months = 12 * n
	}
}

func (c *reader) rules(v *fields.Value) {
	if v.Kind != fields.Map && v.Kind != fields.Empty {
		c.bad(v, "expected a map from rule to severity", "write `gap: error` in a line of its own")
		return
	}
	for _, e := range v.Entries {
		severity := c.text(e.Value)
		if _, ok := diag.ParseSeverity(severity.Value); !ok {
			c.bad(e.Value, fmt.Sprintf("%q is not a severity", severity.Value), "expected error, warning, note or off; quote \"off\" if an editor objects")
			continue
		}
		c.config.Rules = append(c.config.Rules, RuleSetting{document.Text{Value: e.Key.Text, Pos: e.Key.Pos}, severity})
	}
}

func (c *reader) accept(v *fields.Value) {
	items := v.List()
	if v.Kind == fields.Map {
		items = []*fields.Value{v}
	}
	for _, item := range items {
		a := Acceptance{Pos: item.Pos}
		for _, e := range item.Entries {
			i := slices.IndexFunc(acceptTable, func(f acceptField) bool { return f.name == e.Key.Text })
			if i < 0 {
				c.report("unknown-field", e.Key.Pos, fmt.Sprintf("an acceptance has no %s", e.Key.Text),
					"it has "+strings.Join(acceptNames(), ", "))
				continue
			}
			*acceptTable[i].to(&a) = c.text(e.Value)
		}
		_, err := time.Parse(time.DateOnly, a.Until.Value)
		if a.Until.Valid = err == nil; a.missing() == "" {
			c.config.Accept = append(c.config.Accept, a)
			continue
		}
		c.bad(item, "the acceptance has no "+a.missing(), "write `- {rule: gap, at: 7.1.6, reason: …, until: 2027-03-31}`")
	}
}

// missing names the first thing that an acceptance lacks, or is empty.
func (a Acceptance) missing() string {
	switch {
	case !a.Rule.Given():
		return "rule"
	case !a.At.Given():
		return "place: `at` is a document, a clause or a file"
	case !a.Reason.Given():
		return "reason"
	case !a.Until.Valid:
		return "day: `until` is written as YYYY-MM-DD"
	}
	return ""
}
