package check

import "github.com/clausebook/clausebook/generator/diag"

// These rules are checked while text is read, in packages source, fields, document, manual and
// theme.
var (
	configuration = Rule{Name: "configuration", Severity: diag.Error, Fixed: true,
		Summary: "manual.yaml cannot be read, or names a folder that is not there."}
	frontMatter = Rule{Name: "front-matter", Severity: diag.Error, Fixed: true,
		Summary: "The front matter is missing, unclosed, too large, no YAML, or holds a doubled field, an alias, an anchor or a tag."}
	badValue = Rule{Name: "bad-value", Severity: diag.Error,
		Summary: "A value is not of the form that its field takes."}
	encoding = Rule{Name: "encoding", Severity: diag.Error,
		Summary: "The file is not UTF-8."}
	controlCharacter = Rule{Name: "control-character", Severity: diag.Error,
		Summary: "The text holds a character that cannot be seen and may act on a terminal."}
	tooLarge = Rule{Name: "too-large", Severity: diag.Error,
		Summary: "A file, its tables or the addresses of its links are larger than any document that people read."}
	unsafeLink = Rule{Name: "unsafe-link", Severity: diag.Error, Fixed: true,
		Summary: "A link leads to an address that may run a program or a script."}
	duplicateHeading = Rule{Name: "duplicate-heading", Severity: diag.Error,
		Summary: "Two headings of a document were given the same id."}
	theme = Rule{Name: "theme", Severity: diag.Error, Fixed: true,
		Summary: "A template of the manual's own theme, or a file of strings, cannot be read or used."}
	unusedThemeFile = Rule{Name: "unused-theme-file", Severity: diag.Warning,
		Summary: "Nothing in the theme uses a file of the manual's own theme."}
	unknownField = Rule{Name: "unknown-field", Severity: diag.Warning,
		Summary: "A field or key has an unknown name."}
	cutValue = Rule{Name: "cut-value", Severity: diag.Warning,
		Summary: "YAML takes the end of a value for a comment and cuts it off."}
	rawHTML = Rule{Name: "raw-html", Severity: diag.Warning,
		Summary: "HTML in Markdown is shown as the text it is."}
	linkAsText = Rule{Name: "link-as-text", Severity: diag.Warning,
		Summary: "What looks like a link, a picture or a footnote is not one, and is shown as text."}
	tableCells = Rule{Name: "table-cells", Severity: diag.Warning,
		Summary: "A row of a table has more cells than the table has columns, and they are not shown."}
	unusedFootnote = Rule{Name: "unused-footnote", Severity: diag.Warning,
		Summary: "Nothing refers to a footnote, and it is not shown."}
	byteOrderMark = Rule{Name: "byte-order-mark", Severity: diag.Note,
		Summary: "The file begins with a byte-order mark, which is skipped."}
	crlf = Rule{Name: "crlf", Severity: diag.Note,
		Summary: "Lines end in carriage return and line feed, and are read as line feeds."}
)
