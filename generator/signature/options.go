package signature

import (
	"fmt"
	"strings"
	"time"
)

// options reads the options of a line, such as namespaces="git",valid-before="20261231". It reports the first
// that it does not understand.
func (p *parser) options(line *sshLine, w word) bool {
	seen := map[string]bool{}
	for _, option := range splitOptions(w.text) {
		name, quoted, valued := strings.Cut(option, "=")
		name = strings.ToLower(name)
		value, ok := unquote(quoted)
		problem := ""
		switch {
		case seen[name]:
			problem = "is given twice"
		case name == "cert-authority" && !valued:
			line.authority = true
		case !valued || !ok || !strings.HasPrefix(quoted, `"`):
			problem = "is neither an option nor a type of key that is known"
		case name == "namespaces" && validList(value):
			line.namespaces = value
		case name == "valid-after" || name == "valid-before":
			at, ok := absoluteTime(value)
			if !ok {
				problem = "is not a time of the form YYYYMMDD, YYYYMMDDHHMM or YYYYMMDDHHMMSS, each with or without Z"
			}
			if name == "valid-after" {
				line.after = at
			} else {
				line.before = at
			}
		default:
			problem = "is not an option that is known"
		}
		if seen[name] = true; problem != "" {
			p.report(w.Pos, fmt.Sprintf("%s %s", option, problem),
				`options are namespaces="git", valid-after="20260101Z", valid-before="20261231Z" and cert-authority, separated by commas without blanks`)
			return false
		}
	}
	if !line.after.IsZero() && !line.before.IsZero() && !line.after.Before(line.before) {
		p.report(w.Pos, "valid-before is not after valid-after", "")
		return false
	}
	return true
}

// splitOptions splits at commas outside of quotes.
func splitOptions(text string) []string {
	var list []string
	from, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\' && quoted:
			i++
		case text[i] == '"':
			quoted = !quoted
		case text[i] == ',' && !quoted:
			list = append(list, text[from:i])
			from = i + 1
		}
	}
	return append(list, text[from:])
}

// unquote removes the quotes around a text. A quote inside has a backslash before it.
func unquote(text string) (string, bool) {
	if !strings.HasPrefix(text, `"`) {
		return text, !strings.Contains(text, `"`)
	}
	if len(text) < 2 || !strings.HasSuffix(text, `"`) || strings.HasSuffix(text, `\"`) {
		return text, false
	}
	inside := text[1 : len(text)-1]
	plain := strings.ReplaceAll(inside, `\"`, "")
	return strings.ReplaceAll(inside, `\"`, `"`), !strings.Contains(plain, `"`)
}

// absoluteTime reads a time in a form of ssh-keygen. Without Z it is UTC too.
func absoluteTime(text string) (time.Time, bool) {
	text = strings.TrimSuffix(strings.TrimSuffix(text, "Z"), "z")
	const form = "20060102150405"
	if n := len(text); n != len("20060102") && n != len("200601021504") && n != len(form) {
		return time.Time{}, false
	}
	at, err := time.Parse(form[:len(text)], text)
	return at, err == nil && at.Unix() > 0
}

// validList reports whether a list of patterns has no empty one.
func validList(list string) bool {
	for pattern := range strings.SplitSeq(list, ",") {
		if strings.TrimPrefix(pattern, "!") == "" {
			return false
		}
	}
	return true
}

// matchList reports whether a list of patterns has one for a text, and none of those after "!" is for it.
func matchList(list, text string) bool {
	found := false
	for pattern := range strings.SplitSeq(list, ",") {
		if inner, excluded := strings.CutPrefix(pattern, "!"); excluded && match(inner, text) {
			return false
		} else if !excluded && match(pattern, text) {
			found = true
		}
	}
	return found
}

// match matches a text with a pattern in which * stands for any text and ? for any byte. It tries each start
// of what follows the last * once, so its time is at most the product of both lengths.
func match(pattern, text string) bool {
	star, retry := -1, 0
	p, t := 0, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, retry = p, t
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == text[t]):
			p, t = p+1, t+1
		case star >= 0:
			retry++
			p, t = star+1, retry
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}
