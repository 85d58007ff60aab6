package manual_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/clausebook/clausebook/generator/manual"
)

// TestEndings: what is not known to be safe is not published.
func TestEndings(t *testing.T) {
	for _, endings := range []string{
		"html htm xhtml xhtm xht ehtml shtml shtm dhtml mhtml mht hta htc xml xsl xslt xsd rss atom rng xbl rdf owl wsdl svgz svg.gz html.gz xml.gz xml.bz2",
		"js mjs cjs jsx ts tsx wasm json5 vbs vbe jse wsf wsh ps1 psm1 bat cmd com exe msi msp scr pif cpl dll sys lnk url webloc desktop reg inf",
		"swf jar class jnlp xap xul xpi crx apk app dmg pkg deb rpm sh bash csh zsh pl py rb php php5 phtml phar php.jpg php5.pdf phtml.png shtml.pdf cgi.txt asp aspx jsp cfm cgi",
		"manifest appcache webmanifest map vue svelte less scss mathml mml smil smi hqx chm hlp iso img vhd unknown a b 1 zzz html5 htmlx xhtml+xml",
		"pdf. pdf.. html. PDF%20", "htm HTML HtMl XHTM EHTML Rss SvGz", "m\u212av \uff50df pd\u017f",
	} {
		for ending := range strings.FieldsSeq(endings) {
			if why := attachment(t, "a."+ending, "x"); why == "" {
				t.Errorf("a.%s passes", ending)
			}
		}
	}
	for _, name := range []string{"LICENSE", "a.pdf ", "a.html ", "html", "a.pdf\u00a0", "a.\u200bpdf", "pdf", `x\..\..\a.png`, `a\b.pdf`, `x\..\..\a/b.pdf`, `C:\a.pdf`, `\\host\a.pdf`} {
		if why := attachment(t, name, "x"); why == "" {
			t.Errorf("%q passes", name)
		}
	}
	for _, endings := range []string{
		"png jpg jpeg gif webp avif bmp ico tif tiff heic emf wmf eps psd PNG Jpg",
		"pdf doc docx docm dotx xls xlsx xlsm xlsb xltx ppt pptx ppsx odt ods odp odg rtf vsd vsdx mpp xmind pages numbers key one xps PDF Docx XLSX",
		"txt csv tsv log markdown json yaml yml ini tex ics vcf eml msg p7m zip 7z rar tar tar.gz tgz gz csv.gz",
		"dwg dxf step stp STEP iges igs stl 3mf ifc sldprt sldasm slddrw ipt iam idw catpart jt nc gcode gbr dgn dwf prt obj",
		"mp3 mp4 mov avi mkv webm wav m4a ogg dfq qif puml mmd sql html.pdf pl.pdf v1.2.pdf 2026-01-05.docx woff2 css",
	} {
		for ending := range strings.FieldsSeq(endings) {
			if why := attachment(t, "a."+ending, "x"); why != "" {
				t.Errorf("a.%s: %s", ending, why)
			}
		}
	}
}

// TestContents: a browser that does not know an ending looks at what the file begins with.
func TestContents(t *testing.T) {
	page := "<html><script>alert(1)</script></html>"
	wide := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(page)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	for name, text := range map[string]string{
		"a.dwg": page, "a.docx": " \n\t" + page, "a.csv": "\xef\xbb\xbf" + page, "a.markdown": "<!DOCTYPE html>" + page, "a.msg": "<?xml version='1.0'?><x/>", "a.xls": string(wide),
		"a.step": "<script>alert(1)</script>", "a.eml": "<!-- -->" + page, "a.zip": "\x00" + page, "a.7z": "</a>" + page,
		"a.drawio": page, "a.bpmn": `<x xmlns:h="http://www.w3.org/1999/xhtml"><h:script>alert(1)</h:script></x>`, "b.bpmn": `<x><svg xmlns="http://www.w3.org/2000/svg" onload="a()"/></x>`,
		"c.bpmn": `<x xmlns:h="http://www.w3.org/1999/&#120;html"><h:script/></x>`, "b.drawio": `<?xml-stylesheet href="x"?><mxfile/>`,
		"c.drawio": `<!DOCTYPE x [<!ENTITY a "b">]><mxfile/>`, "a.fodt": "no XML",
	} {
		if why := attachment(t, name, text); why == "" {
			t.Errorf("%s passes: %q", name, text)
		}
	}
	for name, text := range map[string]string{
		"a.txt": page, "a.png": "\x89PNG", "a.dwg": "AC1032", "a.csv": "a;b\n<5;>6", "a.dat": "< 5", "a.json": `{"a": "<html>"}`, "a.markdown": "# <b>Title</b>", "a.log": "",
		"a.drawio": `<mxfile host="app.diagrams.net"><diagram name="Page-1">7V1</diagram></mxfile>`, "b.drawio": `<?xml version="1.0" encoding="UTF-8"?><mxfile/>`,
		"a.bpmn": `<?xml version="1.0"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"><bpmn:process id="a"/></bpmn:definitions>`,
	} {
		if why := attachment(t, name, text); why != "" {
			t.Errorf("%s: %s", name, why)
		}
	}
}

func attachment(t *testing.T, name, text string) string {
	t.Helper()
	fsys := files(t, "")
	fsys["documents/"+name] = &fstest.MapFile{Data: []byte(text)}
	m := load(t, fsys, manual.Options{})
	if len(m.Files) != 1 {
		t.Fatalf("%q: %d files", name, len(m.Files))
	}
	return m.Files[0].Unsafe
}

// TestChangedAfterCheck: what is published is what was checked, or passes the check again.
func TestChangedAfterCheck(t *testing.T) {
	const good, other, bad = `<svg xmlns="http://www.w3.org/2000/svg"/>`, `<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>`, `<svg xmlns="http://www.w3.org/2000/svg" onload="a()"/>`
	for _, c := range []struct {
		name, before, after string
		fails               bool
	}{
		{"a.svg", good, good, false}, {"a.svg", good, other, false}, {"a.svg", good, bad, true}, {"a.svg", good, "", true},
		{"a.png", "1", "22", false}, {"a.docx", "PK", "PKPK", false}, {"a.docx", "PK", "<html>", true}, {"a.docx", "PK", strings.Repeat("x", 5000), false},
	} {
		fsys := files(t, "")
		fsys["documents/"+c.name] = &fstest.MapFile{Data: []byte(c.before)}
		m := load(t, fsys, manual.Options{})
		fsys["documents/"+c.name] = &fstest.MapFile{Data: []byte(c.after)}
		what := fmt.Sprintf("%s, %q then %.20q", c.name, c.before, c.after)
		file, size, err := m.OpenFile(fsys, m.Files[0])
		if (err != nil) != c.fails {
			t.Errorf("%s: %v", what, err)
		}
		if err != nil {
			continue
		}
		var out bytes.Buffer
		if _, err := io.Copy(&out, file); err != nil || out.String() != c.after || size != int64(len(c.after)) {
			t.Errorf("%s: %d bytes for %d, %v", what, out.Len(), size, err)
		}
		file.Close()
	}
}
