package adopt

import (
	"path"
	"regexp"
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
)

var (
	linkText  = regexp.MustCompile(`!?\[([^\]]*)\]\([^)]*\)`)
	wikiText  = regexp.MustCompile(`\[\[(?:[^\]|]*\|)?([^\]]*)\]\]`)
	attribute = regexp.MustCompile(`\s*\{[#.:][^}]*\}\s*$`)
	htmlTag   = regexp.MustCompile(`</?[a-zA-Z][^<>]*>`)
	emphasis  = strings.NewReplacer("**", "", "__", "", "`", "", `\`, "", "&nbsp;", " ", "&amp;", "&", "\u00a0", " ")
)

// plain returns the text of a line of Markdown without its marks.
func plain(text string) string {
	if strings.ContainsAny(text, "[<{") {
		text = linkText.ReplaceAllString(text, "$1")
		text = wikiText.ReplaceAllString(text, "$1")
		text = attribute.ReplaceAllString(text, "")
		text = htmlTag.ReplaceAllString(text, " ")
	}
	text = strings.TrimSpace(emphasis.Replace(text))
	for len(text) > 1 && (text[0] == '*' || text[0] == '_') && text[len(text)-1] == text[0] {
		text = strings.TrimSpace(text[1 : len(text)-1])
	}
	return strings.Join(strings.Fields(visible(text)), " ")
}

// visible removes characters that values must not have.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\t' && r != '\n' && unicode.IsControl(r) || diag.IsDirectionControl(r) || document.Invisible(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
}

const edges = " \t-–—:|_,;#·•/"

// cutRevision splits a revision off the end of a heading or file name.
func (v *vocabulary) cutRevision(text string) (rest, revision string) {
	m := v.revision.FindStringSubmatchIndex(text)
	if m == nil {
		return text, ""
	}
	at := max(m[2], m[4])
	return strings.TrimRight(text[:m[0]], edges+"([."), text[at:max(m[3], m[5])]
}

// titleFrom returns a heading or the name of a file without the id and the revision.
func (v *vocabulary) titleFrom(text, id string) string {
	text, _ = v.cutRevision(strings.Trim(text, edges))
	if id != "" {
		text = cutID(text, id)
	}
	if found := v.idIn(text); found != "" {
		text = strings.TrimLeft(text[min(len(found), len(text)):], edges+".)")
	}
	text, _ = v.cutRevision(strings.Trim(text, edges))
	text = strings.Trim(text, edges)
	if strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") {
		text = strings.Trim(text, "()")
	}
	return text
}

// cutID removes an id, in any spelling of its separators, from the start or end of a text.
func cutID(text, id string) string {
	runes, n := []rune(text), len(separators.Replace(id))
	for _, atEnd := range []bool{false, true} {
		count, i := 0, 0
		for ; i < len(runes) && count < n; i++ {
			r := runes[i]
			if atEnd {
				r = runes[len(runes)-1-i]
			}
			if !strings.ContainsRune("-_. \u00a0()[]", r) {
				count += len(string(r))
			}
		}
		part, rest := string(runes[:i]), runes[i:]
		if atEnd {
			part, rest = string(runes[len(runes)-i:]), runes[:len(runes)-i]
		}
		if !sameID(strings.Trim(part, "()[]\u00a0 "), id) {
			continue
		}
		switch {
		case len(rest) == 0:
			return ""
		case !atEnd && !isWordRune(rest[0]):
			return strings.Trim(strings.TrimLeft(string(rest), edges+".)]"), edges)
		case atEnd && !isWordRune(rest[len(rest)-1]):
			return strings.Trim(strings.TrimRight(string(rest), edges+".(["), edges)
		}
	}
	return text
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// nameTitle is the name of a file as words.
func nameTitle(file string) string {
	name := strings.TrimSuffix(path.Base(file), path.Ext(file))
	if !strings.Contains(name, " ") {
		name = strings.NewReplacer("_", " ", "-", " ").Replace(name)
	}
	return strings.TrimSpace(name)
}
