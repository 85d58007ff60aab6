package preview

import (
	"strings"
	"testing"
)

// TestBareDocuments: files without front matter are left out of the preview, which shows all other documents and says
// what is missing. A link to one of them is plain text.
func TestBareDocuments(t *testing.T) {
	r := start(t, writeArchive(t, small+"-- documents/notes.md --\n# Notes\n\nWords, and WI-01.\n-- documents/shop/empty.md --\n"))
	r.shows("documents/qp-01.html", "The first text")
	r.edit("documents/shop/wi-02.md", "A draft.", "A draft with [notes](../notes.md), [[notes]] and [an empty one](empty.md).")
	r.shows("documents/wi-02.html", "A draft with ")
	_, page := r.get("documents/wi-02.html")
	for _, text := range []string{"notes", "an empty one"} {
		if !strings.Contains(page, text) {
			t.Errorf("the page lacks %q", text)
		}
	}
	if strings.Contains(page, `href="../documents/notes`) || strings.Contains(page, `notes.md"`) {
		t.Error("a link leads to a document that has no page")
	}
	if _, list := r.get("documents/index.html"); strings.Contains(list, "Notes") || !strings.Contains(list, "WI-02") {
		t.Error("the list does not show all documents but those without front matter")
	}
	if _, coverage := r.get("coverage.json"); !strings.Contains(coverage, `"covered": 1`) && !strings.Contains(coverage, `"covered":1`) {
		t.Errorf("coverage: %.300s", coverage)
	}
	for _, text := range []string{"documents/notes.md:1:1: error: the document has no front matter", "documents/shop/empty.md:1:1: error: the file is empty"} {
		if !strings.Contains(r.log.String(), text) {
			t.Errorf("the terminal does not say %q:\n%s", text, r.log)
		}
	}
	// Any other error keeps the last good site, and a front matter brings the document in.
	r.write("documents/notes.md", "---\nid: N-1\ntitle: Notes\nrevision: 1\nstatus: draft\nowner: Manager\n---\n\nWords.\n")
	r.shows("documents/n-1.html", "Words.")
	r.shows("documents/wi-02.html", `href="../documents/n-1.html"`)
}
