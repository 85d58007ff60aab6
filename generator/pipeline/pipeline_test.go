package pipeline_test

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	_ "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif" // carries the published schema
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/pipeline"
)

func reporter() pipeline.Reporter {
	return pipeline.Reporter{Path: func(file string) string { return "quality/" + file }, Version: "v1.2.3"}
}

func finding(rule string, severity diag.Severity, message string) diag.Finding {
	return diag.Finding{Rule: rule, Severity: severity, File: "documents/qp-01.md", Pos: diag.Pos{Line: 6, Column: 11, Width: 5}, Message: message}
}

func gitHub(t *testing.T, findings ...diag.Finding) string {
	t.Helper()
	var b strings.Builder
	if err := reporter().GitHub(&b, findings); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// evil is what a document may hold to be obeyed by a runner, a terminal or a viewer.
const evil = "::stop-commands::x\r\n::error::forged%0A::set-env name=A::b\n##[error]x \x1b[31mred\u202e, a:b 100 %"

// TestGitHub is the form of an annotation.
func TestGitHub(t *testing.T) {
	one := finding("unknown-clause", diag.Error, "ISO 9001:2015 has no clause 8.4.9, 100 % sure")
	one.Hint = "did you mean 8.4.3?"
	placeless := finding("front-matter", diag.Error, "m")
	placeless.File, placeless.Pos = "documents/a,b:c 50%.md", diag.Pos{Line: 1, Column: 1}
	for _, tt := range []struct {
		name string
		in   diag.Finding
		want string
	}{
		{"a finding", one, "::error file=quality/documents/qp-01.md,line=6,col=11,endLine=6,endColumn=16,title=unknown-clause::" +
			"ISO 9001:2015 has no clause 8.4.9, 100 %25 sure%0Ahint: did you mean 8.4.3?\n"},
		{"a file name", placeless, "::error file=quality/documents/a%2Cb%3Ac 50%25.md,line=1,col=1,title=front-matter::m\n"},
		{"a warning", finding("gap", diag.Warning, "w"), "::warning file=quality/documents/qp-01.md,line=6,col=11,endLine=6,endColumn=16,title=gap::w\n"},
		{"a note", finding("orphan", diag.Note, "n"), "::notice file=quality/documents/qp-01.md,line=6,col=11,endLine=6,endColumn=16,title=orphan::n\n"},
	} {
		if diff := cmp.Diff(tt.want, gitHub(t, tt.in)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tt.name, diff)
		}
	}
}

// TestGitHubOrder puts errors first, since a host stops showing after some ten of a kind, and tells
// all gaps at once, those that are accepted apart from the others.
func TestGitHubOrder(t *testing.T) {
	gap := func(message string) diag.Finding {
		f := finding("gap", diag.Warning, message)
		f.Hint = "let " + message + " be claimed"
		return f
	}
	got := gitHub(t, finding("orphan", diag.Note, "n"), gap("7.1.6"), finding("bad-value", diag.Error, "e"), gap("8.5.5"), gap("9.1").Accept("until 2027-01-01: later"))
	const at = " file=quality/documents/qp-01.md,line=6,col=11,endLine=6,endColumn=16,title="
	want := "::error" + at + "bad-value::e\n" +
		"::warning" + at + "gap (2 findings)::- 7.1.6%0A- 8.5.5%0Ahint, for the first: let 7.1.6 be claimed\n" +
		"::notice" + at + "orphan::n\n" +
		"::notice" + at + "gap::9.1 (accepted until 2027-01-01: later)%0Ahint: let 9.1 be claimed\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestNothingIsObeyed puts hostile text wherever a finding holds any. What a runner reads has one
// line a finding, and each is the command that we wrote; unescaped, no later line is a command.
func TestNothingIsObeyed(t *testing.T) {
	f := finding("bad-value", diag.Error, evil)
	f.File, f.Hint, f.Subject = evil, evil, evil
	g := f.Accept(evil)
	for _, group := range [][]diag.Finding{{f}, {f, f}, {g}} {
		out := gitHub(t, group...)
		if n := strings.Count(out, "\n"); n != 1 || !strings.HasSuffix(out, "\n") {
			t.Errorf("%d lines: %q", n, out)
		}
		if !strings.HasPrefix(out, "::error file=") && !strings.HasPrefix(out, "::notice file=") || strings.Contains(out, "##[") {
			t.Errorf("another command: %q", out)
		}
		properties, message, _ := strings.Cut(out[2:], "::")
		if strings.Count(properties, "=") < 4 || strings.Count(properties, ",") != 5 {
			t.Errorf("a property was forged: %s", properties)
		}
		shown := strings.NewReplacer("%0A", "\n", "%0D", "\r", "%25", "%").Replace(message)
		for i, line := range strings.Split(shown, "\n") {
			if i > 0 && strings.HasPrefix(strings.TrimSpace(line), "::") {
				t.Errorf("a command on line %d of the message: %q", i, shown)
			}
		}
	}
	for _, write := range []func(*bytes.Buffer) error{
		func(b *bytes.Buffer) error { return reporter().GitHub(b, []diag.Finding{f, g}) },
		func(b *bytes.Buffer) error { return reporter().GitLab(b, []diag.Finding{f, g}) },
		func(b *bytes.Buffer) error { return reporter().SARIF(b, []diag.Finding{f, g}) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		if i := strings.IndexFunc(b.String(), func(r rune) bool {
			return r != '\n' && unicode.IsControl(r) || diag.IsDirectionControl(r)
		}); i >= 0 {
			t.Errorf("an invisible character is written: %q", b.String()[max(0, i-40):i+2])
		}
	}
}

// TestGitLab is the form of the code quality report.
func TestGitLab(t *testing.T) {
	f := finding("unknown-clause", diag.Error, "no <clause>")
	f.Hint = "fix it"
	f.Line = 0
	var b bytes.Buffer
	if err := reporter().GitLab(&b, []diag.Finding{f, finding("gap", diag.Warning, "w"), finding("orphan", diag.Note, "n")}); err != nil {
		t.Fatal(err)
	}
	var got []map[string]any
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	var severities []string
	names := map[any]bool{}
	for _, issue := range got {
		severities = append(severities, issue["severity"].(string))
		names[issue["fingerprint"]] = true
		delete(issue, "fingerprint")
	}
	if diff := cmp.Diff([]string{"critical", "minor", "info"}, severities); diff != "" || len(names) != 3 {
		t.Error(diff, names)
	}
	want := map[string]any{"description": "no <clause>\nhint: fix it", "check_name": "unknown-clause", "severity": "critical",
		"location": map[string]any{"path": "quality/documents/qp-01.md", "lines": map[string]any{"begin": 1.0}}}
	if diff := cmp.Diff(want, got[0]); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	b.Reset()
	if err := reporter().GitLab(&b, nil); err != nil || b.String() != "[]\n" {
		t.Errorf("without findings: %q, %v", b.String(), err)
	}
}

// published is the schema of SARIF 2.1.0 as its committee published it. The library carries it as
// a text for its own use.
func published(t *testing.T) *jsonschema.Schema {
	t.Helper()
	dir, err := exec.Command("go", "list", "-f", "{{.Dir}}", "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif").Output()
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(strings.TrimSpace(string(dir)), "schema.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	text, err := strconv.Unquote(file.Scope.Lookup("schema").Decl.(*ast.ValueSpec).Values[0].(*ast.BasicLit).Value)
	if err != nil || !strings.Contains(text, "docs.oasis-open.org/sarif/sarif/v2.1.0") {
		t.Fatal("this is not the published schema", err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", doc); err != nil {
		t.Fatal(err)
	}
	return c.MustCompile("sarif.json")
}

func sarifOf(t *testing.T, r pipeline.Reporter, findings []diag.Finding) (valid any, run map[string]any) {
	t.Helper()
	var b bytes.Buffer
	if err := r.SARIF(&b, findings); err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(&b)
	if err != nil {
		t.Fatal(err)
	}
	return doc, doc.(map[string]any)["runs"].([]any)[0].(map[string]any)
}

// TestSARIF holds logs against the published schema: that of the example manual, an empty one, and
// one of findings that hold everything a finding can.
func TestSARIF(t *testing.T) {
	schema := published(t)
	result, err := generator.Check(os.DirFS("../../example-manual"), generator.Options{Options: manual.Options{Date: "2026-11-22", Scope: "9001"}})
	if err != nil || len(result.Findings) == 0 {
		t.Fatal(err, len(result.Findings))
	}
	ugly := finding("bad-value", diag.Error, evil)
	ugly.File, ugly.Hint, ugly.Pos = "documents/ü %\\#?[x]: a.md", evil, diag.Pos{}
	for name, findings := range map[string][]diag.Finding{"example": result.Findings, "nothing": nil, "ugly": {ugly, ugly.Accept(evil)}} {
		doc, run := sarifOf(t, reporter(), findings)
		if err := schema.Validate(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if n := len(run["results"].([]any)); n != len(findings) {
			t.Errorf("%s: %d results of %d findings", name, n, len(findings))
		}
	}
	doc, _ := sarifOf(t, reporter(), nil)
	doc.(map[string]any)["version"] = "2.0.0"
	if schema.Validate(doc) == nil {
		t.Error("the schema takes anything")
	}
}

// TestSARIFResult looks at what a host shows of a finding.
func TestSARIFResult(t *testing.T) {
	f := finding("gap", diag.Warning, "message")
	f.File = "documents/größe/a b#1.md"
	_, run := sarifOf(t, reporter(), []diag.Finding{f, f.Accept("until 2027-01-01: later")})
	if run["columnKind"] != "unicodeCodePoints" {
		t.Error(run["columnKind"])
	}
	results := run["results"].([]any)
	first, second := results[0].(map[string]any), results[1].(map[string]any)
	place := first["locations"].([]any)[0].(map[string]any)["physicalLocation"].(map[string]any)
	if uri := place["artifactLocation"].(map[string]any)["uri"]; uri != "quality/documents/gr%C3%B6%C3%9Fe/a%20b%231.md" {
		t.Error(uri)
	}
	rules := run["tool"].(map[string]any)["driver"].(map[string]any)["rules"].([]any)
	index, _ := first["ruleIndex"].(json.Number).Int64()
	if rules[index].(map[string]any)["id"] != "gap" {
		t.Errorf("rule %d is not gap", index)
	}
	if first["suppressions"] != nil || second["level"] != "note" {
		t.Error(first["suppressions"], second["level"])
	}
	why := second["suppressions"].([]any)[0].(map[string]any)
	if diff := cmp.Diff(map[string]any{"kind": "external", "status": "accepted", "justification": "until 2027-01-01: later"}, why); diff != "" {
		t.Error(diff)
	}
}

// TestHelp wants the words of the reference with every rule.
func TestHelp(t *testing.T) {
	_, run := sarifOf(t, reporter(), nil)
	rules := run["tool"].(map[string]any)["driver"].(map[string]any)["rules"].([]any)
	if len(rules) != len(check.Rules()) {
		t.Errorf("%d rules of %d", len(rules), len(check.Rules()))
	}
	for _, rule := range rules {
		help := rule.(map[string]any)["help"].(map[string]any)["markdown"].(string)
		if len(help) < 60 || strings.Contains(help, "```") || strings.Contains(help, "Severity:") || strings.Contains(help, "](#") {
			t.Errorf("%s: %s", rule.(map[string]any)["id"], help)
		}
	}
}
