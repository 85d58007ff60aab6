package manual

import (
	"slices"

	"github.com/clausebook/clausebook/generator/document"
)

// succession is which document replaces which, as supersedes and superseded_by say it. Few documents
// have these fields, so only they are in the maps.
type succession struct {
	successors, predecessors map[*Entry][]*Entry
	// replacements are, of obsolete documents, the approved ones to which their successors lead.
	replacements map[*Entry]*Entry
}

// newSuccession reads the two fields from either side. An id that no document has, or several, says
// nothing of any of them.
func newSuccession(r *Register) succession {
	s := succession{map[*Entry][]*Entry{}, map[*Entry][]*Entry{}, map[*Entry]*Entry{}}
	for _, e := range r.ranked {
		for i := range e.SupersededBy {
			s.add(e, r.only(e.SupersededBy[i].Value))
		}
	}
	for _, e := range r.ranked {
		for i := range e.Supersedes {
			s.add(r.only(e.Supersedes[i].Value), e)
		}
	}
	s.follow(r.ranked)
	return s
}

func (s *succession) add(before, after *Entry) {
	if before == nil || after == nil || before == after || slices.Contains(s.successors[before], after) {
		return
	}
	s.successors[before] = append(s.successors[before], after)
	s.predecessors[after] = append(s.predecessors[after], before)
}

// follow finds the replacements of obsolete documents, from the approved ones back, so that each is
// visited once however long a chain is.
func (s *succession) follow(ranked []*Entry) {
	if len(s.predecessors) == 0 {
		return
	}
	var queue []*Entry
	for _, e := range ranked {
		if e.Status.Value == document.Approved && len(s.predecessors[e]) > 0 {
			queue = append(queue, e)
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		after := queue[0]
		current := after
		if known := s.replacements[after]; known != nil {
			current = known
		}
		for _, before := range s.predecessors[after] {
			if before.Status.Value == document.Obsolete && s.replacements[before] == nil {
				s.replacements[before] = current
				queue = append(queue, before)
			}
		}
	}
}

// only gives the document with an id that no other one has, or nil.
func (r *Register) only(id string) *Entry {
	if same := r.ByID(id); len(same) == 1 {
		return same[0]
	}
	return nil
}

// Successors lists the documents that replace one: those that it names in superseded_by, then those
// that name it in supersedes. The list must not be changed.
func (r *Register) Successors(e *Entry) []*Entry { return r.succession.successors[e] }

// Predecessors lists the documents that one replaces, as either side says it. The list must not be
// changed.
func (r *Register) Predecessors(e *Entry) []*Entry { return r.succession.predecessors[e] }

// Succeeded lists the documents that have a successor, in the order of their ids.
func (r *Register) Succeeded() []*Entry { return withAny(r.succession.successors) }

// Succeeding lists the documents that have a predecessor, in the order of their ids.
func (r *Register) Succeeding() []*Entry { return withAny(r.succession.predecessors) }

func withAny(of map[*Entry][]*Entry) []*Entry {
	list := make([]*Entry, 0, len(of))
	for e := range of {
		list = append(list, e)
	}
	slices.SortFunc(list, ByRank)
	return list
}

// Replacement gives the approved document that took the place of an obsolete one, directly or by
// way of other obsolete ones, or nil.
func (r *Register) Replacement(e *Entry) *Entry { return r.succession.replacements[e] }
