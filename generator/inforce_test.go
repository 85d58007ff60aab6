package generator_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/manual"
)

// TestInForce holds the revision in force against what teams do. A step is "DAY|words" and a commit; "tree" in the
// place of a day is what is not committed. Words: rN revision, sX status (1 approved, d draft, r review, o obsolete),
// aDAY approved, eDAY effective, tX text, iX id, fX file, cX clauses, yX another line of the front matter, "delete",
// and "mX" the edition in manual.yaml, with ",NAME:VALUE" for a default or ",exclude:PATTERN". What is not named stays as it was.
//
// What is wanted is the revision shown as QP-1, with < and the next one where there is one, the state of clause
// 4.5.1 (of 8.5.1 from the edition 2000 on), and the findings in documents.
func TestInForce(t *testing.T) {
	for _, c := range []struct{ name, steps, want string }{
		{"a draft of the next revision", "02-01|r1 s1 a02-01 tA; 05-01|r2 sd tB", "1<2 covered"},
		{"in review", "02-01|r1 s1 a02-01 tA; 05-01|r2 sr tB", "1<2 covered"},
		{"approved for a later day", "02-01|r1 s1 a02-01 tA; 11-20|r2 a11-20 e12-24 tB", "1<2 covered"},
		{"approved for a day that has come", "02-01|r1 s1 a02-01 tA; 11-20|r2 a11-20 e11-22 tB", "2 covered"},
		{"approved on a later day", "02-01|r1 s1 a02-01 tA; 11-20|r2 a11-24 e11-20 tB", "1<2 covered future-approval effective-before-approval"},
		{"a draft, never approved", "02-01|r1 sd tA", "1 pending"},
		{"a draft after a draft", "02-01|r1 sd tA; 03-01|tB", "1 pending"},
		{"two drafts after each other", "02-01|r1 s1 a02-01 tA; 05-01|r2 sd tB; 06-01|tC; 07-01|r3 tD", "1<3 covered"},
		{"a draft and a review after the second revision", "02-01|r1 s1 a02-01 tA; 04-01|r2 a04-01 tB; 05-01|r3 sd tC; 06-01|sr", "2<3 covered"},
		{"a draft that is not committed", "02-01|r1 s1 a02-01 tA; tree|r2 sd tB", "1<2 covered"},
		{"approved for later and not committed", "02-01|r1 s1 a02-01 tA; tree|r2 a11-22 e12-24 tB", "1<2 covered"},
		{"never committed", "02-01|nothing; tree|r2 sd tB", "2 pending"},
		{"moved and a draft in one commit", "02-01|r1 s1 a02-01 tA; 05-01|r2 sd fother.md tB", "1<2 covered"},
		{"moved to another folder and a draft", "02-01|r1 s1 a02-01 tA; 05-01|fsales/other.md; 06-01|r2 sd tB", "1<2 covered"},
		{"moved and a draft, not committed", "02-01|r1 s1 a02-01 tA; tree|r2 sd fsales/other.md tB", "1<2 covered"},
		{"a draft of the text alone", "02-01|r1 s1 a02-01 tA; 05-01|sd tB", "1<1 covered status-went-back"},

		{"effective", "02-01|r1 s1 a02-01 tA; 05-01|r2 a05-01 tB", "2 covered"},
		{"obsolete", "02-01|r1 s1 a02-01 tA; 05-01|so", "1 gap"},
		{"obsolete and a draft again", "02-01|r1 s1 a02-01 tA; 05-01|so; 06-01|r2 sd tB", "2 pending"},
		{"obsolete, not committed", "02-01|r1 s1 a02-01 tA; tree|so", "1 gap"},
		{"deleted and a draft again", "02-01|r1 s1 a02-01 tA; 05-01|delete; 06-01|r2 sd tA", "2 pending"},
		{"deleted, and another document has its id", "02-01|r1 s1 a02-01 tA; 05-01|delete; 06-01|r1 sd fother.md tZ", "1 pending status-went-back"},
		{"deleted, and back in another folder as a draft", "02-01|r1 s1 a02-01 tA; 05-01|delete; 06-01|r2 sd fother.md tA", "2 pending"},
		{"another id", "02-01|r1 s1 a02-01 tA; 05-01|iQP-1x; 06-01|iQP-1 r2 sd tB", "2 pending id-changed"},
		{"never effective before it was replaced", "02-01|r1 s1 a02-01 tA; 05-01|r2 a05-01 e12-24 tB; 06-01|r3 sd tC", "1<3 covered"},
		{"effective by now, while the next one is drafted", "02-01|r1 s1 a02-01 tA; 05-01|r2 a05-01 e07-01 tB; 06-01|r3 sd tC", "2<3 covered"},
		{"an approval for later that was reverted", "02-01|r1 s1 a02-01 e02-01 tA; 05-01|r2 a05-01 e12-24 tB; 06-01|r1 a02-01 e02-01 tA", "1 covered"},
		{"an approval for later that was reverted, and a draft", "02-01|r1 s1 a02-01 e02-01 tA; 05-01|r2 a05-01 e12-24 tB; 06-01|r1 a02-01 e02-01 tA; 07-01|r2 sd tC", "1<2 covered"},
		{"an approval taken back", "02-01|r1 s1 a02-01 tA; 03-01|sd", "1 pending status-went-back"},
		{"an approval taken back, and changed", "02-01|r1 s1 a02-01 tA; 03-01|sd; 04-01|tB", "1 pending status-went-back"},
		{"an approval taken back before it was effective", "02-01|r1 s1 a02-01 tA; 05-01|r2 a05-01 e07-01 tB; 06-01|sr", "1<2 covered status-went-back"},
		{"a draft begun with its status, then the number", "02-01|r1 s1 a02-01 tA; 05-01|sd; 06-01|r2 tB", "1<2 covered"},
		{"put off before it was effective", "02-01|r1 s1 a02-01 e02-01 tA; 05-01|r2 a05-01 e07-01 tB; 06-01|e12-24", "1<2 covered"},
		{"put off after it was effective", "02-01|r1 s1 a02-01 e02-01 tA; 05-01|r2 a05-01 e07-01 tB; 08-01|e12-24", "2 pending"},
		{"put off, and the next one drafted", "02-01|r1 s1 a02-01 e02-01 tA; 05-01|r2 a05-01 e07-01 tB; 06-01|e12-24; 07-01|r3 sd tC", "1<3 covered"},

		{"the earlier one had an error", "02-01|r1 s1 a02-01 tA; 03-01|r2 a03-01 tB c4.5.77; 05-01|r3 sd tC c4.5.1", "1<3 covered"},
		{"the earlier one had no approver", "02-01|r1 s1 a02-01 tA; 03-01|r2 a03-01 tB yapprover:; 05-01|r3 sd tC y", "1<3 covered"},
		{"the earlier one had a placeholder", "03-01|r2 s1 a03-01 tB oTBD; 05-01|r3 sd tC oO", "3 pending"},
		{"the earlier one had no text", "03-01|r2 s1 a03-01 t; 05-01|r3 sd tC", "3 pending"},
		{"the earlier one had no dates", "03-01|r2 s1 tB; 05-01|r3 sd tC", "3 pending"},
		{"the next one has an error", "02-01|r1 s1 a02-01 tA; 05-01|r2 sd tB c4.5.77", "1<2 covered unknown-clause"},
		{"the next one says no status", "02-01|r1 s1 a02-01 tA; 05-01|r2 s tB", "2 gap missing-field"},
		{"the next one says no dates", "02-01|r1 s1 a02-01 tA; 05-01|r2 a tB", "2 gap not-approved"},
		{"the next one says no day", "02-01|r1 s1 a02-01 tA; 05-01|r2 a2026-13-13 tB", "2 gap bad-value bad-value"},
		{"the next one is not readable", "02-01|r1 s1 a02-01 tA; 05-01|r2 sd tB y[", "documents/a.md gap front-matter unknown-id"},
		{"two with one id", "02-01|r1 s1 a02-01 tA; 05-01|r2 sd fother.md tB keep", "1 gap duplicate-id duplicate-id"},

		{"a clause of the next one alone", "02-01|r1 s1 a02-01 tA c4.6.2; 05-01|r2 sd tB c4.5.1", "1<2 pending"},
		{"a clause that the next one gives up", "02-01|r1 s1 a02-01 tA; 05-01|r2 sd tB c4.6.2", "1<2 covered"},
		{"a clause of the next one, which has an error", "02-01|r1 s1 a02-01 tA c4.6.2; 05-01|r2 sd tB c4.5.1,4.5.77", "1<2 gap unknown-clause"},
		{"claimed while the manual had another edition", "02-01|m2000 c8.5.1 r1 s1 a02-01 tA; 05-01|m2015 r2 sd tB", "1<2 pending"},
		{"claimed for this edition while the manual had another", "02-01|m2000 r1 s1 a02-01 tA c{2015:8.5.1}; 05-01|m2015 r2 sd tB c8.5.1", "1<2 covered"},
		{"its review is overdue", "02-01|r1 s1 a02-01 tA yreview_date:2026-08-01; 05-01|r2 sd tB y", "1<2 covered overdue-review"},
		{"the review of the next one is not due", "02-01|r1 s1 a02-01 tA; 05-01|r2 sd tB yreview_date:2026-08-01", "1<2 covered"},
		{"an owner by default", "02-01|m1994,owner:O o r1 s1 a02-01 tA; 05-01|r2 sd tB", "1<2 covered"},
		{"an owner by default, moved since then", "02-01|m1994,owner:O o fsub/a.md r1 s1 a02-01 tA; 05-01|fb.md r2 sd tB", "1<2 covered"},
		{"an owner by default then, and its own today", "02-01|m1994,owner:O o r1 s1 a02-01 tA; 05-01|m1994 oO r2 sd tB", "1<2 covered"},
		{"an owner by a later default", "02-01|o r1 s1 a02-01 tA; 05-01|m1994,owner:O r2 sd tB", "2 pending"},
		{"a revision by default", "02-01|m1994,revision:1 r s1 a02-01 tA; 05-01|r2 sd tB", "1<2 covered"},
		{"a revision by default, taken back", "02-01|m1994,revision:1 r s1 a02-01 tA; 05-01|sd", "1 pending status-went-back"},
		{"approved in a hidden folder", "02-01|f.attic/a.md r1 s1 a02-01 tA; 05-01|fa.md r2 sd tB", "2 pending"},
		{"approved in an excluded folder", "02-01|m1994,exclude:attic/** fattic/a.md r1 s1 a02-01 tA; 05-01|fa.md r2 sd tB", "2 pending"},
		{"approved, and excluded later", "02-01|r1 s1 a02-01 tA; 05-01|m1994,exclude:a.md r2 sd tB; 06-01|fb.md tC", "2 pending"},
		{"another file is excluded", "02-01|m1994,exclude:attic/** r1 s1 a02-01 tA; 05-01|r2 sd tB", "1<2 covered"},
		{"1.0, and a draft of 1", "02-01|r1.0 s1 a02-01 tA; 05-01|r1 sd", "1 pending status-went-back"},
		{"1.0, and a draft of 1.1", "02-01|r1.0 s1 a02-01 tA; 05-01|r1.1 sd", "1.0<1.1 covered"},
		{"shallow", "02-01|r1 s1 a02-01 tA; 05-01|r2 sd tB; shallow", "2 pending history-unknown"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, newStory(t, c.steps).tell(generator.Options{Options: manual.Options{Date: "2026-11-22"}})); diff != "" {
				t.Errorf("%s (-want +got)\n%s", c.steps, diff)
			}
		})
	}
}

// TestInForceOnDay looks at one history on several days, and without one.
func TestInForceOnDay(t *testing.T) {
	s := newStory(t, "02-01|r1 s1 a02-01 e02-10 tA; 04-01|r2 a04-01 e05-01 tB; 06-01|r3 a06-01 e12-01 tC; 07-01|r4 sd tD yhistory:[{revision:3,date:2026-06-01,summary:S}]")
	for day, want := range map[string]string{"2026-01-01": "4 pending", "2026-02-09": "4 pending", "2026-02-10": "1<4 covered", "2026-04-30": "1<4 covered",
		"2026-05-01": "2<4 covered", "2026-11-30": "2<4 covered", "2026-12-01": "3<4 covered", "2030-01-01": "3<4 covered"} {
		if got := s.tell(generator.Options{Options: manual.Options{Date: day}}); got != want {
			t.Errorf("on %s: %s, want %s", day, got, want)
		}
	}
	s.log = nil // as outside Git
	if got := s.tell(generator.Options{Options: manual.Options{Date: "2026-11-22"}}); got != "4 pending history-unknown" {
		t.Errorf("without Git: %s", got)
	}
}

// story is a manual with a history, as TestInForce tells it.
type story struct {
	*testing.T
	fields map[byte]string
	folder fstest.MapFS
	stream strings.Builder
	log    *history.Log
	dir    string // of the repository
	marks  int
}

func newStory(t *testing.T, steps string) *story {
	s, shallow := newFolder(t, steps)
	s.record(shallow)
	return s
}

// newFolder is a story of which git does not know yet.
func newFolder(t *testing.T, steps string) (s *story, shallow bool) {
	s = &story{T: t, fields: map[byte]string{'i': "QP-1", 'f': "a.md", 'c': "4.5.1", 'o': "O"}, folder: fstest.MapFS{"documents/z.md": {Data: []byte(neighbour)}}}
	for n, step := range strings.Split(steps, "; ") {
		day, words, _ := strings.Cut(step, "|")
		if day == "shallow" {
			shallow = true
			continue
		}
		changed := s.step(strings.Fields(words), n == 0)
		if day != "tree" {
			s.commit("2026-"+day, changed)
		}
	}
	return s, shallow
}

const neighbour = "---\nid: QP-9\ntitle: Neighbour\nrevision: 1\nstatus: approved\nowner: O\napprover: M\napproved_date: 2026-01-01\neffective_date: 2026-01-01\n---\n\nSee QP-1 and [this](a.md).\n"

// step changes the folder, and returns what it changed.
func (s *story) step(words []string, first bool) (changed []string) {
	if first {
		s.configure("1994")
		changed = append(changed, "manual.yaml", "documents/z.md")
	}
	file := "documents/" + s.fields['f']
	keep := slices.Contains(words, "keep")
	for _, w := range words {
		switch {
		case w == "keep" || w == "nothing":
		case w == "delete" || w[0] == 'f':
			if s.folder[file] != nil && !keep {
				delete(s.folder, file)
				changed = append(changed, file)
			}
			if w[0] == 'f' {
				s.fields['f'] = w[1:]
			}
		case w[0] == 'm':
			s.configure(w[1:])
			changed = append(changed, "manual.yaml")
		default:
			s.fields[w[0]] = w[1:]
		}
	}
	if slices.Contains(words, "delete") || slices.Contains(words, "nothing") {
		return changed
	}
	file = "documents/" + s.fields['f']
	s.folder[file] = &fstest.MapFile{Data: []byte(s.page())}
	for name := range s.folder { // the neighbour links to where the document is
		if name == "documents/z.md" {
			s.folder[name].Data = []byte(strings.Replace(neighbour, "a.md", s.fields['f'], 1))
			changed = append(changed, name)
		}
	}
	return append(changed, file)
}

func (s *story) configure(edition string) {
	edition, field, _ := strings.Cut(edition, ",")
	text := "title: T\ncompany: C\nedition: " + edition + "\nscope: 9001\nscope_statement: S.\n"
	if pattern, ok := strings.CutPrefix(field, "exclude:"); ok {
		text += "exclude: [" + pattern + "]\n"
	} else if field != "" {
		text += "defaults: [{at: \"**\", " + strings.Replace(field, ":", ": ", 1) + "}]\n"
	}
	s.folder["manual.yaml"] = &fstest.MapFile{Data: []byte(text)}
}

func (s *story) page() string {
	date := func(d string) string {
		if len(d) == len("01-02") {
			return "2026-" + d
		}
		return d
	}
	f := s.fields
	page := fmt.Sprintf("---\nid: %s\ntitle: T\nrevision: %s\nstatus: %s\nowner: %s\nclauses: [%s]\n", f['i'], f['r'],
		map[string]string{"1": document.Approved, "d": document.Draft, "r": document.Review, "o": document.Obsolete}[f['s']], f['o'], f['c'])
	if c := f['c']; strings.HasPrefix(c, "{") {
		page = strings.Replace(page, "["+c+"]", strings.Replace(c, ":", ": ", 1), 1)
	}
	if f['a'] != "" {
		from := f['e']
		if from == "" {
			from = f['a']
		}
		page += "approved_date: " + date(f['a']) + "\neffective_date: " + date(from) + "\n"
		if f['y'] != "approver:" {
			page += "approver: M\n"
		}
	}
	if f['y'] != "" {
		page += strings.ReplaceAll(f['y'], ":", ": ") + "\n"
	}
	if f['t'] == "" {
		return page + "---\n"
	}
	return page + "---\n\n" + strings.Repeat("Words that stay. ", 20) + f['t'] + "\n"
}

func (s *story) commit(day string, changed []string) {
	when, err := time.Parse(time.DateOnly, day)
	if err != nil {
		s.Fatal(err)
	}
	s.marks++
	fmt.Fprintf(&s.stream, "commit refs/heads/main\nmark :%d\ncommitter Q <q@example.com> %d +0000\ndata 4\nStep\n", s.marks, when.Unix()+int64(s.marks))
	for _, name := range changed {
		if f := s.folder[name]; f == nil {
			fmt.Fprintf(&s.stream, "D %s\n", name)
		} else {
			fmt.Fprintf(&s.stream, "M 100644 inline %s\ndata %d\n%s\n", name, len(f.Data), f.Data)
		}
	}
}

// record has git tell what it knows.
func (s *story) record(shallow bool) {
	s.dir = s.TempDir()
	s.git("", "init", "-q", "--template=", "--initial-branch=main")
	s.git(s.stream.String(), "fast-import", "--quiet")
	if shallow {
		if err := os.WriteFile(filepath.Join(s.dir, ".git", "shallow"), []byte(s.git("", "rev-parse", "HEAD")), 0o666); err != nil {
			s.Fatal(err)
		}
	}
	s.log = history.Read(s.Context(), s.dir, "documents")
}

func (s *story) git(stdin string, args ...string) string {
	s.Helper()
	cmd := exec.Command("git", append([]string{"-C", s.dir}, args...)...)
	cmd.Stdin = strings.NewReader(stdin)
	out, err := cmd.CombinedOutput()
	if err != nil {
		s.Fatalf("git %s: %v\n%s", args[0], err, out)
	}
	return string(out)
}

// commits lists the commits of the steps, the first one first.
func (s *story) commits() []string {
	return strings.Fields(s.git("", "rev-list", "--reverse", "main"))
}

// logAt is what git knew when a commit was the last one. It needs fewer processes than a repository for each commit.
func (s *story) logAt(commit string) *history.Log {
	if err := os.WriteFile(filepath.Join(s.dir, ".git", "refs", "heads", "main"), []byte(commit+"\n"), 0o666); err != nil {
		s.Fatal(err)
	}
	return history.Read(s.Context(), s.dir, "documents")
}

// tell says in short what is in force.
func (s *story) tell(o generator.Options) string {
	s.Helper()
	o.Past = func(string) *history.Log { return s.log }
	r, err := generator.Check(s.folder, o)
	if err != nil {
		s.Fatal(err)
	}
	var parts []string
	for _, e := range r.Matrix.Manual.Entries {
		switch {
		case e.ID.Value == "QP-9" || len(parts) > 0:
		case e.Next != nil:
			parts = append(parts, e.Revision.Value+"<"+e.Next.Revision.Value)
		case e.Revision.Given():
			parts = append(parts, e.Revision.Value)
		default:
			parts = append(parts, e.Name())
		}
	}
	state := r.Matrix.Clause("4.5.1")
	if state == nil {
		state = r.Matrix.Clause("8.5.1")
	}
	parts = append(parts, string(state.State))
	if counted := slices.ContainsFunc(state.Claims, coverage.Claim.Counted); counted != (state.State == coverage.Covered) {
		s.Errorf("the state is %s, counted %v", state.State, counted)
	}
	usual := []string{"gap", "missing-documented-information", "unlikely-not-applicable", "orphan", "links-to-draft", "links-to-obsolete"}
	for _, f := range r.Findings {
		if strings.HasPrefix(f.File, "documents/") && !slices.Contains(usual, f.Rule) || f.Rule == "history-unknown" {
			parts = append(parts, f.Rule)
		}
		if f.Rule == "links-to-draft" && strings.Contains(parts[0], "<") {
			s.Errorf("%s, although an earlier revision is in force", f.Message)
		}
	}
	return strings.Join(parts, " ")
}
