package generator_test

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/manual"
)

// TestSuccessionOnPages reads what the pages show of documents that replace each other, of claims that
// are pending, and of forms.
func TestSuccessionOnPages(t *testing.T) {
	const effective = "approver: B\napproved_date: 2026-01-05\neffective_date: 2026-02-01\n"
	fsys := fstest.MapFS{config.File: {Data: []byte("title: M\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: Valves.\nlanguage: LANG\n")}}
	for id, fields := range map[string]string{
		"QP-1": "status: approved\n" + effective + "clauses: [8.6]\n",
		"QP-2": "status: obsolete\nsupersedes: QP-1\n",
		"QP-3": "status: approved\n" + effective + "supersedes: [QP-2]\nclauses: [8.6, 8.7.1#no, 8.2]\nrecords: [{name: Log, form: QF-1, clauses: [8.7.2]}, {name: Tag, form: qf-2.md}, {name: Sheet, form: sheet.txt}]\n",
		"QP-4": "status: approved\n" + effective + "superseded_by: QP-5\n",
		"QP-5": "status: draft\n",
		"QP-6": "status: approved\n" + strings.Replace(effective, "2026-01-05", "2026-12-24", 1) + "clauses: [8.7.2]\n",
		"QP-7": "status: obsolete\n",
		"QP-8": "status: draft\nsupersedes: [QP-7, QP-4]\n",
		"QF-1": "status: obsolete\n",
		"QF-2": "status: approved\n" + effective,
	} {
		fsys["documents/"+strings.ToLower(id)+".md"] = &fstest.MapFile{Data: []byte("---\nid: " + id + "\ntitle: About " + id + "\nrevision: 7." + id[3:] + "\nowner: O\n" + fields + "---\n\nText.\n")}
	}
	fsys["documents/sheet.txt"] = &fstest.MapFile{Data: []byte("x")}
	type shown struct{ page, want, not string }
	for language, tests := range map[string][]shown{
		"en": {
			{"documents/qp-1.html", "SUPERSEDED No longer in force. Replaced by QP-2, QP-3. ", ""},
			{"documents/qp-1.html", "○ 8.6 Release of products and services does not count: replaced by QP-3", "●"},
			{"documents/qp-1.html", "Superseded by QP-2, QP-3", ""},
			{"documents/qp-2.html", "OBSOLETE No longer in force. Replaced by QP-3. ", "QP-8"},
			{"documents/qp-2.html", "Supersedes QP-1", ""},
			{"documents/qp-3.html", "● 8.6 Release of products and services", "SUPERSEDED"},
			{"documents/qp-3.html", "○ 8.7.1 ", ""},
			{"documents/qp-3.html", "○ 8.2 ", ""},
			{"documents/qp-3.html", "Supersedes QP-2", "No longer in force"},
			{"documents/qp-4.html", "Superseded by QP-5 (draft)", "No longer in force"},
			{"documents/qp-4.html", "Approved", "QP-8"},
			{"documents/qp-6.html", "Effective from 24 December 2026 Approved, but not in force until that day.", "●"},
			{"documents/qp-6.html", "◐ 8.7.2 ", "○"},
			{"documents/qp-6.html", "pending: approval dated 24 December 2026", "does not count"},
			{"documents/qp-7.html", "OBSOLETE No longer in force.", "QP-8"},
			{"documents/qf-1.html", "Referred to by", ""},
			{"documents/qf-2.html", "Referred to by", "no other document"},
			{"records.html", "QF-1 rev. 7.1 ✕ Obsolete", ""},
			{"records.html", "QF-2 rev. 7.2 ■ Approved", ""},
			{"records.html", "sheet.txt", "sheet.txt rev."},
			{"documents/index.html", "✕ Superseded", ""},
			{"clauses/8.6.html", "replaced by QP-3", ""},
			{"clauses/8.7.2.html", "approval dated 24 December 2026", ""},
		},
		"de": {
			{"documents/qp-1.html", "ERSETZT", ""},
			{"documents/qp-1.html", "zählt nicht: ersetzt durch QP-3", "●"},
			{"documents/qp-6.html", "in Vorbereitung: Freigabe erst am 24. Dezember 2026", "○"},
			{"records.html", "QF-1 Rev. 7.1 ✕ Ungültig", ""},
		},
	} {
		settings := strings.Replace(string(fsys[config.File].Data), "LANG", language, 1)
		files := fstest.MapFS{}
		for name, f := range fsys {
			files[name] = f
		}
		files[config.File] = &fstest.MapFile{Data: []byte(settings + "rules: {broken-anchor: warning}\n")}
		r, err := generator.Check(files, generator.Options{Options: manual.Options{Date: "2026-11-22"}})
		if err != nil {
			t.Fatal(err)
		}
		if r.Errors() > 0 {
			t.Fatal(r.Findings)
		}
		site := pages(t, r)
		for _, tt := range tests {
			got := mainText(site[tt.page])
			if !strings.Contains(got, tt.want) {
				t.Errorf("%s, %s lacks %q:\n%s", language, tt.page, tt.want, got)
			}
			if tt.not != "" && strings.Contains(got, tt.not) {
				t.Errorf("%s, %s has %q:\n%s", language, tt.page, tt.not, got)
			}
		}
		book, err := excelize.OpenReader(bytes.NewReader(site["coverage.xlsx"]))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := book.GetRows("Records")
		if err != nil {
			t.Fatal(err)
		}
		var forms []string
		for _, row := range rows {
			if len(row) > 5 && row[0] == "QP-3" {
				forms = append(forms, strings.Join(row[3:6], " "))
			}
		}
		if diff := cmp.Diff([]string{"QF-1 7.1 obsolete", "qf-2.md 7.2 approved", "sheet.txt  "}, forms); diff != "" {
			t.Errorf("coverage.xlsx, forms of records (-want +got):\n%s", diff)
		}
		var list struct {
			Documents []struct {
				ID        string
				Effective bool
			}
		}
		if err := json.Unmarshal(site["documents.json"], &list); err != nil {
			t.Fatal(err)
		}
		for _, d := range list.Documents {
			if want := d.ID == "QP-3" || d.ID == "QP-4" || d.ID == "QF-2"; d.Effective != want {
				t.Errorf("documents.json: %s is effective: %v", d.ID, d.Effective)
			}
		}
	}
}

var (
	tag    = regexp.MustCompile(`<[^>]*>`)
	blanks = regexp.MustCompile(`[\s\x{a0}]+`)
	comma  = regexp.MustCompile(` ([,.;])`)
)

// mainText is the text of a page's main part and banner, each run of blanks as one.
func mainText(page []byte) string {
	text := string(page)
	for _, begin := range []string{`<section class="banner`, "<main"} {
		if at := strings.Index(text, begin); at >= 0 {
			text = text[at:]
			break
		}
	}
	if at := strings.Index(text, "</main"); at >= 0 {
		text = text[:at]
	}
	return comma.ReplaceAllString(blanks.ReplaceAllString(tag.ReplaceAllString(text, " "), " "), "$1")
}
