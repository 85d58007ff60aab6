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
		"a listing in a fence":         "```c\n" + lines(8000, "*p_%d = **q_%[1]d * a[i]; /* [x](y) */\n") + "```\n",
		"an indented listing":          lines(6000, "    *p_%d = **q_%[1]d * a[i];\n"),
		"a listing in a list":          "- Step:\n\n  ```\n" + lines(6000, "  *p_%d = **q_%[1]d;\n") + "  ```\n",
		"one long line in a fence":     "```\n" + strings.Repeat("QmFzZTY0*_", 20000) + "\n```\n",
		"a log without a fence":        lines(4000, "[2026-01-31 10:00:00] job_%d step_of_many * ok\n"),
		"names without a fence":        lines(8000, "table_name_of_%d column_name\n"),
		"emphasis in one paragraph":    lines(1000, "the *word* number %d is **strong** and _slanted_\n"),
		"links in one paragraph":       lines(1000, "see [the form %d](https://example.com/%[1]d) and [*this*](https://example.com)\n"),
		"code in one paragraph":        lines(2000, "write `a%d`, ``b`` and `*c*`\n"),
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
