package adopt

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	boldPart   = regexp.MustCompile(`(?:\*\*|__)[ \t]*([^*_|:]{1,60}?)[ \t]*(?:\*\*|__)`)
	definition = regexp.MustCompile(`^[ \t]*:[ \t]+(\S.*)$`)
	spacedDash = regexp.MustCompile(`[ \t][–—-][ \t]|,[ \t]|[ \t]/[ \t]`)
)

// definitionOf returns what the next line says of a term in a definition list, or "".
func definitionOf(lines []string, i int) string {
	if i+1 < len(lines) {
		if m := definition.FindStringSubmatch(lines[i+1]); m != nil {
			return m[1]
		}
	}
	return ""
}

// below returns what stands below a key that is alone in its line: the next line, or the list that begins there, and the number
// of these lines.
func (v *vocabulary) below(lines []string, i int) (value string, n int) {
	key := unquote(lines[i])
	if !strings.HasSuffix(strings.TrimRight(key, "*_ "), ":") {
		return "", 0
	}
	if key = plain(key); !strings.HasSuffix(key, ":") || !v.isKey(key) {
		return "", 0
	}
	var items []string
	for _, line := range lines[i+1 : min(len(lines), i+6)] {
		text := unquote(line)
		item := marker.ReplaceAllString(text, "")
		if text == "" || strings.ContainsAny(text, "|#:<") || len(items) > 0 && item == text {
			break
		}
		if first, _ := utf8.DecodeRuneInString(item); item != text && unicode.IsLower(first) {
			return "", 0 // duties, not names
		}
		items = append(items, item)
		if item == text {
			break
		}
	}
	if len(items) > 1 && v.named(fold(key)) == "owner" {
		return "", 0 // a document has one owner: these are duties
	}
	return strings.Join(items, ", "), len(items)
}

// pairsWithoutColon reads a line such as **Owner** Buyer or Version 1.2 · 2024-05-01.
func (v *vocabulary) pairsWithoutColon(text string, line int) []pair {
	if found := boldPart.FindAllStringSubmatchIndex(text[:min(len(text), longestValue)], -1); len(found) > 1 && found[0][0] == 0 {
		var pairs []pair
		for i, m := range found {
			end := len(text)
			if i+1 < len(found) {
				end = found[i+1][0]
			}
			if key := text[m[2]:m[3]]; v.isKey(key) {
				pairs = append(pairs, pair{plain(key), text[m[1]:end], fromText, line})
			}
		}
		if len(pairs) == len(found) {
			return pairs
		}
	}
	const longest = 60
	if m := boldWord.FindStringSubmatch(text); m != nil && v.isKey(m[1]) { // **Owner** Buyer
		return []pair{{plain(m[1]), m[2], fromText, line}}
	}
	if len(text) > longest {
		return nil
	}
	for _, segment := range several.Split(text, -1) {
		for _, part := range spacedDash.Split(segment, -1) {
			if revision := v.onlyRevision(plain(part)); revision != "" {
				return []pair{{"revision", revision, fromText, line}}
			}
		}
	}
	return nil
}

// onlyRevision returns the revision of a text that says nothing else, such as Rev. 06, or "".
func (v *vocabulary) onlyRevision(text string) string {
	const shortest = 3 // letters of the word: v2 may be of anything
	if rest, revision := v.cutRevision(text); rest == "" && len(strings.TrimRightFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })) >= shortest {
		return revision
	}
	return ""
}

// cutAtKey cuts a value where the next key of the same line begins: 3 Owner: Buyer. The key has a capital letter, or a comma
// before it, and is known or the title of a column, such as Date. rest is empty if there is none.
func (v *vocabulary) cutAtKey(value string) (before, rest string) {
	for at := 0; at < len(value); {
		colon := strings.IndexAny(value[at:], ":：")
		if colon < 0 {
			break
		}
		colon += at
		if start := v.keyBefore(value[:colon]); start > 0 {
			return strings.TrimRight(value[:start], " \t,;/"), value[start:]
		}
		_, size := utf8.DecodeRuneInString(value[colon:])
		at = colon + size
	}
	return value, ""
}

// keyBefore returns where the key at the end of a text begins, the longest one; 0 if there is none.
func (v *vocabulary) keyBefore(text string) int {
	const most = 4 // words
	best := 0
	for at, n := len(strings.TrimRight(text, " \t")), 0; n < most; n++ {
		at = strings.LastIndexAny(strings.TrimRight(text[:at], " \t"), " \t")
		if at <= 0 {
			break
		}
		key := strings.TrimSpace(text[at:])
		first, _ := utf8.DecodeRuneInString(key)
		comma := strings.HasSuffix(strings.TrimRight(text[:at], " \t"), ",")
		if (unicode.IsUpper(first) || comma) && (v.isKey(key) || v.columns[fold(key)]) {
			best = at + 1
		}
		if comma {
			break
		}
	}
	return best
}
