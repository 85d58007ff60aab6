//go:build unix

package history

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// BenchmarkLog reads the history of a large manual, 10,000 documents and 20,000 commits: all of it, as a
// preview does after one more commit, and as diff does for what it compares with.
func BenchmarkLog(b *testing.B) {
	dir := large(b, 10_000, 20_000)
	r, err := Open(b.Context(), dir)
	if err != nil {
		b.Fatal(err)
	}
	head := r.LogAt(b.Context(), "HEAD", "documents").Head
	all := *r.known
	before := r.LogAt(b.Context(), "HEAD~1", "documents").Head
	earlier := *r.known
	for _, c := range []struct {
		name, commit string
		known        *lineCache
	}{{"all", head, nil}, {"ahead", head, &earlier}, {"behind", before, &all}} {
		b.Run(c.name, func(b *testing.B) {
			own, git := spent(b)
			for b.Loop() {
				r.known = c.known
				if l := r.LogAt(b.Context(), c.commit, "documents"); l.Trouble != "" || len(l.Documents) != 10_000 {
					b.Fatal(l.Trouble)
				}
			}
			ownEnd, gitEnd := spent(b)
			b.ReportMetric((ownEnd-own)/float64(b.N), "own-cpu-s/op")
			b.ReportMetric((gitEnd-git)/float64(b.N), "git-cpu-s/op")
		})
	}
}

// spent gives the seconds of all cores that this program and those that it started took so far.
func spent(b *testing.B) (own, git float64) {
	var list [2]float64
	for i, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var u syscall.Rusage
		if err := syscall.Getrusage(who, &u); err != nil {
			b.Fatal(err)
		}
		list[i] = float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
	}
	return list[0], list[1]
}

// large makes a repository in which each commit raises the revision of one document, packed as a server
// packs what it hands out, and checks it out.
func large(b *testing.B, documents, commits int) string {
	dir := b.TempDir()
	random := rand.New(rand.NewPCG(1, 1))
	words := make([]string, 5000)
	for i := range words {
		words[i] = fmt.Sprintf("%x", random.Uint32N(1<<24))
	}
	text := func(document, revision int) string {
		own := rand.New(rand.NewPCG(2, uint64(document)))
		var b strings.Builder
		fmt.Fprintf(&b, "---\nid: QP-%d\ntitle: Procedure\nrevision: %d\nstatus: approved\nowner: Manager\n---\n\n", document, revision)
		for i := range 1000 {
			b.WriteString(words[own.IntN(len(words))])
			b.WriteString([]string{" ", "\n\n"}[min(i%100, 1)^1])
		}
		fmt.Fprintf(&b, "Revision %d has %d more.\n", revision, random.IntN(1000))
		return b.String()
	}
	file := func(document int) string {
		return fmt.Sprintf("documents/section-%02d/qp-%d.md", document%50, document)
	}
	revisions := make([]int, documents)
	git := func(in *os.File, args ...string) {
		cmd := exec.Command("git", append([]string{"-C", dir}, args...)...)
		cmd.Stdin = in
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("git %s: %v\n%s", args[0], err, out)
		}
	}
	git(nil, "init", "-q", "--initial-branch=main")
	in, out, err := os.Pipe()
	if err != nil {
		b.Fatal(err)
	}
	go func() {
		defer out.Close()
		for n := range commits {
			var f fast
			edits := []string{fmt.Sprintf("M %s\n%s", file(random.IntN(documents)), "")}
			if n == 0 {
				edits = nil
				for i := range documents {
					edits = append(edits, fmt.Sprintf("M %s\n%s", file(i), text(i, 0)))
				}
			} else {
				i := random.IntN(documents)
				revisions[i]++
				edits[0] = fmt.Sprintf("M %s\n%s", file(i), text(i, revisions[i]))
			}
			f.commit("main", fmt.Sprint(n+1), "2026-01-05", "Change", edits...)
			_, _ = out.WriteString(f.String())
		}
	}()
	git(in, "fast-import", "--quiet", "--date-format=raw")
	git(nil, "repack", "-a", "-d", "-f", "-q")
	git(nil, "checkout", "-q", "main")
	return dir
}
