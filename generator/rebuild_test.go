package generator_test

import (
	"bytes"
	"crypto/sha1"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
	sitefiles "github.com/clausebook/clausebook/generator/site"
)

var (
	edits    = flag.Int("edits", 0, "how many random edits TestRebuildIsBuild makes; 0 makes those of four seconds")
	editSeed = flag.Uint64("edit-seed", 1, "the seed of TestRebuildIsBuild; 0 takes one from the clock")
)

// TestRebuildIsBuild makes random edits to a manual on disk. After each of them the one Builder that
// has seen all of them, and a build that has seen none, must have the same findings and make the
// same site, byte for byte.
func TestRebuildIsBuild(t *testing.T) {
	seed := *editSeed
	if seed == 0 {
		seed = uint64(time.Now().UnixNano())
	}
	e := newEditor(t, seed)
	b := &generator.Builder{FS: os.DirFS(e.folder)}
	const fewest, length = 10, 4 * time.Second
	started := time.Now()
	n, valid, done := 0, 0, true
	for ; n < *edits || *edits == 0 && (n < fewest || time.Since(started) < length); n++ {
		what, differs := "the first look", ""
		switch {
		case n > 0 && !done && e.IntN(2) == 0:
			what = e.fix()
		case n > 0:
			what = e.edit()
		}
		done, differs = e.compare(b, n)
		if differs != "" {
			t.Fatalf("edit %d, %s: %s\nto see it again: go test ./generator -run TestRebuildIsBuild -edit-seed %d -edits %d",
				n, what, differs, seed, n+1)
		}
		if done {
			valid++
		}
	}
	t.Logf("seed %d: %d edits, %d of them left a manual that a site can be made of", seed, n, valid)
	if n >= 100 && valid < n/6 { // a fifth to a half, by the seed and the number of edits
		t.Error("there was not much to compare")
	}
}

// TestRebuildAfterOneEdit makes the edits that chance seldom makes: those that a page shows which has
// nothing else to do with the document.
func TestRebuildAfterOneEdit(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		files map[string]string // what stands in documents, by file
		file  string
		edits []string // what is written instead of what
		// public says that drafts are left out.
		public bool
	}{
		{"the only document of a folder below becomes obsolete",
			map[string]string{"a/1.md": "QP-1 First.", "a/2.md": "QP-2 Between.", "a/3.md": "QP-3 Between.", "a/deep/4.md": "QP-4 Deep."},
			"a/deep/4.md", []string{"status: draft", "status: obsolete"}, false},
		{"a link in another folder leads to a document that becomes obsolete",
			map[string]string{"a/1.md": "QP-1 See QP-9 and [[QP-9]].", "b/2.md": "QP-2 Between.", "b/3.md": "QP-3 Between.", "c/7.md": "QP-7 Between.", "c/9.md": "QP-9 Here."},
			"c/9.md", []string{"status: draft", "status: obsolete"}, false},
		{"the documents lie in another folder, and are the same",
			map[string]string{"a/1.md": "QP-1 First.", "a/b/2.md": "QP-2 See QP-1."},
			"../manual.yaml", []string{"company: C", "company: C\ndocuments: documents/a"}, false},
		{"a document moves among the others by its id alone",
			map[string]string{"1.md": "QP-1 First.", "2.md": "QP-2 Second.", "3.md": "QP-3 Third."},
			"1.md", []string{"id: QP-1", "id: QP-4", "id: QP-4", "id: QP-2b"}, false},
		{"a fault becomes another one that no field shows",
			map[string]string{"1.md": "QP-1 First."},
			"1.md", []string{"owner: O", "clauses: [4.5.1]\nowner: [O, P]", "owner: [O, P]", "owner: {O: P}"}, false},
		{"the word for a clause is one of another language",
			map[string]string{"1.md": "QP-1 See Abschnitt 4.6.1 and clause 4.6.2.", "2.md": "QP-2 See article 4.6.1."},
			"../manual.yaml", []string{"company: C", "company: C\nlanguage: de", "language: de", "language: fr", "language: fr", "language: en"}, false},
		{"the only document is published, and what it shows",
			map[string]string{"1.md": "QP-1 ![Plan](plan.svg)"},
			"1.md", []string{"status: draft", "status: obsolete"}, true},
		{"what replaces a document elsewhere is not effective any more, and is again",
			map[string]string{"a/1.md": "QP-1 In force.", "b/2.md": "QP-2 Between.", "c/3.md": "QP-3 Third."},
			"c/3.md", []string{"status: draft", "supersedes: QP-1\n" + approved, "status: approved", "status: review", "status: review", "status: approved",
				"2026-02-01", "2027-02-01", "supersedes: QP-1\n", ""}, false},
		{"the successor of a successor changes its name",
			map[string]string{"a/1.md": "QP-1 In force.", "b/2.md": "QP-2 Between.", "c/3.md": "QP-3 In force."},
			"b/2.md", []string{"status: draft", "status: obsolete\nsupersedes: QP-1", "supersedes: QP-1", "supersedes: QP-1\nsuperseded_by: QP-3",
				"superseded_by: QP-3", "superseded_by: [QP-4, QP-3]", "QP-4, ", ""}, true},
		{"a claim on the next edition is proposed, and confirmed",
			map[string]string{"a/1.md": "QP-1 In force.", "b/2.md": "QP-2 Second."},
			"a/1.md", []string{"clauses: [4.5.1]", "clauses: {1994: [4.5.1], 2015: []}\nproposed: {2015: [7.5.3.1]}", "2015: []}\nproposed: {2015: [7.5.3.1]}", "2015: [7.5.3.1]}",
				"owner: O", "owner: P", "status: approved", "status: obsolete"}, false},
		{"the form of a record elsewhere has another revision, and is withdrawn",
			map[string]string{"a/1.md": "QP-1 In force.", "b/2.md": "QP-2 Second."},
			"b/2.md", []string{"revision: 1", "revision: 2", "status: draft", "status: obsolete"}, false},
	} {
		e := newEditor(t, 1)
		e.options.Drafts = !c.public
		e.must(os.RemoveAll(e.at("documents")))
		e.write("documents/plan.svg", drawing("1"))
		e.write("manual.yaml", "title: T\ncompany: C\nedition: 1994\nnext_edition: 2015\nscope: 9001\nscope_statement: S.\nrules: {bad-value: warning, missing-field: warning, unknown-document: warning}\n")
		for file, text := range c.files {
			id, text, _ := strings.Cut(text, " ")
			status := "status: draft"
			if strings.HasPrefix(text, "In force") {
				status = approved + "\nclauses: [4.5.1]\nrecords: [{name: R, form: QP-2}]"
			}
			e.write("documents/"+file, fmt.Sprintf("---\nid: %s\ntitle: T\nrevision: 1\n%s\nowner: O\n---\n\n%s\n", id, status, text))
		}
		b := &generator.Builder{FS: os.DirFS(e.folder)}
		for look := 0; ; look++ {
			if site, differs := e.compare(b, look); !site || differs != "" {
				t.Errorf("%s, look %d: site %v, %s", c.name, look, site, differs)
			}
			if 2*look == len(c.edits) {
				break
			}
			data, err := os.ReadFile(e.at("documents/" + c.file))
			e.must(err)
			e.write("documents/"+c.file, strings.Replace(string(data), c.edits[2*look], c.edits[2*look+1], 1))
		}
	}
}

// approved are the fields of a document in force.
const approved = "status: approved\napprover: A\napproved_date: 2026-01-05\neffective_date: 2026-02-01"

// compare builds in both ways. It reports whether there was a site, and the first difference.
func (e *editor) compare(b *generator.Builder, n int) (site bool, differs string) {
	o := e.options
	o.Date, o.History = e.day, e.log
	again, err := b.Check(o, e.now())
	e.must(err)
	fresh, err := generator.Check(os.DirFS(e.folder), o)
	e.must(err)
	if diff := cmp.Diff(fresh.Findings, again.Findings); diff != "" {
		return false, "other findings (-build +rebuild)\n" + diff
	}
	if fresh.Matrix == nil || fresh.Errors() > 0 {
		return false, ""
	}
	e.inForce = 0
	for _, entry := range fresh.Matrix.Manual.Entries {
		if entry.Next != nil {
			e.inForce++
		}
	}
	pages, files := b.Pages(again), fresh.Files()
	keys := maps.Collect(pages.Documents())
	if differs := e.comparePages(pages, files, n); differs != "" {
		return true, differs
	}
	return true, e.compareKeys(keys, pages)
}

// comparePages compares all documents, all lists and all data after each edit. There are many pages
// of clauses, and all of one kind: a few of them after each edit, all after some.
func (e *editor) comparePages(pages *sitefiles.Pages, files []sitefiles.File, n int) string {
	for _, f := range files {
		if !pages.Has(f.Path) {
			return f.Path + " is not in the rebuilt site"
		}
		if strings.HasPrefix(f.Path, "clauses/") && n%20 != 0 && e.IntN(15) != 0 {
			continue
		}
		want, err := f.Bytes()
		e.must(err)
		got, err := pages.Bytes(f.Path)
		e.must(err)
		if !bytes.Equal(want, got) {
			return fmt.Sprintf("%s differs (-build +rebuild)\n%s", f.Path, cmp.Diff(tags(want), tags(got)))
		}
	}
	return ""
}

// compareKeys holds the promise of a key: while it is the same, so are the bytes of the page. That
// is how a preview knows which pages to load again.
func (e *editor) compareKeys(keys map[string]uint64, pages *sitefiles.Pages) string {
	now := map[string]string{}
	for path := range keys {
		data, err := pages.Bytes(path)
		e.must(err)
		now[path] = string(data)
		if old, ok := e.shown[path]; ok && old != now[path] && keys[path] == e.keys[path] {
			return fmt.Sprintf("%s changed and its key did not\n%s", path, cmp.Diff(tags([]byte(old)), tags(data)))
		}
	}
	e.shown, e.keys = now, keys
	return ""
}

// tags parts a page for a readable difference.
func tags(page []byte) []string { return strings.SplitAfter(string(page), ">") }

// editor edits a manual at random. All words come from small sets, so that what was comes again.
type editor struct {
	*rand.Rand
	*testing.T
	folder string
	day    string
	// options are those of the next looks, but for the day and the history.
	options generator.Options
	drafts  map[string]*draft // by path below the manual's folder
	log     *history.Log
	inForce int // earlier revisions at the last look
	// approved is the document that approve wrote last.
	approved string
	shown    map[string]string
	keys     map[string]uint64
}

// draft is a document as the editor knows it: its lines of front matter, by name, and its text.
type draft struct {
	fields map[string]string
	body   []string
}

func newEditor(t *testing.T, seed uint64) *editor {
	e := &editor{Rand: rand.New(rand.NewPCG(seed, 1)), T: t, folder: t.TempDir(), day: "2026-11-22", drafts: map[string]*draft{}}
	e.options.Drafts = true
	e.configure()
	for range 6 {
		e.create()
	}
	e.write("documents/plan.svg", drawing("1"))
	return e
}

func (e *editor) must(err error) {
	e.Helper()
	if err != nil {
		e.Fatal(err)
	}
}

// now is the time of a Check. Mostly it runs ahead, so that the state of a file is trusted without
// reading it, as with files that nobody has touched for a while. Real clocks of file systems then
// need a moment until a write shows.
func (e *editor) now() time.Time {
	if e.IntN(3) == 0 {
		return time.Now()
	}
	time.Sleep(5 * time.Millisecond)
	return time.Now().Add(time.Hour)
}

func oneOf[T any](e *editor, choices ...T) T { return choices[e.IntN(len(choices))] }

var ids = []string{"QP-1", "QP-2", "QP-10", "WI-01", "WI-02", "QM 3", "QF-1", "QF-2", "RR-1", "QP-3", "QP-4"}

var folders = []string{"documents", "documents/a", "documents/a/deep", "documents/b", "documents/10-c d", "documents/B2"}

// edit does one thing and says what.
func (e *editor) edit() string {
	kinds := []struct {
		weight int
		do     func() string
	}{
		{8, e.create}, {20, e.change}, {10, e.retext}, {12, e.amend}, {8, e.rename}, {7, e.delete}, {5, e.moveFolder}, {2, e.deleteFolder},
		{8, e.configure}, {5, e.asset}, {5, e.template}, {7, e.drawing}, {3, e.touch}, {4, e.nextDay}, {3, e.mass}, {10, e.commit}, {5, e.lookOtherwise},
	}
	total := 0
	for _, k := range kinds {
		total += k.weight
	}
	at := e.IntN(total)
	for _, k := range kinds {
		if at -= k.weight; at < 0 {
			return k.do()
		}
	}
	panic("not reached")
}

// fix takes away what most often stands in the way of a site: an id that two documents have, and
// faults in the theme and in drawings.
func (e *editor) fix() string {
	seen := map[string]bool{}
	for _, file := range slices.Sorted(maps.Keys(e.drafts)) {
		if id := e.drafts[file].fields["id"]; seen[id] {
			e.must(os.Remove(e.at(file)))
			delete(e.drafts, file)
		} else {
			seen[id] = true
		}
	}
	e.must(os.RemoveAll(e.at("theme/partials")))
	for _, name := range []string{"documents/plan.svg", "documents/a/plan.svg", "documents/b/plan.svg"} {
		if _, err := os.Stat(e.at(name)); err == nil {
			e.write(name, drawing("1"))
		}
	}
	return "fix"
}

func (e *editor) create() string {
	var free []string
	for _, id := range ids {
		if !slices.ContainsFunc(slices.Collect(maps.Values(e.drafts)), func(d *draft) bool { return d.fields["id"] == id }) {
			free = append(free, id)
		}
	}
	if len(free) == 0 {
		return e.delete()
	}
	d := &draft{fields: map[string]string{"id": oneOf(e, free...), "title": "Title 1", "revision": "1", "status": "approved",
		"owner": "Manager", "author": "Author", "approver": "Director", "approved_date": "2026-01-05", "effective_date": "2026-02-01"}}
	for range 1 + e.IntN(3) {
		e.field(d)
	}
	d.body = e.text()
	file := oneOf(e, folders...) + "/" + strings.ToLower(strings.ReplaceAll(d.fields["id"], " ", "_")) + oneOf(e, "", "-x") + ".md"
	e.drafts[file] = d
	e.save(file)
	return "create " + file
}

// field sets one field of a front matter. Few of the values are faults.
func (e *editor) field(d *draft) string {
	name := oneOf(e, "title", "title", "revision", "status", "status", "status", "status", "status", "clauses", "clauses", "proposed", "related", "supersedes", "superseded_by",
		"effective_date", "approved_date", "review_date", "owner", "type", "summary", "records", "history", "aliases", "note", "id", "standard")
	value := ""
	switch name {
	case "title":
		value = oneOf(e, "Title 1", "Title 2", "Anything else", "Title of QP-1")
	case "revision":
		value = oneOf(e, "1", "1.10", "2", "C")
	case "status":
		value = oneOf(e, "approved", "approved", "draft", "review", "obsolete")
	case "clauses":
		value = oneOf(e, "", "4.1", "[4.1, 4.5.1]", "[4.2.1#part, 4.6.2]", "[4.10.1]", "[4.5, 4.4.1]", "[4.19]", "{1994: [4.2.1#part], 2015: [8.5.5]}")
	case "proposed":
		value = oneOf(e, "", "{2015: [8.1, 9.1.1]}", "{2026: [6.1.3#part]}")
	case "related", "supersedes", "superseded_by":
		value = oneOf(e, "", "["+oneOf(e, ids...)+"]", "["+oneOf(e, ids...)+", "+oneOf(e, ids...)+"]")
	case "effective_date":
		value = oneOf(e, "2026-02-01", "2026-11-23", "2026-11-25", "2027-01-01")
	case "approved_date":
		value = oneOf(e, "2026-01-05", "2026-01-05", "2026-11-24")
	case "review_date":
		value = oneOf(e, "", "2026-11-22", "2026-11-24", "2028-01-01")
	case "owner":
		value = oneOf(e, "Manager", "Manager", "Buyer", "no", "[Manager, Buyer]", "{a: Manager}", "TBD")
	case "standard":
		value = oneOf(e, "", "", "ISO 9001", "ISO 9002:1994", "ISO 13485", "[ISO 9001, ISO 14001]")
	case "type":
		value = oneOf(e, "procedure", "form", "Charter")
	case "records":
		value = oneOf(e, "", "[{name: R, form: "+oneOf(e, ids...)+", retention: 2 years, clauses: [4.16]}]", "[{name: R, form: plan.svg}]")
	case "history":
		value = oneOf(e, "", "[{revision: 0, date: 2025-01-01, author: A, summary: First}]", "[{revision: c, date: 2025-01-01, author: A, summary: Small}]")
	case "aliases":
		value = oneOf(e, "", "[documents/old-"+strings.ToLower(strings.ReplaceAll(d.fields["id"], " ", "-"))+".html, "+d.fields["id"]+"/]")
	case "note":
		value = oneOf(e, "", "a field that nobody knows")
	case "summary":
		value = oneOf(e, "", "Short.", "Another summary.")
	case "id":
		value = d.fields["id"]
		if e.IntN(4) == 0 {
			value = oneOf(e, ids...)
		}
	}
	d.fields[name] = value
	return name + ": " + value
}

// text is a body that refers to others in every way there is.
func (e *editor) text() []string {
	lines := []string{"# " + oneOf(e, "Title 1", "Another h1"), "Words.",
		oneOf(e, "## Part {#part}", "## Part {#part}", "## Part {#part}", "## Another name {#part}", "### Part", "## Part {#other}")}
	for range e.IntN(4) {
		lines = append(lines, e.line())
	}
	return lines
}

// line refers to another document, to a file, to a clause, or to nothing.
func (e *editor) line() string {
	return oneOf(e,
		"See "+oneOf(e, ids...)+" for more.",
		"See [["+oneOf(e, ids...)+"]].",
		"See [["+oneOf(e, ids...)+"#part|that part]].",
		"As clause 4.6.2 and clause 4.10 say.",
		"![Plan](plan.svg)", "![Plan](plan.svg)", "[Plan](../plan.svg)", "[empty](empty)", "[empty](../empty)", "![Plan](/documents/plan.svg)",
		"[up](../"+strings.ToLower(oneOf(e, ids...))+".md)", "[here]("+strings.ToLower(oneOf(e, ids...))+"-x.md#part)",
		"| a | b |\n|---|---|\n| QP-1 | `QP-2` |",
		"`QP-1` is code.")
}

// any picks a document, or none.
func (e *editor) any() string {
	if len(e.drafts) == 0 {
		e.create()
	}
	return oneOf(e, slices.Sorted(maps.Keys(e.drafts))...)
}

func (e *editor) change() string {
	file := e.any()
	what := e.field(e.drafts[file])
	e.save(file)
	return file + ": " + what
}

func (e *editor) retext() string {
	file := e.any()
	e.drafts[file].body = e.text()
	if e.IntN(4) == 0 {
		e.drafts[file].body = []string{"## Part {#part}"}
	}
	e.save(file)
	return "text of " + file
}

// amend changes one line of a text, and nothing that others may know of it.
func (e *editor) amend() string {
	file := e.any()
	d := e.drafts[file]
	const first = 3 // behind the headings
	switch n := len(d.body); {
	case n <= first || e.IntN(3) == 0:
		d.body = append(d.body, e.line())
	case e.IntN(3) == 0:
		d.body = d.body[:n-1]
	default:
		d.body[first+e.IntN(n-first)] = e.line()
	}
	e.save(file)
	return "a line of " + file
}

func (e *editor) rename() string {
	from := e.any()
	to := oneOf(e, folders...) + "/" + path.Base(from)
	if e.IntN(2) == 0 {
		to = path.Dir(to) + "/" + strings.ToLower(oneOf(e, ids...)) + ".md"
	}
	if e.drafts[to] != nil {
		return "nothing"
	}
	e.must(os.MkdirAll(e.at(path.Dir(to)), 0o777))
	e.must(os.Rename(e.at(from), e.at(to)))
	e.drafts[to] = e.drafts[from]
	delete(e.drafts, from)
	return from + " → " + to
}

func (e *editor) delete() string {
	file := e.any()
	e.must(os.Remove(e.at(file)))
	delete(e.drafts, file)
	return "delete " + file
}

// below lists the documents of a folder and of those in it.
func (e *editor) below(folder string) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(e.drafts)), func(file string) bool { return !strings.HasPrefix(file, folder+"/") })
}

func (e *editor) moveFolder() string {
	from, to := oneOf(e, folders[1:]...), oneOf(e, folders[1:]...)
	if _, err := os.Stat(e.at(from)); err != nil || strings.HasPrefix(to+"/", from+"/") || strings.HasPrefix(from, to+"/") {
		return "nothing"
	}
	for _, file := range e.below(to) {
		delete(e.drafts, file)
	}
	e.must(os.RemoveAll(e.at(to)))
	e.must(os.MkdirAll(e.at(path.Dir(to)), 0o777))
	e.must(os.Rename(e.at(from), e.at(to)))
	for _, file := range e.below(from) {
		e.drafts[to+strings.TrimPrefix(file, from)] = e.drafts[file]
		delete(e.drafts, file)
	}
	return from + " → " + to
}

func (e *editor) deleteFolder() string {
	folder := oneOf(e, folders[1:]...)
	for _, file := range e.below(folder) {
		delete(e.drafts, file)
	}
	e.must(os.RemoveAll(e.at(folder)))
	return "delete " + folder
}

// configure writes manual.yaml anew. Rules that random links break are warnings in it, mostly.
func (e *editor) configure() string {
	text := "title: " + oneOf(e, "Manual", "Other manual") + "\ncompany: C\nedition: " + oneOf(e, "1994", "1994", "1994", "1994", "2015") + "\n" +
		"scope: " + oneOf(e, "9001", "9002") + "\nscope_statement: " + oneOf(e, "All.", "See QP-1 and [[WI-01]].", "The plan, ![Plan](documents/plan.svg)") + "\n" +
		"not_applicable: {" + oneOf(e, "", "'4.4': We have no design; see QP-2.", "'4.19': No servicing.", "'4.4': None.") + "}\n" +
		oneOf(e, "", "", "not_arising: {'4.7': Customers supply nothing.}\n", "not_arising: {'4.8': All is alike.}\n") + oneOf(e, "", "", "language: de\n") + oneOf(e, "", "next_edition: 2026\n", "next_edition: 2026\ntransition_end: 2028-06-30\n") +
		oneOf(e, "", "review_every: 9 months\n", "review_every: 1 year\n") + oneOf(e, "", "", "logo: documents/plan.svg\n", "logo: logo.png\n") +
		oneOf(e, "", "", "accent: '#0b5d8a'\n", "accent: '#fc0'\n") +
		oneOf(e, "", "", "", "", "documents: documents/a\n") + oneOf(e, "", "", "base_url: https://example.com/qm/\n") + oneOf(e, "", "edit_url: https://example.com/{path}\n", "edit_url: https://github.com/o/q/edit/main/{path}\n", "change_url: https://example.com/{id}/{revision}\n") +
		"rules: {" + oneOf(e, "", "gap: note, ", "orphan: off, ") + "broken-link: note, broken-anchor: note, broken-image: note, unknown-clause: warning, " +
		"unknown-document: warning, supersession-cycle: warning, other-standard: warning, placeholder-value: warning, bad-value: warning, missing-field: warning, not-approved: warning, heading-clause: note}\n"
	e.write("manual.yaml", text)
	return "manual.yaml\n" + text
}

func (e *editor) asset() string {
	switch name := "theme/assets/custom.css"; e.IntN(4) {
	case 0:
		e.must(os.RemoveAll(e.at("theme/assets")))
		return "delete theme/assets"
	case 1:
		name = "theme/assets/more.css"
		fallthrough
	default:
		e.write(name, oneOf(e, ":root{--accent:#111}", ":root{--accent:#222}"))
		return name
	}
}

func (e *editor) template() string {
	const name = "theme/partials/body-end.html"
	if e.IntN(2) == 0 {
		e.must(os.RemoveAll(e.at("theme/partials")))
		return "delete " + name
	}
	e.write(name, oneOf(e, "<p>One</p>", "<p>Two {{.Heading}}</p>", "{{if}}", "{{.Nothing}}"))
	return name
}

func drawing(word string) string {
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>` + word + `</text></svg>`
}

func (e *editor) drawing() string {
	if e.IntN(5) == 0 {
		return e.emptyFolder()
	}
	name := oneOf(e, "documents/plan.svg", "documents/plan.svg", "documents/plan.svg", "documents/plan.svg", "documents/a/plan.svg", "logo.png", "documents/b/.hidden", "documents/notes.txt~")
	if e.IntN(4) == 0 {
		e.must(os.RemoveAll(e.at(name)))
		return "delete " + name
	}
	e.write(name, drawing(oneOf(e, "1", "2", "<script>1</script>")))
	return name
}

func (e *editor) emptyFolder() string {
	const name = "documents/empty"
	if err := os.Mkdir(e.at(name), 0o777); err == nil {
		return "mkdir " + name
	}
	e.must(os.Remove(e.at(name)))
	return "rmdir " + name
}

func (e *editor) touch() string {
	file := e.any()
	e.must(os.Chtimes(e.at(file), time.Time{}, time.Unix(e.Int64N(1<<31), 0)))
	return "touch " + file
}

func (e *editor) nextDay() string {
	e.day = oneOf(e, "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-26", "2027-01-02")
	return "on " + e.day
}

// lookOtherwise changes what the command was told, and nothing on disk.
func (e *editor) lookOtherwise() string {
	switch o := &e.options; e.IntN(4) {
	case 0:
		o.Drafts = e.IntN(3) > 0
	case 1:
		o.Scope = oneOf(e, "", "", "9001", "9002")
	case 2:
		o.Edition = oneOf(e, "", "", "", "1994", "2015")
	default:
		o.BaseURL = oneOf(e, "", "https://example.org/")
	}
	return fmt.Sprintf("look with %+v", e.options)
}

// commit makes up what Git would know if all that is there were committed now.
func (e *editor) commit() string {
	if e.IntN(8) == 0 {
		e.log = nil
		return "no repository"
	}
	old := e.log
	if old == nil {
		old = &history.Log{}
	}
	n := len(old.Head) + 1
	c := history.Commit{ID: strings.Repeat("a", n), Date: oneOf(e, "2026-10-01", "2026-11-22"), Author: oneOf(e, "Ann", "Bob"), Summary: oneOf(e, "One", "Two")}
	config, err := os.ReadFile(e.at("manual.yaml"))
	e.must(err)
	e.log = &history.Log{Head: c.ID, Last: c, Config: config, Documents: map[string]*history.Document{}, Deleted: old.Deleted}
	for file, d := range e.drafts {
		raw, err := os.ReadFile(e.at(file))
		e.must(err)
		e.log.Documents[file] = e.changed(old.Documents[file], c, file, raw, d)
	}
	e.commitFiles(old, c)
	return "commit"
}

// commitFiles makes up what Git would know of the files beside the documents.
func (e *editor) commitFiles(old *history.Log, c history.Commit) {
	e.log.Files = map[string][]history.FileChange{}
	for file, changes := range old.Files {
		for _, f := range changes {
			f.Back++
			e.log.Files[file] = append(e.log.Files[file], f)
		}
	}
	for _, file := range []string{"documents/plan.svg", "documents/a/plan.svg"} {
		blob := ""
		if raw, err := os.ReadFile(e.at(file)); err == nil {
			blob = fmt.Sprintf("%x", sha1.Sum(fmt.Appendf(nil, "blob %d\x00%s", len(raw), raw)))
		}
		if was := e.log.Files[file]; len(was) == 0 && blob != "" || len(was) > 0 && was[0].Blob != blob {
			e.log.Files[file] = slices.Insert(was, 0, history.FileChange{Commit: &c, Back: 1, Blob: blob})
		}
	}
}

func (e *editor) changed(old *history.Document, c history.Commit, file string, raw []byte, d *draft) *history.Document {
	now := &history.Document{Sum: document.Sum(raw)}
	var older []history.Change
	if old != nil {
		for _, c := range old.Changes[:min(4, len(old.Changes))] {
			c.Back++
			older = append(older, c)
		}
		if old.Sum == now.Sum {
			now.Changes = older
			return now
		}
	}
	state := history.State{Known: true, ID: d.fields["id"], Revision: d.fields["revision"], Status: d.fields["status"], Sum: now.Sum, Text: history.Text(raw)}
	now.Changes = append(now.Changes, history.Change{Commit: c, State: state, New: old == nil, File: file, Back: 1})
	now.Changes = append(now.Changes, older...)
	return now
}

// mass does several edits before anybody looks, like a checkout of another branch.
func (e *editor) mass() string {
	var all []string
	for range 5 {
		all = append(all, e.change(), e.rename(), e.create(), e.delete())
	}
	return strings.Join(all, "; ")
}

func (e *editor) at(name string) string { return filepath.Join(e.folder, filepath.FromSlash(name)) }

func (e *editor) save(file string) {
	d := e.drafts[file]
	var b strings.Builder
	b.WriteString("---\n")
	for _, name := range slices.Sorted(maps.Keys(d.fields)) {
		if d.fields[name] != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, d.fields[name])
		}
	}
	b.WriteString("---\n\n" + strings.Join(d.body, "\n\n") + "\n")
	e.write(file, b.String())
}

// write saves a file as editors do: in place, as a new file in its place, or moved over it.
func (e *editor) write(name, text string) {
	file := e.at(name)
	e.must(os.MkdirAll(filepath.Dir(file), 0o777))
	switch e.IntN(3) {
	case 0:
		e.must(os.RemoveAll(file))
	case 1:
		e.must(os.WriteFile(file+".tmp", []byte(text), 0o666))
		e.must(os.Rename(file+".tmp", file))
		return
	}
	e.must(os.WriteFile(file, []byte(text), 0o666))
}
