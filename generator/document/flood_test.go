package document_test

import (
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
)

// TestFloods wants a hundred findings of a rule and one that counts the others, however many there are.
func TestFloods(t *testing.T) {
	for _, tt := range []struct {
		rule, line string
		each       int // findings in a line
	}{
		{"raw-html", "<b><b><b>\n", 3}, {"raw-html", "<video>a\n\n", 1}, {"raw-html", "<h3>a\n\n", 1}, {"unsafe-link", "[a](data:y)\n", 1}, {"unsafe-link", "<data:y>\n", 1},
		{"broken-image", "![a](https://b.c)\n", 1}, {"link-as-text", "[a](b c)\n", 1}, {"link-as-text", "[^a]\n", 1},
		{"unused-footnote", "[^a]: b\n", 1}, {"duplicate-heading", "# a {#b}\n", 1}, {"bad-value", "# a {#fn:1}\n", 1},
	} {
		t.Run(tt.rule+" "+tt.line, func(t *testing.T) {
			const lines = 1500
			d := document.Parse("documents/a.md", []byte(head+strings.Repeat(tt.line, lines)))
			n, list := 0, 0
			for _, f := range d.Findings {
				if f.Rule == tt.rule {
					n += f.Number()
					list++
				}
				if f.Many > 0 && (f.Line == 0 || !strings.HasPrefix(f.Message, "and 1,") && !strings.HasPrefix(f.Message, "and 4,")) {
					t.Errorf("%+v", f)
				}
			}
			if least := lines*tt.each - 1; n < least || n > least+1 || list != diag.Most+1 {
				t.Errorf("%d findings in a list of %d", n, list)
			}
		})
	}
}
