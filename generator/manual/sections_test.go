package manual_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

// showSections prints a line for each section in order: path, title, address, those above, documents.
func showSections(m *manual.Manual) string {
	var b strings.Builder
	for _, s := range m.Sections {
		above := []string{}
		for _, a := range s.Ancestors() {
			above = append(above, a.Title)
		}
		fmt.Fprintf(&b, "%q %q %s [%s] %s\n", s.Path, s.Title, s.URL, strings.Join(above, " > "), names(m.In(s)))
	}
	return b.String()
}

// TestSections: a folder with documents is a section, and so are the folders above it. They stand
// as people count, each before what lies in it.
func TestSections(t *testing.T) {
	archive := ""
	for file, id := range map[string]string{
		"10-records/a.md": "R-1", "2-purchasing/b.md": "QP-2", "2-purchasing/a.md": "QP-10", "2-purchasing/local/deep/x.md": "X-1",
		"top.md": "TOP-1", "Big_Folder/c.md": "C-1", "a folder/ü/d.md": "D-1", "1.2/e.md": "E-1", "08/f.md": "F-1", "-/g.md": "G-1",
	} {
		archive += "-- documents/" + file + " --\n" + doc(id, "approved", "")
	}
	archive += "-- documents/only-files/x.png --\nx\n"
	const want = `"" "" sections/index.html [] TOP-1
"-" "-" sections/-.html [] G-1
"1.2" "2" sections/1.2.html [] E-1
"2-purchasing" "Purchasing" sections/2-purchasing.html [] QP-2 QP-10
"2-purchasing/local" "Local" sections/2-purchasing/local.html [Purchasing] 
"2-purchasing/local/deep" "Deep" sections/2-purchasing/local/deep.html [Purchasing > Local] X-1
"08" "08" sections/08.html [] F-1
"10-records" "Records" sections/10-records.html [] R-1
"a folder" "A folder" sections/a-folder.html [] 
"a folder/ü" "Ü" sections/a-folder/ü.html [A folder] D-1
"Big_Folder" "Big Folder" sections/big_folder.html [] C-1
`
	m := load(t, files(t, archive), manual.Options{})
	if diff := cmp.Diff(want, showSections(m)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for _, e := range m.Entries {
		if s := e.Section; s == nil || s.Path != document.Section(e.File, "documents") {
			t.Errorf("%s lies in %+v", e.File, s)
		}
	}
}

// TestSectionOrder: documents stand in the order of their ids, those without one by their file.
func TestSectionOrder(t *testing.T) {
	m := load(t, files(t, "-- documents/1.md --\n"+doc("QP-10", "approved", "")+"-- documents/2.md --\n"+doc("QP-9", "draft", "")+
		"-- documents/b.md --\ntext\n-- documents/a10.md --\ntext\n-- documents/a9.md --\ntext\n"), manual.Options{})
	if got, want := names(m.In(m.Sections[0])), "documents/a9.md documents/a10.md documents/b.md QP-9 QP-10"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestEmptyManual has its top section all the same.
func TestEmptyManual(t *testing.T) {
	m := load(t, files(t, ""), manual.Options{})
	if diff := cmp.Diff("\"\" \"\" sections/index.html [] \n", showSections(m)); diff != "" || len(m.Entries)+len(m.Files)+len(m.Faults) > 0 {
		t.Errorf("%s %v %v", diff, m.Files, m.Faults)
	}
}

// TestOtherFolder reads documents from where manual.yaml says.
func TestOtherFolder(t *testing.T) {
	for _, name := range []string{"docs/quality", "./docs/quality", "docs/quality/"} {
		m := load(t, files(t, "-- manual.yaml --\n"+minimal+"documents: "+name+"\n-- docs/quality/a/b.md --\n"+doc("A-1", "approved", "![x](c.png)")+
			"-- docs/quality/a/c.png --\nx\n-- documents/no.md --\n"+doc("NO-1", "approved", "")), manual.Options{})
		if got := names(m.Entries); got != "A-1" || m.Entries[0].Section.Path != "a" || m.Files[0].URL != "files/a/c.png" || !m.Use(m.Files[0]).Used {
			t.Errorf("%s: %s in %q, %+v", name, got, m.Entries[0].Section.Path, m.Files[0])
		}
	}
}
