package manual_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/manual"
)

// TestNamesOfFiles: what is a document, what is a file beside it, and what is never read.
func TestNamesOfFiles(t *testing.T) {
	tests := []struct{ name, want string }{
		{"a.md", "document"}, {"A.MD", "document"}, {"a b.md", "document"}, {"ü.md", "document"}, {"a.b.md", "document"}, {"#a.md", "document"}, {"-.md", "document"},
		{"a.txt", "file"}, {"a", "file"}, {"md", "file"}, {"a.markdown", "file"}, {"a.mdx", "file"}, {"a.md.txt", "file"}, {"x~y.png", "file"}, {"bak", "file"},
		{"tmp/a.md", "document"}, {"a.template", "file"}, {"a.original.png", "file"}, {"orig.png", "file"},
		{".a.md", ""}, {".git/config", ""}, {".git/a.md", ""}, {".DS_Store", ""}, {".~lock.a.odt#", ""}, {"..a", ""}, {".a\nb", ""}, {".\n.md", ""},
		{"a.md~", ""}, {"~$form.docx", ""}, {"#a.md#", ""}, {"a.md.bak", ""}, {"a.BAK", ""}, {"a.swp", ""}, {"a.swo", ""}, {"a.tmp", ""}, {"a.orig", ""},
		{"Thumbs.db", ""}, {"desktop.ini", ""}, {"old~/a.md", ""}, {"a\nb.md~", ""},
	}
	for _, tt := range tests {
		fsys := files(t, "")
		fsys["documents/"+tt.name] = files(t, "-- x --\n"+doc("A-1", "approved", ""))["x"]
		m := load(t, fsys, manual.Options{})
		got := ""
		switch {
		case len(m.Entries) == 1 && len(m.Files) == 0:
			got = "document"
		case len(m.Files) == 1 && len(m.Entries) == 0:
			got = "file"
		case len(m.Files)+len(m.Entries) > 0:
			got = "both"
		}
		if got != tt.want {
			t.Errorf("%q is %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestAddresses of files keep their path below the documents folder; a logo may lie beside it.
func TestAddresses(t *testing.T) {
	m := load(t, files(t, "-- manual.yaml --\n"+minimal+"logo: brand/logo.png\n-- brand/logo.png --\nx\n-- documents/a/Form 1.pdf --\nx\n-- documents/ü.png --\nx\n"), manual.Options{})
	var got []string
	for _, f := range m.Files {
		got = append(got, f.Path+" → "+f.URL)
	}
	slices.Sort(got)
	want := []string{"brand/logo.png → files/logo.png", "documents/a/Form 1.pdf → files/a/Form 1.pdf", "documents/ü.png → files/ü.png"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if m.LogoFile() == nil || m.LogoFile().Path != "brand/logo.png" {
		t.Errorf("the logo is %+v", m.LogoFile())
	}
}

// TestLogos that are not there, or no files of the manual.
func TestLogos(t *testing.T) {
	for _, logo := range []string{"gone.png", "../out.png", "/etc/hostname", "documents", ".", "\"\""} {
		m := load(t, files(t, "-- manual.yaml --\n"+minimal+"logo: "+logo+"\n"), manual.Options{})
		if m.LogoFile() != nil {
			t.Errorf("%s is taken for %+v", logo, m.LogoFile())
		}
	}
	m := load(t, files(t, "-- manual.yaml --\n"+minimal+"logo: ./documents/logo.svg\n-- documents/logo.svg --\n<svg><script/></svg>\n"), manual.Options{})
	if f := m.LogoFile(); f == nil || !m.Use(f).Used || f.Unsafe == "" || len(m.Files) != 1 {
		t.Errorf("a logo among the documents is %+v", f)
	}
}

// TestUnsafeNames are files that a browser runs.
func TestUnsafeNames(t *testing.T) {
	for name, want := range map[string]bool{
		"a.html": true, "a.HTM": true, "a.xhtml": true, "a.xml": true, "a.js": true, "a.mjs": true, "a.svgz": true, "a.xht": true, "a.shtml": true, "a.xsl": true,
		"a.pdf": false, "a.png": false, "a.docx": false, "a.json": false, "a.html.pdf": false, "html": true, "a.txt": false, "a.css": false,
	} {
		m := load(t, files(t, "-- documents/"+name+" --\nx\n"), manual.Options{})
		if got := m.Files[0].Unsafe != ""; got != want {
			t.Errorf("%s is unsafe: %v, want %v", name, got, want)
		}
	}
}

// TestDrawings tells SVG with script, in any disguise, from drawings.
func TestDrawings(t *testing.T) {
	const ns = `xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"`
	safe := map[string]string{
		"plain":              `<svg ` + ns + `><rect width="1" height="1"/></svg>`,
		"with a prolog":      `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x"><svg/>`,
		"with a style":       `<svg ` + ns + `><style>rect { fill: red; font: bold 1px sans }</style><rect style="stroke:#000" class="on"/></svg>`,
		"with text about it": `<svg ` + ns + `><text>turn on the machine; on = off</text></svg>`,
		"with a link":        `<svg ` + ns + `><a xlink:href="https://example.com/?on=1"><text>x</text></a></svg>`,
		"with a use":         `<svg ` + ns + `><g id="a"/><use xlink:href="#a"/></svg>`,
		"with a picture":     `<svg ` + ns + `><image xlink:href="data:image/png;base64,AA=="/></svg>`,
		"with a byte-order":  "\ufeff<svg " + ns + "/>",
		"with umlauts":       `<svg ` + ns + `><text>Prüfung &amp; Maße &#252;</text></svg>`,
		"of Inkscape":        `<svg ` + ns + ` xmlns:inkscape="x"><g inkscape:label="Layer 1"><path d="m0,0"/></g></svg>`,
		"with a description": `<svg ` + ns + `><title>JavaScript is not used</title><desc>a description</desc></svg>`,
	}
	active := map[string]string{
		"a script":                        `<svg ` + ns + `><script>alert(1)</script></svg>`,
		"a script in capitals":            `<svg ` + ns + `><SCRIPT>alert(1)</SCRIPT></svg>`,
		"a script with a prefix":          `<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>alert(1)</s:script></s:svg>`,
		"a script from elsewhere":         `<svg ` + ns + `><script xlink:href="x.js"/></svg>`,
		"a handler":                       `<svg ` + ns + ` onload="alert(1)"/>`,
		"a handler on a line of its own":  "<svg " + ns + "\nonload\n=\n'alert(1)'/>",
		"a handler behind a quote":        `<svg ` + ns + ` a="b"onload="alert(1)"/>`,
		"a handler of an animation":       `<svg ` + ns + `><animate onbegin="alert(1)" attributeName="x" dur="1s"/></svg>`,
		"a link to a script":              `<svg ` + ns + `><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>`,
		"a link with capitals":            `<svg ` + ns + `><a href="JavaScript:alert(1)"/></svg>`,
		"a link with a tab":               "<svg " + ns + "><a href=\"java\tscript:alert(1)\"/></svg>",
		"a link with a line break":        "<svg " + ns + "><a href=\"java\nscript:alert(1)\"/></svg>",
		"a link with a character by name": `<svg ` + ns + `><a href="javascript&#58;alert(1)"/></svg>`,
		"a link with a letter by number":  `<svg ` + ns + `><a href="java&#115;cript:alert(1)"/></svg>`,
		"a link with a tab by number":     `<svg ` + ns + `><a href="java&#x9;script:alert(1)"/></svg>`,
		"a link set later":                `<svg ` + ns + `><a><set attributeName="href" to="javascript:alert(1)"/><text>x</text></a></svg>`,
		"a link animated":                 `<svg ` + ns + `><a><animate attributeName="href" values="javascript:alert(1)"/></a></svg>`,
		"a page as address":               `<svg ` + ns + `><a href="data:text/html,x"/></svg>`,
		"a drawing as address":            `<svg ` + ns + `><use href="data:image/svg+xml;base64,AAAA#x"/></svg>`,
		"foreign content":                 `<svg ` + ns + `><foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject></svg>`,
		"foreign content with a prefix":   `<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:foreignObject/></s:svg>`,
		"a frame":                         `<svg ` + ns + `><iframe xmlns="http://www.w3.org/1999/xhtml" src="x.html"/></svg>`,
		"a frame with a prefix":           `<svg ` + ns + ` xmlns:h="http://www.w3.org/1999/xhtml"><h:iframe srcdoc="&lt;script>alert(1)&lt;/script>"/></svg>`,
		"an object":                       `<svg ` + ns + ` xmlns:h="http://www.w3.org/1999/xhtml"><h:object data="x.html"/></svg>`,
		"an embedded page":                `<svg ` + ns + `><embed xmlns="http://www.w3.org/1999/xhtml" src="x.html"/></svg>`,
		"entities":                        `<!DOCTYPE svg [<!ENTITY x "&#60;script>alert(1)&#60;/script>">]><svg>&x;</svg>`,
		"entities in capitals and blanks": "<!DOCTYPE svg [<!eNTITY x 'y'>]><svg>&x;</svg>",
		"a default attribute":             `<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]><svg ` + ns + `/>`,
		"a style sheet that transforms":   `<?xml-stylesheet type="text/xsl" href="#x"?><svg ` + ns + `><xsl:stylesheet id="x" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/></svg>`,
		"UTF-16":                          "\xff\xfe<\x00s\x00v\x00g\x00>\x00<\x00s\x00c\x00r\x00i\x00p\x00t\x00>\x00",
		"another encoding":                "<?xml version=\"1.0\" encoding=\"iso-2022-jp\"?><svg><scr\x1b(Bipt>alert(1)</scr\x1b(Bipt></svg>",
		"no drawing":                      `<html><body/></html>`,
		"nothing":                         ``,
	}
	for name, text := range safe {
		if why := drawing(t, text); why != "" {
			t.Errorf("%s: refused because %s", name, why)
		}
	}
	for name, text := range active {
		if drawing(t, text) == "" {
			t.Errorf("%s: taken for a drawing", name)
		}
	}
}

func drawing(t *testing.T, text string) string {
	t.Helper()
	fsys := files(t, "")
	fsys["documents/a.SVG"] = files(t, "-- x --\n")["x"]
	fsys["documents/a.SVG"].Data = []byte(text)
	return load(t, fsys, manual.Options{}).Files[0].Unsafe
}

// onDisk writes a manual to a folder of its own.
func onDisk(t *testing.T, all map[string]string) string {
	t.Helper()
	root := t.TempDir()
	all["manual.yaml"] = minimal
	for name, text := range all {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// TestSymbolicLinks are never read, wherever they lead.
func TestSymbolicLinks(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret.md")
	if err := os.WriteFile(secret, []byte(doc("SECRET-1", "approved", "")), 0o666); err != nil {
		t.Fatal(err)
	}
	root := onDisk(t, map[string]string{"documents/a.md": doc("A-1", "approved", "![x](in.png) [y](out.md) [z](folder/secret.md) [u](up/manual.yaml)"),
		"documents/real.png": "x"})
	for name, target := range map[string]string{"out.md": secret, "in.png": "real.png", "folder": filepath.Dir(secret), "up": "..", "loop": ".",
		"gone.md": "nowhere", "self.md": "self.md"} {
		if err := os.Symlink(target, filepath.Join(root, "documents", name)); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
	}
	m := load(t, os.DirFS(root), manual.Options{})
	if got := names(m.Entries); got != "A-1" {
		t.Errorf("documents %s", got)
	}
	var at []string
	for _, f := range m.Faults {
		at = append(at, fmt.Sprintf("%s %s %d:%d", f.Rule, strings.TrimPrefix(f.File, "documents/"), f.Line, f.Column))
	}
	slices.Sort(at)
	want := []string{"unsafe-file folder 1:1", "unsafe-file gone.md 1:1", "unsafe-file in.png 1:1", "unsafe-file loop 1:1", "unsafe-file out.md 1:1",
		"unsafe-file self.md 1:1", "unsafe-file up 1:1"}
	if diff := cmp.Diff(want, at); diff != "" {
		t.Errorf("faults (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"no file", "no file", "no file", "no file"}, references(m, m.Entries[0])); diff != "" {
		t.Errorf("references (-want +got)\n%s", diff)
	}
}

// TestStrangeNames: a name that is not text is a fault of a file, not of the disk.
func TestStrangeNames(t *testing.T) {
	root := onDisk(t, map[string]string{"documents/a.md": doc("A-1", "approved", "")})
	for _, name := range []string{"\xff.md", "\xfe.png", "a\x1b[31m.md", "b\n.png", "back\\slash.md"} {
		if err := os.WriteFile(filepath.Join(root, "documents", name), []byte("x"), 0o666); err != nil {
			t.Skip("no such names here: ", err)
		}
	}
	m, err := read(os.DirFS(root), manual.Options{Date: day})
	if err != nil {
		t.Fatalf("a name keeps the whole manual from being read: %v", err)
	}
	if entry(t, m, "A-1") == nil {
		t.Error("A-1 is not read")
	}
}
