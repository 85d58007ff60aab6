package history

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/document"
)

// plain reads the fields of a front matter in which each stands in a line of its own, as a plain or
// quoted word. That costs a hundredth of reading YAML. Where anything may mean something else it
// gives up, and the reader of documents has to say.
func plain(s *State, meta []byte) bool {
	first, lines, _ := bytes.Cut(meta, []byte("\n"))
	if len(bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimPrefix(first, []byte("\xef\xbb\xbf")), []byte("---")))) > 0 {
		return false
	}
	open := true // an indented line would go on with a value that counts, or comes before all keys
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
			if open, ok = s.take(line); !ok {
				return false
			}
		}
	}
	return s.ID != "" && s.Revision != "" && s.Status != ""
}

// take reads a line with a key and its value, and says whether it is one of those that count.
func (s *State) take(line []byte) (counts, ok bool) {
	name, value, found := bytes.Cut(line, []byte(":"))
	if !found || !simpleKey(name) || len(value) > 0 && value[0] != ' ' {
		return false, false
	}
	value = bytes.TrimLeft(value, " ")
	to := s.field(string(name))
	if to == nil {
		return false, closed(value)
	}
	value, ok = word(value)
	if !ok || *to != "" {
		return false, false
	}
	*to = kept(value)
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
	case "approved_date":
		return &s.Approved
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

// closed reports that a value ends in its line, or goes on in lines that are indented.
func closed(value []byte) bool {
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

// word gives the text of a value that can be nothing but text.
func word(value []byte) ([]byte, bool) {
	if len(value) == 0 {
		return nil, false
	}
	if quote := value[0]; quote == '"' || quote == '\'' {
		if len(value) < 3 || !closed(value) {
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

// printable reports text of letters, digits, punctuation and blanks alone.
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

// kept is the text of a value; words that most documents hold are kept once.
func kept(value []byte) string {
	for _, w := range document.Statuses {
		if w == string(value) {
			return w
		}
	}
	return string(value)
}
