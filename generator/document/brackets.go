package document

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// Markdown treats brackets as text if they are not a valid link. A link, picture or footnote with a
// mistake is then shown with its brackets and leads nowhere.
var (
	lostAddress = regexp.MustCompile(`^\(([^()]*(?:\([^()]*\)[^()]*)*)\)`)
	farAddress  = regexp.MustCompile(`^ \(([^\s()<>]*(?:\.md|://)[^\s()<>]*)\)`)
	lostName    = regexp.MustCompile(`^\[([^\[\]^][^\[\]]*|)\]`)
	wikiLike    = regexp.MustCompile(`^ *\pL[^=]*$`)
	footnote    = regexp.MustCompile(`^\^[\pL\pN_-]+$`)
)

// longestBrackets limits the search for the brackets and address of a link, in bytes, so that a
// hostile line does not cost the square of its length.
const longestBrackets = 300

// brackets reports failed links in text.
func (b *body) brackets(t *ast.Text) {
	src := b.src.Text
	for at := t.Segment.Start; ; at++ {
		found := bytes.IndexByte(src[at:t.Segment.Stop], ']')
		if found < 0 {
			return
		}
		at += found
		if open := openingBracket(src, at); open >= 0 {
			b.lostLink(open, at)
		}
	}
}

// openingBracket returns the offset of the bracket in the same line that matches a closing one, or
// -1. It ignores escaped brackets.
func openingBracket(src []byte, closing int) int {
	depth := 0
	for at := closing; at >= max(0, closing-longestBrackets) && src[at] != '\n'; at-- {
		switch {
		case src[at] != '[' && src[at] != ']' || isEscaped(src, at):
		case src[at] == ']':
			depth++
		default:
			if depth--; depth == 0 {
				return at
			}
		}
		if depth == 0 {
			return -1 // the closing bracket is escaped
		}
	}
	return -1
}

func isEscaped(src []byte, at int) bool {
	n := 0
	for at-n > 0 && src[at-n-1] == '\\' {
		n++
	}
	return n%2 == 1
}

// lostLink reports the brackets from open to closing if their contents or the text after them show
// that a link was meant.
func (b *body) lostLink(open, closing int) {
	src := b.src.Text
	text := string(src[open+1 : closing])
	behind := src[closing+1 : min(len(src), closing+1+longestBrackets)]
	if end := bytes.IndexByte(behind, '\n'); end >= 0 {
		behind = behind[:end]
	}
	what, sign := "link", ""
	if open > 0 && src[open-1] == '!' && !isEscaped(src, open-1) {
		what, sign, open = "picture", "!", open-1
	}
	var reason, hint string
	var taken [][]byte // the part of behind that belongs to the link, and the address or name in it
	match := func(pattern *regexp.Regexp) bool {
		taken = pattern.FindSubmatch(behind)
		return taken != nil
	}
	switch {
	case footnote.MatchString(text):
		what, reason = "footnote", "no line says what it is"
		hint = fmt.Sprintf("add a line `[%s]: text`", text)
	case match(lostAddress):
		reason, hint = addressFault(sign, text, strings.TrimSpace(string(taken[1])))
	case match(farAddress):
		reason = "a blank parts text and address"
		hint = fmt.Sprintf("write %s[%s](%s)", sign, quoteOr(text, "text"), taken[1])
	case strings.ContainsFunc(text, unicode.IsLetter) && match(lostName) && !(sign == "" && isLabel(text) && isLabel(string(taken[1]))):
		name := strings.TrimSpace(string(taken[1]))
		if name == "" {
			name = text
		}
		reason = fmt.Sprintf("no line says where [%s] leads", name)
		hint = fmt.Sprintf("write %s[text](address), or add a line `[%s]: address`", sign, name)
	case open > 0 && src[open-1] == '[' && bytes.HasPrefix(behind, []byte("]")) && wikiLike.MatchString(text):
		b.ctx.foreign(open-1, "wiki-link")
		return
	default:
		return
	}
	end := closing + 1
	if taken != nil {
		end += len(taken[0])
	}
	b.report("link-as-text", b.src.Pos(open, end), fmt.Sprintf("this is not a %s and is shown as text: %s", what, reason),
		hint+`; where brackets are meant, write \[`)
}

// isLabel reports whether the text in brackets is a label in capitals, as in [ORG][MHB], which people write
// one after the other.
func isLabel(text string) bool {
	return text != "" && text == strings.ToUpper(text) && !strings.ContainsAny(text, " \t")
}

// addressFault says why the text in parentheses is not a valid address.
func addressFault(sign, text, address string) (reason, hint string) {
	switch {
	case strings.ContainsAny(address, `"'`):
		return "its address contains a space, or its title ends early", "write " + sign + `[text](<address> "title")`
	case strings.ContainsAny(address, " \t"):
		return "its address contains a space", fmt.Sprintf("write %s[%s](<%s>)", sign, quoteOr(text, "text"), quoteOr(address, "address"))
	}
	return "its address cannot be read", "write " + sign + "[text](address)"
}

// quoteOr returns what the author wrote if it fits into a hint, or else a word for it.
func quoteOr(written, word string) string {
	const most = 40
	if len(written) > most || strings.ContainsAny(written, "<>[]") {
		return word
	}
	return written
}
