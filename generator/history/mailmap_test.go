package history

import (
	"strings"
	"testing"
)

// TestMailmap holds what is read of a .mailmap against git.
func TestMailmap(t *testing.T) {
	const text = `# a comment
Ann Miller <ann@a.example>
<new@a.example> <old@a.example>
Bob Smith <bob@b.example> <robert@b.example>
Cid Jones <cid@c.example> C <shared@c.example>
Dee Brown <dee@d.example> D <shared@c.example> # and more
Everybody <all@c.example> <shared@c.example>
nothing to see
First <last@x.example>
Last <last@x.example>
<only@x.example>
`
	names := readMailmap(text)
	var f fast
	f.commit("main", "1", "2026-01-05", "One", "M .mailmap\n"+text)
	dir := f.imported(t)
	for _, who := range []string{"ann <ann@a.example>", "ANN <ANN@A.example>", "Old <old@a.example>", "Rob <robert@b.example>", "Bob <bob@b.example>", "C <shared@c.example>",
		"c <shared@c.example>", "D <shared@c.example>", "E <shared@c.example>", "Else <e@e.example>", "X <last@x.example>", "Only <only@x.example>"} {
		name, address, _, _ := nameAndAddress(who)
		out := lines(t, dir, "-c", "mailmap.blob=HEAD:.mailmap", "check-mailmap", who)
		want, _, _ := strings.Cut(strings.Join(out, " "), " <")
		if got := names.author(name, address); got != want {
			t.Errorf("%s: %q, git says %q", who, got, want)
		}
	}
}

// TestMailmapOfCommit: the names are those of the commit that is looked at, of merged commits too.
func TestMailmapOfCommit(t *testing.T) {
	var f fast
	f.commit("main", "1", "2026-01-05", "One: Import", "M m/documents/a.md"+page("QP-1", "1", "draft"), "M m/manual.yaml\ntitle: T")
	f.commit("side", "2", "2026-01-06", "Two: Side", "from :1", "M m/documents/a.md"+page("QP-1", "2", "draft"))
	f.commit("main", "3", "2026-01-07", "Three: Map", "from :1", "M .mailmap\nAnn Miller <a@b.example>")
	f.commit("main", "4", "2026-01-08", "Three: Merge branch 'side'", "merge :2", "M m/documents/a.md"+page("QP-1", "2", "draft"))
	dir := f.imported(t)
	lines(t, dir, "checkout", "-q", "-f", "main")
	want := "last 2026-01-08 Merge branch 'side'\ndocuments/a.md\n\t2026-01-08 QP-1 rev 2 draft Ann Miller: Merge branch 'side' < Side\n\t2026-01-05 QP-1 rev 1 draft Ann Miller: Import (new)\n"
	l := Read(t.Context(), dir+"/m", "documents")
	if got := told(l); got != want {
		t.Errorf("got\n%s", got)
	}
	if by := l.Documents["documents/a.md"].Changes[0].Commit.By[0].Author; by != "Ann Miller" {
		t.Errorf("a merged commit is by %s", by)
	}
}
