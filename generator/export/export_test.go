package export_test

import (
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/manual"
)

const today = "2026-11-22"

// hostile is a manual whose texts are what spreadsheets and calendars trip over.
const hostile = `---
id: QP-01
title: "=HYPERLINK(\"http://evil.example\",\"x\"); a, b \\ c"
type: "@SUM(1)"
revision: 1.10
status: approved
owner: "+49 170 000"
approver: "-1+2"
approved_date: 2026-01-05
effective_date: 2026-02-01
review_date: 2027-01-15
clauses: ["4.10", "4.10.1"]
records:
  - {name: "=1+1", retention: "007", location: _x0041_ & <b>, clauses: ["4.10.1"]}
---

Text.
`

// counted reads and counts a manual of 1994, the one that has a clause 4.10.
func counted(t *testing.T, documents map[string]string) *coverage.Report {
	t.Helper()
	files := fstest.MapFS{"manual.yaml": {Data: []byte("title: Manual\ncompany: Kranich & Söhne; Hof, GmbH\nedition: 1994\nscope: 9001\nscope_statement: S.\n" +
		"review_every: 1 year\nrules: {gap: off}\nexternal: [{number: \"4.10\", name: \"=2+2\", edition: 1.10, documents: [QP-01]}]\n")}}
	for name, text := range documents {
		files["documents/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	r, err := generator.Check(files, generator.Options{Options: manual.Options{Date: today}})
	if err != nil {
		t.Fatal(err)
	}
	return r.Matrix
}
