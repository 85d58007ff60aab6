package diagram

import (
	"cmp"
	"slices"
)

// A flow chart is laid out in ranks, as Sugiyama described it: break cycles, give every node a rank, put a point into
// each rank that an edge passes, order the ranks so that few edges cross, and move nodes towards their neighbours. A
// label is such a point, so nothing covers it. Subgraphs are kept together, and their boxes apart.
//
// go-graphviz (a 6.7 MB module that runs in WebAssembly, a second for the first picture) and d2 (25 MB) were weighed:
// the charts of procedures are small, and what is needed of a layout is small too.

// place is where a node is. cross goes along a rank, main from rank to rank; both are of its centre.
type place struct {
	rank          int
	cross, main   int
	breadth, deep int // its size along cross and main
	order         int
	ins, outs     []*node // neighbours in the ranks before and after
	state         int     // of the search for cycles
	loops         bool    // an edge leads from it to itself
}

// route is how an edge goes.
type route struct {
	bends    []*node // from the upper to the lower end
	reversed bool    // it goes up
	middle   *node   // the bend with the label
}

// Distances in tenths of a pixel.
const (
	nodeGap  = 36 * px
	bendGap  = 18 * px
	rankGap  = 22 * px // two of them between nodes, with a rank for labels
	groupPad = 16 * px
)

type layout struct {
	*chart
	ranks [][]*node
	bends int
	tops  []int // main of the upper side of each rank
	boxes map[*group]*box
	// width and height are those of the whole in the directions cross and main.
	width, height int
}

type box struct{ left, right, top, bottom, firstRank, lastRank int }

func newLayout(c *chart) (*layout, *Note) {
	l := &layout{chart: c, boxes: map[*group]*box{}}
	l.breakCycles()
	l.setRanks()
	if !l.makeRanks() {
		return nil, &Note{1, "the diagram has too many long edges"}
	}
	for i := range 12 {
		l.sortRanks(i%2 == 0)
	}
	l.assign()
	l.straighten()
	l.pack()
	l.setMain()
	return l, nil
}

// breakCycles turns edges around that lead back, in a search from the nodes in their order.
func (l *layout) breakCycles() {
	leaving := map[*node][]*edge{}
	for _, e := range l.edges {
		if e.from == e.to {
			e.from.loops = true
			continue
		}
		leaving[e.from] = append(leaving[e.from], e)
	}
	const onPath, done = 1, 2
	var visit func(n *node)
	visit = func(n *node) {
		n.state = onPath
		for _, e := range leaving[n] {
			switch e.to.state {
			case onPath:
				e.reversed = true
			case done:
			default:
				visit(e.to)
			}
		}
		n.state = done
	}
	for _, n := range l.nodes {
		if n.state != done {
			visit(n)
		}
	}
}

// ends are the upper and the lower node of an edge.
func (e *edge) ends() (upper, lower *node) {
	if e.reversed {
		return e.to, e.from
	}
	return e.from, e.to
}

// setRanks gives every node the least rank behind all before it. Ranks are doubled: the odd ones are for labels.
func (l *layout) setRanks() {
	entering, leaving := map[*node]int{}, map[*node][]*edge{}
	for _, e := range l.edges {
		if e.from != e.to {
			upper, lower := e.ends()
			entering[lower]++
			leaving[upper] = append(leaving[upper], e)
		}
	}
	var ready []*node
	for _, n := range l.nodes {
		if entering[n] == 0 {
			ready = append(ready, n)
		}
	}
	for i := 0; i < len(ready); i++ {
		n := ready[i]
		for _, e := range leaving[n] {
			_, lower := e.ends()
			lower.rank = max(lower.rank, n.rank+2*min(e.length, 4))
			if entering[lower]--; entering[lower] == 0 {
				ready = append(ready, lower)
			}
		}
	}
	// A node without anything before it goes next to what follows it.
	for _, n := range slices.Backward(ready) {
		least := -1
		for _, e := range leaving[n] {
			if _, lower := e.ends(); least < 0 || lower.rank-2*min(e.length, 4) < least {
				least = lower.rank - 2*min(e.length, 4)
			}
		}
		if least > n.rank && !l.isEntered(n) {
			n.rank = least
		}
	}
}

func (l *layout) isEntered(n *node) bool {
	return slices.ContainsFunc(l.edges, func(e *edge) bool {
		_, lower := e.ends()
		return lower == n && e.from != e.to
	})
}

// makeRanks puts nodes and the points of edges into ranks.
func (l *layout) makeRanks() bool {
	deepest := 0
	for _, n := range l.nodes {
		deepest = max(deepest, n.rank)
	}
	l.ranks = make([][]*node, deepest+1)
	add := func(n *node) {
		n.order = len(l.ranks[n.rank])
		l.ranks[n.rank] = append(l.ranks[n.rank], n)
	}
	for _, n := range l.nodes {
		add(n)
	}
	for _, e := range l.edges {
		if e.from == e.to {
			continue
		}
		upper, lower := e.ends()
		before := upper
		for rank := upper.rank + 1; rank < lower.rank; rank++ {
			if l.bends++; l.bends > maxBends {
				return false
			}
			bend := &node{isBend: true, group: commonGroup(upper, lower), place: place{rank: rank}}
			if rank == (upper.rank+lower.rank)/2|1 && e.middle == nil {
				e.middle = bend
				if bend.breadth, bend.deep = e.label.width+8*px, e.label.height; e.label.empty() {
					bend.breadth, bend.deep = 0, 0
				} else if l.sideways() {
					bend.breadth, bend.deep = bend.deep+4*px, bend.breadth
				}
			}
			e.bends = append(e.bends, bend)
			add(bend)
			before.outs, bend.ins = append(before.outs, bend), append(bend.ins, before)
			before = bend
		}
		before.outs, lower.ins = append(before.outs, lower), append(lower.ins, before)
	}
	return true
}

func commonGroup(a, b *node) *group {
	in := map[*group]bool{}
	for g := a.group; g != nil; g = g.parent {
		in[g] = true
	}
	for g := b.group; g != nil; g = g.parent {
		if in[g] {
			return g
		}
	}
	return nil
}

func (l *layout) sideways() bool { return l.direction == "LR" || l.direction == "RL" }

// sortRanks orders each rank by the mean place of the neighbours before, or behind. The members of a group stay
// together.
func (l *layout) sortRanks(down bool) {
	order := slices.Clone(l.ranks)
	if !down {
		slices.Reverse(order)
	}
	for _, rank := range order {
		means := make(map[*node]int, len(rank))
		sums, counts := map[*group]int{}, map[*group]int{}
		for _, n := range rank {
			near := n.ins
			if !down {
				near = n.outs
			}
			mean := n.order * 1024
			if len(near) > 0 {
				mean = 0
				for _, m := range near {
					mean += m.order * 1024 * len(rank) / max(1, len(l.ranks[m.rank]))
				}
				mean /= len(near)
			}
			means[n] = mean
			for _, g := range n.path() {
				sums[g] += mean
				counts[g]++
			}
		}
		paths := make(map[*node][]*group, len(rank))
		for _, n := range rank {
			paths[n] = n.path()
		}
		slices.SortStableFunc(rank, func(a, b *node) int {
			pa, pb := paths[a], paths[b]
			for i := 0; ; i++ {
				ka, kb := means[a], means[b]
				var ga, gb *group
				if i < len(pa) {
					ga = pa[i]
					ka = sums[ga] / counts[ga]
				}
				if i < len(pb) {
					gb = pb[i]
					kb = sums[gb] / counts[gb]
				}
				if ga == gb && ga != nil {
					continue
				}
				if c := cmp.Compare(ka, kb); c != 0 || ga == nil && gb == nil {
					return c
				}
				return cmp.Compare(groupIndex(l.groups, ga), groupIndex(l.groups, gb))
			}
		})
		for i, n := range rank {
			n.order = i
		}
	}
}

func groupIndex(list []*group, g *group) int { return slices.Index(list, g) }

// separation is the least distance of the centres of neighbours in a rank.
func separation(a, b *node) int {
	gap := nodeGap
	if a.isBend || b.isBend {
		gap = bendGap
	}
	if a.group != b.group {
		gap += 2 * groupPad
	}
	loop := 0
	if a.loops {
		loop = 30 * px
	}
	return (a.breadth+b.breadth)/2 + gap + loop
}
