package generator_test

import (
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/publish"
	"github.com/clausebook/clausebook/generator/route"
)

// documentWith is a published document with more lines of front matter and a body.
func documentWith(id, more, body string) string {
	return fmt.Sprintf("---\nid: %s\ntitle: Title\nrevision: 1\nstatus: approved\nowner: Role\nauthor: Writer\napprover: Head\n"+
		"approved_date: 2026-01-05\neffective_date: 2026-02-01\nclauses: [8.4.1]\n%s---\n\nText. %s\n", id, more, body)
}

// unable says why no file system, or only some, can have all of the paths, as "" for none. It looks
// at every pair that matters, and knows nothing of how the site comes by its paths.
func unable(paths []string) string {
	files, folders := map[string]string{}, map[string]string{}
	for _, p := range paths {
		key := route.Fold(p)
		if other, ok := files[key]; ok {
			return fmt.Sprintf("%s and %s", other, p)
		}
		files[key] = p
		for dir := path.Dir(key); dir != "."; dir = path.Dir(dir) {
			folders[dir] = p
		}
		for name := range strings.SplitSeq(p, "/") {
			if len(name) > 255 {
				return "long: " + name
			}
		}
	}
	for key, p := range files {
		if below, ok := folders[key]; ok {
			return fmt.Sprintf("%s and %s", p, below)
		}
	}
	return ""
}

// TestCollisions holds what check says of addresses against the paths that the site really has, and
// against a disk: what has no finding is built.
func TestCollisions(t *testing.T) {
	t.Parallel()
	long := func(letter string, bytes int) string { return strings.Repeat(letter, bytes/len(letter)) }
	alias := func(list string) map[string]string {
		return map[string]string{"documents/a.md": documentWith("QP-01", "aliases: ["+list+"]\n", "")}
	}
	folders := func(names ...string) map[string]string {
		files := map[string]string{}
		for n, name := range names {
			files["documents/"+name+"/x.md"] = documentWith(fmt.Sprintf("QP-%d", n), "", "")
		}
		return files
	}
	pictures := func(names ...string) map[string]string {
		files, body := map[string]string{}, ""
		for _, name := range names {
			files["documents/"+name] = "x"
			body += "[x](<./" + name + ">) "
		}
		files["documents/a.md"] = documentWith("QP-01", "", body)
		return files
	}
	logo := func(file string, names ...string) map[string]string {
		files := pictures(names...)
		files[file], files["manual.yaml"] = "x", "logo: "+file+"\n"
		return files
	}
	asset := func(names ...string) map[string]string {
		files := alias("")
		for _, name := range names {
			files["theme/assets/"+name] = "p{}"
		}
		return files
	}
	const none = ""
	rows := []struct {
		name  string
		files map[string]string
		at    string // of the first finding of path-collision
	}{
		{"old page", alias("documents/old.html"), none},
		{"page of the list", alias("documents/index.html"), "documents/a.md:12:11"},
		{"folder of the list", alias("documents/index.html/"), "documents/a.md:12:11"},
		{"page below the list", alias("documents/index.html/x.html"), "documents/a.md:12:11"},
		{"page below the list, deep", alias("documents/Index.HTML/x/y/"), "documents/a.md:12:11"},
		{"folder like the list", alias("documents/index.htm/x.html"), none},
		{"below a page", alias("documents/qp-01.html/x.html"), "documents/a.md:12:11"},
		{"below an old page", alias("old.html, old.html/x.html"), "documents/a.md:12:21"},
		{"beside an old page", alias("old.html, old/x.html, old/"), none},
		{"two cases", alias("Old.html, oLD.html"), "documents/a.md:12:11"},
		{"three cases", alias("\u03c3.html, \u03c2.html"), "documents/a.md:12:11"},
		{"two spellings", alias("\u00fc.html, u\u0308.html"), "documents/a.md:12:11"},
		{"below assets", alias("assets/style.css/x.html"), "documents/a.md:12:11"},
		{"below coverage.csv", alias("coverage.csv/"), "documents/a.md:12:11"},
		{"dotless i", alias("kal\u0131p.html, kalip.html"), none},

		{"folders", folders("a", "a/b", "b"), none},
		{"folder like a page", folders("a", "a.html/b"), "documents/a/x.md:1:1"},
		{"folder like a page, alone", folders("a.html/b"), none},
		{"folder like a page, deep", folders("s/a", "s/a.html/b/c"), "documents/s/a/x.md:1:1"},
		{"folder like a page, other case", folders("A", "a.HTML/b"), "documents/A/x.md:1:1"},
		{"folder like the start", folders("index.html/b"), "documents/index.html/b/x.md:1:1"},
		{"folders of two cases", folders("Sales", "sales"), "documents/sales/x.md:1:1"},
		{"folders of two spellings", folders("\u00fc", "u\u0308"), "documents/\u00fc/x.md:1:1"},
		{"folders of the same address", folders("a b", "a!b"), "documents/a!b/x.md:1:1"},
		{"folder of 250 bytes", folders(long("a", 250)), none},
		{"folder of 251 bytes", folders(long("a", 251)), "documents/" + long("a", 251) + "/x.md:1:1"},
		{"folder of 84 letters", folders(long("\u7ba1", 252)), "documents/" + long("\u7ba1", 252) + "/x.md:1:1"},
		{"folder of 83 letters", folders(long("\u7ba1", 249)), none},
		{"folder that grows", folders(long("\u023a", 250)), "documents/" + long("\u023a", 250) + "/x.md:1:1"},
		{"long folder in another", folders("a/" + long("b", 253) + "/c"), "documents/a/" + long("b", 253) + "/c/x.md:1:1"},

		{"files", pictures("a.png", "b/a.png", "a/a.png"), none},
		{"files of two cases", pictures("A.png", "a.png"), "documents/A.png:1:1"},
		{"files of two spellings", pictures("\u00fc.png", "u\u0308.png"), "documents/u\u0308.png:1:1"},
		{"file like a folder", pictures("Logo.png", "logo.png/a.png"), "documents/Logo.png:1:1"},
		{"file like a folder, deep", pictures("a/b/Logo.png", "a/b/logo.png/c/d.png"), "documents/a/b/Logo.png:1:1"},
		{"folders of files of two cases", pictures("Img/a.png", "img/b.png"), none},
		{"file of 255 bytes", pictures(long("a", 251) + ".png"), none},
		{"logo", logo("img/logo.png", "logo/a.png"), none},
		{"logo like a folder", logo("img/logo.png", "logo.png/a.png"), "documents/logo.png/a.png:1:1"},
		{"logo like a file", logo("img/Logo.png", "logo.png"), "documents/logo.png:1:1"},
		{"logo in the documents", logo("documents/logo.png", "a/logo.png"), none},

		{"asset", asset("mine.css", "style.css"), none},
		{"asset of another case", asset("Style.css"), "theme/assets/Style.css:1:1"},
		{"asset below another", asset("style.css/x.css"), "theme/assets/style.css/x.css:1:1"},
		{"assets of two cases", asset("Mine.css", "mine.css"), "theme/assets/mine.css:1:1"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			fsys := fstest.MapFS{}
			for name, text := range row.files {
				fsys[name] = &fstest.MapFile{Data: []byte(text)}
			}
			config := "title: T\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S.\n" + row.files["manual.yaml"]
			fsys["manual.yaml"] = &fstest.MapFile{Data: []byte(config)}
			r, err := generator.Check(fsys, generator.Options{Options: manual.Options{Date: today}})
			if err != nil {
				t.Fatal(err)
			}
			var at, other []string
			for _, f := range r.Findings {
				place := fmt.Sprintf("%s:%d:%d", f.File, f.Line, f.Column)
				if f.Rule == "path-collision" {
					at = append(at, place)
					if !utf8.ValidString(f.Message) || len(f.Message) > 600 || f.Hint == "" {
						t.Errorf("%s: %q, hint %q", place, f.Message, f.Hint)
					}
				} else if strings.Contains(f.Severity.String(), "error") {
					other = append(other, place+": "+f.Message)
				}
			}
			if first := strings.Join(at[:min(1, len(at))], ""); first != row.at {
				t.Errorf("the findings are at %q, want the first at %q", at, row.at)
			}
			if len(other) > 0 {
				t.Errorf("other errors: %q", other)
			}
			var paths []string
			for _, f := range r.Files() {
				paths = append(paths, f.Path)
			}
			slices.Sort(paths)
			if why := unable(paths); (why != "") != (row.at != none) {
				t.Errorf("the paths of the site collide: %q; the findings are at %q", why, at)
			}
			if row.at == none {
				publishFiles(t, r)
			}
		})
	}
}

func publishFiles(t *testing.T, r *generator.Result) {
	t.Helper()
	folder, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	output := filepath.Join(folder, "site")
	staging, err := publish.Prepare(folder, nil, output)
	if err != nil {
		t.Fatal(err)
	}
	defer staging.Discard()
	write := func(path string, write func(io.Writer) error) error { return staging.Write(path, write) }
	if err := generator.Write(r.Files(), write, nil); err != nil {
		t.Fatal(err)
	}
	if err := staging.Commit(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(output, "index.html")); err != nil {
		t.Error(err)
	}
}
