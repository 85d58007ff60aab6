package history

import (
	"strings"
)

// mailmap holds the names that the .mailmap of the commit gives to authors, as git does, by the address that they
// committed with, in lower case.
type mailmap map[string][]mailmapName

// mailmapName is the name to show. commit is the name committed with, in lower case, for which alone it stands, or "".
type mailmapName struct{ proper, commit string }

// maxMailmap is the most that is read of a .mailmap, in bytes.
const maxMailmap = 1 << 20

// readMailmap reads lines such as `Proper Name <proper@address> Committed Name <committed@address>`. What is not
// understood is skipped.
func readMailmap(text string) mailmap {
	m := mailmap{}
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		proper, address, rest, ok := nameAndAddress(line)
		if !ok {
			continue
		}
		commit := ""
		if name, second, _, both := nameAndAddress(rest); both {
			commit, address = name, second
		}
		if address = strings.ToLower(address); proper != "" {
			m[address] = append(m[address], mailmapName{proper, strings.ToLower(commit)})
		}
	}
	return m
}

// nameAndAddress splits `Name <address> rest`.
func nameAndAddress(text string) (name, address, rest string, ok bool) {
	name, rest, ok = strings.Cut(text, "<")
	if ok {
		address, rest, ok = strings.Cut(rest, ">")
	}
	return strings.TrimSpace(name), strings.TrimSpace(address), rest, ok
}

// author gives the name to show. A line with the name committed with goes before one without; the last line counts.
func (m mailmap) author(name, address string) string {
	shown := name
	for _, n := range m[strings.ToLower(address)] {
		if n.commit == strings.ToLower(name) {
			shown = n.proper
		}
	}
	if shown != name {
		return cleanLine(shown)
	}
	for _, n := range m[strings.ToLower(address)] {
		if n.commit == "" {
			shown = n.proper
		}
	}
	if shown == name {
		return name
	}
	return cleanLine(shown)
}

// named gives a commit with the name to show of its author.
func (m mailmap) named(c Commit) Commit {
	if len(m) > 0 {
		c.Author = m.author(c.Author, c.address)
	}
	return c
}
