package generator_test

import (
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/history"
)

// TestRebuildIsBuildWithGit is TestRebuildIsBuild on a manual in a repository, in which documents are approved,
// committed and revised, so that earlier revisions are in force with their texts and pictures.
func TestRebuildIsBuildWithGit(t *testing.T) {
	e := newEditor(t, *editSeed)
	git := func(args ...string) {
		cmd := exec.Command("git", append([]string{"-C", e.folder, "-c", "user.name=Q", "-c", "user.email=q@example.com"}, args...)...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	git("init", "-q", "--template=", "--initial-branch=main")
	b, watch := &generator.Builder{FS: os.DirFS(e.folder)}, history.Watch{Folder: e.folder}
	const fewest, length = 20, 5 * time.Second
	started := time.Now()
	sites, inForce, done := 0, 0, true
	n := 0
	for ; n < *edits || *edits == 0 && (n < fewest || time.Since(started) < length); n++ {
		what, differs := "the first look", ""
		kind := e.IntN(8)
		if !done && e.IntN(2) == 0 {
			kind = 5
		}
		switch kind {
		case 0, 1:
			what = "commit"
			git("add", "-A")
			git("commit", "-q", "--allow-empty", "-m", "Step")
		case 2:
			what = e.approve()
		case 3, 4:
			what = e.revise()
		case 5:
			what = e.fix()
		default:
			what = e.edit()
		}
		e.log = watch.Log(t.Context(), "documents")
		done, differs = e.compare(b, n)
		if differs != "" {
			t.Fatalf("edit %d, %s: %s\nto see it again: go test ./generator -run TestRebuildIsBuildWithGit -edit-seed %d -edits %d", n, what, differs, *editSeed, n+1)
		}
		if done {
			sites++
			inForce += e.inForce
		}
	}
	t.Logf("%d sites with %d earlier revisions in force", sites, inForce)
	if n >= 100 && inForce == 0 {
		t.Error("no earlier revision was in force")
	}
}

// approve makes a document one that counts.
func (e *editor) approve() string {
	file := e.any()
	f := e.drafts[file].fields
	f["status"], f["approver"], f["approved_date"], f["effective_date"] = "approved", "A", "2026-01-05", "2026-02-01"
	e.drafts[file].body = append(e.text(), "![Plan](plan.svg)")
	e.save(file)
	return "approve " + file
}

// revise begins the next revision of a document, mostly with another text and sometimes with another picture.
func (e *editor) revise() string {
	file := e.any()
	d := e.drafts[file]
	n, _ := strconv.Atoi(d.fields["revision"])
	d.fields["revision"] = strconv.Itoa(n + 1)
	if d.fields["status"] = oneOf(e, "draft", "review", "approved"); d.fields["status"] == "approved" {
		d.fields["effective_date"] = oneOf(e, "2026-11-23", "2026-12-24")
	}
	if e.IntN(4) > 0 {
		d.body = e.text()
	}
	if e.IntN(3) == 0 {
		e.write("documents/plan.svg", drawing(oneOf(e, "1", "2", "3")))
	}
	e.save(file)
	return "revise " + file
}
