package diag_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/diag"
)

// TestGrouped is what a reader at a terminal sees of many findings.
func TestGrouped(t *testing.T) {
	many := func(n int, rule string, severity diag.Severity, change func(int, *diag.Finding)) []diag.Finding {
		var list []diag.Finding
		for i := range n {
			f := diag.Finding{Rule: rule, Severity: severity, File: "manual.yaml", Pos: diag.Pos{Line: 4, Column: 8}, Message: fmt.Sprintf("m%d", i+1)}
			change(i, &f)
			list = append(list, f)
		}
		return list
	}
	gaps := func(n int) []diag.Finding {
		return many(n, "gap", diag.Warning, func(i int, f *diag.Finding) { f.Subject = fmt.Sprintf("8.%d", i+1) })
	}
	inFiles := func(files int) []diag.Finding {
		return many(12, "bad-value", diag.Error, func(i int, f *diag.Finding) {
			f.File, f.Line = fmt.Sprintf("documents/%d.md", i%files), i+1
		})
	}
	join := func(lists ...[]diag.Finding) (all []diag.Finding) {
		for _, list := range lists {
			all = append(all, list...)
		}
		return all
	}
	one := func(rule string, severity diag.Severity) []diag.Finding {
		return many(1, rule, severity, func(int, *diag.Finding) {})
	}
	for _, tt := range []struct {
		name     string
		findings []diag.Finding
		want     string
	}{
		{"nothing", nil, ""},
		{"ten are listed", gaps(10), strings.Join(lines(10, "manual.yaml:4:8: warning: m%d [gap]"), "")},
		{"eleven are one line", gaps(11), "manual.yaml:4:8: warning: gap: 11 clauses: 8.1, 8.2, 8.3, …; --all lists each\n"},
		{"errors first, groups after what is listed",
			join(one("orphan", diag.Note), gaps(11), one("raw-html", diag.Warning), one("broken-link", diag.Error)),
			"manual.yaml:4:8: error: m1 [broken-link]\nmanual.yaml:4:8: warning: m1 [raw-html]\n" +
				"manual.yaml:4:8: warning: gap: 11 clauses: 8.1, 8.2, 8.3, …; --all lists each\nmanual.yaml:4:8: note: m1 [orphan]\n"},
		{"what is accepted is not in the group", join(gaps(11), many(2, "gap", diag.Note, func(int, *diag.Finding) {})),
			"manual.yaml:4:8: warning: gap: 11 clauses: 8.1, 8.2, 8.3, …; --all lists each\n" +
				"manual.yaml:4:8: note: m1 [gap]\nmanual.yaml:4:8: note: m2 [gap]\n"},
		{"several findings about one clause", many(12, "x", diag.Note, func(i int, f *diag.Finding) { f.Subject = fmt.Sprintf("8.%d", i/6) }),
			"manual.yaml:4:8: note: x: 12 findings about 8.0, 8.1; --all lists each\n"},
		{"subjects that are not clauses", many(11, "x", diag.Note, func(i int, f *diag.Finding) { f.Subject = fmt.Sprintf("QP-%d", i) }),
			"manual.yaml:4:8: note: x: 11 findings about QP-0, QP-1, QP-2, …; --all lists each\n"},
		{"in several files", inFiles(4), "error: bad-value: 12 findings in 4 files, of which the first 3 are\n" +
			"documents/0.md:1:8: error: m1 [bad-value]\ndocuments/1.md:2:8: error: m2 [bad-value]\ndocuments/2.md:3:8: error: m3 [bad-value]\n" +
			"and 9 more of bad-value; --all lists each\n"},
		{"in one file", inFiles(1), "error: bad-value: 12 findings, of which the first 3 are\n" +
			"documents/0.md:1:8: error: m1 [bad-value]\ndocuments/0.md:2:8: error: m2 [bad-value]\ndocuments/0.md:3:8: error: m3 [bad-value]\n" +
			"and 9 more of bad-value; --all lists each\n"},
		{"nothing that a terminal obeys", many(11, "x", diag.Note, func(i int, f *diag.Finding) { f.File, f.Subject = "a\x1b[31m", fmt.Sprintf("\x1b%d", i) }),
			"a\uFFFD[31m:4:8: note: x: 11 findings about \uFFFD0, \uFFFD1, \uFFFD2, …; --all lists each\n"},
		{"nothing that a runner executes", many(11, "x", diag.Note, func(i int, f *diag.Finding) { f.File, f.Subject = "##[error].md", fmt.Sprintf("##[error]%d", i) }),
			"## [error].md:4:8: note: x: 11 findings about ## [error]0, ## [error]1, ## [error]2, …; --all lists each\n"},
	} {
		var out strings.Builder
		p := diag.Printer{Path: func(file string) string { return file }, Lines: func(string) []string { return nil }}
		if err := p.Grouped(&out, tt.findings); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, out.String()); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tt.name, diff)
		}
	}
}

func lines(n int, format string) []string {
	var list []string
	for i := range n {
		list = append(list, fmt.Sprintf(format+"\n", i+1))
	}
	return list
}
