package generator_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/manual"
)

// BenchmarkRevisions makes the revision pages of 1,000 documents with 3 revisions. The aim is 3 s of processor time.
func BenchmarkRevisions(b *testing.B) {
	p := past{b, b.TempDir()}
	names, err := filepath.Glob("../example-manual/documents/purchasing/qp-08-04*.md")
	p.must(err)
	source, err := os.ReadFile(names[0])
	p.must(err)
	_, body, _ := strings.Cut(strings.TrimPrefix(string(source), "---"), "\n---\n")
	p.git("2024-01-01", "A", "init", "-q", "-b", "main")
	for revision := 1; revision <= 3; revision++ {
		files := map[string]string{"manual.yaml": "title: T\ncompany: C\nedition: 2015\nscope: 9001\n"}
		for n := range 1000 {
			text := strings.NewReplacer("Purchasing Manager", fmt.Sprintf("Manager %d", revision), "10 working days", fmt.Sprintf("%d working days", 10+revision)).Replace(body)
			files[fmt.Sprintf("documents/d%04d.md", n)] = fmt.Sprintf("---\nid: QP-%04d\ntitle: T %d\nrevision: %d\nstatus: approved\nowner: O\napprover: A\napproved_date: 202%d-02-01\neffective_date: 202%d-02-02\n---\n%s",
				n, n, revision, 3+revision, 3+revision, text)
		}
		p.commit(fmt.Sprintf("202%d-02-01", 3+revision), "A", "Revision", files)
	}
	o := generator.Options{Options: manual.Options{Date: today, Drafts: true, History: history.Read(b.Context(), p.dir, "documents")}}
	r, err := generator.Check(os.DirFS(p.dir), o)
	p.must(err)
	for b.Loop() {
		n := 0
		for _, f := range r.Files() {
			if strings.HasPrefix(f.Path, "revisions/") {
				n++
				p.must(f.Write(io.Discard))
			}
		}
		if n != 1000 {
			b.Fatalf("%d pages", n)
		}
	}
}
