package generator_test

import (
	"fmt"
	"image"
	"image/color"
	"strings"
	"testing"
	"testing/fstest"

	qr "github.com/piglig/go-qr"
	"golang.org/x/net/html"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/manual"
)

const published = "https://quality.example.com/qm/"

// onPaper is the site of documents given by their front matter below title, owner and author.
func onPaper(t *testing.T, documents map[string]string) map[string][]byte {
	t.Helper()
	fsys := fstest.MapFS{"manual.yaml": {Data: []byte("title: T\ncompany: C\nedition: 2015\nscope: 9001\nbase_url: " + published + "\n")}}
	for id, fields := range documents {
		fsys["documents/"+strings.ReplaceAll(id, " ", "-")+".md"] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\nid: %s\ntitle: Title of %s\nowner: Owner\nauthor: Author\n%s---\n\nText.\n", id, id, fields)}
	}
	r, err := generator.Check(fsys, generator.Options{Options: manual.Options{Date: today}})
	if err != nil {
		t.Fatal(err)
	}
	return pages(t, r)
}

// approvedAs are the fields of a document that is approved in a revision and in force from a day.
func approvedAs(revision, from string) string {
	return "revision: " + revision + "\nstatus: approved\napprover: Approver\napproved_date: 2026-01-05\neffective_date: " + from + "\n"
}

// TestPrintedRevisions reads the pages to which the codes on printed sheets lead.
func TestPrintedRevisions(t *testing.T) {
	files := onPaper(t, map[string]string{
		"QP-1": approvedAs("4", "2026-03-02") + "history:\n  - {revision: 2, date: 2024-01-01, summary: Two.}\n  - {revision: 3, date: 2025-01-01, summary: Three.}\n",
		"QP 2": approvedAs("'C'", "2026-02-01") + "history:\n  - {revision: 'c', date: 2025-01-01, summary: Small.}\n  - {revision: 'A/B', date: 2024-01-01, summary: Slash.}\n  - {revision: '../..', date: 2023-01-01, summary: Dots.}\n",
		"QP-3": approvedAs("2", "2027-01-01"),
		"QP-4": strings.Replace(approvedAs("1.10", "2026-02-01"), "approved\n", "obsolete\n", 1) + "superseded_by: QP-1\n",
		"QP-5": "revision: 1\nstatus: draft\n",
	})
	for address, want := range map[string]string{
		"r/qp-1/4.html":     "■ Revision 4 has been in force since 2 March 2026.",
		"r/qp-1/3.html":     "✕ You hold revision 3. It is not in force: revision 4 has been in force since 2 March 2026.",
		"r/qp-1/2.html":     "✕ You hold revision 2. It is not in force: revision 4 has been in force since 2 March 2026.",
		"r/qp-2/c.html":     "✕ You hold revision c. It is not in force: revision C has been in force since 1 February 2026.",
		"r/qp-2/c~2.html":   "■ Revision C has been in force since 1 February 2026.",
		"r/qp-2/a-b.html":   "✕ You hold revision A/B. It is not in force: revision C has been in force since 1 February 2026.",
		"r/qp-2/-.-...html": "✕ You hold revision ../... It is not in force: revision C has been in force since 1 February 2026.",
		"r/qp-3/2.html":     "✕ You hold revision 2, which takes effect on 1 January 2027. No other revision is in force until then.",
		"r/qp-4/1.10.html":  "✕ You hold revision 1.10. This document is no longer in force.",
	} {
		got := ""
		for n := range nodes(t, address, files[address]) {
			if strings.HasPrefix(attribute(n, "class"), "verdict") {
				got = content(n)
			}
		}
		if got != want {
			t.Errorf("%s says %q, want %q", address, got, want)
		}
		if strings.Contains(string(files["sitemap.xml"]), address) {
			t.Errorf("%s is in the sitemap", address)
		}
	}
	for name := range files {
		if strings.HasPrefix(name, "r/qp-5/") {
			t.Errorf("%s: a draft is not published", name)
		}
	}
	if !strings.Contains(string(files["r/qp-4/1.10.html"]), `href="../../documents/qp-1.html"`) {
		t.Error("the page of a document that is replaced does not lead to what replaces it")
	}
}

// TestCode reads the code of each document as a reader of such codes does: it leads to the page of the revision.
func TestCode(t *testing.T) {
	files := onPaper(t, map[string]string{"QP-1": approvedAs("4", "2026-03-02"), "QP 2": approvedAs("'C'", "2026-02-01") + "history:\n  - {revision: 'c', date: 2025-01-01, summary: Small.}\n"})
	for page, want := range map[string][]string{"documents/qp-1.html": {"r/qp-1/4.html"}, "documents/qp-2.html": {"r/qp-2/c~2.html"}, "print.html": {"r/qp-2/c~2.html", "r/qp-1/4.html"}} {
		var got []string
		for n := range nodes(t, page, files[page]) {
			if n.Data == "svg" && attribute(n, "class") == "code" {
				text, err := qr.Decode(drawn(t, n))
				if err != nil {
					t.Fatalf("%s: %v", page, err)
				}
				address, ours := strings.CutPrefix(text, published)
				if got = append(got, address); !ours || files[address] == nil {
					t.Errorf("%s: the code leads to %q", page, text)
				}
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s has codes for %q, want %q", page, got, want)
		}
	}
	if page := string(pages(t, example(t, manual.Options{}))["documents/qp-08-04.html"]); strings.Contains(page, "<svg") {
		t.Error("a page has a code without base_url")
	}
}

// drawn paints a code, eight dots for a module.
func drawn(t *testing.T, svg *html.Node) image.Image {
	t.Helper()
	const scale = 8
	var left, top, width, height int
	if _, err := fmt.Sscanf(attribute(svg, "viewBox")+attribute(svg, "viewbox"), "%d %d %d %d", &left, &top, &width, &height); err != nil {
		t.Fatal(err)
	}
	picture := image.NewGray(image.Rect(0, 0, width*scale, height*scale))
	for i := range picture.Pix {
		picture.Pix[i] = 255
	}
	x, y := 0, 0
	path := strings.NewReplacer("M", "\nM", "m", "\nm", "h", "\nh").Replace(attribute(svg.FirstChild, "d"))
	for step := range strings.Lines(strings.TrimSpace(path)) {
		var by int
		step = strings.TrimSpace(step)
		switch step[0] {
		case 'M':
			fmt.Sscanf(step, "M%d %d.5", &x, &y)
		case 'm':
			fmt.Sscanf(step, "m%d 0", &by)
			x += by
		case 'h':
			fmt.Sscanf(step, "h%d", &by)
			for px := (x - left) * scale; px < (x+by-left)*scale; px++ {
				for py := (y - top) * scale; py < (y+1-top)*scale; py++ {
					picture.SetGray(px, py, color.Gray{})
				}
			}
			x += by
		}
	}
	return picture
}
