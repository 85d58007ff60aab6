package generator_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/schema"
)

// validator compiles a schema with a public validator.
func validator(t *testing.T, s *schema.Schema) *jsonschema.Schema {
	t.Helper()
	var b bytes.Buffer
	if err := diag.WriteJSON(&b, s); err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(&b)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// asEditors reads YAML as editors do: plain 1.10 is a number, and a day is a text.
func asEditors(t *testing.T, text string) any {
	t.Helper()
	var root yaml.Node
	if err := yaml.Unmarshal([]byte(text), &root); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if len(root.Content) == 0 {
		return map[string]any{}
	}
	return editorValue(t, root.Content[0])
}

func editorValue(t *testing.T, n *yaml.Node) any {
	switch n.Kind {
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			list = append(list, editorValue(t, item))
		}
		return list
	case yaml.MappingNode:
		object := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			object[n.Content[i].Value] = editorValue(t, n.Content[i+1])
		}
		return object
	}
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		return n.Value == "true"
	case "!!int", "!!float":
		if _, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return json.Number(strings.TrimLeft(n.Value, "0+"))
		}
	}
	return n.Value
}

// TestSchemaExample holds the example manual against both schemas.
func TestSchemaExample(t *testing.T) {
	settings, front := validator(t, config.Schema(check.Docs())), validator(t, document.Schema())
	fsys := os.DirFS("../example-manual")
	raw, err := fs.ReadFile(fsys, "manual.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := settings.Validate(asEditors(t, string(raw))); err != nil {
		t.Error(err)
	}
	n := 0
	err = fs.WalkDir(fsys, "documents", func(file string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(file) != ".md" {
			return err
		}
		raw, err := fs.ReadFile(fsys, file)
		matter, _, _ := strings.Cut(strings.TrimPrefix(string(raw), "---\n"), "\n---\n")
		if n++; err == nil {
			err = front.Validate(asEditors(t, matter))
		}
		if err != nil {
			t.Errorf("%s: %v", file, err)
		}
		return nil
	})
	if err != nil || n < 50 {
		t.Error(n, err)
	}
}

const plainConfig = "title: Quality manual\ncompany: Northmill\nedition: 2015\nscope: 9001\n"

const plainMatter = "id: QP-1\ntitle: Audits\nrevision: 1.10\nstatus: draft\nowner: Quality Manager\n"

// faults are the rules of reading that the manual and its front matter break.
func faults(t *testing.T, config, matter string) []string {
	t.Helper()
	r, err := generator.Check(fstest.MapFS{
		"manual.yaml":       {Data: []byte(config)},
		"documents/qp-1.md": {Data: []byte("---\n" + matter + "---\n\n## A {#a}\n")},
	}, generator.Options{Options: manual.Options{Date: today}})
	if err != nil {
		t.Fatal(err)
	}
	reading := []string{"missing-field", "bad-value", "unknown-field", "not-approved", "other-standard", "placeholder-value", "missing-justification", "not-arising", "configuration"}
	var found []string
	for _, f := range r.Findings {
		if slices.Contains(reading, f.Rule) {
			found = append(found, fmt.Sprintf("%s: %s", f.Rule, f.Message))
		}
	}
	return found
}

// TestSchemaFrontMatter holds the schema of the front matter against its reader: what one takes, the
// other takes, and what one refuses, the other refuses. A line in the table is put over the same
// field of a plain front matter; `-` leaves that field out.
func TestSchemaFrontMatter(t *testing.T) {
	s := validator(t, document.Schema())
	approved := "status: approved\napprover: MD\napproved_date: 2026-01-01\neffective_date: 2026-02-01"
	table(t, plainMatter, []string{
		"title: Audits", "id: QP 08.04_a-1", "id: 10", "revision: 010", "revision: no", "revision: C", "type: procedure", "type: any other word",
		"status: obsolete", "owner: 4711", "author:", "clauses: 8.4.1", "clauses: [8.4.1#a, 8.6]", "clauses: 10", "clauses: [4.10, 10.1]", "clauses:",
		"clauses: {2015: [8.4.1], 1994: 4.10}", "records: [{name: Reports, clauses: [9.2.2], retention: 3}]", "records: {name: Reports}",
		"records: []", "related: QP-2", "related: [QP-2, 3]", "aliases: [old.html]", "summary: true", "review_date: 2027-01-01", "review_date:",
		"history: [{revision: 1, date: 2024-01-31, author: QM, summary: First}]", "history: {revision: 1}", "supersedes: []", approved,
		"standard: ISO 9001", "standards: [9001, 'ISO 9001:2015']", "norm: 9001", "framework:",
	}, []string{
		"-title", "-id", "-revision", "-status", "-owner", "title:", "owner: ''", "id: -QP", "id: QP/1", "id: [QP-1]", "status: aproved", "status: [draft]",
		"ownr: QM", "approver: [A, B]", "standard: {ISO 9001: [8.4.1]}", "review_date: 05/03/2026", "review_date: 2026-02-30", "clauses: '8.4.1, 8.4.2'", "clauses: 8.4.1#",
		"clauses: {2016: [8.4.1]}", "clauses: [[8.4.1]]", "records: [{form: QF-1}]", "records: [Reports]", "records: [{name: R, clause: 9.2.2}]",
		"history: [First]", "history: [{date: 1.2.2024}]", "history: [{version: 1}]", "title: {a: b}", "related: {a: b}", "status: approved",
		strings.Replace(approved, "approver: MD", "approver:", 1), "id: " + strings.Repeat("x", 121),
	}, func(matter string) ([]string, error) {
		return faults(t, plainConfig, matter), s.Validate(asEditors(t, matter))
	})
}

// TestSchemaConfig does the same with manual.yaml.
func TestSchemaConfig(t *testing.T) {
	s := validator(t, config.Schema(check.Docs()))
	table(t, plainConfig, []string{
		"edition: '1994'", "scope: '9001'", "scope_statement: |\n  Valves.\n", "scope_statement:", "not_applicable: {'8.3': We do not.}", "not_applicable:",
		"not_applicable:\n  8.3: We do not.", "not_arising: {'8.5.3': We hold none.}", "not_arising:\n  8.5.2: No need.", "not_arising:", "output: site", "documents: documents", "base_url: https://quality.northmill.example/manual/",
		"language: en", "language:", "review_every: 24 months", "review_every: 1 year", "edit_url: https://x.example/{path}", "logo: logo.png",
		"rules: {gap: error, orphan: off, raw-html: 'note'}", "rules:", "accept:\n  - {rule: gap, at: 7.1.6, reason: later, until: 2027-03-31}",
		"accept: {rule: gap, at: 10, reason: later, until: 2027-03-31}", "accept: []",
	}, []string{
		"-title", "-company", "-edition", "-scope", "edition: 2016", "edition: ISO 9001:2015", "scope: 9003", "scope: ISO 9002", "titel: Manual",
		"not_arising: ['8.5.3']", "not_arising: {'8.5.3': }", "not_arising: text",
		"not_applicable: ['8.3']", "not_applicable: {'8.3': }", "not_applicable: text", "base_url: www.northmill.example", "review_every: 2y",
		"language: [en]", "rules: {gaps: error}", "rules: {orphan: ignore}", "rules: {front-matter: off}", "rules: [gap]",
		"accept: [{rule: gap, at: 8.5.5, until: 2027-03-31}]", "accept: [{rule: gap, at: 8.5.5, reason: later, until: soon}]",
		"accept: [{rule: gaps, at: 8.5.5, reason: later, until: 2027-03-31}]", "accept: [{rule: gap, at: 7.1.6, reason: r, until: 2027-03-31, who: me}]",
		"title: [a]", "documents: [documents]",
	}, func(config string) ([]string, error) {
		return faults(t, config, plainMatter), s.Validate(asEditors(t, config))
	})
}

func table(t *testing.T, plain string, right, wrong []string, held func(text string) ([]string, error)) {
	t.Helper()
	for i, line := range append(slices.Clone(right), wrong...) {
		text := change(plain, line)
		found, refused := held(text)
		if ok := i < len(right); ok && (refused != nil || len(found) > 0) {
			t.Errorf("%s\nis right; the schema says %v, the reader %v", line, refused, found)
		} else if !ok && (refused == nil || len(found) == 0) {
			t.Errorf("%s\nis wrong; the schema says %v, the reader %v", line, refused, found)
		}
	}
}

// change puts lines in the place of those of the same name.
func change(plain, lines string) string {
	drop, without := strings.CutPrefix(lines, "-")
	kept := ""
	for line := range strings.Lines(plain) {
		name, _, _ := strings.Cut(line, ":")
		replaced := without && name == drop
		for own := range strings.Lines(lines) {
			replaced = replaced || strings.HasPrefix(own, name+":")
		}
		if !replaced {
			kept += line
		}
	}
	if without {
		return kept
	}
	return kept + lines + "\n"
}
