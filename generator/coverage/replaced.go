package coverage

import (
	"slices"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

// Replacement says why an otherwise valid document does not count.
type Replacement struct {
	// By is the effective document that replaces it. If all other documents in a cycle are
	// obsolete, it is the obsolete one named in superseded_by.
	By *manual.Entry
	// Cycle lists the documents that replace each other, ordered by id; nil if there is no cycle.
	Cycle []*manual.Entry
}

// Replaced returns the replacement of a document, or nil. A document is replaced when an effective
// document supersedes it, directly or through obsolete ones. It is nil for obsolete documents and
// those with errors, which do not count anyway.
func (r *Result) Replaced(e *manual.Entry) *Replacement { return r.replaced[e] }

// why returns whether a document counts on the build date, considering replacements.
func (r *Result) why(e *manual.Entry) (Why, string) {
	why, detail := r.whyBeforeReplacement(e)
	by := r.replaced[e]
	if e.Earlier != nil && why != IsFaulty && why != IsObsolete {
		by = r.replaced[e.Earlier]
	}
	if by != nil {
		return IsReplaced, by.By.Name()
	}
	return why, detail
}

// findReplaced finds the replaced documents. A successor replaces a document even if it is itself
// replaced, so that only the last document of a chain counts.
func (r *Result) findReplaced() {
	succeeded := r.catalog.Succeeded()
	if len(succeeded) == 0 {
		return
	}
	by := r.replacements()
	cycles := r.cycles(succeeded)
	r.replaced = map[*manual.Entry]*Replacement{}
	for _, e := range succeeded {
		if why, _ := r.whyBeforeReplacement(e); why == IsFaulty || why == IsObsolete {
			continue
		}
		p := &Replacement{Cycle: r.cycleOf(e, cycles[e])}
		switch {
		case len(by[e]) > 0:
			p.By = by[e][0]
		case p.Cycle != nil:
			p.By = firstNamed(e, p.Cycle)
		default:
			continue
		}
		r.replaced[e] = p
	}
}

// replacements returns up to two effective documents that supersede each document, the nearest
// first. Two are needed because a document can lead back to itself through obsolete ones. The
// search runs backwards from the effective documents and visits each document at most twice.
func (r *Result) replacements() map[*manual.Entry][]*manual.Entry {
	type step struct{ at, by *manual.Entry }
	var queue []step
	for _, e := range r.catalog.Succeeding() {
		if why, _ := r.whyBeforeReplacement(e); why == Counted {
			queue = append(queue, step{e, e})
		}
	}
	const enough = 2
	found := map[*manual.Entry][]*manual.Entry{}
	for ; len(queue) > 0; queue = queue[1:] {
		s := queue[0]
		for _, e := range r.catalog.Predecessors(s.at) {
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

// cycles returns the supersession cycles through effective and obsolete documents (Tarjan's
// algorithm), by member.
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
		for _, next := range r.catalog.Successors(e) {
			switch {
			case !r.continuesThrough(next):
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
		if number[e] == 0 && r.continuesThrough(e) {
			visit(e)
		}
	}
	return found
}

// continuesThrough reports whether a chain of successors continues through a document, that is,
// whether it is effective or obsolete.
func (r *Result) continuesThrough(e *manual.Entry) bool {
	why, _ := r.whyBeforeReplacement(e)
	return why == Counted || e.Status.Value == document.Obsolete
}

// cycleOf returns the cycle that keeps an effective document from counting, or nil. A document
// whose predecessors in the cycle are all obsolete counts, unless it says that it is superseded.
func (r *Result) cycleOf(e *manual.Entry, cycle []*manual.Entry) []*manual.Entry {
	if why, _ := r.whyBeforeReplacement(e); why != Counted || cycle == nil {
		return nil
	}
	other := func(o *manual.Entry) bool { return o != e && o.Status.Value != document.Obsolete }
	if slices.ContainsFunc(cycle, other) || firstNamed(e, cycle) != nil {
		return cycle
	}
	return nil
}

// firstNamed returns the first of the given documents that e names in superseded_by, or nil.
func firstNamed(e *manual.Entry, among []*manual.Entry) *manual.Entry {
	for _, id := range e.SupersededBy {
		for _, o := range among {
			if o != e && o.ID.Value == id.Value {
				return o
			}
		}
	}
	return nil
}
