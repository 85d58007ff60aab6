package generator_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/clausebook/clausebook/generator"
)

// TestRebuildOfTheFolderItself holds a rebuild against a build where documents are in the manual's own folder,
// after edits of README pages, of `exclude` and `defaults`, and with the site among them.
func TestRebuildOfTheFolderItself(t *testing.T) {
	e := &editor{Rand: rand.New(rand.NewPCG(1, 1)), T: t, folder: t.TempDir(), day: "2026-11-22"}
	e.options.Drafts = true
	config := func(more string) {
		e.write("manual.yaml", "title: M\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S\ndocuments: .\n"+more)
	}
	text := func(id, title, body string) string {
		return fmt.Sprintf("---\nid: %s\ntitle: %s\nrevision: 1\nstatus: draft\nowner: O\n---\n\n%s\n", id, title, body)
	}
	config("")
	e.write("README.md", "# Welcome\n\nSee [a](a/) and [[Buying]].\n")
	e.write("a/README.md", "# Section A\n\n## Part\n")
	e.write("a/qp-1.md", text("QP-1", "Buying", "[up](../) [part](README.md#part) [b](../b) [[Second]]"))
	e.write("b/qp-2.md", text("QP-2", "Second", "[a](../a/README.md) [[qp-1]]"))
	e.write("b/qp-2.pdf", "x")
	b := &generator.Builder{FS: os.DirFS(e.folder)}
	for n, step := range []func(){
		func() {},
		func() { e.write("a/README.md", "# Section A\n\n## Part\n\nMore, and QP-2.\n") },
		func() {
			e.write("a/README.md", "---\ntitle: First\norder: 2\nnav: One\n---\n\n# First\n\n## Part\n\nMore.\n")
		},
		func() { e.write("b/index.md", "---\norder: 1\n---\n\n# Second section\n\n[x](#top)\n") },
		func() { e.write("a/README.md", "---\ntitle: First\nnav: false\n---\n\n## Part\n") },
		func() { e.write("README.md", "# M\n\n[[Second]] and [b](b/index.md)\n") },
		func() { e.write("b/qp-2.md", text("QP-2", "Other", "[a](../a/) [[qp-1]]")) },
		func() { e.write("a/qp-1.md", text("QP-1", "Buying", "[part](README.md#part) [[Other]]")) },
		func() { e.write("README.md", "# M\n\n[[Other]]\n") },
		func() { config("exclude: [b/index.md]\n") },
		func() { config("exclude: [b/index.md]\ndefaults: [{at: '*.md', distribution: All, type: policy}]\n") },
		func() {
			config("defaults: [{at: a, distribution: All}, {at: a, classification: Open, review_every: 1 year}]\n")
		},
		func() { e.write("public/x.md", "no document") },
		func() { config("output: elsewhere\nexclude: [public]\n") },
		func() { e.write("new/README.md", "# New\n") },
		func() { e.must(os.Remove(e.at("a/README.md"))) },
		func() { e.write("a/qp-1.md", text("QP-1", "Buying", "x")) },
		func() { e.must(os.Remove(e.at("README.md"))) },
	} {
		step()
		valid, differs := e.compare(b, n)
		if differs != "" {
			t.Fatalf("step %d: %s", n, differs)
		}
		t.Logf("step %d: a site is made: %v", n, valid)
	}
}
