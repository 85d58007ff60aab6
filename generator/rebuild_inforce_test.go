package generator_test

import (
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/history"
)

// TestRebuildIsBuildWithGit is TestRebuildIsBuild on a manual in a repository, in which documents are approved,
// committed and revised, so that earlier revisions are in force with their texts and pictures, and which has been audited.
func TestRebuildIsBuildWithGit(t *testing.T) {
	t.Parallel()
	e := newEditor(t, *editSeed)
	git := func(args ...string) {
		cmd := exec.Command("git", append([]string{"-C", e.folder, "-c", "user.name=Q", "-c", "user.email=q@example.com"}, args...)...)
		cmd.Env = append(os.Environ(), "GIT_AUTHOR_DATE="+e.day+"T12:00:00Z", "GIT_COMMITTER_DATE="+e.day+"T12:00:00Z")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	git("init", "-q", "--template=", "--initial-branch=main")
	b, watch := &generator.Builder{FS: os.DirFS(e.folder)}, history.Watch{Folder: e.folder}
	const fewest, length = 20, 5 * time.Second
	started := time.Now()
	sites, inForce, audits, done := 0, 0, 0, true
	n := 0
	for ; n < *edits || *edits == 0 && (n < fewest || time.Since(started) < length); n++ {
		what, differs := "the first look", ""
		kind := e.IntN(9)
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
			if e.IntN(3) > 0 {
				git("add", "-A")
				git("commit", "-q", "--allow-empty", "-m", "Approve")
			}
		case 3, 4:
			what = e.revise()
		case 5:
			what = e.fix()
		case 6:
			what = e.audit()
			audits++
		default:
			what = e.edit()
		}
		e.log, e.options.At = watch.Log(t.Context(), "documents"), past{t, e.folder}.at
		done, differs = e.compare(b, n)
		if differs != "" {
			t.Fatalf("edit %d, %s: %s\nto see it again: go test ./generator -run TestRebuildIsBuildWithGit -edit-seed %d -edits %d", n, what, differs, *editSeed, n+1)
		}
		if done {
			sites++
			inForce += e.inForce
		}
	}
	t.Logf("%d sites with %d earlier revisions in force and %d audits", sites, inForce, audits)
	if n >= 100 && sites > 0 && inForce == 0 {
		t.Error("no earlier revision was in force")
	}
}

// audit adds an audit to manual.yaml: on the day of the latest commit, long ago, or in between.
func (e *editor) audit() string {
	data, err := os.ReadFile(e.at("manual.yaml"))
	e.must(err)
	text, _, _ := strings.Cut(string(data), "audits:")
	audit := "audits: [{name: Audit, date: " + oneOf(e, e.day, e.day, "2026-11-22", "2026-01-01") + "}]\n"
	e.write("manual.yaml", text+audit)
	if e.IntN(2) == 0 {
		return audit + e.nextDay()
	}
	return audit
}

// approve makes a document one that counts.
func (e *editor) approve() string {
	e.approved = e.any()
	d := e.drafts[e.approved]
	d.fields = map[string]string{"id": d.fields["id"], "title": d.fields["title"], "revision": oneOf(e, "1", "2"), "status": "approved", "owner": "Manager",
		"approver": "Director", "approved_date": "2026-01-05", "effective_date": "2026-02-01", "clauses": oneOf(e, "4.1", "[4.1, 4.5.1]")}
	d.body = append(e.text(), "![Plan](plan.svg)")
	e.save(e.approved)
	return "approve " + e.approved
}

// revise begins the next revision of a document, mostly with another text and sometimes with another picture.
func (e *editor) revise() string {
	file := e.approved
	if e.drafts[file] == nil || e.IntN(4) == 0 {
		file = e.any()
	}
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
