package document

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// Markdown takes brackets for text where it finds no link in them. What an author meant for a link,
// a picture or a footnote then stands on the page with its brackets, and leads nowhere.
var (
	// An address in parentheses, or one that is sure to be one, behind a blank that parts it from the brackets.
	lostAddress = regexp.MustCompile(`^\(([^()]*(?:\([^()]*\)[^()]*)*)\)|^ \(([^\s()<>]*(?:\.md|://)[^\s()<>]*)\)`)
	lostName    = regexp.MustCompile(`^\[([^\[\]^][^\[\]]*|)\]`)
	footnote    = regexp.MustCompile(`^\^[\pL\pN_-]+$`)
)

// longestBrackets is how far the brackets of a link and its address are looked for, in bytes. A link is
// as long as a few words, and a hostile line as long as a book.
const longestBrackets = 300

// brackets reports what was meant for a link in text that Markdown took as it is.
func (b *body) brackets(t *ast.Text) {
	src := b.src.Text
	for at := t.Segment.Start; ; at++ {
		found := bytes.IndexByte(src[at:t.Segment.Stop], ']')
		if found < 0 {
			return
		}
		at += found
		if open := opening(src, at); open >= 0 {
			b.lostLink(open, at)
		}
	}
}

// opening finds the bracket in the same line that one closes, or gives -1. Neither is one behind a
// backslash.
func opening(src []byte, closing int) int {
	depth := 0
	for at := closing; at >= max(0, closing-longestBrackets) && src[at] != '\n'; at-- {
		switch {
		case src[at] != '[' && src[at] != ']' || escaped(src, at):
		case src[at] == ']':
			depth++
		default:
			if depth--; depth == 0 {
				return at
			}
		}
		if depth == 0 {
			return -1 // the closing one is escaped
		}
	}
	return -1
}

func escaped(src []byte, at int) bool {
	n := 0
	for at-n > 0 && src[at-n-1] == '\\' {
		n++
	}
	return n%2 == 1
}

// lostLink reports the brackets from open to closing, if what is in them or behind them says that a
// link was meant.
func (b *body) lostLink(open, closing int) {
	src := b.src.Text
	text := string(src[open+1 : closing])
	rest := src[closing+1 : min(len(src), closing+1+longestBrackets)]
	if end := bytes.IndexByte(rest, '\n'); end >= 0 {
		rest = rest[:end]
	}
	what, sign := "link", ""
	if open > 0 && src[open-1] == '!' && !escaped(src, open-1) {
		what, sign, open = "picture", "!", open-1
	}
	reason, hint, end := "", "", closing+1
	switch address, name := lostAddress.FindSubmatch(rest), lostName.FindSubmatch(rest); {
	case footnote.MatchString(text):
		what, reason = "footnote", "no line says what it is"
		hint = fmt.Sprintf("add a line `[%s]: text`", text)
	case address != nil && address[2] != nil:
		reason, end = "a blank parts text and address", end+len(address[0])
		hint = fmt.Sprintf("write %s[%s](%s)", sign, short(text, "text"), address[2])
	case address != nil:
		reason, end = "its address cannot be read", end+len(address[0])
		hint = "write " + sign + "[text](address)"
		switch to := strings.TrimSpace(string(address[1])); {
		case strings.ContainsAny(to, `"'`):
			reason = "its address holds a blank, or its title ends early"
			hint = "write " + sign + `[text](<address> "title")`
		case strings.ContainsAny(to, " \t"):
			reason = "its address holds a blank"
			hint = fmt.Sprintf("write %s[%s](<%s>)", sign, short(text, "text"), short(to, "address"))
		}
	case name != nil && strings.ContainsFunc(text, unicode.IsLetter):
		label := strings.TrimSpace(string(name[1]))
		if label == "" {
			label = text
		}
		reason, end = fmt.Sprintf("no line says where [%s] leads", label), end+len(name[0])
		hint = fmt.Sprintf("write %s[text](address), or add a line `[%s]: address`", sign, label)
	default:
		return
	}
	b.report("link-as-text", b.src.Pos(open, end), fmt.Sprintf("this is no %s, and shown as it stands: %s", what, reason),
		hint+`; where brackets are meant, write \[`)
}

// short is what an author wrote, if a hint can repeat it, else a word for it.
func short(written, word string) string {
	const most = 40
	if len(written) > most || strings.ContainsAny(written, "<>[]") {
		return word
	}
	return written
}
