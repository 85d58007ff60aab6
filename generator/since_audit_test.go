package generator_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/inforcediff"
	"github.com/clausebook/clausebook/generator/manual"
)

// TestSinceAudit holds what is said to have changed since an audit on 1 June 2026 against what teams do. Steps are those
// of TestInForce, and "audit" is no commit but the audits in manual.yaml. What is wanted are the documents with what
// became of them, and the clauses whose state is another.
func TestSinceAudit(t *testing.T) {
	for _, c := range []struct{ name, steps, want string }{
		{"nothing", "02-01|r1 s1 a02-01 tA", ""},
		{"a new revision", "02-01|r1 s1 a02-01 tA; 07-01|r2 a07-01 tB", "revised QP-1 1>2 2026-07-01"},
		{"a new revision on the day of the audit", "02-01|r1 s1 a02-01 tA; 06-01|r2 a06-01 tB", ""},
		{"a new revision on the day after", "02-01|r1 s1 a02-01 tA; 06-02|r2 a06-02 tB", "revised QP-1 1>2 2026-06-02"},
		{"approved before, effective after", "02-01|r1 s1 a02-01 e02-01 tA; 05-20|r2 a05-20 e07-01 tB", "revised QP-1 1>2 2026-07-01"},
		{"two since then", "02-01|r1 s1 a02-01 tA; 07-01|r2 a07-01 tB; 08-01|r3 a08-01 tC", "revised QP-1 1>3 2026-08-01"},
		{"the next one is coming", "02-01|r1 s1 a02-01 e02-01 tA; 11-01|r2 a11-01 e12-24 tB", ""},
		{"the next one is a draft", "02-01|r1 s1 a02-01 tA; 07-01|r2 sd tB", ""},
		{"a revision, and the next one is a draft", "02-01|r1 s1 a02-01 tA; 07-01|r2 a07-01 tB; 08-01|r3 sd tC", "revised QP-1 1>2 2026-07-01"},
		{"a draft then, approved since", "02-01|r1 sd tA; 07-01|s1 a07-01", "new QP-1 >1 2026-07-01 4.5.1:pending>covered"},
		{"a draft then of a later revision", "02-01|r1 s1 a02-01 tA; 05-01|r2 sd tB; 07-01|s1 a07-01 tC", "revised QP-1 1>2 2026-07-01"},
		{"new", "02-01|nothing; 07-01|r1 s1 a07-01 tA", "new QP-1 >1 2026-07-01 4.5.1:gap>covered"},
		{"new, and effective before", "02-01|nothing; 07-01|r1 s1 a03-01 tA", "new QP-1 >1 2026-03-01 4.5.1:gap>covered"},
		{"a new draft", "02-01|nothing; 07-01|r1 sd tA", "4.5.1:gap>pending"},
		{"obsolete", "02-01|r1 s1 a02-01 tA; 07-01|so", "withdrawn QP-1 1> 4.5.1:covered>gap"},
		{"deleted", "02-01|r1 s1 a02-01 tA; 07-01|delete", "withdrawn QP-1 1> 4.5.1:covered>gap"},
		{"deleted, not committed", "02-01|r1 s1 a02-01 tA; tree|delete", "withdrawn QP-1 1> 4.5.1:covered>gap"},
		{"obsolete before", "02-01|r1 s1 a02-01 tA; 05-01|so", ""},
		{"moved", "02-01|r1 s1 a02-01 tA; 07-01|fsales/b.md", ""},
		{"changed under the same revision", "02-01|r1 s1 a02-01 tA; 07-01|tB", "changed QP-1 1>1 2026-02-01"},
		{"another clause", "02-01|r1 s1 a02-01 tA; 07-01|r2 a07-01 tB c4.6.2", "revised QP-1 1>2 2026-07-01 4.5.1:covered>gap 4.6.2:gap>covered"},
		{"another edition", "02-01|m2000 c8.5.1 r1 s1 a02-01 tA; 07-01|m2015 r2 a07-01 tB", "revised QP-1 1>2 2026-07-01 not counted"},
		{"not committed", "02-01|r1 s1 a02-01 tA; tree|r2 a07-01 tB", "revised QP-1 1>2 2026-07-01"},
		{"the history begins later", "07-01|r1 s1 a07-01 tA", "younger revised QP-1 >1 2026-07-01"},
		{"the history begins later, and it is older", "07-01|r1 s1 a03-01 tA", "younger"},
		{"shallow", "02-01|r1 s1 a02-01 tA; 07-01|r2 a07-01 tB; shallow", "cut revised QP-1 >2 2026-07-01"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newStory(t, c.steps)
			s.folder["manual.yaml"].Data = append(s.folder["manual.yaml"].Data, "audits: [{name: A, date: 2025-01-01}, {name: B, date: 2026-06-01}, {name: C, date: 2027-01-01}]\n"...)
			if got := tellSince(s.check(t)); got != c.want {
				t.Errorf("%s\n got %q\nwant %q", c.steps, got, c.want)
			}
		})
	}
}

func (s *story) check(t *testing.T) *inforcediff.SinceAudit {
	o := generator.Options{Options: manual.Options{Date: "2026-11-22"}, Past: func(string) *history.Log { return s.log }}
	o.At = func(commit string) (*generator.Snapshot, error) {
		tree, past, err := history.Snapshot(t.Context(), s.dir, commit, s.folder)
		return &generator.Snapshot{FS: tree, Past: past, Close: tree.Close}, err
	}
	r, err := generator.Check(s.folder, o)
	if err != nil {
		t.Fatal(err)
	}
	return r.SinceAudit()
}

func tellSince(s *inforcediff.SinceAudit) string {
	words := []string{}
	if s.Missing != "" {
		words = append(words, string(s.Missing))
	}
	for _, d := range s.Documents {
		words = append(words, strings.TrimSpace(fmt.Sprintf("%s %s %s>%s %s", d.Kind, d.ID, d.From, d.To, d.Day)))
	}
	for _, c := range s.Clauses {
		words = append(words, fmt.Sprintf("%s:%s>%s", c.ID, c.Before, c.State))
	}
	if s.Missing == "" && !s.Countable {
		words = append(words, "not counted")
	}
	return strings.Join(words, " ")
}

// TestSinceAuditWithoutGit: only the dates in the documents are known.
func TestSinceAuditWithoutGit(t *testing.T) {
	s := newStory(t, "02-01|r1 s1 a02-01 tA; 07-01|r2 a07-01 tB")
	s.folder["manual.yaml"].Data = append(s.folder["manual.yaml"].Data, "audits: [{name: B, date: 2026-06-01}]\n"...)
	s.log = nil
	if got, want := tellSince(s.check(t)), "no-git revised QP-1 >2 2026-07-01"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestSinceAuditOfExample: the page of changes says what became of the example since an audit.
func TestSinceAuditOfExample(t *testing.T) {
	p := examplePast(t)
	p.must(os.WriteFile(filepath.Join(p.dir, "manual.yaml"), []byte(p.read("manual.yaml")+"audits: [{name: Surveillance audit, date: 2025-06-30}]\n"), 0o666))
	o := generator.Options{}
	o.Date, o.History = today, history.Read(t.Context(), p.dir, "documents")
	o.At = p.at
	r, err := generator.Check(os.DirFS(p.dir), o)
	p.must(err)
	files := pages(t, r)
	page := string(files["changes.html"])
	for _, want := range []string{"Since the last audit: Surveillance audit", `href="revisions/qp-08-04.html#cb:revision-3"`, "3 → 4", `<h3>`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if dir := *revisionsFolder; dir != "" {
		for name, data := range files {
			p.must(os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777))
			p.must(os.WriteFile(filepath.Join(dir, name), data, 0o666))
		}
	}
}

// at opens the manual at a commit.
func (p past) at(commit string) (*generator.Snapshot, error) {
	tree, log, err := history.Snapshot(p.t.Context(), p.dir, commit, os.DirFS(p.dir))
	if err != nil {
		return nil, err
	}
	return &generator.Snapshot{FS: tree, Past: log, Close: tree.Close}, nil
}

// sign puts a signature into the latest commit.
func (p past) sign(t *testing.T, key string) {
	t.Helper()
	r := &signedRepo{t: t, dir: p.dir}
	commit := r.git("", "cat-file", "commit", "HEAD") + "\n"
	head, message, _ := strings.Cut(commit, "\n\n")
	head += "\ngpgsig " + strings.ReplaceAll(strings.TrimSuffix(r.signSSH(key, commit, ""), "\n"), "\n", "\n ")
	r.git("", "update-ref", "HEAD", r.git(head+"\n\n"+message, "hash-object", "-t", "commit", "-w", "--stdin"))
}

// TestComingRevisionOfExample: a procedure of the example has a revision in force, one that is coming, whose approval
// is signed, and those before.
func TestComingRevisionOfExample(t *testing.T) {
	p := examplePast(t)
	p.commit("2026-10-05", "M. Miller", "Keys of approvers", map[string]string{"approvers": (&signedRepo{t: t}).keyFile("quality@example.com:qm"),
		"manual.yaml": p.read("manual.yaml") + "audits: [{name: Surveillance audit, date: 2025-06-30}]\napprovers: approvers\napprover_keys: {Quality Manager: [quality@example.com]}\n"})
	now := p.read(machining)
	next := strings.NewReplacer("revision: 6", "revision: 7", "2026-05-11", "2026-11-09", "2026-05-25", "2027-01-04", "Before the first chip", "Before any chip").Replace(now)
	p.commit("2026-11-09", "M. Miller", "Machining: revision 7", map[string]string{machining: next})
	p.sign(t, "qm")
	o := generator.Options{At: p.at}
	o.Date, o.History = today, history.Read(t.Context(), p.dir, "documents")
	r, err := generator.Check(os.DirFS(p.dir), o)
	p.must(err)
	files := pages(t, r)
	if got, want := comparedRevisions(string(files["revisions/qp-08-11.html"])), "7 Effective from 4 January 2027, 6 In force, 5: "; !strings.HasPrefix(got, want) {
		t.Errorf("the revisions are %q, want %q", got, want)
	}
	if page := string(files["changes.html"]); !strings.Contains(page, `href="revisions/qp-08-11.html#cb:revision-2"`) {
		t.Error("changes.html does not lead to the redline of the revision in force")
	}
	for name, want := range map[string]string{"documents/qp-08-11.html": "Revision 6 · Approved · effective 25 May 2026 · approval recorded",
		"documents/qp-08-11.next.html": "Revision 7 · Effective from 4 January 2027 · approval verified", "print.html": "Revision 6 · Approved · effective 25 May 2026 · approval recorded"} {
		if text := strings.Join(strings.Fields(anyTag.ReplaceAllString(string(files[name]), "")), " "); !strings.Contains(text, want) {
			t.Errorf("%s lacks %q", name, want)
		}
	}
	for _, name := range []string{"documents/qp-08-11.html", "documents/qp-08-11.next.html"} {
		if want := `<a href="../files/production/machining-flow.svg">machining-flow.svg</a>, <time datetime="2026-05-11">11 May 2026</time> <code>`; !strings.Contains(string(files[name]), want) {
			t.Errorf("%s lacks the last commit of its picture", name)
		}
	}
	if dir := *revisionsFolder; dir != "" {
		for name, data := range files {
			p.must(os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777))
			p.must(os.WriteFile(filepath.Join(dir, name), data, 0o666))
		}
	}
}
