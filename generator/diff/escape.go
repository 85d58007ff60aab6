package diff

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/diag"
)

// longest is the most characters of one cell: a title of a page's length would crowd out the rest.
const longest = 300

func short(s string) string {
	if utf8.RuneCountInString(s) <= longest {
		return s
	}
	return string([]rune(s)[:longest-1]) + "…"
}

// unseen is a blank of no width.
const unseen = "\u200b"

var (
	// called is what hosts make a link of, or a message to somebody: @name, #12, !12, ~label, GH-12, an
	// address. Entities do not prevent that, since hosts look at the text that is shown; so that text is
	// parted by a blank that nobody sees.
	called = regexp.MustCompile(`(?i)[@#!~$%&][\pL\pN"{]|\bGH-\d|://|\bwww\.`)
	// marked are the characters that Markdown, a table or HTML reads as more than themselves.
	marked = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "~", `\~`, "$", `\$`,
		"|", "&#124;", "<", "&lt;", ">", "&gt;", "&", "&amp;", unseen, "&#8203;")
)

// inline writes text that people wrote as text of one line, whatever it holds.
func inline(s string) string {
	return marked.Replace(called.ReplaceAllStringFunc(diag.Clean(short(s)), func(match string) string {
		_, last := utf8.DecodeLastRuneInString(match)
		return match[:len(match)-last] + unseen + match[len(match)-last:]
	}))
}

// code writes text as code, in which hosts read nothing else.
func code(s string) string {
	s = diag.Clean(short(s))
	if s == "" || strings.ContainsAny(s, "`|") || strings.TrimSpace(s) != s {
		return inline(s)
	}
	return "`" + s + "`"
}
