package generator_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/manual"
)

// TestPrintNumbers: a document has the same number in the contents of the printed manual and at the head of its sheets,
// also where each section has print pages of its own. The numbers run from 1 without a gap.
func TestPrintNumbers(t *testing.T) {
	for name, files := range map[string]map[string][]byte{"one page": pages(t, example(t, manual.Options{})), "a page per section": pages(t, cutManual(t, 310))} {
		heads, contents := map[string]string{}, map[string]string{} // documents by their numbers
		for page, data := range files {
			if page != "print.html" && !strings.HasPrefix(page, "print/") {
				continue
			}
			for n := range nodes(t, page, data) {
				switch {
				case attribute(n, "class") == "running" && strings.HasPrefix(content(n), "Document "):
					number, rest, _ := strings.Cut(content(n), " · ")
					id, _, _ := strings.Cut(rest, " · ")
					heads[number] += id
				case n.Data == "li" && n.FirstChild != nil && attribute(n.FirstChild, "class") == "number paper" && page == "print.html":
					row := strings.Fields(content(n))
					contents["Document "+row[0]] += row[1]
				}
			}
		}
		if len(heads) < 50 || len(heads) != len(contents) {
			t.Errorf("%s: %d documents, %d in the contents", name, len(heads), len(contents))
		}
		for n := range len(heads) {
			if number := fmt.Sprintf("Document %d", n+1); heads[number] == "" || heads[number] != contents[number] {
				t.Errorf("%s: %s is %q at the head and %q in the contents", name, number, heads[number], contents[number])
			}
		}
	}
}
