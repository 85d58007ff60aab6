package history

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestMoved: a history goes on where the documents folder or the whole manual was moved, with edits in the same
// commit too.
func TestMoved(t *testing.T) {
	long := func(id, rev string, text ...string) string { return page(id, rev, "approved", text...) }
	for _, c := range []struct {
		name, folder string // of the manual, in the end
		make         func(f *fast)
		want         string
	}{
		{"the documents folder", "", func(f *fast) {
			f.commit("main", "1", "2026-01-05", "One", "M manual.yaml\ndocuments: docs", "M docs/a.md"+long("QP-1", "1"), "M docs/x/b.md"+long("QP-2", "1", "b"), "M docs/p.svg\n1")
			f.commit("main", "2", "2026-01-06", "Two", "M docs/a.md"+long("QP-1", "2"), "M docs/p.svg\n2")
			f.commit("main", "3", "2026-01-07", "Move", "R docs documents", "M manual.yaml\ntitle: T", "M documents/x/b.md"+long("QP-2", "2", "b", "c"))
			f.commit("main", "4", "2026-01-08", "Four", "M documents/a.md"+long("QP-1", "3"))
		}, `
last 2026-01-08 Four
documents/a.md
	2026-01-08 QP-1 rev 3 approved Author: Four
	2026-01-07 QP-1 rev 2 approved Author: Move
	2026-01-06 QP-1 rev 2 approved Author: Two
	2026-01-05 QP-1 rev 1 approved Author: One (new)
documents/x/b.md
	2026-01-07 QP-2 rev 2 approved Author: Move
	2026-01-05 QP-2 rev 1 approved Author: One (new)
files documents/p.svg 2
files manual.yaml 2
`},
		{"the whole manual, down", "quality/", func(f *fast) {
			f.commit("main", "1", "2026-01-05", "One", "M manual.yaml\ntitle: T", "M documents/a.md"+long("QP-1", "1"), "M documents/b.md"+long("QP-2", "1", "b"), "M README.md\nhello")
			f.commit("main", "2", "2026-01-06", "Two", "M documents/a.md"+long("QP-1", "2"), "D documents/b.md")
			f.commit("main", "3", "2026-01-07", "Move", "R documents quality/documents", "R manual.yaml quality/manual.yaml", "M quality/documents/a.md"+long("QP-1", "3", "all new"))
		}, `
last 2026-01-07 Move
documents/a.md
	2026-01-07 QP-1 rev 3 approved Author: Move
	2026-01-06 QP-1 rev 2 approved Author: Two
	2026-01-05 QP-1 rev 1 approved Author: One (new)
gone documents/b.md QP-2 rev 1 approved in Two
files manual.yaml 1
`},
		{"the whole manual, up, and twice", "", func(f *fast) {
			f.commit("main", "1", "2026-01-05", "One", "M old/m/manual.yaml\ntitle: T", "M old/m/documents/a.md"+long("QP-1", "1"))
			f.commit("main", "2", "2026-01-06", "Two", "R old/m new", "M new/documents/a.md"+long("QP-1", "2", "other", "words"))
			f.commit("main", "3", "2026-01-07", "Three", "M new/documents/a.md"+long("QP-1", "3"))
			f.commit("main", "4", "2026-01-08", "Four", "R new/documents documents", "R new/manual.yaml manual.yaml")
		}, `
last 2026-01-08 Four
documents/a.md
	2026-01-08 QP-1 rev 3 approved Author: Four
	2026-01-07 QP-1 rev 3 approved Author: Three
	2026-01-06 QP-1 rev 2 approved Author: Two
	2026-01-05 QP-1 rev 1 approved Author: One (new)
files manual.yaml 1
`},
		{"from the top of the repository", "", func(f *fast) {
			f.commit("main", "1", "2026-01-05", "One", "M a.md"+long("QP-1", "1"), "M x/b.md"+long("QP-2", "1", "b"), "M README.md\nhello", "M x/p.svg\n1")
			f.commit("main", "2", "2026-01-06", "Two", "M manual.yaml\ntitle: T", "R a.md documents/a.md", "R x documents/x")
		}, `
last 2026-01-06 Two
documents/a.md
	2026-01-06 QP-1 rev 1 approved Author: Two
	2026-01-05 QP-1 rev 1 approved Author: One (new)
documents/x/b.md
	2026-01-06 QP-2 rev 1 approved Author: Two
	2026-01-05 QP-2 rev 1 approved Author: One (new)
files documents/x/p.svg 1
files manual.yaml 1
`},
		{"moved and renamed", "", func(f *fast) {
			f.commit("main", "1", "2026-01-05", "One", "M docs/a.md"+long("QP-1", "1"), "M docs/b.md"+long("QP-2", "1", "b"), "M docs/c.md"+long("QP-3", "1", "c"))
			f.commit("main", "2", "2026-01-06", "Move", "R docs/a.md documents/a.md", "R docs/b.md documents/b.md", "D docs/c.md", "M documents/sales/z.md"+long("QP-3", "2", "d"))
		}, `
last 2026-01-06 Move
documents/a.md
	2026-01-06 QP-1 rev 1 approved Author: Move
	2026-01-05 QP-1 rev 1 approved Author: One (new)
documents/b.md
	2026-01-06 QP-2 rev 1 approved Author: Move
	2026-01-05 QP-2 rev 1 approved Author: One (new)
documents/sales/z.md
	2026-01-06 QP-3 rev 2 approved Author: Move
	2026-01-05 QP-3 rev 1 approved Author: One (as documents/c.md) (new)
`},
		{"another document under the same name", "", func(f *fast) {
			f.commit("main", "1", "2026-01-05", "One", "M docs/a.md"+long("QP-1", "1"))
			f.commit("main", "2", "2026-01-06", "Move", "D docs/a.md", "M documents/a.md"+long("QP-9", "1"))
		}, `
last 2026-01-06 Move
documents/a.md
	2026-01-06 QP-9 rev 1 approved Author: Move (new)
gone documents/a.md QP-1 rev 1 approved in Move
`},
		{"not moved", "", func(f *fast) {
			f.commit("main", "1", "2026-01-05", "One", "M README.md\nhello", "M notes/c.md\nx")
			f.commit("main", "2", "2026-01-06", "Two", "D notes/c.md", "M documents/a.md"+long("QP-1", "1"))
		}, `
last 2026-01-06 Two
documents/a.md
	2026-01-06 QP-1 rev 1 approved Author: Two (new)
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, elsewhere := range []int{0, 1200} {
				var f fast
				c.make(&f)
				f.elsewhere(elsewhere)
				dir := f.imported(t)
				lines(t, dir, "checkout", "-q", "-f", "main")
				r, err := Open(t.Context(), dir+"/"+c.folder)
				if err != nil {
					t.Fatal(err)
				}
				l := r.Log(t.Context(), "documents")
				got := told(l)
				for _, file := range []string{"documents/p.svg", "documents/x/p.svg", "manual.yaml"} {
					if n := len(l.Files[file]); n > 0 {
						got += "files " + file + " " + string(rune('0'+n)) + "\n"
					}
				}
				if diff := cmp.Diff(strings.TrimPrefix(c.want, "\n"), got); diff != "" {
					t.Errorf("with %d files elsewhere (-want +got)\n%s", elsewhere, diff)
				}
				if again := r.Log(t.Context(), "documents"); !cmp.Equal(l.Documents, again.Documents, same) {
					t.Errorf("another look: %s", told(again))
				}
			}
		})
	}
}
