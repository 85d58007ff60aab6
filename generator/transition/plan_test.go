package transition_test

import (
	"bytes"
	"flag"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/standardname"
	"github.com/clausebook/clausebook/generator/transition"
)

var update = flag.Bool("update", false, "rewrite the expected plans in testdata")

// TestPlans holds the plans of the example manual to 2026 and of a manual of 1994 to 2015 against
// files that a person has read.
func TestPlans(t *testing.T) {
	example := load(t, os.DirFS("../../example-manual"), "2026")
	old := load(t, archive(t, "testdata/1994.txtar"), "2015")
	for name, write := range map[string]func(io.Writer) error{
		"example-2026.txt": example.Text, "example-2026.md": example.Markdown, "example-2026.json": example.JSON,
		"1994-2015.txt": old.Text, "1994-2015.md": old.Markdown, "1994-2015.json": old.JSON,
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), b.String()); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

func archive(t *testing.T, file string) fs.FS {
	t.Helper()
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	fsys, err := txtar.FS(a)
	if err != nil {
		t.Fatal(err)
	}
	return fsys
}

// load plans the transition of the manual in a folder.
func load(t *testing.T, fsys fs.FS, to string) *transition.Plan {
	t.Helper()
	c, err := config.Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	m, err := manual.Load(fsys, c, manual.Options{Date: "2026-11-28"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, faults := check.Read(m)
	p := transition.Of(coverage.Of(m, faults), standard.Load(to))
	if p == nil {
		t.Fatal("no plan")
	}
	return p
}

// TestCarried holds what is carried over against the data: a claim may only be carried over to a
// clause of the same number that has one source and is not known to ask for anything else, and never
// from an edition before 2015.
func TestCarried(t *testing.T) {
	for _, from := range standardname.Years() {
		e := standard.Load(from)
		for _, to := range e.Later() {
			later := standard.Load(to)
			sources := map[string]int{}
			for _, m := range e.Moves(later) {
				for _, target := range m.To {
					sources[target.ID]++
				}
			}
			var list []string
			for _, m := range e.Moves(later) {
				list = append(list, m.From.ID)
			}
			doc := "---\n" + front + "clauses: [" + strings.Join(list, ", ") + "]\n---\n" + text
			p := planOf(t, "edition: "+from+"\nscope: 9001\n", to, map[string]string{"a.md": doc})
			carried := 0
			for _, m := range p.Documents[0].Lists[0].Moves {
				if !m.Carried() {
					continue
				}
				carried++
				c := later.Clause(m.Clause)
				if from != "2015" || len(m.To) != 1 || m.To[0].ID != m.Clause || sources[m.Clause] != 1 || c.ContentChanged() || m.Certainty() != standard.SameNumber {
					t.Errorf("%s to %s: %s is carried over", from, to, m.Clause)
				}
			}
			if from == "2015" && carried == 0 {
				t.Errorf("%s to %s: nothing is carried over", from, to)
			}
		}
	}
	if got := strings.Join(standard.Load("1994").Later(), " ") + "; " + strings.Join(standard.Load("2026").Later(), " "); got != "2015 2026; " {
		t.Errorf("later editions: %s", got)
	}
}

// TestForecast holds the forecast against the coverage of the later edition once the plan is written:
// what it calls covered is covered, and once every proposal is confirmed what it calls proposed is too.
func TestForecast(t *testing.T) {
	documents := map[string]string{
		"a.md": "---\n" + front + "clauses: [4.1, 8.4.2, 6.1.2#evaluation, 10.3, 9.1.2#nowhere]\n---\n" + text,
		"b.md": "---\nid: B\ntitle: B\nrevision: 1\nstatus: draft\nowner: M\nclauses: [7.4, 8.4.2, 4.2]\n---\n" + text,
		"c.md": "---\nid: C\ntitle: C\nrevision: 1\nstatus: obsolete\nowner: M\nclauses: [8.4.3]\n---\n" + text,
	}
	const settings = "edition: 2015\nscope: 9002\nnot_applicable: {\"8.3\": Not ours., \"8.5.5\": Not ours.}\n"
	p := planOf(t, settings, "2026", documents)
	for _, d := range p.Documents {
		name := strings.TrimPrefix(d.Entry.File, "documents/")
		edited, err := p.Edit(d, []byte(documents[name]))
		if err != nil {
			t.Fatal(err)
		}
		documents[name] = string(edited)
	}
	after := planOf(t, settings, "2026", documents)
	confirmed := map[string]string{}
	for name, text := range documents {
		head, rest, found := strings.Cut(text, "2026: [")
		proposed := "2026: ["
		if at := strings.Index(rest, "proposed: {2026: ["); found && at >= 0 {
			list, _, _ := strings.Cut(rest[at+len("proposed: {2026: ["):], "]")
			proposed += list
			if !strings.HasPrefix(rest, "]") {
				proposed += ", "
			}
		}
		confirmed[name] = head + proposed + rest
	}
	last := planOf(t, settings, "2026", confirmed)
	states := map[string]transition.State{"4.1": transition.Proposed, "8.4.2": transition.Covered, "6.1.2": transition.Proposed, "6.1.3": transition.Proposed,
		"10.1": transition.Proposed, "9.1.2": transition.Gap, "7.4": transition.Pending, "4.2": transition.Pending, "8.4.3": transition.Gap,
		"8.3.1": transition.NotApplicable, "8.5.5": transition.NotApplicable}
	for i, c := range p.Clauses {
		if want, ok := states[c.ID]; ok && c.State != want {
			t.Errorf("%s is %s, want %s", c.ID, c.State, want)
		}
		if c.State != after.Clauses[i].State {
			t.Errorf("%s is %s, and %s once it is written", c.ID, c.State, after.Clauses[i].State)
		}
		covered := last.Target.Clause(c.ID).State == coverage.Covered
		if wanted := c.State == transition.Covered || c.State == transition.Proposed; covered != wanted {
			t.Errorf("%s: forecast %s, and once confirmed %s", c.ID, c.State, last.Target.Clause(c.ID).State)
		}
		if c.State == transition.Covered && after.Target.Clause(c.ID).State != coverage.Covered {
			t.Errorf("%s: forecast covered, is %s", c.ID, after.Target.Clause(c.ID).State)
		}
	}
	if n := after.Counts(); n.Done != 0 || n.Written != 2 || n.Documents != 2 {
		t.Errorf("progress after writing: %+v", n)
	}
	if !slices.Equal(after.Owners(), []string{"M", "Manager"}) {
		t.Errorf("owners: %q", after.Owners())
	}
}
