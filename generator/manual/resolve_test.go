package manual_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/manual"
)

// TestLinks is about where a link in documents/a/here.md leads.
func TestLinks(t *testing.T) {
	archive := "-- documents/b/there.md --\n" + doc("B-1", "approved", "# One\n\n## Two {#zwei}") +
		"-- documents/top.md --\n" + doc("TOP-1", "draft", "") +
		"-- documents/no-id.md --\nText\n" +
		"-- documents/a/form one.pdf --\nx\n-- documents/a/pic.png --\nx\n-- documents/a/.hidden.png --\nx\n" +
		"-- documents/a/%20.png --\nx\n-- documents/ü/ä.png --\nx\n-- outside.png --\nx\n-- documents2/x.png --\nx\n"
	tests := []struct{ link, want string }{
		{"[x](../b/there.md)", "B-1"},
		{"[x](../b/there.md#zwei)", "B-1#zwei"},
		{"[x](../b/there.md#one)", "B-1#one"},
		{"[x](../b/there.md#Zwei)", "no anchor: B-1#Zwei"},
		{"[x](../b/there.md#two)", "no anchor: B-1#two"},
		{"[x](../b/there.md?x=1#zwei)", "B-1#zwei"},
		{"[x](./../b/./there.md)", "B-1"},
		{"[x](../../documents/b/there.md)", "B-1"},
		{"[x](../b/THERE.md)", "no file"},
		{"[x](../b/there)", "B-1"},
		{"[x](../b/there.html)", "no file"},
		{"[x](../top.md)", "TOP-1"},
		{"[x](../no-id.md)", "documents/no-id.md"},
		{"[x](there.md)", "no file"},
		{"[x](here.md)", "HERE-1"},
		{"[x](#here)", "HERE-1#here"},
		{"[x](here.md#here)", "HERE-1#here"},
		{"[x](#nowhere)", "no anchor: HERE-1#nowhere"},
		{"[x](#)", "HERE-1"},
		{"[x](form%20one.pdf)", "documents/a/form one.pdf"},
		{"[x](<form one.pdf>)", "documents/a/form one.pdf"},
		{"[x](form%20one.pdf#page=2)", "documents/a/form one.pdf"},
		{"[x](%2520.png)", "documents/a/%20.png"},
		{"[x](../ü/ä.png)", "documents/ü/ä.png"},
		{"[x](../%C3%BC/%C3%A4.png)", "documents/ü/ä.png"},
		{"[x](pic.png)", "documents/a/pic.png"},
		{"[x](pic\\.png)", "documents/a/pic.png"},
		{"[x](.hidden.png)", "no file"},
		{"[x](..)", "section "},
		{"[x](.)", "section a"},
		{"[x](../b)", "section b"},
		{"[x](../b/)", "section b"},
		{"[x](../..)", "outside"},
		{"[x](../../outside.png)", "outside"},
		{"[x](../../manual.yaml)", "outside"},
		{"[x](../../documents2/x.png)", "outside"},
		{"[x](../../../../etc/passwd)", "outside"},
		{"[x](%2e%2e/%2e%2e/manual.yaml)", "outside"},
		{"[x](..%2F..%2Fmanual.yaml)", "outside"},
		{"[x](/documents/b/there.md)", "absolute"},
		{"[x](/)", "absolute"},
		{"![x](pic.png)", "documents/a/pic.png"},
		{"![x](../b/there.md)", "no file"},
		{"![x](gone.png)", "no file"},
		{"![x](../../outside.png)", "outside"},
		{"![x](/pic.png)", "absolute"},
		{"![x]()", "folder"},
		{"[[B-1]]", "B-1"},
		{"[[B-1#zwei]]", "B-1#zwei"},
		{"[[B-1#drei|text]]", "no anchor: B-1#drei"},
		{"[[about b-1]]", "B-1"},
		{"[[HERE-1]]", "HERE-1"},
		{"[[TOP-1]]", "TOP-1"},
		{"[[X-1]]", "no document"},
		{"[[there.md]]", "B-1"},
		{"[[there]]", "B-1"},
		{"[[THERE]]", "B-1"},
		{"[[b]]", "section b"},
		{"[[bthere]]", "no document"},
		{"[[pic.png]]", "documents/a/pic.png"},
		{"[x](#top)", "HERE-1"},
		{"[x](../b/there.md#TOP)", "B-1"},
	}
	for _, tt := range tests {
		m := load(t, files(t, archive+"-- documents/a/here.md --\n"+doc("HERE-1", "approved", "## Here\n\n"+tt.link)), manual.Options{})
		if diff := cmp.Diff([]string{tt.want}, references(m, entry(t, m, "HERE-1"))); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tt.link, diff)
		}
	}
}

// TestTitleAnchor: the h1 that is not shown again still has its id.
func TestTitleAnchor(t *testing.T) {
	m := load(t, files(t, "-- documents/a.md --\n"+doc("A-1", "approved", "# About A-1 {#top}\n\n## B\n\n[x](#top) [y](#about-a-1)")), manual.Options{})
	if diff := cmp.Diff([]string{"A-1#top", "no anchor: A-1#about-a-1"}, references(m, entry(t, m, "A-1"))); diff != "" {
		t.Error(diff)
	}
}

// TestReferrers: every document knows who refers to it, each once, in order, itself left out.
func TestReferrers(t *testing.T) {
	ways := map[string]string{
		"L-10": doc("L-10", "approved", "[x](target.md) and [y](target.md#a)"),
		"L-2":  doc("L-2", "draft", "[[T-1]] [[T-1]]"),
		"M-1":  doc("M-1", "obsolete", "see T-1 and T-1"),
		"F-1":  "---\nid: F-1\nrelated: T-1\n---\n",
		"F-2":  "---\nid: F-2\nsupersedes: [T-1]\n---\n",
		"F-3":  "---\nid: F-3\nsuperseded_by: T-1\n---\n",
		"F-4":  "---\nid: F-4\nrecords: [{name: x, form: T-1}]\n---\n",
		"N-1":  doc("N-1", "approved", "`T-1` and ![T-1](x.png) and clause 8.4.1"),
	}
	archive := "-- documents/target.md --\n---\nid: T-1\nrelated: T-1\n---\n\n[me](target.md) [[T-1]] T-1 [here](#a)\n"
	for id, text := range ways {
		archive += "-- documents/" + id + ".md --\n" + text
	}
	m := load(t, files(t, archive), manual.Options{})
	if got, want := names(m.Referrers(entry(t, m, "T-1"))), "F-1 F-2 F-3 F-4 L-2 L-10 M-1"; got != want {
		t.Errorf("referrers are %s, want %s", got, want)
	}
	for id := range ways {
		if got := names(m.Referrers(entry(t, m, id))); got != "" {
			t.Errorf("%s is referred to by %s", id, got)
		}
	}
}

// TestReferrersOnce: a document that refers by its text and by a field counts once, also where
// others refer in between.
func TestReferrersOnce(t *testing.T) {
	m := load(t, files(t, "-- documents/1.md --\n---\nid: A-1\nrelated: T-1\n---\n\nsee T-1\n-- documents/2.md --\n---\nid: B-1\nrelated: T-1\n---\n\nsee T-1\n"+
		"-- documents/3.md --\n"+doc("T-1", "approved", "")), manual.Options{})
	if got := names(m.Referrers(entry(t, m, "T-1"))); got != "A-1 B-1" {
		t.Errorf("referrers are %s", got)
	}
}

// TestLinkToLogo: the logo may lie outside the documents, and a link to it does not make it one.
func TestLinkToLogo(t *testing.T) {
	m := load(t, files(t, "-- manual.yaml --\n"+minimal+"logo: logo.png\n-- logo.png --\nx\n-- documents/a.md --\n"+doc("A-1", "approved", "[x](../logo.png) ![y](../logo.png)")), manual.Options{})
	if diff := cmp.Diff([]string{"outside", "outside"}, references(m, m.Entries[0])); diff != "" {
		t.Error(diff)
	}
}

// TestUsed: what a document shows or links to is published, and so are forms and the logo.
func TestUsed(t *testing.T) {
	m := load(t, files(t, "-- manual.yaml --\n"+minimal+"logo: logo.png\nnot_applicable: {8.3: \"see [x](documents/reason.pdf)\"}\n"+
		"-- logo.png --\nx\n-- documents/shown.png --\nx\n-- documents/linked.pdf --\nx\n-- documents/form.xlsx --\nx\n-- documents/reason.pdf --\nx\n"+
		"-- documents/unused.png --\nx\n-- documents/in-code.png --\nx\n-- other.png --\nx\n"+
		"-- documents/a.md --\n---\nid: A-1\nrecords: [{name: x, form: form.xlsx}]\n---\n\n![x](shown.png) [y](linked.pdf) `![z](in-code.png)`\n"), manual.Options{})
	used := map[string]bool{}
	for _, f := range m.Files {
		used[f.Path] = m.Use(f).Used
	}
	want := map[string]bool{"logo.png": true, "documents/shown.png": true, "documents/linked.pdf": true, "documents/form.xlsx": true,
		"documents/reason.pdf": true, "documents/unused.png": false, "documents/in-code.png": false}
	if diff := cmp.Diff(want, used); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestForms: a form is a document by its id, or a file beside the document.
func TestForms(t *testing.T) {
	tests := []struct{ form, want string }{
		{"QF-01", "QF-01"}, {"form.pdf", "documents/a/form.pdf"}, {"../forms/x.docx", "documents/forms/x.docx"}, {"../forms/qf-01.md", "QF-01"},
		{"QF-99", "no document"}, {"gone.pdf", "no file"}, {"../../x.pdf", "outside"}, {"/x.pdf", "absolute"}, {"QF.02", "QF.02"}, {"", ""},
	}
	for _, tt := range tests {
		m := load(t, files(t, "-- documents/a/a.md --\n---\nid: A-1\nrecords: [{name: x, form: \""+tt.form+"\"}]\n---\n"+
			"-- documents/a/form.pdf --\nx\n-- documents/forms/x.docx --\nx\n-- documents/forms/qf-01.md --\n"+doc("QF-01", "approved", "")+
			"-- documents/forms/qf-02.md --\n"+doc("QF.02", "approved", "")), manual.Options{})
		e := entry(t, m, "A-1")
		if got := lead(m.Form(e, &e.Records[0])); got != tt.want {
			t.Errorf("form %q leads to %q, want %q", tt.form, got, tt.want)
		}
	}
}

// TestConfigLinks: paths in manual.yaml begin at the manual's folder.
func TestConfigLinks(t *testing.T) {
	m := load(t, files(t, "-- manual.yaml --\n"+minimal+"not_applicable:\n  8.3: \"[a](documents/a.md) [b](a.md) [[A-1]] [c](#x)\"\n-- documents/a.md --\n"+doc("A-1", "approved", "")), manual.Options{})
	var got []string
	for _, link := range m.ReasonLinks[0] {
		got = append(got, lead(link))
	}
	if diff := cmp.Diff([]string{"A-1", "outside", "A-1", "no anchor: #x"}, got); diff != "" {
		t.Error(diff)
	}
}
