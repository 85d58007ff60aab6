package main

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const (
	wordNames = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
		`xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ` +
		`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
		`xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`
	relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	onePixel  = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89" +
		"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)

// wordParagraph is a paragraph; bold is a whole one in bold.
func wordParagraph(text string, bold bool) string {
	run := ""
	if bold {
		run = "<w:rPr><w:b/></w:rPr>"
	}
	return "<w:p><w:r>" + run + `<w:t xml:space="preserve">` + text + "</w:t></w:r></w:p>"
}

// wordTable is a table of text cells. A cell that begins with = spans two columns, one that begins with ^ continues
// the cell above, and one that begins with v is continued below.
func wordTable(rows ...[]string) string {
	var b strings.Builder
	b.WriteString("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='3000'/><w:gridCol w:w='3000'/><w:gridCol w:w='3000'/></w:tblGrid>")
	for _, row := range rows {
		b.WriteString("<w:tr>")
		for _, cell := range row {
			property := ""
			switch {
			case strings.HasPrefix(cell, "="):
				cell, property = cell[1:], `<w:gridSpan w:val="2"/>`
			case strings.HasPrefix(cell, "^"):
				cell, property = cell[1:], `<w:vMerge/>`
			case strings.HasPrefix(cell, "v"):
				cell, property = cell[1:], `<w:vMerge w:val="restart"/>`
			}
			b.WriteString("<w:tc><w:tcPr>" + property + "</w:tcPr>" + wordParagraph(cell, false) + "</w:tc>")
		}
		b.WriteString("</w:tr>")
	}
	return b.String() + "</w:tbl>"
}

const wordPicture = `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="952500" cy="952500"/><wp:docPr id="1" name="p" descr="a gauge"/>` +
	`<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>` +
	`<pic:cNvPr id="1" name="p" descr="a gauge"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId9"/></pic:blipFill><pic:spPr/>` +
	`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`

// docx builds a Word file of a body and a header.
func docx(t *testing.T, body, header string) []byte {
	t.Helper()
	const top = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
	parts := []struct{ name, text string }{
		{"[Content_Types].xml", top + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>` +
			`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", top + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="` + relations + `/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/_rels/document.xml.rels", top + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId8" Type="` + relations + `/header" Target="header1.xml"/>` +
			`<Relationship Id="rId9" Type="` + relations + `/image" Target="media/image1.png"/></Relationships>`},
		{"word/document.xml", top + "<w:document " + wordNames + "><w:body>" + body + "</w:body></w:document>"},
		{"word/header1.xml", top + "<w:hdr " + wordNames + ">" + header + "</w:hdr>"},
		{"word/media/image1.png", onePixel},
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(p.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const runningText = "Each supplier is evaluated before the first order and once a year after that."

// procedureInWord has all that adopt reads in a Word file.
func procedureInWord(t *testing.T) []byte {
	body := wordParagraph("1. Purpose", true) + wordParagraph(runningText, false) + wordParagraph("1.1 Details", true) +
		wordParagraph("A further paragraph.", false) + wordPicture +
		wordTable([]string{"Step", "=Who and how"}, []string{"vOrder", "Buyer", "in writing"}, []string{"^", "Store", "checks | signs"})
	header := wordTable([]string{"Document No", "WI-12", "Rev", "4"}, []string{"Owner", "Buyer", "Effective date", "1 June 2018"}) +
		wordParagraph("Approved by: Managing Director", false)
	return docx(t, body, header)
}

func needPandoc(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("pandoc"); err != nil {
		if os.Getenv("REQUIRE_PANDOC") == "1" {
			t.Fatal("pandoc is not installed, and REQUIRE_PANDOC=1 asks for it")
		}
		t.Skip("pandoc is not installed")
	}
}

func put(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// adopts runs the command, and wants an exit code.
func adopts(t *testing.T, code int, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	if got := run(context.Background(), append([]string{"adopt"}, args...), &out, &errs); got != code {
		t.Fatalf("adopt %q: exit code %d, want %d\n%s%s", args, got, code, &out, &errs)
	}
	return out.String(), errs.String()
}

func read(t *testing.T, parts ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(parts...))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestAdoptWord(t *testing.T) {
	needPandoc(t)
	dir := t.TempDir()
	put(t, dir, "documents/WI 12 Suppliers.docx", procedureInWord(t))
	put(t, dir, "documents/Form 7.docx", docx(t, wordTable([]string{"Name", "", ""}, []string{"Date", "", ""})+wordParagraph("Signature: ______", false), ""))
	put(t, dir, "documents/broken.docx", []byte("PK\x03\x04 and no more"))
	_, said := adopts(t, 0, dir)
	if !strings.Contains(said, "broken.docx") || !strings.Contains(said, "damaged") || !strings.Contains(said, "1 blank form") {
		t.Errorf("it says:\n%s", said)
	}
	plan := read(t, dir, "adopt.yaml")
	for _, want := range []string{`id: WI-12`, "revision: 4", "owner: Buyer", "effective_date: 2018-06-01", "approver: Managing Director", "  - documents/Form 7.docx"} {
		if !strings.Contains(plan, want) {
			t.Errorf("adopt.yaml does not have %q:\n%s", want, plan)
		}
	}
	adopts(t, 0, dir, "--write")
	text := runs.ReplaceAllString(read(t, dir, "documents/WI 12 Suppliers.md"), " ")
	for _, want := range []string{"## 1. Purpose\n", "### 1.1 Details\n", runningText, "](WI%2012%20Suppliers-image1.png)", "| Order |", "| Buyer |", "| Store |", `checks \| signs`,
		"Who and how", "status: draft"} {
		if !strings.Contains(text, want) {
			t.Errorf("the Markdown does not have %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "<table") || strings.Contains(text, "<img") {
		t.Errorf("the Markdown has HTML:\n%s", text)
	}
	if read(t, dir, "documents/WI 12 Suppliers-image1.png") != onePixel {
		t.Error("the picture is not the one of the Word file")
	}
	if _, err := os.Stat(filepath.Join(dir, "documents/Form 7.md")); err == nil {
		t.Error("a blank form became Markdown")
	}
	if _, said := adopts(t, 0, dir, "--write"); !strings.Contains(said, "nothing to write") {
		t.Errorf("a second run says:\n%s", said)
	}
	before := read(t, dir, "adopt.yaml")
	adopts(t, 0, dir)
	if after := read(t, dir, "adopt.yaml"); after != before {
		t.Errorf("a second scan changes adopt.yaml:\n%s", after)
	}
}

// runs are blanks that fill up a column, which versions of pandoc do differently.
var runs = regexp.MustCompile(` +`)

// TestAdoptLost reports what pandoc leaves out: here a table without widths of its columns.
func TestAdoptLost(t *testing.T) {
	needPandoc(t)
	dir := t.TempDir()
	table := strings.ReplaceAll(wordTable([]string{"Torque", "Newton metres", "Class"}), " w:w='3000'", "")
	put(t, dir, "documents/WI 13.docx", docx(t, wordParagraph(runningText, false)+table, ""))
	adopts(t, 0, dir)
	_, said := adopts(t, 0, dir, "--write")
	if text := read(t, dir, "documents/WI 13.md"); !strings.Contains(text, "Newton") && !strings.Contains(said, `such as "Torque"`) {
		t.Errorf("text was lost without a word:\n%s\n%s", text, said)
	}
}

// TestAdoptWithoutPandoc says how to install it, and adopts the rest.
func TestAdoptWithoutPandoc(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	dir := t.TempDir()
	put(t, dir, "documents/a.docx", procedureInWord(t))
	put(t, dir, "documents/b.docx", procedureInWord(t))
	put(t, dir, "documents/qp-01.md", []byte("# QP-01 Text\n"))
	_, said := adopts(t, 0, dir)
	if strings.Count(said, "pandoc is not installed") != 1 || !strings.Contains(said, "2 Word files were left out") || !strings.Contains(said, "apt-get install pandoc") {
		t.Errorf("it says:\n%s", said)
	}
	adopts(t, 0, dir, "--write")
}

// TestAdoptBomb leaves a Word file out that unpacks to more than any document has.
func TestAdoptBomb(t *testing.T) {
	dir := t.TempDir()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	zeros := make([]byte, 1<<20)
	for range 300 {
		if _, err := w.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "documents/bomb.docx", b.Bytes())
	put(t, dir, "documents/qp-01.md", []byte("# QP-01 Text\n"))
	if _, said := adopts(t, 0, dir); !strings.Contains(said, "unpacked it has more than 256 MiB") {
		t.Errorf("it says:\n%s", said)
	}
}
