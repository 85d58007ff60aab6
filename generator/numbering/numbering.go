// Package numbering proposes the id, the folder and the owner of a new document, from those that a manual has.
package numbering

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
)

// Numbering knows the ids of a manual and proposes new ones. Ids that differ only in their last number, such as
// QP-08-04 and QP-08-05, form a series.
type Numbering struct {
	entries  []*manual.Entry
	series   map[string]*series
	reserved map[string]bool // old addresses of documents, folded
}

type series struct {
	prefix         string
	highest, width int
}

// New counts the ids of a manual once. An id stays taken when its document is obsolete, withdrawn (as Git knows it)
// or superseded, or has got another id.
func New(c *manual.Catalog) *Numbering {
	n := &Numbering{c.Entries, map[string]*series{}, map[string]bool{}}
	for _, e := range c.Entries {
		if document.ValidID(e.ID.Value) {
			n.count(e.ID.Value)
		}
	}
	for _, e := range c.Entries {
		for _, id := range e.Supersedes {
			n.take(document.PlainID(id.Value))
		}
		for _, a := range e.OldAddresses() {
			n.reserved[route.Fold(a.Path)] = true
		}
	}
	if c.History != nil {
		for id := range c.History.IDs() {
			n.take(id)
		}
	}
	return n
}

// take counts an id that no document has any more. It does not change the width of a series that has documents.
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

// parts splits an id into the prefix of its series and its number. An id without a number starts a series.
func parts(id string) (prefix, digits string) {
	if m := numbered.FindStringSubmatch(id); m != nil && !endsInDigit(m[1]) {
		return m[1], m[2]
	}
	return id + "-", "1"
}

func endsInDigit(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }

// seriesKey identifies a series. Prefixes that lead to the same address of a document have the same key.
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

// After returns the next free id in the series of an id, or "" if there is none.
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
		if !n.reserved[(document.Meta{ID: document.Text{Value: id}}).Address()] {
			return id
		}
	}
}

// Next returns the id and the folder of a new document of a type. The folder is the given section, or else the
// section with most documents of the type; the id is the next free one in the series that most of those have.
func (n *Numbering) Next(kind string, section *string) (id, folder string) {
	same := n.ofType(kind)
	folder = most(same, func(e *manual.Entry) string { return e.Section.Path })
	if section != nil {
		folder = *section
	}
	there := slices.DeleteFunc(in(same, folder), func(e *manual.Entry) bool { return !document.ValidID(e.ID.Value) })
	if len(there) == 0 {
		return n.next(prefixOf(kind), 2), folder
	}
	prefix := most(there, func(e *manual.Entry) string { prefix, _ := parts(e.ID.Value); return prefix })
	return n.next(prefix, 2), folder
}

// Owner returns the role that owns most documents of a type in a section, or else in the manual, or "".
func (n *Numbering) Owner(kind, section string) string {
	for _, list := range [][]*manual.Entry{in(n.ofType(kind), section), n.ofType(kind), n.entries} {
		list = slices.DeleteFunc(slices.Clone(list), func(e *manual.Entry) bool { return !e.Owner.Given() })
		if len(list) > 0 {
			return most(list, func(e *manual.Entry) string { return e.Owner.Value })
		}
	}
	return ""
}

// Knows reports whether any document has a type.
func (n *Numbering) Knows(kind string) bool { return len(n.ofType(kind)) > 0 }

// ofType returns the documents of a type in the order of their ids.
func (n *Numbering) ofType(kind string) []*manual.Entry {
	var list []*manual.Entry
	for _, e := range n.entries {
		if e.Type.Value == kind {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, manual.ByRank)
	return list
}

// in returns the documents of a section, or all if the section has none.
func in(entries []*manual.Entry, section string) []*manual.Entry {
	var list []*manual.Entry
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

// most returns the most frequent text, the first if several are equally frequent.
func most(entries []*manual.Entry, text func(*manual.Entry) string) string {
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

// prefixOf returns the prefix of the ids of a type that the manual has no document of: the initials of its words,
// or the first letters of a single word.
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
