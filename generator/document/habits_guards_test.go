package document_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/document"
)

// habitUnits are the openers of callouts, tabs, wiki links, marks and HTML, alone and closed.
var habitUnits = map[string]string{
	"quotations":             "> [!NOTE]\n\n",
	"quotations in one":      "> > [!NOTE]\n",
	"markers in a quotation": "> [!NOTE] [!TIP] [!NOTE]\n",
	"admonitions":            "!!! note\n",
	"admonitions inside":     "!!! note\n    ??? tip \"x\"\n        a\n",
	"title without end":      "!!! note \"",
	"tabs":                   "=== \"a\"\n    b\n",
	"titles of tabs":         "=== \"a\" \"",
	"colons opened":          ":::note\n",
	"colons closed":          ":::note\na\n:::\n",
	"colons":                 ":::\n",
	"long colons":            ":",
	"colons before text":     "::: a\n",
	"attributes of colons":   "::: {.note ",
	"brackets of colons":     ":::note[",
	"wiki links":             "[[Größe]] ",
	"wiki links opened":      "[[a",
	"wiki entities":          "[[&#a",
	"embedded":               "![[a.png|300]] ",
	"embeds opened":          "![[a.png|",
	"marks opened":           "==a ",
	"marks":                  "==a== ",
	"marks and emphasis":     "==*a ",
	"equals":                 "=",
	"divs":                   "<div>\n",
	"divs with text":         "<div>\na\n",
	"divs closed":            "</div>\n",
	"divs in a line":         "<div>",
	"tables":                 "<table>\n",
	"tables and text":        "<table>a\n",
	"cells":                  "<table><tr><td>\n",
	"cells in a line":        "<td>",
	"closing cells":          "<table></td>\n",
	"rows behind a blank":    "<table>\n\n    <tr>\n\n",
	"lists":                  "<ul><li>",
	"details":                "<details><summary>a</summary>\n\n",
	"details opened":         "<details>",
	"anchors":                "<a id=x>",
	"anchors of their own":   "", // see habitText
	"links":                  "<a href=x>a",
	"links closed":           "<a href=x>a</a> ",
	"pictures":               "<img src=a.png>",
	"attributes":             "<b a=b ",
	"tag with attributes":    "<div " + strings.Repeat("a=b ", 2000) + ">\n",
	"comments opened":        "<!-- ",
	"comments":               "<!-- a --> b\n",
	"comments in a line":     "a <!-- b -->",
	"phrases opened":         "<b>a ",
	"phrases crossed":        "<b><i></b></i>",
	"headings":               "<h2>a</h2>\n",
	"pre":                    "<pre>a</pre>\n",
	"pre opened":             "<pre>a\n",
	"paragraphs":             "<p>a",
	"foreign":                "%%a%% ^[b] $$c$$ {{< d >}} --8<-- \"e\"\n",
	"foreign lines":          "{: .a }\n\n!!! Achtung hier\n\n:::x\n\n",
	"code in foreign lines":  "`%%a` ",
	"contents":               "[TOC]\n\n",
}

func habitText(name string, n int) string {
	if name != "anchors of their own" {
		unit := habitUnits[name]
		if !strings.Contains(unit, "\n") {
			unit = fill(unit, 200) + "\n"
		}
		return fill(unit, n)
	}
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "<a id=x%d></a> [a](#x%[1]d)\n", i)
	}
	return b.String()
}

// TestHabitsAreBounded reads 500 KB of each; with CLAUSEBOOK_HOSTILE_SIZE also in a quotation, an item and the like.
func TestHabitsAreBounded(t *testing.T) {
	if slower > 1 {
		t.Skip("takes minutes under the race detector")
	}
	const size = 500 << 10
	in := map[string]func(string) string{
		"plain":       func(text string) string { return text },
		"a quotation": func(text string) string { return "> " + strings.ReplaceAll(text, "\n", "\n> ") },
		"an item":     func(text string) string { return "- " + strings.ReplaceAll(text, "\n", "\n  ") },
		"a table":     func(text string) string { return "| a |\n|---|\n| " + strings.ReplaceAll(text, "\n", " |\n| ") },
		"a callout":   func(text string) string { return "!!! note\n    " + strings.ReplaceAll(text, "\n", "\n    ") },
		"HTML":        func(text string) string { return "<details>\n\n" + text + "\n\n</details>" },
	}
	for name := range habitUnits {
		for where, put := range in {
			if where != "plain" && os.Getenv(hostileTo) == "" {
				continue
			}
			text := put(habitText(name, size))
			text = head + text[:min(len(text), size)]
			began := processorTime()
			d := document.Parse("documents/a.md", []byte(text))
			if took := processorTime() - began; took > limit {
				t.Errorf("%s in %s: %.1f s, %d findings", name, where, took.Seconds(), len(d.Findings))
			} else if testing.Verbose() && took > limit/10 {
				t.Logf("%s in %s: %.2f s", name, where, took.Seconds())
			}
		}
	}
}
