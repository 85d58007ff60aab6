package generator_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/history"
)

// TestRebuildAfterFileChanges: what a file holds that an approved document shows is looked at anew after
// each edit, against what was committed of it.
func TestRebuildAfterFileChanges(t *testing.T) {
	e := newEditor(t, 1)
	e.must(os.RemoveAll(e.at("documents")))
	e.drafts = map[string]*draft{"documents/1.md": {fields: map[string]string{"id": "QP-1", "title": "Title 1", "revision": "1", "status": "approved",
		"owner": "Manager", "approver": "Director", "approved_date": "2026-01-05", "effective_date": "2026-02-01"}, body: []string{"Text.", "![Plan](plan.svg)"}}}
	e.write("manual.yaml", "title: T\ncompany: C\nedition: 1994\nscope: 9001\nscope_statement: S.\n")
	e.save("documents/1.md")
	e.log = &history.Log{}
	b := &generator.Builder{FS: os.DirFS(e.folder)}
	commit := func() {
		for e.commit() != "commit" {
			e.log = &history.Log{}
		}
	}
	for look, step := range []struct {
		do   func()
		want string // of the finding
	}{
		{func() { e.write("documents/plan.svg", drawing("1")); commit() }, ""},
		{func() { e.write("documents/plan.svg", drawing("2")) }, "and not committed"},
		{func() { e.write("documents/plan.svg", drawing("1")) }, ""},
		{func() { e.write("documents/plan.svg", drawing("3")); commit() }, "in commit"},
		{func() { e.write("documents/plan.svg", drawing("4")) }, "and not committed"},
		{func() { e.write("documents/plan.svg", drawing("3")) }, "in commit"},
		{func() { e.write("documents/plan.svg", drawing("1")); commit() }, ""},
		{func() { e.write("documents/plan.svg", strings.ReplaceAll(drawing("1")+"\n", "\n", "\r\n")) }, "and not committed"},
		{func() { e.write("documents/plan.svg", drawing("1")) }, ""},
		{func() { e.must(os.Remove(e.at("documents/plan.svg"))) }, ""},
		{func() {
			e.write("documents/plan.svg", drawing("5"))
			e.drafts["documents/1.md"].fields["revision"] = "2"
			e.save("documents/1.md")
			commit()
		}, ""},
	} {
		step.do()
		if _, differs := e.compare(b, look); differs != "" {
			t.Fatalf("look %d: %s", look, differs)
		}
		o := e.options
		o.Date, o.History = e.day, e.log
		again, err := b.Check(o, e.now())
		e.must(err)
		at := slices.IndexFunc(again.Findings, func(f diag.Finding) bool { return f.Rule == "revision-not-raised" })
		if at < 0 && step.want != "" || at >= 0 && (step.want == "" || !strings.Contains(again.Findings[at].Message, step.want)) {
			t.Errorf("look %d: %v, want %q", look, again.Findings[max(at, 0)], step.want)
		}
	}
}
