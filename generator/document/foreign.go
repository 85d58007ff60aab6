package document

import (
	"bytes"
	"regexp"
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/clausebook/clausebook/generator/diag"
)

// foreignSyntax is what other tools understand and clausebook does not. It stays as text, and a note says so once.
type foreignSyntax struct {
	name    string
	pattern *regexp.Regexp // of a line; nil if a parser finds it
	needles []string       // a text that has none of these has none of this syntax
	what    string
	hint    string
}

var foreignSyntaxes = []foreignSyntax{
	{"callout", regexp.MustCompile(`^(?:!!! ?[\pL"]|\?\?\?\+? ?[\pL"]|:{3,} ?[\pL{]|/{3,} ?\pL)`), []string{"!!!", "???", ":::", "///"},
		"this is not read as a callout", "write `> [!NOTE]` with its text in lines that begin with >"},
	{"tab", regexp.MustCompile(`^===[!+]* ?["“]`), []string{"==="}, "this is not read as a tab", `write === "Title", with its text indented by four blanks`},
	{"include", regexp.MustCompile(`^(?:-{2,}8<-{2,}|<<\[ ?[\w./]|!\[\[[^\]]*$|!include |\{!)`), []string{"8<", "<<[", "!include", "{!"},
		"this does not include another file", "copy the text here, or link to its document"},
	{"attributes", regexp.MustCompile(`^\{:?[ \t]*(?:[.#][\w-]+|\w+=|toc\b)[^}]*\}$`), []string{"{:", "{.", "{#"},
		"attributes of a paragraph have no effect and are shown as text", "remove the line"},
	{"attributes-inside", regexp.MustCompile(`[\])*]\{:?[ \t]*(?:[.#][\w-]+|[\w-]+=)[^}]*\}|\s\{:[ \t]*[.#\w][^}]*\}$`), []string{"]{", "){", "*{", "{:"},
		"attributes in braces have no effect and are shown as text", "remove the braces and what is in them"},
	{"abbreviation", regexp.MustCompile(`^\*\[[^\]\n]+\]:`), []string{"*["}, "the meaning of an abbreviation is shown as text", "write the meaning where the abbreviation is used first"},
	{"script", regexp.MustCompile(`[\pL\pN)\]](?:~[^~\s]{1,12}~(?:[^~]|$)|\^[\pL\pN+-]{1,12}\^(?:[^\^]|$))`), []string{"~", "^"},
		"~ and ^ do not lower or raise text; between ~ it is struck through", "write <sub>2</sub> or <sup>2</sup>"},
	{"emoji", regexp.MustCompile(`(?:^|[\s|(]):[a-z][a-z0-9_+-]+:(?:$|[\s|.,;:!)])`),
		nil, // mayHaveSign finds it
		"the name of a sign between colons is shown as text", "write the sign itself, such as ⚠"},
	{"macro", regexp.MustCompile(`^\{(?:toc|info|note|warning|tip|panel|expand|code|excerpt|include|noformat|jira|children|section|column)(?:[:|][^}\n]*)?\}`),
		[]string{"{toc", "{info", "{note", "{warning", "{tip", "{panel", "{expand", "{code", "{excerpt", "{include", "{noformat", "{jira", "{children", "{section", "{column"},
		"this is a macro of a wiki, and is shown as text", "write the text in Markdown; a note begins with `> [!NOTE]`"},
	{"import", regexp.MustCompile(`^(?:import\s[^;]*\sfrom\s+|export (?:const|default)\s|import\s+)["'\w{(].*["';)}]$`), []string{"import ", "export "},
		"this is code for another tool, and is shown as text", "remove the line"},
	{"comment", regexp.MustCompile(`^%%|%%[^%\s][^%]*%%`), []string{"%%"}, "comments between %% are shown as text", "write <!-- comment -->, which is never shown"},
	{"block-id", regexp.MustCompile(`(?:^|\s)\^[A-Za-z0-9]*[A-Za-z][A-Za-z0-9-]{2,}$`), []string{" ^", "\n^"},
		"the name of a block is shown as text", `write <a id="name"></a> where links shall lead`},
	{"inline-note", regexp.MustCompile(`\^\[[^\]\s]`), []string{"^["}, "a footnote inside a sentence is shown as text", "write [^1] there, and a line `[^1]: text`"},
	{"math", regexp.MustCompile(`^\$\$|\$\$[^$]+\$\$`), []string{"$$"}, "formulas are shown as they are written", "use a picture, or <sub> and <sup>"},
	{"callout-without-text", nil, nil, "the text of this callout is not indented, so it is below it", "indent its lines by four blanks"},
	{"callout-without-end", nil, nil, "this callout has no end of its own", "end it with a line of colons: :::"},
	{"embedded-document", nil, nil, "a document is not embedded in another; this is a link", "copy the text, or write [[name]] without !"},
	{"block-link", nil, nil, "a link leads to a document or a heading, not to a block; this one leads to the document", `write <a id="name"></a> in the document, and [[document#name]]`},
	{"wiki-link", nil, nil, "this is not read as a link: a name has no brackets and begins with a letter or digit", "write [[name]] or [[name|text]]"},
	{"directive", nil, nil, "a block for another tool is shown as code, without the line that begins it", "write its text without the fence; a note begins with `> [!NOTE]`"},
	{"diagram", nil, nil, "a diagram or query in this language is shown as code", "use a picture"},
}

// mayHaveSign looks for a colon between a blank and a letter, which begins the name of a sign such as :warning:.
func mayHaveSign(text []byte) bool {
	for from := 0; ; {
		at := bytes.IndexByte(text[from:], ':')
		if at < 0 {
			return false
		}
		from += at + 1
		before, after := byte('\n'), byte(' ')
		if from > 1 {
			before = text[from-2]
		}
		if from < len(text) {
			after = text[from]
		}
		if 'a' <= after && after <= 'z' && (before <= ' ' || before == '|' || before == '(') {
			return true
		}
	}
}

// foreign reports what another tool would understand, once for each syntax. at is an offset in the text.
func (c *context) foreign(at int, name string) {
	if c.noted[name] {
		return
	}
	if c.noted == nil {
		c.noted = map[string]bool{}
	}
	c.noted[name] = true
	at = max(at, 0)
	line := c.src.Text[at:min(len(c.src.Text), at+longestQuote)]
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	for _, s := range foreignSyntaxes {
		if s.name == name {
			c.report("foreign-syntax", at, at+len(bytes.TrimRight(line, " \t\r")), s.what, s.hint)
		}
	}
}

// mayHaveForeign returns the syntaxes that may be in a text of these bytes.
func mayHaveForeign(text []byte, of *diag.Bytes) (list []*foreignSyntax) {
	holds := func(needle string) bool { return of.MayHold(needle) && containsNeedle(text, needle) }
	for i := range foreignSyntaxes {
		s := &foreignSyntaxes[i]
		if slices.ContainsFunc(s.needles, holds) || s.name == "emoji" && mayHaveSign(text) {
			list = append(list, s)
		}
	}
	return list
}

// containsNeedle is bytes.Contains for a needle whose second byte is rarer than its first, such as the x of export.
func containsNeedle(text []byte, needle string) bool {
	if len(needle) == 1 {
		return bytes.IndexByte(text, needle[0]) >= 0
	}
	for at := 1; ; at++ {
		next := bytes.IndexByte(text[min(at, len(text)):], needle[1])
		if next < 0 {
			return false
		}
		if at += next; string(text[at-1:min(len(text), at-1+len(needle))]) == needle {
			return true
		}
	}
}

// foreignLines looks at the lines of a paragraph, except for code in them.
func (b *body) foreignLines(n ast.Node) {
	if len(b.foreign) == 0 {
		return
	}
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		line := withoutCode(bytes.TrimRight(b.src.Text[segment.Start:segment.Stop], " \t\r\n"))
		for _, s := range b.foreign {
			if b.ctx.noted[s.name] {
				continue
			}
			if found := s.pattern.FindIndex(line); found != nil {
				b.ctx.foreign(segment.Start+found[0], s.name)
			}
		}
	}
}

// withoutCode blanks out what is between backticks.
func withoutCode(line []byte) []byte {
	if bytes.IndexByte(line, '`') < 0 {
		return line
	}
	line = bytes.Clone(line)
	for start := bytes.IndexByte(line, '`'); start >= 0; {
		length := bytes.IndexByte(line[start+1:], '`')
		if length < 0 {
			break
		}
		for i := start; i <= start+1+length; i++ {
			line[i] = '`'
		}
		next := bytes.IndexByte(line[start+length+2:], '`')
		if next < 0 {
			break
		}
		start += length + 2 + next
	}
	return line
}

// foreignLanguages are those of code that another tool would draw or run.
var foreignLanguages = words("dataview dataviewjs tasks base plantuml puml uml dot graphviz d2 kroki ditaa drawio excalidraw vega vega-lite wavedrom mindmap")
