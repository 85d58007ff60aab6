package export_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/manual"
)

// TestWorkbookInformation shows what provides an item, what is missing, and why a case does not arise.
func TestWorkbookInformation(t *testing.T) {
	files := fstest.MapFS{
		"manual.yaml": {Data: []byte("title: Manual\ncompany: C\nedition: 2008\nscope: 9001\nscope_statement: S.\nnot_arising: {7.6#basis: '=All is traceable'}\n")},
		"documents/1.md": {Data: []byte("---\nid: QM-1\ntitle: T\nrevision: 1\nstatus: approved\nowner: O\napprover: A\napproved_date: 2026-01-01\neffective_date: 2026-01-01\n" +
			"clauses: [4.2.2]\nrecords: [{name: Minutes, clauses: [5.6.1]}]\n---\n\nText.\n")},
	}
	r, err := generator.Check(files, generator.Options{Options: manual.Options{Date: today}})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := open(t, workbook(t, r.Matrix)).GetRows("Documented information")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for _, row := range rows {
		if len(row) > 3 {
			got[row[0]+" "+row[2]] = append([]string{row[1]}, row[3:]...)
		}
	}
	for item, want := range map[string][]string{
		"Clause What":              {"Title", "Kind", "Basis", "Demanded", "Answered", "By", "Does not arise", "Page"},
		"4.2.2 Quality manual":     {"Quality manual", "document", "explicit", "yes", "yes", "QM-1", "", "clauses/4.2.2.html"},
		"5.6.1 Management reviews": {"Management review: General", "record", "explicit", "yes", "yes", "QM-1: Minutes", "", "clauses/5.6.1.html"},
		"7.5.4 Report on lost, damaged or unsuitable customer property":                       {"Customer property", "record", "conditional", "yes", "no", "", "", "clauses/7.5.4.html"},
		"7.6 Basis used for calibration or verification where no measurement standard exists": {"Control of monitoring and measuring equipment", "record", "conditional", "yes", "no", "", "=All is traceable", "clauses/7.6.html"},
	} {
		if diff := cmp.Diff(want, got[item]); diff != "" {
			t.Errorf("%s (-want +got)\n%s", item, diff)
		}
	}
}
