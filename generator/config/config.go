// Package config reads manual.yaml, the configuration of a manual, and describes it as a JSON Schema.
//
// The keys come from one table in schema.go, for reading and for the schema.
package config

import (
	"errors"
	"fmt"
	"hash/maphash"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/rootfs"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/standardname"
	"github.com/clausebook/clausebook/generator/yaml"
)

// File is the name of the configuration in a manual's folder.
const File = "manual.yaml"

// Config holds the values of manual.yaml as written. It does not change after Read.
type Config struct {
	Title, Company, Edition, Scope, ScopeStatement document.Text
	Logo, Documents, Output, BaseURL, Language     document.Text
	EditURL, ChangeURL                             document.Text
	NextEdition                                    document.Text // to prepare for
	TransitionEnd                                  document.Date // the organization's own day
	Accent                                         Accent
	ReviewEvery                                    Interval
	AuditEvery                                     Interval
	Audits                                         []Audit
	Approvers                                      []document.Text // files of public keys
	ApproverKeys                                   []ApproverKey
	MinimumApproval                                document.Text // "", recorded or verified
	NotApplicable                                  []Declaration
	NotArising                                     []NotArising
	External                                       []ExternalDocument
	ExternalFile                                   document.Text // with the external documents, in place of External
	Rules                                          []RuleSetting
	Accept                                         []Acceptance
	Exclude                                        []Pattern
	Defaults                                       []Default
	Fields                                         []document.Text // of the organization's own
	Internal                                       []document.Text // classifications of documents that a pack leaves out
	// Readable reports whether the file is valid YAML. If not, no field is known.
	Readable bool
	Findings []diag.Finding
	// Sum is a hash of the file's bytes; sums of different runs of the program cannot be compared.
	// It is 0 if the file was not read.
	Sum uint64
}

// Declaration declares a clause and all below it not applicable.
type Declaration struct {
	Clause        string
	Justification string // Markdown, in the organization's own words
	Pos           diag.Pos
}

// NotArising declares that a conditional item of documented information is not required, because its
// condition does not arise.
type NotArising struct {
	Case   string // as standard.Information names it, such as 8.5.3
	Reason string // in the organization's own words
	Pos    diag.Pos
}

// RuleSetting changes the severity of a rule.
type RuleSetting struct {
	Rule     document.Text
	Severity document.Text
}

// Acceptance accepts one finding in one place until a date.
type Acceptance struct {
	Rule, At, Reason document.Text
	Until            document.Date
	Pos              diag.Pos
}

// Names returns the known keys in the order in which they are documented.
func Names() []string {
	var names []string
	for _, f := range table {
		names = append(names, f.name)
	}
	return names
}

// ErrNoManual means that a folder has no manual.yaml.
var ErrNoManual = errors.New("no " + File)

// Open reads manual.yaml in the folder of a manual. Errors are ErrNoManual and those of the disk: if manual.yaml
// is a symbolic link or not a regular file, that is a finding, and no field is known.
func Open(fsys fs.FS) (*Config, error) {
	raw, err := rootfs.ReadFile(fsys, File, diag.MaxSourceSize)
	if errors.Is(err, rootfs.ErrNotRegular) {
		c := &Config{Findings: []diag.Finding{{Rule: "unsafe-file", File: File, Pos: diag.Pos{Line: 1, Column: 1},
			Message: "this is a symbolic link or not a regular file; it is not read", Hint: "put the file itself here"}}}
		c.setDefaults()
		return c, nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNoManual
	}
	if err != nil {
		return nil, err
	}
	c := Read(raw)
	c.spellDocuments(fsys)
	return c, nil
}

// Read reads the bytes of manual.yaml. It never fails; faults are in Findings.
func Read(raw []byte) *Config {
	c := &Config{Sum: sum(raw)}
	src, findings := diag.ReadSource(File, raw)
	root, more := yaml.Parse(src, 1, src.LineCount()+1, "configuration")
	c.Findings = append(findings, more...)
	if c.Readable = root != nil; root != nil {
		(&reader{c}).read(root)
	}
	c.setDefaults()
	return c
}

var seed = maphash.MakeSeed()

func sum(raw []byte) uint64 { return maphash.Bytes(seed, raw) }

// IsFrom reports whether the configuration was read from these bytes.
func (c *Config) IsFrom(raw []byte) bool { return c.Sum == sum(raw) }

func (c *Config) setDefaults() {
	for text, value := range map[*document.Text]string{&c.Documents: "documents", &c.Output: "public", &c.Language: "en"} {
		if !text.Given() {
			text.Value = value
		}
	}
}

// reader fills a Config from YAML.
type reader struct{ config *Config }

func (r *reader) read(root *yaml.Value) {
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
	r.checkNextEdition()
	for _, f := range []struct {
		name  string
		value document.Text
		hint  string
	}{
		{"title", c.Title, "add `title: Quality manual`"},
		{"company", c.Company, "add `company:` with the name of the organization"},
		{"edition", c.Edition, "add `edition:` with one of " + strings.Join(standardname.Years(), ", ")},
		{"scope", c.Scope, "add `scope: 9001`, or `scope: 9002` for production without design"},
	} {
		if !f.value.Given() && !r.reported(f.value.Pos) {
			r.report("missing-field", Place(f.value.Pos), fmt.Sprintf("%s has no %s", File, f.name), f.hint)
		}
	}
}

// reported reports whether there is already a finding at a position.
func (r *reader) reported(pos diag.Pos) bool {
	return pos.Line > 0 && slices.ContainsFunc(r.config.Findings, func(f diag.Finding) bool { return f.Pos == pos })
}

// Place returns the position of a value, or the top of the file if the value is missing.
func Place(pos diag.Pos) diag.Pos {
	if pos.Line == 0 {
		return diag.Pos{Line: 1, Column: 1}
	}
	return pos
}

func (r *reader) report(rule string, pos diag.Pos, message, hint string) {
	r.config.Findings = append(r.config.Findings,
		diag.Finding{Rule: rule, File: File, Pos: pos, Message: message, Hint: hint})
}

func (r *reader) bad(v *yaml.Value, message, hint string) {
	r.report("bad-value", v.Pos, message, hint)
}

func (r *reader) text(v *yaml.Value) document.Text {
	if v.Kind == yaml.List || v.Kind == yaml.Map {
		r.bad(v, "expected one value", "")
		return document.Text{Pos: v.Pos}
	}
	return document.Text{Value: v.Text, Pos: v.Pos}
}

func (r *reader) edition(v *yaml.Value) {
	t := r.text(v)
	r.config.Edition = t
	if !t.Given() || standard.Load(t.Value) != nil {
		return
	}
	hint := standard.Explain(t.Value)
	if hint == "" {
		hint = "expected one of " + strings.Join(standardname.Years(), ", ")
	}
	r.bad(v, fmt.Sprintf("%s is not an edition", t.Value), hint)
}

func (r *reader) scope(v *yaml.Value) {
	t := r.text(v)
	r.config.Scope = t
	if !t.Given() || t.Value == "9001" || t.Value == "9002" {
		return
	}
	hint := standard.Explain(t.Value)
	if hint == "" {
		hint = "expected 9001, the whole standard, or 9002, production without design"
	}
	r.bad(v, fmt.Sprintf("%s is not a scope", t.Value), hint)
}

func (r *reader) notApplicable(v *yaml.Value) {
	if v.Kind != yaml.Map && v.Kind != yaml.Empty {
		r.bad(v, "expected a map from clause to justification", "write `\"8.3\": why it does not apply`")
		return
	}
	for _, e := range v.Entries {
		r.config.NotApplicable = append(r.config.NotApplicable,
			Declaration{e.Key.Text, r.text(e.Value).Value, e.Key.Pos})
	}
}

func (r *reader) notArising(v *yaml.Value) {
	if v.Kind != yaml.Map && v.Kind != yaml.Empty {
		r.bad(v, "expected a map from clause to reason", "write `\"8.5.3\": why the case does not arise`")
		return
	}
	for _, e := range v.Entries {
		r.config.NotArising = append(r.config.NotArising, NotArising{e.Key.Text, r.text(e.Value).Value, e.Key.Pos})
	}
}

// folder reads the path of the documents folder, which is the manual's folder or below it.
func (r *reader) folder(v *yaml.Value) {
	t := r.text(v)
	if t.Given() {
		written := t.Value
		if t.Value = path.Clean(written); !fs.ValidPath(t.Value) || strings.Contains(t.Value, `\`) {
			r.bad(v, fmt.Sprintf("%s is not a folder inside the manual", written), "write its path from the manual's folder, such as `documents`, or `.` for that folder")
			t.Value = ""
		}
	}
	r.config.Documents = t
}

var webAddress = regexp.MustCompile(`^https?://[^/\s?#]+(/[^\s?#]*)?$`)

func (r *reader) baseURL(v *yaml.Value) {
	t := r.text(v)
	if t.Given() && !webAddress.MatchString(t.Value) {
		r.bad(v, fmt.Sprintf("%s is not a web address", t.Value), "write it as https://host/path/")
		t.Value = ""
	}
	r.config.BaseURL = t
}

func (r *reader) rules(v *yaml.Value) {
	if v.Kind != yaml.Map && v.Kind != yaml.Empty {
		r.bad(v, "expected a map from rule to severity", "write `gap: error` in a line of its own")
		return
	}
	for _, e := range v.Entries {
		severity := r.text(e.Value)
		if _, ok := diag.ParseSeverity(severity.Value); !ok {
			r.bad(e.Value, fmt.Sprintf("%q is not a severity", severity.Value), "expected error, warning, note or off; quote \"off\" if an editor objects")
			continue
		}
		r.config.Rules = append(r.config.Rules, RuleSetting{document.Text{Value: e.Key.Text, Pos: e.Key.Pos}, severity})
	}
}

func (r *reader) accept(v *yaml.Value) {
	items := v.List()
	if v.Kind == yaml.Map {
		items = []*yaml.Value{v}
	}
	for _, item := range items {
		a := Acceptance{Pos: item.Pos}
		for _, e := range item.Entries {
			i := slices.IndexFunc(acceptTable, func(f acceptField) bool { return f.name == e.Key.Text })
			if i < 0 {
				r.report("unknown-field", e.Key.Pos, fmt.Sprintf("an acceptance has no field %s", e.Key.Text),
					"it has "+strings.Join(acceptNames(), ", "))
				continue
			}
			*acceptTable[i].to(&a) = r.text(e.Value)
		}
		_, err := time.Parse(time.DateOnly, a.Until.Value)
		if a.Until.Valid = err == nil; a.missing() == "" {
			r.config.Accept = append(r.config.Accept, a)
			continue
		}
		r.bad(item, "the acceptance has no "+a.missing(), "write `- {rule: gap, at: 7.1.6, reason: …, until: 2027-03-31}`")
	}
}

// missing describes the first missing or invalid field of an acceptance, or returns "".
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
