package check

import "github.com/clausebook/clausebook/generator/diag"

// These rules are checked while text is read, in packages source, fields, document, manual and
// theme.
var (
	configuration = Rule{Name: "configuration", Severity: diag.Error, Fixed: true,
		Summary: "manual.yaml cannot be read, or names a folder or a file that does not exist."}
	frontMatter = Rule{Name: "front-matter", Severity: diag.Error, Fixed: true,
		Summary: "The front matter is missing, not closed, too large or not valid YAML, or has a field twice, an alias, an anchor or a tag."}
	badValue = Rule{Name: "bad-value", Severity: diag.Error,
		Summary: "A value does not have the form that its field requires."}
	encoding = Rule{Name: "encoding", Severity: diag.Error,
		Summary: "The file is not UTF-8."}
	controlCharacter = Rule{Name: "control-character", Severity: diag.Error,
		Summary: "The text contains an invisible character that can affect a terminal."}
	tooLarge = Rule{Name: "too-large", Severity: diag.Error,
		Summary: "A file, its tables or the addresses of its links are too large for a document that people read."}
	duplicateHeading = Rule{Name: "duplicate-heading", Severity: diag.Error,
		Summary: "Two headings of a document were given the same id."}
	theme = Rule{Name: "theme", Severity: diag.Error, Fixed: true,
		Summary: "A template or strings file of the manual's own theme has an error."}
	unusedThemeFile = Rule{Name: "unused-theme-file", Severity: diag.Warning,
		Summary: "Nothing uses a file of the manual's own theme."}
	unknownField = Rule{Name: "unknown-field", Severity: diag.Warning,
		Summary: "A field or key has an unknown name."}
	cutValue = Rule{Name: "cut-value", Severity: diag.Warning,
		Summary: "YAML treats the end of a value as a comment and cuts it off."}
	rawHTML = Rule{Name: "raw-html", Severity: diag.Warning,
		Summary: "HTML in Markdown loses something: it is shown as plain text, left out, or its script is removed."}
	linkAsText = Rule{Name: "link-as-text", Severity: diag.Warning,
		Summary: "Something that looks like a link, a picture or a footnote is not one, and is shown as text."}
	tableCells = Rule{Name: "table-cells", Severity: diag.Warning,
		Summary: "A table row has more cells than the table has columns; the extra cells are not shown."}
	unusedFootnote = Rule{Name: "unused-footnote", Severity: diag.Warning,
		Summary: "Nothing refers to a footnote, so it is not shown."}
	foreignSyntax = Rule{Name: "foreign-syntax", Severity: diag.Note,
		Summary: "The text uses the syntax of another tool, which has no effect here."}
	mermaid = Rule{Name: "mermaid", Severity: diag.Note,
		Summary: "A Mermaid diagram is shown as code, or a line of it has no effect."}
	byteOrderMark = Rule{Name: "byte-order-mark", Severity: diag.Note,
		Summary: "The file begins with a byte-order mark, which is skipped."}
	crlf = Rule{Name: "crlf", Severity: diag.Note,
		Summary: "Lines end in carriage return and line feed, and are read as line feeds."}
)
