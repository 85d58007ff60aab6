package coverage

import (
	"slices"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

// Replacement says why a document does not count although nothing is wrong with it by itself.
type Replacement struct {
	// By is the effective document in its place. Where the only document in a cycle that is not
	// obsolete calls itself superseded, it is the obsolete one that it names.
	By *manual.Entry
	// Cycle lists the documents that replace each other, in the order of their ids; nil where they do
	// not.
	Cycle []*manual.Entry
}

// Replaced gives the replacement of a document, or nil. A document is replaced when one that is
// effective by itself supersedes it, directly or by way of obsolete ones. Obsolete documents and those
// with a fault have no replacement here: they do not count anyway.
func (r *Result) Replaced(e *manual.Entry) *Replacement { return r.replaced[e] }

// counts tells whether a document counts on the day of the build, by itself and beside the others.
func (r *Result) counts(e *manual.Entry) (Why, string) {
	why, detail := r.countsOn(e)
	if by := r.replaced[e]; by != nil {
		return IsReplaced, by.By.Name()
	}
	return why, detail
}

// replace finds the documents that are replaced. Whether the successor is itself replaced makes no
// difference, so that in a chain only the last document counts.
func (x *Result) replace() {
	succeeded := x.basis.Succeeded()
	if len(succeeded) == 0 {
		return
	}
	by := x.replacements()
	cycles := x.cycles(succeeded)
	x.replaced = map[*manual.Entry]*Replacement{}
	for _, e := range succeeded {
		if why, _ := x.countsOn(e); why == IsFaulty || why == IsObsolete {
			continue
		}
		r := &Replacement{Cycle: x.cycleOf(e, cycles[e])}
		switch {
		case len(by[e]) > 0:
			r.By = by[e][0]
		case r.Cycle != nil:
			r.By = named(e, r.Cycle)
		default:
			continue
		}
		x.replaced[e] = r
	}
}

// replacements finds the effective documents to which the successors of each document lead: the
// nearest, and another one where there is one, since through obsolete documents a document may lead
// back to itself. The search runs from the effective ones back, so that it visits each document twice
// at most.
func (r *Result) replacements() map[*manual.Entry][]*manual.Entry {
	type step struct{ at, by *manual.Entry }
	var queue []step
	for _, e := range r.basis.Succeeding() {
		if why, _ := r.countsOn(e); why == Counted {
			queue = append(queue, step{e, e})
		}
	}
	const enough = 2
	found := map[*manual.Entry][]*manual.Entry{}
	for ; len(queue) > 0; queue = queue[1:] {
		s := queue[0]
		for _, e := range r.basis.Predecessors(s.at) {
			if e == s.by || len(found[e]) == enough || slices.Contains(found[e], s.by) {
				continue
			}
			found[e] = append(found[e], s.by)
			if e.Status.Value == document.Obsolete {
				queue = append(queue, step{e, s.by})
			}
		}
	}
	return found
}

// cycles finds the documents that lead to each other by way of effective and obsolete ones, by the
// algorithm of Tarjan. A document outside any cycle is not in the map.
func (r *Result) cycles(succeeded []*manual.Entry) map[*manual.Entry][]*manual.Entry {
	found := map[*manual.Entry][]*manual.Entry{}
	number, low := map[*manual.Entry]int{}, map[*manual.Entry]int{}
	open := map[*manual.Entry]bool{}
	var stack []*manual.Entry
	var visit func(*manual.Entry)
	visit = func(e *manual.Entry) {
		number[e] = len(number) + 1
		low[e], open[e] = number[e], true
		stack = append(stack, e)
		for _, next := range r.basis.Successors(e) {
			switch {
			case !r.leadsOn(next):
			case number[next] == 0:
				visit(next)
				low[e] = min(low[e], low[next])
			case open[next]:
				low[e] = min(low[e], number[next])
			}
		}
		if low[e] != number[e] {
			return
		}
		at := len(stack) - 1
		for stack[at] != e {
			at--
		}
		cycle := slices.Clone(stack[at:])
		stack = stack[:at]
		slices.SortFunc(cycle, manual.ByRank)
		for _, member := range cycle {
			open[member] = false
			if len(cycle) > 1 {
				found[member] = cycle
			}
		}
	}
	for _, e := range succeeded {
		if number[e] == 0 && r.leadsOn(e) {
			visit(e)
		}
	}
	return found
}

// leadsOn reports whether a chain of successors goes on through a document: it is effective by itself,
// or obsolete.
func (r *Result) leadsOn(e *manual.Entry) bool {
	why, _ := r.countsOn(e)
	return why == Counted || e.Status.Value == document.Obsolete
}

// cycleOf gives the cycle by which an effective document is not counted, or nil. Where all others in it
// are obsolete, nothing is wrong with one that took its place again after one of them, unless it calls
// itself superseded.
func (r *Result) cycleOf(e *manual.Entry, cycle []*manual.Entry) []*manual.Entry {
	if why, _ := r.countsOn(e); why != Counted || cycle == nil {
		return nil
	}
	other := func(o *manual.Entry) bool { return o != e && o.Status.Value != document.Obsolete }
	if slices.ContainsFunc(cycle, other) || named(e, cycle) != nil {
		return cycle
	}
	return nil
}

// named gives the first of several documents that one names in superseded_by, or nil.
func named(e *manual.Entry, among []*manual.Entry) *manual.Entry {
	for _, id := range e.SupersededBy {
		for _, o := range among {
			if o != e && o.ID.Value == id.Value {
				return o
			}
		}
	}
	return nil
}
