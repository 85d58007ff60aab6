package config_test

import (
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/config"
)

// TestPatterns holds the patterns of `exclude` and `defaults` against paths. want is where each path of paths stands:
// x if the pattern covers it.
func TestPatterns(t *testing.T) {
	paths := []string{"docs/a.md", "docs/b/a.md", "docs/b/c/d.md", "docs/_templates/t.md", "docs/b/_templates/t.md", "docs/Größe/x.md", "docs/a.tmp.md", "CLAUDE.md", "docs/CLAUDE.md"}
	for _, c := range []struct{ pattern, want string }{
		{"a.md", "xx......."},
		{"/a.md", "x........"},
		{"./a.md", "xx......."},
		{"docs/a.md", "x........"},
		{"/docs/a.md", "x........"},
		{"b", ".xx.x...."},
		{"b/", ".xx.x...."},
		{"/b/", ".xx.x...."},
		{"b/**", ".xx.x...."},
		{"b/*", ".xx.x...."},
		{"b/*.md", ".x......."},
		{"b/**/*.md", ".xx.x...."},
		{"**/d.md", "..x......"},
		{"a.md/", "........."},
		{"_templates", "...xx...."},
		{"_templates/", "...xx...."},
		{"_templates/**", "...x....."},
		{"**/_templates/**", "...xx...."},
		{"b//c", "..x......"},
		{"b/./c", "..x......"},
		{"CLAUDE.md", ".......xx"},
		{"/CLAUDE.md", ".......xx"},
		{"claude.md", "........."},
		{"größe", "........."},
		{"Größe", ".....x..."},
		{"Gro\u0308ße/**", ".....x..."},
		{"*.tmp.md", "......x.."},
		{"{a,d}.md", "xxx......"},
		{"?.md", "xxxxxx..."},
		{"[ab].md", "xx......."},
		{"*", "xxxxxxxxx"},
		{"**", "xxxxxxxxx"},
		{"docs/**", "xxxxxxx.x"},
		{"doc", "........."},
		{"ocs/a.md", "........."},
	} {
		m := config.Read([]byte(minimal + "documents: docs\nexclude: ['" + c.pattern + "']\n"))
		if len(m.Exclude) != 1 {
			t.Errorf("%s: %s", c.pattern, findings(m.Findings))
			continue
		}
		got := ""
		for _, p := range paths {
			if m.Covers(m.Exclude[0], p) {
				got += "x"
			} else {
				got += "."
			}
		}
		if got != c.want {
			t.Errorf("%s covers %s, expected %s", c.pattern, got, c.want)
		}
	}
}

// TestPatternFaults: a pattern that cannot be meant is an error, and leaves nothing out.
func TestPatternFaults(t *testing.T) {
	for _, c := range []struct{ exclude, want string }{
		{"['!a.md']", "6:11 bad-value: !a.md begins with an exclamation mark; a pattern cannot take back what another one says\n"},
		{"['a/**', '!a/b.md']", "6:19 bad-value: !a/b.md begins with an exclamation mark; a pattern cannot take back what another one says\n"},
		{`['a\b']`, "6:11 bad-value: a\\b contains a backslash\n"},
		{"['[a']", "6:11 bad-value: [a is not a valid pattern\n"},
		{"['{a,b']", "6:11 bad-value: {a,b is not a valid pattern\n"},
		{"['../a']", "6:11 bad-value: ../a is not a valid pattern\n"},
		{"['a/../../b']", "6:11 bad-value: a/../../b is not a valid pattern\n"},
		{"['']", "6:11 bad-value: the pattern is empty\n"},
		{"['/']", "6:11 bad-value: the pattern is empty\n"},
		{"['.']", "6:11 bad-value: the pattern is empty\n"},
		{"['./']", "6:11 bad-value: the pattern is empty\n"},
		{"[null]", "6:11 bad-value: the pattern is empty\n"},
		{"[[a]]", "6:11 bad-value: expected one value\n"},
		{"[{a: b}]", "6:11 bad-value: expected one value\n"},
		{"{a: b}", "6:10 bad-value: expected a list of patterns, not a map\n"},
		{"[]", ""},
		{"", ""},
		{"a", ""},
		{"[3, true]", ""},
		{"[' a ']", ""},
	} {
		m := config.Read([]byte(minimal + "exclude: " + c.exclude + "\n"))
		if got := findings(m.Findings); got != c.want {
			t.Errorf("exclude: %s: %s, expected %s", c.exclude, got, c.want)
		}
		if c.want != "" && m.Excluded("a/b.md") != nil && !strings.Contains(c.exclude, "a/**") {
			t.Errorf("exclude: %s leaves something out", c.exclude)
		}
	}
}

// TestDefaultFaults: nothing is approved by a default, and what cannot be one gives nothing.
func TestDefaultFaults(t *testing.T) {
	const refused = " cannot be given by a default\n"
	for _, c := range []struct{ entry, want string }{
		{"{at: a, owner: X}", ""},
		{"{at: a, status: draft}", ""},
		{"{at: a, review_every: 24 months}", ""},
		{"{at: a, type: checklist, revision: 010, distribution: all, classification: internal}", ""},
		{"{at: a, approver: X}", "7:13 bad-value: approver" + refused},
		{"{at: a, approved_date: 2020-01-01}", "7:13 bad-value: approved_date" + refused},
		{"{at: a, effective_date: 2020-01-01}", "7:13 bad-value: effective_date" + refused},
		{"{at: a, review_date: 2020-01-01}", "7:13 bad-value: review_date" + refused},
		{"{at: a, author: X}", "7:13 bad-value: author" + refused},
		{"{at: a, id: X-1}", "7:13 bad-value: id" + refused},
		{"{at: a, title: X}", "7:13 bad-value: title" + refused},
		{"{at: a, clauses: [8.4.1]}", "7:13 bad-value: clauses" + refused},
		{"{at: a, status: approved}", "7:21 bad-value: a default cannot give the status approved\n"},
		{"{at: a, status: review}", "7:21 bad-value: a default cannot give the status review\n"},
		{"{at: a, status: obsolete}", "7:21 bad-value: a default cannot give the status obsolete\n"},
		{"{at: a, status: Draft}", "7:21 bad-value: a default cannot give the status Draft\n"},
		{"{at: a, owner: TBD}", "7:20 bad-value: TBD is a placeholder, expected the owner\n"},
		{"{at: a, revision: XX}", "7:23 bad-value: XX is a placeholder, expected the revision\n"},
		{"{at: a, review_every: 2y}", "7:27 bad-value: 2y is not a valid duration\n"},
		{"{at: a, owner: [X]}", "7:20 bad-value: expected one value\n"},
		{"{at: a, records: []}", "7:13 unknown-field: a default has no field records\n"},
		{"{at: a, standard: ISO 27001}", "7:13 unknown-field: a default has no field standard\n"},
		{"{at: a, version: 3}", "7:13 unknown-field: a default has no field version\n"},
		{"{owner: X}", "7:5 bad-value: the default does not say for which documents it is\n"},
		{"{at: '', owner: X}", "7:10 bad-value: the pattern is empty\n"},
		{"{at: '!a', owner: X}", "7:10 bad-value: !a begins with an exclamation mark; a pattern cannot take back what another one says\n"},
		{"{at: [a, b], owner: X}", "7:10 bad-value: expected one value\n"},
		{"a", "7:5 bad-value: expected a default as a map\n"},
	} {
		m := config.Read([]byte(minimal + "defaults:\n  - " + c.entry + "\n"))
		if got := findings(m.Findings); got != c.want {
			t.Errorf("%s: %s, expected %s", c.entry, got, c.want)
		}
		for _, d := range m.Defaults {
			if c.want != "" && (d.Owner.Given() || d.Revision.Given() || d.Status.Given() || d.ReviewEvery.Known()) {
				t.Errorf("%s gives %+v", c.entry, d)
			}
		}
	}
}

// TestOwnFields: names of the organization's own fields, which are none that we know.
func TestOwnFields(t *testing.T) {
	for _, c := range []struct{ fields, want string }{
		{"[department, Prozess-Nr, 'cost centre', Größe]", ""},
		{"department", ""},
		{"[owner]", "6:10 bad-value: owner is a field that is understood, expected one of your own\n"},
		{"[Owner]", "6:10 bad-value: Owner is a field that is understood, expected one of your own\n"},
		{"[doc_id]", "6:10 bad-value: doc_id is a field that is understood, expected one of your own\n"},
		{"[version]", "6:10 bad-value: version is a field that is understood, expected one of your own\n"},
		{"[[a]]", "6:10 bad-value: expected one value\n"},
		{"{a: b}", "6:9 bad-value: expected a list of names, not a map\n"},
		{"", ""},
	} {
		m := config.Read([]byte(minimal + "fields: " + c.fields + "\n"))
		if got := findings(m.Findings); got != c.want {
			t.Errorf("fields: %s: %s, expected %s", c.fields, got, c.want)
		}
		if c.want == "" && c.fields != "" && !m.OwnField(strings.Trim(strings.Split(c.fields, ",")[0], "[")) {
			t.Errorf("fields: %s names nothing", c.fields)
		}
	}
}
