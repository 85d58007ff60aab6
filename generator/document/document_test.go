package document_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/document"
)

// TestValidID: what can be an id, and so an address on every system.
func TestValidID(t *testing.T) {
	for id, want := range map[string]bool{
		"QP-08-04": true, "qp": true, "7": true, "QP 08 04": true, "A.b_c-d": true, "0": true, "QP-": true, "con-1": true, "index2": true, "my index": true, "console": true, "com10": true,
		"": false, " QP": false, "QP ": false, "QP  1": false, "QP\t1": false, "QP\n1": false, "-QP": false, "_QP": false, ".QP": false, "QP/1": false, `QP\1`: false,
		"QP#1": false, "QP?": false, "QP:1": false, "QP|1": false, "QP-Ä": false, "ＱＰ": false, "QP\u00a01": false, "QP\x00": false, "..": false, "index": false, "INDEX": false,
		"con": false, "CON": false, "Prn": false, "aux.x": false, "NUL.": false, "com1": false, "LPT9.txt": false,
		"QP-1.next": false, "QP 1.NEXT": false, "QP-1.next.2": true, "next": true, "QP-next": true,
		strings.Repeat("x", 120): true, strings.Repeat("x", 121): false,
	} {
		if got := document.ValidID(id); got != want {
			t.Errorf("ValidID(%q) = %v", id, got)
		}
	}
}

// TestValidIDAgrees: an id that cannot be one is a finding, and the other way round.
func TestValidIDAgrees(t *testing.T) {
	for _, id := range []string{"QP-1", "QP 1", "-QP", "QP-Ä", "index", "con", "aux.x", "a/b", "QP-.", "x y z", "QP-1.next", strings.Repeat("x", 121)} {
		d := document.Parse("documents/a.md", []byte("---\nid: '"+id+"'\n---\n"))
		if found := len(d.Findings) > 0; found == document.ValidID(id) {
			t.Errorf("%q: valid %v, findings %v", id, document.ValidID(id), d.Findings)
		}
	}
}

func TestAddress(t *testing.T) {
	for id, want := range map[string]string{"QP-08-04": "documents/qp-08-04.html", "QP 08 A": "documents/qp-08-a.html", "a.B_c": "documents/a.b_c.html"} {
		m := document.Meta{ID: document.Text{Value: id}}
		if got := m.Address(); got != want {
			t.Errorf("%q: %q, want %q", id, got, want)
		}
	}
}

// TestNames: a document goes by its id, else by its file; its section is its folder.
func TestNames(t *testing.T) {
	tests := []struct{ file, id, folder, name, section string }{
		{"documents/a.md", "QP-1", "documents", "QP-1", ""},
		{"documents/x/y/a.md", "QP-1", "documents", "QP-1", "x/y"},
		{"documents/x/a.md", "", "documents", "documents/x/a.md", "x"},
		{"docs/quality/documents/a.md", "QP-1", "docs/quality", "QP-1", "documents"},
	}
	for _, tt := range tests {
		d := document.Parse(tt.file, []byte("---\nid: "+tt.id+"\n---\n"))
		if d.Name() != tt.name || document.Section(d.File, tt.folder) != tt.section {
			t.Errorf("%+v: name %q, section %q", tt, d.Name(), document.Section(d.File, tt.folder))
		}
	}
}

func TestAnchors(t *testing.T) {
	d := document.Parse("documents/a.md", []byte("---\ntitle: T\n---\n\n# T {#top}\n\n## A\n\n## B {#bee}\n"))
	for id, want := range map[string]bool{"top": true, "a": true, "bee": true, "A": false, "t": false, "b": false, "": false} {
		if got := d.HasAnchor(id); got != want {
			t.Errorf("#%s is there: %v", id, got)
		}
	}
	if h := d.Heading("bee"); h == nil || h.Text != "B" || d.Heading("top") != nil || d.Heading("") != nil {
		t.Errorf("heading %+v", h)
	}
	if none := document.Parse("documents/a.md", []byte("---\n---\n\ntext\n")); none.HasAnchor("") {
		t.Error("a document without a title has the anchor of nothing")
	}
}

// TestMetaEnd is the line of the closing fence; before it lies the front matter.
func TestMetaEnd(t *testing.T) {
	for text, want := range map[string]int{
		"---\n---\n": 2, "---\nid: a\n---\n": 3, "---\nid: a\n\n# x\n---": 5, "---\r\nid: a\r\n---\r\n": 3, "\ufeff---\nid: a\n---\n": 3,
		"---\nid: a\n": 0, "text": 0, "": 0, "\n---\nid: a\n---\n": 0, "---\nid: [\n---\n": 3,
	} {
		if got := document.Parse("documents/a.md", []byte(text)).MetaEnd; got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

// TestFrontMatterSize: the block may have 64 KB, and is not read above that.
func TestFrontMatterSize(t *testing.T) {
	const limit = 64 << 10
	block := func(size int) []byte {
		const frame = "---\nid: QP-1\n# 456789\n---\n"
		return []byte(strings.Replace(frame, "# 456789\n", strings.Repeat("# 456789\n", 1+(size-len(frame))/9), 1) + "\nText.\n")
	}
	if d := document.Parse("a.md", block(limit)); !d.Readable || len(d.Findings) > 0 {
		t.Errorf("%d bytes: %v", limit, d.Findings)
	}
	d := document.Parse("a.md", block(limit+100))
	if d.Readable || len(d.Findings) != 1 || d.Findings[0].Rule != "front-matter" || d.Findings[0].Line != 1 {
		t.Errorf("%d bytes: readable %v, %v", limit+100, d.Readable, d.Findings)
	}
}

// TestFields are those of the reference, in its order.
func TestFields(t *testing.T) {
	want := strings.Fields(`id title type revision status owner author approver approved_date effective_date review_date clauses proposed
		standard standards norm framework records
		supersedes superseded_by related aliases history summary distribution classification`)
	if diff := cmp.Diff(want, document.FieldNames()); diff != "" {
		t.Error(diff)
	}
}

// TestDates are compared as text, and only where both are days.
func TestDates(t *testing.T) {
	day := func(text string, valid bool) document.Date {
		return document.Date{Text: document.Text{Value: text}, Valid: valid}
	}
	d := day("2026-11-22", true)
	if d.After("2026-11-22") || d.Before("2026-11-22") || !d.After("2026-11-21") || !d.Before("2026-12-01") {
		t.Error("days are out of order")
	}
	if none := day("soon", false); none.After("2026-11-22") || none.Before("2026-11-22") {
		t.Error("what is not a day is neither before nor after one")
	}
}

// TestFragment reads Markdown that stands in a value of manual.yaml. Its places are those inside the
// value, and what is wrong with it is said.
func TestFragment(t *testing.T) {
	d := document.ParseFragment("manual.yaml", "Valves. See QP-1 and [x](documents/a.md).\n\n---\n\n[bad](javascript:x) <script>")
	const want = `ref 0 link 1:22+19 documents/a.md text x
ref 1 run 1:1+21 text "Valves. See QP-1 and "

<p>‹run 1›‹link 0›x‹/link 0›.</p>
<hr>
<p>bad &lt;script&gt;</p>

5:1+19 unsafe-link: a link may not lead to "javascript:x" (use http, https, mailto, tel, or a path to a file of the manual)
5:21+8 raw-html: HTML is shown as text: <script> (write it in Markdown; in a table cell <br> is allowed)
`
	if diff := cmp.Diff("not readable\n"+want, show(d)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if front := document.ParseFragment("manual.yaml", "---\nid: QP-1\n---\n"); front.ID.Given() || front.Readable {
		t.Error("a value has no front matter")
	}
	if empty := document.ParseFragment("manual.yaml", ""); len(empty.Body)+empty.Refs.Len()+len(empty.Findings) > 0 {
		t.Errorf("nothing makes %s", show(empty))
	}
}
