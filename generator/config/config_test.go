package config_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
)

// minimal is a manual.yaml without findings.
const minimal = "title: M\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S\n"

func findings(list []diag.Finding) string {
	var b strings.Builder
	for _, f := range list {
		fmt.Fprintf(&b, "%d:%d %s: %s\n", f.Line, f.Column, f.Rule, f.Message)
	}
	return b.String()
}

// TestConfig reads every key, with its place.
func TestConfig(t *testing.T) {
	c := config.Read([]byte(`title: Quality manual
company: "Acme & Sons"
edition: 2015
scope: 9002
scope_statement: |
  Machining of *parts*.
not_applicable:
  8.3: We build to drawing.
  "4.10": x
  7.1.5.2:
logo: brand/logo.svg
documents: docs
output: site
base_url: https://example.com/quality/
language: en
review_every: 24 months
edit_url: https://git.example.com/edit/{path}
rules: {gap: error, orphan: "off", raw-html: off}
accept:
  - {rule: gap, at: 7.1.6, reason: "until the audit", until: 2027-03-31}
`))
	if got := findings(c.Findings); got != "" || !c.Readable {
		t.Fatalf("findings: %s", got)
	}
	texts := []struct {
		name string
		got  document.Text
		want string
	}{
		{"title", c.Title, "Quality manual 1:8"}, {"company", c.Company, "Acme & Sons 2:10"}, {"edition", c.Edition, "2015 3:10"},
		{"scope", c.Scope, "9002 4:8"}, {"scope_statement", c.ScopeStatement, "Machining of *parts*. 5:18"}, {"logo", c.Logo, "brand/logo.svg 11:7"},
		{"documents", c.Documents, "docs 12:12"}, {"output", c.Output, "site 13:9"}, {"base_url", c.BaseURL, "https://example.com/quality/ 14:11"},
		{"language", c.Language, "en 15:11"}, {"review_every", c.ReviewEvery.Text, "24 months 16:15"}, {"edit_url", c.EditURL, "https://git.example.com/edit/{path} 17:11"},
	}
	for _, tt := range texts {
		if got := fmt.Sprintf("%s %d:%d", tt.got.Value, tt.got.Pos.Line, tt.got.Pos.Column); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	var declared []string
	for _, d := range c.NotApplicable {
		declared = append(declared, fmt.Sprintf("%s %q %d:%d", d.Clause, d.Justification, d.Pos.Line, d.Pos.Column))
	}
	if diff := cmp.Diff([]string{`8.3 "We build to drawing." 8:3`, `4.10 "x" 9:3`, `7.1.5.2 "" 10:3`}, declared); diff != "" {
		t.Errorf("not_applicable (-want +got)\n%s", diff)
	}
	var rules []string
	for _, r := range c.Rules {
		rules = append(rules, r.Rule.Value+" "+r.Severity.Value)
	}
	if diff := cmp.Diff([]string{"gap error", "orphan off", "raw-html off"}, rules); diff != "" {
		t.Errorf("rules (-want +got)\n%s", diff)
	}
	if a := c.Accept; len(a) != 1 || a[0].Rule.Value != "gap" || a[0].At.Value != "7.1.6" || a[0].Reason.Value != "until the audit" || a[0].Until.Value != "2027-03-31" {
		t.Errorf("accept %+v", a)
	}
}

// TestConfigDefaults are those of the reference.
func TestConfigDefaults(t *testing.T) {
	for _, text := range []string{minimal, minimal + "documents:\noutput: ~\nlanguage: \"\"\n"} {
		c := config.Read([]byte(text))
		if c.Documents.Value != "documents" || c.Output.Value != "public" || c.Language.Value != "en" || c.ReviewEvery.Known() || len(c.Findings) > 0 {
			t.Errorf("%q: %+v", text, c)
		}
	}
}

// TestConfigFaults is about what may be wrong in manual.yaml, and where that is said.
func TestConfigFaults(t *testing.T) {
	with := func(lines string) string { return minimal + lines }
	without := func(key string) string {
		lines := strings.Split(minimal, "\n")
		return strings.Join(slices.DeleteFunc(lines, func(l string) bool { return strings.HasPrefix(l, key+":") }), "\n")
	}
	change := func(old, new string) string { return strings.Replace(minimal, old, new, 1) }
	tests := []struct{ name, text, want string }{
		{"nothing wrong", minimal, ""},
		{"empty", "", "1:1 missing-field: manual.yaml has no title\n1:1 missing-field: manual.yaml has no company\n1:1 missing-field: manual.yaml has no edition\n1:1 missing-field: manual.yaml has no scope\n"},
		{"no title", without("title"), "1:1 missing-field: manual.yaml has no title\n"},
		{"no company", without("company"), "1:1 missing-field: manual.yaml has no company\n"},
		{"no edition", without("edition"), "1:1 missing-field: manual.yaml has no edition\n"},
		{"no scope", without("scope"), "1:1 missing-field: manual.yaml has no scope\n"},
		{"a scope that is a list is not missing too", change("9001", "[9001, 9002]"), "4:8 bad-value: expected one value\n"},
		{"an empty scope", change("9001", ""), "4:7 missing-field: manual.yaml has no scope\n"},
		{"an unknown edition", change("2015", "2010"), "3:10 bad-value: 2010 is not an edition\n"},
		{"an edition by its name", change("2015", `"ISO 9001:2015"`), "3:10 bad-value: ISO 9001:2015 is not an edition\n"},
		{"an unknown scope", change("9001", "9003"), "4:8 bad-value: 9003 is not a scope\n"},
		{"ISO 9002 without a year", change("9001", "ISO 9002"), "4:8 bad-value: ISO 9002 is not a scope\n"},
		{"ISO/TS 9002", change("9001", "ISO/TS 9002:2016"), "4:8 bad-value: ISO/TS 9002:2016 is not a scope\n"},
		{"a number that looks like one", change("9001", "09001"), "4:8 bad-value: 09001 is not a scope\n"},
		{"an unknown key", with("titel: x\n"), "6:1 unknown-field: no key is called titel\n"},
		{"a key in capitals", with("Logo: x\n"), "6:1 unknown-field: no key is called Logo\n"},
		{"a doubled key", with("title: x\n"), "6:1 configuration: field title appears twice; the first is on line 1\n"},
		{"an anchor", with("logo: &x y\n"), "6:7 configuration: anchor &x is not allowed here\n"},
		{"a list for a text", with("logo: [a, b]\n"), "6:7 bad-value: expected one value\n"},
		{"a folder outside", with("documents: ../docs\n"), "6:12 bad-value: ../docs is not a folder inside the manual\n"},
		{"a folder from the root", with("documents: /docs\n"), "6:12 bad-value: /docs is not a folder inside the manual\n"},
		{"the folder itself", with("documents: .\n"), ""},
		{"the folder itself, otherwise", with("documents: ././\n"), ""},
		{"an address of another kind", with("base_url: ftp://x.y\n"), "6:11 bad-value: ftp://x.y is not a web address\n"},
		{"an address without a scheme", with("base_url: example.com\n"), "6:11 bad-value: example.com is not a web address\n"},
		{"an address with a query", with("base_url: https://x.y/?a\n"), "6:11 bad-value: https://x.y/?a is not a web address\n"},
		{"a length of time", with("review_every: two years\n"), "6:15 bad-value: two years is not a valid duration\n"},
		{"no length of time", with("review_every: 0 months\n"), "6:15 bad-value: 0 months is not a valid duration\n"},
		{"justifications as a list", with("not_applicable: [8.3]\n"), "6:17 bad-value: expected a map from clause to justification\n"},
		{"a justification as a list", with("not_applicable: {8.3: [a]}\n"), "6:23 bad-value: expected one value\n"},
		{"a declaration twice", with("not_applicable: {8.3: a, \"8.3\": b}\n"), "6:26 configuration: field 8.3 appears twice; the first is on line 6\n"},
		{"a pattern with braces", with("exclude: [\"*.{tmp,bak}\", \"{a,b}/{c,d,e}/*\"]\n"), ""},
		{"a pattern that takes years to match", with("exclude: [\"" + strings.Repeat("{a,b,*}", 20) + "\"]\n"), "6:11 bad-value: the pattern has more than 1000 alternatives in braces\n"},
		{"the same in defaults", with("defaults: [{at: \"" + strings.Repeat("{**/,a}", 30) + "\", owner: Buyer}]\n"), "6:17 bad-value: the pattern has more than 1000 alternatives in braces\n"},
		{"braces in braces", with("exclude: [\"" + strings.Repeat("{a,", 500) + strings.Repeat("}", 500) + "\"]\n"), "6:11 bad-value: the pattern has more than 1000 alternatives in braces\n"},
		{"rules as a list", with("rules: [gap]\n"), "6:8 bad-value: expected a map from rule to severity\n"},
		{"an unknown severity", with("rules: {gap: fatal}\n"), "6:14 bad-value: \"fatal\" is not a severity\n"},
		{"an acceptance without a reason", with("accept: [{rule: gap, at: 8.6, until: 2027-01-01}]\n"), "6:10 bad-value: the acceptance has no reason\n"},
		{"an acceptance without a day", with("accept: [{rule: gap, at: 8.6, reason: x}]\n"), "6:10 bad-value: the acceptance has no day: `until` is written as YYYY-MM-DD\n"},
		{"an acceptance until no day", with("accept: [{rule: gap, at: 8.6, reason: x, until: 31/03/2027}]\n"), "6:10 bad-value: the acceptance has no day: `until` is written as YYYY-MM-DD\n"},
		{"an acceptance with another field", with("accept: [{rule: gap, at: 8.6, reason: x, until: 2027-01-01, by: me}]\n"), "6:61 unknown-field: an acceptance has no field by\n"},
		{"an acceptance as a text", with("accept: gap\n"), "6:9 bad-value: the acceptance has no rule\n"},
		{"no YAML", "title: \"x\n", "1:8 configuration: the quotation mark that opens here is not closed\n"},
		{"a list", "- a\n", "1:1 configuration: expected `field: value` lines\n"},
		{"a cut value", with("logo: a #b\n"), "6:9 cut-value: YAML treats ` #b` as a comment and cuts it off; the value is `a`\n"},
		{"a byte-order mark", "\ufeff" + minimal, "1:1 byte-order-mark: the file begins with a byte-order mark; it is skipped\n"},
		{"a control character", with("logo: a\x1bb\n"), "6:8 control-character: control character U+001B; it is shown as \uFFFD\n"},
		{"a first line of dashes", "---\n" + minimal, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := config.Read([]byte(tt.text))
			if diff := cmp.Diff(tt.want, findings(c.Findings)); diff != "" {
				t.Errorf("%s(-want +got)\n%s", tt.text, diff)
			}
			for _, f := range c.Findings {
				if f.File != config.File {
					t.Errorf("%s stands in %q", f.Message, f.File)
				}
			}
		})
	}
}

// TestAcceptMap: one acceptance without a list around it is taken, or reported, never dropped.
func TestAcceptMap(t *testing.T) {
	c := config.Read([]byte(minimal + "accept: {rule: gap, at: 8.6, reason: x, until: 2027-01-01}\n"))
	if len(c.Accept) == 0 && len(c.Findings) == 0 {
		t.Error("the acceptance is dropped without a word")
	}
}

// TestExplained: what a full name means is explained, never accepted silently.
func TestExplained(t *testing.T) {
	for word, want := range map[string]string{"ISO 9002": "two things", "iso9002": "two things", "ISO/TS 9002:2016": "guidance", "ISO 9001:2015": "`edition: 2015`",
		"ISO 9002:1994": "`scope: 9002`", "ISO 9003": "ended in 2000", "quality": "expected 9001"} {
		c := config.Read([]byte(strings.Replace(minimal, "9001", word, 1)))
		if len(c.Findings) != 1 || !strings.Contains(c.Findings[0].Hint, want) {
			t.Errorf("scope %q: %+v", word, c.Findings)
		}
	}
}

// FuzzRead: any text makes a configuration or a finding, with places in the file.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{minimal, "", "---\n" + minimal, "\ufeff", "\xff", "not_applicable: {8.3: x, 8.3: y}", "accept:\n- {rule: gap}\n-\n- x", "rules: {a: b}",
		"review_every: 9999 years", "documents: ../..", "base_url: http://[", "[[[[", "{a: {a: ", "a: &x\nb: *x", "edition: !!str 2015", "scope: |\n 9001\n", "logo: \"\\0\"", "title: a #b\n\tc", "- \n0", "---"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		c := config.Read(raw)
		if !c.Readable && len(c.Findings) == 0 {
			t.Error("not readable, and nobody is told")
		}
		lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(raw)), "\n")
		for _, finding := range c.Findings {
			if finding.Line < 1 || finding.Line > len(lines) || finding.Column < 1 || finding.Width < 0 || finding.Message == "" {
				t.Errorf("%q: %s", raw, findings(c.Findings))
			}
		}
		for _, a := range c.Accept {
			if !a.Until.Valid || a.Reason.Value == "" {
				t.Errorf("%q: an acceptance without an end or a reason: %+v", raw, a)
			}
		}
		if day := c.ReviewEvery.After("2026-11-22"); c.ReviewEvery.Known() && day == "" {
			t.Errorf("%q: a review that is never due", raw)
		}
	})
}
