package document_test

import (
	"fmt"
	"strings"
)

// patterns are more units that are written again and again: of the syntax that other tools brought, of marks in turn, and
// of characters that nobody sees.
var patterns = map[string]string{
	"footnotes begun": "[^a]: ", "footnotes that refer to themselves": "[^a]: [^a]\n", "footnotes that refer to each other": "[^a]: [^b]\n\n[^b]: [^a]\n\n",
	"footnotes in footnotes": "[^a[^b", "inline footnotes": "^[a ", "two footnotes": "[^a][^b] ",
	"underscores between letters": "a_b", "underscores around words": "_a_b_ ", "both marks in turn": "_*", "strong and low lines": "**_a ", "three of both": "***___",
	"strikethrough and emphasis": "~~*a ", "three tildes": "~~~ ", "marks": "==a", "subscripts": "H~2~O ", "superscripts": "x^2^ ",
	"colons in threes": "::: ", "containers in containers": "::: a\n:::: b\n", "tabs and bullets": "\t- a\n", "tabs and quotations": "\t>\t", "tabs and text": "a\tb\t",
	"attributes after text": "a {#a .b} ", "headings with classes": "# a {#b .c}\n", "attribute lines": "{: .a #b}\n", "attributes in lines": "[a]{.b} ",
	"escaped brackets": "\\[", "escaped backticks": "\\`", "backticks and backslashes": "`\\", "escaped bars": "\\|", "escaped line ends": "\\\n",
	"entities of nothing": "&#0;", "entities beyond Unicode": "&#x110000;", "entities in hexadecimal begun": "&#x", "names of entities begun": "&a", "entities for brackets": "&#91;",
	"titles in single quotes": "[a](b 'c", "titles in parentheses": "[a](b (c", "definitions with titles": "[a]: b \"c\n", "definitions in angles": "[a]: <b\n",
	"empty comments": "<!-->", "almost empty comments": "<!--->", "ends of comments": "--> ", "comments in lines of their own": "<!-- a\n", "comments in comments": "<!-- <!-- ",
	"terms and nothing": "a\n: ", "definitions of nothing": ": \n", "definitions apart": "a\n\n: b\n\n", "definitions of lists": "a\n: - b\n",
	"wiki links in wiki links": "[[a[[b", "wiki links with a bar": "[[a\\|b", "wiki pictures opened": "![[a", "wiki ends": "]]", "wiki headings": "[[#a]] ",
	"flow charts": "```mermaid\ngraph TD\nA-->B\n```\n\n", "flow charts begun": "```mermaid\n", "sequences": "```mermaid\nsequenceDiagram\nA->>B: c\n```\n\n",
	"callouts": "> [!NOTE]\n> a\n>\n", "callouts in callouts": "> [!NOTE]\n> > [!TIP]\n", "folded callouts": "> [!NOTE]- a\n", "admonitions begun": "!!! a\n    ", "folded admonitions": "??? a\n\n    b\n",
	"underlines": "===\n", "dashes": "---\n", "headings of two lines": "a\nb\n===\n", "both underlines in turn": "a\n=\nb\n-\n", "dashes and text": "-a\n",
	"addresses in angles": "<a@b.c> ", "schemes in angles": "<a:", "parentheses of addresses": "http://a.b/( ", "schemes of mail": "mailto:a@b ", "web names begun": "www.", "entities after addresses": "http://a.b&amp; ",
	"blanks that do not break": "\u00a0", "blanks without width": "\u200b", "marks that combine": "\u0301", "letters with marks": "e\u0301 ", "changes of direction": "\u202e", "emoji with joiners": "👩\u200d",
	"tables of one row": "| a | b |\n|---|---|\n", "code in cells": "|`|`", "empty cells": "||", "tables without outer bars": "a|b\n-|-\n", "aligned tables": "|:-:|-:|\n",
	"numbers with parentheses": "1) ", "lists of three kinds": "* a\n+ b\n- c\n", "rules in turn with items": "- a\n- - -\n", "rules of stars": "* * * ", "numbers that count": "1. a\n1. b\n\n",
	"pictures in links opened": "[![](", "pictures in links": "[![a](b)](c) ", "pictures by reference opened": "![a][b", "empty links": "[]() ", "links with angles": "[a](<>) ",
	"details closed": "</details>\n", "cells of HTML": "<tr><td>", "alternatives opened": "<img src=a.png alt=\"", "links of HTML opened": "<a href='", "summaries": "<details><summary>",
	"clauses": "clause 8.4.1 and 8.4.2, ", "standards": "ISO 9001:2015 clause ", "ids": "QP-1 ", "dollars": "$$", "braces": "{{", "braces and percent": "{% ", "percents": "%%", "tabs of other tools": "=== \"a\"\n",
}

// patternTexts are texts of n bytes made of different parts.
var patternTexts = map[string]func(n int) string{
	"a flow chart of many":        func(n int) string { return "```mermaid\ngraph TD\n" + numbered("A%d-->A%[1]d1\n", n) + "```\n" },
	"a flow chart of one node":    func(n int) string { return "```mermaid\ngraph TD\n" + numbered("A-->B%d\n", n) + "```\n" },
	"a flow chart in one line":    func(n int) string { return "```mermaid\ngraph TD\nA" + fill("-->A", n) + "\n```\n" },
	"a flow chart of parts":       func(n int) string { return "```mermaid\ngraph TD\n" + numbered("subgraph S%d\n", n) + "```\n" },
	"a flow chart with long text": func(n int) string { return "```mermaid\ngraph TD\nA[\"" + fill("a ", n) + "\"]\n```\n" },
	"a sequence of many": func(n int) string {
		return "```mermaid\nsequenceDiagram\n" + numbered("A%d->>B%[1]d: c\n", n) + "```\n"
	},
	"a sequence of notes": func(n int) string { return "```mermaid\nsequenceDiagram\n" + fill("Note over A,B: c\n", n) + "```\n" },
	"a sequence of loops": func(n int) string { return "```mermaid\nsequenceDiagram\n" + fill("loop a\n", n) + "```\n" },
	"footnotes from last to first": func(n int) string {
		var b strings.Builder
		for i := n / 20; i > 0; i-- {
			fmt.Fprintf(&b, "[^%d]: [^%d]\n\n", i, i-1)
		}
		return "[^1]\n\n" + b.String()
	},
	"definitions that are used":       func(n int) string { return numbered("[a%d]\n", n/2) + "\n" + numbered("[a%d]: b\n", n/2) },
	"anchors and links to them":       func(n int) string { return numbered("<a id=a%d></a>[b](#a%[1]d)\n", n) },
	"headings with one name in turn":  func(n int) string { return fill("# a\n# b\n", n) },
	"a table of one wide row":         func(n int) string { return "|" + fill("a|", n/2) + "\n|" + fill("-|", n/2) + "\n" },
	"a table of long cells":           func(n int) string { return "|a|\n|-|\n|" + fill("`b` *c* ", n) + "|\n" },
	"items that are ever deeper":      func(n int) string { return fill("- ", min(n, 20_000)) + "a" },
	"quotations of items ever deeper": func(n int) string { return fill("> - ", min(n, 20_000)) + "a" },
	"HTML ever deeper":                func(n int) string { return fill("<div>\n\n", n) },
	"details ever deeper":             func(n int) string { return fill("<details>\n\n", n/2) + fill("</details>\n\n", n/2) },
	"callouts ever deeper": func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			b.WriteString(strings.Repeat(">", i) + " [!NOTE]\n")
		}
		return b.String()
	},
	"containers ever longer": func(n int) string {
		var b strings.Builder
		for i := 3; b.Len() < n; i++ {
			b.WriteString(strings.Repeat(":", i) + " note\n")
		}
		return b.String()
	},
}
