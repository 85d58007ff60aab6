//go:build !race

package generator_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/internal/browser"
	"github.com/clausebook/clausebook/generator/manual"
)

// vectors are texts that run a script, or load something, where a page takes them for markup.
var vectors = []string{
	`<script>ran=1</script>`, `<img src=x onerror=ran=1>`, `"><svg onload=ran=1>`, `' autofocus onfocus=ran=1 x='`, `" onmouseover="ran=1`,
	`javascript:ran=1`, `JaVa&#115;cript&colon;ran=1`, `data:text/html,<script>ran=1</script>`, `</title><script>ran=1</script>`,
	`</script><script>ran=1</script>`, `</style><script>ran=1</script>`, `--><script>ran=1</script>`, `]]><script>ran=1</script>`,
	"`-(ran=1)-`", `{{"<script>ran=1</script>"}}`, `&lt;script&gt;ran=1&lt;/script&gt;`, `<style>@import "http://evil.example/x"</style>`,
	`<iframe srcdoc="<script>parent.ran=1</script>">`, `<a href="javascript:ran=1" id="x">x</a>`, `<base href="http://evil.example/">`,
}

// quoted is a text as a value of YAML.
func quoted(text string) string {
	b, _ := json.Marshal(text) // a string is never an error
	return string(b)
}

// hostileFields and hostileTexts are the places of a document in which a vector stands for V. In a field it is quoted.
var (
	hostileFields = strings.Split(`title: V|type: V|revision: V|owner: V|author: V|approver: V|summary: V|distribution: [V]|classification: V|clauses: [V]|clauses: ["8.4.1#V"]|review_date: V|approved_date: V|`+
		`records: [{name: V}]|records: [{name: R, form: V}]|records: [{name: R, retention: V, location: V, owner: V, disposal: V}]|records: [{name: R, clauses: [V]}]|`+
		`history: [{revision: V, date: 2025-01-01, author: V, summary: V}]|aliases: [V]|supersedes: [V]|superseded_by: V|related: [V]|standard: V|V: x|other: V|status: V`, "|")
	hostileTexts = []string{"V", "# V", "## H {#V}", "## H {V}", "## H {.V title=V}", "[V](b.md)", "[a](V)", "[a](<V>)", "[a](b.md \"V\")", "![V](p.svg)", "![a](V)", "![a](p.svg 'V')", "<V>", "[V]: V 'V'\n\n[V]", "`V`",
		"```V\nV\n```", "~~~ {V}\nV\n~~~", "    V", "| V | b |\n|---|:-:|\n| V | `V` |", "- [ ] V\n- [x] V", "a[^V]\n\n[^V]: V", "V\n: V", "~~V~~ ==V==", "> [!NOTE] V\n> V", "> V\n>\n> > V", "!!! note \"V\"\n    V",
		"??? V \"V\"\n    V", ":::note V\nV\n:::", "=== \"V\"\n    V", "<details open><summary>V</summary>\n\nV\n\n</details>", "[[V]]", "[[A-0#V|V]]", "[[V#V]]", "[[documents/0.md#V|V]]", "![[p.svg|V]]", "![[V|300]]", "[[V|V]]", "![[V]]", "[[#V]]", "```mermaid\ngraph TD\nA[\"V\"] -->|V| B{V}\nclick A \"V\"\n```",
		"```mermaid\nsequenceDiagram\nparticipant V\nV->>V: V\nNote over V: V\n```", "<!-- V -->", "<div align=\"V\">\n\nV\n\n</div>", "<span title=\"V\">V</span>", "<img src=\"p.svg\" alt=\"V\" title='V'>", "<table><tr><td colspan=\"V\">V</td></tr></table>", "<table><caption>V</caption><tr><th scope='V' id='V'>V</th><td align='V' rowspan=V>V</td></tr></table>",
		"<ol start=\"V\"><li>V</ol>", "<a href=\"V\" title='V'>V</a>", "<a id='V'></a>[a](#V)", "<abbr title='V'>V</abbr>", "<h3 id='V'>V</h3>", "<pre lang='V'><code class='V'>V</code></pre>",
		"1. V\n   - V", "clause 8.4.1 V", "**V** *V* ***V***", "https://example.com/V", "V\n===", "[V][] ![V][]\n\n[V]: p.svg", "\\V \\<V", "a<br>V<br/>", "<kbd>V</kbd><a name=\"V\">V</a>"}
)

// hostileManual has a document for each place, with one vector or with each of them.
func hostileManual(all bool) fstest.MapFS {
	fsys := fstest.MapFS{"manual.yaml": {Data: []byte("title: T\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S.\nbase_url: https://example.com/m/\n")}}
	n := 0
	add := func(folder, fields, text string) {
		for _, line := range []string{"title: T", "revision: 1", "status: approved", "owner: Owner", "author: Author", "approver: Approver", "approved_date: 2026-01-05", "effective_date: 2026-02-01"} {
			if key, _, _ := strings.Cut(line, ":"); !strings.HasPrefix(fields, key+":") {
				fields = line + "\n" + fields
			}
		}
		fsys[fmt.Sprintf("documents/%s%d.md", folder, n)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\nid: A-%d\n%s\n---\n\n%s\n", n, fields, text)}
		fsys["documents/"+folder+"p.svg"] = &fstest.MapFile{Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`)}
		n++
	}
	each := func(i int, do func(vector string)) {
		for k := range vectors {
			if all || k == i%len(vectors) {
				do(vectors[k])
			}
		}
	}
	for i, field := range hostileFields {
		each(i, func(v string) {
			add("", strings.ReplaceAll(strings.ReplaceAll(field, `"8.4.1#V"`, quoted("8.4.1#"+v)), "V", quoted(v)), "Text.")
		})
	}
	for i, text := range hostileTexts {
		each(i, func(v string) { add("", "summary: x", strings.ReplaceAll(text, "V", v)) })
	}
	for i := range vectors {
		each(i, func(v string) {
			name := fmt.Sprint(n) + strings.NewReplacer("/", "∕", "\\", "").Replace(v) // addresses of folders must differ
			add(name+"/", "summary: x", "Text.")
			fsys["documents/"+name+"/README.md"] = &fstest.MapFile{Data: []byte("---\ntitle: " + quoted(v) + "\n---\n\n" + v + "\n")}
			fsys["documents/"+name+"/"+name+".png"] = &fstest.MapFile{Data: []byte("\x89PNG")}
		})
	}
	return fsys
}

// hostileHistory is a manual whose commits have vectors for authors and subjects.
func hostileHistory(t *testing.T) *generator.Result {
	t.Helper()
	folder := t.TempDir()
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", folder, "-c", "commit.gpgsign=false"}, args...)...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %q: %v\n%s", args, err, out)
		}
	}
	git("init", "-q")
	for i, v := range vectors {
		for name, text := range map[string]string{
			"manual.yaml":    "title: T\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S.\n",
			"documents/a.md": fmt.Sprintf("---\nid: A-1\ntitle: T\nrevision: %s\nstatus: approved\nowner: O\nauthor: A\napprover: B\napproved_date: 2026-01-05\neffective_date: 2026-02-01\n---\n\n%s %d\n", quoted(fmt.Sprint(i, v)), v, i),
		} {
			file := filepath.Join(folder, name)
			if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		git("add", ".")
		author := strings.NewReplacer("<", "‹", ">", "›").Replace(v) // Git refuses them here, and takes them from a raw object
		git("-c", "user.name="+author, "-c", "user.email="+author+"@example.com", "commit", "-qm", v+"\n\n"+v)
	}
	result, err := generator.Check(os.DirFS(folder), generator.Options{Options: manual.Options{Date: today, History: history.Read(t.Context(), folder, "documents")}})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// hostileSites gives the sites of the manuals with vectors, by path. Their errors are taken for warnings, so that they have
// pages. Those with one vector a place are made once.
func hostileSites(t *testing.T, all bool) []map[string][]byte {
	t.Helper()
	someHostile.Lock()
	defer someHostile.Unlock()
	if !all && someHostile.sites != nil {
		return someHostile.sites
	}
	result, err := generator.Check(hostileManual(all), generator.Options{Options: manual.Options{Date: today, Drafts: true}})
	if err != nil {
		t.Fatal(err)
	}
	var sites []map[string][]byte
	for _, r := range []*generator.Result{result, hostileHistory(t)} {
		for i := range r.Findings {
			r.Findings[i].Severity = diag.Warning
		}
		sites = append(sites, pages(t, r))
	}
	if !all {
		someHostile.sites = sites
	}
	return sites
}

var someHostile struct {
	sync.Mutex
	sites []map[string][]byte
}

// TestHostileText is what TestHostileRunsNothing is about, without a browser: no page has an element or attribute of a vector.
func TestHostileText(t *testing.T) {
	t.Parallel()
	for _, files := range hostileSites(t, false) {
		for name, data := range files {
			if !strings.HasSuffix(name, ".html") {
				continue
			}
			for n := range nodes(t, name, data) {
				for _, a := range n.Attr {
					if strings.HasPrefix(a.Key, "on") || strings.Contains(strings.ReplaceAll(a.Key, " ", ""), "ran=") ||
						slices.Contains([]string{"href", "src", "action", "srcdoc"}, a.Key) && strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") {
						t.Errorf("%s: %s has %s=%q", name, n.Data, a.Key, a.Val)
					}
				}
				if slices.Contains([]string{"base", "iframe", "object", "embed"}, n.Data) || (n.Data == "script" || n.Data == "style") && n.FirstChild != nil {
					t.Errorf("%s has an element %s", name, n.Data)
				}
			}
		}
	}
}

// tripped says what in a window runs a script, could when it is clicked, or has come from a vector.
const tripped = `(w => {
	const bad = [String(w.ran)];
	for (const e of w.document.querySelectorAll("*"))
		for (const a of e.attributes)
			if (/^on/i.test(a.name) || /^(href|src|action|formaction|data|xlink:href|srcdoc)$/i.test(a.name) && /^[\s\u0000-\u0020]*(javascript|vbscript|data:text)/i.test(a.value))
				bad.push(e.outerHTML.slice(0, 200));
	for (const e of w.document.querySelectorAll("main :is(script, iframe, object, embed, base, style, meta, template), main svg :is(foreignObject, image, use, animate, set, a)")) bad.push(e.outerHTML.slice(0, 200));
	return bad.join("\n");
})`

// TestHostileRunsNothing looks at the pages of a manual that has vectors in 100 kinds of places, with the policy of the
// pages and without it. With CLAUSEBOOK_RELEASE each place has each vector, and every page is opened.
func TestHostileRunsNothing(t *testing.T) {
	t.Parallel()
	if !browser.Required() {
		t.Skip("takes long; set REQUIRE_BROWSER=1")
	}
	all := os.Getenv("CLAUSEBOOK_RELEASE") != ""
	b, opened := browser.Open(t, func(string, string) bool { return true }), 0
	for _, files := range hostileSites(t, all) {
		bare := maps.Clone(files)
		for name, page := range files {
			if strings.HasSuffix(name, ".html") {
				bare[name] = policy.ReplaceAll(page, nil)
			}
		}
		for _, files := range []map[string][]byte{files, bare} {
			l := lay(t, files)
			for _, name := range []string{"print.html", "changes.html", "records/index.html", "documents/index.html", "revisions/a-1.html"} {
				if files[name] != nil {
					opened++
					noTrip(t, b, l.url(name))
				}
			}
			for _, v := range vectors[:2] {
				noTrip(t, b, l.url("search.html?q="+url.QueryEscape(v)))
			}
			if all {
				opened += openAll(t, b, files)
				t.Logf("%d pages opened so far", opened)
			}
		}
	}
	t.Logf("%d pages opened", opened)

	// The same page with a vector in it is noticed.
	files := map[string][]byte{"a.html": []byte(`<main><img src=x onerror=ran=1></main>`), "b.html": []byte(`<main><a href=" javascript:ran=1">x</a></main>`)}
	for name, l := 0, lay(t, files); name < 2; name++ {
		b.Open(l.url(string(rune('a'+name)) + ".html"))
		if b.Eval(tripped+"(window)") == "undefined" {
			t.Error("a page that runs a script is not noticed")
		}
	}
	if bad := inFrames(t, b, served(t, files), []string{"a.html", "b.html"}); len(bad) != 2 {
		t.Errorf("of two pages that run a script in a frame these are noticed: %q", bad)
	}
}

func noTrip(t *testing.T, b *browser.Tab, address string) {
	t.Helper()
	b.Open(address)
	if got := b.Eval(tripped + "(window)"); got != "undefined" {
		t.Errorf("%s: %s", address, got)
	}
	for _, request := range b.Requests() {
		if !strings.HasPrefix(request, "file://") {
			t.Errorf("%s asked for %s", address, request)
		}
	}
}
