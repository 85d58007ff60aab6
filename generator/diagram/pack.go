package diagram

import (
	"cmp"
	"slices"
)

// unit is what is moved as a whole: a group with all that is in it, or a node.
type unit struct {
	box
	move  func(by int)
	group *group
}

func (b box) overlaps(o *box) bool { return b.firstRank <= o.lastRank && o.firstRank <= b.lastRank }

// pack moves groups and nodes apart, so that nothing lies in the box of a group that does not belong to it.
func (l *layout) pack() {
	if len(l.groups) == 0 {
		l.fit()
		return
	}
	direct := map[*group][]*node{}
	for _, rank := range l.ranks {
		for _, n := range rank {
			direct[n.group] = append(direct[n.group], n)
		}
	}
	children := map[*group][]*group{}
	for _, g := range l.groups {
		children[g.parent] = append(children[g.parent], g)
	}
	var packed func(g *group) (*unit, bool)
	packed = func(g *group) (*unit, bool) {
		var units []*unit
		for _, n := range direct[g] {
			units = append(units, &unit{box: box{n.cross - n.breadth/2, n.cross + n.breadth/2, 0, 0, n.rank, n.rank}, move: func(by int) { n.cross += by }})
		}
		for _, child := range children[g] {
			if u, ok := packed(child); ok {
				units = append(units, u)
			}
		}
		if len(units) == 0 {
			return nil, false
		}
		whole := spread(units)
		if g == nil {
			return whole, true
		}
		pad := groupPad
		whole.left, whole.right = whole.left-pad, whole.right+pad
		if l.sideways() && !g.title.empty() {
			whole.left -= 12 * px
		}
		if need := g.title.width + 2*pad; !l.sideways() && whole.right-whole.left < need {
			whole.right = whole.left + need
		}
		b := whole.box
		l.boxes[g] = &b
		inner := whole.move
		whole.group, whole.move = g, func(by int) {
			inner(by)
			b.left, b.right = b.left+by, b.right+by
		}
		return whole, true
	}
	packed(nil)
	l.fit()
}

// spread moves units apart that overlap, from left to right, and returns the unit of all.
func spread(units []*unit) *unit {
	slices.SortStableFunc(units, func(a, b *unit) int { return cmp.Compare(a.left+a.right, b.left+b.right) })
	whole := &unit{box: units[0].box}
	for i, u := range units {
		by := 0
		for _, before := range units[:i] {
			if before.overlaps(&u.box) {
				gap := bendGap
				if before.group != nil || u.group != nil {
					gap = groupPad
				}
				by = max(by, before.right+gap-u.left)
			}
		}
		if by > 0 {
			u.left, u.right = u.left+by, u.right+by
			u.move(by)
		}
		whole.left, whole.right = min(whole.left, u.left), max(whole.right, u.right)
		whole.firstRank, whole.lastRank = min(whole.firstRank, u.firstRank), max(whole.lastRank, u.lastRank)
	}
	whole.move = func(by int) {
		for _, u := range units {
			u.move(by)
		}
	}
	return whole
}

// fit moves everything to the margin.
func (l *layout) fit() {
	left, right := 0, 0
	first := true
	grow := func(from, to int) {
		if first || from < left {
			left = from
		}
		if first || to > right {
			right = to
		}
		first = false
	}
	for _, rank := range l.ranks {
		for _, n := range rank {
			loop := 0
			if n.loops {
				loop = 30 * px
			}
			grow(n.cross-n.breadth/2, n.cross+n.breadth/2+loop)
		}
	}
	for _, g := range l.groups {
		if b := l.boxes[g]; b != nil {
			grow(b.left, b.right)
		}
	}
	const margin = 6 * px
	for _, rank := range l.ranks {
		for _, n := range rank {
			n.cross += margin - left
		}
	}
	for _, b := range l.boxes {
		b.left, b.right = b.left+margin-left, b.right+margin-left
	}
	l.width = right - left + 2*margin
}

// setMain gives every rank its place, with room for the titles and sides of groups.
func (l *layout) setMain() {
	opens, closes := make([]int, len(l.ranks)), make([]int, len(l.ranks))
	for _, g := range l.groups {
		if b := l.boxes[g]; b != nil {
			opens[b.firstRank] = max(opens[b.firstRank], l.nesting(g, b.firstRank, true))
			closes[b.lastRank] = max(closes[b.lastRank], l.nesting(g, b.lastRank, false))
		}
	}
	title := 24 * px
	if l.sideways() {
		title = 10 * px
	}
	at := 6 * px
	for i, rank := range l.ranks {
		at += opens[i] * title
		deep := 0
		for _, n := range rank {
			deep = max(deep, n.deep)
		}
		for _, n := range rank {
			n.main = at + deep/2
		}
		l.tops = append(l.tops, at)
		at += deep + closes[i]*10*px
		if i < len(l.ranks)-1 {
			at += rankGap
		}
	}
	l.height = at + 6*px
	for _, g := range l.groups {
		b := l.boxes[g]
		if b == nil {
			continue
		}
		b.top = l.tops[b.firstRank] - l.nesting(g, b.firstRank, true)*title
		b.bottom = l.bottom(b.lastRank) + l.nesting(g, b.lastRank, false)*10*px
	}
}

func (l *layout) bottom(rank int) int {
	deep := 0
	for _, n := range l.ranks[rank] {
		deep = max(deep, n.deep)
	}
	return l.tops[rank] + deep
}

// nesting is how many groups begin, or end, in a rank with the given one, which holds them.
func (l *layout) nesting(g *group, rank int, first bool) int {
	deepest := 0
	for _, child := range l.groups {
		b := l.boxes[child]
		if child.parent == g && b != nil && (first && b.firstRank == rank || !first && b.lastRank == rank) {
			deepest = max(deepest, l.nesting(child, rank, first))
		}
	}
	return deepest + 1
}
