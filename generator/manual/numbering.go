package manual

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/route"
)

// Numbering is how the ids of a manual are counted: those that differ in their last number only,
// such as QP-08-04 and QP-08-05, are one series.
type Numbering struct {
	entries []*Entry
	series  map[string]*series
	leading map[string]bool // the addresses that lead on to documents under another id
}

type series struct {
	prefix         string
	highest, width int
}

// Numbering counts all ids once. They are taken for good, also those of obsolete documents.
func (r *Register) Numbering() *Numbering {
	n := &Numbering{r.Entries, map[string]*series{}, map[string]bool{}}
	for _, e := range r.Entries {
		if document.ValidID(e.ID.Value) {
			n.count(e.ID.Value)
		}
	}
	return n
}

// Numbering also takes the ids for good that Git knows, of documents that were withdrawn and from before a document
// got another id, and those that documents say they supersede.
func (c *Catalog) Numbering() *Numbering {
	n := c.Register.Numbering()
	for _, e := range c.Entries {
		for _, id := range e.Supersedes {
			n.take(document.PlainID(id.Value))
		}
		for _, a := range e.OldAddresses() {
			n.leading[route.Fold(a.Path)] = true
		}
	}
	if c.History != nil {
		for id := range c.History.IDs() {
			n.take(id)
		}
	}
	return n
}

// take counts an id that no document has any more. How the ids that there are look is not for it to say.
func (n *Numbering) take(id string) {
	if !document.ValidID(id) {
		return
	}
	prefix, digits := parts(id)
	if s := n.series[seriesKey(prefix)]; s != nil {
		number, _ := strconv.Atoi(digits)
		s.highest = max(s.highest, number)
		return
	}
	n.count(id)
}

var numbered = regexp.MustCompile(`^(.*?)([0-9]{1,9})$`)

// parts gives the series of an id and its number. An id without one is the first of a series.
func parts(id string) (prefix, digits string) {
	if m := numbered.FindStringSubmatch(id); m != nil && !digit(last(m[1])) {
		return m[1], m[2]
	}
	return id + "-", "1"
}

func last(s string) byte { return ("-" + s)[len(s)] }

// seriesKey tells series apart as the addresses of their documents are.
func seriesKey(prefix string) string { return strings.ToLower(strings.ReplaceAll(prefix, " ", "-")) }

func (n *Numbering) count(id string) {
	prefix, digits := parts(id)
	s := n.series[seriesKey(prefix)]
	if s == nil {
		s = &series{prefix: prefix}
		n.series[seriesKey(prefix)] = s
	}
	number, _ := strconv.Atoi(digits)
	s.highest, s.width = max(s.highest, number), max(s.width, len(digits))
}

// After gives the next free id in the series of another one, or "" where there can be none.
func (n *Numbering) After(id string) string {
	prefix, _ := parts(id)
	return n.next(prefix, 1)
}

func (n *Numbering) next(prefix string, width int) string {
	s := n.series[seriesKey(prefix)]
	if s == nil {
		s = &series{prefix, 0, width}
	}
	for number := s.highest + 1; ; number++ {
		id := fmt.Sprintf("%s%0*d", s.prefix, s.width, number)
		if !document.ValidID(id) {
			return ""
		}
		if !n.leading[(document.Meta{ID: document.Text{Value: id}}).Address()] {
			return id
		}
	}
}

// Next gives what a new document of a type is called and where it lies: the section in which most
// of its type are, unless one is named, and the next free id of the series that most of them have.
func (n *Numbering) Next(kind string, section *string) (id, folder string) {
	same := n.ofType(kind)
	folder = most(same, func(e *Entry) string { return e.Section.Path })
	if section != nil {
		folder = *section
	}
	there := slices.DeleteFunc(in(same, folder), func(e *Entry) bool { return !document.ValidID(e.ID.Value) })
	if len(there) == 0 {
		return n.next(prefixOf(kind), 2), folder
	}
	prefix := most(there, func(e *Entry) string { prefix, _ := parts(e.ID.Value); return prefix })
	return n.next(prefix, 2), folder
}

// Owner gives the role that owns most documents of a type in a section, else in the manual, or "".
func (n *Numbering) Owner(kind, section string) string {
	for _, list := range [][]*Entry{in(n.ofType(kind), section), n.ofType(kind), n.entries} {
		list = slices.DeleteFunc(slices.Clone(list), func(e *Entry) bool { return !e.Owner.Given() })
		if len(list) > 0 {
			return most(list, func(e *Entry) string { return e.Owner.Value })
		}
	}
	return ""
}

// Knows reports a type that a document has.
func (n *Numbering) Knows(kind string) bool { return len(n.ofType(kind)) > 0 }

// ofType lists the documents of a type in the order of their ids.
func (n *Numbering) ofType(kind string) []*Entry {
	var list []*Entry
	for _, e := range n.entries {
		if e.Type.Value == kind {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, ByRank)
	return list
}

// in lists the documents of a section, or all where it has none of them.
func in(entries []*Entry, section string) []*Entry {
	var list []*Entry
	for _, e := range entries {
		if e.Section.Path == section {
			list = append(list, e)
		}
	}
	if list == nil {
		return slices.Clone(entries)
	}
	return list
}

// most gives the text that most documents have, of equals the first.
func most(entries []*Entry, text func(*Entry) string) string {
	count, best := map[string]int{}, ""
	for _, e := range entries {
		count[text(e)]++
	}
	for _, e := range entries {
		if t := text(e); count[t] > count[best] {
			best = t
		}
	}
	return best
}

var prefixes = map[string]string{"manual": "QM-", "policy": "QPOL-", "process": "PR-", document.Procedure: "QP-",
	"instruction": "WI-", "form": "QF-", "record": "RR-"}

// prefixOf is how the ids of a type begin that the manual has no document of: the initials of its
// words, or of a single one its first letters.
func prefixOf(kind string) string {
	if prefix := prefixes[kind]; prefix != "" {
		return prefix
	}
	words := strings.FieldsFunc(strings.ToUpper(kind), func(r rune) bool { return r < 'A' || r > 'Z' })
	switch initials := ""; len(words) {
	case 0:
		return "DOC-"
	case 1:
		return words[0][:min(len(words[0]), 3)] + "-"
	default:
		for _, word := range words {
			initials += word[:1]
		}
		return initials[:min(len(initials), 8)] + "-"
	}
}

// Hidden reports a valid path below the documents folder that is never read, because of its own
// name or that of a folder above it.
func Hidden(p string) bool {
	return p != "." && slices.ContainsFunc(strings.Split(p, "/"), hidden)
}
