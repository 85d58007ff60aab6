package check

import (
	"slices"
	"strings"
	"unicode"
)

// party is a person or role, or both, named in `author` or `approver`.
type party struct {
	text string
	name *personName
	role []string // words, folded and sorted; nil if not given
	mail string
	// ambiguous is set if it is one of two words around a comma, which may be the family name and
	// given name of one person.
	ambiguous bool
}

// personName is the name of a person, in folded words. An initial is a word of one letter.
type personName struct {
	family string
	given  []string
	words  []string // all words, sorted
}

// same reports whether two parties are probably the same person. Roles are compared unless both
// have a name.
func (p party) same(q party) bool {
	switch {
	case p.mail != "" && p.mail == q.mail:
		return true
	case p.ambiguous || q.ambiguous:
		return !(p.ambiguous && q.ambiguous) && p.name != nil && q.name != nil && slices.Equal(p.name.words, q.name.words)
	case p.name != nil && q.name != nil:
		return p.name.same(q.name)
	}
	return len(p.role) > 0 && slices.Equal(p.role, q.role)
}

// same also matches A. Miller with Anna Miller, and Miller with both: within one document, a
// different person of that name would be named in full.
func (n *personName) same(m *personName) bool {
	if slices.Equal(n.words, m.words) {
		return true
	}
	if n.family != m.family {
		return false
	}
	short, long := n.given, m.given
	if len(short) > len(long) {
		short, long = long, short
	}
	for i, g := range short {
		at := slices.IndexFunc(long, func(h string) bool { return alike(g, h) })
		if at < 0 || i == 0 && at > 0 {
			return false
		}
		long = long[at+1:]
	}
	return true
}

// alike compares given names, either of which may be an initial.
func alike(g, h string) bool {
	if len(g) == 1 || len(h) == 1 {
		return g[0] == h[0]
	}
	return g == h
}

// shared returns the approvers who are also authors, and the other approvers. It tries all readings
// of ambiguous values.
func shared(author, approver string) (both, others []party) {
	const longest = 1000 // bytes; longer values are not lists of people
	if max(len(author), len(approver)) > longest || !shareWord(author, approver) {
		return nil, nil
	}
	for _, approvers := range readings(approver) {
		for _, authors := range readings(author) {
			both, others = nil, nil
			for _, p := range approvers {
				if slices.ContainsFunc(authors, p.same) {
					both = append(both, p)
				} else {
					others = append(others, p)
				}
			}
			if len(both) > 0 {
				return both, others
			}
		}
	}
	return nil, nil
}

// shareWord is a cheap check that rules out most documents.
func shareWord(a, b string) bool {
	others := strings.FieldsFunc(fold(b), notLetter)
	return slices.ContainsFunc(strings.FieldsFunc(fold(a), notLetter), func(w string) bool { return slices.Contains(others, w) })
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// readings returns the possible readings of a value: with a comma between family name and given
// name, and as a list.
func readings(value string) [][]party {
	list, ambiguous := parties(value, false)
	if !ambiguous {
		return [][]party{list}
	}
	inverted, _ := parties(value, true)
	return [][]party{inverted, list}
}

// parties parses a value. inverted means that "Miller, Anna" is one person.
func parties(value string, inverted bool) (list []party, ambiguous bool) {
	for _, group := range strings.FieldsFunc(withoutGenderEndings(value), func(r rune) bool { return r == ';' || r == '|' || r == '\n' }) {
		parts := split(group)
		switch {
		case len(parts) == 0:
		case slices.ContainsFunc(parts, (*part).isRole):
			list = append(list, roles(group, parts)...)
		default:
			found, twofold := persons(parts, inverted)
			list, ambiguous = append(list, found...), ambiguous || twofold
		}
	}
	return list, ambiguous
}

// part is a piece of a value between separators.
type part struct {
	text        string // without brackets, titles and addresses
	brackets    string // text in brackets
	mail        string
	titled      bool // has a title, such as Dr.
	comma       bool // follows a comma, dash or colon, not a conjunction
	afterHyphen bool // the text before ends in a hyphen, as in Sales- and Marketing Manager
}
