package generator_test

import (
	"flag"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/manual"
)

var revisionsFolder = flag.String("revisions-site", "", "a new folder to write the site of TestRevisionsOfExample to, to look at it")

const (
	machining = "documents/production/qp-08-11-machining.md"
	flow      = "documents/production/machining-flow.svg"
)

// past is a manual in a Git repository of its own.
type past struct {
	t   testing.TB
	dir string
}

// commit writes files, "" for one to delete, and commits them on a day.
func (p past) commit(day, author, subject string, files map[string]string) {
	p.t.Helper()
	for name, text := range files {
		file := filepath.Join(p.dir, name)
		if text == "" {
			p.must(os.Remove(file))
			continue
		}
		p.must(os.MkdirAll(filepath.Dir(file), 0o777))
		p.must(os.WriteFile(file, []byte(text), 0o666))
	}
	p.git(day, author, "add", "-A")
	p.git(day, author, "commit", "-q", "-m", subject)
}

func (p past) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p past) git(day, author string, args ...string) {
	p.t.Helper()
	cmd := exec.Command("git", append([]string{"-C", p.dir}, args...)...)
	cmd.Env = append(os.Environ(), "GIT_AUTHOR_NAME="+author, "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME="+author, "GIT_COMMITTER_EMAIL=a@example.com",
		"GIT_AUTHOR_DATE="+day+"T09:00:00Z", "GIT_COMMITTER_DATE="+day+"T09:00:00Z", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		p.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func (p past) read(name string) string {
	data, err := os.ReadFile(filepath.Join(p.dir, name))
	p.must(err)
	return string(data)
}

func (p past) check(o manual.Options) *generator.Result {
	p.t.Helper()
	o.Date, o.History = today, history.Read(p.t.Context(), p.dir, "documents")
	r, err := generator.Check(os.DirFS(p.dir), generator.Options{Options: o})
	p.must(err)
	return r
}

// examplePast is the example manual with a history: three revisions of the procedure on suppliers, a draft between
// two of them that nobody may see, and two of the procedure on machining, whose picture changed.
func examplePast(t *testing.T) past {
	t.Helper()
	p := past{t, t.TempDir()}
	p.must(os.CopyFS(p.dir, os.DirFS("../example-manual")))
	p.must(os.RemoveAll(filepath.Join(p.dir, "public")))
	names, err := filepath.Glob(filepath.Join(p.dir, "documents/purchasing/qp-08-04*.md"))
	if err != nil || len(names) != 1 {
		t.Fatal(names, err)
	}
	file := "documents/purchasing/" + filepath.Base(names[0])
	latest, machines, drawn := p.read(file), p.read(machining), p.read(flow)
	p.must(os.WriteFile(filepath.Join(p.dir, "manual.yaml"), []byte(p.read("manual.yaml")+"\nedit_url: https://github.com/example/manual/edit/main/{path}\n"), 0o666))

	p.git("2023-01-09", "P. Buyer", "init", "-q", "-b", "main")
	old := func(text string, pairs ...string) string {
		for i := 0; i < len(pairs); i += 2 {
			if !strings.Contains(text, pairs[i]) {
				t.Fatalf("the example has no %q", pairs[i])
			}
		}
		return strings.NewReplacer(pairs...).Replace(text)
	}
	cut := func(text, heading string) (before, section, after string) {
		start := strings.Index(text, "\n## "+heading)
		end := start + 4 + strings.Index(text[start+4:], "\n## ")
		if end < start+4 {
			end = len(text)
		}
		return text[:start], text[start:end], text[end:]
	}
	written := regexp.MustCompile(`(?s)history:\n.*?---\n`)
	third := written.ReplaceAllString(old(latest, "revision: 4", "revision: 3", "2026-02-16", "2024-05-06", "2026-03-02", "2024-06-01", "2028-03-01", "2026-06-01",
		"In January and July the Purchasing Manager", "In January the Purchasing Manager", "in the half-year; those with fewer are scored once a year", "in the year",
		"6 years after the last order", "5 years after the last order", "by 15 February or 15 August", "by 15 February",
		"| 10 | Share of deliveries with complete and right certificates |\n", "| 15 | Share of deliveries with complete certificates |\n| Price | 5 | Compared with the average of the group |\n",
		"Delivery | 35 | 35 from 98", "Delivery | 30 | 30 from 98", ". Second C in a row: dropped", ""), "---\n")
	before, decides, after := cut(third, "Who decides")
	third = before + after
	head, start, rest := cut(third, "Evaluation")
	third = head + decides + start + rest // it stood before the evaluation
	second := old(third, "revision: 3", "revision: 2", "2024-05-06", "2023-01-09", "2024-06-01", "2023-02-01", "approver: Managing Director", "approver: Quality Manager",
		"| Coating | K | Thickness, masking, handling damage |\n", "", " A trial order, at most 20 % of the yearly need,", " A trial order", "Papers | 15", "Papers | 20", "| Price | 5 | Compared with the average of the group |\n", "",
		"Groups H, K and G are visited", "Groups H and G are visited")
	draft := old(third, "status: approved", "status: draft", "Office goods and tools", "UNSEEN DRAFT goods and tools")
	machinesBefore := written.ReplaceAllString(old(machines, "revision: 6", "revision: 5", "2026-05-11", "2025-05-12", "2026-05-25", "2025-06-02"), "---\n")
	drawnBefore := old(drawn, "</svg>", "<circle cx=\"20\" cy=\"20\" r=\"6\"/></svg>")

	p.commit("2023-01-09", "P. Buyer", "Suppliers: revision 2", map[string]string{file: second, machining: old(machinesBefore, "status: approved", "status: draft"), flow: old(drawn, "</svg>", "<title>UNSEEN</title></svg>")})
	p.commit("2024-04-02", "P. Buyer", "Suppliers: draft of revision 3", map[string]string{file: draft})
	p.commit("2024-05-06", "P. Buyer", "Weigh delivery performance", map[string]string{file: third})
	p.commit("2025-05-12", "M. Miller", "Machining: revision 5", map[string]string{flow: drawnBefore, machining: machinesBefore + "\nThe log is kept at the machine.\n"})
	p.commit("2026-02-16", "P. Buyer", "Score suppliers each half-year", map[string]string{file: latest})
	p.commit("2026-05-11", "M. Miller", "Machining: revision 6", map[string]string{flow: drawn, machining: machines})
	return p
}

func TestRevisionsOfExample(t *testing.T) {
	p := examplePast(t)
	files := pages(t, p.check(manual.Options{}))
	if dir := *revisionsFolder; dir != "" {
		for name, data := range files {
			p.must(os.MkdirAll(filepath.Join(dir, path.Dir(name)), 0o777))
			p.must(os.WriteFile(filepath.Join(dir, name), data, 0o666))
		}
	}
	var made []string
	for name := range files {
		if strings.HasPrefix(name, "revisions/") {
			made = append(made, name)
		}
	}
	slices.Sort(made)
	if len(made) != 3 || !strings.HasPrefix(made[0], "revisions/files/") || made[1] != "revisions/qp-08-04.html" || made[2] != "revisions/qp-08-11.html" {
		t.Errorf("the pages and pictures are %v", made)
	}
	for name, data := range files {
		if strings.Contains(string(data), "UNSEEN") {
			t.Errorf("%s shows what was only a draft, or was replaced before it was in a revision", name)
		}
	}
	s := parseSite(t, files)
	for _, name := range made[1:] {
		for n := range nodes(t, name, files[name]) {
			for _, a := range n.Attr {
				if (a.Key == "href" || a.Key == "src") && !strings.HasPrefix(a.Val, "http") {
					s.follow(t, name, n, a.Val)
				}
			}
		}
	}
	page, machines := string(files["revisions/qp-08-04.html"]), string(files["revisions/qp-08-11.html"])
	for _, want := range []string{`Revision 4 <span`, "Revision 3</h2>", "Revision 2</h2>", "moves 1 section", `<del><span class="hush">[deleted: </span>30<span class="hush">]</span></del>`,
		"Score for each half-year", "/commits/main/documents/purchasing/", "https://github.com/example/manual/commit/", `href="../documents/qp-08-05.html"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of QP-08-04 lacks %q", want)
		}
	}
	for _, want := range []string{`<span class="pictures">`, `src="../` + made[0] + `"`, `src="../files/production/machining-flow.svg"`} {
		if !strings.Contains(machines, want) {
			t.Errorf("the page of QP-08-11 lacks %q", want)
		}
	}
	document := string(files["documents/qp-08-04.html"])
	if strings.Count(document, `href="../revisions/qp-08-04.html"`) != 2 {
		t.Error("the page of QP-08-04 does not link to its revisions twice")
	}
	if strings.Contains(string(files["print.html"]), "revisions/") {
		t.Error("print.html links to revisions")
	}
}

// TestRevisionsRebuilt: a preview shows what a build makes, also where revisions change with an edit.
func TestRevisionsRebuilt(t *testing.T) {
	t.Parallel()
	p := examplePast(t)
	p.must(os.WriteFile(filepath.Join(p.dir, "manual.yaml"), []byte(p.read("manual.yaml")+"audits: [{name: Audit, date: 2025-06-30}]\n"), 0o666))
	options := generator.Options{At: p.at}
	options.Date, options.Drafts, options.History = today, true, history.Read(t.Context(), p.dir, "documents")
	b := &generator.Builder{FS: os.DirFS(p.dir)}
	look := func(what string) {
		t.Helper()
		again, err := b.Check(options, time.Now())
		p.must(err)
		rebuilt := b.Pages(again)
		fresh, err := generator.Check(os.DirFS(p.dir), options)
		p.must(err)
		for _, f := range fresh.Files() {
			want, err := f.Bytes()
			p.must(err)
			if got, err := rebuilt.Bytes(f.Path); err != nil || string(got) != string(want) {
				t.Errorf("%s: %s differs: %v", what, f.Path, err)
			}
		}
	}
	look("first")
	file := filepath.Join(p.dir, machining)
	edit := func(old, new string) {
		t.Helper()
		text := p.read(machining)
		if !strings.Contains(text, old) {
			t.Fatalf("no %q", old)
		}
		p.must(os.WriteFile(file, []byte(strings.Replace(text, old, new, 1)), 0o666))
	}
	edit("Before the first chip", "Before any chip")
	look("a heading is edited")
	edit("revision: 6\nstatus: approved", "revision: 7\nstatus: draft")
	look("the next revision is a draft")
	p.must(os.Remove(filepath.Join(p.dir, flow)))
	edit("](machining-flow.svg)", "](https://example.com/x.svg)")
	look("the picture is gone")
	p.git("2026-11-21", "M. Miller", "add", "-A")
	p.git("2026-11-21", "M. Miller", "commit", "-q", "-m", "Draft")
	options.History = history.Read(t.Context(), p.dir, "documents")
	look("that is committed")
}
