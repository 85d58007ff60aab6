package generator_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestInForceHoweverMerged: the same work of two or three people is the same history, in whatever way their clones
// were brought together, and whose clone that was.
func TestInForceHoweverMerged(t *testing.T) {
	const want = "QP-1 2: 02-03 2 02-01 2 01-01 1\nQP-2 2 in QP-2 2 < 3: 02-04 3 02-02 2 01-01 1\nrevision-not-raised documents/qp-1.md\n"
	fetch := func(c, from *clone) {
		c.git("remote", "add", "other", from.dir)
		c.git("fetch", "-q", "other")
	}
	for _, c := range []struct {
		name string
		join func(c, from *clone)
	}{
		{"a pull that names no branch", func(c, from *clone) { c.git("pull", "-q", "--no-rebase", "--no-edit", from.dir) }},
		{"a pull with a log", func(c, from *clone) {
			c.git("-c", "merge.log=true", "pull", "-q", "--no-rebase", "--no-edit", from.dir, "main")
		}},
		{"a merge of what was fetched", func(c, from *clone) {
			c.git("fetch", "-q", from.dir, "main")
			c.git("merge", "-q", "--no-edit", "FETCH_HEAD")
		}},
		{"a merge of the upstream branch", func(c, from *clone) {
			fetch(c, from)
			c.git("merge", "-q", "--no-edit", "other/main")
		}},
		{"a message of its own that names the main branch", func(c, from *clone) {
			fetch(c, from)
			c.git("merge", "-q", "-m", "Merge latest main", "other/main")
		}},
		{"criss-cross", func(c, from *clone) {
			tip := c.git("rev-parse", "HEAD")
			c.git("pull", "-q", "--no-rebase", "--no-edit", from.dir, "main")
			c.git("branch", "-q", "tip", tip[:40])
			from.day = "2026-02-10"
			from.git("fetch", "-q", c.dir, "tip")
			from.git("merge", "-q", "-m", "Merge branch 'main' of "+c.dir, "FETCH_HEAD")
			c.git("pull", "-q", "--no-rebase", "--no-edit", from.dir, "main")
		}},
		{"octopus", func(c, from *clone) {
			fetch(c, from)
			c.git("checkout", "-q", "-b", "third", "origin/main")
			c.write("notes.txt", "Not of the manual.")
			c.git("add", "-A")
			c.git("commit", "-q", "-m", "Notes")
			c.git("checkout", "-q", "main")
			c.git("merge", "-q", "--no-edit", "other/main", "third")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, turned := range []bool{false, true} {
				ann, bob := clones(t)
				ann.commit("2026-02-01", "QP-1", "2", "approved", "2026-02-01", "AA")
				bob.commit("2026-02-02", "QP-2", "2", "approved", "2026-02-02", "BB")
				ann.commit("2026-02-03", "QP-1", "2", "approved", "2026-02-01", "AAA")
				bob.commit("2026-02-04", "QP-2", "3", "draft", "", "BBB")
				at, from := ann, bob
				if turned {
					at, from = bob, ann
				}
				at.day = "2026-02-10"
				c.join(at, from)
				if diff := cmp.Diff(want, at.says("2026-11-22")); diff != "" {
					t.Errorf("turned %v, %s (-want +got)\n%s", turned, at.git("log", "-1", "--format=%s"), diff)
				}
			}
		})
	}
}
