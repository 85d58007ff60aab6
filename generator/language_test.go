package generator_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"golang.org/x/net/html"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/standardname"
)

// pseudo is a language of which every string is an English one between ⟦ and ⟧. Words of a page that
// stand outside do not come from the strings.
const pseudo = "qaa"

var quotedString = regexp.MustCompile(`"((?:[^"\\]|\\.)*)"`)

func pseudoStrings(t *testing.T) []byte {
	t.Helper()
	raw, err := os.ReadFile("../themes/default/strings/en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var marked strings.Builder
	for line := range strings.Lines(string(raw)) {
		if !strings.HasPrefix(line, "#") {
			line = quotedString.ReplaceAllString(line, `"⟦$1⟧"`)
		}
		marked.WriteString(line)
	}
	return []byte(marked.String())
}

// inPseudo is a manual in the pseudo-language.
func inPseudo(t *testing.T, files fstest.MapFS) fstest.MapFS {
	t.Helper()
	files = maps.Clone(files)
	files["theme/strings/"+pseudo+".yaml"] = &fstest.MapFile{Data: pseudoStrings(t)}
	config := string(files["manual.yaml"].Data)
	files["manual.yaml"] = &fstest.MapFile{Data: []byte(strings.TrimSpace(config) + "\nlanguage: " + pseudo + "\n")}
	return files
}

func exampleFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	src := os.DirFS("../example-manual")
	err := fs.WalkDir(src, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && p == "public" {
			return fs.SkipDir
		}
		if d.IsDir() {
			return nil
		}
		data, err := fs.ReadFile(src, p)
		files[p] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// bareManual has next to nothing, of what a page then says in the place of it.
var bareManual = fstest.MapFS{"manual.yaml": {Data: []byte("title: Ω\ncompany: Ψ\nedition: 1994\nscope: 9002\nrules: {broken-anchor: warning}\n")},
	"documents/a/1.md": {Data: []byte("---\nid: Q-1\ntitle: Α\nrevision: 1\nstatus: draft\nowner: Ο\ntype: policy\nclauses: [4.4.1, \"4.5\", 4.5.2#x, 4.5.3#y]\n---\n\n# Υ {#y}\n\n| Φ |\n|---|\n| Χ |\n")}}

// exampleHistory is a history of the example manual in which much is told: several revisions, many who
// worked on one, documents that came with one commit, one that went, and what is not committed. Its
// words are Greek, and its commits are figures.
func exampleHistory() *history.Log {
	commit := func(n int) history.Commit {
		c := history.Commit{ID: strings.Repeat(fmt.Sprint(n), 40), Date: fmt.Sprintf("2026-0%d-01", n)}
		for i := range 2 * n {
			c.By = append(c.By, history.Commit{Author: strings.Repeat("Α", i+1), Summary: strings.Repeat("Σ", i+1)})
		}
		return c
	}
	state := func(revision string) history.State {
		return history.State{Known: true, ID: "QP-99", Title: "Τ", Revision: revision, Status: "approved"}
	}
	log := &history.Log{Head: strings.Repeat("7", 40), Last: commit(7), Documents: map[string]*history.Document{},
		Deleted: []history.Deleted{{File: "documents/99.md", Commit: commit(6), State: state("3"), Back: 2}}}
	_ = fs.WalkDir(os.DirFS("../example-manual"), "documents", func(p string, d fs.DirEntry, _ error) error {
		if !d.IsDir() && len(log.Documents) < 50 {
			log.Documents[p] = &history.Document{Changes: []history.Change{
				{Commit: commit(7), State: state("4"), File: p, Back: 1}, {Commit: commit(5), State: state("3"), File: p, New: true, Back: 3}}}
		}
		return nil
	})
	return log
}

// wideManual has more documents than the matrix has columns, and than are listed or printed on one page.
func wideManual() fstest.MapFS {
	files := fstest.MapFS{"manual.yaml": {Data: []byte("title: Ω\ncompany: Ψ\nedition: 2008\nscope: 9001\nscope_statement: Ξ.\nnot_applicable: {\"7.3\": Θ.}\nreview_every: 24 months\n")}}
	clauses := []string{"4.1", "7.5.1", "7.3.1", "8.3"}
	for i := range 510 {
		text := fmt.Sprintf("---\nid: Q-%d\ntitle: Λ %d\nrevision: 1\nstatus: approved\nowner: Ο%d\napprover: Π\napproved_date: 2020-01-01\neffective_date: 2020-01-01\nclauses: [%s]\nrecords: [{name: Ρ}]\naliases: [old/%d.html]\n---\n\nΣ.\n",
			i, i, i%3, clauses[i%len(clauses)], i)
		folder := fmt.Sprintf("δ%d/", i%4)
		if i == 0 {
			folder, text = "", strings.Replace(text, "status: approved", "status: obsolete", 1)
		} else if i == 1 {
			folder = ""
		}
		files[fmt.Sprintf("documents/%s%d.md", folder, i)] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// TestEveryWordComesFromTheStrings builds manuals in the pseudo-language. Nothing but what authors
// wrote, and what the data of the standard say, may stand outside its marks.
func TestEveryWordComesFromTheStrings(t *testing.T) {
	for _, c := range []struct {
		name  string
		files fstest.MapFS
		o     manual.Options
	}{
		{"example", exampleFiles(t), manual.Options{Drafts: true}},
		{"example, 1994", exampleFiles(t), manual.Options{Edition: "1994", Scope: "9001"}},
		{"example, 2026", exampleFiles(t), manual.Options{Edition: "2026", Scope: "9001"}},
		{"example, with a history", exampleFiles(t), manual.Options{History: exampleHistory()}},
		{"nothing in it", bareManual, manual.Options{Drafts: true}},
		{"many documents", wideManual(), manual.Options{Scope: "9002"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.o.Date = today
			r, err := generator.Check(inPseudo(t, c.files), generator.Options{Options: c.o})
			if err != nil {
				t.Fatal(err)
			}
			author, data := authored(r), standardData()
			reader := &wordReader{t: t, author: newTexts(author), data: newTexts(data), both: newTexts(author, data)}
			for name, page := range pages(t, r) {
				switch {
				case strings.HasPrefix(name, "assets/search-index"):
					reader.index(page)
				case path.Ext(name) == ".html":
					reader.page(name, page)
				}
			}
		})
	}
}

// wordReader looks for words of which nobody knows where they come from.
type wordReader struct {
	t                  *testing.T
	author, data, both texts // what may stand outside the marks
	name               string
	depth              int // of marks that are open
	reported           int
}

func (w *wordReader) page(name string, page []byte) {
	root, err := html.ParseWithOptions(strings.NewReader(string(page)), html.ParseOptionEnableScripting(false))
	if err != nil {
		w.t.Fatal(err)
	}
	w.name, w.depth = name, 0
	w.node(root, false, false)
	if w.depth != 0 {
		w.t.Errorf("%s: %d marks are not closed", name, w.depth)
	}
	for _, aside := range []string{"(draft)", "(obsolete)"} {
		if all, marked := strings.Count(string(page), aside), strings.Count(string(page), "⟦"+aside+"⟧"); all != marked {
			w.t.Errorf("%s: %s does not come from the strings", name, aside)
		}
	}
}

// node reads an element: as data of the standard where it says that it is English, and where it holds
// the text of an author, its attributes alone.
func (w *wordReader) node(n *html.Node, english, body bool) {
	if n.Type == html.TextNode && !body {
		w.text(n.Data, english, n.Parent.Data == "title")
	}
	english = english || attribute(n, "lang") == "en"
	body = body || slices.Contains(strings.Fields(attribute(n, "class")), "body") || n.Data == "script" ||
		n.Data == "section" && strings.HasPrefix(attribute(n, "class"), "verdict not-applicable")
	for _, a := range n.Attr {
		switch a.Key {
		case "aria-label", "placeholder", "title", "data-page", "data-of", "data-paper", "data-loose":
			w.text(a.Val, english, false)
		case "content":
			if attribute(n, "name") == "description" {
				w.text(a.Val, english, true)
			}
		case "data-words":
			w.handover(a.Val)
		}
	}
	for child := range n.ChildNodes() {
		w.node(child, english, body)
	}
}

// text checks what of a text stands outside the marks.
func (w *wordReader) text(text string, english, either bool) {
	var outside strings.Builder
	for _, r := range text {
		switch {
		case r == '⟦':
			w.depth++
			outside.WriteByte('\n')
		case r == '⟧':
			w.depth--
		case w.depth == 0:
			outside.WriteRune(r)
		}
	}
	for part := range strings.Lines(outside.String()) {
		if part = strings.TrimSpace(part); !w.known(part, english, either) {
			if w.reported++; w.reported < 40 {
				w.t.Errorf("%s: %q in %q does not come from the strings (marked as English: %v)", w.name, part, strings.TrimSpace(text), english)
			}
		}
	}
}

func (w *wordReader) known(part string, english, either bool) bool {
	list := w.author
	switch {
	case either:
		list = w.both
	case english:
		list = w.data
	}
	if list.set[part] || strings.IndexFunc(part, unicode.IsLetter) < 0 {
		return true
	}
	// Several of them stand in one text, with commas or the like between them.
	for _, s := range list.longestFirst {
		part = strings.ReplaceAll(part, s, "")
	}
	return strings.IndexFunc(part, unicode.IsLetter) < 0
}

// texts are texts of which it is known where they come from.
type texts struct {
	set          map[string]bool
	longestFirst []string
}

func newTexts(sets ...map[string]bool) texts {
	all := texts{set: map[string]bool{}}
	for _, set := range sets {
		maps.Copy(all.set, set)
	}
	delete(all.set, "")
	all.longestFirst = slices.SortedFunc(maps.Keys(all.set), func(a, b string) int { return cmp.Or(len(b)-len(a), cmp.Compare(a, b)) })
	return all
}

func (w *wordReader) handover(encoded string) {
	var forms map[string]any
	if err := json.Unmarshal([]byte(encoded), &forms); err != nil {
		w.t.Errorf("%s: %v", w.name, err)
	}
	for key, form := range forms {
		if text, ok := form.(string); ok && !strings.HasPrefix(text, "⟦") {
			w.t.Errorf("%s: string %s is handed over as %q", w.name, key, text)
		}
	}
}

var place = regexp.MustCompile(`"p":"([^"]*)"`)

func (w *wordReader) index(script []byte) {
	w.name, w.depth = "search-index.js", 0
	for _, m := range place.FindAllSubmatch(script, -1) {
		w.text(string(m[1]), false, false)
	}
}

// authored is what authors wrote outside the texts of documents.
func authored(r *generator.Result) map[string]bool {
	m := r.Manual
	known := map[string]bool{r.Matrix.Standard: true, m.Title.Value: true, m.Company.Value: true, "CSV": true, "JSON": true}
	for n := range 20 { // of the history
		known[strings.Repeat("Α", n)], known[strings.Repeat("Σ", n)], known["Τ"], known["QP-99"] = true, true, true, true
	}
	for _, year := range standardname.Years() {
		for _, s := range standard.Load(year).Scopes() {
			if len(s.NotApplicable) == 0 {
				known[s.Name] = true
			}
		}
		known["ISO 9001:"+year] = true
	}
	for _, s := range m.Sections {
		known[s.Title] = true
	}
	for _, n := range m.NotArising {
		known[n.Reason] = true
	}
	for _, d := range m.External {
		known[d.Number.Value], known[d.Name.Value], known[d.Edition.Value], known[d.Holder.Value] = true, true, true, true
	}
	for _, e := range m.Entries {
		if e.Type.Value == "role" { // a word that no rule knows
			known[e.Type.Value] = true
		}
		known[e.ID.Value], known[e.File] = true, true
		for _, t := range []string{e.Title.Value, e.Revision.Value, e.Owner.Value, e.Author.Value, e.Approver.Value,
			e.Distribution.Value, e.Classification.Value, e.Summary.Value, initialOf(e.Title.Value)} {
			known[t] = true
		}
		known[strings.TrimSuffix(strings.TrimPrefix(e.URL, "documents/"), ".html")] = true
		for _, c := range e.Claims {
			known["#"+c.Section] = true
		}
		for _, h := range e.Outline {
			known[h.Text] = true
		}
		for _, rec := range e.Records {
			for _, t := range []string{rec.Name.Value, rec.Form.Value, rec.Retention.Value, rec.Location.Value, rec.Owner.Value, rec.Disposal.Value} {
				known[t] = true
			}
		}
		for _, h := range e.History {
			known[h.Author.Value], known[h.Summary.Value], known[h.Revision.Value] = true, true, true
		}
		for _, x := range e.Extra {
			known[x.Name], known[x.Value] = true, true
		}
	}
	return known
}

func initialOf(title string) string {
	for _, r := range title {
		return string(unicode.ToUpper(r))
	}
	return ""
}

// standardData is what the data of the standard say in English, of all editions.
func standardData() map[string]bool {
	known := map[string]bool{}
	for _, year := range standardname.Years() {
		for _, c := range standard.Load(year).Clauses {
			full := standard.Load(year).FullTitle(c)
			known[c.Title], known[full], known[c.Summary], known[c.ID+" "+full] = true, true, true, true
			for _, i := range c.Information {
				known[i.Item] = true
			}
		}
	}
	return known
}
