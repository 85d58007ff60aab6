package history

import (
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/document"
)

// TestAdoptedFrom shows which changes of front matter only made a document usable.
func TestAdoptedFrom(t *testing.T) {
	const adopted = "---\nid: A\ntitle: T\nrevision: 1\nstatus: approved\nowner: B\nclauses: [8.5.1, 8.5.2]\n---\n\n# T\n\nWords.\n"
	for before, want := range map[string]bool{
		"# T\n\nWords.\n": true, // no front matter
		strings.Replace(adopted, "owner: B\n", "", 1):                                                      true,
		strings.Replace(adopted, "id: A\n", "", 1):                                                         true,
		strings.Replace(adopted, "status: approved", "status: In Kraft", 1):                                true,
		strings.Replace(adopted, "[8.5.1, 8.5.2]", `"8.5.1, 8.5.2"`, 1):                                    true,
		strings.Replace(adopted, "[8.5.1, 8.5.2]", "[8.5]", 1):                                             true,
		strings.Replace(adopted, "[8.5.1, 8.5.2]", "[8.5.1]", 1):                                           false,
		strings.Replace(adopted, "[8.5.1, 8.5.2]", "[8.5, 8.6]", 1):                                        false,
		strings.Replace(adopted, "[8.5.1, 8.5.2]", "[8.5.1, 8.5.2, 8.5.3]", 1):                             false,
		strings.Replace(adopted, "owner: B", "owner: C", 1):                                                false,
		strings.Replace(strings.Replace(adopted, "[8.5.1, 8.5.2]", "[8.5]", 1), "title: T", "title: U", 1): false,
	} {
		c, b := ContentOf(document.Parse("documents/a.md", []byte(adopted))), ContentOf(document.Parse("documents/a.md", []byte(before)))
		if got := c.AdoptedFrom(b); got != want {
			t.Errorf("adopted from it: %v, want %v:\n%s", got, want, before)
		}
		if Body([]byte(before)) != Body([]byte(strings.ReplaceAll(before, "\n", "\r\n"))) {
			t.Errorf("line ends make another body of\n%s", before)
		}
	}
	if Body([]byte(adopted)) != Body([]byte("\n# T\n\nWords.\n")) {
		t.Error("the body of a document without front matter is not the text after it")
	}
}
