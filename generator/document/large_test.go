package document_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/document"
)

// TestLargeDocuments are large, and people write them: registers, lists, logs. What guards against
// hostile texts must not stand in their way.
func TestLargeDocuments(t *testing.T) {
	lines := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	for name, body := range map[string]string{
		"a register":                   "| Id | Name | State | Due | Place | Note |\n|---|---|---|---|---|---|\n" + lines(1500, "| ME-%04d | Micrometer | **in use** | 2027-01-31 | Hall_2 | see *card* |\n"),
		"a register with links":        "| Id | Card |\n|---|---|\n" + lines(1500, "| ME-%04d | [[ME-%[1]04d\\|card]], [form](forms/card-%[1]d.pdf) |\n"),
		"a list without blank lines":   lines(3000, "- **Term %d**: what it means\n"),
		"a log in a fence":             "```\n" + lines(4000, "2026-01-31 10:00:00 job_%d step_of_many ok\n") + "```\n",
		"an unwrapped paragraph":       strings.Repeat("The purchasing manager evaluates suppliers once a year. ", 250) + "\n",
		"many headings":                lines(1000, "## Step %d\n\nText.\n\n"),
		"many headings of one name":    lines(1000, "## Step\n\nText %d.\n\n"),
		"many footnotes":               lines(300, "Text.[^%d]\n\n[^%[1]d]: Note.\n\n"),
		"many definitions of links":    lines(500, "[a][r%d]\n\n") + lines(500, "[r%d]: https://example.com/%[1]d\n"),
		"a table of sixty columns":     strings.Repeat("| a ", 60) + "|\n" + strings.Repeat("|---", 60) + "|\n" + strings.Repeat(strings.Repeat("| x ", 60)+"|\n", 400),
		"a quotation, ten levels deep": strings.Repeat("> ", 10) + "deep\n",
		"a list, ten levels deep":      "- a\n  - b\n    - c\n      - d\n        - e\n          - f\n            - g\n              - h\n                - i\n                  - j\n",
	} {
		t.Run(name, func(t *testing.T) {
			d := document.Parse("documents/a.md", []byte(head+body))
			for _, f := range d.Findings {
				t.Errorf("%s %s: %s", place(f.Pos), f.Rule, f.Message)
			}
		})
	}
}
