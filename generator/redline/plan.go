package redline

import (
	"slices"
	"strings"
)

// plan says which sections and blocks belong together, before anything is written.
type plan struct {
	was, is []*section
	steps   []planStep
	moves   int
}

// planStep is a section of either text, or of both.
type planStep struct {
	was, is *section // one may be nil
	blocks  []pair   // where both are set
	away    bool     // the section was here and has moved; is is nil
}

// move joins the old and the new place of what was moved.
type move struct{ number int }

func newPlan(was, is []*section) *plan {
	p := &plan{was: was, is: is}
	partner := matchSections(was, is)
	// Sections that are not in the longest run in order, by words, were moved.
	stays := heaviestRun(partner, len(was), func(i int) int { return is[i].size })
	p.merge(partner, stays)
	p.moveBlocks()
	return p
}

// matchSections gives the old section of each new one, -1 where there is none. Sections belong together by their
// headings, without numbers, else by their text.
func matchSections(was, is []*section) []int {
	partner, taken := make([]int, len(is)), make([]bool, len(was))
	for i := range partner {
		partner[i] = -1
	}
	partner[0], taken[0] = 0, true
	for _, key := range []func(*section) string{
		func(s *section) string { return s.key },
		func(s *section) string { return s.title },
		func(s *section) string { return bareTitle(s.title) },
	} {
		old := map[string][]int{}
		for i, s := range was {
			if k := key(s); !taken[i] && k != "" {
				old[k] = append(old[k], i)
			}
		}
		for i, s := range is {
			k := key(s)
			if list := old[k]; partner[i] < 0 && len(list) > 0 {
				partner[i], taken[list[0]], old[k] = list[0], true, list[1:]
			}
		}
	}
	matchByText(was, is, partner, taken)
	return partner
}

// bareTitle is a heading without its number.
func bareTitle(s string) string {
	return strings.ToLower(strings.TrimLeft(s, "0123456789.) §\u00a0"))
}

// matchByText pairs the sections that are left with those most like them.
func matchByText(was, is []*section, partner []int, taken []bool) {
	const least = 0.5
	left := 0
	for i := range was {
		if !taken[i] {
			left++
		}
	}
	for i, s := range is {
		if partner[i] >= 0 || left*len(is) > mostPairs*4 {
			continue
		}
		best, at := least, -1
		for j, o := range was {
			if !taken[j] {
				if share := common(o.words, s.words); share > best && len(s.words) > 0 {
					best, at = share, j
				}
			}
		}
		if at >= 0 {
			partner[i], taken[at] = at, true
		}
	}
}

// merge puts the sections of both texts in the order in which they are shown.
func (p *plan) merge(partner []int, stays []bool) {
	isOf := make([]int, len(p.was))
	for j := range isOf {
		isOf[j] = -1
	}
	for i, o := range partner {
		if o >= 0 {
			isOf[o] = i
		}
	}
	at := 0
	old := func(to int) {
		for ; at < to; at++ {
			i := isOf[at]
			switch {
			case i >= 0 && stays[i]:
			case i >= 0:
				p.moves++
				m := &move{p.moves}
				p.was[at].move, p.is[i].move = m, m
				p.steps = append(p.steps, planStep{was: p.was[at], away: true})
			default:
				p.steps = append(p.steps, planStep{was: p.was[at]})
			}
		}
	}
	for i, s := range p.is {
		o := partner[i]
		if o >= 0 && stays[i] {
			old(o)
			at = o + 1
		}
		step := planStep{is: s}
		if o >= 0 {
			step.was, step.blocks = p.was[o], alignBlocks(p.was[o].blocks, s.blocks)
		}
		p.steps = append(p.steps, step)
	}
	old(len(p.was))
}

// moveBlocks finds the blocks that are missing in one section and new in another, or elsewhere in the same.
func (p *plan) moveBlocks() {
	const fewest = 5 // words; shorter ones are the same by chance
	gone, fresh := map[string][]*block{}, map[string][]*block{}
	note := func(in map[string][]*block, list ...*block) {
		for _, b := range list {
			if len(b.words) >= fewest {
				in[b.key] = append(in[b.key], b)
			}
		}
	}
	for _, s := range p.steps {
		switch {
		case s.away:
		case s.is == nil:
			note(gone, s.was.blocks...)
		case s.was == nil:
			note(fresh, s.is.blocks...)
		default:
			for _, b := range s.blocks {
				if b.is < 0 {
					note(gone, s.was.blocks[b.was])
				} else if b.was < 0 {
					note(fresh, s.is.blocks[b.is])
				}
			}
		}
	}
	for _, s := range p.steps { // in the order of the page, not of a map
		if s.is == nil {
			continue
		}
		for _, b := range s.is.blocks {
			if from, to := gone[b.key], fresh[b.key]; len(from) == 1 && len(to) == 1 && to[0] == b {
				p.moves++
				m := &move{p.moves}
				from[0].move, b.move = m, m
			}
		}
	}
}

// differs reports whether a step shows a difference.
func (s planStep) differs() bool {
	if s.was == nil || s.is == nil {
		return !slices.ContainsFunc([]*section{s.was, s.is}, func(s *section) bool { return s != nil && s.empty() })
	}
	return s.is.move != nil || s.was.key != s.is.key
}
