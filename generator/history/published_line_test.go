package history

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestIsPull: what git and hosts write of a merge.
func TestIsPull(t *testing.T) {
	for summary, want := range map[string]bool{
		"Merge branch 'main' of example.com:quality/manual":           true,
		"Merge branch 'main' of https://example.com/quality/manual":   true,
		"Merge branch 'master' of /srv/git/manual":                    true,
		"Merge branch 'main' of example.com:q/m into main":            true,
		"Merge branch 'release' of example.com:q/m into release":      true,
		"Merge remote-tracking branch 'origin/main'":                  true,
		"Merge remote-tracking branch 'origin/main' into qp-08":       true,
		"Merge remote-tracking branch 'origin/release' into release":  true,
		"Merge branch 'main' into qp-08":                              true,
		"Merge branches 'main' and 'qp-08' of example.com:q/m":        true,
		"Merge remote-tracking branches 'ann/main' and 'bob/main'":    true,
		"Merge remote-tracking branch 'refs/remotes/origin/main'":     true,
		"Merge branch 'qp-08', remote-tracking branch 'ann/main'":     true,
		"Merge branches 'a', 'b' and 'main'":                          true,
		"Merge branch 'main' of ../ann; branch 'main' of ../bob":      true,
		"Merge branches 'a' and 'feature/main'":                       false,
		"Merge branch 'qp-08', remote-tracking branch 'ann/qp-09'":    false,
		"Merge remote-tracking branch 'origin'":                       true,
		"Merge ../ann":                                                true,
		"Merge /srv/git/manual":                                       true,
		"Merge example.com:quality/manual":                            true,
		"Merge https://example.com/quality/manual into qp-08":         true,
		"Merge main into qp-08":                                       true,
		"merge main":                                                  true,
		"Merge origin/main into main":                                 true,
		"Merge latest main":                                           true,
		"Merge changes from master":                                   true,
		"Merge branch main":                                           true,
		"Merge from the main branch":                                  true,
		"Merge branch 'qp-08'":                                        false,
		"Merge branch 'qp-08' into main":                              false,
		"Merge branch 'qp-08' of example.com:fork/m":                  false,
		"Merge branch 'qp-08' into 'main'":                            false,
		"Merge branch 'main' into 'release'":                          false,
		"Merge pull request #12 from quality/qp-08":                   false,
		"Merge remote-tracking branch 'origin/qp-08'":                 false,
		"Merged in qp-08 (pull request #3)":                           false,
		"Merge branch side":                                           false,
		"Merge qp-08 into main":                                       false,
		"Merge qp-08":                                                 false,
		"Merge qp-08:complaints":                                      false,
		"Merge git@example.com:manual":                                true,
		"Merge qp-08: complaints":                                     false,
		"Merge branch 'feature/main-office'":                          false,
		"Merge main office procedures":                                false,
		"Merge pull request '#12' (#12) from q/qp-08 into main":       false,
		"Merge \"Revise purchasing\" into main":                       false,
		"Merge changes from topic \"purchasing\"":                     false,
		"Merge commit '69e1e5e1c4fc60c9937115'":                       false,
		"Merged PR 12: Revise purchasing":                             false,
		"Revise purchasing (#12)":                                     false,
		"Merge tag 'v1' into main":                                    false,
		"Say that one must not: Merge branch 'main' of example.com:x": false,
		"": false,
	} {
		if got := isPull(summary); got != want {
			t.Errorf("%q: %v", summary, got)
		}
	}
}

const pulled = "Merge branch 'main' of example.com:q/m"

// TestPull: a pull tells the same history whoever pulled from whom. Each story is written with both orders of the
// parents; %s stands for them.
func TestPull(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(f *fast, order func(a, b string) []string)
		want string
	}{
		{"both revised a document", func(f *fast, order func(a, b string) []string) {
			f.commit("main", "1", "2026-01-05", "One", "M documents/a.md"+page("QP-1", "1", "approved"), "M documents/b.md"+page("QP-2", "1", "approved", "b"))
			f.commit("ann", "2", "2026-01-06", "Ann: A2", "from :1", "M documents/a.md"+page("QP-1", "2", "approved", "x"))
			f.commit("ann", "3", "2026-01-08", "Ann: A3", "M documents/a.md"+page("QP-1", "3", "approved", "y"))
			f.commit("bob", "4", "2026-01-07", "Bob: B2", "from :1", "M documents/b.md"+page("QP-2", "2", "draft", "b"))
			f.commit("bob", "5", "2026-01-09", "Bob: B3", "M documents/b.md"+page("QP-2", "2", "approved", "b"))
			f.commit("main", "6", "2026-01-10", pulled, append(order(":3", ":5"), "M documents/a.md"+page("QP-1", "3", "approved", "y"), "M documents/b.md"+page("QP-2", "2", "approved", "b"))...)
		}, `
documents/a.md
	2026-01-08 QP-1 rev 3 approved Ann: A3
	2026-01-06 QP-1 rev 2 approved Ann: A2
	2026-01-05 QP-1 rev 1 approved Author: One (new)
documents/b.md
	2026-01-09 QP-2 rev 2 approved Bob: B3
	2026-01-07 QP-2 rev 2 draft Bob: B2
	2026-01-05 QP-2 rev 1 approved Author: One (new)
`},
		{"both changed one document", func(f *fast, order func(a, b string) []string) {
			f.commit("main", "1", "2026-01-05", "One", "M documents/a.md"+page("QP-1", "1", "approved"))
			f.commit("ann", "2", "2026-01-06", "Ann: A2", "from :1", "M documents/a.md"+page("QP-1", "2", "approved"))
			f.commit("bob", "3", "2026-01-07", "Bob: B2", "from :1", "M documents/a.md"+page("QP-1", "1", "approved", "b"))
			f.commit("main", "4", "2026-01-10", pulled, append(order(":2", ":3"), "M documents/a.md"+page("QP-1", "2", "approved", "b"))...)
		}, `
documents/a.md
	2026-01-10 QP-1 rev 2 approved Author: Merge branch 'main' of example.com:q/m
	2026-01-07 QP-1 rev 1 approved Bob: B2
	2026-01-06 QP-1 rev 2 approved Ann: A2
	2026-01-05 QP-1 rev 1 approved Author: One (new)
`},
		{"one moved it, the other changed it", func(f *fast, order func(a, b string) []string) {
			f.commit("main", "1", "2026-01-05", "One", "M documents/a.md"+page("QP-1", "1", "approved"))
			f.commit("ann", "2", "2026-01-08", "Ann: Move", "from :1", "R documents/a.md documents/x/a.md")
			f.commit("bob", "3", "2026-01-07", "Bob: B2", "from :1", "M documents/a.md"+page("QP-1", "2", "approved", "b"))
			f.commit("main", "4", "2026-01-10", pulled, append(order(":2", ":3"), "D documents/a.md", "M documents/x/a.md"+page("QP-1", "2", "approved", "b"))...)
		}, `
documents/x/a.md
	2026-01-10 QP-1 rev 2 approved Author: Merge branch 'main' of example.com:q/m
	2026-01-08 QP-1 rev 1 approved Ann: Move
	2026-01-07 QP-1 rev 2 approved Bob: B2 (as documents/a.md)
	2026-01-05 QP-1 rev 1 approved Author: One (as documents/a.md) (new)
`},
		{"one deleted, one new", func(f *fast, order func(a, b string) []string) {
			f.commit("main", "1", "2026-01-05", "One", "M documents/a.md"+page("QP-1", "1", "approved"))
			f.commit("ann", "2", "2026-01-08", "Ann: Delete", "from :1", "D documents/a.md")
			f.commit("bob", "3", "2026-01-07", "Bob: New", "from :1", "M documents/b.md"+page("QP-2", "1", "draft", "other words", strings.Repeat("b\n", 30)))
			f.commit("main", "4", "2026-01-10", pulled, append(order(":2", ":3"), "D documents/a.md", "M documents/b.md"+page("QP-2", "1", "draft", "other words", strings.Repeat("b\n", 30)))...)
		}, `
documents/b.md
	2026-01-07 QP-2 rev 1 draft Bob: New (new)
gone documents/a.md QP-1 rev 1 approved in Delete
`},
		{"each pulled from the other, and then again", func(f *fast, order func(a, b string) []string) {
			f.commit("main", "1", "2026-01-05", "One", "M documents/a.md"+page("QP-1", "1", "approved"), "M documents/b.md"+page("QP-2", "1", "approved", "b"))
			f.commit("ann", "2", "2026-01-06", "Ann: A2", "from :1", "M documents/a.md"+page("QP-1", "2", "approved", "x"))
			f.commit("bob", "3", "2026-01-07", "Bob: B2", "from :1", "M documents/b.md"+page("QP-2", "2", "approved", "b"))
			both := []string{"M documents/a.md" + page("QP-1", "2", "approved", "x"), "M documents/b.md" + page("QP-2", "2", "approved", "b")}
			f.commit("ann", "4", "2026-01-08", pulled, append(order(":2", ":3"), both...)...)
			f.commit("bob", "5", "2026-01-08", pulled, append(order(":3", ":2"), both...)...)
			f.commit("ann", "6", "2026-01-09", "Ann: A3", append([]string{"from :4"}, "M documents/a.md"+page("QP-1", "3", "approved", "z"))...)
			f.commit("main", "7", "2026-01-10", pulled, append(order(":6", ":5"), "M documents/a.md"+page("QP-1", "3", "approved", "z"), both[1])...)
		}, `
documents/a.md
	2026-01-09 QP-1 rev 3 approved Ann: A3
	2026-01-06 QP-1 rev 2 approved Ann: A2
	2026-01-05 QP-1 rev 1 approved Author: One (new)
documents/b.md
	2026-01-07 QP-2 rev 2 approved Bob: B2
	2026-01-05 QP-2 rev 1 approved Author: One (new)
`},
		{"a request was merged by the one who was pulled from", func(f *fast, order func(a, b string) []string) {
			f.commit("main", "1", "2026-01-05", "One", "M documents/a.md"+page("QP-1", "1", "approved"), "M documents/b.md"+page("QP-2", "1", "approved", "b"))
			f.commit("side", "2", "2026-01-06", "Side: A2", "from :1", "M documents/a.md"+page("QP-1", "2", "draft", "x"))
			f.commit("side", "3", "2026-01-07", "Side: A2 again", "M documents/a.md"+page("QP-1", "2", "approved", "x"))
			f.commit("ann", "4", "2026-01-06", "Ann: Elsewhere", "from :1", "M x\n1")
			f.commit("ann", "5", "2026-01-08", "Merge pull request #1 from q/side", "merge :3", "M documents/a.md"+page("QP-1", "2", "approved", "x"))
			f.commit("bob", "6", "2026-01-07", "Bob: B2", "from :1", "M documents/b.md"+page("QP-2", "2", "approved", "b"))
			f.commit("main", "7", "2026-01-10", pulled, append(order(":6", ":5"), "M documents/a.md"+page("QP-1", "2", "approved", "x"), "M documents/b.md"+page("QP-2", "2", "approved", "b"))...)
		}, `
documents/a.md
	2026-01-08 QP-1 rev 2 approved Author: Merge pull request #1 from q/side < A2 again < A2
	2026-01-05 QP-1 rev 1 approved Author: One (new)
documents/b.md
	2026-01-07 QP-2 rev 2 approved Bob: B2
	2026-01-05 QP-2 rev 1 approved Author: One (new)
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, elsewhere := range []int{0, 1200} {
				for _, turned := range []bool{false, true} {
					var f fast
					c.make(&f, func(a, b string) []string {
						if turned {
							a, b = b, a
						}
						return []string{"from " + a, "merge " + b}
					})
					f.elsewhere(elsewhere)
					l := Read(t.Context(), f.imported(t), "documents")
					l.Last = Commit{}
					if diff := cmp.Diff(strings.TrimPrefix(c.want, "\n"), strings.TrimPrefix(told(l), "last  \n")); diff != "" {
						t.Errorf("turned %v, with %d files elsewhere (-want +got)\n%s", turned, elsewhere, diff)
					}
				}
			}
		})
	}
}

// TestPullEitherWay makes random histories of several clones that pull from each other, each twice: with the parents
// of all pulls in one order and in the other. Both tell the same.
func TestPullEitherWay(t *testing.T) {
	for seed := range uint64(8) {
		var told2 [2]string
		for turned := range 2 {
			f := weavings(rand.New(rand.NewPCG(seed, 7)), turned == 1)
			l := Read(t.Context(), f.imported(t), "documents")
			l.Last = Commit{}
			told2[turned] = told(l)
			again, err := Open(t.Context(), f.imported(t))
			if err != nil {
				t.Fatal(err)
			}
			again.LogAt(t.Context(), "main~1", "documents")
			if diff := cmp.Diff(l.Documents, again.LogAt(t.Context(), "main", "documents").Documents, same); diff != "" {
				t.Errorf("seed %d: (-alone +after another)\n%s", seed, diff)
			}
		}
		if diff := cmp.Diff(told2[0], told2[1]); diff != "" {
			t.Errorf("seed %d: (-one way +the other)\n%s", seed, diff)
		}
		if strings.Count(told2[0], "\n") < 10 {
			t.Errorf("seed %d: there was not much to tell\n%s", seed, told2[0])
		}
	}
}

// weavings writes a history in which three clones work on documents of their own, and pull from each other.
func weavings(random *rand.Rand, turned bool) *fast {
	var f fast
	state := map[string]map[string]string{} // of each clone, by file
	text := func(n, rev int) string {
		return page(fmt.Sprintf("QP-%d", n), fmt.Sprint(rev), "approved", strings.Repeat(fmt.Sprintf("Words of %d. ", n), 4*n))
	}
	first := map[string]string{}
	var edits []string
	for n := range 6 {
		file := fmt.Sprintf("documents/%d.md", n)
		first[file] = text(n, 1)
		edits = append(edits, "M "+file+first[file])
	}
	f.commit("main", "1", "2026-01-01", "Import", edits...)
	clones := []string{"ann", "bob", "cid"}
	tip := map[string]string{}
	for _, c := range clones {
		state[c], tip[c] = map[string]string{}, "1"
		for file, text := range first {
			state[c][file] = text
		}
	}
	mark, day := 1, 1
	next := func() (string, string) {
		mark, day = mark+1, day+1
		return fmt.Sprint(mark), fmt.Sprintf("2026-%02d-%02d", 1+day/28, 1+day%28)
	}
	pull := func(branch, into, from string) {
		parents := []string{"from :" + tip[into], "merge :" + tip[from]}
		if turned {
			parents = []string{"from :" + tip[from], "merge :" + tip[into]}
		}
		m, when := next()
		var all []string
		for n := range 6 {
			file := fmt.Sprintf("documents/%d.md", n)
			if owner := clones[n/2]; owner == from { // of its own documents each clone has the latest
				state[into][file] = state[from][file]
			} else if owner != into && len(state[from][file]) > 0 && random.IntN(2) == 0 && newer(state[from][file], state[into][file]) {
				state[into][file] = state[from][file]
			}
			all = append(all, "M "+file+state[into][file])
		}
		f.commit(branch, m, when, pulled, append(parents, all...)...)
		tip[into] = m
	}
	for range 25 {
		at := random.IntN(3)
		who := clones[at]
		if random.IntN(3) > 0 {
			n := 2*at + random.IntN(2)
			file := fmt.Sprintf("documents/%d.md", n)
			m, when := next()
			state[who][file] = text(n, mark)
			f.commit(who, m, when, who+": Edit", "from :"+tip[who], "M "+file+state[who][file])
			tip[who] = m
		} else {
			pull(who, who, clones[(at+1+random.IntN(2))%3])
		}
	}
	pull("ann", "ann", "bob")
	pull("main", "ann", "cid")
	return &f
}

func newer(a, b string) bool { return len(a) > len(b) || len(a) == len(b) && a > b }
