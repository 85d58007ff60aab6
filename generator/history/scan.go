package history

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/document"
)

// scanFields reads fields of a front matter whose values are plain or quoted words on their own
// lines, at a hundredth of the cost of parsing YAML. It returns false if anything could have
// another meaning; then use parseFields.
func scanFields(s *State, meta []byte) bool {
	first, lines, _ := bytes.Cut(meta, []byte("\n"))
	if len(bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimPrefix(first, []byte("\xef\xbb\xbf")), []byte("---")))) > 0 {
		return false
	}
	open := true // whether an indented line could continue a relevant value
	for line := range bytes.Lines(lines) {
		line = bytes.TrimRight(line, " \r\n")
		switch {
		case len(line) == 0 || line[0] == '#' || string(line) == "---":
		case line[0] == ' ' || line[0] == '\t' || line[0] == '-':
			if open {
				return false
			}
		default:
			var ok bool
			if open, ok = s.scanLine(line); !ok {
				return false
			}
		}
	}
	return s.ID != "" && s.Revision != "" && s.Status != "" && (s.Approver != "" || s.Status != document.Approved)
}

// scanLine reads a line with a key and a value, and reports whether the field is relevant.
func (s *State) scanLine(line []byte) (counts, ok bool) {
	name, value, found := bytes.Cut(line, []byte(":"))
	if !found || !simpleKey(name) || len(value) > 0 && value[0] != ' ' {
		return false, false
	}
	value = bytes.TrimLeft(value, " ")
	to := s.field(string(name))
	if to == nil && document.OtherSpelling(string(name)) {
		return false, false
	}
	if to == nil {
		return false, endsInLine(value)
	}
	value, ok = plainScalar(value)
	if !ok || *to != "" {
		return false, false
	}
	*to = intern(value)
	return true, true
}

func (s *State) field(name string) *string {
	switch name {
	case "id":
		return &s.ID
	case "title":
		return &s.Title
	case "revision":
		return &s.Revision
	case "status":
		return &s.Status
	case "approver":
		return &s.Approver
	case "approved_date":
		return &s.Approved
	case "effective_date":
		return &s.Effective
	}
	return nil
}

func simpleKey(name []byte) bool {
	for _, c := range name {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '_' {
			return false
		}
	}
	return len(name) > 0
}

// endsInLine reports whether a value ends on its line, apart from indented lines.
func endsInLine(value []byte) bool {
	if len(value) == 0 {
		return true
	}
	last := value[len(value)-1]
	switch value[0] {
	case '"', '\'':
		return len(value) > 1 && bytes.IndexByte(value[1:], value[0]) == len(value)-2
	case '&', '*', '!', '@', '`', '%':
		return false
	case '[':
		return last == ']' && !bytes.ContainsAny(value, `"'#`)
	case '{':
		return last == '}' && !bytes.ContainsAny(value, `"'#`)
	}
	return true
}

// plainScalar returns the text of a value that can only be a string.
func plainScalar(value []byte) ([]byte, bool) {
	if len(value) == 0 {
		return nil, false
	}
	if quote := value[0]; quote == '"' || quote == '\'' {
		if len(value) < 3 || !endsInLine(value) {
			return nil, false
		}
		value = value[1 : len(value)-1]
		return value, !bytes.ContainsRune(value, '\\') && printable(value)
	}
	c, _ := utf8.DecodeRune(value)
	if !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '(' && c != '.' && c != '/' {
		return nil, false
	}
	special := bytes.Contains(value, []byte(": ")) || value[len(value)-1] == ':' || bytes.IndexByte(value, '#') >= 0 ||
		bytes.EqualFold(value, []byte("null"))
	return value, !special && printable(value)
}

// printable reports whether a text has only letters, digits, punctuation and blanks.
func printable(text []byte) bool {
	for len(text) > 0 {
		if c := text[0]; c < utf8.RuneSelf {
			if c < ' ' || c == 0x7f {
				return false
			}
			text = text[1:]
			continue
		}
		c, n := utf8.DecodeRune(text)
		if c == utf8.RuneError || !unicode.In(c, unicode.L, unicode.Nd, unicode.P) {
			return false
		}
		text = text[n:]
	}
	return true
}

// intern converts a value to a string, sharing those of statuses.
func intern(value []byte) string {
	for _, w := range document.Statuses {
		if w == string(value) {
			return w
		}
	}
	return string(value)
}
